/** What the phone tells about itself. */
import Taro from '@tarojs/taro';

/** For the list of a person's devices: "iPhone 13", "Chrome · Android". At most 60 characters. */
export function readDeviceName(): string {
  try {
    if (process.env.TARO_ENV === 'weapp') {
      const { brand, model } = Taro.getDeviceInfo();
      return (model.toLowerCase().includes(brand.toLowerCase()) ? model : `${brand} ${model}`).slice(0, 60);
    }
    return describeBrowser(navigator.userAgent);
  } catch {
    return 'unknown';
  }
}

export function describeBrowser(userAgent: string): string {
  const first = (names: Array<[RegExp, string]>) => names.find(([pattern]) => pattern.test(userAgent))?.[1];
  const system = first([
    [/iPhone/, 'iPhone'],
    [/iPad/, 'iPad'],
    [/Android/, 'Android'],
    [/HarmonyOS|OpenHarmony/, 'HarmonyOS'],
    [/Windows/, 'Windows'],
    [/Macintosh/, 'Mac'],
    [/Linux/, 'Linux'],
  ]);
  const browser = first([
    [/MicroMessenger/, 'WeChat'],
    [/Edg\//, 'Edge'],
    [/Firefox\//, 'Firefox'],
    [/Chrome\//, 'Chrome'],
    [/Safari\//, 'Safari'],
  ]);
  return [browser, system].filter(Boolean).join(' · ') || 'unknown';
}

export type SystemTextSize = 'standard' | 'large' | 'extra_large';

/** WeChat's own type size (我 › 设置 › 通用 › 字体大小), where 17 px is its standard; on H5 the browser's, where 16 is. */
export function readSystemTextSize(): SystemTextSize {
  try {
    const scale =
      process.env.TARO_ENV === 'weapp'
        ? ((Taro.getAppBaseInfo() as { fontSizeSetting?: number }).fontSizeSetting ?? 17) / 17
        : parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
    return toTextSize(scale);
  } catch {
    return 'standard';
  }
}

/** Half-way between our own steps of 1, 1.15 and 1.3. */
export function toTextSize(scale: number): SystemTextSize {
  if (scale >= 1.225) return 'extra_large';
  return scale >= 1.075 ? 'large' : 'standard';
}

/** Height of the system's status bar in px, for the one page without WeChat's navigation bar (sign-in). 0 on H5. */
export function readStatusBarHeight(): number {
  if (process.env.TARO_ENV !== 'weapp') return 0;
  try {
    return Taro.getWindowInfo().statusBarHeight ?? 0;
  } catch {
    return 0;
  }
}

/**
 * Where sheets and dialogs hang. On H5 a page is its own stacking context below the tab bar, so they go to the body; in
 * the mini-program the tab bar is outside the page and they stay where they are.
 */
export const overlayRoot: (() => HTMLElement) | null = process.env.TARO_ENV === 'weapp' ? null : () => document.body;
