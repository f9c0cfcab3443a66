// Photo files that nothing names any more: of a draft that was started over, of a photo taken out of a form.
import type { FileStore } from '../platform/files';
import type { TextStore } from '../platform/store';

/** Young files are left alone: a photo is on disk before the draft that names it. */
const graceMs = 24 * 3600_000;

/** Removes them; answers how many. A file stands in a draft or a queued item, of any person and any version, by its name in the text. */
export async function sweepFiles(files: FileStore, stores: readonly TextStore[], now: Date): Promise<number> {
  const keys = (await files.list()).filter((key) => now.getTime() - madeAt(key) > graceMs);
  if (keys.length === 0) return 0;
  const texts = await readAll(stores);
  let removed = 0;
  for (const key of keys) {
    // Looked at again just before: 修改 or another tab may have named it since.
    if (isNamed(key, texts) || isNamed(key, await readAll(stores))) continue;
    await files.remove(key);
    removed += 1;
  }
  return removed;
}

const isNamed = (key: string, texts: readonly string[]) => texts.some((text) => text.includes(key));

/**
 * One store after the other, and the first again at the end: a report moves between draft and queue by being written
 * there before it leaves here, so that whichever way it moves, one of these readings meets it. A store that cannot be
 * read rejects, and nothing is removed.
 */
async function readAll(stores: readonly TextStore[]): Promise<string[]> {
  const texts: string[] = [];
  for (const store of [...stores, ...stores.slice(0, 1)]) texts.push(...(await store.entries()).map(([, text]) => text));
  return texts;
}

/** Names carry a UUIDv7, whose first 48 bits are the milliseconds of its making. What carries none is never old. */
function madeAt(key: string): number {
  const found = /([0-9a-f]{8})-([0-9a-f]{4})-7[0-9a-f]{3}-/.exec(key);
  return found ? parseInt(`${found[1]}${found[2]}`, 16) : Infinity;
}
