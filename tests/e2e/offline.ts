// Nothing is lost, in real Chromium against the real stack: twenty reports with sixty photos written without a signal, the
// tab killed, the app opened again without a signal, then a network that loses 30 % of all transfers and a server that is
// killed twice. In the end exactly twenty records, sixty photos with the right hashes, and an empty outbox.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { BrowserContext, Page } from 'playwright-core';
import { sha256 } from '../factories/submission';
import { action, addPhoto, button, launch, openPhone, photo, seeText, shoot, signIn } from './browser';
import { flakyNetwork } from './flaky-network';
import { killApp, makeDataDir, officeReader, startApp, type Running } from './stack';

const reports = 20;
const photosEach = 3;
const longestMs = 5 * 60_000;

type Photo = { sha256: string; stored: boolean; url: string | null };
type Record = { id: string; note: string | null; status: string; photos: Photo[] };
type Read = Awaited<ReturnType<typeof officeReader>>;

const noteOf = (index: number) => `第 ${index + 1} 次离线巡查`;
const files = ['plant-columns.jpg', 'tank-farm.jpg', 'pipe-gallery.jpg'].map(photo);

async function writeReport(page: Page, index: number): Promise<void> {
  await action(page, '拍照巡查').click();
  await page.locator('.photo-grid-add').filter({ visible: true }).first().waitFor();
  await shoot(page, () => addPhoto(page).click(), files);
  await seeText(page, `${photosEach} / 9`);
  await page.locator('textarea').filter({ visible: true }).last().fill(noteOf(index));
  await button(page, '提交').click();
  await seeText(page, '今天送出的');
}

/** What 待上传 says, counted: states a person sees. */
async function shown(page: Page): Promise<{ cards: number; delivered: number; counted: number; parked: number; photos: number }> {
  const texts = await page.locator('.card', { hasText: '拍照巡查' }).allInnerTexts();
  const photos = texts.map((text) => (text.includes('已计入') ? photosEach : Number(/照片 (\d+)\/\d+/.exec(text)?.[1] ?? 0)));
  return {
    cards: texts.length,
    delivered: texts.filter((text) => /已送达|照片 \d+\/\d+|已计入/.test(text)).length,
    counted: texts.filter((text) => text.includes('已计入')).length,
    parked: texts.filter((text) => text.includes('需处理')).length,
    photos: photos.reduce((sum, count) => sum + count, 0),
  };
}

/** The server's records of this test. Pages of 100 are more than it makes. */
async function onServer(read: Read): Promise<Record[]> {
  const { items } = await read<{ items: Record[] }>('/api/reports?limit=100');
  return items.filter(({ note }) => note?.endsWith('次离线巡查'));
}

const openOutbox = async (page: Page) => {
  await page.evaluate(() => {
    location.hash = '/pages/mine/outbox/index';
  });
  await page.locator('.big-number').filter({ visible: true }).first().waitFor();
};

/** The renderer dies as it does when a phone takes its memory; nothing of the page runs again. */
async function killTab(page: Page): Promise<void> {
  await page.goto('chrome://crash').catch(() => undefined);
  await page.close().catch(() => undefined);
}

export async function offlineStory(): Promise<void> {
  const dataDir = makeDataDir();
  let app = await startApp(dataDir);
  const network = await flakyNetwork(app.origin);
  const browser = await launch();
  try {
    const read = await officeReader(app);
    const { context, page } = await openPhone(browser, network.origin);
    await signIn(page, app.codes.inspector!);
    await seeText(page, '拍照巡查');
    await page.evaluate(() => navigator.serviceWorker.ready);
    // One form is opened while there is a signal, as on any day before; the app and its data are on the phone since.
    await sleep(2_000);

    network.lost = null;
    await context.setOffline(true);
    for (let index = 0; index < reports; index += 1) await writeReport(page, index);
    await openOutbox(page);
    assert.deepEqual(await shown(page), { cards: reports, delivered: 0, counted: 0, parked: 0, photos: 0 });

    await killTab(page);
    const again = await reopen(context, network.origin);
    await openOutbox(again);
    assert.deepEqual(await shown(again), { cards: reports, delivered: 0, counted: 0, parked: 0, photos: 0 });
    console.log(`${reports} reports with ${reports * photosEach} photos written offline, there again after the tab was killed`);

    const restart = async () => {
      await killApp(app);
      app = await startApp(dataDir, { PORT: new URL(app.origin).port });
      network.target = app.origin;
    };
    network.lost = 0.3;
    const startedAt = Date.now();
    await context.setOffline(false);
    const looks = await watch(again, read, restart);

    await expectAll(await onServer(await officeReader(app)), app);
    const last = await shown(again);
    assert.deepEqual({ counted: last.counted, parked: last.parked }, { counted: reports, parked: 0 });
    await seeText(again, '都送到了');
    console.log(`sent in ${Math.round((Date.now() - startedAt) / 1000)} s through ${network.counts.lost} lost of ${network.counts.lost + network.counts.passed} transfers and two killed servers; ${looks} looks at 待上传, none said more than was true`);
  } finally {
    await browser.close();
    network.close();
    await app.stop();
    fs.rmSync(dataDir, { recursive: true, force: true });
  }
}

async function reopen(context: BrowserContext, origin: string): Promise<Page> {
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  await page.goto(origin);
  await seeText(page, '拍照巡查');
  return page;
}

/** Photos that have arrived when the server is killed: early, and in the middle. */
const killsAt = [4, 30];

/**
 * Looks until all is counted. At the screen first and at the server second: what the server has only grows, so the
 * screen may never be ahead.
 */
async function watch(page: Page, read: Read, restart: () => Promise<void>): Promise<number> {
  const startedAt = Date.now();
  const kills = [...killsAt];
  for (let looks = 0; ; looks += 1) {
    const seen = await shown(page);
    const records = await onServer(read);
    const stored = records.flatMap(({ photos }) => photos).filter((one) => one.stored).length;
    assert.ok(seen.delivered <= records.length, `shows ${seen.delivered} delivered, the server has ${records.length}`);
    assert.ok(seen.counted <= records.filter(({ status }) => status === 'complete').length, 'shows counted too early');
    assert.ok(seen.photos <= stored, `shows ${seen.photos} photos, the server has ${stored}`);
    assert.equal(seen.cards, reports, 'a report vanished from the screen');
    if (seen.counted === reports) {
      assert.deepEqual(kills, [], 'it was over before the server was killed twice');
      return looks;
    }
    assert.ok(Date.now() - startedAt < longestMs, `not sent after ${longestMs / 60_000} minutes: ${JSON.stringify(seen)}`);
    if (stored >= (kills[0] ?? Infinity)) {
      kills.shift();
      await restart();
    }
    // 立即上传, as somebody does who waits for it. It stands still while it sends and goes when all is sent, so a tap may
    // come too late: that is no fault.
    if (looks % 50 === 49) await button(page, '立即上传').click({ timeout: 1_000 }).catch(() => undefined);
    await sleep(200);
  }
}

async function expectAll(records: Record[], app: Running): Promise<void> {
  assert.deepEqual(records.map(({ note }) => note).sort(), Array.from({ length: reports }, (_, index) => noteOf(index)).sort());
  let checked = 0;
  for (const { id, status, photos } of records) {
    assert.equal(status, 'complete');
    assert.equal(photos.length, photosEach, `${id} has ${photos.length} photos`);
    for (const one of photos) {
      const bytes = new Uint8Array(await (await fetch(one.url!.replace(/^http:\/\/[^/]+/, app.origin))).arrayBuffer());
      assert.equal(sha256(bytes), one.sha256, `a photo of ${id} differs from its hash`);
      checked += 1;
    }
  }
  console.log(`${records.length} records, ${checked} photos, every hash right`);
}
