// Picture files as phones and people bring them, drawn in the browser at test time: four quarters of different colours,
// so that a turned or mirrored photo shows.
import type { Page } from 'playwright-core';
import { withExif } from '../support/exif';

/** Upright: red and green above, blue and yellow below. */
const quarters = [
  ['#d02020', '#20a040'],
  ['#2040d0', '#e0c020'],
] as const;

type Side = 'top' | 'bottom' | 'left' | 'right';

/** Where the first row and the first column of the stored pixels are seen (EXIF 2.32, section 4.6.5, tag 0112). */
const firstRowAndColumn: Record<number, readonly [row: Side, column: Side]> = {
  1: ['top', 'left'],
  2: ['top', 'right'],
  3: ['bottom', 'right'],
  4: ['bottom', 'left'],
  5: ['left', 'top'],
  6: ['right', 'top'],
  7: ['right', 'bottom'],
  8: ['left', 'bottom'],
};

/** The colours to store, so that the picture is seen upright after an orientation was applied. */
function storedQuarters(orientation: number): string[][] {
  const opposite = { top: 'bottom', bottom: 'top', left: 'right', right: 'left' } as const;
  const [row, column] = firstRowAndColumn[orientation]!;
  const seenAt = (sides: Side[]) => quarters[sides.includes('top') ? 0 : 1][sides.includes('left') ? 0 : 1];
  return [row, opposite[row]].map((one) => [column, opposite[column]].map((other) => seenAt([one, other])));
}

type Drawing = { width: number; height: number; colours?: string[][]; type?: 'image/jpeg' | 'image/png' | 'image/webp'; noise?: number };

/** Draws in the page; `noise` is the share of random light on each pixel, which compresses badly, as gravel does. */
export async function draw(page: Page, { width, height, colours = storedQuarters(1), type = 'image/jpeg', noise = 0 }: Drawing): Promise<Buffer> {
  const dataUrl = await page.evaluate(
    async (asked) => {
      const canvas = document.createElement('canvas');
      canvas.width = asked.width;
      canvas.height = asked.height;
      const context = canvas.getContext('2d')!;
      asked.colours.forEach((line, row) =>
        line.forEach((colour, column) => {
          context.fillStyle = colour;
          context.fillRect((column * asked.width) / 2, (row * asked.height) / 2, asked.width / 2, asked.height / 2);
        }),
      );
      if (asked.noise > 0) {
        const pixels = context.getImageData(0, 0, asked.width, asked.height);
        for (let at = 0; at < pixels.data.length; at += 1) if (at % 4 !== 3) pixels.data[at]! += (Math.random() - 0.5) * 255 * asked.noise;
        context.putImageData(pixels, 0, 0);
      }
      const blob = await new Promise<Blob>((resolve) => canvas.toBlob((made) => resolve(made!), asked.type, 0.92));
      return new Promise<string>((resolve) => {
        const reader = new FileReader();
        reader.onload = () => resolve(reader.result as string);
        reader.readAsDataURL(blob);
      });
    },
    { width, height, colours, type, noise },
  );
  return Buffer.from(dataUrl.slice(dataUrl.indexOf(',') + 1), 'base64');
}

/** Stored turned as a phone stores it, seen upright; with the time (three days ago unless given) and place that phones write. */
export async function drawTurned(page: Page, orientation: number, seen: { width: number; height: number }, takenAt?: Date): Promise<Buffer> {
  const isSideways = orientation >= 5;
  const jpeg = await draw(page, {
    width: isSideways ? seen.height : seen.width,
    height: isSideways ? seen.width : seen.height,
    colours: storedQuarters(orientation),
  });
  // As in the file: 2026:11:20 09:12:33, here in UTC.
  const written = takenAt ? takenAt.toISOString().slice(0, 19).replace(/-/g, ':').replace('T', ' ') : `2026:11:20 01:12:3${orientation}`;
  return withExif(jpeg, { orientation, takenAt: written, offset: '+00:00', place: { latitude: 29.4832, longitude: 113.4361 } });
}

export type Seen = { width: number; height: number; isUpright: boolean };

/** Decodes a picture and looks at its quarters, above the watermark. */
export function look(page: Page, url: string): Promise<Seen> {
  return page.evaluate(
    async ({ address, expected }) => {
      const picture = await createImageBitmap(await (await fetch(address)).blob());
      const canvas = document.createElement('canvas');
      canvas.width = picture.width;
      canvas.height = picture.height;
      const context = canvas.getContext('2d')!;
      context.drawImage(picture, 0, 0);
      const colourAt = (x: number, y: number) => {
        // The mean of a small square, since noise and JPEG shift single pixels.
        const { data } = context.getImageData(Math.round(x * picture.width) - 4, Math.round(y * picture.height) - 4, 9, 9);
        return [0, 1, 2].map((channel) => data.reduce((sum, value, at) => sum + (at % 4 === channel ? value : 0), 0) / 81);
      };
      const isNear = (found: number[], colour: string) =>
        found.every((value, channel) => Math.abs(value - parseInt(colour.slice(1 + channel * 2, 3 + channel * 2), 16)) < 45);
      const isUpright = expected.every((line, row) => line.every((colour, column) => isNear(colourAt(column === 0 ? 0.25 : 0.75, row === 0 ? 0.25 : 0.58), colour)));
      return { width: picture.width, height: picture.height, isUpright };
    },
    { address: url, expected: quarters },
  );
}
