// 导出: what document is wanted, and what one is once it was made.
import * as z from 'zod';
import { exportKinds } from '../domain/export';
import { day, page, pageQuery, recordId, sha256, uuid } from './base';
import { personSchema } from './milestone';

/** A ledger has a range; a report has a day, of a weekly any day of its week. */
export const createExportRequestSchema = z
  .strictObject({ id: recordId, kind: z.enum(exportKinds), on: day.optional(), from: day.optional(), to: day.optional() })
  .refine(({ kind, on, from, to }) => (kind === 'ledger' ? from !== undefined && to !== undefined && on === undefined : on !== undefined && from === undefined && to === undefined), {
    path: ['kind'],
    error: 'other_days',
  })
  .refine(({ from, to }) => from === undefined || to === undefined || from <= to, { path: ['to'], error: 'before_from' });
export type CreateExportRequest = z.infer<typeof createExportRequestSchema>;

export const exportSchema = z.object({
  id: uuid,
  /** 校验码, printed in the document. */
  code: z.string(),
  kind: z.enum(exportKinds),
  from: day,
  to: day,
  by: personSchema.nullable(),
  at: z.string(),
  sha256,
  bytes: z.int(),
  /** Of a ledger. */
  rowCount: z.int().nullable(),
  /** The last frozen digest that a report tells. */
  digest: z.object({ number: z.int(), on: day, head: sha256 }).nullable(),
});
export type Export = z.infer<typeof exportSchema>;

export const exportFileSchema = exportSchema.extend({
  /** What the file is called when it is saved or forwarded. */
  name: z.string(),
  /** Signed, for an hour; null where the storage has lost the file. */
  url: z.string().nullable(),
});
export type ExportFile = z.infer<typeof exportFileSchema>;

export const listExportsQuerySchema = z.strictObject(pageQuery);
export const listExportsResponseSchema = page(exportSchema);
