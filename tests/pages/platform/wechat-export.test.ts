/** @jest-environment node */

jest.mock('@tarojs/taro', () => ({ __esModule: true, default: {} }));

/** The rescue file as the mini-program writes and reads it, over a WeChat whose disk is a Map. */
const disk = new Map<string, Uint8Array>();
/** Bytes that fit on it. */
let room = Infinity;

interface Options {
  filePath: string;
  dirPath: string;
  data: ArrayBuffer;
  success?: (result: unknown) => void;
  fail?: (error: { errMsg: string }) => void;
}

const used = () => [...disk.values()].reduce((sum, { length }) => sum + length, 0);
const wechat = {
  env: { USER_DATA_PATH: 'wxfile://usr' },
  getFileSystemManager: () => ({
    mkdir: ({ fail }: Options) => fail?.({ errMsg: 'mkdir:fail file already exists' }),
    readdir: ({ dirPath, success }: Options) => success?.({ files: [...disk.keys()].filter((path) => path.startsWith(`${dirPath}/`)).map((path) => path.slice(dirPath.length + 1)) }),
    unlink: ({ filePath, success, fail }: Options) => (disk.delete(filePath) ? success?.({}) : fail?.({ errMsg: 'unlink:fail no such file' })),
    writeFile: ({ filePath, data, success }: Options) => (disk.set(filePath, new Uint8Array(data.slice(0))), success?.({})),
    appendFile: ({ filePath, data, success, fail }: Options) => {
      const before = disk.get(filePath);
      if (!before) return fail?.({ errMsg: 'appendFile:fail no such file or directory' });
      if (!(data instanceof ArrayBuffer)) return fail?.({ errMsg: 'appendFile:fail parameter error' });
      if (used() + data.byteLength > room) return fail?.({ errMsg: 'appendFile:fail the maximum size of the file storage limit is exceeded' });
      disk.set(filePath, Uint8Array.from([...before, ...new Uint8Array(data)]));
      return success?.({});
    },
    readFile: ({ filePath, success, fail }: Options) => (disk.has(filePath) ? success?.({ data: disk.get(filePath)!.slice().buffer }) : fail?.({ errMsg: 'readFile:fail no such file' })),
  }),
  shareFileMessage: jest.fn(({ success }: Options) => success?.({})),
  chooseMessageFile: jest.fn(),
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
});
beforeEach(() => {
  disk.clear();
  room = Infinity;
});

const exporting = () => load<typeof import('../../../src/platform/export-file')>('../../../src/platform/export-file');
const path = 'wxfile://usr/exports/parkpulse-1.zip';

describe('startExportFile on WeChat', () => {
  it('appends piece by piece, whole buffers and views alike, and shares the file into a chat', async () => {
    const out = await exporting().startExportFile('parkpulse-1.zip');
    await out.append(new Uint8Array([1, 2]));
    await out.append(new Uint8Array([0, 3, 4, 0]).subarray(1, 3));
    expect([...disk.get(path)!]).toEqual([1, 2, 3, 4]);
    expect(await out.give()).toBe(true);
    expect(wechat.shareFileMessage).toHaveBeenCalledWith(expect.objectContaining({ filePath: path, fileName: 'parkpulse-1.zip' }));
  });

  it('keeps what was given, since WeChat may still be sending it, and frees the rest', async () => {
    const out = await exporting().startExportFile('parkpulse-1.zip');
    wechat.shareFileMessage.mockImplementationOnce(({ fail }) => fail?.({ errMsg: 'shareFileMessage:fail cancel' }));
    expect(await out.give()).toBe(false);
    await out.discard();
    expect(disk.size).toBe(0);
    const again = await exporting().startExportFile('parkpulse-1.zip');
    await again.give();
    await again.discard();
    expect([...disk.keys()]).toEqual([path]);
  });

  it('takes the room of earlier exports, also at the start of the app, and touches no photo', async () => {
    disk.set('wxfile://usr/exports/parkpulse-0.zip', new Uint8Array(9)).set('wxfile://usr/photos/a.1.jpg', new Uint8Array(9));
    await exporting().startExportFile('parkpulse-1.zip');
    expect([...disk.keys()]).toEqual(['wxfile://usr/photos/a.1.jpg', path]);
    await exporting().clearExports();
    expect([...disk.keys()]).toEqual(['wxfile://usr/photos/a.1.jpg']);
  });

  it('says that the disk is full in its own words', async () => {
    room = 3;
    const out = await exporting().startExportFile('parkpulse-1.zip');
    await expect(out.append(new Uint8Array(4))).rejects.toMatchObject({ name: 'StorageError', reason: 'full' });
  });
});

describe('pickFile on WeChat', () => {
  const pick = () => load<typeof import('../../../src/platform/pick-file')>('../../../src/platform/pick-file').pickFile('zip');

  it('takes a file out of a chat', async () => {
    disk.set('wxfile://tmp/1', new Uint8Array([80, 75]));
    wechat.chooseMessageFile.mockImplementation(({ success }: Options) => success?.({ tempFiles: [{ name: 'parkpulse-1.zip', path: 'wxfile://tmp/1' }] }));
    const file = await pick();
    expect(file!.name).toBe('parkpulse-1.zip');
    expect([...new Uint8Array(await file!.read())]).toEqual([80, 75]);
    expect(wechat.chooseMessageFile).toHaveBeenCalledWith(expect.objectContaining({ count: 1, type: 'file', extension: ['zip'] }));
  });

  it('answers null when the person backs out, and rejects for a file that is gone', async () => {
    wechat.chooseMessageFile.mockImplementation(({ fail }: Options) => fail?.({ errMsg: 'chooseMessageFile:fail cancel' }));
    expect(await pick()).toBeNull();
    wechat.chooseMessageFile.mockImplementation(({ success }: Options) => success?.({ tempFiles: [{ name: 'a.zip', path: 'wxfile://tmp/gone' }] }));
    await expect((await pick())!.read()).rejects.toMatchObject({ reason: 'failed' });
  });
});
