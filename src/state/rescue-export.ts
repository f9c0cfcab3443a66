// Packs the rescue file: photos one after the other, each read, packed and on its way out before the next is read, so
// that a hundred of them need the memory of one. Stored, not compressed: a JPEG only grows warm from it.
import { strToU8, Zip, ZipPassThrough } from 'fflate';
import { type RescuePlan, rescueJson } from '../outbox/rescue';
import type { ExportFile } from '../platform/export-file';
import type { FileStore } from '../platform/files';

/** ZIP knows the years 1980 to 2099 only and a phone's clock may say 1970. The times that matter are in rescue.json. */
const entryTime = new Date(1980, 0, 2);

interface Options {
  files: Pick<FileStore, 'read'>;
  out: Pick<ExportFile, 'append'>;
  onProgress: (done: number, total: number) => void;
  /** Asked between two photos; rejects with ExportStopped. */
  isStopped?: () => boolean;
}

export class ExportStopped extends Error {}

/** `missing`: paths of photos that are no longer on this phone; they are named in the file and fail nothing. */
export type Packed = { missing: string[]; photoBytes: number };

export async function writeRescue(plan: RescuePlan, { files, out, onProgress, isStopped = () => false }: Options): Promise<Packed> {
  const chunks: Uint8Array[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    chunks.push(chunk);
  });
  const flush = async () => {
    for (const chunk of chunks.splice(0)) await out.append(chunk);
  };
  const add = async (path: string, bytes: Uint8Array) => {
    const entry = new ZipPassThrough(path);
    entry.mtime = entryTime;
    zip.add(entry);
    entry.push(bytes, true);
    await flush();
  };

  const missing: string[] = [];
  let photoBytes = 0;
  for (const [index, { key, path }] of plan.files.entries()) {
    if (isStopped()) throw new ExportStopped();
    onProgress(index, plan.files.length);
    // A file that cannot be read is as gone as one that is not there.
    const bytes = await files.read(key).catch(() => null);
    if (!bytes) missing.push(path);
    else await add(path, new Uint8Array(bytes));
    photoBytes += bytes?.byteLength ?? 0;
  }
  // Last, since only now is it known what is missing. A ZIP is read from its end, so the order is nobody's concern.
  await add(rescueJson, strToU8(JSON.stringify({ ...plan.rescue, missing })));
  zip.end();
  await flush();
  onProgress(plan.files.length, plan.files.length);
  return { missing, photoBytes };
}
