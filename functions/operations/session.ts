// 登录: sign-in by invite or WeChat, refresh, end.
import type { Me, Session } from '../../src/contract/session';
import type { Dependencies } from '../kit/dependencies';
import { Reply, type Handlers } from '../kit/endpoint';
import { Problem } from '../kit/problem';
import { hashAddress, hashInviteCode, makeRefreshToken, mintSupabaseToken, sha256Hex, signAccessToken } from '../kit/token';
import { toMe } from './me';

/** Failed sign-ins of one address within half an hour before it has to wait. Codes have 50 random bits. */
const failureLimit = 20;

type Opened = { sessionId: string; staffId: string };

async function answerSession(deps: Dependencies, now: Date, opened: Opened, refreshToken: string): Promise<Session> {
  const claims = { sid: opened.sessionId, sub: opened.staffId };
  const everyRole = ['inspector', 'contact', 'leader', 'office'];
  const staff: Me = toMe(await deps.supabase.call(mintSupabaseToken(deps.config, claims, everyRole), 'me', {}));
  return { ...signAccessToken(deps.config, claims, now), refreshToken, staff };
}

/**
 * Runs a sign-in by code. It counts as a failure of its address from the start and is taken off again when it was none:
 * of a hundred guesses sent at once not more are tried than of a hundred sent in turn.
 */
async function countingFailures<T>(deps: Dependencies, address: string, signIn: () => Promise<T>): Promise<T> {
  const key = hashAddress(deps.config, address);
  const count = (by: 1 | -1) => deps.supabase.callAsService('count_sign_in_failures', { p_key_hash: key, p_add: by }) as Promise<number>;
  let isGuess = true;
  try {
    const failures = await count(1);
    isGuess = false;
    if (failures > failureLimit) throw new Problem('too_many_attempts', { headers: { 'retry-after': '900' } });
    return await signIn();
  } catch (error) {
    isGuess ||= error instanceof Problem && error.code.startsWith('invite_');
    throw error;
  } finally {
    // Only what was counted is taken off. A count that stays too high is better than a sign-in that was done and is not told.
    if (!isGuess) await count(-1).catch(() => undefined);
  }
}

export const sessionHandlers: Handlers = {
  'session.claim': (deps, context) =>
    countingFailures(deps, context.address, async () => {
      const { body, now, requestId } = context;
      const refresh = makeRefreshToken(now);
      const opened = (await deps.supabase.callAsService('claim_session', {
        p_code_hash: hashInviteCode(body.inviteCode),
        p_device_name: body.deviceName,
        p_refresh_hash: refresh.hash,
        p_refresh_expires_at: refresh.expiresAt,
        p_request_id: requestId,
      })) as Opened;
      return new Reply(201, await answerSession(deps, now, opened, refresh.refreshToken));
    }),

  'session.wechat': (deps, context) => {
    const { body, now, requestId } = context;
    const signIn = async () => {
      const openid = await deps.wechat.openidOf(body.code);
      const refresh = makeRefreshToken(now);
      const opened = (await deps.supabase.callAsService('wechat_session', {
        p_openid: openid,
        p_device_name: body.deviceName ?? '微信',
        p_refresh_hash: refresh.hash,
        p_refresh_expires_at: refresh.expiresAt,
        p_request_id: requestId,
        p_code_hash: body.inviteCode === undefined ? undefined : hashInviteCode(body.inviteCode),
      })) as Opened;
      return new Reply(201, await answerSession(deps, now, opened, refresh.refreshToken));
    };
    // Without a code nothing can be guessed: colleagues behind the address of a guesser still come in.
    return body.inviteCode === undefined ? signIn() : countingFailures(deps, context.address, signIn);
  },

  'session.refresh': async (deps, { body, now }) => {
    const refresh = makeRefreshToken(now);
    const answer = (await deps.supabase.callAsService('refresh_session', {
      p_token_hash: sha256Hex(body.refreshToken),
      p_new_hash: refresh.hash,
      p_new_expires_at: refresh.expiresAt,
    })) as Opened & { refused?: 'session_ended' | 'refresh_reused' };
    // The refusal is an answer, not an error, because ending the reused session has to be committed.
    if (answer.refused) throw new Problem(answer.refused, { about: { sessionId: answer.sessionId ?? undefined } });
    return answerSession(deps, now, answer, refresh.refreshToken);
  },

  'session.end': async (_deps, { call }) => {
    await call('change_staff', { p_kind: 'session_ended', p_operation: 'session.end' });
  },
};
