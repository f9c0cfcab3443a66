// 计划导入: what a file would change, and the import itself. The file travels as its exact text, so that what is stored has
// the hash that anybody finds of the file, and a key given twice is seen.
import * as z from 'zod';
import { day, recordId, sha256, uuid } from './base';
import { personSchema } from './milestone';
import { planFileErrorSchema, planFileMaxBytes } from './plan-file';

/** JSON text of a plan file (GET /api/plan/schema.json). */
const file = z.string().min(1).max(planFileMaxBytes);

export const previewPlanRequestSchema = z.strictObject({ file });

const itemRefSchema = z.object({ id: z.string(), name: z.string(), section: z.string() });

/** Compared by item id with the plan of the latest earlier year. */
const planDifferenceSchema = z.object({
  year: z.int(),
  /** Of the file: what the import expects. */
  sha256,
  /** Year of the plan it is compared with; null for a park's first. */
  comparedWith: z.int().nullable(),
  new: z.array(itemRefSchema),
  /** `before` and `after` as in the file; null where the field is not given. */
  changed: z.array(itemRefSchema.extend({ fields: z.array(z.object({ field: z.string(), before: z.unknown(), after: z.unknown() })) })),
  gone: z.array(itemRefSchema),
  unchanged: z.int(),
  projects: z.object({
    new: z.array(z.object({ id: z.string(), name: z.string() })),
    /** Known to the park. `knownAs`: the name it has there and keeps, where the file writes another. */
    existing: z.array(z.object({ id: z.string(), name: z.string(), knownAs: z.string().nullable() })),
  }),
});
export type PlanDifference = z.infer<typeof planDifferenceSchema>;

export const planFileErrorsSchema = z.object({
  errors: z.array(planFileErrorSchema).min(1),
  /** All of them; `errors` holds the first 200. */
  errorCount: z.int(),
});

export const previewPlanResponseSchema = z.union([planFileErrorsSchema, planDifferenceSchema]);
export type PlanPreview = z.infer<typeof previewPlanResponseSchema>;

export const importPlanRequestSchema = z.strictObject({
  id: recordId,
  file,
  /** sha256 of the file that was previewed. */
  expect: sha256,
});

export const importPlanResponseSchema = z.object({ id: uuid, receivedAt: z.string(), sha256, year: z.int() });

export const planYearQuery = z.strictObject({ year: z.coerce.number().int().min(2000).max(2100).optional() });

export const listPlansResponseSchema = z.object({
  items: z.array(
    z.object({
      year: z.int(),
      startsOn: day,
      endsOn: day,
      /** The one that pages show without being asked for a year. */
      isCurrent: z.boolean(),
      itemCount: z.int(),
      importedAt: z.string(),
      /** Null when the deployment's seed imported it. */
      importedBy: personSchema.nullable(),
    }),
  ),
});
export type ListPlansResponse = z.infer<typeof listPlansResponseSchema>;
