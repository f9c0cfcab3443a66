// Who may call what, walked over the operations table itself: an operation added tomorrow is tested tomorrow.
import jwt from 'jsonwebtoken';
import { signAccessToken } from '../../functions/kit/token';
import { operations, type Operation, type OperationName } from '../../src/contract/operations';
import { roles, type Role } from '../../src/domain/role';
import { validRequest } from '../factories/request';
import { cronSecret, startApi, type TestApi } from '../support/api';
import { openSession, type Person } from '../support/cast';
import { makePerson, makeWorld, type World } from '../support/world';

let api: TestApi;
let world: World;
let other: World;

beforeAll(async () => {
  api = await startApi();
  world = await makeWorld(api.database.db, api.cast, 'linxiang');
  other = await makeWorld(api.database.db, api.cast, 'luyuan');
});
afterAll(() => api.stop());

const names = Object.keys(operations) as OperationName[];
const isForRoles = (name: OperationName) => Array.isArray(operations[name].who);
const pathOf = (name: OperationName, params: Record<string, string> = {}) => operations[name].path.replace(/:(\w+)/g, (_, key: string) => params[key] ?? '');

/** A fresh person each time, since some operations end the caller's own account. */
const newPerson = (role: string) => makePerson(api.database.db, api.cast, 'linxiang', role);

async function callValid(name: OperationName, by: Person | null, headers: Record<string, string> = {}) {
  const fresh = { ...world, staffId: (await newPerson('leader')).staffId };
  const { params, query = '', body } = validRequest[name](fresh);
  return api.send(operations[name].method, pathOf(name, params) + query, by, body, headers);
}

const callMe = (by: Person) => api.call('me.read', by);

describe.each(names)('%s', (name) => {
  const { who }: Operation = operations[name];

  test.each(roles)(`as ${'%s'}: answered exactly as the table says`, async (role: Role) => {
    const answer = await callValid(name, await newPerson(role));
    if (who === 'scheduler') expect(answer).toMatchObject({ status: 401, body: { code: 'token_invalid' } });
    else if (who === 'anyone' || who.includes(role)) {
      expect(['role_refused', 'forbidden', 'token_missing', 'token_invalid', 'token_expired']).not.toContain(answer.body.code);
      expect(answer.status).not.toBe(500);
    } else expect(answer).toMatchObject({ status: 403, body: { code: 'role_refused' } });
  });

  test('without a token', async () => {
    const answer = await callValid(name, null);
    if (who === 'anyone') expect(answer.body.code).not.toBe('token_missing');
    else expect(answer).toMatchObject({ status: 401, body: { code: 'token_missing' } });
  });

  test('with the secret of the scheduler', async () => {
    const answer = await callValid(name, null, { authorization: `Bearer ${cronSecret}` });
    if (who === 'scheduler') expect(answer.status).toBe(200);
    else if (who === 'anyone') expect(answer.body.code).not.toBe('token_invalid');
    else expect(answer).toMatchObject({ status: 401, body: { code: 'token_invalid' } });
  });

  test('by a method that the path does not have is 405 with Allow', async () => {
    const path = pathOf(name, validRequest[name](world).params);
    const sharing = names.filter((one) => operations[one].path === operations[name].path).map((one) => operations[one].method as string);
    const answer = await api.send('PUT', path, null);
    expect(answer).toMatchObject({ status: 405, body: { code: 'method_not_allowed' } });
    expect(answer.headers.get('allow')!.split(', ').sort()).toEqual(sharing.sort());
  });
});

describe.each(names.filter(isForRoles))('%s: a token that is none', (name) => {
  const [role] = operations[name].who as readonly Role[];
  const later = (hours: number) => new Date(api.deps.clock().getTime() + hours * 3600_000);

  test('expired', async () => {
    const { sessionId: sid, staffId: sub } = await newPerson(role!);
    const { accessToken } = signAccessToken(api.deps.config, { sid, sub }, later(-2));
    expect(await callValid(name, null, { authorization: `Bearer ${accessToken}` })).toMatchObject({ status: 401, body: { code: 'token_expired' } });
  });

  test('signed by somebody else, for somebody else, or unsigned', async () => {
    const { sessionId: sid, staffId: sub } = await newPerson(role!);
    const sign = (secret: string, options: jwt.SignOptions) => jwt.sign({ sid, sub }, secret, { expiresIn: 3600, ...options });
    const foreign = [
      sign('another-secret-of-at-least-32-characters', { audience: 'parkpulse' }),
      sign(api.deps.config.appSecret, { audience: 'elsewhere' }),
      sign(api.deps.config.appSecret, { audience: 'parkpulse', algorithm: 'HS512' }),
      jwt.sign({ sid, sub, aud: 'parkpulse' }, '', { algorithm: 'none' }),
      sign(api.deps.config.supabase.jwtSecret, { audience: 'parkpulse' }),
    ].map((token) => `Bearer ${token}`);
    for (const authorization of [...foreign, 'Bearer ', 'Basic eA==', 'Bearer x y'])
      expect(await callValid(name, null, { authorization })).toMatchObject({ status: 401, body: { code: 'token_invalid' } });
  });

  test('of a session that ended', async () => {
    const person = await newPerson(role!);
    await api.database.db.query('update public.sessions set revoked_at = now() where id = $1', [person.sessionId]);
    expect(await callValid(name, person)).toMatchObject({ status: 401, body: { code: 'session_ended' } });
  });
});

describe('acts on the next request with the same token', () => {
  test('session.end ends this device only', async () => {
    const person = await newPerson('inspector');
    const second = { ...person, sessionId: await openSession(api.database.db, person.staffId) };
    expect((await callMe(person)).status).toBe(200);
    expect((await api.call('session.end', person)).status).toBe(204);
    expect(await callMe(person)).toMatchObject({ status: 401, body: { code: 'session_ended' } });
    expect((await callMe(second)).status).toBe(200);
  });

  test.each(['staff.close', 'staff.endSessions'] as const)('%s by the office ends every device', async (operation) => {
    const person = await newPerson('contact');
    const second = { ...person, sessionId: await openSession(api.database.db, person.staffId) };
    expect((await api.call(operation, 'wangfang', { params: { id: person.staffId }, body: {} })).status).toBe(204);
    for (const device of [person, second]) expect(await callMe(device)).toMatchObject({ status: 401, body: { code: 'session_ended' } });
  });

  test('me.close', async () => {
    const person = await newPerson('leader');
    expect((await api.call('me.close', person, { body: {} })).status).toBe(204);
    expect(await callMe(person)).toMatchObject({ status: 401, body: { code: 'session_ended' } });
  });

  test('staff.changeRole gives the new role, and takes the old one', async () => {
    const person = await newPerson('inspector');
    expect((await api.call('checklist.list', person)).status).toBe(200);
    const change = { role: 'contact', enterpriseId: world.enterpriseId };
    expect((await api.call('staff.changeRole', 'wangfang', { params: { id: person.staffId }, body: change })).status).toBe(204);
    expect(await api.call('checklist.list', person)).toMatchObject({ status: 403, body: { code: 'role_refused' } });
    expect((await callMe(person)).body).toMatchObject({ staff: { role: 'contact' }, enterprise: { id: world.enterpriseId } });
    expect((await api.call('staff.changeRole', 'wangfang', { params: { id: person.staffId }, body: { role: 'office' } })).status).toBe(204);
    expect((await api.call('audit.list', person)).status).toBe(200);
    expect((await callMe(person)).body.enterprise).toBeNull();
  });

  test('the last office person stays', async () => {
    const { staffId } = api.cast.people.wugang;
    for (const [operation, body] of [['staff.close', {}], ['staff.changeRole', { role: 'leader' }]] as const)
      expect(await api.call(operation, 'wugang', { params: { id: staffId }, body })).toMatchObject({ status: 409, body: { code: 'last_office_person' } });
    expect(await api.call('me.close', 'wugang', { body: {} })).toMatchObject({ status: 409, body: { code: 'last_office_person' } });
  });
});

describe('the other park', () => {
  const foreign: [OperationName, (there: World) => string, string][] = [
    ['report.read', (there) => there.reportId, 'report_not_found'],
    ['project.read', (there) => there.projectId, 'project_not_found'],
    ['project.record', (there) => there.projectId, 'project_not_found'],
    ['hazard.read', (there) => there.hazardId, 'hazard_not_found'],
    ['hazard.assign', (there) => there.hazardId, 'hazard_not_found'],
    ['hazard.rectify', (there) => there.hazardId, 'hazard_not_found'],
    ['hazard.verify', (there) => there.hazardId, 'hazard_not_found'],
    ['hazard.extend', (there) => there.hazardId, 'hazard_not_found'],
    ['hazard.extendReview', (there) => there.hazardId, 'hazard_not_found'],
    ['planItem.read', (there) => there.planItemId, 'plan_item_not_found'],
    ...(['read', 'readVersion', 'save', 'publish', 'retire', 'restore'] as const).map((verb): (typeof foreign)[number] => [`checklist.${verb}`, (there) => there.checklistId, 'checklist_not_found']),
    ['milestone.report', (there) => there.milestoneId, 'milestone_not_found'],
    ['milestone.confirm', (there) => there.milestoneId, 'milestone_not_found'],
    ['milestone.dispute', (there) => there.milestoneId, 'milestone_not_found'],
    ['reading.review', (there) => there.waiting.reading, 'item_record_not_found'],
    ['achievement.review', (there) => there.waiting.achievement, 'item_record_not_found'],
    ['completion.review', (there) => there.waiting.completion, 'item_record_not_found'],
    ['supervisionOrder.read', (there) => there.orderId, 'order_not_found'],
    ['supervisionOrder.acknowledge', (there) => there.orderId, 'order_not_found'],
    // The project of its answer is theirs too.
    ['supervisionOrder.answer', (there) => there.orderId, 'project_not_found'],
    ['supervisionOrder.review', (there) => there.orderId, 'order_not_found'],
    ['supervisionOrder.extend', (there) => there.orderId, 'order_not_found'],
    ['supervisionOrder.withdraw', (there) => there.orderId, 'order_not_found'],
    ['invite.revoke', (there) => there.inviteId, 'invite_not_found'],
    ['staff.close', (there) => there.staffId, 'staff_not_found'],
    ['staff.endSessions', (there) => there.staffId, 'staff_not_found'],
    ['staff.changeRole', (there) => there.staffId, 'staff_not_found'],
  ];

  test('every operation with an id is in the list', () => {
    expect(foreign.map(([name]) => name).sort()).toEqual(names.filter((name) => operations[name].path.includes(':id')).sort());
  });

  test.each(foreign)('%s: an id of theirs is like one that never was', async (name, idIn, code) => {
    // A review names the record in its body too, and a step of an order the order.
    const { body, query } = validRequest[name](/\.review$|^supervisionOrder\./.test(name) ? other : world);
    const isForOffice = (operations[name].who as readonly Role[]).includes('office');
    const answer = await api.call(name, isForOffice ? 'wangfang' : 'liujianguo', { params: { id: idIn(other) }, body, query });
    expect(answer).toMatchObject({ status: 404, body: { code } });
  });

  test.each(['/api', '/api/nothing', '/api/me/', '/api/Me', '/api/reports/not-an-id', '/api/reports/00000000-0000-0000-0000-00000000000G', '/api/cron/../me'])('%s is no path', async (path) => {
    const answer = await api.send('GET', path === '/api/cron/../me' ? '/api/cron/%2e%2e%2fme' : path, 'wangfang');
    expect(answer).toMatchObject({ status: 404, body: { code: 'not_found' } });
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
  });

  test('an unknown job is 404', async () => {
    expect(await api.send('GET', '/api/cron/dance', null, undefined, { authorization: `Bearer ${cronSecret}` })).toMatchObject({ status: 404, body: { code: 'job_not_found' } });
  });
});
