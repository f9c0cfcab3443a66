-- 督办单: the functions behind the operations table, and what the digest, the chain and the ledger know of orders.

-- ---------------------------------------------------------------- how it reads
-- What the caller may not read of the matter (a contact reads no plan) has no title.
create function private.order_about(o public.supervision_orders) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
begin
  return case
    when o.about_item_id is not null then jsonb_build_object('kind', 'plan_item', 'id', o.about_item_id,
      'title', (select i.name from public.plan_items i where i.id = o.about_item_id), 'reportKind', null, 'rung', null)
    when o.about_project_id is not null then jsonb_build_object('kind', 'project', 'id', o.about_project_id,
      'title', (select p.name from public.projects p where p.id = o.about_project_id), 'reportKind', null, 'rung', null)
    when o.about_hazard_id is not null then jsonb_build_object('kind', 'hazard', 'id', o.about_hazard_id,
      'title', (select h.title from public.hazards h where h.id = o.about_hazard_id), 'reportKind', null, 'rung', null)
    else jsonb_build_object('kind', 'report', 'id', o.about_report_id, 'title', null,
      'reportKind', (select s.kind from public.submissions s where s.id = o.about_report_id),
      'rung', (select coalesce(s.body::jsonb ->> 'rung', s.body::jsonb #>> '{milestone,rung}') from public.submissions s where s.id = o.about_report_id)) end;
end;
$$;
comment on function private.order_about(public.supervision_orders) is 'The matter of an order, as far as the caller may read it.';
grant execute on function private.order_about(public.supervision_orders) to authenticated, service_role;

create function private.order_row(o public.supervision_orders) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
begin
  return jsonb_build_object('id', o.id, 'requirement', o.requirement, 'status', o.status, 'dueOn', o.due_on,
    'issuedAt', o.issued_at, 'issuedBy', private.person(o.issued_by), 'addressee', private.person(o.addressee_id),
    'closedAt', o.closed_at, 'about', private.order_about(o),
    'project', (select jsonb_build_object('id', p.id, 'name', p.name) from public.projects p where p.id = o.project_id),
    'item', (select jsonb_build_object('id', i.id, 'name', i.name) from public.plan_items i where i.id = o.item_id));
end;
$$;
comment on function private.order_row(public.supervision_orders) is 'An order as lists show it.';
grant execute on function private.order_row(public.supervision_orders) to authenticated, service_role;

create function private.order_rank(o public.supervision_orders) returns bigint[]
language sql immutable set search_path = ''
as $$
  select case when o.closed_at is not null then array[1, 0, -o.seq] else array[0, o.due_on - date '2000-01-01', -o.seq] end;
$$;
comment on function private.order_rank(public.supervision_orders) is
  'What a list of orders is sorted by: standing ones by due date, newest first among equals; then closed and withdrawn ones, newest first.';
grant execute on function private.order_rank(public.supervision_orders) to authenticated;

-- The cursor is an order's place itself, so that one which is closed between two pages moves nothing.
create function api.list_orders(p_limit integer, p_today date, p_state text default null, p_before text default null) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
declare
  me public.sessions := private.enter();
  page public.supervision_orders[];
  place bigint[] := string_to_array(p_before, '-')::bigint[];
  last_place bigint[];
begin
  page := array(select x from public.supervision_orders x where x.park_id = me.park_id
    and case p_state
      when 'open' then x.closed_at is null
      when 'overdue' then x.closed_at is null and x.status <> 'answered' and x.due_on < p_today
      when 'closed' then x.closed_at is not null
      when 'mine' then x.issued_by = me.staff_id or x.addressee_id = me.staff_id
      -- What asks for this person now.
      when 'waiting' then x.closed_at is null and case me.role
        when 'leader' then (x.status = 'answered' or x.due_on < p_today) and private.decides_order(x, me.staff_id)
        else x.status <> 'answered' and x.addressee_id = me.staff_id end
      else true end
    and (p_before is null or private.order_rank(x) > place[1:2] || -place[3])
    order by private.order_rank(x) limit p_limit + 1);
  last_place := private.order_rank(page[p_limit]);
  return jsonb_build_object('items', coalesce((select jsonb_agg(private.order_row(o) order by private.order_rank(o))
      from unnest(page[1:p_limit]) o), '[]'),
    'next', case when cardinality(page) > p_limit then array_to_string(last_place[1:2] || -last_place[3], '-') end);
end;
$$;
comment on function api.list_orders(integer, date, text, text) is 'Orders, what is due first on top.';
grant execute on function api.list_orders(integer, date, text, text) to authenticated;

create function api.read_order(p_id uuid) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
declare
  me public.sessions := private.enter();
  o public.supervision_orders;
begin
  select * into o from public.supervision_orders where id = p_id;
  if o.id is null then
    raise sqlstate 'PT404' using message = 'order_not_found';
  end if;
  return private.order_row(o) || jsonb_build_object('digestOn', o.digest_on, 'answerId', o.answer_id,
    'may', to_jsonb(array(select k from unnest(array['acknowledged', 'answered', 'returned', 'closed', 'extended', 'withdrawn']) k
      where private.order_refusal(o, me.staff_id, me.role, me.enterprise_id, k) is null)),
    -- Of the latest answer sent, photos or documents are still on the way.
    'answerPending', exists (select 1 from public.submissions s where s.order_id = o.id and s.status <> 'complete'),
    'actions', (select jsonb_agg(jsonb_build_object('kind', a.kind, 'by', private.person(a.acted_by), 'at', a.acted_at,
        'reason', a.reason, 'dueOn', a.due_on, 'submissionId', a.submission_id)
      || case a.kind when 'answered' then jsonb_build_object('note', (select s.body::jsonb ->> 'note' from public.submissions s where s.id = a.submission_id),
        'photos', private.photo_refs(a.submission_id, null, 9), 'documents', private.document_refs(a.submission_id)) else '{}' end order by a.seq)
      from public.order_actions a where a.order_id = o.id));
end;
$$;
comment on function api.read_order(uuid) is 'One order with all that happened to it, and what the caller may do next.';
grant execute on function api.read_order(uuid) to authenticated;

-- ---------------------------------------------------------------- operations
-- Before an order is written: where the matter belongs, and who may be asked.
create function api.prepare_order(p_about jsonb) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
declare
  me public.sessions := private.enter();
  place jsonb := private.order_place(me.park_id, p_about);
  concerned uuid := (place ->> 'enterpriseId')::uuid;
begin
  return jsonb_build_object('title', place -> 'title',
    'project', (select jsonb_build_object('id', p.id, 'name', p.name) from public.projects p where p.id = (place ->> 'projectId')::uuid),
    'item', (select jsonb_build_object('id', i.id, 'name', i.name) from public.plan_items i where i.id = (place ->> 'itemId')::uuid),
    'enterprise', (select jsonb_build_object('id', e.id, 'name', e.name) from public.enterprises e where e.id = concerned),
    'suggestedId', (select s.id from public.staff s where s.id = (place ->> 'suggestedId')::uuid
      and private.may_be_addressed(s.role, s.enterprise_id, s.closed_at, concerned)),
    'addressees', coalesce((select jsonb_agg(private.person(s.id) order by s.role, s.name, s.id) from public.staff s
      where s.park_id = me.park_id and private.may_be_addressed(s.role, s.enterprise_id, s.closed_at, concerned)), '[]'));
end;
$$;
comment on function api.prepare_order(jsonb) is 'What a form for an order about this matter needs to know.';
grant execute on function api.prepare_order(jsonb) to authenticated;

create function api.act_on_order(p_order_id uuid, p_kind text, p_operation text, p_body text) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  me public.sessions := private.enter();
  b jsonb := p_body::jsonb;
  new_id uuid := (b ->> 'id')::uuid;
  known public.order_actions;
  inserted integer;
begin
  if p_kind <> 'issued' and ((b ->> 'orderId')::uuid <> p_order_id
      or not exists (select 1 from public.supervision_orders o where o.id = p_order_id)) then
    raise sqlstate 'PT404' using message = 'order_not_found';
  end if;
  if not exists (select 1 from public.order_actions where id = new_id) then
    insert into public.order_actions (id, park_id, order_id, kind, body, acted_by)
    values (new_id, me.park_id, p_order_id, p_kind, p_body, me.staff_id)
    on conflict (id) do nothing;
    get diagnostics inserted = row_count;
    if inserted = 1 then
      perform private.audit_done(me, p_operation, p_order_id);
    end if;
  end if;
  select * into known from public.order_actions where id = new_id;
  if known.id is null or known.acted_by <> me.staff_id or known.kind <> p_kind or known.order_id <> p_order_id
    or known.body_sha256 is distinct from encode(sha256(convert_to(p_body, 'UTF8')), 'hex') then
    raise sqlstate 'PT409' using message = 'id_reused';
  end if;
  return jsonb_build_object('id', known.id, 'receivedAt', known.acted_at, 'sha256', known.body_sha256,
    'status', (select o.status from public.supervision_orders o where o.id = p_order_id), 'isNew', coalesce(inserted, 0) = 1);
end;
$$;
comment on function api.act_on_order(uuid, text, text, text) is 'Issues an order or takes one step of it; answering goes by api.submit.';
grant execute on function api.act_on_order(uuid, text, text, text) to authenticated;

-- ---------------------------------------------------------------- the chain
-- What was decided about an order is an answer like the others: an id, a body, and who gave it when.
create or replace function private.answers(p_park_id uuid)
returns table (id uuid, report_id uuid, answer text, reason text, body text, body_sha256 text, answered_by uuid, answered_at timestamptz)
language plpgsql stable security invoker set search_path = ''
as $$
begin
  return query select a.id, a.report_id, a.answer, a.reason, a.body, a.body_sha256, a.answered_by, a.answered_at
    from public.milestone_answers a where a.park_id = p_park_id
    union all
    select a.id, a.record_id, a.answer, a.reason, a.body, a.body_sha256, a.answered_by, a.answered_at
    from public.item_answers a where a.park_id = p_park_id
    union all
    select a.id, a.order_id, a.kind, a.reason, a.body, a.body_sha256, a.acted_by, a.acted_at
    from public.order_actions a where a.park_id = p_park_id and a.body is not null
    union all
    select a.id, coalesce((select r.submission_id from public.hazard_actions r where r.id = a.answers_id), a.answers_id, a.responsible_id),
      a.kind, a.note, a.body, a.body_sha256, a.acted_by, a.acted_at
    from public.hazard_actions a where a.park_id = p_park_id and a.body is not null;
end;
$$;
comment on function private.answers(uuid) is 'Answers to milestone reports and to records of plan items, and steps of hazards and supervision orders.';

create or replace function private.record_line(p_park_id uuid, p_id uuid) returns text
language plpgsql stable security invoker set search_path = ''
as $$
declare
  line text;
begin
  select s.id || ' ' || s.body_sha256 || coalesce((select ' ' || string_agg(p.sha256, ' ' order by p.ordinal)
      from public.photos p where p.submission_id = s.id), '')
    || ' kind=' || s.kind || ' by=' || s.created_by
    || ' at=' || to_char(s.received_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') into line
  from public.submissions s where s.id = p_id and s.park_id = p_park_id;
  if line is null then
    -- Each by its key: a digest is frozen at the same cost however many answers there are.
    select a.id || ' ' || a.body_sha256 || ' answer=' || a.answer || ' by=' || a.answered_by
      || ' at=' || to_char(a.answered_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') into line
    from (select m.id, m.body_sha256, m.answer, m.answered_by, m.answered_at from public.milestone_answers m
        where m.id = p_id and m.park_id = p_park_id
      union all
      select i.id, i.body_sha256, i.answer, i.answered_by, i.answered_at from public.item_answers i
        where i.id = p_id and i.park_id = p_park_id
      union all
      select o.id, o.body_sha256, o.kind, o.acted_by, o.acted_at from public.order_actions o
        where o.id = p_id and o.park_id = p_park_id and o.body is not null
      union all
      select h.id, h.body_sha256, h.kind, h.acted_by, h.acted_at from public.hazard_actions h
        where h.id = p_id and h.park_id = p_park_id and h.body is not null) a;
  end if;
  if line is null then
    select m.id || ' ' || m.body_sha256 || ' kind=plan_import by=' || m.imported_by
      || ' at=' || to_char(m.imported_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') into line
    from public.plan_imports m where m.id = p_id and m.park_id = p_park_id;
  end if;
  return line;
end;
$$;

create or replace function private.submitting_operations() returns text[]
language plpgsql immutable security invoker set search_path = ''
as $$
begin
  return array(select private.operation_of(k) from unnest(array['inspection', 'progress', 'safety_check', 'milestone_report',
    'hazard_open', 'hazard_rectify', 'order_answer', 'reading', 'achievement', 'incident', 'completion', 'note', 'naming']) k);
end;
$$;

-- ---------------------------------------------------------------- the digest
create function private.order_fact(o public.supervision_orders) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
begin
  return private.order_row(o) - array['issuedAt', 'closedAt'];
end;
$$;
comment on function private.order_fact(public.supervision_orders) is 'An order as a digest tells it.';
grant execute on function private.order_fact(public.supervision_orders) to authenticated, service_role;

create or replace function private.digest_facts(p_park_id uuid, p_digest_id uuid, p_on date) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
declare
  l public.plans := private.current_plan(p_park_id);
  told_from timestamptz := case when exists (select 1 from public.digests d where d.park_id = p_park_id and d.digest_on < p_on)
    then '-infinity' else p_on::timestamp at time zone 'Asia/Shanghai' end;
  -- Read once each: everything below works on these rows.
  waiting public.changes[] := case when p_digest_id is null
    then array(select c from public.changes c where c.park_id = p_park_id and c.digest_id is null and c.made_at >= told_from order by c.id)
    else array(select c from public.changes c where c.digest_id = p_digest_id and c.made_at >= told_from order by c.id) end;
  reports public.submissions[] := array(select s from public.submissions s
    where s.id in (select c.submission_id from unnest(waiting) c where c.kind in ('submission_counted', 'correction')));
  silent_before timestamptz := (p_on - 14)::timestamp at time zone 'Asia/Shanghai';
begin
  return jsonb_build_object(
    'on', p_on,
    'plan', case when l.id is not null then jsonb_build_object('year', l.year, 'startsOn', l.starts_on,
      'endsOn', l.ends_on, 'sections', l.sections) end,
    'changes', coalesce((select jsonb_agg(jsonb_build_object('id', c.id, 'kind', c.kind, 'at', c.made_at,
        'project', (select jsonb_build_object('id', p.id, 'name', p.name, 'category', p.category) from public.projects p where p.id = c.project_id),
        'section', coalesce((select i.section from public.plan_items i where i.id = c.plan_item_id),
          (select i.section from public.plan_items i where i.project_id = c.project_id and i.plan_id = l.id
            order by (i.measure_type in ('stage', 'milestone')) desc, i.file_order limit 1)),
        'report', case when s.id is not null and c.kind in ('submission_counted', 'correction') then private.report_row(s, 1)
          || jsonb_build_object('previousPercent', (select r.percent from public.progress_reports r
            where s.kind = 'progress' and r.project_id = s.project_id and r.counts
              and r.seq < (select own.seq from public.progress_reports own where own.submission_id = s.id) order by r.seq desc limit 1)) end,
        'record', (select private.item_fact(r) from public.item_records r where r.submission_id = c.submission_id),
        'planImport', (select jsonb_build_object('id', m.id, 'year', m.year, 'by', private.person(m.imported_by),
          'itemCount', (select count(*) from public.plans o join public.plan_items i on i.plan_id = o.id where o.park_id = p_park_id and o.year = m.year))
          from public.plan_imports m where m.id = c.import_id),
        'causeId', coalesce(c.cause_id, c.answer_id, c.submission_id),
        'milestoneReport', case when c.milestone_id is not null then (select private.milestone_report_row(r)
          from public.milestone_reports r where r.submission_id = c.submission_id) end,
        'hazard', case when c.hazard_id is not null then (select private.hazard_row(h) from public.hazards h where h.id = c.hazard_id) end,
        'order', case when c.order_id is not null then (select private.order_fact(o) || jsonb_build_object('reason', a.reason, 'until', a.due_on)
          from public.supervision_orders o left join public.order_actions a on a.id = c.answer_id where o.id = c.order_id) end,
        'planItemId', c.plan_item_id, 'before', c.before_value, 'after', c.after_value) order by c.id)
      from unnest(waiting) c left join unnest(reports) s on s.id = c.submission_id), '[]'),
    'items', case when l.id is not null then (select jsonb_agg(private.plan_item_row(i) order by i.file_order)
      from public.plan_items i where i.plan_id = l.id) else '[]' end,
    'previousLights', coalesce((select d.content -> 'itemLights' from public.digests d
      where d.park_id = p_park_id and d.digest_on < p_on order by d.digest_on desc limit 1), '{}'),
    'majorHazards', coalesce((select jsonb_agg(private.hazard_row(h) order by h.rectification_due_on)
      from (select * from public.hazards x where x.park_id = p_park_id and x.status <> 'closed' and x.severity = 'major'
        order by x.rectification_due_on limit 20) h), '[]'),
    'overdueHazards', coalesce((select jsonb_agg(private.hazard_row(h) order by h.rectification_due_on)
      from (select * from public.hazards x where x.park_id = p_park_id and x.status <> 'closed' and x.rectification_due_on < p_on
        order by x.rectification_due_on limit 20) h), '[]'),
    'hazardCounts', (select jsonb_build_object('open', count(*), 'overdue', count(*) filter (where h.rectification_due_on < p_on))
      from public.hazards h where h.park_id = p_park_id and h.status <> 'closed'),
    -- As isOrderOverdue of the domain: what was answered waits for the leader.
    'overdueOrders', coalesce((select jsonb_agg(private.order_fact(o) order by o.due_on, o.seq)
      from (select * from public.supervision_orders x where x.park_id = p_park_id and x.closed_at is null and x.status <> 'answered'
        and x.due_on < p_on order by x.due_on, x.seq limit 20) o), '[]'),
    'standingMilestones', coalesce((select jsonb_agg(private.milestone_report_row(r) || jsonb_build_object('status', m.status) order by r.seq)
      from public.milestones m join public.milestone_reports r on r.submission_id = m.report_id
      -- Nobody can answer a report that still waits for its photos.
      join public.submissions s on s.id = r.submission_id and s.status = 'complete'
      where m.park_id = p_park_id and m.status in ('reported', 'disputed')), '[]'),
    'silentProjects', coalesce((select jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name, 'lastRecordAt', last.received_at) order by last.received_at)
      from public.projects p cross join lateral (select s.received_at from public.submissions s where s.park_id = p.park_id and s.project_id = p.id
        order by s.seq desc limit 1) last
      where p.park_id = p_park_id and last.received_at < silent_before and not private.is_finished(p)), '[]'),
    'photos', coalesce((select jsonb_agg(q.ref order by q.seq desc) from (select s.seq, ref.value
          || jsonb_build_object('project', coalesce((select p.name from public.projects p where p.id = s.project_id),
            (select i.name from public.plan_items i where i.id = s.item_id))) as ref
        from unnest(reports) s
        cross join lateral jsonb_array_elements(private.photo_refs(s.id, null, 30)) ref
        where s.photo_count > 0 and s.status = 'complete' order by s.seq desc limit 60) q), '[]'));
end;
$$;

-- ---------------------------------------------------------------- the ledger
-- Steps of orders have a sheet of their own; a page that lost them afterwards would look like the last one.
create or replace function private.ledger_answers(p_park_id uuid, p_from timestamptz, p_until timestamptz, p_after_at timestamptz, p_after_id uuid, p_limit integer) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
begin
  return (select jsonb_agg(jsonb_build_object('key', jsonb_build_array(a.answered_at, a.id), 'id', a.report_id, 'at', a.answered_at,
      'kind', s.kind, 'rung', m.rung, 'project', p.name, 'item', i.name, 'answer', a.answer, 'reason', a.reason, 'by', w.name,
      'onBehalf', coalesce(ma.on_behalf, false)) order by a.answered_at, a.id)
    from (select * from private.answers(p_park_id) x where exists (select 1 from public.submissions r where r.id = x.report_id) and x.answered_at >= p_from and x.answered_at < p_until
        and (p_after_id is null or (x.answered_at, x.id) > (p_after_at, p_after_id)) order by x.answered_at, x.id limit p_limit) a
    join public.submissions s on s.id = a.report_id
    left join public.milestone_answers ma on ma.id = a.id
    left join public.milestones m on m.id = ma.milestone_id
    left join public.projects p on p.id = s.project_id
    left join public.plan_items i on i.id = s.item_id
    left join public.staff w on w.id = a.answered_by);
end;
$$;

create function private.ledger_orders(p_park_id uuid, p_from timestamptz, p_until timestamptz, p_after bigint, p_limit integer) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
begin
  return (select jsonb_agg(jsonb_build_object('key', jsonb_build_array(o.seq::text), 'id', o.id, 'at', o.issued_at, 'by', w.name,
      'about', private.order_about(o), 'project', p.name, 'item', i.name, 'requirement', o.requirement, 'addressee', d.name,
      'dueOn', o.due_on, 'orderStatus', o.status, 'acknowledgedAt', k.at, 'answeredAt', l.acted_at, 'answer', s.body::jsonb ->> 'note',
      'closedAt', o.closed_at, 'reason', e.reason, 'photoCount', coalesce(s.photo_count, 0), 'photos', coalesce(f.codes, '{}')) order by o.seq)
    from (select * from public.supervision_orders x where x.park_id = p_park_id and x.seq > p_after
        and x.issued_at >= p_from and x.issued_at < p_until order by x.seq limit p_limit) o
    left join public.projects p on p.id = o.project_id
    left join public.plan_items i on i.id = o.item_id
    left join public.staff w on w.id = o.issued_by
    left join public.staff d on d.id = o.addressee_id
    left join public.submissions s on s.id = o.answer_id
    left join public.order_actions l on l.submission_id = o.answer_id and l.kind = 'answered'
    left join lateral (select a.acted_at as at from public.order_actions a where a.order_id = o.id and a.kind = 'acknowledged') k on true
    left join lateral (select a.reason from public.order_actions a where a.order_id = o.id and a.reason is not null order by a.seq desc limit 1) e on true
    left join lateral (select (array_agg(h.short_code order by h.ordinal) filter (where h.stored_at is not null and h.media = 'image/jpeg'))[1:3] as codes
      from public.photos h where h.submission_id = s.id) f on true);
end;
$$;
comment on function private.ledger_orders(uuid, timestamptz, timestamptz, bigint, integer) is 'Supervision orders as a ledger lists them.';
grant execute on function private.ledger_orders(uuid, timestamptz, timestamptz, bigint, integer) to authenticated;

create or replace function api.read_ledger(p_sheet text, p_from date, p_to date, p_limit integer, p_after text[] default null) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
declare
  me public.sessions := private.enter();
  starts timestamptz := p_from::timestamp at time zone 'Asia/Shanghai';
  ends timestamptz := (p_to + 1)::timestamp at time zone 'Asia/Shanghai';
  after_seq bigint := case when p_sheet <> 'answers' then coalesce(p_after[1]::bigint, 0) end;
begin
  return coalesce(case p_sheet
    when 'inspections' then private.ledger_reports(me.park_id, 'inspection', starts, ends, after_seq, p_limit)
    when 'progress' then private.ledger_reports(me.park_id, 'progress', starts, ends, after_seq, p_limit)
    when 'safety_checks' then private.ledger_reports(me.park_id, 'safety_check', starts, ends, after_seq, p_limit)
    when 'milestones' then private.ledger_milestones(me.park_id, starts, ends, after_seq, p_limit)
    when 'hazards' then private.ledger_hazards(me.park_id, starts, ends, after_seq, p_limit)
    when 'supervision_orders' then private.ledger_orders(me.park_id, starts, ends, after_seq, p_limit)
    when 'readings' then private.ledger_records(me.park_id, array['reading'], starts, ends, after_seq, p_limit)
    when 'records' then private.ledger_records(me.park_id, array['achievement', 'completion', 'incident'], starts, ends, after_seq, p_limit)
    when 'notes' then private.ledger_records(me.park_id, array['note', 'naming'], starts, ends, after_seq, p_limit)
    when 'answers' then private.ledger_answers(me.park_id, starts, ends, p_after[1]::timestamptz, p_after[2]::uuid, p_limit)
    end, '[]');
end;
$$;
