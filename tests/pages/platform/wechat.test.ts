/** @jest-environment node */

jest.mock('@tarojs/taro', () => ({ __esModule: true, default: {} }));

/** The modules of src/platform as the mini-program's build has them, over a WeChat that lives in two Maps. */
const disk = new Map<string, ArrayBuffer>();
const storage = new Map<string, unknown>();

interface Options {
  path: string;
  filePath: string;
  dirPath: string;
  oldPath: string;
  newPath: string;
  data: ArrayBuffer;
  success?: (result: unknown) => void;
  fail?: (error: { errMsg: string }) => void;
}

const fileSystem = {
  mkdir: ({ success }: Options) => success?.({}),
  access: ({ path, success, fail }: Options) => (disk.has(path) ? success?.({}) : fail?.({ errMsg: 'access:fail no such file' })),
  writeFile: ({ filePath, data, success }: Options) => (disk.set(filePath, data), success?.({})),
  readFile: ({ filePath, success }: Options) => success?.({ data: disk.get(filePath) }),
  unlink: ({ filePath, success, fail }: Options) =>
    disk.delete(filePath) ? success?.({}) : fail?.({ errMsg: 'unlink:fail no such file' }),
  rename: ({ oldPath, newPath, success, fail }: Options) => {
    if (disk.has(newPath)) return fail?.({ errMsg: 'rename:fail file already exists' });
    disk.set(newPath, disk.get(oldPath)!);
    disk.delete(oldPath);
    return success?.({});
  },
  readdir: ({ dirPath, success }: Options) =>
    success?.({ files: [...disk.keys()].map((path) => path.slice(`${dirPath}/`.length)) }),
};

const wechat = {
  env: { USER_DATA_PATH: 'wxfile://usr' },
  getFileSystemManager: () => fileSystem,
  getStorage: async ({ key }: { key: string }) => {
    if (!storage.has(key)) throw { errMsg: 'getStorage:fail data not found' };
    return { data: storage.get(key) };
  },
  setStorage: async ({ key, data }: { key: string; data: unknown }) => void storage.set(key, data),
  removeStorage: async ({ key }: { key: string }) => void storage.delete(key),
  getStorageInfoSync: () => ({ keys: [...storage.keys()] }),
  request: jest.fn(),
  getSetting: jest.fn(),
  getLocation: jest.fn(),
};

function load<Module extends object>(path: string): Module {
  let loaded!: Module;
  jest.isolateModules(() => {
    Object.assign(jest.requireMock<{ default: object }>('@tarojs/taro').default, wechat);
    loaded = jest.requireActual<Module>(path);
  });
  return loaded;
}

beforeAll(() => {
  process.env.TARO_ENV = 'weapp';
  process.env.TARO_APP_API = 'https://park.example';
});

beforeEach(() => {
  disk.clear();
  storage.clear();
});

describe('openFileStore on WeChat', () => {
  const open = () => load<typeof import('../../../src/platform/files')>('../../../src/platform/files').openFileStore();

  it('leaves no half-written file under a real name, and replaces', async () => {
    const files = open();
    await files.write('a.1.jpg', new Uint8Array([1]).buffer);
    await files.write('a.1.jpg', new Uint8Array([2]).buffer);
    expect([...disk.keys()]).toEqual(['wxfile://usr/photos/a.1.jpg']);
    expect([...new Uint8Array((await files.read('a.1.jpg'))!)]).toEqual([2]);
  });

  it('does not list what a dying phone left aside', async () => {
    disk.set('wxfile://usr/photos/a.2.jpg.part', new ArrayBuffer(1));
    const files = open();
    await files.write('a.1.jpg', new ArrayBuffer(1));
    expect(await files.list()).toEqual(['a.1.jpg']);
  });

  it('gives a path for pictures that are there only', async () => {
    const files = open();
    await files.write('a.1.jpg', new ArrayBuffer(1));
    expect(await files.url('a.1.jpg')).toBe('wxfile://usr/photos/a.1.jpg');
    expect(await files.url('a.2.jpg')).toBeNull();
    expect(await files.read('a.2.jpg')).toBeNull();
    await files.remove('a.2.jpg');
  });
});

describe('openTextStore on WeChat', () => {
  it('keeps namespaces apart and answers null for what is not there', async () => {
    const { openTextStore } = load<typeof import('../../../src/platform/store')>('../../../src/platform/store');
    const queue = openTextStore('queue');
    await openTextStore('drafts').set('a', 'draft');
    await queue.set('a', 'queued');
    expect(await queue.entries()).toEqual([['a', 'queued']]);
    await queue.remove('a');
    expect(await queue.get('a')).toBeNull();
    expect(await openTextStore('drafts').get('a')).toBe('draft');
  });
});

describe('sendRequest on WeChat', () => {
  const send = () => load<typeof import('../../../src/platform/request')>('../../../src/platform/request').sendRequest;

  it('hands the body over as the same string and puts paths behind the deployment', async () => {
    wechat.request.mockImplementation(({ success, complete }) => {
      success({ statusCode: 404, header: { 'Content-Type': 'text/plain' }, data: 'gone' });
      complete();
      return Object.assign(Promise.resolve(), { abort: jest.fn() });
    });
    const body = '{ "n":1.0 }';
    const answer = await send()({ method: 'PUT', url: '/api/x', body });
    expect(wechat.request.mock.calls[0]![0]).toMatchObject({ url: 'https://park.example/api/x', method: 'PUT', data: body, dataType: 'text' });
    expect(answer).toEqual({ status: 404, headers: { 'content-type': 'text/plain' }, text: 'gone' });
  });

  it('follows an abort signal', async () => {
    const abort = jest.fn();
    wechat.request.mockImplementation(({ fail, complete }) => {
      abort.mockImplementation(() => {
        fail({ errMsg: 'request:fail abort' });
        complete();
      });
      return Object.assign(Promise.reject(new Error('request:fail abort')), { abort });
    });
    const controller = new AbortController();
    const answer = send()({ method: 'GET', url: '/api/x', signal: controller.signal });
    controller.abort();
    await expect(answer).rejects.toMatchObject({ reason: 'aborted' });
    expect(abort).toHaveBeenCalledTimes(1);
  });
});

describe('readPlace on WeChat', () => {
  const read = () => load<typeof import('../../../src/platform/location')>('../../../src/platform/location').readPlace;

  it('asks nothing where the caller does not want to ask', async () => {
    wechat.getSetting.mockResolvedValue({ authSetting: {} });
    expect(await read()({ ask: false })).toEqual({ missing: 'not_asked' });
    expect(wechat.getLocation).not.toHaveBeenCalled();
  });

  it('respects an earlier refusal without asking again', async () => {
    wechat.getSetting.mockResolvedValue({ authSetting: { 'scope.userLocation': false } });
    expect(await read()()).toEqual({ missing: 'denied' });
  });

  it('gives up on a slow GPS', async () => {
    wechat.getSetting.mockResolvedValue({ authSetting: { 'scope.userLocation': true } });
    wechat.getLocation.mockReturnValue(new Promise(() => undefined));
    expect(await read()({ timeoutMs: 20 })).toEqual({ missing: 'timeout' });
  });

  it('answers WGS84 with its accuracy', async () => {
    wechat.getSetting.mockResolvedValue({ authSetting: { 'scope.userLocation': true } });
    wechat.getLocation.mockResolvedValue({ latitude: 29.4771, longitude: 113.4512, accuracy: 12 });
    expect(await read()()).toMatchObject({ latitude: 29.4771, longitude: 113.4512, accuracyM: 12 });
    expect(wechat.getLocation.mock.calls.at(-1)![0]).toMatchObject({ type: 'wgs84', isHighAccuracy: true });
  });
});

export {};
