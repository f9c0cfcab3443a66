// Reads a QR code off the screen as a camera would: the drawing of components/qr-code, as pixels, into a real decoder.
import jsqr from 'jsqr';

export function readQr(image: HTMLElement): string | null {
  const svg = atob(image.getAttribute('src')!.split('base64,')[1]!);
  const side = Number(/viewBox="0 0 (\d+) \d+"/.exec(svg)![1]);
  const scale = 4;
  const width = side * scale;
  const data = new Uint8ClampedArray(width * width * 4).fill(255);
  for (const [, x, y, length] of svg.matchAll(/M(\d+) (\d+)h(\d+)/g)) {
    for (let row = Number(y) * scale; row < (Number(y) + 1) * scale; row += 1) {
      for (let at = Number(x) * scale; at < (Number(x) + Number(length)) * scale; at += 1) data.fill(0, (row * width + at) * 4, (row * width + at) * 4 + 3);
    }
  }
  return jsqr(data, width, width)?.data ?? null;
}
