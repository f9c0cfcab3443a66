// 督办单 over the wire: from a matter to a closed order with its evidence, and what the digest, the chain and the ledger
// then say of it. Who may take which step in which state is tests/db/supervision-order.test.ts.
import ExcelJS from 'exceljs';
import { v7 as uuidv7 } from 'uuid';
import type { Digest } from '../../src/contract/digest';
import type { ExportFile } from '../../src/contract/export';
import type { ReportDetail } from '../../src/contract/report';
import type { MyData } from '../../src/contract/session';
import type { Order, OrderDetail, PreparedOrder } from '../../src/contract/supervision-order';
import type { Today } from '../../src/contract/today';
import { addDays, parkDay } from '../../src/domain/calendar';
import { ledgerSheetWords } from '../../src/text/export';
import { inspection, orderAnswer, orderIssue, orderReview, orderStep, rescueOf, sha256 } from '../factories/submission';
import { startApi, type Answer, type TestApi } from '../support/api';
import { asService, callAs, type CastName } from '../support/cast';
import { makeFile, manifestOf, sendFiles } from '../support/photos';
import { behindTheBack, proveByApi } from '../support/proof';
import { makeWorld, type World } from '../support/world';

let api: TestApi;
let world: World;
let bide: string;
let road: string;
/** Ten in the morning, so that the live digest is not frozen by a read. */
const now = new Date(`${parkDay(new Date())}T02:00:00.000Z`);
const today = parkDay(now);

beforeAll(async () => {
  api = await startApi({}, { clock: () => now });
  world = await makeWorld(api.database.db, api.cast, 'linxiang');
  ({ bide, road } = api.cast.parks.linxiang.projects as { bide: string; road: string });
});
afterAll(() => api.stop());

type Receipt = { id: string; receivedAt: string; sha256: string; status: string; code: string };
type Verb = 'acknowledge' | 'answer' | 'review' | 'extend' | 'withdraw';
const idOf = (name: CastName) => api.cast.people[name].staffId;
const act = (by: CastName, verb: Verb, body: { id: string; orderId: string }): Promise<Answer<Receipt>> => api.call<Receipt>(`supervisionOrder.${verb}`, by, { params: { id: body.orderId }, body });
const read = async (id: string, by: CastName = 'liujianguo') => (await api.call<OrderDetail & { code: string }>('supervisionOrder.read', by, { params: { id } })).body;
const list = async (by: CastName, query = '') => (await api.call<{ items: Order[]; next: string | null }>('supervisionOrder.list', by, { query })).body;

async function issue(about: Record<string, string>, to: CastName, change: Record<string, unknown> = {}): Promise<string> {
  const body = orderIssue(about, idOf(to), { ...change });
  expect(await api.call('supervisionOrder.issue', 'liujianguo', { body })).toMatchObject({ status: 201 });
  return body.id;
}
async function acknowledged(about: Record<string, string>, to: CastName, change: Record<string, unknown> = {}): Promise<string> {
  const id = await issue(about, to, change);
  expect(await act(to, 'acknowledge', orderStep(id))).toMatchObject({ status: 201, body: { status: 'acknowledged' } });
  return id;
}
async function answered(id: string, by: CastName, projectId = bide): Promise<string> {
  const body = orderAnswer(id, projectId);
  expect(await act(by, 'answer', body)).toMatchObject({ status: 201, body: { status: 'complete' } });
  return body.id;
}

describe('an order', () => {
  test('from the digest line of a hazard to its end: acknowledged, answered with a photo, returned, answered, closed', async () => {
    const id = await issue({ hazardId: world.hazardId }, 'chenjing', { digestOn: '2026-11-22', requirement: '三天内给配电箱上锁' });
    expect(await read(id)).toMatchObject({
      status: 'issued', requirement: '三天内给配电箱上锁', about: { kind: 'hazard', id: world.hazardId, title: '配电箱未上锁' }, project: { id: bide }, digestOn: '2026-11-22',
      issuedBy: { name: '刘建国' }, addressee: { name: '陈静' }, isOverdue: false, may: ['extended', 'withdrawn'], answerId: null, answerPending: false,
    });
    expect((await read(id, 'chenjing')).may).toEqual(['acknowledged']);
    expect(await act('chenjing', 'acknowledge', orderStep(id))).toMatchObject({ status: 201, body: { status: 'acknowledged' } });

    const file = makeFile('lock');
    const first = orderAnswer(id, bide, { photos: [manifestOf(file)], note: '已上锁' });
    expect(await act('chenjing', 'answer', first)).toMatchObject({ status: 201, body: { status: 'awaiting_photos' } });
    // It counts when its photo is there.
    expect(await read(id)).toMatchObject({ status: 'acknowledged', answerPending: true });
    await sendFiles(api, 'chenjing', first.id, [file]);
    const answeredOrder = await read(id);
    expect(answeredOrder).toMatchObject({ status: 'answered', answerId: first.id, answerPending: false, may: ['returned', 'closed', 'extended', 'withdrawn'] });
    expect(answeredOrder.actions.at(-1)).toMatchObject({ kind: 'answered', by: { name: '陈静' }, note: '已上锁', submissionId: first.id, photos: [{ stored: true, url: expect.stringContaining('http') }], documents: [] });

    expect(await act('liujianguo', 'review', orderReview(id, first.id, { answer: 'return', reason: '锁没有编号' }))).toMatchObject({ status: 201, body: { status: 'returned' } });
    expect((await read(id, 'chenjing')).may).toEqual(['answered']);
    const second = await answered(id, 'chenjing');
    // Who read the older answer decides nothing about the newer one.
    expect(await act('liujianguo', 'review', orderReview(id, first.id))).toMatchObject({ status: 409, body: { code: 'report_superseded' } });
    expect(await act('liujianguo', 'review', orderReview(id, second))).toMatchObject({ status: 201, body: { status: 'closed' } });
    const over = await read(id);
    expect(over).toMatchObject({ status: 'closed', may: [], closedAt: expect.any(String) });
    expect(over.actions.map(({ kind }) => kind)).toEqual(['issued', 'acknowledged', 'answered', 'returned', 'answered', 'closed']);
    expect(over.actions.map(({ reason }) => reason)).toEqual([null, null, null, '锁没有编号', null, null]);
  });

  test('about an item of the plan without a project: its answer is a record of the item, and moves no value', async () => {
    const id = await acknowledged({ planItemId: world.items.figure }, 'zhaoqiang');
    const { db } = api.database;
    const value = async () => (await db.query('select value from public.item_values where item_id = $1', [world.items.figure])).rows;
    const before = await value();
    const body = orderAnswer(id, undefined, { itemId: world.items.figure });
    expect(await act('zhaoqiang', 'answer', body)).toMatchObject({ status: 201 });
    expect(await read(id)).toMatchObject({ status: 'answered', item: { id: world.items.figure }, project: null });
    const report = (await api.call<ReportDetail>('report.read', 'wangfang', { params: { id: body.id } })).body;
    expect(report).toMatchObject({ kind: 'order_answer', item: { id: world.items.figure }, project: null, itemRecord: null, note: body.note, body: { orderId: id } });
    expect(await value()).toEqual(before);
    // Neither the order nor what answered it is for inspectors whom it does not ask.
    expect(await read(id, 'liming')).toMatchObject({ code: 'order_not_found' });
    expect(await api.call('report.read', 'liming', { params: { id: body.id } })).toMatchObject({ status: 404 });
  });

  test.each([
    ['a project', (): Record<string, string> => ({ projectId: bide }), { kind: 'project', title: '比德' }],
    ['a milestone report', () => ({ reportId: world.milestoneReportId }), { kind: 'report', title: null, reportKind: 'milestone_report', rung: 'completed' }],
    ['a record of an item', () => ({ reportId: world.waiting.reading }), { kind: 'report', reportKind: 'reading', rung: null }],
  ])('about %s', async (_, about, expected) => {
    expect((await read(await issue(about(), 'liming'))).about).toMatchObject(expected);
  });

  test('given a later date, and taken back: only with a reason, and only forward', async () => {
    const id = await issue({ projectId: bide }, 'liming', { dueOn: today });
    expect(await act('liujianguo', 'extend', orderStep(id, { dueOn: today, reason: '同一天' }))).toMatchObject({ status: 422, body: { code: 'due_date_past' } });
    const later = addDays(today, 5);
    expect(await act('liujianguo', 'extend', orderStep(id, { dueOn: later, reason: '供电排期推后' }))).toMatchObject({ status: 201, body: { status: 'issued' } });
    expect(await read(id)).toMatchObject({ dueOn: later, status: 'issued' });
    expect(await act('liujianguo', 'withdraw', { ...orderStep(id) })).toMatchObject({ status: 400, body: { code: 'invalid_input' } });
    expect(await act('liujianguo', 'withdraw', orderStep(id, { reason: '已由另一张代替' }))).toMatchObject({ status: 201, body: { status: 'withdrawn' } });
    expect(await act('liming', 'acknowledge', orderStep(id))).toMatchObject({ status: 409, body: { code: 'order_moved_on' } });
  });

  test('a photo that comes after the order was withdrawn moves nothing, and its record counts', async () => {
    const id = await acknowledged({ projectId: bide }, 'liming');
    const file = makeFile('late');
    const late = orderAnswer(id, bide, { photos: [manifestOf(file)] });
    await act('liming', 'answer', late);
    await act('liujianguo', 'withdraw', orderStep(id, { reason: '不需要了' }));
    expect((await sendFiles(api, 'liming', late.id, [file])).body.status).toBe('complete');
    expect(await read(id)).toMatchObject({ status: 'withdrawn', answerId: null });
    expect((await read(id)).actions.map(({ kind }) => kind)).toEqual(['issued', 'acknowledged', 'withdrawn']);
  });

  test('answered by the office for its inspector, whose phone broke', async () => {
    const id = await acknowledged({ projectId: bide }, 'liming');
    const text = JSON.stringify(orderAnswer(id, bide));
    expect(await api.call('rescue.submit', 'wangfang', { body: rescueOf(idOf('liming'), 'supervisionOrder.answer', text) })).toMatchObject({ status: 201 });
    expect(await read(id)).toMatchObject({ status: 'answered', actions: expect.arrayContaining([expect.objectContaining({ kind: 'answered', by: expect.objectContaining({ name: '李明' }) })]) });
    // In the name of somebody whom the order does not ask it is refused.
    const other = await acknowledged({ projectId: bide }, 'liming');
    expect(await api.call('rescue.submit', 'wangfang', { body: rescueOf(idOf('zhouyang'), 'supervisionOrder.answer', JSON.stringify(orderAnswer(other, bide))) })).toMatchObject({ status: 403, body: { code: 'not_addressee' } });
  });
});

describe('issuing', () => {
  const attempt = (about: Record<string, unknown>, to: string, change: Record<string, unknown> = {}) => api.call<Receipt>('supervisionOrder.issue', 'liujianguo', { body: orderIssue(about as Record<string, string>, to, change) });

  test('tells what is wrong', async () => {
    const inspector = idOf('liming');
    expect(await attempt({}, inspector)).toMatchObject({ status: 400, body: { code: 'invalid_input' } });
    expect(await attempt({ projectId: bide, hazardId: world.hazardId }, inspector)).toMatchObject({ status: 400, body: { code: 'invalid_input' } });
    for (const [key, code] of [['projectId', 'project_not_found'], ['hazardId', 'hazard_not_found'], ['planItemId', 'plan_item_not_found'], ['reportId', 'report_not_found']] as const)
      expect(await attempt({ [key]: uuidv7() }, inspector)).toMatchObject({ status: 404, body: { code } });
    expect(await attempt({ projectId: api.cast.parks.luyuan.projects.green }, inspector)).toMatchObject({ status: 404, body: { code: 'project_not_found' } });
    expect(await attempt({ projectId: bide }, idOf('heping'))).toMatchObject({ status: 404, body: { code: 'staff_not_found' } });
    for (const to of ['liujianguo', 'sunwei'] as const) expect(await attempt({ projectId: bide }, idOf(to))).toMatchObject({ status: 422, body: { code: 'addressee_refused' } });
    // A road has no enterprise, and an item of the plan no contact.
    for (const about of [{ projectId: road }, { planItemId: world.items.figure }]) expect(await attempt(about, idOf('chenjing'))).toMatchObject({ status: 422, body: { code: 'addressee_refused' } });
    expect(await attempt({ projectId: bide }, inspector, { dueOn: addDays(parkDay(new Date()), -1) })).toMatchObject({ status: 422, body: { code: 'due_date_past' } });
    expect(await attempt({ projectId: bide }, inspector, { requirement: '  ' })).toMatchObject({ status: 400, body: { code: 'invalid_input' } });
  });

  test('the form is told whom it may ask, and who is the likeliest', async () => {
    const prepare = async (query: string) => (await api.call<PreparedOrder>('supervisionOrder.prepare', 'liujianguo', { query })).body;
    const ofHazard = await prepare(`?hazardId=${world.hazardId}`);
    expect(ofHazard).toMatchObject({ title: '配电箱未上锁', project: { id: bide, name: '比德' }, item: null, enterprise: { name: '比德' }, suggestedId: idOf('chenjing') });
    const names = ofHazard.addressees.map(({ name }) => name);
    for (const name of ['李明', '周洋', '王芳', '赵强', '陈静']) expect(names).toContain(name);
    for (const name of ['刘建国', '孙伟', '何平']) expect(names).not.toContain(name);
    expect(await prepare(`?projectId=${bide}`)).toMatchObject({ suggestedId: null });
    await api.call('project.assign', 'wangfang', { body: { id: uuidv7(), projectIds: [bide], inspectorId: idOf('zhouyang') } });
    expect(await prepare(`?projectId=${bide}`)).toMatchObject({ suggestedId: idOf('zhouyang') });
    expect(await prepare(`?reportId=${world.reportId}`)).toMatchObject({ title: null, suggestedId: idOf('liming') });
    expect(await prepare(`?planItemId=${world.items.figure}`)).toMatchObject({ project: null, item: { id: world.items.figure }, enterprise: null });
  });

  test.each([
    ['the same bytes', (text: string) => text, 'liujianguo', 200],
    ['other bytes', (text: string) => text.replace('接通', '拆除'), 'liujianguo', 409],
  ] as const)('sent again with %s', async (_, change, by, status) => {
    const text = JSON.stringify(orderIssue({ projectId: bide }, idOf('liming')));
    const first = await api.call<Receipt>('supervisionOrder.issue', 'liujianguo', { body: text });
    expect(first).toMatchObject({ status: 201, body: { sha256: sha256(text), status: 'issued' } });
    const again = await api.call<Receipt>('supervisionOrder.issue', by, { body: change(text) });
    expect(again.status).toBe(status);
    if (status === 200) expect(again.body).toEqual(first.body);
    else expect(again.body.code).toBe('id_reused');
  });

  test('an id of another park is taken, and tells nothing', async () => {
    const body = orderIssue({ projectId: api.cast.parks.luyuan.projects.green! }, idOf('heping'));
    expect((await api.call('supervisionOrder.issue', 'machao', { body })).status).toBe(201);
    expect(await api.call('supervisionOrder.issue', 'liujianguo', { body: { ...orderIssue({ projectId: bide }, idOf('liming')), id: body.id } })).toMatchObject({ status: 409, body: { code: 'id_reused' } });
    expect((await api.database.db.query('select park_id from public.supervision_orders where id = $1', [body.id])).rows).toEqual([{ park_id: api.cast.parks.luyuan.id }]);
  });
});

describe('a step', () => {
  test('of which two arrive at once, whatever its kind, is one', async () => {
    const id = await acknowledged({ projectId: bide }, 'liming');
    const answer = await answered(id, 'liming');
    for (const [verb, body] of [['extend', orderStep(id, { dueOn: '2199-12-31', reason: '再等等' })], ['review', orderReview(id, answer, { answer: 'return', reason: '缺文号' })], ['withdraw', orderStep(id, { reason: '不用了' })]] as const) {
      const answers = await Promise.all([act('liujianguo', verb, body), act('liujianguo', verb, body), act('liujianguo', verb, body)]);
      expect({ verb, statuses: answers.map(({ status }) => status).sort() }).toEqual({ verb, statuses: [200, 200, 201] });
    }
    expect((await read(id)).actions.map(({ kind }) => kind)).toEqual(['issued', 'acknowledged', 'answered', 'extended', 'returned', 'withdrawn']);
  });

  test('that reviews names the answer of this order, and no other', async () => {
    const [id, other] = [await acknowledged({ projectId: bide }, 'liming'), await acknowledged({ projectId: bide }, 'liming')];
    await answered(id, 'liming');
    for (const wrong of [await answered(other, 'liming'), uuidv7()]) expect(await act('liujianguo', 'review', orderReview(id, wrong))).toMatchObject({ status: 409, body: { code: 'report_superseded' } });
  });

  test('is taken once: again it is answered the same, also when both arrive at once', async () => {
    const id = await issue({ projectId: bide }, 'liming');
    const body = orderStep(id);
    const answers = await Promise.all([act('liming', 'acknowledge', body), act('liming', 'acknowledge', body)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 201]);
    expect(answers[0]!.body).toEqual(answers[1]!.body);
    expect(await act('liming', 'acknowledge', orderStep(id))).toMatchObject({ status: 409, body: { code: 'order_moved_on' } });
    // The same id for another step, or by somebody else.
    expect(await act('liujianguo', 'withdraw', { ...orderStep(id, { reason: '不用了' }), id: body.id })).toMatchObject({ status: 409, body: { code: 'id_reused' } });
  });

  test('names in its body the order of its path', async () => {
    const [one, other] = [await acknowledged({ projectId: bide }, 'liming'), await acknowledged({ projectId: bide }, 'liming')];
    for (const [verb, by, body] of [['answer', 'liming', orderAnswer(one, bide)], ['withdraw', 'liujianguo', orderStep(one, { reason: '不用了' })], ['extend', 'liujianguo', orderStep(one, { dueOn: '2199-12-31', reason: '延' })]] as const)
      expect(await api.call(`supervisionOrder.${verb}`, by, { params: { id: other }, body })).toMatchObject({ status: 404, body: { code: 'order_not_found' } });
    expect(await act('liming', 'answer', orderAnswer(one, road))).toMatchObject({ status: 404, body: { code: 'order_not_found' } });
    expect((await read(one)).status).toBe('acknowledged');
  });

  test('an answer is no report that could stand alone, be corrected, or be sent without words', async () => {
    const id = await acknowledged({ projectId: bide }, 'liming');
    const body = orderAnswer(id, bide);
    for (const wrong of [{ ...body, note: ' ' }, { ...body, corrects: uuidv7() }, { ...body, projectId: undefined }, { ...body, itemId: world.items.figure }])
      expect(await act('liming', 'answer', wrong)).toMatchObject({ status: 400, body: { code: 'invalid_input' } });
    const { db } = api.database;
    const sent = (change: object) => callAs(db, api.cast.people.liming, "api.submit('order_answer', $1)", [JSON.stringify({ ...body, ...change })]);
    await expect(sent({ corrects: (await callAs<string>(db, api.cast.people.liming, "(select id from public.submissions where kind = 'order_answer' and created_by = $1 limit 1)", [idOf('liming')])) })).rejects.toMatchObject({ code: expect.stringMatching(/^PT4/) });
    await expect(sent({ note: null })).rejects.toMatchObject({ message: 'invalid_input' });
    await expect(sent({ orderId: null })).rejects.toMatchObject({ message: 'order_not_found' });
  });

  test('that is refused leaves an audit row', async () => {
    const id = await issue({ projectId: bide }, 'liming');
    expect(await act('zhouyang', 'acknowledge', orderStep(id))).toMatchObject({ status: 403, body: { code: 'not_addressee' } });
    expect(await act('wangfang', 'withdraw', orderStep(id, { reason: '办公室不能' }))).toMatchObject({ status: 403, body: { code: 'role_refused' } });
    const { rows } = await api.database.db.query("select operation, outcome, code, staff_id from public.audit where target_id = $1 order by id", [id]);
    expect(rows).toEqual([
      { operation: 'supervisionOrder.issue', outcome: 'done', code: null, staff_id: idOf('liujianguo') },
      { operation: 'supervisionOrder.acknowledge', outcome: 'refused', code: 'not_addressee', staff_id: idOf('zhouyang') },
      { operation: 'supervisionOrder.withdraw', outcome: 'refused', code: 'role_refused', staff_id: idOf('wangfang') },
    ]);
  });
});

describe('lists', () => {
  /** As if it were issued long ago. */
  const due = (id: string, on: string) => api.database.db.query('update public.supervision_orders set due_on = $2 where id = $1', [id, on]);

  test('what is due first on top, page by page; overdue, closed and mine by themselves', async () => {
    const [soon, late, later, over] = [await issue({ projectId: bide }, 'zhouyang'), await issue({ projectId: bide }, 'zhouyang'), await issue({ projectId: bide }, 'zhouyang'), await acknowledged({ projectId: bide }, 'zhouyang')];
    await due(soon, addDays(today, 1));
    await due(late, addDays(today, -3));
    await due(later, addDays(today, -1));
    await act('liujianguo', 'withdraw', orderStep(over, { reason: '不用了' }));
    const mine = (await list('zhouyang', '?state=mine')).items;
    expect(mine.map(({ id }) => id)).toEqual([late, later, soon, over]);
    expect(mine.map(({ isOverdue }) => isOverdue)).toEqual([true, true, false, false]);
    const paged: string[] = [];
    for (let before = ''; paged.length < 10; ) {
      const page = await list('zhouyang', `?state=mine&limit=1${before}`);
      paged.push(...page.items.map(({ id }) => id));
      if (page.next === null) break;
      before = `&before=${page.next}`;
    }
    expect(paged).toEqual([late, later, soon, over]);
    expect((await list('liujianguo', '?state=overdue')).items.map(({ id }) => id)).toEqual([late, later]);
    const closed = (await list('liujianguo', '?state=closed&limit=100')).items;
    expect(closed.map(({ id }) => id)).toContain(over);
    expect(closed.every(({ status }) => status === 'closed' || status === 'withdrawn')).toBe(true);
    expect((await list('liujianguo', '?state=open&limit=100')).items.map(({ id }) => id)).not.toContain(over);
    // A contact finds those of the own enterprise, whoever else's project it is.
    expect((await list('sunwei')).items).toEqual([]);
  });

  test('今天 shows each what asks for him', async () => {
    const todayOf = async (by: CastName) => ((await api.call<Today>('today.read', by)).body.orders ?? []).map(({ id }) => id);
    const id = await issue({ projectId: api.cast.parks.linxiang.projects.chixing! }, 'sunwei');
    expect(await todayOf('sunwei')).toEqual([id]);
    await act('sunwei', 'acknowledge', orderStep(id));
    expect(await todayOf('sunwei')).toEqual([id]);
    expect(await todayOf('liujianguo')).not.toContain(id);
    const answer = await answered(id, 'sunwei', api.cast.parks.linxiang.projects.chixing!);
    expect(await todayOf('sunwei')).toEqual([]);
    expect(await todayOf('liujianguo')).toContain(id);
    await act('liujianguo', 'review', orderReview(id, answer, { answer: 'return', reason: '缺验收单' }));
    expect(await todayOf('sunwei')).toEqual([id]);
    await due(id, addDays(today, -1));
    expect(await todayOf('liujianguo')).toContain(id);
    expect(await todayOf('wangfang')).not.toContain(id);
  });
});

test('我的数据 holds the orders that one issued or was asked by', async () => {
  const id = await issue({ projectId: bide }, 'zhaoqiang', { requirement: '归档' });
  const ordersOf = async (by: CastName) => (await api.call<{ orders: { id: string }[] }>('me.data', by)).body.orders;
  for (const by of ['zhaoqiang', 'liujianguo'] as const) expect(await ordersOf(by)).toContainEqual({ id, requirement: '归档', status: 'issued', issuedAt: expect.any(String) });
  expect((await ordersOf('zhouyang')).map((order) => order.id)).not.toContain(id);
  const stepsOf = async (by: CastName) => (await api.call<MyData>('me.data', by)).body.answers;
  const step = orderStep(id);
  await act('zhaoqiang', 'acknowledge', step);
  expect(await stepsOf('zhaoqiang')).toContainEqual({ id: step.id, answer: 'order_acknowledged', answeredAt: expect.any(String) });
  expect((await stepsOf('liujianguo')).map((one) => one.id)).not.toContain(step.id);
});

describe('told, proven and exported', () => {
  const digest = async () => (await api.call<Digest>('digest.read', 'liujianguo')).body;

  test('the digest tells its steps, and what is overdue stands above the turns of the rest', async () => {
    const id = await acknowledged({ projectId: bide }, 'liming', { requirement: '报送专线进展' });
    await answered(id, 'liming');
    const { sections, attention } = await digest();
    const texts = sections.find(({ title }) => title === '督办')!.lines.map(({ text, links }) => [text, links[0]!.id]);
    expect(texts).toContainEqual([`比德 下达督办：报送专线进展（李明，2199年12月1日前）`, id]);
    expect(texts).toContainEqual(['比德 督办有回复：报送专线进展（李明）', id]);
    expect(texts.filter(([, of]) => of === id)).toHaveLength(2);
    const overdue = attention.filter(({ kind }) => kind === 'overdue_order');
    expect(overdue.map(({ tag }) => tag)).toEqual(['督办 · 逾期 3 天', '督办 · 逾期 1 天', '督办 · 逾期 1 天']);
    expect(overdue[0]).toMatchObject({ title: '比德：接通专线并提交验收单', who: '找 周洋', link: { kind: 'order' } });
    expect(attention.slice(0, 3)).toEqual(overdue);
  });

  test('a photo of an answer about an item stands under the name of the item', async () => {
    const id = await acknowledged({ planItemId: world.items.figure }, 'wangfang');
    const file = makeFile('approval');
    const body = orderAnswer(id, undefined, { itemId: world.items.figure, photos: [manifestOf(file)] });
    await act('wangfang', 'answer', body);
    await sendFiles(api, 'wangfang', body.id, [file]);
    expect((await digest()).photos).toContainEqual(expect.objectContaining({ submissionId: body.id, project: 'figure', stored: true }));
  });

  test('frozen it stays, though the order moves on; the chain proves each step, and names one that was changed or taken away', async () => {
    const { linxiang } = api.cast.parks;
    const { db } = api.database;
    const freeze = (on: string) => asService(db, () => db.query('select api.freeze_digest($1, $2) as digest', [linxiang.id, on]));
    await freeze(addDays(today, 1));
    const item = await acknowledged({ planItemId: world.items.figure }, 'wangfang');
    const body = orderAnswer(item, undefined, { itemId: world.items.figure });
    await act('wangfang', 'answer', body);
    await act('liujianguo', 'extend', orderStep(item, { dueOn: '2199-12-31', reason: '再等等' }));
    await act('liujianguo', 'review', orderReview(item, body.id, { answer: 'return', reason: '缺文号' }));
    const gone = await issue({ projectId: bide }, 'liming');
    await act('liujianguo', 'withdraw', orderStep(gone, { reason: '撤' }));
    await freeze(addDays(today, 2));
    const shown = async () => (await api.call<Digest>('digest.read', 'liujianguo', { query: `?on=${addDays(today, 2)}` })).body.sections.find(({ title }) => title === '督办');
    const before = await shown();
    expect(before!.lines.map(({ text }) => text)).toEqual(expect.arrayContaining(['figure 督办回复退回：缺文号', 'figure 督办延期到 2199年12月31日：再等等', '比德 督办撤回：撤']));
    await act('wangfang', 'answer', orderAnswer(item, undefined, { itemId: world.items.figure }));
    expect(await shown()).toEqual(before);

    const { rows } = await db.query<{ records: string }>('select records from public.digests where park_id = $1 order by number desc limit 1', [linxiang.id]);
    const lines = rows[0]!.records.split('\n');
    // Acknowledging is no news, but no less proven.
    for (const step of ['issued', 'acknowledged', 'extended', 'returned', 'withdrawn']) expect(lines.filter((line) => line.includes(` answer=${step} by=`)).length).toBeGreaterThan(0);
    expect(lines.filter((line) => line.startsWith(body.id))).toHaveLength(1);
    // The world's own photos have no files.
    const proven = async () => (await proveByApi(api)).misfits.filter(({ code }) => code !== 'photo_missing');
    expect(await proven()).toEqual([]);

    const acknowledge = (await db.query<{ id: string }>("select id from public.order_actions where order_id = $1 and kind = 'acknowledged'", [item])).rows[0]!.id;
    await behindTheBack(api, "update public.order_actions set reason = '改过' where order_id = $1 and kind = 'returned'", [item]);
    await behindTheBack(api, "update public.order_actions set body = replace(body, 'orderId', 'orderID') where id = $1", [acknowledge]);
    await behindTheBack(api, "delete from public.order_actions where order_id = $1 and kind = 'withdrawn'", [gone]);
    const misfits = await proven();
    const found = misfits.map(({ code, answerId }) => `${code} ${answerId}`);
    const returned = (await db.query<{ id: string }>("select id from public.order_actions where order_id = $1 and kind = 'returned'", [item])).rows[0]!.id;
    expect(found).toContain(`answer_changed ${returned}`);
    expect(found).toContain(`answer_changed ${acknowledge}`);
    // Missed by the chain and by the changes alike.
    expect(new Set(found.filter((one) => one.startsWith('answer_removed'))).size).toBe(1);
    expect(misfits.every(({ recordId }) => recordId === undefined)).toBe(true);
  });

  test('the ledger has a sheet of them, and its answers stay those to reports', async () => {
    const file = await api.call<ExportFile>('export.create', 'wangfang', { body: { id: uuidv7(), kind: 'ledger', from: addDays(parkDay(new Date()), -1), to: addDays(parkDay(new Date()), 1) } });
    expect(file.status).toBe(201);
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(Buffer.from(await (await fetch(file.body.url!)).arrayBuffer()) as unknown as ArrayBuffer);
    const sheet = book.getWorksheet(ledgerSheetWords.supervision_orders)!;
    const heads = (sheet.getRow(1).values as string[]).slice(1);
    expect(heads.slice(0, 7)).toEqual(['下达时间', '督办事项', '督办要求', '督办人', '承办人', '办理期限', '办理状态']);
    const { rows } = await api.database.db.query('select count(*)::int as count from public.supervision_orders where park_id = $1', [api.cast.parks.linxiang.id]);
    expect(sheet.rowCount - 1).toBe(rows[0].count);
    const hazardRow = Array.from({ length: sheet.rowCount }, (_, index) => (sheet.getRow(index + 1).values as unknown[]).slice(1)).find((values) => values[2] === '三天内给配电箱上锁')!;
    expect(hazardRow.slice(1, 7)).toEqual(['比德 配电箱未上锁', '三天内给配电箱上锁', '刘建国', '陈静', expect.any(Date), '已办结']);
    const answers = book.getWorksheet(ledgerSheetWords.answers)!;
    const { rows: reviews } = await api.database.db.query('select (select count(*) from public.milestone_answers where park_id = $1)::int + (select count(*) from public.item_answers where park_id = $1)::int as count', [api.cast.parks.linxiang.id]);
    expect(answers.rowCount - 1).toBe(reviews[0].count);
  });
});

test('an inspection is no answer, whatever it names', async () => {
  const id = await acknowledged({ projectId: bide }, 'liming');
  expect(await api.call('inspection.submit', 'liming', { body: inspection(bide, { orderId: id }) })).toMatchObject({ status: 400 });
});
