// How long a phone of four times less speed takes to open a safety check of 60 clauses. Told, never asserted.
import type { Locator, Page } from 'playwright-core';
import { v7 as uuidv7 } from 'uuid';
import { aClause, createChecklist, publishChecklist } from '../factories/checklist';
import { action, button, seeText, tap } from './browser';
import type { Sender } from './facts';

const clauses = 60;
const slowdown = 4;
const listName = '六十条检查表';

/** From the tap itself until this text is on the screen and the main thread answers again, in milliseconds. */
async function tapUntil(page: Page, target: Locator, text: string): Promise<number> {
  await target.waitFor();
  await page.evaluate((wanted) => {
    const held = globalThis as unknown as { shownAfter?: Promise<number> };
    held.shownAfter = new Promise((resolve) => {
      const isShown = () => [...document.querySelectorAll<HTMLElement>('.taro_page')].some((one) => one.offsetParent !== null && one.innerText.includes(wanted));
      addEventListener(
        'click',
        ({ timeStamp }) => {
          const look = () => (isShown() ? setTimeout(() => resolve(performance.now() - timeStamp), 0) : requestAnimationFrame(look));
          requestAnimationFrame(look);
        },
        { capture: true, once: true },
      );
    });
  }, text);
  await target.click();
  return page.evaluate(() => (globalThis as unknown as { shownAfter: Promise<number> }).shownAfter);
}

const median = (values: readonly number[]) => Math.round([...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!);

export async function safetyCheckSpeed(page: Page, office: Sender): Promise<void> {
  const created = createChecklist({
    name: listName,
    projectCategories: ['industrial'],
    items: Array.from({ length: clauses }, (_, index) => aClause(`s-${index + 1}`, { text: `第 ${index + 1} 条，配电箱上锁，有责任人标识，箱前一米没有杂物`, basis: 'GB 50194 第 6.3 条', defects: ['未上锁', '无标识', '有杂物'] })),
  });
  await office.call('POST', '/api/checklists', created);
  await office.call('POST', `/api/checklists/${created.id}/publish`, { ...publishChecklist(1), id: uuidv7() });

  await page.evaluate(() => void (location.hash = '/pages/today/index'));
  await page.reload();
  await action(page, '安全检查').waitFor();
  await page.waitForTimeout(2_000);
  const cpu = await page.context().newCDPSession(page);
  const slow = (rate: number) => cpu.send('Emulation.setCPUThrottlingRate', { rate });
  const row = page.locator('.row', { hasText: listName }).filter({ visible: true }).first();
  const textOf = (clause: number) => `第 ${clause} 条，配电箱上锁`;

  const choices: number[] = [];
  const opened: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    await slow(slowdown);
    choices.push(await tapUntil(page, action(page, '安全检查'), listName));
    opened.push(await tapUntil(page, row, textOf(1)));
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
    next.push(await tapUntil(page, button(page, '下一条'), textOf(clause + 1)));
    await slow(1);
  }
  await tap(page, '合格');
  await slow(slowdown);
  const summary = await tapUntil(page, button(page, '看结果'), `合格 ${clauses}，不合格 0`);
  await slow(1);
  await button(page, '提交检查').click();
  await seeText(page, '今天送出的');
  await seeText(page, /都送到了/);
  await page.waitForTimeout(2_000);
  await slow(slowdown);
  const record = await tapUntil(page, page.locator('.row', { hasText: '安全检查' }).filter({ visible: true }).first(), textOf(clauses));
  await slow(1);
  console.log(
    `a safety check of ${clauses} clauses, ${slowdown}x slower CPU, from the tap: the choice of lists ${median(choices)} ms, its first clause ${median(opened)} ms (${opened.map(Math.round).join(', ')}), the next clause ${median(next)} ms, the result ${Math.round(summary)} ms, the record with all clauses ${Math.round(record)} ms`,
  );
}
