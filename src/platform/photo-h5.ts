/** The browser's half of photo.ts: a file input that opens camera or album, and a canvas element. */
import { type OpenPhotoCanvas, PhotoError, type PhotoOrigin, type PickedPhoto } from './photo-port';

/** A photo handed over by the camera is seconds old; a file chosen from disk hardly ever is. */
const FRESH_MS = 2 * 60_000;

export function pickInBrowser(origin: PhotoOrigin, count: number): Promise<PickedPhoto[]> {
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = 'image/*';
    if (origin === 'camera') input.setAttribute('capture', 'environment');
    else input.multiple = count > 1;
    input.style.display = 'none';
    // In the document, or iOS may collect it before the person has chosen.
    document.body.appendChild(input);

    const finish = (files: File[]) => {
      input.remove();
      resolve(files.slice(0, count).map((file) => toPicked(file, origin)));
    };
    input.addEventListener('change', () => finish(Array.from(input.files ?? [])));
    // Safari before 16.4 fires no cancel: the promise then stays open, which blocks nothing.
    input.addEventListener('cancel', () => finish([]));
    input.click();
  });
}

function toPicked(file: File, asked: PhotoOrigin): PickedPhoto {
  return {
    origin: asked === 'camera' && Math.abs(Date.now() - file.lastModified) <= FRESH_MS ? 'camera' : 'album',
    isOriginSure: false,
    read: async () => {
      try {
        return await readBlob(file);
      } catch (error) {
        throw new PhotoError('unreadable', String(error));
      }
    },
  };
}

/** Blob.arrayBuffer is missing before iOS 14. */
function readBlob(blob: Blob): Promise<ArrayBuffer> {
  return new Response(blob).arrayBuffer();
}

export const browserCanvas: OpenPhotoCanvas = async (bytes) => {
  const url = URL.createObjectURL(new Blob([bytes]));
  const image = new Image();
  try {
    await new Promise((resolve, reject) => {
      image.onload = resolve;
      image.onerror = () => reject(new PhotoError('unreadable'));
      image.src = url;
    });
  } catch (error) {
    URL.revokeObjectURL(url);
    throw error;
  }
  return {
    width: image.naturalWidth,
    height: image.naturalHeight,
    image,
    encode: async ({ width, height }, quality, draw) => {
      const canvas = document.createElement('canvas');
      canvas.width = width;
      canvas.height = height;
      const context = canvas.getContext('2d');
      if (!context) throw new PhotoError('unreadable', 'no canvas');
      draw(context);
      const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality));
      // iOS keeps a canvas's memory until it is shrunk.
      canvas.width = 0;
      canvas.height = 0;
      if (!blob) throw new PhotoError('unreadable', 'no picture from canvas');
      return readBlob(blob);
    },
    release: () => URL.revokeObjectURL(url),
  };
};
