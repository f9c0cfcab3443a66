// Which item may run now. Pure: no clock, no network, no disk.
import type { Item } from './item';

const isUnsent = (item: Item) => item.state === 'on_phone' || item.state === 'delivered';

/**
 * The head of each lane of this owner whose time has come, oldest first. A parked or waiting head holds back its own
 * lane and nothing else.
 */
export function nextItems(items: readonly Item[], ownerId: string, now: string): Item[] {
  const heads = new Map<string, Item>();
  for (const item of [...items].sort(byQueuedAt)) {
    if (item.ownerId !== ownerId || item.state === 'counted') continue;
    if (!heads.has(item.lane)) heads.set(item.lane, item);
  }
  return [...heads.values()].filter((item) => isUnsent(item) && item.nextAttemptAt <= now);
}

/** When the earliest waiting head is due, or null when nothing waits. */
export function nextDueAt(items: readonly Item[], ownerId: string): string | null {
  const due = items.filter((item) => item.ownerId === ownerId && isUnsent(item)).map((item) => item.nextAttemptAt);
  return due.length > 0 ? due.reduce((earliest, at) => (at < earliest ? at : earliest)) : null;
}

// Ids are UUIDv7, so they break ties in the order of making.
const byQueuedAt = (a: Item, b: Item) => (a.queuedAt === b.queuedAt ? (a.id < b.id ? -1 : 1) : a.queuedAt < b.queuedAt ? -1 : 1);
