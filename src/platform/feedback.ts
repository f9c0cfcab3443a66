/** Short messages over the screen. What must be read or answered goes into the page instead (ConfirmSheet, NoticeBar). */
import Taro from '@tarojs/taro';

/** Gone after two seconds; up to about 20 characters, since WeChat cuts the rest. */
export function showToast(text: string, tone: 'plain' | 'success' = 'plain'): void {
  void Taro.showToast({ title: text, icon: tone === 'success' && text.length <= 7 ? 'success' : 'none', duration: 2_000 });
}

/** A shake under the finger, for ±1 and for a photo taken. Nothing on H5 and on phones without it. */
export function tapFeedback(): void {
  if (process.env.TARO_ENV === 'weapp') Taro.vibrateShort({ type: 'light' }).catch(() => undefined);
}

/** Shows pictures in full, with pinch and swipe. `urls` are what Image shows: local paths, blob: or signed addresses. */
export function previewImages(urls: string[], current: string): void {
  void Taro.previewImage({ urls, current });
}
