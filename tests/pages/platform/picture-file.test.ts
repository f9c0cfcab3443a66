/** @jest-environment node */
import { faultOf, isHeifFamily, type PictureFault } from '../../../src/platform/picture-file';
import { withExif } from '../../support/exif';
import { heicWith, smallJpeg, smallPng, smallWebp, toArrayBuffer } from '../../support/pictures';

const fault = (bytes: Uint8Array) => faultOf(toArrayBuffer(bytes));
const bytesOf = (text: string) => Buffer.from(text, 'latin1');
const jpeg = smallJpeg();
/** A segment that holds a whole JPEG of its own, as EXIF holds the small picture of a camera. */
const withThumbnail = (picture: Buffer) => {
  const inner = Buffer.concat([bytesOf('Exif\0\0'), smallJpeg()]);
  const head = Buffer.from([0xff, 0xe1, (inner.length + 2) >> 8, (inner.length + 2) & 255]);
  return Buffer.concat([picture.subarray(0, 2), head, inner, picture.subarray(2)]);
};

describe('a whole picture has no fault', () => {
  it.each<[string, Buffer]>([
    ['a JPEG', jpeg],
    ['with EXIF', withExif(jpeg, { orientation: 6, takenAt: '2026:11:20 09:12:33' })],
    ['with a small picture inside', withThumbnail(jpeg)],
    ['a motion photo: a video behind the picture', Buffer.concat([jpeg, bytesOf('MotionPhoto_Data'), Buffer.alloc(5000, 9)])],
    ['Samsung: an end mark of its own behind the picture', Buffer.concat([jpeg, bytesOf('\0\0\x01\x0aImage_UTC_DataSEFT')])],
    ['padding before a marker', Buffer.concat([jpeg.subarray(0, 2), Buffer.from([0xff, 0xff]), jpeg.subarray(2)])],
    ['a PNG', smallPng()],
    ['a WebP', smallWebp()],
    ['an iPhone photo', heicWith(Buffer.alloc(10))],
    ['a GIF', bytesOf('GIF89a and so on')],
  ])('%s', (_name, bytes) => expect(fault(bytes)).toBeNull());
});

describe('a picture cut anywhere', () => {
  it.each<[string, Buffer]>([
    ['JPEG', jpeg],
    ['JPEG with a small picture inside', withThumbnail(jpeg)],
    ['PNG', smallPng()],
    ['WebP', smallWebp()],
    ['HEIC', heicWith(Buffer.alloc(40))],
  ])('%s is incomplete, or too short to be known as a picture', (_name, whole) => {
    for (let length = 0; length < whole.length; length += length < 200 ? 1 : 37) {
      const expected: (PictureFault | null)[] = length === 0 ? ['empty'] : length < 12 ? ['not_an_image', 'incomplete'] : ['incomplete'];
      const found = fault(whole.subarray(0, length));
      // Cut between two boxes a HEIC is whole as far as its boxes tell; its decoder then refuses it.
      const isBetweenBoxes = found === null && isHeifFamily(toArrayBuffer(whole.subarray(0, length)));
      if (!isBetweenBoxes) expect({ length, found: expected.includes(found) }).toEqual({ length, found: true });
    }
  });
});

describe('what is no picture', () => {
  it.each<[string, Buffer, PictureFault]>([
    ['nothing', Buffer.alloc(0), 'empty'],
    ['text named .jpg', Buffer.from('这不是照片'), 'not_an_image'],
    ['a PDF', bytesOf('%PDF-1.7'), 'not_an_image'],
    ['a sound', bytesOf('RIFF\x10\0\0\0WAVE'), 'not_an_image'],
    ['a page', bytesOf('<!doctype html>'), 'not_an_image'],
    ['a video', bytesOf('\0\0\0\x18ftypmp42\0\0\0\0'), 'not_an_image'],
    ['a box that never ends', bytesOf('\0\0\0\x01ftypheic\0\0\0\0\0\0\0\0'), 'incomplete'],
  ])('%s', (_name, bytes, expected) => expect(fault(bytes)).toBe(expected));
});
