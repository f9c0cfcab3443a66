import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { imageSize } from 'image-size';
import { photoFolder, readPhotoIndex, withComment } from '../../seeds/photos';

const photos = readPhotoIndex();
const bytesOf = (file: string) => readFileSync(path.join(photoFolder, file));
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

/** Tags of one EXIF directory: number to text, or to its rationals. */
type Tags = Map<number, string | number[]>;

/** The few EXIF types our pictures use: 2 text, 3 and 4 numbers, 5 rationals (Exif 2.3, 4.6.2). */
function readTags(tiff: Buffer, at: number): Tags {
  const isLittle = tiff.toString('latin1', 0, 2) === 'II';
  const u16 = (offset: number) => (isLittle ? tiff.readUInt16LE(offset) : tiff.readUInt16BE(offset));
  const u32 = (offset: number) => (isLittle ? tiff.readUInt32LE(offset) : tiff.readUInt32BE(offset));
  const tags: Tags = new Map();
  for (let entry = at + 2, left = u16(at); left > 0; entry += 12, left -= 1) {
    const [tag, type, count] = [u16(entry), u16(entry + 2), u32(entry + 4)];
    const value = type === 2 && count <= 4 ? entry + 8 : u32(entry + 8);
    if (type === 2) tags.set(tag, tiff.toString('latin1', value, value + count).replace(/\0+$/, ''));
    if (type === 3 && count === 1) tags.set(tag, [u16(entry + 8)]);
    if (type === 4 && count === 1) tags.set(tag, [u32(entry + 8)]);
    if (type === 5) tags.set(tag, Array.from({ length: count }, (_, index) => u32(value + index * 8) / u32(value + index * 8 + 4)));
  }
  return tags;
}

function readExif(jpeg: Buffer): { image: Tags; camera: Tags; place: Tags } {
  const start = jpeg.indexOf('Exif\0\0', 0, 'latin1') + 6;
  expect(start).toBeGreaterThan(6);
  const tiff = jpeg.subarray(start);
  const first = tiff.toString('latin1', 0, 2) === 'II' ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  const image = readTags(tiff, first);
  const inside = (tag: number) => readTags(tiff, (image.get(tag) as number[])[0]!);
  return { image, camera: inside(0x8769), place: inside(0x8825) };
}

const degrees = (parts: unknown) => (parts as number[]).reduce((sum, part, index) => sum + part / 60 ** index, 0);

describe('demo photos', () => {
  it('are ten or a few more, of which one lies on its side and one upside down', () => {
    expect(photos.length).toBeGreaterThanOrEqual(10);
    expect(photos.map((photo) => photo.orientation).filter((orientation) => orientation !== 1).sort()).toEqual([3, 6]);
  });

  it('are exactly the files of the folder, small enough to clone', () => {
    expect(readdirSync(photoFolder).filter((file) => file.endsWith('.jpg')).sort()).toEqual(photos.map((photo) => photo.file).sort());
    expect(readdirSync(path.join(photoFolder, 'thumbs')).sort()).toEqual(photos.map((photo) => path.basename(photo.thumb.file)).sort());
    expect(photos.reduce((sum, photo) => sum + photo.bytes + photo.thumb.bytes, 0)).toBeLessThan(photos.length * 50_000);
  });

  it.each(photos.map((photo) => [photo.file, photo] as const))('%s is the JPEG that the index describes', (file, photo) => {
    const bytes = bytesOf(file);
    expect([bytes.length, sha256(bytes)]).toEqual([photo.bytes, photo.sha256]);
    expect(imageSize(bytes)).toMatchObject({ type: 'jpg', width: photo.width, height: photo.height, orientation: photo.orientation });
    expect(bytes.length).toBeGreaterThan(25_000);
    expect(bytes.length).toBeLessThan(60_000);
    expect([bytes.readUInt16BE(0), bytes.readUInt16BE(bytes.length - 2)]).toEqual([0xffd8, 0xffd9]);
    const thumb = bytesOf(photo.thumb.file);
    expect([thumb.length, sha256(thumb)]).toEqual([photo.thumb.bytes, photo.thumb.sha256]);
    expect(imageSize(thumb)).toMatchObject({ type: 'jpg', width: photo.thumb.width, height: photo.thumb.height });
    expect(Math.max(photo.thumb.width, photo.thumb.height)).toBe(320);
    const isUpright = photo.orientation !== 6;
    expect(photo.thumb.width > photo.thumb.height).toBe(isUpright ? photo.width > photo.height : photo.width < photo.height);
  });

  it.each(photos.map((photo) => [photo.file, photo] as const))('%s carries time, place and camera', (file, photo) => {
    const { image, camera, place } = readExif(bytesOf(file));
    expect(image.get(0x0112)).toEqual([photo.orientation]);
    expect([image.get(0x010f), image.get(0x0110)]).toEqual(['ParkPulse', 'Demo Phone']);
    const [day, time] = (camera.get(0x9003) as string).split(' ');
    expect(`${day!.replaceAll(':', '-')}T${time}+08:00`).toBe(photo.takenAt);
    expect([place.get(1), place.get(3)]).toEqual(['N', 'E']);
    expect(degrees(place.get(2))).toBeCloseTo(photo.latitude, 4);
    expect(degrees(place.get(4))).toBeCloseTo(photo.longitude, 4);
    expect(photo.latitude).toBeGreaterThan(29.4);
    expect(photo.longitude).toBeGreaterThan(113.4);
  });
});

describe('withComment', () => {
  it('gives the same picture other bytes and leaves its EXIF where it was', () => {
    const [photo] = photos;
    const original = bytesOf(photo!.file);
    const copies = ['K9TE', 'B6RH'].map((code) => withComment(original, code));
    expect(new Set([original, ...copies].map(sha256)).size).toBe(3);
    for (const copy of copies) {
      expect(imageSize(copy)).toEqual(imageSize(original));
      expect(readExif(copy)).toEqual(readExif(original));
      expect(copy.length).toBe(original.length + 8);
    }
  });
});
