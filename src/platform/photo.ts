/**
 * Taking photos, and making of each what is stored: upright, at most so large, with the watermark drawn on it, and a
 * thumbnail. Sizes and qualities are the plan's (src/domain/photo-plan.ts); this file only runs them.
 *
 * Re-encoding drops all EXIF data, so a stored photo carries no place but the one we recorded with consent.
 */
import { isSideways, readOrientation, uprightTransform, withoutOrientation } from './exif';
import { browserCanvas, pickInBrowser } from './photo-h5';
import { faultOf, isHeifFamily } from './picture-file';
import {
  type Drawing,
  type JpegImage,
  type OpenPhotoCanvas,
  PhotoError,
  type PhotoPlan,
  type ProcessedPhoto,
  type ProcessPhoto,
  type TakePhotos,
} from './photo-port';
import { pickInWechat, wechatCanvas } from './photo-weapp';

export * from './photo-port';
export { type ExifFacts, readExif } from './exif-facts';

/** Browsers open a camera for a tap only; WeChat also when a page opens. */
export const canOpenCameraUnasked: boolean = process.env.TARO_ENV === 'weapp';

export const takePhotos: TakePhotos = (origin, count) =>
  process.env.TARO_ENV === 'weapp' ? pickInWechat(origin, count) : pickInBrowser(origin, count);

export const processPhoto: ProcessPhoto = (original, plan, watermark) =>
  processBytes(original, plan, watermark, process.env.TARO_ENV === 'weapp' ? wechatCanvas : browserCanvas);

/** processPhoto with its canvas as an argument, for tests. */
export async function processBytes(
  original: ArrayBuffer,
  plan: PhotoPlan,
  watermark: readonly string[],
  openCanvas: OpenPhotoCanvas,
): Promise<ProcessedPhoto> {
  const fault = faultOf(original);
  if (fault) throw new PhotoError(fault);
  const orientation = readOrientation(original);
  const canvas = await openCanvas(withoutOrientation(original)).catch((error: unknown) => {
    throw isHeifFamily(original) ? new PhotoError('heic') : error;
  });
  try {
    const upright = isSideways(orientation)
      ? { width: canvas.height, height: canvas.width }
      : { width: canvas.width, height: canvas.height };

    const encode = async (maxSide: number, quality: number, lines: readonly string[]): Promise<JpegImage> => {
      const size = fitWithin(upright, maxSide);
      const bytes = await canvas.encode(size, quality, (context) => {
        // JPEG knows no transparency: without this a transparent PNG turns black.
        context.fillStyle = '#ffffff';
        context.fillRect(0, 0, size.width, size.height);
        context.save();
        context.transform(...uprightTransform(orientation, size.width, size.height));
        const stored = isSideways(orientation) ? { width: size.height, height: size.width } : size;
        context.drawImage(canvas.image, 0, 0, stored.width, stored.height);
        context.restore();
        drawWatermark(context, size, lines);
      });
      return { bytes, ...size };
    };

    // Every try is drawn anew with its watermark, so that the text is as sharp as the size allows and its bytes count.
    const search = async (next: PhotoPlan['full'], lines: readonly string[]): Promise<JpegImage> => {
      const tries: JpegImage[] = [];
      for (;;) {
        const found = next(Math.max(upright.width, upright.height), tries.map(({ bytes }) => bytes.byteLength));
        if (found === 'too_large') throw new PhotoError('too_large');
        if ('step' in found) {
          tries.push(await encode(found.step.maxSide, found.step.quality, lines));
          continue;
        }
        return tries[found.keep] as JpegImage;
      }
    };

    return { full: await search(plan.full, watermark), thumb: await search(plan.thumb, []) };
  } finally {
    canvas.release();
  }
}

function fitWithin({ width, height }: { width: number; height: number }, maxSide: number) {
  const scale = Math.min(1, maxSide / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** A dark band at the foot, text in it 1/36 of the shorter side: readable on paper, small enough not to hide the site. */
function drawWatermark(context: Drawing, { width, height }: { width: number; height: number }, lines: readonly string[]) {
  if (lines.length === 0) return;
  const desired = Math.max(14, Math.round(Math.min(width, height) / 36));
  const { fontSize, padding, lineHeight, rows } = layWatermark(context, width, height, lines, desired);
  const bandHeight = rows.length * lineHeight + padding;
  context.font = `${fontSize}px sans-serif`;
  context.textBaseline = 'top';
  context.fillStyle = 'rgba(20, 28, 43, 0.6)';
  context.fillRect(0, height - bandHeight, width, bandHeight);
  context.fillStyle = '#ffffff';
  rows.forEach((row, index) => context.fillText(row, padding, height - bandHeight + padding / 2 + index * lineHeight));
}

interface WatermarkLayout {
  fontSize: number;
  padding: number;
  lineHeight: number;
  rows: string[];
}

/** On a very small picture the text shrinks before it covers more than a third; 6 px is the least that is still text. */
function layWatermark(context: Drawing, width: number, height: number, lines: readonly string[], fontSize: number): WatermarkLayout {
  const padding = Math.round(fontSize * 0.6);
  const lineHeight = Math.round(fontSize * 1.45);
  context.font = `${fontSize}px sans-serif`;
  const rows = lines.flatMap((line) => wrapText(line, (text) => context.measureText(text).width <= width - 2 * padding));
  const isTooHigh = rows.length * lineHeight + padding > height / 3;
  return isTooHigh && fontSize > 6 ? layWatermark(context, width, height, lines, fontSize - 1) : { fontSize, padding, lineHeight, rows };
}

/** Breaks anywhere, as Chinese may. A single character that does not fit stands alone rather than being lost. */
export function wrapText(line: string, fits: (text: string) => boolean): string[] {
  const rows: string[] = [];
  let row = '';
  for (const character of line) {
    if (row && !fits(row + character)) {
      rows.push(row);
      row = character.trim();
    } else {
      row += character;
    }
  }
  return row ? [...rows, row] : rows;
}
