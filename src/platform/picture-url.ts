/** An address for Image's `src` from what stands in no file. For thumbnails and drawings: a few dozen KB, gone with the page. */
import Taro from '@tarojs/taro';

export const pictureUrl = (jpeg: ArrayBuffer): string => `data:image/jpeg;base64,${toBase64(jpeg)}`;

/** ASCII only: one character, one byte. */
export const drawingUrl = (svg: string): string => `data:image/svg+xml;base64,${toBase64(Uint8Array.from(svg, (char) => char.charCodeAt(0)).buffer)}`;

/** Taro's own function for H5 wants bytes where WeChat's wants the buffer, and answers '' without a word. */
function toBase64(buffer: ArrayBuffer): string {
  if (process.env.TARO_ENV === 'weapp') return Taro.arrayBufferToBase64(buffer);
  return btoa(Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join(''));
}
