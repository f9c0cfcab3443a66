// 收件箱 and 消息提醒: what a person was told, and what of it WeChat may send.
import * as z from 'zod';
import { noticeAbouts, noticeKinds, noticeTemplates } from '../domain/notice';
import { cursor, day, page, pageQuery, recordId, uuid } from './base';

/** Worded by the server, so that a released app shows kinds it does not know. */
export const noticeSchema = z.object({
  id: cursor,
  kind: z.enum(noticeKinds),
  title: z.string(),
  text: z.string(),
  about: z.object({ kind: z.enum(noticeAbouts), id: uuid, projectId: uuid.nullable() }),
  /** Of a digest. */
  on: day.optional(),
  at: z.string(),
  isRead: z.boolean(),
});
export type NoticeLine = z.infer<typeof noticeSchema>;

/** Up to 100, which stands for as many and more. */
const unread = z.int().min(0).max(100);

export const listNoticesQuerySchema = z.strictObject(pageQuery);
export const listNoticesResponseSchema = page(noticeSchema).extend({ unread });

/** One, or all up to one. */
export const readNoticesRequestSchema = z
  .strictObject({ upTo: cursor.optional(), only: cursor.optional() })
  .refine(({ upTo, only }) => (upTo === undefined) !== (only === undefined), { error: 'one_of_two' });
export const readNoticesResponseSchema = z.object({ unread });

/** What WeChat's dialog, or the switch in 消息提醒, was answered with. */
export const answerNoticesRequestSchema = z.strictObject({
  id: recordId,
  answers: z
    .array(z.strictObject({ template: z.enum(noticeTemplates), answer: z.enum(['accept', 'reject']) }))
    .min(1)
    .max(noticeTemplates.length)
    .refine((answers) => new Set(answers.map(({ template }) => template)).size === answers.length, { error: 'given_twice' }),
});

export const noticeSettingsSchema = z.object({
  /** Those that this deployment can send; none where WeChat is not set up. */
  templates: z.array(
    z.object({
      template: z.enum(noticeTemplates),
      /** What requestSubscribeMessage asks for. */
      templateId: z.string(),
      /** Messages still allowed; 0 is the time to ask. */
      credits: z.int(),
      /** False: refused, or switched off. Null: never asked. */
      isWanted: z.boolean().nullable(),
    }),
  ),
});
export type NoticeSettings = z.infer<typeof noticeSettingsSchema>;
