-- The job that reminds runs as service_role, which could not ask who decides an order: one overdue order, and nobody of
-- the park was reminded of anything.
grant execute on function private.decides_order(public.supervision_orders, uuid) to service_role;

-- Read by people alone.
revoke execute on function private.item_record_row(public.sessions, public.item_records) from service_role;
