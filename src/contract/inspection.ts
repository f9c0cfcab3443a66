// 拍照巡查: photos from a site with a note.
import * as z from 'zod';
import { maxPhotosPerReport } from '../domain/submission';
import { text } from './base';
import { submissionFields } from './submission';

export const submitInspectionRequestSchema = z
  .strictObject({ ...submissionFields(maxPhotosPerReport), note: text(1000).optional() })
  .refine((body) => body.photos.length > 0 || body.note !== undefined, { path: ['note'], error: 'photo_or_note' });
export type SubmitInspectionRequest = z.infer<typeof submitInspectionRequestSchema>;
