// Messages in WeChat: the token, the error numbers, what is allowed, and that nothing is sent twice. Against a server
// that answers as WeChat documents.
import { v7 as uuidv7 } from 'uuid';
import { connectMessages } from '../../functions/kit/wechat-message';
import { sendNotices } from '../../functions/operations/notice-sender';
import type { LogLine } from '../../functions/kit/dependencies';
import type { NoticeSettings } from '../../src/contract/notice';
import { hazardFields, hazardOpen, manifestPhoto, rescueOf, safetyCheck } from '../factories/submission';
import { cronSecret, startApi, type TestApi } from '../support/api';
import type { CastName } from '../support/cast';
import { checklistKeys, layChecklist } from '../support/world';
import { appid, startWechat, templateIds, wechatEnvironment, type Wechat } from '../support/wechat';

let wechat: Wechat;
let api: TestApi;
let lines: LogLine[] = [];

const people = ['liujianguo', 'wangfang', 'zhaoqiang', 'chenjing'] as const;
const openidOf = (name: CastName) => `openid-${name}`;
const db = () => api.database.db;

beforeAll(async () => {
  wechat = await startWechat({ templates: templateIds });
  api = await startApi(wechatEnvironment(wechat.url), { log: (line) => lines.push(line) });
  for (const name of people) await db().query('insert into public.wechat_identities (openid, staff_id) values ($1, $2)', [openidOf(name), api.cast.people[name].staffId]);
});
afterAll(async () => {
  await api.stop();
  await wechat.stop();
});

/** A process of its own, as far as the token goes: memory empty. */
const anotherProcess = () => connectMessages(api.deps.config, api.deps.supabase.callAsService);

beforeEach(async () => {
  wechat.reset();
  lines = [];
  api.deps.messages = anotherProcess();
  await db().query('delete from public.notice_deliveries; delete from public.notice_credits; delete from public.wechat_tokens');
});

// Whatever happened: no openid, no token and no secret in a line of the log.
afterEach(() => expect(JSON.stringify(lines, (_, value: unknown) => (value instanceof Error ? [value.message, value.stack, value.cause] : value))).not.toMatch(/openid-|token-[0-9]|wechat-secret/));

const allow = (name: CastName, times = 1, template = 'rectification') =>
  db().query(`insert into public.notice_credits (staff_id, template, park_id, credits, is_wanted) values ($1, $2, $3, $4, true)
    on conflict (staff_id, template) do update set credits = excluded.credits, is_wanted = true`, [api.cast.people[name].staffId, template, api.cast.people[name].parkId, times]);
const creditsOf = async (name: CastName) =>
  (await db().query<{ credits: number }>("select credits from public.notice_credits where staff_id = $1 and template = 'rectification'", [api.cast.people[name].staffId])).rows[0]?.credits;

let count = 0;
/** Notices that ask for a message, straight into the table: what makes them is tested elsewhere. */
async function tell(name: CastName, kind = 'hazard_due_today'): Promise<void> {
  const projectId = api.cast.parks.linxiang.projects.bide;
  await db().query("insert into public.notices (park_id, staff_id, key, kind, about_kind, about_id, project_id, facts) values ($1, $2, $3, $4, 'hazard', $5, $6, $7)", [
    api.cast.people[name].parkId, api.cast.people[name].staffId, `test:${(count += 1)}`, kind, uuidv7(), projectId, JSON.stringify({ title: `第 ${count} 处隐患`, project: '比德', dueOn: '2026-12-01' }),
  ]);
}
type Delivery = { state: string; error_code: number | null; skipped_for: string | null; attempts: number; wait: number };
const deliveries = async () =>
  (await db().query<Delivery>("select state, error_code, skipped_for, attempts, round(extract(epoch from next_at - now()))::integer as wait from public.notice_deliveries order by notice_id")).rows;
const states = async () => (await deliveries()).map(({ state, skipped_for }) => (skipped_for ? `${state} ${skipped_for}` : state));
const makeDue = () => db().query("update public.notice_deliveries set next_at = now() where state = 'waiting'");
const send = () => sendNotices(api.deps);

describe('a message', () => {
  test('is what WeChat asks for, and opens what it is about', async () => {
    await allow('chenjing');
    await tell('chenjing');
    expect(await send()).toEqual({ sent: 1 });
    expect(wechat.sent).toEqual([
      {
        touser: 'openid-chenjing', template_id: 'template-rectification', lang: 'zh_CN',
        page: expect.stringMatching(/^pages\/detail\/hazard-detail\/index\?id=[0-9a-f-]{36}&notice=[0-9]+$/),
        data: { thing1: { value: `第 ${count} 处隐患` }, thing2: { value: '比德' }, date3: { value: '2026年12月1日' }, phrase4: { value: '今天到期' } },
      },
    ]);
    expect(await states()).toEqual(['sent']);
    expect(await creditsOf('chenjing')).toBe(0);
  });

  test('goes only to whom it was allowed by, and who is bound to WeChat', async () => {
    await tell('chenjing');
    await allow('zhouyang');
    await tell('zhouyang');
    expect(await deliveries()).toEqual([]);
  });

  test('is taken back where it came too late', async () => {
    for (const name of people) await allow(name, 1);
    await tell('chenjing');
    await tell('wangfang');
    await tell('zhaoqiang');
    await tell('zhaoqiang');
    await tell('liujianguo');
    await db().query('update public.notices set read_at = now() where id = (select max(id) from public.notices where staff_id = $1)', [api.cast.people.wangfang.staffId]);
    await db().query("update public.staff set enterprise_id = $2 where id = $1", [api.cast.people.chenjing.staffId, api.cast.parks.linxiang.enterprises['驰兴']]);
    await db().query('delete from public.wechat_identities where staff_id = $1', [api.cast.people.liujianguo.staffId]);
    try {
      expect(await send()).toEqual({ sent: 1 });
      expect((await states()).sort()).toEqual(['sent', 'skipped credit', 'skipped gone', 'skipped read', 'skipped unbound']);
    } finally {
      await db().query("update public.staff set enterprise_id = $2 where id = $1", [api.cast.people.chenjing.staffId, api.cast.people.chenjing.enterpriseId]);
      await db().query('insert into public.wechat_identities (openid, staff_id) values ($1, $2)', [openidOf('liujianguo'), api.cast.people.liujianguo.staffId]);
    }
  });

  test('of last week is not sent', async () => {
    await allow('chenjing');
    await db().query("select set_config('parkpulse.now', (now() - interval '4 days')::text, false)");
    await tell('chenjing');
    await db().query("select set_config('parkpulse.now', '', false)");
    expect(await send()).toEqual({});
    expect(await states()).toEqual(['skipped old']);
  });

  test('without a set-up nothing is claimed', async () => {
    await allow('chenjing');
    await tell('chenjing');
    const config = { ...api.deps.config, wechat: { ...api.deps.config.wechat, templates: {} } };
    expect(await sendNotices({ ...api.deps, config })).toEqual({ off: true });
    expect(await states()).toEqual(['waiting']);
  });
});

describe('access_token', () => {
  const message = { openid: 'openid-x', templateId: templateIds[0]!, page: 'pages/x/index?id=1', data: { thing1: { value: '甲' } } };

  test('is asked for once and kept, in memory and for other processes', async () => {
    const { send: sendOne } = api.deps.messages;
    await sendOne(message);
    await sendOne(message);
    await anotherProcess().send(message);
    expect(wechat.sent).toHaveLength(3);
    expect(wechat.tokenCalls).toEqual([{ grant_type: 'client_credential', appid, secret: 'wechat-secret', force_refresh: false }]);
  });

  test('is fetched once by 20 sends at once, of five processes', async () => {
    const processes = Array.from({ length: 5 }, anotherProcess);
    const outcomes = await Promise.all(Array.from({ length: 20 }, (_, index) => processes[index % 5]!.send(message)));
    expect(outcomes.every(({ outcome }) => outcome === 'sent')).toBe(true);
    expect(wechat.tokenCalls).toHaveLength(1);
  });

  test.each([40001, 42001, 40014])('is renewed once after %d, whoever finds out, and the message goes', async (errcode) => {
    const processes = Array.from({ length: 5 }, anotherProcess);
    await Promise.all(processes.map((one) => one.send(message)));
    const first = wechat.token;
    wechat.expireToken();
    wechat.reset();
    let refused = 0;
    wechat.next = () => (refused < 20 && wechat.tokenCalls.length === 0 ? ((refused += 1), { errcode }) : null);
    const outcomes = await Promise.all(Array.from({ length: 20 }, (_, index) => processes[index % 5]!.send(message)));
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(Array(20).fill('sent'));
    expect(refused).toBeGreaterThan(0);
    expect(wechat.tokenCalls).toHaveLength(1);
    expect(wechat.token).not.toBe(first);
  });

  test('that WeChat gives again though it refuses it is forced out', async () => {
    await api.deps.messages.send(message);
    wechat.reset();
    let isFirst = true;
    wechat.next = () => (isFirst ? ((isFirst = false), { errcode: 40001 }) : null);
    expect(await api.deps.messages.send(message)).toMatchObject({ outcome: 'sent' });
    expect(wechat.tokenCalls.map(({ force_refresh }) => force_refresh)).toEqual([false, true]);
  });

  test('that is refused again and again: the message waits, one renewal each', async () => {
    wechat.next = () => ({ errcode: 40001 });
    await allow('chenjing');
    await tell('chenjing');
    expect(await send()).toEqual({ later: 1 });
    expect(await deliveries()).toMatchObject([{ state: 'waiting', attempts: 1, error_code: 40001 }]);
    expect(wechat.calls).toBe(2);
    expect(await creditsOf('chenjing')).toBe(1);
  });

  test.each([{ errcode: 40125 }, { status: 502 }, 'drop'] as const)('that is not given (%j): nothing was sent, everything waits', async (answer) => {
    wechat.tokenAnswer = answer;
    await allow('chenjing', 3);
    await tell('chenjing');
    expect(await send()).toEqual({ later: 1 });
    expect(wechat.calls).toBe(0);
    wechat.tokenAnswer = null;
    await makeDue();
    expect(await send()).toEqual({ sent: 1 });
  });

  test('left over by a process that died while fetching is fetched by another', async () => {
    await db().query("insert into public.wechat_tokens (appid, refreshing_until) values ($1, now() + interval '1 second')", [appid]);
    expect(await api.deps.messages.send(message)).toMatchObject({ outcome: 'sent' });
  });

  test('is read by the service only', async () => {
    await api.deps.messages.send(message);
    await expect(db().query("begin; set local role authenticated; select access_token from public.wechat_tokens")).rejects.toMatchObject({ code: '42501' });
    await db().query('rollback');
  });
});

describe('an answer of WeChat', () => {
  test('43101: the person allows none; what waits for that template is not tried', async () => {
    await allow('chenjing', 3);
    await tell('chenjing');
    await tell('chenjing');
    wechat.next = () => ({ errcode: 43101 });
    // Each of the workers at once may have one in its hands.
    expect((await send()).refused).toBeGreaterThanOrEqual(1);
    expect(await creditsOf('chenjing')).toBe(0);
    expect((await states()).every((state) => state === 'refused' || state === 'skipped credit')).toBe(true);
    await tell('chenjing');
    expect(await deliveries()).toHaveLength(2);
  });

  test('45009, the day’s quota: the run stops, all of it goes the next day', async () => {
    await allow('chenjing', 9);
    for (let index = 0; index < 9; index += 1) await tell('chenjing');
    wechat.next = () => ({ errcode: 45009 });
    await sendNotices({ ...api.deps, clock: () => new Date('2026-11-28T15:00:00Z') });
    expect(wechat.calls).toBeLessThanOrEqual(4);
    expect((await states()).every((state) => state === 'waiting')).toBe(true);
    const tried = (await deliveries()).filter(({ attempts }) => attempts > 0);
    for (const { wait, error_code } of tried) {
      expect(error_code).toBe(45009);
      // An hour to midnight in Shanghai, and five minutes.
      expect(Math.ceil(wait / 300)).toBe(13);
    }
    wechat.next = () => null;
    await makeDue();
    expect(await send()).toEqual({ sent: 9 });
    expect(await creditsOf('chenjing')).toBe(0);
  });

  test('45011, too many a minute: a minute later', async () => {
    await allow('chenjing');
    await tell('chenjing');
    wechat.next = () => ({ errcode: 45011 });
    await send();
    expect(Math.ceil((await deliveries())[0]!.wait / 60)).toBe(1);
  });

  test.each([{ errcode: -1 }, { status: 503 }, { errcode: 99999 }] as const)('%j: tried again with growing pauses up to an hour', async (answer) => {
    await allow('chenjing');
    await tell('chenjing');
    wechat.next = () => answer;
    const waits: number[] = [];
    for (let attempt = 0; attempt < 8; attempt += 1) {
      await makeDue();
      await send();
      waits.push(Math.round((await deliveries())[0]!.wait / 60));
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 60, 60]);
    expect(await creditsOf('chenjing')).toBe(1);
    wechat.next = () => null;
    await makeDue();
    expect(await send()).toEqual({ sent: 1 });
    expect(wechat.sent).toHaveLength(1);
  });

  test.each([40003, 40037, 41030, 47003])('%d: ends, is logged by number, and costs no credit', async (errcode) => {
    await allow('chenjing');
    await tell('chenjing');
    wechat.next = () => ({ errcode });
    expect(await send()).toEqual({ failed: 1 });
    expect(await deliveries()).toMatchObject([{ state: 'failed', error_code: errcode }]);
    expect(lines).toMatchObject([{ operation: 'send-notices', code: `wechat_${errcode}` }]);
    expect(await creditsOf('chenjing')).toBe(1);
  });

  test('none, the connection cut after the request: nobody knows, and it is not sent again', async () => {
    await allow('chenjing', 2);
    await tell('chenjing');
    wechat.next = () => 'drop';
    expect(await send()).toEqual({ unknown: 1 });
    wechat.next = () => null;
    await db().query('update public.notice_deliveries set next_at = now()');
    expect(await send()).toEqual({});
    expect(await states()).toEqual(['unknown']);
  });

  test('a number that is none of WeChat’s: the same, and the run says so', async () => {
    await allow('chenjing', 2);
    await tell('chenjing');
    wechat.next = () => ({ errcode: 1e12 });
    expect(await send()).toEqual({ unknown: 1 });
    expect(await states()).toEqual(['unknown']);
  });

  test('none within eight seconds: the same', async () => {
    await allow('chenjing');
    await tell('chenjing');
    wechat.next = () => 'hang';
    expect(await send()).toEqual({ unknown: 1 });
  });

  test('none, since nobody could be reached: it was not sent, and waits', async () => {
    await api.deps.messages.send({ openid: 'openid-x', templateId: templateIds[0]!, page: 'pages/x/index?id=1', data: { thing1: { value: '甲' } } });
    const unreachable = { ...api.deps.config, wechat: { ...api.deps.config.wechat, apiUrl: 'http://127.0.0.1:1' } };
    await allow('chenjing');
    await tell('chenjing');
    expect(await sendNotices({ ...api.deps, messages: connectMessages(unreachable, api.deps.supabase.callAsService) })).toEqual({ later: 1 });
    expect(await states()).toEqual(['waiting']);
  });
});

describe('workers', () => {
  test('four of them send each message once', async () => {
    await allow('chenjing', 100);
    for (let index = 0; index < 40; index += 1) await tell('chenjing');
    await Promise.all(Array.from({ length: 4 }, send));
    expect(new Set(wechat.sent.map(({ page }) => page)).size).toBe(40);
    expect(wechat.sent).toHaveLength(40);
  });

  test('one that died in the call leaves it unknown once its lease is over; another does not send it', async () => {
    await allow('chenjing', 2);
    await tell('chenjing');
    const claimed = (await api.deps.supabase.callAsService('claim_delivery', {})) as { id: string; claim: string };
    expect(claimed).toMatchObject({ openid: 'openid-chenjing' });
    expect(await send()).toEqual({});
    expect(await states()).toEqual(['sending']);
    await db().query("update public.notice_deliveries set lease_until = now() - interval '1 second'");
    expect(await send()).toEqual({});
    expect(await states()).toEqual(['unknown']);
    expect(wechat.calls).toBe(0);
    // It was not dead, only slow: the truth is taken, from it alone.
    const settle = (claim: string) => api.deps.supabase.callAsService('settle_delivery', { p_id: Number(claimed.id), p_claim: claim, p_outcome: 'sent' });
    await settle(uuidv7());
    expect(await states()).toEqual(['unknown']);
    await settle(claimed.claim);
    expect(await states()).toEqual(['sent']);
  });
});

describe('a 重大 hazard', () => {
  const major = hazardFields({ severity: 'major' });
  const open = () => api.call('hazard.open', 'liming', { body: hazardOpen(api.cast.parks.linxiang.projects.bide!, { hazard: major }) });

  test('is sent before the report is answered, ahead of what waits', async () => {
    for (const name of people) await allow(name, 2);
    await tell('wangfang');
    expect((await open()).status).toBe(201);
    expect(wechat.sent.map(({ touser }) => touser).sort()).toEqual(people.map(openidOf).sort());
    expect(wechat.sent.every(({ data }) => data.phrase4!.value === '重大隐患')).toBe(true);
    expect((await states()).filter((state) => state === 'waiting')).toHaveLength(1);
  });

  test('also out of a safety check', async () => {
    await allow('liujianguo');
    const versionId = await layChecklist(db(), api.cast.parks.linxiang.id);
    const body = safetyCheck(api.cast.parks.linxiang.projects.bide!, versionId, checklistKeys, [], {
      answers: checklistKeys.map((key) => (key === 'b' ? { key, answer: 'fail', defects: ['无标识'], hazard: major } : { key, answer: 'pass' })),
      photos: [manifestPhoto({ itemKey: 'b' })],
    });
    expect((await api.call('safetyCheck.submit', 'liming', { body })).status).toBe(201);
    expect(wechat.sent.map(({ touser }) => touser)).toEqual(['openid-liujianguo']);
  });

  test('also out of a rescue file, and out of a correction', async () => {
    await allow('liujianguo', 2);
    const bide = api.cast.parks.linxiang.projects.bide!;
    const body = hazardOpen(bide, { hazard: major });
    const rescue = () => api.call('rescue.submit', 'wangfang', { body: rescueOf(api.cast.people.liming.staffId, 'hazard.open', JSON.stringify(body)) });
    expect((await rescue()).status).toBe(201);
    expect(wechat.sent.map(({ touser }) => touser)).toEqual(['openid-liujianguo']);
    expect((await rescue()).status).toBe(200);
    const general = hazardOpen(bide);
    for (const next of [general, hazardOpen(bide, { corrects: general.id, hazard: major })]) expect((await api.call('hazard.open', 'liming', { body: next })).status).toBe(201);
    expect(wechat.sent.map(({ touser }) => touser)).toEqual(['openid-liujianguo', 'openid-liujianguo']);
  });

  test('a general one asks WeChat for nothing', async () => {
    await allow('liujianguo');
    await api.call('hazard.open', 'liming', { body: hazardOpen(api.cast.parks.linxiang.projects.bide!) });
    expect([wechat.calls, wechat.tokenCalls.length]).toEqual([0, 0]);
  });

  test('a WeChat that is down or silent fails no report', async () => {
    await allow('liujianguo', 2);
    wechat.tokenAnswer = { status: 500 };
    expect((await open()).status).toBe(201);
    wechat.reset();
    await makeDue();
    wechat.next = () => 'hang';
    expect((await open()).status).toBe(201);
  });
});

describe('what a person allows', () => {
  const settings = async (by: CastName) => (await api.call<NoticeSettings>('notice.settings', by)).body.templates;
  const answer = (by: CastName, answers: object[], id = uuidv7()) => api.call<NoticeSettings>('notice.subscribe', by, { body: { id, answers } });

  test('an accept is one message; sent again it is still one', async () => {
    expect(await settings('chenjing')).toEqual([
      { template: 'rectification', templateId: 'template-rectification', credits: 0, isWanted: null },
      { template: 'answer', templateId: 'template-answer', credits: 0, isWanted: null },
      { template: 'digest', templateId: 'template-digest', credits: 0, isWanted: null },
    ]);
    const id = uuidv7();
    const accepted = [{ template: 'rectification', answer: 'accept' }];
    for (let times = 0; times < 2; times += 1) expect((await answer('chenjing', accepted, id)).body.templates[0]).toMatchObject({ credits: 1, isWanted: true });
    expect((await answer('chenjing', accepted)).body.templates[0]).toMatchObject({ credits: 2 });
    expect((await settings('sunwei'))[0]).toMatchObject({ credits: 0, isWanted: null });
  });

  test('a refusal is kept: nothing is sent though something was allowed before, until it is turned on again', async () => {
    await answer('chenjing', [{ template: 'rectification', answer: 'accept' }]);
    await tell('chenjing');
    expect((await answer('chenjing', [{ template: 'rectification', answer: 'reject' }])).body.templates[0]).toMatchObject({ credits: 1, isWanted: false });
    expect(await send()).toEqual({});
    expect(await states()).toEqual(['skipped credit']);
    await tell('chenjing');
    expect(await deliveries()).toHaveLength(1);
    await answer('chenjing', [{ template: 'rectification', answer: 'accept' }]);
    await tell('chenjing');
    expect(await send()).toEqual({ sent: 1 });
  });

  test('the same id with another answer, or of somebody else, is 409', async () => {
    const id = uuidv7();
    await answer('chenjing', [{ template: 'rectification', answer: 'accept' }], id);
    for (const [by, more] of [['chenjing', [{ template: 'rectification', answer: 'reject' }]], ['chenjing', [{ template: 'rectification', answer: 'accept' }, { template: 'digest', answer: 'accept' }]], ['sunwei', [{ template: 'rectification', answer: 'accept' }]]] as const)
      expect(await answer(by, [...more], id)).toMatchObject({ status: 409, body: { code: 'id_reused' } });
    expect((await settings('chenjing')).map(({ credits }) => credits)).toEqual([1, 0, 0]);
  });

  test('a template twice in one answer is 400', async () => {
    expect((await answer('chenjing', [{ template: 'digest', answer: 'accept' }, { template: 'digest', answer: 'reject' }])).status).toBe(400);
  });
});

test('the jobs send what they told', async () => {
  await allow('chenjing');
  await tell('chenjing');
  const answer = await api.send('GET', '/api/cron/remind', null, undefined, { authorization: `Bearer ${cronSecret}` });
  expect(answer).toMatchObject({ status: 200, body: { done: { parks: 2, messages: { sent: 1 } } } });
});
