-- The year's plan as data, the value of each item, and the evidence behind each value.

create table public.plans (
  id uuid primary key default gen_random_uuid(),
  park_id uuid not null references public.parks (id),
  year integer not null check (year between 2000 and 2200),
  starts_on date not null,
  ends_on date not null check (ends_on > starts_on),
  sections jsonb not null check (jsonb_typeof(sections) = 'object'),
  questions jsonb not null default '[]' check (jsonb_typeof(questions) = 'array'),
  imported_at timestamptz not null default now(),
  constraint plans_park_year_key unique (park_id, year)
);
comment on table public.plans is '年度计划';
comment on column public.plans.id is '主键';
comment on column public.plans.park_id is '园区';
comment on column public.plans.year is '年份';
comment on column public.plans.starts_on is '开始日期';
comment on column public.plans.ends_on is '结束日期';
comment on column public.plans.sections is '章节: number → title, in the plan''s order';
comment on column public.plans.questions is '待明确: the plan''s open questions';
comment on column public.plans.imported_at is '导入时间';

create table public.plan_imports (
  id uuid primary key,
  park_id uuid not null references public.parks (id),
  year integer not null,
  body text not null check (octet_length(body) <= 4194304),
  body_sha256 text not null,
  imported_by uuid references public.staff (id),
  imported_at timestamptz not null
);
-- Not unique: private.unfold_plan refuses a year that is taken, by our own word.
create index plan_imports_park_year_idx on public.plan_imports (park_id, year);
create index plan_imports_imported_by_idx on public.plan_imports (imported_by);
comment on table public.plan_imports is '计划导入: the file that a year''s plan was made from, byte for byte. Append-only.';
comment on column public.plan_imports.id is '主键: made by the client, so that a repeated request is recognised';
comment on column public.plan_imports.park_id is '园区';
comment on column public.plan_imports.year is '年份: planYear of the file';
comment on column public.plan_imports.body is '原文: id, the file as text, and the hash of the file that was previewed';
comment on column public.plan_imports.body_sha256 is '原文 sha256 (hex)';
comment on column public.plan_imports.imported_by is '导入人: empty when the seed imported it';
comment on column public.plan_imports.imported_at is '导入时间';

create table public.plan_items (
  id uuid primary key default gen_random_uuid(),
  park_id uuid not null references public.parks (id),
  plan_id uuid not null references public.plans (id),
  key text not null,
  file_order integer not null,
  section text not null,
  kind text not null constraint plan_items_kind_check check (kind in ('indicator', 'project', 'milestone',
    'infrastructure_work', 'reform', 'investment_lead', 'planning_approval', 'enterprise_cultivation',
    'safety_task', 'site_visit_point')),
  name text not null,
  commitment text not null,
  commitment_class text not null constraint plan_items_commitment_class_check
    check (commitment_class in ('hard', 'stretch', 'process')),
  due_on date,
  due_stated boolean not null,
  target_op text constraint plan_items_target_op_check check (target_op in ('>=', '<=', '=')),
  target_value numeric,
  target_unit text,
  growth_pct numeric,
  measure_type text not null constraint plan_items_measure_type_check check (measure_type in ('reported', 'done',
    'milestone', 'stage', 'count_milestones', 'sum_investment', 'count_achievements', 'count_children_done',
    'count_done', 'ratio', 'complement', 'count_incidents', 'narrative', 'placeholder')),
  measure jsonb not null check (jsonb_typeof(measure) = 'object'),
  rung text constraint plan_items_rung_check check (rung in ('negotiating', 'signed', 'land_committee_passed',
    'land_acquired', 'construction_started', 'completed', 'in_production')),
  project_id uuid references public.projects (id),
  parent_id uuid references public.plan_items (id),
  value_item_id uuid not null references public.plan_items (id) deferrable initially deferred,
  responsible text,
  aliases text[] not null default '{}',
  questions text[] not null default '{}',
  constraint plan_items_plan_key_key unique (plan_id, key),
  constraint plan_items_plan_order_key unique (plan_id, file_order),
  constraint plan_items_target_whole check ((target_op is null) = (target_value is null))
);
create index plan_items_park_id_idx on public.plan_items (park_id);
create index plan_items_project_id_idx on public.plan_items (project_id);
create index plan_items_parent_id_idx on public.plan_items (parent_id);
create index plan_items_value_item_id_idx on public.plan_items (value_item_id);
create index plan_items_rung_idx on public.plan_items (park_id, rung) where rung is not null;
comment on table public.plan_items is '计划事项';
comment on column public.plan_items.id is '主键';
comment on column public.plan_items.park_id is '园区';
comment on column public.plan_items.plan_id is '计划';
comment on column public.plan_items.key is '编号: id in the plan file';
comment on column public.plan_items.file_order is '次序 in the plan file';
comment on column public.plan_items.section is '章节';
comment on column public.plan_items.kind is '种类';
comment on column public.plan_items.name is '名称';
comment on column public.plan_items.commitment is '承诺用语';
comment on column public.plan_items.commitment_class is '承诺类别: hard 硬任务, stretch 冲刺, process 过程性';
comment on column public.plan_items.due_on is '期限';
comment on column public.plan_items.due_stated is '期限是否为计划明文';
comment on column public.plan_items.target_op is '目标比较';
comment on column public.plan_items.target_value is '目标值';
comment on column public.plan_items.target_unit is '单位';
comment on column public.plan_items.growth_pct is '计划增速（%）';
comment on column public.plan_items.measure_type is '计量方式';
comment on column public.plan_items.measure is '计量方式原文';
comment on column public.plan_items.rung is '所计的阶段';
comment on column public.plan_items.project_id is '所指的项目';
comment on column public.plan_items.parent_id is '上级事项';
comment on column public.plan_items.value_item_id is '取值事项: itself, or the first non-narrative one of its sameAs group';
comment on column public.plan_items.responsible is '责任主体';
comment on column public.plan_items.aliases is '别名';
comment on column public.plan_items.questions is '待明确';

create table public.plan_item_links (
  item_id uuid not null references public.plan_items (id),
  kind text not null constraint plan_item_links_kind_check check (kind in ('depends_on', 'same_as', 'counts')),
  other_id uuid not null references public.plan_items (id),
  park_id uuid not null references public.parks (id),
  primary key (item_id, kind, other_id)
);
create index plan_item_links_other_id_idx on public.plan_item_links (other_id, kind);
create index plan_item_links_park_id_idx on public.plan_item_links (park_id);
comment on table public.plan_item_links is '事项关系';
comment on column public.plan_item_links.item_id is '事项';
comment on column public.plan_item_links.kind is '关系: depends_on 前置, same_as 同一指标, counts 计入';
comment on column public.plan_item_links.other_id is '所指事项';
comment on column public.plan_item_links.park_id is '园区';

create table public.plan_item_projects (
  item_id uuid not null references public.plan_items (id),
  project_id uuid not null references public.projects (id),
  park_id uuid not null references public.parks (id),
  primary key (item_id, project_id)
);
create index plan_item_projects_project_id_idx on public.plan_item_projects (project_id);
create index plan_item_projects_park_id_idx on public.plan_item_projects (park_id);
comment on table public.plan_item_projects is '事项所列项目: count_milestones over a named list.';
comment on column public.plan_item_projects.item_id is '事项';
comment on column public.plan_item_projects.project_id is '项目';
comment on column public.plan_item_projects.park_id is '园区';

-- ---------------------------------------------------------------- values and evidence
create table public.item_values (
  item_id uuid primary key references public.plan_items (id),
  park_id uuid not null references public.parks (id),
  value numeric,
  is_met boolean not null default false,
  changed_at timestamptz
);
create index item_values_park_id_idx on public.item_values (park_id);
comment on table public.item_values is '事项数值: kept by trigger, equal to private.recompute_all().';
comment on column public.item_values.item_id is '事项';
comment on column public.item_values.park_id is '园区';
comment on column public.item_values.value is '数值: empty where nothing can be counted or nothing was reported';
comment on column public.item_values.is_met is '达标';
comment on column public.item_values.changed_at is '最近变动时间';

create table public.item_evidence (
  id bigint generated always as identity primary key,
  park_id uuid not null references public.parks (id),
  item_id uuid not null references public.plan_items (id),
  milestone_id uuid references public.milestones (id),
  source_item_id uuid references public.plan_items (id),
  record_id uuid references public.submissions (id),
  amount numeric not null,
  constraint item_evidence_one_source check (num_nonnulls(milestone_id, source_item_id, record_id) = 1),
  constraint item_evidence_milestone_key unique (item_id, milestone_id),
  constraint item_evidence_source_item_key unique (item_id, source_item_id),
  constraint item_evidence_record_key unique (item_id, record_id)
);
create index item_evidence_park_id_idx on public.item_evidence (park_id);
create index item_evidence_milestone_id_idx on public.item_evidence (milestone_id);
create index item_evidence_source_item_id_idx on public.item_evidence (source_item_id);
create index item_evidence_record_id_idx on public.item_evidence (record_id);
comment on table public.item_evidence is '数值依据: each record that is in an item''s value, and how much it adds.';
comment on column public.item_evidence.id is '序号';
comment on column public.item_evidence.park_id is '园区';
comment on column public.item_evidence.item_id is '事项';
comment on column public.item_evidence.milestone_id is '已确认的里程碑';
comment on column public.item_evidence.source_item_id is '已达标的事项, or the one that a complement is taken from';
comment on column public.item_evidence.record_id is '已审核或确认的记录';
comment on column public.item_evidence.amount is '计入的数';

create function private.is_met(op text, target numeric, value numeric) returns boolean
language plpgsql immutable security invoker set search_path = ''
as $$
begin
  return coalesce(case op when '>=' then value >= target when '<=' then value <= target when '=' then value = target end, false);
end;
$$;
comment on function private.is_met(text, numeric, numeric) is 'Met means the value satisfies the target; without a target never. Same as src/domain/measure.';

-- What the confirmed milestones of one project (or of all, null) should add to which items.
create function private.milestone_evidence(p_park_id uuid, p_project_id uuid)
returns table (item_id uuid, milestone_id uuid, amount numeric)
language sql stable security invoker set search_path = ''
as $$
  select i.id, m.id,
    case i.measure_type when 'sum_investment' then coalesce(signed.agreed_investment_yuan, 0) / 100000000 else 1 end
  from public.milestones m
  join public.projects p on p.id = m.project_id
  join public.plan_items i on i.park_id = m.park_id and i.rung = m.rung and i.value_item_id = i.id
  join public.plans pl on pl.id = i.plan_id
  left join public.milestones signed on signed.project_id = m.project_id and signed.rung = 'signed'
    and signed.status = 'confirmed'
  where m.park_id = p_park_id and (p_project_id is null or m.project_id = p_project_id) and m.status = 'confirmed'
    and case
      -- What came after the plan's last day is another year's: an old plan stands as its year ended.
      when i.measure_type in ('milestone', 'stage') then i.project_id = m.project_id and m.occurred_on <= pl.ends_on
      when i.measure_type in ('count_milestones', 'sum_investment') then
        m.occurred_on between pl.starts_on and pl.ends_on
        and (not i.measure ? 'projects'
          or exists (select 1 from public.plan_item_projects ip where ip.item_id = i.id and ip.project_id = m.project_id))
        and (not i.measure ? 'minInvestmentYi'
          or signed.agreed_investment_yuan >= (i.measure ->> 'minInvestmentYi')::numeric * 100000000)
        -- On time is against the plan's own promise for that project, which nobody can move afterwards.
        and (not coalesce((i.measure ->> 'byDue')::boolean, false)
          or m.occurred_on <= coalesce((select min(d.due_on) from public.plan_items d
            where d.plan_id = i.plan_id and d.project_id = m.project_id and d.measure_type in ('stage', 'milestone')), i.due_on))
      else false end;
$$;
comment on function private.milestone_evidence(uuid, uuid) is 'The rule of the milestone measures, used by the triggers and by recompute_all.';

-- Brings one project's evidence in line with its milestones. The park's advisory lock makes writers that move
-- values take turns, so that they never wait for each other's item rows in opposite orders.
create function private.keep_values(p_park_id uuid, p_project_id uuid) returns void
language plpgsql security invoker set search_path = ''
as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(p_park_id::text, 20261123));
  delete from public.item_evidence e using public.milestones m
  where m.id = e.milestone_id and m.project_id = p_project_id
    and not exists (select 1 from private.milestone_evidence(p_park_id, p_project_id) w
      where w.item_id = e.item_id and w.milestone_id = e.milestone_id and w.amount = e.amount);
  insert into public.item_evidence (park_id, item_id, milestone_id, amount)
  select p_park_id, w.item_id, w.milestone_id, w.amount from private.milestone_evidence(p_park_id, p_project_id) w
  where not exists (select 1 from public.item_evidence e
    where e.item_id = w.item_id and e.milestone_id = w.milestone_id)
  order by w.item_id;
end;
$$;
comment on function private.keep_values(uuid, uuid) is 'Evidence of one project equal to what its milestones say; values follow by trigger.';

-- Counted from nothing, or unknown until somebody has said it.
create function private.starts_at(p_measure_type text) returns numeric
language plpgsql immutable security invoker set search_path = ''
as $$
begin
  return case when p_measure_type not in ('reported', 'ratio', 'complement', 'narrative', 'placeholder') then 0 end;
end;
$$;
comment on function private.starts_at(text) is 'Value of an item without evidence: 0 where things are counted, else none.';

create function private.add_evidence() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  e public.item_evidence := case tg_op when 'DELETE' then old else new end;
  delta numeric := case when tg_op = 'INSERT' then new.amount when tg_op = 'DELETE' then -old.amount else new.amount - old.amount end;
  i public.plan_items;
begin
  if current_setting('parkpulse.recomputing', true) = 'on' or delta = 0 and tg_op = 'UPDATE' then
    return null;
  end if;
  select * into i from public.plan_items where id = e.item_id;
  if tg_op = 'DELETE' and private.starts_at(i.measure_type) is null then
    -- A figure has one row of evidence: with it the value goes.
    update public.item_values set value = null, is_met = false, changed_at = private.clock() where item_id = i.id;
  else
    update public.item_values v set value = coalesce(v.value, 0) + delta,
      is_met = private.is_met(i.target_op, i.target_value, coalesce(v.value, 0) + delta), changed_at = private.clock()
    where v.item_id = i.id;
  end if;
  return null;
end;
$$;
comment on function private.add_evidence() is 'A row of evidence adds to its item''s value, a removed one subtracts.';
create trigger add_evidence after insert or update or delete on public.item_evidence
  for each row execute function private.add_evidence();

-- The digest explains each moved value by the record or answer that moved it.
create function private.because(p_id uuid) returns void
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  perform set_config('parkpulse.cause', p_id::text, true);
end;
$$;
comment on function private.because(uuid) is 'Names the cause of whatever value moves from here on in this transaction.';

create function private.pass_on_value() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  if current_setting('parkpulse.recomputing', true) = 'on' then
    return null;
  end if;
  insert into public.changes (park_id, kind, plan_item_id, before_value, after_value, cause_id)
  values (new.park_id, 'item_value', new.item_id, old.value, new.value, nullif(current_setting('parkpulse.cause', true), '')::uuid);
  if new.value is null then
    delete from public.item_evidence e using private.complements_of(new.item_id) c
    where e.item_id = c.item_id and e.source_item_id = c.source_item_id;
  else
    insert into public.item_evidence (park_id, item_id, source_item_id, amount)
    select new.park_id, c.item_id, c.source_item_id, 1 - new.value from private.complements_of(new.item_id) c
    on conflict (item_id, source_item_id) do update set amount = excluded.amount;
  end if;
  if new.is_met and not old.is_met then
    insert into public.item_evidence (park_id, item_id, source_item_id, amount)
    select new.park_id, w.item_id, w.source_item_id, 1 from private.item_evidence_of(new.item_id) w order by w.item_id;
  elsif old.is_met and not new.is_met then
    delete from public.item_evidence e using private.item_evidence_of(new.item_id) w
    where e.item_id = w.item_id and e.source_item_id = w.source_item_id;
  end if;
  return null;
end;
$$;
comment on function private.pass_on_value() is 'A moved value is a change of the digest; an item that becomes met counts in those above it.';

-- Which items count the given value holder (or every one, null) once it is met: its parents, and those that name it.
create function private.item_evidence_of(p_holder_id uuid) returns table (item_id uuid, source_item_id uuid)
language sql stable security invoker set search_path = ''
as $$
  select a.id, c.id from public.plan_items c
  join public.plan_items a on a.id = c.parent_id and a.measure_type = 'count_children_done' and a.value_item_id = a.id
  where c.value_item_id = p_holder_id or p_holder_id is null
  union
  select a.id, c.id from public.plan_items c
  join public.plan_item_links l on l.other_id = c.id and l.kind = 'counts'
  join public.plan_items a on a.id = l.item_id and a.measure_type = 'count_done' and a.value_item_id = a.id
  where c.value_item_id = p_holder_id or p_holder_id is null;
$$;
comment on function private.item_evidence_of(uuid) is 'The rule of the counting measures, used by the triggers and by recompute_all.';

create function private.complements_of(p_holder_id uuid) returns table (item_id uuid, source_item_id uuid)
language sql stable security invoker set search_path = ''
as $$
  select a.id, c.id from public.plan_items c
  join public.plan_item_links l on l.other_id = c.id and l.kind = 'counts'
  join public.plan_items a on a.id = l.item_id and a.measure_type = 'complement' and a.value_item_id = a.id
  where c.value_item_id = p_holder_id or p_holder_id is null;
$$;
comment on function private.complements_of(uuid) is 'Items that are 1 minus the given value holder (or every one, null).';
create trigger pass_on_value after update of value on public.item_values
  for each row when (old.value is distinct from new.value) execute function private.pass_on_value();

create function private.lay_item_value() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  insert into public.item_values (item_id, park_id, value, is_met)
  select new.id, new.park_id, v.start, private.is_met(new.target_op, new.target_value, v.start)
  from (select case when new.value_item_id = new.id then private.starts_at(new.measure_type) end) as v (start);
  return null;
end;
$$;
comment on function private.lay_item_value() is 'Gives a new item its value row: 0 where it is counted, else empty.';
create trigger lay_item_value after insert on public.plan_items
  for each row execute function private.lay_item_value();

-- A plan again from the records: milestones and records of items first, then the items that follow from others over and
-- over until nothing moves, which takes as many rounds as the plan has levels.
create function private.recompute_plan(p_plan_id uuid) returns void
language plpgsql security invoker set search_path = ''
as $$
declare
  l public.plans;
  rounds_left integer;
  was_the_same boolean := false;
begin
  select * into l from public.plans where id = p_plan_id;
  -- A complement that moves is taken away in one round and comes back in the next.
  select 2 * count(*) + 2 into rounds_left from public.plan_items where plan_id = p_plan_id;
  -- The lock of keep_values: a confirmation that commits meanwhile would be counted by neither.
  perform pg_advisory_xact_lock(hashtextextended(l.park_id::text, 20261123));
  perform set_config('parkpulse.recomputing', 'on', true);
  delete from public.item_evidence e using public.plan_items i where i.id = e.item_id and i.plan_id = p_plan_id;
  insert into public.item_evidence (park_id, item_id, milestone_id, amount)
  select l.park_id, w.item_id, w.milestone_id, w.amount from private.milestone_evidence(l.park_id, null) w
  join public.plan_items i on i.id = w.item_id and i.plan_id = p_plan_id;
  insert into public.item_evidence (park_id, item_id, record_id, amount)
  select l.park_id, w.item_id, w.record_id, w.amount from private.record_evidence(l.park_id, null) w
  join public.plan_items i on i.id = w.item_id and i.plan_id = p_plan_id;
  while not was_the_same loop
    -- Only items that count each other in a circle never come to rest.
    rounds_left := rounds_left - 1;
    if rounds_left < 0 then
      raise sqlstate 'PT422' using message = 'plan_file_invalid';
    end if;
    update public.item_values v set value = f.total, is_met = private.is_met(i.target_op, i.target_value, f.total)
    from public.plan_items i,
      lateral (select coalesce(sum(e.amount), private.starts_at(i.measure_type)) as total from public.item_evidence e where e.item_id = i.id) f
    where i.id = v.item_id and i.value_item_id = i.id and i.plan_id = p_plan_id;
    with wanted as (
      select a.park_id, w.item_id, w.source_item_id, 1 as amount from private.item_evidence_of(null) w
      join public.plan_items c on c.id = w.source_item_id
      join public.plan_items a on a.id = w.item_id and a.plan_id = p_plan_id
      join public.item_values v on v.item_id = c.value_item_id and v.is_met
      union all
      select a.park_id, w.item_id, w.source_item_id, 1 - v.value from private.complements_of(null) w
      join public.plan_items c on c.id = w.source_item_id
      join public.plan_items a on a.id = w.item_id and a.plan_id = p_plan_id
      join public.item_values v on v.item_id = c.value_item_id and v.value is not null
    ), gone as (
      delete from public.item_evidence e using public.plan_items i where i.id = e.item_id and i.plan_id = p_plan_id
        and e.source_item_id is not null and not exists
        (select 1 from wanted w where w.item_id = e.item_id and w.source_item_id = e.source_item_id and w.amount = e.amount)
      returning 1
    ), come as (
      insert into public.item_evidence (park_id, item_id, source_item_id, amount)
      select w.park_id, w.item_id, w.source_item_id, w.amount from wanted w where not exists
        (select 1 from public.item_evidence e where e.item_id = w.item_id and e.source_item_id = w.source_item_id)
      returning 1
    )
    select not exists (select 1 from gone) and not exists (select 1 from come) into was_the_same;
  end loop;
  perform set_config('parkpulse.recomputing', 'off', true);
end;
$$;
comment on function private.recompute_plan(uuid) is 'Rebuilds every value of a plan and its evidence from the records.';

create function private.recompute_all() returns void
language plpgsql security invoker set search_path = ''
as $$
begin
  -- All locks first and in one order, so that two of these do not wait for each other.
  perform pg_advisory_xact_lock(hashtextextended(p.id::text, 20261123)) from (select id from public.parks order by id) p;
  perform private.recompute_plan(l.id) from public.plans l;
end;
$$;
comment on function private.recompute_all() is 'Rebuilds every value and its evidence from the records. A property test holds the triggers equal to it.';

-- ---------------------------------------------------------------- grants and row level security
grant select on public.plans, public.plan_items, public.plan_item_links, public.plan_item_projects,
  public.item_values, public.item_evidence to authenticated;
grant select on public.plans, public.plan_items, public.plan_item_links,
  public.plan_item_projects, public.item_values, public.item_evidence to service_role;

alter table public.plans enable row level security;
alter table public.plan_items enable row level security;
alter table public.plan_item_links enable row level security;
alter table public.plan_item_projects enable row level security;
alter table public.item_values enable row level security;
alter table public.item_evidence enable row level security;

create policy "staff read the park's plans, contacts none" on public.plans for select to authenticated
  using (park_id = (select c.park_id from private.caller() c where c.role <> 'contact'));
create policy "staff read the park's plan items, contacts none" on public.plan_items for select to authenticated
  using (park_id = (select c.park_id from private.caller() c where c.role <> 'contact'));
create policy "staff read the park's item links, contacts none" on public.plan_item_links for select to authenticated
  using (park_id = (select c.park_id from private.caller() c where c.role <> 'contact'));
create policy "staff read the park's listed projects, contacts none" on public.plan_item_projects for select to authenticated
  using (park_id = (select c.park_id from private.caller() c where c.role <> 'contact'));
create policy "staff read the park's values, contacts none" on public.item_values for select to authenticated
  using (park_id = (select c.park_id from private.caller() c where c.role <> 'contact'));
create policy "staff read the park's evidence, contacts none" on public.item_evidence for select to authenticated
  using (park_id = (select c.park_id from private.caller() c where c.role <> 'contact'));

-- What an import sets off stands in 20261123090300.
grant select on public.plan_imports to authenticated;
grant insert (id, park_id, body, imported_by) on public.plan_imports to authenticated;
grant select on public.plan_imports to service_role;
create trigger guard_plan_import before update or delete on public.plan_imports
  for each row execute function private.guard_record();
alter table public.plan_imports enable row level security;
create policy "staff read the park's plan imports, contacts none" on public.plan_imports for select to authenticated
  using (park_id = (select c.park_id from private.caller() c where c.role <> 'contact'));
create policy "the office imports plans of its park in its own name" on public.plan_imports for insert to authenticated
  with check (exists (select 1 from private.caller() c
    where c.role = 'office' and c.park_id = plan_imports.park_id and c.staff_id = plan_imports.imported_by));
