// Starter checklists (检查表): four files that a new park begins with. Clauses are in our own words; `basis` names the
// standard or regulation behind one, where that is certain. A key never changes its meaning, since repeat hazards are
// found by it over versions.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { projectCategories } from '../src/domain/project';

export const checklistItemSchema = z.strictObject({
  key: z.string().regex(/^[a-z]+-[1-9]\d*$/),
  heading: z.string().min(2).max(12),
  /** What is right, one sentence that can be checked by standing there. */
  text: z.string().min(6).max(40),
  basis: z.string().min(4).max(60).optional(),
  /** 哪里不对: the chips under a failed clause. */
  defects: z.array(z.string().min(2).max(8)).min(3).max(4),
  /** A failure is usually 重大: proposes that severity, the inspector decides. */
  majorHint: z.boolean(),
});
export type ChecklistItem = z.infer<typeof checklistItemSchema>;

export const checklistSchema = z.strictObject({
  key: z.string().regex(/^[a-z]+(-[a-z]+)*$/),
  name: z.string().min(2).max(20),
  /** Kinds of projects it is offered for. */
  projectCategories: z.array(z.enum(projectCategories)).min(1),
  items: z
    .array(checklistItemSchema)
    .min(18)
    .max(26)
    .refine((items) => new Set(items.map((item) => item.key)).size === items.length, { error: 'key is taken' })
    .refine(isGrouped, { error: 'clauses of one heading stand together' }),
});
export type Checklist = z.infer<typeof checklistSchema>;

function isGrouped(items: readonly { heading: string }[]): boolean {
  const runs = items.filter((item, index) => item.heading !== items[index - 1]?.heading);
  return runs.length === new Set(items.map((item) => item.heading)).size;
}

export const checklistFolder = path.join(__dirname, 'checklists');

/** In the order of their file names. Throws ZodError. */
export function readChecklists(folder: string = checklistFolder): Checklist[] {
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
  return files.sort().map((file) => checklistSchema.parse(JSON.parse(readFileSync(path.join(folder, file), 'utf8'))));
}
