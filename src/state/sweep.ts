// Photo files that nothing names any more: of a draft that was started over, of a photo taken out of a form.
import type { FileStore } from '../platform/files';
import type { TextStore } from '../platform/store';

/** Young files are left alone: a photo is on disk before the draft that names it. */
const graceMs = 24 * 3600_000;

/** Removes them; answers how many. A file stands in a draft or a queued item, of any person and any version, by its name in the text. */
export async function sweepFiles(files: FileStore, stores: readonly TextStore[], now: Date): Promise<number> {
  // A store that cannot be read rejects here, and nothing is removed.
  const keys = (await files.list()).filter((key) => now.getTime() - madeAt(key) > graceMs);
  if (keys.length === 0) return 0;
  let removed = 0;
  const texts = (await Promise.all(stores.map((store) => store.entries()))).flat().map(([, text]) => text);
  for (const key of keys) {
    if (texts.some((text) => text.includes(key))) continue;
    await files.remove(key);
    removed += 1;
  }
  return removed;
}

/** Names carry a UUIDv7, whose first 48 bits are the milliseconds of its making. What carries none is never old. */
function madeAt(key: string): number {
  const found = /([0-9a-f]{8})-([0-9a-f]{4})-7[0-9a-f]{3}-/.exec(key);
  return found ? parseInt(`${found[1]}${found[2]}`, 16) : Infinity;
}
