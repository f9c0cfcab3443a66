// Pages of plain drawing steps, which platform/picture draws: the digest's 长图, sheets of codes.

/** Steps in pixels from the top left of their page. Text hangs from its top, middle of the line. */
export type Step =
  | { kind: 'rect'; x: number; y: number; width: number; height: number; color: string; radius?: number }
  | { kind: 'text'; x: number; y: number; text: string; size: number; isBold: boolean; color: string; align: 'left' | 'center' | 'right' }
  | { kind: 'photo'; x: number; y: number; width: number; height: number; url: string | null };
export type PicturePage = { width: number; height: number; steps: Step[] };

/** Width of a line in pixels. */
export type Measure = (text: string, size: number, isBold: boolean) => number;

/**
 * Breaks a text where its line is full: between any two Chinese characters, around words and numbers, never before a closing
 * mark. A word wider than a line is broken too.
 */
export function wrap(text: string, size: number, isBold: boolean, width: number, measure: Measure): string[] {
  const isWide = (piece: string) => measure(piece.trimEnd(), size, isBold) > width;
  const pieces = (text.match(/[A-Za-z0-9.,%+\-−→/:]+\s?|[“（《]?[\s\S][，。；：、！？）》”]?/gu) ?? []).flatMap((piece) => (isWide(piece) ? [...piece] : [piece]));
  const lines: string[] = [];
  let line = '';
  for (const piece of pieces) {
    if (line !== '' && measure(line + piece.trimEnd(), size, isBold) > width) {
      lines.push(line.trimEnd());
      line = '';
    }
    line += line === '' ? piece.trimStart() : piece;
  }
  return line.trim() === '' ? lines : [...lines, line.trimEnd()];
}
