// 计划导入 over the real database: what is refused leaves nothing, what is taken is a whole year, and the year before
// stays as it ended.
import { v7 as uuidv7 } from 'uuid';
import { importPlan, inTransaction } from '../../seeds/import';
import { readPlan } from '../../seeds/plan';
import type { Digest } from '../../src/contract/digest';
import type { Plan, PlanItem, PlanItemDetail } from '../../src/contract/plan';
import { planFileSchema, type PlanFileError } from '../../src/contract/plan-file';
import type { ListPlansResponse, PlanDifference } from '../../src/contract/plan-import';
import type { ProjectDetail } from '../../src/contract/project';
import { mostCountingLevels, valueHolders } from '../../src/domain/plan-file';
import { aPlanFile, aPlanItem, droppedIn2024, planImport, planOf2024, type Draft } from '../factories/plan-file';
import { achievement, completion, milestoneReport, naming, reading, review, sha256 } from '../factories/submission';
import { startApi, type TestApi } from '../support/api';
import { callAs } from '../support/cast';
import { milestoneOf, submitDirectly } from '../support/world';

let api: TestApi;
let now = new Date('2023-11-23T02:00:00.000Z');

beforeAll(async () => {
  api = await startApi({}, { clock: () => now });
  const { db } = api.database;
  await inTransaction(db, () => importPlan(db, api.cast.parks.linxiang.id, readPlan()));
});
afterAll(() => api.stop());

type Refused = { errors: PlanFileError[]; errorCount: number };
const preview = <T = PlanDifference>(file: unknown, by: 'wangfang' | 'wugang' = 'wangfang') =>
  api.call<T>('plan.preview', by, { body: { file: typeof file === 'string' ? file : JSON.stringify(file) } });
const importIt = (body: ReturnType<typeof planImport>, by: 'wangfang' | 'zhaoqiang' | 'wugang' | 'liming' = 'wangfang') => api.call('plan.import', by, { body });
const rowsOf = async <T>(sql: string, values: unknown[] = []): Promise<T[]> => (await api.database.db.query(sql, values)).rows as T[];
const planOf = async (year: number) => (await api.call<Plan>('plan.read', 'liujianguo', { query: `?year=${year}` })).body;
const itemOf = (plan: Plan, key: string): PlanItem => plan.items.find((item) => item.key === key)!;

/** Every row of what an import writes, and its audit. */
async function everything(): Promise<unknown> {
  const tables = ['plan_imports', 'plans', 'plan_items', 'plan_item_links', 'plan_item_projects', 'item_values', 'item_evidence', 'projects', 'milestones', 'enterprises', 'changes'];
  return rowsOf([...tables.map((table) => `select '${table}' as name, count(*), md5(string_agg(t::text, '|' order by t::text)) from public.${table} t`),
    "select 'audit', count(*), null from public.audit where outcome = 'done'"].join(' union all '));
}
async function changingNothing(work: () => Promise<void>): Promise<void> {
  const before = await everything();
  await work();
  expect(await everything()).toEqual(before);
}
/** Each counts the one before, and the first of them `figure`. */
const countingChain = (length: number) =>
  Array.from({ length }, (_, index) => aPlanItem(`level-${index + 1}`, { measure: { type: 'count_done', of: [index === 0 ? 'figure' : `level-${index}`] } })) as Draft['items'];
const withChange = (change: (draft: Draft) => void): Draft => {
  const draft = aPlanFile();
  change(draft);
  return draft;
};

describe('a file that is wrong', () => {
  const wrong: [string, () => Draft | string, string, string][] = [
    ['a circle of parents', () => withChange((draft) => void Object.assign(draft.items[0]!, { parent: 'figure' })), 'items.0.parent', 'parent_cycle'],
    ['a circle of what waits', () => withChange((draft) => { draft.items[1]!.dependsOn = ['works']; draft.items[2]!.dependsOn = ['figure']; }), 'items.1.dependsOn', 'depends_cycle'],
    ['a circle of counting', () => withChange((draft) => void (draft.items[1]!.measure = { type: 'count_done', of: ['total'] })), 'items.0.measure', 'counting_cycle'],
    ['counting over too many levels', () => withChange((draft) => void draft.items.push(...countingChain(mostCountingLevels + 1))), `items.${mostCountingLevels + 3}.measure`, 'counting_too_deep'],
    ['an unknown parent', () => withChange((draft) => void (draft.items[1]!.parent = 'nowhere')), 'items.1.parent', 'unknown_item'],
    ['an id that is taken', () => withChange((draft) => void (draft.items[2]!.id = 'figure')), 'items.2.id', 'id_taken'],
    ['a way to measure that is none', () => withChange((draft) => void (draft.items[1]!.measure = { type: 'guess' } as never)), 'items.1.measure.type', 'unknown_measure'],
    ['10,000 items', () => withChange((draft) => void (draft.items = Array.from({ length: 10_000 }, (_, index) => ({ id: `i-${index}` }) as never))), 'items', 'too_many_items'],
    ['a key given twice', () => JSON.stringify(aPlanFile()).replace('"park"', '"planYear":2027,"park"'), 'planYear', 'given_twice'],
    ['a number of more digits than a reader keeps', () => JSON.stringify(aPlanFile()).replace('"value":1,', '"value":1.00000000000000000001,'), '', 'number_not_exact'],
    ['no JSON', () => '{', '', 'not_json'],
    ['a byte order mark', () => `\ufeff${JSON.stringify(aPlanFile())}`, '', 'not_json'],
    ['a prototype', () => JSON.stringify(aPlanFile()).replace('"park"', '"__proto__":{},"park"'), '__proto__', 'unknown_field'],
    ['what no database can hold', () => JSON.stringify(aPlanFile()).replace('新项目', 'a\\u0000b'), '', 'bad_text'],
    ['too many bytes in too few characters', () => JSON.stringify({ ...aPlanFile(), park: '园'.repeat(700_000) }), '', 'too_large'],
  ];

  test.each(wrong)('%s: the preview names it, the import refuses it, and nothing is half imported', async (_, make, path, code) =>
    changingNothing(async () => {
      const made = make();
      const file = typeof made === 'string' ? made : JSON.stringify(made);
      const seen = await preview<Refused>(file);
      expect(seen.status).toBe(200);
      expect(seen.body.errors[0]).toMatchObject({ path, code });
      const answer = await importIt(planImport(file));
      expect(answer).toMatchObject({ status: 422, body: { code: 'plan_file_invalid', errors: [{ path, code }] } });
    }));

  test('names the rows for people', async () => {
    const { body } = await preview<Refused>(withChange((draft) => void (draft.items[1]!.parent = 'nowhere')));
    expect(body).toEqual({ errorCount: 1, errors: [{ path: 'items.1.parent', code: 'unknown_item', row: { kind: 'item', number: 2, id: 'figure', section: '一', name: '事项 figure' }, value: 'nowhere' }] });
  });

  test('two rows that are one project of the park', async () =>
    changingNothing(async () => {
      const file = withChange((draft) => draft.projects.push({ id: 'bide', name: '比德化工', category: 'industrial' }, { id: 'other', name: '比德', category: 'industrial' }));
      expect((await preview<Refused>(file)).body.errors).toEqual([expect.objectContaining({ path: 'projects.2.name', code: 'same_project', value: '比德' })]);
      expect(await importIt(planImport(file))).toMatchObject({ status: 422, body: { code: 'plan_file_invalid' } });
    }));

  test('a circle that only the database sees is refused there', async () =>
    changingNothing(async () => {
      const file = withChange((draft) => {
        draft.items[1]!.measure = { type: 'complement', of: 'works' };
        draft.items[2]!.measure = { type: 'count_done', of: ['figure'] };
      });
      const { id, ...body } = planImport(file);
      await expect(callAs(api.database.db, api.cast.people.wangfang, 'api.import_plan($1)', [JSON.stringify({ id, ...body })])).rejects.toMatchObject({ message: 'plan_file_invalid' });
    }));

  test.each([
    ['an unknown parent', (draft: Draft) => void (draft.items[1]!.parent = 'nowhere')],
    ['an unknown project', (draft: Draft) => void (draft.items[1]!.project = 'nowhere')],
    ['a circle that comes to rest', (draft: Draft) => { draft.items[1]!.measure = { type: 'count_done', of: ['works'] }; draft.items[2]!.measure = { type: 'count_done', of: ['figure'] }; }],
    ['a figure that counts itself under another name', (draft: Draft) => { draft.items[1]!.measure = { type: 'count_done', of: ['works'] }; draft.items[2]!.sameAs = ['figure']; draft.items[2]!.measure = { type: 'reported' }; }],
    ['counting over too many levels', (draft: Draft) => void draft.items.push(...countingChain(mostCountingLevels + 1))],
    ['something unknown to count', (draft: Draft) => void (draft.items[1]!.measure = { type: 'count_done', of: ['nowhere'] })],
  ])('%s is refused by the database too', async (_, change) =>
    changingNothing(async () => {
      const body = JSON.stringify(planImport(withChange(change)));
      await expect(callAs(api.database.db, api.cast.people.wangfang, 'api.import_plan($1)', [body])).rejects.toMatchObject({ message: 'plan_file_invalid' });
    }));

  test('another file than the one that was previewed', async () =>
    changingNothing(async () => {
      expect(await importIt(planImport(aPlanFile(), { expect: sha256('another') }))).toMatchObject({ status: 422, body: { code: 'plan_file_differs' } });
    }));
});

describe('importing 2024', () => {
  const body = planImport(planOf2024());

  test('the preview says what is new, changed and gone since 2023, and changes nothing', async () =>
    changingNothing(async () => {
      const { status, body: seen } = await preview(body.file);
      expect(status).toBe(200);
      expect(seen).toMatchObject({ year: 2024, comparedWith: 2023, sha256: body.expect, unchanged: 164 - droppedIn2024.length - 3 });
      expect([seen.new.map(({ id }) => id), seen.changed.map(({ id }) => id), seen.gone.map(({ id }) => id)]).toEqual([
        ['proj-xinneng'], ['ind-total-revenue', 'ind-tax', 'inv-4633-completed'], droppedIn2024,
      ]);
      expect(seen.projects.new).toEqual([{ id: 'xinneng', name: '新能' }]);
      expect(seen.projects.existing).toHaveLength(49);
    }));

  test('one of two that come at once is taken, and the other told that the year is', async () => {
    const other = planImport(planOf2024());
    const answers = await Promise.all([importIt(body), importIt(other, 'zhaoqiang')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    const [first, second] = answers as [typeof answers[0], typeof answers[0]];
    const refused = first.status === 409 ? first : second;
    expect(refused.body.code).toBe('plan_year_taken');
    // The same bytes again get the same receipt, others under the same id nothing.
    const [mine, by, theirs] = first.status === 201 ? ([body, 'wangfang', 'zhaoqiang'] as const) : ([other, 'zhaoqiang', 'wangfang'] as const);
    const again = await importIt(mine, by);
    expect(again).toMatchObject({ status: 200, body: { id: mine.id, sha256: sha256(JSON.stringify(mine)), year: 2024 } });
    expect(again.body).toEqual((first.status === 201 ? first : second).body);
    for (const attempt of [importIt(mine, theirs), importIt({ ...planImport(aPlanFile()), id: mine.id }, by), importIt(mine, 'wugang')])
      expect(await attempt).toMatchObject({ status: 409, body: { code: 'id_reused' } });
    expect(await rowsOf("select count(*)::int from public.audit where operation = 'plan.import' and outcome = 'done'")).toEqual([{ count: 1 }]);
    expect(await rowsOf('select body, body_sha256 from public.plan_imports where year = 2024')).toEqual([{ body: JSON.stringify(mine), body_sha256: sha256(JSON.stringify(mine)) }]);
  });

  test('the digest of the day tells of it', async () => {
    const { body: digest } = await api.call<Digest>('digest.read', 'liujianguo');
    const lines = digest.sections.flatMap((section) => section.lines);
    expect(lines.filter(({ links }) => links.some(({ kind }) => kind === 'plan'))).toMatchObject([{ text: expect.stringMatching(/^(王芳|赵强)导入 2024 年计划，163 项$/), links: [{ id: '2024' }] }]);
  });

  test('the year is taken from then on', async () => {
    expect((await preview<Refused>(body.file)).body.errors).toEqual([{ path: 'planYear', code: 'plan_year_taken', row: null, value: '2024' }]);
    expect(await importIt(planImport(planOf2024()))).toMatchObject({ status: 409, body: { code: 'plan_year_taken' } });
  });

  test('it holds what the file says', async () => {
    const plan = await planOf(2024);
    expect([plan.year, plan.startsOn, plan.endsOn, plan.items.length]).toEqual([2024, '2024-01-01', '2024-12-31', 164 - droppedIn2024.length + 1]);
    expect(plan.items.map(({ key }) => key)).toEqual(planOf2024().items.map(({ id }) => id));
    expect(itemOf(plan, 'ind-total-revenue').target).toEqual({ op: '>=', value: 700, unit: '亿元', growthPct: 27.5 });
    expect(itemOf(plan, 'proj-xinneng')).toMatchObject({ dueOn: '2024-10-31', dueStated: true, measureType: 'stage' });
    expect(itemOf(await planOf(2023), 'ind-total-revenue').target).toEqual({ op: '>=', value: 549.08, unit: '亿元', growthPct: 33 });
    const held = await rowsOf<{ key: string; holder: string }>(`select i.key, h.key as holder from public.plan_items i
      join public.plan_items h on h.id = i.value_item_id join public.plans l on l.id = i.plan_id and l.year = 2024 and l.park_id = $1`, [api.cast.parks.linxiang.id]);
    expect(new Map(held.map(({ key, holder }) => [key, holder]))).toEqual(valueHolders(planOf2024().items));
  });

  test('it comes back as the same file', async () => {
    for (const [year, file] of [[2023, readPlan()], [2024, planOf2024()]] as const) {
      const { status, body: back } = await api.call('plan.file', 'wangfang', { query: `?year=${year}` });
      expect(status).toBe(200);
      expect(back).toEqual(JSON.parse(JSON.stringify(file)));
    }
    expect(await api.call('plan.file', 'wangfang', { query: '?year=2030' })).toMatchObject({ status: 404, body: { code: 'plan_not_found' } });
  });

  test('projects are the park\'s own: none doubled, none renamed', async () => {
    const names = await rowsOf<{ name: string }>('select name from public.projects where park_id = $1', [api.cast.parks.linxiang.id]);
    expect(names).toHaveLength(50);
    expect(new Set(names.map(({ name }) => name)).size).toBe(50);
    expect(await rowsOf("select p.expected_investment_yuan::float8 as yuan, e.name from public.projects p join public.enterprises e on e.id = p.enterprise_id where p.key = 'xinneng'")).toEqual([{ yuan: 1_250_000_000, name: '新能' }]);
  });

  test('an item that 0 already meets counts from the start', async () => {
    const plan = await planOf(2024);
    for (const item of plan.items.filter(({ measureType, target }) => measureType === 'count_incidents' && target?.value === 0)) expect(item).toMatchObject({ value: 0, isMet: true });
    // Nothing of the import is news, and every value is what the records make of it.
    expect(await rowsOf("select 1 from public.changes where kind = 'item_value'")).toEqual([]);
    await expectLaw();
  });

  test('the present plan is that of the day, and each year can be read', async () => {
    const list = (await api.call<ListPlansResponse>('plan.list', 'liming')).body.items;
    expect(list.map(({ year, itemCount, importedBy }) => [year, itemCount, importedBy?.name ?? null])).toEqual([[2024, 163, expect.any(String)], [2023, 164, null]]);
    const currentOn = async (at: string) => {
      await api.database.db.query("select set_config('parkpulse.now', $1, false)", [at]);
      const plans = await callAs<ListPlansResponse>(api.database.db, api.cast.people.liujianguo, 'api.list_plans()');
      const board = await callAs<{ year: number }>(api.database.db, api.cast.people.liujianguo, 'api.read_plan()');
      await api.database.db.query("select set_config('parkpulse.now', '', false)");
      return [board.year, ...plans.items.filter(({ isCurrent }) => isCurrent).map(({ year }) => year)];
    };
    expect(await currentOn('2022-06-01T00:00:00Z')).toEqual([2023, 2023]);
    expect(await currentOn('2023-12-31T15:59:59Z')).toEqual([2023, 2023]);
    expect(await currentOn('2023-12-31T16:00:00Z')).toEqual([2024, 2024]);
    expect(await currentOn('2026-11-23T00:00:00Z')).toEqual([2024, 2024]);
    expect(await api.call('plan.read', 'liming', { query: '?year=2025' })).toMatchObject({ status: 404, body: { code: 'plan_not_found' } });
  });
});

/** Values and evidence are what recompute_all would make of the records. */
async function expectLaw(): Promise<void> {
  const { db } = api.database;
  const state = () => rowsOf(`select i.id, v.value::float8, v.is_met, (select count(*)::int from public.item_evidence e where e.item_id = i.id) as evidence
    from public.plan_items i join public.item_values v on v.item_id = i.id order by 1`);
  const before = await state();
  await db.query('begin');
  try {
    await db.query('select private.recompute_all()');
    expect(await state()).toEqual(before);
  } finally {
    await db.query('rollback');
  }
}

/** Reported by 李明, answered by whoever is the other party. */
async function confirm(projectId: string, rung: 'completed' | 'in_production', occurredOn: string, by: 'chenjing' | 'sunwei'): Promise<void> {
  const { db } = api.database;
  const milestoneId = await milestoneOf(db, projectId, rung);
  const report = milestoneReport(projectId, { rung, occurredOn });
  await submitDirectly(db, api.cast.people.liming, 'milestone_report', report, milestoneId);
  expect((await api.call('milestone.confirm', by, { params: { id: milestoneId }, body: { id: uuidv7(), reportId: report.id } })).status).toBe(201);
}

describe('two years side by side', () => {
  const ofYear = async (year: number, key: string) => itemOf(await planOf(year), key);

  test('a milestone counts in the year it belongs to, and an old year stands as it ended', async () => {
    const { bide, chixing } = api.cast.parks.linxiang.projects as { bide: string; chixing: string };
    const before = { 2023: (await ofYear(2023, 'inv-4633-completed')).value!, 2024: (await ofYear(2024, 'inv-4633-completed')).value! };
    expect(await ofYear(2023, 'proj-bide')).toMatchObject({ isMet: false });
    await confirm(chixing, 'in_production', '2023-12-30', 'sunwei');
    await confirm(bide, 'in_production', '2024-02-01', 'chenjing');
    await confirm(bide, 'completed', '2023-11-20', 'chenjing');
    expect((await ofYear(2023, 'inv-4633-completed')).value! - before[2023]).toBe(1);
    expect((await ofYear(2024, 'inv-4633-completed')).value! - before[2024]).toBe(1);
    // 投产 of February is nothing that 2023 achieved.
    expect(await ofYear(2023, 'proj-bide')).toMatchObject({ isMet: false, stage: 'completed' });
    expect(await ofYear(2024, 'proj-bide')).toMatchObject({ isMet: true, stage: 'in_production' });
    await expectLaw();
  });

  test('lights of a year that is over are those of its end, of one to come none', async () => {
    const lightsAt = async (at: string, year: number) => {
      now = new Date(at);
      const { items, elapsed } = await planOf(year);
      return { elapsed, lights: items.map(({ key, light, rule, expected }) => [key, light, rule, expected]) };
    };
    const morningAfter = await lightsAt('2023-12-31T20:00:00Z', 2023);
    expect(await lightsAt('2026-11-23T02:00:00Z', 2023)).toEqual(morningAfter);
    expect(morningAfter.elapsed).toBe(1);
    expect(morningAfter.lights.filter(([, light]) => light === 'overdue').length).toBeGreaterThan(10);
    const before = await lightsAt('2023-11-23T02:00:00Z', 2024);
    expect(before.elapsed).toBe(0);
    expect(new Set(before.lights.map(([, light]) => light))).toEqual(new Set(['no_data', 'normal']));
    expect(before.lights.filter(([, , rule]) => rule === '计划年度还没有开始').length).toBeGreaterThan(50);
    const { id } = await ofYear(2023, 'proj-chixing');
    now = new Date('2026-11-23T02:00:00Z');
    const detail = (await api.call<PlanItemDetail>('planItem.read', 'liujianguo', { params: { id } })).body;
    expect([detail.plan.year, detail.rule]).toEqual([2023, morningAfter.lights.find(([key]) => key === 'proj-chixing')![2]]);
  });

  test('records, readings and corrections for the old year\'s items still work', async () => {
    now = new Date('2026-11-23T02:00:00Z');
    const old = async (key: string) => ofYear(2023, key);
    const send = async (operation: 'reading' | 'achievement' | 'completion', sent: { id: string }) => {
      expect(await api.call(`${operation}.submit`, 'wangfang', { body: sent })).toMatchObject({ status: 201 });
      if (Array.isArray((sent as { photos?: unknown[] }).photos) && (sent as unknown as { photos: { sha256: string }[] }).photos.length > 0) {
        await api.deps.supabase.callAsService('mark_photos_stored', { p_submission_id: sent.id, p_sha256s: (sent as unknown as { photos: { sha256: string }[] }).photos.map((photo) => photo.sha256) });
      }
      expect(await api.call(`${operation}.review`, 'zhaoqiang', { params: { id: sent.id }, body: review(sent.id) })).toMatchObject({ status: 201 });
    };
    const figure = await old('ind-total-revenue');
    const december = reading(figure.id, { month: '2023-12', value: 550 });
    await send('reading', december);
    expect(await old('ind-total-revenue')).toMatchObject({ value: 550, isMet: true, light: 'normal' });
    await send('reading', reading(figure.id, { month: '2023-12', value: 548, corrects: december.id }));
    expect(await old('ind-total-revenue')).toMatchObject({ value: 548, isMet: false });
    expect((await ofYear(2024, 'ind-total-revenue')).value).toBeNull();
    const of2024 = (await ofYear(2024, 'ind-total-revenue')).id;
    expect(await api.call('reading.submit', 'wangfang', { body: reading(of2024, { month: '2023-12', value: 1 }) })).toMatchObject({ status: 422, body: { code: 'month_outside_plan' } });
    const done = (await planOf(2023)).items.find(({ measureType, isMet }) => measureType === 'done' && !isMet)!;
    await send('completion', completion(done.id));
    expect(await old(done.key)).toMatchObject({ isMet: true });
    expect(await ofYear(2024, done.key)).toMatchObject({ isMet: false });
    const register = (await planOf(2023)).items.find(({ measureType }) => measureType === 'count_achievements')!;
    await send('achievement', achievement(register.id));
    expect((await old(register.key)).value).toBe(1);
    await expectLaw();
  });

  test('a project shows its item of the present plan, once', async () => {
    const { bide } = api.cast.parks.linxiang.projects as { bide: string };
    const plan = await planOf(2024);
    const { items } = (await api.call<{ items: { id: string; planItem: { id: string } | null }[] }>('project.list', 'liujianguo')).body;
    expect(items.find(({ id }) => id === bide)!.planItem!.id).toBe(itemOf(plan, 'proj-bide').id);
    const detail = (await api.call<ProjectDetail>('project.read', 'liujianguo', { params: { id: bide } })).body;
    const ids = new Set(plan.items.map(({ id }) => id));
    expect(detail.planItems.length).toBeGreaterThan(0);
    expect([...detail.planItems.map(({ id }) => id), ...detail.blockers.map(({ itemId }) => itemId)].filter((id) => !ids.has(id))).toEqual([]);
  });

  test('what was named since is in the file, and comes into the next year', async () => {
    const gap = (await planOf(2024)).items.find(({ measureType }) => measureType === 'placeholder')!;
    const added = uuidv7();
    expect((await api.call('project.create', 'wangfang', { body: { id: added, name: '后补的项目', category: 'industrial' } })).status).toBe(201);
    expect((await api.call('naming.submit', 'wangfang', { body: naming(gap.id, added, { targetMilestone: 'completed' }) })).status).toBe(201);
    const file = planFileSchema.parse((await api.call('plan.file', 'wangfang', { query: '?year=2024' })).body);
    expect(file.projects.at(-1)).toEqual({ id: added, name: '后补的项目', category: 'industrial' });
    expect(file.items.at(-1)).toMatchObject({ id: `${gap.key}-1`, name: '后补的项目', measure: { type: 'stage', project: added, targetMilestone: 'completed' } });
    const next = { ...file, planYear: 2025, starts: '2025-01-01', ends: '2025-12-31', items: file.items.map((item) => (item.dueOn === undefined ? item : { ...item, dueOn: item.dueOn.replace('2024', '2025') })) };
    const body = planImport(next);
    expect((await preview(body.file)).body).toMatchObject({ comparedWith: 2024, new: [], gone: [], changed: [], projects: { new: [] } });
    expect((await importIt(body)).status).toBe(201);
    expect(await ofYear(2025, `${gap.key}-1`)).toMatchObject({ projectId: added });
  });
});

test('a project is named where the plan has an item of the place’s id with a number, and of the longest id', async () => {
  const long = `gap-${'x'.repeat(56)}`;
  const items = [aPlanItem('gap', { measure: { type: 'placeholder', count: 2 } }), aPlanItem('gap-1'), aPlanItem('gap-3'), aPlanItem(long, { measure: { type: 'placeholder', count: 1 } })];
  expect((await importIt(planImport(aPlanFile({ planYear: 2030, items })))).status).toBe(201);
  for (const [key, project] of [['gap', 'bide'], ['gap', 'chixing'], [long, 'road']] as const) {
    const answer = await api.call('naming.submit', 'wangfang', { body: naming(itemOf(await planOf(2030), key).id, api.cast.parks.linxiang.projects[project]!) });
    expect(answer).toMatchObject({ status: 201 });
  }
  const file = planFileSchema.parse((await api.call('plan.file', 'wangfang', { query: '?year=2030' })).body);
  expect(file.items.slice(4).map(({ id }) => id)).toEqual(['gap-2', 'gap-4', `gap-${'x'.repeat(54)}-1`]);
});

describe('the other park', () => {
  test('sees nothing of it, and imports its own', async () => {
    expect((await api.call<ListPlansResponse>('plan.list', 'wugang')).body.items).toEqual([]);
    expect(await api.call('plan.file', 'wugang')).toMatchObject({ status: 404 });
    const file = aPlanFile({ planYear: 2024, projects: [{ id: 'bide', name: '比德', category: 'industrial' }], items: [aPlanItem('stage', { measure: { type: 'stage', project: 'bide', targetMilestone: 'completed' } })] });
    expect((await preview(file, 'wugang')).body).toMatchObject({ comparedWith: null, projects: { new: [{ id: 'bide' }], existing: [] } });
    expect((await importIt(planImport(file), 'wugang')).status).toBe(201);
    expect(await rowsOf("select count(distinct park_id)::int from public.projects where key = 'bide'")).toEqual([{ count: 2 }]);
  });

  test('only the office imports', async () => {
    for (const by of ['liming', 'liujianguo', 'chenjing'] as const)
      expect(await api.call('plan.import', by, { body: planImport(aPlanFile()) })).toMatchObject({ status: 403, body: { code: 'role_refused' } });
  });
});

test('a project by another id, and one that the file calls otherwise', async () => {
  const file = aPlanFile({
    planYear: 2028,
    projects: [{ id: 'bd', name: ' 比德', category: 'industrial' }, { id: 'chixing', name: '驰兴新材料', category: 'industrial', enterprise: '另一家' }],
    items: [
      aPlanItem('one', { measure: { type: 'stage', project: 'bd', targetMilestone: 'in_production' } }),
      aPlanItem('listed', { measure: { type: 'sum_investment', milestone: 'signed', projects: ['chixing', 'bd'] } }),
    ],
  });
  const { body: seen } = await preview(file);
  expect(seen.projects).toEqual({ new: [], existing: [{ id: 'bd', name: ' 比德', knownAs: '比德' }, { id: 'chixing', name: '驰兴新材料', knownAs: '驰兴' }] });
  expect((await importIt(planImport(file))).status).toBe(201);
  const plan = await planOf(2028);
  const detail = async (key: string) => (await api.call<PlanItemDetail>('planItem.read', 'liujianguo', { params: { id: itemOf(plan, key).id } })).body;
  expect((await detail('one')).formula).toContain('比德');
  expect((await detail('listed')).formula).toContain('驰兴、比德');
  expect(itemOf(plan, 'one')).toMatchObject({ projectId: api.cast.parks.linxiang.projects.bide, isMet: true });
  expect(await rowsOf("select 1 from public.enterprises where name = '另一家'")).toEqual([]);
});

test('an enterprise that only looks new is the one there is, also for two projects of one file', async () => {
  const factory = (id: string, enterprise: string) => ({ id, name: `厂 ${id}`, category: 'industrial' as const, enterprise });
  const projects = [factory('f1', ' 比\u200b德'), factory('f2', 'ＡＢ 化工'), factory('f3', 'ab  化工')];
  expect((await importIt(planImport(aPlanFile({ planYear: 2035, projects, items: [aPlanItem('one')] })))).status).toBe(201);
  const named = await rowsOf<{ id: string; name: string }>("select e.id, e.name from public.projects p join public.enterprises e on e.id = p.enterprise_id where p.key in ('f1', 'f2', 'f3') order by p.key");
  expect(named[0]).toEqual({ id: api.cast.parks.linxiang.enterprises.比德, name: '比德' });
  expect(named[1]).toEqual(named[2]);
});

test('2,000 items, the most a plan may have, are imported and counted', async () => {
  const items = Array.from({ length: 2000 }, (_, index) => aPlanItem(`i-${index}`, {
    ...(index % 100 === 0 ? { measure: { type: 'count_children_done' as const } } : { parent: `i-${index - (index % 100)}`, measure: { type: 'count_incidents' as const }, target: { op: '=' as const, value: 0, unit: '起' } }),
    ...(index > 0 ? { dependsOn: [`i-${index - 1}`] } : {}),
  }));
  expect((await importIt(planImport(aPlanFile({ planYear: 2029, items })))).status).toBe(201);
  expect((await planOf(2029)).items.filter(({ isMet }) => isMet)).toHaveLength(2000);
});

test('a file as large as it may be, of quotation marks, is imported', async () => {
  const questions = Array.from({ length: 49 }, () => '"'.repeat(500));
  const file = JSON.stringify(aPlanFile({ planYear: 2031, items: Array.from({ length: 40 }, (_, index) => aPlanItem(`i-${index}`, { questions })) }));
  expect(file.length).toBeGreaterThan(1_950_000);
  expect((await preview(file)).body).toMatchObject({ year: 2031 });
  expect((await importIt(planImport(file))).status).toBe(201);
});

test('the database finds who holds a value as the domain does, of 2,000 items that are one figure too', async () => {
  const item = (index: number, sameAs: number[]) =>
    aPlanItem(`i-${index}`, { measure: { type: index % 3 === 0 ? 'narrative' : 'reported' }, ...(sameAs.length > 0 ? { sameAs: sameAs.map((other) => `i-${other}`) } : {}) });
  const chain = Array.from({ length: 2000 }, (_, index) => item(index, index === 0 ? [] : [index - 1]));
  const groups = Array.from({ length: 60 }, (_, index) => item(index, index % 4 === 1 ? [(index * 7) % 60, (index * 11) % 60] : []));
  for (const items of [chain, groups, [item(0, [])]]) {
    const [row] = await rowsOf<{ holders: Record<string, string> }>('select private.plan_file_holders($1) as holders', [JSON.stringify({ items })]);
    expect(new Map(Object.entries(row!.holders))).toEqual(valueHolders(items));
  }
});

test('the schema of the file is public, and describes every field in Chinese', async () => {
  const { status, body, headers } = await api.call('planFile.schema', null);
  expect([status, headers.get('content-type')]).toEqual([200, 'application/json']);
  expect(body).toMatchObject({ $schema: 'https://json-schema.org/draft/2020-12/schema', title: '年度计划文件', type: 'object', additionalProperties: false });
  const { properties } = body as { properties: Record<string, { items: { properties: Record<string, { title: string; oneOf: { title: string }[] }> } }> };
  expect(properties.items!.items.properties.parent!.title).toBe('上级事项');
  expect(properties.items!.items.properties.measure!.oneOf).toHaveLength(14);
  expect(properties.items!.items.properties.measure!.oneOf[0]!.title).toBe('按月填报');
});
