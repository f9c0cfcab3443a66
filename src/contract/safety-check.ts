// 安全检查: every clause of one checklist version answered; a failed one needs a photo and opens a hazard.
import * as z from 'zod';
import { checkAnswers } from '../domain/checklist';
import { maxPhotosPerCheck } from '../domain/submission';
import { text, uuid } from './base';
import { hazardFieldsSchema } from './hazard';
import { submissionFields } from './submission';

export const safetyCheckAnswerSchema = z
  .strictObject({
    key: text(50),
    answer: z.enum(checkAnswers),
    defects: z.array(text(50)).max(10).optional(),
    note: text(500).optional(),
    hazard: hazardFieldsSchema.optional(),
  })
  .refine((item) => (item.answer === 'fail') === (item.hazard !== undefined), { path: ['hazard'], error: 'hazard_with_fail' });
export type SafetyCheckAnswer = z.infer<typeof safetyCheckAnswerSchema>;

export const submitSafetyCheckRequestSchema = z
  .strictObject({
    ...submissionFields(maxPhotosPerCheck),
    checklistVersionId: uuid,
    answers: z.array(safetyCheckAnswerSchema).min(1).max(200),
    note: text(1000).optional(),
  })
  .refine((body) => new Set(body.answers.map((item) => item.key)).size === body.answers.length, {
    path: ['answers'],
    error: 'answered_twice',
  })
  .refine(
    (body) => {
      const shown = new Set(body.photos.map((photo) => photo.itemKey));
      return body.answers.every((item) => item.answer !== 'fail' || shown.has(item.key));
    },
    { path: ['photos'], error: 'photo_required' },
  );
export type SubmitSafetyCheckRequest = z.infer<typeof submitSafetyCheckRequestSchema>;
