-- 重大隐患判定情形: a major hazard may name which of the 20 criteria for chemical enterprises it falls under.

alter table public.hazards
  add column major_criterion text constraint hazards_major_criterion_check check (major_criterion in (
    'managers_not_assessed', 'special_workers_uncertified', 'external_distance_short', 'process_not_automated',
    'tank_shutoff_missing', 'water_injection_missing', 'loading_arm_missing', 'toxic_pipe_in_public',
    'power_line_across', 'plant_without_design', 'obsolete_technology', 'detection_or_explosion_proof',
    'control_room_unprotected', 'power_supply_single', 'relief_out_of_use', 'duties_or_checks_missing',
    'procedures_missing', 'special_work_uncontrolled', 'process_unproven', 'storage_mixed_or_excess')),
  add constraint hazards_criterion_of_major check (major_criterion is null or severity = 'major');
comment on column public.hazards.major_criterion is '重大隐患判定情形: one of the 20 of 安监总管三〔2017〕121号';

create or replace function private.open_hazard(s public.submissions, p_checklist_id uuid, p_item_key text, h jsonb) returns void
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

create or replace function private.hazard_row(h public.hazards) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
begin
  return jsonb_build_object('id', h.id, 'severity', h.severity, 'majorCriterion', h.major_criterion, 'title', h.title, 'status', h.status,
    'project', (select jsonb_build_object('id', p.id, 'name', p.name) from public.projects p where p.id = h.project_id),
    'rectificationDueOn', h.rectification_due_on, 'openedAt', h.opened_at, 'openedBy', private.person(h.opened_by),
    'responsible', private.person(h.responsible_id), 'closedAt', h.closed_at, 'isRepeat', h.repeat_of is not null,
    'photosPending', (select s.status <> 'complete' from public.submissions s where s.id = h.submission_id),
    'extensionPending', h.extension_request_id is not null,
    'photos', private.photo_refs(h.submission_id, h.item_key, 1));
end;
$$;
