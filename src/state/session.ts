// Who is signed in on this device, kept on disk. The tokens are ours; no Supabase key ever reaches the phone.
import { create } from 'zustand';
import type { Me, Session } from '../contract/session';
import type { TextStore } from '../platform/store';

type SessionState = {
  /** False until the disk was read: pages wait instead of flashing the sign-in page. */
  isLoaded: boolean;
  session: Session | null;
};

export const useSession = create<SessionState>(() => ({ isLoaded: false, session: null }));

export const me = (): Me | null => useSession.getState().session?.staff ?? null;

export type SessionKeeper = ReturnType<typeof createSessionKeeper>;

const key = 'session';

export function createSessionKeeper(store: TextStore) {
  const load = async (): Promise<void> => {
    let session: Session | null = null;
    try {
      session = JSON.parse((await store.get(key)) ?? 'null') as Session | null;
    } catch {
      // An unreadable session only costs a sign-in; queued reports are kept apart from it.
    }
    useSession.setState({ isLoaded: true, session });
  };
  return {
    load,
    reload: load,
    read: () => useSession.getState().session,
    async save(session: Session): Promise<void> {
      await store.set(key, JSON.stringify(session));
      useSession.setState({ session });
    },
    drop(): void {
      useSession.setState({ session: null });
      void store.remove(key);
    },
  };
}
