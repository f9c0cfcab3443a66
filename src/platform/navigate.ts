/** Moving between screens. Paths come from src/routes.ts; parameters are short ids and dates, never objects. */
import Taro, { useRouter } from '@tarojs/taro';

export type PageParams = Record<string, string | number | boolean | undefined>;

/** WeChat refuses the eleventh page of the stack. */
const MAX_STACK = 10;

export function toPageUrl(path: string, params: PageParams = {}): string {
  const query = Object.entries(params)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`)
    .join('&');
  return query ? `${path}?${query}` : path;
}

/** Opens a page on top; a full stack loses the page below instead of refusing. */
export async function openPage(path: string, params?: PageParams): Promise<void> {
  const url = toPageUrl(path, params);
  if (Taro.getCurrentPages().length >= MAX_STACK) await Taro.redirectTo({ url });
  else await Taro.navigateTo({ url });
}

export async function replacePage(path: string, params?: PageParams): Promise<void> {
  await Taro.redirectTo({ url: toPageUrl(path, params) });
}

/** Tab pages take no parameters. */
export async function openTab(path: string): Promise<void> {
  await Taro.switchTab({ url: path });
}

/** Forgets the whole stack: after signing in or out. */
export async function restartAt(path: string, params?: PageParams): Promise<void> {
  await Taro.reLaunch({ url: toPageUrl(path, params) });
}

/**
 * Back, or to the fallback tab when the page was opened directly (a shared link, a reloaded browser). Resolves when the
 * other page is in front: on H5 the change takes away a toast that was shown before it.
 */
export async function goBack(fallbackTab: string): Promise<void> {
  const changed = process.env.TARO_ENV === 'h5' ? nextPageChange() : undefined;
  if (Taro.getCurrentPages().length > 1) await Taro.navigateBack();
  else await Taro.switchTab({ url: fallbackTab });
  await changed;
}

/** Taro's router tells it on this channel, after its own listeners (the one that hides toasts) have run. */
function nextPageChange(): Promise<void> {
  return new Promise((resolve) => {
    const tell = () => {
      Taro.eventCenter.off('__afterTaroRouterChange', tell);
      resolve();
    };
    Taro.eventCenter.on('__afterTaroRouterChange', tell);
  });
}

/** Decoded parameters of the page that calls it: WeChat and Taro's router for H5 hand them over still encoded. */
export function usePageParams(): Record<string, string> {
  const { params } = useRouter();
  const decoded: Record<string, string> = {};
  for (const [name, value] of Object.entries(params)) {
    if (typeof value === 'string') decoded[name] = decode(value);
  }
  return decoded;
}

/** An address that somebody wrote may hold a stray %: read as it stands. */
function decode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

export function setPageTitle(title: string): void {
  void Taro.setNavigationBarTitle({ title });
}

/** Path of the page in front, as in src/routes.ts; before the first one, of the page that the app was opened at. */
export function currentPath(): string {
  const page = Taro.getCurrentPages().at(-1) as { route?: string; path?: string } | undefined;
  const path = (page ? (page.route ?? page.path ?? '') : openedAt()).split('?')[0] ?? '';
  return path === '' || path.startsWith('/') ? path : `/${path}`;
}

const openedAt = (): string => (process.env.TARO_ENV === 'weapp' ? (Taro.getLaunchOptionsSync().path ?? '') : window.location.hash.slice(1));
