/**
 * Taro itself in tests: a phone on which everything succeeds and nothing is stored. A test that cares about one call
 * replaces it with jest.spyOn(Taro, …); most tests should replace the module of src/platform instead.
 */
import { useEffect } from 'react';

const succeed = <Result>(result: Result) => jest.fn(async () => result);

let params: Record<string, string> = {};

/** What usePageParams sees; set before rendering. */
export function setPageParams(next: Record<string, string>): void {
  params = next;
}

export const getEnv = () => 'WEB';
export const nextTick = (callback: () => void) => setTimeout(callback, 0);
export const pxTransform = (size: number) => `${size}px`;
export const getCurrentInstance = () => ({ router: { params, path: '/pages/today/index' } });
export const eventCenter = { on: () => undefined, off: () => undefined, trigger: () => undefined };
export const useRouter = () => ({ params, path: '/pages/today/index' });
export const usePullDownRefresh = () => undefined;
export const useDidHide = jest.fn<undefined, [() => void]>();

export function useDidShow(effect: () => void): void {
  // eslint-disable-next-line react-hooks/exhaustive-deps -- shown once: a rendered page in a test never leaves the front
  useEffect(effect, []);
}

/** NutUI measures its slider with it: a bar of 100 px at the left edge. */
export function createSelectorQuery() {
  const rect = { left: 0, top: 0, width: 100, height: 10 };
  const query = {
    select: () => query,
    selectAll: () => query,
    boundingClientRect: (callback?: (found: typeof rect) => void) => {
      callback?.(rect);
      return query;
    },
    exec: (callback?: (found: Array<typeof rect>) => void) => callback?.([rect]),
  };
  return query;
}

const Taro = {
  getEnv,
  nextTick,
  pxTransform,
  getCurrentInstance,
  eventCenter,
  createSelectorQuery,
  getCurrentPages: jest.fn(() => [{}]),
  navigateTo: succeed({}),
  redirectTo: succeed({}),
  switchTab: succeed({}),
  reLaunch: succeed({}),
  navigateBack: succeed({}),
  setNavigationBarTitle: succeed({}),
  showToast: succeed({}),
  previewImage: succeed({}),
  stopPullDownRefresh: jest.fn(),
  pageScrollTo: succeed({}),
  vibrateShort: succeed({}),
};

export default Taro;
