// Fills a park with records that were there before: rows as the triggers would have written them, in bulk.
import type { Client } from 'pg';

/** Brings the number of submissions to `total` and 2 % of records of plan items on top, all stamped into an old digest. Answers when analysed. */
export async function fillHistory(db: Client, parkId: string, projectIds: string[], staffId: string, sessionId: string, total: number): Promise<void> {
  const { rows } = await db.query<{ count: string }>('select count(*) from public.submissions');
  const missing = total - Number(rows[0]!.count);
  if (missing > 0) {
    await db.query('set session_replication_role = replica');
    await db.query(
      `with made as (
         insert into public.submissions (id, park_id, project_id, kind, created_by, session_id, body, body_sha256, captured_at,
           received_at, photo_count, status, counted_at)
         select gen_random_uuid(), $1, ($2::uuid[])[1 + n % cardinality($2::uuid[])], case n % 3 when 0 then 'progress' else 'inspection' end, $3, $4,
           '{"note": "历史记录", "percent": ' || n % 100 || ', "problems": [], "photos": []}', md5(n::text) || md5(n::text),
           at, at, 0, 'complete', at
         from generate_series(1, $5::integer) n
         cross join lateral (select now() - interval '300 days' + n * interval '280 days' / $5 as at) t
         returning id, seq, project_id, kind, received_at
       ), reports as (
         insert into public.progress_reports (submission_id, seq, park_id, project_id, percent, counts)
         select id, seq, $1, project_id, seq % 100, true from made where kind = 'progress'
       ), changed as (
         insert into public.changes (park_id, kind, project_id, submission_id, made_at, digest_id)
         select $1, 'submission_counted', project_id, id, received_at, md5('digest' || seq / 400)::uuid from made
       )
       insert into public.audit (park_id, staff_id, session_id, operation, target_id, outcome, at)
       select $1, $3, $4, 'inspection.submit', id, 'done', received_at from made`,
      [parkId, projectIds, staffId, sessionId, missing],
    );
    // However short the history, each item has a record: one with and one without differ by more than their past.
    await fillItemRecords(db, parkId, staffId, sessionId, Math.max(200, Math.floor(missing / 50)));
    await db.query('set session_replication_role = default');
  }
  await db.query('vacuum analyze');
  await db.query('checkpoint');
}

/** Notes on every item, figures and achievements where they fit: all of them answered, a park that keeps up. */
async function fillItemRecords(db: Client, parkId: string, staffId: string, sessionId: string, count: number): Promise<void> {
  await db.query(
    `with fitting as (
       select i.id, k.kind, row_number() over (order by i.file_order, k.kind) as n, count(*) over () as of
       from public.plan_items i
       cross join lateral (select 'note' as kind union all select 'reading' where i.measure_type = 'reported'
         union all select 'achievement' where i.measure_type = 'count_achievements') k
       where i.park_id = $1 and i.value_item_id = i.id
     ), made as (
       insert into public.submissions (id, park_id, item_id, kind, created_by, session_id, body, body_sha256, captured_at, received_at, photo_count, status, counted_at)
       select gen_random_uuid(), $1, f.id, f.kind, $2, $3, '{"note": "历史说明", "photos": []}', md5(g::text) || md5(g::text), t.at, t.at, 0, 'complete', t.at
       from generate_series(1, $4::integer) g join fitting f on f.n = 1 + g % f.of
       cross join lateral (select now() - interval '300 days' + g * interval '280 days' / $4 as at) t
       returning id, seq, item_id, kind, received_at
     ), records as (
       insert into public.item_records (submission_id, seq, park_id, item_id, kind, month, value, title, occurred_on, reported_by, reported_at, is_live, awaits_review)
       select id, seq, $1, item_id, kind, case kind when 'reading' then date_trunc('month', received_at)::date end, case kind when 'reading' then seq end,
         case kind when 'achievement' then '入规企业' end, case kind when 'achievement' then received_at::date end, $2, received_at, true, false from made
     ), answered as (
       insert into public.item_answers (id, park_id, item_id, record_id, answer, body, body_sha256, answered_by, answered_at)
       select gen_random_uuid(), $1, item_id, id, 'approve', '{}', md5(id::text) || md5(id::text), $2, received_at from made where kind <> 'note'
     ), evidence as (
       insert into public.item_evidence (park_id, item_id, record_id, amount)
       select $1, item_id, id, 1 from made where kind = 'achievement'
       union all
       select $1, item_id, id, seq from (select distinct on (item_id) * from made where kind = 'reading' order by item_id, seq desc) latest
       where not exists (select 1 from public.item_evidence e where e.item_id = latest.item_id)
     )
     insert into public.changes (park_id, kind, plan_item_id, submission_id, made_at, digest_id)
     select $1, 'submission_counted', item_id, id, received_at, md5('digest' || seq / 400)::uuid from made`,
    [parkId, staffId, sessionId, count],
  );
}

/** What a park's people see of its hazards. */
export type HazardPeople = { staffId: string; sessionId: string; /** Everybody whose inbox fills. */ readers: string[]; /** Named for every other one. */ responsible: string[] };

/**
 * Brings the number of hazards to `total`: nine of ten closed, the others in every state, a third of those 重大 and late;
 * and three notices of each in the inboxes. Answers when analysed.
 */
export async function fillHazards(db: Client, parkId: string, projectIds: string[], { staffId, sessionId, readers, responsible }: HazardPeople, total: number): Promise<void> {
  const { rows } = await db.query<{ count: string }>('select count(*) from public.hazards');
  const missing = total - Number(rows[0]!.count);
  if (missing <= 0) return;
  await db.query('set session_replication_role = replica');
  await db.query(
    `with numbered as (
       select n, gen_random_uuid() as hazard_id, gen_random_uuid() as submission_id, ($2::uuid[])[1 + n % cardinality($2::uuid[])] as project_id,
         now() - interval '300 days' + n * interval '300 days' / $5 as at,
         case when n % 10 > 0 then 'closed' when n % 40 = 10 then 'rectified' when n % 40 = 20 then 'returned' else 'open' end as status
       from generate_series(1, $5::integer) n
     ), sent as (
       insert into public.submissions (id, park_id, project_id, kind, created_by, session_id, body, body_sha256, captured_at, received_at, photo_count, status, counted_at)
       select submission_id, $1, project_id, 'hazard_open', $3, $4, '{"hazard": {"title": "历史隐患"}, "photos": []}', md5(n::text) || md5(n::text), at, at, 0, 'complete', at from numbered
     ), found as (
       insert into public.hazards (id, park_id, project_id, submission_id, severity, title, status, rectification_due_on, responsible_id, opened_by, opened_at, closed_at)
       select hazard_id, $1, project_id, submission_id, case when n % 30 = 0 or n % 5 = 1 then 'major' else 'general' end, '历史隐患 ' || n, status,
         current_date + (n / 10 % 90)::integer - 30, case when n % 20 = 0 then ($6::uuid[])[1 + n / 20 % cardinality($6::uuid[])] end, $3, at,
         case when status = 'closed' then at + interval '5 days' end
       from numbered
     ), acted as (
       insert into public.hazard_actions (park_id, hazard_id, project_id, kind, submission_id, acted_by, acted_at)
       select $1, hazard_id, project_id, 'opened', submission_id, $3, at from numbered
     )
     insert into public.notices (park_id, staff_id, key, kind, about_kind, about_id, project_id, facts, made_at, read_at)
     select $1, ($7::uuid[])[1 + (n + k) % cardinality($7::uuid[])], 'bench:' || hazard_id || ':' || k, 'hazard_overdue', 'hazard', hazard_id, project_id,
       jsonb_build_object('title', '历史隐患 ' || n, 'dueOn', current_date, 'project', '测试项目', 'days', -1), at, case when n <= $5 - 200 then at end
     from numbered cross join generate_series(1, 3) k order by at`,
    [parkId, projectIds, staffId, sessionId, missing, responsible, readers],
  );
  await db.query('set session_replication_role = default');
  await db.query('vacuum analyze');
}
