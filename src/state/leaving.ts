// Sessions that were left on this phone are ended on the server: at once, or when the server can be reached again. Until
// then they are kept where the session was (state/session.ts); nobody is signed in with them.
import { useEffect, useMemo } from 'react';
import { createClient } from '../api/client';
import { onForeground } from '../platform/lifecycle';
import type { SendRequest } from '../platform/request';
import type { Phone } from './phone';

export function useEndings({ session, network }: Phone, staffId: string | null, send: SendRequest): void {
  const end = useMemo(() => {
    // One round after the other: two at once would use up the same refresh token.
    let last = Promise.resolve();
    const round = async () => {
      for (const left of await session.left()) {
        // What the server refuses for good the client has dropped already; what never arrived is tried again.
        await createClient(send, left).call('session.end').then(() => left.drop('session_ended'), () => undefined);
      }
    };
    return () => {
      last = last.then(round).catch(() => undefined);
    };
  }, [session, send]);

  useEffect(() => {
    end();
    const stops = [onForeground(end), network.onChange((isOnline) => isOnline && end())];
    return () => stops.forEach((stop) => stop());
  }, [end, network, staffId]);
}
