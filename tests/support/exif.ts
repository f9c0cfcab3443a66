// Puts an EXIF segment into a JPEG as a camera writes it: orientation, time and place.

export type Exif = {
  orientation?: number;
  /** As the camera writes it: "2026:11:20 09:12:33". */
  takenAt?: string;
  /** "+09:00" */
  offset?: string;
  /** Degrees, WGS84. */
  place?: { latitude: number; longitude: number };
};

type Entry = { tag: number; type: number; count: number; data: Buffer };

const types = { ascii: 2, short: 3, long: 4, rational: 5 };
const text = (tag: number, value: string): Entry => ({ tag, type: types.ascii, count: value.length + 1, data: Buffer.from(`${value}\0`, 'latin1') });
const short = (tag: number, value: number): Entry => ({ tag, type: types.short, count: 1, data: uint16(value) });
const long = (tag: number, value: number): Entry => ({ tag, type: types.long, count: 1, data: uint32(value) });
const uint16 = (value: number) => Buffer.from([value & 255, value >> 8]);
const uint32 = (value: number) => Buffer.concat([uint16(value & 0xffff), uint16(value >>> 16)]);

/** Degrees, minutes and seconds to a thousandth, as three fractions. */
function degrees(tag: number, value: number): Entry {
  const thousandths = Math.round(Math.abs(value) * 3_600_000);
  const parts = [Math.floor(thousandths / 3_600_000), 1, Math.floor(thousandths / 60_000) % 60, 1, thousandths % 60_000, 1000];
  return { tag, type: types.rational, count: 3, data: Buffer.concat(parts.map(uint32)) };
}

/** One directory at `offset` of the TIFF block, with its longer values behind it. */
function directory(entries: Entry[], offset: number): Buffer {
  const sorted = [...entries].sort((a, b) => a.tag - b.tag);
  const values: Buffer[] = [];
  let at = offset + 2 + sorted.length * 12 + 4;
  const rows = sorted.map(({ tag, type, count, data }) => {
    let value = Buffer.concat([data, Buffer.alloc(4)]).subarray(0, 4);
    if (data.length > 4) {
      value = uint32(at);
      values.push(data);
      at += data.length;
    }
    return Buffer.concat([uint16(tag), uint16(type), uint32(count), value]);
  });
  return Buffer.concat([uint16(sorted.length), ...rows, uint32(0), ...values]);
}

function tiffOf({ orientation, takenAt, offset, place }: Exif): Buffer {
  const exif = [...(takenAt ? [text(0x9003, takenAt)] : []), ...(offset ? [text(0x9011, offset)] : [])];
  const gps = place
    ? [text(1, place.latitude < 0 ? 'S' : 'N'), degrees(2, place.latitude), text(3, place.longitude < 0 ? 'W' : 'E'), degrees(4, place.longitude)]
    : [];
  const first = (exifAt: number, gpsAt: number) => [
    ...(orientation === undefined ? [] : [short(0x0112, orientation)]),
    ...(exif.length > 0 ? [long(0x8769, exifAt)] : []),
    ...(gps.length > 0 ? [long(0x8825, gpsAt)] : []),
  ];
  const exifAt = 8 + directory(first(0, 0), 8).length;
  const exifBlock = exif.length > 0 ? directory(exif, exifAt) : Buffer.alloc(0);
  const gpsAt = exifAt + exifBlock.length;
  const gpsBlock = gps.length > 0 ? directory(gps, gpsAt) : Buffer.alloc(0);
  return Buffer.concat([Buffer.from('II*\0', 'latin1'), uint32(8), directory(first(exifAt, gpsAt), 8), exifBlock, gpsBlock]);
}

export function withExif(jpeg: Uint8Array, exif: Exif): Buffer {
  const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiffOf(exif)]);
  const head = Buffer.from([0xff, 0xe1, (body.length + 2) >> 8, (body.length + 2) & 255]);
  return Buffer.concat([jpeg.subarray(0, 2), head, body, jpeg.subarray(2)]);
}
