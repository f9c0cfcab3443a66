// Who is signed in on this device, kept on disk. The tokens are ours; no Supabase key ever reaches the phone.
import { create } from 'zustand';
import type { TokenKeeper } from '../api/client';
import type { Me, Session } from '../contract/session';
import type { TextStore } from '../platform/store';

type SessionState = {
  /** False until the disk was read: pages wait instead of flashing the sign-in page. */
  isLoaded: boolean;
  session: Session | null;
  /** Whose session the server ended last, on this device: what this person could not send may still be exported. */
  refusedId: string | null;
  /** By what word of the server it ended (src/contract/errors.ts): the sign-in page says it. */
  endedBy: string | null;
};

export const useSession = create<SessionState>(() => ({ isLoaded: false, session: null, refusedId: null, endedBy: null }));

export const me = (): Me | null => useSession.getState().session?.staff ?? null;

/** Told when somebody signed out or another took the place, before anything is drawn for the next. */
export const onPersonGone = (tell: () => void) =>
  useSession.subscribe((now, before) => {
    if (before.session && now.session?.staff.staff.id !== before.session.staff.staff.id) tell();
  });

export type SessionKeeper = ReturnType<typeof createSessionKeeper>;

const key = 'session';
const refusedKey = 'refused';
const endedKey = 'ended';
/** Left, but the server was not told yet: kept by session, with its tokens. */
const leftPrefix = 'left.';

export function createSessionKeeper(store: TextStore) {
  const load = async (): Promise<void> => {
    let session: Session | null = null;
    try {
      session = JSON.parse((await store.get(key)) ?? 'null') as Session | null;
    } catch {
      // An unreadable session only costs a sign-in; queued reports are kept apart from it.
    }
    const [refusedId = null, endedBy = null] = await Promise.all([store.get(refusedKey), store.get(endedKey)]).catch(() => []);
    useSession.setState({ isLoaded: true, session, refusedId, endedBy });
  };
  // Before it is forgotten, for a session that nobody remembers cannot be ended. On a full disk it ends by itself after 90 days.
  const putAside = (session: Session) => store.set(leftPrefix + session.staff.sessionId, JSON.stringify(session)).catch(() => undefined);
  return {
    load,
    reload: load,
    read: () => useSession.getState().session,
    async save(session: Session): Promise<void> {
      const { session: former } = useSession.getState();
      // Somebody signs in over whoever was here.
      if (former && former.staff.sessionId !== session.staff.sessionId) await putAside(former);
      await store.set(key, JSON.stringify(session));
      useSession.setState({ session, refusedId: null, endedBy: null });
      void store.remove(refusedKey);
      void store.remove(endedKey);
    },
    /** The server ended it: refused with this code, or, without one, the person closed the account. */
    drop(code: string | null = null): void {
      const refusedId = me()?.staff.id ?? useSession.getState().refusedId;
      useSession.setState({ session: null, refusedId, endedBy: code });
      void store.remove(key);
      if (refusedId) void store.set(refusedKey, refusedId);
      void (code ? store.set(endedKey, code) : store.remove(endedKey));
    },
    /** The person left: whoever picks the phone up next is shown nothing. state/leaving.ts tells the server. */
    async leave(): Promise<void> {
      const { session } = useSession.getState();
      if (session) await putAside(session);
      useSession.setState({ session: null, refusedId: null, endedBy: null });
      for (const one of [key, refusedKey, endedKey]) void store.remove(one);
    },
    /** What was left and is to be ended, each with a keeper of its own tokens. */
    async left(): Promise<TokenKeeper[]> {
      const kept = (await store.entries()).filter(([name]) => name.startsWith(leftPrefix));
      return kept.flatMap(([name, text]) => {
        const session = readSession(text);
        // Torn by a full disk: it can end nothing, and must not keep the others from ending.
        if (!session) void store.remove(name);
        return session ? [keepLeft(store, name, session)] : [];
      });
    },
  };
}

function readSession(text: string): Session | null {
  try {
    return JSON.parse(text) as Session;
  } catch {
    return null;
  }
}

function keepLeft(store: TextStore, name: string, session: Session): TokenKeeper {
  let left: Session | null = session;
  return {
    read: () => left,
    reload: async () => undefined,
    async save(next) {
      left = next;
      await store.set(name, JSON.stringify(next));
    },
    drop() {
      left = null;
      void store.remove(name);
    },
  };
}
