-- An order proposes who answers for the matter also where nobody was named: the enterprise's only contact, or the inspector
-- who looks after the project. Who may not be asked is left out by api.prepare_order.
create or replace function private.order_place(p_park_id uuid, p_about jsonb) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
declare
  place jsonb;
begin
  place := coalesce(
    (select jsonb_build_object('projectId', p.id, 'title', p.name, 'suggestedId', p.inspector_id) from public.projects p
      where p.id = (p_about ->> 'projectId')::uuid and p.park_id = p_park_id),
    (select jsonb_build_object('projectId', h.project_id, 'title', h.title, 'suggestedId', coalesce(h.responsible_id,
        (select min(s.id::text)::uuid from public.staff s where s.enterprise_id = p.enterprise_id and s.role = 'contact' and s.closed_at is null
          having count(*) = 1), p.inspector_id))
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
