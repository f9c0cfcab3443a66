// Codes on site in real Chromium: the office makes the sheet, the PDF is rendered as a printer would and read by a decoder, and
// its links are opened by phones that nobody is signed in on. Needs pdftoppm (poppler-utils).
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import jsqr from 'jsqr';
import type { Browser, Page } from 'playwright-core';
import type { Project } from '../../src/contract/project';
import { perPage, type SheetLayout, sheetLayouts } from '../../src/domain/code-sheet';
import { siteAddress } from '../../src/domain/site-link';
import { loginWords } from '../../src/text/login';
import { safetyCheckWords } from '../../src/text/safety-check';
import { siteCodeWords as words, siteWords } from '../../src/text/site-code';
import { inviteWords } from '../../src/text/staff';
import { button, launch, openPhone, seeText, signIn, tap } from './browser';
import { makeDataDir, startApp, type Running } from './stack';

const shots = path.join(__dirname, 'shots');
const go = (page: Page, hash: string) => page.evaluate((to) => void (location.hash = to), hash);

// ---------------------------------------------------------------- paper

type Pixels = { data: Uint8ClampedArray; width: number; height: number };

/** Each page as a printer of 150 dots per inch would see it. */
function render(pdf: string): Pixels[] {
  const stem = pdf.replace(/\.pdf$/, '');
  execFileSync('pdftoppm', ['-r', '150', pdf, stem]);
  const [folder, name] = [path.dirname(stem), path.basename(stem)];
  return fs
    .readdirSync(folder)
    .filter((file) => file.startsWith(`${name}-`) && file.endsWith('.ppm'))
    .sort()
    .map((file) => readPpm(fs.readFileSync(path.join(folder, file))));
}

/** P6, the size, 255, then three bytes a pixel. */
function readPpm(bytes: Buffer): Pixels {
  const [head, w, h] = /^P6\s+(\d+)\s+(\d+)\s+255\s/.exec(bytes.toString('latin1', 0, 50))!;
  const [width, height] = [Number(w), Number(h)];
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let at = 0; at < width * height; at += 1) for (let color = 0; color < 3; color += 1) data[at * 4 + color] = bytes[head.length + at * 3 + color]!;
  return { data, width, height };
}

function cut({ data, width }: Pixels, x: number, y: number, w: number, h: number): Pixels {
  const part = new Uint8ClampedArray(w * h * 4);
  for (let row = 0; row < h; row += 1) part.set(data.subarray(((y + row) * width + x) * 4, ((y + row) * width + x + w) * 4), row * w * 4);
  return { data: part, width: w, height: h };
}

/** What the codes of a page say, cut apart as with scissors; a piece without a code says nothing. */
function decode(page: Pixels, layout: SheetLayout): string[] {
  const { columns, rows } = sheetLayouts[layout];
  const [w, h] = [Math.floor(page.width / columns), Math.floor(page.height / rows)];
  return Array.from({ length: perPage(layout) }, (_, index) => {
    const { data, width, height } = cut(page, (index % columns) * w, Math.floor(index / columns) * h, w, h);
    return jsqr(data, width, height)?.data ?? '';
  }).filter(Boolean);
}

// ---------------------------------------------------------------- the office

async function makeSheet(page: Page, layout: SheetLayout, choose: () => Promise<void>): Promise<string[]> {
  await choose();
  await page.locator('.segment', { hasText: words.layouts[layout] }).filter({ visible: true }).click();
  await page.screenshot({ path: path.join(shots, `codes-choice-${layout}.png`) });
  await page.locator('.nut-button', { hasText: '生成' }).filter({ visible: true }).click();
  await button(page, words.save).waitFor({ timeout: 120_000 });
  await page.screenshot({ path: path.join(shots, `codes-preview-${layout}.png`) });
  const download = page.waitForEvent('download');
  await button(page, words.save).click();
  const file = await download;
  assert.match(file.suggestedFilename(), /^现场二维码-\d{4}-\d\d-\d\d\.pdf$/);
  const pdf = path.join(shots, `codes-${layout}.pdf`);
  for (const old of fs.readdirSync(shots).filter((name) => name.startsWith(`codes-${layout}-`) && name.endsWith('.ppm'))) fs.rmSync(path.join(shots, old));
  await file.saveAs(pdf);
  const pages = render(pdf);
  const read = pages.flatMap((one) => decode(one, layout));
  console.log(`${read.length} codes read off ${pages.length} rendered pages (${layout}), ${Math.round(fs.statSync(pdf).size / 1024)} KB`);
  await tap(page, words.backToChoice);
  return read;
}

async function sheets(browser: Browser, { origin, codes }: Running): Promise<{ page: Page; projects: Project[] }> {
  const { page } = await openPhone(browser, origin);
  const loaded: string[] = [];
  page.on('request', (request) => loaded.push(request.url()));
  await page.reload();
  await signIn(page, codes.office!);
  const answer = page.waitForResponse((response) => response.url().endsWith('/api/projects'));
  await tap(page, '现场二维码');
  const { items: projects } = (await (await answer).json()) as { items: Project[] };
  await seeText(page, words.which);
  assert.ok(!loaded.some((url) => /\/pdf\.[0-9a-f]+\.js/.test(url)), 'the PDF library came with the start');

  const all = await makeSheet(page, 'grid', () => page.locator('.chip', { hasText: words.all(projects.length) }).filter({ visible: true }).click());
  assert.deepEqual(all, projects.map(({ id }) => siteAddress(origin, id)));

  const [one] = projects.filter(({ category }) => category === 'safety_facility');
  await go(page, `/pages/office/site-codes/index?projectId=${one!.id}`);
  await seeText(page, words.picked(1));
  const door = await makeSheet(page, 'door', async () => undefined);
  assert.deepEqual(door, [siteAddress(origin, one!.id)]);
  return { page, projects };
}

// ---------------------------------------------------------------- who scans

/** The phone's camera opens the link in a browser where nobody is signed in. */
async function scan(browser: Browser, link: string): Promise<Page> {
  return (await openPhone(browser, link)).page;
}

async function inspectorScans(browser: Browser, { origin, codes }: Running, projects: readonly Project[]): Promise<void> {
  const station = projects.find(({ name }) => name === '特勤消防站')!;
  const page = await scan(browser, siteAddress(origin, station.id));
  await seeText(page, loginWords.afterScan);
  await page.screenshot({ path: path.join(shots, 'codes-login.png') });
  // The tab was thrown away while the person looked for the code.
  await page.reload();
  await seeText(page, loginWords.afterScan);
  await signIn(page, codes.inspector!);
  await seeText(page, '特勤消防站 · 消防站和应急池检查表');
  await page.screenshot({ path: path.join(shots, 'codes-check.png') });
  await button(page, safetyCheckWords.otherChecklist).click();
  await seeText(page, safetyCheckWords.pickTitle);
  await tap(page, safetyCheckWords.openProject);
  await seeText(page, '拍照巡查');
  await page.screenshot({ path: path.join(shots, 'codes-project.png') });

  const plant = projects.find(({ name }) => name === '比德')!;
  await page.goto(siteAddress(origin, plant.id));
  await seeText(page, '里程碑');
  assert.match(page.url(), /#\/pages\/detail\/project-detail\/index\?id=/);
  await go(page, '/pages/today/index');
  await tap(page, '扫码');
  await seeText(page, siteWords.how.h5.title);
}

async function contactScans(browser: Browser, { origin, codes }: Running, projects: readonly Project[]): Promise<void> {
  const foreign = projects.find(({ name }) => name === '凯涛')!;
  const page = await scan(browser, siteAddress(origin, foreign.id));
  await signIn(page, codes.contact!);
  await seeText(page, siteWords.notYours.title);
  await page.screenshot({ path: path.join(shots, 'codes-not-yours.png') });
}

async function leaderScans(browser: Browser, { origin, codes }: Running, projects: readonly Project[]): Promise<void> {
  const station = projects.find(({ name }) => name === '特勤消防站')!;
  const page = await scan(browser, siteAddress(origin, station.id));
  await signIn(page, codes.leader!);
  await seeText(page, '里程碑');
  for (const [address, told] of [[siteAddress(origin, '019aa000-0000-7000-8000-00000000dead'), siteWords.unknown.title], [`${origin}/?s=garbage`, siteWords.odd.title]] as const) {
    await page.goto(address);
    await seeText(page, told);
  }
}

// ---------------------------------------------------------------- an invite

async function invite(browser: Browser, office: Page): Promise<void> {
  await go(office, '/pages/office/invites/index');
  await button(office, inviteWords.create).click();
  await office.locator('.bottom-sheet input').first().fill('周洋');
  await button(office, inviteWords.submit).click();
  await office.locator('.qr-code img').waitFor();
  await office.screenshot({ path: path.join(shots, 'codes-invite.png') });
  const pixels = await office.locator('.qr-code img').evaluate(async (image: HTMLImageElement) => {
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = 440;
    const pen = canvas.getContext('2d')!;
    pen.drawImage(image, 0, 0, 440, 440);
    return [...pen.getImageData(0, 0, 440, 440).data];
  });
  const link = jsqr(Uint8ClampedArray.from(pixels), 440, 440)?.data;
  assert.ok(link, 'the code of the invite is not read');

  const asked: string[] = [];
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'zh-CN' });
  await context.addInitScript('globalThis.__name = (value) => value');
  const page = await context.newPage();
  page.on('request', (request) => asked.push(request.url()));
  const code = link.split('#i=')[1]!;
  // Followed by somebody who is signed in, in the open app: it says that he needs none, and is forgotten.
  await office.goto(link);
  await seeText(office, siteWords.invite.title);
  assert.ok(!office.url().includes(code), `the code stands in the address: ${office.url()}`);
  await page.goto(link);
  await seeText(page, loginWords.inviteRead);
  assert.ok(!page.url().includes(code), `the code stands in the address: ${page.url()}`);
  await page.getByRole('checkbox').click();
  await page.locator('.nut-button', { hasText: loginWords.invite }).click();
  assert.equal(await page.locator('.bottom-sheet input').inputValue(), code);
  await page.screenshot({ path: path.join(shots, 'codes-invited.png') });
  await page.locator('.bottom-sheet .nut-button', { hasText: loginWords.submit }).click();
  await page.locator('.login').waitFor({ state: 'detached' });
  assert.ok(!asked.some((url) => url.includes(code)), 'the code went to a server in an address');
}

export async function codesStory(): Promise<void> {
  fs.mkdirSync(shots, { recursive: true });
  const dataDir = makeDataDir();
  const app = await startApp(dataDir);
  const browser = await launch();
  try {
    const { page, projects } = await sheets(browser, app);
    await contactScans(browser, app, projects);
    await leaderScans(browser, app, projects);
    await invite(browser, page);
    await inspectorScans(browser, app, projects);
    console.log('codes: sheet, scan, sign in, the right page');
  } finally {
    await browser.close();
    await app.stop();
    fs.rmSync(dataDir, { recursive: true, force: true });
  }
}
