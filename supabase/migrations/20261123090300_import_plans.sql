-- 计划导入: the office imports the file of a year. The exact body is kept; one trigger writes enterprises, projects, the
-- plan, its items, their relations and values from it in the same transaction, for the office and for the seeds alike.

-- ---------------------------------------------------------------- from file to rows
-- A project of the file is one that the park has by the same key, by its id (which is the key of one that never had any),
-- or by the same name. It keeps its name and its facts: another year's file renames nothing.
create function private.known_project(p_park_id uuid, p_key text, p_name text) returns uuid
language plpgsql stable security invoker set search_path = ''
as $$
begin
  return coalesce(
    (select p.id from public.projects p where p.park_id = p_park_id and p.key = p_key),
    (select p.id from public.projects p where p.park_id = p_park_id
      and p.id = case when p_key ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then p_key::uuid end),
    (select p.id from public.projects p where p.park_id = p_park_id and private.name_key(p.name) = private.name_key(p_name)));
end;
$$;
comment on function private.known_project(uuid, text, text) is 'The park''s project that a plan file means, or null.';
grant execute on function private.known_project(uuid, text, text) to authenticated;

create function private.plan_file_links(f jsonb) returns table (item text, kind text, other text)
language sql immutable security invoker set search_path = ''
as $$
  select i ->> 'id', 'depends_on', o from jsonb_array_elements(f -> 'items') i, jsonb_array_elements_text(i -> 'dependsOn') o
  union
  select i ->> 'id', 'same_as', o from jsonb_array_elements(f -> 'items') i, jsonb_array_elements_text(i -> 'sameAs') o
  union
  select i ->> 'id', 'counts', o from jsonb_array_elements(f -> 'items') i, jsonb_array_elements_text(
    case jsonb_typeof(i #> '{measure,of}') when 'array' then i #> '{measure,of}' when 'string' then jsonb_build_array(i #> '{measure,of}') end) o;
$$;
comment on function private.plan_file_links(jsonb) is 'Which item of a plan file names which others, and what for.';

-- Same as valueHolders of src/domain/plan-file: of items tied by sameAs the first non-narrative one of the file.
create function private.plan_file_holders(f jsonb) returns jsonb
language sql immutable security invoker set search_path = ''
as $$
  with recursive items as (
    select i ->> 'id' as key, i #>> '{measure,type}' as measure_type, ord from jsonb_array_elements(f -> 'items') with ordinality e (i, ord)
  ), tied as (
    select k.item, k.other from private.plan_file_links(f) k where k.kind = 'same_as'
    union
    select k.other, k.item from private.plan_file_links(f) k where k.kind = 'same_as'
  ), reached as (
    select i.key as item, i.key as other from items i
    union
    select r.item, t.other from reached r join tied t on t.item = r.other
  )
  select jsonb_object_agg(h.item, coalesce(h.holder, h.item)) from (
    select r.item, (array_agg(i.key order by i.ord) filter (where i.measure_type <> 'narrative'))[1] as holder
    from reached r join items i on i.key = r.other group by r.item) h;
$$;
comment on function private.plan_file_holders(jsonb) is 'Item of a plan file to the item that holds its value.';

create function private.receive_plan_import() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  new.body_sha256 := encode(sha256(convert_to(new.body, 'UTF8')), 'hex');
  new.imported_at := private.clock();
  new.year := ((new.body::jsonb ->> 'file')::jsonb ->> 'planYear')::integer;
  return new;
end;
$$;
comment on function private.receive_plan_import() is 'Fills in what the body and the clock say.';
create trigger receive_plan_import before insert on public.plan_imports
  for each row execute function private.receive_plan_import();

create function private.unfold_plan() returns trigger
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

  insert into public.enterprises (park_id, name)
  select distinct new.park_id, p ->> 'enterprise' from jsonb_array_elements(f -> 'projects') p
  where p ->> 'enterprise' is not null and private.known_project(new.park_id, p ->> 'id', p ->> 'name') is null
  on conflict (park_id, name) do nothing;
  insert into public.projects (park_id, key, name, category, question, expected_investment_yuan, enterprise_id)
  select new.park_id, p ->> 'id', p ->> 'name', p ->> 'category', p ->> 'question',
    (p ->> 'expectedInvestmentYi')::numeric * 100000000, e.id
  from jsonb_array_elements(f -> 'projects') p
  left join public.enterprises e on e.park_id = new.park_id and e.name = p ->> 'enterprise'
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
comment on function private.unfold_plan() is 'A plan file to enterprises, projects, plan, items, relations and values: all of it or nothing.';
create trigger unfold_plan after insert on public.plan_imports
  for each row execute function private.unfold_plan();

-- ---------------------------------------------------------------- operations
create function api.import_plan(p_body text) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  me public.sessions := private.enter();
  new_id uuid := (p_body::jsonb ->> 'id')::uuid;
  known public.plan_imports;
  inserted integer;
begin
  insert into public.plan_imports (id, park_id, body, imported_by) values (new_id, me.park_id, p_body, me.staff_id)
  on conflict (id) do nothing;
  get diagnostics inserted = row_count;
  if inserted = 1 then
    perform private.audit_done(me, 'plan.import', new_id);
  end if;
  select * into known from public.plan_imports where id = new_id;
  if known.id is null or known.imported_by is distinct from me.staff_id
    or known.body_sha256 <> encode(sha256(convert_to(p_body, 'UTF8')), 'hex') then
    raise sqlstate 'PT409' using message = 'id_reused';
  end if;
  return jsonb_build_object('id', known.id, 'receivedAt', known.imported_at, 'sha256', known.body_sha256,
    'year', known.year, 'isNew', inserted = 1);
end;
$$;
comment on function api.import_plan(text) is 'Imports the plan file of a year.';
grant execute on function api.import_plan(text) to authenticated;

create function api.list_plans() returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
declare
  me public.sessions := private.enter();
  current_id uuid := (private.current_plan(me.park_id)).id;
begin
  return jsonb_build_object('items', coalesce((select jsonb_agg(jsonb_build_object('year', l.year, 'startsOn', l.starts_on,
      'endsOn', l.ends_on, 'isCurrent', l.id = current_id, 'importedAt', l.imported_at,
      'importedBy', (select private.person(m.imported_by) from public.plan_imports m where m.park_id = l.park_id and m.year = l.year),
      'itemCount', (select count(*) from public.plan_items i where i.plan_id = l.id)) order by l.year desc)
    from public.plans l where l.park_id = me.park_id), '[]'));
end;
$$;
comment on function api.list_plans() is 'The years that the park has a plan of, latest first.';
grant execute on function api.list_plans() to authenticated;

-- The file as it was imported, and beside it the projects that were named since (补录), in the file's own words.
create function private.plan_as_file(l public.plans) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
begin
  return jsonb_build_object(
    'file', (select m.body::jsonb ->> 'file' from public.plan_imports m where m.park_id = l.park_id and m.year = l.year),
    'namedProjects', coalesce((select jsonb_agg(jsonb_strip_nulls(jsonb_build_object('id', coalesce(p.key, p.id::text), 'name', p.name,
        'category', p.category, 'enterprise', e.name)) order by p.name)
      from public.projects p left join public.enterprises e on e.id = p.enterprise_id
      where p.id in (select i.project_id from public.plan_items i where i.plan_id = l.id and i.named_by is not null)), '[]'),
    'namedItems', coalesce((select jsonb_agg(jsonb_strip_nulls(jsonb_build_object('id', i.key, 'section', i.section, 'kind', i.kind,
        'name', i.name, 'target', jsonb_build_object('op', i.target_op, 'value', i.target_value, 'unit', i.target_unit),
        'commitment', i.commitment, 'commitmentClass', i.commitment_class, 'dueOn', i.due_on, 'dueStated', i.due_stated,
        'parent', (select u.key from public.plan_items u where u.id = i.parent_id), 'measure', i.measure,
        'project', i.measure -> 'project', 'responsible', i.responsible)) order by i.file_order)
      from public.plan_items i where i.plan_id = l.id and i.named_by is not null), '[]'));
end;
$$;
comment on function private.plan_as_file(public.plans) is 'A plan as the file that would make it.';
grant execute on function private.plan_as_file(public.plans) to authenticated;

create function api.read_plan_file(p_year integer default null) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
declare
  me public.sessions := private.enter();
  l public.plans := private.plan_of(me.park_id, p_year);
  answer jsonb := private.plan_as_file(l);
begin
  if answer ->> 'file' is null then
    raise sqlstate 'PT404' using message = 'plan_not_found';
  end if;
  return answer;
end;
$$;
comment on function api.read_plan_file(integer) is 'The file of a year''s plan, of the current one without a year.';
grant execute on function api.read_plan_file(integer) to authenticated;

-- What a file is compared with: the latest plan of an earlier year, and the projects that the park has of it.
create function api.read_plan_before(p_year integer, p_projects jsonb) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
declare
  me public.sessions := private.enter();
  l public.plans;
begin
  select * into l from public.plans x where x.park_id = me.park_id and x.year < p_year order by x.year desc limit 1;
  return jsonb_build_object(
    'isTaken', exists (select 1 from public.plans x where x.park_id = me.park_id and x.year = p_year),
    'before', case when l.id is not null then private.plan_as_file(l) || jsonb_build_object('year', l.year) end,
    'projects', coalesce((select jsonb_agg(jsonb_build_object('id', p ->> 'id', 'projectId', x.id, 'name', x.name))
      from jsonb_array_elements(p_projects) p
      join public.projects x on x.id = private.known_project(me.park_id, p ->> 'id', p ->> 'name')), '[]'));
end;
$$;
comment on function api.read_plan_before(integer, jsonb) is 'What the preview of a plan file needs to know of the park.';
grant execute on function api.read_plan_before(integer, jsonb) to authenticated;
