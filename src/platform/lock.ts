/**
 * One worker at a time over all tabs of this browser. A mini-program runs once, so there it always has the lock.
 *
 * The browser's own locks end with their tab, however it ends. Plain http (a phone trying the demo over the local
 * network) has none: there a lease in IndexedDB does, which outlives a killed tab by its half minute.
 */
import { update } from 'idb-keyval';
import { openTable } from './idb';

/** Resolves to whether `work` ran; false when another tab holds the lock. */
export type TabLock = (work: () => Promise<void>) => Promise<boolean>;

export function openDrainLock(name: string): TabLock {
  if (process.env.TARO_ENV === 'weapp') return runAlways;
  return typeof navigator.locks === 'undefined' ? leaseLock(name) : browserLock(name);
}

const runAlways: TabLock = async (work) => {
  await work();
  return true;
};

const browserLock = (name: string): TabLock => async (work) => {
  let isMine = false;
  await navigator.locks.request(name, { ifAvailable: true }, async (lock) => {
    isMine = lock !== null;
    if (isMine) await work();
  });
  return isMine;
};

const leaseMs = 30_000;
type Lease = { holder: string; until: number };

function leaseLock(name: string): TabLock {
  const table = openTable(name);
  const holder = `${Date.now()}-${Math.random()}`;

  /** One IndexedDB transaction, so that of two tabs only one gets it. */
  const take = async (until: number): Promise<boolean> => {
    let isMine = false;
    await update<Lease>(
      'lease',
      (lease) => {
        const now = Date.now();
        // Further ahead than any lease reaches: the clock was set back since.
        const isFree = !lease || lease.holder === holder || lease.until <= now || lease.until > now + 2 * leaseMs;
        isMine = isFree;
        return isFree ? { holder, until } : lease;
      },
      table,
    );
    return isMine;
  };

  return async (work) => {
    if (!(await take(Date.now() + leaseMs))) return false;
    const renewal = setInterval(() => void take(Date.now() + leaseMs).catch(() => undefined), leaseMs / 3);
    try {
      await work();
      return true;
    } finally {
      clearInterval(renewal);
      await take(0).catch(() => undefined);
    }
  };
}
