/** Where something stands on the screen. */
import Taro from '@tarojs/taro';

export type Box = { left: number; width: number };

/** In px, as touches are; null when the page does not draw it. */
export function measure(id: string): Promise<Box | null> {
  return new Promise((resolve) => {
    Taro.createSelectorQuery()
      .select(`#${id}`)
      .boundingClientRect((found) => {
        const box = (Array.isArray(found) ? found[0] : found) as Box | null | undefined;
        resolve(box ? { left: box.left, width: box.width } : null);
      })
      .exec();
  });
}
