// Signing in. The session that comes back is kept by the page (state/session.ts); signing out is state/leaving.ts.
import { useMutation } from '@tanstack/react-query';
import type { Session } from '../contract/session';
import { readDeviceName } from '../platform/device';
import { readWechatCode } from '../platform/wechat-login';
import { ApiError, type Client } from './client';
import { useClient } from './provider';

/** As the server compares it: without the spaces and hyphens a person types. */
export const plainCode = (typed: string) => typed.replace(/[\s-]/g, '').toUpperCase();

export function useSignInWithWechat() {
  const client = useClient();
  return useMutation({ mutationFn: () => withWechat(client) });
}

/** Inside WeChat the code also binds the WeChat account, so that the next sign-in needs none. */
export function useSignInWithInvite() {
  const client = useClient();
  return useMutation({
    mutationFn: async (typed: string): Promise<Session> => {
      const inviteCode = plainCode(typed);
      const claim = () => client.call('session.claim', { body: { inviteCode, deviceName: readDeviceName() } });
      try {
        return await withWechat(client, inviteCode);
      } catch (error) {
        if (error instanceof ApiError && error.code.startsWith('wechat_')) return claim();
        throw error;
      }
    },
  });
}

/** WeChat's code works once, so each try takes a new one. */
async function withWechat(client: Client, inviteCode?: string): Promise<Session> {
  const code = await readWechatCode();
  if (!code) throw new ApiError(0, 'wechat_unavailable', null);
  return client.call('session.wechat', { body: { code, inviteCode, deviceName: readDeviceName() } });
}
