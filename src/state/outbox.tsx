// The queue as pages see it: items of the signed-in person, and the actions on them.
import { useMemo, useSyncExternalStore } from 'react';
import { isUnsent, type Item } from '../outbox/item';
import type { NewItem } from '../outbox/outbox';
import { usePhone, useIsOnline } from './phone';
import { useSession } from './session';

export function useOutbox() {
  const { outbox } = usePhone();
  const snapshot = useSyncExternalStore(outbox.subscribe, outbox.getSnapshot, outbox.getSnapshot);
  const staffId = useSession(({ session }) => session?.staff.staff.id ?? null);
  const mine = useMemo(() => snapshot.items.filter((item) => item.ownerId === staffId).sort(newestFirst), [snapshot.items, staffId]);
  const items = mine.filter(({ state }) => state !== 'discarded');
  const drain = async () => {
    if (staffId) await outbox.drain(staffId);
  };
  return {
    ...snapshot,
    /** Newest first. */
    items,
    unsent: items.filter(isUnsent),
    /** Given up less than a week ago. */
    discarded: mine.filter(({ state }) => state === 'discarded'),
    /** Of people who signed in on this phone before; sent when they sign in again. */
    othersCount: snapshot.items.filter((item) => item.ownerId !== staffId && isUnsent(item)).length,
    /** Resolves when it is on disk, then starts sending. Rejects when the disk refuses. */
    async enqueue(item: Omit<NewItem, 'ownerId'>): Promise<void> {
      if (!staffId) throw new Error('nobody is signed in');
      await outbox.enqueue({ ...item, ownerId: staffId });
      void drain();
    },
    async retry(id: string): Promise<void> {
      await outbox.retry(id);
      void drain();
    },
    async retryAll(): Promise<void> {
      if (!staffId) return;
      await outbox.retryAll(staffId);
      await outbox.drain(staffId, { evenOffline: true });
    },
    discard: (id: string) => outbox.discard(id),
  };
}

/** For OfflineBar. */
export function useConnection(): { isOnline: boolean; waiting: number; parked: number; isReader: boolean } {
  const isReader = useSession(({ session }) => session?.staff.staff.role === 'leader');
  const { unsent } = useOutbox();
  const parked = unsent.filter(({ state }) => state === 'parked').length;
  return { isOnline: useIsOnline(), waiting: unsent.length - parked, parked, isReader };
}

const newestFirst = (a: Item, b: Item) => b.seq - a.seq;

/** After the server ended the session: whose reports still wait here, and how many. Null when there is nothing to export. */
export function useRefusedOutbox(): { ownerId: string; count: number } | null {
  const { outbox } = usePhone();
  const { items } = useSyncExternalStore(outbox.subscribe, outbox.getSnapshot, outbox.getSnapshot);
  const ownerId = useSession(({ session, refusedId }) => (session ? null : refusedId));
  const count = items.filter((item) => item.ownerId === ownerId && isUnsent(item)).length;
  return ownerId !== null && count > 0 ? { ownerId, count } : null;
}
