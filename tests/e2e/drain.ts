// How long a hundred queued reports with 300 photos of 300 KB take on the local stack, in real Chromium, and how many
// photos are in memory at once. The queue is put on the phone's disk in the app's own format; the app then finds it.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { tinyJpeg } from '../support/photos';
import { launch, openPhone, seeText, signIn } from './browser';
import { makeDataDir, officeReader, startApp } from './stack';

const reports = 100;
const photosEach = 3;
const photoBytes = 300 * 1024;
const slots = 4;

type Counters = { inMemory: number; most: number };

/** Runs before the app: counts photos that were read from disk and not yet answered by the storage. */
function countPhotos(): void {
  const counters: Counters = { inMemory: 0, most: 0 };
  Object.assign(window, { photoCounters: counters });
  const { get } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.get = function read(key) {
    if (this.transaction.db.name === 'parkpulse-files' && typeof key === 'string' && !key.includes('thumb')) {
      counters.inMemory += 1;
      counters.most = Math.max(counters.most, counters.inMemory);
    }
    return get.call(this, key);
  };
  const { send } = XMLHttpRequest.prototype;
  XMLHttpRequest.prototype.send = function put(body) {
    if (body instanceof ArrayBuffer && body.byteLength > 100_000) this.addEventListener('loadend', () => (counters.inMemory -= 1));
    send.call(this, body);
  };
}

/** Writes the queue as src/outbox does: item by item, photo by photo. */
async function fillQueue({ base, projectId, count, each, size }: { base: number[]; projectId: string; count: number; each: number; size: number }): Promise<void> {
  const open = (name: string) =>
    new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open(name);
      request.onupgradeneeded = () => request.result.createObjectStore('entries');
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const put = (db: IDBDatabase, key: string, value: unknown) =>
    new Promise<void>((resolve, reject) => {
      const transaction = db.transaction('entries', 'readwrite');
      transaction.objectStore('entries').put(value, key);
      transaction.oncomplete = () => resolve();
      transaction.onerror = () => reject(transaction.error);
    });
  const read = (db: IDBDatabase, key: string) =>
    new Promise<string>((resolve) => {
      const request = db.transaction('entries').objectStore('entries').get(key);
      request.onsuccess = () => resolve(request.result as string);
    });
  const hex = async (bytes: BufferSource) => [...new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  /** A JPEG of this size that is like no other: comment segments of noise behind its first marker. */
  const jpeg = (bytes: number): Uint8Array<ArrayBuffer> => {
    const noise: number[][] = [];
    for (let left = bytes - base.length; left > 4; left -= noise.at(-1)!.length) {
      const filling = crypto.getRandomValues(new Uint8Array(Math.min(left - 4, 65_000)));
      noise.push([0xff, 0xfe, (filling.length + 2) >> 8, (filling.length + 2) & 255, ...filling]);
    }
    return new Uint8Array([...base.slice(0, 2), ...noise.flat(), ...base.slice(2)]);
  };
  const uuid = () => {
    const random = [...crypto.getRandomValues(new Uint8Array(10))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    const time = Date.now().toString(16).padStart(12, '0');
    return `${time.slice(0, 8)}-${time.slice(8)}-7${random.slice(0, 3)}-8${random.slice(3, 6)}-${random.slice(6, 18)}`;
  };

  const [items, files, sessions] = [await open('parkpulse-outbox'), await open('parkpulse-files'), await open('parkpulse-session')];
  const ownerId = (JSON.parse(await read(sessions, 'session')) as { staff: { staff: { id: string } } }).staff.staff.id;
  const now = new Date().toISOString();
  for (let seq = 1; seq <= count; seq += 1) {
    const id = uuid();
    const photos: { ordinal: number; sha256: string; bytes: number; thumb: { sha256: string; bytes: number }; fileKey: string; thumbKey: string; stored: boolean }[] = [];
    for (let ordinal = 1; ordinal <= each; ordinal += 1) {
      const [full, small] = [jpeg(size), jpeg(base.length + 64)];
      const [fileKey, thumbKey] = [`draft-${id}.${ordinal}.jpg`, `draft-${id}.${ordinal}.thumb.jpg`];
      await put(files, fileKey, full.buffer);
      await put(files, thumbKey, small.buffer);
      photos.push({ ordinal, sha256: await hex(full), bytes: full.length, thumb: { sha256: await hex(small), bytes: small.length }, fileKey, thumbKey, stored: false });
    }
    const manifest = photos.map(({ sha256, bytes, thumb }) => ({ sha256, bytes, thumb, capturedAt: now, source: 'camera', location: null, locationMissing: 'denied' }));
    const body = JSON.stringify({ id, projectId, capturedAt: now, photos: manifest, note: `排队第 ${seq} 条` });
    const item = {
      version: 2, id, seq, operation: 'inspection.submit', path: '/api/inspections', body, bodySha256: await hex(new TextEncoder().encode(body)), ownerId, lane: id,
      label: { project: '比德', on: now.slice(0, 10) }, draft: null, queuedAt: now, photos, state: 'on_phone', attempts: 0, nextAttemptAt: now, problem: null, receivedAt: null, endedAt: null,
    };
    await put(items, id, JSON.stringify(item));
  }
}

const openOutbox = (page: Page) =>
  page.evaluate(() => {
    location.hash = '/pages/mine/outbox/index';
  });

export async function drainMeasure(): Promise<void> {
  const dataDir = makeDataDir();
  const app = await startApp(dataDir);
  const browser = await launch();
  try {
    const read = await officeReader(app);
    const { items: projects } = await read<{ items: { id: string; name: string }[] }>('/api/projects');
    const { context, page } = await openPhone(browser, app.origin);
    await signIn(page, app.codes.inspector!);
    await seeText(page, '拍照巡查');
    await page.close();
    // What the TypeScript loader leaves in functions that are sent into the page.
    await context.addInitScript('globalThis.__name ??= (value) => value');
    // Not the app itself but a page of the same origin, so that nothing is sent while the queue is written.
    const writer = await context.newPage();
    await writer.goto(`${app.origin}/api/health`);
    await writer.evaluate(fillQueue, { base: [...tinyJpeg('')], projectId: projects[0]!.id, count: reports, each: photosEach, size: photoBytes });
    await writer.close();

    const phone = await context.newPage();
    await phone.addInitScript(countPhotos);
    const startedAt = Date.now();
    await phone.goto(app.origin);
    await openOutbox(phone);
    await phone.getByText('都送到了').filter({ visible: true }).first().waitFor({ timeout: 5 * 60_000 });
    const seconds = (Date.now() - startedAt) / 1000;

    const { most } = await phone.evaluate(() => (window as unknown as { photoCounters: Counters }).photoCounters);
    assert.ok(most > 0 && most <= slots, `${most} photos in memory at once`);
    await sleep(500);
    const { items } = await read<{ items: { note: string | null; status: string; photos: { stored: boolean }[] }[] }>('/api/reports?limit=100');
    const mine = items.filter(({ note }) => note?.startsWith('排队第'));
    assert.equal(mine.length, reports);
    assert.ok(mine.every(({ status, photos }) => status === 'complete' && photos.length === photosEach));
    console.log(`${reports} queued reports with ${reports * photosEach} photos of ${photoBytes / 1024} KB sent in ${seconds.toFixed(1)} s, at most ${most} photos in memory`);
  } finally {
    await browser.close();
    await app.stop();
    fs.rmSync(dataDir, { recursive: true, force: true });
  }
}
