// 隐患: opened by a failed clause of a safety check, or directly.
import * as z from 'zod';
import { hazardActionKinds, hazardStatuses, severities } from '../domain/hazard';
import { maxPhotosPerReport } from '../domain/submission';
import { day, nameRef, page, pageQuery, text, uuid } from './base';
import { personSchema } from './milestone';
import { photoSchema } from './photo';
import { submissionFields } from './submission';

/** What is wrong, how bad, and until when it is to be put right. */
export const hazardFieldsSchema = z.strictObject({
  severity: z.enum(severities),
  title: text(100),
  detail: text(1000).optional(),
  rectificationDueOn: day,
});

export const openHazardRequestSchema = z.strictObject({
  ...submissionFields(maxPhotosPerReport),
  hazard: hazardFieldsSchema,
  note: text(1000).optional(),
});
export type OpenHazardRequest = z.infer<typeof openHazardRequestSchema>;

export const hazardListStates = ['standing', 'overdue', 'major', 'rectified', 'mine', 'closed'] as const;
export const listHazardsQuerySchema = z.strictObject({
  state: z.enum(hazardListStates).optional(),
  projectId: uuid.optional(),
  ...pageQuery,
});

export const hazardSchema = z.object({
  id: uuid,
  severity: z.enum(severities),
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

export const listHazardsResponseSchema = page(hazardSchema);

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
