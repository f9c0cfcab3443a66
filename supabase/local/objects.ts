// Objects on disk: `<folder>/<bucket>/<name>`, with what else is known in `<name>.meta` beside it. The name appears
// only when all its bytes are on the disk, and once for ever unless it is replaced on purpose.
import { randomUUID } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';

export type Meta = { contentType: string; cacheControl: string; createdAt: string };
export type StoredObject = Partial<Meta> & { file: string; size: number; etag: string; createdAt: string; modifiedAt: Date };
export type Entry = { name: string; object: StoredObject | null };

export type Objects = ReturnType<typeof createObjects>;

/** Plain segments only, so that no name leaves its bucket or meets our own files; the real service allows more. */
export const isName = (name: string): boolean => /^\w[\w.-]*(\/\w[\w.-]*)*$/.test(name) && !name.endsWith('.meta');

export function createObjects(folder: string) {
  const place = (bucket: string, name: string) => path.join(folder, bucket, name);

  async function find(bucket: string, name: string): Promise<StoredObject | null> {
    if (!isName(name)) return null;
    const file = place(bucket, name);
    const stat = await fs.stat(file).catch(() => null);
    if (!stat?.isFile()) return null;
    // The object counts even where a crash came between it and its meta file.
    const meta = await fs.readFile(`${file}.meta`, 'utf8').then((text) => JSON.parse(text) as Partial<Meta>).catch(() => ({}));
    const etag = `"${stat.size.toString(16)}-${Math.floor(stat.mtimeMs).toString(16)}"`;
    return { createdAt: stat.birthtime.toISOString(), ...meta, file, size: stat.size, etag, modifiedAt: stat.mtime };
  }

  return {
    find,
    exists: (bucket: string, name: string): Promise<boolean> => fs.stat(place(bucket, name)).then((stat) => stat.isFile(), () => false),

    /** False when the name is taken and may not be replaced. When it answers true, a power cut takes nothing back. */
    async put(bucket: string, name: string, bytes: Buffer, meta: Meta, isUpsert: boolean): Promise<boolean> {
      const file = place(bucket, name);
      const parent = path.dirname(file);
      await makeFolder(parent);
      const part = path.join(parent, `.${randomUUID()}.part`);
      await writeDurably(part, bytes);
      try {
        // A link fails when the name is taken: exactly one of two uploads wins. A rename replaces.
        await (isUpsert ? fs.rename(part, file) : fs.link(part, file));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
        throw error;
      } finally {
        await fs.rm(part, { force: true });
      }
      await fs.writeFile(`${file}.meta`, JSON.stringify(meta), { mode: 0o600 });
      await syncFolder(parent);
      return true;
    },

    /** False when there was none. */
    async remove(bucket: string, name: string): Promise<boolean> {
      if (!isName(name)) return false;
      const isGone = await fs.unlink(place(bucket, name)).then(() => true, () => false);
      if (isGone) await fs.rm(`${place(bucket, name)}.meta`, { force: true });
      return isGone;
    },

    /** What stands directly under a prefix: objects, and folders that hold something (without an object). */
    async list(bucket: string, prefix: string): Promise<Entry[]> {
      const under = prefix.replace(/\/+$/, '');
      if (under && !isName(under)) return [];
      const found = await fs.readdir(place(bucket, under), { withFileTypes: true }).catch(() => []);
      const entries = await Promise.all(
        found.filter(({ name }) => isName(name)).map(async ({ name }) => {
          const object = await find(bucket, under ? `${under}/${name}` : name);
          const isEmpty = !object && (await fs.readdir(place(bucket, path.join(under, name)))).length === 0;
          return isEmpty ? null : { name, object };
        }),
      );
      return entries.filter((entry) => entry !== null);
    },
  };
}

async function writeDurably(file: string, bytes: Buffer): Promise<void> {
  const handle = await fs.open(file, 'wx', 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** A new folder is a name in its parent, which has to reach the disk as well. */
async function makeFolder(folder: string): Promise<void> {
  const first = await fs.mkdir(folder, { recursive: true });
  if (!first) return;
  for (let at = folder; at.length >= first.length; at = path.dirname(at)) await syncFolder(path.dirname(at));
}

async function syncFolder(folder: string): Promise<void> {
  // Windows cannot open a folder, and needs no such step.
  if (process.platform === 'win32') return;
  const handle = await fs.open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}
