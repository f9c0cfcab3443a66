// 里程碑 through the API: one party reports, the other answers, and only then does the plan move.
import { Client } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import type { PlanItemDetail } from '../../src/contract/plan';
import type { ProjectDetail } from '../../src/contract/project';
import { rungs, type Rung } from '../../src/domain/milestone';
import { manifestPhoto, milestoneReport, progress } from '../factories/submission';
import { startApi, type TestApi } from '../support/api';
import { asPerson, asService, insertId, type CastName } from '../support/cast';
import { meeting } from '../support/hold';
import { layPlan, milestoneOf } from '../support/world';

let api: TestApi;
let items: Record<string, string>;

beforeAll(async () => {
  api = await startApi();
  items = await layPlan(api.database.db, api.cast.parks.linxiang.id, [
    { key: 'completed', measure: { type: 'count_milestones', milestone: 'completed' }, rung: 'completed', target: ['>=', 3] },
    { key: 'signed', measure: { type: 'sum_investment', milestone: 'signed' }, rung: 'signed', target: ['>=', 10] },
  ]);
});
afterAll(() => api.stop());

type Receipt = { status: string; code?: string };
const store = (body: { id: string; photos: { sha256: string }[] }) =>
  asService(api.database.db, () => api.database.db.query('select api.mark_photos_stored($1, $2)', [body.id, body.photos.map((photo) => photo.sha256)]));

/** A project of its own for each test: of an enterprise with contacts (`bide`), of one without, or of none. */
async function newProject(of: 'bide' | 'nobody yet' | 'none' = 'bide'): Promise<string> {
  const { db } = api.database;
  const { linxiang } = api.cast.parks;
  const enterpriseId =
    of === 'bide' ? linxiang.enterprises['比德'] : of === 'none' ? null : await insertId(db, 'insert into public.enterprises (park_id, name) values ($1, $2) returning id', [linxiang.id, `无人 ${uuidv7()}`]);
  return insertId(db, "insert into public.projects (park_id, name, category, enterprise_id) values ($1, $2, 'industrial', $3) returning id", [linxiang.id, `项目 ${uuidv7()}`, enterpriseId]);
}

async function report(by: CastName, projectId: string, change: Record<string, unknown> = {}, { photos = true } = {}): Promise<{ milestoneId: string; reportId: string }> {
  const body = milestoneReport(projectId, change);
  const milestoneId = await milestoneOf(api.database.db, projectId, String(change.rung ?? 'completed'));
  const answer = await api.call('milestone.report', by, { params: { id: milestoneId }, body });
  expect(answer.status).toBe(201);
  if (photos) await store(body);
  return { milestoneId, reportId: body.id };
}

const lockSlot = 'select 1 from public.milestones where id = $1 for update';
type Reported = Awaited<ReturnType<typeof report>>;
const confirm = (by: CastName, { milestoneId, reportId }: Reported, id = uuidv7()) => api.call<Receipt>('milestone.confirm', by, { params: { id: milestoneId }, body: { id, reportId } });
const dispute = (by: CastName, { milestoneId, reportId }: Reported) => api.call<Receipt>('milestone.dispute', by, { params: { id: milestoneId }, body: { id: uuidv7(), reportId, reason: '外墙未完' } });
const slot = async (by: CastName, projectId: string, rung: Rung = 'completed') =>
  (await api.call<ProjectDetail>('project.read', by, { params: { id: projectId } })).body.milestones.find((one) => one.rung === rung)!;
const item = async (key = 'completed') => (await api.call<PlanItemDetail>('planItem.read', 'liujianguo', { params: { id: items[key]! } })).body;

const outcome = ({ status, body }: { status: number; body: Receipt }) => (status === 201 ? 'allowed' : `${status} ${body.code}`);
const people: CastName[] = ['liming', 'zhouyang', 'wangfang', 'zhaoqiang', 'chenjing', 'sunwei', 'liujianguo', 'heping', 'wugang'];
const strangers = { sunwei: '404 milestone_not_found', heping: '404 milestone_not_found', wugang: '404 milestone_not_found', liujianguo: '403 role_refused' } as const;

describe('who may answer', () => {
  // reporter, whose project, then who may; everybody else gets the code given.
  const table: [CastName, 'bide' | 'nobody yet' | 'none', Partial<Record<CastName, string>>, string][] = [
    ['liming', 'bide', { liming: '403 own_report', chenjing: 'allowed' }, '403 other_party_answers'],
    ['wangfang', 'bide', { wangfang: '403 own_report', chenjing: 'allowed' }, '403 other_party_answers'],
    ['chenjing', 'bide', { chenjing: '403 own_report', liming: 'allowed', zhouyang: 'allowed', wangfang: 'allowed', zhaoqiang: 'allowed' }, ''],
    ['liming', 'none', { liming: '403 own_report', wangfang: 'allowed', zhaoqiang: 'allowed', chenjing: '404 milestone_not_found' }, '403 second_office_person_needed'],
    ['wangfang', 'none', { wangfang: '403 own_report', zhaoqiang: 'allowed', chenjing: '404 milestone_not_found' }, '403 second_office_person_needed'],
    ['liming', 'nobody yet', { liming: '403 own_report', wangfang: 'allowed', zhaoqiang: 'allowed', chenjing: '404 milestone_not_found' }, '403 second_office_person_needed'],
  ];

  describe.each(table)('%s reported, project of %s', (reporter, of, expected, otherwise) => {
    test.each(people)('%s', async (by) => {
      const projectId = await newProject(of);
      const wanted = expected[by] ?? strangers[by as keyof typeof strangers] ?? otherwise;
      for (const give of [confirm, dispute]) {
        const reported = await report(reporter, projectId, { rung: give === confirm ? 'completed' : 'signed' });
        expect(outcome(await give(by, reported))).toBe(wanted);
        // Exactly those who may are told so.
        if (wanted === 'allowed') expect((await slot(by, projectId)).report!.answer).toMatchObject({ onBehalf: of !== 'bide' });
        else if (!wanted.startsWith('404') && by !== 'liujianguo') expect((await slot(by, projectId)).report!.mayAnswer).toBe(false);
      }
    });
  });

  test('a colleague of the contact who reported may not answer either', async () => {
    const projectId = await newProject();
    const { staffId } = api.cast.people.sunwei;
    const change = (role: object) => api.call('staff.changeRole', 'wangfang', { params: { id: staffId }, body: { role: 'contact', ...role } });
    await change({ enterpriseId: api.cast.people.chenjing.enterpriseId });
    const reported = await report('chenjing', projectId);
    expect(outcome(await confirm('sunwei', reported))).toBe('403 other_party_answers');
    await change({ enterpriseId: api.cast.people.sunwei.enterpriseId });
  });

  test('once its only contact has left, the office answers on behalf', async () => {
    const projectId = await newProject('nobody yet');
    const { rows } = await api.database.db.query<{ enterprise_id: string }>('select enterprise_id from public.projects where id = $1', [projectId]);
    const staffId = await insertId(api.database.db, "insert into public.staff (park_id, role, name, enterprise_id) values ($1, 'contact', '离职', $2) returning id", [api.cast.parks.linxiang.id, rows[0]!.enterprise_id]);
    const reported = await report('liming', projectId);
    expect(outcome(await confirm('wangfang', reported))).toBe('403 other_party_answers');
    await api.call('staff.close', 'wangfang', { params: { id: staffId }, body: {} });
    expect(outcome(await confirm('wangfang', reported))).toBe('allowed');
    expect((await slot('liming', projectId)).report!.answer).toMatchObject({ answer: 'confirm', onBehalf: true, by: { name: '王芳' } });
  });

  test('a contact reports for its own enterprise only', async () => {
    const projectId = await newProject();
    const body = milestoneReport(projectId);
    const id = await milestoneOf(api.database.db, projectId, 'completed');
    expect((await api.call('milestone.report', 'sunwei', { params: { id }, body })).body.code).toBe('milestone_not_found');
  });
});

describe('the state of a slot', () => {
  test('nobody answers before all photos came', async () => {
    const projectId = await newProject();
    const reported = await report('liming', projectId, {}, { photos: false });
    expect(await slot('chenjing', projectId)).toMatchObject({ status: 'reported', report: { isComplete: false } });
    for (const give of [confirm, dispute]) expect(await give('chenjing', reported)).toMatchObject({ status: 409, body: { code: 'report_incomplete' } });
  });

  test('is answered once', async () => {
    const reported = await report('liming', await newProject());
    expect((await confirm('chenjing', reported)).status).toBe(201);
    for (const give of [confirm, dispute]) expect(await give('chenjing', reported)).toMatchObject({ status: 409, body: { code: 'already_answered' } });
  });

  test('the same answer sent again, in turn or at once, is the same receipt', async () => {
    const projectId = await newProject();
    const reported = await report('liming', projectId);
    const id = uuidv7();
    const answers = await meeting(api.database, lockSlot, [reported.milestoneId], Array.from({ length: 5 }, () => () => confirm('chenjing', reported, id)));
    answers.push(...(await Promise.all(Array.from({ length: 5 }, () => confirm('chenjing', reported, id)))));
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array<number>(9).fill(200), 201]);
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(await confirm('chenjing', reported, id)).toMatchObject({ status: 200, body: { status: 'confirmed' } });
    const other = await report('liming', projectId, { rung: 'signed' });
    expect(await confirm('chenjing', other, id)).toMatchObject({ status: 409, body: { code: 'id_reused' } });
  });

  test('a confirmation and a dispute at once: one is taken', async () => {
    const reported = await report('chenjing', await newProject());
    const answers = await meeting(api.database, lockSlot, [reported.milestoneId], [() => confirm('liming', reported), () => dispute('wangfang', reported)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(answers.find(({ status }) => status === 409)!.body.code).toBe('already_answered');
  });

  test('a newer report supersedes', async () => {
    const projectId = await newProject();
    const [old, fresh] = [await report('liming', projectId), await report('zhouyang', projectId)];
    expect(await confirm('chenjing', old)).toMatchObject({ status: 409, body: { code: 'report_superseded' } });
    expect(outcome(await confirm('chenjing', fresh))).toBe('allowed');
  });

  test('a further report beside a confirmed one changes nothing', async () => {
    const projectId = await newProject();
    const first = await report('liming', projectId, { occurredOn: '2026-05-01' });
    await confirm('chenjing', first);
    const second = await report('zhouyang', projectId, { occurredOn: '2026-06-01' });
    expect(await slot('liming', projectId)).toMatchObject({ status: 'confirmed', occurredOn: '2026-05-01', report: { reportId: first.reportId } });
    expect((await confirm('chenjing', second)).body.code).toBe('report_superseded');
  });

  test('a dispute stands until a new report, which is then answered', async () => {
    const projectId = await newProject();
    const first = await report('liming', projectId);
    expect((await dispute('chenjing', first)).body.status).toBe('disputed');
    expect(await slot('liming', projectId)).toMatchObject({ status: 'disputed', report: { answer: { answer: 'dispute', reason: '外墙未完' } } });
    expect((await confirm('chenjing', first)).body.code).toBe('already_answered');
    const second = await report('liming', projectId, { occurredOn: '2026-11-21' });
    expect(await slot('chenjing', projectId)).toMatchObject({ status: 'reported', report: { reportId: second.reportId, mayAnswer: true } });
    expect((await confirm('chenjing', second)).body.status).toBe('confirmed');
    expect(await slot('liming', projectId)).toMatchObject({ status: 'confirmed', occurredOn: '2026-11-21' });
  });

  test('a disputed report that is corrected waits for an answer again', async () => {
    const projectId = await newProject();
    const first = await report('liming', projectId);
    await dispute('chenjing', first);
    const second = await report('liming', projectId, { corrects: first.reportId });
    expect((await slot('liming', projectId)).status).toBe('reported');
    expect((await confirm('chenjing', second)).body.status).toBe('confirmed');
  });

  test('a report whose photos never come hides no dispute, and no question that waits', async () => {
    const projectId = await newProject();
    const disputed = await report('liming', projectId);
    await dispute('chenjing', disputed);
    await report('liming', projectId, { occurredOn: '2026-11-21' }, { photos: false });
    expect(await slot('chenjing', projectId)).toMatchObject({ status: 'disputed', report: { reportId: disputed.reportId } });
    const asked = await report('liming', projectId, { rung: 'signed' });
    await report('liming', projectId, { rung: 'signed' }, { photos: false });
    expect(outcome(await confirm('chenjing', asked))).toBe('allowed');
  });

  test('the photos of a newer report settle the dispute when they come', async () => {
    const projectId = await newProject();
    await dispute('chenjing', await report('liming', projectId));
    const body = milestoneReport(projectId);
    await api.call('milestone.report', 'liming', { params: { id: await milestoneOf(api.database.db, projectId, 'completed') }, body });
    expect((await slot('chenjing', projectId)).status).toBe('disputed');
    await store(body);
    expect(await slot('chenjing', projectId)).toMatchObject({ status: 'reported', report: { reportId: body.id, mayAnswer: true } });
  });

  test('a correction without its photos takes no confirmation down; with them it does', async () => {
    const projectId = await newProject();
    const before = (await item()).value;
    const first = await report('liming', projectId, { occurredOn: '2026-05-01' });
    await confirm('chenjing', first);
    const body = milestoneReport(projectId, { corrects: first.reportId, occurredOn: '2026-06-01' });
    await api.call('milestone.report', 'liming', { params: { id: first.milestoneId }, body });
    expect(await slot('liming', projectId)).toMatchObject({ status: 'confirmed', report: { reportId: first.reportId } });
    expect((await item()).value).toBe(before! + 1);
    expect((await api.call('report.read', 'liming', { params: { id: first.reportId } })).body).toMatchObject({ isCorrected: false, correctedBy: body.id });
    const again = milestoneReport(projectId, { corrects: first.reportId });
    expect((await api.call('milestone.report', 'liming', { params: { id: first.milestoneId }, body: again })).body.code).toBe('already_corrected');
    await store(body);
    expect(await slot('liming', projectId)).toMatchObject({ status: 'reported', report: { reportId: body.id } });
    expect((await item()).value).toBe(before);
    expect((await api.call('report.read', 'liming', { params: { id: first.reportId } })).body).toMatchObject({ isCorrected: true });
    expect((await confirm('chenjing', { milestoneId: first.milestoneId, reportId: body.id })).body.status).toBe('confirmed');
  });

  test('the correction of a correction that stayed incomplete retires both; what comes late counts no more', async () => {
    const projectId = await newProject();
    const first = await report('liming', projectId);
    await confirm('chenjing', first);
    const middle = milestoneReport(projectId, { corrects: first.reportId });
    await api.call('milestone.report', 'liming', { params: { id: first.milestoneId }, body: middle });
    const last = await report('liming', projectId, { corrects: middle.id });
    expect(await slot('liming', projectId)).toMatchObject({ status: 'reported', report: { reportId: last.reportId } });
    await store(middle);
    expect(await slot('liming', projectId)).toMatchObject({ status: 'reported', report: { reportId: last.reportId } });
    const { rows } = await api.database.db.query('select 1 from public.changes where submission_id = $1', [middle.id]);
    expect(rows).toEqual([]);
  });

  test('two corrections that cross each other’s rungs wait in one order, and both are taken', async () => {
    const projectId = await newProject();
    const [low, high] = [await report('liming', projectId, { rung: 'signed' }), await report('liming', projectId, { rung: 'completed' })];
    const [toHigh, toLow] = [milestoneReport(projectId, { rung: 'completed', corrects: low.reportId }), milestoneReport(projectId, { rung: 'signed', corrects: high.reportId })];
    await api.call('milestone.report', 'liming', { params: { id: high.milestoneId }, body: toHigh });
    await api.call('milestone.report', 'liming', { params: { id: low.milestoneId }, body: toLow });
    // Each completion retires a report of one rung and counts one of the other. The lowest slot of all is where both wait.
    const lowest = await milestoneOf(api.database.db, projectId, 'negotiating');
    const other = new Client(api.database.url);
    await other.connect();
    const complete = (db: Client, body: typeof toLow) => db.query('select api.mark_photos_stored($1, $2)', [body.id, body.photos.map((photo) => photo.sha256)]);
    const another = new Client(api.database.url);
    await another.connect();
    try {
      await meeting(api.database, lockSlot, [lowest], [() => complete(other, toHigh), () => complete(another, toLow)]);
    } finally {
      await other.end();
      await another.end();
    }
    expect((await slot('liming', projectId, 'completed')).report!.reportId).toBe(toHigh.id);
    expect((await slot('liming', projectId, 'signed')).report!.reportId).toBe(toLow.id);
  });

  test('nothing is reported before its day, which is the park’s own', async () => {
    const { db } = api.database;
    const projectId = await newProject();
    // 23 November 16:30 UTC is the 24th in the park.
    const at = async (occurredOn: string) => {
      await db.query("set parkpulse.now = '2026-11-23T16:30:00Z'");
      try {
        const body = progress(projectId, { milestone: { rung: 'completed', occurredOn }, photos: [manifestPhoto()] });
        await asPerson(db, api.cast.people.liming, () => db.query("select api.submit('progress', $1)", [JSON.stringify(body)]));
        return 'taken';
      } catch (error) {
        return (error as Error).message;
      } finally {
        await db.query('reset parkpulse.now');
      }
    };
    expect([await at('2026-11-24'), await at('2026-11-25')]).toEqual(['taken', 'invalid_input']);
    const body = milestoneReport(projectId, { occurredOn: '2199-01-01' });
    const answer = await api.call('milestone.report', 'liming', { params: { id: await milestoneOf(db, projectId, 'completed') }, body });
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid_input' } });
  });

  test('skipped rungs are allowed and flagged', async () => {
    const projectId = await newProject();
    await confirm('chenjing', await report('liming', projectId, { rung: 'signed' }));
    await report('liming', projectId, { rung: 'completed' });
    expect((await slot('liming', projectId)).report!.skippedRungs).toEqual(rungs.filter((rung) => !['signed', 'completed', 'in_production'].includes(rung)));
  });

  test('a report of another milestone, or none, is not found', async () => {
    const projectId = await newProject();
    const reported = await report('liming', projectId);
    const signed = await milestoneOf(api.database.db, projectId, 'signed');
    expect((await confirm('chenjing', { ...reported, milestoneId: signed })).body.code).toBe('milestone_report_not_found');
    expect((await confirm('chenjing', { ...reported, reportId: uuidv7() })).body.code).toBe('milestone_report_not_found');
    const body = milestoneReport(projectId, { rung: 'completed' });
    expect((await api.call('milestone.report', 'liming', { params: { id: signed }, body })).body.code).toBe('milestone_not_found');
  });

  test('a photo is asked for, in either way of reporting', async () => {
    const projectId = await newProject();
    const id = await milestoneOf(api.database.db, projectId, 'completed');
    for (const answer of [
      await api.call('milestone.report', 'liming', { params: { id }, body: milestoneReport(projectId, { photos: [] }) }),
      await api.call('progress.submit', 'liming', { body: progress(projectId, { milestone: { rung: 'completed', occurredOn: '2026-11-01' } }) }),
    ]) {
      expect(answer.status).toBe(400);
      expect(JSON.stringify(answer.body)).toContain('photo_required');
    }
  });
});

describe('the plan follows', () => {
  test('up by exactly one on confirmation, not before, and lists the record', async () => {
    const before = await item();
    const projectId = await newProject();
    const reported = await report('liming', projectId);
    expect(await item()).toMatchObject({ value: before.value, waiting: expect.arrayContaining([expect.objectContaining({ reportId: reported.reportId })]) });
    await confirm('chenjing', reported);
    const after = await item();
    expect(after.value).toBe(before.value! + 1);
    expect(after.counted.map((one) => one.reportId)).toEqual(expect.arrayContaining([reported.reportId]));
    expect(after.counted).toHaveLength(before.counted.length + 1);
    expect(after.waiting.map((one) => one.reportId)).not.toContain(reported.reportId);
  });

  test('a dispute moves nothing', async () => {
    const before = (await item()).value;
    await dispute('chenjing', await report('liming', await newProject()));
    expect((await item()).value).toBe(before);
  });

  test('a rung named in a progress form counts the same way', async () => {
    const before = (await item()).value!;
    const projectId = await newProject();
    const body = { ...milestoneReport(projectId), rung: undefined, occurredOn: undefined, percent: 100, problems: [], milestone: { rung: 'completed', occurredOn: '2026-11-20' } };
    expect((await api.call('progress.submit', 'chenjing', { body })).status).toBe(201);
    await store(body);
    await confirm('zhouyang', { milestoneId: await milestoneOf(api.database.db, projectId, 'completed'), reportId: body.id });
    expect((await item()).value).toBe(before + 1);
  });

  test('the agreed investment is that of the confirmed signed report', async () => {
    const before = (await item('signed')).value ?? 0;
    const projectId = await newProject();
    const reported = await report('liming', projectId, { rung: 'signed', agreedInvestmentYuan: 150_000_000 });
    await confirm('chenjing', reported);
    const after = await item('signed');
    expect(after.value).toBeCloseTo(before + 1.5, 10);
    expect(after.counted.find((one) => one.reportId === reported.reportId)).toMatchObject({ amount: 1.5, agreedInvestmentYuan: 150_000_000 });
  });

  test('many confirmations at once lose none', async () => {
    const before = (await item()).value!;
    const reported = [];
    for (let index = 0; index < 12; index += 1) reported.push(await report('liming', await newProject()));
    const answers = await Promise.all(reported.map((one) => confirm('chenjing', one)));
    expect(answers.map(({ status }) => status)).toEqual(Array<number>(12).fill(201));
    expect((await item()).value).toBe(before + 12);
  });
});
