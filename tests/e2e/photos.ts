// Photos of every kind through the real form in real Chromium: stored upright and small, or refused in words, and a
// refused one never takes its report with it.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import type { Photo } from '../../src/contract/photo';
import type { Report, ReportDetail } from '../../src/contract/report';
import { shortCode } from '../../src/domain/short-code';
import { launch, openPhone, seeText, signIn } from './browser';
import { draw, drawTurned, look } from './pictures';
import { makeDataDir, officeReader, startApp } from './stack';

type PictureFile = { name: string; bytes: Buffer };
/** What the person picks, what of it must arrive, and what must be said about the rest. */
type Pick = { from: 'album' | 'camera'; files: PictureFile[]; stored: PictureFile[]; sentences: RegExp[] };

const landscape = { width: 800, height: 600 };
const portrait = { width: 600, height: 800 };
const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest();
const cut = (bytes: Buffer, share: number) => bytes.subarray(0, Math.round(bytes.length * share));

async function makePicks(page: Page): Promise<Pick[]> {
  const turned = async (seen: typeof landscape, name: string) =>
    Promise.all([1, 2, 3, 4, 5, 6, 7, 8].map(async (orientation) => ({ name: `${name}-${orientation}.jpg`, bytes: await drawTurned(page, orientation, seen) })));
  const [wide, tall] = [await turned(landscape, 'landscape'), await turned(portrait, 'portrait')];
  const jpeg = await draw(page, { ...landscape, noise: 0.1 });
  const png = { name: 'screen.png', bytes: await draw(page, { ...landscape, type: 'image/png' }) };
  const webp = { name: 'saved.webp', bytes: await draw(page, { ...landscape, type: 'image/webp' }) };
  const large = { name: '12-megapixel.jpg', bytes: await draw(page, { width: 4000, height: 3000, noise: 0.5 }) };
  const noisy = { name: 'noise.jpg', bytes: await draw(page, { width: 2400, height: 1800, noise: 1 }) };
  const motion = { name: 'motion.jpg', bytes: Buffer.concat([jpeg, Buffer.from('MotionPhoto_Data'), Buffer.alloc(20_000, 7)]) };
  const tiny = { name: 'tiny.jpg', bytes: await draw(page, { width: 200, height: 150 }) };
  const now = { name: 'now.jpg', bytes: await drawTurned(page, 6, portrait, new Date()) };
  const text = { name: 'text.jpg', bytes: Buffer.from('这不是照片，只是名字像。') };
  const empty = { name: 'empty.jpg', bytes: Buffer.alloc(0) };
  const short = { name: 'cut.jpg', bytes: cut(jpeg, 0.6) };
  const shortPng = { name: 'cut.png', bytes: cut(png.bytes, 0.6) };
  const heic = { name: 'iphone.heic', bytes: Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic\0\0\0\0mif1heic', 'latin1'), Buffer.from([0, 0, 0, 0]), Buffer.from('mdat')]) };
  return [
    { from: 'album', files: [...wide, text], stored: wide, sentences: [/^刚选的第 9 张没有加入：选的不是照片/] },
    { from: 'album', files: [short, ...tall], stored: tall, sentences: [/^刚选的第 1 张没有加入：照片不完整/] },
    {
      from: 'album',
      files: [png, empty, webp, large, shortPng, motion, heic, noisy, tiny],
      stored: [png, webp, large, motion, noisy, tiny],
      sentences: [/^刚选的第 2 张没有加入：这个文件是空的/, /^刚选的第 5 张没有加入：照片不完整/, /^刚选的第 7 张没有加入：这台设备打不开 HEIC/],
    },
    // One alone: the sentence needs no number, and the report goes without a photo.
    { from: 'camera', files: [empty], stored: [], sentences: [/^这个文件是空的/] },
    { from: 'camera', files: [now], stored: [now], sentences: [] },
  ];
}

const button = (page: Page, text: string) => page.locator('.nut-button', { hasText: text }).filter({ visible: true }).last();

/** Answers how long the phone worked on the photos, in seconds. */
async function report(page: Page, pick: Pick, folder: string): Promise<number> {
  await page.locator('.home-action', { hasText: '拍照巡查' }).filter({ visible: true }).click();
  await seeText(page, '离您最近');
  // Written now, as a camera does: an older file is taken for one of the album, rightly.
  const paths = pick.files.map(({ name, bytes }) => {
    fs.writeFileSync(path.join(folder, name), bytes);
    return path.join(folder, name);
  });
  const chooser = page.waitForEvent('filechooser');
  if (pick.from === 'album') await page.getByText('从相册选', { exact: true }).filter({ visible: true }).click();
  else await page.locator('.photo-grid-add').filter({ visible: true }).last().click();
  await (await chooser).setFiles(paths);
  const startedAt = Date.now();
  for (const sentence of pick.sentences) await seeText(page, sentence);
  await seeText(page, `${pick.stored.length} / 9`);
  const seconds = (Date.now() - startedAt) / 1000;
  await page.locator('textarea.taro-textarea').filter({ visible: true }).fill('照片都看得清');
  await page.screenshot({ path: path.join(__dirname, 'shots', `form-${pick.from}-${pick.stored.length}.png`), fullPage: true });
  await button(page, '提交').click();
  await seeText(page, '今天送出的');
  return seconds;
}

async function checkPhoto(page: Page, photo: Photo, file: PictureFile, asAlbum: boolean): Promise<string> {
  const [full, thumb] = await Promise.all([photo.url!, photo.thumbUrl!].map(async (url) => Buffer.from(await (await fetch(url)).arrayBuffer())));
  const [seen, small] = [await look(page, photo.url!), await look(page, photo.thumbUrl!)];
  const told = `${file.name}: ${file.bytes.length} bytes → ${seen.width}×${seen.height} ${full!.length} bytes, ${small.width}×${small.height} ${thumb!.length} bytes`;
  assert.equal(sha256(full!).toString('hex'), photo.sha256, `${told}: other bytes than announced`);
  assert.ok(Math.max(seen.width, seen.height) <= 1920 && full!.length <= 500 * 1024, `${told}: too large`);
  assert.ok(Math.max(small.width, small.height) <= 320 && thumb!.length <= 25 * 1024, `${told}: thumbnail too large`);
  assert.ok(seen.isUpright && small.isUpright, `${told}: not upright`);
  assert.equal(seen.width > seen.height, !/^(portrait|now)/.test(file.name), `${told}: turned`);
  assert.ok(!full!.includes('Exif\0'), `${told}: EXIF left in the stored picture`);
  assert.equal(photo.shortCode, shortCode((text) => new Uint8Array(sha256(text)), photo.submissionId, photo.ordinal));
  assert.equal(photo.source, asAlbum ? 'album' : 'camera', told);
  assert.equal(photo.locationMissing, asAlbum ? 'album' : null, told);
  const orientation = /^(?:landscape|portrait)-(\d)/.exec(file.name)?.[1];
  if (orientation) {
    assert.equal(Date.parse(photo.exif!.takenAt!), Date.parse(`2026-11-20T01:12:3${orientation}Z`), told);
    assert.equal(Date.parse(photo.capturedAt), Date.parse(photo.exif!.takenAt!), told);
    assert.ok(Math.abs(photo.exif!.latitude! - 29.4832) < 1e-5 && Math.abs(photo.exif!.longitude! - 113.4361) < 1e-5, told);
  }
  return told;
}

export async function photosStory(): Promise<void> {
  const dataDir = makeDataDir();
  const folder = path.join(dataDir, 'picked');
  fs.mkdirSync(folder);
  fs.mkdirSync(path.join(__dirname, 'shots'), { recursive: true });
  const app = await startApp(dataDir);
  const browser = await launch();
  try {
    const read = await officeReader(app);
    const { page } = await openPhone(browser, app.origin);
    // Nine photos at once, on a machine that may have other work.
    page.setDefaultTimeout(60_000);
    await signIn(page, app.codes.inspector!);
    // Phones are slow: how often a photo is encoded is part of the design.
    await page.evaluate(() => {
      const counted = window as unknown as { encodes: number };
      counted.encodes = 0;
      const { toBlob } = HTMLCanvasElement.prototype;
      HTMLCanvasElement.prototype.toBlob = function count(...given) {
        counted.encodes += 1;
        toBlob.apply(this, given);
      };
    });
    const encodes = () => page.evaluate(() => (window as unknown as { encodes: number }).encodes);
    for (const pick of await makePicks(page)) {
      const before = await encodes();
      const seconds = await report(page, pick, folder);
      const perPhoto = pick.stored.length > 0 ? ((await encodes()) - before) / pick.stored.length : 0;
      assert.ok(perPhoto <= 5, `${perPhoto} encodes per photo`);
      const detail = await newestComplete(read);
      assert.equal(detail.note, '照片都看得清');
      assert.equal(detail.photos.length, pick.stored.length);
      for (const [index, photo] of detail.photos.entries()) console.log(await checkPhoto(page, photo, pick.stored[index]!, pick.from === 'album'));
      console.log(`  ${pick.from}: ${detail.photos.length} stored, ${pick.files.length - pick.stored.length} refused, ${perPhoto.toFixed(1)} encodes per photo, ${seconds.toFixed(1)} s`);
      if (detail.photos[0]) fs.writeFileSync(path.join(__dirname, 'shots', `stored-${pick.stored[0]!.name}`), Buffer.from(await (await fetch(detail.photos[0].url!)).arrayBuffer()));
    }
    console.log('photos: every kind stored upright and small, or refused in words');
  } finally {
    await browser.close();
    await app.stop();
    fs.rmSync(dataDir, { recursive: true, force: true });
  }
}

/** The inspection that was sent last, once its photos have arrived. */
async function newestComplete(read: <T>(at: string) => Promise<T>): Promise<ReportDetail> {
  for (let tries = 0; tries < 120; tries += 1) {
    const { items } = await read<{ items: Report[] }>('/api/reports?kind=inspection&limit=1');
    if (items[0]?.status === 'complete' && items[0].note === '照片都看得清' && !seen.has(items[0].id)) {
      seen.add(items[0].id);
      return read<ReportDetail>(`/api/reports/${items[0].id}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error('the report did not arrive with its photos');
}
const seen = new Set<string>();
