/** Moments in the life of a page, for pages to hook into. */
import Taro, { useDidHide, useDidShow, usePullDownRefresh } from '@tarojs/taro';

/** Runs each time the page comes to the front, also on the way back from another page. */
export function usePageShown(effect: () => void): void {
  useDidShow(effect);
}

/**
 * Runs when another page comes to the front of a browser, where a tab page stays drawn behind it. WeChat says the same of
 * the camera and of the phone in a pocket, and hides what lies over its page by itself.
 */
export const usePageLeft: (effect: () => void) => void = process.env.TARO_ENV === 'weapp' ? () => undefined : useDidHide;

/** Pulling down refreshes; the page's config must say `enablePullDownRefresh`. The indicator ends when `refresh` does. */
export function usePullToRefresh(refresh: () => Promise<unknown>): void {
  usePullDownRefresh(() => {
    void refresh().finally(() => Taro.stopPullDownRefresh());
  });
}

/** To the top at once: another page's content stands in the same place now. */
export function scrollToTop(): void {
  Taro.pageScrollTo({ scrollTop: 0, duration: 0 }).catch(() => undefined);
}
