/** @jest-environment node */
import type * as ExifFactsModule from '../../../src/platform/exif-facts';
import { readExif } from '../../../src/platform/exif-facts';
import { type Exif, withExif } from '../../support/exif';
import { heicWith, smallJpeg, smallPng, toArrayBuffer } from '../../support/pictures';

const read = (exif: Exif) => readExif(toArrayBuffer(withExif(smallJpeg(), exif)));
const takenAt = '2026:11:20 09:12:33';

describe('what a file says of itself', () => {
  it('is its time and its place', async () => {
    expect(await read({ orientation: 6, takenAt, offset: '+08:00', place: { latitude: 29.4832, longitude: 113.4361 } })).toEqual({
      takenAt: '2026-11-20T01:12:33.000Z',
      latitude: expect.closeTo(29.4832, 6),
      longitude: expect.closeTo(113.4361, 6),
    });
  });

  it.each([
    [undefined, '2026-11-20T01:12:33.000Z'],
    ['   :  ', '2026-11-20T01:12:33.000Z'],
    ['+09:00', '2026-11-20T00:12:33.000Z'],
    ['-05:00', '2026-11-20T14:12:33.000Z'],
    ['Z', '2026-11-20T09:12:33.000Z'],
  ])('reads the time in the zone %p, Shanghai where none is named', async (offset, expected) => {
    expect(await read({ takenAt, offset })).toEqual({ takenAt: expected });
  });

  it('knows the south and the west', async () => {
    expect(await read({ place: { latitude: -33.5, longitude: -70.25 } })).toEqual({ latitude: -33.5, longitude: -70.25 });
  });

  it('is read from an iPhone photo too', async () => {
    const jpeg = withExif(Buffer.from([0xff, 0xd8]), { takenAt, offset: '+08:00', place: { latitude: 29.5, longitude: 113.5 } });
    expect(await readExif(toArrayBuffer(heicWith(jpeg.subarray(6))))).toEqual({ takenAt: '2026-11-20T01:12:33.000Z', latitude: 29.5, longitude: 113.5 });
  });

  it.each(['0000:00:00 00:00:00', '2026:02:30 10:00:00', '2026:13:01 10:00:00', '1970:01:01 00:00:00', '    :  :     :  :  ', 'yesterday'])(
    'is not the time %p',
    async (nonsense) => expect(await read({ takenAt: nonsense, place: { latitude: 1, longitude: 2 } })).toEqual({ latitude: 1, longitude: 2 }),
  );

  it.each([
    { latitude: 0, longitude: 0 },
    { latitude: 91, longitude: 10 },
    { latitude: 10, longitude: 181 },
  ])('is not the place %j', async (place) => expect(await read({ takenAt, place })).toEqual({ takenAt: '2026-11-20T01:12:33.000Z' }));

  it.each<[string, Buffer]>([
    ['no EXIF', smallJpeg()],
    ['a PNG', smallPng()],
    ['text', Buffer.from('no picture at all')],
    ['nothing', Buffer.alloc(0)],
    // exifr alone never comes back from these two.
    ['an iPhone photo whose second box goes on to the end', Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic\0\0\0\0mdat', 'latin1')],
    ['an iPhone photo with a box of no size', Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic\0\0\0\x01free\0\0\0\0\0\0\0\0', 'latin1')],
  ])('is nothing for %s', async (_name, bytes) => expect(await readExif(toArrayBuffer(bytes))).toEqual({}));

  it('is nothing, or a part, of a header cut anywhere', async () => {
    const whole = withExif(smallJpeg(), { orientation: 6, takenAt, place: { latitude: 29.5, longitude: 113.5 } });
    for (let length = 0; length < 300; length += 1) {
      const facts = await readExif(toArrayBuffer(whole.subarray(0, length)));
      expect([undefined, '2026-11-20T01:12:33.000Z']).toContain(facts.takenAt);
      expect(facts.latitude === undefined).toBe(facts.longitude === undefined);
    }
  });
});

/** Runs with these globals gone. */
async function without<T>(names: string[], run: () => T | Promise<T>): Promise<T> {
  const saved = names.flatMap((name) => {
    const descriptor = Object.getOwnPropertyDescriptor(globalThis, name);
    return descriptor ? [{ name, descriptor }] : [];
  });
  for (const { name } of saved) Reflect.deleteProperty(globalThis, name);
  try {
    return await run();
  } finally {
    for (const { name, descriptor } of saved) Object.defineProperty(globalThis, name, descriptor);
  }
}

it('reads in an engine without what WeChat lacks', async () => {
  const missing = ['TextDecoder', 'TextEncoder', 'fetch', 'Blob', 'URL', 'atob', 'btoa', 'crypto', 'navigator', 'AbortController', 'Buffer'];
  const bytes = toArrayBuffer(withExif(smallJpeg(), { takenAt, place: { latitude: 29.5, longitude: 113.5 } }));
  let bare!: typeof ExifFactsModule;
  await without(missing, () => jest.isolateModules(() => void (bare = jest.requireActual<typeof ExifFactsModule>('../../../src/platform/exif-facts'))));
  const found = await without(missing, () => bare.readExif(bytes));
  expect(found).toEqual({ takenAt: '2026-11-20T01:12:33.000Z', latitude: 29.5, longitude: 113.5 });
});
