// The queue itself: put in, send, mend, give up, tell. See README.md for its laws.
import { createDrain } from './drain';
import { isUnsent, type Item, type QueuedPhoto, type Unreadable } from './item';
import type { Ports } from './ports';
import { createStore } from './store';
import { tidy } from './tidy';

export type NewItem = Pick<Item, 'id' | 'operation' | 'path' | 'body' | 'ownerId' | 'lane' | 'label'> & {
  draft?: Item['draft'];
  /** Their files are on disk already, since the capture. */
  photos: Omit<QueuedPhoto, 'stored'>[];
};

/** A photo of a new item is not on this phone: nothing was queued. */
export class PhotoLost extends Error {}

export type Snapshot = {
  items: Item[];
  unreadable: Unreadable[];
  isDraining: boolean;
  /** Nothing goes out until somebody signs in. */
  needsSignIn: boolean;
  /** The disk refused to be written during the last drain. */
  isDiskRefusing: boolean;
  /** Fraction sent by `<item id>:<ordinal>`. */
  progress: Record<string, number>;
};

export type Outbox = ReturnType<typeof createOutbox>;

export function createOutbox(ports: Ports) {
  let snapshot: Snapshot = { items: [], unreadable: [], isDraining: false, needsSignIn: false, isDiskRefusing: false, progress: {} };
  const listeners = new Set<() => void>();
  const tell = (change: Partial<Snapshot>) => {
    snapshot = { ...snapshot, ...change };
    listeners.forEach((listener) => listener());
  };

  const store = createStore(ports.items, (items, unreadable) => tell({ items, unreadable }));
  const drain = createDrain(store, ports, {
    onStart: () => tell({ isDraining: true, needsSignIn: false, isDiskRefusing: false }),
    onEnd: () => tell({ isDraining: false, progress: {} }),
    onNeedsSignIn: () => tell({ needsSignIn: true }),
    onProgress: (key, fraction) => tell({ progress: { ...snapshot.progress, [key]: fraction } }),
    onDiskRefuses: () => tell({ isDiskRefusing: true }),
  });
  const nowText = () => ports.now().toISOString();
  const due = () => ({ attempts: 0, nextAttemptAt: nowText(), problem: null });
  /** Where an item stood before it was parked or given up. */
  const standing = (item: Item): Item => ({ ...item, ...due(), state: item.receivedAt ? 'delivered' : 'on_phone', endedAt: null });

  return {
    /** Reads the disk, and removes what has ended long enough ago. Call once before anything else. */
    async load(): Promise<void> {
      try {
        await store.load();
        await tidy(store, ports);
      } catch {
        // The app opens all the same; each drain reads again.
        tell({ isDiskRefusing: true });
      }
    },

    /** Resolves when everything is on disk: only then may the screen say 已保存. Rejects when the disk refuses, and with AlreadyQueued. */
    async enqueue({ photos, draft = null, ...given }: NewItem): Promise<void> {
      for (const { fileKey, thumbKey } of photos) {
        if (!(await ports.photos.has(fileKey)) || !(await ports.photos.has(thumbKey))) throw new PhotoLost(fileKey);
      }
      await store.add({
        ...given,
        version: 2,
        bodySha256: ports.sha256OfText(given.body),
        draft,
        queuedAt: nowText(),
        photos: photos.map((photo) => ({ ...photo, stored: false })),
        state: 'on_phone',
        ...due(),
        receivedAt: null,
        endedAt: null,
      });
    },

    drain,
    getSnapshot: () => snapshot,
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },

    /** 重试, 恢复: due at once, from where it stood. */
    async retry(id: string): Promise<void> {
      await store.change(id, (item) => (item.state === 'counted' ? item : standing(item)));
    },

    /** 立即上传: everything of this person that waits is due now. */
    async retryAll(ownerId: string): Promise<void> {
      for (const { id, ownerId: owner, state } of snapshot.items) {
        if (owner !== ownerId || (state !== 'on_phone' && state !== 'delivered')) continue;
        await store.change(id, (item) => (isUnsent(item) && item.state !== 'parked' ? { ...item, ...due(), problem: item.problem } : item));
      }
    },

    /** 放弃: the person decided; asked before, by the page. A copy stays for a week. */
    async discard(id: string): Promise<void> {
      await store.change(id, (item) => (isUnsent(item) ? { ...item, state: 'discarded', endedAt: nowText() } : item));
    },

    /** None also of a refused report that is being mended: what its form submits takes its place. */
    held: store.held,

    /** The server was told why this photo never comes, and counts the record without it. */
    async forgetPhoto(id: string, sha256: string): Promise<void> {
      await store.change(id, (item) => standing({ ...item, photos: item.photos.filter((photo) => photo.sha256 !== sha256) }));
    },

    /** Frees space at once by removing the files of what the server has. */
    makeRoom: () => tidy(store, ports, { keepFilesMs: 0 }),
  };
}
