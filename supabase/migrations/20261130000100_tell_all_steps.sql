-- 我的数据 names every answer that a person gave, not those to milestones alone: reviews of facts, steps in the loop of a
-- hazard and of an order. What came in as a record stands among the records.

create or replace function api.my_data() returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  me public.sessions := private.enter();
begin
  perform private.audit_done(me, 'me.data', me.staff_id);
  return jsonb_build_object(
    'staff', (select jsonb_build_object('id', s.id, 'name', s.name, 'role', s.role, 'createdAt', s.created_at,
      'phone', ph.phone) from public.staff s left join public.staff_phones ph on ph.staff_id = s.id where s.id = me.staff_id),
    'session', jsonb_build_object('deviceName', me.device_name, 'createdAt', me.created_at),
    'recordCount', (select count(*) from public.submissions x where x.created_by = me.staff_id),
    'records', coalesce((select jsonb_agg(jsonb_build_object('id', x.id, 'kind', x.kind, 'receivedAt', x.received_at,
        'body', x.body::jsonb) order by x.seq desc)
      from (select * from public.submissions y where y.created_by = me.staff_id order by y.seq desc limit 500) x), '[]'),
    'answers', coalesce((select jsonb_agg(jsonb_build_object('id', a.id, 'answer', a.answer, 'answeredAt', a.at) order by a.at desc)
      from (
        select m.id, m.answer, m.answered_at as at from public.milestone_answers m where m.answered_by = me.staff_id
        union all
        select i.id, i.answer, i.answered_at from public.item_answers i where i.answered_by = me.staff_id
        union all
        select h.id, 'hazard_' || h.kind, h.acted_at from public.hazard_actions h
          where h.acted_by = me.staff_id and h.kind not in ('opened', 'rectified')
        union all
        select o.id, 'order_' || o.kind, o.acted_at from public.order_actions o
          where o.acted_by = me.staff_id and o.kind not in ('issued', 'answered')
        order by at desc limit 500) a), '[]'),
    'notices', coalesce((select jsonb_agg(jsonb_build_object('id', n.id::text, 'kind', n.kind, 'facts', n.facts, 'at', n.made_at,
        'readAt', n.read_at) order by n.id desc)
      from (select * from public.notices o where o.staff_id = me.staff_id order by o.id desc limit 500) n), '[]'));
end;
$$;
