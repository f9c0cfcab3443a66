// Buckets: those the project is configured with, and those made over the wire, which are kept beside the objects.
import fs from 'node:fs';
import path from 'node:path';

/** Without limits a bucket takes any type and the service's own largest size. */
export type Bucket = { maxBytes?: number; contentTypes?: string[] };
export type Buckets = ReturnType<typeof createBuckets>;

type Asked = { name: string; public?: boolean; file_size_limit?: number | string | null; allowed_mime_types?: string[] | null };

export function createBuckets(folder: string, initial: Record<string, Bucket>) {
  // Not a name that an object or bucket can have.
  const file = path.join(folder, '.buckets.json');
  const made = fs.existsSync(file) ? (JSON.parse(fs.readFileSync(file, 'utf8')) as Record<string, Bucket>) : {};
  const all = new Map(Object.entries({ ...made, ...initial }));

  const describe = (name: string) => {
    const { maxBytes = null, contentTypes = null } = all.get(name) ?? {};
    return { id: name, name, owner: '', public: false, file_size_limit: maxBytes, allowed_mime_types: contentTypes, type: 'STANDARD' };
  };

  return {
    get: (name: string): Bucket | undefined => all.get(name),
    describe,
    list: () => [...all.keys()].sort().map(describe),
    /** False when there is one of that name. */
    create(asked: Asked): boolean {
      if (all.has(asked.name)) return false;
      const bucket: Bucket = { maxBytes: toBytes(asked.file_size_limit), contentTypes: asked.allowed_mime_types ?? undefined };
      all.set(asked.name, bucket);
      made[asked.name] = bucket;
      fs.mkdirSync(folder, { recursive: true });
      fs.writeFileSync(`${file}.new`, JSON.stringify(made));
      fs.renameSync(`${file}.new`, file);
      return true;
    },
  };
}

/** A number of bytes, or text such as `1MB`. */
function toBytes(limit: number | string | null | undefined): number | undefined {
  if (typeof limit !== 'string') return limit ?? undefined;
  const [, amount, unit = ''] = /^(\d+)([kmg]?)b?$/i.exec(limit) ?? [];
  return amount ? Number(amount) * 1024 ** ['', 'k', 'm', 'g'].indexOf(unit.toLowerCase()) : undefined;
}
