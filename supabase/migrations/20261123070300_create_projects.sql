-- Projects, the facts the office records about them, and their milestone slots.

create table public.projects (
  id uuid primary key default gen_random_uuid(),
  park_id uuid not null references public.parks (id),
  key text,
  name text not null check (length(name) between 1 and 100),
  category text not null constraint projects_category_check check (category in
    ('industrial', 'investment_lead', 'infrastructure', 'safety_facility', 'amenity', 'park', 'land')),
  question text,
  expected_investment_yuan numeric(18, 2) check (expected_investment_yuan >= 0),
  enterprise_id uuid references public.enterprises (id),
  latitude double precision check (latitude between -90 and 90),
  longitude double precision check (longitude between -180 and 180),
  total_investment_yuan numeric(18, 2) check (total_investment_yuan >= 0),
  created_by uuid references public.staff (id),
  created_at timestamptz not null default now(),
  constraint projects_park_id_key unique (park_id, id),
  constraint projects_park_key_key unique (park_id, key),
  constraint projects_location_whole check ((latitude is null) = (longitude is null))
);
create unique index projects_park_name_key on public.projects (park_id, private.name_key(name));
create index projects_enterprise_id_idx on public.projects (enterprise_id);
create index projects_created_by_idx on public.projects (created_by);
comment on table public.projects is '项目: a named project of the park.';
comment on column public.projects.id is '主键';
comment on column public.projects.park_id is '园区';
comment on column public.projects.key is '计划中的编号: id of the project in the plan file; empty when the office added it';
comment on column public.projects.name is '项目名称';
comment on column public.projects.category is '类别';
comment on column public.projects.question is '待明确: the plan''s open question about the project';
comment on column public.projects.expected_investment_yuan is '计划预期投资（元）';
comment on column public.projects.enterprise_id is '企业: kept from the latest fact by trigger';
comment on column public.projects.latitude is '纬度 WGS84: kept from the latest fact by trigger';
comment on column public.projects.longitude is '经度 WGS84: kept from the latest fact by trigger';
comment on column public.projects.total_investment_yuan is '总投资（元）: kept from the latest fact by trigger';
comment on column public.projects.created_by is '建立人: empty when the plan brought it';
comment on column public.projects.created_at is '建立时间';

create table public.project_facts (
  id uuid primary key,
  park_id uuid not null references public.parks (id),
  project_id uuid not null references public.projects (id),
  enterprise_id uuid references public.enterprises (id),
  latitude double precision check (latitude between -90 and 90),
  longitude double precision check (longitude between -180 and 180),
  total_investment_yuan numeric(18, 2) check (total_investment_yuan >= 0),
  planned_dates jsonb not null default '{}' check (jsonb_typeof(planned_dates) = 'object'),
  note text check (length(note) <= 500),
  body_sha256 text not null,
  recorded_by uuid references public.staff (id),
  recorded_at timestamptz not null default now(),
  constraint project_facts_location_whole check ((latitude is null) = (longitude is null))
);
create index project_facts_park_id_idx on public.project_facts (park_id);
create index project_facts_project_id_idx on public.project_facts (project_id);
create index project_facts_enterprise_id_idx on public.project_facts (enterprise_id);
create index project_facts_recorded_by_idx on public.project_facts (recorded_by);
comment on table public.project_facts is '项目事实: what the office recorded. Append-only; a given value replaces the earlier one.';
comment on column public.project_facts.id is '主键: made by the client, so that a repeated request is recognised';
comment on column public.project_facts.park_id is '园区';
comment on column public.project_facts.project_id is '项目';
comment on column public.project_facts.enterprise_id is '企业';
comment on column public.project_facts.latitude is '纬度 WGS84';
comment on column public.project_facts.longitude is '经度 WGS84';
comment on column public.project_facts.total_investment_yuan is '总投资（元）';
comment on column public.project_facts.planned_dates is '计划日期: rung → YYYY-MM-DD';
comment on column public.project_facts.note is '说明';
comment on column public.project_facts.body_sha256 is '原文 sha256 (hex)';
comment on column public.project_facts.recorded_by is '记录人: empty when the seed recorded it';
comment on column public.project_facts.recorded_at is '记录时间';

create table public.milestones (
  id uuid primary key default gen_random_uuid(),
  park_id uuid not null references public.parks (id),
  project_id uuid not null references public.projects (id),
  rung text not null constraint milestones_rung_check check (rung in ('negotiating', 'signed',
    'land_committee_passed', 'land_acquired', 'construction_started', 'completed', 'in_production')),
  rung_order smallint not null check (rung_order between 1 and 7),
  planned_on date,
  status text not null default 'none' constraint milestones_status_check
    check (status in ('none', 'reported', 'disputed', 'confirmed')),
  report_id uuid,
  confirmed_at timestamptz,
  occurred_on date,
  agreed_investment_yuan numeric(18, 2),
  constraint milestones_project_rung_key unique (project_id, rung),
  constraint milestones_confirmed_whole check ((status = 'confirmed') = (confirmed_at is not null)),
  constraint milestones_report_known check ((status = 'none') = (report_id is null))
);
create index milestones_park_id_idx on public.milestones (park_id);
create index milestones_report_id_idx on public.milestones (report_id);
comment on table public.milestones is '里程碑: a slot, one per project and rung. Status is kept from its reports and answers by trigger.';
comment on column public.milestones.id is '主键';
comment on column public.milestones.park_id is '园区';
comment on column public.milestones.project_id is '项目';
comment on column public.milestones.rung is '阶段';
comment on column public.milestones.rung_order is '阶段次序, 1 to 7';
comment on column public.milestones.planned_on is '计划日期: kept from project facts';
comment on column public.milestones.status is '状态';
comment on column public.milestones.report_id is '所依据的上报: the confirmed one, else the latest standing one';
comment on column public.milestones.confirmed_at is '确认时间';
comment on column public.milestones.occurred_on is '发生日期: of that report';
comment on column public.milestones.agreed_investment_yuan is '协议投资（元）: of that report, signing only';

-- ---------------------------------------------------------------- triggers
create function private.lay_milestones() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  insert into public.milestones (park_id, project_id, rung, rung_order)
  select new.park_id, new.id, r.rung, r.ord
  from unnest(array['negotiating', 'signed', 'land_committee_passed', 'land_acquired',
    'construction_started', 'completed', 'in_production']) with ordinality as r (rung, ord);
  return null;
end;
$$;
comment on function private.lay_milestones() is 'Gives a new project its seven milestone slots.';
create trigger lay_milestones after insert on public.projects
  for each row execute function private.lay_milestones();

-- Whoever touches more than one slot of a project takes all of them, lowest rung first: two corrections that cross
-- (a report moved from one rung to another, and one the other way) then wait for each other instead of in a circle.
create function private.lock_milestones(p_project_id uuid) returns void
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  perform 1 from public.milestones where project_id = p_project_id order by rung_order for no key update;
end;
$$;
comment on function private.lock_milestones(uuid) is 'Locks a project''s milestone slots in the order of their rungs.';

create function private.apply_project_fact() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  if not exists (select 1 from public.projects p where p.id = new.project_id and p.park_id = new.park_id) then
    raise sqlstate 'PT404' using message = 'project_not_found';
  end if;
  if new.enterprise_id is not null and not exists
    (select 1 from public.enterprises e where e.id = new.enterprise_id and e.park_id = new.park_id) then
    raise sqlstate 'PT404' using message = 'enterprise_not_found';
  end if;
  update public.projects set
    enterprise_id = coalesce(new.enterprise_id, enterprise_id),
    latitude = coalesce(new.latitude, latitude),
    longitude = coalesce(new.longitude, longitude),
    total_investment_yuan = coalesce(new.total_investment_yuan, total_investment_yuan)
  where id = new.project_id;
  perform private.lock_milestones(new.project_id);
  update public.milestones m set planned_on = (new.planned_dates ->> m.rung)::date
  where m.project_id = new.project_id and new.planned_dates ? m.rung;
  return null;
end;
$$;
comment on function private.apply_project_fact() is 'Keeps projects and planned dates equal to the latest facts.';
create trigger apply_project_fact after insert on public.project_facts
  for each row execute function private.apply_project_fact();

-- ---------------------------------------------------------------- grants and row level security
grant select on public.projects, public.project_facts, public.milestones to authenticated;
grant insert (id, park_id, key, name, category, created_by) on public.projects to authenticated;
grant insert on public.project_facts to authenticated;
grant select on public.projects, public.project_facts, public.milestones to service_role;
create trigger guard_project_fact before update or delete on public.project_facts
  for each row execute function private.guard_record();

alter table public.projects enable row level security;
alter table public.project_facts enable row level security;
alter table public.milestones enable row level security;

create policy "staff read the park's projects, a contact its enterprise's" on public.projects for select to authenticated
  using (park_id = (select c.park_id from private.caller() c)
    and ((select c.enterprise_id from private.caller() c) is null
      or enterprise_id = (select c.enterprise_id from private.caller() c)));
create policy "the office adds projects to its park" on public.projects for insert to authenticated
  with check (exists (select 1 from private.caller() c
    where c.park_id = projects.park_id and c.role = 'office' and c.staff_id = projects.created_by));

create policy "facts are read with their project" on public.project_facts for select to authenticated
  using (park_id = (select c.park_id from private.caller() c)
    and ((select c.enterprise_id from private.caller() c) is null
      or project_id in (select p.id from public.projects p)));
create policy "the office records facts of its park" on public.project_facts for insert to authenticated
  with check (exists (select 1 from private.caller() c
    where c.park_id = project_facts.park_id and c.role = 'office' and c.staff_id = project_facts.recorded_by));

create policy "milestones are read with their project" on public.milestones for select to authenticated
  using (park_id = (select c.park_id from private.caller() c)
    and ((select c.enterprise_id from private.caller() c) is null
      or project_id in (select p.id from public.projects p)));
