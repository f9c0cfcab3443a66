-- Who looked after a project and works in the office now was still proposed for its orders.
create function private.inspector_of(p public.projects) returns uuid
language plpgsql stable security invoker set search_path = ''
as $$
begin
  -- Who has left or does something else looks after nothing any more.
  return (select s.id from public.staff s where s.id = p.inspector_id and s.closed_at is null and s.role = 'inspector');
end;
$$;
comment on function private.inspector_of(public.projects) is 'Who looks after a project, while he does.';
grant execute on function private.inspector_of(public.projects) to authenticated;

create or replace function private.order_place(p_park_id uuid, p_about jsonb) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
declare
  place jsonb;
begin
  place := coalesce(
    (select jsonb_build_object('projectId', p.id, 'title', p.name, 'suggestedId', private.inspector_of(p)) from public.projects p
      where p.id = (p_about ->> 'projectId')::uuid and p.park_id = p_park_id),
    (select jsonb_build_object('projectId', h.project_id, 'title', h.title, 'suggestedId', coalesce(h.responsible_id,
        (select min(s.id::text)::uuid from public.staff s where s.enterprise_id = p.enterprise_id and s.role = 'contact' and s.closed_at is null
          having count(*) = 1), private.inspector_of(p)))
      from public.hazards h join public.projects p on p.id = h.project_id where h.id = (p_about ->> 'hazardId')::uuid and h.park_id = p_park_id),
    (select jsonb_build_object('projectId', i.project_id, 'itemId', case when i.project_id is null then i.id end, 'title', i.name,
        'suggestedId', i.owner_id) from public.plan_items i
      where i.id = (p_about ->> 'planItemId')::uuid and i.park_id = p_park_id),
    (select jsonb_build_object('projectId', coalesce(s.project_id, i.project_id), 'itemId', case when i.project_id is null then i.id end,
        'suggestedId', s.created_by) from public.submissions s left join public.plan_items i on i.id = s.item_id
      where s.id = (p_about ->> 'reportId')::uuid and s.park_id = p_park_id));
  if place is null then
    raise sqlstate 'PT404' using message = case when p_about ? 'projectId' then 'project_not_found' when p_about ? 'hazardId' then 'hazard_not_found'
      when p_about ? 'planItemId' then 'plan_item_not_found' else 'report_not_found' end;
  end if;
  return place || jsonb_build_object('enterpriseId',
    (select p.enterprise_id from public.projects p where p.id = (place ->> 'projectId')::uuid));
end;
$$;

create or replace function private.project_row(p public.projects, p_today date, p_plan_id uuid) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
begin
  return jsonb_build_object('id', p.id, 'key', p.key, 'name', p.name, 'category', p.category, 'question', p.question,
    'enterprise', (select jsonb_build_object('id', e.id, 'name', e.name) from public.enterprises e where e.id = p.enterprise_id),
    'inspector', private.person(private.inspector_of(p)),
    'location', case when p.latitude is not null then jsonb_build_object('latitude', p.latitude, 'longitude', p.longitude) end,
    'totalInvestmentYuan', p.total_investment_yuan, 'expectedInvestmentYuan', p.expected_investment_yuan,
    'stage', (select m.rung from public.milestones m where m.project_id = p.id and m.status = 'confirmed'
      order by m.rung_order desc limit 1),
    'progress', (select jsonb_build_object('percent', r.percent, 'investmentToDateYuan', r.investment_to_date_yuan,
        'problems', r.problems, 'problemNote', r.problem_note, 'reportId', r.submission_id, 'reportedAt', s.received_at)
      from (select * from public.progress_reports x where x.project_id = p.id and x.counts order by x.seq desc limit 1) r
      join public.submissions s on s.id = r.submission_id),
    'lastRecordAt', (select s.received_at from public.submissions s where s.park_id = p.park_id and s.project_id = p.id order by s.seq desc limit 1),
    'openHazards', (select count(*) from public.hazards h where h.project_id = p.id and h.status <> 'closed'),
    'overdueHazards', (select count(*) from public.hazards h where h.project_id = p.id and h.status <> 'closed'
      and h.rectification_due_on < p_today),
    'planItem', (select jsonb_build_object('id', i.id, 'section', i.section, 'commitmentClass', i.commitment_class,
        'dueOn', i.due_on, 'dueStated', i.due_stated, 'isMet', v.is_met, 'rung', i.rung, 'blockedBy', private.blocked_by(i.id))
      from public.plan_items i join public.item_values v on v.item_id = i.id
      where i.project_id = p.id and i.plan_id = p_plan_id order by (i.measure_type in ('stage', 'milestone')) desc, i.file_order limit 1));
end;
$$;
