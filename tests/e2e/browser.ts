// A Chromium like a phone's, and the few gestures the stories need. Debian's /usr/bin/chromium, or CHROMIUM.
import path from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';

const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

export const launch = (): Promise<Browser> => chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: flags });

export const photo = (name: string) => path.resolve(__dirname, '../../seeds/photos', name);
export const button = (page: Page, text: string) => page.locator('.nut-button', { hasText: text }).filter({ visible: true }).last();
export const action = (page: Page, text: string) => page.locator('.home-action', { hasText: text }).filter({ visible: true });
export const addPhoto = (page: Page) => page.locator('.photo-grid-add').filter({ visible: true }).last();

/** A fresh phone of one person: its own storage, 390×844, standing where `place` says. */
export async function openPhone(browser: Browser, origin: string, place = { latitude: 29.4832, longitude: 113.4361 }): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    deviceScaleFactor: 2,
    isMobile: true,
    hasTouch: true,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    geolocation: { ...place, accuracy: 12 },
    permissions: ['geolocation'],
  });
  // tsx names functions by a helper of its own, which code that is sent to the page takes along.
  await context.addInitScript('globalThis.__name = (value) => value');
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  page.on('pageerror', (error) => console.error(`page error: ${error.message}`));
  await page.goto(origin);
  return { context, page };
}

/** Taps what shows this text, the innermost last one that is visible. */
export async function tap(page: Page, text: string | RegExp): Promise<void> {
  await page.getByText(text, { exact: typeof text === 'string' }).filter({ visible: true }).last().click();
}

export async function seeText(page: Page, text: string | RegExp): Promise<void> {
  try {
    await page.getByText(text).filter({ visible: true }).first().waitFor();
  } catch (error) {
    // What the person would have seen instead; the folder is ignored by git.
    await page.screenshot({ path: path.join(__dirname, 'shots', 'failed.png') });
    throw error;
  }
}

/** Answers the next file chooser, as the camera would. */
export async function shoot(page: Page, open: () => Promise<void>, files: string[]): Promise<void> {
  for (const file of files) {
    const chooser = page.waitForEvent('filechooser');
    await open();
    await (await chooser).setFiles(file);
  }
}

/** Consent, code, in. */
export async function signIn(page: Page, code: string): Promise<void> {
  await page.getByRole('checkbox').click();
  await page.locator('.nut-button', { hasText: '用邀请码登录' }).click();
  await page.locator('.bottom-sheet input').fill(code);
  await page.locator('.bottom-sheet .nut-button', { hasText: '登录' }).click();
  await page.locator('.login').waitFor({ state: 'detached' });
}
