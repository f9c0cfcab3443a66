/**
 * Draws pages of plain steps into JPEG files. H5: a canvas element and blob addresses. WeChat: an off-screen canvas and
 * temporary files (base library 2.16.1). One canvas at a time: a page of 4096 px takes 17 MB.
 */
import Taro from '@tarojs/taro';
import { callWechat } from './wechat-call';

export type PictureStep =
  | { kind: 'rect'; x: number; y: number; width: number; height: number; color: string; radius?: number }
  | { kind: 'text'; x: number; y: number; text: string; size: number; isBold: boolean; color: string; align: 'left' | 'center' | 'right' }
  | { kind: 'photo'; x: number; y: number; width: number; height: number; url: string | null };
export type DrawnPage = { width: number; height: number; steps: readonly PictureStep[] };

/** An address that Image shows and that can be saved: a blob on H5, a temporary file in WeChat. */
export type Picture = { url: string };

type Pen = Pick<CanvasRenderingContext2D, 'fillRect' | 'fillText' | 'measureText' | 'drawImage' | 'beginPath' | 'moveTo' | 'arcTo' | 'closePath' | 'fill'> & {
  fillStyle: string | CanvasGradient | CanvasPattern;
  font: string;
  textAlign: CanvasTextAlign;
  textBaseline: CanvasTextBaseline;
};
type Loaded = { image: CanvasImageSource; width: number; height: number };
interface Canvas {
  pen: Pen;
  resize(width: number, height: number): Pen;
  load(url: string): Promise<Loaded>;
  save(width: number, height: number): Promise<Picture>;
  release(): void;
}

const fontOf = (size: number, isBold: boolean) => `${isBold ? '600 ' : ''}${size}px -apple-system, "PingFang SC", "HarmonyOS Sans SC", "Noto Sans CJK SC", sans-serif`;
const photoFallback = '#e8ecf2';

/** `plan` lays the pages out with the canvas's own measure; `onPage` tells how far it is. Rejects when the phone can't. */
export async function drawPictures(plan: (measure: (text: string, size: number, isBold: boolean) => number) => DrawnPage[], onPage: (page: number, pages: number) => void): Promise<Picture[]> {
  const canvas = process.env.TARO_ENV === 'weapp' ? openInWechat() : openInBrowser();
  try {
    const pages = plan((text, size, isBold) => {
      canvas.pen.font = fontOf(size, isBold);
      return canvas.pen.measureText(text).width;
    });
    const pictures: Picture[] = [];
    for (const [index, page] of pages.entries()) {
      onPage(index + 1, pages.length);
      const pen = canvas.resize(page.width, page.height);
      for (const step of page.steps) await draw(canvas, pen, step);
      pictures.push(await canvas.save(page.width, page.height));
    }
    return pictures;
  } finally {
    canvas.release();
  }
}

async function draw(canvas: Canvas, pen: Pen, step: PictureStep): Promise<void> {
  if (step.kind === 'text') {
    pen.font = fontOf(step.size, step.isBold);
    pen.fillStyle = step.color;
    pen.textAlign = step.align;
    pen.textBaseline = 'middle';
    pen.fillText(step.text, step.x, step.y);
  } else if (step.kind === 'rect') {
    pen.fillStyle = step.color;
    fillRounded(pen, step, step.radius ?? 0);
  } else {
    pen.fillStyle = photoFallback;
    pen.fillRect(step.x, step.y, step.width, step.height);
    // A photo that does not come leaves its place grey: the picture is worth having without it.
    const photo = step.url === null ? null : await canvas.load(step.url).catch(() => null);
    if (photo) drawCovering(pen, photo, step);
  }
}

type Box = { x: number; y: number; width: number; height: number };

function fillRounded(pen: Pen, { x, y, width, height }: Box, radius: number): void {
  const r = Math.min(radius, width / 2, height / 2);
  if (r <= 0) {
    pen.fillRect(x, y, width, height);
    return;
  }
  pen.beginPath();
  pen.moveTo(x + r, y);
  pen.arcTo(x + width, y, x + width, y + height, r);
  pen.arcTo(x + width, y + height, x, y + height, r);
  pen.arcTo(x, y + height, x, y, r);
  pen.arcTo(x, y, x + width, y, r);
  pen.closePath();
  pen.fill();
}

/** The middle of the photo, as large as fills the box. */
function drawCovering(pen: Pen, { image, width, height }: Loaded, box: Box): void {
  const side = Math.max(box.width / width, box.height / height);
  const [cutWidth, cutHeight] = [box.width / side, box.height / side];
  pen.drawImage(image, (width - cutWidth) / 2, (height - cutHeight) / 2, cutWidth, cutHeight, box.x, box.y, box.width, box.height);
}

const quality = 0.9;

function openInBrowser(): Canvas {
  const canvas = document.createElement('canvas');
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('no canvas');
  return {
    pen,
    resize(width, height) {
      canvas.width = width;
      canvas.height = height;
      return pen;
    },
    load: (url) =>
      new Promise((resolve, reject) => {
        const image = new Image();
        // Photos may come from a storage of another origin; without its consent they would make the canvas unreadable.
        image.crossOrigin = 'anonymous';
        image.onload = () => resolve({ image, width: image.naturalWidth, height: image.naturalHeight });
        image.onerror = reject;
        image.src = url;
      }),
    save: () =>
      new Promise((resolve, reject) => {
        canvas.toBlob((blob) => (blob ? resolve({ url: URL.createObjectURL(blob) }) : reject(new Error('no picture from canvas'))), 'image/jpeg', quality);
      }),
    release() {
      // iOS keeps a canvas's memory until it is shrunk.
      canvas.width = 0;
      canvas.height = 0;
    },
  };
}

/** What Taro's types leave out of WeChat's off-screen canvas. */
interface WechatCanvas {
  width: number;
  height: number;
  getContext(type: '2d'): Pen;
  createImage(): { src: string; width: number; height: number; onload: () => void; onerror: (error: unknown) => void };
}

function openInWechat(): Canvas {
  const canvas = Taro.createOffscreenCanvas({ type: '2d', width: 1, height: 1 }) as unknown as WechatCanvas;
  return {
    pen: canvas.getContext('2d'),
    resize(width, height) {
      canvas.width = width;
      canvas.height = height;
      return canvas.getContext('2d');
    },
    load: (url) =>
      new Promise((resolve, reject) => {
        const image = canvas.createImage();
        image.onload = () => resolve({ image: image as unknown as CanvasImageSource, width: image.width, height: image.height });
        image.onerror = reject;
        image.src = url;
      }),
    async save(width, height) {
      const { tempFilePath } = await Taro.canvasToTempFilePath({
        canvas: canvas as unknown as Taro.Canvas,
        fileType: 'jpg',
        quality,
        width,
        height,
        destWidth: width,
        destHeight: height,
      });
      return { url: tempFilePath };
    },
    release: () => undefined,
  };
}

export type SaveResult = 'saved' | 'denied' | 'cancelled';

/** Into the album (WeChat) or as a download (H5), one after the other. */
export async function savePictures(pictures: readonly Picture[], nameOf: (index: number) => string): Promise<SaveResult> {
  for (const [index, { url }] of pictures.entries()) {
    if (process.env.TARO_ENV !== 'weapp') {
      const link = document.createElement('a');
      link.href = url;
      link.download = nameOf(index);
      document.body.appendChild(link);
      link.click();
      link.remove();
      continue;
    }
    try {
      await callWechat<TaroGeneral.CallbackResult>((callbacks) => Taro.saveImageToPhotosAlbum({ filePath: url, ...callbacks }));
    } catch (error) {
      const { errMsg = '' } = error as { errMsg?: string };
      return /auth|den(y|ied)/i.test(errMsg) ? 'denied' : 'cancelled';
    }
  }
  return 'saved';
}

/** The file itself. */
export async function readPicture({ url }: Picture): Promise<Uint8Array> {
  if (process.env.TARO_ENV !== 'weapp') return new Uint8Array(await (await fetch(url)).arrayBuffer());
  const disk = Taro.getFileSystemManager();
  const { data } = await callWechat<{ data: ArrayBuffer }>((callbacks) => disk.readFile({ filePath: url, ...callbacks } as Taro.FileSystemManager.ReadFileOption));
  return new Uint8Array(data);
}

/** The addresses are of no use any more. */
export function forgetPictures(pictures: readonly Picture[]): void {
  if (process.env.TARO_ENV !== 'weapp') pictures.forEach(({ url }) => URL.revokeObjectURL(url));
}
