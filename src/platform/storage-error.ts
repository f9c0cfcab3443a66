/** The one way in which files.ts and store.ts fail. `full` has its own wording: the person can free space. */
export class StorageError extends Error {
  override readonly name = 'StorageError';

  constructor(readonly reason: 'full' | 'failed', detail = '') {
    super(detail ? `${reason}: ${detail}` : reason);
  }
}

/** WeChat says it in errMsg ("…exceed storage max size…", "…maximum size of the file storage limit…"), browsers by name. */
export function toStorageError(error: unknown): StorageError {
  if (error instanceof StorageError) return error;
  const { name = '', message = '', errMsg = '' } = (error ?? {}) as { name?: string; message?: string; errMsg?: string };
  const isFull = name === 'QuotaExceededError' || /quota|exceed|maximum size/i.test(`${message} ${errMsg}`);
  return new StorageError(isFull ? 'full' : 'failed', errMsg || message || name);
}
