-- Of two who add a project of one name at once the second was told that its id is taken: it met the first's row only at the
-- insert. And an enterprise written another way (a blank, full width, a mark that nobody sees) became a second one of the same
-- name, whose project its contacts did not see. Names are compared as projects' are.

create or replace function private.record_fact(me public.sessions, p_project_id uuid, p_fact jsonb, p_sha256 text) returns boolean
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  of_enterprise uuid := (p_fact ->> 'enterpriseId')::uuid;
  inserted integer;
begin
  if of_enterprise is null and p_fact ->> 'enterpriseName' is not null then
    insert into public.enterprises (park_id, name) select me.park_id, p_fact ->> 'enterpriseName'
      where not exists (select 1 from public.enterprises e where e.park_id = me.park_id
        and private.name_key(e.name) = private.name_key(p_fact ->> 'enterpriseName'))
      on conflict (park_id, name) do nothing;
    -- Parks of before may have two: then the one that is written so.
    select e.id into of_enterprise from public.enterprises e
      where e.park_id = me.park_id and private.name_key(e.name) = private.name_key(p_fact ->> 'enterpriseName')
      order by (e.name = p_fact ->> 'enterpriseName') desc, e.created_at, e.id limit 1;
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
