// What somebody with bad intent, or an old account, may try: each refused, or without harm to the others.
import { Client } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { createApp } from '../../functions/kit/endpoint';
import { apiHandlers } from '../../functions/operations';
import type { Project } from '../../src/contract/project';
import type { Session } from '../../src/contract/session';
import { makeInviteCode } from '../../functions/kit/token';
import { hazardFields, hazardOpen, inspection, manifestPhoto, sha256 } from '../factories/submission';
import { cronSecret, startApi, type TestApi } from '../support/api';
import { openSession } from '../support/cast';
import { meeting } from '../support/hold';
import { makeFile, manifestOf, put, sendFiles, signPhotos, tinyJpeg } from '../support/photos';
import { makeInvite, makePerson } from '../support/world';

let api: TestApi;
let now = new Date('2026-11-23T02:00:00.000Z');
beforeAll(async () => {
  api = await startApi({}, { clock: () => now });
});
afterAll(() => api.stop());

const claim = (inviteCode: string) => api.call<Session & { code?: string }>('session.claim', null, { body: { inviteCode, deviceName: '新手机' } });
const invite = async (by: 'wangfang' | 'zhaoqiang', body: Record<string, unknown>) => (await api.call<{ id: string; code: string }>('invite.create', by, { body })).body;
const me = (accessToken: string) => api.send('GET', '/api/me', null, undefined, { authorization: `Bearer ${accessToken}` });
const road = () => api.cast.parks.linxiang.projects.road!;

test.each(['0001-01-01', '1999-12-31', '2200-01-01', '9999-12-31'])('a due date of %s is refused: pages and digests could not show it', async (rectificationDueOn) => {
  const answer = await api.call('hazard.open', 'liming', { body: hazardOpen(road(), { hazard: hazardFields({ rectificationDueOn }) }) });
  expect(answer).toMatchObject({ status: 400, body: { code: 'invalid_input' } });
});

test.each(['0001-01-01T00:00:00+14:00', '9999-12-31T23:59:59-12:00', '1969-12-31T23:59:59Z'])('a photo of %s is refused', async (capturedAt) => {
  const answer = await api.call('inspection.submit', 'liming', { body: inspection(road(), { photos: [manifestPhoto({ capturedAt })] }) });
  expect(answer).toMatchObject({ status: 400, body: { code: 'invalid_input' } });
});

test('a park whose digest cannot be frozen does not keep the others from theirs', async () => {
  const { db } = api.database;
  // The first of the list breaks.
  await db.query(`create function private.break_it() returns trigger language plpgsql set search_path = '' as $$ begin
    if new.park_id = '${api.cast.people.liming.parkId}' then raise exception 'broken'; end if; return new; end $$;
    create trigger break_it before insert on public.digests for each row execute function private.break_it()`);
  now = new Date('2026-11-23T10:00:30.000Z');
  const answer = await api.send('GET', '/api/cron/freeze-digest', null, undefined, { authorization: `Bearer ${cronSecret}` });
  expect(answer.status).toBeGreaterThanOrEqual(500);
  const { rows } = await db.query<{ park_id: string }>('select park_id from public.digests');
  expect(rows.map(({ park_id }) => park_id)).toEqual([api.cast.people.wugang.parkId]);
  await db.query('drop trigger break_it on public.digests; drop function private.break_it()');
  now = new Date('2026-11-23T02:00:00.000Z');
});

test('who leaves the office has no invites out to come back by', async () => {
  const { db } = api.database;
  const person = await makePerson(db, api.cast, 'linxiang', 'office');
  const id = await makeInvite(db, person.parkId, { role: 'office', name: '影子', phone: '13900001111', created_by: person.staffId });
  expect((await api.call('staff.close', 'wangfang', { params: { id: person.staffId }, body: {} })).status).toBe(204);
  const { rows } = await db.query<{ revoked: boolean; phone: string | null }>('select revoked_at is not null as revoked, phone from public.invites where id = $1', [id]);
  expect(rows).toEqual([{ revoked: true, phone: null }]);
});

test('a phone number stands in one place only, and goes with the account', async () => {
  const { db } = api.database;
  const { code } = await invite('wangfang', { role: 'leader', name: '钱多', phone: '13900002222' });
  const signed = await claim(code);
  const places = async () => (await db.query<{ n: number }>("select (select count(*) from public.invites where phone = '13900002222')::int + (select count(*) from public.staff_phones where phone = '13900002222')::int as n")).rows[0]!.n;
  expect(await places()).toBe(1);
  await api.send('POST', '/api/me/close', null, '{}', { authorization: `Bearer ${signed.body.accessToken}`, 'content-type': 'application/json' });
  expect(await places()).toBe(0);
});

test('a new phone takes the place of the old one, and the audit names whose it is', async () => {
  const person = await makePerson(api.database.db, api.cast, 'linxiang', 'inspector');
  await openSession(api.database.db, person.staffId);
  const { code } = await invite('zhaoqiang', { staffId: person.staffId });
  const signed = await claim(code);
  expect((await me(signed.body.accessToken)).status).toBe(200);
  const { rows } = await api.database.db.query<{ live: number }>('select count(*)::int as live from public.sessions where staff_id = $1 and revoked_at is null', [person.staffId]);
  expect(rows).toEqual([{ live: 1 }]);
  const audit = await api.call<{ items: { operation: string; targetId: string }[] }>('audit.list', 'wangfang', { query: '?limit=100' });
  expect(audit.body.items).toContainEqual(expect.objectContaining({ operation: 'invite.create', targetId: person.staffId }));
});

test('a sign-in that runs while the account is closed waits, and is refused', async () => {
  const { db } = api.database;
  const person = await makePerson(db, api.cast, 'linxiang', 'inspector');
  await db.query("insert into public.wechat_identities (openid, staff_id) values ('openid-racing', $1)", [person.staffId]);
  await db.query('begin');
  await db.query("insert into public.staff_changes (park_id, staff_id, kind, made_by, made_at) values ($1, $2, 'closed', $3, now())", [person.parkId, person.staffId, api.cast.people.wangfang.staffId]);
  const other = new Client(api.database.url);
  await other.connect();
  const racing = (async () => {
    try {
      await other.query("select api.wechat_session('openid-racing', 'x', $1, now() + interval '1 day', 'r')", [sha256('racing')]);
      return 'signed in';
    } catch (error) {
      return (error as Error).message;
    } finally {
      await other.end();
    }
  })();
  await new Promise((resolve) => setTimeout(resolve, 200));
  await db.query('commit');
  expect(await racing).toBe('wechat_unbound');
});

test('a body that comes in pieces without a length is read only as far as it may be long', async () => {
  let sent = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      sent += 65_536;
      controller.enqueue(new Uint8Array(65_536).fill(32));
    },
  });
  const request = new Request('http://localhost/api/session/claim', { method: 'POST', headers: { 'content-type': 'application/json' }, body, duplex: 'half' } as RequestInit);
  const answer = await createApp(api.deps, apiHandlers).fetch(request, '127.0.0.1');
  expect(answer.status).toBe(413);
  expect(sent).toBeLessThan(1_000_000);
});

test('an upload address that is still good replaces nothing that was proven', async () => {
  const [full, small, evil] = [tinyJpeg('proof'), tinyJpeg('proof, small'), tinyJpeg('evil!')];
  const body = inspection(road(), { photos: [manifestPhoto({ sha256: sha256(full), bytes: full.length, thumb: { sha256: sha256(small), bytes: small.length } })] });
  await api.call('inspection.submit', 'liming', { body });
  const target = (await signPhotos(api, 'liming', body.id, [{ full, small }])).body.photos[0]!;
  const attach = () => api.call('photo.attach', 'liming', { body: { submissionId: body.id, sha256s: [sha256(full)] } });
  await put(target.uploadUrl!, full);
  await put(target.thumbUploadUrl!, small);
  expect((await attach()).body).toMatchObject({ status: 'complete' });
  // The address leads to where nothing stands any more; what is put there is never looked at again.
  await put(target.uploadUrl!, evil);
  await attach();
  const read = await api.call<{ photos: { url: string }[] }>('report.read', 'liming', { params: { id: body.id } });
  expect(sha256(new Uint8Array(await (await fetch(read.body.photos[0]!.url)).arrayBuffer()))).toBe(sha256(full));
});

test('a few bytes that declare a picture of 65500 px a side are no photo', async () => {
  const full = tinyJpeg('bomb');
  const at = full.findIndex((byte, index) => byte === 0xff && (full[index + 1] === 0xc0 || full[index + 1] === 0xc2));
  full.set([0xff, 0xdc, 0xff, 0xdc], at + 5);
  const small = tinyJpeg('small');
  const body = inspection(road(), { photos: [manifestPhoto({ sha256: sha256(full), bytes: full.length, thumb: { sha256: sha256(small), bytes: small.length } })] });
  await api.call('inspection.submit', 'liming', { body });
  const { body: signed } = await signPhotos(api, 'liming', body.id, [{ full, small }]);
  await put(signed.photos[0]!.uploadUrl!, full);
  await put(signed.photos[0]!.thumbUploadUrl!, small);
  const attached = await api.call('photo.attach', 'liming', { body: { submissionId: body.id, sha256s: [sha256(full)] } });
  expect(attached.body).toMatchObject({ photos: [{ stored: false, code: 'photo_not_image' }] });
});

test('nobody fills the audit by being refused', async () => {
  const count = async () => (await api.database.db.query<{ n: number }>('select count(*)::int as n from public.audit')).rows[0]!.n;
  const before = await count();
  const refused = await Promise.all([
    api.call('session.refresh', null, { body: { refreshToken: 'x'.repeat(43) } }),
    api.send('DELETE', '/api/session', null),
    api.send('DELETE', '/api/session', null, undefined, { authorization: 'Bearer x.y.z' }),
    api.call('session.wechat', null, { body: { code: 'any' } }),
    me('x.y.z'),
  ]);
  for (const { status } of refused) expect(status).toBeGreaterThanOrEqual(400);
  expect((await api.database.db.query('select operation, code from public.audit order by id offset $1', [before])).rows).toEqual([]);
});

test('the reviewer may close the standing account: its code makes the next one', async () => {
  const { code, hash } = makeInviteCode(new Date());
  await makeInvite(api.database.db, api.cast.people.liming.parkId, { code_hash: hash, is_standing: true, name: '评审' });
  const first = await claim(code);
  const closed = await api.send('POST', '/api/me/close', null, '{}', { authorization: `Bearer ${first.body.accessToken}`, 'content-type': 'application/json' });
  expect(closed.status).toBe(204);
  expect((await me(first.body.accessToken)).status).toBe(401);
  const second = await claim(code);
  expect(second).toMatchObject({ status: 201, body: { staff: { staff: { name: '评审' } } } });
  expect(second.body.staff.staff.id).not.toBe(first.body.staff.staff.id);
  expect((await claim(code)).body.staff.staff.id).toBe(second.body.staff.staff.id);
});

test('an inspector who became a leader still finishes the photos of his records, and nobody else’s', async () => {
  const [own, foreign] = [makeFile('own'), makeFile('foreign')];
  const body = inspection(road(), { photos: [manifestOf(own)] });
  const other = inspection(road(), { photos: [manifestOf(foreign)] });
  await api.call('inspection.submit', 'zhouyang', { body });
  await api.call('inspection.submit', 'liming', { body: other });
  const { staffId: id } = api.cast.people.zhouyang;
  expect((await api.call('staff.changeRole', 'wangfang', { params: { id }, body: { role: 'leader' } })).status).toBe(204);
  await sendFiles(api, 'zhouyang', body.id, [own]);
  expect((await api.call('report.read', 'wangfang', { params: { id: body.id } })).body).toMatchObject({ status: 'complete' });
  expect((await signPhotos(api, 'zhouyang', other.id, [foreign])).status).toBe(404);
  await api.call('staff.changeRole', 'wangfang', { params: { id }, body: { role: 'inspector' } });
});

test('who reads out all that is stored about him leaves a trace', async () => {
  expect((await api.call('me.data', 'liming')).status).toBe(200);
  const { body } = await api.call<{ items: { operation: string; by: { id: string } | null }[] }>('audit.list', 'wangfang', { query: '?limit=20' });
  expect(body.items).toContainEqual(expect.objectContaining({ operation: 'me.data', by: expect.objectContaining({ id: api.cast.people.liming.staffId }) }));
});

test('a name that only looks new is taken', async () => {
  const create = (name: string) => api.call<{ code?: string }>('project.create', 'wangfang', { body: { id: uuidv7(), name, category: 'industrial' } });
  expect((await create('ABC 二期')).status).toBe(201);
  for (const name of ['ＡＢＣ 二期', ' abc  二期 ', 'ABC　二期', '\tABC 二期', 'ABC 二期\n', 'AB\u200bC 二期', 'ABC\u2060 二\u00ad期\ufeff']) expect(await create(name)).toMatchObject({ status: 409, body: { code: 'project_name_taken' } });
  // Both looked before either was there.
  const [one, other] = await meeting(api.database, 'lock table public.projects in share mode', [], [() => create('同时 二期'), () => create('同时　二期')]).then((answers) => answers.sort((a, b) => a.status - b.status));
  expect([one, other]).toMatchObject([{ status: 201 }, { status: 409, body: { code: 'project_name_taken' } }]);
});

test('an enterprise that only looks new is the one there is', async () => {
  const body = (enterpriseName: string) => ({ id: uuidv7(), name: `业主 ${uuidv7()}`, category: 'industrial', enterpriseName });
  const read = async (enterpriseName: string) => {
    const { body: { id } } = await api.call<{ id: string }>('project.create', 'wangfang', { body: body(enterpriseName) });
    return (await api.call<Project>('project.read', 'wangfang', { params: { id } })).body.enterprise;
  };
  const bide = { id: api.cast.parks.linxiang.enterprises.比德, name: '比德' };
  for (const name of ['比德', '比德 ', '\t比德', '比\u200b德']) expect(await read(name)).toEqual(bide);
  const other = await read('ABC 化工');
  expect(await read('ａｂｃ　化工')).toEqual(other);
  // Of another park's nothing is known.
  expect((await read('绿源化工'))!.id).not.toBe(api.cast.parks.luyuan.enterprises.绿源化工);
});
