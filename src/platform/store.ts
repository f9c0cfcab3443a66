/**
 * Durable text by key: queue items, drafts, the session. A resolved `set` means that it is on disk.
 *
 * H5: IndexedDB, one database per namespace. WeChat: one storage key per entry, because a key holds at most 1 MB and
 * all keys together 10 MB; a body is at most 256 KB.
 */
import { del, entries, get, set } from 'idb-keyval';
import Taro from '@tarojs/taro';
import { keepStorage, openTable } from './idb';
import { StorageError, toStorageError } from './storage-error';

export interface TextStore {
  get(key: string): Promise<string | null>;
  /** Rejects with StorageError. */
  set(key: string, value: string): Promise<void>;
  /** Removing what is not there succeeds. */
  remove(key: string): Promise<void>;
  /** In no particular order. */
  entries(): Promise<Array<[key: string, value: string]>>;
}

/** `namespace` separates queue, drafts and settings; letters and hyphens. */
export function openTextStore(namespace: string): TextStore {
  return process.env.TARO_ENV === 'weapp' ? openWechatStore(namespace) : openBrowserStore(namespace);
}

function openBrowserStore(namespace: string): TextStore {
  const table = openTable(`parkpulse-${namespace}`);
  void keepStorage();
  return {
    get: async (key) => (await get<string>(key, table)) ?? null,
    set: (key, value) => set(key, value, table),
    remove: (key) => del(key, table),
    entries: () => entries<string, string>(table),
  };
}

function openWechatStore(namespace: string): TextStore {
  const prefix = `${namespace}:`;

  async function read(storageKey: string): Promise<string | null> {
    try {
      const { data } = await Taro.getStorage<unknown>({ key: storageKey });
      return typeof data === 'string' ? data : null;
    } catch (error) {
      // "getStorage:fail data not found" is the normal answer for an absent key.
      if (/not found/i.test((error as { errMsg?: string }).errMsg ?? '')) return null;
      throw toStorageError(error);
    }
  }

  return {
    get: (key) => read(prefix + key),
    set: async (key, value) => {
      try {
        await Taro.setStorage({ key: prefix + key, data: value });
      } catch (error) {
        throw toStorageError(error);
      }
    },
    remove: async (key) => {
      try {
        await Taro.removeStorage({ key: prefix + key });
      } catch (error) {
        throw toStorageError(error);
      }
    },
    entries: async () => {
      const found: Array<[string, string]> = [];
      for (const storageKey of Taro.getStorageInfoSync().keys.filter((name) => name.startsWith(prefix))) {
        const value = await read(storageKey);
        if (value !== null) found.push([storageKey.slice(prefix.length), value]);
      }
      return found;
    },
  };
}

export { StorageError };
