// 导出 and 导入 in real Chromium: an inspector without a signal fills in two reports and exports them, the office imports
// the file, and when the signal is back the inspector's queue empties without a double.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { unzipSync } from 'fflate';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { Report, ReportDetail } from '../../src/contract/report';
import type { Rescue } from '../../src/outbox/rescue';
import { launch, openPhone, seeText, shoot, signIn, tap } from './browser';
import { makeDataDir, startApp, type Running } from './stack';

const photo = (name: string) => path.resolve(__dirname, '../../seeds/photos', name);
const button = (page: Page, text: string) => page.locator('.nut-button', { hasText: text }).filter({ visible: true }).last();
const action = (page: Page, text: string) => page.locator('.home-action', { hasText: text }).filter({ visible: true });
const addPhoto = (page: Page) => page.locator('.photo-grid-add').filter({ visible: true }).last();
const openAt = (page: Page, at: string) => page.evaluate((hash) => void (location.hash = hash), at);
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** Pictures of the screens on the way, where a folder is given. */
const shots = process.env.SHOTS;
async function picture(page: Page, name: string): Promise<void> {
  if (!shots) return;
  fs.mkdirSync(shots, { recursive: true });
  await page.waitForTimeout(600);
  await page.screenshot({ path: path.join(shots, `${name}.png`) });
}

/** Reads by HTTP as the leader, who sees every record of the park. */
async function leaderReader({ origin, codes }: Running) {
  const signed = await fetch(`${origin}/api/session/claim`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ inviteCode: codes.leader, deviceName: 'e2e' }),
  });
  const { accessToken } = (await signed.json()) as { accessToken: string };
  return async <T>(at: string) => {
    const answer = await fetch(origin + at, { headers: { authorization: `Bearer ${accessToken}` } });
    return { status: answer.status, body: (await answer.json()) as T };
  };
}

/** Two reports with photos, made without a signal. */
async function reportOffline(browser: Browser, { origin, codes }: Running): Promise<{ context: BrowserContext; page: Page }> {
  const phone = await openPhone(browser, origin);
  const { context, page } = phone;
  await signIn(page, codes.inspector!);
  // Each form once with a signal: what it reads (projects, the last progress) is kept for the site.
  await action(page, '上报进度').click();
  await seeText(page, '累计投资');
  await page.goBack();
  await action(page, '拍照巡查').click();
  await seeText(page, '离您最近');
  await context.setOffline(true);
  await shoot(page, () => addPhoto(page).click(), [photo('plant-columns.jpg'), photo('tank-farm.jpg'), photo('pipe-gallery.jpg')]);
  await seeText(page, '3 / 9');
  await button(page, '提交').click();
  await seeText(page, '今天送出的');
  await action(page, '上报进度').click();
  await seeText(page, '累计投资');
  await shoot(page, () => addPhoto(page).click(), [photo('warehouse.jpg')]);
  await seeText(page, '1 / 9');
  await button(page, '提交进度').click();
  await seeText(page, '今天送出的');
  return phone;
}

async function exportAll(page: Page, folder: string): Promise<string> {
  await openAt(page, '/pages/mine/outbox/index');
  await seeText(page, '条没送完');
  await picture(page, '1-outbox');
  await tap(page, '导出没送完的');
  await seeText(page, /2 条记录、4 张照片/);
  await picture(page, '2-export');
  const downloading = page.waitForEvent('download');
  await button(page, '保存文件').click();
  const download = await downloading;
  assert.match(download.suggestedFilename(), /^parkpulse-\d{8}-\d{4}\.zip$/);
  const file = path.join(folder, download.suggestedFilename());
  await download.saveAs(file);
  await seeText(page, '已交给浏览器下载');
  await picture(page, '3-saved');
  await page.locator('.bottom-sheet-close').filter({ visible: true }).click();
  return file;
}

async function importAll(browser: Browser, { origin, codes }: Running, file: string): Promise<void> {
  const { context, page } = await openPhone(browser, origin);
  await signIn(page, codes.office!);
  await openAt(page, '/pages/me/index');
  await tap(page, '导入手机记录');
  await seeText(page, '导入手机里没送出来的记录');
  await picture(page, '4-import-empty');
  const notOurs = path.join(path.dirname(file), 'photo.zip');
  fs.copyFileSync(photo('warehouse.jpg'), notOurs);
  await shoot(page, () => button(page, '选择文件').click(), [notOurs]);
  await seeText(page, '这个文件不能导入');
  await picture(page, '5-import-refused');
  await shoot(page, () => button(page, '选择文件').click(), [file]);
  await seeText(page, '内容和照片都和文件里的清单一致');
  await page.waitForFunction(() => [...document.querySelectorAll<HTMLImageElement>('.photo-strip img')].filter((image) => image.naturalWidth > 0).length === 4);
  await picture(page, '6-import-open');
  await button(page, '导入 2 条').click();
  await seeText(page, /^2 条已经在系统里/);
  assert.equal(await page.getByText('已计入', { exact: true }).filter({ visible: true }).count(), 2);
  await picture(page, '7-import-done');
  await tap(page, '看记录');
  await seeText(page, /^由 .+ 导入$/);
  await picture(page, '8-record');
  await context.close();
}

/** What the phone put into the file is on the server, to the byte. */
async function assertArrived(app: Running, read: Awaited<ReturnType<typeof leaderReader>>, zip: Record<string, Uint8Array>, { items }: Rescue): Promise<void> {
  assert.equal(items.length, 2);
  for (const item of items) {
    const { status, body: record } = await read<ReportDetail>(`/api/reports/${item.id}`);
    assert.equal(status, 200);
    assert.equal(record.sha256, item.bodySha256);
    assert.equal(record.status, 'complete');
    assert.equal(record.by?.id, item.ownerId);
    assert.equal(record.importedBy?.role, 'office');
    assert.equal(record.photos.length, item.photos.length);
    for (const { ordinal, file, sha256: hash } of item.photos) {
      const { url } = record.photos.find((one) => one.ordinal === ordinal)!;
      const stored = new Uint8Array(await (await fetch(new URL(url!, app.origin))).arrayBuffer());
      assert.equal(sha256(stored), hash);
      assert.ok(Buffer.from(stored).equals(Buffer.from(zip[file]!)), `${file} is not what the phone had`);
    }
  }
}

export async function rescueStory(): Promise<void> {
  const dataDir = makeDataDir();
  const app = await startApp(dataDir);
  const browser = await launch();
  try {
    const read = await leaderReader(app);
    const idsNow = async () => (await read<{ items: Report[] }>('/api/reports?limit=100')).body.items.map(({ id }) => id);
    const before = await idsNow();
    const { context, page } = await reportOffline(browser, app);
    const file = await exportAll(page, dataDir);
    const zip = unzipSync(new Uint8Array(fs.readFileSync(file)));
    const rescue = JSON.parse(Buffer.from(zip['rescue.json']!).toString('utf8')) as Rescue;
    assert.deepEqual(await idsNow(), before, 'something arrived without a signal');
    // Exporting took nothing away.
    await seeText(page, '条没送完');

    await importAll(browser, app, file);
    await assertArrived(app, read, zip, rescue);
    const imported = await idsNow();
    assert.deepEqual(imported.filter((id) => !before.includes(id)).sort(), rescue.items.map(({ id }) => id).sort());

    await context.setOffline(false);
    await seeText(page, '都送到了');
    await picture(page, '9-queue-empty');
    assert.deepEqual(await idsNow(), imported, 'the phone\'s own sending made doubles');
    await assertArrived(app, read, zip, rescue);
    console.log('the rescue: exported without a signal, imported by the office, sent again without a double');
  } finally {
    await browser.close();
    await app.stop();
    fs.rmSync(dataDir, { recursive: true, force: true });
  }
}
