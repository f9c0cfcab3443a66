/** WeChat's half of photo.ts: chooseMedia, and an off-screen canvas (base library 2.16.1, 2021). */
import Taro from '@tarojs/taro';
import { type Drawing, type OpenPhotoCanvas, PhotoError, type PhotoOrigin, type PickedPhoto } from './photo-port';
import { callWechat } from './wechat-call';

export async function pickInWechat(origin: PhotoOrigin, count: number): Promise<PickedPhoto[]> {
  try {
    const { tempFiles } = await callWechat<Taro.chooseMedia.SuccessCallbackResult>((callbacks) =>
      Taro.chooseMedia({
        count: origin === 'camera' ? 1 : count,
        mediaType: ['image'],
        sourceType: [origin],
        // The original: WeChat's own compression goes to unknown sizes, and ours follows anyway.
        sizeType: ['original'],
        camera: 'back',
        ...callbacks,
      }),
    );
    return tempFiles.map(({ tempFilePath }) => ({ origin, isOriginSure: true, read: () => readFile(tempFilePath) }));
  } catch (error) {
    const { errMsg = '' } = error as { errMsg?: string };
    if (/cancel/i.test(errMsg)) return [];
    throw new PhotoError(/auth|den(y|ied)|permission|privacy/i.test(errMsg) ? 'denied' : 'unavailable', errMsg);
  }
}

function readFile(filePath: string): Promise<ArrayBuffer> {
  return new Promise((resolve, reject) => {
    Taro.getFileSystemManager().readFile({
      filePath,
      success: ({ data }) => resolve(data as ArrayBuffer),
      fail: ({ errMsg }) => reject(new PhotoError('unreadable', errMsg)),
    });
  });
}

function writeFile(filePath: string, data: ArrayBuffer): Promise<void> {
  return new Promise((resolve, reject) => {
    Taro.getFileSystemManager().writeFile({
      filePath,
      data,
      success: () => resolve(),
      fail: ({ errMsg }) => reject(new PhotoError('unreadable', errMsg)),
    });
  });
}

function removeFile(filePath: string): void {
  Taro.getFileSystemManager().unlink({ filePath, fail: () => undefined });
}

/** What Taro's types leave out of WeChat's off-screen canvas. */
interface WechatCanvas {
  width: number;
  height: number;
  getContext(type: '2d'): Drawing;
  createImage(): { src: string; width: number; height: number; onload: () => void; onerror: (error: unknown) => void };
}

let decodings = 0;

export const wechatCanvas: OpenPhotoCanvas = async (bytes) => {
  decodings += 1;
  const path = `${Taro.env.USER_DATA_PATH}/decoding-${decodings}.jpg`;
  await writeFile(path, bytes);
  const canvas = Taro.createOffscreenCanvas({ type: '2d', width: 1, height: 1 }) as unknown as WechatCanvas;
  const image = canvas.createImage();
  try {
    await new Promise<void>((resolve, reject) => {
      image.onload = () => resolve();
      image.onerror = (error) => reject(new PhotoError('unreadable', JSON.stringify(error)));
      image.src = path;
    });
  } catch (error) {
    removeFile(path);
    throw error;
  }
  return {
    width: image.width,
    height: image.height,
    image: image as unknown as CanvasImageSource,
    encode: async ({ width, height }, quality, draw) => {
      canvas.width = width;
      canvas.height = height;
      draw(canvas.getContext('2d'));
      const { tempFilePath } = await Taro.canvasToTempFilePath({
        canvas: canvas as unknown as Taro.Canvas,
        fileType: 'jpg',
        quality,
        width,
        height,
        destWidth: width,
        destHeight: height,
      }).catch(({ errMsg }) => {
        throw new PhotoError('unreadable', errMsg);
      });
      const encoded = await readFile(tempFilePath);
      removeFile(tempFilePath);
      return encoded;
    },
    release: () => removeFile(path),
  };
};
