// Signing in, staying signed in, and what the audit keeps of it.
import { hashInviteCode, makeInviteCode, sha256Hex } from '../../functions/kit/token';
import type { Session } from '../../src/contract/session';
import { createApp } from '../../functions/kit/endpoint';
import { apiHandlers } from '../../functions/operations';
import { startApi, type Answer, type TestApi } from '../support/api';
import { insertId, type Person } from '../support/cast';
import { makeInvite, makePerson } from '../support/world';

let api: TestApi;
let now = new Date('2026-11-23T02:00:00.000Z');
const advance = (seconds: number) => void (now = new Date(now.getTime() + seconds * 1000));

beforeAll(async () => {
  api = await startApi({}, { clock: () => now });
});
afterAll(() => api.stop());
// Failures of one test are not the next one's.
afterEach(() => api.database.db.query('delete from public.sign_in_attempts'));

type AuditRow = { operation: string; outcome: string; code: string | null; targetId: string | null; by: { id: string } | null };

const parkId = () => api.cast.people.liming.parkId;
const claim = (inviteCode: string) => api.call<Session & { code?: string }>('session.claim', null, { body: { inviteCode, deviceName: '红米 Note' } });
const refresh = (refreshToken: string) => api.call<Session & { code?: string }>('session.refresh', null, { body: { refreshToken } });
const withToken = (accessToken: string) => api.send('GET', '/api/me', null, undefined, { authorization: `Bearer ${accessToken}` });
const audit = async (by: 'wangfang' | 'wugang' = 'wangfang') => (await api.call<{ items: AuditRow[] }>('audit.list', by, { query: '?limit=100' })).body.items;
const invited = async (body: Record<string, unknown>) => (await api.call<{ id: string; code: string }>('invite.create', 'wangfang', { body })).body;
const sessionCount = async () => Number((await api.database.db.query<{ count: string }>('select count(*) from public.sessions')).rows[0]!.count);

/** A code whose invite has been changed straight in the database. */
async function codeWith(change: Record<string, unknown>): Promise<{ id: string; code: string }> {
  const { code, hash } = makeInviteCode(now);
  return { code, id: await makeInvite(api.database.db, parkId(), { code_hash: hash, ...change }) };
}

describe('session.claim', () => {
  test('makes the person and signs in', async () => {
    const { code } = await invited({ role: 'contact', name: '何静', enterpriseId: api.cast.people.chenjing.enterpriseId, phone: '13812345678' });
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/);
    const answer = await claim(` ${code.toLowerCase().replace('-', ' ')} `);
    expect(answer).toMatchObject({
      status: 201,
      body: { staff: { deviceName: '红米 Note', staff: { name: '何静', role: 'contact', phoneMasked: '138****5678' }, enterprise: { name: '比德' }, park: { id: parkId() } } },
    });
    expect(JSON.stringify(answer.body)).not.toContain('13812345678');
    expect(new Date(answer.body.expiresAt).getTime()).toBe(now.getTime() + 3600_000);
    expect((await withToken(answer.body.accessToken)).body).toEqual(answer.body.staff);
  });

  test('a code is stored hashed only', async () => {
    const { id, code } = await invited({ role: 'leader', name: '新人' });
    const { rows } = await api.database.db.query('select row_to_json(i)::text as row from public.invites i where id = $1', [id]);
    expect((rows[0] as { row: string }).row).not.toContain(code);
    expect((rows[0] as { row: string }).row).toContain(hashInviteCode(code));
  });

  test.each([
    ['invite_unknown', 404, null],
    ['invite_used', 409, { claimed_at: '2026-11-01T00:00:00Z' }],
    ['invite_expired', 409, { expires_at: '2026-01-01T00:00:00Z' }],
    ['invite_revoked', 409, { revoked_at: '2026-11-01T00:00:00Z' }],
  ])('%s', async (code, status, change) => {
    const before = await sessionCount();
    const invite = change ? await codeWith(change) : { code: 'ZZZZZ-ZZZZZ' };
    expect(await claim(invite.code)).toMatchObject({ status, body: { code } });
    expect(await sessionCount()).toBe(before);
  });

  test('a code used, revoked and expired the real way', async () => {
    const used = await invited({ role: 'leader', name: '甲' });
    expect((await claim(used.code)).status).toBe(201);
    expect((await claim(used.code)).body.code).toBe('invite_used');
    expect((await api.call('invite.revoke', 'wangfang', { params: { id: used.id } })).body.code).toBe('invite_used');
    const revoked = await invited({ role: 'leader', name: '乙' });
    expect((await api.call('invite.revoke', 'zhaoqiang', { params: { id: revoked.id } })).status).toBe(204);
    expect((await claim(revoked.code)).body.code).toBe('invite_revoked');
  });

  test('ten claims of one code at once: exactly one gets in', async () => {
    const { code } = await invited({ role: 'inspector', name: '十人争' });
    const answers = await Promise.all(Array.from({ length: 10 }, () => claim(code)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array<number>(9).fill(409)]);
    expect(answers.filter(({ status }) => status === 409).every(({ body }) => body.code === 'invite_used')).toBe(true);
    const { rows } = await api.database.db.query("select 1 from public.staff where name = '十人争'");
    expect(rows).toHaveLength(1);
  });

  test('an invite for an existing person brings that person to a new phone, and ends the old one', async () => {
    const person = await makePerson(api.database.db, api.cast, 'linxiang', 'inspector');
    const { code } = await invited({ staffId: person.staffId });
    const answer = await claim(code);
    expect(answer).toMatchObject({ status: 201, body: { staff: { staff: { id: person.staffId, role: 'inspector' } } } });
    expect(answer.body.staff.sessionId).not.toBe(person.sessionId);
    expect((await api.call('me.read', person)).body.code).toBe('session_ended');
  });

  test('an invite for somebody whose account was closed meanwhile is refused', async () => {
    const first = await claim((await invited({ role: 'leader', name: '离职' })).code);
    const staffId = first.body.staff.staff.id;
    const { code } = await invited({ staffId });
    await api.call('staff.close', 'wangfang', { params: { id: staffId }, body: {} });
    expect(await claim(code)).toMatchObject({ status: 409, body: { code: 'account_closed' } });
    expect((await api.call('invite.create', 'wangfang', { body: { staffId } })).body.code).toBe('staff_not_found');
  });

  test('a person or an enterprise of the other park cannot be invited', async () => {
    expect((await api.call('invite.create', 'wangfang', { body: { staffId: api.cast.people.heping.staffId } })).body.code).toBe('staff_not_found');
    const enterpriseId = api.cast.parks.luyuan.enterprises['绿源化工'];
    expect((await api.call('invite.create', 'wangfang', { body: { role: 'contact', name: '甲', enterpriseId } })).body.code).toBe('enterprise_not_found');
    const change = await api.call('staff.changeRole', 'wangfang', { params: { id: api.cast.people.liujianguo.staffId }, body: { role: 'contact', enterpriseId } });
    expect(change.status).toBeGreaterThanOrEqual(403);
    expect(change.status).toBeLessThan(500);
  });

  test('a standing invite signs the same person in, again and again', async () => {
    const { code } = await codeWith({ is_standing: true, name: '评审' });
    const [first, second] = [await claim(code), await claim(code)];
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.body.staff.staff.id).toBe(first.body.staff.staff.id);
    const many = await Promise.all(Array.from({ length: 5 }, () => claim(code)));
    expect(new Set(many.map(({ body }) => body.staff.staff.id)).size).toBe(1);
  });

  test('a standing invite whose person closed the account makes one new person, not one at each sign-in', async () => {
    const { code } = await codeWith({ is_standing: true, name: '评审', staff_id: api.cast.people.machao.staffId, park_id: api.cast.parks.luyuan.id });
    await api.database.db.query('update public.staff set closed_at = now() where id = $1', [api.cast.people.machao.staffId]);
    const people = [await claim(code), await claim(code), await claim(code)].map(({ body }) => body.staff.staff.id);
    expect(new Set(people).size).toBe(1);
    await api.database.db.query('update public.staff set closed_at = null where id = $1', [api.cast.people.machao.staffId]);
  });

  test('sign-ins that straddle a quarter hour owe the next one nothing', async () => {
    const { db } = api.database;
    const count = async (at: string, by: number) => {
      await db.query("select set_config('parkpulse.now', $1, false)", [at]);
      return (await db.query<{ total: number }>('select api.count_sign_in_failures($1, $2) as total', ['straddling', by])).rows[0]!.total;
    };
    for (let times = 0; times < 5; times += 1) await count('2026-11-23T10:14:59Z', 1);
    for (let times = 0; times < 7; times += 1) await count('2026-11-23T10:15:01Z', -1);
    expect(await count('2026-11-23T10:15:02Z', 1)).toBe(1);
    expect(await count('2026-11-23T10:31:00Z', 1)).toBe(2);
    await db.query("select set_config('parkpulse.now', '', false)");
  });

  test('after 20 failures the address waits; another address does not', async () => {
    const { code } = await invited({ role: 'leader', name: '丙' });
    for (let failure = 0; failure < 20; failure += 1) expect((await claim('ZZZZZ-ZZZZZ')).status).toBe(404);
    const limited = await claim(code);
    expect(limited).toMatchObject({ status: 429, body: { code: 'too_many_attempts' } });
    expect(Number(limited.headers.get('retry-after'))).toBeGreaterThan(0);
    const elsewhere = await createApp(api.deps, apiHandlers).fetch(
      new Request('http://phone.test/api/session/claim', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ inviteCode: code, deviceName: '手机' }) }),
      '192.0.2.7',
    );
    expect(elsewhere.status).toBe(201);
    // Sent all at once, no more of them are tried.
    const at = (address: string) => () => createApp(api.deps, apiHandlers).fetch(
      new Request('http://phone.test/api/session/claim', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ inviteCode: 'ZZZZZ-ZZZZZ', deviceName: '手机' }) }),
      address,
    );
    const statuses = (await Promise.all(Array.from({ length: 60 }, at('192.0.2.8')))).map(({ status }) => status);
    expect(statuses.filter((status) => status === 404).length).toBeLessThanOrEqual(20);
    expect(new Set(statuses)).toEqual(new Set([404, 429]));
    expect((await api.database.db.query("select 1 from public.audit where code = 'too_many_attempts'")).rows).toEqual([]);
    // The counter holds no address.
    const { rows } = await api.database.db.query('select key_hash from public.sign_in_attempts');
    expect(rows.every((row: { key_hash: string }) => /^[0-9a-f]{64}$/.test(row.key_hash))).toBe(true);
  });
});

describe('session.refresh', () => {
  const signIn = async () => (await claim((await invited({ role: 'inspector', name: '换牌' })).code)).body;

  test('answers new tokens for the same session', async () => {
    const first = await signIn();
    advance(10);
    const second = await refresh(first.refreshToken);
    expect(second).toMatchObject({ status: 200, body: { staff: { sessionId: first.staff.sessionId } } });
    expect(second.body.refreshToken).not.toBe(first.refreshToken);
    expect(second.body.accessToken).not.toBe(first.accessToken);
    expect((await withToken(second.body.accessToken)).status).toBe(200);
    const { rows } = await api.database.db.query('select token_hash from public.refresh_tokens where session_id = $1', [first.staff.sessionId]);
    expect(rows.map((row: { token_hash: string }) => row.token_hash).sort()).toEqual([sha256Hex(first.refreshToken), sha256Hex(second.body.refreshToken)].sort());
  });

  test('a lost response locks nobody out: the old token works until a successor is used', async () => {
    const { refreshToken } = await signIn();
    const lost = await refresh(refreshToken);
    const again = await refresh(refreshToken);
    const third = await refresh(refreshToken);
    for (const { status } of [lost, again, third]) expect(status).toBe(200);
    expect((await refresh(third.body.refreshToken)).status).toBe(200);
  });

  test('once a successor was used, the old token ends the session', async () => {
    const first = await signIn();
    const second = (await refresh(first.refreshToken)).body;
    const third = (await refresh(second.refreshToken)).body;
    expect(await refresh(first.refreshToken)).toMatchObject({ status: 401, body: { code: 'refresh_reused' } });
    expect(await withToken(third.accessToken)).toMatchObject({ status: 401, body: { code: 'session_ended' } });
    for (const token of [second.refreshToken, third.refreshToken]) expect(await refresh(token)).toMatchObject({ status: 401, body: { code: 'session_ended' } });
    expect(await audit()).toEqual(expect.arrayContaining([expect.objectContaining({ operation: 'session.refresh', outcome: 'refused', code: 'refresh_reused', by: expect.objectContaining({ id: first.staff.staff.id }) })]));
  });

  test('two refreshes at once both answer, and either token goes on', async () => {
    const { refreshToken } = await signIn();
    const both = await Promise.all([refresh(refreshToken), refresh(refreshToken)]);
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    // The later one supersedes nothing until it is used.
    expect((await refresh(both[0]!.body.refreshToken)).status).toBe(200);
  });

  test('expired, unknown, or of an ended session', async () => {
    const expired = await signIn();
    await api.database.db.query("update public.refresh_tokens set expires_at = now() - interval '1 second' where token_hash = $1", [sha256Hex(expired.refreshToken)]);
    expect(await refresh(expired.refreshToken)).toMatchObject({ status: 401, body: { code: 'session_ended' } });
    expect(await refresh('x'.repeat(43))).toMatchObject({ status: 401, body: { code: 'session_ended' } });
    const ended = await signIn();
    expect((await api.send('DELETE', '/api/session', null, undefined, { authorization: `Bearer ${ended.accessToken}` })).status).toBe(204);
    expect(await refresh(ended.refreshToken)).toMatchObject({ status: 401, body: { code: 'session_ended' } });
  });

  test('a refresh token lives 90 days, an access token an hour', async () => {
    const first = await signIn();
    const { rows } = await api.database.db.query<{ expires_at: Date }>('select expires_at from public.refresh_tokens where token_hash = $1', [sha256Hex(first.refreshToken)]);
    expect(rows[0]!.expires_at.getTime()).toBe(now.getTime() + 90 * 86_400_000);
    const leaving = now;
    advance(3601);
    expect((await withToken(first.accessToken)).body.code).toBe('token_expired');
    now = leaving;
  });

  test('a role change reaches the refreshed session', async () => {
    const first = await signIn();
    await api.call('staff.changeRole', 'wangfang', { params: { id: first.staff.staff.id }, body: { role: 'leader' } });
    expect((await refresh(first.refreshToken)).body.staff.staff.role).toBe('leader');
  });
});

describe('the audit', () => {
  test('keeps sign-ins, failures, refusals, invites and role changes, with their request', async () => {
    const used = await invited({ role: 'leader', name: '丁' });
    const signed = (await claim(used.code)).body;
    const failed = (await claim(used.code)) as unknown as Answer<{ requestId: string }>;
    const person: Person = { ...api.cast.people.liujianguo, staffId: signed.staff.staff.id, sessionId: signed.staff.sessionId };
    await api.call('invite.list', person);
    await api.call('staff.changeRole', 'wangfang', { params: { id: person.staffId }, body: { role: 'inspector' } });
    await api.call('staff.endSessions', 'wangfang', { params: { id: person.staffId }, body: {} });
    await api.call('me.read', person);
    const rows = await audit();
    const wanted: Partial<AuditRow & { requestId: string }>[] = [
      { operation: 'invite.create', outcome: 'done', targetId: used.id },
      { operation: 'session.claim', outcome: 'done', targetId: person.staffId },
      { operation: 'session.claim', outcome: 'refused', code: 'invite_used', targetId: used.id, requestId: failed.body.requestId },
      { operation: 'invite.list', outcome: 'refused', code: 'role_refused' },
      { operation: 'staff.changeRole', outcome: 'done', targetId: person.staffId },
      { operation: 'staff.endSessions', outcome: 'done', targetId: person.staffId },
      { operation: 'me.read', outcome: 'refused', code: 'session_ended' },
    ];
    for (const row of wanted) expect(rows).toEqual(expect.arrayContaining([expect.objectContaining(row)]));
    // An unknown code is of no park yet, and is kept all the same.
    await claim('ZZZZZ-ZZZZZ');
    const { rows: unknown } = await api.database.db.query("select 1 from public.audit where code = 'invite_unknown' and park_id is null");
    expect(unknown.length).toBeGreaterThan(0);
  });

  test('is read by the office of the park only', async () => {
    expect((await audit('wugang')).filter((row) => row.operation === 'invite.create')).toEqual([]);
    for (const by of ['liming', 'chenjing', 'liujianguo'] as const) expect((await api.call('audit.list', by)).body.code).toBe('role_refused');
  });

  test('is append-only: no role may update or delete', async () => {
    const { rows } = await api.database.db.query("select grantee, privilege_type from information_schema.role_table_grants where table_name = 'audit' and grantee = 'authenticated'");
    expect(rows.map((row: { privilege_type: string }) => row.privilege_type).sort()).toEqual(['INSERT', 'SELECT']);
  });

  test('pages by its cursor without losing or repeating a row', async () => {
    const seen: string[] = [];
    let before = '';
    for (;;) {
      const { body } = await api.call<{ items: { id: string }[]; next: string | null }>('audit.list', 'wangfang', { query: `?limit=7${before}` });
      seen.push(...body.items.map(({ id }) => id));
      if (!body.next) break;
      before = `&before=${body.next}`;
    }
    const { rows } = await api.database.db.query<{ id: string }>('select id from public.audit where park_id = $1 order by id desc', [parkId()]);
    expect(seen).toEqual(rows.map(({ id }) => id));
  });
});

describe('bootstrap_invite', () => {
  const bootstrap = async (slug: string) => {
    const { code, hash, expiresAt } = makeInviteCode(now);
    const made = (await api.deps.supabase.callAsService('bootstrap_invite', { p_park_slug: slug, p_park_name: '新园区', p_name: '首任', p_code_hash: hash, p_expires_at: expiresAt })) as { id: string; parkId: string };
    return { code, ...made };
  };

  test('makes the park and its first office person; a second one joins the same park', async () => {
    const [first, second] = [await bootstrap('xin'), await bootstrap('xin')];
    expect(second.parkId).toBe(first.parkId);
    expect((await claim(first.code)).body.staff).toMatchObject({ staff: { name: '首任', role: 'office' }, park: { id: first.parkId, name: '新园区', isDemo: false } });
    expect((await claim(second.code)).body.staff.park.id).toBe(first.parkId);
    const { rows } = await api.database.db.query("select target_id from public.audit where operation = 'invite.bootstrap' order by id");
    expect(rows).toEqual([{ target_id: first.id }, { target_id: second.id }]);
  });

  test('is not for a person of any role', async () => {
    const id = await insertId(api.database.db, "select gen_random_uuid() as id", []);
    for (const role of ['authenticated', 'anon'])
      await expect(
        (async () => {
          await api.database.db.query('begin');
          try {
            await api.database.db.query(`set local role ${role}`);
            await api.database.db.query("select api.bootstrap_invite('x', 'x', 'x', $1, now())", [id]);
          } finally {
            await api.database.db.query('rollback');
          }
        })(),
      ).rejects.toMatchObject({ code: '42501' });
  });
});
