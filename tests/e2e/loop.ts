// The hazard loop in real Chromium, each person on a phone of his own: found by a failed clause and alone, rectified,
// returned, rectified again, verified by somebody else; overdue, and given more time; a major one on top of the digest until
// it is closed; and no button in front of anybody whose step it isn't.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import type { Digest } from '../../src/contract/digest';
import type { Hazard, HazardDetail } from '../../src/contract/hazard';
import type { Staff } from '../../src/contract/staff';
import { addDays, parkDay } from '../../src/domain/calendar';
import { formatDay } from '../../src/text/format';
import { hazardStatusWords as statusWords } from '../../src/text/hazard';
import { hazardStepWords as steps } from '../../src/text/hazard-page';
import { criterionWords, majorCriterionWords } from '../../src/text/major-criterion';
import { rectifyWords } from '../../src/text/rectify-form';
import { action, addPhoto, button, launch, openPhone, photo, seeText, shoot, signIn, tap } from './browser';
import { type Sender, signInByHttp } from './facts';
import { publishLongChecklist, safetyCheckSpeed } from './speed';
import { makeDataDir, startApp, type Running } from './stack';

/** At 兴业路, a road: no enterprise answers for it. */
const atRoad = { latitude: 29.4682, longitude: 113.4633 };

type Phones = Record<'finder' | 'contact' | 'verifier' | 'leader' | 'office', Page>;
type Loop = { app: Running; office: Sender; phones: Phones; standing: () => Promise<Hazard[]> };

const shown = (page: Page, selector: string) => page.locator(selector).filter({ visible: true });
const sheetButton = (page: Page, text: string) => shown(page, '.bottom-sheet').locator('.nut-button', { hasText: text }).last();
const reasonField = (page: Page) => shown(page, '.bottom-sheet').locator('textarea').first();

/** The page as it stands now: what is kept on the phone from before is not enough. */
async function open(page: Page, hash: string): Promise<void> {
  await page.evaluate((to) => void (location.hash = to), hash);
  await page.reload();
}
const openHazard = (page: Page, id: string) => open(page, `/pages/detail/hazard-detail/index?id=${id}`);
const openToday = (page: Page) => open(page, '/pages/today/index');

/** What the server says of the hazard, read until it is so: a phone's answer is on its way for a moment. */
async function until(loop: Loop, id: string, isSo: (hazard: HazardDetail) => boolean): Promise<HazardDetail> {
  for (let tries = 0; tries < 120; tries += 1) {
    const hazard = await loop.office.call<HazardDetail>('GET', `/api/hazards/${id}`);
    if (isSo(hazard)) return hazard;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error(`hazard ${id} did not get there: ${JSON.stringify(await loop.office.call('GET', `/api/hazards/${id}`))}`);
}

/** The one that came in since, and its photos with it. */
async function openedSince(loop: Loop, before: readonly Hazard[]): Promise<HazardDetail> {
  const known = new Set(before.map(({ id }) => id));
  for (let tries = 0; tries < 120; tries += 1) {
    const fresh = (await loop.standing()).find(({ id }) => !known.has(id));
    if (fresh) return until(loop, fresh.id, ({ photosPending }) => !photosPending);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error('no hazard came in');
}

const allSteps = [steps.rectify, steps.verify, steps.extend, steps.grant, steps.refuse, steps.assign, steps.reassign];
let looks = 0;

/** Exactly these steps are offered to the person of this phone. Status and steps are drawn from one answer. */
async function expectSteps(page: Page, id: string, status: Hazard['status'], wanted: readonly string[], sentence?: string): Promise<void> {
  await openHazard(page, id);
  await seeText(page, statusWords[status]);
  const offered: string[] = [];
  for (const step of allSteps) if (await page.getByText(step, { exact: true }).filter({ visible: true }).count()) offered.push(step);
  assert.deepEqual(offered.sort(), [...wanted].sort(), `steps of a hazard that is ${status}`);
  if (sentence) await seeText(page, sentence);
  looks += 1;
}

// ---------------------------------------------------------------- finding

/** 安全检查 with one failed clause, which opens the hazard. */
async function findByClause(loop: Loop): Promise<HazardDetail> {
  const page = loop.phones.finder;
  const before = await loop.standing();
  await openToday(page);
  await action(page, '安全检查').click();
  await seeText(page, '用哪份检查表');
  await shown(page, '.row').filter({ hasText: '化工企业' }).first().click();
  for (let clause = 1; ; clause += 1) {
    await seeText(page, new RegExp(`^${clause} / \\d+$`));
    await tap(page, clause === 2 ? '不合格' : '合格');
    if (clause === 2) {
      await shoot(page, () => addPhoto(page).click(), [photo('pit-no-rails.jpg')]);
      await shown(page, '.photo-grid-remove').first().waitFor();
      await tap(page, '一般');
    }
    const isLast = await button(page, '看结果').isVisible();
    await button(page, isLast ? '看结果' : '下一条').click();
    if (isLast) break;
  }
  await button(page, '提交检查').click();
  await seeText(page, '今天送出的');
  const hazard = await openedSince(loop, before);
  assert.equal(hazard.clause?.key !== undefined && hazard.severity === 'general', true, 'the hazard is not of its clause');
  return hazard;
}

/** A photo, and two taps: what is wrong, and 开出隐患. `more` is what the person adds. */
async function findAlone(loop: Loop, page: Page, phrase: string, more?: (page: Page) => Promise<void>): Promise<HazardDetail> {
  const before = await loop.standing();
  await open(page, '/pages/hazards/index');
  await button(page, '开出隐患').click();
  await seeText(page, '哪里不对');
  await seeText(page, /离您最近/);
  await shoot(page, () => addPhoto(page).click(), [photo('cabinet-open.jpg')]);
  await seeText(page, '1 / 9');
  await tap(page, phrase);
  await more?.(page);
  await button(page, '开出隐患').click();
  await shown(page, '.chip').filter({ hasText: '待复查' }).first().waitFor();
  return openedSince(loop, before);
}

/** 重大, with the criterion it falls under. */
async function sayMajor(page: Page): Promise<void> {
  await shown(page, '.big-choice-option').filter({ hasText: '重大' }).click();
  await tap(page, criterionWords.choose);
  await shown(page, '.bottom-sheet .row').filter({ hasText: majorCriterionWords.detection_or_explosion_proof }).click();
  await seeText(page, new RegExp(majorCriterionWords.detection_or_explosion_proof));
}

// ---------------------------------------------------------------- rectifying and verifying

/** From 今天 by 去整改: before and after, and what was done. `fill` is what this hazard asks for beyond that. */
async function rectify(loop: Loop, page: Page, hazard: HazardDetail, fill: (page: Page) => Promise<void>): Promise<void> {
  await openToday(page);
  await shown(page, '.row').filter({ hasText: hazard.title }).getByText(steps.rectify, { exact: true }).first().click();
  await seeText(page, rectifyWords.after);
  const cameras = shown(page, '.photo-grid-add');
  await shoot(page, () => cameras.first().click(), [photo('pit-no-rails.jpg')]);
  await shown(page, '.photo-grid-remove').first().waitFor();
  await shoot(page, () => cameras.last().click(), [photo('pit-rails.jpg')]);
  await shown(page, '.photo-grid-remove').nth(1).waitFor();
  await fill(page);
  await button(page, rectifyWords.submit).click();
  await button(page, rectifyWords.submit).waitFor({ state: 'detached' });
  await until(loop, hazard.id, ({ status }) => status === 'rectified');
}

const field = (page: Page, placeholder: string) => shown(page, `input[placeholder="${placeholder}"], textarea[placeholder="${placeholder}"]`).first();
const write = (page: Page, placeholder: string, text: string) => field(page, placeholder).fill(text);
const sayMeasures = (page: Page) => write(page, rectifyWords.measuresPlaceholder, '四边加装 1.2 m 护栏，刷警示漆');

/** Of 重大 all five things: sent without, it says what is missing. */
async function sayFiveThings(page: Page): Promise<void> {
  await sayMeasures(page);
  await button(page, rectifyWords.submit).click();
  await seeText(page, rectifyWords.mendFirst(2));
  await write(page, rectifyWords.fundsPlaceholder, '企业自筹 3.5 万元');
  await write(page, rectifyWords.contingencyPlanPlaceholder, '停工撤人，报特勤消防站');
}

/** The server has it, and the phone knows: nothing is left to be sent. */
async function seeAllSent(page: Page): Promise<void> {
  await open(page, '/pages/mine/outbox/index');
  await seeText(page, '都送到了');
}

async function giveBack(loop: Loop, page: Page, hazard: HazardDetail, reason: string): Promise<void> {
  await openToday(page);
  await shown(page, '.row').filter({ hasText: hazard.title }).first().click();
  await button(page, steps.verify).click();
  await sheetButton(page, steps.giveBack).click();
  await reasonField(page).fill(reason);
  await sheetButton(page, steps.giveBackSheet.submit).last().click();
  await until(loop, hazard.id, ({ status }) => status === 'returned');
  await seeAllSent(page);
}

async function verify(loop: Loop, page: Page, hazard: HazardDetail): Promise<void> {
  await openHazard(page, hazard.id);
  await button(page, steps.verify).click();
  await sheetButton(page, steps.close).click();
  await seeText(page, steps.closeQuestion);
  await sheetButton(page, steps.close).click();
  await until(loop, hazard.id, ({ status }) => status === 'closed');
  await seeAllSent(page);
}

/** 整改前后对照: taken by the knob and moved to the left, more of the state after is seen. */
async function slide(page: Page, hazard: HazardDetail): Promise<[number, number]> {
  await openHazard(page, hazard.id);
  const compare = shown(page, '.compare');
  await compare.waitFor();
  await page.waitForFunction(() => [...document.querySelectorAll<HTMLImageElement>('.compare img')].filter(({ complete, naturalWidth }) => complete && naturalWidth > 0).length === 2);
  await compare.scrollIntoViewIfNeeded();
  const width = () => shown(page, '.compare-window').evaluate((window) => window.getBoundingClientRect().width);
  const knob = (await shown(page, '.compare-knob').boundingBox())!;
  const [x, y] = [knob.x + knob.width / 2, knob.y + knob.height / 2];
  const before = await width();
  const finger = await page.context().newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', at?: number) => finger.send('Input.dispatchTouchEvent', { type, touchPoints: at === undefined ? [] : [{ x: at, y }] });
  await touch('touchStart', x);
  await page.waitForTimeout(100);
  for (let step = 1; step <= 5; step += 1) await touch('touchMove', x - step * 20);
  await touch('touchEnd');
  await page.waitForFunction((from) => document.querySelector('.compare-window')!.getBoundingClientRect().width < from - 80, before);
  return [Math.round(before), Math.round(await width())];
}

// ---------------------------------------------------------------- the loops

/** Found by a clause, rectified, returned with a reason, rectified again, verified by another inspector. */
async function returnedOnce(loop: Loop): Promise<void> {
  const { finder, contact, verifier, leader, office } = loop.phones;
  const hazard = await findByClause(loop);
  await expectSteps(finder, hazard.id, 'open', []);
  await expectSteps(verifier, hazard.id, 'open', []);
  await expectSteps(leader, hazard.id, 'open', []);
  await expectSteps(office, hazard.id, 'open', [steps.assign]);
  await expectSteps(contact, hazard.id, 'open', [steps.rectify, steps.extend]);

  await rectify(loop, contact, hazard, sayMeasures);
  await expectSteps(contact, hazard.id, 'rectified', [], steps.waitsForVerifier);
  await expectSteps(leader, hazard.id, 'rectified', [], steps.waitsForVerifier);
  await expectSteps(finder, hazard.id, 'rectified', [steps.verify]);
  const [before, after] = await slide(verifier, hazard);
  console.log(`整改前后对照: the line moved from ${before} to ${after} px by a finger`);

  const reason = '护栏没有固定，一推就倒';
  await giveBack(loop, verifier, hazard, reason);
  await expectSteps(verifier, hazard.id, 'returned', []);
  await open(contact, '/pages/mine/inbox/index');
  await shown(contact, '.row').filter({ hasText: '整改被退回' }).filter({ hasText: reason }).first().click();
  await seeText(contact, new RegExp(reason));
  // What was said the first time is there; the photos are new.
  await rectify(loop, contact, hazard, async (page) => assert.match(await field(page, rectifyWords.measuresPlaceholder).inputValue(), /^四边加装/));
  await verify(loop, verifier, hazard);
  for (const page of [finder, contact, verifier, leader, office]) await expectSteps(page, hazard.id, 'closed', []);
  const { actions } = await until(loop, hazard.id, () => true);
  assert.deepEqual(actions.map(({ kind }) => kind).reverse(), ['opened', 'rectified', 'returned', 'rectified', 'verified']);
  console.log('from a failed clause: rectified, returned with a reason, rectified again, closed by another inspector');
}

/**
 * Overdue without a word to the database: the second inspector fills the form in where there is no signal, on a phone whose
 * clock says nine days ago, and comes back to the network today. The term of seven days that the form proposed is over.
 * Then the enterprise asks for more time and the leader grants it.
 */
async function overdueAndExtended(loop: Loop): Promise<void> {
  const { finder, contact, leader, verifier: page } = loop.phones;
  const before = await loop.standing();
  const today = parkDay(new Date());
  await openToday(page);
  await page.evaluate(() => navigator.serviceWorker.ready);
  // The form is opened once with a signal, as on any day before.
  await open(page, '/pages/report/hazard/index');
  await seeText(page, /离您最近/);
  await page.waitForTimeout(2_000);
  await openToday(page);
  await action(page, '拍照巡查').waitFor();
  await page.context().setOffline(true);
  const nineDays = 9 * 24 * 3600_000;
  await page.clock.setSystemTime(Date.now() - nineDays);
  await page.evaluate(() => void (location.hash = '/pages/report/hazard/index'));
  await seeText(page, '哪里不对');
  await shoot(page, () => addPhoto(page).click(), [photo('warehouse.jpg')]);
  await seeText(page, '1 / 9');
  await tap(page, '灭火器过期');
  await button(page, '开出隐患').click();
  await seeText(page, /离线/);
  await page.clock.setSystemTime(Date.now());
  await page.context().setOffline(false);
  const hazard = await openedSince(loop, before);
  assert.equal(hazard.isOverdue, true);
  assert.equal(hazard.rectificationDueOn, addDays(today, -2));

  await open(leader, '/pages/hazards/index');
  await shown(leader, '.chip').filter({ hasText: '逾期' }).click();
  await shown(leader, '.row').filter({ hasText: '灭火器过期' }).filter({ hasText: '逾期 2 天' }).first().waitFor();

  await expectSteps(contact, hazard.id, 'open', [steps.rectify, steps.extend]);
  await seeText(contact, /逾期 2 天/);
  await tap(contact, steps.extend);
  await seeText(contact, steps.extendTitle);
  await tap(contact, steps.pickDay);
  await contact.getByText('确定', { exact: true }).filter({ visible: true }).last().click();
  await reasonField(contact).fill('灭火器已订，等到货');
  await sheetButton(contact, steps.extendSubmit).click();
  const { extension } = await until(loop, hazard.id, (one) => one.extension !== null);
  await seeAllSent(contact);
  await expectSteps(contact, hazard.id, 'open', [steps.rectify]);
  await expectSteps(finder, hazard.id, 'open', []);

  await open(leader, '/pages/mine/inbox/index');
  await shown(leader, '.row').filter({ hasText: '申请延期，等您决定' }).filter({ hasText: '灭火器过期' }).first().click();
  await button(leader, steps.grant).click();
  await seeText(leader, steps.grantQuestion(formatDay(extension!.dueOn, today)));
  await sheetButton(leader, steps.grant).click();
  const extended = await until(loop, hazard.id, (one) => one.extension === null);
  assert.deepEqual([extended.isOverdue, extended.rectificationDueOn], [false, extension!.dueOn]);
  await expectSteps(leader, hazard.id, 'open', []);
  await open(contact, '/pages/mine/inbox/index');
  await shown(contact, '.row').filter({ hasText: '同意延期' }).filter({ hasText: '灭火器过期' }).first().waitFor();
  console.log(`overdue by 2 days as it came in, more time asked for by the enterprise and granted by the leader until ${extension!.dueOn}`);
}

/** 重大: told at once, on top of the digest until closed, all five things asked for. */
async function major(loop: Loop): Promise<void> {
  const { finder, contact, verifier, leader } = loop.phones;
  const hazard = await findAlone(loop, finder, '动火没人看护', sayMajor);
  assert.deepEqual([hazard.severity, hazard.majorCriterion], ['major', 'detection_or_explosion_proof']);

  await open(leader, '/pages/mine/inbox/index');
  await shown(leader, '.row').filter({ hasText: '发现重大隐患' }).filter({ hasText: '动火没人看护' }).first().click();
  await seeText(leader, new RegExp(majorCriterionWords.detection_or_explosion_proof));
  await open(leader, '/pages/hazards/index');
  await shown(leader, '.chip').filter({ hasText: '重大' }).click();
  await shown(leader, '.row').filter({ hasText: '动火没人看护' }).first().waitFor();

  await rectify(loop, contact, hazard, sayFiveThings);
  await openHazard(verifier, hazard.id);
  for (const said of ['四边加装 1.2 m 护栏，刷警示漆', '企业自筹 3.5 万元', '停工撤人，报特勤消防站']) await seeText(verifier, said);

  // Still on top: it is rectified, not closed.
  const digest = await loop.office.call<Digest>('GET', '/api/digest');
  const ofHazard = ({ attention }: Digest) => attention.findIndex(({ link }) => link.id === hazard.id);
  const [place, majors] = [ofHazard(digest), digest.attention.filter(({ kind }) => kind === 'major_hazard').length];
  assert.ok(place >= 0, `not in 需要您过问: ${digest.attention.map(({ title }) => title).join(' | ')}`);
  assert.ok(digest.attention.slice(0, place).every(({ kind }) => kind === 'major_hazard' || kind === 'incident'), 'something else stands above a major hazard');
  await open(leader, '/pages/leader/digest/index');
  await shown(leader, '.list .row').filter({ hasText: '动火没人看护' }).first().click();
  await seeText(leader, statusWords.rectified);

  await verify(loop, verifier, hazard);
  const after = await loop.office.call<Digest>('GET', '/api/digest');
  // One that was frozen in between is never rewritten.
  assert.equal(ofHazard(after), digest.frozenAt ? place : -1);
  await open(leader, '/pages/hazards/index');
  await shown(leader, '.chip').filter({ hasText: '重大' }).click();
  await shown(leader, '.row').filter({ hasText: '基坑' }).first().waitFor();
  assert.equal(await shown(leader, '.row').filter({ hasText: '动火没人看护' }).count(), 0, 'a closed one is still listed as 重大');
  console.log(`a major one: told at once, ${place + 1} of ${majors} major ones on top of the digest until it was closed, five things asked for`);
}

/** On a road the office names who rectifies. Who found it may be named; then he verifies nothing. */
async function finderRectifies(loop: Loop): Promise<void> {
  const { finder, verifier, contact, office } = loop.phones;
  await finder.context().setGeolocation({ ...atRoad, accuracy: 12 });
  const hazard = await findAlone(loop, finder, '路面破损');
  assert.equal(hazard.project.name, '兴业路');
  await expectSteps(finder, hazard.id, 'open', []);

  await openHazard(office, hazard.id);
  await button(office, steps.assign).click();
  await shown(office, '.bottom-sheet .row').filter({ hasText: '李明' }).click();
  await until(loop, hazard.id, ({ responsible }) => responsible?.name === '李明');
  await expectSteps(office, hazard.id, 'open', [steps.reassign]);
  await expectSteps(finder, hazard.id, 'open', [steps.rectify, steps.extend]);
  await expectSteps(verifier, hazard.id, 'open', []);
  // Another's hazard: not even read.
  await openHazard(contact, hazard.id);
  await seeText(contact, '没有找到');
  await rectify(loop, finder, hazard, sayMeasures);
  await expectSteps(finder, hazard.id, 'rectified', [], steps.ownResponsible);
  await verify(loop, verifier, hazard);
  console.log('found, assigned to and rectified by one person: closed by another, the finder was offered nothing');
}

// ---------------------------------------------------------------- people

async function phoneOf(browser: Browser, { app, office }: Pick<Loop, 'app' | 'office'>, name: string): Promise<Page> {
  const { items } = await office.call<{ items: Staff[] }>('GET', '/api/staff');
  const { code } = await office.call<{ code: string }>('POST', '/api/invites', { staffId: items.find((one) => one.name === name)!.id });
  const { page } = await openPhone(browser, app.origin);
  await signIn(page, code);
  return page;
}

export async function loopStory(): Promise<void> {
  const dataDir = makeDataDir();
  const app = await startApp(dataDir);
  const browser = await launch();
  try {
    const office = await signInByHttp(app.origin, app.codes.office!);
    await publishLongChecklist(office);
    const standing = async () => (await office.call<{ items: Hazard[] }>('GET', '/api/hazards?state=standing&limit=100')).items;
    const people = { finder: '李明', contact: '陈静', verifier: '周洋', leader: '刘建国', office: '赵强' } as const;
    const phones = {} as Phones;
    for (const [role, name] of Object.entries(people)) phones[role as keyof Phones] = await phoneOf(browser, { app, office }, name);
    // A clock that can be set; it goes on by itself.
    await phones.verifier.clock.install();
    const loop: Loop = { app, office, phones, standing };

    await returnedOnce(loop);
    await overdueAndExtended(loop);
    await major(loop);
    await finderRectifies(loop);
    console.log(`the hazard loop: closed by the right people; ${looks} times the page offered exactly the steps that were the person's`);
    await safetyCheckSpeed(phones.finder);
  } finally {
    await browser.close();
    await app.stop();
    fs.rmSync(dataDir, { recursive: true, force: true });
  }
}
