// When the queue is sent: at the start, on return to the front, when the network is back, and when a waiting item is due.
import { useEffect, useRef, useSyncExternalStore } from 'react';
import { nextItems } from '../outbox/next';
import { onForeground } from '../platform/lifecycle';
import type { Phone } from './phone';

/** Also the shortest pause between two drains, so that a clock that jumps starts no storm. */
const shortestWaitMs = 1_000;
const endOfTime = '9999';

/** `onProgress` runs when an item was delivered or counted: what the server says has changed. */
export function useDrains({ outbox, network }: Phone, ownerId: string | null, onProgress: () => void): void {
  const snapshot = useSyncExternalStore(outbox.subscribe, outbox.getSnapshot, outbox.getSnapshot);

  useEffect(() => {
    if (!ownerId) return undefined;
    const drain = () => void outbox.drain(ownerId);
    drain();
    const ends = [
      onForeground(drain),
      network.onChange((isOnline) => {
        // What waits after a failure on a bad signal need not wait on a good one.
        if (isOnline) void outbox.retryAll(ownerId).then(drain);
      }),
    ];
    return () => ends.forEach((end) => end());
  }, [outbox, network, ownerId]);

  // Only heads of lanes: what stands behind a parked item is never due.
  const dueAt = ownerId
    ? nextItems(snapshot.items, ownerId, endOfTime).reduce<string | null>((first, { nextAttemptAt: at }) => (first === null || at < first ? at : first), null)
    : null;
  const isResting = !snapshot.isDraining && !snapshot.needsSignIn;
  useEffect(() => {
    if (!ownerId || dueAt === null || !isResting) return undefined;
    const wait = Math.max(shortestWaitMs, new Date(dueAt).getTime() - Date.now());
    const timer = setTimeout(() => network.isOnline() && void outbox.drain(ownerId), wait);
    return () => clearTimeout(timer);
  }, [outbox, network, ownerId, dueAt, isResting]);

  const arrived = snapshot.items.filter(({ state }) => state === 'delivered' || state === 'counted').map(({ id, state }) => `${id}${state}`).join();
  const seen = useRef(arrived);
  useEffect(() => {
    if (seen.current !== arrived) onProgress();
    seen.current = arrived;
  }, [arrived, onProgress]);
}
