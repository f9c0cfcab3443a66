// What stands in each park before somebody calls the API: a checklist, a small plan, one record of every kind.
import { v7 as uuidv7 } from 'uuid';
import type { Client } from 'pg';
import { createChecklist } from '../factories/checklist';
import { achievement, completion, hazardOpen, inspection, manifestPhoto, milestoneReport, orderAnswer, orderIssue, orderStep, reading, safetyCheck } from '../factories/submission';
import { asPerson, asService, insertId, openSession, type Cast, type CastName, type Person } from './cast';

export type World = {
  projectId: string;
  milestoneId: string;
  /** A complete report of that milestone, by the park, not yet answered. */
  milestoneReportId: string;
  checklistVersionId: string;
  /** A checklist that the office began and has not published: its draft is revision 1. */
  checklistId: string;
  reportId: string;
  /** The inspector who sent it. */
  ownerId: string;
  hazardId: string;
  planItemId: string;
  /** Items by what is recorded about them. */
  items: Record<'figure' | 'share' | 'achievement' | 'incident' | 'done' | 'gap', string>;
  /** Complete records that wait for their review, by an office person. */
  waiting: Record<'reading' | 'achievement' | 'completion', string>;
  /** Answered by the inspector, waiting for its review. */
  orderId: string;
  orderAnswerId: string;
  staffId: string;
  enterpriseId: string;
  inviteId: string;
};

export const checklistKeys = ['a', 'b', 'c'];

export async function layChecklist(db: Client, parkId: string, key = 'site'): Promise<string> {
  const id = await insertId(db, 'insert into public.checklists (park_id, key, name) values ($1, $2, $2) returning id', [parkId, key]);
  const items = checklistKeys.map((clause) => ({ key: clause, heading: '临时用电', text: `条款 ${clause}`, defects: ['无标识'] }));
  return insertId(db, 'insert into public.checklist_versions (park_id, checklist_id, version, items) values ($1, $2, 1, $3) returning id', [parkId, id, JSON.stringify(items)]);
}

export type PlanItemSpec = {
  key: string;
  measure: { type: string; [more: string]: unknown };
  target?: [op: '>=' | '<=' | '=', value: number] | null;
  rung?: string;
  project?: string;
  parent?: string;
  /** Key of the item that holds the value of its sameAs group. */
  holder?: string;
  counts?: string[];
  projects?: string[];
  dueOn?: string;
};

/** A plan of 2026; answers the ids of its items by key. */
export async function layPlan(db: Client, parkId: string, items: PlanItemSpec[]): Promise<Record<string, string>> {
  const ids = Object.fromEntries(items.map((item) => [item.key, uuidv7()]));
  await db.query('begin');
  const planId = await insertId(db, `insert into public.plans (park_id, year, starts_on, ends_on, sections) values ($1, 2026, '2026-01-01', '2026-12-31', '{"一": "年度目标"}') returning id`, [parkId]);
  for (const [index, { key, measure, target = ['>=', 1], rung, project, parent, holder, dueOn }] of items.entries()) {
    await db.query(
      `insert into public.plan_items (id, park_id, plan_id, key, file_order, section, kind, name, commitment, commitment_class, due_on, due_stated,
         target_op, target_value, target_unit, measure_type, measure, rung, project_id, parent_id, value_item_id)
       values ($1, $2, $3, $4, $5, '一', 'indicator', $4, '完成', 'hard', $6, $6::date is not null, $7, $8, '个', $9, $10, $11, $12, $13, $14)`,
      [ids[key], parkId, planId, key, index + 1, dueOn ?? null, target?.[0] ?? null, target?.[1] ?? null, measure.type, JSON.stringify(measure),
        rung ?? null, project ?? null, parent ? ids[parent] : null, ids[holder ?? key]],
    );
  }
  for (const { key, counts = [], projects = [], holder } of items) {
    for (const other of counts) await db.query("insert into public.plan_item_links values ($1, 'counts', $2, $3)", [ids[key], ids[other], parkId]);
    if (holder) await db.query("insert into public.plan_item_links values ($1, 'same_as', $2, $3)", [ids[key], ids[holder], parkId]);
    for (const project of projects) await db.query('insert into public.plan_item_projects values ($1, $2, $3)', [ids[key], project, parkId]);
  }
  await db.query('commit');
  return ids;
}

export const milestoneOf = async (db: Client, projectId: string, rung: string) =>
  (await db.query<{ id: string }>('select id from public.milestones where project_id = $1 and rung = $2', [projectId, rung])).rows[0]!.id;

/** Straight into the database, photos and all: what a test starts from. */
export async function submitDirectly(db: Client, person: Person, kind: string, body: { id: string; photos: { sha256: string }[] }, milestoneId: string | null = null): Promise<void> {
  await asPerson(db, person, () => db.query('select api.submit($1, $2, $3)', [kind, JSON.stringify(body), milestoneId]));
  if (body.photos.length > 0) await asService(db, () => db.query('select api.mark_photos_stored($1, $2)', [body.id, body.photos.map((photo) => photo.sha256)]));
}

/** An item for each kind of record. */
export const recordedItems: PlanItemSpec[] = [
  { key: 'figure', measure: { type: 'reported' }, target: ['>=', 100] },
  { key: 'share', measure: { type: 'ratio', numerator: '已供', denominator: '已批' }, target: null },
  { key: 'rest', measure: { type: 'complement', of: 'share' }, target: null, counts: ['share'] },
  { key: 'achievement', measure: { type: 'count_achievements' }, target: ['>=', 2] },
  { key: 'incident', measure: { type: 'count_incidents' }, target: ['=', 0] },
  { key: 'done', measure: { type: 'done' }, target: ['=', 1] },
  { key: 'gap', measure: { type: 'placeholder', count: 2 }, target: ['=', 2] },
];

async function makeWaiting(db: Client, office: Person, items: World['items']): Promise<World['waiting']> {
  const sent = { reading: reading(items.figure), achievement: achievement(items.achievement), completion: completion(items.done) };
  for (const [kind, body] of Object.entries(sent)) await submitDirectly(db, office, kind, body);
  return { reading: sent.reading.id, achievement: sent.achievement.id, completion: sent.completion.id };
}

/** A step of an order, straight into the database. */
export const actOnOrder = (db: Client, person: Person, kind: string, orderId: string, body: Record<string, unknown>) =>
  asPerson(db, person, () => db.query("select api.act_on_order($1, $2, 'test', $3)", [orderId, kind, JSON.stringify(body)]));

/** Issued by the leader to this person about a project, and acknowledged. */
export async function acknowledgedOrder(db: Client, leader: Person, addressee: Person, projectId: string): Promise<string> {
  const issue = orderIssue({ projectId }, addressee.staffId);
  await actOnOrder(db, leader, 'issued', issue.id, issue);
  await actOnOrder(db, addressee, 'acknowledged', issue.id, orderStep(issue.id));
  return issue.id;
}

export async function makeWorld(db: Client, cast: Cast, slug: keyof Cast['parks']): Promise<World> {
  const park = cast.parks[slug];
  const inspectorName: CastName = slug === 'linxiang' ? 'liming' : 'heping';
  const inspector = cast.people[inspectorName];
  const projectId = Object.values(park.projects)[0]!;
  const checklistVersionId = await layChecklist(db, park.id);
  const checklist = createChecklist();
  await asPerson(db, cast.people[slug === 'linxiang' ? 'wangfang' : 'wugang'], () => db.query('select api.create_checklist($1)', [JSON.stringify(checklist)]));
  const items = await layPlan(db, park.id, [{ key: 'completed', measure: { type: 'count_milestones', milestone: 'completed' }, rung: 'completed' }, ...recordedItems]) as World['items'] & { completed: string };
  const visit = inspection(projectId, { photos: [manifestPhoto()] });
  await submitDirectly(db, inspector, 'inspection', visit);
  await submitDirectly(db, inspector, 'safety_check', safetyCheck(projectId, checklistVersionId, checklistKeys, ['b']));
  await submitDirectly(db, inspector, 'hazard_open', hazardOpen(projectId));
  const milestoneId = await milestoneOf(db, projectId, 'completed');
  const report = milestoneReport(projectId);
  await submitDirectly(db, inspector, 'milestone_report', report, milestoneId);
  const { rows } = await db.query<{ id: string }>('select id from public.hazards where park_id = $1 limit 1', [park.id]);
  const orderId = await acknowledgedOrder(db, cast.people[slug === 'linxiang' ? 'liujianguo' : 'machao'], inspector, projectId);
  const answer = orderAnswer(orderId, projectId);
  await submitDirectly(db, inspector, 'order_answer', answer);
  return {
    projectId,
    milestoneId,
    milestoneReportId: report.id,
    checklistVersionId,
    checklistId: checklist.id,
    reportId: visit.id,
    ownerId: inspector.staffId,
    hazardId: rows[0]!.id,
    planItemId: items.completed,
    items,
    waiting: await makeWaiting(db, cast.people[slug === 'linxiang' ? 'wangfang' : 'wugang'], items),
    orderId,
    orderAnswerId: answer.id,
    staffId: (await makePerson(db, cast, slug, 'leader')).staffId,
    enterpriseId: Object.values(park.enterprises)[0]!,
    inviteId: await makeInvite(db, park.id),
  };
}

/** Somebody new with a session, for what ends accounts or sessions. */
export async function makePerson(db: Client, cast: Cast, slug: keyof Cast['parks'], role: string): Promise<Person> {
  const park = cast.parks[slug];
  const enterpriseId = role === 'contact' ? Object.values(park.enterprises)[0]! : null;
  const staffId = await insertId(db, 'insert into public.staff (park_id, role, name, enterprise_id) values ($1, $2, $3, $4) returning id', [park.id, role, `新 ${role}`, enterpriseId]);
  return { name: `新 ${role}`, role, parkId: park.id, staffId, sessionId: await openSession(db, staffId), enterpriseId };
}

export async function makeInvite(db: Client, parkId: string, change: Record<string, unknown> = {}): Promise<string> {
  const row = { park_id: parkId, code_hash: uuidv7(), role: 'leader', name: '新人', expires_at: '2030-01-01T00:00:00Z', ...change };
  const columns = Object.keys(row);
  return insertId(db, `insert into public.invites (${columns.join(', ')}) values (${columns.map((_, index) => `$${index + 1}`).join(', ')}) returning id`, Object.values(row));
}
