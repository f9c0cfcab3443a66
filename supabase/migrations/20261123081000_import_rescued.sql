-- 导入: what a phone that cannot send still holds (a broken app, a refused session, a lost SIM) leaves it as a rescue
-- file, and the office brings it in. The record stays its sender's: the same id and the same bytes as the phone would
-- send, so whichever comes second finds the other's receipt. Of every table only `rescues` is new.

-- ---------------------------------------------------------------- who brought it in
alter table public.submissions add column imported_by uuid references public.staff (id);
create index submissions_imported_by_idx on public.submissions (imported_by);
comment on column public.submissions.imported_by is
  '导入人: the office person who brought the record in from a rescue file; empty when its sender sent it. Counts as a party to it.';
grant insert (imported_by) on public.submissions to authenticated;

-- A report that arrived by itself may still miss photos which only the broken phone has. Its row says who sent it, so
-- what the office then brings needs a place of its own.
create table public.rescues (
  submission_id uuid not null references public.submissions (id),
  imported_by uuid not null references public.staff (id),
  park_id uuid not null references public.parks (id),
  imported_at timestamptz not null default private.clock(),
  primary key (submission_id, imported_by)
);
create index rescues_imported_by_idx on public.rescues (imported_by);
create index rescues_park_id_idx on public.rescues (park_id);
comment on table public.rescues is '导入经手: which office person showed the exact body of a record, and may therefore send its photos.';
comment on column public.rescues.submission_id is '报送';
comment on column public.rescues.imported_by is '导入人';
comment on column public.rescues.park_id is '园区';
comment on column public.rescues.imported_at is '首次导入时间';

grant select on public.rescues to authenticated;
grant insert (submission_id, imported_by, park_id) on public.rescues to authenticated;
grant select on public.rescues to service_role;
create trigger guard_rescue before update or delete on public.rescues
  for each row execute function private.guard_record();
alter table public.rescues enable row level security;
create policy "the office reads the park's imports" on public.rescues for select to authenticated
  using (exists (select 1 from private.caller() c where c.role = 'office' and c.park_id = rescues.park_id));
create policy "the office imports records of its park in its own name" on public.rescues for insert to authenticated
  with check (exists (select 1 from private.caller() c
      where c.role = 'office' and c.park_id = rescues.park_id and c.staff_id = rescues.imported_by)
    and exists (select 1 from public.submissions s where s.id = rescues.submission_id and s.park_id = rescues.park_id));

-- ---------------------------------------------------------------- what a sender may send
create function private.may_send(p_role text, p_kind text, p_is_correction boolean) returns boolean
language plpgsql immutable security invoker set search_path = ''
as $$
begin
  return case p_role
    when 'inspector' then p_kind not in ('reading', 'naming')
    when 'contact' then p_kind in ('progress', 'milestone_report', 'hazard_rectify')
    when 'office' then p_is_correction or p_kind not in ('inspection', 'progress', 'safety_check')
    else false end;
end;
$$;
comment on function private.may_send(text, text, boolean) is 'Which role sends which kind of record, whoever carries it in.';
grant execute on function private.may_send(text, text, boolean) to authenticated;

-- The importer's session carries the row, the owner's role decides. A closed account counts with its last role: what a
-- departed person saw on site stays evidence, and its phone is the likeliest to come in this way.
drop policy "people submit in their own name what their role may" on public.submissions;
create policy "the sender's role decides what is submitted or imported" on public.submissions for insert to authenticated
  with check (exists (select 1 from private.caller() c
    where c.park_id = submissions.park_id and c.id = submissions.session_id
      and case when submissions.imported_by is null
        then c.staff_id = submissions.created_by and private.may_send(c.role, submissions.kind, submissions.corrects is not null)
        else c.role = 'office' and c.staff_id = submissions.imported_by and exists (select 1 from public.staff o
          where o.id = submissions.created_by and o.park_id = submissions.park_id
            and private.may_send(o.role, submissions.kind, submissions.corrects is not null)) end));

-- ---------------------------------------------------------------- bringing one in
create function api.import_submission(p_owner_id uuid, p_kind text, p_body text, p_milestone_id uuid default null) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  me public.sessions := private.enter();
  b jsonb := p_body::jsonb;
  new_id uuid := (b ->> 'id')::uuid;
  sha text := encode(sha256(convert_to(p_body, 'UTF8')), 'hex');
  owner public.staff;
  known public.submissions;
  inserted integer := 0;
  noted integer;
begin
  -- Row level security shows people and records of the caller's park only: another park's are like ones that never were.
  select * into owner from public.staff where id = p_owner_id;
  if owner.id is null then
    raise sqlstate 'PT404' using message = 'owner_not_found';
  end if;
  -- What was accepted once stays accepted, though the owner's role has changed since.
  select * into known from public.submissions where id = new_id;
  if known.id is null then
    if not private.may_send(owner.role, p_kind, b ->> 'corrects' is not null) then
      raise sqlstate 'PT403' using message = 'owner_role_refused';
    end if;
    if p_milestone_id is not null and not exists (select 1 from public.milestones m where m.id = p_milestone_id
        and m.project_id = (b ->> 'projectId')::uuid and m.rung = b ->> 'rung') then
      raise sqlstate 'PT404' using message = 'milestone_not_found';
    end if;
    insert into public.submissions (id, park_id, project_id, item_id, kind, created_by, session_id, body, captured_at, corrects, imported_by)
    values (new_id, me.park_id, case when b ->> 'itemId' is null then (b ->> 'projectId')::uuid end, (b ->> 'itemId')::uuid, p_kind, owner.id, me.id, p_body,
      (b ->> 'capturedAt')::timestamptz, (b ->> 'corrects')::uuid, me.staff_id)
    on conflict (id) do nothing;
    get diagnostics inserted = row_count;
    -- Ours, or the phone's that came online in this very moment.
    select * into known from public.submissions where id = new_id;
  end if;
  if known.id is null or known.created_by <> owner.id or known.kind <> p_kind or known.body_sha256 <> sha then
    raise sqlstate 'PT409' using message = 'id_reused';
  end if;
  -- private.unfold_submission has audited the record under its owner, as always; who brought it in is a row of its own.
  insert into public.rescues (submission_id, imported_by, park_id) values (new_id, me.staff_id, me.park_id) on conflict do nothing;
  get diagnostics noted = row_count;
  if noted = 1 then
    perform private.audit_done(me, 'rescue.submit', new_id);
  end if;
  return jsonb_build_object('id', known.id, 'receivedAt', known.received_at, 'sha256', known.body_sha256,
    'status', known.status, 'isNew', inserted = 1);
end;
$$;
comment on function api.import_submission(uuid, text, text, uuid) is
  'Takes one record of a rescue file in its owner''s name: the exact body is stored, as if the phone had sent it.';
grant execute on function api.import_submission(uuid, text, text, uuid) to authenticated;

create or replace function api.photo_manifest(p_submission_id uuid) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
declare
  me public.sessions := private.enter();
  s public.submissions;
begin
  select * into s from public.submissions x where x.id = p_submission_id and (x.created_by = me.staff_id
    or exists (select 1 from public.rescues r where r.submission_id = x.id and r.imported_by = me.staff_id));
  if s.id is null then
    raise sqlstate 'PT404' using message = 'submission_not_found';
  end if;
  return jsonb_build_object('parkId', s.park_id, 'status', s.status, 'photos', coalesce(
    (select jsonb_agg(jsonb_build_object('sha256', p.sha256, 'bytes', p.bytes, 'thumbSha256', p.thumb_sha256,
      'thumbBytes', p.thumb_bytes, 'media', p.media, 'stored', p.stored_at is not null) order by p.ordinal)
      from public.photos p where p.submission_id = s.id), '[]'));
end;
$$;
comment on function api.photo_manifest(uuid) is
  'The manifest of a submission of the caller, or of one that the caller imported, and what of it is stored.';

-- ---------------------------------------------------------------- the importer is a party
create or replace function private.receive_milestone_answer() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  slot public.milestones;
  report public.milestone_reports;
  caller public.staff;
  has_contact boolean;
begin
  select * into slot from public.milestones where id = new.milestone_id and park_id = new.park_id for no key update;
  new.on_behalf := false;
  new.project_id := slot.project_id;
  new.body_sha256 := encode(sha256(convert_to(new.body, 'UTF8')), 'hex');
  new.answered_at := private.clock();
  -- The same answer sent twice at once: the second met the first only at the lock, and the insert that follows finds it.
  if exists (select 1 from public.milestone_answers a where a.id = new.id) then
    return new;
  end if;
  select * into report from public.milestone_reports
    where submission_id = new.report_id and milestone_id = slot.id;
  if report.submission_id is null then
    raise sqlstate 'PT404' using message = 'milestone_report_not_found';
  end if;
  if not report.is_live or slot.report_id <> report.submission_id then
    raise sqlstate 'PT409' using message = 'report_superseded';
  end if;
  if slot.status <> 'reported' then
    raise sqlstate 'PT409' using message = 'already_answered';
  end if;
  if exists (select 1 from public.submissions s where s.id = report.submission_id and s.status <> 'complete') then
    raise sqlstate 'PT409' using message = 'report_incomplete';
  end if;
  select * into caller from public.staff where id = new.answered_by;
  if report.reported_by = caller.id then
    raise sqlstate 'PT403' using message = 'own_report';
  end if;
  -- Who brought a report in speaks for its sender, and is no other party.
  if exists (select 1 from public.submissions s where s.id = report.submission_id and s.imported_by = caller.id) then
    raise sqlstate 'PT403' using message = 'imported_report';
  end if;
  if report.side = 'enterprise' then
    if caller.role not in ('inspector', 'office') then
      raise sqlstate 'PT403' using message = 'other_party_answers';
    end if;
  else
    has_contact := exists (select 1 from public.projects p
      join public.staff s on s.enterprise_id = p.enterprise_id and s.role = 'contact' and s.closed_at is null
      where p.id = slot.project_id);
    if has_contact and caller.role <> 'contact' then
      raise sqlstate 'PT403' using message = 'other_party_answers';
    elsif not has_contact and caller.role <> 'office' then
      raise sqlstate 'PT403' using message = 'second_office_person_needed';
    end if;
    new.on_behalf := not has_contact;
  end if;
  return new;
end;
$$;

create or replace function private.may_answer(me public.sessions, r public.milestone_reports) returns boolean
language plpgsql stable security invoker set search_path = ''
as $$
begin
  return r.reported_by <> me.staff_id and not exists (select 1 from public.submissions i
    where i.id = r.submission_id and i.imported_by = me.staff_id) and case
    when r.side = 'enterprise' then me.role in ('inspector', 'office')
    when exists (select 1 from public.projects p join public.staff s on s.enterprise_id = p.enterprise_id
      and s.role = 'contact' and s.closed_at is null where p.id = r.project_id) then me.role = 'contact'
    else me.role = 'office' end;
end;
$$;
comment on function private.may_answer(public.sessions, public.milestone_reports) is
  'Whether the caller is the other party of a report: neither its sender nor its importer.';

-- ---------------------------------------------------------------- reading it back
create or replace function api.read_report(p_id uuid) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
declare
  me public.sessions := private.enter();
  s public.submissions;
begin
  select * into s from public.submissions where id = p_id;
  if s.id is null then
    raise sqlstate 'PT404' using message = 'report_not_found';
  end if;
  return private.report_row(s, 100) || jsonb_build_object('body', s.body::jsonb, 'sha256', s.body_sha256,
    'documents', private.document_refs(s.id), 'countedAt', s.counted_at, 'importedBy', private.person(s.imported_by),
    'correctedBy', (select c.id from public.submissions c where c.corrects = s.id),
    'checklist', (select jsonb_build_object('name', l.name, 'version', v.version, 'items', v.items)
      from public.safety_checks c join public.checklist_versions v on v.id = c.checklist_version_id
      join public.checklists l on l.id = v.checklist_id where c.submission_id = s.id),
    'hazards', coalesce((select jsonb_agg(jsonb_build_object('id', h.id, 'title', h.title, 'severity', h.severity,
      'status', h.status, 'itemKey', h.item_key) order by h.seq) from public.hazards h where h.submission_id = s.id), '[]'),
    'milestoneReport', (select private.milestone_report_row(r) from public.milestone_reports r where r.submission_id = s.id),
    'itemRecord', (select private.item_record_row(me, r) from public.item_records r where r.submission_id = s.id));
end;
$$;
