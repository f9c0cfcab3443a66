// Where items stand: the disk is the truth, memory its copy for the screens. Every change reads the disk first, since
// another tab may have sent or given up the same item in the meantime.
import { isReplaceable, isUnreadable, itemSchema, readItem, type Item, type Unreadable } from './item';
import type { ItemDisk } from './ports';

/** Something else is queued under this id already, in another tab perhaps: nothing was written. */
export class AlreadyQueued extends Error {}

export type Store = ReturnType<typeof createStore>;

export function createStore(disk: ItemDisk, onChange: (items: Item[], unreadable: Unreadable[]) => void) {
  let items: Item[] = [];
  let unreadable: Unreadable[] = [];
  let last: Promise<unknown> = Promise.resolve();

  /** One at a time, or two changes of one item would each write over the other's. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = last.then(work, work);
    last = turn.catch(() => undefined);
    return turn;
  };
  const show = (next: Item[]) => {
    items = next;
    onChange(items, unreadable);
  };
  const without = (id: string) => items.filter((item) => item.id !== id);

  const read = async () => {
    const found = (await disk.entries()).map(([key, raw]) => readItem(key, raw));
    unreadable = found.filter(isUnreadable);
    show(found.filter((entry): entry is Item => !isUnreadable(entry)));
  };

  return {
    /** Reads everything again. */
    load: () => inTurn(read),

    /** Resolves when it is on disk. Takes the place of a refused one, never of one that is on its way. */
    add: (given: Omit<Item, 'seq'>) =>
      inTurn(async () => {
        // Another tab may have queued since: its items come first.
        await read();
        const before = items.find(({ id }) => id === given.id);
        if (before && !isReplaceable(before) && before.bodySha256 === given.bodySha256) return;
        if ((before && !isReplaceable(before)) || unreadable.some(({ key }) => key === given.id)) throw new AlreadyQueued(given.id);
        // Parsed as it will be read: nothing is called saved that could not be read back.
        const item = itemSchema.parse({ ...given, seq: Math.max(0, ...items.map(({ seq }) => seq)) + 1 });
        await disk.set(item.id, JSON.stringify(item));
        show([...without(item.id), item]);
      }),

    /**
     * Writes what `next` makes of the item as it stands on disk; null removes it, the item itself leaves it as it is.
     * Answers the item as it stands afterwards, null when there is none.
     */
    change: (id: string, next: (item: Item) => Item | null) =>
      inTurn(async (): Promise<Item | null> => {
        const raw = await disk.get(id);
        const now = raw === null ? null : readItem(id, raw);
        if (now !== null && isUnreadable(now)) {
          // Torn while it was on its way: shown as what it is, and not sent again and again.
          unreadable = [...unreadable.filter(({ key }) => key !== id), now];
          show(without(id));
          return null;
        }
        const then = now && next(now);
        if (now && !then) await disk.remove(id);
        else if (then && then !== now) await disk.set(id, JSON.stringify(then));
        show(then ? [...without(id), then] : without(id));
        return then;
      }),

    /** What stands under this id and may not be replaced, by the disk's word; null also for what cannot be read. */
    held: async (id: string): Promise<{ queuedAt: string; isReceived: boolean } | null> => {
      const raw = await disk.get(id);
      const now = raw === null ? null : readItem(id, raw);
      if (now === null || isUnreadable(now) || isReplaceable(now)) return null;
      return { queuedAt: now.queuedAt, isReceived: now.receivedAt !== null };
    },

    items: () => items,
    find: (id: string) => items.find((item) => item.id === id),
  };
}
