// WeChat's code2Session. session_key is dropped right here: it never leaves the function.
import * as z from 'zod';
import type { Config } from './config';
import { Problem } from './problem';

export type Wechat = { openidOf: (code: string) => Promise<string> };

const answerSchema = z.object({ openid: z.string().min(1).max(128).optional(), errcode: z.number().optional() });

/**
 * Error numbers as WeChat documents them for auth.code2Session: 40029 code invalid, 40163 code used, 45011 a
 * hundred calls a minute per user, 40226 high-risk user, -1 busy.
 */
function refusal(errcode: number): Problem {
  if (errcode === 40029 || errcode === 40163) return new Problem('wechat_code_invalid');
  if (errcode === 45011 || errcode === -1) return new Problem('wechat_busy');
  if (errcode === 40226) return new Problem('wechat_blocked');
  return new Problem('wechat_unavailable', { cause: { message: `errcode ${errcode}` } });
}

export function connectWechat(config: Config): Wechat {
  const { appid, secret, apiUrl } = config.wechat;
  return {
    async openidOf(code) {
      if (!appid || !secret) throw new Problem('wechat_unavailable', { cause: { message: 'WECHAT_APPID or WECHAT_SECRET is not set' } });
      const query = new URLSearchParams({ appid, secret, js_code: code, grant_type: 'authorization_code' });
      let answer: z.infer<typeof answerSchema>;
      try {
        const response = await fetch(`${apiUrl}/sns/jscode2session?${query}`, { signal: AbortSignal.timeout(8000) });
        answer = answerSchema.parse(await response.json());
      } catch (error) {
        // The address holds the secret, so the error itself is not passed on.
        throw new Problem('wechat_unavailable', { cause: { message: (error as Error).name } });
      }
      if (answer.errcode) throw refusal(answer.errcode);
      if (!answer.openid) throw new Problem('wechat_unavailable', { cause: { message: 'no openid in the answer' } });
      return answer.openid;
    },
  };
}
