-- The id of an assignment was taken again for other projects, when they were given to another person or by one: only the rows of
-- that person and giver were compared. All that stand under the id are.

create or replace function api.assign_projects(p_id uuid, p_project_ids uuid[], p_inspector_id uuid) returns void
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  me public.sessions := private.enter();
  inserted integer;
  given uuid[] := array(select distinct x from unnest(p_project_ids) x order by x);
begin
  insert into public.project_assignments (id, project_id, park_id, inspector_id, assigned_by)
  select p_id, x, me.park_id, p_inspector_id, me.staff_id from unnest(given) x
  on conflict do nothing;
  get diagnostics inserted = row_count;
  -- Sent again, or twice at once, it is the assignment of then: these, and no others.
  if inserted not in (0, cardinality(given))
    or (select array_agg(a.project_id order by a.project_id) from public.project_assignments a where a.id = p_id) is distinct from given
    or exists (select 1 from public.project_assignments a where a.id = p_id
      and (a.assigned_by <> me.staff_id or a.inspector_id is distinct from p_inspector_id)) then
    raise sqlstate 'PT409' using message = 'id_reused';
  end if;
  if inserted > 0 then
    perform private.audit_done(me, 'project.assign', p_id);
  end if;
end;
$$;

create or replace function api.assign_items(p_id uuid, p_item_ids uuid[], p_owner_id uuid) returns void
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  me public.sessions := private.enter();
  inserted integer;
  given uuid[] := array(select distinct x from unnest(p_item_ids) x order by x);
begin
  insert into public.item_assignments (id, item_id, park_id, owner_id, assigned_by)
  select p_id, x, me.park_id, p_owner_id, me.staff_id from unnest(given) x
  on conflict do nothing;
  get diagnostics inserted = row_count;
  -- Sent again, or twice at once, it is the assignment of then: these, and no others.
  if inserted not in (0, cardinality(given))
    or (select array_agg(a.item_id order by a.item_id) from public.item_assignments a where a.id = p_id) is distinct from given
    or exists (select 1 from public.item_assignments a where a.id = p_id
      and (a.assigned_by <> me.staff_id or a.owner_id is distinct from p_owner_id)) then
    raise sqlstate 'PT409' using message = 'id_reused';
  end if;
  if inserted > 0 then
    perform private.audit_done(me, 'planItem.assign', p_id);
  end if;
end;
$$;
