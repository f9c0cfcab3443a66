// Starter checklists (检查表) that a new park begins with, one file each. Clauses are in our own words; `basis` names the
// standard or regulation behind one, where that is certain, and no clause number that is not. A key never changes its
// meaning, since repeat hazards are found by it over versions.
//
// Special operations (GB 30871) have one list for each of the eight kinds: every clause of a list has to be answered, and
// who stands before one hot-work job would tap 不适用 ninety times in a common one.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { majorCriteria } from '../src/domain/major-criterion';
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
  /** A photo is worth having also where the clause passes. */
  photoOnPass: z.literal(true).optional(),
  /** Which of the 20 criteria for chemical enterprises a failure usually falls under. */
  majorCriterion: z.enum(majorCriteria).optional(),
});
export type ChecklistItem = z.infer<typeof checklistItemSchema>;

export const checklistSchema = z.strictObject({
  key: z.string().regex(/^[a-z]+(-[a-z]+)*$/),
  name: z.string().min(2).max(20),
  /** Kinds of projects it is offered for. */
  projectCategories: z.array(z.enum(projectCategories)).min(1),
  items: z
    .array(checklistItemSchema)
    .min(10)
    .max(60)
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
