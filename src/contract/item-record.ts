// What is recorded about a plan item itself: 填报, 成果, 事故, 办结, 说明 and 补录, and how a second person reviews it.
import * as z from 'zod';
import { itemRecordKinds, reviewAnswers } from '../domain/item-record';
import { rungs } from '../domain/milestone';
import { maxPhotosPerReport } from '../domain/submission';
import { day, nameRef, recordId, sha256, text, uuid } from './base';
import { documentManifestSchema } from './document';
import { personSchema } from './milestone';
import { photoSchema } from './photo';
import { evidenceFields } from './submission';

/** `YYYY-MM`; a figure is cumulative to the end of it. */
export const month = z.string().regex(/^2[01][0-9]{2}-(0[1-9]|1[0-2])$/);

/** In the target's unit. Six decimals are more than any statistic has. */
const figure = z.number().min(-1e12).max(1e12).refine((value) => Math.round(value * 1e6) / 1e6 === value, { error: 'too_many_decimals' });

const fieldsWith = (maxPhotos: number) => ({ ...evidenceFields(maxPhotos), itemId: uuid, note: text(1000).optional() });
const recordFields = { ...fieldsWith(maxPhotosPerReport), documents: documentManifestSchema.optional() };

export const submitReadingRequestSchema = z
  .strictObject({
    ...recordFields,
    month,
    /** Where the figure comes from: 统计局月报, 税务局… */
    source: text(200),
    value: figure.optional(),
    /** Of a ratio, instead of the value. */
    numerator: figure.min(0).optional(),
    denominator: figure.positive().optional(),
  })
  .refine(({ numerator, denominator }) => (numerator === undefined) === (denominator === undefined), { path: ['denominator'], error: 'both_or_none' })
  .refine(({ value, numerator }) => (value === undefined) !== (numerator === undefined), { path: ['value'], error: 'value_or_ratio' });
export type SubmitReadingRequest = z.infer<typeof submitReadingRequestSchema>;

export const submitAchievementRequestSchema = z.strictObject({ ...recordFields, title: text(100), occurredOn: day });
export type SubmitAchievementRequest = z.infer<typeof submitAchievementRequestSchema>;

export const submitIncidentRequestSchema = z.strictObject({ ...recordFields, title: text(100), occurredOn: day, projectId: uuid.optional() });
export type SubmitIncidentRequest = z.infer<typeof submitIncidentRequestSchema>;

export const submitCompletionRequestSchema = z.strictObject({ ...recordFields, occurredOn: day });
export type SubmitCompletionRequest = z.infer<typeof submitCompletionRequestSchema>;

export const submitNoteRequestSchema = z.strictObject({ ...recordFields, note: text(1000) });
export type SubmitNoteRequest = z.infer<typeof submitNoteRequestSchema>;

/** 补录: which project a place that the plan left open is, and which rung it has to reach. A decision, so it waits for no photo. */
export const submitNamingRequestSchema = z.strictObject({ ...fieldsWith(0), projectId: uuid, targetMilestone: z.enum(rungs) });
export type SubmitNamingRequest = z.infer<typeof submitNamingRequestSchema>;

export const reviewRequestSchema = z
  .strictObject({ id: recordId, recordId: uuid, answer: z.enum(reviewAnswers), reason: text(500).optional() })
  .refine(({ answer, reason }) => answer === 'approve' || reason !== undefined, { path: ['reason'], error: 'reason_required' });
export type ReviewRequest = z.infer<typeof reviewRequestSchema>;

export const reviewReceiptSchema = z.object({ id: uuid, receivedAt: z.string(), sha256, answer: z.enum(reviewAnswers) });

export const itemRecordSchema = z.object({
  id: uuid,
  kind: z.enum(itemRecordKinds),
  item: nameRef.extend({ unit: z.string().nullable() }),
  month: month.nullable(),
  value: z.number().nullable(),
  numerator: z.number().nullable(),
  denominator: z.number().nullable(),
  occurredOn: day.nullable(),
  title: z.string().nullable(),
  project: nameRef.nullable(),
  note: z.string().nullable(),
  source: z.string().nullable(),
  reportedBy: personSchema.nullable(),
  reportedAt: z.string(),
  isLive: z.boolean(),
  isComplete: z.boolean(),
  answer: z.object({ answer: z.enum(reviewAnswers), reason: z.string().nullable(), by: personSchema.nullable(), at: z.string() }).nullable(),
  /** May the caller review it? */
  mayReview: z.boolean(),
  photos: z.array(photoSchema),
});
export type ItemRecord = z.infer<typeof itemRecordSchema>;

/** 填报: one item that takes monthly figures, with what stands for the month asked for. */
export const listReadingsQuerySchema = z.strictObject({ month });
export const listReadingsResponseSchema = z.object({
  month,
  items: z.array(
    z.object({
      item: z.object({ id: uuid, name: z.string(), section: z.string(), unit: z.string().nullable(), target: z.number().nullable() }),
      /** Of a ratio: what is divided by what. */
      ratio: z.object({ numerator: z.string(), denominator: z.string() }).nullable(),
      /** The latest of that month that was not corrected. */
      reading: itemRecordSchema.nullable(),
      /** The latest figure that counts. */
      counted: itemRecordSchema.pick({ id: true, month: true, value: true, numerator: true, denominator: true, source: true }).nullable(),
    }),
  ),
});
export type ListReadingsResponse = z.infer<typeof listReadingsResponseSchema>;

export const assignItemsRequestSchema = z.strictObject({
  id: recordId,
  itemIds: z.array(uuid).min(1).max(500),
  /** Null takes the assignment back. */
  ownerId: uuid.nullable(),
});
