/** @jest-environment node */
import 'fake-indexeddb/auto';
import { toStorageError } from '../../../src/platform/storage-error';
import { openFileStore } from '../../../src/platform/files';
import { openTextStore } from '../../../src/platform/store';

describe('openTextStore in a browser', () => {
  it('keeps what was set for the next start', async () => {
    await openTextStore('queue').set('a', '{"id":1}');
    const reopened = openTextStore('queue');
    expect(await reopened.get('a')).toBe('{"id":1}');
    expect(await reopened.get('b')).toBeNull();
  });

  it('lists entries of its own namespace only, and removes', async () => {
    const drafts = openTextStore('drafts');
    await drafts.set('one', '1');
    await drafts.set('two', '2');
    await drafts.remove('one');
    await drafts.remove('never there');
    expect(await drafts.entries()).toEqual([['two', '2']]);
  });
});

describe('openFileStore in a browser', () => {
  it('returns the same bytes', async () => {
    const files = openFileStore();
    await files.write('018f.1.jpg', new Uint8Array([1, 2, 3]).buffer);
    expect([...new Uint8Array((await files.read('018f.1.jpg'))!)]).toEqual([1, 2, 3]);
    expect(await files.list()).toEqual(['018f.1.jpg']);
    await files.remove('018f.1.jpg');
    expect(await files.read('018f.1.jpg')).toBeNull();
  });

  it('takes only keys that are file names everywhere', async () => {
    await expect(openFileStore().write('../secret', new ArrayBuffer(1))).rejects.toThrow(RangeError);
  });
});

describe('toStorageError', () => {
  it.each([
    [{ name: 'QuotaExceededError' }, 'full'],
    [{ errMsg: 'writeFile:fail the maximum size of the file storage limit is exceeded' }, 'full'],
    [{ errMsg: 'setStorage:fail exceed storage max size 10Mb' }, 'full'],
    [{ errMsg: 'writeFile:fail permission denied' }, 'failed'],
    [new Error('boom'), 'failed'],
    [undefined, 'failed'],
  ])('tells a full disk from other failures: %j', (error, reason) => {
    expect(toStorageError(error).reason).toBe(reason);
  });
});
