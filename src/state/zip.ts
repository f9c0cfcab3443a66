// Reads single entries of a ZIP that stays packed in memory. fflate walks the whole list of entries for each one that
// is asked for: a crafted file of a few thousand blocks the screen for seconds. Here the list is read once.
import { inflateSync, strFromU8 } from 'fflate';

/** The bytes of an entry; null when it is not there, or says to be larger. */
export type ReadEntry = (name: string, maxBytes: number) => ArrayBuffer | null;

const signatures = { end: 0x06054b50, listed: 0x02014b50 } as const;
/** The end record: 22 bytes and a comment, whose length has two bytes. */
const endBytes = 22;
const commentMaxBytes = 0xffff;
const headBytes = { listed: 46, local: 30 } as const;

type Entry = { isPacked: boolean; packedBytes: number; bytes: number; at: number };

/** Throws where there is no whole list. ZIP64 is not read: it begins at 4 GB. */
export function openZip(zip: Uint8Array): ReadEntry {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  const entries = readList(zip, view);
  return (name, maxBytes) => {
    const entry = entries.get(name);
    // Its size is checked before it is unpacked: a few bytes may claim to become gigabytes.
    if (!entry || entry.bytes > maxBytes) return null;
    try {
      return unpack(zip, view, entry);
    } catch {
      // It is there, but is nothing that could fit its hash.
      return new ArrayBuffer(0);
    }
  };
}

function readList(zip: Uint8Array, view: DataView): Map<string, Entry> {
  const end = findEnd(view);
  const entries = new Map<string, Entry>();
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left -= 1) {
    if (view.getUint32(at, true) !== signatures.listed) throw new RangeError('no entry where one is announced');
    const nameEnd = at + headBytes.listed + view.getUint16(at + 28, true);
    // Byte by byte: our own names are plain letters, and no name of anybody else may stop the reading.
    entries.set(strFromU8(zip.subarray(at + headBytes.listed, nameEnd), true), {
      isPacked: view.getUint16(at + 10, true) !== 0,
      packedBytes: view.getUint32(at + 20, true),
      bytes: view.getUint32(at + 24, true),
      at: view.getUint32(at + 42, true),
    });
    at = nameEnd + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return entries;
}

function findEnd(view: DataView): number {
  const last = view.byteLength - endBytes;
  for (let at = last; at >= Math.max(0, last - commentMaxBytes); at -= 1) {
    if (view.getUint32(at, true) === signatures.end) return at;
  }
  throw new RangeError('no list of entries');
}

function unpack(zip: Uint8Array, view: DataView, { isPacked, packedBytes, bytes, at }: Entry): ArrayBuffer {
  const start = at + headBytes.local + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
  if (!isPacked) return zip.slice(start, start + bytes).buffer;
  const out = inflateSync(zip.subarray(start, start + packedBytes), { out: new Uint8Array(bytes) });
  return out.buffer.slice(out.byteOffset, out.byteOffset + out.byteLength) as ArrayBuffer;
}
