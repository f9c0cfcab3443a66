import { photoPlan, photoTargets } from '../../../src/domain/photo-plan';
import { type Drawing, type OpenPhotoCanvas, PhotoError, processBytes, wrapText } from '../../../src/platform/photo';
import { withExif } from '../../support/exif';
import { heicWith, smallJpeg, smallPng, toArrayBuffer } from '../../support/pictures';

const jpeg = toArrayBuffer(smallJpeg());

/** A canvas whose encoder answers as many bytes as `weigh` says; it writes down what was asked of it. */
function fakeCanvas(width: number, height: number, weigh: (size: { width: number; height: number }, quality: number) => number) {
  const asked: Array<{ width: number; height: number; quality: number; texts: string[]; band: number[]; turn: number[] }> = [];
  const release = jest.fn();
  const open: OpenPhotoCanvas = async () => ({
    width,
    height,
    image: {} as CanvasImageSource,
    release,
    encode: async (size, quality, draw) => {
      const texts: string[] = [];
      const rectangles: number[][] = [];
      const turns: number[][] = [];
      const context = {
        save: jest.fn(),
        restore: jest.fn(),
        transform: (...turn: number[]) => turns.push(turn),
        drawImage: jest.fn(),
        fillRect: (...rectangle: number[]) => rectangles.push(rectangle),
        fillText: (text: string) => texts.push(text),
        font: '',
        measureText(text: string) {
          return { width: text.length * parseInt(this.font, 10) };
        },
      };
      draw(context as unknown as Drawing);
      asked.push({ ...size, quality, texts, band: rectangles[1] ?? [], turn: turns[0] ?? [] });
      return new ArrayBuffer(weigh(size, quality));
    },
  });
  return { open, asked, release };
}

describe('processBytes', () => {
  it('keeps the best quality that is small enough, in full size and as a thumbnail', async () => {
    const { open, asked } = fakeCanvas(4032, 3024, ({ width, height }, quality) => width * height * 0.26 * quality);
    const { full, thumb } = await processBytes(jpeg, photoPlan, ['14:30 比德'], open);
    expect([full.width, full.height]).toEqual([1920, 1440]);
    expect(full.bytes.byteLength).toBeLessThanOrEqual(photoTargets.full.maxBytes);
    expect([thumb.width, thumb.height]).toEqual([320, 240]);
    expect(thumb.bytes.byteLength).toBeLessThanOrEqual(photoTargets.thumb.maxBytes);
    // 0.7 is the highest of the steps that fits; each try bears the watermark, so its bytes are in the count.
    expect(full.bytes.byteLength).toBe(Math.floor(1920 * 1440 * 0.26 * 0.7));
    expect(asked.filter(({ width }) => width > 320).map(({ width, quality, texts }) => [width, quality, texts.length])).toEqual([
      [1920, 0.85, 1],
      [1600, 0.5, 1],
      [1920, 0.65, 1],
      [1920, 0.75, 1],
      [1920, 0.7, 1],
    ]);
  });

  it('draws the watermark on the full picture only', async () => {
    const { open, asked } = fakeCanvas(800, 600, () => 10);
    await processBytes(jpeg, photoPlan, ['14:30 比德', '李明 7K2F'], open);
    expect(asked.map(({ texts }) => texts)).toEqual([['14:30 比德', '李明 7K2F'], []]);
  });

  it('hides no more than a third of the smallest picture', async () => {
    const { open, asked } = fakeCanvas(160, 120, () => 10);
    await processBytes(jpeg, photoPlan, ['2026-11-23 14:38:05', '比德', '李明 7K2F'], open);
    const [, top, , height] = asked[0]!.band;
    expect(height).toBeGreaterThan(0);
    expect(height).toBeLessThanOrEqual(40);
    expect(top! + height!).toBe(120);
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8])('turns orientation %d upright, and the canvas with it', async (orientation) => {
    const { open, asked } = fakeCanvas(800, 600, () => 10);
    const opened: ArrayBuffer[] = [];
    const { full } = await processBytes(toArrayBuffer(withExif(smallJpeg(), { orientation })), photoPlan, [], (bytes) => (opened.push(bytes), open(bytes)));
    expect([full.width, full.height]).toEqual(orientation >= 5 ? [600, 800] : [800, 600]);
    expect(asked[0]!.turn).toHaveLength(6);
    // The decoder is told that nothing is to be turned, or it would be turned twice.
    expect(Buffer.from(opened[0]!).equals(withExif(smallJpeg(), { orientation: 1 }))).toBe(true);
  });

  it('never enlarges', async () => {
    const { open } = fakeCanvas(200, 100, () => 10);
    const { full, thumb } = await processBytes(jpeg, photoPlan, [], open);
    expect([full.width, full.height, thumb.width, thumb.height]).toEqual([200, 100, 200, 100]);
  });

  it.each<[string, Uint8Array, string]>([
    ['a video', Buffer.from('\0\0\0\x18ftypmp42', 'latin1'), 'not_an_image'],
    ['an empty file', new Uint8Array(0), 'empty'],
    ['a photo cut short', smallJpeg().subarray(0, 4000), 'incomplete'],
    ['a PNG cut short', smallPng().subarray(0, 40), 'incomplete'],
  ])('refuses %s before decoding it', async (_name, bytes, reason) => {
    const open = jest.fn();
    await expect(processBytes(toArrayBuffer(bytes), photoPlan, [], open)).rejects.toMatchObject({ reason });
    expect(open).not.toHaveBeenCalled();
  });

  it('names HEIC where the device cannot decode it, and else says unreadable', async () => {
    const open: OpenPhotoCanvas = async () => {
      throw new PhotoError('unreadable');
    };
    await expect(processBytes(toArrayBuffer(heicWith(Buffer.alloc(8))), photoPlan, [], open)).rejects.toMatchObject({ reason: 'heic' });
    await expect(processBytes(jpeg, photoPlan, [], open)).rejects.toMatchObject({ reason: 'unreadable' });
  });

  it('says too_large when even the last step is over, and lets the picture go', async () => {
    const { open, release } = fakeCanvas(4032, 3024, () => 9e6);
    await expect(processBytes(jpeg, photoPlan, [], open)).rejects.toBeInstanceOf(PhotoError);
    expect(release).toHaveBeenCalledTimes(1);
  });
});

describe('wrapText', () => {
  const fits = (text: string) => text.length <= 4;

  it('breaks anywhere, without a space at the start of a line', () => {
    expect(wrapText('比德专线接入点', fits)).toEqual(['比德专线', '接入点']);
    expect(wrapText('比德专线 接入点', fits)).toEqual(['比德专线', '接入点']);
  });

  it('keeps a character that does not fit', () => {
    expect(wrapText('𠮷', () => false)).toEqual(['𠮷']);
  });
});
