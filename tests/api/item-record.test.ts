// 事项记录 through the API: figures, achievements, completions, incidents, notes and namings; two persons for what counts.
import { v7 as uuidv7 } from 'uuid';
import type { ItemRecord, ListReadingsResponse } from '../../src/contract/item-record';
import type { Plan, PlanItemDetail } from '../../src/contract/plan';
import type { MyData } from '../../src/contract/session';
import type { Today } from '../../src/contract/today';
import { recordState } from '../../src/domain/item-record';
import { achievement, completion, incident, manifestPhoto, naming, note, ratioReading, reading, review } from '../factories/submission';
import { startApi, type TestApi } from '../support/api';
import { asService, insertId, type CastName } from '../support/cast';
import { layPlan, makePerson, milestoneOf, recordedItems, submitDirectly, type PlanItemSpec } from '../support/world';
import { milestoneReport } from '../factories/submission';

let api: TestApi;
let items: Record<string, string>;

const extra: PlanItemSpec[] = [
  { key: 'total', measure: { type: 'count_children_done' }, target: ['>=', 2] },
  { key: 'later', measure: { type: 'reported' }, target: ['>=', 10] },
  { key: 'twin', measure: { type: 'count_achievements' }, holder: 'achievement' },
  { key: 'words', measure: { type: 'narrative' }, target: null },
  { key: 'said again', measure: { type: 'narrative' }, target: null, holder: 'done' },
  { key: 'named', measure: { type: 'count_done', of: ['done', 'figure'] }, target: ['>=', 2], counts: ['done', 'figure'] },
];

beforeAll(async () => {
  api = await startApi();
  const laid = [...extra.slice(0, 1), ...recordedItems.map((item) => (item.key === 'gap' ? { ...item, parent: 'total' } : item)), ...extra.slice(1)];
  items = await layPlan(api.database.db, api.cast.parks.linxiang.id, laid);
});
afterAll(() => api.stop());

type Kind = 'reading' | 'achievement' | 'completion' | 'incident' | 'note' | 'naming';
type Sent = { id: string; photos: { sha256: string }[] };
type Refusal = { code?: string };

const send = (kind: Kind, by: CastName, body: object) => api.call<Refusal & { status: string }>(`${kind}.submit`, by, { body });
const answer = (kind: 'reading' | 'achievement' | 'completion', by: CastName, recordId: string, change: Record<string, unknown> = {}) =>
  api.call<Refusal>(`${kind}.review`, by, { params: { id: recordId }, body: review(recordId, change) });
const store = (body: Sent) => asService(api.database.db, () => api.database.db.query('select api.mark_photos_stored($1, $2)', [body.id, body.photos.map(({ sha256 }) => sha256)]));
const item = async (key: string, by: CastName = 'liujianguo') => (await api.call<PlanItemDetail>('planItem.read', by, { params: { id: items[key]! } })).body;
const value = async (key: string) => (await item(key)).value;

async function approved(kind: 'reading' | 'achievement' | 'completion', body: Sent): Promise<string> {
  expect(await send(kind, 'wangfang', body)).toMatchObject({ status: 201 });
  expect(await answer(kind, 'zhaoqiang', body.id)).toMatchObject({ status: 201 });
  return body.id;
}

describe('a monthly figure', () => {
  test('counts when a second office person has approved it, and is the latest month that counts', async () => {
    const october = reading(items.figure!);
    expect(await send('reading', 'wangfang', october)).toMatchObject({ status: 201, body: { status: 'complete' } });
    expect(await item('figure')).toMatchObject({ value: null, light: 'no_data', waitingCount: 1 });
    expect(await answer('reading', 'wangfang', october.id)).toMatchObject({ status: 403, body: { code: 'own_report' } });
    expect(await answer('reading', 'zhaoqiang', october.id)).toMatchObject({ status: 201, body: { answer: 'approve' } });
    expect((await api.call<MyData>('me.data', 'zhaoqiang')).body.answers).toMatchObject([{ answer: 'approve' }]);
    expect(await item('figure')).toMatchObject({ value: 80.5, waitingCount: 0, valueUntilOn: '2026-10-31', records: [{ id: october.id, amount: 80.5, source: '统计局月报' }] });
    // A month brought in late stands beside it and changes nothing.
    await approved('reading', reading(items.figure!, { month: '2026-09', value: 70 }));
    expect(await value('figure')).toBe(80.5);
    await approved('reading', reading(items.figure!, { month: '2026-11', value: 101 }));
    expect(await item('figure')).toMatchObject({ value: 101, isMet: true, light: 'normal' });
    expect((await item('figure')).records.filter(({ amount }) => amount !== null)).toHaveLength(1);
    // The value moved from one to the other, not by way of nothing.
    expect((await item('figure')).history.map(({ value: moved }) => moved)).toEqual([80.5, 101]);
  });

  test('returned with a reason counts not, and is sent anew as its correction', async () => {
    const wrong = reading(items.later!, { value: 5 });
    await send('reading', 'wangfang', wrong);
    expect(await answer('reading', 'zhaoqiang', wrong.id, { answer: 'return' })).toMatchObject({ status: 400, body: { errors: [{ code: 'reason_required' }] } });
    expect(await answer('reading', 'zhaoqiang', wrong.id, { answer: 'return', reason: '与月报不符' })).toMatchObject({ status: 201, body: { answer: 'return' } });
    expect(await answer('reading', 'zhaoqiang', wrong.id)).toMatchObject({ status: 409, body: { code: 'already_answered' } });
    const today = (await api.call<Today>('today.read', 'wangfang')).body;
    expect(today.returned).toMatchObject([{ id: wrong.id, answer: { answer: 'return', reason: '与月报不符', by: { name: '赵强' } } }]);
    const right = reading(items.later!, { value: 6, corrects: wrong.id });
    await approved('reading', right);
    expect((await api.call<Today>('today.read', 'wangfang')).body.returned).toEqual([]);
    expect((await item('later')).records.map((one) => recordState(one))).toEqual(['counted', 'corrected']);
    expect(await value('later')).toBe(6);
  });

  test('once corrected counts no more until the new one is approved', async () => {
    const first = await approved('reading', reading(items.later!, { month: '2026-11', value: 8 }));
    const second = reading(items.later!, { month: '2026-11', value: 9, corrects: first });
    await send('reading', 'zhaoqiang', second);
    expect(await value('later')).toBe(6);
    expect(await answer('reading', 'zhaoqiang', second.id)).toMatchObject({ status: 403 });
    await answer('reading', 'wangfang', second.id);
    expect(await value('later')).toBe(9);
  });

  test('of a ratio is divided, and its complement follows', async () => {
    await approved('reading', ratioReading(items.share!));
    expect([await value('share'), await value('rest')]).toEqual([0.75, 0.25]);
    expect((await item('rest')).countedItems).toMatchObject([{ key: 'share' }]);
  });

  test('waits for its photos before anybody reviews it', async () => {
    const withPhoto = reading(items.later!, { month: '2026-08', photos: [manifestPhoto()] });
    await send('reading', 'wangfang', withPhoto);
    expect(await answer('reading', 'zhaoqiang', withPhoto.id)).toMatchObject({ status: 409, body: { code: 'report_incomplete' } });
    await store(withPhoto);
    expect(await answer('reading', 'zhaoqiang', withPhoto.id)).toMatchObject({ status: 201 });
  });

  test.each<[string, () => object, number, string]>([
    ['of a month that has not begun', () => reading(items.figure!, { month: '2026-12' }), 422, 'month_outside_plan'],
    ['of a month before the plan', () => reading(items.figure!, { month: '2025-12' }), 422, 'month_outside_plan'],
    ['for an item that is counted', () => reading(items.achievement!), 422, 'record_does_not_fit_item'],
    ['without its two parts for a ratio', () => reading(items.share!), 422, 'record_does_not_fit_item'],
    ['in two parts for a plain one', () => ratioReading(items.figure!), 422, 'record_does_not_fit_item'],
    ['of more decimals than there are', () => reading(items.figure!, { value: 1.23456789 }), 400, 'invalid_input'],
    ['over nothing', () => ratioReading(items.share!, { denominator: 0 }), 400, 'invalid_input'],
    ['for an item that never was', () => reading(uuidv7()), 404, 'plan_item_not_found'],
  ])('%s is refused', async (_, body, status, code) => {
    expect(await send('reading', 'wangfang', body())).toMatchObject({ status, body: { code } });
  });

  // As a client that writes its JSON by itself might: the schema would read 80, the database every digit.
  test.each(['80.00000000000000000001', '79.999999999999999999999', '8000000000000000000001e-20', '1e-400'])('of %s is refused: it would be one number on the page and another in the target', async (number) => {
    const text = JSON.stringify(reading(items.figure!)).replace('80.5', number);
    expect(await api.send('POST', '/api/readings', 'wangfang', text)).toMatchObject({ status: 400, body: { code: 'invalid_input', errors: [{ path: number, code: 'number_not_exact' }] } });
  });

  test('of 200,000 digits is refused at once', async () => {
    const text = JSON.stringify(reading(items.figure!)).replace('80.5', `1.${'0'.repeat(200_000)}1`);
    expect(await api.send('POST', '/api/readings', 'wangfang', text)).toMatchObject({ status: 400, body: { code: 'invalid_input' } });
  });

  test.each(['80.50', '8.05e1', '805E-1', '80.500000000000000000'])('written as %s is the number that it is', async (number) => {
    const body = reading(items.figure!, { month: '2026-03' });
    expect((await api.send('POST', '/api/readings', 'wangfang', JSON.stringify(body).replace('80.5', number))).status).toBe(201);
  });

  test('sent again is one, with the same receipt', async () => {
    const body = reading(items.figure!, { month: '2026-07', value: 60 });
    const [first, again] = [await send('reading', 'wangfang', body), await send('reading', 'wangfang', body)];
    expect([first.status, again.status]).toEqual([201, 200]);
    expect(again.body).toEqual(first.body);
    expect(await send('reading', 'zhaoqiang', body)).toMatchObject({ status: 409, body: { code: 'id_reused' } });
    const approval = review(body.id);
    const path = `/api/readings/${body.id}/review`;
    expect([(await api.send('POST', path, 'zhaoqiang', approval)).status, (await api.send('POST', path, 'zhaoqiang', approval)).status]).toEqual([201, 200]);
    expect(await api.send('POST', path, 'zhaoqiang', { ...approval, answer: 'return', reason: '改主意' })).toMatchObject({ status: 409, body: { code: 'id_reused' } });
  });

  test('listed by month shows what stands for it and what counts', async () => {
    const list = (month: string) => api.call<ListReadingsResponse>('reading.list', 'wangfang', { query: `?month=${month}` });
    const october = (await list('2026-10')).body.items;
    expect(october.map(({ item: { name }, reading: standing, counted }) => [name, standing?.value ?? null, counted?.value ?? null])).toEqual([['figure', 80.5, 101], ['share', 0.75, 0.75], ['later', 6, 9]]);
    expect((await list('2027-01')).body.items).toEqual([]);
    expect((await list('2026-13')).status).toBe(400);
  });
});

describe('an achievement', () => {
  test('counts when it was confirmed, on either of two items that are one', async () => {
    await approved('achievement', achievement(items.achievement!, { title: '比德' }));
    await approved('achievement', achievement(items.twin!, { title: '驰兴' }));
    const held = await item('achievement');
    expect(held).toMatchObject({ value: 2, isMet: true });
    expect(held.records.map(({ title, amount }) => [title, amount])).toEqual([['驰兴', 1], ['比德', 1]]);
    expect(await item('twin')).toMatchObject({ value: 2, records: [{ title: '驰兴' }, { title: '比德' }] });
  });

  test('recorded by an inspector waits for the office', async () => {
    const body = achievement(items.achievement!, { title: '越洋' });
    expect(await send('achievement', 'liming', body)).toMatchObject({ status: 201 });
    expect(await value('achievement')).toBe(2);
    expect(await answer('achievement', 'liming', body.id)).toMatchObject({ status: 403, body: { code: 'role_refused' } });
    // By the path of its own kind only.
    expect(await answer('reading', 'wangfang', body.id)).toMatchObject({ status: 404, body: { code: 'item_record_not_found' } });
    expect((await api.call<Today>('today.read', 'wangfang')).body.toReview.map(({ title }) => title)).toContain('越洋');
    await answer('achievement', 'wangfang', body.id);
    expect(await value('achievement')).toBe(3);
  });

  test('that has yet to happen is refused', async () => {
    expect(await send('achievement', 'wangfang', achievement(items.achievement!, { occurredOn: '2099-01-01' }))).toMatchObject({ status: 400 });
  });
});

describe('an incident', () => {
  test('counts at once: nobody has to consent to it', async () => {
    expect(await item('incident')).toMatchObject({ value: 0, isMet: true, light: 'normal' });
    const body = incident(items.incident!, { projectId: api.cast.parks.linxiang.projects.bide });
    await send('incident', 'liming', body);
    expect(await item('incident')).toMatchObject({ value: 1, isMet: false, records: [{ title: '叉车擦碰', project: { name: '比德' }, amount: 1 }] });
    expect(await answer('completion', 'wangfang', body.id)).toMatchObject({ status: 404 });
    // Its project's contact sees nothing of the plan, this included.
    expect(await api.call('report.read', 'chenjing', { params: { id: body.id } })).toMatchObject({ status: 404 });
    expect(await api.call('report.read', 'liming', { params: { id: body.id } })).toMatchObject({ status: 200, body: { project: null, item: { name: 'incident' }, itemRecord: { title: '叉车擦碰' } } });
  });
});

describe('a completion', () => {
  test('makes the item done when it was confirmed, and stays one however often it is told', async () => {
    expect(await item('done')).toMatchObject({ value: 0, isMet: false });
    await approved('completion', completion(items.done!));
    await approved('completion', completion(items.done!, { occurredOn: '2026-10-21' }));
    expect(await item('done')).toMatchObject({ value: 1, isMet: true });
  });
});

describe('a note', () => {
  test('says how an item stands, and the latest is shown with it', async () => {
    await send('note', 'liming', note(items.words!, { note: '第一次对接' }));
    await send('note', 'wangfang', note(items.words!, { note: '签了意向' }));
    expect(await item('words')).toMatchObject({ value: null, note: { text: '签了意向', by: { name: '王芳' } } });
    const { body } = await api.call<Plan>('plan.read', 'liming');
    expect(body.items.find(({ key }) => key === 'words')?.note?.text).toBe('签了意向');
  });
});

describe('naming a project that the plan left open', () => {
  const named = async () => (await item('total')).children.map(({ name, value: reached }) => [name, reached]);
  const { bide, chixing, road } = { bide: 'bide', chixing: 'chixing', road: 'road' };
  const project = (key: string) => api.cast.parks.linxiang.projects[key]!;

  test('gives it an item of its own, which counts what was confirmed before', async () => {
    const report = milestoneReport(project(bide), { rung: 'in_production' });
    await api.call('milestone.report', 'liming', { params: { id: await milestoneOf(api.database.db, project(bide), 'in_production') }, body: report });
    await store(report);
    await api.call('milestone.confirm', 'chenjing', { params: { id: await milestoneOf(api.database.db, project(bide), 'in_production') }, body: { id: uuidv7(), reportId: report.id } });
    expect(await value('total')).toBe(0);
    expect(await send('naming', 'wangfang', naming(items.gap!, project(bide)))).toMatchObject({ status: 201 });
    expect(await named()).toEqual([['gap', null], ['比德', 1]]);
    expect(await value('total')).toBe(1);
    expect(await item('gap')).toMatchObject({ namedCount: 1, value: null, light: 'no_data' });
  });

  test('is refused for a project that has its item, and where all are named', async () => {
    expect(await send('naming', 'wangfang', naming(items.gap!, project(bide)))).toMatchObject({ status: 409, body: { code: 'project_in_plan' } });
    const second = naming(items.gap!, project(chixing));
    expect(await send('naming', 'wangfang', second)).toMatchObject({ status: 201 });
    expect(await send('naming', 'wangfang', naming(items.gap!, project(road)))).toMatchObject({ status: 409, body: { code: 'all_named' } });
    // A wrong one is corrected by another.
    expect(await send('naming', 'wangfang', naming(items.gap!, project(road), { corrects: second.id }))).toMatchObject({ status: 201 });
    expect((await named()).map(([name]) => name)).toEqual(['gap', '比德', '兴业路']);
  });

  test('with a wrong rung alone is corrected too, and what that moves names it as the cause', async () => {
    const { rows } = await api.database.db.query<{ id: string }>("select named_by as id from public.plan_items where name = '比德' and named_by is not null");
    const mended = naming(items.gap!, project(bide), { corrects: rows[0]!.id, targetMilestone: 'completed' });
    expect(await send('naming', 'wangfang', mended)).toMatchObject({ status: 201 });
    expect(await named()).toEqual([['gap', null], ['比德', 0], ['兴业路', 0]]);
    const { rows: moves } = await api.database.db.query("select 1 from public.changes where kind = 'item_value' and cause_id is null");
    expect(moves).toEqual([]);
  });

  test('by an inspector is refused', async () => {
    expect(await send('naming', 'liming', naming(items.gap!, project(road)))).toMatchObject({ status: 403, body: { code: 'role_refused' } });
  });
});

describe('who answers for an item', () => {
  const assign = (by: CastName, itemIds: string[], owner: CastName | null, id = uuidv7()) =>
    api.call<Refusal>('planItem.assign', by, { body: { id, itemIds, ownerId: owner && api.cast.people[owner].staffId } });
  const unowned = async () => (await api.call<Today>('today.read', 'wangfang')).body.unowned;

  test('is said by the office, for several at once, and taken back', async () => {
    const before = await unowned();
    const id = uuidv7();
    expect(await assign('wangfang', [items.figure!, items.share!], 'liming', id)).toMatchObject({ status: 204 });
    expect(await assign('wangfang', [items.figure!, items.share!], 'liming', id)).toMatchObject({ status: 204 });
    expect(await assign('wangfang', [items.figure!], 'zhouyang', id)).toMatchObject({ status: 409, body: { code: 'id_reused' } });
    expect(await assign('wangfang', [items.figure!, items.share!, items.later!], 'liming', id)).toMatchObject({ status: 409, body: { code: 'id_reused' } });
    expect(await item('figure')).toMatchObject({ owner: { name: '李明' } });
    expect(await unowned()).toBe(before - 2);
    await assign('zhaoqiang', [items.figure!], null);
    expect(await item('figure')).toMatchObject({ owner: null });
  });

  test('sent four times at once it is one', async () => {
    const id = uuidv7();
    const answers = await Promise.all([1, 2, 3, 4].map(() => assign('wangfang', [items.figure!, items.share!], 'liming', id)));
    expect(answers.map(({ status }) => status)).toEqual([204, 204, 204, 204]);
    for (const [by, owner] of [['wangfang', 'zhouyang'], ['zhaoqiang', 'liming']] as const) expect(await assign(by, [items.later!], owner, id)).toMatchObject({ status: 409, body: { code: 'id_reused' } });
  });

  test('who leaves, or goes to an enterprise, answers for none of this year', async () => {
    const old = await insertId(api.database.db, "insert into public.plans (park_id, year, starts_on, ends_on, sections) values ($1, 2020, '2020-01-01', '2020-12-31', '{}') returning id", [api.cast.parks.linxiang.id]);
    const gone = await insertId(api.database.db, "insert into public.plan_items (park_id, plan_id, key, file_order, section, kind, name, commitment, commitment_class, due_stated, measure_type, measure, value_item_id, id) select $1, $2, 'old', 1, '一', 'indicator', 'old', '完成', 'hard', false, 'done', '{\"type\": \"done\"}', x, x from gen_random_uuid() x returning id", [api.cast.parks.linxiang.id, old]);
    const ownerOf = async (id: string) => (await api.database.db.query('select owner_id from public.plan_items where id = $1', [id])).rows[0].owner_id;
    for (const leave of [
      (id: string) => api.call('staff.close', 'wangfang', { params: { id }, body: {} }),
      (id: string) => api.call('staff.changeRole', 'wangfang', { params: { id }, body: { role: 'contact', enterpriseId: api.cast.parks.linxiang.enterprises.比德 } }),
    ]) {
      const before = await unowned();
      const { staffId } = await makePerson(api.database.db, api.cast, 'linxiang', 'inspector');
      await api.call('planItem.assign', 'wangfang', { body: { id: uuidv7(), itemIds: [items.done, gone], ownerId: staffId } });
      expect([await unowned(), await ownerOf(items.done!), await ownerOf(gone)]).toEqual([before - 1, staffId, staffId]);
      expect((await leave(staffId)).status).toBeLessThan(300);
      expect([await unowned(), await ownerOf(items.done!), await ownerOf(gone)]).toEqual([before, null, staffId]);
    }
  });

  test.each<[string, CastName]>([['a contact', 'chenjing'], ['somebody of the other park', 'heping']])('is not %s', async (_, owner) => {
    expect(await assign('wangfang', [items.figure!], owner)).toMatchObject({ status: 404, body: { code: 'staff_not_found' } });
  });
});

test('the proof covers records of items and their reviews', async () => {
  const { body } = await api.call<{ totals: { answers: number } }>('proof.read', 'wangfang');
  expect(body.totals.answers).toBeGreaterThan(8);
  for (const step of ['records', 'answers']) expect(await api.call('proof.read', 'wangfang', { query: `?after=${step}` })).toMatchObject({ status: 200, body: { misfits: [] } });
  const [first] = (await item('figure')).records as ItemRecord[];
  await api.database.db.query('alter table public.item_records disable trigger guard_item_record');
  await api.database.db.query('update public.item_records set value = 99 where submission_id = $1', [first!.id]);
  expect(await api.call('proof.read', 'wangfang', { query: '?after=records' })).toMatchObject({ body: { misfits: [{ code: 'fields_changed', recordId: first!.id, field: 'value' }] } });
});

describe('the page of an item', () => {
  test('names what it counts, and what is the same figure', async () => {
    expect((await item('named')).formula).toBe('done、figure，这 2 项中已达标的个数。');
    expect((await item('rest')).formula).toBe('1 减去“share”。');
    expect((await item('achievement')).formula).toMatch(/。与“twin”是同一个数。$/);
    expect((await item('twin')).formula).toMatch(/。与“achievement”是同一个数。$/);
  });

  test('an item in words that says another one again is that one: its value, target, formula and light', async () => {
    const [one, again] = [await item('done'), await item('said again')];
    const figure = ({ value: is, isMet, target, measureType, light }: PlanItemDetail) => ({ is, isMet, target, measureType, light });
    expect(figure(again)).toEqual(figure(one));
    expect(again.measureType).toBe('done');
    expect(again.formula).toBe('确认完成算 1，没确认算 0。与“done”是同一个数。');
    expect(again.records.map(({ id }) => id)).toEqual(one.records.map(({ id }) => id));
    const onBoard = (await api.call<Plan>('plan.read', 'liujianguo')).body.items.find(({ key }) => key === 'said again')!;
    expect([onBoard.measureType, onBoard.light, onBoard.value]).toEqual([one.measureType, one.light, one.value]);
  });

  test('lists what is in the value, however much was said since', async () => {
    const counted = (await item('later')).records.filter(({ amount }) => amount !== null);
    expect(counted).toMatchObject([{ kind: 'reading', amount: await value('later') }]);
    for (let count = 0; count < 201; count += 1) await submitDirectly(api.database.db, api.cast.people.liming, 'note', note(items.later!));
    const { records } = await item('later');
    expect(records).toHaveLength(201);
    expect(records.filter(({ amount }) => amount !== null).map(({ id }) => id)).toEqual(counted.map(({ id }) => id));
  });
});
