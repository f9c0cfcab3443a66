// One submission is one row, however often it is sent; a correction is a new record; what a check opens stays open.
import { v7 as uuidv7 } from 'uuid';
import type { ReportDetail } from '../../src/contract/report';
import type { Receipt } from '../../src/contract/submission';
import { hazardOpen, inspection, manifestPhoto, milestoneReport, progress, safetyCheck, sha256 } from '../factories/submission';
import { startApi, type Answer, type TestApi } from '../support/api';
import { asService, type CastName } from '../support/cast';
import { meeting } from '../support/hold';
import { checklistKeys, layChecklist, layPlan, milestoneOf } from '../support/world';

let api: TestApi;
let bide: string;
let road: string;
let listId: string;
let items: Record<string, string>;

beforeAll(async () => {
  api = await startApi();
  const { linxiang } = api.cast.parks;
  bide = linxiang.projects.bide!;
  road = linxiang.projects.road!;
  listId = await layChecklist(api.database.db, linxiang.id);
  items = await layPlan(api.database.db, linxiang.id, [
    { key: 'completed', measure: { type: 'count_milestones', milestone: 'completed' }, rung: 'completed', target: ['>=', 2] },
  ]);
});
afterAll(() => api.stop());

const lockRecord = 'select 1 from public.submissions where id = $1 for update';

type Operation = 'inspection.submit' | 'progress.submit' | 'safetyCheck.submit' | 'hazard.open';
const submit = (by: CastName, operation: Operation, body: unknown) => api.call<Receipt & { code?: string }>(operation, by, { body });
const read = async (id: string, by: CastName = 'wangfang') => (await api.call<ReportDetail>('report.read', by, { params: { id } })).body;
const codes = (answers: Answer<{ code?: string }>[]) => answers.map(({ status, body }) => `${status}${body.code ? ` ${body.code}` : ''}`).sort();
const count = async (sql: string, values: unknown[]) => Number((await api.database.db.query<{ count: string }>(`select count(*) from ${sql}`, values)).rows[0]!.count);
const store = (body: { id: string; photos: { sha256: string }[] }) =>
  asService(api.database.db, () => api.database.db.query('select api.mark_photos_stored($1, $2)', [body.id, body.photos.map((photo) => photo.sha256)]));
const hazardsOf = async (id: string) => (await api.database.db.query<{ id: string; status: string; repeat_of: string | null; item_key: string | null }>('select id, status, repeat_of, item_key from public.hazards where submission_id = $1 order by seq', [id])).rows;
const check = (fails: string[], change: Record<string, unknown> = {}) => safetyCheck(road, listId, checklistKeys, fails, change);

describe('the same id', () => {
  test('sent fifty times at once is one row and one receipt', async () => {
    const body = inspection(bide, { photos: [manifestPhoto()] });
    const answers = await Promise.all(Array.from({ length: 50 }, () => submit('liming', 'inspection.submit', body)));
    expect(codes(answers)).toEqual([...Array<string>(49).fill('200'), '201']);
    expect(new Set(answers.map((answer) => JSON.stringify(answer.body))).size).toBe(1);
    expect(answers[0]!.body).toMatchObject({ id: body.id, status: 'awaiting_photos', sha256: sha256(JSON.stringify(body)) });
    expect(await count('public.submissions where id = $1', [body.id])).toBe(1);
    expect(await count('public.photos where submission_id = $1', [body.id])).toBe(1);
    expect(await count("public.audit where target_id = $1 and outcome = 'done'", [body.id])).toBe(1);
  });

  test.each([
    ['a lowered percent', () => ['progress.submit', progress(bide, { percent: 10, percentReason: '返工' })] as const],
    ['a check that opens a hazard', () => ['safetyCheck.submit', check(['a'])] as const],
    ['a hazard', () => ['hazard.open', hazardOpen(road)] as const],
  ])('%s twenty times at once', async (_, make) => {
    const [operation, body] = make();
    const answers = await Promise.all(Array.from({ length: 20 }, () => submit('zhouyang', operation, body)));
    expect(codes(answers)).toEqual([...Array<string>(19).fill('200'), '201']);
    expect(await count('public.hazards where submission_id = $1', [body.id])).toBe(operation === 'progress.submit' ? 0 : 1);
    expect(await count('public.changes where submission_id = $1', [body.id])).toBeLessThanOrEqual(2);
  });

  test('a repeated receipt tells the status of now', async () => {
    const body = inspection(bide, { photos: [manifestPhoto()] });
    const first = (await submit('liming', 'inspection.submit', body)).body;
    await store(body);
    expect(await submit('liming', 'inspection.submit', body)).toMatchObject({ status: 200, body: { ...first, status: 'complete' } });
  });

  test.each<[string, (id: string) => [CastName, Operation, Record<string, unknown>]]>([
    ['other bytes', (id) => ['liming', 'inspection.submit', inspection(bide, { id, note: '别的' })]],
    ['another kind', (id) => ['liming', 'hazard.open', hazardOpen(bide, { id })]],
    ['another inspector', (id) => ['zhouyang', 'inspection.submit', { id }]],
    ['another park', (id) => ['heping', 'inspection.submit', inspection('', { id })]],
    ['another enterprise', (id) => ['sunwei', 'progress.submit', progress('', { id })]],
  ])('with %s is 409 and tells nothing', async (_, make) => {
    const taken = inspection(bide, { note: '秘密的备注' });
    await submit('liming', 'inspection.submit', taken);
    const [by, operation, change] = make(taken.id);
    const own = { heping: api.cast.parks.luyuan.projects.green!, sunwei: api.cast.parks.linxiang.projects.chixing! }[by as string];
    const answer = await submit(by, operation, by === 'zhouyang' ? taken : { ...change, ...(own ? { projectId: own } : {}) });
    expect(answer).toMatchObject({ status: 409, body: { code: 'id_reused' } });
    expect(Object.keys(answer.body).sort()).toEqual(['code', 'requestId', 'status', 'title', 'type']);
    expect(await count('public.submissions where id = $1', [taken.id])).toBe(1);
  });

  test('of a project taken by the other park', async () => {
    const id = uuidv7();
    const body = { id, name: '同号', category: 'industrial' };
    expect((await api.call('project.create', 'wugang', { body })).status).toBe(201);
    expect(await api.call('project.create', 'wangfang', { body })).toMatchObject({ status: 409, body: { code: 'id_reused' } });
    expect((await api.call('project.create', 'wugang', { body })).status).toBe(200);
    expect((await api.call('project.create', 'wugang', { body: { ...body, note: '改' } })).body.code).toBe('id_reused');
  });

  test.each(['project.create', 'project.record'] as const)('%s ten times at once', async (operation) => {
    const body = { id: uuidv7(), note: '同时', ...(operation === 'project.create' ? { name: `同时 ${uuidv7()}`, category: 'industrial' } : {}) };
    const answers = await Promise.all(Array.from({ length: 10 }, () => api.call<{ code?: string }>(operation, 'wangfang', { params: { id: bide }, body })));
    expect(codes(answers)).toEqual([...Array<string>(9).fill('200'), '201']);
  });
});

describe('the body', () => {
  test('is stored byte for byte, and the receipt hashes those bytes', async () => {
    const { id, projectId, capturedAt } = inspection(bide);
    const text = `{ "photos" : [ ],\n\t"note":"caf\\u00e9 😀 \\u6837",  "capturedAt": "${capturedAt}","projectId":"${projectId}" , "id": "${id}"  }\n`;
    const answer = await api.call<Receipt>('inspection.submit', 'liming', { body: text });
    expect(answer).toMatchObject({ status: 201, body: { id, sha256: sha256(text), status: 'complete' } });
    const { rows } = await api.database.db.query('select body, body_sha256 from public.submissions where id = $1', [id]);
    expect(rows).toEqual([{ body: text, body_sha256: sha256(text) }]);
    // The same meaning in other bytes is another body.
    expect((await api.call('inspection.submit', 'liming', { body: JSON.stringify(JSON.parse(text)) })).body.code).toBe('id_reused');
    expect(await read(id)).toMatchObject({ sha256: sha256(text), body: JSON.parse(text) });
  });
});

describe('a correction', () => {
  const make = async (by: CastName = 'liming') => {
    const body = progress(bide, { percent: 40, percentReason: '核实' });
    await submit(by, 'progress.submit', body);
    return body;
  };
  const correcting = (corrects: string, change: Record<string, unknown> = {}) => progress(bide, { percent: 30, percentReason: '核实', corrects, ...change });

  test.each<[CastName, number, string | undefined]>([
    ['liming', 201, undefined],
    ['wangfang', 201, undefined],
    ['zhouyang', 403, 'not_your_record'],
    ['chenjing', 403, 'not_your_record'],
    ['sunwei', 404, 'project_not_found'],
    ['heping', 404, 'project_not_found'],
    ['wugang', 404, 'project_not_found'],
  ])('by %s: %d %s', async (by, status, code) => {
    const old = await make();
    const answer = await submit(by, 'progress.submit', correcting(old.id));
    expect(answer.status).toBe(status);
    expect(answer.body.code).toBe(code);
    expect(await read(old.id)).toMatchObject({ isCorrected: status === 201, correctedBy: status === 201 ? answer.body.id : null, body: old });
  });

  test('the old one stays readable and stops counting', async () => {
    const old = await make();
    const fresh = correcting(old.id, { percent: 77 });
    await submit('liming', 'progress.submit', fresh);
    const project = (await api.call<{ progress: { percent: number; reportId: string } }>('project.read', 'liming', { params: { id: bide } })).body;
    expect(project.progress).toMatchObject({ percent: 77, reportId: fresh.id });
    const { rows } = await api.database.db.query('select counts from public.progress_reports where submission_id = $1', [old.id]);
    expect(rows).toEqual([{ counts: false }]);
  });

  test('is compared with the report before the one it corrects', async () => {
    await submit('liming', 'progress.submit', progress(road, { percent: 20 }));
    const wrong = progress(road, { percent: 90 });
    await submit('liming', 'progress.submit', wrong);
    // 25 is less than the mistaken 90, but more than the 20 before it: no reason is due.
    const waiting = progress(road, { percent: 25, corrects: wrong.id, photos: [manifestPhoto()] });
    expect((await submit('liming', 'progress.submit', waiting)).status).toBe(201);
    // Until its photos are there the 90 still counts, and is nothing to be compared with either.
    expect((await submit('liming', 'progress.submit', progress(road, { percent: 24, corrects: waiting.id }))).status).toBe(201);
    expect(await submit('liming', 'progress.submit', progress(road, { percent: 23 }))).toMatchObject({ status: 422, body: { code: 'reason_required' } });
  });

  test('of an old report does not become the newest', async () => {
    const [old, later] = [progress(road, { percent: 30, percentReason: '核实' }), progress(road, { percent: 50 })];
    for (const body of [old, later]) expect((await submit('liming', 'progress.submit', body)).status).toBe(201);
    // 35 is more than the 30 it corrects, and nothing to do with the 50 that came after.
    expect((await submit('liming', 'progress.submit', progress(road, { percent: 35, corrects: old.id }))).status).toBe(201);
    const { body: project } = await api.call<{ progress: { percent: number; reportId: string } }>('project.read', 'liming', { params: { id: road } });
    expect(project.progress).toMatchObject({ percent: 50, reportId: later.id });
    expect(await submit('liming', 'progress.submit', progress(road, { percent: 49 }))).toMatchObject({ status: 422, body: { code: 'reason_required' } });
  });

  test('needs the same kind and project', async () => {
    const old = await make();
    for (const [operation, body] of [
      ['inspection.submit', inspection(bide, { corrects: old.id })],
      ['progress.submit', { ...correcting(old.id), projectId: road }],
      ['progress.submit', correcting(uuidv7())],
    ] as const)
      expect(await submit('liming', operation, body)).toMatchObject({ status: 404, body: { code: 'corrected_record_not_found' } });
  });

  test('of a record of the other park is like one that never was', async () => {
    const theirs = progress(api.cast.parks.luyuan.projects.green!);
    await submit('heping', 'progress.submit', theirs);
    expect(await submit('liming', 'progress.submit', correcting(theirs.id))).toMatchObject({ status: 404, body: { code: 'corrected_record_not_found' } });
  });

  test('happens once; the correction itself may be corrected', async () => {
    const old = await make();
    const first = correcting(old.id);
    expect((await submit('liming', 'progress.submit', first)).status).toBe(201);
    expect(await submit('wangfang', 'progress.submit', correcting(old.id))).toMatchObject({ status: 409, body: { code: 'already_corrected' } });
    expect((await submit('liming', 'progress.submit', correcting(first.id))).status).toBe(201);
  });

  test('two at once: one is taken', async () => {
    const old = await make();
    const answers = await meeting(api.database, lockRecord, [old.id], [
      () => submit('liming', 'progress.submit', correcting(old.id)),
      () => submit('wangfang', 'progress.submit', correcting(old.id)),
    ]);
    expect(codes(answers)).toEqual(['201', '409 already_corrected']);
    expect(await count('public.submissions where corrects = $1', [old.id])).toBe(1);
  });

  test('the same one ten times at once is taken once and answered ten times', async () => {
    const old = await make();
    const body = correcting(old.id);
    const call = () => submit('liming', 'progress.submit', body);
    const answers = await meeting(api.database, lockRecord, [old.id], Array.from({ length: 5 }, () => call));
    answers.push(...(await Promise.all(Array.from({ length: 5 }, call))));
    expect(codes(answers)).toEqual([...Array<string>(9).fill('200'), '201']);
  });

  test('retires the old one only when its own photos are there', async () => {
    const old = await make();
    const fresh = correcting(old.id, { percent: 78, photos: [manifestPhoto()] });
    expect((await submit('liming', 'progress.submit', fresh)).status).toBe(201);
    const shown = async () => (await api.call<{ progress: { reportId: string } }>('project.read', 'liming', { params: { id: bide } })).body.progress.reportId;
    const told = () => count("public.changes where submission_id = $1 and kind = 'correction'", [fresh.id]);
    expect([await shown(), await told(), (await read(old.id)).isCorrected]).toEqual([old.id, 0, false]);
    await store(fresh);
    expect([await shown(), await told(), (await read(old.id)).isCorrected]).toEqual([fresh.id, 1, true]);
  });

  test('corrected before its photos came, a record never counts', async () => {
    const old = inspection(bide, { photos: [manifestPhoto()] });
    await submit('liming', 'inspection.submit', old);
    await submit('liming', 'inspection.submit', inspection(bide, { corrects: old.id }));
    await store(old);
    expect(await count("public.changes where submission_id = $1 and kind = 'submission_counted'", [old.id])).toBe(0);
  });
});

describe('the office', () => {
  test.each([
    ['inspection.submit', () => inspection(bide)],
    ['progress.submit', () => progress(bide)],
    ['safetyCheck.submit', () => check([])],
  ] as const)('sends %s only to correct', async (operation, make) => {
    expect(await submit('wangfang', operation, make())).toMatchObject({ status: 403, body: { code: 'correction_only' } });
    const old = make();
    await submit('liming', operation, { ...old, ...(operation === 'progress.submit' ? { percentReason: '核实' } : {}) });
    const fresh = { ...make(), corrects: old.id, ...(operation === 'progress.submit' ? { percentReason: '核实' } : {}) };
    expect((await submit('wangfang', operation, fresh)).status).toBe(201);
  });
});

describe('progress', () => {
  test('going down needs a reason', async () => {
    const chixing = api.cast.parks.linxiang.projects.chixing!;
    const send = (change: Record<string, unknown>) => submit('sunwei', 'progress.submit', progress(chixing, change));
    expect((await send({ percent: 60 })).status).toBe(201);
    expect(await send({ percent: 59 })).toMatchObject({ status: 422, body: { code: 'reason_required' } });
    expect((await send({ percent: 60 })).status).toBe(201);
    expect((await send({ percent: 10, percentReason: '返工' })).status).toBe(201);
  });

  test('a contact reports for its own enterprise only', async () => {
    for (const projectId of [bide, road, api.cast.parks.luyuan.projects.green!])
      expect(await submit('sunwei', 'progress.submit', progress(projectId))).toMatchObject({ status: 404, body: { code: 'project_not_found' } });
  });
});

describe('a safety check', () => {
  test('a failed clause needs a photo of that clause', async () => {
    for (const photos of [[], [manifestPhoto()], [manifestPhoto({ itemKey: 'a' })]]) {
      const answer = await submit('liming', 'safetyCheck.submit', check(['b'], { photos }));
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(JSON.stringify(answer.body)).toContain('photo_required');
    }
  });

  test('the database asks for the photo too', async () => {
    const { sessionId, staffId, parkId } = api.cast.people.liming;
    const body = check(['b'], { photos: [] });
    const insert = `insert into public.submissions (id, park_id, project_id, kind, created_by, session_id, body, captured_at) values ($1, $2, $3, 'safety_check', $4, $5, $6, now())`;
    await expect(api.database.db.query(insert, [body.id, parkId, road, staffId, sessionId, JSON.stringify(body)])).rejects.toMatchObject({ message: 'photo_required' });
  });

  test.each<[string, (body: { answers: object[] }) => void, number, string]>([
    ['a clause left out', (body) => void body.answers.pop(), 422, 'answers_do_not_fit_checklist'],
    ['a clause of no list', (body) => void body.answers.push({ key: 'z', answer: 'pass' }), 422, 'answers_do_not_fit_checklist'],
    ['a clause twice', (body) => void body.answers.push({ key: 'a', answer: 'pass' }), 400, 'invalid_input'],
    ['an unknown list', (body) => Object.assign(body, { checklistVersionId: uuidv7() }), 404, 'checklist_not_found'],
  ])('%s', async (_, spoil, status, code) => {
    const body = check([]);
    spoil(body as unknown as { answers: object[] });
    expect(await submit('liming', 'safetyCheck.submit', body)).toMatchObject({ status, body: { code } });
  });

  test('a failed clause opens a hazard on receipt, marked 照片待传', async () => {
    const body = check(['b', 'c']);
    await submit('liming', 'safetyCheck.submit', body);
    const opened = await hazardsOf(body.id);
    expect(opened.map((hazard) => hazard.item_key)).toEqual(['b', 'c']);
    const hazard = (id: string) => api.call('hazard.read', 'liming', { params: { id } });
    expect((await hazard(opened[0]!.id)).body).toMatchObject({ status: 'open', photosPending: true, clause: { key: 'b', version: 1 }, actions: [{ kind: 'opened' }] });
    await store(body);
    expect((await hazard(opened[0]!.id)).body.photosPending).toBe(false);
  });

  test('correcting a check closes no hazard and opens none twice', async () => {
    const old = check(['a', 'b']);
    await submit('liming', 'safetyCheck.submit', old);
    const before = await hazardsOf(old.id);
    // a passes now, b still fails, c fails anew.
    const fresh = check(['b', 'c'], { corrects: old.id });
    expect((await submit('liming', 'safetyCheck.submit', fresh)).status).toBe(201);
    expect(await hazardsOf(old.id)).toEqual(before);
    expect((await hazardsOf(fresh.id)).map((hazard) => hazard.item_key)).toEqual(['c']);
    // And once more: what the first of the line opened is still known.
    const third = check(['a', 'b', 'c'], { corrects: fresh.id });
    await submit('liming', 'safetyCheck.submit', third);
    expect(await hazardsOf(third.id)).toEqual([]);
  });

  test('corrected to another list, a clause of the same key opens a hazard of its own', async () => {
    const another = await layChecklist(api.database.db, api.cast.parks.linxiang.id, 'another');
    const old = check(['b']);
    await submit('liming', 'safetyCheck.submit', old);
    const before = await hazardsOf(old.id);
    const fresh = safetyCheck(road, another, checklistKeys, ['b'], { corrects: old.id });
    await submit('liming', 'safetyCheck.submit', fresh);
    expect(await hazardsOf(fresh.id)).toMatchObject([{ item_key: 'b', status: 'open' }]);
    expect(await hazardsOf(old.id)).toEqual(before);
    // Back to the first list: what its own check opened is known again.
    const back = check(['b'], { corrects: fresh.id });
    await submit('liming', 'safetyCheck.submit', back);
    expect(await hazardsOf(back.id)).toEqual([]);
  });

  test('a hazard repeats within 90 days: same project, list and clause', async () => {
    const chixing = api.cast.parks.linxiang.projects.chixing!;
    const other = await layChecklist(api.database.db, api.cast.parks.linxiang.id, 'other');
    const at = async (projectId: string, versionId: string, key: string) => {
      const body = safetyCheck(projectId, versionId, checklistKeys, [key]);
      expect((await submit('liming', 'safetyCheck.submit', body)).status).toBe(201);
      return (await hazardsOf(body.id))[0]!;
    };
    const first = await at(chixing, listId, 'a');
    expect(first.repeat_of).toBeNull();
    const second = await at(chixing, listId, 'a');
    expect(second.repeat_of).toBe(first.id);
    expect((await at(chixing, listId, 'b')).repeat_of).toBeNull();
    expect((await at(chixing, other, 'a')).repeat_of).toBeNull();
    expect((await api.call('hazard.read', 'liming', { params: { id: second.id } })).body).toMatchObject({ isRepeat: true, repeatOf: first.id });
    // Nobody moves the day of a hazard, but a test that has no 90 days.
    await api.database.db.query('alter table public.hazards disable trigger guard_hazard');
    await api.database.db.query("update public.hazards set opened_at = opened_at - interval '90 days' where project_id = $1 and item_key = 'a'", [chixing]);
    expect((await at(chixing, listId, 'a')).repeat_of).toBeNull();
    await api.database.db.query("update public.hazards set opened_at = opened_at + interval '1 minute' where id = $1", [second.id]);
    // The newest within the days is the one named, so the hazard of a moment ago.
    expect((await at(chixing, listId, 'a')).repeat_of).not.toBeNull();
  });
});

describe('correcting a confirmed milestone', () => {
  const value = async () => (await api.call<{ value: number; counted: { reportId: string }[] }>('planItem.read', 'liujianguo', { params: { id: items.completed! } })).body;

  test('the value goes down, and it must be confirmed again', async () => {
    const id = await milestoneOf(api.database.db, bide, 'completed');
    const send = async (change: Record<string, unknown> = {}) => {
      const body = milestoneReport(bide, { occurredOn: '2026-03-01', ...change });
      expect((await api.call('milestone.report', 'liming', { params: { id }, body })).status).toBe(201);
      await store(body);
      return body.id;
    };
    const confirm = (reportId: string) => api.call<{ status: string; code?: string }>('milestone.confirm', 'chenjing', { params: { id }, body: { id: uuidv7(), reportId } });
    const old = await send();
    expect((await confirm(old)).body.status).toBe('confirmed');
    expect(await value()).toMatchObject({ value: 1, counted: [{ reportId: old }] });
    const fresh = await send({ corrects: old, occurredOn: '2026-04-01' });
    expect(await value()).toMatchObject({ value: 0, counted: [] });
    expect((await confirm(old)).body.code).toBe('report_superseded');
    expect((await confirm(fresh)).body.status).toBe('confirmed');
    expect(await value()).toMatchObject({ value: 1, counted: [{ reportId: fresh }] });
    // Corrected to another year it counts no longer, confirmed or not.
    const lastYear = await send({ corrects: fresh, occurredOn: '2025-12-31' });
    await confirm(lastYear);
    expect((await value()).value).toBe(0);
  });
});
