// The modules of a QR code: `qrcode`'s core alone, without what draws it.
import { create } from 'qrcode/lib/core/qrcode';
import type { Matrix } from '../domain/code-sheet';

/**
 * Level Q: a quarter of the code may be dirty or torn, as happens to what hangs outdoors. Bytes throughout: addresses of one
 * length make codes of one size.
 */
export function qrMatrix(text: string): Matrix {
  const { size, data } = create([{ data: text, mode: 'byte' }], { errorCorrectionLevel: 'Q' }).modules;
  return Array.from({ length: size }, (_, y) => Array.from({ length: size }, (_, x) => data[y * size + x] === 1));
}
