/**
 * One IndexedDB database with one table, for idb-keyval. Its own createStore asks for relaxed durability (the browser's
 * default), which lets a queued report vanish when the phone dies a second after 已保存; ours waits for the disk.
 */
import type { UseStore } from 'idb-keyval';
import { toStorageError } from './storage-error';

const TABLE = 'entries';

function open(database: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(database);
    request.onupgradeneeded = () => request.result.createObjectStore(TABLE);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** Rejects with StorageError: 'full' when the quota is used up, otherwise 'failed'. */
export function openTable(database: string): UseStore {
  let opening: Promise<IDBDatabase> | undefined;

  const connect = () => {
    opening ??= open(database).then(
      (db) => {
        db.onclose = () => (opening = undefined);
        return db;
      },
      (error) => {
        opening = undefined;
        throw error;
      },
    );
    return opening;
  };

  const begin = async (mode: IDBTransactionMode) => {
    const options = { durability: 'strict' as const };
    try {
      return (await connect()).transaction(TABLE, mode, options);
    } catch {
      // iOS closes the connection of a page in background without telling: open again, once.
      opening = undefined;
      return (await connect()).transaction(TABLE, mode, options);
    }
  };

  return async (mode, callback) => {
    try {
      return await callback((await begin(mode)).objectStore(TABLE));
    } catch (error) {
      throw toStorageError(error);
    }
  };
}

/**
 * Asks the browser not to evict our data under disk pressure. Browsers decide by themselves and may say no; nothing
 * else depends on the answer.
 */
export async function keepStorage(): Promise<void> {
  try {
    await navigator.storage?.persist?.();
  } catch {
    // Not available on plain http: the data is kept as well as the browser pleases.
  }
}
