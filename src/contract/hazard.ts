// 隐患: opened by a failed clause of a safety check, or directly.
import * as z from 'zod';
import { hazardActionKinds, hazardStatuses, rectificationSides, severities } from '../domain/hazard';
import { majorCriteria } from '../domain/major-criterion';
import { maxPhotosPerReport } from '../domain/submission';
import { day, nameRef, pageQuery, recordId, sha256, text, uuid } from './base';
import { documentManifestSchema, documentSchema } from './document';
import { personSchema } from './milestone';
import { photoSchema } from './photo';
import { submissionFields } from './submission';

/** What is wrong, how bad, and until when it is to be put right. */
export const hazardFieldsSchema = z
  .strictObject({
    severity: z.enum(severities),
    title: text(100),
    detail: text(1000).optional(),
    rectificationDueOn: day,
    /** Of a major one: which of the 20 criteria it falls under. */
    majorCriterion: z.enum(majorCriteria).optional(),
  })
  .refine((hazard) => hazard.majorCriterion === undefined || hazard.severity === 'major', { path: ['majorCriterion'], error: 'criterion_of_major' });

export const openHazardRequestSchema = z.strictObject({
  ...submissionFields(maxPhotosPerReport),
  hazard: hazardFieldsSchema,
  note: text(1000).optional(),
});
export type OpenHazardRequest = z.infer<typeof openHazardRequestSchema>;

const sides: readonly string[] = rectificationSides;

/** 整改: what was done, with the state after it in a photo or document. Photos name their side by the item key. */
export const rectifyHazardRequestSchema = z
  .strictObject({
    ...submissionFields(maxPhotosPerReport),
    hazardId: uuid,
    rectification: z.strictObject({
      /** 责任人, 措施, 时限; of 重大 also 资金 and 预案 (`five_things_required`). */
      responsiblePerson: text(50),
      measures: text(1000),
      doneBy: day,
      funds: text(200).optional(),
      contingencyPlan: text(1000).optional(),
    }),
    documents: documentManifestSchema.optional(),
    note: text(1000).optional(),
  })
  .refine((body) => body.photos.every(({ itemKey }) => itemKey === undefined || sides.includes(itemKey)), { path: ['photos'], error: 'unknown_side' })
  .refine((body) => body.documents !== undefined || body.photos.some(({ itemKey }) => itemKey !== 'before'), { path: ['photos'], error: 'photo_required' });
export type RectifyHazardRequest = z.infer<typeof rectifyHazardRequestSchema>;

export const assignHazardRequestSchema = z.strictObject({ id: recordId, responsibleId: uuid, note: text(500).optional() });

/** Answers one rectification, as `rectification.submissionId` of the hazard names it. Returning gives a reason. */
export const verifyHazardRequestSchema = z
  .strictObject({ id: recordId, rectificationId: uuid, answer: z.enum(['verified', 'returned']), reason: text(500).optional() })
  .refine((body) => body.answer === 'verified' || body.reason !== undefined, { path: ['reason'], error: 'reason_required' });

export const extendHazardRequestSchema = z.strictObject({ id: recordId, dueOn: day, reason: text(500) });

export const reviewExtensionRequestSchema = z
  .strictObject({ id: recordId, requestId: uuid, answer: z.enum(['extended', 'extension_refused']), reason: text(500).optional() })
  .refine((body) => body.answer === 'extended' || body.reason !== undefined, { path: ['reason'], error: 'reason_required' });

export const hazardReceiptSchema = z.object({ id: uuid, receivedAt: z.string(), sha256, status: z.enum(hazardStatuses) });
export type HazardReceipt = z.infer<typeof hazardReceiptSchema>;

const hazardCursor = z.string().regex(/^[01]-[01]-[01]-[0-9]{1,6}-[0-9]{1,18}-2[01][0-9]{6}$/);

export const hazardListStates = ['standing', 'overdue', 'major', 'rectified', 'mine', 'closed'] as const;
export const listHazardsQuerySchema = z.strictObject({
  state: z.enum(hazardListStates).optional(),
  projectId: uuid.optional(),
  limit: pageQuery.limit,
  /** Opaque: a place in the order of urgency, and the day it was made for. */
  before: hazardCursor.optional(),
});

export const hazardSchema = z.object({
  id: uuid,
  severity: z.enum(severities),
  /** Absent in what an older app keeps on its disk. */
  majorCriterion: z.enum(majorCriteria).nullable().default(null),
  title: z.string(),
  status: z.enum(hazardStatuses),
  project: nameRef,
  rectificationDueOn: day,
  isOverdue: z.boolean(),
  openedAt: z.string(),
  openedBy: personSchema.nullable(),
  responsible: personSchema.nullable(),
  closedAt: z.string().nullable(),
  isRepeat: z.boolean(),
  /** 照片待传: opened on receipt, its photos still on the way. */
  photosPending: z.boolean(),
  /** 待批延期: somebody asked for more time and nobody has decided. Absent in digests frozen before there was any. */
  extensionPending: z.boolean().optional(),
  photos: z.array(photoSchema),
});
export type Hazard = z.infer<typeof hazardSchema>;

export const listHazardsResponseSchema = z.object({ items: z.array(hazardSchema), next: hazardCursor.nullable() });

export const rectificationSchema = z.object({
  submissionId: uuid,
  by: personSchema.nullable(),
  /** Who brought it in; he verifies it no more than its sender. */
  importedBy: personSchema.nullable().default(null),
  at: z.string(),
  responsiblePerson: z.string(),
  measures: z.string(),
  doneBy: day,
  funds: z.string().nullable(),
  contingencyPlan: z.string().nullable(),
  note: z.string().nullable(),
  photos: z.array(photoSchema),
  documents: z.array(documentSchema),
});
export type Rectification = z.infer<typeof rectificationSchema>;

export const hazardDetailSchema = hazardSchema.extend({
  detail: z.string().nullable(),
  submissionId: uuid,
  repeatOf: uuid.nullable(),
  /** Of 重大: when leaders and office were told. */
  notifiedAt: z.string().nullable().default(null),
  clause: z
    .object({
      checklist: z.string(),
      version: z.int(),
      key: z.string(),
      heading: z.string().nullable(),
      text: z.string().nullable(),
      basis: z.string().nullable(),
    })
    .nullable(),
  actions: z.array(
    z.object({
      kind: z.enum(hazardActionKinds),
      by: personSchema.nullable(),
      at: z.string(),
      note: z.string().nullable(),
      submissionId: uuid.nullable(),
      /** Of an assignment. */
      responsible: personSchema.nullable(),
      /** Asked for, or granted. */
      dueOn: day.nullable(),
    }),
  ),
  /** The latest that counts. */
  rectification: rectificationSchema.nullable(),
  /** 整改照片待传: sent, its photos still on the way. */
  pendingRectification: z.object({ submissionId: uuid, by: personSchema.nullable(), at: z.string() }).nullable(),
  extension: z.object({ requestId: uuid, dueOn: day, reason: z.string(), by: personSchema.nullable(), at: z.string() }).nullable(),
  /** The moves that are the caller's to make now. */
  may: z.array(z.enum(hazardActionKinds)),
});
export type HazardDetail = z.infer<typeof hazardDetailSchema>;
