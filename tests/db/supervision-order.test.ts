// 督办单: every state × action × person, through src/domain and through the database, which must say the same; so must who
// may be addressed, who sees what, and whom a step of the form offers.
import { v7 as uuidv7 } from 'uuid';
import type { Client } from 'pg';
import { roles, type Role } from '../../src/domain/role';
import { isOrderOverdue, mayBeAddressed, nextOrderStatus, orderActionKinds, orderRefusal, orderStatuses, seesOrder, type OrderActionKind, type OrderFacts, type OrderStatus } from '../../src/domain/supervision-order';
import { farAhead, orderAnswer, orderIssue, orderReview, orderStep } from '../factories/submission';
import { asPerson, callAs, insertId, makeCast, openSession, type Cast, type Person } from '../support/cast';
import { makeDatabase, type TestDatabase } from '../support/database';
import { actOnOrder, layPlan, submitDirectly } from '../support/world';

let database: TestDatabase;
let cast: Cast;
let db: Client;
let projectId: string;
let itemId: string;
/** By what they are to an order of the enterprise 比德, or of the park. */
let people: Record<Who, Person>;

const addressees = ['inspector', 'office', 'contact'] as const;
type Addressee = (typeof addressees)[number];
/** Whoever is not the addressee is a stranger of the same role. */
const others = ['other inspector', 'other office', 'colleague', 'rival', 'issuer', 'other leader', 'their leader', 'their inspector'] as const;
type Who = Addressee | (typeof others)[number];
const everybody: readonly Who[] = [...addressees, ...others];

async function person(role: Role, enterpriseId: string | null = null): Promise<Person> {
  const parkId = cast.parks.linxiang.id;
  const staffId = await insertId(db, 'insert into public.staff (park_id, role, name, enterprise_id) values ($1, $2, $2, $3) returning id', [parkId, role, enterpriseId]);
  return { name: role, role, parkId, staffId, sessionId: await openSession(db, staffId), enterpriseId };
}

beforeAll(async () => {
  database = await makeDatabase();
  ({ db } = database);
  cast = await makeCast(db);
  projectId = cast.parks.linxiang.projects.bide!;
  itemId = (await layPlan(db, cast.parks.linxiang.id, [{ key: 'figure', measure: { type: 'reported' } }])).figure!;
  const { liming, zhouyang, wangfang, zhaoqiang, chenjing, sunwei, liujianguo, machao, heping } = cast.people;
  people = {
    inspector: liming, office: wangfang, contact: chenjing, 'other inspector': zhouyang, 'other office': zhaoqiang, colleague: await person('contact', chenjing.enterpriseId),
    rival: sunwei, issuer: liujianguo, 'other leader': await person('leader'), 'their leader': machao, 'their inspector': heping,
  };
});
afterAll(() => database.drop());

/** The shortest way to each status. */
const ways: Record<OrderStatus, OrderActionKind[]> = {
  issued: [], acknowledged: ['acknowledged'], answered: ['acknowledged', 'answered'], returned: ['acknowledged', 'answered', 'returned'],
  closed: ['acknowledged', 'answered', 'closed'], withdrawn: ['withdrawn'],
};

type Laid = { id: string; addressee: Addressee; issuer: Person; about: { projectId?: string; itemId?: string } };

async function lay(addressee: Addressee, status: OrderStatus, about: 'project' | 'item' = 'project', issuer: Person = people.issuer): Promise<Laid> {
  const issue = orderIssue(about === 'project' ? { projectId } : { planItemId: itemId }, people[addressee].staffId, { dueOn: '2199-11-01' });
  await actOnOrder(db, issuer, 'issued', issue.id, issue);
  const laid = { id: issue.id, addressee, issuer, about: about === 'project' ? { projectId } : { itemId } };
  for (const kind of ways[status]) await step(laid, kind, kind === 'acknowledged' || kind === 'answered' ? people[addressee] : issuer);
  return laid;
}

const rowOf = async (id: string) => (await db.query<{ status: OrderStatus; answer_id: string | null; due_on: string }>('select status, answer_id, due_on::text from public.supervision_orders where id = $1', [id])).rows[0]!;

async function bodyOf({ id, about }: Laid, kind: OrderActionKind): Promise<{ id: string } & Record<string, unknown>> {
  // The database does not ask a review of what was never answered for its answer: the state comes first.
  const answerId = (await rowOf(id)).answer_id ?? uuidv7();
  switch (kind) {
    case 'answered':
      return orderAnswer(id, about.projectId, about.itemId ? { itemId: about.itemId } : {});
    case 'closed':
    case 'returned':
      return orderReview(id, answerId, kind === 'returned' ? { answer: 'return', reason: '缺验收单' } : {});
    case 'extended':
      return orderStep(id, { dueOn: farAhead, reason: '供电排期推后' });
    case 'withdrawn':
      return orderStep(id, { reason: '重复' });
    default:
      return orderStep(id);
  }
}

/** Straight at the tables, with nothing but row level security and triggers in the way. */
async function step(laid: Laid, kind: OrderActionKind, by: Person, keep = true): Promise<void> {
  const body = await bodyOf(laid, kind);
  const row = kind === 'answered'
    ? { table: 'submissions', id: body.id, park_id: by.parkId, project_id: body.projectId, item_id: body.itemId, kind: 'order_answer', created_by: by.staffId, session_id: by.sessionId, body: JSON.stringify(body), captured_at: body.capturedAt }
    : { table: 'order_actions', id: body.id, park_id: by.parkId, order_id: laid.id, kind, body: JSON.stringify(body), acted_by: by.staffId };
  const { table, ...values } = row;
  const columns = Object.keys(values);
  await asPerson(db, by, () => db.query(`insert into public.${table} (${columns.join(', ')}) values (${columns.map((_, index) => `$${index + 1}`).join(', ')})`, Object.values(values)), keep);
}

const factsOf = (laid: Laid, status: OrderStatus, isIssuerGone = false): OrderFacts => ({
  status, addresseeId: people[laid.addressee].staffId, enterpriseId: people[laid.addressee].enterpriseId, projectId: laid.about.projectId ?? null, issuedById: laid.issuer.staffId, isIssuerGone,
});
const callerOf = ({ staffId, role, enterpriseId }: Person) => ({ id: staffId, role: role as Role, enterpriseId });

/** Of the other park one finds neither the order nor its project. */
const expectedOf = (who: Who, facts: OrderFacts, kind: OrderActionKind): string | null =>
  who.startsWith('their') ? (kind === 'answered' ? 'project_not_found' : 'order_not_found') : orderRefusal(facts, callerOf(people[who]), kind);

const steps = orderActionKinds.filter((kind) => kind !== 'issued');

describe.each(orderStatuses)('an order that is %s', (status) => {
  describe.each(addressees)('addressed to the %s', (addressee) => {
    let laid: Laid;
    beforeAll(async () => {
      laid = await lay(addressee, status);
    });

    test.each(steps.flatMap((kind) => everybody.map((who) => [kind, who] as const)))('%s by the %s', async (kind, who) => {
      const refusal = expectedOf(who, factsOf(laid, status), kind);
      const attempt = step(laid, kind, people[who], false);
      // A contact of another enterprise does not find the project that an answer is sent about.
      if (refusal === null) await attempt;
      else await expect(attempt).rejects.toMatchObject({ message: expect.stringMatching(who === 'rival' && kind === 'answered' ? /^(project|order)_not_found$/ : new RegExp(`^${refusal}$`)) });
      expect((await rowOf(laid.id)).status).toBe(status);
    });

    test('what the page offers is what is allowed', async () => {
      for (const who of everybody.filter((one) => !one.startsWith('their') && seesOrder(factsOf(laid, status), callerOf(people[one])))) {
        const { may } = await callAs<{ may: string[] }>(db, people[who], 'api.read_order($1)', [laid.id]);
        expect({ who, may }).toEqual({ who, may: ['acknowledged', 'answered', 'returned', 'closed', 'extended', 'withdrawn'].filter((kind) => orderRefusal(factsOf(laid, status), callerOf(people[who]), kind as OrderActionKind) === null) });
      }
    });
  });
});

describe('the way that an allowed step leads', () => {
  test.each(orderStatuses.flatMap((status) => steps.map((kind) => [status, kind] as const)))('%s, then %s', async (status, kind) => {
    const laid = await lay('inspector', status);
    const next = nextOrderStatus(status, kind);
    const by = kind === 'acknowledged' || kind === 'answered' ? people.inspector : people.issuer;
    if (next === null) await expect(step(laid, kind, by)).rejects.toMatchObject({ code: 'PT409', message: 'order_moved_on' });
    else await step(laid, kind, by);
    const row = await rowOf(laid.id);
    expect(row.status).toBe(next ?? status);
    if (kind === 'extended') expect(row.due_on).toBe(next === null ? '2199-11-01' : farAhead);
  });
});

describe('an order whose issuer is gone', () => {
  test.each([['closed', 'update public.staff set closed_at = now() where id = $1'], ['moved to the office', "update public.staff set role = 'office' where id = $1"]])('%s: another leader decides', async (_, sql) => {
    const issuer = await person('leader');
    const laid = await lay('inspector', 'answered', 'project', issuer);
    expect(orderRefusal(factsOf(laid, 'answered'), callerOf(people['other leader']), 'closed')).toBe('not_your_order');
    await expect(step(laid, 'closed', people['other leader'], false)).rejects.toMatchObject({ message: 'not_your_order' });
    await db.query(sql, [issuer.staffId]);
    expect(orderRefusal(factsOf(laid, 'answered', true), callerOf(people['other leader']), 'closed')).toBeNull();
    for (const kind of ['returned', 'extended', 'withdrawn', 'closed'] as const) await step(laid, kind, people['other leader'], kind === 'closed');
    expect((await rowOf(laid.id)).status).toBe('closed');
  });

  test('whoever was asked decides about it in no role', async () => {
    const [issuer, inspector] = [await person('leader'), await person('inspector')];
    const issue = orderIssue({ projectId }, inspector.staffId);
    await actOnOrder(db, issuer, 'issued', issue.id, issue);
    await actOnOrder(db, inspector, 'acknowledged', issue.id, orderStep(issue.id));
    const answer = orderAnswer(issue.id, projectId);
    await submitDirectly(db, inspector, 'order_answer', answer);
    for (const { staffId } of [issuer, inspector]) await db.query("update public.sessions set role = 'leader' where staff_id = $1", [staffId]);
    await db.query("update public.staff set closed_at = now() where id = $1", [issuer.staffId]);
    await db.query("update public.staff set role = 'leader' where id = $1", [inspector.staffId]);
    const facts: OrderFacts = { status: 'answered', addresseeId: inspector.staffId, enterpriseId: null, projectId, issuedById: issuer.staffId, isIssuerGone: true };
    const decisions = {
      closed: orderReview(issue.id, answer.id), returned: orderReview(issue.id, answer.id, { answer: 'return', reason: '缺验收单' }),
      extended: orderStep(issue.id, { dueOn: '2199-12-31', reason: '再等等' }), withdrawn: orderStep(issue.id, { reason: '算了' }),
    };
    for (const [kind, body] of Object.entries(decisions)) {
      expect(orderRefusal(facts, { id: inspector.staffId, role: 'leader', enterpriseId: null }, kind as OrderActionKind)).toBe('own_report');
      await expect(actOnOrder(db, inspector, kind, issue.id, body)).rejects.toMatchObject({ code: 'PT403', message: 'own_report' });
    }
  });
});

describe('who sees an order', () => {
  test.each((['project', 'item'] as const).flatMap((about) => addressees.filter((one) => about === 'project' || one !== 'contact').map((addressee) => [about, addressee] as const)))('about a %s, addressed to the %s', async (about, addressee) => {
    const laid = await lay(addressee, 'answered', about);
    const { answer_id: answerId } = await rowOf(laid.id);
    for (const who of everybody) {
      const seen = async (sql: string, id: string | null) => asPerson(db, people[who], async () => (await db.query(sql, [id])).rowCount! > 0, false);
      const expected = !who.startsWith('their') && seesOrder(factsOf(laid, 'answered'), callerOf(people[who]));
      expect({ who, sees: await seen('select from public.supervision_orders where id = $1', laid.id) }).toEqual({ who, sees: expected });
      expect({ who, sees: await seen('select from public.order_actions where order_id = $1', laid.id) }).toEqual({ who, sees: expected });
      // What was answered is seen with the order, though somebody else may see the project that it is about.
      expect({ who, sees: await seen('select from public.submissions where id = $1', answerId) }).toEqual({ who, sees: expected });
    }
  });
});

describe('issuing', () => {
  test.each(roles)('as %s', async (role) => {
    const by = { inspector: people['other inspector'], contact: people.colleague, leader: people.issuer, office: people['other office'] }[role];
    const issue = orderIssue({ projectId }, people.inspector.staffId);
    const attempt = asPerson(db, by, () => db.query("insert into public.order_actions (id, park_id, order_id, kind, body, acted_by) values ($1, $2, $1, 'issued', $3, $4)", [issue.id, by.parkId, JSON.stringify(issue), by.staffId]), false);
    expect(nextOrderStatus(null, 'issued')).toBe('issued');
    if (role === 'leader') await attempt;
    else await expect(attempt).rejects.toMatchObject({ code: 'PT403', message: 'role_refused' });
  });

  test.each(orderActionKinds.filter((kind) => kind !== 'issued'))('%s is no beginning', (kind) => expect(nextOrderStatus(null, kind)).toBeNull());

  const closedOrNot = [false, true];
  const concerns = ['the enterprise', 'none'] as const;
  test.each(roles.flatMap((role) => closedOrNot.flatMap((isClosed) => concerns.flatMap((concern) => ['own', 'other'].map((enterprise) => [role, isClosed, concern, enterprise] as const)))).filter(([role, , , enterprise]) => role === 'contact' || enterprise === 'own'))(
    'to a %s (closed: %s) about a matter of %s, being of the %s enterprise',
    async (role, isClosed, concern, enterprise) => {
      const { linxiang } = cast.parks;
      const addressee = await person(role, role === 'contact' ? linxiang.enterprises[enterprise === 'own' ? '比德' : '驰兴']! : null);
      if (isClosed) await db.query('update public.staff set closed_at = now() where id = $1', [addressee.staffId]);
      const about = concern === 'none' ? { projectId: linxiang.projects.road! } : { projectId };
      const allowed = mayBeAddressed({ role, enterpriseId: addressee.enterpriseId, isClosed }, concern === 'none' ? null : linxiang.enterprises['比德']!);
      const issue = orderIssue(about, addressee.staffId);
      const attempt = asPerson(db, people.issuer, () => db.query("select api.act_on_order($1, 'issued', 'test', $2)", [issue.id, JSON.stringify(issue)]), false);
      if (allowed) await attempt;
      else await expect(attempt).rejects.toMatchObject({ message: isClosed ? 'staff_not_found' : 'addressee_refused' });
      const { addressees: offered } = await callAs<{ addressees: { id: string }[] }>(db, people.issuer, 'api.prepare_order($1)', [JSON.stringify(about)]);
      expect(offered.some(({ id }) => id === addressee.staffId)).toBe(allowed);
    },
  );
});

test('overdue is what waits for its addressee past the date, for both', async () => {
  const today = '2026-11-23';
  for (const status of orderStatuses) {
    const laid = await lay('inspector', status);
    for (const dueOn of ['2026-11-22', '2026-11-23', '2026-11-24']) {
      await db.query('update public.supervision_orders set due_on = $2 where id = $1', [laid.id, dueOn]);
      const { items } = await callAs<{ items: { id: string }[] }>(db, people.issuer, 'api.list_orders(1000, $1, $2)', [today, 'overdue']);
      expect({ status, dueOn, isOverdue: items.some(({ id }) => id === laid.id) }).toEqual({ status, dueOn, isOverdue: isOrderOverdue({ status, dueOn }, today) });
    }
    await db.query('update public.supervision_orders set due_on = $2 where id = $1', [laid.id, farAhead]);
  }
});
