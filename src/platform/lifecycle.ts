/** When the app comes back to the front: the moment to drain the queue, refresh what is shown and read the type size again. */
import Taro from '@tarojs/taro';

/** Lets a browser open the app without a signal; a mini-program is on the phone already. Plain http has no such thing. */
export function keepAppOnPhone(): void {
  if (process.env.TARO_ENV === 'weapp' || process.env.NODE_ENV !== 'production') return;
  // Without it the app works as long as it is open.
  navigator.serviceWorker?.register('/service-worker.js').catch(() => undefined);
}

/** Returns the function that ends it. */
export function onForeground(listener: () => void): () => void {
  if (process.env.TARO_ENV === 'weapp') {
    const tell = () => listener();
    Taro.onAppShow(tell);
    return () => Taro.offAppShow(tell);
  }
  const tellWhenVisible = () => {
    if (document.visibilityState === 'visible') listener();
  };
  document.addEventListener('visibilitychange', tellWhenVisible);
  return () => document.removeEventListener('visibilitychange', tellWhenVisible);
}
