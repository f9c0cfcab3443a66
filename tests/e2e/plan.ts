// The plan in real Chromium: from a digest line to its photo, the board of all items, the digest as a picture, and the
// import of another year.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import type { Digest } from '../../src/contract/digest';
import type { Plan, PlanItem, PlanItemDetail } from '../../src/contract/plan';
import type { ListReadingsResponse } from '../../src/contract/item-record';
import { readPlan } from '../../seeds/plan';
import { addDays, monthOf, parkDay } from '../../src/domain/calendar';
import { lightWords } from '../../src/text/common';
import { commitmentWords } from '../../src/text/light';
import { planWords } from '../../src/text/plan';
import { aPlanFile, aPlanItem, droppedIn2024, planOfYear } from '../factories/plan-file';
import { hazardFields } from '../factories/submission';
import { button, launch, openPhone, seeText, shoot, signIn, tap } from './browser';
import { approve, inviteColleague, record, signInByHttp, type Sender } from './facts';
import { makeDataDir, startApp, type Running } from './stack';

const shots = path.join(__dirname, 'shots');
const go = (page: Page, hash: string) => page.evaluate((to) => void (location.hash = to), hash);
const shown = (page: Page, selector: string) => page.locator(selector).filter({ visible: true });

// ---------------------------------------------------------------- from a line to its photo

/** One of each kind of line, with a photo. Answers the id of the record or hazard that the line leads to. */
async function sendFacts({ origin, codes }: Running): Promise<{ office: Sender; links: Record<string, string> }> {
  const [inspector, contact, office] = await Promise.all((['inspector', 'contact', 'office'] as const).map((role) => signInByHttp(origin, codes[role]!)));
  const colleague = await inviteColleague(origin, office!);
  const { items: projects } = await office!.call<{ items: { id: string; name: string }[] }>('GET', '/api/projects');
  const projectId = projects.find(({ name }) => name === '比德')!.id;
  const today = parkDay(new Date());

  const inspection = await inspector!.send('/api/inspections', record({ projectId, note: '罐区巡查' }), ['tank-farm.jpg']);
  const opened = await inspector!.send('/api/hazards', record({ projectId, hazard: hazardFields({ title: '围堰破损', rectificationDueOn: addDays(today, 7) }) }), ['cabinet-open.jpg']);
  const { hazards } = await inspector!.call<{ hazards: { id: string }[] }>('GET', `/api/reports/${opened}`);
  const { milestones } = await office!.call<{ milestones: { id: string; rung: string }[] }>('GET', `/api/projects/${projectId}`);
  const slot = milestones.find(({ rung }) => rung === 'in_production')!.id;
  const milestone = await inspector!.send(`/api/milestones/${slot}/report`, record({ projectId, rung: 'in_production', occurredOn: today }), ['warehouse.jpg']);
  await contact!.call('POST', `/api/milestones/${slot}/confirm`, { id: record({}).id, reportId: milestone });

  const { items } = await office!.call<Plan>('GET', '/api/plan');
  const month = monthOf(addDays(`${monthOf(today)}-01`, -1));
  const figures = await office!.call<ListReadingsResponse>('GET', `/api/readings?month=${month}`);
  const figure = figures.items.find(({ ratio, counted }) => !ratio && counted)!;
  const reading = await office!.send('/api/readings', record({ itemId: figure.item.id, month, value: (figure.counted?.value ?? 0) + 1, source: '统计局月报' }), ['pipe-gallery.jpg']);
  const register = items.find(({ measureType }) => measureType === 'count_achievements')!;
  const achievement = await office!.send('/api/achievements', record({ itemId: register.id, title: '驰兴新材料', occurredOn: today }), ['plant-columns.jpg']);
  const task = items.find(({ measureType, isMet }) => measureType === 'done' && !isMet)!;
  const completion = await office!.send('/api/completions', record({ itemId: task.id, occurredOn: today, note: '批复已到' }), ['warehouse.jpg']);
  await approve(colleague, 'readings', reading);
  await approve(colleague, 'achievements', achievement);
  await approve(colleague, 'completions', completion);
  return { office: office!, links: { 巡查: inspection, 隐患: hazards[0]!.id, 里程碑: milestone, 填报: reading, 成果: achievement, 办结: completion } };
}

/** Taps as a leader would, and counts them. Ends with the photo itself decoded, full size. */
async function lineToPhoto(page: Page, digest: Digest, id: string): Promise<number> {
  const line = digest.sections.flatMap(({ lines }) => lines).find(({ links }) => links.some((link) => link.id === id));
  assert.ok(line, `no line leads to ${id}`);
  await go(page, '/pages/leader/digest/index');
  await seeText(page, digest.headline.slice(0, 6));
  let taps = 0;
  const count = async (work: Promise<void>) => {
    taps += 1;
    await work;
  };
  await count(shown(page, '.digest-lines .row').filter({ hasText: line.text }).first().click());
  const isAsked = line.links.length > 1 || (line.effects ?? []).length > 0;
  if (isAsked) await count(shown(page, '.bottom-sheet .row').nth(line.links.findIndex((link) => link.id === id)).click());
  await count(shown(page, '.photo').first().click());
  // The picture of the viewer, not the small one of the tile.
  await page.waitForFunction(() => [...document.images].some(({ src, complete, naturalWidth }) => src.includes('/storage/v1/') && complete && naturalWidth > 400));
  await page.reload();
  return taps;
}

// ---------------------------------------------------------------- the board

async function watchLongTasks(page: Page): Promise<() => Promise<number[]>> {
  await page.evaluate(() => {
    const seen: number[] = [];
    Object.assign(globalThis, { longTasks: seen });
    new PerformanceObserver((list) => seen.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: 'longtask' });
  });
  const take = () => page.evaluate(() => (globalThis as unknown as { longTasks: number[] }).longTasks.splice(0));
  // That none is seen means something only where one would be. Of the page's own: what a test evaluates is no task.
  await page.evaluate(() => {
    setTimeout(() => {
      for (const end = performance.now() + 150; performance.now() < end; );
    }, 0);
  });
  await page.waitForTimeout(600);
  assert.ok((await take()).length > 0, 'the watch sees no long task');
  return take;
}

async function readBoard(page: Page, plan: Plan): Promise<void> {
  await go(page, '/pages/leader/plan/index');
  await seeText(page, planWords.all(plan.items.length));
  const rows = () => shown(page, '.plan-section .list > *').count();
  const expectRows = async (what: string, wanted: (item: PlanItem) => boolean) => {
    const count = plan.items.filter(wanted).length;
    await page.waitForFunction((n) => [...document.querySelectorAll('.plan-section .list > *')].filter((row) => (row as HTMLElement).offsetParent !== null).length === n, count).catch(async () => assert.equal(await rows(), count, what));
  };
  const longTasks = await watchLongTasks(page);
  const told: [string, number[]][] = [];
  const note = async (what: string) => {
    await page.waitForTimeout(300);
    told.push([what, await longTasks()]);
  };

  for (const title of plan.sections.slice(1).map(({ number, title }) => planWords.sectionTitle(number, title))) await page.getByText(title, { exact: true }).filter({ visible: true }).first().click();
  await expectRows('unfolded', () => true);
  await note('unfold');
  await page.mouse.move(195, 500);
  for (let step = 0; step < 60; step += 1) await page.mouse.wheel(0, 600);
  const last = plan.items.filter((item) => item.section === plan.sections.at(-1)!.number).at(-1)!;
  await page.waitForFunction((name) => [...document.querySelectorAll('.plan-section .list > *')].at(-1)!.getBoundingClientRect().top < innerHeight && document.body.innerText.includes(name), last.name);
  for (let step = 0; step < 60; step += 1) await page.mouse.wheel(0, -600);
  await note('scroll');
  const light = (['behind', 'overdue', 'normal'] as const).find((one) => plan.items.some((item) => item.light === one))!;
  await shown(page, '.chip').filter({ hasText: lightWords[light] }).first().click();
  await expectRows('by light', (item) => item.light === light);
  await note('by light');
  await shown(page, '.chip').filter({ hasText: planWords.all(plan.items.length) }).first().click();
  await shown(page, 'input').first().fill('项目');
  await expectRows('by words', (item) => [item.name, ...item.aliases].join(' ').includes('项目'));
  await note('by words');
  await shown(page, 'input').first().fill('');
  await tap(page, planWords.filter);
  await shown(page, '.bottom-sheet .chip').filter({ hasText: commitmentWords.process }).first().click();
  await expectRows('by commitment', (item) => item.commitmentClass === 'process');
  await note('by commitment');
  const section = plan.sections.find(({ number }) => plan.items.some((item) => item.section === number && item.commitmentClass === 'process'))!;
  await shown(page, '.bottom-sheet .chip').filter({ hasText: section.title }).first().click();
  await expectRows('by section', (item) => item.commitmentClass === 'process' && item.section === section.number);
  await note('by section');
  await button(page, planWords.clearFilter).click();
  await shown(page, '.bottom-sheet .chip').filter({ hasText: planWords.noOwner }).first().click();
  await expectRows('by owner', (item) => !item.owner && !item.responsible);
  await note('by owner');
  const all = told.flatMap(([, tasks]) => tasks);
  const worst = told.map(([what, tasks]) => `${what} ${Math.round(Math.max(0, ...tasks))}`).join(', ');
  console.log(`plan board of ${plan.items.length} items: ${all.length} long tasks, the longest ${Math.round(Math.max(0, ...all))} ms (${worst})`);
}

// ---------------------------------------------------------------- the picture

async function drawPicture(page: Page, digest: Digest): Promise<void> {
  await go(page, `/pages/leader/digest-picture/index?on=${digest.on}`);
  await shown(page, '.digest-picture').first().waitFor({ timeout: 60_000 });
  const pictures = await page.evaluate(async () => {
    const images = [...document.querySelectorAll<HTMLImageElement>('.digest-picture img')];
    await Promise.all(images.map((image) => image.decode()));
    return Promise.all(
      images.map(async ({ src, naturalWidth, naturalHeight }) => ({ naturalWidth, naturalHeight, bytes: [...new Uint8Array(await (await fetch(src)).arrayBuffer())] })),
    );
  });
  assert.ok(pictures.length > 0);
  fs.mkdirSync(shots, { recursive: true });
  for (const [index, { naturalWidth, naturalHeight, bytes }] of pictures.entries()) {
    assert.ok(naturalWidth <= 4096 && naturalHeight <= 4096, `${naturalWidth}×${naturalHeight}`);
    fs.writeFileSync(path.join(shots, `digest-${index + 1}.jpg`), Buffer.from(bytes));
  }
  console.log(`the digest as ${pictures.map(({ naturalWidth, naturalHeight, bytes }) => `${naturalWidth}×${naturalHeight} px, ${Math.round(bytes.length / 1024)} KB`).join('; ')}`);
}

// ---------------------------------------------------------------- another year

const goneNames = () => readPlan().items.flatMap(({ id, name }) => (droppedIn2024.includes(id) ? [name] : []));

async function importYear(browser: Browser, { origin }: Running, code: string, folder: string, itemCount: number): Promise<void> {
  const { context, page } = await openPhone(browser, origin);
  await signIn(page, code);
  await go(page, '/pages/office/plan-import/index');
  const file = (name: string, plan: object) => {
    fs.writeFileSync(path.join(folder, name), JSON.stringify(plan));
    return path.join(folder, name);
  };
  const circle = aPlanFile({ items: [aPlanItem('one', { parent: 'two' }), aPlanItem('two', { parent: 'one' })] });
  await shoot(page, () => button(page, '选择计划文件').click(), [file('circle.json', circle)]);
  await seeText(page, /事项 (one|two)/);
  const year = Number(parkDay(new Date()).slice(0, 4));
  const next = planOfYear(year + 1);
  await shoot(page, () => button(page, '换一个文件').click(), [file('next.json', next)]);
  await seeText(page, `${year + 1} 年度计划`);
  // One new, three changed, two gone: by name.
  for (const name of ['新能投产', '实缴税收（含园区企业）', ...goneNames()]) await seeText(page, name);
  await button(page, `导入 ${year + 1} 年度计划`).click();
  await shown(page, '.nut-dialog, .confirm, .bottom-sheet').locator('.nut-button', { hasText: '导入' }).last().click();
  await seeText(page, `${year + 1} 年度计划已导入`);
  await button(page, '看年度计划').click();
  await seeText(page, planWords.all(next.items.length));
  await shown(page, '.chip').filter({ hasText: planWords.yearOf(year) }).first().click();
  await seeText(page, planWords.all(itemCount));
  await context.close();
}

export async function planStory(): Promise<void> {
  const dataDir = makeDataDir();
  const app = await startApp(dataDir);
  const browser = await launch();
  try {
    const { office, links } = await sendFacts(app);
    const importer = await office.call<{ code: string }>('POST', '/api/invites', { role: 'office', name: '导入人' });
    const digest = await office.call<Digest>('GET', '/api/digest');
    const plan = await office.call<Plan>('GET', '/api/plan');
    const { context, page } = await openPhone(browser, app.origin);
    await signIn(page, app.codes.leader!);
    const taps: Record<string, number> = {};
    for (const [kind, id] of Object.entries(links)) taps[kind] = await lineToPhoto(page, digest, id);
    console.log(`from a line of the digest to the photo, taps: ${Object.entries(taps).map(([kind, count]) => `${kind} ${count}`).join(', ')}`);
    for (const [kind, count] of Object.entries(taps)) assert.ok(count <= 3, `${kind}: ${count} taps`);
    await readBoard(page, plan);
    await drawPicture(page, digest);
    await context.close();
    await importYear(browser, app, importer.code, dataDir, plan.items.length);
    const detail = await office.call<PlanItemDetail>('GET', `/api/plan/items/${plan.items[0]!.id}`);
    assert.equal(detail.name, plan.items[0]!.name, 'the year before is not there any more');
    console.log('the plan: traced, filtered, drawn, imported');
  } finally {
    await browser.close();
    await app.stop();
    fs.rmSync(dataDir, { recursive: true, force: true });
  }
}
