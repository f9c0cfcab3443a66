// Row level security as a table: role × table × command, own park and enterprise against another's. A table that is
// missing here fails, and so does a cell.
import { makeCast, asPerson, asService, insertId, type Cast, type CastName } from '../support/cast';
import { makeDatabase, type TestDatabase } from '../support/database';
import { createChecklist } from '../factories/checklist';
import { completion, hazardFields, hazardOpen, inspection, manifestPhoto, milestoneReport, orderAnswer, orderIssue, orderReview, orderStep, progress, randomSha, rectification, review, safetyCheck } from '../factories/submission';
import { aPlanFile, planImport } from '../factories/plan-file';
import { acknowledgedOrder, actOnOrder } from '../support/world';
import { v7 as uuidv7 } from 'uuid';

/**
 * What a person sees of a table: `park` every row of the own park; `enterprise` the rows of the own enterprise's
 * projects; `own` the row about oneself; `nothing` no row, or no grant at all.
 */
type Sight = 'park' | 'enterprise' | 'own' | 'nothing';
type Roles<T> = { inspector: T; contact: T; leader: T; office: T };
type Expectation = { select: Roles<Sight>; insert: Roles<boolean>; update: Roles<boolean> };

const nobody: Roles<boolean> = { inspector: false, contact: false, leader: false, office: false };
const officeOnly: Roles<boolean> = { ...nobody, office: true };
const anybody: Roles<boolean> = { inspector: true, contact: true, leader: true, office: true };
const sight = (inspector: Sight, contact: Sight, leader: Sight, office: Sight): Roles<Sight> => ({ inspector, contact, leader, office });
const withProject = sight('park', 'enterprise', 'park', 'park');
const notContacts = sight('park', 'nothing', 'park', 'park');
const serviceOnly: Expectation = { select: sight('nothing', 'nothing', 'nothing', 'nothing'), insert: nobody, update: nobody };
const readOnly = (select: Roles<Sight>): Expectation => ({ select, insert: nobody, update: nobody });

// Nobody deletes anywhere: asserted for every table below.
const matrix: Record<string, Expectation> = {
  parks: readOnly(sight('park', 'park', 'park', 'park')),
  enterprises: { select: withProject, insert: officeOnly, update: nobody },
  staff: readOnly(withProject),
  staff_phones: readOnly(sight('own', 'own', 'own', 'park')),
  wechat_identities: serviceOnly,
  sessions: readOnly(sight('own', 'own', 'own', 'own')),
  refresh_tokens: serviceOnly,
  sign_in_attempts: serviceOnly,
  job_cursors: serviceOnly,
  invites: { select: sight('nothing', 'nothing', 'nothing', 'park'), insert: officeOnly, update: officeOnly },
  staff_changes: { select: sight('nothing', 'nothing', 'nothing', 'park'), insert: anybody, update: nobody },
  audit: { select: sight('nothing', 'nothing', 'nothing', 'park'), insert: anybody, update: nobody },
  projects: { select: withProject, insert: officeOnly, update: nobody },
  project_facts: { select: withProject, insert: officeOnly, update: nobody },
  milestones: readOnly(withProject),
  milestone_reports: readOnly(withProject),
  milestone_answers: { select: withProject, insert: { inspector: true, contact: true, leader: false, office: true }, update: nobody },
  checklists: { select: sight('park', 'park', 'park', 'park'), insert: officeOnly, update: nobody },
  checklist_versions: { select: sight('park', 'park', 'park', 'park'), insert: officeOnly, update: nobody },
  checklist_drafts: { select: sight('nothing', 'nothing', 'nothing', 'park'), insert: officeOnly, update: nobody },
  checklist_events: { select: sight('park', 'park', 'park', 'park'), insert: officeOnly, update: nobody },
  rescues: { select: sight('nothing', 'nothing', 'nothing', 'park'), insert: officeOnly, update: nobody },
  submissions: { select: withProject, insert: { inspector: true, contact: true, leader: false, office: true }, update: nobody },
  // Only a sender or the office, only the reason, only while the photo has not arrived.
  photos: { select: withProject, insert: nobody, update: { ...nobody, inspector: true, office: true } },
  progress_reports: readOnly(withProject),
  safety_checks: readOnly(withProject),
  hazards: readOnly(withProject),
  hazard_actions: { select: withProject, insert: anybody, update: nobody },
  rectifications: readOnly(withProject),
  // An inspector sees no order about an item of the plan that is not his: tests/api/supervision-order.test.ts.
  supervision_orders: readOnly(withProject),
  order_actions: { select: withProject, insert: anybody, update: nobody },
  plan_imports: { select: notContacts, insert: officeOnly, update: nobody },
  plans: readOnly(notContacts),
  plan_items: readOnly(notContacts),
  plan_item_links: readOnly(notContacts),
  plan_item_projects: readOnly(notContacts),
  item_values: readOnly(notContacts),
  item_evidence: readOnly(notContacts),
  item_records: readOnly(notContacts),
  item_answers: { select: notContacts, insert: officeOnly, update: nobody },
  item_assignments: { select: notContacts, insert: officeOnly, update: nobody },
  project_assignments: { select: notContacts, insert: officeOnly, update: nobody },
  digests: readOnly(sight('nothing', 'nothing', 'park', 'park')),
  changes: readOnly(sight('nothing', 'nothing', 'park', 'park')),
  notices: { select: sight('own', 'own', 'own', 'own'), insert: nobody, update: anybody },
  notice_answers: { select: sight('own', 'own', 'own', 'own'), insert: anybody, update: nobody },
  notice_credits: readOnly(sight('own', 'own', 'own', 'own')),
  notice_deliveries: serviceOnly,
  wechat_tokens: serviceOnly,
  exports: { select: sight('nothing', 'nothing', 'park', 'park'), insert: { ...nobody, leader: true, office: true }, update: nobody },
};

/** What the service key may besides reading every table: what its functions do. */
const service: Record<string, string[]> = {
  parks: ['insert'],
  staff: ['insert', 'update created_at'],
  staff_phones: ['insert', 'update phone'],
  wechat_identities: ['delete', 'insert', 'update bound_at', 'update staff_id'],
  sessions: ['insert', 'update revoked_at'],
  refresh_tokens: ['delete', 'insert', 'update first_used_at'],
  sign_in_attempts: ['delete', 'insert', 'update failures'],
  job_cursors: ['insert', 'update moved_at', 'update place'],
  invites: ['insert', 'update claimed_at', 'update claimed_by', 'update phone'],
  audit: ['insert'],
  submissions: ['update counted_at', 'update status'],
  photos: ['update checked_at', 'update misfit', 'update misfit_at', 'update stored_at'],
  digests: ['insert', 'update content'],
  changes: ['update digest_id'],
  notices: ['insert'],
  notice_credits: ['update credits'],
  notice_deliveries: ['update attempts', 'update claim', 'update error_code', 'update lease_until', 'update next_at', 'update skipped_for', 'update state'],
  wechat_tokens: ['insert', 'update', 'update access_token', 'update appid', 'update expires_at', 'update refreshing_until'],
};

/** Tables of which nothing is rewritten, whoever tries, but for these columns. */
const appendOnly: Record<string, string[]> = {
  staff_changes: [],
  audit: [],
  project_facts: [],
  milestone_reports: ['is_live'],
  milestone_answers: [],
  checklists: ['name', 'project_categories'],
  checklist_versions: [],
  checklist_drafts: [],
  checklist_events: [],
  rescues: [],
  plan_imports: [],
  item_records: ['is_live', 'awaits_review'],
  item_answers: [],
  item_assignments: [],
  project_assignments: [],
  submissions: ['status', 'counted_at', 'is_corrected'],
  photos: ['stored_at', 'lost_at', 'lost_reason', 'checked_at', 'misfit', 'misfit_at'],
  progress_reports: ['counts'],
  safety_checks: [],
  hazard_actions: [],
  rectifications: [],
  supervision_orders: ['status', 'due_on', 'answer_id', 'closed_at'],
  order_actions: [],
  exports: [],
  digests: ['content'],
  changes: ['digest_id'],
  notices: ['read_at'],
  notice_answers: [],
};

const readers: CastName[] = ['liming', 'chenjing', 'sunwei', 'liujianguo', 'wangfang', 'heping', 'zhengli', 'machao', 'wugang'];

let database: TestDatabase;
let cast: Cast;
/** Who answers an inspector's report, by project key: the enterprise's contact, else the office. */
const otherParty: Record<string, CastName> = { bide: 'chenjing', chixing: 'sunwei', road: 'wangfang', green: 'zhengli' };

beforeAll(async () => {
  database = await makeDatabase();
  const { db } = database;
  cast = await makeCast(db);
  for (const [slug, park] of Object.entries(cast.parks)) await fillPark(slug, park.id);
});
afterAll(() => database.drop());

async function submit(by: CastName, kind: string, body: { id: string; photos: { sha256: string }[] }, milestoneId: string | null = null): Promise<void> {
  const { db } = database;
  await asPerson(db, cast.people[by], () => db.query('select api.submit($1, $2, $3)', [kind, JSON.stringify(body), milestoneId]));
  if (body.photos.length > 0) await asService(db, () => db.query('select api.mark_photos_stored($1, $2)', [body.id, body.photos.map((photo) => photo.sha256)]));
}

async function answer(by: CastName, milestoneId: string, reportId: string): Promise<void> {
  const body = JSON.stringify({ id: uuidv7(), reportId });
  await asPerson(database.db, cast.people[by], () => database.db.query("select api.answer_milestone($1, 'confirm', 'milestone.confirm', $2)", [milestoneId, body]));
}

/** An item of each park that takes completions. */
const doneItems: Record<string, string> = {};

/** A complete record by the park's inspector, waiting for its review. */
async function submitRecord(parkId: string): Promise<string> {
  const body = completion(doneItems[parkId]!);
  await submit(parkId === cast.parks.linxiang.id ? 'liming' : 'heping', 'completion', body);
  return body.id;
}

/** A checklist with a first draft, ready to be published; the id of both. */
async function draftChecklist(office: CastName): Promise<string> {
  const body = createChecklist();
  await asPerson(database.db, cast.people[office], () => database.db.query('select api.create_checklist($1)', [JSON.stringify(body)]));
  return body.id;
}

const officeOf = (parkId: string): CastName => (parkId === cast.parks.linxiang.id ? 'wangfang' : 'wugang');

const milestoneOf = async (projectId: string, rung: string) =>
  (await database.db.query<{ id: string }>('select id from public.milestones where project_id = $1 and rung = $2', [projectId, rung])).rows[0]!.id;

/** At least one row in every table, for each project where the table knows projects. */
async function fillPark(slug: string, parkId: string): Promise<void> {
  const { db } = database;
  const park = cast.parks[slug as keyof Cast['parks']];
  const here = (['liming', 'heping'] as const).find((name) => cast.people[name].parkId === parkId)!;
  const office = (['wangfang', 'wugang'] as const).find((name) => cast.people[name].parkId === parkId)!;
  const checklistId = await insertId(db, "insert into public.checklists (park_id, key, name) values ($1, 'site', '工地') returning id", [parkId]);
  const versionId = await insertId(
    db,
    `insert into public.checklist_versions (park_id, checklist_id, version, items) values ($1, $2, 1, '[{"key": "a"}, {"key": "b"}]') returning id`,
    [parkId, checklistId],
  );
  const drafted = await draftChecklist(office);
  await asPerson(db, cast.people[office], () => db.query("select api.change_checklist($1, 'retired', 'checklist.retire', $2)", [drafted, JSON.stringify({ id: uuidv7() })]));
  await asPerson(db, cast.people[office], () => db.query('select api.import_plan($1)', [JSON.stringify(planImport(aPlanFile({ planYear: 2025 })))]));
  const planId = await insertId(
    db,
    `insert into public.plans (park_id, year, starts_on, ends_on, sections) values ($1, 2026, '2026-01-01', '2026-12-31', '{"一": "年度目标"}') returning id`,
    [parkId],
  );
  park.planId = planId;
  const [firstProject] = Object.values(park.projects);
  const item = `insert into public.plan_items (park_id, plan_id, key, file_order, section, kind, name, commitment, commitment_class,
    due_stated, target_op, target_value, target_unit, measure_type, measure, rung, parent_id, value_item_id, id)
    values ($1, $2, $3, $4, '一', 'indicator', $3, '完成', 'hard', false, '>=', 1, '个', $5, $6, $7, $8, $9, $9)`;
  const [totalId, childId] = [uuidv7(), uuidv7()];
  await db.query(item, [parkId, planId, 'total', 1, 'count_children_done', '{}', null, null, totalId]);
  await db.query(item, [parkId, planId, 'completed', 2, 'count_milestones', '{}', 'completed', totalId, childId]);
  await db.query("insert into public.plan_item_links values ($1, 'depends_on', $2, $3)", [totalId, childId, parkId]);
  doneItems[parkId] = uuidv7();
  await db.query(item, [parkId, planId, 'done', 3, 'done', '{}', null, null, doneItems[parkId]]);
  const record = await submitRecord(parkId);
  await asPerson(db, cast.people[office], () => db.query("select api.answer_item_record($1, 'completion', 'completion.review', $2)", [record, JSON.stringify(review(record))]));
  await asPerson(db, cast.people[office], () => db.query('select api.assign_projects($1, $2, $3)', [uuidv7(), [firstProject], cast.people[here].staffId]));
  await asPerson(db, cast.people[office], () => db.query('select api.assign_items($1, $2, $3)', [uuidv7(), [doneItems[parkId]], cast.people[here].staffId]));
  await db.query('insert into public.plan_item_projects values ($1, $2, $3)', [childId, firstProject, parkId]);

  for (const [key, projectId] of Object.entries(park.projects)) {
    await submit(here, 'inspection', inspection(projectId, { photos: [manifestPhoto()] }));
    const waiting = inspection(projectId, { photos: [manifestPhoto()] });
    await asPerson(db, cast.people[here], () => db.query("select api.submit('inspection', $1)", [JSON.stringify(waiting)]));
    await submit(here, 'progress', progress(projectId));
    await submit(here, 'safety_check', safetyCheck(projectId, versionId, ['a', 'b'], ['b']));
    await submit(here, 'hazard_open', hazardOpen(projectId));
    const hazardId = (await db.query<{ id: string }>('select id from public.hazards where project_id = $1 limit 1', [projectId])).rows[0]!.id;
    await asPerson(db, cast.people[office], () => db.query("select api.act_on_hazard($1, 'assigned', 'hazard.assign', $2)", [hazardId, JSON.stringify({ id: uuidv7(), responsibleId: cast.people[here].staffId })]));
    await submit(here, 'hazard_rectify', rectification(projectId, hazardId));
    await asPerson(db, cast.people[office], () =>
      db.query('select api.record_project_fact($1, $2)', [projectId, JSON.stringify({ id: uuidv7(), totalInvestmentYuan: 100 })]),
    );
    const report = milestoneReport(projectId);
    await submit(here, 'milestone_report', report, await milestoneOf(projectId, 'completed'));
    await answer(otherParty[key]!, await milestoneOf(projectId, 'completed'), report.id);
  }
  // Of each project one order for its other party and one for an inspector, both answered.
  const leader = (['liujianguo', 'machao'] as const).find((name) => cast.people[name].parkId === parkId)!;
  for (const [key, projectId] of Object.entries(park.projects))
    for (const addressee of [otherParty[key]!, here]) {
      const orderId = await acknowledgedOrder(db, cast.people[leader], cast.people[addressee], projectId);
      const reply = orderAnswer(orderId, projectId, { photos: [manifestPhoto()] });
      await submit(addressee, 'order_answer', reply);
      if (addressee === here) await actOnOrder(db, cast.people[leader], 'returned', orderId, orderReview(orderId, reply.id, { answer: 'return', reason: '缺验收单' }));
    }
  const rescued = inspection(firstProject!);
  await asPerson(db, cast.people[office], () => db.query('select api.import_submission($1, $2, $3)', [cast.people[here].staffId, 'inspection', JSON.stringify(rescued)]));
  await asService(db, () => db.query('select api.freeze_digest($1, $2)', [parkId, '2026-11-22']));
  await asPerson(db, cast.people[office], () => db.query("select api.keep_export($1, 'ledger', '2026-11-01', '2026-11-30', $2, 1000, 12)", [uuidv7(), randomSha()]));
  for (const person of Object.values(cast.people).filter((one) => one.parkId === parkId)) {
    await db.query("insert into public.staff_phones (staff_id, park_id, phone) values ($1, $2, '13800000001')", [person.staffId, parkId]);
    await db.query('insert into public.wechat_identities (openid, staff_id) values ($1, $2)', [`openid-${person.staffId}`, person.staffId]);
    await db.query("insert into public.refresh_tokens (token_hash, session_id, generation, expires_at) values ($1, $2, 1, now() + interval '1 day')", [randomSha(), person.sessionId]);
  }
  // Whoever allows a message, so that each table of a person has rows: a 重大 hazard where everybody is told.
  for (const person of Object.values(cast.people).filter((one) => one.parkId === parkId))
    await db.query("insert into public.notice_answers (id, template, park_id, staff_id, answer) values ($1, 'rectification', $2, $3, 'accept')", [uuidv7(), parkId, person.staffId]);
  for (const projectId of Object.values(park.projects)) {
    await submit(here, 'hazard_open', hazardOpen(projectId, { hazard: hazardFields({ severity: 'major' }) }));
    // Of the opener's own hazards he is told when they are rectified.
    const { rows } = await db.query<{ id: string }>('select id from public.hazards where project_id = $1 order by seq desc limit 1', [projectId]);
    await db.query("insert into public.hazard_actions (park_id, hazard_id, project_id, kind, acted_by, acted_at) values ($1, $2, $3, 'rectified', $4, now())", [parkId, rows[0]!.id, projectId, cast.people[office].staffId]);
  }
  await db.query('insert into public.wechat_tokens (appid, access_token) values ($1, $1)', [`wx-${slug}`]);
  await db.query("insert into public.invites (park_id, code_hash, role, name, expires_at) values ($1, $2, 'leader', '新人', now() + interval '1 day')", [parkId, randomSha()]);
  await db.query("insert into public.sign_in_attempts values ($1, now(), 1)", [randomSha()]);
  await db.query("insert into public.job_cursors (job, place) values ($1, '{}')", [slug]);
  await db.query("insert into public.staff_changes (park_id, staff_id, kind, made_by) values ($1, $2, 'sessions_ended', $2)", [parkId, cast.people[office].staffId]);
  // Ending the office's sessions was only to have a row; the cast signs in again.
  await db.query('update public.sessions set revoked_at = null');
}

// ---------------------------------------------------------------- the rows a person should see

/** Restricts a table to the rows of one enterprise's projects (or of the enterprise itself). */
const byProject = 'project_id in (select id from public.projects where enterprise_id = $2)';
const notOthersAnswer = '(order_id is null or order_id in (select id from public.supervision_orders where enterprise_id = $2))';
const ofEnterprise: Record<string, string> = {
  enterprises: 'id = $2',
  staff: 'enterprise_id is null or enterprise_id = $2',
  projects: 'enterprise_id = $2',
  // Whom an order asks, and not whose project it is about.
  supervision_orders: 'enterprise_id = $2',
  order_actions: 'order_id in (select id from public.supervision_orders where enterprise_id = $2)',
  submissions: `${byProject} and ${notOthersAnswer}`,
  photos: `${byProject} and submission_id not in (select id from public.submissions where not (${notOthersAnswer}))`,
};
const tablesOfPersons = ['sessions', 'staff_phones', 'notices', 'notice_answers', 'notice_credits'];

/** Rows by the database's own eye: ctid is a row's place, so two sets of rows can be compared whatever the table. */
async function places(table: string, condition: string, values: unknown[]): Promise<string[]> {
  const { rows } = await database.db.query<{ ctid: string }>(`select ctid::text from public.${table} where ${condition}`, values);
  return rows.map((row) => row.ctid).sort();
}

async function expectedPlaces(table: string, seen: Sight, name: CastName): Promise<string[]> {
  const person = cast.people[name];
  const parkColumn = table === 'parks' ? 'id' : 'park_id';
  if (seen === 'nothing') return [];
  if (seen === 'own') return places(table, tablesOfPersons.includes(table) ? 'staff_id = $1' : 'false', [person.staffId]);
  if (seen === 'park' || person.enterpriseId === null) return places(table, `${parkColumn} = $1`, [person.parkId]);
  return places(table, `${parkColumn} = $1 and (${ofEnterprise[table] ?? byProject})`, [person.parkId, person.enterpriseId]);
}

const isRefused = (error: unknown) => (error as { code?: string }).code === '42501';

async function seenPlaces(table: string, name: CastName | null): Promise<string[]> {
  try {
    const person = name && cast.people[name];
    return await asPerson(database.db, person, () => places(table, 'true', []), false);
  } catch (error) {
    if (isRefused(error)) return [];
    throw error;
  }
}

test('every table of the schema is in the matrix, and the other way round', async () => {
  const { rows } = await database.db.query<{ relname: string }>("select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1");
  expect(rows.map((row) => row.relname)).toEqual(Object.keys(matrix).sort());
});

describe.each(Object.entries(matrix))('%s', (table, expected) => {
  test('has rows in both parks, so that a refusal means something', async () => {
    const count = async (parkId: string) => (await places(table, table === 'parks' ? 'id = $1' : 'park_id = $1', [parkId])).length;
    const parkless = ['wechat_identities', 'refresh_tokens', 'sign_in_attempts', 'job_cursors', 'wechat_tokens'];
    if (parkless.includes(table)) expect((await places(table, 'true', [])).length).toBeGreaterThan(0);
    else for (const park of Object.values(cast.parks)) expect(await count(park.id)).toBeGreaterThan(0);
  });

  test.each(readers)('select: %s sees exactly the rows of the role', async (name) => {
    const role = cast.people[name].role as keyof Roles<Sight>;
    expect(await seenPlaces(table, name)).toEqual(await expectedPlaces(table, expected.select[role], name));
  });

  test('select: nobody without a live session sees a row', async () => {
    expect(await seenPlaces(table, null)).toEqual([]);
    const { sessionId, staffId } = cast.people.zhaoqiang;
    await database.db.query('update public.sessions set revoked_at = now() where id = $1', [sessionId]);
    const seen = await asPerson(database.db, { sessionId, staffId }, () => places(table, 'true', []), false).catch((error: unknown) => {
      if (isRefused(error)) return [];
      throw error;
    });
    await database.db.query('update public.sessions set revoked_at = null where id = $1', [sessionId]);
    // A device may still read that its own session is over.
    expect(seen).toHaveLength(table === 'sessions' ? 1 : 0);
  });

  test.each(readers)('delete: %s is refused', async (name) => {
    await expect(asPerson(database.db, cast.people[name], () => database.db.query(`delete from public.${table}`), false)).rejects.toMatchObject({ code: '42501' });
  });

  test.each(readers)('update: %s is refused, or reaches rows of the own park only', async (name) => {
    const role = cast.people[name].role as keyof Roles<boolean>;
    const { rows } = await database.db.query<{ attname: string }>(
      "select attname from pg_attribute where attrelid = ('public.' || $1)::regclass and attnum > 0 and not attisdropped and attgenerated = '' and attidentity = ''",
      [table],
    );
    const [granted, value, reached] = {
      invites: ['revoked_at', 'revoked_at', 'park_id = $1'],
      notices: ['read_at', 'now()', `staff_id = '${cast.people[name].staffId}' and park_id = $1`],
      photos: ['lost_reason', "'手机丢了'", `park_id = $1 and stored_at is null${role === 'office' ? '' : ` and submission_id in (select id from public.submissions where created_by = '${cast.people[name].staffId}')`}`],
    }[table] ?? [null, '', 'true'];
    for (const { attname } of rows) {
      const update = asPerson(database.db, cast.people[name], () => database.db.query(`update public.${table} set ${attname} = ${attname === granted ? value : attname}`), false);
      if (attname !== granted) await expect(update).rejects.toMatchObject({ code: '42501' });
      else if (!expected.update[role]) expect((await update).rowCount).toBe(0);
      else {
        const expectedCount = (await places(table, reached!, [cast.people[name].parkId])).length;
        expect((await update).rowCount).toBe(expectedCount);
        expect(expectedCount).toBeGreaterThan(0);
      }
    }
  });
});

describe('the service key', () => {
  test.each(Object.keys(matrix))('%s: reads, and writes what its functions write', async (table) => {
    const { rows } = await database.db.query<{ may: string }>(
      `select lower(privilege_type) as may from information_schema.role_table_grants where grantee = 'service_role' and table_schema = 'public' and table_name = $1
       union select 'update ' || attname from pg_attribute where attrelid = ('public.' || $1)::regclass and attnum > 0 and not attisdropped
         and has_column_privilege('service_role', attrelid, attnum, 'update') order by 1`,
      [table],
    );
    expect(rows.map(({ may }) => may)).toEqual([...(service[table] ?? []), 'select'].sort());
  });

  test.each(Object.keys(matrix).filter((table) => !service[table]?.includes('delete')))('%s: deletes nothing', async (table) => {
    await expect(asService(database.db, () => database.db.query(`delete from public.${table}`))).rejects.toMatchObject({ code: '42501' });
  });
});

describe.each(Object.entries(appendOnly))('%s is append-only', (table, free) => {
  const refused = /append-only|never changes|never rewritten/;

  test('also for the owner', async () => {
    const { rows } = await database.db.query<{ attname: string }>(
      "select attname from pg_attribute where attrelid = ('public.' || $1)::regclass and attnum > 0 and not attisdropped and attidentity = '' and attname <> all ($2)",
      [table, free],
    );
    let tried = 0;
    for (const { attname } of rows) {
      if ((await places(table, `${attname} is not null`, [])).length === 0) continue;
      tried += 1;
      await expect(database.db.query(`update public.${table} set ${attname} = null where ${attname} is not null`)).rejects.toThrow(refused);
    }
    expect(tried).toBeGreaterThan(2);
    await expect(database.db.query(`delete from public.${table}`)).rejects.toThrow(refused);
  });
});

test('a change is stamped once', async () => {
  const [stamped] = await places('changes', 'digest_id is not null', []);
  await expect(asService(database.db, () => database.db.query('update public.changes set digest_id = null where ctid = $1', [stamped]))).rejects.toThrow('append-only');
});

// ---------------------------------------------------------------- inserts

type Row = Record<string, unknown>;

/** A row that the role's policy should let in, in the person's own name and park. */
const validRow: Record<string, (name: CastName) => Promise<Row>> = {
  enterprises: async (name) => ({ park_id: cast.people[name].parkId, name: `企业 ${uuidv7()}` }),
  invites: async (name) => ({
    park_id: cast.people[name].parkId, code_hash: randomSha(), role: 'leader', name: '新人',
    created_by: cast.people[name].staffId, expires_at: '2027-01-01T00:00:00Z',
  }),
  staff_changes: async (name) => ({
    park_id: cast.people[name].parkId, staff_id: cast.people[name].staffId, kind: 'session_ended',
    session_id: cast.people[name].sessionId, made_by: cast.people[name].staffId,
  }),
  audit: async (name) => ({
    park_id: cast.people[name].parkId, staff_id: cast.people[name].staffId, session_id: cast.people[name].sessionId,
    operation: 'me.read', outcome: 'done',
  }),
  projects: async (name) => ({
    id: uuidv7(), park_id: cast.people[name].parkId, name: `项目 ${uuidv7()}`, category: 'industrial', created_by: cast.people[name].staffId,
  }),
  project_facts: async (name) => ({
    id: uuidv7(), park_id: cast.people[name].parkId, project_id: visibleProject(name), body_sha256: randomSha(), recorded_by: cast.people[name].staffId,
  }),
  submissions: async (name) => {
    const body = progress(visibleProject(name), { percent: 60 });
    return {
      id: body.id, park_id: cast.people[name].parkId, project_id: body.projectId, created_by: cast.people[name].staffId,
      session_id: cast.people[name].sessionId, captured_at: body.capturedAt,
      ...(cast.people[name].role === 'office'
        ? { kind: 'hazard_open', body: JSON.stringify(hazardOpen(visibleProject(name))) }
        : { kind: 'progress', body: JSON.stringify(body) }),
    };
  },
  rescues: async (name) => {
    // Not yet imported by anybody: sent by its own person.
    const body = inspection(Object.values(Object.values(cast.parks).find((one) => one.id === cast.people[name].parkId)!.projects)[0]!);
    await submit(cast.people[name].parkId === cast.parks.linxiang.id ? 'liming' : 'heping', 'inspection', body);
    return { submission_id: body.id, imported_by: cast.people[name].staffId, park_id: cast.people[name].parkId };
  },
  checklists: async (name) => ({ id: uuidv7(), park_id: cast.people[name].parkId, key: uuidv7(), name: '新检查表', project_categories: '{industrial}' }),
  checklist_versions: async (name) => {
    const { parkId, staffId } = cast.people[name];
    const drafted = await draftChecklist(officeOf(parkId));
    return { id: uuidv7(), park_id: parkId, checklist_id: drafted, draft_id: drafted, published_by: staffId };
  },
  checklist_drafts: async (name) => {
    const { parkId, staffId } = cast.people[name];
    return { id: uuidv7(), park_id: parkId, checklist_id: await draftChecklist(officeOf(parkId)), revision: 2, name: '二', project_categories: '{industrial}', items: '[]', body_sha256: randomSha(), saved_by: staffId };
  },
  checklist_events: async (name) => {
    const { parkId, staffId } = cast.people[name];
    return { id: uuidv7(), park_id: parkId, checklist_id: await draftChecklist(officeOf(parkId)), kind: 'retired', acted_by: staffId };
  },
  plan_imports: async (name) => ({
    id: uuidv7(), park_id: cast.people[name].parkId, body: JSON.stringify(planImport(aPlanFile())), imported_by: cast.people[name].staffId,
  }),
  item_answers: async (name) => ({
    id: uuidv7(), park_id: cast.people[name].parkId, record_id: await submitRecord(cast.people[name].parkId), answer: 'approve', body: '{}', answered_by: cast.people[name].staffId,
  }),
  item_assignments: async (name) => ({
    id: uuidv7(), park_id: cast.people[name].parkId, item_id: doneItems[cast.people[name].parkId], owner_id: null, assigned_by: cast.people[name].staffId,
  }),
  project_assignments: async (name) => ({
    id: uuidv7(), park_id: cast.people[name].parkId, project_id: visibleProject(name), inspector_id: null, assigned_by: cast.people[name].staffId,
  }),
  order_actions: async (name) => {
    const { parkId, role, staffId } = cast.people[name];
    const leader: CastName = parkId === cast.parks.linxiang.id ? 'liujianguo' : 'machao';
    const issue = orderIssue({ projectId: visibleProject(name) }, role === 'leader' ? cast.people[parkId === cast.parks.linxiang.id ? 'liming' : 'heping'].staffId : staffId);
    const row = { id: issue.id, park_id: parkId, order_id: issue.id, kind: 'issued', body: JSON.stringify(issue), acted_by: staffId };
    if (role === 'leader') return row;
    await actOnOrder(database.db, cast.people[leader], 'issued', issue.id, issue);
    const step = orderStep(issue.id);
    return { ...row, id: step.id, kind: 'acknowledged', body: JSON.stringify(step) };
  },
  notice_answers: async (name) => ({ id: uuidv7(), template: 'digest', park_id: cast.people[name].parkId, staff_id: cast.people[name].staffId, answer: 'accept' }),
  exports: async (name) => ({
    id: uuidv7(), park_id: cast.people[name].parkId, kind: 'daily', from_on: '2026-11-22', to_on: '2026-11-22', sha256: randomSha(), bytes: 1000, made_by: cast.people[name].staffId,
  }),
  hazard_actions: async (name) => {
    const { parkId, staffId, role } = cast.people[name];
    const isFirst = parkId === cast.parks.linxiang.id;
    const contact: CastName = name === 'sunwei' ? 'sunwei' : isFirst ? 'chenjing' : 'zhengli';
    const { rectified, requested, id } = await hazardOf(contact);
    const step = {
      inspector: { row: { hazard_id: rectified.hazardId, kind: 'verified', answers_id: rectified.id }, says: { answer: 'verified' } },
      contact: { row: { hazard_id: id, kind: 'extension_requested', due_on: '2099-01-01', note: '等配件' }, says: { dueOn: '2099-01-01', reason: '等配件' } },
      leader: { row: { hazard_id: requested.hazardId, kind: 'extension_refused', answers_id: requested.id, note: '不能再拖' }, says: { answer: 'extension_refused', requestId: requested.id, reason: '不能再拖' } },
      office: { row: { hazard_id: id, kind: 'assigned', responsible_id: staffId }, says: { responsibleId: staffId } },
    }[role as keyof Roles<Row>];
    const stepId = uuidv7();
    return { id: stepId, park_id: parkId, body: JSON.stringify({ id: stepId, ...step.says }), acted_by: staffId, ...step.row };
  },
  milestone_answers: async (name) => ({
    id: uuidv7(), park_id: cast.people[name].parkId, ...(await answerableBy(name)), answer: 'confirm', body: '{}', answered_by: cast.people[name].staffId,
  }),
};

/** Of the contact's enterprise: a hazard, one that was rectified, and one for which more time was asked. */
async function hazardOf(contact: CastName) {
  const projectId = visibleProject(contact);
  const open = async () => {
    const body = hazardOpen(projectId);
    await submit(cast.people[contact].parkId === cast.parks.linxiang.id ? 'zhouyang' : 'wugang', 'hazard_open', body);
    return (await database.db.query<{ id: string }>('select id from public.hazards where submission_id = $1', [body.id])).rows[0]!.id;
  };
  const [id, rectifiedId, requestedId, requestId] = [await open(), await open(), await open(), uuidv7()];
  await submit(contact, 'hazard_rectify', rectification(projectId, rectifiedId));
  await asPerson(database.db, cast.people[contact], () => database.db.query("select api.act_on_hazard($1, 'extension_requested', 'hazard.extend', $2)", [requestedId, JSON.stringify({ id: requestId, dueOn: '2099-01-01', reason: '等配件' })]));
  const action = async (hazardId: string) => ({ hazardId, id: (await database.db.query<{ id: string }>("select id from public.hazard_actions where hazard_id = $1 and kind <> 'opened'", [hazardId])).rows[0]!.id });
  return { id, rectified: await action(rectifiedId), requested: await action(requestedId) };
}

function visibleProject(name: CastName): string {
  const { parkId } = cast.people[name];
  const park = Object.values(cast.parks).find((one) => one.id === parkId)!;
  return name === 'sunwei' ? park.projects.chixing! : Object.values(park.projects)[0]!;
}

/** A fresh, complete report of a free rung which this person's role is to answer. */
async function answerableBy(name: CastName): Promise<Row> {
  const { parkId, role } = cast.people[name];
  const park = Object.values(cast.parks).find((one) => one.id === parkId)!;
  const isFirst = parkId === cast.parks.linxiang.id;
  const projectId = role === 'office' && isFirst ? park.projects.road! : visibleProject(name);
  const reporter: CastName = role === 'inspector' || (role === 'office' && !isFirst) ? (isFirst ? 'chenjing' : 'zhengli') : isFirst ? 'zhouyang' : 'heping';
  const { rows } = await database.db.query<{ id: string; rung: string }>("select id, rung from public.milestones where project_id = $1 and status = 'none' limit 1", [projectId]);
  const free = rows[0] ?? (await database.db.query<{ id: string; rung: string }>("select id, rung from public.milestones where project_id = $1 and status = 'reported' limit 1", [projectId])).rows[0]!;
  const report = milestoneReport(projectId, { rung: free.rung });
  await submit(reporter, 'milestone_report', report, free.id);
  return { milestone_id: free.id, report_id: report.id };
}

const insert = (table: string, row: Row) => {
  const columns = Object.keys(row);
  return database.db.query(`insert into public.${table} (${columns.join(', ')}) values (${columns.map((_, index) => `$${index + 1}`).join(', ')})`, Object.values(row));
};

describe.each(Object.entries(matrix))('%s: insert', (table, expected) => {
  const build = validRow[table];
  if (!build) {
    test.each(readers)('%s has no grant', async (name) => {
      expect(Object.values(expected.insert)).not.toContain(true);
      await expect(asPerson(database.db, cast.people[name], () => database.db.query(`insert into public.${table} default values`), false)).rejects.toMatchObject({ code: '42501' });
    });
    return;
  }
  test.each(readers)('%s may exactly as the role may', async (name) => {
    const row = await build(name);
    const attempt = asPerson(database.db, cast.people[name], () => insert(table, row), false);
    if (expected.insert[cast.people[name].role as keyof Roles<boolean>]) await expect(attempt).resolves.toMatchObject({ rowCount: 1 });
    // Before row security is asked, a trigger may already say that the row does not fit the person.
    else await expect(attempt).rejects.toMatchObject({ code: expect.stringMatching(/^(42501|PT403)$/) });
  });

  test.each(readers)('%s is refused in the name of another park', async (name) => {
    const other: CastName = cast.people[name].parkId === cast.parks.linxiang.id ? 'wugang' : 'wangfang';
    const row = await build(other);
    await expect(asPerson(database.db, cast.people[name], () => insert(table, row), false)).rejects.toMatchObject({ code: '42501' });
  });

  test('a row in the name of a colleague is refused', async () => {
    if (table === 'enterprises' || table === 'checklists') return;
    const row = await build('wangfang');
    await expect(asPerson(database.db, cast.people.zhaoqiang, () => insert(table, row), false)).rejects.toMatchObject({ code: '42501' });
  });
});

test('a contact answers and reports only for its own enterprise', async () => {
  const answerForBide = await validRow.milestone_answers!('chenjing');
  await expect(asPerson(database.db, cast.people.sunwei, () => insert('milestone_answers', { ...answerForBide, answered_by: cast.people.sunwei.staffId }), false)).rejects.toMatchObject({ code: '42501' });
  const progressOfBide = { ...(await validRow.submissions!('sunwei')), project_id: cast.parks.linxiang.projects.bide };
  await expect(asPerson(database.db, cast.people.sunwei, () => insert('submissions', progressOfBide), false)).rejects.toMatchObject({ code: 'PT404', message: 'project_not_found' });
});

describe('importing in the name of somebody', () => {
  const rowOf = (ownerName: CastName, kind: string, change: Row = {}, byName: CastName = 'wangfang'): Row => {
    const [owner, by] = [cast.people[ownerName], cast.people[byName]];
    const projectId = ownerName === 'heping' ? cast.parks.luyuan.projects.green! : cast.parks.linxiang.projects.bide!;
    const body = { inspection, progress, hazard_open: hazardOpen }[kind]!(projectId, { percentReason: '核实' });
    return {
      id: body.id, park_id: by.parkId, project_id: projectId, kind, created_by: owner.staffId, session_id: by.sessionId,
      body: JSON.stringify(body), captured_at: body.capturedAt, imported_by: by.staffId, ...change,
    };
  };
  const attempt = (byName: CastName, row: Row) => asPerson(database.db, cast.people[byName], () => insert('submissions', row), false);

  test('is for the office, and for what the owner might have sent', async () => {
    for (const [owner, kind] of [['liming', 'inspection'], ['liming', 'hazard_open'], ['chenjing', 'progress'], ['zhaoqiang', 'hazard_open']] as const)
      await expect(attempt('wangfang', rowOf(owner, kind))).resolves.toMatchObject({ rowCount: 1 });
  });

  test.each<[string, CastName, () => Row]>([
    ['a contact sends no inspection', 'wangfang', () => rowOf('chenjing', 'inspection')],
    ['the office sends none either', 'wangfang', () => rowOf('zhaoqiang', 'inspection')],
    ['a leader sends nothing', 'wangfang', () => rowOf('liujianguo', 'hazard_open')],
    ['a colleague says who imported', 'wangfang', () => rowOf('liming', 'inspection', { imported_by: cast.people.zhaoqiang.staffId })],
    ['with the session of a colleague', 'wangfang', () => rowOf('liming', 'inspection', { session_id: cast.people.zhaoqiang.sessionId })],
    ['an inspector imports nothing', 'zhouyang', () => rowOf('liming', 'inspection', {}, 'zhouyang')],
    ['nor does a leader', 'liujianguo', () => rowOf('liming', 'inspection', {}, 'liujianguo')],
    ['the office of the other park', 'wugang', () => rowOf('liming', 'inspection', { park_id: cast.parks.linxiang.id }, 'wugang')],
    ['an owner of the other park', 'wangfang', () => rowOf('heping', 'inspection', { project_id: cast.parks.linxiang.projects.bide })],
  ])('refused: %s', async (_, by, row) => {
    await expect(attempt(by, row())).rejects.toMatchObject({ code: '42501' });
  });
});

test('a leader exports reports and no ledger, and nobody names a digest of another park', async () => {
  const report = await validRow.exports!('liujianguo');
  const ledger = { ...report, kind: 'ledger', row_count: 1 };
  await expect(asPerson(database.db, cast.people.liujianguo, () => insert('exports', ledger), false)).rejects.toMatchObject({ code: '42501' });
  const digestOf = async (parkId: string) => (await database.db.query<{ id: string }>('select id from public.digests where park_id = $1', [parkId])).rows[0]!.id;
  const [ours, theirs] = [await digestOf(cast.parks.linxiang.id), await digestOf(cast.parks.luyuan.id)];
  await expect(asPerson(database.db, cast.people.liujianguo, () => insert('exports', { ...report, digest_id: ours }), false)).resolves.toMatchObject({ rowCount: 1 });
  await expect(asPerson(database.db, cast.people.liujianguo, () => insert('exports', { ...report, digest_id: theirs }), false)).rejects.toMatchObject({ code: '42501' });
});
