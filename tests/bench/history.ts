// Fills a park with records that were there before: rows as the triggers would have written them, in bulk.
import type { Client } from 'pg';

/** Brings the number of submissions to `total`, all stamped into an old digest. Answers when analysed. */
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
    await db.query('set session_replication_role = default');
  }
  await db.query('vacuum analyze');
  await db.query('checkpoint');
}
