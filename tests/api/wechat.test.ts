// Sign-in with WeChat against a server that answers as WeChat documents auth.code2Session.
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { LogLine } from '../../functions/kit/dependencies';
import type { Session } from '../../src/contract/session';
import { startApi, type TestApi } from '../support/api';

const sessionKey = 'tiihtNczf5v6AKRyjwEUhQ==';
const appid = 'wx0123456789abcdef';
const secret = 'wechat-secret-of-the-app';

let api: TestApi;
let wechat: Server;
let answer: (response: ServerResponse) => void;
let asked: URL[] = [];
let lines: LogLine[] = [];
let heard: string[] = [];

const json = (body: unknown) => (response: ServerResponse) => void response.writeHead(200, { 'content-type': 'text/plain' }).end(JSON.stringify(body));
const knows = (openid: string) => json({ openid, session_key: sessionKey, unionid: 'union' });

beforeAll(async () => {
  wechat = createServer((request, response) => {
    asked.push(new URL(request.url!, 'http://wechat.test'));
    answer(response);
  });
  await new Promise<void>((resolve) => wechat.listen(0, '127.0.0.1', resolve));
  const apiUrl = `http://127.0.0.1:${(wechat.address() as AddressInfo).port}`;
  api = await startApi({ WECHAT_APPID: appid, WECHAT_SECRET: secret, WECHAT_API_URL: apiUrl }, { log: (line) => lines.push(line) });
});
afterAll(async () => {
  await api.stop();
  wechat.closeAllConnections();
  await new Promise((resolve) => wechat.close(resolve));
});
beforeEach(() => {
  asked = [];
  lines = [];
  heard = [];
});

// Whatever happened: no secret in an answer or in a line of the log.
afterEach(() => {
  const told = heard.join('\n') + JSON.stringify(lines, (_, value: unknown) => (value instanceof Error ? { message: value.message, stack: value.stack, cause: value.cause } : value));
  for (const hidden of [sessionKey, secret, 'session_key']) expect(told).not.toContain(hidden);
});

async function signIn(body: Record<string, unknown> = {}) {
  const given = await api.call<Session & { code?: string }>('session.wechat', null, { body: { code: 'js-code-1', ...body } });
  heard.push(JSON.stringify(given.body));
  return given;
}
const invite = async (body: Record<string, unknown>) => (await api.call<{ code: string }>('invite.create', 'wangfang', { body })).body.code;

test('the request carries exactly what WeChat asks for', async () => {
  answer = knows('openid-asked');
  await signIn({ code: 'js/code+1' });
  expect(asked).toHaveLength(1);
  expect(asked[0]!.pathname).toBe('/sns/jscode2session');
  expect(Object.fromEntries(asked[0]!.searchParams)).toEqual({ appid, secret, js_code: 'js/code+1', grant_type: 'authorization_code' });
});

test('an unknown openid without an invite is 404 wechat_unbound, and makes nobody', async () => {
  answer = knows('openid-unbound');
  expect(await signIn()).toMatchObject({ status: 404, body: { code: 'wechat_unbound' } });
  expect((await api.database.db.query("select 1 from public.wechat_identities where openid = 'openid-unbound'")).rows).toEqual([]);
});

test('an invite binds; afterwards the person signs in silently', async () => {
  answer = knows('openid-new');
  const first = await signIn({ inviteCode: await invite({ role: 'inspector', name: '微信新人' }), deviceName: '小米' });
  expect(first).toMatchObject({ status: 201, body: { staff: { deviceName: '小米', staff: { name: '微信新人', role: 'inspector' } } } });
  const again = await signIn();
  expect(again).toMatchObject({ status: 201, body: { staff: { deviceName: '微信', staff: { id: first.body.staff.staff.id } } } });
  expect(again.body.staff.sessionId).not.toBe(first.body.staff.sessionId);
});

test('a new WeChat of the same person takes the binding over', async () => {
  const { staffId } = api.cast.people.zhouyang;
  answer = knows('openid-old-wechat');
  expect((await signIn({ inviteCode: await invite({ staffId }) })).body.staff.staff.id).toBe(staffId);
  answer = knows('openid-new-wechat');
  expect((await signIn({ inviteCode: await invite({ staffId }) })).body.staff.staff.id).toBe(staffId);
  expect((await signIn()).body.staff.staff.id).toBe(staffId);
  answer = knows('openid-old-wechat');
  expect((await signIn()).body.code).toBe('wechat_unbound');
});

test('one WeChat that claims another person’s invite becomes that person', async () => {
  answer = knows('openid-shared');
  const first = await signIn({ inviteCode: await invite({ role: 'leader', name: '甲' }) });
  const second = await signIn({ inviteCode: await invite({ role: 'leader', name: '乙' }) });
  expect(second.body.staff.staff.id).not.toBe(first.body.staff.staff.id);
  expect((await signIn()).body.staff.staff.id).toBe(second.body.staff.staff.id);
});

test('a wrong invite binds nothing', async () => {
  answer = knows('openid-wrong-invite');
  expect(await signIn({ inviteCode: 'ZZZZZ-ZZZZZ' })).toMatchObject({ status: 404, body: { code: 'invite_unknown' } });
  expect((await signIn()).body.code).toBe('wechat_unbound');
});

test('a closed account is bound no longer', async () => {
  answer = knows('openid-closed');
  const { staff } = (await signIn({ inviteCode: await invite({ role: 'leader', name: '离职' }) })).body;
  await api.call('staff.close', 'wangfang', { params: { id: staff.staff.id }, body: {} });
  expect((await signIn()).body.code).toBe('wechat_unbound');
});

test.each([
  [40029, 400, 'wechat_code_invalid'],
  [40163, 400, 'wechat_code_invalid'],
  [45011, 503, 'wechat_busy'],
  [-1, 503, 'wechat_busy'],
  [40226, 403, 'wechat_blocked'],
  [40013, 503, 'wechat_unavailable'],
])('errcode %d', async (errcode, status, code) => {
  answer = json({ errcode, errmsg: 'invalid code, rid: 1' });
  const given = await signIn();
  expect(given).toMatchObject({ status, body: { code } });
  expect(heard.join()).not.toContain('errmsg');
});

test.each<[string, (response: ServerResponse) => void]>([
  ['no JSON', (response) => void response.writeHead(502).end('<html>Bad Gateway</html>')],
  ['empty', (response) => void response.writeHead(200).end()],
  ['an array', json([])],
  ['without openid', json({ session_key: sessionKey })],
  ['an openid that is a number', json({ openid: 7, session_key: sessionKey })],
  ['closed connection', (response) => void response.socket!.destroy()],
  ['half an answer', (response) => void response.writeHead(200, { 'content-length': '900' }).write(`{"openid": "x", "session_key": "${sessionKey}"`, () => response.socket!.destroy())],
])('%s is 503 wechat_unavailable', async (_, reply) => {
  answer = reply;
  expect(await signIn()).toMatchObject({ status: 503, body: { code: 'wechat_unavailable' } });
  expect(lines).toHaveLength(1);
});

test('a silent server is given up after eight seconds', async () => {
  const timeout = jest.spyOn(AbortSignal, 'timeout').mockImplementation((milliseconds) => {
    expect(milliseconds).toBe(8000);
    return AbortSignal.abort(new DOMException('slow', 'TimeoutError'));
  });
  answer = () => undefined;
  expect(await signIn()).toMatchObject({ status: 503, body: { code: 'wechat_unavailable' } });
  timeout.mockRestore();
});

test('without appid and secret nobody is asked', async () => {
  const plain = await startApi();
  expect(await plain.call('session.wechat', null, { body: { code: 'x' } })).toMatchObject({ status: 503, body: { code: 'wechat_unavailable' } });
  await plain.stop();
});

test('one WeChat with two invites at the same moment is one of the two people', async () => {
  answer = knows('openid-twice');
  for (let round = 0; round < 5; round += 1) {
    const codes = [await invite({ role: 'leader', name: `甲${round}` }), await invite({ role: 'leader', name: `乙${round}` })];
    const both = await Promise.all(codes.map((inviteCode) => signIn({ inviteCode })));
    expect(both.map(({ status }) => status)).toEqual([201, 201]);
    const { rows } = await api.database.db.query<{ staff_id: string }>("select staff_id from public.wechat_identities where openid = 'openid-twice'");
    expect(rows).toHaveLength(1);
    expect(both.map(({ body }) => body.staff.staff.id)).toContain(rows[0]!.staff_id);
  }
});

test('who guesses codes behind the park’s address keeps nobody out who brings none', async () => {
  answer = knows('openid-colleague');
  await signIn({ inviteCode: await invite({ role: 'inspector', name: '同事' }) });
  for (let tries = 0; tries < 21; tries += 1) await signIn({ inviteCode: 'ZZZZZ-ZZZZZ' });
  expect(await signIn({ inviteCode: 'ZZZZZ-ZZZZZ' })).toMatchObject({ status: 429, body: { code: 'too_many_attempts' } });
  expect((await signIn()).status).toBe(201);
});
