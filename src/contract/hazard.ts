// 隐患: opened by a failed clause of a safety check, or directly.
import * as z from 'zod';
import { hazardActionKinds, hazardStatuses, severities } from '../domain/hazard';
import { majorCriteria } from '../domain/major-criterion';
import { maxPhotosPerReport } from '../domain/submission';
import { day, nameRef, pageQuery, text, uuid } from './base';
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
  photos: z.array(photoSchema),
});
export type Hazard = z.infer<typeof hazardSchema>;

export const listHazardsResponseSchema = z.object({ items: z.array(hazardSchema), next: hazardCursor.nullable() });

export const hazardDetailSchema = hazardSchema.extend({
  detail: z.string().nullable(),
  submissionId: uuid,
  repeatOf: uuid.nullable(),
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
    }),
  ),
});
export type HazardDetail = z.infer<typeof hazardDetailSchema>;
