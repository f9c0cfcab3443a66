/**
 * What is wrong with a picture file, told from its bytes before anything decodes it. Names and declared types lie, and
 * decoders show a photo that was cut short (a message not fully received, a full memory card) as a picture with a grey
 * end, without an error.
 */

export type PictureFault = 'empty' | 'not_an_image' | 'incomplete';

type Format = 'jpeg' | 'png' | 'webp' | 'heif' | 'other';

function formatOf(bytes: Uint8Array): Format | null {
  const text = String.fromCharCode(...Array.from(bytes.subarray(0, 12)));
  if (text.startsWith('\xff\xd8\xff')) return 'jpeg';
  if (text.startsWith('\x89PNG')) return 'png';
  if (text.startsWith('RIFF') && text.slice(8) === 'WEBP') return 'webp';
  if (/^ftyp(heic|heix|hevc|mif1|msf1|avif)$/.test(text.slice(4))) return 'heif';
  // GIF and BMP: no camera writes them, so their ends are not worth knowing.
  return text.startsWith('GIF8') || text.startsWith('BM') ? 'other' : null;
}

export function faultOf(file: ArrayBuffer): PictureFault | null {
  const bytes = new Uint8Array(file);
  if (bytes.length === 0) return 'empty';
  const format = formatOf(bytes);
  if (!format) return 'not_an_image';
  const isWhole = { jpeg: isWholeJpeg, png: isWholePng, webp: isWholeWebp, heif: isWholeHeif, other: () => true }[format];
  return isWhole(bytes) ? null : 'incomplete';
}

/** HEIC and AVIF, which only some devices decode. */
export const isHeifFamily = (file: ArrayBuffer): boolean => formatOf(new Uint8Array(file)) === 'heif';

/**
 * From marker to marker up to the end of the image (EOI). Segments are jumped over by their length, since the small
 * picture within EXIF has an end of its own; pixels are scanned, where FF is always followed by 00 or a restart marker.
 * What stands after the end is welcome: Samsung's data, the video of a motion photo.
 */
function isWholeJpeg(bytes: Uint8Array): boolean {
  let at = 2;
  for (;;) {
    at = bytes.indexOf(0xff, at);
    const marker = at < 0 ? undefined : bytes[at + 1];
    if (marker === undefined) return false;
    if (marker === 0xd9) return true;
    // FF FF is padding before a marker.
    if (marker === 0xff) at += 1;
    else if (marker <= 0x01 || (marker >= 0xd0 && marker <= 0xd8)) at += 2;
    else at += 2 + uint16(bytes, at + 2);
  }
}

/** From chunk to chunk: length, type, data, checksum. */
function isWholePng(bytes: Uint8Array): boolean {
  for (let at = 8; at + 12 <= bytes.length; at += 12 + uint32(bytes, at)) {
    if (typeAt(bytes, at + 4) === 'IEND') return true;
  }
  return false;
}

/** The length stands in the header, little-endian, without the header's own 8 bytes. */
function isWholeWebp(bytes: Uint8Array): boolean {
  return new DataView(bytes.buffer).getUint32(4, true) + 8 <= bytes.length;
}

/** From box to box to exactly the end. */
function isWholeHeif(bytes: Uint8Array): boolean {
  const boxes = boxesOf(bytes);
  const last = boxes[boxes.length - 1];
  return last !== undefined && (last.isToTheEnd || last.end <= bytes.length);
}

/** Whether what describes the picture (the box `meta`) is reached by plain steps: exifr walks forever on others. */
export function hasPlainMeta(file: ArrayBuffer): boolean {
  const boxes = boxesOf(new Uint8Array(file));
  const meta = boxes.findIndex(({ type }) => type === 'meta');
  return meta >= 0 && boxes.slice(0, meta + 1).every(({ isPlain }) => isPlain);
}

interface Box {
  type: string;
  end: number;
  isToTheEnd: boolean;
  isPlain: boolean;
}

/** The top boxes of a HEIF file, up to the first that makes no sense. A size of 0 means "the rest", of 1 that 64 bits follow. */
function boxesOf(bytes: Uint8Array): Box[] {
  const boxes: Box[] = [];
  let at = 0;
  while (at + 8 <= bytes.length) {
    const short = uint32(bytes, at);
    const size = short === 1 ? uint32(bytes, at + 8) * 2 ** 32 + uint32(bytes, at + 12) : short;
    const isToTheEnd = short === 0;
    // Smaller than its own head: no box, and a walk by it would never end.
    const isSense = isToTheEnd || size >= 8;
    boxes.push({ type: typeAt(bytes, at + 4), end: isSense ? at + size : Infinity, isToTheEnd, isPlain: short >= 8 });
    if (isToTheEnd || !isSense) break;
    at += size;
  }
  return boxes;
}

const uint16 = (bytes: Uint8Array, at: number) => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
const uint32 = (bytes: Uint8Array, at: number) => uint16(bytes, at) * 65_536 + uint16(bytes, at + 2);
const typeAt = (bytes: Uint8Array, at: number) => String.fromCharCode(...Array.from(bytes.subarray(at, at + 4)));
