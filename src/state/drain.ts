// When the queue is sent: at the start, on return to the front, when the network is back, and when a waiting item is due.
import { useEffect, useRef, useSyncExternalStore } from 'react';
import { nextDueAt } from '../outbox/next';
import { longestDelayMs } from '../outbox/retry';
import { onForeground } from '../platform/lifecycle';
import type { Phone } from './phone';

/** Between two drains: no storm, and no sleep without end when the clock jumps. */
const shortestWaitMs = 1_000;

/** `onProgress` runs when an item was delivered, counted or refused: what the server says has changed. */
export function useDrains({ outbox, network }: Phone, ownerId: string | null, onProgress: () => void): void {
  const snapshot = useSyncExternalStore(outbox.subscribe, outbox.getSnapshot, outbox.getSnapshot);

  useEffect(() => {
    if (!ownerId) return undefined;
    const drain = () => outbox.drain(ownerId);
    void drain();
    // What waits after a failure on a bad signal need not wait on a good one; WeChat ends every request 5 s after the app
    // went to the back, which is no failure either.
    const drainAll = () => void outbox.retryAll(ownerId).then(drain, drain);
    const ends = [onForeground(drainAll), network.onChange((isOnline) => isOnline && drainAll())];
    return () => ends.forEach((end) => end());
  }, [outbox, network, ownerId]);

  const dueAt = ownerId ? nextDueAt(snapshot.items, ownerId) : null;
  const isResting = !snapshot.isDraining && !snapshot.needsSignIn;
  useEffect(() => {
    if (!ownerId || dueAt === null || !isResting) return undefined;
    const wait = Math.min(longestDelayMs, Math.max(shortestWaitMs, Date.parse(dueAt) - Date.now()));
    const timer = setTimeout(() => network.isOnline() && void outbox.drain(ownerId), wait);
    return () => clearTimeout(timer);
  }, [outbox, network, ownerId, dueAt, isResting]);

  // Refused counts too: it says that what is on the screen is old.
  const arrived = snapshot.items.filter(({ state }) => state === 'delivered' || state === 'counted' || state === 'parked').map(({ id, state }) => `${id}${state}`).join();
  const seen = useRef(arrived);
  useEffect(() => {
    if (seen.current !== arrived) onProgress();
    seen.current = arrived;
  }, [arrived, onProgress]);
}
