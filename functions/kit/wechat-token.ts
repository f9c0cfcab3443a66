// access_token of the mini-program, kept in memory and in the database for all processes. By cgi-bin/stable_token: the
// older cgi-bin/token makes the last token invalid with each call, so that two instances would take it from each other.
import * as z from 'zod';
import type { Config } from './config';
import { postJson } from './post';
import { Problem } from './problem';
import type { Supabase } from './supabase';

const answerSchema = z.object({ access_token: z.string().min(1).max(1024).optional(), expires_in: z.number().int().positive().optional(), errcode: z.number().optional() });
const rowSchema = z.object({ token: z.string().optional(), seconds: z.number().optional(), mayFetch: z.literal(true).optional() });

const timeoutMs = 8000;
/** For somebody else's fetching: longer than it may take. */
const patience = { times: 60, ms: 250 };
/** As the database counts: WeChat gives a new one in a token's last five minutes. */
const marginSeconds = 300;

/** The token to use; `refused` is one that WeChat did not take. Throws wechat_unavailable. */
export type Tokens = (refused?: string) => Promise<string>;

export function createTokens({ wechat: { appid, secret, apiUrl } }: Config, callAsService: Supabase['callAsService']): Tokens {
  let known: { token: string; until: number } | null = null;
  let learning: Promise<string> | null = null;

  const remember = (token: string, seconds: number) => {
    known = { token, until: Date.now() + (seconds - marginSeconds) * 1000 };
    return token;
  };

  async function ask(isForced: boolean): Promise<{ token: string; seconds: number }> {
    let answer: z.infer<typeof answerSchema>;
    try {
      const { text } = await postJson(`${apiUrl}/cgi-bin/stable_token`, { grant_type: 'client_credential', appid, secret, force_refresh: isForced }, timeoutMs);
      answer = answerSchema.parse(JSON.parse(text));
    } catch (error) {
      throw new Problem('wechat_unavailable', { cause: { message: `stable_token ${(error as Error).name}` } });
    }
    if (!answer.access_token) throw new Problem('wechat_unavailable', { cause: { message: `stable_token errcode ${answer.errcode}` } });
    return { token: answer.access_token, seconds: answer.expires_in ?? 7200 };
  }

  /** A refused token that WeChat still thinks good is forced out; WeChat allows that twenty times a day. */
  async function fetchToken(refused: string | undefined): Promise<string> {
    try {
      let fresh = await ask(false);
      if (fresh.token === refused) fresh = await ask(true);
      await callAsService('keep_wechat_token', { p_appid: appid, p_token: fresh.token, p_seconds: fresh.seconds });
      return remember(fresh.token, fresh.seconds);
    } catch (error) {
      // Lets the next one try at once; if this fails too, the lease runs out.
      await callAsService('keep_wechat_token', { p_appid: appid }).catch(() => undefined);
      throw error;
    }
  }

  async function learn(refused: string | undefined): Promise<string> {
    for (let asked = 0; asked < patience.times; asked += 1) {
      const row = rowSchema.parse(await callAsService('wechat_token', { p_appid: appid, p_refused: refused }));
      if (row.token !== undefined) return remember(row.token, row.seconds ?? 0);
      if (row.mayFetch) return fetchToken(refused);
      await new Promise((resolve) => setTimeout(resolve, patience.ms));
    }
    throw new Problem('wechat_unavailable', { cause: { message: 'nobody brought a token' } });
  }

  return async (refused) => {
    for (;;) {
      if (known && known.token !== refused && Date.now() < known.until) return known.token;
      learning ??= learn(refused).finally(() => (learning = null));
      const token = await learning;
      // Who joined a fetch that began before the refusal may get the refused one.
      if (token !== refused) return token;
    }
  };
}
