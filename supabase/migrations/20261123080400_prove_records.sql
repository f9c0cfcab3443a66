-- Proof (核验). A frozen digest keeps the very lines its head was hashed from, so that a record taken away later can be
-- named: lines that hash to the head are what stood there that day. Reading functions hand the facts out in slices;
-- whether they fit is decided by src/domain/proof, not by the database that is under suspicion.

-- ---------------------------------------------------------------- the chain's lines
-- A record is "<id> <body sha256>[ <photo sha256>…]" and, since this migration, the receipt: what the server alone decided and no
-- body repeats. Photos stand here as the manifest announced them, so one that was given up or comes late changes nothing.
-- Every answer of a park, to a milestone report or to a record of the plan.
create function private.answers(p_park_id uuid)
returns table (id uuid, report_id uuid, answer text, reason text, body text, body_sha256 text, answered_by uuid, answered_at timestamptz)
language plpgsql stable security invoker set search_path = ''
as $$
begin
  return query select a.id, a.report_id, a.answer, a.reason, a.body, a.body_sha256, a.answered_by, a.answered_at
    from public.milestone_answers a where a.park_id = p_park_id
    union all
    select a.id, a.record_id, a.answer, a.reason, a.body, a.body_sha256, a.answered_by, a.answered_at
    from public.item_answers a where a.park_id = p_park_id;
end;
$$;
comment on function private.answers(uuid) is 'Answers to milestone reports and to records of plan items.';
grant execute on function private.answers(uuid) to authenticated, service_role;

create function private.record_line(p_park_id uuid, p_id uuid) returns text
language plpgsql stable security invoker set search_path = ''
as $$
declare
  line text;
begin
  select s.id || ' ' || s.body_sha256 || coalesce((select ' ' || string_agg(p.sha256, ' ' order by p.ordinal)
      from public.photos p where p.submission_id = s.id), '')
    || ' kind=' || s.kind || ' by=' || s.created_by
    || ' at=' || to_char(s.received_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') into line
  from public.submissions s where s.id = p_id and s.park_id = p_park_id;
  if line is null then
    -- Each by its key: a digest is frozen at the same cost however many answers there are.
    select a.id || ' ' || a.body_sha256 || ' answer=' || a.answer || ' by=' || a.answered_by
      || ' at=' || to_char(a.answered_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') into line
    from (select m.id, m.body_sha256, m.answer, m.answered_by, m.answered_at from public.milestone_answers m
        where m.id = p_id and m.park_id = p_park_id
      union all
      select i.id, i.body_sha256, i.answer, i.answered_by, i.answered_at from public.item_answers i
        where i.id = p_id and i.park_id = p_park_id) a;
  end if;
  if line is null then
    select m.id || ' ' || m.body_sha256 || ' kind=plan_import by=' || m.imported_by
      || ' at=' || to_char(m.imported_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') into line
    from public.plan_imports m where m.id = p_id and m.park_id = p_park_id;
  end if;
  return line;
end;
$$;
comment on function private.record_line(uuid, uuid) is 'One record as the chain holds it; null when the park has none of this id.';
grant execute on function private.record_line(uuid, uuid) to authenticated, service_role;

-- Every record, answer and plan that a digest tells of, once each, in order. Those that opened a hazard or stopped counting
-- are among them though their photos are still on the way: told is told.
create function private.digest_record_ids(p_digest_id uuid) returns uuid[]
language plpgsql stable security invoker set search_path = ''
as $$
begin
  return array(select coalesce(c.answer_id, c.submission_id, c.import_id) from public.changes c
    where c.digest_id = p_digest_id and coalesce(c.answer_id, c.submission_id, c.import_id) is not null
    group by 1 order by min(c.id));
end;
$$;
comment on function private.digest_record_ids(uuid) is 'Ids of the records and answers whose changes a digest stamped.';
grant execute on function private.digest_record_ids(uuid) to authenticated, service_role;

-- The first line says which digest this is, so that neither its number, its day nor its park can be exchanged.
create function private.digest_records(p_digest_id uuid, p_park_id uuid, p_number integer, p_on date) returns text
language plpgsql stable security invoker set search_path = ''
as $$
begin
  return 'digest park=' || p_park_id || ' number=' || p_number || ' on=' || to_char(p_on, 'YYYY-MM-DD')
    || coalesce((select string_agg(E'\n' || private.record_line(p_park_id, r.id), '' order by r.n)
      from unnest(private.digest_record_ids(p_digest_id)) with ordinality as r (id, n)), '');
end;
$$;
comment on function private.digest_records(uuid, uuid, integer, date) is 'The lines that a digest''s head is hashed from.';
grant execute on function private.digest_records(uuid, uuid, integer, date) to service_role;

alter table public.digests add column records text;
comment on column public.digests.records is '链上记录: a line for the digest itself and one per record, exactly what head was hashed from; empty for an old digest that no longer fits its head';

-- Digests frozen before keep their lines of then, where these still give the head.
alter table public.digests disable trigger guard_digest;
with earlier as (
  select d.id, coalesce((select string_agg(line, E'\n' order by c.id) from public.changes c
      cross join lateral (select case
        when c.answer_id is not null then (select a.id::text || ' ' || a.body_sha256 from public.milestone_answers a where a.id = c.answer_id)
        else (select s.id::text || ' ' || s.body_sha256 || coalesce((select ' ' || string_agg(p.sha256, ' ' order by p.ordinal)
          from public.photos p where p.submission_id = s.id), '') from public.submissions s where s.id = c.submission_id)
        end as line) t
      where c.digest_id = d.id and c.kind in ('submission_counted', 'milestone_confirmed', 'milestone_disputed')), '') as records
  from public.digests d)
update public.digests d set records = earlier.records from earlier
where earlier.id = d.id and private.digest_head(d.previous_head, d.id) = d.head;
alter table public.digests enable trigger guard_digest;

drop function private.digest_head(text, uuid);
create function private.digest_head(p_previous_head text, p_records text) returns text
language plpgsql immutable security invoker set search_path = ''
as $$
begin
  return encode(sha256(convert_to(coalesce(p_previous_head, '') || E'\n' || p_records, 'UTF8')), 'hex');
end;
$$;
comment on function private.digest_head(text, text) is 'The chain rule: sha256 over the previous head and the digest''s lines; same as src/domain/proof.';
grant execute on function private.digest_head(text, text) to service_role;

create or replace function api.freeze_digest(p_park_id uuid, p_on date) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  d public.digests;
  last public.digests;
  new_id uuid := gen_random_uuid();
  next_number integer;
  lines text;
begin
  -- One freezing at a time per park, so that numbers and heads follow each other.
  perform pg_advisory_xact_lock(hashtextextended(p_park_id::text, 18));
  select * into d from public.digests where park_id = p_park_id and digest_on = p_on;
  if d.id is null then
    select * into last from public.digests where park_id = p_park_id order by number desc limit 1;
    if last.digest_on > p_on then
      return null;
    end if;
    update public.changes set digest_id = new_id where park_id = p_park_id and digest_id is null;
    next_number := coalesce(last.number, 0) + 1;
    lines := private.digest_records(new_id, p_park_id, next_number, p_on);
    insert into public.digests (id, park_id, digest_on, frozen_at, number, previous_head, head, records, facts)
    values (new_id, p_park_id, p_on, private.clock(), next_number, last.head,
      private.digest_head(last.head, lines), lines, private.digest_facts(p_park_id, new_id, p_on))
    returning * into d;
  end if;
  return jsonb_build_object('id', d.id, 'facts', d.facts, 'content', d.content, 'frozenAt', d.frozen_at,
    'number', d.number, 'head', d.head);
end;
$$;

-- ---------------------------------------------------------------- what a check reads, step by step
create function private.proof_totals(p_park_id uuid) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
begin
  return jsonb_build_object(
    'park', (select p.name from public.parks p where p.id = p_park_id),
    'digests', (select count(*) from public.digests where park_id = p_park_id),
    'plans', (select count(*) from public.plan_imports where park_id = p_park_id),
    'records', (select count(*) from public.submissions where park_id = p_park_id),
    'answers', (select count(*) from private.answers(p_park_id)),
    'photos', (select count(*) from public.photos where park_id = p_park_id and stored_at is not null));
end;
$$;
comment on function private.proof_totals(uuid) is 'How much there is to check.';
grant execute on function private.proof_totals(uuid) to authenticated, service_role;

-- The next digest: its link, its lines, the same records as they are now, and which records its stamps name.
create function private.proof_digest(p_park_id uuid, p_after integer) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
declare
  d public.digests;
  prior public.digests;
begin
  select * into d from public.digests where park_id = p_park_id and number > p_after order by number limit 1;
  if d.id is null then
    return null;
  end if;
  select * into prior from public.digests where park_id = p_park_id and number < d.number order by number desc limit 1;
  return jsonb_build_object('parkId', d.park_id, 'number', d.number, 'on', d.digest_on, 'frozenAt', d.frozen_at,
    'previousHead', d.previous_head, 'head', d.head, 'records', d.records,
    'prior', case when prior.id is not null then jsonb_build_object('number', prior.number, 'on', prior.digest_on,
      'frozenAt', prior.frozen_at, 'head', prior.head) end,
    'now', coalesce((select jsonb_agg(case when l.line ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12} '
        then private.record_line(p_park_id, left(l.line, 36)::uuid) end order by l.n)
      from string_to_table(nullif(d.records, ''), E'\n') with ordinality as l (line, n)), '[]'),
    'stamped', to_jsonb(private.digest_record_ids(d.id)));
end;
$$;
comment on function private.proof_digest(uuid, integer) is 'One link of the chain beside the records it was made of.';
grant execute on function private.proof_digest(uuid, integer) to authenticated, service_role;

grant execute on function private.operation_of(text) to authenticated, service_role;

create function private.submitting_operations() returns text[]
language plpgsql immutable security invoker set search_path = ''
as $$
begin
  return array(select private.operation_of(k) from unnest(array['inspection', 'progress', 'safety_check', 'milestone_report',
    'hazard_open', 'hazard_rectify', 'reading', 'achievement', 'incident', 'completion', 'note', 'naming']) k);
end;
$$;
comment on function private.submitting_operations() is 'Operations that leave a submission.';
grant execute on function private.submitting_operations() to authenticated, service_role;

-- What is missing can only be seen from what still names it: stamps, changes and the audit, which private.unfold_submission
-- leaves under the record's own id, with its sender and time. The first 20 of each kind.
create function private.proof_gaps(p_park_id uuid) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
begin
  return jsonb_build_object(
    'strayDigests', coalesce((select jsonb_agg(g.digest_id) from (select distinct c.digest_id from public.changes c
      where c.park_id = p_park_id and c.digest_id is not null
        and not exists (select 1 from public.digests d where d.id = c.digest_id and d.park_id = p_park_id) limit 20) g), '[]'),
    'uncounted', coalesce((select jsonb_agg(g.id) from (select s.id from public.submissions s
      where s.park_id = p_park_id and s.status = 'complete' and not s.is_corrected and not exists
        (select 1 from public.changes c where c.park_id = p_park_id and c.kind = 'submission_counted' and c.submission_id = s.id)
      order by s.seq limit 20) g), '[]'),
    'removed', coalesce((select jsonb_agg(distinct g.id) from (
        (select c.submission_id as id from public.changes c where c.park_id = p_park_id and c.submission_id is not null
          and not exists (select 1 from public.submissions s where s.id = c.submission_id and s.park_id = p_park_id)
          order by c.id limit 20)
        union all
        (select a.target_id from public.audit a where a.park_id = p_park_id and a.outcome = 'done'
          and a.operation = any (private.submitting_operations())
          and not exists (select 1 from public.submissions s where s.id = a.target_id and s.park_id = p_park_id)
          order by a.id limit 20)) g), '[]'),
    'removedImports', coalesce((select jsonb_agg(distinct g.id) from (
        (select c.import_id as id from public.changes c where c.park_id = p_park_id and c.import_id is not null
          and not exists (select 1 from public.plan_imports m where m.id = c.import_id and m.park_id = p_park_id) limit 20)
        union all
        (select a.target_id from public.audit a where a.park_id = p_park_id and a.outcome = 'done' and a.operation = 'plan.import'
          and not exists (select 1 from public.plan_imports m where m.id = a.target_id and m.park_id = p_park_id) limit 20)) g), '[]'),
    'removedAnswers', coalesce((select jsonb_agg(jsonb_build_object('id', g.answer_id, 'reportId', g.submission_id))
      from (select c.answer_id, c.submission_id from public.changes c where c.park_id = p_park_id and c.answer_id is not null
        and not exists (select 1 from private.answers(p_park_id) a where a.id = c.answer_id) order by c.id limit 20) g), '[]'),
    'otherReceipts', coalesce((select jsonb_agg(g.id) from (select s.id from public.audit a
      join public.submissions s on s.id = a.target_id and s.park_id = p_park_id
      where a.park_id = p_park_id and a.outcome = 'done'
        and a.operation = any (private.submitting_operations())
        and (a.operation, a.staff_id, a.at) is distinct from (private.operation_of(s.kind), s.created_by, s.received_at)
      order by a.id limit 20) g), '[]'));
end;
$$;
comment on function private.proof_gaps(uuid) is 'Records that are named somewhere and not there, or there and named nowhere.';
grant execute on function private.proof_gaps(uuid) to authenticated, service_role;

-- At most 200 records and about 2 MB of bodies, in order of receipt.
create function private.proof_records(p_park_id uuid, p_after bigint) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
begin
  return coalesce((select jsonb_agg(jsonb_build_object('seq', s.seq, 'id', s.id, 'kind', s.kind, 'projectId', s.project_id,
      'capturedAt', s.captured_at, 'corrects', s.corrects, 'photoCount', s.photo_count, 'status', s.status,
      'body', s.body, 'bodySha256', s.body_sha256,
      'photos', coalesce((select jsonb_agg(jsonb_build_object('ordinal', p.ordinal, 'sha256', p.sha256, 'bytes', p.bytes,
          'thumbSha256', p.thumb_sha256, 'thumbBytes', p.thumb_bytes, 'shortCode', p.short_code, 'itemKey', p.item_key,
          'originalSha256', p.original_sha256, 'exifTakenAt', p.exif_taken_at, 'exifLatitude', p.exif_latitude, 'exifLongitude', p.exif_longitude,
          'source', p.source, 'capturedAt', p.captured_at, 'latitude', p.latitude, 'longitude', p.longitude,
          'stored', p.stored_at is not null, 'lost', private.is_lost(p)) order by p.ordinal)
        from public.photos p where p.submission_id = s.id), '[]'),
      'progress', (select jsonb_build_object('percent', r.percent, 'investmentToDateYuan', r.investment_to_date_yuan)
        from public.progress_reports r where r.submission_id = s.id),
      'milestone', (select jsonb_build_object('rung', m.rung, 'occurredOn', r.occurred_on, 'agreedInvestmentYuan', r.agreed_investment_yuan)
        from public.milestone_reports r join public.milestones m on m.id = r.milestone_id where r.submission_id = s.id),
      'itemId', s.item_id,
      'item', (select jsonb_build_object('month', to_char(r.month, 'YYYY-MM'), 'value', r.value, 'numerator', r.numerator,
          'denominator', r.denominator, 'occurredOn', r.occurred_on, 'title', r.title, 'projectId', r.project_id)
        from public.item_records r where r.submission_id = s.id)) order by s.seq)
    from (select y.*, sum(octet_length(y.body)) over (order by y.seq) - octet_length(y.body) as before
      from (select * from public.submissions x where x.park_id = p_park_id and x.seq > p_after order by x.seq limit 200) y) s
    where s.before < 2000000), '[]');
end;
$$;
comment on function private.proof_records(uuid, bigint) is 'The next records with their bodies and what was derived from them.';
grant execute on function private.proof_records(uuid, bigint) to authenticated, service_role;

-- One at a time: a file may have megabytes.
create function private.proof_plan(p_park_id uuid, p_after integer) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
begin
  return (select jsonb_build_object('id', m.id, 'year', m.year, 'body', m.body, 'bodySha256', m.body_sha256)
    from public.plan_imports m where m.park_id = p_park_id and m.year > p_after order by m.year limit 1);
end;
$$;
comment on function private.proof_plan(uuid, integer) is 'The next imported plan with its body.';
grant execute on function private.proof_plan(uuid, integer) to authenticated, service_role;

create function private.proof_answers(p_park_id uuid, p_after uuid) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
begin
  return coalesce((select jsonb_agg(jsonb_build_object('id', a.id, 'reportId', a.report_id, 'answer', a.answer,
      'reason', a.reason, 'body', a.body, 'bodySha256', a.body_sha256) order by a.id)
    from (select * from private.answers(p_park_id) x where (p_after is null or x.id > p_after)
      order by x.id limit 200) a), '[]');
end;
$$;
comment on function private.proof_answers(uuid, uuid) is 'The next answers with their bodies.';
grant execute on function private.proof_answers(uuid, uuid) to authenticated, service_role;

create function private.proof_photos(p_park_id uuid, p_after bigint, p_after_ordinal integer, p_limit integer) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
begin
  return coalesce((select jsonb_agg(jsonb_build_object('seq', g.seq, 'parkId', g.park_id, 'submissionId', g.submission_id,
      'ordinal', g.ordinal, 'shortCode', g.short_code, 'sha256', g.sha256, 'bytes', g.bytes,
      'thumbSha256', g.thumb_sha256, 'thumbBytes', g.thumb_bytes) order by g.seq, g.ordinal)
    from (select s.seq, p.* from public.submissions s join public.photos p on p.submission_id = s.id
      where s.park_id = p_park_id and s.photo_count > 0 and s.seq >= p_after
        and (s.seq > p_after or p.ordinal > p_after_ordinal) and p.stored_at is not null
      order by s.seq, p.ordinal limit p_limit) g), '[]');
end;
$$;
comment on function private.proof_photos(uuid, bigint, integer, integer) is 'The next stored photos, to be downloaded and hashed again.';
grant execute on function private.proof_photos(uuid, bigint, integer, integer) to authenticated, service_role;

create function private.proof_step(p_park_id uuid, p_step text, p_after text[]) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
begin
  return case p_step
    when 'totals' then private.proof_totals(p_park_id)
    when 'digests' then private.proof_digest(p_park_id, coalesce(p_after[1], '0')::integer)
    when 'gaps' then private.proof_gaps(p_park_id)
    when 'plans' then private.proof_plan(p_park_id, coalesce(p_after[1], '0')::integer)
    when 'records' then private.proof_records(p_park_id, coalesce(p_after[1], '0')::bigint)
    when 'answers' then private.proof_answers(p_park_id, p_after[1]::uuid)
    when 'photos' then private.proof_photos(p_park_id, coalesce(p_after[1], '0')::bigint, coalesce(p_after[2], '0')::integer, 24)
  end;
end;
$$;
comment on function private.proof_step(uuid, text, text[]) is 'One step of a check; the cursor is the step''s own.';
grant execute on function private.proof_step(uuid, text, text[]) to authenticated, service_role;

create function api.read_proof(p_step text, p_after text[]) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
declare
  me public.sessions := private.enter();
begin
  return private.proof_step(me.park_id, p_step, p_after);
end;
$$;
comment on function api.read_proof(text, text[]) is 'One step of a check of the caller''s park.';
grant execute on function api.read_proof(text, text[]) to authenticated;

create function api.read_park_proof(p_park_id uuid, p_step text, p_after text[]) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
begin
  return private.proof_step(p_park_id, p_step, p_after);
end;
$$;
comment on function api.read_park_proof(uuid, text, text[]) is 'One step of a check of any park, for npm run verify.';
grant execute on function api.read_park_proof(uuid, text, text[]) to service_role;
