import { photoPlan } from '../../../src/domain/photo-plan';
import {
  type Drawing,
  looksLikeImage,
  type OpenPhotoCanvas,
  PhotoError,
  processBytes,
  wrapText,
} from '../../../src/platform/photo';

const bytesOf = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0)).buffer;
const jpeg = bytesOf('\xff\xd8\xff\xe0\0\x02');

/** A canvas whose encoder answers as many bytes as `weigh` says; it writes down what was asked of it. */
function fakeCanvas(width: number, height: number, weigh: (size: { width: number; height: number }, quality: number) => number) {
  const asked: Array<{ width: number; height: number; quality: number; texts: string[] }> = [];
  const release = jest.fn();
  const open: OpenPhotoCanvas = async () => ({
    width,
    height,
    image: {} as CanvasImageSource,
    release,
    encode: async (size, quality, draw) => {
      const texts: string[] = [];
      const context = {
        save: jest.fn(),
        restore: jest.fn(),
        transform: jest.fn(),
        drawImage: jest.fn(),
        fillRect: jest.fn(),
        fillText: (text: string) => texts.push(text),
        measureText: (text: string) => ({ width: text.length * 20 }),
      };
      draw(context as unknown as Drawing);
      asked.push({ ...size, quality, texts });
      return new ArrayBuffer(weigh(size, quality));
    },
  });
  return { open, asked, release };
}

describe('processBytes', () => {
  it('keeps the first step that is small enough, in full size and as a thumbnail', async () => {
    const { open, asked } = fakeCanvas(4032, 3024, ({ width, height }, quality) => width * height * 0.26 * quality);
    const { full, thumb } = await processBytes(jpeg, photoPlan, ['14:30 比德'], open);
    expect([full.width, full.height]).toEqual([1920, 1440]);
    expect(full.bytes.byteLength).toBeLessThanOrEqual(photoPlan.full.maxBytes);
    expect([thumb.width, thumb.height]).toEqual([320, 240]);
    expect(thumb.bytes.byteLength).toBeLessThanOrEqual(photoPlan.thumb.maxBytes);
    expect(asked.map(({ width, quality }) => [width, quality]).slice(0, 2)).toEqual([
      [1920, 0.82],
      [1920, 0.7],
    ]);
  });

  it('draws the watermark on the full picture only', async () => {
    const { open, asked } = fakeCanvas(800, 600, () => 10);
    await processBytes(jpeg, photoPlan, ['14:30 比德', '李明 7K2F'], open);
    expect(asked.map(({ texts }) => texts)).toEqual([['14:30 比德', '李明 7K2F'], []]);
  });

  it('never enlarges', async () => {
    const { open } = fakeCanvas(200, 100, () => 10);
    const { full, thumb } = await processBytes(jpeg, photoPlan, [], open);
    expect([full.width, full.height, thumb.width, thumb.height]).toEqual([200, 100, 200, 100]);
  });

  it('refuses what is no picture before decoding it', async () => {
    const open = jest.fn();
    const video = bytesOf('\0\0\0\x18ftypmp42');
    await expect(processBytes(video, photoPlan, [], open)).rejects.toMatchObject({ reason: 'not_an_image' });
    await expect(processBytes(new ArrayBuffer(0), photoPlan, [], open)).rejects.toMatchObject({ reason: 'not_an_image' });
    expect(open).not.toHaveBeenCalled();
  });

  it('says too_large when even the last step is over, and lets the picture go', async () => {
    const { open, release } = fakeCanvas(4032, 3024, () => 9e6);
    await expect(processBytes(jpeg, photoPlan, [], open)).rejects.toBeInstanceOf(PhotoError);
    expect(release).toHaveBeenCalledTimes(1);
  });
});

describe('looksLikeImage', () => {
  it.each([
    ['a PNG', '\x89PNG\r\n'],
    ['a WebP', 'RIFF\x10\0\0\0WEBP'],
    ['an iPhone photo', '\0\0\0\x18ftypheic'],
  ])('accepts %s', (_, head) => {
    expect(looksLikeImage(bytesOf(head))).toBe(true);
  });

  it.each([
    ['a PDF', '%PDF-1.7'],
    ['a sound', 'RIFF\x10\0\0\0WAVE'],
    ['a page', '<!doctype html>'],
  ])('refuses %s', (_, head) => {
    expect(looksLikeImage(bytesOf(head))).toBe(false);
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
