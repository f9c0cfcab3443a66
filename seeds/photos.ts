// The demo's pictures: rendered scenes with real EXIF, each with the thumbnail a phone would have made beside it.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';

const object = { bytes: z.int().positive(), sha256: z.string().regex(/^[0-9a-f]{64}$/) };
const size = { width: z.int().positive(), height: z.int().positive() };

export const demoPhotoSchema = z.strictObject({
  file: z.string().regex(/^[a-z-]+\.jpg$/),
  scene: z.string().min(2),
  /** Of the stored pixels; with orientation 6 or 8 it is shown the other way round. */
  ...size,
  /** EXIF: 1 upright, 3 upside down, 6 to be turned a quarter clockwise. */
  orientation: z.union([z.literal(1), z.literal(3), z.literal(6)]),
  ...object,
  takenAt: z.iso.datetime({ offset: true }),
  latitude: z.number(),
  longitude: z.number(),
  /** Upright, 320 px along the longer side, without EXIF. */
  thumb: z.strictObject({ file: z.string().regex(/^thumbs\/[a-z-]+\.jpg$/), ...size, ...object }),
});
export type DemoPhoto = z.infer<typeof demoPhotoSchema>;

export const photoFolder = path.join(__dirname, 'photos');

export function readPhotoIndex(): DemoPhoto[] {
  return z.array(demoPhotoSchema).parse(JSON.parse(readFileSync(path.join(photoFolder, 'index.json'), 'utf8')));
}

/**
 * The same picture with other bytes: a comment segment behind the header segments. A phone draws another watermark on
 * every photo; the demo shows a dozen pictures many times and would otherwise flag nearly all of them as reused.
 */
export function withComment(jpeg: Buffer, comment: string): Buffer {
  const text = Buffer.from(comment, 'utf8');
  const marker = Buffer.from([0xff, 0xfe, 0, 0]);
  marker.writeUInt16BE(text.length + 2, 2);
  const at = endOfHeader(jpeg);
  return Buffer.concat([jpeg.subarray(0, at), marker, text, jpeg.subarray(at)]);
}

/** First byte behind the start marker and the APPn segments, which EXIF readers expect first. */
function endOfHeader(jpeg: Buffer): number {
  let at = 2;
  while (jpeg[at] === 0xff && (jpeg[at + 1]! & 0xf0) === 0xe0) at += 2 + jpeg.readUInt16BE(at + 2);
  return at;
}
