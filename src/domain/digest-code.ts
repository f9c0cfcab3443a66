// 核验码: the beginning of a digest's head, printed on the pictures that are passed on, and read back from them.

/** 64 bits: nobody makes a second chain that begins the same. */
const printedLength = 16;

/** In groups of four, as people copy it off a picture: "3f9a 12bc 77d0 98aa". */
export const printedHead = (head: string): string => (head.slice(0, printedLength).match(/.{1,4}/g) ?? []).join(' ');

/**
 * A code as somebody typed it, or pasted it with the words around it: case, spaces and hyphens do not matter. Eight
 * characters are enough to find one of a park's few digests; null for what can be no code.
 */
export function readPrintedHead(typed: string): string | null {
  const [plain = ''] = typed.normalize('NFKC').toLowerCase().replace(/^[^]*核验码[\s:]*/, '').trim().split('·');
  const code = plain.replace(/[\s-]/g, '').replace(/o/g, '0').replace(/[il]/g, '1');
  return /^[0-9a-f]{8,64}$/.test(code) ? code : null;
}
