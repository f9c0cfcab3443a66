// How long a phone of four times less speed takes to open a safety check of 60 clauses. Told, never asserted.
import type { Locator, Page } from 'playwright-core';
import { aClause, createChecklist, publishChecklist } from '../factories/checklist';
import { action, button, seeText, tap } from './browser';
import type { Sender } from './facts';

const clauses = 60;
const slowdown = 4;
const listName = '六十条日常检查';

/** From the tap itself until each of these texts is on the screen and the main thread answers again, in milliseconds. */
async function tapUntil(page: Page, target: Locator, ...texts: string[]): Promise<number[]> {
  await target.waitFor();
  await page.evaluate((wanted) => {
    const held = globalThis as unknown as { shownAfter?: Promise<number[]> };
    const isShown = (text: string) => [...document.querySelectorAll<HTMLElement>('.taro_page')].some((one) => one.getClientRects().length > 0 && one.textContent!.includes(text));
    held.shownAfter = new Promise((resolve) => {
      addEventListener(
        'click',
        ({ timeStamp }) => {
          const look = (text: string) =>
            new Promise<number>((seen) => {
              const again = () => (isShown(text) ? setTimeout(() => seen(performance.now() - timeStamp), 0) : requestAnimationFrame(again));
              requestAnimationFrame(again);
            });
          resolve(Promise.all(wanted.map(look)));
        },
        { capture: true, once: true },
      );
    });
  }, texts);
  await target.click();
  return page.evaluate((wanted) => {
    const { shownAfter } = globalThis as unknown as { shownAfter: Promise<number[]> };
    const tooLate = new Promise<never>((_, reject) => setTimeout(() => reject(new Error(`not shown: ${wanted.join(', ')}`)), 20_000));
    return Promise.race([shownAfter, tooLate]);
  }, texts);
}

const median = (values: readonly number[]) => Math.round([...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!);

/** Before the phone reads its lists: what was read just now is not read again. */
export async function publishLongChecklist(office: Sender): Promise<void> {
  const created = createChecklist({
    name: listName,
    projectCategories: ['industrial'],
    items: Array.from({ length: clauses }, (_, index) => aClause(`s-${index + 1}`, { text: `第${index + 1}条，配电箱上锁，有责任人标识，箱前一米没有杂物`, basis: 'GB 50194 第 6.3 条', defects: ['未上锁', '无标识', '有杂物'] })),
  });
  await office.call('POST', '/api/checklists', created);
  await office.call('POST', `/api/checklists/${created.id}/publish`, publishChecklist(1));
}

export async function safetyCheckSpeed(page: Page): Promise<void> {
  await page.evaluate(() => void (location.hash = '/pages/today/index'));
  await page.reload();
  await action(page, '安全检查').waitFor();
  await page.waitForTimeout(2_000);
  const cpu = await page.context().newCDPSession(page);
  const slow = (rate: number) => cpu.send('Emulation.setCPUThrottlingRate', { rate });
  const row = page.locator('.row', { hasText: listName }).filter({ visible: true }).first();
  const textOf = (clause: number) => `第${clause}条，配电箱上锁`;

  const choices: number[] = [];
  const opened: number[] = [];
  for (let round = 0; round < 3; round += 1) {
    await slow(slowdown);
    choices.push(...(await tapUntil(page, action(page, '安全检查'), listName)));
    opened.push(...(await tapUntil(page, row, textOf(1))));
    await slow(1);
    await page.evaluate(() => void (location.hash = '/pages/today/index'));
    await page.reload();
    await action(page, '安全检查').waitFor();
    await page.waitForTimeout(1_000);
  }

  await action(page, '安全检查').click();
  await row.click();
  const next: number[] = [];
  for (let clause = 1; clause < clauses; clause += 1) {
    await seeText(page, textOf(clause));
    await tap(page, '合格');
    await slow(slowdown);
    next.push(...(await tapUntil(page, button(page, '下一条'), textOf(clause + 1))));
    await slow(1);
  }
  await tap(page, '合格');
  await slow(slowdown);
  const [summary] = await tapUntil(page, button(page, '看结果'), `合格 ${clauses}，不合格 0`);
  await slow(1);
  await button(page, '提交检查').click();
  await seeText(page, '今天送出的');
  await seeText(page, /都送到了/);
  await page.waitForTimeout(2_000);
  await slow(slowdown);
  const [first, all] = await tapUntil(page, page.locator('.row', { hasText: '安全检查' }).filter({ visible: true }).first(), textOf(1), textOf(clauses));
  await slow(1);
  console.log(
    `a safety check of ${clauses} clauses, ${slowdown}x slower CPU, from the tap: the choice of lists ${median(choices)} ms, its first clause ${median(opened)} ms (${opened.map(Math.round).join(', ')}), the next clause ${median(next)} ms, the result ${Math.round(summary!)} ms; its record ${Math.round(first!)} ms, with all clauses ${Math.round(all!)} ms`,
  );
}
