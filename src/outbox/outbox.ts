// The queue itself: put in, send, tell. See README.md for its laws.
import { operations } from '../contract/operations';
import { receiptSchema } from '../contract/submission';
import { answerReceiptSchema } from '../contract/milestone';
import { isUnreadable, readItem, type Item, type QueuedPhoto, type Unreadable } from './item';
import { nextDueAt, nextItems } from './next';
import { readAnswer, Refused, sendPhotos } from './photos';
import type { Ports } from './ports';
import { classify, retryDelayMs } from './retry';

/** A counted item is shown for a day before it leaves the phone. */
const keepCountedMs = 24 * 3600_000;

export type NewItem = Pick<Item, 'id' | 'operation' | 'path' | 'body' | 'ownerId' | 'lane' | 'label'> & {
  photos: (Omit<QueuedPhoto, 'stored' | 'fileKey' | 'thumbKey'> & { full: ArrayBuffer; small: ArrayBuffer })[];
};

export type Snapshot = {
  items: Item[];
  unreadable: Unreadable[];
  isDraining: boolean;
  /** Nothing goes out until somebody signs in. */
  needsSignIn: boolean;
  /** Fraction sent by `<item id>:<ordinal>`. */
  progress: Record<string, number>;
};

export type Outbox = ReturnType<typeof createOutbox>;

export function createOutbox(ports: Ports) {
  let snapshot: Snapshot = { items: [], unreadable: [], isDraining: false, needsSignIn: false, progress: {} };
  const listeners = new Set<() => void>();
  let running: Promise<void> | null = null;

  const tell = (change: Partial<Snapshot>) => {
    snapshot = { ...snapshot, ...change };
    listeners.forEach((listener) => listener());
  };

  const save = async (item: Item) => {
    await ports.items.set(item.id, JSON.stringify(item));
    tell({ items: [...snapshot.items.filter((other) => other.id !== item.id), item] });
  };

  const removeFiles = async (photos: QueuedPhoto[]) => {
    for (const photo of photos) {
      await ports.photos.remove(photo.fileKey);
      await ports.photos.remove(photo.thumbKey);
    }
  };

  const forget = async (item: Item) => {
    await removeFiles(item.photos);
    await ports.items.remove(item.id);
    tell({ items: snapshot.items.filter((other) => other.id !== item.id) });
  };

  /** Reads the disk. Call once before anything else. */
  async function load(): Promise<void> {
    const read = (await ports.items.entries()).map(([key, raw]) => readItem(key, raw));
    tell({ items: read.filter((entry): entry is Item => !isUnreadable(entry)), unreadable: read.filter(isUnreadable) });
    const oldest = new Date(ports.now().getTime() - keepCountedMs).toISOString();
    for (const item of snapshot.items) if (item.state === 'counted' && (item.receivedAt ?? '') < oldest) await forget(item);
  }

  /** Resolves when everything is on disk: only then may the screen say 已保存. Rejects when the disk refuses. */
  async function enqueue(given: NewItem): Promise<void> {
    const { photos, ...rest } = given;
    const queued: QueuedPhoto[] = [];
    for (const { full, small, ...photo } of photos) {
      const fileKey = `${given.id}.${photo.ordinal}.jpg`;
      const thumbKey = `${given.id}.${photo.ordinal}.thumb.jpg`;
      await ports.photos.write(fileKey, full);
      await ports.photos.write(thumbKey, small);
      queued.push({ ...photo, fileKey, thumbKey, stored: false });
    }
    const now = ports.now().toISOString();
    await save({
      ...rest,
      version: 1,
      bodySha256: ports.sha256(given.body),
      queuedAt: now,
      photos: queued,
      state: 'on_phone',
      attempts: 0,
      nextAttemptAt: now,
      problem: null,
      receivedAt: null,
    });
  }

  /** Sends what is due for this person. Only one drain runs; a second call joins it. */
  function drain(ownerId: string): Promise<void> {
    running ??= drainOnce(ownerId).finally(() => {
      running = null;
      tell({ isDraining: false });
    });
    return running;
  }

  async function drainOnce(ownerId: string): Promise<void> {
    tell({ isDraining: true, needsSignIn: false });
    const tried = new Set<string>();
    while (ports.wire.isOnline()) {
      const due = nextItems(snapshot.items, ownerId, ports.now().toISOString()).find((item) => !tried.has(item.id));
      if (!due) return;
      tried.add(due.id);
      try {
        await advance(due);
        tried.delete(due.id);
      } catch (error) {
        if (!(await handleFailure(due.id, error))) return;
      }
    }
  }

  async function advance(item: Item): Promise<void> {
    if (item.state === 'on_phone') {
      const parsed = operations[item.operation].request.safeParse(JSON.parse(item.body));
      if (!parsed.success) throw new Refused({ status: 400, code: 'invalid_input' });
      const value = readAnswer(await ports.wire.send(item.operation, item.path, item.body));
      const receipt = (item.operation.startsWith('milestone.') && item.photos.length === 0 ? answerReceiptSchema : receiptSchema).parse(value);
      // A receipt for other bytes is no receipt: the body stays.
      if (receipt.sha256 !== item.bodySha256) throw new Refused({ status: 0, code: 'receipt_mismatch' });
      const isDone = item.photos.length === 0 || receipt.status === 'complete';
      await settle({ ...item, state: isDone ? 'counted' : 'delivered', receivedAt: receipt.receivedAt }, isDone);
      return;
    }
    const stored = new Set(
      await sendPhotos(item, ports, (ordinal, fraction) => tell({ progress: { ...snapshot.progress, [`${item.id}:${ordinal}`]: fraction } })),
    );
    const photos = item.photos.map((photo) => (stored.has(photo.sha256) ? { ...photo, stored: true } : photo));
    const isDone = photos.every((photo) => photo.stored);
    await settle({ ...item, photos, state: isDone ? 'counted' : 'delivered' }, isDone);
    if (!isDone) throw new Refused({ status: 0, code: 'photo_missing' });
  }

  // The record first, the files after: a crash in between leaves files without a queue entry, never the reverse.
  async function settle(item: Item, isDone: boolean): Promise<void> {
    await save({ ...item, attempts: 0, problem: null });
    if (isDone) await removeFiles(item.photos);
  }

  /** True when the drain may go on with other items. */
  async function handleFailure(id: string, error: unknown): Promise<boolean> {
    const item = snapshot.items.find((other) => other.id === id);
    if (!item) return true;
    const failure = error instanceof Refused ? error.failure : { status: 0, code: 'network' };
    // Being offline costs no attempt.
    if (failure.code === 'network' && !ports.wire.isOnline()) return false;
    const kind = classify(failure);
    if (kind === 'sign_in') {
      tell({ needsSignIn: true });
      return false;
    }
    const problem = { code: failure.code, requestId: failure.requestId };
    if (kind === 'transient') {
      const dueAt = new Date(ports.now().getTime() + retryDelayMs(item.attempts, ports.random())).toISOString();
      await save({ ...item, attempts: item.attempts + 1, nextAttemptAt: dueAt, problem });
    } else {
      await save({ ...item, state: 'parked', problem });
    }
    return true;
  }

  const mine = (id: string) => snapshot.items.find((item) => item.id === id);

  return {
    load,
    enqueue,
    drain,
    getSnapshot: () => snapshot,
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    nextDueAt: (ownerId: string) => nextDueAt(snapshot.items, ownerId),
    /** 重试: due at once; a parked item goes back to where it stood. */
    async retry(id: string): Promise<void> {
      const item = mine(id);
      if (!item || item.state === 'counted') return;
      const state = item.state !== 'parked' ? item.state : item.receivedAt ? 'delivered' : 'on_phone';
      await save({ ...item, state, attempts: 0, nextAttemptAt: ports.now().toISOString(), problem: null });
    },
    /** 立即上传: everything of this person is due now. */
    async retryAll(ownerId: string): Promise<void> {
      for (const item of snapshot.items) {
        if (item.ownerId === ownerId && (item.state === 'on_phone' || item.state === 'delivered')) {
          await save({ ...item, attempts: 0, nextAttemptAt: ports.now().toISOString() });
        }
      }
    },
    /** 放弃: the person decided; asked before, by the page. */
    async discard(id: string): Promise<void> {
      const item = mine(id);
      if (item) await forget(item);
    },
  };
}
