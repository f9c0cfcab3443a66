// The inbox: who is told of what, that it is told once, and reading it. Then the reminders, beside the domain's rules.
import { v7 as uuidv7 } from 'uuid';
import type { NoticeLine } from '../../src/contract/notice';
import { addDays, addWorkingDays, parkDay } from '../../src/domain/calendar';
import { hazardStatuses } from '../../src/domain/hazard';
import { milestoneStatuses } from '../../src/domain/milestone';
import { noticeKinds, templateOf } from '../../src/domain/notice';
import { hazardReminder, milestoneReminder, orderRemindedOf, orderReminder, remindedOf } from '../../src/domain/reminder';
import { orderStatuses } from '../../src/domain/supervision-order';
import { hazardFields, hazardOpen, milestoneReport, orderAnswer, orderIssue, orderReview, orderStep, reading, review } from '../factories/submission';
import { cronSecret, startApi, type TestApi } from '../support/api';
import { asPerson, asService, castNames, type CastName } from '../support/cast';
import { makePerson, makeWorld, milestoneOf, submitDirectly, type World } from '../support/world';

let api: TestApi;
let world: World;
beforeAll(async () => {
  api = await startApi();
  world = await makeWorld(api.database.db, api.cast, 'linxiang');
});
afterAll(() => api.stop());

const db = () => api.database.db;
const projects = () => api.cast.parks.linxiang.projects;

/** Who was told since the place, by name of the cast. */
async function toldSince(place: string): Promise<Record<string, CastName[]>> {
  const { rows } = await db().query<{ kind: string; staff_id: string }>('select kind, staff_id from public.notices where id > $1 order by id', [place]);
  const told: Record<string, CastName[]> = {};
  for (const { kind, staff_id } of rows) {
    const name = castNames.find((one) => api.cast.people[one].staffId === staff_id);
    if (name) (told[kind] ??= []).push(name);
  }
  for (const names of Object.values(told)) names.sort();
  return told;
}
const place = async () => (await db().query<{ id: string }>('select coalesce(max(id), 0)::text as id from public.notices')).rows[0]!.id;

async function openHazard(by: CastName, projectId: string, fields: Parameters<typeof hazardFields>[0] = {}): Promise<string> {
  const body = hazardOpen(projectId, { hazard: hazardFields(fields) });
  expect((await api.call('hazard.open', by, { body })).status).toBe(201);
  return (await db().query<{ id: string }>('select id from public.hazards where submission_id = $1', [body.id])).rows[0]!.id;
}

/** As the operations of the hazard loop will write it. */
/** Written as the triggers of records write it, so that also what no door lets in can be tried. */
const act = (hazardId: string, kind: string, by: CastName, note: string | null = null) =>
  db().query(
    `insert into public.hazard_actions (park_id, hazard_id, project_id, kind, note, acted_by, acted_at, responsible_id, due_on)
     select park_id, id, project_id, $2, $3, $4, clock_timestamp(), case when $2 = 'assigned' then responsible_id end, case when $2 in ('extension_requested', 'extended') then date '2099-01-01' end
     from public.hazards where id = $1`,
    [hazardId, kind, note, api.cast.people[by].staffId],
  );

describe('a hazard', () => {
  test('重大: every leader and office person, the contacts of the enterprise, nobody else, at once', async () => {
    const before = await place();
    await openHazard('liming', projects().bide!, { severity: 'major' });
    expect(await toldSince(before)).toEqual({ hazard_major: ['chenjing', 'liujianguo', 'wangfang', 'zhaoqiang'] });
  });

  test('重大 says on its page when the leaders were told; 一般 says nothing', async () => {
    const toldAt = async (id: string, by: CastName) => (await api.call<{ notifiedAt: string | null }>('hazard.read', by, { params: { id } })).body.notifiedAt;
    expect(await toldAt(await openHazard('liming', projects().bide!, { severity: 'major' }), 'chenjing')).toEqual(expect.any(String));
    expect(await toldAt(await openHazard('liming', projects().bide!), 'chenjing')).toBeNull();
  });

  test('who opens it is not told, nor is anybody of a closed account', async () => {
    const gone = await makePerson(db(), api.cast, 'linxiang', 'office');
    await api.call('staff.close', 'wangfang', { params: { id: gone.staffId }, body: {} });
    const before = await place();
    await openHazard('wangfang', projects().road!, { severity: 'major' });
    expect(await toldSince(before)).toEqual({ hazard_major: ['liujianguo', 'zhaoqiang'] });
    expect((await db().query('select 1 from public.notices where staff_id = $1 and id > $2', [gone.staffId, before])).rows).toEqual([]);
  });

  test('一般 is on the lists and in nobody’s inbox', async () => {
    const before = await place();
    await openHazard('liming', projects().bide!);
    expect(await toldSince(before)).toEqual({});
  });

  test('the same report sent twice tells once', async () => {
    const body = hazardOpen(projects().bide!, { hazard: hazardFields({ severity: 'major' }) });
    await api.call('hazard.open', 'liming', { body });
    const before = await place();
    expect((await api.call('hazard.open', 'liming', { body })).status).toBe(200);
    expect(await toldSince(before)).toEqual({});
  });

  test('each step tells the one who has to act', async () => {
    const id = await openHazard('liming', projects().bide!);
    await db().query('update public.hazards set responsible_id = $2 where id = $1', [id, api.cast.people.zhouyang.staffId]);
    const step = async (kind: string, by: CastName, note?: string) => {
      const before = await place();
      await act(id, kind, by, note);
      return toldSince(before);
    };
    expect(await step('assigned', 'wangfang')).toEqual({ hazard_assigned: ['zhouyang'] });
    expect(await step('extension_requested', 'chenjing', '等配件')).toEqual({ hazard_extension_requested: ['liujianguo', 'wangfang', 'zhaoqiang'] });
    expect(await step('extended', 'wangfang')).toEqual({ hazard_extended: ['chenjing'] });
    expect(await step('extension_refused', 'liujianguo', '不能再拖')).toEqual({ hazard_extension_refused: ['chenjing'] });
    expect(await step('rectified', 'chenjing')).toEqual({ hazard_rectified: ['liming'] });
    expect(await step('returned', 'liming', '照片看不清')).toEqual({ hazard_returned: ['chenjing', 'zhouyang'] });
    expect(await step('rectified', 'chenjing')).toEqual({ hazard_rectified: ['liming'] });
    expect(await step('verified', 'liming')).toEqual({});
    const { body } = await api.call<{ items: NoticeLine[] }>('notice.list', 'chenjing');
    expect(body.items.find(({ kind }) => kind === 'hazard_returned')).toMatchObject({ title: '整改被退回', text: expect.stringContaining('照片看不清'), about: { kind: 'hazard', id }, isRead: false });
  });

  test('where the opener cannot verify, the office is asked', async () => {
    const id = await openHazard('zhaoqiang', projects().bide!);
    const before = await place();
    await act(id, 'rectified', 'zhaoqiang');
    expect(await toldSince(before)).toEqual({ hazard_rectified: ['wangfang'] });
  });

  test('a responsible contact of another enterprise is told nothing of it', async () => {
    const id = await openHazard('liming', projects().bide!);
    await db().query('update public.hazards set responsible_id = $2 where id = $1', [id, api.cast.people.sunwei.staffId]);
    const before = await place();
    await act(id, 'assigned', 'wangfang');
    expect(await toldSince(before)).toEqual({});
  });

  test('what is refused tells nobody', async () => {
    const before = await place();
    expect((await api.call('hazard.open', 'heping', { body: hazardOpen(projects().bide!, { hazard: hazardFields({ severity: 'major' }) }) })).status).toBe(404);
    expect(await place()).toBe(before);
  });
});

describe('a milestone', () => {
  const report = async (by: CastName, projectId: string, rung: string) => {
    const body = milestoneReport(projectId, { rung });
    const milestoneId = await milestoneOf(db(), projectId, rung);
    await submitDirectly(db(), api.cast.people[by], 'milestone_report', body, milestoneId);
    return { milestoneId, reportId: body.id };
  };

  test('reported by the park asks the contacts, once its photos are there', async () => {
    const before = await place();
    const body = milestoneReport(projects().bide!, { rung: 'signed' });
    const milestoneId = await milestoneOf(db(), projects().bide!, 'signed');
    await asPerson(db(), api.cast.people.liming, () => db().query('select api.submit($1, $2, $3)', ['milestone_report', JSON.stringify(body), milestoneId]));
    expect(await toldSince(before)).toEqual({});
    await asService(db(), () => db().query('select api.mark_photos_stored($1, $2)', [body.id, body.photos.map(({ sha256 }) => sha256)]));
    expect(await toldSince(before)).toEqual({ milestone_reported: ['chenjing'] });
  });

  test('reported by the contact asks the office; without a contact a second office person', async () => {
    let before = await place();
    await report('chenjing', projects().bide!, 'land_acquired');
    expect(await toldSince(before)).toEqual({ milestone_reported: ['wangfang', 'zhaoqiang'] });
    before = await place();
    await report('wangfang', projects().road!, 'completed');
    expect(await toldSince(before)).toEqual({ milestone_reported: ['zhaoqiang'] });
  });

  test('disputed tells the reporter and the office; confirmed tells nobody', async () => {
    const { milestoneId, reportId } = await report('liming', projects().chixing!, 'signed');
    const before = await place();
    await api.call('milestone.dispute', 'sunwei', { params: { id: milestoneId }, body: { id: uuidv7(), reportId, reason: '还没签' } });
    expect(await toldSince(before)).toEqual({ milestone_disputed: ['liming', 'wangfang', 'zhaoqiang'] });
    const second = await report('liming', projects().chixing!, 'completed');
    const then = await place();
    await api.call('milestone.confirm', 'sunwei', { params: { id: second.milestoneId }, body: { id: uuidv7(), reportId: second.reportId } });
    expect(await toldSince(then)).toEqual({});
  });

  test('a further report beside a confirmed one asks nobody', async () => {
    const before = await place();
    await report('zhouyang', projects().chixing!, 'completed');
    expect(await toldSince(before)).toEqual({});
  });
});

describe('an order', () => {
  const issue = async (to: CastName, about: Record<string, string> = { projectId: projects().bide! }) => {
    const body = orderIssue(about, api.cast.people[to].staffId, { dueOn: '2199-01-01' });
    expect((await api.call('supervisionOrder.issue', 'liujianguo', { body })).status).toBe(201);
    return body.id;
  };
  const toldBy = async (work: () => Promise<unknown>) => {
    const before = await place();
    await work();
    return toldSince(before);
  };
  const act = (by: CastName, verb: 'acknowledge' | 'answer' | 'review' | 'extend' | 'withdraw', body: { id: string; orderId: string }) => async () =>
    expect((await api.call(`supervisionOrder.${verb}`, by, { params: { id: body.orderId }, body })).status).toBe(201);

  test('tells the addressee of each step of the leader, and the leader of an answer', async () => {
    let id = '';
    expect(await toldBy(async () => (id = await issue('chenjing')))).toEqual({ order_issued: ['chenjing'] });
    expect(await toldBy(act('chenjing', 'acknowledge', orderStep(id)))).toEqual({});
    const first = orderAnswer(id, projects().bide!);
    expect(await toldBy(act('chenjing', 'answer', first))).toEqual({ order_answered: ['liujianguo'] });
    expect(await toldBy(act('liujianguo', 'review', orderReview(id, first.id, { answer: 'return', reason: '锁没有编号' })))).toEqual({ order_returned: ['chenjing'] });
    expect(await toldBy(act('liujianguo', 'extend', orderStep(id, { dueOn: '2199-12-01', reason: '等配件' })))).toEqual({ order_extended: ['chenjing'] });
    const second = orderAnswer(id, projects().bide!);
    await act('chenjing', 'answer', second)();
    expect(await toldBy(act('liujianguo', 'review', orderReview(id, second.id)))).toEqual({ order_closed: ['chenjing'] });
    const { body } = await api.call<{ items: NoticeLine[] }>('notice.list', 'chenjing');
    expect(body.items[0]).toMatchObject({ kind: 'order_closed', about: { kind: 'order', id }, text: expect.stringContaining('比德：') });
    expect(body.items.find(({ kind }) => kind === 'order_returned')!.text).toContain('锁没有编号');
  });

  test('withdrawn tells the addressee; about an item that has no project it names the item', async () => {
    const id = await issue('zhaoqiang', { planItemId: world.items.figure });
    expect(await toldBy(act('liujianguo', 'withdraw', orderStep(id, { reason: '已由另一张代替' })))).toEqual({ order_withdrawn: ['zhaoqiang'] });
    expect((await api.call<{ items: NoticeLine[] }>('notice.list', 'zhaoqiang')).body.items[0]!.text).toContain('已由另一张代替');
  });

  test('the answer to a leader who is gone is for the others', async () => {
    const gone = await makePerson(db(), api.cast, 'linxiang', 'leader');
    const body = orderIssue({ projectId: projects().bide! }, api.cast.people.liming.staffId);
    await api.call('supervisionOrder.issue', gone, { body });
    await act('liming', 'acknowledge', orderStep(body.id))();
    await api.call('staff.close', 'wangfang', { params: { id: gone.staffId }, body: {} });
    expect(await toldBy(act('liming', 'answer', orderAnswer(body.id, projects().bide!)))).toEqual({ order_answered: ['liujianguo'] });
  });
});

test('a returned figure goes back to its sender, an approved one tells nobody', async () => {
  const sent = reading(world.items.figure, { month: '2026-09' });
  await submitDirectly(db(), api.cast.people.wangfang, 'reading', sent as never);
  const before = await place();
  const answered = await api.call('reading.review', 'zhaoqiang', { params: { id: sent.id }, body: review(sent.id, { answer: 'return', reason: '与月报不符' }) });
  expect(answered.status).toBe(201);
  expect(await toldSince(before)).toEqual({ record_returned: ['wangfang'] });
});

test('a frozen digest is told to the leaders, once', async () => {
  const before = await place();
  const freeze = () => asService(db(), () => db().query('select api.freeze_digest($1, $2)', [api.cast.parks.linxiang.id, '2026-11-24']));
  await freeze();
  await freeze();
  expect(await toldSince(before)).toEqual({ digest_ready: ['liujianguo'] });
  expect((await api.call<{ items: NoticeLine[] }>('notice.list', 'liujianguo')).body.items[0]).toMatchObject({ on: '2026-11-24', about: { kind: 'digest', projectId: null } });
});

describe('reading', () => {
  const list = async (by: CastName, query = '') => (await api.call<{ items: NoticeLine[]; next: string | null; unread: number }>('notice.list', by, { query })).body;

  test('pages newest first, and each notice once', async () => {
    for (let count = 0; count < 4; count += 1) await openHazard('liming', projects().bide!, { severity: 'major', title: `第 ${count} 处` });
    const all = (await list('chenjing', '?limit=100')).items.map(({ id }) => id);
    const paged: string[] = [];
    for (let next: string | null | undefined; next !== null; ) {
      const page = await list('chenjing', `?limit=3${next ? `&before=${next}` : ''}`);
      paged.push(...page.items.map(({ id }) => id));
      next = page.next;
    }
    expect(paged).toEqual(all);
    expect([...all].sort((a, b) => Number(b) - Number(a))).toEqual(all);
  });

  test('one, then all up to one; the badge follows', async () => {
    const { items, unread } = await list('chenjing', '?limit=100');
    expect(unread).toBe(items.length);
    expect((await api.call<{ unread: number }>('today.read', 'chenjing')).body.unread).toBe(unread);
    expect((await api.call('notice.read', 'chenjing', { body: { only: items[1]!.id } })).body).toEqual({ unread: unread - 1 });
    expect((await list('chenjing')).items.map(({ isRead }) => isRead).slice(0, 3)).toEqual([false, true, false]);
    expect((await api.call('notice.read', 'chenjing', { body: { upTo: items[2]!.id } })).body).toEqual({ unread: 1 });
    // Again it changes nothing.
    expect((await api.call('notice.read', 'chenjing', { body: { upTo: items[2]!.id } })).body).toEqual({ unread: 1 });
  });

  test('somebody else’s notice is not marked', async () => {
    const before = (await list('wangfang')).unread;
    const [theirs] = (await list('wangfang')).items;
    for (const name of ['zhaoqiang', 'wugang', 'chenjing'] as const) await api.call('notice.read', name, { body: { upTo: theirs!.id } });
    await api.call('notice.read', 'wugang', { body: { only: theirs!.id } });
    expect((await list('wangfang')).unread).toBe(before);
  });

  test('is when it was marked, whatever time the mark says', async () => {
    await openHazard('liming', projects().bide!, { severity: 'major' });
    const [newest] = (await list('liujianguo')).items;
    const { rows } = await asPerson(db(), api.cast.people.liujianguo, () => db().query<{ is_now: boolean }>("update public.notices set read_at = 'infinity' where id = $1 returning read_at < now() + interval '1 minute' as is_now", [newest!.id]));
    expect(rows).toEqual([{ is_now: true }]);
    const { notices } = (await api.call<{ notices: object[] }>('me.data', 'liujianguo')).body;
    expect(notices[0]).toEqual({ id: newest!.id, title: newest!.title, text: newest!.text, at: newest!.at, readAt: expect.stringMatching(/^20/) });
    expect((await api.call<{ notices: unknown[] }>('me.data', 'heping')).body.notices).toEqual([]);
  });

  test('both places at once, or neither, is 400', async () => {
    for (const body of [{}, { upTo: '1', only: '1' }]) expect(await api.call('notice.read', 'liming', { body })).toMatchObject({ status: 400, body: { code: 'invalid_input' } });
  });

  test('who becomes a contact no longer reads what was told before about others', async () => {
    const person = await makePerson(db(), api.cast, 'linxiang', 'office');
    await openHazard('liming', projects().chixing!, { severity: 'major' });
    const read = async () => (await api.call<{ items: NoticeLine[]; unread: number }>('notice.list', person)).body;
    expect((await read()).items).toHaveLength(1);
    await api.call('staff.changeRole', 'wangfang', { params: { id: person.staffId }, body: { role: 'contact', enterpriseId: api.cast.parks.linxiang.enterprises['比德'] } });
    expect(await read()).toMatchObject({ items: [], unread: 0 });
  });
});

// ---------------------------------------------------------------- reminders

describe('the rules stand twice and say the same', () => {
  test('hazards', async () => {
    const dueOn = '2026-12-01';
    for (const status of hazardStatuses)
      for (let offset = -5; offset < 40; offset += 1) {
        const today = addDays(dueOn, offset);
        const { rows } = await db().query<{ kind: string | null; event: string | null }>('select kind, event from private.hazard_reminder($1, $2, $3)', [status, dueOn, today]);
        const ours = hazardReminder({ status, dueOn }, today);
        expect([status, today, rows[0]]).toEqual([status, today, { kind: ours?.kind ?? null, event: ours?.event ?? null }]);
      }
  });

  test('orders', async () => {
    const dueOn = '2026-12-01';
    for (const status of orderStatuses)
      for (let offset = -5; offset < 20; offset += 1) {
        const today = addDays(dueOn, offset);
        const { rows } = await db().query<{ kind: string | null; event: string | null }>('select kind, event from private.order_reminder($1, $2, $3)', [status, dueOn, today]);
        const ours = orderReminder({ status, dueOn }, today);
        expect([status, today, rows[0]]).toEqual([status, today, { kind: ours?.kind ?? null, event: ours?.event ?? null }]);
      }
  });

  test('milestones and working days', async () => {
    for (let offset = 0; offset < 14; offset += 1) {
      const on = addDays('2026-11-23', offset);
      const { rows } = await db().query<{ day: string }>('select private.add_working_days($1, 3)::text as day', [on]);
      expect(rows[0]!.day).toBe(addWorkingDays(on, 3));
      for (const status of milestoneStatuses)
        for (let later = 0; later < 12; later += 1) {
          const today = addDays(on, later);
          const theirs = (await db().query<{ kind: string | null }>('select private.milestone_reminder($1, $2, $2, $3) as kind', [status, on, today])).rows[0]!.kind;
          const at = `${on}T02:00:00Z`;
          expect([status, on, today, theirs]).toEqual([status, on, today, milestoneReminder({ status, reportedAt: at, answeredAt: at }, today)]);
        }
    }
  });

  test('templates', async () => {
    for (const kind of noticeKinds) expect((await db().query<{ name: string }>('select private.template_of($1) as name', [kind])).rows[0]!.name).toBe(templateOf(kind));
  });
});

describe('the job', () => {
  const run = () => api.send('GET', '/api/cron/remind', null, undefined, { authorization: `Bearer ${cronSecret}` });
  const remind = (on: string) => asService(db(), () => db().query('select api.remind_park($1, $2)', [api.cast.parks.linxiang.id, on]));
  const about = async (before: string, hazardId: string) => {
    const { rows } = await db().query<{ kind: string; staff_id: string }>('select kind, staff_id from public.notices where id > $1 and about_id = $2 order by id', [before, hazardId]);
    return rows.map(({ kind, staff_id }) => `${kind} ${castNames.find((name) => api.cast.people[name].staffId === staff_id) ?? '?'}`).filter((line) => !line.endsWith('?')).sort();
  };

  test('reminds of a hazard of today, and a second run of nothing', async () => {
    const id = await openHazard('liming', projects().bide!, { rectificationDueOn: parkDay(new Date()) });
    const before = await place();
    expect((await run()).status).toBe(200);
    expect(await about(before, id)).toEqual(['hazard_due_today chenjing']);
    const after = await place();
    await run();
    expect(await place()).toBe(after);
  });

  test('over a month: soon, on the day, late, weekly; a new due date begins anew; closed it is quiet', async () => {
    const id = await openHazard('liming', projects().bide!, { rectificationDueOn: '2027-02-10' });
    const on = async (day: string) => {
      const before = await place();
      await remind(day);
      return about(before, id);
    };
    expect(await on('2027-02-06')).toEqual([]);
    // The 7th was missed: the day after it is still true.
    expect(await on('2027-02-08')).toEqual(['hazard_due_soon chenjing']);
    expect(await on('2027-02-09')).toEqual([]);
    expect(await on('2027-02-10')).toEqual(['hazard_due_today chenjing']);
    expect(await on('2027-02-11')).toEqual(['hazard_overdue chenjing', 'hazard_overdue wangfang', 'hazard_overdue zhaoqiang']);
    expect(await on('2027-02-17')).toEqual([]);
    // Three weeks without a run make one reminder, not three.
    expect(await on('2027-03-05')).toHaveLength(3);
    await db().query("update public.hazards set rectification_due_on = '2027-03-20' where id = $1", [id]);
    expect(await on('2027-03-18')).toEqual(['hazard_due_soon chenjing']);
    await db().query("update public.hazards set status = 'rectified' where id = $1", [id]);
    expect(await on('2027-03-20')).toEqual([]);
    expect(await on('2027-03-21')).toEqual(['hazard_overdue wangfang', 'hazard_overdue zhaoqiang']);
    await db().query("update public.hazards set status = 'closed', closed_at = now() where id = $1", [id]);
    expect(await on('2027-04-10')).toEqual([]);
  });

  test.each([
    ['with a responsible person', 'road', 'zhouyang'],
    ['of an enterprise', 'bide', null],
    ['of nobody', 'road', null],
  ] as const)('a hazard %s reaches whom the domain says', async (_, project, responsible) => {
    const id = await openHazard('liming', projects()[project]!, { rectificationDueOn: '2027-06-10' });
    await db().query('update public.hazards set responsible_id = $2 where id = $1', [id, responsible && api.cast.people[responsible].staffId]);
    for (const [day, status] of [['2027-06-08', 'open'], ['2027-06-10', 'returned'], ['2027-06-11', 'open'], ['2027-06-18', 'rectified']] as const) {
      await db().query('update public.hazards set status = $2 where id = $1', [id, status]);
      const before = await place();
      await remind(day);
      const reminder = hazardReminder({ status, dueOn: '2027-06-10' }, day)!;
      const parties = remindedOf(reminder.kind, { status, hasResponsible: responsible !== null, hasContacts: project === 'bide' });
      const people = { responsible: responsible ? [responsible] : [], contacts: ['chenjing'], office: ['wangfang', 'zhaoqiang'] };
      expect(await about(before, id)).toEqual(parties.flatMap((party) => people[party]).map((name) => `${reminder.kind} ${name}`).sort());
    }
  });

  test('of an order: its addressee, late the leader too, and the leader alone where nobody is left to answer', async () => {
    const person = await makePerson(db(), api.cast, 'linxiang', 'inspector');
    const orders = await Promise.all(
      [api.cast.people.liming, person].map(async ({ staffId }) => {
        const body = orderIssue({ projectId: projects().bide! }, staffId, { dueOn: '2198-10-10' });
        expect((await api.call('supervisionOrder.issue', 'liujianguo', { body })).status).toBe(201);
        return body.id;
      }),
    );
    await api.call('staff.close', 'wangfang', { params: { id: person.staffId }, body: {} });
    const [dueOn, people] = ['2198-10-10', { addressee: 'liming', decider: 'liujianguo' }];
    for (const [day, count] of [['2198-10-06', 0], ['2198-10-08', 1], ['2198-10-10', 1], ['2198-10-11', 2], ['2198-10-12', 0], ['2198-10-18', 2]] as const) {
      const before = await place();
      await remind(day);
      const told = await Promise.all(orders.map((id) => about(before, id)));
      expect([day, told[0]!.length]).toEqual([day, count]);
      const reminder = orderReminder({ status: 'issued', dueOn }, day);
      if (count === 0) expect(told).toEqual([[], []]);
      else
        for (const [index, hasAddressee] of [true, false].entries())
          expect([day, told[index]]).toEqual([day, orderRemindedOf(reminder!.kind, { hasAddressee }).map((party) => `${reminder!.kind} ${people[party]}`).sort()]);
    }
    await api.call('supervisionOrder.acknowledge', 'liming', { params: { id: orders[0]! }, body: orderStep(orders[0]!) });
    await api.call('supervisionOrder.answer', 'liming', { params: { id: orders[0]! }, body: orderAnswer(orders[0]!, projects().bide!) });
    const before = await place();
    await remind('2198-10-25');
    expect(await about(before, orders[0]!)).toEqual([]);
    expect(await about(before, orders[1]!)).toHaveLength(1);
  });

  test('of a milestone: on the third working day, when it is over, and a dispute after a week', async () => {
    const milestoneId = await milestoneOf(db(), projects().bide!, 'construction_started');
    const body = milestoneReport(projects().bide!, { rung: 'construction_started' });
    await submitDirectly(db(), api.cast.people.liming, 'milestone_report', body, milestoneId);
    const today = parkDay(new Date());
    const dueOn = addWorkingDays(today, 3);
    const on = async (day: string) => {
      const before = await place();
      await remind(day);
      return about(before, milestoneId);
    };
    expect(await on(today)).toEqual([]);
    expect(await on(dueOn)).toEqual(['milestone_answer_due chenjing']);
    expect(await on(addDays(dueOn, 1))).toEqual(['milestone_answer_overdue chenjing', 'milestone_answer_overdue wangfang', 'milestone_answer_overdue zhaoqiang']);
    expect(await on(addDays(dueOn, 9))).toEqual([]);
    await api.call('milestone.dispute', 'chenjing', { params: { id: milestoneId }, body: { id: uuidv7(), reportId: body.id, reason: '没开工' } });
    expect(await on(addDays(today, 6))).toEqual([]);
    expect(await on(addDays(today, 7))).toEqual(['milestone_unsettled wangfang', 'milestone_unsettled zhaoqiang']);
    expect(await on(addDays(today, 30))).toEqual([]);
  });

  test('where the responsible person has left, the office hears of it in time', async () => {
    const person = await makePerson(db(), api.cast, 'linxiang', 'inspector');
    const id = await openHazard('liming', projects().road!, { rectificationDueOn: '2027-08-10' });
    expect((await api.call('hazard.assign', 'wangfang', { params: { id }, body: { id: uuidv7(), responsibleId: person.staffId } })).status).toBe(201);
    await api.call('staff.close', 'wangfang', { params: { id: person.staffId }, body: {} });
    const before = await place();
    await remind('2027-08-10');
    expect(await about(before, id)).toEqual(['hazard_due_today wangfang', 'hazard_due_today zhaoqiang']);
  });

  test('two runs at once tell once', async () => {
    const id = await openHazard('liming', projects().bide!, { rectificationDueOn: parkDay(new Date()) });
    const before = await place();
    await Promise.all([run(), run(), run()]);
    expect(await about(before, id)).toEqual(['hazard_due_today chenjing']);
  });
});
