// Who is signed in on this device, kept on disk. The tokens are ours; no Supabase key ever reaches the phone.
import { create } from 'zustand';
import type { Me, Session } from '../contract/session';
import type { TextStore } from '../platform/store';

type SessionState = {
  /** False until the disk was read: pages wait instead of flashing the sign-in page. */
  isLoaded: boolean;
  session: Session | null;
  /** Whose session the server ended last, on this device: what this person could not send may still be exported. */
  refusedId: string | null;
};

export const useSession = create<SessionState>(() => ({ isLoaded: false, session: null, refusedId: null }));

export const me = (): Me | null => useSession.getState().session?.staff ?? null;

export type SessionKeeper = ReturnType<typeof createSessionKeeper>;

const key = 'session';
const refusedKey = 'refused';

export function createSessionKeeper(store: TextStore) {
  const load = async (): Promise<void> => {
    let session: Session | null = null;
    try {
      session = JSON.parse((await store.get(key)) ?? 'null') as Session | null;
    } catch {
      // An unreadable session only costs a sign-in; queued reports are kept apart from it.
    }
    const refusedId = await store.get(refusedKey).catch(() => null);
    useSession.setState({ isLoaded: true, session, refusedId });
  };
  return {
    load,
    reload: load,
    read: () => useSession.getState().session,
    async save(session: Session): Promise<void> {
      await store.set(key, JSON.stringify(session));
      useSession.setState({ session, refusedId: null });
      void store.remove(refusedKey);
    },
    /** The server ended it: refused, or the account was closed. */
    drop(): void {
      const refusedId = me()?.staff.id ?? useSession.getState().refusedId;
      useSession.setState({ session: null, refusedId });
      void store.remove(key);
      if (refusedId) void store.set(refusedKey, refusedId);
    },
    /** The person left: whoever picks the phone up next is shown nothing. */
    leave(): void {
      useSession.setState({ session: null, refusedId: null });
      void store.remove(key);
      void store.remove(refusedKey);
    },
  };
}
