/**
 * Photo bytes by key. A resolved `write` means that the bytes are on disk in our own directory: WeChat's temporary
 * files may vanish on restart.
 *
 * H5: IndexedDB as ArrayBuffer (Safari loses Blobs stored there). WeChat: files under USER_DATA_PATH, 200 MB in all.
 */
import { del, get, keys, promisifyRequest, set } from 'idb-keyval';
import Taro from '@tarojs/taro';
import { openTable } from './idb';
import { toStorageError } from './storage-error';
import { type Callbacks, callWechat } from './wechat-call';

export interface FileStore {
  /** Replaces what was there. Rejects with StorageError. */
  write(key: string, bytes: ArrayBuffer): Promise<void>;
  /** Null when there is no such file. */
  read(key: string): Promise<ArrayBuffer | null>;
  has(key: string): Promise<boolean>;
  /** Removing what is not there succeeds. */
  remove(key: string): Promise<void>;
  list(): Promise<string[]>;
  /** Bytes that may still be written, Infinity where the system does not say. Never rejects. */
  room(): Promise<number>;
  /** An address for Image's `src`, null when there is no such file. Valid while the app runs; asking again is cheap. */
  url(key: string): Promise<string | null>;
}

/** Keys become file names on WeChat: lower-case hex, digits, dots and hyphens, such as `<submission>.<ordinal>.jpg`. */
const KEY = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;

function checkKey(key: string): string {
  if (!KEY.test(key)) throw new RangeError(`not a file key: ${key}`);
  return key;
}

export function openFileStore(): FileStore {
  return process.env.TARO_ENV === 'weapp' ? openWechatFiles() : openBrowserFiles();
}

function openBrowserFiles(): FileStore {
  const table = openTable('parkpulse-files');
  const urls = new Map<string, string>();

  const forgetUrl = (key: string) => {
    const url = urls.get(key);
    if (url) URL.revokeObjectURL(url);
    urls.delete(key);
  };
  const read = async (key: string) => (await get<ArrayBuffer>(checkKey(key), table)) ?? null;

  return {
    read,
    // Counts instead of reading: a queue of photos is not pulled into memory to learn that it is there.
    has: (key) => table('readonly', (store) => promisifyRequest(store.count(checkKey(key)))).then((found) => found > 0),
    write: async (key, bytes) => {
      await set(checkKey(key), bytes, table);
      forgetUrl(key);
    },
    remove: async (key) => {
      await del(checkKey(key), table);
      forgetUrl(key);
    },
    list: () => keys<string>(table),
    room: async () => {
      try {
        const { quota, usage } = await navigator.storage.estimate();
        return quota === undefined || usage === undefined ? Infinity : quota - usage;
      } catch {
        return Infinity;
      }
    },
    url: async (key) => {
      const known = urls.get(key);
      if (known) return known;
      const bytes = await read(key);
      if (!bytes) return null;
      const url = URL.createObjectURL(new Blob([bytes], { type: 'image/jpeg' }));
      urls.set(key, url);
      return url;
    },
  };
}

const call = <Result = unknown>(start: (callbacks: Callbacks<Result>) => void): Promise<Result> =>
  callWechat(start).catch((error) => {
    throw toStorageError(error);
  });

function succeeds(start: (callbacks: Callbacks<unknown>) => void): Promise<boolean> {
  return call(start).then(
    () => true,
    () => false,
  );
}

/** WeChat's limits: files of one mini-program, and its text storage, where a full queue of reports must still fit. */
const wechatFileBytes = 200 * 1024 * 1024;
const leastTextKilobytes = 512;

function openWechatFiles(): FileStore {
  const disk = Taro.getFileSystemManager();
  const directory = `${Taro.env.USER_DATA_PATH}/photos`;
  const pathOf = (key: string) => `${directory}/${checkKey(key)}`;
  let made: Promise<void> | undefined;

  const makeDirectory = () => {
    // Fails when it exists already; a real failure shows at the first write.
    made ??= succeeds((handlers) => disk.mkdir({ dirPath: directory, recursive: true, ...handlers })).then(() => undefined);
    return made;
  };
  const exists = (key: string) => succeeds((handlers) => disk.access({ path: pathOf(key), ...handlers }));
  const remove = async (key: string) => {
    await succeeds((handlers) => disk.unlink({ filePath: pathOf(key), ...handlers }));
  };

  return {
    has: exists,
    write: async (key, bytes) => {
      await makeDirectory();
      // Written aside and renamed, so that a phone that dies in between leaves no half photo under the real name.
      const target = pathOf(key);
      const aside = `${target}.part`;
      await call((handlers) => disk.writeFile({ filePath: aside, data: bytes, ...handlers }));
      // iOS does not rename onto an existing file.
      await remove(key);
      await call((handlers) => disk.rename({ oldPath: aside, newPath: target, ...handlers }));
    },
    read: async (key) => {
      if (!(await exists(key))) return null;
      const { data } = await call<{ data: string | ArrayBuffer }>((handlers) =>
        disk.readFile({ filePath: pathOf(key), ...handlers }),
      );
      return data as ArrayBuffer;
    },
    remove,
    list: async () => {
      await makeDirectory();
      const { files } = await call<{ files: string[] }>((handlers) => disk.readdir({ dirPath: directory, ...handlers }));
      return files.filter((name) => !name.endsWith('.part'));
    },
    room: async () => {
      try {
        await makeDirectory();
        const { stats } = await call<{ stats: Array<{ stats: { size: number } }> | { size: number } }>((callbacks) =>
          disk.stat({ path: directory, recursive: true, ...callbacks } as Parameters<typeof disk.stat>[0]),
        );
        const used = Array.isArray(stats) ? stats.reduce((sum, one) => sum + one.stats.size, 0) : stats.size;
        const { currentSize, limitSize } = Taro.getStorageInfoSync();
        return limitSize - currentSize < leastTextKilobytes ? 0 : wechatFileBytes - used;
      } catch {
        return Infinity;
      }
    },
    url: async (key) => ((await exists(key)) ? pathOf(key) : null),
  };
}
