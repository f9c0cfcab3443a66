/** WeChat's own scanner. A browser has none: there the phone's camera opens the link that a code says. */
import Taro from '@tarojs/taro';
import { callWechat } from './wechat-call';

export const canScan = process.env.TARO_ENV === 'weapp';

/** What the code says; null when the person closed the scanner, empty when it did not open. */
export async function scanCode(): Promise<string | null> {
  try {
    const { result } = await callWechat<{ result: string }>((callbacks) => void Taro.scanCode({ scanType: ['qrCode'], ...callbacks }));
    return result;
  } catch (error) {
    return /cancel/i.test((error as { errMsg?: string }).errMsg ?? '') ? null : '';
  }
}
