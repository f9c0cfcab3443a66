// 督办单: a leader says what is to be done about a matter, who answers, and by when; the answer comes with evidence.
import * as z from 'zod';
import { rungs } from '../domain/milestone';
import { maxPhotosPerReport, submissionKinds } from '../domain/submission';
import { orderActionKinds, orderReviewAnswers, orderStatuses, orderSubjects } from '../domain/supervision-order';
import { day, nameRef, pageQuery, recordId, sha256, text, uuid } from './base';
import { documentManifestSchema, documentSchema } from './document';
import { personSchema } from './milestone';
import { photoSchema } from './photo';
import { evidenceFields } from './submission';

const isOne = (fields: Record<string, unknown>) => Object.values(fields).filter((value) => value !== undefined).length === 1;

/** The matter: exactly one of them. `reportId` names any record, a milestone report among them. */
const about = z
  .strictObject({ planItemId: uuid.optional(), projectId: uuid.optional(), hazardId: uuid.optional(), reportId: uuid.optional() })
  .refine(isOne, { error: 'about_one' });
export type OrderAbout = z.infer<typeof about>;

export const prepareOrderQuerySchema = about;
export const prepareOrderResponseSchema = z.object({
  /** Null for a record, which has no name of its own. */
  title: z.string().nullable(),
  /** Where the answer belongs: exactly one of the two. */
  project: nameRef.nullable(),
  item: nameRef.nullable(),
  enterprise: nameRef.nullable(),
  /** Who may be asked, and who is the likeliest: the owner, the responsible person, the sender. */
  addressees: z.array(personSchema),
  suggestedId: uuid.nullable(),
});
export type PreparedOrder = z.infer<typeof prepareOrderResponseSchema>;

export const issueOrderRequestSchema = z.strictObject({
  id: recordId,
  about,
  /** Day of the digest whose line it was issued from. */
  digestOn: day.optional(),
  requirement: text(500),
  addresseeId: uuid,
  dueOn: day,
});

export const acknowledgeOrderRequestSchema = z.strictObject({ id: recordId, orderId: uuid });

const { corrects: _none, ...answerEvidence } = evidenceFields(maxPhotosPerReport);
/** 回复: what was forgotten is told by a further answer, so it corrects nothing. */
export const answerOrderRequestSchema = z
  .strictObject({
    ...answerEvidence,
    orderId: uuid,
    /** Where the order belongs, as it says: exactly one of the two. */
    projectId: uuid.optional(),
    itemId: uuid.optional(),
    note: text(1000),
    documents: documentManifestSchema.optional(),
  })
  .refine(({ projectId, itemId }) => isOne({ projectId, itemId }), { path: ['projectId'], error: 'about_one' });
export type AnswerOrderRequest = z.infer<typeof answerOrderRequestSchema>;

export const reviewOrderRequestSchema = z
  .strictObject({ id: recordId, orderId: uuid, /** The answer that was read. */ answerId: uuid, answer: z.enum(orderReviewAnswers), reason: text(500).optional() })
  .refine(({ answer, reason }) => answer === 'close' || reason !== undefined, { path: ['reason'], error: 'reason_required' });

export const extendOrderRequestSchema = z.strictObject({ id: recordId, orderId: uuid, dueOn: day, reason: text(500) });
export const withdrawOrderRequestSchema = z.strictObject({ id: recordId, orderId: uuid, reason: text(500) });

export const orderReceiptSchema = z.object({ id: uuid, receivedAt: z.string(), sha256, status: z.enum(orderStatuses) });

const orderCursor = z.string().regex(/^[01]-[0-9]{1,6}-[0-9]{1,18}$/);

export const orderListStates = ['open', 'overdue', 'mine', 'closed'] as const;
export const listOrdersQuerySchema = z.strictObject({
  state: z.enum(orderListStates).optional(),
  limit: pageQuery.limit,
  /** Opaque: a place in the order of urgency. */
  before: orderCursor.optional(),
});

export const orderSchema = z.object({
  id: uuid,
  requirement: z.string(),
  status: z.enum(orderStatuses),
  dueOn: day,
  isOverdue: z.boolean(),
  issuedAt: z.string(),
  issuedBy: personSchema.nullable(),
  addressee: personSchema.nullable(),
  /** Of one that was withdrawn too. */
  closedAt: z.string().nullable(),
  /** `title` is null where the caller may not read the matter itself, and for a record. */
  about: z.object({
    kind: z.enum(orderSubjects),
    id: uuid,
    title: z.string().nullable(),
    reportKind: z.enum(submissionKinds).nullable(),
    rung: z.enum(rungs).nullable(),
  }),
  project: nameRef.nullable(),
  item: nameRef.nullable(),
});
export type Order = z.infer<typeof orderSchema>;

export const listOrdersResponseSchema = z.object({ items: z.array(orderSchema), next: orderCursor.nullable() });

export const orderActionSchema = z.object({
  kind: z.enum(orderActionKinds),
  by: personSchema.nullable(),
  at: z.string(),
  reason: z.string().nullable(),
  dueOn: day.nullable(),
  submissionId: uuid.nullable(),
  /** Of an answer. */
  note: z.string().nullable().optional(),
  photos: z.array(photoSchema).optional(),
  documents: z.array(documentSchema).optional(),
});
export type OrderAction = z.infer<typeof orderActionSchema>;

export const orderDetailSchema = orderSchema.extend({
  digestOn: day.nullable(),
  /** The latest answer: what a review names. */
  answerId: uuid.nullable(),
  /** An answer was received whose photos or documents are still on the way. */
  answerPending: z.boolean(),
  /** What the caller may do now. */
  may: z.array(z.enum(orderActionKinds)),
  /** In the order in which they happened. */
  actions: z.array(orderActionSchema),
});
export type OrderDetail = z.infer<typeof orderDetailSchema>;
