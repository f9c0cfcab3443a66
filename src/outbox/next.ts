// Which item may run now. Pure: no clock, no network, no disk.
import { isUnsent, type Item } from './item';
import { longestDelayMs } from './retry';

const isWaiting = ({ state }: Item) => state === 'on_phone' || state === 'delivered';

/** A clock that was set back must not make an item wait for longer than the longest delay. */
const isDue = ({ nextAttemptAt }: Item, now: Date) => {
  const wait = Date.parse(nextAttemptAt) - now.getTime();
  return wait <= 0 || wait > 2 * longestDelayMs;
};

/** The head of each lane of this owner. A parked or waiting head holds back its own lane and nothing else. */
function headsOf(items: readonly Item[], ownerId: string): Item[] {
  const heads = new Map<string, Item>();
  for (const item of [...items].sort((a, b) => a.seq - b.seq)) {
    if (item.ownerId === ownerId && isUnsent(item) && !heads.has(item.lane)) heads.set(item.lane, item);
  }
  return [...heads.values()].filter(isWaiting);
}

/**
 * What may run now, in order. Reports that the server does not have yet come before photos of those it has: a report is
 * small and gets through where a photo does not.
 */
export function nextItems(items: readonly Item[], ownerId: string, now: Date): Item[] {
  const due = headsOf(items, ownerId).filter((item) => isDue(item, now));
  return [...due.filter(({ state }) => state === 'on_phone'), ...due.filter(({ state }) => state === 'delivered')];
}

/** When the earliest head is due, or null when nothing waits. */
export function nextDueAt(items: readonly Item[], ownerId: string): string | null {
  const due = headsOf(items, ownerId).map(({ nextAttemptAt }) => nextAttemptAt);
  return due.length > 0 ? due.reduce((earliest, at) => (at < earliest ? at : earliest)) : null;
}
