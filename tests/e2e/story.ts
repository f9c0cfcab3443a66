// The main job in real Chromium, from a clean start: three reports from site, a confirmation, the plan, the digest.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import type { Digest } from '../../src/contract/digest';
import type { Plan, PlanItemDetail } from '../../src/contract/plan';
import { action, addPhoto, button, launch, openPhone, photo, seeText, shoot, signIn } from './browser';
import { makeDataDir, officeReader, startApp, type Running } from './stack';

/** Who opens a form by mistake goes back before it is drawn, and a slow phone must not stay blank. */
async function backAtOnce(page: Page): Promise<void> {
  const cpu = await page.context().newCDPSession(page);
  await cpu.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  for (const form of ['上报进度', '拍照巡查', '安全检查', '上报进度']) {
    await action(page, form).click();
    await page.waitForURL(/pages\/report/);
    await page.goBack();
    // Longer than any animation of the router.
    await page.waitForTimeout(1_500);
    assert.ok(await action(page, form).isVisible(), `${form}: a blank page after going back at once`);
  }
  await cpu.detach();
}

async function inspectorsDay(browser: Browser, { origin, codes }: Running): Promise<void> {
  // Standing at 比德, which is therefore preselected.
  const { context, page } = await openPhone(browser, origin);
  await signIn(page, codes.inspector!);
  await backAtOnce(page);

  await action(page, '拍照巡查').click();
  await seeText(page, '离您最近');
  await shoot(page, () => addPhoto(page).click(), [photo('plant-columns.jpg'), photo('tank-farm.jpg'), photo('pipe-gallery.jpg')]);
  await seeText(page, '3 / 9');
  await button(page, '提交').click();
  await seeText(page, '今天送出的');

  await action(page, '上报进度').click();
  await seeText(page, '累计投资');
  await page.getByText('投产', { exact: true }).filter({ visible: true }).first().click();
  await seeText(page, '投产 · 待另一方确认');
  await shoot(page, () => addPhoto(page).click(), [photo('warehouse.jpg')]);
  await seeText(page, '1 / 9');
  await button(page, '提交进度').click();
  await seeText(page, '今天送出的');

  await action(page, '安全检查').click();
  await seeText(page, '用哪份检查表');
  await page.locator('.row', { hasText: '化工企业' }).filter({ visible: true }).first().click();
  for (let clause = 1; ; clause += 1) {
    await seeText(page, new RegExp(`^${clause} / \\d+$`));
    if (clause === 3) {
      await page.getByText('不合格', { exact: true }).filter({ visible: true }).first().click();
      await shoot(page, () => addPhoto(page).click(), [photo('cabinet-open.jpg')]);
      await page.locator('.photo-grid-remove').filter({ visible: true }).first().waitFor();
    } else {
      await page.getByText('合格', { exact: true }).filter({ visible: true }).first().click();
    }
    const isLast = await button(page, '看结果').isVisible();
    await button(page, isLast ? '看结果' : '下一条').click();
    if (isLast) break;
  }
  await button(page, '提交检查').click();
  await seeText(page, '今天送出的');
  await seeText(page, /都送到了，都计入了/);
  await context.close();
}

export async function story(): Promise<void> {
  const dataDir = makeDataDir();
  const app = await startApp(dataDir);
  const browser = await launch();
  try {
    const read = await officeReader(app);
    const counting = (await read<Plan>('/api/plan')).items.find((item) => item.key === 'inv-4633-completed')!;
    await inspectorsDay(browser, app);
    assert.equal((await read<PlanItemDetail>(`/api/plan/items/${counting.id}`)).value, counting.value, 'a report alone moved the value');

    // The contact's phone comes in through the network address.
    const contact = await openPhone(browser, app.networkOrigin ?? app.origin);
    await signIn(contact.page, app.codes.contact!);
    await button(contact.page, '确认投产').click();
    await contact.page.locator('.nut-dialog, .confirm, .bottom-sheet').filter({ visible: true }).locator('.nut-button', { hasText: '确认' }).last().click();
    await button(contact.page, '确认投产').waitFor({ state: 'detached' });

    let item = await read<PlanItemDetail>(`/api/plan/items/${counting.id}`);
    for (let tries = 0; item.value === counting.value && tries < 40; tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 250));
      item = await read<PlanItemDetail>(`/api/plan/items/${counting.id}`);
    }
    // Only now: the answer is on its way, and a closed phone would send it at its next start.
    await contact.context.close();
    assert.equal(item.value, counting.value! + 1, 'the value did not go up by exactly one');
    const listed = item.counted.find((one) => one.project.name === '比德');
    assert.ok(listed, 'the confirmed record is not listed');

    await leaderReads(browser, app, await read<Digest>('/api/digest'));
    console.log('the story: reported, confirmed, counted, read');
  } finally {
    await browser.close();
    await app.stop();
    fs.rmSync(dataDir, { recursive: true, force: true });
  }
}

async function leaderReads(browser: Browser, app: Running, digest: Digest): Promise<void> {
  const { context, page } = await openPhone(browser, app.networkOrigin ?? app.origin);
  await signIn(page, app.codes.leader!);
  await page.evaluate(() => {
    location.hash = '/pages/leader/digest/index';
  });
  const lines = digest.sections.flatMap((section) => section.lines.map((line) => line.text));
  for (const expected of [/投产 \+1，比德/, /巡查.*比德/, /安全检查.*比德.*不合格 1/, /隐患新开 1/]) assert.ok(lines.some((line) => expected.test(line)), `no line for ${expected}: ${lines.join(' | ')}`);
  await seeText(page, digest.headline.slice(0, 6));
  // The proof, one tap below the line.
  await page.getByText(/^巡查.*比德/).filter({ visible: true }).first().click();
  const visits = digest.sections.flatMap((section) => section.lines).find((line) => /^巡查.*比德/.test(line.text))!;
  // Several records behind one line: a sheet asks which.
  if (visits.links.length > 1) await page.locator('.bottom-sheet .row').filter({ visible: true }).last().click();
  await seeText(page, '照片依据');
  await page.waitForFunction(() => [...document.images].some((image) => image.src.includes('/storage/v1/') && image.complete && image.naturalWidth > 0));
  await context.close();
}
