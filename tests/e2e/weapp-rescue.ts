// 导出 and 导入 in the built mini-program, in an engine that has only what WeChat has (no Blob, URL, TextDecoder, Worker,
// crypto): one phone packs its queue into a file, another opens and imports it. Needs dist/weapp (npm run build:weapp).
import assert from 'node:assert/strict';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { unzipSync } from 'fflate';
import { rescueJson, type Rescue } from '../../src/outbox/rescue';
import { queuedItem, rescueOwner } from '../factories/rescue';
import { idOf } from '../factories/screen';
import { sha256 } from '../factories/submission';
import { startPhone, type PhonePage } from '../support/weapp-phone.mjs';

const directory = path.resolve(__dirname, '../../dist/weapp');
type Callbacks = { success?: (answer: object) => void; fail?: (error: { errMsg: string }) => void; complete?: () => void };
type FileCall = Callbacks & { path: string; filePath: string; dirPath: string; data: ArrayBuffer | string };

/** Files in a Map, answering in a later turn as WeChat does. */
function diskOf(files: Map<string, Uint8Array>) {
  const soon = (run: () => void) => void setTimeout(run, 0);
  const answer = ({ success, fail }: Callbacks, value: object | null) => soon(() => (value ? success?.(value) : fail?.({ errMsg: 'fail no such file or directory' })));
  const copy = (data: ArrayBuffer | string) => (typeof data === 'string' ? new TextEncoder().encode(data) : new Uint8Array(data).slice());
  return {
    mkdir: (call: FileCall) => answer(call, {}),
    access: (call: FileCall) => answer(call, files.has(call.path) ? {} : null),
    readdir: (call: FileCall) => answer(call, { files: [...files.keys()].filter((one) => one.startsWith(`${call.dirPath}/`)).map((one) => one.slice(call.dirPath.length + 1)) }),
    readFile: (call: FileCall) => answer(call, files.has(call.filePath) ? { data: files.get(call.filePath)!.slice().buffer } : null),
    writeFile: (call: FileCall) => answer(call, (files.set(call.filePath, copy(call.data)), {})),
    appendFile: (call: FileCall) => {
      const before = files.get(call.filePath);
      if (before) files.set(call.filePath, Uint8Array.from([...before, ...copy(call.data)]));
      answer(call, before ? {} : null);
    },
    unlink: (call: FileCall) => answer(call, files.delete(call.filePath) ? {} : null),
    stat: (call: FileCall) => answer(call, { stats: [] }),
  };
}

type WechatRequest = Callbacks & { url: string; method?: string; data?: string | ArrayBuffer };
type Asked = { path: string; data: string | Uint8Array };

/** A phone on which somebody is signed in. */
function phoneOf(role: string, files: Map<string, Uint8Array>, texts: Record<string, string>, more: Record<string, unknown>) {
  const me = { staff: { id: role === 'office' ? idOf(2) : rescueOwner, name: '某人', role, phoneMasked: null }, park: { id: idOf(9), name: '园区', isDemo: false }, enterprise: null, deviceName: '手机' };
  const session = { accessToken: 'a', refreshToken: 'r', expiresAt: '2030-01-01T00:00:00Z', staff: me };
  const storage = new Map(Object.entries({ 'session:session': JSON.stringify(session), ...texts }));
  return startPhone(directory, {
    getFileSystemManager: () => diskOf(files),
    getNetworkType: ({ success }: Callbacks) => success?.({ networkType: 'none' }),
    getStorage: ({ key, success, fail }: Callbacks & { key: string }) => (storage.has(key) ? success?.({ data: storage.get(key) }) : fail?.({ errMsg: 'getStorage:fail data not found' })),
    setStorage: ({ key, data, success }: Callbacks & { key: string; data: string }) => (storage.set(key, data), success?.({})),
    removeStorage: ({ key, success }: Callbacks & { key: string }) => (storage.delete(key), success?.({})),
    getStorageInfoSync: () => ({ keys: [...storage.keys()], currentSize: 1, limitSize: 10_240 }),
    arrayBufferToBase64: (buffer: ArrayBuffer) => Buffer.from(new Uint8Array(buffer)).toString('base64'),
    ...more,
  });
}

async function until(what: string, isTrue: () => boolean, errors: string[]): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    if (isTrue()) return;
    await sleep(50);
  }
  assert.fail(`never happened: ${what}\n${errors.join('\n')}`);
}

const button = (page: PhonePage, label: string) => page.byClass('button').find((node) => page.textOf(node) === label);

async function exportsOnTheFirst(): Promise<Uint8Array> {
  const photos = new Map<string, ArrayBuffer>();
  const items = [queuedItem(photos, 2, { seq: 1 }), queuedItem(photos, 0, { seq: 2, label: { project: '驰兴', on: '2026-11-23' } })];
  const files = new Map([...photos].map(([key, bytes]) => [`wxfile://usr/photos/${key}`, new Uint8Array(bytes)]));
  const before = [...files.keys()];
  const phone = phoneOf('inspector', files, Object.fromEntries(items.map((item) => [`outbox:${item.id}`, JSON.stringify(item)])), {
    request: ({ fail, complete }: WechatRequest) => {
      setTimeout(() => (fail?.({ errMsg: 'request:fail' }), complete?.()), 0);
      return { abort: () => undefined };
    },
    shareFileMessage: ({ success }: Callbacks) => success?.({}),
  });
  const page = await phone.open('pages/mine/outbox/index');
  await until('the queue is read', () => page.text().includes('导出没送完的'), phone.errors);
  await page.fire(page.byClass('row').find((node) => page.textOf(node).includes('导出没送完的')));
  await until('packed', () => page.text().includes('2 条记录、2 张照片'), phone.errors);
  await page.fire(button(page, '发给办公室'));
  await until('shared', () => page.text().includes('已发出。'), phone.errors);
  const [shared] = phone.calls.filter(({ name }) => name === 'shareFileMessage').map(({ args }) => args[0] as { filePath: string; fileName: string });
  assert.match(shared!.fileName, /^parkpulse-\d{8}-\d{4}\.zip$/);
  const zip = files.get(shared!.filePath)!;
  const entries = unzipSync(zip);
  const rescue = JSON.parse(Buffer.from(entries[rescueJson]!).toString('utf8')) as Rescue;
  assert.deepEqual(rescue.items.map(({ body }) => body), items.map(({ body }) => body));
  assert.deepEqual(rescue.missing, []);
  for (const { file, sha256: hash } of rescue.items[0]!.photos) assert.equal(sha256(entries[file]!), hash);
  assert.deepEqual([...files.keys()].filter((one) => one.includes('/photos/')), before);
  assert.deepEqual(phone.errors, []);
  return zip;
}

async function importsOnTheSecond(zip: Uint8Array): Promise<void> {
  const asked: Asked[] = [];
  const left = new Map<string, Set<string>>();
  const answers: Record<string, (body: never) => object> = {
    '/api/staff': () => ({ items: [{ id: rescueOwner, name: '李明', role: 'inspector', enterprise: null, phoneMasked: null, createdAt: '2026-11-20T00:00:00Z', closedAt: null }] }),
    '/api/rescues': ({ body, bodySha256 }: { body: string; bodySha256: string }) => {
      const { id, photos } = JSON.parse(body) as { id: string; photos: { sha256: string }[] };
      left.set(id, new Set(photos.map((photo) => photo.sha256)));
      return { id, receivedAt: '2026-11-23T03:00:00Z', sha256: bodySha256, status: photos.length > 0 ? 'awaiting_photos' : 'complete' };
    },
    '/api/photos/sign': ({ photos }: { photos: { sha256: string }[] }) => ({
      photos: photos.map((photo) => ({ sha256: photo.sha256, stored: false, uploadUrl: `/put/${photo.sha256}`, thumbUploadUrl: `/put/thumb/${photo.sha256}` })),
    }),
    '/api/photos/attach': ({ submissionId, sha256s }: { submissionId: string; sha256s: string[] }) => {
      sha256s.forEach((one) => left.get(submissionId)!.delete(one));
      return { status: left.get(submissionId)!.size === 0 ? 'complete' : 'awaiting_photos', photos: sha256s.map((one) => ({ sha256: one, stored: true })) };
    },
  };
  const phone = phoneOf('office', new Map([['wxfile://tmp/1.zip', zip]]), {}, {
    getNetworkType: ({ success }: Callbacks) => success?.({ networkType: 'wifi' }),
    chooseMessageFile: ({ success }: Callbacks) => success?.({ tempFiles: [{ name: 'parkpulse.zip', path: 'wxfile://tmp/1.zip', size: zip.length }] }),
    request: ({ url, data, success, complete }: WechatRequest) => {
      const at = url.replace(/^https?:\/\/[^/]+/, '');
      const sent = typeof data === 'object' && data !== null ? new Uint8Array(data).slice() : (data ?? '');
      asked.push({ path: at, data: sent });
      const found = answers[at];
      const body = found ? found((typeof sent === 'string' && sent !== '' ? JSON.parse(sent) : {}) as never) : {};
      setTimeout(() => (success?.({ statusCode: found || at.startsWith('/put/') ? 200 : 404, header: {}, data: JSON.stringify(body) }), complete?.()), 0);
      return { abort: () => undefined };
    },
  });
  const page = await phone.open('pages/office/rescue/index');
  await until('the people of the park are known', () => button(page, '选择文件') !== undefined, phone.errors);
  await page.fire(button(page, '选择文件'));
  await until('the file is open', () => page.text().includes('内容和照片都和文件里的清单一致'), phone.errors);
  assert.ok(JSON.stringify(page.tree()).includes('data:image/jpeg;base64,/9j/'), 'no thumbnail is shown');
  await page.fire(button(page, '导入 2 条'));
  await until('imported', () => page.text().includes('2 条已经在系统里'), phone.errors);
  const { items } = JSON.parse(Buffer.from(unzipSync(zip)[rescueJson]!).toString('utf8')) as Rescue;
  const bodies = asked.filter((one) => one.path === '/api/rescues').map(({ data }) => (JSON.parse(data as string) as { body: string }).body);
  assert.deepEqual(bodies, items.map(({ body }) => body));
  for (const { sha256: hash, thumb } of items[0]!.photos) {
    assert.equal(sha256(asked.find((one) => one.path === `/put/${hash}`)!.data), hash);
    assert.equal(sha256(asked.find((one) => one.path === `/put/thumb/${hash}`)!.data), thumb!.sha256);
  }
  assert.deepEqual(phone.errors, []);
}

export async function weappRescue(): Promise<void> {
  await importsOnTheSecond(await exportsOnTheFirst());
  console.log('the mini-program exported its queue into a chat, and imported it on another phone');
}
