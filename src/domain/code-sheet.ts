// 二维码单: sheets of A4 with codes to be cut out and put up. Pure: positions only. The matrix of each code and the width of a
// text come in; platform/picture draws the pages for the eye, and the PDF repeats the codes as vectors.
import { palette } from './palette';
import { type Measure, type PicturePage, type Step, wrap } from './picture';

/** A code's modules, row by row, without its quiet zone; true is dark. */
export type Matrix = readonly (readonly boolean[])[];

export type SheetEntry = {
  /** Which project, and what scanning does: 扫码检查, 扫码查看. */
  name: string;
  action: string;
  /** Tells codes apart that look alike. */
  key: string;
  matrix: Matrix;
};

export type Rect = { x: number; y: number; width: number; height: number; color: string };
/** Its steps are words and lines; `codes` are drawn over them: a white square each, then its dark modules. */
export type SheetPage = PicturePage & { codes: Rect[] };

/** A4 at 200 dots per inch: 1 px is 0.127 mm. */
export const sheetWidth = 1654;
export const sheetHeight = 2339;
/** Light modules around a code, as ISO/IEC 18004 wants them. */
export const quietModules = 4;
/** Printers leave about 5 mm of the edge empty. */
const margin = 64;
const footer = 56;

export const sheetLayouts = {
  /** Codes of about 45 mm: scanned from half a metre. */
  grid: { columns: 3, rows: 4, padding: 14, park: 22, name: 32, small: 22, gap: 6 },
  /** One of about 150 mm for a door or a gate: scanned from a car. */
  door: { columns: 1, rows: 1, padding: 120, park: 60, name: 110, small: 64, gap: 48 },
} as const;
export type SheetLayout = keyof typeof sheetLayouts;

export const perPage = (layout: SheetLayout): number => sheetLayouts[layout].columns * sheetLayouts[layout].rows;
export const pagesFor = (count: number, layout: SheetLayout): number => Math.ceil(count / perPage(layout));

const lineHeight = (size: number) => Math.round(size * 1.35);
const nameLines = 2;

type SheetFacts = { entries: readonly SheetEntry[]; layout: SheetLayout; park: string; footer: (page: number, pages: number) => string };

export function layOutSheet({ entries, layout, park, footer: footerOf }: SheetFacts, measure: Measure): SheetPage[] {
  const { columns, rows } = sheetLayouts[layout];
  const width = Math.floor((sheetWidth - 2 * margin) / columns);
  const height = Math.floor((sheetHeight - 2 * margin - footer) / rows);
  const pages = pagesFor(entries.length, layout);
  return Array.from({ length: pages }, (_, page): SheetPage => {
    const cells = entries.slice(page * columns * rows, (page + 1) * columns * rows).map((entry, index) => ({
      entry,
      cell: { x: margin + (index % columns) * width, y: margin + Math.floor(index / columns) * height, width, height },
    }));
    return {
      width: sheetWidth,
      height: sheetHeight,
      steps: [
        // A canvas is black where nothing was drawn.
        { kind: 'rect', x: 0, y: 0, width: sheetWidth, height: sheetHeight, color: palette.card },
        ...(layout === 'grid' ? cutLines(columns, rows, width, height) : []),
        ...cells.flatMap(({ entry, cell }) => wordsOf(entry, cell, layout, park, measure)),
        centred(footerOf(page + 1, pages), sheetWidth / 2, sheetHeight - margin - footer / 2, 22, false, palette.grey),
      ],
      codes: cells.flatMap(({ entry, cell }) => drawCode(entry.matrix, codePlace(entry.matrix, cell, layout))),
    };
  });
}

type Box = { x: number; y: number; width: number; height: number };

const centred = (text: string, x: number, y: number, size: number, isBold: boolean, color: string): Step => ({ kind: 'text', x, y, text, size, isBold, color, align: 'center' });

/** Where scissors go; on the outer edge, too, so that each piece is cut alike. */
function cutLines(columns: number, rows: number, width: number, height: number): Step[] {
  const line = (x: number, y: number, w: number, h: number): Step => ({ kind: 'rect', x, y, width: w, height: h, color: palette.grey });
  return [
    ...Array.from({ length: columns + 1 }, (_, at) => line(margin + at * width, margin, 1, rows * height)),
    ...Array.from({ length: rows + 1 }, (_, at) => line(margin, margin + at * height, columns * width, 1)),
  ];
}

/** From the top: the park, the code, up to two lines of name, what scanning does and the key. */
function codePlace(matrix: Matrix, cell: Box, layout: SheetLayout): { x: number; y: number; module: number } {
  const look = sheetLayouts[layout];
  const modules = matrix.length + 2 * quietModules;
  const words = lineHeight(look.park) + nameLines * lineHeight(look.name) + lineHeight(look.small) + 2 * look.gap;
  const room = Math.min(cell.width - 2 * look.padding, cell.height - 2 * look.padding - words);
  // Whole pixels: a module of a fraction would be blurred in the picture.
  const module = Math.max(1, Math.floor(room / modules));
  return { x: cell.x + Math.floor((cell.width - module * modules) / 2), y: cell.y + look.padding + lineHeight(look.park) + look.gap, module };
}

function wordsOf(entry: SheetEntry, cell: Box, layout: SheetLayout, park: string, measure: Measure): Step[] {
  const look = sheetLayouts[layout];
  const middle = cell.x + cell.width / 2;
  const room = cell.width - 2 * look.padding;
  const place = codePlace(entry.matrix, cell, layout);
  const below = place.y + place.module * (entry.matrix.length + 2 * quietModules) + look.gap;
  const names = fit(entry.name, nameLines, look.name, true, room, measure);
  const line = (text: string, size: number) => fit(text, 1, size, false, room, measure)[0] ?? '';
  return [
    centred(line(park, look.park), middle, cell.y + look.padding + lineHeight(look.park) / 2, look.park, false, palette.grey),
    ...names.map((line, index) => centred(line, middle, below + (index + 0.5) * lineHeight(look.name), look.name, true, palette.text)),
    centred(line(`${entry.action} · ${entry.key}`, look.small), middle, below + names.length * lineHeight(look.name) + lineHeight(look.small) / 2, look.small, false, palette.grey),
  ];
}

/** At most so many lines; what is longer ends in an ellipsis. */
function fit(text: string, count: number, size: number, isBold: boolean, width: number, measure: Measure): string[] {
  const lines = wrap(text, size, isBold, width, measure);
  if (lines.length <= count) return lines;
  // By characters, of which rare ones are two units of a string.
  const last = [...lines[count - 1]!];
  while (last.length > 0 && measure(`${last.join('')}…`, size, isBold) > width) last.pop();
  return [...lines.slice(0, count - 1), `${last.join('')}…`];
}

function drawCode(matrix: Matrix, { x, y, module }: { x: number; y: number; module: number }): Rect[] {
  const side = module * (matrix.length + 2 * quietModules);
  return [
    { x, y, width: side, height: side, color: palette.card },
    ...darkRuns(matrix).map((run) => ({
      x: x + (run.x + quietModules) * module,
      y: y + (run.y + quietModules) * module,
      width: run.length * module,
      height: module,
      color: '#000000',
    })),
  ];
}

/** Dark modules that touch in a row, as one: a third of the rectangles. In modules, without the quiet zone. */
export function darkRuns(matrix: Matrix): { x: number; y: number; length: number }[] {
  return matrix.flatMap((row, y) => {
    const runs: { x: number; y: number; length: number }[] = [];
    row.forEach((isDark, x) => {
      const run = runs[runs.length - 1];
      if (isDark && run && run.x + run.length === x) run.length += 1;
      else if (isDark) runs.push({ x, y, length: 1 });
    });
    return runs;
  });
}
