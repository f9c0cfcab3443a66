-- The triggers of submissions: check the row, unfold its body, count it when complete.

-- First 10 Crockford base32 characters of sha256 over "<lower-case uuid>:<ordinal>" (50 of its bits).
create function private.short_code(p_id uuid, p_ordinal integer) returns text
language plpgsql immutable security invoker set search_path = ''
as $$
declare
  bits bigint := ('x' || substr(encode(sha256(convert_to(p_id::text || ':' || p_ordinal, 'UTF8')), 'hex'), 1, 14))::bit(56)::bigint >> 6;
  code text := '';
begin
  for i in 0..9 loop
    code := code || substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ', ((bits >> (45 - 5 * i)) & 31)::integer + 1, 1);
  end loop;
  return code;
end;
$$;
comment on function private.short_code(uuid, integer) is 'The code drawn on a photo; same as src/domain/short-code.';

-- Great-circle metres on a sphere of 6371008.8 m (mean radius): within 0.5 % of the ellipsoid, enough for a 500 m flag.
create function private.distance_m(lat1 double precision, lon1 double precision, lat2 double precision, lon2 double precision)
returns double precision
language plpgsql immutable strict security invoker set search_path = ''
as $$
begin
  return 2 * 6371008.8 * asin(least(1, sqrt(sind((lat2 - lat1) / 2) ^ 2
    + cosd(lat1) * cosd(lat2) * sind((lon2 - lon1) / 2) ^ 2)));
end;
$$;
comment on function private.distance_m(double precision, double precision, double precision, double precision) is
  'Distance in metres between two WGS84 points; null where one of them is unknown.';

-- Where C corrects B and B corrects A, the line of C is C, B, A.
create function private.correction_line(p_id uuid) returns setof uuid
language plpgsql stable security invoker set search_path = ''
as $$
declare
  found_id uuid := p_id;
begin
  while found_id is not null loop
    return next found_id;
    select s.corrects into found_id from public.submissions s where s.id = found_id;
  end loop;
end;
$$;
comment on function private.correction_line(uuid) is 'A record and all that it corrects, directly or not, newest first.';

create function private.receive_submission() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  b jsonb := new.body::jsonb;
  old_one public.submissions;
  sender public.staff;
begin
  -- A repeat is let through to the receipt before anything is checked: what was accepted once stays accepted.
  if exists (select 1 from public.submissions s where s.id = new.id) then
    return null;
  end if;
  select * into sender from public.staff where id = new.created_by;
  if new.item_id is not null then
    if not exists (select 1 from public.plan_items i where i.id = new.item_id and i.park_id = new.park_id) then
      raise sqlstate 'PT404' using message = 'plan_item_not_found';
    end if;
  elsif not exists (select 1 from public.projects p where p.id = new.project_id and p.park_id = new.park_id
      and (sender.role <> 'contact' or p.enterprise_id = sender.enterprise_id)) then
    raise sqlstate 'PT404' using message = 'project_not_found';
  end if;
  if new.corrects is not null then
    -- The lock makes two corrections of one record take turns: the second finds it corrected.
    select * into old_one from public.submissions where id = new.corrects and park_id = new.park_id for no key update;
    if old_one.id is null or old_one.kind <> new.kind
      or (old_one.project_id, old_one.item_id) is distinct from (new.project_id, new.item_id) then
      raise sqlstate 'PT404' using message = 'corrected_record_not_found';
    end if;
    if sender.role <> 'office' and old_one.created_by <> sender.id then
      raise sqlstate 'PT403' using message = 'not_your_record';
    end if;
    -- A correction that still waits for its photos is one too. Sent twice at once it is no second one: the insert that
    -- follows finds it by its id.
    if exists (select 1 from public.submissions s where s.corrects = old_one.id and s.id <> new.id) then
      raise sqlstate 'PT409' using message = 'already_corrected';
    end if;
  end if;
  new.body_sha256 := encode(sha256(convert_to(new.body, 'UTF8')), 'hex');
  new.received_at := private.clock();
  new.photo_count := coalesce(jsonb_array_length(b -> 'photos'), 0);
  new.status := case when new.photo_count = 0 then 'complete' else 'awaiting_photos' end;
  new.counted_at := case when new.photo_count = 0 then new.received_at end;
  new.is_corrected := false;
  return new;
end;
$$;
comment on function private.receive_submission() is 'Checks a submission and fills in what the server decides.';
create trigger receive_submission before insert on public.submissions
  for each row execute function private.receive_submission();

create function private.unfold_photos(s public.submissions, b jsonb) returns void
language plpgsql security invoker set search_path = ''
as $$
declare
  site record;
  skewed boolean := abs(coalesce((b ->> 'clockOffsetMs')::bigint, 0)) > 300000;
begin
  select p.latitude, p.longitude into site from public.projects p where p.id = s.project_id;
  insert into public.photos (submission_id, ordinal, park_id, project_id, sha256, bytes, thumb_sha256, thumb_bytes,
    short_code, item_key, source, captured_at, latitude, longitude, accuracy_m, location_missing, distance_m, flags)
  select s.id, e.n, s.park_id, s.project_id, e.p ->> 'sha256', (e.p ->> 'bytes')::integer,
    e.p #>> '{thumb,sha256}', (e.p #>> '{thumb,bytes}')::integer,
    private.short_code(s.id, e.n::integer), e.p ->> 'itemKey', e.p ->> 'source', (e.p ->> 'capturedAt')::timestamptz,
    pos.lat, pos.lon, pos.acc, case when pos.lat is null then e.p ->> 'locationMissing' end, far.m,
    array_remove(array[
      case when skewed then 'clock_skew' end,
      case when far.m > 500 then 'far_from_project' end,
      case when pos.acc > 200 then 'inaccurate' end,
      case when exists (select 1 from public.photos o where o.park_id = s.park_id and o.sha256 = e.p ->> 'sha256'
        and o.submission_id is distinct from s.corrects) then 'reused' end,
      case when e.p ->> 'source' = 'album' then 'album' end], null)
  from jsonb_array_elements(b -> 'photos') with ordinality as e (p, n)
  cross join lateral (select (e.p #>> '{location,latitude}')::double precision as lat,
    (e.p #>> '{location,longitude}')::double precision as lon,
    (e.p #>> '{location,accuracyM}')::double precision as acc) pos
  cross join lateral (select private.distance_m(pos.lat, pos.lon, site.latitude, site.longitude) as m) far;
end;
$$;
comment on function private.unfold_photos(public.submissions, jsonb) is 'Manifest entries to photos, with their flags (mirrored by src/domain/submission).';

create function private.unfold_progress(s public.submissions, b jsonb) returns void
language plpgsql security invoker set search_path = ''
as $$
declare
  last_percent smallint;
  -- A correction stands where the record stood that it corrects: what was true in spring is no news of autumn.
  place bigint := coalesce((select min(c.seq) from public.submissions c where c.id in (select private.correction_line(s.corrects))), s.seq);
begin
  -- What it corrects may still count until its photos are there, and is nothing to be compared with.
  select r.percent into last_percent from public.progress_reports r
    where r.project_id = s.project_id and r.counts and r.seq < place
      and (s.corrects is null or r.submission_id not in (select private.correction_line(s.corrects)))
    order by r.seq desc limit 1;
  if (b ->> 'percent')::integer < last_percent and b ->> 'percentReason' is null then
    raise sqlstate 'PT422' using message = 'reason_required';
  end if;
  insert into public.progress_reports (submission_id, seq, park_id, project_id, percent, percent_reason,
    investment_to_date_yuan, problems, problem_note, counts)
  values (s.id, place, s.park_id, s.project_id, (b ->> 'percent')::smallint, b ->> 'percentReason',
    (b ->> 'investmentToDateYuan')::numeric,
    coalesce((select array_agg(x) from jsonb_array_elements_text(b -> 'problems') x), '{}'), b ->> 'problemNote',
    s.status = 'complete');
  if b -> 'milestone' is not null then
    perform private.unfold_milestone(s, b -> 'milestone');
  end if;
end;
$$;
comment on function private.unfold_progress(public.submissions, jsonb) is 'A progress body to its row, and to a milestone report when it names a rung.';

create function private.unfold_milestone(s public.submissions, m jsonb) returns void
language plpgsql security invoker set search_path = ''
as $$
declare
  slot public.milestones;
begin
  if s.photo_count = 0 then
    raise sqlstate 'PT422' using message = 'photo_required';
  end if;
  -- A milestone is reported when it has happened; confirmed ahead of its day it would count for a due date not met yet.
  if (m ->> 'occurredOn')::date > private.park_day(s.received_at) then
    raise sqlstate 'PT400' using message = 'invalid_input';
  end if;
  perform private.lock_milestones(s.project_id);
  select * into slot from public.milestones where project_id = s.project_id and rung = m ->> 'rung';
  insert into public.milestone_reports (submission_id, seq, park_id, project_id, milestone_id, occurred_on,
    agreed_investment_yuan, side, reported_by, reported_at, skipped_rungs)
  select s.id, s.seq, s.park_id, s.project_id, slot.id, (m ->> 'occurredOn')::date,
    (m ->> 'agreedInvestmentYuan')::numeric, case st.role when 'contact' then 'enterprise' else 'park' end,
    st.id, s.received_at,
    coalesce((select array_agg(o.rung order by o.rung_order) from public.milestones o
      where o.project_id = s.project_id and o.rung_order < slot.rung_order and o.status <> 'confirmed'), '{}')
  from public.staff st where st.id = s.created_by;
  perform private.refresh_milestone(slot.id);
end;
$$;
comment on function private.unfold_milestone(public.submissions, jsonb) is 'A milestone report of a submission to its slot.';

-- Opens a hazard, unless the hazard of this clause of this checklist was already opened by a record that this one
-- corrects. Keys of another checklist may read alike and mean something else.
create function private.open_hazard(s public.submissions, p_checklist_id uuid, p_item_key text, h jsonb) returns void
language plpgsql security invoker set search_path = ''
as $$
declare
  hazard_id uuid := gen_random_uuid();
begin
  if s.corrects is not null and exists (select 1 from public.hazards z
      where z.submission_id in (select private.correction_line(s.corrects))
        and z.checklist_id is not distinct from p_checklist_id and z.item_key is not distinct from p_item_key) then
    return;
  end if;
  insert into public.hazards (id, park_id, project_id, submission_id, checklist_id, item_key, severity, title, detail,
    rectification_due_on, opened_by, opened_at, repeat_of)
  values (hazard_id, s.park_id, s.project_id, s.id, p_checklist_id, p_item_key, h ->> 'severity', h ->> 'title',
    h ->> 'detail', (h ->> 'rectificationDueOn')::date, s.created_by, s.received_at,
    (select z.id from public.hazards z where z.project_id = s.project_id and z.item_key = p_item_key
      and z.checklist_id = p_checklist_id and z.opened_at > s.received_at - interval '90 days'
      order by z.seq desc limit 1));
  insert into public.hazard_actions (park_id, hazard_id, project_id, kind, submission_id, acted_by, acted_at)
  values (s.park_id, hazard_id, s.project_id, 'opened', s.id, s.created_by, s.received_at);
  insert into public.changes (park_id, kind, project_id, submission_id, hazard_id)
  values (s.park_id, 'hazard_opened', s.project_id, s.id, hazard_id);
end;
$$;
comment on function private.open_hazard(public.submissions, uuid, text, jsonb) is 'Opens a hazard with its first action and its change.';

create function private.unfold_safety_check(s public.submissions, b jsonb) returns void
language plpgsql security invoker set search_path = ''
as $$
declare
  list public.checklist_versions;
  item record;
begin
  select * into list from public.checklist_versions
    where id = (b ->> 'checklistVersionId')::uuid and park_id = s.park_id;
  if list.id is null then
    raise sqlstate 'PT404' using message = 'checklist_not_found';
  end if;
  -- Every clause answered exactly once.
  if (select array_agg(i ->> 'key' order by i ->> 'key') from jsonb_array_elements(list.items) i)
    is distinct from (select array_agg(a ->> 'key' order by a ->> 'key') from jsonb_array_elements(b -> 'answers') a) then
    raise sqlstate 'PT422' using message = 'answers_do_not_fit_checklist';
  end if;
  insert into public.safety_checks (submission_id, park_id, project_id, checklist_version_id, pass_count, fail_count,
    not_applicable_count)
  select s.id, s.park_id, s.project_id, list.id, count(*) filter (where a ->> 'answer' = 'pass'),
    count(*) filter (where a ->> 'answer' = 'fail'), count(*) filter (where a ->> 'answer' = 'not_applicable')
  from jsonb_array_elements(b -> 'answers') a;
  if exists (select 1 from jsonb_array_elements(b -> 'answers') a where a ->> 'answer' = 'fail' and not exists
      (select 1 from public.photos p where p.submission_id = s.id and p.item_key = a ->> 'key')) then
    raise sqlstate 'PT422' using message = 'photo_required';
  end if;
  for item in select a.value as answer from jsonb_array_elements(b -> 'answers') with ordinality a
      where a.value ->> 'answer' = 'fail' order by a.ordinality loop
    perform private.open_hazard(s, list.checklist_id, item.answer ->> 'key', item.answer -> 'hazard');
  end loop;
end;
$$;
comment on function private.unfold_safety_check(public.submissions, jsonb) is 'A safety check body to its row; each failed clause opens a hazard.';

-- What a record corrects stays readable and stops counting, once the record itself is complete: a correction whose
-- photos never come takes nothing down. The whole line goes, since a correction in between may have stayed incomplete.
create function private.retire_corrected(s public.submissions) returns void
language plpgsql security invoker set search_path = ''
as $$
declare
  old_id uuid;
  slot_ids uuid[];
begin
  -- Newest first, as everybody locks them.
  for old_id in select private.correction_line(s.corrects) loop
    update public.submissions set is_corrected = true where id = old_id and not is_corrected;
  end loop;
  update public.progress_reports set counts = false
    where submission_id in (select private.correction_line(s.corrects)) and counts;
  if exists (select 1 from public.milestone_reports r
      where r.submission_id in (select private.correction_line(s.corrects)) and r.is_live) then
    perform private.lock_milestones(s.project_id);
    with gone as (
      update public.milestone_reports set is_live = false
      where submission_id in (select private.correction_line(s.corrects)) and is_live returning milestone_id)
    select array_agg(distinct gone.milestone_id) into slot_ids from gone;
    perform private.refresh_milestone(t.id) from unnest(slot_ids) as t (id);
  end if;
  update public.item_records set is_live = false, awaits_review = false
    where submission_id in (select private.correction_line(s.corrects)) and is_live;
end;
$$;
comment on function private.retire_corrected(public.submissions) is 'Takes what a complete correction corrects out of what counts.';

create function private.operation_of(kind text) returns text
language plpgsql immutable security invoker set search_path = ''
as $$
begin
  return case kind when 'inspection' then 'inspection.submit' when 'progress' then 'progress.submit'
    when 'safety_check' then 'safetyCheck.submit' when 'milestone_report' then 'milestone.report'
    when 'hazard_open' then 'hazard.open' when 'hazard_rectify' then 'hazard.rectify' else kind || '.submit' end;
end;
$$;
comment on function private.operation_of(text) is 'The operation that sends a kind, as the operations table names it.';

-- The moment a record is complete: it counts, and what it corrects counts no longer.
create function private.count_record(s public.submissions) returns void
language plpgsql security invoker set search_path = ''
as $$
declare
  slot_id uuid;
begin
  insert into public.changes (park_id, kind, project_id, plan_item_id, submission_id, made_at)
  values (s.park_id, 'submission_counted', s.project_id, s.item_id, s.id, s.counted_at);
  if s.corrects is not null then
    perform private.retire_corrected(s);
    insert into public.changes (park_id, kind, project_id, plan_item_id, submission_id, made_at)
    values (s.park_id, 'correction', s.project_id, s.item_id, s.id, s.counted_at);
  end if;
  perform private.because(s.id);
  if s.item_id is not null then
    perform private.keep_item(s.park_id, r.item_id) from public.item_records r where r.submission_id = s.id;
    return;
  end if;
  select r.milestone_id into slot_id from public.milestone_reports r where r.submission_id = s.id;
  if slot_id is not null then
    perform private.lock_milestones(s.project_id);
    perform private.refresh_milestone(slot_id);
  end if;
  -- The shared rows last: only a retired milestone can move a value.
  if s.corrects is not null then
    perform private.keep_values(s.park_id, s.project_id);
  end if;
end;
$$;
comment on function private.count_record(public.submissions) is 'Counts a complete record and retires what it corrects.';

create function private.unfold_submission() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  b jsonb := new.body::jsonb;
begin
  if new.photo_count > 0 then
    perform private.unfold_photos(new, b);
  end if;
  case new.kind
    when 'progress' then perform private.unfold_progress(new, b);
    when 'safety_check' then perform private.unfold_safety_check(new, b);
    when 'milestone_report' then perform private.unfold_milestone(new, b);
    when 'hazard_open' then perform private.open_hazard(new, null, null, b -> 'hazard');
    when 'inspection', 'hazard_rectify' then null;
    else perform private.unfold_item_record(new, b);
  end case;
  insert into public.audit (park_id, staff_id, session_id, operation, target_id, outcome)
  values (new.park_id, new.created_by, new.session_id, private.operation_of(new.kind), new.id, 'done');
  if new.status = 'complete' then
    perform private.count_record(new);
  end if;
  return null;
end;
$$;
comment on function private.unfold_submission() is 'Writes everything a submission''s body says, in its transaction.';
create trigger unfold_submission after insert on public.submissions
  for each row execute function private.unfold_submission();

create function private.count_submission() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  if not new.is_corrected then
    update public.progress_reports set counts = true where submission_id = new.id;
    perform private.count_record(new);
  end if;
  return null;
end;
$$;
comment on function private.count_submission() is 'A submission counts from the moment its manifest is complete.';
create trigger count_submission after update of status on public.submissions
  for each row when (old.status = 'awaiting_photos' and new.status = 'complete')
  execute function private.count_submission();
