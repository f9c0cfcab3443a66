-- What corrections and departures did to hazards.

-- ---------------------------------------------------------------- whose work it is
-- A rectification that was corrected by the office is still its first sender's work: who had a hand in any record of
-- the line verifies none of it.
create or replace function private.hazard_refusal(p_kind text, p_person uuid, p_role text, p_enterprise_id uuid, h public.hazards) returns text
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
          where s.id in (select private.correction_line(h.rectification_id)) and p_person in (s.created_by, s.imported_by)) then 'not_independent' end;
    when 'extended', 'extension_refused' then
      return case when p_role not in ('leader', 'office') then 'role_refused'
        when exists (select 1 from public.hazard_actions a where a.id = h.extension_request_id and a.acted_by = p_person) then 'own_request' end;
    else
      return null;
  end case;
end;
$$;
grant execute on function private.correction_line(uuid) to authenticated;

create or replace function private.rectification_row(p_submission_id uuid) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
begin
  return (select jsonb_build_object('submissionId', s.id, 'by', private.person(s.created_by), 'importedBy', private.person(s.imported_by),
      'at', s.received_at, 'responsiblePerson', r.responsible_person, 'measures', r.measures, 'doneBy', r.done_by, 'funds', r.funds,
      'contingencyPlan', r.contingency_plan, 'note', s.body::jsonb ->> 'note', 'photos', private.photo_refs(s.id, null, 30),
      'documents', private.document_refs(s.id))
    from public.rectifications r join public.submissions s on s.id = r.submission_id where r.submission_id = p_submission_id);
end;
$$;

-- ---------------------------------------------------------------- what was verified stands
-- A correction whose photos arrive after the hazard was closed is a record: the rectification that was verified counts on.
create or replace function private.count_record(s public.submissions) returns void
language plpgsql security invoker set search_path = ''
as $$
declare
  slot_id uuid;
  is_late boolean := false;
begin
  if s.kind = 'hazard_rectify' then
    -- Locked, so that a verification is either over or sees the correction.
    select z.status = 'closed' into is_late from public.rectifications r join public.hazards z on z.id = r.hazard_id
      where r.submission_id = s.id for no key update of z;
  end if;
  insert into public.changes (park_id, kind, project_id, plan_item_id, submission_id, made_at)
  values (s.park_id, 'submission_counted', s.project_id, s.item_id, s.id, s.counted_at);
  if s.corrects is not null and not is_late then
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

-- ---------------------------------------------------------------- 一般 that turns out to be 重大
-- A hazard keeps its severity, so that no correction takes the five things from it. What a correction calls 重大 after all
-- opens one of its own, which is told at once; swallowed, nobody would have heard of it.
create or replace function private.open_hazard(s public.submissions, p_checklist_id uuid, p_item_key text, h jsonb) returns void
language plpgsql security invoker set search_path = ''
as $$
declare
  hazard_id uuid := gen_random_uuid();
begin
  if s.corrects is not null and exists (select 1 from public.hazards z
      where z.submission_id in (select private.correction_line(s.corrects))
        and z.checklist_id is not distinct from p_checklist_id and z.item_key is not distinct from p_item_key
        and (z.severity = 'major' or h ->> 'severity' <> 'major')) then
    return;
  end if;
  insert into public.hazards (id, park_id, project_id, submission_id, checklist_id, item_key, severity, major_criterion, title, detail,
    rectification_due_on, opened_by, opened_at, repeat_of)
  values (hazard_id, s.park_id, s.project_id, s.id, p_checklist_id, p_item_key, h ->> 'severity', h ->> 'majorCriterion', h ->> 'title',
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

-- ---------------------------------------------------------------- who leaves answers for nothing
-- His hazards are without a responsible person again: the office finds them under 待指派, and its reminders go to somebody.
create function private.release_hazards() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  update public.hazards h set responsible_id = null
    where h.responsible_id = new.id and h.status <> 'closed' and (new.closed_at is not null or new.role = 'leader'
      or (new.role = 'contact' and not exists (select 1 from public.projects p
        where p.id = h.project_id and p.enterprise_id = new.enterprise_id)));
  return null;
end;
$$;
comment on function private.release_hazards() is 'Takes hazards from a person who may no longer be named for them; the rule is that of private.check_responsible.';
create trigger release_hazards after update of closed_at, role, enterprise_id on public.staff
  for each row execute function private.release_hazards();
