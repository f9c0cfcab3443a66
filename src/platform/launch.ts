/** How the app was opened from outside, and the address under which it is. The mini-program opens a page by itself. */
import { type PageParams, toPageUrl } from './navigate';
import { apiBaseUrl } from './request';

/** Of this deployment, as codes and links name it: `https://park.example`. The app and the API share it. */
export const appOrigin: string = process.env.TARO_ENV === 'weapp' ? (/^https?:\/\/[^/?#]+/.exec(apiBaseUrl)?.[0] ?? '') : window.location.origin;

/** H5: the address as it was followed; empty in the mini-program. */
export const openedAddress = (): string => (process.env.TARO_ENV === 'weapp' ? '' : window.location.href);

/** H5, in the open app: told when an address is followed that differs from ours behind the # alone, which loads nothing. */
export function onFollowed(tell: () => void): void {
  if (process.env.TARO_ENV !== 'weapp') window.addEventListener('hashchange', tell);
}

/** H5, before the first page is drawn: begins at this page, and the address that was followed is forgotten. */
export function beginAt(path: string, params?: PageParams): void {
  window.history.replaceState(null, '', `/#${toPageUrl(path, params)}`);
}
