// Small real pictures for tests that need bytes, not pixels.
import fs from 'node:fs';
import path from 'node:path';

/** 320 px, baseline, from a phone: seeds/photos/thumbs. */
export const smallJpeg = (): Buffer => fs.readFileSync(path.resolve(__dirname, '../../seeds/photos/thumbs/warehouse.jpg'));

/** 1×1 px, red. */
export const smallPng = (): Buffer =>
  Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC', 'base64');

/** 1×1 px, lossy. */
export const smallWebp = (): Buffer => Buffer.from('UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA', 'base64');

const box = (type: string, ...parts: Uint8Array[]) => {
  const body = Buffer.concat(parts);
  const head = Buffer.alloc(8, type.padStart(8, '\0'), 'latin1');
  head.writeUInt32BE(body.length + 8, 0);
  return Buffer.concat([head, body]);
};
const hex = (digits: string) => Buffer.from(digits.replace(/ /g, ''), 'hex');

/** The boxes of an iPhone photo, with its EXIF (a JPEG's APP1 body behind the 4 bytes) and without its pixels. */
export function heicWith(exifSegment: Uint8Array): Buffer {
  const ftyp = box('ftyp', Buffer.from('heic'), hex('00000000'), Buffer.from('mif1heic'));
  // The item of type Exif has the number 2.
  const infe = box('infe', hex('02000000 0002 0000'), Buffer.from('Exif\0'));
  const iinf = box('iinf', hex('00000000 0001'), infe);
  const payload = Buffer.concat([hex('00000006'), exifSegment]);
  const locate = (offset: number) => {
    const place = Buffer.alloc(8);
    place.writeUInt32BE(offset, 0);
    place.writeUInt32BE(payload.length, 4);
    // Version 1, 4-byte offsets and lengths, one item in one extent, from the start of the file.
    return box('meta', hex('00000000'), iinf, box('iloc', hex('01000000 4400 0001 0002 0000 0000 0001'), place));
  };
  const offset = ftyp.length + locate(0).length + 8;
  return Buffer.concat([ftyp, locate(offset), box('mdat', payload)]);
}

export const toArrayBuffer = (bytes: Uint8Array): ArrayBuffer => Uint8Array.from(bytes).buffer;
