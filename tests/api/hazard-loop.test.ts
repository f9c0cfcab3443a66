// The loop of a hazard: every state × step × person, no cell missing, through the API and straight into the database with
// that person's token; src/domain/hazard says what each must answer. Then the story, and what may go wrong in it.
import { Client } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import type { MyData } from '../../src/contract/session';
import { hazardRefusal, mayBeResponsible, nextHazardStatus, type HazardActionKind, type HazardStatus } from '../../src/domain/hazard';
import { hazardOpen, hazardFields, manifestPhoto, rectification } from '../factories/submission';
import { startApi, type TestApi } from '../support/api';
import { asPerson, asService, callAs, type CastName, insertId, openSession, type Person } from '../support/cast';
import { meeting, waiting } from '../support/hold';
import { submitDirectly } from '../support/world';

type Hazard = { id: string; projectId: string; rectificationId: string | null; requestId: string | null };
type Detail = { status: HazardStatus; rectificationDueOn: string; may: HazardActionKind[]; isOverdue: boolean; rectification: { submissionId: string } | null; pendingRectification: { submissionId: string } | null; extension: { requestId: string } | null; responsible: { id: string } | null; actions: { kind: string }[] };

let api: TestApi;
let projectId: string;
let people: Record<(typeof callers)[number], Person>;

/** Whoever may stand before a hazard: the parties, their colleagues, and strangers. */
const callers = [
  'responsible inspector', 'other inspector', 'rectifying contact', 'colleague contact', 'contact of another enterprise', 'leader', 'office', 'importing office', 'inspector of another park',
] as const;
const states = ['open', 'open, more time asked for', 'returned', 'returned, more time asked for', 'rectified', 'rectified, brought in', 'closed'] as const;
const steps = ['assign', 'rectify', 'correct', 'verify', 'return', 'extend', 'grant', 'refuse'] as const;
type Step = (typeof steps)[number];
const kindOf: Record<Step, HazardActionKind> = {
  assign: 'assigned', rectify: 'rectified', correct: 'corrected', verify: 'verified', return: 'returned', extend: 'extension_requested', grant: 'extended', refuse: 'extension_refused',
};

beforeAll(async () => {
  // In the year of the bodies below, whatever the day of the test.
  api = await startApi();
  const { cast, database: { db } } = api;
  projectId = cast.parks.linxiang.projects.bide!;
  const enterpriseId = cast.people.chenjing.enterpriseId;
  const another = async (role: string, enterprise: string | null = null): Promise<Person> => {
    const parkId = cast.parks.linxiang.id;
    const staffId = await insertId(db, 'insert into public.staff (park_id, role, name, enterprise_id) values ($1, $2, $2, $3) returning id', [parkId, role, enterprise]);
    return { name: role, role, parkId, staffId, sessionId: await openSession(db, staffId), enterpriseId: enterprise };
  };
  people = {
    'responsible inspector': await another('inspector'),
    'other inspector': cast.people.zhouyang,
    'rectifying contact': cast.people.chenjing,
    'colleague contact': await another('contact', enterpriseId),
    'contact of another enterprise': cast.people.sunwei,
    leader: cast.people.liujianguo,
    office: cast.people.wangfang,
    'importing office': cast.people.zhaoqiang,
    'inspector of another park': cast.people.heping,
  };
});
afterAll(() => api.stop());

const rows = async <T>(sql: string, values: unknown[]) => (await api.database.db.query(sql, values)).rows as T[];
const farDay = '2099-01-01';
const act = (by: Person, hazardId: string, kind: HazardActionKind, body: Record<string, unknown>) =>
  callAs(api.database.db, by, 'api.act_on_hazard($1, $2, $3, $4)', [hazardId, kind, 'test', JSON.stringify({ id: uuidv7(), ...body })]);

async function openOne(change: Record<string, unknown> = {}, at = projectId): Promise<string> {
  const body = hazardOpen(at, { hazard: hazardFields(change) });
  await submitDirectly(api.database.db, api.cast.people.liming, 'hazard_open', body);
  return (await rows<{ id: string }>('select id from public.hazards where submission_id = $1', [body.id]))[0]!.id;
}

async function rectified(hazardId: string, by: Person = people['rectifying contact'], importer: Person | null = null): Promise<string> {
  const { db } = api.database;
  const body = rectification(projectId, hazardId);
  if (importer) {
    await callAs(db, importer, 'api.import_submission($1, $2, $3)', [by.staffId, 'hazard_rectify', JSON.stringify(body)]);
    await asService(db, () => db.query('select api.mark_photos_stored($1, $2)', [body.id, body.photos.map((photo) => photo.sha256)]));
  } else await submitDirectly(db, by, 'hazard_rectify', body);
  return body.id;
}

/** A hazard in the state, with a responsible inspector, rectified by the contact. */
async function make(state: (typeof states)[number]): Promise<Hazard> {
  const id = await openOne();
  await act(people.office, id, 'assigned', { responsibleId: people['responsible inspector'].staffId });
  const hazard: Hazard = { id, projectId, rectificationId: null, requestId: null };
  if (!state.startsWith('open')) hazard.rectificationId = await rectified(id, undefined, state.endsWith('brought in') ? people['importing office'] : null);
  if (state.startsWith('returned')) await act(people['other inspector'], id, 'returned', { rectificationId: hazard.rectificationId, answer: 'returned', reason: '没改好' });
  if (state === 'closed') await act(people['other inspector'], id, 'verified', { rectificationId: hazard.rectificationId, answer: 'verified' });
  if (state.endsWith('more time asked for')) {
    hazard.requestId = uuidv7();
    await act(people['rectifying contact'], id, 'extension_requested', { id: hazard.requestId, dueOn: farDay, reason: '等配件' });
  }
  return hazard;
}

/** What each step sends: operation, body, and the kind of the record where it is one. */
function requestOf(step: Step, { id, rectificationId, requestId }: Hazard) {
  const answers = { rectificationId: rectificationId ?? uuidv7(), requestId: requestId ?? uuidv7() };
  switch (step) {
    case 'assign':
      return { operation: 'hazard.assign', body: { id: uuidv7(), responsibleId: people['colleague contact'].staffId } } as const;
    case 'rectify':
      return { operation: 'hazard.rectify', body: rectification(projectId, id), isRecord: true } as const;
    case 'correct':
      return { operation: 'hazard.rectify', body: rectification(projectId, id, { corrects: answers.rectificationId }), isRecord: true } as const;
    case 'verify':
    case 'return':
      return { operation: 'hazard.verify', body: { id: uuidv7(), rectificationId: answers.rectificationId, ...(step === 'verify' ? { answer: 'verified' } : { answer: 'returned', reason: '没改好' }) } } as const;
    case 'extend':
      return { operation: 'hazard.extend', body: { id: uuidv7(), dueOn: farDay, reason: '等配件' } } as const;
    case 'grant':
    case 'refuse':
      return { operation: 'hazard.extendReview', body: { id: uuidv7(), requestId: answers.requestId, ...(step === 'grant' ? { answer: 'extended' } : { answer: 'extension_refused', reason: '不能再拖' }) } } as const;
  }
}

/** Null: taken; else the code it is refused with. */
function predict(state: (typeof states)[number], step: Step, caller: (typeof callers)[number]): string | null {
  const { staffId: id, role, enterpriseId } = people[caller];
  const isBlind = caller === 'contact of another enterprise' || caller === 'inspector of another park';
  const isRecord = step === 'rectify' || step === 'correct';
  const status = state.split(',')[0] as HazardStatus;
  const refusal = hazardRefusal(kindOf[step], { id, role: role as never, enterpriseId }, {
    responsibleId: people['responsible inspector'].staffId,
    projectEnterpriseId: people['rectifying contact'].enterpriseId,
    rectifierIds: status === 'open' ? [] : [people['rectifying contact'].staffId, ...(state.endsWith('brought in') ? [people['importing office'].staffId] : [])],
    extensionRequestedById: state.endsWith('asked for') ? people['rectifying contact'].staffId : null,
  });
  if (refusal === 'role_refused' || (isRecord && role === 'leader')) return 'role_refused';
  if (isBlind) return isRecord ? 'project_not_found' : 'hazard_not_found';
  if (step === 'correct') {
    if (status === 'open') return 'corrected_record_not_found';
    if (role !== 'office' && caller !== 'rectifying contact') return 'not_your_record';
    // A rectification that was returned is corrected by doing the work and reporting it anew.
    return status === 'closed' ? 'hazard_moved_on' : null;
  }
  if (refusal) return refusal;
  if (nextHazardStatus(status, kindOf[step]) === null) return 'hazard_moved_on';
  const isAsked = state.endsWith('asked for');
  if ((step === 'extend' && isAsked) || ((step === 'grant' || step === 'refuse') && !isAsked)) return 'hazard_moved_on';
  return null;
}

const cells = states.flatMap((state) => steps.flatMap((step) => callers.map((caller) => [state, step, caller] as const)));

describe.each(['the API', 'the database'] as const)('through %s', (door) => {
  // One that nobody moved yet serves the next cell too.
  const standing = new Map<string, Hazard>();

  test.each(cells)('%s: %s by %s', async (state, step, caller) => {
    const hazard = standing.get(state) ?? (await make(state));
    const by = people[caller];
    const expected = predict(state, step, caller);
    const request = requestOf(step, hazard);
    const before = await statusOf(hazard.id);
    const told = await mayOf(hazard.id, by);
    const code = door === 'the API' ? await byApi(request, hazard.id, by) : await byDatabase(request, step, hazard.id, by);
    // The API turns a role away before it looks at anything. Behind it a trigger or row level security may come first.
    if (expected === 'role_refused' && door === 'the database') expect(['role_refused', 'forbidden', 'hazard_not_found', 'corrected_record_not_found', 'not_your_record']).toContain(code);
    else expect(code).toBe(expected);
    if (code === null && 'isRecord' in request) await store(request.body);
    // What the page offers is what is then taken. A correction is offered with its record.
    if (step !== 'correct') expect(told.includes(kindOf[step])).toBe(expected === null);
    const status = await statusOf(hazard.id);
    if (expected !== null) expect(status).toBe(before);
    else expect(status).toBe(step === 'correct' && before === 'returned' ? 'rectified' : nextHazardStatus(before, kindOf[step]));
    if (expected === null) standing.delete(state);
    else standing.set(state, hazard);
  });

  const statusOf = async (id: string) => (await rows<{ status: HazardStatus }>('select status from public.hazards where id = $1', [id]))[0]!.status;
  const store = (body: { id: string; photos?: { sha256: string }[] }) =>
    asService(api.database.db, () => api.database.db.query('select api.mark_photos_stored($1, $2)', [body.id, body.photos!.map(({ sha256 }) => sha256)]));
  async function mayOf(id: string, by: Person): Promise<string[]> {
    const { status, body } = await api.call<Detail>('hazard.read', by, { params: { id } });
    return status === 200 ? body.may : [];
  }
  async function byApi({ operation, body }: ReturnType<typeof requestOf>, id: string, by: Person): Promise<string | null> {
    const answer = await api.call(operation, by, { params: { id }, body });
    return answer.status < 300 ? null : (answer.body.code as string);
  }
  async function byDatabase(request: ReturnType<typeof requestOf>, step: Step, id: string, by: Person): Promise<string | null> {
    const { db } = api.database;
    const text = JSON.stringify(request.body);
    try {
      await asPerson(db, by, () => ('isRecord' in request ? db.query("select api.submit('hazard_rectify', $1)", [text]) : db.query("select api.act_on_hazard($1, $2, 'test', $3)", [id, kindOf[step], text])));
      return null;
    } catch (error) {
      const { code, message } = error as { code?: string; message: string };
      if (code === '42501') return 'forbidden';
      if (!/^PT4\d\d$/.test(code ?? '')) throw error;
      return message;
    }
  }
});

test('the two tables of rules have no cell that differs: next_hazard_status and nextHazardStatus', async () => {
  for (const status of [null, 'open', 'rectified', 'returned', 'closed'] as const)
    for (const kind of ['opened', 'assigned', 'rectified', 'corrected', 'verified', 'returned', 'extension_requested', 'extended', 'extension_refused'] as const)
      expect([status, kind, (await rows<{ next: string | null }>('select private.next_hazard_status($1, $2) as next', [status, kind]))[0]!.next]).toEqual([status, kind, nextHazardStatus(status, kind)]);
});

test('a step inserted straight into the table is refused like any other, and nobody opens or rectifies that way', async () => {
  const id = await openOne();
  const insert = (by: Person, kind: string, actedBy = by.staffId) =>
    asPerson(api.database.db, by, () => api.database.db.query("insert into public.hazard_actions (id, park_id, hazard_id, kind, note, body, acted_by) values ($1, $2, $3, $4, '理由', '{}', $5)", [uuidv7(), by.parkId, id, kind, actedBy]));
  // Triggers run before row level security looks, so either may be the one that refuses.
  for (const kind of ['opened', 'rectified', 'corrected']) await expect(insert(people.office, kind)).rejects.toMatchObject({ code: expect.stringMatching(/^(42501|PT403|PT409)$/) });
  await expect(asPerson(api.database.db, people.office, () => api.database.db.query("insert into public.hazard_actions (id, park_id, hazard_id, kind, acted_by) values ($1, $2, $3, 'rectified', $4)", [uuidv7(), people.office.parkId, id, people.office.staffId]))).rejects.toMatchObject({ code: expect.stringMatching(/^(42501|23502)$/) });
  await expect(insert(people.office, 'verified')).rejects.toMatchObject({ message: 'hazard_moved_on' });
  await expect(insert(people['colleague contact'], 'verified')).rejects.toMatchObject({ message: 'role_refused' });
});

describe('assigning', () => {
  test.each(callers)('%s is named as the rule says', async (who) => {
    const person = people[who];
    const id = await openOne();
    const answer = await api.call('hazard.assign', 'wangfang', { params: { id }, body: { id: uuidv7(), responsibleId: person.staffId } });
    const isOurs = person.parkId === api.cast.parks.linxiang.id;
    const may = isOurs && mayBeResponsible(person as never, people['rectifying contact'].enterpriseId);
    expect([answer.status, answer.body.code]).toEqual(may ? [201, undefined] : isOurs ? [422, 'not_assignable'] : [404, 'staff_not_found']);
  });

  test('stands in the data of who did it', async () => {
    const id = uuidv7();
    await api.call('hazard.assign', 'zhaoqiang', { params: { id: await openOne() }, body: { id, responsibleId: people['responsible inspector'].staffId } });
    const answersOf = async (by: CastName) => (await api.call<MyData>('me.data', by)).body.answers.map((one) => [one.id, one.answer]);
    expect(await answersOf('zhaoqiang')).toContainEqual([id, 'hazard_assigned']);
    expect((await answersOf('wangfang')).flat()).not.toContain(id);
  });

  test('a closed account is not', async () => {
    const { db } = api.database;
    const staffId = await insertId(db, "insert into public.staff (park_id, role, name, closed_at) values ($1, 'inspector', '离职', now()) returning id", [api.cast.parks.linxiang.id]);
    expect(await api.call('hazard.assign', 'wangfang', { params: { id: await openOne() }, body: { id: uuidv7(), responsibleId: staffId } })).toMatchObject({ status: 404, body: { code: 'staff_not_found' } });
  });

  test('somebody whose account is being closed meanwhile is named and released, or not named', async () => {
    const { db, url } = api.database;
    const staffId = await insertId(db, "insert into public.staff (park_id, role, name) values ($1, 'inspector', '要走的') returning id", [api.cast.parks.linxiang.id]);
    const id = await openOne({}, api.cast.parks.linxiang.projects.road!);
    const audit = 'lock table public.audit in share mode';
    const other = new Client(url);
    await other.connect();
    const naming = () => api.call('hazard.assign', 'wangfang', { params: { id }, body: { id: uuidv7(), responsibleId: staffId } });
    // The naming is written and not yet committed.
    const closing = () => waiting(db, 1, audit).then(() => other.query('update public.staff set closed_at = now() where id = $1', [staffId]));
    const [named] = await meeting<unknown>(api.database, audit, [], [naming, closing]).finally(() => other.end());
    expect(named).toMatchObject({ status: 201 });
    expect((await api.call<Detail>('hazard.read', 'wangfang', { params: { id } })).body.responsible).toBeNull();
  });

  test('a road without an enterprise is rectified by whom the office named, and verified by another', async () => {
    const road = api.cast.parks.linxiang.projects.road!;
    const id = await openOne({}, road);
    const send = (by: Person) => api.call('hazard.rectify', by, { params: { id }, body: rectification(road, id) });
    expect(await send(people['responsible inspector'])).toMatchObject({ status: 403, body: { code: 'not_responsible' } });
    await api.call('hazard.assign', 'wangfang', { params: { id }, body: { id: uuidv7(), responsibleId: people['responsible inspector'].staffId } });
    expect(await send(people['responsible inspector'])).toMatchObject({ status: 201 });
  });
});

describe('a rectification', () => {
  const send = (id: string, change: Record<string, unknown> = {}) => api.call('hazard.rectify', people['rectifying contact'], { params: { id }, body: rectification(projectId, id, change) });
  const read = async (id: string) => (await api.call<Detail>('hazard.read', 'liming', { params: { id } })).body;

  test('moves the hazard when its photos are there, and not before', async () => {
    const { db } = api.database;
    const id = await openOne();
    const body = rectification(projectId, id);
    await asPerson(db, people['rectifying contact'], () => db.query("select api.submit('hazard_rectify', $1)", [JSON.stringify(body)]));
    expect(await read(id)).toMatchObject({ status: 'open', rectification: null, pendingRectification: { submissionId: body.id } });
    await asService(db, () => db.query('select api.mark_photos_stored($1, $2)', [body.id, body.photos.map(({ sha256 }) => sha256)]));
    expect(await read(id)).toMatchObject({ status: 'rectified', pendingRectification: null, rectification: { submissionId: body.id, responsiblePerson: '陈静', photos: [{ itemKey: 'before' }, { itemKey: 'after' }] } });
  });

  test('of two on their way the first to be complete counts; the other stays a record', async () => {
    const { db } = api.database;
    const id = await openOne();
    const both = [rectification(projectId, id), rectification(projectId, id)];
    for (const body of both) await asPerson(db, people['rectifying contact'], () => db.query("select api.submit('hazard_rectify', $1)", [JSON.stringify(body)]));
    for (const body of [...both].reverse()) await asService(db, () => db.query('select api.mark_photos_stored($1, $2)', [body.id, body.photos.map(({ sha256 }) => sha256)]));
    expect(await read(id)).toMatchObject({ status: 'rectified', rectification: { submissionId: both[1]!.id } });
    expect((await read(id)).actions.map(({ kind }) => kind)).toEqual(['rectified', 'opened']);
  });

  test('shows the state after, by a photo or a document', async () => {
    const id = await openOne();
    expect(await send(id, { photos: [manifestPhoto({ itemKey: 'before' })] })).toMatchObject({ status: 400, body: { errors: [{ path: 'photos', code: 'photo_required' }] } });
    expect(await send(id, { photos: [manifestPhoto({ itemKey: 'beside' })] })).toMatchObject({ status: 400, body: { errors: [{ path: 'photos', code: 'unknown_side' }] } });
    expect(await send(id, { photos: [], documents: [{ sha256: 'a'.repeat(64), bytes: 1000, name: '验收单.pdf' }] })).toMatchObject({ status: 201 });
    const direct = rectification(projectId, id, { photos: [manifestPhoto({ itemKey: 'before' })] });
    await expect(callAs(api.database.db, people['rectifying contact'], "api.submit('hazard_rectify', $1)", [JSON.stringify(direct)])).rejects.toMatchObject({ message: 'photo_required' });
  });

  test.each(['funds', 'contingencyPlan'] as const)('of 重大 names %s; of 一般 need not', async (missing) => {
    const five = { responsiblePerson: '陈静', measures: '更换报警器', doneBy: '2026-11-29', funds: '自筹', contingencyPlan: '预案' };
    const rest = { ...five, [missing]: undefined };
    expect(await send(await openOne({ severity: 'major' }), { rectification: rest })).toMatchObject({ status: 422, body: { code: 'five_things_required' } });
    expect(await send(await openOne({ severity: 'major' }), { rectification: five })).toMatchObject({ status: 201 });
    expect(await send(await openOne(), { rectification: rest })).toMatchObject({ status: 201 });
  });

  test('names its own hazard: another’s id in the path, or a project it is not of, is like one that never was', async () => {
    const [id, other] = [await openOne(), await openOne()];
    expect(await api.call('hazard.rectify', people['rectifying contact'], { params: { id: other }, body: rectification(projectId, id) })).toMatchObject({ status: 404, body: { code: 'hazard_not_found' } });
    const elsewhere = rectification(api.cast.parks.linxiang.projects.chixing!, id);
    await expect(callAs(api.database.db, people['contact of another enterprise'], "api.submit('hazard_rectify', $1)", [JSON.stringify(elsewhere)])).rejects.toMatchObject({ message: 'hazard_not_found' });
  });

  test('a correction of one of another hazard corrects nothing', async () => {
    const [id, other] = [await openOne(), await openOne()];
    expect(await send(id, { corrects: await rectified(other) })).toMatchObject({ status: 404, body: { code: 'corrected_record_not_found' } });
  });

  test('corrected while it waits, the new one is what is verified', async () => {
    const id = await openOne();
    const first = await rectified(id);
    const second = rectification(projectId, id, { corrects: first });
    await submitDirectly(api.database.db, people['rectifying contact'], 'hazard_rectify', second);
    expect(await read(id)).toMatchObject({ status: 'rectified', rectification: { submissionId: second.id } });
    const verify = (rectificationId: string) => api.call('hazard.verify', 'liming', { params: { id }, body: { id: uuidv7(), rectificationId, answer: 'verified' } });
    expect(await verify(first)).toMatchObject({ status: 409, body: { code: 'hazard_moved_on' } });
    expect(await verify(second.id)).toMatchObject({ status: 201, body: { status: 'closed' } });
  });
});

describe('whose work it was', () => {
  const road = () => api.cast.parks.linxiang.projects.road!;
  const verify = (by: Person, id: string, rectificationId: string) => api.call('hazard.verify', by, { params: { id }, body: { id: uuidv7(), rectificationId, answer: 'verified' } });

  test('stays his after the office corrected it, though somebody else answers for the hazard by now', async () => {
    const { db } = api.database;
    const id = await openOne({}, road());
    const his = people['responsible inspector'];
    await act(people.office, id, 'assigned', { responsibleId: his.staffId });
    const body = rectification(road(), id);
    await asPerson(db, his, () => db.query("select api.submit('hazard_rectify', $1)", [JSON.stringify(body)]));
    await act(people.office, id, 'assigned', { responsibleId: people['other inspector'].staffId });
    await asService(db, () => db.query('select api.mark_photos_stored($1, $2)', [body.id, body.photos.map(({ sha256 }) => sha256)]));
    const corrected = rectification(road(), id, { corrects: body.id });
    await submitDirectly(db, people.office, 'hazard_rectify', corrected);
    for (const by of [his, people.office, people['other inspector']]) {
      expect((await api.call<Detail>('hazard.read', by, { params: { id } })).body.may).not.toContain('verified');
      expect(await verify(by, id, corrected.id)).toMatchObject({ status: 403, body: { code: 'not_independent' } });
    }
    expect(await verify(api.cast.people.liming, id, corrected.id)).toMatchObject({ status: 201 });
  });

  test('is told with who brought it in', async () => {
    const { id } = await make('rectified, brought in');
    expect((await api.call('hazard.read', 'liming', { params: { id } })).body).toMatchObject({ rectification: { by: { id: people['rectifying contact'].staffId }, importedBy: { id: people['importing office'].staffId } } });
  });

  test('who leaves, or leads, answers for nothing that stands; what is closed keeps his name', async () => {
    const { db } = api.database;
    const parkId = api.cast.parks.linxiang.id;
    for (const change of ["closed_at = now()", "role = 'leader'"]) {
      const staffId = await insertId(db, "insert into public.staff (park_id, role, name) values ($1, 'inspector', '要走的') returning id", [parkId]);
      const [standing, closed] = [await openOne({}, road()), await openOne()];
      for (const id of [standing, closed]) await act(people.office, id, 'assigned', { responsibleId: staffId });
      await act(people['other inspector'], closed, 'verified', { rectificationId: await rectified(closed), answer: 'verified' });
      await db.query(`update public.staff set ${change} where id = $1`, [staffId]);
      const read = async (id: string) => (await api.call<Detail>('hazard.read', 'wangfang', { params: { id } })).body.responsible?.id ?? null;
      expect([await read(standing), await read(closed)]).toEqual([null, staffId]);
      const { toAssign } = (await api.call<{ toAssign: { id: string }[] }>('today.read', 'wangfang')).body;
      expect(toAssign.map(({ id }) => id)).toContain(standing);
    }
  });
});

describe('a project that goes to another enterprise', () => {
  test('takes its standing hazards from the contacts of the former one', async () => {
    const { body: { id: own } } = await api.call<{ id: string }>('project.create', 'wangfang', { body: { id: uuidv7(), name: '换业主', category: 'industrial', enterpriseName: '比德' } });
    const [ofContact, ofInspector, closed] = [await openOne({}, own), await openOne({}, own), await openOne({}, own)];
    const { chenjing, liming, zhouyang } = api.cast.people;
    for (const [id, { staffId }] of [[ofContact, chenjing], [ofInspector, liming], [closed, chenjing]] as const) await act(people.office, id, 'assigned', { responsibleId: staffId });
    const done = rectification(own, closed);
    await submitDirectly(api.database.db, chenjing, 'hazard_rectify', done);
    await act(zhouyang, closed, 'verified', { rectificationId: done.id, answer: 'verified' });
    const responsible = async () => Promise.all([ofContact, ofInspector, closed].map(async (id) => (await api.call<Detail>('hazard.read', 'wangfang', { params: { id } })).body.responsible?.id ?? null));
    const move = (enterpriseName: string) => api.call('project.record', 'wangfang', { params: { id: own }, body: { id: uuidv7(), enterpriseName } });
    await move('比德');
    expect(await responsible()).toEqual([chenjing.staffId, liming.staffId, chenjing.staffId]);
    await move('驰兴');
    expect(await responsible()).toEqual([null, liming.staffId, chenjing.staffId]);
  });
});

describe('a correction', () => {
  test('of a rectification that was verified meanwhile is a record, and what was verified counts on', async () => {
    const { db } = api.database;
    const id = await openOne();
    const first = await rectified(id);
    const late = rectification(projectId, id, { corrects: first });
    await asPerson(db, people['rectifying contact'], () => db.query("select api.submit('hazard_rectify', $1)", [JSON.stringify(late)]));
    await act(people['other inspector'], id, 'verified', { rectificationId: first, answer: 'verified' });
    await asService(db, () => db.query('select api.mark_photos_stored($1, $2)', [late.id, late.photos.map(({ sha256 }) => sha256)]));
    expect((await api.call('hazard.read', 'liming', { params: { id } })).body).toMatchObject({ status: 'closed', rectification: { submissionId: first } });
    expect(await rows('select status, is_corrected from public.submissions where id in ($1, $2) order by seq', [first, late.id])).toEqual([{ status: 'complete', is_corrected: false }, { status: 'complete', is_corrected: false }]);
  });

  test('that calls it 重大 opens a 重大 one, once; none makes a 重大 one less', async () => {
    const openedBy = (...ids: string[]) => rows<{ severity: string }>('select severity from public.hazards where submission_id = any ($1) order by seq', [ids]);
    const correct = async (corrects: string, severity: string) => {
      const body = hazardOpen(projectId, { corrects, hazard: hazardFields({ severity }) });
      expect(await api.call('hazard.open', 'liming', { body })).toMatchObject({ status: 201 });
      return body.id;
    };
    const body = hazardOpen(projectId);
    await submitDirectly(api.database.db, api.cast.people.liming, 'hazard_open', body);
    const raised = await correct(body.id, 'major');
    expect(await openedBy(body.id, raised)).toEqual([{ severity: 'general' }, { severity: 'major' }]);
    const [told] = await rows<{ about_id: string }>("select about_id from public.notices where kind = 'hazard_major' and staff_id = $2 and about_id = (select id from public.hazards where submission_id = $1)", [raised, people.leader.staffId]);
    expect((await api.call('hazard.read', 'chenjing', { params: { id: told!.about_id } })).body).toMatchObject({ severity: 'major', notifiedAt: expect.any(String) });
    const again = await correct(raised, 'major');
    const lowered = await correct(again, 'general');
    expect(await openedBy(again, lowered)).toEqual([]);
  });
});

describe('more time', () => {
  const extend = (id: string, dueOn: string, requestId = uuidv7()) => api.call('hazard.extend', people['rectifying contact'], { params: { id }, body: { id: requestId, dueOn, reason: '等配件' } });

  test('is later than the due date, and no day of the past', async () => {
    const id = await openOne({ rectificationDueOn: '2020-01-10' });
    for (const dueOn of ['2020-01-09', '2020-01-10', '2020-02-01']) expect(await extend(id, dueOn)).toMatchObject({ status: 422, body: { code: 'due_not_later' } });
    expect(await extend(id, farDay)).toMatchObject({ status: 201 });
  });

  test('once granted moves the due date, and what was overdue is not', async () => {
    const id = await openOne({ rectificationDueOn: '2020-01-10' });
    const requestId = uuidv7();
    await extend(id, farDay, requestId);
    expect((await api.call<Detail>('hazard.read', 'liming', { params: { id } })).body).toMatchObject({ isOverdue: true, rectificationDueOn: '2020-01-10', extension: { requestId } });
    expect(await api.call('hazard.extendReview', 'liujianguo', { params: { id }, body: { id: uuidv7(), requestId, answer: 'extended' } })).toMatchObject({ status: 201, body: { status: 'open' } });
    expect((await api.call<Detail>('hazard.read', 'liming', { params: { id } })).body).toMatchObject({ isOverdue: false, rectificationDueOn: farDay, extension: null });
  });

  test('refused leaves it, and may be asked for again', async () => {
    const id = await openOne();
    const requestId = uuidv7();
    await extend(id, farDay, requestId);
    await api.call('hazard.extendReview', 'wangfang', { params: { id }, body: { id: uuidv7(), requestId, answer: 'extension_refused', reason: '不能再拖' } });
    expect((await api.call<Detail>('hazard.read', 'liming', { params: { id } })).body).toMatchObject({ rectificationDueOn: '2026-11-30', extension: null });
    expect(await extend(id, farDay)).toMatchObject({ status: 201 });
    expect(await api.call('hazard.extendReview', 'wangfang', { params: { id }, body: { id: uuidv7(), requestId, answer: 'extended' } })).toMatchObject({ status: 409, body: { code: 'hazard_moved_on' } });
  });

  test('nobody decides about the own request, the office neither', async () => {
    const id = await openOne();
    await api.call('hazard.assign', 'zhaoqiang', { params: { id }, body: { id: uuidv7(), responsibleId: people.office.staffId } });
    const requestId = uuidv7();
    expect(await api.call('hazard.extend', 'wangfang', { params: { id }, body: { id: requestId, dueOn: farDay, reason: '等配件' } })).toMatchObject({ status: 201 });
    const decide = (by: 'wangfang' | 'zhaoqiang') => api.call('hazard.extendReview', by, { params: { id }, body: { id: uuidv7(), requestId, answer: 'extended' } });
    expect(await decide('wangfang')).toMatchObject({ status: 403, body: { code: 'own_request' } });
    expect(await decide('zhaoqiang')).toMatchObject({ status: 201 });
  });

  test('asked for before the rectification is moot after it', async () => {
    const id = await openOne();
    const requestId = uuidv7();
    await extend(id, farDay, requestId);
    await rectified(id);
    expect((await api.call<Detail>('hazard.read', 'liming', { params: { id } })).body.extension).toBeNull();
    expect(await api.call('hazard.extendReview', 'wangfang', { params: { id }, body: { id: uuidv7(), requestId, answer: 'extended' } })).toMatchObject({ status: 409 });
  });
});

describe('past the contract', () => {
  const contact = () => people['rectifying contact'];
  const ask = (id: string, more: Record<string, unknown> = {}) => act(contact(), id, 'extension_requested', { dueOn: farDay, reason: '等配件', ...more });
  const refused = { code: '23514' };

  test('no step takes the place of the decision about another', async () => {
    const [id, other] = [await openOne(), await openOne()];
    const requestId = uuidv7();
    await ask(id, { id: requestId });
    await expect(ask(other, { requestId })).rejects.toMatchObject(refused);
    await expect(act(people.office, other, 'assigned', { responsibleId: people['other inspector'].staffId, requestId })).rejects.toMatchObject(refused);
    expect(await api.call('hazard.extendReview', 'liujianguo', { params: { id }, body: { id: uuidv7(), requestId, answer: 'extended' } })).toMatchObject({ status: 201 });
  });

  test('a step is what its body says, and on a day that comes', async () => {
    const id = await openOne();
    for (const dueOn of ['infinity', '9999-12-31']) await expect(ask(id, { dueOn })).rejects.toMatchObject(refused);
    await expect(ask(id, { reason: '' })).rejects.toMatchObject(refused);
    const rectificationId = await rectified(id);
    await expect(act(people['other inspector'], id, 'verified', { rectificationId, answer: 'returned', reason: '没改好' })).rejects.toMatchObject(refused);
    await expect(act(people['other inspector'], id, 'returned', { rectificationId, answer: 'verified', reason: '没改好' })).rejects.toMatchObject(refused);
    expect((await api.call<Detail>('hazard.read', 'liming', { params: { id } })).body.status).toBe('rectified');
  });

  test('nothing else of a hazard is written over, by the owner of the database neither', async () => {
    const id = await openOne({ severity: 'major' });
    for (const change of ["severity = 'general'", "title = '小事'", 'opened_by = responsible_id']) await expect(rows(`update public.hazards set ${change} where id = $1`, [id])).rejects.toThrow('append-only');
    await expect(rows('delete from public.hazards where id = $1', [id])).rejects.toThrow('append-only');
  });
});

describe('the same step again', () => {
  test('with the same bytes is answered the same, with others or by another 409', async () => {
    const id = await openOne();
    const body = { id: uuidv7(), responsibleId: people['responsible inspector'].staffId };
    const send = (by: 'wangfang' | 'zhaoqiang', change = {}) => api.call('hazard.assign', by, { params: { id }, body: { ...body, ...change } });
    const first = await send('wangfang');
    expect(first.status).toBe(201);
    expect(await send('wangfang')).toMatchObject({ status: 200, body: first.body });
    expect(await send('zhaoqiang')).toMatchObject({ status: 409, body: { code: 'id_reused' } });
    expect(await send('wangfang', { note: '尽快' })).toMatchObject({ status: 409, body: { code: 'id_reused' } });
    expect(await api.call('hazard.assign', 'wangfang', { params: { id: await openOne() }, body })).toMatchObject({ status: 409, body: { code: 'id_reused' } });
  });

  test('two verifications at once: one closes it, the other hears that it moved on', async () => {
    const id = await openOne();
    const rectificationId = await rectified(id);
    const verify = (by: 'liming' | 'zhouyang', answer: string) => api.call('hazard.verify', by, { params: { id }, body: { id: uuidv7(), rectificationId, answer, ...(answer === 'returned' ? { reason: '没改好' } : {}) } });
    const answers = await Promise.all([verify('liming', 'verified'), verify('zhouyang', 'returned')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  const atOnce = async (id: string, ...steps: (() => Promise<{ status: number; body: { code?: unknown } }>)[]) => {
    const answers = await meeting(api.database, 'select 1 from public.hazards where id = $1 for update', [id], steps);
    return answers.map(({ status, body }) => [status, body.code]).sort();
  };
  const one = [[201, undefined], [409, 'hazard_moved_on']];
  const step = (name: 'assign' | 'verify' | 'extend' | 'extendReview', by: CastName, id: string, body: object) => () => api.call(`hazard.${name}`, by, { params: { id }, body: { id: uuidv7(), ...body } });

  test('of two requests for more time at once one is asked, of two decisions one counts', async () => {
    const id = await openOne();
    const ask = (dueOn: string) => step('extend', 'chenjing', id, { dueOn, reason: '等材料' });
    expect(await atOnce(id, ask('2099-01-01'), ask('2099-02-01'))).toEqual(one);
    const { requestId } = (await api.call<Detail>('hazard.read', 'wangfang', { params: { id } })).body.extension!;
    expect(await atOnce(id, step('extendReview', 'liujianguo', id, { requestId, answer: 'extended' }), step('extendReview', 'wangfang', id, { requestId, answer: 'extension_refused', reason: '不行' }))).toEqual(one);
  });

  test('who is named at the moment he verifies does one of both', async () => {
    const id = await openOne();
    const rectificationId = await rectified(id);
    const answers = await atOnce(id, step('verify', 'liming', id, { rectificationId, answer: 'verified' }), step('assign', 'wangfang', id, { responsibleId: api.cast.people.liming.staffId }));
    // Closed first, it is assigned to nobody; named first, he is not independent.
    expect([one, [[201, undefined], [403, 'not_independent']]]).toContainEqual(answers);
  });

  test('what is verified is the rectification that was looked at, also when its correction comes at once', async () => {
    const { db, url } = api.database;
    const id = await openOne();
    const rectificationId = await rectified(id);
    const correction = rectification(projectId, id, { corrects: rectificationId });
    expect(await api.call('hazard.rectify', 'chenjing', { params: { id }, body: correction })).toMatchObject({ status: 201, body: { status: 'awaiting_photos' } });
    const other = new Client(url);
    await other.connect();
    const photosCome = () => asService(other, () => other.query('select api.mark_photos_stored($1, $2)', [correction.id, correction.photos.map((photo) => photo.sha256)])).then(() => ({ status: 200, body: {} }));
    const [, verified] = await atOnce(id, photosCome, step('verify', 'liming', id, { rectificationId, answer: 'verified' })).finally(() => other.end());
    const { status, rectification: standing } = (await api.call<Detail>('hazard.read', 'liming', { params: { id } })).body;
    expect([[201, 'closed', rectificationId], [409, 'rectified', correction.id]]).toContainEqual([verified![0], status, standing!.submissionId]);
    expect((await db.query('select status from public.submissions where id = $1', [correction.id])).rows).toEqual([{ status: 'complete' }]);
  });
});
