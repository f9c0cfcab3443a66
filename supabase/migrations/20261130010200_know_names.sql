-- Of two who add a project of one name at once the second was told that its id is taken: it met the first's row only at the
-- insert. And an enterprise written another way (a blank, full width, a mark that nobody sees) became a second one of the same
-- name, whose project its contacts did not see. Names are compared as those of projects are, in facts and in plan files alike.

create function private.enterprise_named(p_park_id uuid, p_name text) returns uuid
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  insert into public.enterprises (park_id, name) select p_park_id, p_name
    where p_name is not null and not exists (select 1 from public.enterprises e
      where e.park_id = p_park_id and private.name_key(e.name) = private.name_key(p_name))
    on conflict (park_id, name) do nothing;
  -- Parks of before may have two: then the one that is written so.
  return (select e.id from public.enterprises e where e.park_id = p_park_id and private.name_key(e.name) = private.name_key(p_name)
    order by (e.name = p_name) desc, e.created_at, e.id limit 1);
end;
$$;
comment on function private.enterprise_named(uuid, text) is 'The enterprise of a name, which it makes where there is none; null for none.';
grant execute on function private.enterprise_named(uuid, text) to authenticated;

create or replace function private.record_fact(me public.sessions, p_project_id uuid, p_fact jsonb, p_sha256 text) returns boolean
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  of_enterprise uuid := (p_fact ->> 'enterpriseId')::uuid;
  inserted integer;
begin
  if of_enterprise is null then
    of_enterprise := private.enterprise_named(me.park_id, p_fact ->> 'enterpriseName');
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

create or replace function api.create_project(p_body text) returns jsonb
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
    insert into public.projects (id, park_id, name, category, created_by)
    values (new_id, me.park_id, b ->> 'name', b ->> 'category', me.staff_id)
    on conflict do nothing;
    if not exists (select 1 from public.projects where id = new_id and created_by = me.staff_id and name = b ->> 'name') then
      raise sqlstate 'PT409' using message = case when exists (select 1 from public.projects
        where private.name_key(name) = private.name_key(b ->> 'name') and id <> new_id) then 'project_name_taken' else 'id_reused' end;
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

create or replace function private.unfold_plan() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  f jsonb := (new.body::jsonb ->> 'file')::jsonb;
  new_plan_id uuid := gen_random_uuid();
  -- Ids are laid first, so that an item may name one further down the file.
  ids jsonb;
  holders jsonb := private.plan_file_holders(f);
  projects jsonb;
begin
  -- The lock of keep_values: whoever imports the same year at once takes turns and finds it taken.
  perform pg_advisory_xact_lock(hashtextextended(new.park_id::text, 20261123));
  if exists (select 1 from public.plans l where l.park_id = new.park_id and l.year = new.year) then
    raise sqlstate 'PT409' using message = 'plan_year_taken';
  end if;

  insert into public.projects (park_id, key, name, category, question, expected_investment_yuan, enterprise_id)
  select new.park_id, p ->> 'id', p ->> 'name', p ->> 'category', p ->> 'question',
    (p ->> 'expectedInvestmentYi')::numeric * 100000000, private.enterprise_named(new.park_id, p ->> 'enterprise')
  from jsonb_array_elements(f -> 'projects') p
  where private.known_project(new.park_id, p ->> 'id', p ->> 'name') is null;
  select jsonb_object_agg(p ->> 'id', jsonb_build_object('id', x.id, 'key', coalesce(x.key, x.id::text))) into projects
  from jsonb_array_elements(f -> 'projects') p
  join public.projects x on x.id = private.known_project(new.park_id, p ->> 'id', p ->> 'name');
  select jsonb_object_agg(i ->> 'id', gen_random_uuid()) into ids from jsonb_array_elements(f -> 'items') i;

  -- The server has said where a file is wrong; what comes here all the same is refused as a whole.
  if (select count(distinct e.v ->> 'id') from jsonb_each(projects) e (k, v)) <> jsonb_array_length(f -> 'projects')
    or exists (select 1 from jsonb_array_elements(f -> 'items') i
      cross join lateral (select coalesce(i #>> '{measure,project}', i ->> 'project') as project) r
      where (i ->> 'parent' is not null and not ids ? (i ->> 'parent')) or (r.project is not null and not projects ? r.project))
    or exists (select 1 from private.plan_file_links(f) k where not ids ? k.other) then
    raise sqlstate 'PT422' using message = 'plan_file_invalid';
  end if;

  insert into public.plans (id, park_id, year, starts_on, ends_on, sections, questions, imported_at)
  values (new_plan_id, new.park_id, new.year, (f ->> 'starts')::date, (f ->> 'ends')::date, f -> 'sections', f -> 'questions', new.imported_at);
  insert into public.plan_items (id, park_id, plan_id, key, file_order, section, kind, name, commitment, commitment_class,
    due_on, due_stated, target_op, target_value, target_unit, growth_pct, measure_type, measure, rung, project_id,
    parent_id, value_item_id, responsible, aliases, questions)
  select (ids ->> (i ->> 'id'))::uuid, new.park_id, new_plan_id, i ->> 'id', e.ord, i ->> 'section', i ->> 'kind', i ->> 'name',
    i ->> 'commitment', i ->> 'commitmentClass', (i ->> 'dueOn')::date, (i ->> 'dueStated')::boolean,
    i #>> '{target,op}', (i #>> '{target,value}')::numeric, i #>> '{target,unit}', (i #>> '{target,growthPct}')::numeric,
    i #>> '{measure,type}',
    -- Projects by the park's own keys, whatever the file calls them.
    i -> 'measure'
      || case when i #> '{measure,project}' is null then '{}'
        else jsonb_build_object('project', projects #> array[i #>> '{measure,project}', 'key']) end
      || case when i #> '{measure,projects}' is null then '{}' else jsonb_build_object('projects',
        (select jsonb_agg(projects #> array[x.key, 'key'] order by x.ord) from jsonb_array_elements_text(i #> '{measure,projects}') with ordinality x (key, ord))) end,
    coalesce(i #>> '{measure,milestone}', i #>> '{measure,targetMilestone}'),
    (projects #>> array[coalesce(i #>> '{measure,project}', i ->> 'project'), 'id'])::uuid,
    (ids ->> (i ->> 'parent'))::uuid, (ids ->> (holders ->> (i ->> 'id')))::uuid, i ->> 'responsible',
    array(select jsonb_array_elements_text(i -> 'aliases')), array(select jsonb_array_elements_text(i -> 'questions'))
  from jsonb_array_elements(f -> 'items') with ordinality e (i, ord) order by e.ord;
  insert into public.plan_item_links (item_id, kind, other_id, park_id)
  select (ids ->> k.item)::uuid, k.kind, (ids ->> k.other)::uuid, new.park_id from private.plan_file_links(f) k;
  insert into public.plan_item_projects (item_id, project_id, park_id)
  select distinct (ids ->> (i ->> 'id'))::uuid, (projects #>> array[p, 'id'])::uuid, new.park_id
  from jsonb_array_elements(f -> 'items') i, jsonb_array_elements_text(i #> '{measure,projects}') p;
  -- An item that 0 already meets counts in those above it from the start, and so does what was confirmed before.
  perform private.recompute_plan(new_plan_id);
  -- What the seed lays down is where a park begins, and no news.
  if new.imported_by is not null then
    insert into public.changes (park_id, kind, import_id) values (new.park_id, 'plan_imported', new.id);
  end if;
  return null;
end;
$$;
