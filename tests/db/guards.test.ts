// Laws of the whole schema, so that a table, a function or an enum added tomorrow is held to them tomorrow.
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { checkAnswers } from '../../src/domain/checklist';
import { exportCode, exportKinds } from '../../src/domain/export';
import { hazardActionKinds, hazardStatuses, severities } from '../../src/domain/hazard';
import { majorCriteria } from '../../src/domain/major-criterion';
import { itemRecordKinds, reviewAnswers } from '../../src/domain/item-record';
import { commitmentClasses } from '../../src/domain/light';
import { measureTypes, targetOps } from '../../src/domain/measure';
import { mayAnswer, milestoneAnswers, milestoneEvents, milestoneStatuses, nextStatus, reportSides, rungs, sideOf, skippedRungs, type MilestoneEvent, type MilestoneStatus } from '../../src/domain/milestone';
import { noticeAbouts, noticeKinds, noticeTemplates } from '../../src/domain/notice';
import { itemKinds } from '../../src/domain/plan-file';
import { projectCategories } from '../../src/domain/project';
import { photoMisfits } from '../../src/domain/proof';
import { roles, type Role } from '../../src/domain/role';
import { distanceM, locationMissingReasons, photoFlags, photoSources, problemKinds, submissionKinds, submissionStatuses } from '../../src/domain/submission';
import { orderActionKinds, orderStatuses } from '../../src/domain/supervision-order';
import { shortCode } from '../../src/domain/short-code';
import { migrate } from '../../supabase/local/migrate';
import { safetyCheckAnswerSchema } from '../../src/contract/safety-check';
import { manifestPhoto, milestoneReport, progress, safetyCheck } from '../factories/submission';
import { asService, callAs, insertId, makeCast, openSession, type Cast, type Person } from '../support/cast';
import { makeDatabase, type TestDatabase } from '../support/database';
import { checklistKeys, layChecklist, milestoneOf, submitDirectly } from '../support/world';

let database: TestDatabase;
let cast: Cast;
beforeAll(async () => {
  database = await makeDatabase();
  cast = await makeCast(database.db);
});
afterAll(() => database.drop());

const rowsOf = async <T>(sql: string, values: unknown[] = []): Promise<T[]> => (await database.db.query(sql, values)).rows as T[];
const namesOf = async (sql: string) => (await rowsOf<{ name: string }>(sql)).map(({ name }) => name);
const ours = "('public', 'api', 'private')";

describe('every table', () => {
  test('stands in public and has row level security', async () => {
    expect(await namesOf("select oid::regclass::text as name from pg_class where relkind in ('r', 'p') and relnamespace in ('api'::regnamespace, 'private'::regnamespace)")).toEqual([]);
    expect(await namesOf("select relname as name from pg_class where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace and not relrowsecurity")).toEqual([]);
    expect((await namesOf("select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace")).length).toBeGreaterThan(25);
  });

  test('has no policy for anon, for everybody, or that is always true', async () => {
    expect(await namesOf("select tablename || ': ' || policyname as name from pg_policies where schemaname = 'public' and (roles <> '{authenticated}' or coalesce(qual, '') = 'true' or coalesce(with_check, '') = 'true')")).toEqual([]);
  });

  test('has a policy for each command granted to authenticated, and a grant for each policy', async () => {
    const grants = await namesOf(`select distinct table_name || ' ' || privilege_type as name from information_schema.column_privileges
      where grantee = 'authenticated' and table_schema = 'public' and privilege_type in ('SELECT', 'INSERT', 'UPDATE')
      union select table_name || ' ' || privilege_type from information_schema.role_table_grants where grantee = 'authenticated' and table_schema = 'public' order by 1`);
    const policies = await namesOf("select distinct tablename || ' ' || cmd as name from pg_policies where schemaname = 'public' order by 1");
    expect(grants).toEqual(policies);
    expect(grants.filter((grant) => /DELETE|TRUNCATE|TRIGGER|REFERENCES/.test(grant))).toEqual([]);
  });

  test('is commented, with every column', async () => {
    expect(await namesOf("select relname as name from pg_class c where relkind = 'r' and relnamespace = 'public'::regnamespace and coalesce(obj_description(oid, 'pg_class'), '') = ''")).toEqual([]);
    expect(
      await namesOf(`select c.relname || '.' || a.attname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and coalesce(col_description(c.oid, a.attnum), '') = ''`),
    ).toEqual([]);
  });

  test('has a primary key, and an index that leads with each foreign key', async () => {
    expect(await namesOf("select relname as name from pg_class c where relkind = 'r' and relnamespace = 'public'::regnamespace and not exists (select 1 from pg_constraint k where k.conrelid = c.oid and k.contype = 'p')")).toEqual([]);
    expect(
      await namesOf(`select k.conrelid::regclass || ' ' || k.conname as name from pg_constraint k where k.contype = 'f' and k.connamespace = 'public'::regnamespace
        and not exists (select 1 from pg_index i where i.indrelid = k.conrelid and (i.indkey::smallint[])[0:cardinality(k.conkey) - 1] @> k.conkey)`),
    ).toEqual([]);
  });

  test('anon may nothing at all', async () => {
    expect(await namesOf(`select table_schema || '.' || table_name as name from information_schema.role_table_grants where grantee in ('anon', 'PUBLIC') and table_schema in ${ours}`)).toEqual([]);
    expect(await namesOf(`select n.nspname as name from pg_namespace n where n.nspname in ${ours} and has_schema_privilege('anon', n.oid, 'usage')`)).toEqual([]);
    expect(await namesOf(`select p.oid::regprocedure::text as name from pg_proc p where p.pronamespace in (select oid from pg_namespace where nspname in ${ours}) and has_function_privilege('anon', p.oid, 'execute')`)).toEqual([]);
  });
});

describe('every function', () => {
  const all = `from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname in ${ours}`;

  test('is commented and pins its search path', async () => {
    expect(await namesOf(`select p.oid::regprocedure::text as name ${all} and coalesce(obj_description(p.oid, 'pg_proc'), '') = ''`)).toEqual([]);
    expect(await namesOf(`select p.oid::regprocedure::text as name ${all} and not coalesce(p.proconfig, '{}') @> array['search_path=""']`)).toEqual([]);
  });

  test('that is security definer is a private trigger, executable by nobody', async () => {
    expect(await namesOf(`select p.oid::regprocedure::text as name ${all} and p.prosecdef and (n.nspname <> 'private' or p.prorettype <> 'trigger'::regtype)`)).toEqual([]);
    expect(
      await namesOf(`select p.oid::regprocedure || ' ' || r as name ${all.replace(' where', ", unnest(array['anon', 'authenticated', 'service_role']) r where")} and p.prosecdef and has_function_privilege(r, p.oid, 'execute')`),
    ).toEqual([]);
  });

  test('of api is executable by exactly one of authenticated and service_role', async () => {
    expect(
      await namesOf(`select p.oid::regprocedure::text as name ${all} and n.nspname = 'api'
        and has_function_privilege('authenticated', p.oid, 'execute') = has_function_privilege('service_role', p.oid, 'execute')`),
    ).toEqual([]);
  });

  test('may call what it calls, as whoever may run it', async () => {
    expect(
      await namesOf(`select distinct c.name || ' as ' || r as name
        from (select p.oid, n.nspname || '.' || p.proname as name, p.prorettype = 'trigger'::regtype as is_trigger, called[1] as callee
          ${all.replace(' where', ", regexp_matches(p.prosrc, '((?:private|api)\\.[a-z_0-9]+)\\s*\\(', 'g') called where")} and not p.prosecdef) c
        join (select p.oid, n.nspname || '.' || p.proname as name ${all}) callee on callee.name = c.callee
        cross join unnest(array['authenticated', 'service_role']) r
        where not has_function_privilege(r, callee.oid, 'execute')
          and case when c.is_trigger then exists (select from pg_trigger t where t.tgfoid = c.oid
              and (has_any_column_privilege(r, t.tgrelid, 'insert') or has_any_column_privilege(r, t.tgrelid, 'update')))
            else has_function_privilege(r, c.oid, 'execute') end`),
    ).toEqual([]);
  });

  test('of api for people enters first', async () => {
    expect(
      await namesOf(`select p.oid::regprocedure::text as name ${all} and n.nspname = 'api' and has_function_privilege('authenticated', p.oid, 'execute') and p.prosrc not like '%private.enter()%'`),
    ).toEqual([]);
  });
});

describe('migrations', () => {
  test('a second time apply nothing', async () => {
    const dump = () => rowsOf("select oid::regclass::text, relkind, relacl::text from pg_class where relnamespace = 'public'::regnamespace order by 1");
    const before = await dump();
    expect(await migrate(database.url)).toEqual([]);
    expect(await dump()).toEqual(before);
    const files = fs.readdirSync(path.join(__dirname, '../../supabase/migrations')).filter((name) => name.endsWith('.sql'));
    expect(await namesOf("select version || '_' || name || '.sql' as name from supabase_migrations.schema_migrations order by version")).toEqual(files.sort());
  });
});

// ---------------------------------------------------------------- words that stand in both languages

describe('the words of src/domain are those of the check constraints', () => {
  const enums: Record<string, readonly string[]> = {
    staff_role_check: roles,
    sessions_role_check: roles,
    invites_role_check: roles,
    staff_changes_role_check: roles,
    staff_changes_kind_check: ['session_ended', 'sessions_ended', 'role_changed', 'closed'],
    audit_outcome_check: ['done', 'refused', 'failed'],
    projects_category_check: projectCategories,
    milestones_rung_check: rungs,
    milestones_status_check: milestoneStatuses,
    milestone_reports_side_check: reportSides,
    milestone_answers_answer_check: milestoneAnswers,
    submissions_kind_check: submissionKinds,
    submissions_about_one: [...itemRecordKinds, 'order_answer'],
    submissions_status_check: submissionStatuses,
    item_records_kind_check: itemRecordKinds,
    item_answers_answer_check: reviewAnswers,
    photos_source_check: photoSources,
    photos_location_missing_check: locationMissingReasons,
    photos_flags_check: photoFlags,
    photos_misfit_check: photoMisfits,
    photos_media_check: ['image/jpeg', 'application/pdf'],
    progress_reports_problems_check: problemKinds,
    hazards_severity_check: severities,
    hazards_status_check: hazardStatuses,
    hazards_major_criterion_check: majorCriteria,
    checklist_drafts_project_categories_check: projectCategories,
    checklist_events_kind_check: ['retired', 'restored'],
    hazard_actions_kind_check: hazardActionKinds,
    supervision_orders_status_check: orderStatuses,
    order_actions_kind_check: orderActionKinds,
    order_actions_reason_given: ['returned', 'extended', 'withdrawn'],
    order_actions_due_named: ['issued', 'extended'],
    order_actions_answer_named: ['answered', 'returned', 'closed'],
    exports_kind_check: exportKinds,
    notices_kind_check: noticeKinds,
    notices_about_kind_check: noticeAbouts,
    notice_answers_template_check: noticeTemplates,
    notice_answers_answer_check: ['accept', 'reject'],
    notice_credits_template_check: noticeTemplates,
    notice_deliveries_template_check: noticeTemplates,
    // States of the queue and reasons not to send: the database is their only home.
    notice_deliveries_state_check: [],
    notice_deliveries_skipped_for_check: [],
    plan_items_commitment_class_check: commitmentClasses,
    plan_items_target_op_check: targetOps,
    plan_items_measure_type_check: measureTypes,
    plan_items_rung_check: rungs,
    plan_item_links_kind_check: ['depends_on', 'same_as', 'counts'],
    plan_items_kind_check: itemKinds,
    // Kinds of changes: the database is their only home.
    changes_kind_check: [],
  };
  const constraints = "select conname as name, pg_get_constraintdef(oid) as rule from pg_constraint where contype = 'c' and connamespace = 'public'::regnamespace and pg_get_constraintdef(oid) ~ 'ARRAY\\['";

  test('every constraint with a list of words is known here', async () => {
    expect((await rowsOf<{ name: string }>(constraints)).map(({ name }) => name).sort()).toEqual(Object.keys(enums).sort());
  });

  test.each(Object.entries(enums).filter(([, words]) => words.length > 0))('%s', async (name, words) => {
    const [found] = (await rowsOf<{ name: string; rule: string }>(constraints)).filter((row) => row.name === name);
    expect([...found!.rule.matchAll(/'([^']+)'::text/g)].map((match) => match[1]).sort()).toEqual([...words].sort());
  });

  test('the answers of a check, the rungs of a new project', async () => {
    expect(safetyCheckAnswerSchema.shape.answer.options).toEqual([...checkAnswers]);
    const counts = await namesOf("select attname as name from pg_attribute where attrelid = 'public.safety_checks'::regclass and attname like '%\\_count' order by attnum");
    expect(counts).toEqual(checkAnswers.map((answer) => `${answer}_count`));
    const laid = await rowsOf<{ rung: string; rung_order: number }>('select rung, rung_order from public.milestones where project_id = $1 order by rung_order', [cast.parks.linxiang.projects.bide]);
    expect(laid).toEqual(rungs.map((rung, index) => ({ rung, rung_order: index + 1 })));
  });

  test('short codes and distances are computed alike', async () => {
    for (let ordinal = 1; ordinal <= 30; ordinal += 1) {
      const id = uuidv7();
      expect(await namesOf(`select private.short_code('${id}', ${ordinal}) as name`)).toEqual([shortCode((text) => createHash('sha256').update(text).digest(), id, ordinal)]);
      expect(await namesOf(`select private.short_code('${id}', 0) as name`)).toEqual([exportCode((text) => createHash('sha256').update(text).digest(), id)]);
    }
    for (const [a, b] of [[[29.47, 113.45], [29.48, 113.46]], [[0, 0], [0, 180]], [[90, 0], [-90, 0]], [[29.47, 113.45], [29.47, 113.45]], [[-33.9, 179.9], [-33.9, -179.9]]] as const) {
      const [{ metres }] = (await rowsOf<{ metres: number }>('select private.distance_m($1, $2, $3, $4) as metres', [...a, ...b])) as [{ metres: number }];
      expect(metres).toBeCloseTo(distanceM({ latitude: a[0], longitude: a[1] }, { latitude: b[0], longitude: b[1] }), 3);
    }
    for (const missing of [0, 1, 2, 3]) {
      const values = [29, 113, 29, 113].map((value, index) => (index === missing ? null : value));
      expect(await rowsOf('select private.distance_m($1, $2, $3, $4) as metres', values)).toEqual([{ metres: null }]);
    }
  });
});

// ---------------------------------------------------------------- append-only

// Every other table in tests/db/rls.test.ts, which has rows in all of them.
describe('nothing is rewritten, not even by the owner', () => {
  test('a submission', async () => {
    const body = progress(cast.parks.linxiang.projects.bide!);
    await submitDirectly(database.db, cast.people.liming, 'progress', body);
    const columns = await namesOf("select attname as name from pg_attribute where attrelid = 'public.submissions'::regclass and attnum > 0 and not attisdropped and attidentity = ''");
    const kept = ['status', 'counted_at', 'is_corrected'];
    const other: Record<string, string> = { photo_count: 'photo_count + 1', document_count: '1', phone_ahead_ms: '1', captured_at: 'now()', received_at: 'now()', kind: "'inspection'", corrects: 'id' };
    for (const column of columns.filter((name) => !kept.includes(name))) {
      const value = other[column] ?? (/_id$|^id$|_by$/.test(column) ? 'gen_random_uuid()' : "'x'");
      await expect(database.db.query(`update public.submissions set ${column} = ${value} where id = $1`, [body.id])).rejects.toThrow('submissions is append-only');
    }
    await expect(database.db.query('delete from public.submissions where id = $1', [body.id])).rejects.toThrow('submissions is append-only');
  });

  test('a published checklist version', async () => {
    const id = await layChecklist(database.db, cast.parks.linxiang.id, 'guard');
    await expect(database.db.query("update public.checklist_versions set items = '[{}]' where id = $1", [id])).rejects.toThrow('never changes');
  });

  test('a frozen digest: its wording is filled in once', async () => {
    const parkId = cast.parks.luyuan.id;
    const freeze = () => asService(database.db, () => rowsOf<{ digest: { id: string; head: string } }>('select api.freeze_digest($1, $2) as digest', [parkId, '2026-11-20']));
    const [first] = await freeze();
    const { id, head } = first!.digest;
    expect((await freeze())[0]!.digest).toMatchObject({ id, head });
    for (const change of ["head = repeat('0', 64)", 'number = 9', "facts = '{}'", 'frozen_at = now()', "digest_on = '2026-01-01'"])
      await expect(database.db.query(`update public.digests set ${change} where id = $1`, [id])).rejects.toThrow('never rewritten');
    const store = (content: object) => asService(database.db, () => rowsOf<{ content: unknown }>('select api.store_digest_content($1, $2) as content', [id, JSON.stringify(content)]));
    expect(await store({ headline: '一' })).toEqual([{ content: { headline: '一' } }]);
    expect(await store({ headline: '二' })).toEqual([{ content: { headline: '一' } }]);
    await expect(database.db.query("update public.digests set content = '{}' where id = $1", [id])).rejects.toThrow('never rewritten');
    await expect(database.db.query('delete from public.digests where id = $1', [id])).rejects.toThrow('never rewritten');
  });

  test('the database of a hosted project grants the service key no way around', async () => {
    const body = safetyCheck(cast.parks.linxiang.projects.bide!, await layChecklist(database.db, cast.parks.linxiang.id, 'service'), checklistKeys);
    await submitDirectly(database.db, cast.people.liming, 'safety_check', body);
    for (const change of ['delete from public.submissions', "update public.submissions set body = '{}'"])
      await expect(asService(database.db, () => database.db.query(`${change} where id = $1`, [body.id]))).rejects.toMatchObject({ code: '42501' });
    // What it may update of a record, it may not turn back once the record counts.
    await expect(asService(database.db, () => database.db.query("update public.submissions set status = 'awaiting_photos', counted_at = null where id = $1", [body.id]))).rejects.toThrow('append-only');
  });
});

// ---------------------------------------------------------------- the two-party rule in both languages

/** A fresh person of a role in the first park. */
async function person(role: Role, enterpriseId: string | null): Promise<Person> {
  const parkId = cast.parks.linxiang.id;
  const staffId = await insertId(database.db, 'insert into public.staff (park_id, role, name, enterprise_id) values ($1, $2, $2, $3) returning id', [parkId, role, enterpriseId]);
  return { name: role, role, parkId, staffId, sessionId: await openSession(database.db, staffId), enterpriseId };
}

const newEnterprise = () => insertId(database.db, 'insert into public.enterprises (park_id, name) values ($1, $2) returning id', [cast.parks.linxiang.id, `企业 ${uuidv7()}`]);
const newProject = (enterpriseId: string | null) =>
  insertId(database.db, "insert into public.projects (park_id, name, category, enterprise_id) values ($1, $2, 'industrial', $3) returning id", [cast.parks.linxiang.id, `项目 ${uuidv7()}`, enterpriseId]);

async function report(by: Person, projectId: string, milestoneId: string, change: Record<string, unknown> = {}): Promise<string> {
  const body = milestoneReport(projectId, { ...change, photos: [manifestPhoto()] });
  await submitDirectly(database.db, by, 'milestone_report', body, milestoneId);
  return body.id;
}
/** The same, brought in by somebody of the office. */
async function importReport(by: Person, importer: Person, projectId: string, milestoneId: string): Promise<string> {
  const body = milestoneReport(projectId, { photos: [manifestPhoto()] });
  await callAs(database.db, importer, 'api.import_submission($1, $2, $3, $4)', [by.staffId, 'milestone_report', JSON.stringify(body), milestoneId]);
  await asService(database.db, () => database.db.query('select api.mark_photos_stored($1, $2)', [body.id, body.photos.map((photo) => photo.sha256)]));
  return body.id;
}
const answer = (by: Person, milestoneId: string, reportId: string, kind: 'confirm' | 'dispute') =>
  callAs(database.db, by, 'api.answer_milestone($1, $2, $3, $4)', [milestoneId, kind, 'milestone.answer', JSON.stringify({ id: uuidv7(), reportId, ...(kind === 'dispute' ? { reason: '不符' } : {}) })]);

describe('mayAnswer of src/domain and the trigger agree', () => {
  const owners = ['with contact', 'without contact', 'with a closed contact', 'none'] as const;
  const cases = owners.flatMap((owner) => roles.filter((role) => role !== 'leader').flatMap((reporter) => roles.flatMap((answerer) => [true, false].map((isSame) => [owner, reporter, answerer, isSame] as const))))
    // A contact needs an enterprise; the same person has one role.
    .filter(([owner, reporter, answerer, isSame]) => (!isSame || reporter === answerer) && !(owner !== 'with contact' && reporter === 'contact'));

  test.each(cases)('project %s, reported by %s, answered by %s, the same person: %s', async (owner, reporterRole, answererRole, isSame) => {
    const enterpriseId = owner === 'none' ? null : await newEnterprise();
    const projectId = await newProject(enterpriseId);
    const milestoneId = await milestoneOf(database.db, projectId, 'completed');
    if (owner === 'with contact') await person('contact', enterpriseId);
    if (owner === 'with a closed contact') {
      const { staffId } = await person('contact', enterpriseId);
      await database.db.query('update public.staff set closed_at = now() where id = $1', [staffId]);
    }
    const enterpriseOf = async (role: Role) => (role !== 'contact' ? null : owner === 'with contact' ? enterpriseId : await newEnterprise());
    const reporter = await person(reporterRole, await enterpriseOf(reporterRole));
    const answerer = isSame ? reporter : await person(answererRole, await enterpriseOf(answererRole));
    const reportId = await report(reporter, projectId, milestoneId);
    const permission = mayAnswer({
      report: { side: sideOf(reporterRole), reportedById: reporter.staffId },
      caller: { id: answerer.staffId, role: answererRole, enterpriseId: answerer.enterpriseId },
      projectEnterpriseId: enterpriseId,
      enterpriseHasContact: owner === 'with contact',
    });
    // Who does not see the project is told that it is not there; no rule is reached.
    const isBlind = answererRole === 'contact' && answerer.enterpriseId !== enterpriseId;
    const attempt = answer(answerer, milestoneId, reportId, 'confirm');
    if (permission.allowed) {
      await attempt;
      expect(await rowsOf('select on_behalf from public.milestone_answers where report_id = $1', [reportId])).toEqual([{ on_behalf: permission.onBehalf }]);
    } else await expect(attempt).rejects.toMatchObject({ message: isBlind ? 'milestone_not_found' : permission.code });
  });
});

describe('mayAnswer and the trigger agree about who imported a report', () => {
  const cases = (['with contact', 'none'] as const).flatMap((owner) =>
    (['inspector', 'contact', 'office'] as const).filter((reporter) => owner === 'with contact' || reporter !== 'contact').flatMap((reporter) =>
      (['the importer', 'another office person', 'a contact'] as const).map((answerer) => [owner, reporter, answerer] as const)));

  test.each(cases)('project %s, reported by %s, answered by %s', async (owner, reporterRole, answererIs) => {
    const enterpriseId = owner === 'none' ? null : await newEnterprise();
    const projectId = await newProject(enterpriseId);
    const milestoneId = await milestoneOf(database.db, projectId, 'completed');
    const contact = await person('contact', enterpriseId ?? (await newEnterprise()));
    const importer = await person('office', null);
    const reporter = reporterRole === 'contact' ? await person('contact', enterpriseId) : await person(reporterRole, null);
    const answerer = answererIs === 'the importer' ? importer : answererIs === 'a contact' ? contact : await person('office', null);
    const reportId = await importReport(reporter, importer, projectId, milestoneId);
    const permission = mayAnswer({
      report: { side: sideOf(reporterRole), reportedById: reporter.staffId, importedById: importer.staffId },
      caller: { id: answerer.staffId, role: answerer.role as Role, enterpriseId: answerer.enterpriseId },
      projectEnterpriseId: enterpriseId,
      enterpriseHasContact: owner === 'with contact',
    });
    const told = await callAs<{ milestones: { id: string; report: { mayAnswer: boolean } }[] } | null>(database.db, answerer, 'api.read_project($1, current_date)', [projectId]).catch(() => null);
    if (told) expect(told.milestones.find(({ id }) => id === milestoneId)!.report.mayAnswer).toBe(permission.allowed);
    const isBlind = answererIs === 'a contact' && owner === 'none';
    const attempt = answer(answerer, milestoneId, reportId, 'confirm');
    if (permission.allowed) await attempt;
    else await expect(attempt).rejects.toMatchObject({ message: isBlind ? 'milestone_not_found' : permission.code });
    expect(told === null).toBe(isBlind);
  });
});

describe('nextStatus of src/domain and the slot agree', () => {
  // The shortest way to each status; then every event from there.
  const ways: Record<MilestoneStatus, MilestoneEvent[]> = { none: [], reported: ['report'], disputed: ['report', 'dispute'], confirmed: ['report', 'confirm'] };
  const cases = milestoneStatuses.flatMap((status) => milestoneEvents.flatMap((event) => [[...ways[status], event], ...milestoneEvents.map((after) => [...ways[status], event, after])])).map((events) => [events.join(' → '), events] as const);

  test.each(cases)('%s', async (_, events) => {
    const enterpriseId = await newEnterprise();
    const projectId = await newProject(enterpriseId);
    const milestoneId = await milestoneOf(database.db, projectId, 'signed');
    const contact = await person('contact', enterpriseId);
    const { liming } = cast.people;
    let expected: MilestoneStatus = 'none';
    const standing = async () => (await rowsOf<{ status: MilestoneStatus; report_id: string | null }>('select status, report_id from public.milestones where id = $1', [milestoneId]))[0]!;
    for (const event of events) {
      const { report_id: reportId } = await standing();
      const attempt = async () => {
        if (event === 'report') return report(liming, projectId, milestoneId, { rung: 'signed' });
        if (event === 'correct') return report(liming, projectId, milestoneId, { rung: 'signed', corrects: reportId ?? uuidv7() });
        return answer(contact, milestoneId, reportId ?? uuidv7(), event);
      };
      const next = nextStatus(expected, event);
      if (next === null) await expect(attempt()).rejects.toMatchObject({ code: expect.stringMatching(/^PT4/) });
      else await attempt();
      expected = next ?? expected;
      expect((await standing()).status).toBe(expected);
    }
  });
});

test('skippedRungs of src/domain and the trigger agree for every set of confirmed rungs', async () => {
  const enterpriseId = await newEnterprise();
  const contact = await person('contact', enterpriseId);
  for (const rung of ['signed', 'completed', 'in_production'] as const) {
    for (let mask = 0; mask < 8; mask += 1) {
      const confirmed = (['negotiating', 'land_acquired', 'construction_started'] as const).filter((_, bit) => mask & (1 << bit));
      const projectId = await newProject(enterpriseId);
      for (const below of confirmed) {
        const slot = await milestoneOf(database.db, projectId, below);
        await answer(contact, slot, await report(cast.people.liming, projectId, slot, { rung: below }), 'confirm');
      }
      const reportId = await report(cast.people.liming, projectId, await milestoneOf(database.db, projectId, rung), { rung });
      expect(await rowsOf('select skipped_rungs from public.milestone_reports where submission_id = $1', [reportId])).toEqual([{ skipped_rungs: skippedRungs(confirmed, rung) }]);
    }
  }
});
