-- Who was asked and has become a leader since gave himself more time, or withdrew what was asked of him, once the one who
-- asked had left. Of the own order nobody decides anything.
create or replace function private.order_refusal(o public.supervision_orders, p_staff_id uuid, p_role text, p_enterprise_id uuid, p_kind text) returns text
language plpgsql stable security invoker set search_path = ''
as $$
declare
  is_answering boolean := p_kind in ('acknowledged', 'answered');
begin
  return case
    when p_role = 'contact' and o.enterprise_id is distinct from p_enterprise_id
      or p_role = 'inspector' and o.project_id is null and o.addressee_id <> p_staff_id then 'order_not_found'
    when is_answering = (p_role = 'leader') then 'role_refused'
    when is_answering and o.addressee_id <> p_staff_id then 'not_addressee'
    when not is_answering and not private.decides_order(o, p_staff_id) then 'not_your_order'
    when not is_answering and o.addressee_id = p_staff_id then 'own_report'
    when private.next_order_status(o.status, p_kind) is null then 'order_moved_on' end;
end;
$$;
