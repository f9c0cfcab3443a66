/** An address for Image's `src` from bytes that stand in no file. For thumbnails: a few dozen KB, gone with the page. */
import Taro from '@tarojs/taro';

export const pictureUrl = (jpeg: ArrayBuffer): string => `data:image/jpeg;base64,${toBase64(jpeg)}`;

/** Taro's own function for H5 wants bytes where WeChat's wants the buffer, and answers '' without a word. */
function toBase64(buffer: ArrayBuffer): string {
  if (process.env.TARO_ENV === 'weapp') return Taro.arrayBufferToBase64(buffer);
  return btoa(Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join(''));
}
