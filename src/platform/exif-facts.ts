/**
 * What a picture file says of itself: when and where it was taken (EXIF of JPEG and HEIC). It is a claim of the file,
 * kept beside what the phone measured and never instead of it. What makes no sense is left out.
 *
 * exifr's "lite" build: the smallest that reads HEIC too. It runs in WeChat, which lacks TextDecoder, Blob and URL.
 */
import { parse } from 'exifr/dist/lite.esm.js';
import { hasPlainMeta, isHeifFamily } from './picture-file';

export interface ExifFacts {
  /** ISO 8601, UTC. */
  takenAt?: string;
  /** WGS84; both or neither. */
  latitude?: number;
  longitude?: number;
}

interface Tags {
  DateTimeOriginal?: unknown;
  OffsetTimeOriginal?: unknown;
  latitude?: unknown;
  longitude?: unknown;
}

/** By block: the library's list for all blocks fails in its "lite" build, which knows no names of the interop block. */
const options = {
  ifd0: { pick: ['Orientation'] },
  exif: { pick: ['DateTimeOriginal', 'OffsetTimeOriginal'] },
  gps: { pick: ['GPSLatitudeRef', 'GPSLatitude', 'GPSLongitudeRef', 'GPSLongitude'] },
  // Dates as written: exifr would read them in the phone's zone.
  reviveValues: false,
};

/** Never rejects: a file without EXIF, or with a broken one, simply says nothing. */
export async function readExif(file: ArrayBuffer): Promise<ExifFacts> {
  if (isHeifFamily(file) && !hasPlainMeta(file)) return {};
  try {
    // A view of our own: WeChat's buffers may come from another realm, which exifr's instanceof does not know.
    const tags = ((await parse(new Uint8Array(file), options)) ?? {}) as Tags;
    const takenAt = toInstant(tags.DateTimeOriginal, tags.OffsetTimeOriginal);
    return { ...(takenAt !== null && { takenAt }), ...toPlace(tags.latitude, tags.longitude) };
  } catch {
    return {};
  }
}

/** "2026:11:23 14:30:05" and "+08:00" or nothing, which means a clock of the park's own zone: Asia/Shanghai. */
function toInstant(written: unknown, offset: unknown): string | null {
  const parts = /^(\d{4}):(\d\d):(\d\d) (\d\d):(\d\d):(\d\d)/.exec(String(written));
  if (!parts) return null;
  const [, year, month, day, hour, minute, second] = parts;
  const zone = /^([+-]\d\d:\d\d|Z)/.exec(String(offset))?.[0] ?? '+08:00';
  const local = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
  const asUtc = new Date(`${local}Z`);
  // 30 February rolls over in some engines; no photo is older than digital cameras.
  if (Number.isNaN(asUtc.getTime()) || asUtc.toISOString().slice(0, 19) !== local || Number(year) < 1990 || Number(year) > 2100) return null;
  const instant = new Date(`${local}${zone}`);
  return Number.isNaN(instant.getTime()) ? null : instant.toISOString();
}

/** Cameras without a fix write 0, 0: a point in the sea off Africa. */
function toPlace(latitude: unknown, longitude: unknown): Pick<ExifFacts, 'latitude' | 'longitude'> {
  if (typeof latitude !== 'number' || typeof longitude !== 'number') return {};
  const isOnEarth = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
  return isOnEarth && (latitude !== 0 || longitude !== 0) ? { latitude, longitude } : {};
}
