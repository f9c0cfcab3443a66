-- The writing functions behind the operations table. Each enters (live session, admitted role), writes under row
-- level security, and answers with a receipt.

create function private.audit_done(me public.sessions, p_operation text, p_target uuid) returns void
language plpgsql security invoker set search_path = ''
as $$
begin
  insert into public.audit (park_id, staff_id, session_id, operation, target_id, outcome)
  values (me.park_id, me.staff_id, me.id, p_operation, p_target, 'done');
end;
$$;
comment on function private.audit_done(public.sessions, text, uuid) is 'Leaves the audit row of a write, in its transaction.';
grant execute on function private.audit_done(public.sessions, text, uuid) to authenticated;

-- The receipt a sender gets, the same however often the same bytes arrive. Anything else about an id that is
-- taken is 409 id_reused and tells nothing.
create function private.receipt(me public.sessions, p_id uuid, p_kind text, p_sha256 text) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
declare
  s public.submissions;
begin
  select * into s from public.submissions where id = p_id;
  if s.id is null or s.created_by <> me.staff_id or s.kind <> p_kind or s.body_sha256 <> p_sha256 then
    raise sqlstate 'PT409' using message = 'id_reused';
  end if;
  return jsonb_build_object('id', s.id, 'receivedAt', s.received_at, 'sha256', s.body_sha256,
    'status', s.status, 'isNew', false);
end;
$$;
comment on function private.receipt(public.sessions, uuid, text, text) is 'Receipt of a stored submission; raises PT409 id_reused.';
grant execute on function private.receipt(public.sessions, uuid, text, text) to authenticated;

create function api.submit(p_kind text, p_body text, p_milestone_id uuid default null, p_phone_ahead_ms bigint default null)
returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  me public.sessions := private.enter();
  b jsonb := p_body::jsonb;
  new_id uuid := (b ->> 'id')::uuid;
  sha text := encode(sha256(convert_to(p_body, 'UTF8')), 'hex');
  inserted integer;
begin
  if me.role = 'office' and p_kind in ('inspection', 'progress', 'safety_check') and b ->> 'corrects' is null then
    raise sqlstate 'PT403' using message = 'correction_only';
  end if;
  if p_milestone_id is not null and not exists (select 1 from public.milestones m where m.id = p_milestone_id
      and m.project_id = (b ->> 'projectId')::uuid and m.rung = b ->> 'rung') then
    raise sqlstate 'PT404' using message = 'milestone_not_found';
  end if;
  insert into public.submissions (id, park_id, project_id, item_id, kind, created_by, session_id, body, captured_at, phone_ahead_ms, corrects)
  values (new_id, me.park_id, case when b ->> 'itemId' is null then (b ->> 'projectId')::uuid end, (b ->> 'itemId')::uuid, p_kind, me.staff_id, me.id, p_body,
    (b ->> 'capturedAt')::timestamptz, p_phone_ahead_ms, (b ->> 'corrects')::uuid)
  on conflict (id) do nothing;
  get diagnostics inserted = row_count;
  if inserted = 0 then
    return private.receipt(me, new_id, p_kind, sha);
  end if;
  return jsonb_build_object('id', new_id, 'receivedAt', private.clock(), 'sha256', sha, 'isNew', true,
    'status', case when coalesce(jsonb_array_length(b -> 'photos'), 0) + coalesce(jsonb_array_length(b -> 'documents'), 0) = 0
      then 'complete' else 'awaiting_photos' end);
end;
$$;
comment on function api.submit(text, text, uuid, bigint) is 'Takes one submission: the exact body is stored, the rest follows by trigger.';
grant execute on function api.submit(text, text, uuid, bigint) to authenticated;

create function api.answer_milestone(p_milestone_id uuid, p_answer text, p_operation text, p_body text) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  me public.sessions := private.enter();
  b jsonb := p_body::jsonb;
  new_id uuid := (b ->> 'id')::uuid;
  sha text := encode(sha256(convert_to(p_body, 'UTF8')), 'hex');
  known public.milestone_answers;
  inserted integer;
begin
  if not exists (select 1 from public.milestones m where m.id = p_milestone_id) then
    raise sqlstate 'PT404' using message = 'milestone_not_found';
  end if;
  if not exists (select 1 from public.milestone_answers where id = new_id) then
    insert into public.milestone_answers (id, park_id, milestone_id, report_id, answer, reason, body, answered_by)
    values (new_id, me.park_id, p_milestone_id, (b ->> 'reportId')::uuid, p_answer, b ->> 'reason', p_body, me.staff_id)
    on conflict (id) do nothing;
    get diagnostics inserted = row_count;
    if inserted = 1 then
      perform private.audit_done(me, p_operation, p_milestone_id);
    end if;
  end if;
  select * into known from public.milestone_answers where id = new_id;
  if known.id is null or known.answered_by <> me.staff_id or known.body_sha256 <> sha
    or known.milestone_id <> p_milestone_id or known.answer <> p_answer then
    raise sqlstate 'PT409' using message = 'id_reused';
  end if;
  return jsonb_build_object('id', known.id, 'receivedAt', known.answered_at, 'sha256', known.body_sha256,
    'status', (select m.status from public.milestones m where m.id = p_milestone_id), 'isNew', coalesce(inserted, 0) = 1);
end;
$$;
comment on function api.answer_milestone(uuid, text, text, text) is 'Confirms or disputes one milestone report.';
grant execute on function api.answer_milestone(uuid, text, text, text) to authenticated;

-- ---------------------------------------------------------------- photos
create function api.photo_manifest(p_submission_id uuid) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
declare
  me public.sessions := private.enter();
  s public.submissions;
begin
  select * into s from public.submissions where id = p_submission_id and created_by = me.staff_id;
  if s.id is null then
    raise sqlstate 'PT404' using message = 'submission_not_found';
  end if;
  return jsonb_build_object('parkId', s.park_id, 'status', s.status, 'photos', coalesce(
    (select jsonb_agg(jsonb_build_object('sha256', p.sha256, 'bytes', p.bytes, 'thumbSha256', p.thumb_sha256,
      'thumbBytes', p.thumb_bytes, 'stored', p.stored_at is not null) order by p.ordinal)
      from public.photos p where p.submission_id = s.id), '[]'));
end;
$$;
comment on function api.photo_manifest(uuid) is 'The manifest of the caller''s own submission, and what of it is stored.';
grant execute on function api.photo_manifest(uuid) to authenticated;

-- Service only: the server has downloaded these objects and found hash, size and type right.
create function api.mark_photos_stored(p_submission_id uuid, p_sha256s text[]) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  s public.submissions;
begin
  -- The lock makes two attaches take turns, so that the last one sees the manifest complete.
  select * into s from public.submissions where id = p_submission_id for no key update;
  update public.photos set stored_at = private.clock()
    where submission_id = p_submission_id and sha256 = any (p_sha256s) and stored_at is null;
  if s.status = 'awaiting_photos'
    and not exists (select 1 from public.photos where submission_id = p_submission_id and stored_at is null) then
    update public.submissions set status = 'complete', counted_at = private.clock() where id = p_submission_id
      returning * into s;
  end if;
  return jsonb_build_object('status', s.status);
end;
$$;
comment on function api.mark_photos_stored(uuid, text[]) is 'Marks checked photos; completes and counts the submission when all are there.';
grant execute on function api.mark_photos_stored(uuid, text[]) to service_role;

-- ---------------------------------------------------------------- projects
create function private.record_fact(me public.sessions, p_project_id uuid, p_fact jsonb, p_sha256 text) returns boolean
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  of_enterprise uuid := (p_fact ->> 'enterpriseId')::uuid;
  inserted integer;
begin
  if of_enterprise is null and p_fact ->> 'enterpriseName' is not null then
    insert into public.enterprises (park_id, name) values (me.park_id, p_fact ->> 'enterpriseName')
      on conflict (park_id, name) do nothing;
    select e.id into of_enterprise from public.enterprises e
      where e.park_id = me.park_id and e.name = p_fact ->> 'enterpriseName';
  end if;
  insert into public.project_facts (id, park_id, project_id, enterprise_id, latitude, longitude,
    total_investment_yuan, planned_dates, note, body_sha256, recorded_by, recorded_at)
  values ((p_fact ->> 'id')::uuid, me.park_id, p_project_id, of_enterprise,
    (p_fact #>> '{location,latitude}')::double precision, (p_fact #>> '{location,longitude}')::double precision,
    (p_fact ->> 'totalInvestmentYuan')::numeric, coalesce(p_fact -> 'plannedDates', '{}'), p_fact ->> 'note', p_sha256,
    me.staff_id, private.clock())
  on conflict (id) do nothing;
  get diagnostics inserted = row_count;
  return inserted = 1;
end;
$$;
comment on function private.record_fact(public.sessions, uuid, jsonb, text) is 'Appends one fact of a project; false when its id is there already.';
grant execute on function private.record_fact(public.sessions, uuid, jsonb, text) to authenticated;

create function api.create_project(p_body text) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  me public.sessions := private.enter();
  b jsonb := p_body::jsonb;
  new_id uuid := (b ->> 'id')::uuid;
  sha text := encode(sha256(convert_to(p_body, 'UTF8')), 'hex');
  is_new boolean := false;
begin
  if not exists (select 1 from public.project_facts where id = new_id) then
    if exists (select 1 from public.projects where private.name_key(name) = private.name_key(b ->> 'name') and id <> new_id) then
      raise sqlstate 'PT409' using message = 'project_name_taken';
    end if;
    insert into public.projects (id, park_id, name, category, created_by)
    values (new_id, me.park_id, b ->> 'name', b ->> 'category', me.staff_id)
    on conflict do nothing;
    if not exists (select 1 from public.projects where id = new_id and created_by = me.staff_id and name = b ->> 'name') then
      raise sqlstate 'PT409' using message = 'id_reused';
    end if;
    is_new := private.record_fact(me, new_id, b, sha);
    if is_new then
      perform private.audit_done(me, 'project.create', new_id);
    end if;
  end if;
  if not exists (select 1 from public.project_facts f where f.id = new_id and f.project_id = new_id
      and f.body_sha256 = sha and f.recorded_by = me.staff_id) then
    raise sqlstate 'PT409' using message = 'id_reused';
  end if;
  return jsonb_build_object('id', new_id, 'isNew', is_new);
end;
$$;
comment on function api.create_project(text) is 'Adds a project with its first facts.';
grant execute on function api.create_project(text) to authenticated;

create function api.record_project_fact(p_project_id uuid, p_body text) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  me public.sessions := private.enter();
  b jsonb := p_body::jsonb;
  new_id uuid := (b ->> 'id')::uuid;
  sha text := encode(sha256(convert_to(p_body, 'UTF8')), 'hex');
  is_new boolean := false;
begin
  if not exists (select 1 from public.projects where id = p_project_id) then
    raise sqlstate 'PT404' using message = 'project_not_found';
  end if;
  if not exists (select 1 from public.project_facts where id = new_id) then
    is_new := private.record_fact(me, p_project_id, b, sha);
    if is_new then
      perform private.audit_done(me, 'project.record', p_project_id);
    end if;
  end if;
  if not exists (select 1 from public.project_facts f where f.id = new_id and f.project_id = p_project_id
      and f.body_sha256 = sha and f.recorded_by = me.staff_id) then
    raise sqlstate 'PT409' using message = 'id_reused';
  end if;
  return jsonb_build_object('id', new_id, 'isNew', is_new);
end;
$$;
comment on function api.record_project_fact(uuid, text) is 'Appends facts to a project.';
grant execute on function api.record_project_fact(uuid, text) to authenticated;

-- ---------------------------------------------------------------- people
create function api.create_invite(p_invite jsonb, p_code_hash text, p_expires_at timestamptz) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  me public.sessions := private.enter();
  person public.staff;
  of_enterprise uuid := (p_invite ->> 'enterpriseId')::uuid;
  new_id uuid := gen_random_uuid();
begin
  if p_invite ->> 'staffId' is not null then
    select * into person from public.staff where id = (p_invite ->> 'staffId')::uuid and closed_at is null;
    if person.id is null then
      raise sqlstate 'PT404' using message = 'staff_not_found';
    end if;
    of_enterprise := person.enterprise_id;
  elsif of_enterprise is not null and not exists (select 1 from public.enterprises where id = of_enterprise) then
    raise sqlstate 'PT404' using message = 'enterprise_not_found';
  end if;
  insert into public.invites (id, park_id, code_hash, role, enterprise_id, name, phone, staff_id, created_by, expires_at)
  values (new_id, me.park_id, p_code_hash, coalesce(person.role, p_invite ->> 'role'), of_enterprise,
    coalesce(person.name, p_invite ->> 'name'), p_invite ->> 'phone', person.id, me.staff_id, p_expires_at);
  -- For a person of the park the audit names the person: a code for somebody else's account is worth a question.
  perform private.audit_done(me, 'invite.create', coalesce(person.id, new_id));
  return jsonb_build_object('id', new_id, 'expiresAt', p_expires_at);
end;
$$;
comment on function api.create_invite(jsonb, text, timestamptz) is 'Invites a new person, or an existing one to a new phone.';
grant execute on function api.create_invite(jsonb, text, timestamptz) to authenticated;

create function api.revoke_invite(p_id uuid) returns void
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  me public.sessions := private.enter();
  known public.invites;
begin
  select * into known from public.invites where id = p_id;
  if known.id is null then
    raise sqlstate 'PT404' using message = 'invite_not_found';
  elsif known.claimed_at is not null then
    raise sqlstate 'PT409' using message = 'invite_used';
  end if;
  update public.invites set revoked_at = private.clock() where id = p_id and revoked_at is null and claimed_at is null;
  -- Used in the moment between looking and revoking.
  if not found and exists (select 1 from public.invites i where i.id = p_id and i.claimed_at is not null) then
    raise sqlstate 'PT409' using message = 'invite_used';
  end if;
  perform private.audit_done(me, 'invite.revoke', p_id);
end;
$$;
comment on function api.revoke_invite(uuid) is 'Revokes an unused invite.';
grant execute on function api.revoke_invite(uuid) to authenticated;

create function api.change_staff(p_kind text, p_operation text, p_staff_id uuid default null, p_role text default null,
  p_enterprise_id uuid default null)
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  me public.sessions := private.enter();
  target uuid := coalesce(p_staff_id, me.staff_id);
begin
  if not exists (select 1 from public.staff where id = target and closed_at is null) then
    raise sqlstate 'PT404' using message = 'staff_not_found';
  end if;
  -- A park without an office could never invite anybody again; two who close each other take turns.
  perform pg_advisory_xact_lock(hashtextextended(me.park_id::text, 7));
  if p_kind in ('closed', 'role_changed') and p_role is distinct from 'office'
    and (select s.role from public.staff s where s.id = target) = 'office'
    and not exists (select 1 from public.staff s where s.park_id = me.park_id and s.role = 'office'
      and s.closed_at is null and s.id <> target) then
    raise sqlstate 'PT409' using message = 'last_office_person';
  end if;
  -- The audit row first: once the change has ended the caller's own session, nothing more can be written.
  perform private.audit_done(me, p_operation, target);
  insert into public.staff_changes (park_id, staff_id, kind, session_id, role, enterprise_id, made_by, made_at)
  values (me.park_id, target, p_kind, case p_kind when 'session_ended' then me.id end, p_role, p_enterprise_id,
    me.staff_id, private.clock());
end;
$$;
comment on function api.change_staff(text, text, uuid, text, uuid) is
  'Ends sessions, closes an account or changes a role; without p_staff_id it is the caller''s own.';
grant execute on function api.change_staff(text, text, uuid, text, uuid) to authenticated;
