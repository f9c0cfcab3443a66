/**
 * Taking photos, and making of each what is stored: upright, at most so large, with the watermark drawn on it, and a
 * thumbnail. Sizes and quality steps are the plan's (src/domain/photo-plan.ts); this file only runs them.
 *
 * Re-encoding drops all EXIF data, so a stored photo carries no place but the one we recorded with consent.
 */
import { isSideways, readOrientation, uprightTransform, withoutOrientation } from './exif';
import { browserCanvas, pickInBrowser } from './photo-h5';
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

/** Browsers open a camera for a tap only; WeChat also when a page opens. */
export const canOpenCameraUnasked: boolean = process.env.TARO_ENV === 'weapp';

export const takePhotos: TakePhotos = (origin, count) =>
  process.env.TARO_ENV === 'weapp' ? pickInWechat(origin, count) : pickInBrowser(origin, count);

export const processPhoto: ProcessPhoto = async (photo, plan, watermark) =>
  processBytes(await photo.read(), plan, watermark, process.env.TARO_ENV === 'weapp' ? wechatCanvas : browserCanvas);

/** processPhoto with its canvas as an argument, for tests. */
export async function processBytes(
  original: ArrayBuffer,
  plan: PhotoPlan,
  watermark: readonly string[],
  openCanvas: OpenPhotoCanvas,
): Promise<ProcessedPhoto> {
  if (!looksLikeImage(original)) throw new PhotoError('not_an_image');
  const orientation = readOrientation(original);
  const canvas = await openCanvas(withoutOrientation(original));
  try {
    const upright = isSideways(orientation)
      ? { width: canvas.height, height: canvas.width }
      : { width: canvas.width, height: canvas.height };

    const encodeWithin = async (target: PhotoPlan['full'], lines: readonly string[]): Promise<JpegImage> => {
      for (const { maxSide, quality } of target.steps) {
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
        if (bytes.byteLength <= target.maxBytes) return { bytes, ...size };
      }
      throw new PhotoError('too_large');
    };

    return { full: await encodeWithin(plan.full, watermark), thumb: await encodeWithin(plan.thumb, []) };
  } finally {
    canvas.release();
  }
}

function fitWithin({ width, height }: { width: number; height: number }, maxSide: number) {
  const scale = Math.min(1, maxSide / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** By the first bytes, since names and declared types lie: JPEG, PNG, GIF, BMP, WebP, and the HEIC and AVIF family. */
export function looksLikeImage(bytes: ArrayBuffer): boolean {
  const head = Array.from(new Uint8Array(bytes, 0, Math.min(12, bytes.byteLength)));
  const text = String.fromCharCode(...head);
  return (
    text.startsWith('\xff\xd8\xff') ||
    text.startsWith('\x89PNG') ||
    text.startsWith('GIF8') ||
    text.startsWith('BM') ||
    (text.startsWith('RIFF') && text.slice(8) === 'WEBP') ||
    /^ftyp(heic|heix|hevc|mif1|msf1|avif)$/.test(text.slice(4))
  );
}

/** A dark band at the foot, text in it 1/36 of the shorter side: readable on paper, small enough not to hide the site. */
function drawWatermark(context: Drawing, { width, height }: { width: number; height: number }, lines: readonly string[]) {
  if (lines.length === 0) return;
  const fontSize = Math.max(14, Math.round(Math.min(width, height) / 36));
  const padding = Math.round(fontSize * 0.6);
  const lineHeight = Math.round(fontSize * 1.45);
  context.font = `${fontSize}px sans-serif`;
  context.textBaseline = 'top';
  const wrapped = lines.flatMap((line) => wrapText(line, (text) => context.measureText(text).width <= width - 2 * padding));
  const bandHeight = wrapped.length * lineHeight + padding;
  context.fillStyle = 'rgba(20, 28, 43, 0.6)';
  context.fillRect(0, height - bandHeight, width, bandHeight);
  context.fillStyle = '#ffffff';
  wrapped.forEach((line, index) => context.fillText(line, padding, height - bandHeight + padding / 2 + index * lineHeight));
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
