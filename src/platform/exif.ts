/**
 * The orientation tag of a JPEG. Decoders disagree about applying it (browsers do, WeChat's canvas depends on the
 * phone), so photo.ts sets the tag to "upright" in the bytes before decoding and turns the picture itself. exifr (exif-facts.ts)
 * tells the orientation but not where in the file it stands, which is what setting it takes.
 */

/** 1 is upright; 2 to 8 as in the EXIF specification, section 4.6.5. */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

interface Found {
  orientation: Orientation;
  /** Offset of the tag's two value bytes. */
  at: number;
  littleEndian: boolean;
}

const ORIENTATION_TAG = 0x0112;

function findOrientation(bytes: ArrayBuffer): Found | null {
  const view = new DataView(bytes);
  if (view.byteLength < 4 || view.getUint16(0) !== 0xffd8) return null;
  let segment = 2;
  while (segment + 10 <= view.byteLength) {
    const marker = view.getUint16(segment);
    const length = view.getUint16(segment + 2);
    // Pixels begin at SOS (FFDA); no EXIF comes after them.
    if ((marker & 0xff00) !== 0xff00 || marker === 0xffda || length < 2) return null;
    if (marker === 0xffe1 && view.getUint32(segment + 4) === 0x45786966) return readTag(view, segment + 10);
    segment += 2 + length;
  }
  return null;
}

function readTag(view: DataView, tiff: number): Found | null {
  if (tiff + 8 > view.byteLength) return null;
  const littleEndian = view.getUint16(tiff) === 0x4949;
  const directory = tiff + view.getUint32(tiff + 4, littleEndian);
  if (directory + 2 > view.byteLength) return null;
  const count = view.getUint16(directory, littleEndian);
  for (let index = 0; index < count; index += 1) {
    const entry = directory + 2 + index * 12;
    if (entry + 12 > view.byteLength) return null;
    if (view.getUint16(entry, littleEndian) !== ORIENTATION_TAG) continue;
    const value = view.getUint16(entry + 8, littleEndian);
    return value >= 1 && value <= 8 ? { orientation: value as Orientation, at: entry + 8, littleEndian } : null;
  }
  return null;
}

/** 1 for anything that says nothing else, including bytes that are no JPEG. */
export function readOrientation(bytes: ArrayBuffer): Orientation {
  return findOrientation(bytes)?.orientation ?? 1;
}

/** The same bytes with the tag saying "upright"; the input is left alone. */
export function withoutOrientation(bytes: ArrayBuffer): ArrayBuffer {
  const found = findOrientation(bytes);
  if (!found || found.orientation === 1) return bytes;
  const copy = bytes.slice(0);
  new DataView(copy).setUint16(found.at, 1, found.littleEndian);
  return copy;
}

/** Whether a picture of this orientation lies on its side, so that width and height change places. */
export function isSideways(orientation: Orientation): boolean {
  return orientation >= 5;
}

/** What a canvas of the upright size must set, as the six numbers of `transform`, before the stored pixels are drawn. */
export function uprightTransform(
  orientation: Orientation,
  width: number,
  height: number,
): [number, number, number, number, number, number] {
  switch (orientation) {
    case 1:
      return [1, 0, 0, 1, 0, 0];
    case 2:
      return [-1, 0, 0, 1, width, 0];
    case 3:
      return [-1, 0, 0, -1, width, height];
    case 4:
      return [1, 0, 0, -1, 0, height];
    case 5:
      return [0, 1, 1, 0, 0, 0];
    case 6:
      return [0, 1, -1, 0, width, 0];
    case 7:
      return [0, -1, -1, 0, width, height];
    case 8:
      return [0, -1, 1, 0, 0, height];
  }
}
