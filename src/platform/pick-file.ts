/** One file that the person hands over. H5: the browser's file picker. WeChat: a file out of a chat, at most 100 MB. */
import Taro from '@tarojs/taro';
import { toStorageError } from './storage-error';
import { callWechat } from './wechat-call';

export interface PickedFile {
  name: string;
  /** The whole file, in memory. Rejects with StorageError. */
  read(): Promise<ArrayBuffer>;
}

/** `extension` without the dot. Null when the person backs out. */
export const pickFile = (extension: string): Promise<PickedFile | null> =>
  process.env.TARO_ENV === 'weapp' ? pickInWechat(extension) : pickInBrowser(extension);

function pickInBrowser(extension: string): Promise<PickedFile | null> {
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = `.${extension}`;
    input.style.display = 'none';
    // In the document, or iOS may collect it before the person has chosen.
    document.body.appendChild(input);
    const finish = (file: File | undefined) => {
      input.remove();
      resolve(file ? { name: file.name, read: () => readWhole(file) } : null);
    };
    input.addEventListener('change', () => finish(input.files?.[0]));
    // Safari before 16.4 fires no cancel: the promise then stays open, which blocks nothing.
    input.addEventListener('cancel', () => finish(undefined));
    input.click();
  });
}

/** Blob.arrayBuffer is missing before iOS 14. */
const readWhole = (file: File): Promise<ArrayBuffer> =>
  new Response(file).arrayBuffer().catch((error: unknown) => {
    throw toStorageError(error);
  });

async function pickInWechat(extension: string): Promise<PickedFile | null> {
  const picked = await callWechat<Taro.chooseMessageFile.SuccessCallbackResult>((callbacks) =>
    void Taro.chooseMessageFile({ count: 1, type: 'file', extension: [extension], ...callbacks }),
  ).catch(() => null);
  const file = picked?.tempFiles[0];
  if (!file) return null;
  return {
    name: file.name,
    read: async () => {
      try {
        const { data } = await callWechat<{ data: string | ArrayBuffer }>((callbacks) =>
          Taro.getFileSystemManager().readFile({ filePath: file.path, ...callbacks }),
        );
        return data as ArrayBuffer;
      } catch (error) {
        throw toStorageError(error);
      }
    },
  };
}
