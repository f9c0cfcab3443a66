// Records as they are read back: one line of a list, and one whole.
import * as z from 'zod';
import { rungs } from '../domain/milestone';
import { problemKinds, submissionKinds, submissionStatuses } from '../domain/submission';
import { nameRef, page, pageQuery, sha256, uuid } from './base';
import { checklistItemSchema } from './checklist';
import { documentSchema } from './document';
import { hazardSchema } from './hazard';
import { itemRecordSchema } from './item-record';
import { milestoneReportSchema, personSchema } from './milestone';
import { photoSchema } from './photo';

export const listReportsQuerySchema = z.strictObject({
  projectId: uuid.optional(),
  kind: z.enum(submissionKinds).optional(),
  mine: z.literal('true').optional(),
  ...pageQuery,
});

export const reportSchema = z.object({
  id: uuid,
  kind: z.enum(submissionKinds),
  /** Of a report from a site; a record of the plan is about an item. */
  project: nameRef.nullable(),
  item: nameRef.nullable(),
  by: personSchema.nullable(),
  capturedAt: z.string(),
  receivedAt: z.string(),
  status: z.enum(submissionStatuses),
  photoCount: z.int(),
  /** 缺照片: how many of them were given up. */
  lostCount: z.int(),
  isCorrected: z.boolean(),
  corrects: uuid.nullable(),
  note: z.string().nullable(),
  percent: z.int().nullable(),
  problems: z.array(z.enum(problemKinds)),
  rung: z.enum(rungs).nullable(),
  failCount: z.int().nullable(),
  /** Of a hazard opened directly, an achievement or an incident. */
  title: z.string().nullable(),
  photos: z.array(photoSchema),
});
export type Report = z.infer<typeof reportSchema>;

export const listReportsResponseSchema = page(reportSchema);

export const reportDetailSchema = reportSchema.extend({
  /** The content exactly as it was sent. */
  body: z.record(z.string(), z.unknown()),
  documents: z.array(documentSchema),
  sha256,
  countedAt: z.string().nullable(),
  /** 导入人: the office person who brought it in from a rescue file. */
  importedBy: personSchema.nullable(),
  correctedBy: uuid.nullable(),
  checklist: z.object({ name: z.string(), version: z.int(), items: z.array(checklistItemSchema) }).nullable(),
  hazards: z.array(
    hazardSchema.pick({ id: true, title: true, severity: true, status: true }).extend({ itemKey: z.string().nullable() }),
  ),
  milestoneReport: milestoneReportSchema.nullable(),
  itemRecord: itemRecordSchema.nullable(),
});
export type ReportDetail = z.infer<typeof reportDetailSchema>;
