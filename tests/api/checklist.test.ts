// 检查表: drafts of two people, versions that never change by any door, retirement, and checks that keep their own clauses.
import { v7 as uuidv7 } from 'uuid';
import type { Checklist, ChecklistDetail, ChecklistVersion } from '../../src/contract/checklist';
import type { HazardDetail } from '../../src/contract/hazard';
import type { OperationName } from '../../src/contract/operations';
import type { ReportDetail } from '../../src/contract/report';
import { draftGaps, type ChecklistContent } from '../../src/domain/checklist-draft';
import { aClause, aContent, createChecklist, publishChecklist, saveChecklist } from '../factories/checklist';
import { hazardFields, hazardOpen, manifestPhoto, safetyCheck } from '../factories/submission';
import { startApi, type TestApi } from '../support/api';
import { asPerson, asService, type CastName } from '../support/cast';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const post = (name: OperationName, by: CastName, id: string, body: Record<string, unknown>) => api.call(name, by, { params: { id }, body });
const read = async (id: string) => (await api.call<ChecklistDetail>('checklist.read', 'wangfang', { params: { id } })).body;
const readVersion = async (id: string, version: number) => (await api.call<ChecklistVersion>('checklist.readVersion', 'wangfang', { params: { id }, query: `?version=${version}` })).body;
const listed = async (id: string, by: CastName = 'liming') => {
  const { items } = (await api.call<{ items: Checklist[] }>('checklist.list', by)).body;
  return items.find(({ key }) => key === id);
};
const begin = async (change: Partial<ChecklistContent> = {}) => {
  const body = createChecklist(change);
  expect(await api.call('checklist.create', 'wangfang', { body })).toMatchObject({ status: 201, body: { revision: 1 } });
  return body.id;
};
const publish = async (id: string, revision: number) => {
  const answer = await post('checklist.publish', 'wangfang', id, publishChecklist(revision));
  expect(answer.status).toBe(201);
  return answer.body as { id: string; version: number };
};
const save = async (id: string, revision: number, change: Partial<ChecklistContent>) => {
  expect(await post('checklist.save', 'wangfang', id, saveChecklist(revision, change))).toMatchObject({ status: 201, body: { revision: revision + 1 } });
  return revision + 1;
};
const project = () => api.cast.parks.linxiang.projects.bide!;

describe('a draft', () => {
  test('is seen by the office alone, and by no phone until it is published', async () => {
    const id = await begin({ name: '草稿甲' });
    expect(await read(id)).toMatchObject({ revision: 1, published: null, versions: [], draft: { name: '草稿甲', savedBy: { name: '王芳' } } });
    const { items } = (await api.call<{ items: { id: string }[] }>('checklist.listAll', 'zhaoqiang')).body;
    expect(items.find((one) => one.id === id)).toMatchObject({ name: '草稿甲', version: null, itemCount: 3, retiredAt: null, draft: { savedBy: { name: '王芳' } } });
    expect(await listed(id)).toBeUndefined();
    for (const by of ['liming', 'chenjing', 'liujianguo'] as const) expect((await api.call('checklist.read', by, { params: { id } })).status).toBe(403);
  });

  test('is taken further by another office person', async () => {
    const id = await begin();
    const body = saveChecklist(1, { name: '由赵强接着写', items: [aClause('a'), aClause('d', { heading: '', text: '' })] });
    expect(await post('checklist.save', 'zhaoqiang', id, body)).toMatchObject({ status: 201, body: { revision: 2 } });
    expect((await read(id)).draft).toMatchObject({ name: '由赵强接着写', items: body.items, savedBy: { name: '赵强' } });
  });

  test('sent again is the same save; with other bytes, or by a colleague, its id is taken', async () => {
    const id = await begin();
    const body = saveChecklist(1);
    const first = await post('checklist.save', 'wangfang', id, body);
    expect(first.status).toBe(201);
    expect(await post('checklist.save', 'wangfang', id, body)).toMatchObject({ status: 200, body: first.body });
    // Also after somebody went on.
    await save(id, 2, { name: '又改' });
    expect(await post('checklist.save', 'wangfang', id, body)).toMatchObject({ status: 200, body: first.body });
    for (const [by, change] of [['wangfang', { name: '别的' }], ['zhaoqiang', {}]] as const)
      expect(await post('checklist.save', by, id, { ...body, ...change })).toMatchObject({ status: 409, body: { code: 'id_reused' } });
    const created = { ...createChecklist(), name: '同号' };
    expect((await api.call('checklist.create', 'wangfang', { body: created })).status).toBe(201);
    expect((await api.call('checklist.create', 'wangfang', { body: created })).status).toBe(200);
    for (const by of ['zhaoqiang', 'wugang'] as const) expect(await api.call('checklist.create', by, { body: created })).toMatchObject({ status: 409, body: { code: 'id_reused' } });
  });

  test('of two people who started from the same one, the second is told what changed, and nothing of the first is lost', async () => {
    const id = await begin();
    const theirs = { name: '改名', projectCategories: ['land' as const], items: [aClause('c'), aClause('a', { text: '改过' }), aClause('n')] };
    expect((await post('checklist.save', 'zhaoqiang', id, saveChecklist(1, theirs))).status).toBe(201);
    const answer = await post('checklist.save', 'wangfang', id, saveChecklist(1, { items: [aClause('a')] }));
    expect(answer).toMatchObject({ status: 409, body: { code: 'checklist_draft_changed' } });
    expect(answer.body.errors).toEqual([
      { path: 'name', code: 'changed' },
      { path: 'projectCategories', code: 'changed' },
      { path: 'items.n', code: 'added' },
      { path: 'items.b', code: 'removed' },
      { path: 'items.a', code: 'changed' },
      { path: 'items.a', code: 'moved' },
    ]);
    expect((await read(id)).draft).toMatchObject({ name: '改名', savedBy: { name: '赵强' } });
  });

  test('saved by many at the same moment is saved once', async () => {
    const id = await begin();
    const answers = await Promise.all(Array.from({ length: 8 }, (_, index) => post('checklist.save', index % 2 ? 'wangfang' : 'zhaoqiang', id, saveChecklist(1, { name: `第 ${index} 个` }))));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array<number>(7).fill(409)]);
    expect((await read(id)).revision).toBe(2);
  });

  test.each<[string, Partial<ChecklistContent> | Record<string, unknown>]>([
    ['two clauses of one key', { items: [aClause('a'), aClause('a')] }],
    ['a key that is no key', { items: [aClause('甲')] }],
    ['a criterion of a general failure', { items: [aClause('a', { majorCriterion: 'relief_out_of_use' })] }],
    ['a criterion that is none', { items: [{ ...aClause('a'), majorHint: true, majorCriterion: 'weather' }] }],
    ['a kind twice', { projectCategories: ['land', 'land'] }],
    ['no name', { name: '' }],
    ['a score', { items: [{ ...aClause('a'), score: 5 }] }],
    ['201 clauses', { items: Array.from({ length: 201 }, (_, index) => aClause(`c${index}`)) }],
  ])('with %s is refused', async (_, change) => {
    const id = await begin();
    expect(await post('checklist.save', 'wangfang', id, saveChecklist(1, change as Partial<ChecklistContent>))).toMatchObject({ status: 400, body: { code: 'invalid_input' } });
    expect((await read(id)).revision).toBe(1);
  });

  test.each<[string, Partial<ChecklistContent>]>([
    ['no kind of project', { projectCategories: [] }],
    ['no clause', { items: [] }],
    ['a clause without heading', { items: [aClause('a', { heading: '' })] }],
    ['a clause without text', { items: [aClause('a'), aClause('b', { text: '' })] }],
    ['nothing missing', {}],
  ])('with %s is published exactly where src/domain finds no gap', async (_, change) => {
    const id = await begin(change);
    const answer = await post('checklist.publish', 'wangfang', id, publishChecklist(1));
    if (draftGaps(aContent(change)).length === 0) expect(answer.status).toBe(201);
    else expect(answer).toMatchObject({ status: 422, body: { code: 'checklist_incomplete' } });
  });
});

describe('publishing', () => {
  test('shows the new version to every phone, once', async () => {
    const id = await begin({ name: '一版' });
    const body = publishChecklist(1);
    const first = await post('checklist.publish', 'wangfang', id, body);
    expect(first).toMatchObject({ status: 201, body: { id: body.id, version: 1 } });
    expect(await post('checklist.publish', 'wangfang', id, body)).toMatchObject({ status: 200, body: first.body });
    expect(await post('checklist.publish', 'zhaoqiang', id, body)).toMatchObject({ status: 409, body: { code: 'id_reused' } });
    expect(await listed(id)).toEqual({ key: id, name: '一版', projectCategories: ['industrial'], versionId: body.id, version: 1, items: aContent().items });
    expect(await read(id)).toMatchObject({ draft: null, published: { version: 1 }, versions: [{ version: 1, itemCount: 3, publishedBy: { name: '王芳' } }] });
  });

  test('of a draft that somebody saved over meanwhile, of the same again, or of a retired list is refused', async () => {
    const id = await begin();
    await save(id, 1, { name: '二稿' });
    expect(await post('checklist.publish', 'wangfang', id, publishChecklist(1))).toMatchObject({ status: 409, body: { code: 'checklist_draft_changed' } });
    expect(await post('checklist.publish', 'wangfang', id, publishChecklist(9))).toMatchObject({ status: 409, body: { code: 'checklist_draft_changed' } });
    await publish(id, 2);
    await save(id, 2, { name: '二稿' });
    expect(await post('checklist.publish', 'wangfang', id, publishChecklist(3))).toMatchObject({ status: 409, body: { code: 'checklist_unchanged' } });
    await save(id, 3, { name: '三稿' });
    await post('checklist.retire', 'wangfang', id, { id: uuidv7() });
    expect(await post('checklist.publish', 'wangfang', id, publishChecklist(4))).toMatchObject({ status: 409, body: { code: 'checklist_retired' } });
    expect((await read(id)).versions).toHaveLength(1);
  });

  test('at the same moment makes one version', async () => {
    const id = await begin();
    const answers = await Promise.all(Array.from({ length: 6 }, () => post('checklist.publish', 'wangfang', id, publishChecklist(1))));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409, 409]);
  });

  test('keeps every version with its own name, kinds and clauses', async () => {
    const id = await begin({ name: '老名' });
    await publish(id, 1);
    await publish(id, await save(id, 1, { name: '新名', projectCategories: ['land'], items: [aClause('a', { text: '改过', majorHint: true, majorCriterion: 'relief_out_of_use', photoOnPass: true })] }));
    expect(await readVersion(id, 1)).toMatchObject({ name: '老名', projectCategories: ['industrial'], items: aContent().items, before: null });
    expect(await readVersion(id, 2)).toMatchObject({ name: '新名', projectCategories: ['land'], before: { version: 1, name: '老名' } });
    expect(await listed(id)).toMatchObject({ name: '新名', version: 2, items: [{ majorCriterion: 'relief_out_of_use', photoOnPass: true }] });
    expect((await api.call('checklist.readVersion', 'wangfang', { params: { id }, query: '?version=3' })).status).toBe(404);
  });
});

describe('an old check', () => {
  test('still shows its own clauses after two new versions, and a repeated failure is found over them', async () => {
    const id = await begin({ name: '老表' });
    const first = await publish(id, 1);
    const check = safetyCheck(project(), first.id, ['a', 'b', 'c'], ['b']);
    expect((await api.call('safetyCheck.submit', 'liming', { body: check })).status).toBe(201);
    await publish(id, await save(id, 1, { items: [aClause('b', { heading: '换了标题', text: '换了说法' }), aClause('a')] }));
    const third = await publish(id, await save(id, 2, { items: [aClause('x'), aClause('b', { text: '又换了' })] }));

    const report = (await api.call<ReportDetail>('report.read', 'liming', { params: { id: check.id } })).body;
    expect(report.checklist).toMatchObject({ version: 1, items: aContent().items });
    const [hazard] = report.hazards as { id: string }[];
    const detail = (await api.call<HazardDetail>('hazard.read', 'liming', { params: { id: hazard!.id } })).body;
    expect(detail.clause).toMatchObject({ version: 1, key: 'b', heading: '临时用电', text: '条款 b' });

    const again = safetyCheck(project(), third.id, ['x', 'b'], ['b']);
    expect((await api.call('safetyCheck.submit', 'liming', { body: again })).status).toBe(201);
    const [repeated] = (await api.call<ReportDetail>('report.read', 'liming', { params: { id: again.id } })).body.hazards as { id: string }[];
    expect((await api.call<HazardDetail>('hazard.read', 'liming', { params: { id: repeated!.id } })).body).toMatchObject({ isRepeat: true, repeatOf: hazard!.id, clause: { version: 3, text: '又换了' } });
  });

  test('of a version that was replaced or retired while the phone was offline is taken', async () => {
    const id = await begin();
    const first = await publish(id, 1);
    await publish(id, await save(id, 1, { items: [aClause('only')] }));
    await post('checklist.retire', 'zhaoqiang', id, { id: uuidv7() });
    expect((await api.call('safetyCheck.submit', 'liming', { body: safetyCheck(project(), first.id, ['a', 'b', 'c']) })).status).toBe(201);
  });
});

describe('a retired checklist', () => {
  test('is offered to nobody, stays readable, and comes back', async () => {
    const id = await begin();
    await publish(id, 1);
    const body = { id: uuidv7() };
    const retired = await post('checklist.retire', 'wangfang', id, body);
    expect(retired.status).toBe(201);
    expect(await post('checklist.retire', 'wangfang', id, body)).toMatchObject({ status: 200, body: retired.body });
    expect(await post('checklist.retire', 'zhaoqiang', id, body)).toMatchObject({ status: 409, body: { code: 'id_reused' } });
    expect(await post('checklist.restore', 'wangfang', id, body)).toMatchObject({ status: 409, body: { code: 'id_reused' } });
    expect(await post('checklist.retire', 'zhaoqiang', id, { id: uuidv7() })).toMatchObject({ status: 409, body: { code: 'checklist_retired' } });
    expect(await listed(id)).toBeUndefined();
    expect(await read(id)).toMatchObject({ retiredAt: retired.body.at, published: { version: 1 } });
    expect((await post('checklist.restore', 'zhaoqiang', id, { id: uuidv7() })).status).toBe(201);
    expect(await post('checklist.restore', 'zhaoqiang', id, { id: uuidv7() })).toMatchObject({ status: 409, body: { code: 'checklist_in_use' } });
    expect(await listed(id)).toMatchObject({ version: 1 });
  });
});

describe('another park', () => {
  test('neither reads nor changes a checklist', async () => {
    const id = await begin();
    await publish(id, 1);
    for (const [name, body] of [['checklist.save', saveChecklist(1)], ['checklist.publish', publishChecklist(1)], ['checklist.retire', { id: uuidv7() }], ['checklist.restore', { id: uuidv7() }]] as const)
      expect(await post(name, 'wugang', id, body)).toMatchObject({ status: 404, body: { code: 'checklist_not_found' } });
    expect((await api.call('checklist.read', 'wugang', { params: { id } })).status).toBe(404);
    expect(await listed(id, 'heping')).toBeUndefined();
  });
});

// ---------------------------------------------------------------- no door

describe('a published version is altered by nobody', () => {
  let id: string;
  let versionId: string;
  let before: unknown;
  const row = async () => (await api.database.db.query('select to_jsonb(v) as row from public.checklist_versions v where v.id = $1', [versionId])).rows[0] as unknown;
  beforeAll(async () => {
    id = await begin({ name: '动不得' });
    versionId = (await publish(id, 1)).id;
    before = await row();
  });
  afterEach(async () => expect(await row()).toEqual(before));

  const sql = (text: string, values: unknown[] = []) => api.database.db.query(text, values);
  const people: CastName[] = ['liming', 'chenjing', 'liujianguo', 'wangfang', 'wugang'];
  const columns = ['id', 'park_id', 'checklist_id', 'version', 'items', 'name', 'project_categories', 'published_at', 'draft_id', 'published_by'];
  const values: Record<string, string> = { version: '9', items: `'[{"key":"a"}]'`, name: "'改'", project_categories: "'{land}'", published_at: 'now()' };
  const valueOf = (column: string) => values[column] ?? 'gen_random_uuid()';

  test.each(people)('through the api schema with the token of %s', async (by) => {
    const office = by === 'wangfang';
    const call = (text: string, args: unknown[]) => asPerson(api.database.db, api.cast.people[by], () => sql(text, args));
    // A draft that would overwrite it by its id, by its number, or by saying the same revision again.
    await expect(call('select api.publish_checklist($1, $2)', [id, JSON.stringify({ id: versionId, revision: 9 })])).rejects.toMatchObject({ code: expect.stringMatching(/^(PT4|42501)/) });
    await expect(call('select api.save_checklist($1, $2)', [id, JSON.stringify({ ...saveChecklist(0), id: uuidv7() })])).rejects.toMatchObject({ code: expect.stringMatching(/^(PT4|42501)/) });
    await expect(call('select api.create_checklist($1)', [JSON.stringify({ ...createChecklist(), id })])).rejects.toMatchObject({ code: expect.stringMatching(/^(PT4|42501)/) });
    // The same publication again is answered to its publisher, and changes nothing.
    const again = call('select api.publish_checklist($1, $2) as answer', [id, JSON.stringify({ id: versionId, revision: 1 })]);
    if (office) expect((await again).rows[0]).toMatchObject({ answer: { isNew: false } });
    else await expect(again).rejects.toMatchObject({ code: expect.stringMatching(/^(PT4|42501)/) });
  });

  test.each(people)('through the tables as %s', async (by) => {
    const as = (text: string, args: unknown[] = []) => asPerson(api.database.db, api.cast.people[by], () => sql(text, args));
    for (const column of columns) await expect(as(`update public.checklist_versions set ${column} = ${valueOf(column)} where id = $1`, [versionId])).rejects.toMatchObject({ code: '42501' });
    for (const text of ['delete from public.checklist_versions', 'truncate public.checklist_versions cascade', "update public.checklists set name = 'x'", "update public.checklist_drafts set items = '[]'"])
      await expect(as(text)).rejects.toMatchObject({ code: '42501' });
    // A version of one's own making, with one's own clauses or number.
    for (const [column, value] of [['items', '[{"key":"a"}]'], ['version', 7], ['name', '改']] as const)
      await expect(as(`insert into public.checklist_versions (id, park_id, checklist_id, ${column}, published_by) values ($1, $2, $3, $4, $5)`, [uuidv7(), api.cast.people[by].parkId, id, value, api.cast.people[by].staffId])).rejects.toMatchObject({ code: '42501' });
    // One without a draft.
    await expect(as('insert into public.checklist_versions (id, park_id, checklist_id, published_by) values ($1, $2, $3, $4)', [uuidv7(), api.cast.people[by].parkId, id, api.cast.people[by].staffId])).rejects.toMatchObject({ code: expect.stringMatching(/^(42501|23502)$/) });
  });

  test('as the service key', async () => {
    for (const text of [...columns.map((column) => `update public.checklist_versions set ${column} = ${valueOf(column)}`), 'delete from public.checklist_versions', 'truncate public.checklist_versions cascade', "insert into public.checklist_versions (park_id, checklist_id, version, items) select park_id, id, 8, '[{}]' from public.checklists"])
      await expect(asService(api.database.db, () => sql(text))).rejects.toMatchObject({ code: '42501' });
  });

  test('as the owner of the database', async () => {
    for (const text of [...columns.map((column) => `update public.checklist_versions set ${column} = ${valueOf(column)} where id = '${versionId}'`), `delete from public.checklist_versions where id = '${versionId}'`, 'truncate public.checklist_versions cascade'])
      await expect(sql(text)).rejects.toThrow('never changes');
    await expect(sql('delete from public.checklists where id = $1', [id])).rejects.toThrow('append-only');
    await expect(sql("update public.checklists set key = 'x' where id = $1", [id])).rejects.toThrow('append-only');
    await expect(sql("update public.checklist_drafts set items = '[]' where checklist_id = $1", [id])).rejects.toThrow('append-only');
  });

  test('by a later version or a retirement', async () => {
    await publish(id, await save(id, 1, { name: '后来的', items: [aClause('a', { text: '后来的' })] }));
    await post('checklist.retire', 'wangfang', id, { id: uuidv7() });
  });
});

// ---------------------------------------------------------------- criteria

describe('a major hazard', () => {
  test('may name its criterion, in a check and alone, and shows it', async () => {
    const id = await begin();
    const { id: versionId } = await publish(id, 1);
    const failed = { key: 'b', answer: 'fail', hazard: hazardFields({ severity: 'major', majorCriterion: 'relief_out_of_use' }) };
    const answers = [{ key: 'a', answer: 'pass' }, failed, { key: 'c', answer: 'pass' }];
    const check = safetyCheck(project(), versionId, ['a', 'b', 'c'], ['b'], { answers });
    expect((await api.call('safetyCheck.submit', 'liming', { body: check })).status).toBe(201);
    const alone = hazardOpen(project(), { hazard: hazardFields({ severity: 'major', majorCriterion: 'loading_arm_missing' }), photos: [manifestPhoto()] });
    expect((await api.call('hazard.open', 'liming', { body: alone })).status).toBe(201);
    for (const [submission, criterion] of [[check.id, 'relief_out_of_use'], [alone.id, 'loading_arm_missing']]) {
      const { rows } = await api.database.db.query<{ id: string }>('select id from public.hazards where submission_id = $1', [submission]);
      expect((await api.call('hazard.read', 'wangfang', { params: { id: rows[0]!.id } })).body).toMatchObject({ severity: 'major', majorCriterion: criterion });
    }
  });

  test.each([
    ['a general hazard', hazardFields({ majorCriterion: 'relief_out_of_use' })],
    ['a criterion that is none', hazardFields({ severity: 'major', majorCriterion: 'weather' })],
  ])('of %s is refused, by the API and by the database', async (_, hazard) => {
    const body = hazardOpen(project(), { hazard });
    expect(await api.call('hazard.open', 'liming', { body })).toMatchObject({ status: 400, body: { code: 'invalid_input' } });
    await expect(asPerson(api.database.db, api.cast.people.liming, () => api.database.db.query("select api.submit('hazard_open', $1)", [JSON.stringify(body)]))).rejects.toMatchObject({ code: '23514' });
  });
});
