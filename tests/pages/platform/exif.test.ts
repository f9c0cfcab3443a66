import { type Orientation, isSideways, readOrientation, uprightTransform, withoutOrientation } from '../../../src/platform/exif';

/** A JPEG of headers only: JFIF first, as many cameras write it, then EXIF with two tags. */
function jpegWith(orientation: number, littleEndian: boolean): ArrayBuffer {
  const tiff = new DataView(new ArrayBuffer(8 + 2 + 2 * 12 + 4));
  tiff.setUint16(0, littleEndian ? 0x4949 : 0x4d4d);
  tiff.setUint16(2, 42, littleEndian);
  tiff.setUint32(4, 8, littleEndian);
  tiff.setUint16(8, 2, littleEndian);
  const tags: Array<[tag: number, value: number]> = [
    [0x0100, 4032],
    [0x0112, orientation],
  ];
  tags.forEach(([tag, value], index) => {
    const at = 10 + index * 12;
    tiff.setUint16(at, tag, littleEndian);
    tiff.setUint16(at + 2, 3, littleEndian);
    tiff.setUint32(at + 4, 1, littleEndian);
    tiff.setUint16(at + 8, value, littleEndian);
  });
  const jfif = [0xff, 0xe0, 0, 4, 0, 0];
  const exif = [0x45, 0x78, 0x69, 0x66, 0, 0, ...new Uint8Array(tiff.buffer)];
  const bytes = [0xff, 0xd8, ...jfif, 0xff, 0xe1, (exif.length + 2) >> 8, (exif.length + 2) & 255, ...exif, 0xff, 0xda, 0, 2, 1, 2];
  return new Uint8Array(bytes).buffer;
}

const orientations: Orientation[] = [1, 2, 3, 4, 5, 6, 7, 8];

describe('readOrientation', () => {
  it.each([true, false])('finds the tag behind other segments (little-endian: %p)', (littleEndian) => {
    for (const orientation of orientations) expect(readOrientation(jpegWith(orientation, littleEndian))).toBe(orientation);
  });

  it('takes anything else for upright', () => {
    expect(readOrientation(new ArrayBuffer(0))).toBe(1);
    expect(readOrientation(new Uint8Array([0x89, 0x50, 0x4e, 0x47, 1, 2, 3, 4]).buffer)).toBe(1);
    expect(readOrientation(jpegWith(9, true))).toBe(1);
  });

  it('survives every truncation of a real header', () => {
    const whole = jpegWith(6, false);
    for (let length = 0; length < whole.byteLength; length += 1) {
      expect([1, 6]).toContain(readOrientation(whole.slice(0, length)));
    }
  });
});

describe('withoutOrientation', () => {
  it.each([true, false])('says upright and changes nothing else (little-endian: %p)', (littleEndian) => {
    const original = jpegWith(6, littleEndian);
    const upright = withoutOrientation(original);
    expect(readOrientation(upright)).toBe(1);
    expect(readOrientation(original)).toBe(6);
    const changed = [...new Uint8Array(original)].filter((byte, index) => byte !== new Uint8Array(upright)[index]);
    expect(changed).toEqual([6]);
  });
});

describe('uprightTransform', () => {
  it('maps the stored picture exactly onto the upright canvas', () => {
    for (const orientation of orientations) {
      const upright = { width: 300, height: 200 };
      const stored = isSideways(orientation) ? { width: 200, height: 300 } : upright;
      const [a, b, c, d, e, f] = uprightTransform(orientation, upright.width, upright.height);
      const corners = [
        [0, 0],
        [stored.width, stored.height],
      ].map(([x, y]) => [a * x! + c * y! + e, b * x! + d * y! + f]);
      const xs = corners.map(([x]) => x!).sort((left, right) => left - right);
      const ys = corners.map(([, y]) => y!).sort((left, right) => left - right);
      expect([xs, ys]).toEqual([
        [0, 300],
        [0, 200],
      ]);
    }
  });

  it('turns a phone held upright (6): the stored left edge becomes the top', () => {
    const [a, b, c, d, e, f] = uprightTransform(6, 300, 200);
    // The stored bottom-left corner (0, 300) is the top-left of what the person saw.
    expect([a * 0 + c * 300 + e, b * 0 + d * 300 + f]).toEqual([0, 0]);
  });
});
