-- 项目分工: which inspector looks after a project. It sorts 今天 and says whom to ask; anybody may report on any project.

create table public.project_assignments (
  id uuid not null,
  project_id uuid not null references public.projects (id),
  park_id uuid not null references public.parks (id),
  inspector_id uuid references public.staff (id),
  assigned_by uuid not null references public.staff (id),
  assigned_at timestamptz not null default private.clock(),
  primary key (id, project_id)
);
create index project_assignments_project_id_idx on public.project_assignments (project_id, assigned_at);
create index project_assignments_park_id_idx on public.project_assignments (park_id);
create index project_assignments_inspector_id_idx on public.project_assignments (inspector_id);
create index project_assignments_assigned_by_idx on public.project_assignments (assigned_by);
comment on table public.project_assignments is '项目分工: which inspector looks after a project from when on. Append-only.';
comment on column public.project_assignments.id is '主键: of the request, which may name several projects';
comment on column public.project_assignments.project_id is '项目';
comment on column public.project_assignments.park_id is '园区';
comment on column public.project_assignments.inspector_id is '巡查员: empty where the assignment was taken back';
comment on column public.project_assignments.assigned_by is '指派人';
comment on column public.project_assignments.assigned_at is '指派时间';

alter table public.projects add column inspector_id uuid references public.staff (id);
create index projects_inspector_id_idx on public.projects (inspector_id);
comment on column public.projects.inspector_id is '巡查员: of the latest assignment, kept by trigger';

create function private.apply_project_assignment() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  if not exists (select 1 from public.projects p where p.id = new.project_id and p.park_id = new.park_id) then
    raise sqlstate 'PT404' using message = 'project_not_found';
  end if;
  if new.inspector_id is not null and not exists (select 1 from public.staff s where s.id = new.inspector_id
      and s.park_id = new.park_id and s.closed_at is null and s.role = 'inspector') then
    raise sqlstate 'PT404' using message = 'staff_not_found';
  end if;
  update public.projects set inspector_id = new.inspector_id where id = new.project_id;
  return null;
end;
$$;
comment on function private.apply_project_assignment() is 'Keeps a project''s inspector.';
create trigger apply_project_assignment after insert on public.project_assignments
  for each row execute function private.apply_project_assignment();

grant select on public.project_assignments to authenticated, service_role;
grant insert (id, project_id, park_id, inspector_id, assigned_by) on public.project_assignments to authenticated;
create trigger guard_project_assignment before update or delete on public.project_assignments
  for each row execute function private.guard_record();

alter table public.project_assignments enable row level security;
create policy "staff read the park's project assignments, contacts none" on public.project_assignments for select to authenticated
  using (park_id = (select c.park_id from private.caller() c where c.role <> 'contact'));
create policy "the office assigns projects of its park in its own name" on public.project_assignments for insert to authenticated
  with check (exists (select 1 from private.caller() c
    where c.park_id = project_assignments.park_id and c.staff_id = project_assignments.assigned_by and c.role = 'office'));

create function api.assign_projects(p_id uuid, p_project_ids uuid[], p_inspector_id uuid) returns void
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  me public.sessions := private.enter();
begin
  -- Sent again, it is the assignment of then.
  if exists (select 1 from public.project_assignments a where a.id = p_id) then
    if exists (select 1 from public.project_assignments a where a.id = p_id and (a.assigned_by <> me.staff_id
        or a.inspector_id is distinct from p_inspector_id or a.project_id <> all (p_project_ids)))
      or exists (select 1 from unnest(p_project_ids) x where not exists
        (select 1 from public.project_assignments a where a.id = p_id and a.project_id = x)) then
      raise sqlstate 'PT409' using message = 'id_reused';
    end if;
    return;
  end if;
  insert into public.project_assignments (id, project_id, park_id, inspector_id, assigned_by)
  select p_id, x, me.park_id, p_inspector_id, me.staff_id from (select distinct x from unnest(p_project_ids) x order by x) d;
  perform private.audit_done(me, 'project.assign', p_id);
end;
$$;
comment on function api.assign_projects(uuid, uuid[], uuid) is 'Gives projects the inspector who looks after them, or none.';
grant execute on function api.assign_projects(uuid, uuid[], uuid) to authenticated;

create or replace function private.project_row(p public.projects, p_today date, p_plan_id uuid) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
begin
  return jsonb_build_object('id', p.id, 'key', p.key, 'name', p.name, 'category', p.category, 'question', p.question,
    'enterprise', (select jsonb_build_object('id', e.id, 'name', e.name) from public.enterprises e where e.id = p.enterprise_id),
    -- Who has left or does something else looks after nothing any more.
    'inspector', (select private.person(s.id) from public.staff s where s.id = p.inspector_id and s.closed_at is null and s.role = 'inspector'),
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
