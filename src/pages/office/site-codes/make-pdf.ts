// A sheet as PDF: Chinese as a picture of the page, since a font that has it weighs megabytes, and over it the codes again as
// vectors, sharp in any print. tinypdf knows JPEG and rectangles and weighs 12 KB, fetched when a sheet is made.
import type { SheetPage } from '../../../domain/code-sheet';

/** A4 in points of 1/72 inch. */
const a4 = { width: 595.28, height: 841.89 };

/** `pictures`: JPEG of each page. */
export async function makePdf(pages: readonly SheetPage[], pictures: readonly Uint8Array[]): Promise<Uint8Array> {
  const { pdf } = await import('tinypdf');
  const file = pdf();
  pages.forEach(({ width, codes }, index) => {
    const point = a4.width / width;
    file.page(a4.width, a4.height, (page) => {
      page.image(pictures[index]!, 0, 0, a4.width, a4.height);
      // PDF counts from the bottom.
      for (const { x, y, width: w, height: h, color } of codes) page.rect(x * point, a4.height - (y + h) * point, w * point, h * point, color);
    });
  });
  return file.build();
}
