/** Random bytes for ids made on the phone. Asynchronous because WeChat's source is. */
import Taro from '@tarojs/taro';
import { callWechat } from './wechat-call';

export type RandomBytes = (length: number) => Promise<Uint8Array>;

/** Never fails. The fallback is for base libraries before 2.15 only: ids must not collide, they are no secrets. */
export const randomBytes: RandomBytes = async (length) => {
  if (process.env.TARO_ENV !== 'weapp') return crypto.getRandomValues(new Uint8Array(length));
  try {
    const { randomValues } = await callWechat<{ randomValues: ArrayBuffer }>((callbacks) => Taro.getRandomValues({ length, ...callbacks }));
    if (randomValues.byteLength === length) return new Uint8Array(randomValues);
  } catch {
    // Fall through.
  }
  return mixedBytes(length);
};

/** Two Math.random streams and the clock, mixed: more than one call of either could tell apart. */
export function mixedBytes(length: number, now = Date.now()): Uint8Array {
  const bytes = new Uint8Array(length);
  for (let index = 0; index < length; index += 1) {
    const clock = Math.floor(now / 2 ** (8 * (index % 6)));
    bytes[index] = (Math.floor(Math.random() * 256) ^ Math.floor(Math.random() * 256) ^ clock) & 255;
  }
  return bytes;
}
