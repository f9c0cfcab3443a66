// Opens a rescue file and holds everything in it against its hash. The ZIP stays packed in memory; each photo is taken
// out when it is looked at and again when it is sent.
import { strFromU8, unzipSync } from 'fflate';
import { photoMaxBytes, thumbMaxBytes } from '../contract/photo';
import { importableOperations, type ImportableOperation } from '../contract/rescue';
import type { Unreadable } from '../outbox/item';
import { readRescue, type RescuedItem, type RescuedPhoto, rescueHeadSchema, rescueJson, rescueSchema, rescueVersion } from '../outbox/rescue';
import { sha256OfBytes, sha256OfText } from './hash';

/** Why a file is not taken; each has its sentence in text/rescue.ts. */
export type RescueRefusal = 'not_zip' | 'truncated' | 'not_ours' | 'newer' | 'damaged';

export class RescueFileError extends Error {
  constructor(readonly reason: RescueRefusal) {
    super(reason);
  }
}

/** `stored`: the server has it, so it is not in the file. */
export type PhotoState = 'fits' | 'missing' | 'altered' | 'stored';
export type CheckedPhoto = { photo: RescuedPhoto; state: PhotoState };
export type CheckedItem = { item: RescuedItem; isAltered: boolean; photos: CheckedPhoto[] };

export type OpenedRescue = {
  exportedAt: string;
  items: CheckedItem[];
  unreadable: Unreadable[];
  /** Bytes of one path, null when it is not there. */
  read(path: string): ArrayBuffer | null;
};

/** A list of a thousand reports is about 5 MB; what says to be much larger is no list of ours. */
const jsonMaxBytes = 64 * 1024 * 1024;

/** Rejects with RescueFileError. Between two reports the screen gets its turn: hashing a hundred photos takes seconds. */
export async function openRescue(file: ArrayBuffer, onProgress: (done: number, total: number) => void): Promise<OpenedRescue> {
  const zip = new Uint8Array(file);
  const json = readJson(zip);
  const { items, unreadable } = readRescue(json);
  const read = (path: string, maxBytes = photoMaxBytes) => readEntry(zip, path, maxBytes);
  const checked: CheckedItem[] = [];
  for (const item of items) {
    onProgress(checked.length, items.length);
    await nextTurn();
    checked.push({
      item,
      isAltered: sha256OfText(item.body) !== item.bodySha256,
      photos: item.photos.map((photo) => ({ photo, state: stateOf(photo, read) })),
    });
  }
  return { exportedAt: json.exportedAt, items: checked, unreadable, read };
}

function readJson(zip: Uint8Array) {
  const bytes = readEntry(zip, rescueJson, jsonMaxBytes);
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

/**
 * The bytes of one entry. Its size is checked before it is unpacked: packing anew with compression is harmless, a few
 * bytes that claim to become gigabytes are not.
 */
function readEntry(zip: Uint8Array, path: string, maxBytes: number): ArrayBuffer | null {
  let found: Uint8Array | undefined;
  try {
    found = unzipSync(zip, { filter: ({ name, originalSize }) => name === path && originalSize <= maxBytes })[path];
  } catch {
    // The list of entries stands at the end: without it the beginning tells a cut file from one that is no ZIP.
    throw new RescueFileError(zip[0] === 0x50 && zip[1] === 0x4b ? 'truncated' : 'not_zip');
  }
  return found ? (found.buffer.slice(found.byteOffset, found.byteOffset + found.byteLength) as ArrayBuffer) : null;
}

function stateOf({ stored, file, sha256, thumbFile, thumb }: RescuedPhoto, read: (path: string, maxBytes?: number) => ArrayBuffer | null): PhotoState {
  if (stored) return 'stored';
  const [full, small] = [read(file), read(thumbFile, thumbMaxBytes)];
  if (!full || !small) return 'missing';
  return sha256OfBytes(full) === sha256 && sha256OfBytes(small) === thumb.sha256 ? 'fits' : 'altered';
}

const nextTurn = () => new Promise<void>((resolve) => setTimeout(resolve, 0));

/** Confirming and disputing are a person's own word, and are not imported. */
export const isImportable = (operation: string): operation is ImportableOperation => (importableOperations as readonly string[]).includes(operation);
