// 上报进度: a report, never an edit. Naming a rung adds a milestone report, which needs a photo or a document.
import * as z from 'zod';
import { maxPhotosPerReport, problemKinds } from '../domain/submission';
import { text, yuan } from './base';
import { documentManifestSchema } from './document';
import { milestoneFields } from './milestone';
import { submissionFields } from './submission';

export const submitProgressRequestSchema = z
  .strictObject({
    ...submissionFields(maxPhotosPerReport),
    percent: z.int().min(0).max(100),
    /** Why it is lower than last time; asked for by the server when it is. */
    percentReason: text(500).optional(),
    investmentToDateYuan: yuan.optional(),
    problems: z.array(z.enum(problemKinds)).max(problemKinds.length),
    problemNote: text(500).optional(),
    note: text(1000).optional(),
    milestone: z.strictObject(milestoneFields).optional(),
    documents: documentManifestSchema.optional(),
  })
  .refine((body) => body.milestone === undefined || body.photos.length > 0 || body.documents !== undefined, { path: ['photos'], error: 'photo_required' });
export type SubmitProgressRequest = z.infer<typeof submitProgressRequestSchema>;
