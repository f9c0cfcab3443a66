-- The loop of a hazard (隐患闭环): assigned, rectified with proof, verified or returned by somebody independent, closed;
-- more time on request. A rectification is a submission; the other steps are rows that people insert into
-- hazard_actions, where a trigger checks state and person. Status, due date and parties of the hazard are kept from them.

-- ---------------------------------------------------------------- what a step says
alter table public.hazard_actions
  drop constraint hazard_actions_kind_check,
  add constraint hazard_actions_kind_check check (kind in ('opened', 'assigned', 'rectified', 'corrected', 'verified', 'returned',
    'extension_requested', 'extended', 'extension_refused')),
  add column responsible_id uuid references public.staff (id),
  add column due_on date,
  add column answers_id uuid references public.hazard_actions (id),
  add column body text check (octet_length(body) <= 262144),
  add column body_sha256 text,
  add constraint hazard_actions_note_length check (length(note) between 1 and 1000),
  add constraint hazard_actions_responsible_named check ((kind = 'assigned') = (responsible_id is not null)),
  add constraint hazard_actions_due_named check ((kind = 'extension_requested' or kind = 'extended') = (due_on is not null)),
  add constraint hazard_actions_reason_given check (note is not null or (kind <> 'returned' and kind <> 'extension_requested' and kind <> 'extension_refused'));
create index hazard_actions_responsible_id_idx on public.hazard_actions (responsible_id);
-- A rectification is answered once, and so is a request for more time.
create unique index hazard_actions_answers_id_key on public.hazard_actions (answers_id) where answers_id is not null;
comment on column public.hazard_actions.responsible_id is '责任人: whom an assignment names';
comment on column public.hazard_actions.due_on is '延至: the date asked for or granted';
comment on column public.hazard_actions.answers_id is '所答的动作: the rectification that is verified or returned, the request that is decided';
comment on column public.hazard_actions.body is '原文: of a step that somebody sent by itself';
comment on column public.hazard_actions.body_sha256 is '原文 sha256 (hex)';
comment on column public.photos.item_key is '检查条款: the failed clause it shows; of a rectification before 整改前 or after 整改后, empty for after';

alter table public.hazards
  add column rectification_id uuid references public.submissions (id),
  add column extension_request_id uuid references public.hazard_actions (id);
create index hazards_rectification_id_idx on public.hazards (rectification_id);
create index hazards_extension_request_id_idx on public.hazards (extension_request_id);
create index hazards_rectified_idx on public.hazards (park_id, rectification_due_on) where status = 'rectified';
create index hazards_extension_pending_idx on public.hazards (park_id) where extension_request_id is not null;
comment on column public.hazards.rectification_id is '整改: the latest that counts, kept from its actions by trigger';
comment on column public.hazards.extension_request_id is '待批延期: the request that waits, kept from its actions by trigger';
comment on column public.hazards.rectification_due_on is '整改期限: moved only by a granted extension';

-- ---------------------------------------------------------------- rectifications
create table public.rectifications (
  submission_id uuid primary key references public.submissions (id),
  park_id uuid not null references public.parks (id),
  project_id uuid not null references public.projects (id),
  hazard_id uuid not null references public.hazards (id),
  responsible_person text not null,
  measures text not null,
  done_by date not null,
  funds text,
  contingency_plan text
);
create index rectifications_park_id_idx on public.rectifications (park_id);
create index rectifications_project_id_idx on public.rectifications (project_id);
create index rectifications_hazard_id_idx on public.rectifications (hazard_id);
comment on table public.rectifications is '整改: what was done about a hazard, one per submission. Counts when its photos are there.';
comment on column public.rectifications.submission_id is '报送';
comment on column public.rectifications.park_id is '园区';
comment on column public.rectifications.project_id is '项目';
comment on column public.rectifications.hazard_id is '隐患';
comment on column public.rectifications.responsible_person is '责任人';
comment on column public.rectifications.measures is '整改措施';
comment on column public.rectifications.done_by is '完成时限';
comment on column public.rectifications.funds is '整改资金: asked for of 重大';
comment on column public.rectifications.contingency_plan is '应急预案: asked for of 重大';

-- ---------------------------------------------------------------- the two tables of rules, as in src/domain/hazard
create function private.next_hazard_status(p_status text, p_kind text) returns text
language sql immutable set search_path = ''
as $$
  select case
    when p_status is null then case when p_kind = 'opened' then 'open' end
    when p_status in ('open', 'returned') then case
      when p_kind = 'rectified' then 'rectified'
      when p_kind in ('assigned', 'extension_requested', 'extended', 'extension_refused') then p_status end
    when p_status = 'rectified' then case p_kind when 'verified' then 'closed' when 'returned' then 'returned' when 'corrected' then 'rectified' end
  end;
$$;
comment on function private.next_hazard_status(text, text) is 'Status after a step, null where it is refused; same as nextHazardStatus of src/domain/hazard.';
grant execute on function private.next_hazard_status(text, text) to authenticated;

create function private.hazard_refusal(p_kind text, p_person uuid, p_role text, p_enterprise_id uuid, h public.hazards) returns text
language plpgsql stable security invoker set search_path = ''
as $$
begin
  case p_kind
    when 'assigned' then
      return case when p_role <> 'office' then 'role_refused' end;
    when 'rectified', 'extension_requested' then
      return case when p_role = 'leader' then 'role_refused'
        when p_person is not distinct from h.responsible_id then null
        when p_role = 'contact' and exists (select 1 from public.projects p where p.id = h.project_id and p.enterprise_id = p_enterprise_id) then null
        else 'not_responsible' end;
    when 'verified', 'returned' then
      return case when p_role not in ('inspector', 'office') then 'role_refused'
        when p_person is not distinct from h.responsible_id or exists (select 1 from public.submissions s
          where s.id = h.rectification_id and p_person in (s.created_by, s.imported_by)) then 'not_independent' end;
    when 'extended', 'extension_refused' then
      return case when p_role not in ('leader', 'office') then 'role_refused'
        when exists (select 1 from public.hazard_actions a where a.id = h.extension_request_id and a.acted_by = p_person) then 'own_request' end;
    else
      return null;
  end case;
end;
$$;
comment on function private.hazard_refusal(text, uuid, text, uuid, public.hazards) is
  'Why a person may not take a step, whatever the state; null: may. Same as hazardRefusal of src/domain/hazard.';
grant execute on function private.hazard_refusal(text, uuid, text, uuid, public.hazards) to authenticated;

-- ---------------------------------------------------------------- a step that somebody sends by itself
create function private.receive_hazard_action() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  h public.hazards;
  caller public.staff;
  refusal text;
begin
  -- Written by a record's own trigger, which has checked it.
  if new.body is null then
    return new;
  end if;
  select * into h from public.hazards where id = new.hazard_id and park_id = new.park_id for no key update;
  new.project_id := h.project_id;
  new.body_sha256 := encode(sha256(convert_to(new.body, 'UTF8')), 'hex');
  new.acted_at := private.clock();
  -- The same step sent twice at once: the second met the first only at the lock, and the insert that follows finds it.
  if exists (select 1 from public.hazard_actions a where a.id = new.id) then
    return new;
  end if;
  select * into caller from public.staff where id = new.acted_by;
  refusal := private.hazard_refusal(new.kind, caller.id, caller.role, caller.enterprise_id, h);
  if refusal is not null then
    raise sqlstate 'PT403' using message = refusal;
  end if;
  if private.next_hazard_status(h.status, new.kind) is null then
    raise sqlstate 'PT409' using message = 'hazard_moved_on';
  end if;
  case new.kind
    when 'assigned' then
      perform private.check_responsible(new.responsible_id, h);
    when 'verified', 'returned' then
      if not exists (select 1 from public.hazard_actions a where a.id = new.answers_id and a.hazard_id = h.id and a.submission_id = h.rectification_id) then
        raise sqlstate 'PT409' using message = 'hazard_moved_on';
      end if;
    when 'extension_requested' then
      if h.extension_request_id is not null then
        raise sqlstate 'PT409' using message = 'hazard_moved_on';
      elsif new.due_on <= h.rectification_due_on or new.due_on < private.park_day(new.acted_at) then
        raise sqlstate 'PT422' using message = 'due_not_later';
      end if;
    else
      if new.answers_id is distinct from h.extension_request_id or new.answers_id is null then
        raise sqlstate 'PT409' using message = 'hazard_moved_on';
      end if;
      new.due_on := case new.kind when 'extended' then (select a.due_on from public.hazard_actions a where a.id = new.answers_id) end;
  end case;
  return new;
end;
$$;
comment on function private.receive_hazard_action() is 'Checks who takes which step of a hazard in which state; mirrored by src/domain/hazard.';

create function private.check_responsible(p_person uuid, h public.hazards) returns void
language plpgsql stable security invoker set search_path = ''
as $$
declare
  person public.staff;
begin
  select * into person from public.staff where id = p_person and park_id = h.park_id and closed_at is null;
  if person.id is null then
    raise sqlstate 'PT404' using message = 'staff_not_found';
  end if;
  if person.role = 'leader' or (person.role = 'contact' and not exists
      (select 1 from public.projects p where p.id = h.project_id and p.enterprise_id = person.enterprise_id)) then
    raise sqlstate 'PT422' using message = 'not_assignable';
  end if;
end;
$$;
comment on function private.check_responsible(uuid, public.hazards) is 'Who may be named as responsible; same as mayBeResponsible of src/domain/hazard.';
create trigger receive_hazard_action before insert on public.hazard_actions
  for each row execute function private.receive_hazard_action();

create function private.apply_hazard_action() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  told text := case new.kind when 'rectified' then 'hazard_rectified' when 'returned' then 'hazard_returned'
    when 'verified' then 'hazard_closed' when 'extended' then 'hazard_extended' end;
begin
  update public.hazards h set
    status = private.next_hazard_status(h.status, new.kind),
    closed_at = case when new.kind = 'verified' then new.acted_at end,
    responsible_id = coalesce(new.responsible_id, h.responsible_id),
    rectification_id = case when new.kind in ('rectified', 'corrected') then new.submission_id else h.rectification_id end,
    rectification_due_on = case when new.kind = 'extended' then new.due_on else h.rectification_due_on end,
    extension_request_id = case when new.kind = 'extension_requested' then new.id when new.kind = 'assigned' then h.extension_request_id end
  where h.id = new.hazard_id;
  if told is not null then
    insert into public.changes (park_id, kind, project_id, submission_id, answer_id, hazard_id, made_at)
    values (new.park_id, told, new.project_id, new.submission_id, case when new.body is not null then new.id end, new.hazard_id, new.acted_at);
  end if;
  return null;
end;
$$;
comment on function private.apply_hazard_action() is 'Keeps a hazard from its actions, and tells the digest.';
create trigger apply_hazard_action after insert on public.hazard_actions
  for each row when (new.kind <> 'opened') execute function private.apply_hazard_action();

create function api.act_on_hazard(p_hazard_id uuid, p_kind text, p_operation text, p_body text) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  me public.sessions := private.enter();
  b jsonb := p_body::jsonb;
  new_id uuid := (b ->> 'id')::uuid;
  sha text := encode(sha256(convert_to(p_body, 'UTF8')), 'hex');
  known public.hazard_actions;
  inserted integer := 0;
begin
  if not exists (select 1 from public.hazards h where h.id = p_hazard_id) then
    raise sqlstate 'PT404' using message = 'hazard_not_found';
  end if;
  if not exists (select 1 from public.hazard_actions a where a.id = new_id) then
    insert into public.hazard_actions (id, park_id, hazard_id, kind, note, responsible_id, due_on, answers_id, body, acted_by)
    values (new_id, me.park_id, p_hazard_id, p_kind, coalesce(b ->> 'reason', b ->> 'note'), (b ->> 'responsibleId')::uuid, (b ->> 'dueOn')::date,
      coalesce((b ->> 'requestId')::uuid, (select a.id from public.hazard_actions a where a.hazard_id = p_hazard_id
        and a.submission_id = (b ->> 'rectificationId')::uuid and a.kind in ('rectified', 'corrected'))), p_body, me.staff_id)
    on conflict (id) do nothing;
    get diagnostics inserted = row_count;
    if inserted = 1 then
      perform private.audit_done(me, p_operation, p_hazard_id);
    end if;
  end if;
  select * into known from public.hazard_actions where id = new_id;
  if known.id is null or known.acted_by <> me.staff_id or known.body_sha256 is distinct from sha
    or known.hazard_id <> p_hazard_id or known.kind <> p_kind then
    raise sqlstate 'PT409' using message = 'id_reused';
  end if;
  return jsonb_build_object('id', known.id, 'receivedAt', known.acted_at, 'sha256', known.body_sha256,
    'status', (select h.status from public.hazards h where h.id = p_hazard_id), 'isNew', inserted = 1);
end;
$$;
comment on function api.act_on_hazard(uuid, text, text, text) is 'Takes one step of a hazard: assign, verify, return, ask for more time, decide about it.';
grant execute on function api.act_on_hazard(uuid, text, text, text) to authenticated;

-- ---------------------------------------------------------------- a rectification arrives, and counts
create function private.unfold_rectification(s public.submissions, b jsonb) returns void
language plpgsql security invoker set search_path = ''
as $$
declare
  h public.hazards;
  r jsonb := b -> 'rectification';
  sender public.staff;
  refusal text;
begin
  select * into h from public.hazards where id = (b ->> 'hazardId')::uuid and park_id = s.park_id and project_id = s.project_id;
  if h.id is null then
    raise sqlstate 'PT404' using message = 'hazard_not_found';
  end if;
  select * into sender from public.staff where id = s.created_by;
  refusal := private.hazard_refusal('rectified', sender.id, sender.role, sender.enterprise_id, h);
  -- Who may correct the record was decided before; the office need not be responsible for that.
  if s.corrects is null and refusal is not null then
    raise sqlstate 'PT403' using message = refusal;
  end if;
  if s.corrects is not null and not exists
      (select 1 from public.rectifications x where x.submission_id = s.corrects and x.hazard_id = h.id) then
    raise sqlstate 'PT404' using message = 'corrected_record_not_found';
  end if;
  -- The one that waits may be corrected; beside it there is no other.
  if h.status = 'closed' or (h.status = 'rectified' and s.corrects is null) then
    raise sqlstate 'PT409' using message = 'hazard_moved_on';
  end if;
  if not exists (select 1 from public.photos p where p.submission_id = s.id and p.item_key is distinct from 'before') then
    raise sqlstate 'PT422' using message = 'photo_required';
  end if;
  if h.severity = 'major' and (r ->> 'funds' is null or r ->> 'contingencyPlan' is null) then
    raise sqlstate 'PT422' using message = 'five_things_required';
  end if;
  insert into public.rectifications (submission_id, park_id, project_id, hazard_id, responsible_person, measures, done_by, funds, contingency_plan)
  values (s.id, s.park_id, s.project_id, h.id, r ->> 'responsiblePerson', r ->> 'measures', (r ->> 'doneBy')::date, r ->> 'funds', r ->> 'contingencyPlan');
end;
$$;
comment on function private.unfold_rectification(public.submissions, jsonb) is 'A rectification body to its row; the hazard moves when its photos are there.';

-- Nothing moves before the proof is there. Of two rectifications on their way the first to be complete counts; the other
-- stays a record.
create function private.count_rectification(s public.submissions) returns void
language plpgsql security invoker set search_path = ''
as $$
declare
  h public.hazards;
  step text;
begin
  select z.* into h from public.rectifications r join public.hazards z on z.id = r.hazard_id
    where r.submission_id = s.id for no key update of z;
  step := case when h.status = 'rectified' and s.corrects is not null
    and h.rectification_id in (select private.correction_line(s.corrects)) then 'corrected' else 'rectified' end;
  if private.next_hazard_status(h.status, step) is not null then
    insert into public.hazard_actions (park_id, hazard_id, project_id, kind, submission_id, acted_by, acted_at)
    values (s.park_id, h.id, s.project_id, step, s.id, s.created_by, s.counted_at);
  end if;
end;
$$;
comment on function private.count_rectification(public.submissions) is 'A complete rectification moves its hazard, where the hazard still waits for one.';

create or replace function private.unfold_submission() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  b jsonb := new.body::jsonb;
begin
  if new.photo_count > 0 then
    perform private.unfold_photos(new, b);
  end if;
  if new.document_count > 0 then
    perform private.unfold_documents(new, b);
  end if;
  case new.kind
    when 'progress' then perform private.unfold_progress(new, b);
    when 'safety_check' then perform private.unfold_safety_check(new, b);
    when 'milestone_report' then perform private.unfold_milestone(new, b);
    when 'hazard_open' then perform private.open_hazard(new, null, null, b -> 'hazard');
    when 'hazard_rectify' then perform private.unfold_rectification(new, b);
    when 'inspection' then null;
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

create or replace function private.count_record(s public.submissions) returns void
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
  if s.kind = 'hazard_rectify' then
    perform private.count_rectification(s);
    return;
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

-- A rectification keeps at least one photo or document of the state after it.
create or replace function private.give_up_photo() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  needs_one boolean := exists (select 1 from public.milestone_reports r where r.submission_id = new.submission_id);
  needs_after boolean := exists (select 1 from public.rectifications r where r.submission_id = new.submission_id);
  shows_failure boolean := exists (select 1 from public.submissions s
    cross join lateral jsonb_array_elements(s.body::jsonb -> 'answers') a
    where s.id = new.submission_id and s.kind = 'safety_check' and a ->> 'key' = new.item_key and a ->> 'answer' = 'fail');
begin
  if old.lost_at is not null or new.lost_reason is null then
    raise exception 'a photo is given up once';
  end if;
  if ((needs_one or needs_after) and not exists (select 1 from public.photos p where p.submission_id = new.submission_id
        and p.ordinal <> new.ordinal and not private.is_lost(p) and (needs_one or p.item_key is distinct from 'before')))
    or (shows_failure and not exists (select 1 from public.photos p where p.submission_id = new.submission_id
        and p.ordinal <> new.ordinal and p.item_key = new.item_key and not private.is_lost(p))) then
    raise sqlstate 'PT422' using message = 'photo_required';
  end if;
  new.lost_at := private.clock();
  return new;
end;
$$;
comment on function private.give_up_photo() is 'Milestones, rectifications and failed clauses keep at least one photo; mirrored by src/domain/photo-loss.';

-- ---------------------------------------------------------------- grants and row level security
grant insert (id, park_id, hazard_id, kind, note, responsible_id, due_on, answers_id, body, acted_by) on public.hazard_actions to authenticated;
grant select on public.rectifications to authenticated, service_role;
create trigger guard_rectification before update or delete on public.rectifications
  for each row execute function private.guard_record();
alter table public.rectifications enable row level security;
create policy "rectifications are read with their project" on public.rectifications for select to authenticated
  using (park_id = (select c.park_id from private.caller() c)
    and ((select c.enterprise_id from private.caller() c) is null
      or project_id in (select p.id from public.projects p)));
-- Opened and rectified are written by the triggers of their records. `body` tells them from what a person sends.
create policy "people take steps of hazards they can see, in their own name" on public.hazard_actions for insert to authenticated
  with check (body is not null and kind in ('assigned', 'verified', 'returned', 'extension_requested', 'extended', 'extension_refused')
    and exists (select 1 from private.caller() c where c.park_id = hazard_actions.park_id and c.staff_id = hazard_actions.acted_by)
    and hazard_id in (select h.id from public.hazards h));

-- ---------------------------------------------------------------- how it reads
create or replace function private.hazard_row(h public.hazards) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
begin
  return jsonb_build_object('id', h.id, 'severity', h.severity, 'title', h.title, 'status', h.status,
    'project', (select jsonb_build_object('id', p.id, 'name', p.name) from public.projects p where p.id = h.project_id),
    'rectificationDueOn', h.rectification_due_on, 'openedAt', h.opened_at, 'openedBy', private.person(h.opened_by),
    'responsible', private.person(h.responsible_id), 'closedAt', h.closed_at, 'isRepeat', h.repeat_of is not null,
    'photosPending', (select s.status <> 'complete' from public.submissions s where s.id = h.submission_id),
    'extensionPending', h.extension_request_id is not null,
    'photos', private.photo_refs(h.submission_id, h.item_key, 1));
end;
$$;

create function private.rectification_row(p_submission_id uuid) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
begin
  return (select jsonb_build_object('submissionId', s.id, 'by', private.person(s.created_by), 'at', s.received_at,
      'responsiblePerson', r.responsible_person, 'measures', r.measures, 'doneBy', r.done_by, 'funds', r.funds,
      'contingencyPlan', r.contingency_plan, 'note', s.body::jsonb ->> 'note', 'photos', private.photo_refs(s.id, null, 30),
      'documents', private.document_refs(s.id))
    from public.rectifications r join public.submissions s on s.id = r.submission_id where r.submission_id = p_submission_id);
end;
$$;
comment on function private.rectification_row(uuid) is 'A rectification with its evidence.';
grant execute on function private.rectification_row(uuid) to authenticated;

create function private.hazard_moves(me public.sessions, h public.hazards) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
begin
  return coalesce((select jsonb_agg(k.kind order by k.n)
    from unnest(array['assigned', 'rectified', 'verified', 'returned', 'extension_requested', 'extended', 'extension_refused']) with ordinality as k (kind, n)
    where private.next_hazard_status(h.status, k.kind) is not null
      and private.hazard_refusal(k.kind, me.staff_id, me.role, me.enterprise_id, h) is null
      and case when k.kind = 'extension_requested' then h.extension_request_id is null
        when k.kind in ('extended', 'extension_refused') then h.extension_request_id is not null else true end), '[]');
end;
$$;
comment on function private.hazard_moves(public.sessions, public.hazards) is 'The steps that are the caller''s to take now.';
grant execute on function private.hazard_moves(public.sessions, public.hazards) to authenticated;

create or replace function api.read_hazard(p_id uuid) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
declare
  me public.sessions := private.enter();
  h public.hazards;
begin
  select * into h from public.hazards where id = p_id;
  if h.id is null then
    raise sqlstate 'PT404' using message = 'hazard_not_found';
  end if;
  return private.hazard_row(h) || jsonb_build_object('detail', h.detail, 'submissionId', h.submission_id,
    'repeatOf', h.repeat_of,
    'clause', (select jsonb_build_object('checklist', v.name, 'version', v.version, 'key', h.item_key,
        'heading', i ->> 'heading', 'text', i ->> 'text', 'basis', i ->> 'basis')
      from public.safety_checks c join public.checklist_versions v on v.id = c.checklist_version_id
      cross join lateral jsonb_array_elements(v.items) i
      where c.submission_id = h.submission_id and i ->> 'key' = h.item_key),
    'actions', (select jsonb_agg(jsonb_build_object('kind', a.kind, 'by', private.person(a.acted_by), 'at', a.acted_at,
      'note', a.note, 'submissionId', a.submission_id, 'responsible', private.person(a.responsible_id), 'dueOn', a.due_on) order by a.acted_at desc, a.id desc)
      from public.hazard_actions a where a.hazard_id = h.id),
    'photos', private.photo_refs(h.submission_id, h.item_key, 30),
    'rectification', private.rectification_row(h.rectification_id),
    'pendingRectification', (select jsonb_build_object('submissionId', s.id, 'by', private.person(s.created_by), 'at', s.received_at)
      from public.rectifications r join public.submissions s on s.id = r.submission_id
      where r.hazard_id = h.id and h.status in ('open', 'returned') and s.status <> 'complete' and not s.is_corrected
      order by s.seq desc limit 1),
    'extension', (select jsonb_build_object('requestId', a.id, 'dueOn', a.due_on, 'reason', a.note, 'by', private.person(a.acted_by), 'at', a.acted_at)
      from public.hazard_actions a where a.id = h.extension_request_id),
    'may', private.hazard_moves(me, h));
end;
$$;

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
    'checklist', (select jsonb_build_object('name', v.name, 'version', v.version, 'items', v.items)
      from public.safety_checks c join public.checklist_versions v on v.id = c.checklist_version_id where c.submission_id = s.id),
    -- Those it opened, or the one it rectifies.
    'hazards', coalesce((select jsonb_agg(jsonb_build_object('id', h.id, 'title', h.title, 'severity', h.severity,
      'status', h.status, 'itemKey', h.item_key) order by h.seq) from public.hazards h
      where h.id in (select o.id from public.hazards o where o.submission_id = s.id
        union all select r.hazard_id from public.rectifications r where r.submission_id = s.id)), '[]'),
    'milestoneReport', (select private.milestone_report_row(r) from public.milestone_reports r where r.submission_id = s.id),
    'itemRecord', (select private.item_record_row(me, r) from public.item_records r where r.submission_id = s.id));
end;
$$;

-- ---------------------------------------------------------------- the chain and its proof
create or replace function private.answers(p_park_id uuid)
returns table (id uuid, report_id uuid, answer text, reason text, body text, body_sha256 text, answered_by uuid, answered_at timestamptz)
language plpgsql stable security invoker set search_path = ''
as $$
begin
  return query select a.id, a.report_id, a.answer, a.reason, a.body, a.body_sha256, a.answered_by, a.answered_at
    from public.milestone_answers a where a.park_id = p_park_id
    union all
    select a.id, a.record_id, a.answer, a.reason, a.body, a.body_sha256, a.answered_by, a.answered_at
    from public.item_answers a where a.park_id = p_park_id
    union all
    select a.id, coalesce((select r.submission_id from public.hazard_actions r where r.id = a.answers_id), a.answers_id, a.responsible_id),
      a.kind, a.note, a.body, a.body_sha256, a.acted_by, a.acted_at
    from public.hazard_actions a where a.park_id = p_park_id and a.body is not null;
end;
$$;
comment on function private.answers(uuid) is 'Answers to milestone reports and to records of plan items, and the steps of hazards that people sent.';

create or replace function private.record_line(p_park_id uuid, p_id uuid) returns text
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
        where i.id = p_id and i.park_id = p_park_id
      union all
      select h.id, h.body_sha256, h.kind, h.acted_by, h.acted_at from public.hazard_actions h
        where h.id = p_id and h.park_id = p_park_id) a;
  end if;
  if line is null then
    select m.id || ' ' || m.body_sha256 || ' kind=plan_import by=' || m.imported_by
      || ' at=' || to_char(m.imported_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') into line
    from public.plan_imports m where m.id = p_id and m.park_id = p_park_id;
  end if;
  return line;
end;
$$;
