// Subscribe messages (订阅消息) by message/subscribe/send, and what its answers mean.
import * as z from 'zod';
import type { Config } from './config';
import { postJson, PostFailure } from './post';
import type { Supabase } from './supabase';
import { createTokens } from './wechat-token';

export type Message = { openid: string; templateId: string; page: string; data: Record<string, { value: string }> };

/**
 * later: WeChat did not take it, and will. unknown: nobody knows whether it did; it is not sent again. `pause` is how long
 * to wait; what is about the whole app stops the run.
 */
export type Outcome = {
  outcome: 'sent' | 'refused' | 'failed' | 'later' | 'unknown';
  code: number | null;
  pause?: 'backoff' | 'minute' | 'day';
  stopsRun?: true;
};
export type Messages = { send: (message: Message) => Promise<Outcome> };

const failed = { outcome: 'failed' } as const;
/** The error numbers that WeChat documents for subscribeMessage.send. What is missing here is tried again later. */
const answers: Record<number, Omit<Outcome, 'code'>> = {
  0: { outcome: 'sent' },
  // The person refused, or there is no accept left.
  43101: { outcome: 'refused' },
  // openid, template, page, or a field that does not fit.
  40003: failed,
  40037: failed,
  41030: failed,
  47003: failed,
  // The ability to send, or the template, is blocked.
  43107: failed,
  43108: failed,
  // The day's quota; calls a minute.
  45009: { outcome: 'later', pause: 'day', stopsRun: true },
  45011: { outcome: 'later', pause: 'minute', stopsRun: true },
};
const isTokenOver = (code: number | null) => code === 40001 || code === 40014 || code === 42001;

/** What is no number of theirs, as a proxy's page is none of their answers, fits no column either. */
const answerSchema = z.object({ errcode: z.int32() });
/** Both calls of a message and a new token between them stay below the lease of a minute. */
const timeoutMs = 8000;

export function connectMessages(config: Config, callAsService: Supabase['callAsService']): Messages {
  const tokens = createTokens(config, callAsService);
  const notYet: Outcome = { outcome: 'later', code: null, pause: 'backoff', stopsRun: true };

  async function attempt(token: string, { openid, templateId, page, data }: Message): Promise<Outcome> {
    try {
      const address = `${config.wechat.apiUrl}/cgi-bin/message/subscribe/send?access_token=${encodeURIComponent(token)}`;
      const { status, text } = await postJson(address, { touser: openid, template_id: templateId, page, lang: 'zh_CN', data }, timeoutMs);
      if (status >= 500) return { outcome: 'later', code: null, pause: 'backoff' };
      const { errcode } = answerSchema.parse(JSON.parse(text));
      return { ...(answers[errcode] ?? { outcome: 'later', pause: 'backoff' }), code: errcode };
    } catch (error) {
      // A WeChat that takes requests and answers none would make unknown ones of the whole queue.
      return error instanceof PostFailure && !error.isSent ? notYet : { outcome: 'unknown', code: null, stopsRun: true };
    }
  }

  return {
    async send(message) {
      const token = await tokens().catch(() => null);
      if (token === null) return notYet;
      const first = await attempt(token, message);
      if (!isTokenOver(first.code)) return first;
      const fresh = await tokens(token).catch(() => null);
      const second = fresh === null ? notYet : await attempt(fresh, message);
      return isTokenOver(second.code) ? { ...notYet, code: second.code } : second;
    },
  };
}
