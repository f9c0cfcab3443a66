// 里程碑: a slot is a project and a rung; reports are records in it; the other party confirms or disputes.
import * as z from 'zod';
import { maxPhotosPerReport } from '../domain/submission';
import { milestoneStatuses, reportSides, rungs } from '../domain/milestone';
import { roles } from '../domain/role';
import { day, nameRef, recordId, sha256, text, uuid, yuan } from './base';
import { documentManifestSchema, documentSchema } from './document';
import { photoSchema } from './photo';
import { submissionFields } from './submission';

export const milestoneFields = {
  rung: z.enum(rungs),
  occurredOn: day,
  /** 协议投资: given in, and confirmed with, the `signed` report. */
  agreedInvestmentYuan: yuan.optional(),
};

export const reportMilestoneRequestSchema = z
  .strictObject({ ...submissionFields(maxPhotosPerReport), ...milestoneFields, documents: documentManifestSchema.optional(), note: text(1000).optional() })
  .refine((body) => body.photos.length > 0 || body.documents !== undefined, { path: ['photos'], error: 'photo_required' });
export type ReportMilestoneRequest = z.infer<typeof reportMilestoneRequestSchema>;

export const confirmMilestoneRequestSchema = z.strictObject({ id: recordId, reportId: uuid });
export const disputeMilestoneRequestSchema = z.strictObject({ id: recordId, reportId: uuid, reason: text(500) });

export const answerReceiptSchema = z.object({
  id: uuid,
  receivedAt: z.string(),
  sha256,
  status: z.enum(milestoneStatuses),
});

export const personSchema = z.object({ id: uuid, name: z.string(), role: z.enum(roles) });
export type Person = z.infer<typeof personSchema>;

export const milestoneReportSchema = z.object({
  reportId: uuid,
  milestoneId: uuid,
  rung: z.enum(rungs),
  project: nameRef,
  occurredOn: day,
  agreedInvestmentYuan: z.number().nullable(),
  side: z.enum(reportSides),
  reportedBy: personSchema.nullable(),
  reportedAt: z.string(),
  skippedRungs: z.array(z.enum(rungs)),
  isLive: z.boolean(),
  isCurrent: z.boolean(),
  isComplete: z.boolean(),
  /** Asked for until this day (3 working days); after it the office sees 超期未确认. */
  answerDueOn: day,
  answer: z
    .object({
      answer: z.enum(['confirm', 'dispute']),
      reason: z.string().nullable(),
      onBehalf: z.boolean(),
      by: personSchema.nullable(),
      at: z.string(),
    })
    .nullable(),
  photos: z.array(photoSchema),
  /** Absent in digests frozen before there were any. */
  documents: z.array(documentSchema).optional(),
});
export type MilestoneReport = z.infer<typeof milestoneReportSchema>;

export const milestoneSchema = z.object({
  id: uuid,
  rung: z.enum(rungs),
  status: z.enum(milestoneStatuses),
  plannedOn: day.nullable(),
  occurredOn: day.nullable(),
  confirmedAt: z.string().nullable(),
  report: milestoneReportSchema.extend({ mayAnswer: z.boolean() }).nullable(),
});
export type Milestone = z.infer<typeof milestoneSchema>;
