-- 督办单 in the inbox: each step tells the one who has to go on, and what is due or overdue is reminded of like a hazard.

alter table public.notices
  drop constraint notices_kind_check,
  add constraint notices_kind_check check (kind in ('hazard_major', 'hazard_assigned', 'hazard_rectified',
    'hazard_returned', 'hazard_extension_requested', 'hazard_extended', 'hazard_extension_refused', 'hazard_due_soon',
    'hazard_due_today', 'hazard_overdue', 'order_issued', 'order_answered', 'order_returned', 'order_closed', 'order_extended',
    'order_withdrawn', 'order_due_soon', 'order_due_today', 'order_overdue', 'milestone_reported', 'milestone_disputed',
    'milestone_answer_due', 'milestone_answer_overdue', 'milestone_unsettled', 'record_returned', 'digest_ready')),
  drop constraint notices_about_kind_check,
  add constraint notices_about_kind_check check (about_kind in ('hazard', 'order', 'milestone', 'report', 'digest'));

create function private.order_facts(o public.supervision_orders) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
begin
  return jsonb_build_object('title', left(o.requirement, 100), 'dueOn', o.due_on,
    'project', (select p.name from public.projects p where p.id = o.project_id),
    'item', (select i.name from public.plan_items i where i.id = o.item_id));
end;
$$;
comment on function private.order_facts(public.supervision_orders) is 'What a notice says of an order.';
grant execute on function private.order_facts(public.supervision_orders) to service_role;

-- Those of private.decides_order.
create function private.order_deciders(o public.supervision_orders) returns uuid[]
language plpgsql stable security invoker set search_path = ''
as $$
begin
  return array(select x from unnest(private.people_of(o.park_id, array['leader'])) x where private.decides_order(o, x));
end;
$$;
comment on function private.order_deciders(public.supervision_orders) is 'The leader who issued an order, or all leaders once that one is gone.';
grant execute on function private.order_deciders(public.supervision_orders) to service_role;

-- After apply_… in the order of names, so that the order is as the action left it.
create function private.notify_order_action() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  o public.supervision_orders;
begin
  select * into o from public.supervision_orders where id = new.order_id;
  perform private.notify('order_' || new.kind || ':' || new.id, 'order_' || new.kind, 'order', o.id, o.park_id, o.project_id,
    private.order_facts(o) || jsonb_build_object('reason', left(new.reason, 200),
      'by', (select s.name from public.staff s where s.id = new.acted_by)),
    case new.kind when 'answered' then private.order_deciders(o) else array[o.addressee_id] end, new.acted_by);
  return null;
end;
$$;
comment on function private.notify_order_action() is 'Tells the addressee of a leader''s step, and the leader of an answer.';
create trigger notify_order_action after insert on public.order_actions
  for each row when (new.kind <> 'acknowledged') execute function private.notify_order_action();

-- orderReminder of src/domain/reminder is the same.
create function private.order_reminder(p_status text, p_due_on date, p_on date, out kind text, out event text) returns record
language plpgsql immutable security invoker set search_path = ''
as $$
begin
  -- What was answered waits for the leader, whose 今天 lists it.
  if p_status in ('issued', 'acknowledged', 'returned') then
    select replace(r.kind, 'hazard_', 'order_'), r.event into kind, event from private.hazard_reminder('open', p_due_on, p_on) r;
  end if;
end;
$$;
comment on function private.order_reminder(text, date, date) is 'What an order''s people are reminded of on a day, and which reminder it is.';
grant execute on function private.order_reminder(text, date, date) to service_role;

create function private.remind_of_orders(p_park_id uuid, p_on date) returns void
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  o record;
  told uuid[];
begin
  for o in select x as row, x.*, r.kind as told_kind, r.event from public.supervision_orders x
      cross join lateral private.order_reminder(x.status, x.due_on, p_on) r
      where x.park_id = p_park_id and x.closed_at is null and x.due_on <= p_on + 3 and r.kind is not null
      order by x.seq loop
    told := array(select s.id from public.staff s where s.id = o.addressee_id and s.closed_at is null);
    -- Late, or with nobody left to answer, the leader has to decide.
    if o.told_kind = 'order_overdue' or cardinality(told) = 0 then
      told := told || private.order_deciders(o.row);
    end if;
    perform private.notify(o.told_kind || ':' || o.id || ':' || o.event, o.told_kind, 'order', o.id, p_park_id, o.project_id,
      private.order_facts(o.row) || jsonb_build_object('status', o.status, 'days', o.due_on - p_on), told);
  end loop;
end;
$$;
comment on function private.remind_of_orders(uuid, date) is 'Makes a park''s reminders of its orders of a day.';
grant execute on function private.remind_of_orders(uuid, date) to service_role;

-- Service only. One transaction: a run that is killed has told nothing, and the next tells all.
create or replace function api.remind_park(p_park_id uuid, p_on date) returns void
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  office uuid[] := private.people_of(p_park_id, array['office']);
  h record;
  m record;
  told uuid[];
begin
  perform pg_advisory_xact_lock(hashtextextended(p_park_id::text, 28));
  for h in select x as hazard, x.*, r.kind as told_kind, r.event from public.hazards x
      cross join lateral private.hazard_reminder(x.status, x.rectification_due_on, p_on) r
      where x.park_id = p_park_id and x.status <> 'closed' and x.rectification_due_on <= p_on + 3 and r.kind is not null
      order by x.seq loop
    told := case when h.status = 'rectified' then '{}' else array_remove(private.contacts_of(h.project_id) || h.responsible_id, null) end;
    -- Where nobody answers for it yet, the office has to find somebody.
    if h.told_kind = 'hazard_overdue' or cardinality(told) = 0 then
      told := told || office;
    end if;
    perform private.notify(h.told_kind || ':' || h.id || ':' || h.event, h.told_kind, 'hazard', h.id, p_park_id, h.project_id,
      private.hazard_facts(h.hazard) || jsonb_build_object('status', h.status, 'days', h.rectification_due_on - p_on), told);
  end loop;
  for m in select r as report, s.status, a.id as answer_id, a.reason, private.park_day(a.answered_at) as answered_on,
        private.milestone_reminder(s.status, private.park_day(r.reported_at), private.park_day(a.answered_at), p_on) as told_kind
      from public.milestones s join public.milestone_reports r on r.submission_id = s.report_id
      join public.submissions b on b.id = r.submission_id and b.status = 'complete'
      left join public.milestone_answers a on a.report_id = r.submission_id
      where s.park_id = p_park_id and s.status in ('reported', 'disputed') order by r.seq loop
    continue when m.told_kind is null;
    told := case m.told_kind when 'milestone_answer_due' then private.answerers(m.report)
      when 'milestone_answer_overdue' then private.answerers(m.report) || office else office end;
    perform private.notify(m.told_kind || ':' || coalesce(m.answer_id, (m.report).submission_id), m.told_kind, 'milestone',
      (m.report).milestone_id, p_park_id, (m.report).project_id,
      private.milestone_facts(m.report) || jsonb_build_object('reason', left(m.reason, 200), 'reportedOn', private.park_day((m.report).reported_at),
        'dueOn', private.add_working_days(private.park_day((m.report).reported_at), 3)), told);
  end loop;
  perform private.remind_of_orders(p_park_id, p_on);
end;
$$;
