// Opens a rescue file and holds everything in it against its own list, and the list against the reports themselves. That
// is all that can be checked: whoever writes a file anew writes its hashes anew. The ZIP stays packed in memory; each
// photo is taken out when it is looked at and again when it is sent.
import { strFromU8 } from 'fflate';
import * as z from 'zod';
import { sha256 } from '../contract/base';
import { documentMaxBytes } from '../contract/document';
import { photoMaxBytes, thumbMaxBytes } from '../contract/photo';
import { importableOperations, type ImportableOperation } from '../contract/rescue';
import type { Unreadable } from '../outbox/item';
import { readRescue, type RescuedItem, type RescuedPhoto, rescueHeadSchema, rescueJson, rescueSchema, rescueVersion } from '../outbox/rescue';
import { sha256OfBytes, sha256OfText } from './hash';
import { openZip, type ReadEntry } from './zip';

/** Why a file is not taken; each has its sentence in text/rescue.ts. */
export type RescueRefusal = 'not_zip' | 'truncated' | 'not_ours' | 'newer' | 'damaged';

export class RescueFileError extends Error {
  constructor(readonly reason: RescueRefusal) {
    super(reason);
  }
}

/** `stored`: the phone had the server's word that it arrived, so it is not in the file. */
export type PhotoState = 'fits' | 'missing' | 'altered' | 'stored';
export type CheckedPhoto = { photo: RescuedPhoto; state: PhotoState };
/** Why one entry is not taken: two of one id, bytes that do not fit their hash, a report under another id than its own. */
export type EntryFault = 'twice' | 'altered' | 'other_id';
export type CheckedItem = {
  item: RescuedItem;
  fault: EntryFault | null;
  /** Those that the report itself announces, whatever the list beside it says. */
  photos: CheckedPhoto[];
  /** Photos of the list that the report does not know: not sent. */
  strays: number;
};

export type OpenedRescue = {
  exportedAt: string;
  items: CheckedItem[];
  unreadable: Unreadable[];
  /** Bytes of one path, null when it is not there. */
  read(path: string): ArrayBuffer | null;
};

/** A list of a thousand reports is about 5 MB; what says to be much larger is no list of ours. */
const jsonMaxBytes = 64 * 1024 * 1024;

/** What the server will count the photos by. Whether the rest of the body is right is the server's to say. */
const bodySchema = z.object({
  id: z.string(),
  photos: z.array(z.object({ ordinal: z.int().optional(), sha256, bytes: z.int(), thumb: z.object({ sha256, bytes: z.int() }) })),
});
type Body = z.infer<typeof bodySchema>;

/** Rejects with RescueFileError. Between two photos the screen gets its turn: hashing a hundred takes seconds. */
export async function openRescue(file: ArrayBuffer, onProgress: (done: number, total: number) => void): Promise<OpenedRescue> {
  const readEntry = open(new Uint8Array(file));
  const json = readJson(readEntry);
  const { items, unreadable } = readRescue(json);
  const twice = doublesOf(items);
  const checked: CheckedItem[] = [];
  for (const item of items) {
    onProgress(checked.length, items.length);
    await nextTurn();
    const body = readBody(item.body);
    // A body that says nothing is not sent: its photos are shown as the list has them.
    const announced = body?.photos ?? item.photos;
    const list = new Map(item.photos.map((photo) => [photo.sha256, photo]));
    const photos: CheckedPhoto[] = [];
    for (const [index, one] of announced.entries()) {
      await nextTurn();
      const listed = list.get(one.sha256);
      const photo = { ...one, ordinal: one.ordinal ?? index + 1, stored: listed?.stored ?? false, file: listed?.file ?? '', thumbFile: listed?.thumbFile ?? '' };
      photos.push({ photo, state: stateOf(photo, readEntry) });
    }
    announced.forEach((one) => list.delete(one.sha256));
    checked.push({ item, fault: twice.has(item.id.toLowerCase()) ? 'twice' : faultOf(item, body), photos, strays: list.size });
  }
  return { exportedAt: json.exportedAt, items: checked, unreadable, read: (path) => readEntry(path, photoMaxBytes) };
}

function open(zip: Uint8Array): ReadEntry {
  try {
    return openZip(zip);
  } catch {
    // The list of entries stands at the end: without it the beginning tells a cut file from one that is no ZIP.
    throw new RescueFileError(zip[0] === 0x50 && zip[1] === 0x4b ? 'truncated' : 'not_zip');
  }
}

function readJson(readEntry: ReadEntry) {
  const bytes = readEntry(rescueJson, jsonMaxBytes);
  if (!bytes) throw new RescueFileError('not_ours');
  let value: unknown;
  try {
    value = JSON.parse(strFromU8(new Uint8Array(bytes)));
  } catch {
    throw new RescueFileError('damaged');
  }
  const head = rescueHeadSchema.safeParse(value);
  if (!head.success) throw new RescueFileError('not_ours');
  if (head.data.version > rescueVersion) throw new RescueFileError('newer');
  const whole = rescueSchema.safeParse(value);
  if (!whole.success) throw new RescueFileError('damaged');
  return whole.data;
}

function readBody(text: string): Body | null {
  try {
    return bodySchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

function doublesOf(items: readonly RescuedItem[]): ReadonlySet<string> {
  const [seen, twice] = [new Set<string>(), new Set<string>()];
  for (const id of items.map((item) => item.id.toLowerCase())) (seen.has(id) ? twice : seen).add(id);
  return twice;
}

function faultOf({ id, body: text, bodySha256 }: RescuedItem, body: Body | null): EntryFault | null {
  if (sha256OfText(text) !== bodySha256) return 'altered';
  return body?.id.toLowerCase() === id.toLowerCase() ? null : 'other_id';
}

function stateOf({ stored, file, sha256, thumbFile, thumb }: RescuedPhoto, read: ReadEntry): PhotoState {
  if (stored) return 'stored';
  const parts = thumb && thumbFile ? [{ path: file, sha256, max: photoMaxBytes }, { path: thumbFile, sha256: thumb.sha256, max: thumbMaxBytes }] : [{ path: file, sha256, max: documentMaxBytes }];
  const found = parts.map(({ path, max, sha256: expected }) => {
    const bytes = read(path, max);
    return bytes && sha256OfBytes(bytes) === expected;
  });
  if (found.includes(null)) return 'missing';
  return found.every(Boolean) ? 'fits' : 'altered';
}

const nextTurn = () => new Promise<void>((resolve) => setTimeout(resolve, 0));

/** Confirming and disputing are a person's own word, and are not imported. */
export const isImportable = (operation: string): operation is ImportableOperation => (importableOperations as readonly string[]).includes(operation);
