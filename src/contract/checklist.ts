// 检查表: versioned; a published version never changes and a check names the one it used. The office drafts the next one.
import * as z from 'zod';
import { maxClauses, maxDefects } from '../domain/checklist-draft';
import { majorCriteria } from '../domain/major-criterion';
import { projectCategories } from '../domain/project';
import { recordId, text, uuid } from './base';
import { personSchema } from './milestone';

export const checklistItemSchema = z.object({
  key: text(50),
  heading: z.string(),
  text: z.string(),
  basis: z.string().optional(),
  defects: z.array(z.string()),
  /** The severity that a failure suggests: 重大, else 一般. */
  majorHint: z.boolean().optional(),
  /** A photo is asked for also where the clause passes; never required. */
  photoOnPass: z.boolean().optional(),
  /** Which of the 20 criteria a failure usually falls under. */
  majorCriterion: z.enum(majorCriteria).optional(),
});
export type ChecklistItem = z.infer<typeof checklistItemSchema>;

export const checklistSchema = z.object({
  key: z.string(),
  name: z.string(),
  projectCategories: z.array(z.string()),
  versionId: uuid,
  version: z.int(),
  items: z.array(checklistItemSchema),
});
export type Checklist = z.infer<typeof checklistSchema>;

export const listChecklistsResponseSchema = z.object({ items: z.array(checklistSchema) });

// ---------------------------------------------------------------- as the office keeps them

/** Not written yet, or readable. */
const draftText = (max: number) => z.union([z.literal(''), text(max)]);

const draftItemSchema = z
  .strictObject({
    /** Given once and kept over versions: repeat hazards are found by it. */
    key: z.string().max(50).regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
    heading: draftText(20),
    text: draftText(200),
    basis: text(100).optional(),
    defects: z.array(text(20)).max(maxDefects),
    majorHint: z.boolean().optional(),
    photoOnPass: z.boolean().optional(),
    majorCriterion: z.enum(majorCriteria).optional(),
  })
  .refine((item) => item.majorCriterion === undefined || item.majorHint === true, { path: ['majorCriterion'], error: 'criterion_of_major' });

const isDistinct = (values: readonly unknown[]) => new Set(values).size === values.length;

const draftFields = {
  name: text(30),
  projectCategories: z.array(z.enum(projectCategories)).refine(isDistinct, { error: 'given_twice' }),
  items: z.array(draftItemSchema).max(maxClauses).refine((items) => isDistinct(items.map(({ key }) => key)), { error: 'key_taken' }),
};

export const createChecklistRequestSchema = z.strictObject({ id: recordId, ...draftFields });
/** `revision`: of the draft that this one takes the place of; 0 before the first. */
export const saveChecklistRequestSchema = z.strictObject({ id: recordId, revision: z.int().min(0), ...draftFields });
export const publishChecklistRequestSchema = z.strictObject({ id: recordId, revision: z.int().min(1) });
export const changeChecklistRequestSchema = z.strictObject({ id: recordId });
export const readChecklistVersionQuerySchema = z.strictObject({ version: z.coerce.number().int().min(1).max(1_000_000) });

const contentSchema = z.object({ name: z.string(), projectCategories: z.array(z.enum(projectCategories)), items: z.array(checklistItemSchema) });

export const listAllChecklistsResponseSchema = z.object({
  items: z.array(
    z.object({
      id: uuid,
      name: z.string(),
      projectCategories: z.array(z.enum(projectCategories)),
      itemCount: z.int(),
      /** Null while it was never published. */
      version: z.int().nullable(),
      publishedAt: z.string().nullable(),
      retiredAt: z.string().nullable(),
      /** Saved since the last publication. */
      draft: z.object({ savedAt: z.string(), savedBy: personSchema.nullable() }).nullable(),
    }),
  ),
});
export type ChecklistEntry = z.infer<typeof listAllChecklistsResponseSchema>['items'][number];

const versionFields = { version: z.int(), publishedAt: z.string(), publishedBy: personSchema.nullable() };

export const checklistDetailSchema = z.object({
  id: uuid,
  retiredAt: z.string().nullable(),
  /** What the next save names as the one it started from. */
  revision: z.int(),
  draft: contentSchema.extend({ savedAt: z.string(), savedBy: personSchema.nullable() }).nullable(),
  published: contentSchema.extend({ version: z.int() }).nullable(),
  versions: z.array(z.object({ ...versionFields, name: z.string(), itemCount: z.int() })),
});
export type ChecklistDetail = z.infer<typeof checklistDetailSchema>;

export const checklistVersionSchema = contentSchema.extend({
  ...versionFields,
  /** The version before it, null of the first. */
  before: contentSchema.extend({ version: z.int() }).nullable(),
});
export type ChecklistVersion = z.infer<typeof checklistVersionSchema>;

export const savedChecklistSchema = z.object({ id: uuid, revision: z.int(), savedAt: z.string() });
export const publishedChecklistSchema = z.object({ id: uuid, version: z.int(), publishedAt: z.string() });
export const changedChecklistSchema = z.object({ id: uuid, at: z.string() });
