/**
 * Whether the phone believes to be online. A hint for wording and for when to start a drain: only a request proves it.
 */
import Taro from '@tarojs/taro';

export interface Network {
  /** At once, from what the system last said. */
  isOnline(): boolean;
  /** Calls on every change, not at once. Returns the function that ends it. */
  onChange(listener: (isOnline: boolean) => void): () => void;
}

/** One for the whole app: it begins to listen when it is made. */
export function watchNetwork(): Network {
  return process.env.TARO_ENV === 'weapp' ? wechatNetwork() : browserNetwork();
}

/** WeChat tells the present state only on asking, and answers later; until then a phone counts as online. */
function wechatNetwork(): Network {
  let isConnected = true;
  const listeners = new Set<(isOnline: boolean) => void>();
  const tell = (next: boolean) => {
    if (next === isConnected) return;
    isConnected = next;
    for (const listener of [...listeners]) listener(next);
  };
  Taro.onNetworkStatusChange(({ isConnected: next }) => tell(next));
  Taro.getNetworkType({ success: ({ networkType }) => tell(networkType !== 'none') }).catch(() => undefined);
  return {
    isOnline: () => isConnected,
    onChange: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

function browserNetwork(): Network {
  return {
    isOnline: () => navigator.onLine,
    onChange: (listener) => {
      const tellOnline = () => listener(true);
      const tellOffline = () => listener(false);
      window.addEventListener('online', tellOnline);
      window.addEventListener('offline', tellOffline);
      return () => {
        window.removeEventListener('online', tellOnline);
        window.removeEventListener('offline', tellOffline);
      };
    },
  };
}
