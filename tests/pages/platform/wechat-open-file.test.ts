/** @jest-environment node */
import type * as OpenFile from '../../../src/platform/open-file';

jest.mock('@tarojs/taro', () => ({ __esModule: true, default: {} }));

/** A document fetched, shown and sent into a chat, over a WeChat whose disk is a Set. */
const disk = new Set<string>();
type Options = { path: string; filePath: string; url: string; success?: (result: unknown) => void; fail?: (error: { errMsg: string }) => void };
const wechat = {
  env: { USER_DATA_PATH: 'wxfile://usr' },
  getFileSystemManager: () => ({
    access: ({ path, success, fail }: Options) => (disk.has(path) ? success?.({}) : fail?.({ errMsg: 'access:fail no such file' })),
    mkdir: ({ fail }: Options) => fail?.({ errMsg: 'mkdir:fail file already exists' }),
    unlink: ({ filePath, success }: Options) => (disk.delete(filePath), success?.({})),
  }),
  downloadFile: jest.fn(({ url, filePath, success }: Options) => (disk.add(filePath), success?.({ statusCode: url.endsWith('expired') ? 400 : 200 }))),
  openDocument: jest.fn(({ success }: Options) => success?.({})),
  shareFileMessage: jest.fn(({ success }: Options) => success?.({})),
};
const name = '日报_2026-11-22_7K2F9QD4M3.docx';
const path = `wxfile://usr/exports/${name}`;

const load = (): typeof OpenFile => {
  Object.assign(jest.requireMock<{ default: object }>('@tarojs/taro').default, wechat);
  return jest.requireActual('../../../src/platform/open-file');
};

beforeAll(() => {
  process.env.TARO_ENV = 'weapp';
});
beforeEach(() => {
  disk.clear();
  jest.clearAllMocks();
});

it('is fetched once and shown with the menu that forwards it', async () => {
  const { openFile, forwardFile } = load();
  await openFile('http://park/x', name);
  expect(wechat.openDocument).toHaveBeenCalledWith(expect.objectContaining({ filePath: path, showMenu: true }));
  expect(await forwardFile('http://park/x', name)).toBe('sent');
  expect(wechat.shareFileMessage).toHaveBeenCalledWith(expect.objectContaining({ filePath: path, fileName: name }));
  expect(wechat.downloadFile).toHaveBeenCalledTimes(1);
});

it('a refusal of the storage is neither shown nor kept', async () => {
  const { openFile } = load();
  await expect(openFile('http://park/expired', name)).rejects.toThrow('400');
  expect(disk.has(path)).toBe(false);
  expect(wechat.openDocument).not.toHaveBeenCalled();
});

it.each([
  ['shareFileMessage:fail can only be invoked by user TAP gesture.', 'tap_again'],
  ['shareFileMessage:fail cancel', 'cancelled'],
])('tells %s', async (errMsg, result) => {
  wechat.shareFileMessage.mockImplementationOnce(({ fail }) => fail?.({ errMsg }));
  expect(await load().forwardFile('http://park/x', name)).toBe(result);
});
