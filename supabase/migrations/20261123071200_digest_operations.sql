-- The digest: its facts as JSON (worded by src/domain/digest), and freezing.

-- The same rule as isFinished of the domain: nobody has to go there any more.
create function private.is_finished(p public.projects) returns boolean
language plpgsql stable security invoker set search_path = ''
as $$
begin
  return exists (select 1 from public.milestones m where m.project_id = p.id and m.status = 'confirmed'
    and (m.rung = 'in_production' or (m.rung = 'completed' and p.category in ('infrastructure', 'safety_facility', 'amenity'))));
end;
$$;
comment on function private.is_finished(public.projects) is 'In production, or completed where nothing is produced.';
grant execute on function private.is_finished(public.projects) to authenticated, service_role;

-- Facts of the changes not yet stamped (p_digest_id null), or of those that a digest stamped. A park's first digest
-- stamps all that was before it, so that the chain proves it, and tells from its own day on: a year brought in at once
-- is no news of the day.
create function private.digest_facts(p_park_id uuid, p_digest_id uuid, p_on date) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
declare
  l public.plans := private.current_plan(p_park_id);
  told_from timestamptz := case when exists (select 1 from public.digests d where d.park_id = p_park_id and d.digest_on < p_on)
    then '-infinity' else p_on::timestamp at time zone 'Asia/Shanghai' end;
  -- Read once each: everything below works on these rows.
  waiting public.changes[] := case when p_digest_id is null
    then array(select c from public.changes c where c.park_id = p_park_id and c.digest_id is null and c.made_at >= told_from order by c.id)
    else array(select c from public.changes c where c.digest_id = p_digest_id and c.made_at >= told_from order by c.id) end;
  reports public.submissions[] := array(select s from public.submissions s
    where s.id in (select c.submission_id from unnest(waiting) c where c.kind in ('submission_counted', 'correction')));
  silent_before timestamptz := (p_on - 14)::timestamp at time zone 'Asia/Shanghai';
begin
  return jsonb_build_object(
    'on', p_on,
    'plan', case when l.id is not null then jsonb_build_object('year', l.year, 'startsOn', l.starts_on,
      'endsOn', l.ends_on, 'sections', l.sections) end,
    'changes', coalesce((select jsonb_agg(jsonb_build_object('id', c.id, 'kind', c.kind, 'at', c.made_at,
        'project', (select jsonb_build_object('id', p.id, 'name', p.name, 'category', p.category) from public.projects p where p.id = c.project_id),
        'section', coalesce((select i.section from public.plan_items i where i.id = c.plan_item_id),
          (select i.section from public.plan_items i where i.project_id = c.project_id and i.plan_id = l.id
            order by (i.measure_type in ('stage', 'milestone')) desc, i.file_order limit 1)),
        'report', case when s.id is not null and c.kind in ('submission_counted', 'correction') then private.report_row(s, 1)
          || jsonb_build_object('previousPercent', (select r.percent from public.progress_reports r
            where s.kind = 'progress' and r.project_id = s.project_id and r.counts
              and r.seq < (select own.seq from public.progress_reports own where own.submission_id = s.id) order by r.seq desc limit 1)) end,
        'record', (select private.item_fact(r) from public.item_records r where r.submission_id = c.submission_id),
        'planImport', (select jsonb_build_object('id', m.id, 'year', m.year, 'by', private.person(m.imported_by),
          'itemCount', (select count(*) from public.plans o join public.plan_items i on i.plan_id = o.id where o.park_id = p_park_id and o.year = m.year))
          from public.plan_imports m where m.id = c.import_id),
        'causeId', coalesce(c.cause_id, c.answer_id, c.submission_id),
        'milestoneReport', case when c.milestone_id is not null then (select private.milestone_report_row(r)
          from public.milestone_reports r where r.submission_id = c.submission_id) end,
        'hazard', case when c.hazard_id is not null then (select private.hazard_row(h) from public.hazards h where h.id = c.hazard_id) end,
        'planItemId', c.plan_item_id, 'before', c.before_value, 'after', c.after_value) order by c.id)
      from unnest(waiting) c left join unnest(reports) s on s.id = c.submission_id), '[]'),
    'items', case when l.id is not null then (select jsonb_agg(private.plan_item_row(i) order by i.file_order)
      from public.plan_items i where i.plan_id = l.id) else '[]' end,
    'previousLights', coalesce((select d.content -> 'itemLights' from public.digests d
      where d.park_id = p_park_id and d.digest_on < p_on order by d.digest_on desc limit 1), '{}'),
    'majorHazards', coalesce((select jsonb_agg(private.hazard_row(h) order by h.rectification_due_on)
      from (select * from public.hazards x where x.park_id = p_park_id and x.status <> 'closed' and x.severity = 'major'
        order by x.rectification_due_on limit 20) h), '[]'),
    'overdueHazards', coalesce((select jsonb_agg(private.hazard_row(h) order by h.rectification_due_on)
      from (select * from public.hazards x where x.park_id = p_park_id and x.status <> 'closed' and x.rectification_due_on < p_on
        order by x.rectification_due_on limit 20) h), '[]'),
    'hazardCounts', (select jsonb_build_object('open', count(*), 'overdue', count(*) filter (where h.rectification_due_on < p_on))
      from public.hazards h where h.park_id = p_park_id and h.status <> 'closed'),
    'standingMilestones', coalesce((select jsonb_agg(private.milestone_report_row(r) || jsonb_build_object('status', m.status) order by r.seq)
      from public.milestones m join public.milestone_reports r on r.submission_id = m.report_id
      -- Nobody can answer a report that still waits for its photos.
      join public.submissions s on s.id = r.submission_id and s.status = 'complete'
      where m.park_id = p_park_id and m.status in ('reported', 'disputed')), '[]'),
    'silentProjects', coalesce((select jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name, 'lastRecordAt', last.received_at) order by last.received_at)
      from public.projects p cross join lateral (select s.received_at from public.submissions s where s.park_id = p.park_id and s.project_id = p.id
        order by s.seq desc limit 1) last
      where p.park_id = p_park_id and last.received_at < silent_before and not private.is_finished(p)), '[]'),
    'photos', coalesce((select jsonb_agg(q.ref order by q.seq desc) from (select s.seq, ref.value
          || jsonb_build_object('project', (select p.name from public.projects p where p.id = s.project_id)) as ref
        from unnest(reports) s
        cross join lateral jsonb_array_elements(private.photo_refs(s.id, null, 30)) ref
        where s.photo_count > 0 and s.status = 'complete' order by s.seq desc limit 60) q), '[]'));
end;
$$;
comment on function private.digest_facts(uuid, uuid, date) is 'What a digest tells, as facts.';
grant execute on function private.digest_facts(uuid, uuid, date) to authenticated, service_role;

-- Hash of the previous head and of this digest's records: ids, body hashes and photo hashes, in order of counting.
create function private.digest_head(p_previous_head text, p_digest_id uuid) returns text
language plpgsql stable security invoker set search_path = ''
as $$
begin
  return encode(sha256(convert_to(coalesce(p_previous_head, '') || E'\n' || coalesce((
    select string_agg(line, E'\n' order by c.id) from public.changes c
    cross join lateral (
      select case
        when c.answer_id is not null then (select a.id::text || ' ' || a.body_sha256 from public.milestone_answers a where a.id = c.answer_id)
        else (select s.id::text || ' ' || s.body_sha256 || coalesce((select ' ' || string_agg(p.sha256, ' ' order by p.ordinal)
          from public.photos p where p.submission_id = s.id), '') from public.submissions s where s.id = c.submission_id)
      end as line) t
    where c.digest_id = p_digest_id and c.kind in ('submission_counted', 'milestone_confirmed', 'milestone_disputed')), ''), 'UTF8')), 'hex');
end;
$$;
comment on function private.digest_head(text, uuid) is 'The chain rule: sha256 over the previous head and one line per record.';
grant execute on function private.digest_head(text, uuid) to service_role;

-- Service only. Stamps every change not yet stamped, in one transaction; freezing again answers the same digest.
create function api.freeze_digest(p_park_id uuid, p_on date) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  d public.digests;
  last public.digests;
  new_id uuid := gen_random_uuid();
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
    insert into public.digests (id, park_id, digest_on, frozen_at, number, previous_head, head, facts)
    values (new_id, p_park_id, p_on, private.clock(), coalesce(last.number, 0) + 1, last.head,
      private.digest_head(last.head, new_id), private.digest_facts(p_park_id, new_id, p_on))
    returning * into d;
  end if;
  return jsonb_build_object('id', d.id, 'facts', d.facts, 'content', d.content, 'frozenAt', d.frozen_at,
    'number', d.number, 'head', d.head);
end;
$$;
comment on function api.freeze_digest(uuid, date) is 'Freezes a park''s digest of a day.';
grant execute on function api.freeze_digest(uuid, date) to service_role;

create function api.store_digest_content(p_id uuid, p_content jsonb) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  update public.digests set content = p_content where id = p_id and content is null;
  return (select d.content from public.digests d where d.id = p_id);
end;
$$;
comment on function api.store_digest_content(uuid, jsonb) is 'Stores a frozen digest''s wording, once.';
grant execute on function api.store_digest_content(uuid, jsonb) to service_role;

create function api.list_parks() returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
begin
  return coalesce((select jsonb_agg(p.id order by p.slug) from public.parks p), '[]');
end;
$$;
comment on function api.list_parks() is 'Ids of all parks, for the jobs.';
grant execute on function api.list_parks() to service_role;

-- A frozen digest as it was stored, the live one as facts, or null for a day without either.
create function api.read_digest(p_on date, p_live boolean) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
declare
  me public.sessions := private.enter();
  d public.digests;
  around jsonb;
begin
  select * into d from public.digests where park_id = me.park_id and digest_on = p_on;
  around := jsonb_build_object(
    'parkId', me.park_id,
    'previousOn', (select max(x.digest_on) from public.digests x where x.park_id = me.park_id and x.digest_on < p_on),
    'nextOn', (select min(x.digest_on) from public.digests x where x.park_id = me.park_id and x.digest_on > p_on));
  if d.id is not null then
    return around || jsonb_build_object('id', d.id, 'facts', d.facts, 'content', d.content, 'frozenAt', d.frozen_at,
      'number', d.number, 'head', d.head);
  elsif p_live then
    return around || jsonb_build_object('facts', private.digest_facts(me.park_id, null, p_on));
  end if;
  return around;
end;
$$;
comment on function api.read_digest(date, boolean) is 'The digest of a day: frozen, or live facts.';
grant execute on function api.read_digest(date, boolean) to authenticated;
