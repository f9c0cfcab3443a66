// 导入: the office brings in one record of a rescue file (src/outbox/rescue.ts), from a phone that cannot send.
import * as z from 'zod';
import { sha256, uuid } from './base';

/** A queued report as bytes, at most; the same as any body may have. */
export const rescuedBodyMaxBytes = 262_144;

/**
 * What the office may bring in: reports of what was seen on site. Confirming and disputing a milestone are not among
 * them: they are a person's own word, given by signing in. A test holds this list to the queued operations.
 */
export const importableOperations = [
  'inspection.submit',
  'progress.submit',
  'safetyCheck.submit',
  'milestone.report',
  'hazard.open',
  'hazard.rectify',
  'reading.submit',
  'achievement.submit',
  'completion.submit',
  'incident.submit',
  'note.submit',
  'naming.submit',
  'supervisionOrder.answer',
] as const;
export type ImportableOperation = (typeof importableOperations)[number];

export const submitRescueRequestSchema = z
  .strictObject({
    /** Whose record it is: its `by` stays this person. */
    ownerId: uuid,
    operation: z.enum(importableOperations),
    /** Of milestone.report alone: on the phone it stands in the path. */
    milestoneId: uuid.optional(),
    /** The exact text that the phone queued: stored byte for byte, so that phone and office give one record. */
    body: z.string().min(1).max(rescuedBodyMaxBytes),
    /** As the phone wrote it down when it queued the report; a body that does not fit it any more is refused. */
    bodySha256: sha256,
  })
  .refine(({ operation, milestoneId }) => (operation === 'milestone.report') === (milestoneId !== undefined), {
    path: ['milestoneId'],
    error: 'milestone_id_with_milestone_report_only',
  });
