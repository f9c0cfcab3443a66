// Every item of the real plan, from nothing to its target: the operations that its measure counts are called as the
// people who may, and its value, its light and what is listed behind it are read back. seeds/plan-2023.md names these cases.
import fs from 'node:fs';
import path from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import type { PlanItemDetail } from '../../src/contract/plan';
import { planItemDetailSchema } from '../../src/contract/plan';
import type { OperationName } from '../../src/contract/operations';
import { isReviewed, type ItemRecordKind } from '../../src/domain/item-record';
import { isMet } from '../../src/domain/measure';
import type { Rung } from '../../src/domain/milestone';
import { importPark, importPlan } from '../../seeds/import';
import { moveToYear, readPlan } from '../../seeds/plan';
import { type PlanFileItem, valueHolders } from '../../src/domain/plan-file';
import { planTable } from '../../seeds/plan-table';
import { achievement, completion, incident, milestoneReport, naming, note, ratioReading, reading, review } from '../factories/submission';
import { startApi, type TestApi } from '../support/api';
import { asService, insertId, openSession, type Person } from '../support/cast';

const original = readPlan();
const plan = moveToYear(original, 2026);
const items = new Map(plan.items.map((item) => [item.id, item]));

let api: TestApi;
let parkId: string;
let people: Record<'inspector' | 'reporter' | 'reviewer' | 'leader', Person>;
let itemIds: Map<string, string>;
let projectIds: Map<string, string>;

beforeAll(async () => {
  // The day on which records are received: late in the plan's year.
  api = await startApi({}, { clock: () => new Date('2026-12-20T02:00:00Z') });
  const { db } = api.database;
  await db.query(`alter database ${new URL(api.database.url).pathname.slice(1)} set parkpulse.now = '2026-12-20T02:00:00Z'`);
  parkId = await importPark(db, { slug: 'real', name: '岳阳临湘高新区', isDemo: false });
  await importPlan(db, parkId, plan);
  const seat = async (role: string): Promise<Person> => {
    const staffId = await insertId(db, 'insert into public.staff (park_id, role, name) values ($1, $2, $2) returning id', [parkId, role]);
    return { name: role, role, parkId, staffId, sessionId: await openSession(db, staffId), enterpriseId: null };
  };
  people = { inspector: await seat('inspector'), reporter: await seat('office'), reviewer: await seat('office'), leader: await seat('leader') };
  const ids = async (table: string) => new Map((await db.query<{ key: string; id: string }>(`select key, id from public.${table} where park_id = $1`, [parkId])).rows.map(({ key, id }) => [key, id]));
  itemIds = await ids('plan_items');
  projectIds = await ids('projects');
});
afterAll(() => api.stop());

const idOf = (key: string) => itemIds.get(key)!;

/** An operation that has to be taken. */
async function send(name: OperationName, by: keyof typeof people, body: { id: string }, params: Record<string, string> = {}): Promise<void> {
  const answer = await api.call(name, people[by], { params, body });
  if (answer.status !== 201) throw new Error(`${name}: ${answer.status} ${JSON.stringify(answer.body)}`);
}

async function record(kind: ItemRecordKind, body: { id: string }): Promise<void> {
  await send(`${kind}.submit`, 'reporter', body);
  if (isReviewed(kind)) await send(`${kind}.review`, 'reviewer', review(body.id), { id: body.id });
}

/** Reported by the inspector and confirmed by the office, since no enterprise has a contact here. */
async function confirm(projectId: string, rung: Rung, occurredOn = '2026-03-01', yuan?: number): Promise<void> {
  const { rows } = await api.database.db.query<{ id: string; status: string }>('select id, status from public.milestones where project_id = $1 and rung = $2', [projectId, rung]);
  const [slot] = rows as [(typeof rows)[0]];
  if (slot.status === 'confirmed') return;
  const report = milestoneReport(projectId, { rung, occurredOn, ...(yuan && { agreedInvestmentYuan: yuan }) });
  await send('milestone.report', 'inspector', report, { id: slot.id });
  // The bytes of photos are another test's matter.
  await asService(api.database.db, () => api.database.db.query('select api.mark_photos_stored($1, $2)', [report.id, report.photos.map(({ sha256 }) => sha256)]));
  await send('milestone.confirm', 'reviewer', { id: uuidv7(), reportId: report.id } as { id: string }, { id: slot.id });
}

/** One that has not reached the rung: of those the item lists, of the plan, or a new one. */
async function nextProject(rung: Rung, listed?: readonly string[]): Promise<string> {
  const { rows } = await api.database.db.query<{ id: string }>(
    "select m.project_id as id from public.milestones m join public.projects p on p.id = m.project_id where m.park_id = $1 and m.rung = $2 and m.status <> 'confirmed' and ($3::text[] is null or p.key = any ($3)) order by p.key limit 1",
    [parkId, rung, listed ?? null],
  );
  if (rows[0]) return rows[0].id;
  const id = uuidv7();
  await send('project.create', 'reporter', { id, name: `新项目 ${id}`, category: 'industrial' } as { id: string });
  return id;
}

const yi = 100_000_000;
/** A small signing first, so that the sum tells what one adds; the later ones bring the rest within a few. */
const agreedYi = async (key: string) => ((await detail(key)).counted.length > 0 ? 60 : 5);

/** One write that an item of this measure counts. */
async function move({ id, measure, target }: PlanFileItem): Promise<void> {
  switch (measure.type) {
    case 'reported':
      return record('reading', reading(idOf(id), { month: '2026-11', value: target?.value ?? 12.5 }));
    case 'ratio':
      return record('reading', ratioReading(idOf(id), { month: '2026-11', numerator: 3, denominator: 4 }));
    case 'complement':
      return move(items.get(measure.of)!);
    case 'done':
      return record('completion', completion(idOf(id)));
    case 'milestone':
      return confirm(projectIds.get(measure.project)!, measure.milestone);
    case 'stage':
      return confirm(projectIds.get(measure.project)!, measure.targetMilestone);
    case 'count_milestones':
    case 'sum_investment': {
      const project = await nextProject(measure.milestone, measure.projects);
      const investment = measure.type === 'sum_investment' ? await agreedYi(id) : (measure.minInvestmentYi ?? 5);
      if (measure.minInvestmentYi !== undefined || measure.milestone === 'signed') await confirm(project, 'signed', '2026-02-01', investment * yi);
      return confirm(project, measure.milestone);
    }
    case 'count_achievements':
      return record('achievement', achievement(idOf(id)));
    case 'count_incidents':
      return record('incident', incident(idOf(id)));
    case 'count_children_done':
      return meetOne(plan.items.filter(({ parent }) => parent === id));
    case 'count_done':
      return meetOne(measure.of.map((key) => items.get(key)!));
    case 'narrative':
      return sameAs(id) ? move(sameAs(id)!) : record('note', note(idOf(id), { note: `${items.get(id)!.name}：已开始` }));
    case 'placeholder':
      await nameOne(id);
  }
}

/** The next of several that is not met yet; where all are that the plan names, one of those it left open. */
async function meetOne(counted: readonly PlanFileItem[]): Promise<void> {
  for (const one of counted) {
    if (!canBeMet(one) || (await hasMet(one.id))) continue;
    for (let tries = 0; !(await hasMet(one.id)); tries += 1) {
      if (tries > 20) throw new Error(`${one.id} is not met by what it counts`);
      await move(one);
    }
    return;
  }
  const gap = counted.find(({ measure }) => measure.type === 'placeholder');
  if (gap) await confirm(await nameOne(gap.id), 'in_production');
}

/** 补录 of a new project. */
async function nameOne(gap: string): Promise<string> {
  const id = uuidv7();
  await send('project.create', 'reporter', { id, name: `补录 ${id}`, category: 'industrial' } as { id: string });
  await record('naming', naming(idOf(gap), id));
  return id;
}

const detail = async (key: string): Promise<PlanItemDetail> => planItemDetailSchema.parse((await api.call('planItem.read', people.leader, { params: { id: idOf(key) } })).body);

/** Whether to go on; what is proven is read from the API. */
const hasMet = async (key: string): Promise<boolean> =>
  (await api.database.db.query<{ met: boolean }>('select v.is_met as met from public.plan_items i join public.item_values v on v.item_id = i.value_item_id where i.id = $1', [idOf(key)])).rows[0]!.met;

/** The other item that an item in words says again. */
const sameAs = (key: string) => plan.items.find(({ id, measure }) => id === holders.get(key) && id !== key && measure.type !== 'narrative');
const holders = valueHolders(plan.items);

/** What nothing can meet: words, gaps, and what the plan itself leaves open (its questions say so). */
const leftOpen: Record<string, string> = {
  'visit-h1-total': '上半年缺1个',
  'ind-core-five': '无目标值指标',
};
const canBeMet = ({ id, target, measure }: PlanFileItem): boolean =>
  measure.type === 'narrative' ? sameAs(id) !== undefined : target !== undefined && measure.type !== 'placeholder' && measure.type !== 'count_incidents' && !(id in leftOpen);

/** How much one such write adds, and what is then listed behind the value. */
function expected(item: PlanFileItem): { adds: number | null; listed: (after: PlanItemDetail) => boolean } {
  // Exactly one: nothing was recorded before.
  const recorded = ({ records }: PlanItemDetail) => records.length === 1 && records[0]!.amount !== null;
  switch (item.measure.type) {
    case 'reported':
      return { adds: item.target?.value ?? 12.5, listed: recorded };
    case 'ratio':
      return { adds: 0.75, listed: recorded };
    case 'complement':
      return { adds: 0.25, listed: ({ countedItems }) => countedItems.length === 1 };
    case 'done':
    case 'count_achievements':
    case 'count_incidents':
      return { adds: 1, listed: recorded };
    case 'milestone':
    case 'stage':
    case 'count_milestones':
      return { adds: 1, listed: ({ counted }) => counted.length === 1 && counted[0]!.answer?.answer === 'confirm' && counted[0]!.photos.length > 0 };
    case 'sum_investment':
      return { adds: 5, listed: ({ counted }) => counted.length === 1 && counted[0]!.amount === 5 };
    case 'count_children_done':
    case 'count_done':
      return { adds: 1, listed: ({ countedItems }) => countedItems.length === 1 && countedItems[0]!.isMet };
    case 'narrative':
      return sameAs(item.id) ? { adds: 1, listed: recorded } : { adds: null, listed: ({ note: latest }) => latest?.text === `${item.name}：已开始` };
    case 'placeholder':
      return { adds: null, listed: ({ namedCount, parentId }) => namedCount === 1 && parentId !== null };
  }
}

test(`there are ${plan.items.length} items, each with its case here and its line in the table`, () => {
  expect(plan.items).toHaveLength(164);
  expect(fs.readFileSync(path.resolve(__dirname, '../../seeds/plan-2023.md'), 'utf8')).toBe(planTable(original));
});

describe.each(plan.items.map((item): [string, PlanFileItem] => [item.id, item]))('%s', (key, item) => {
  afterEach(forget);

  test(`${item.measure.type}: ${item.name}`, async () => {
    const was = await detail(key);
    expect([was.value ?? 0, was.counted, was.countedItems, was.records]).toEqual([0, [], [], []]);
    const { adds, listed } = expected(item);
    await move(item);
    const is = await detail(key);
    if (adds === null) expect(is.value).toBe(was.value);
    else expect(Math.round(((is.value ?? 0) - (was.value ?? 0)) * 1e6) / 1e6).toBe(adds);
    expect(listed(is)).toBe(true);
    expect(is.isMet).toBe(isMet(is.target, is.value));
    expect(is.formula.length).toBeGreaterThan(5);
    expect(is.rule.length).toBeGreaterThan(2);
    if (!canBeMet(item)) return;

    // And on until it is met, by nothing but more of the same.
    for (let moves = 1; !(await hasMet(key)); moves += 1) {
      expect(moves).toBeLessThan(80);
      await move(item);
    }
    const met = await detail(key);
    expect([met.light, met.rule, isMet(met.target, met.value)]).toEqual(['normal', '已达到目标', true]);
    const behind = [...met.counted, ...met.records].flatMap(({ amount }) => amount ?? []).reduce((sum, amount) => sum + amount, 0) + met.countedItems.length;
    expect(Math.round(behind * 1e6) / 1e6).toBe(met.value);
  });
});

test.each(Object.entries(leftOpen))('%s stays short of its target, and the plan says why: %s', async (key, question) => {
  const item = items.get(key)!;
  for (let moves = 0; moves < 10; moves += 1) await move(item);
  expect(await detail(key)).toMatchObject({ isMet: false });
  expect(original.questions.some((one) => one.includes(question))).toBe(true);
  await forget();
});

/** Everything recorded goes, the plan stays: without triggers, which rightly forbid it. */
async function forget(): Promise<void> {
  const tables = 'milestone_answers milestone_reports item_answers item_records photos changes audit submissions item_evidence'.split(' ');
  await api.database.db.query(`
    begin;
    set local session_replication_role = replica;
    delete from public.milestones m using public.projects p where p.id = m.project_id and p.key is null and p.park_id = '${parkId}';
    delete from public.project_facts f using public.projects p where p.id = f.project_id and p.key is null and p.park_id = '${parkId}';
    delete from public.projects where key is null and park_id = '${parkId}';
    update public.milestones set status = 'none', report_id = null, confirmed_at = null, occurred_on = null, agreed_investment_yuan = null;
    delete from public.item_values v using public.plan_items i where i.id = v.item_id and i.named_by is not null;
    delete from public.plan_items where named_by is not null;
    ${tables.map((table) => `delete from public.${table};`).join(' ')}
    select private.recompute_all();
    commit;`);
}
