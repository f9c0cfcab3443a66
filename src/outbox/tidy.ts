// What leaves the phone, and when: only what has ended, after a while, looked at again just before.
import type { Item } from './item';
import type { Ports } from './ports';
import type { Store } from './store';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** Files of a counted record; the server checked them, so this is for the rare case that it takes its word back. */
const keepFilesMs = 10 * minuteMs;
/** A counted record is listed for a day; one given up can be taken back for a week. */
const keepEntryMs: Partial<Record<Item['state'], number>> = { counted: dayMs, discarded: 7 * dayMs };

export async function tidy(store: Store, ports: Ports, limits: { keepFilesMs: number } = { keepFilesMs }): Promise<void> {
  const age = ({ endedAt }: Item) => (endedAt === null ? -1 : ports.now().getTime() - Date.parse(endedAt));
  const mayLoseFiles = (item: Item) => item.state === 'counted' && age(item) >= limits.keepFilesMs;
  const mayGo = (item: Item) => age(item) >= (keepEntryMs[item.state] ?? Infinity);

  for (const { id } of store.items().filter((item) => mayGo(item) || (mayLoseFiles(item) && item.photos.length > 0))) {
    // As it stands on disk now: another tab may have taken it back.
    const item = await store.change(id, (now) => now);
    if (!item || !(mayGo(item) || mayLoseFiles(item))) continue;
    // Files of one given up may be those of the draft that mends it: the sweep looks whether anything names them.
    for (const { fileKey, thumbKey } of item.state === 'counted' ? item.photos : []) {
      await ports.photos.remove(fileKey);
      await ports.photos.remove(thumbKey);
    }
    // The entry last: a crash in between leaves an entry without files, which is tidied again, never files without one.
    if (mayGo(item)) await store.change(id, (now) => (mayGo(now) ? null : now));
  }
}
