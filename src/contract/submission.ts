// What every queued report with evidence has in common, and the receipt it is answered with.
import * as z from 'zod';
import { submissionStatuses } from '../domain/submission';
import { instant, recordId, sha256, uuid } from './base';
import { manifestSchema } from './photo';

/** Device clock minus server clock in milliseconds, as last measured by the phone; absent when never measured. */
const clockOffsetMs = z.int().min(-8e12).max(8e12);

/** Of every report with evidence, whatever it is about. */
export const evidenceFields = (maxPhotos: number) => ({
  id: recordId,
  capturedAt: instant,
  clockOffsetMs: clockOffsetMs.optional(),
  photos: manifestSchema(maxPhotos),
  /** The record this one corrects. */
  corrects: uuid.optional(),
});

/** Of a report from a site. */
export const submissionFields = (maxPhotos: number) => ({ ...evidenceFields(maxPhotos), projectId: uuid });

export const receiptSchema = z.object({
  id: uuid,
  receivedAt: z.string(),
  /** sha256 (hex) of the body's bytes as they arrived. */
  sha256,
  status: z.enum(submissionStatuses),
});
export type Receipt = z.infer<typeof receiptSchema>;
