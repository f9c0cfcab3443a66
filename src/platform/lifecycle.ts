/** When the app comes back to the front: the moment to drain the queue, refresh what is shown and read the type size again. */
import Taro from '@tarojs/taro';

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
