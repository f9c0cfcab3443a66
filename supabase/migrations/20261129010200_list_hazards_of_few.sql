-- Lists of hazards at the same cost also for those who have few of many: an own list, a contact's, a project's, and what
-- waits for somebody.

create index hazards_opened_urgency_idx on public.hazards (opened_by, severity, rectification_due_on, seq desc) where status <> 'closed';
create index hazards_responsible_urgency_idx on public.hazards (responsible_id, severity, rectification_due_on, seq desc) where status <> 'closed';
create index hazards_rectified_urgency_idx on public.hazards (park_id, severity, rectification_due_on, seq desc) where status = 'rectified';
create index hazards_project_closed_idx on public.hazards (project_id, seq desc) where status = 'closed';
-- As the indexes of these foreign keys before, and in the order of lists.
create index hazards_opened_seq_idx on public.hazards (opened_by, seq desc);
create index hazards_responsible_seq_idx on public.hazards (responsible_id, seq desc);
drop index public.hazards_opened_by_idx;
drop index public.hazards_responsible_id_idx;

-- Planned for the arguments of each call: with those that are null folded away, each list finds its own index.
create function private.standing_hazards(p_park_id uuid, p_severity text, p_from date, p_to date, p_after_due date, p_after_seq bigint,
  p_status text, p_project_id uuid, p_opened_by uuid, p_responsible_id uuid, p_limit integer) returns setof public.hazards
language plpgsql stable security invoker set search_path = '' set plan_cache_mode = 'force_custom_plan'
as $$
begin
  return query select x.* from public.hazards x where x.park_id = p_park_id and x.status <> 'closed' and x.severity = p_severity
      and x.rectification_due_on between greatest(p_from, p_after_due) and p_to
      and (p_after_due is null or x.rectification_due_on > p_after_due or x.seq < p_after_seq)
      and (p_status is null or x.status = p_status) and (p_project_id is null or x.project_id = p_project_id)
      and (p_opened_by is null or x.opened_by = p_opened_by) and (p_responsible_id is null or x.responsible_id = p_responsible_id)
    order by x.rectification_due_on, x.seq desc limit p_limit;
end;
$$;
comment on function private.standing_hazards(uuid, text, date, date, date, bigint, text, uuid, uuid, uuid, integer) is
  'Hazards of one severity that are not closed, due in a range of days, after a place in that order.';
grant execute on function private.standing_hazards(uuid, text, date, date, date, bigint, text, uuid, uuid, uuid, integer) to authenticated;

create function private.closed_hazards(p_park_id uuid, p_before_seq bigint, p_project_id uuid, p_opened_by uuid, p_responsible_id uuid, p_limit integer)
returns setof public.hazards
language plpgsql stable security invoker set search_path = '' set plan_cache_mode = 'force_custom_plan'
as $$
begin
  return query select x.* from public.hazards x where x.park_id = p_park_id and x.status = 'closed' and (p_before_seq is null or x.seq < p_before_seq)
      and (p_project_id is null or x.project_id = p_project_id)
      and (p_opened_by is null or x.opened_by = p_opened_by) and (p_responsible_id is null or x.responsible_id = p_responsible_id)
    order by x.seq desc limit p_limit;
end;
$$;
comment on function private.closed_hazards(uuid, bigint, uuid, uuid, uuid, integer) is 'Closed hazards, newest first.';
grant execute on function private.closed_hazards(uuid, bigint, uuid, uuid, uuid, integer) to authenticated;

-- What a list is put together from: the caller's own come from two indexes, a contact's from those of its projects.
create function private.hazard_sources(me public.sessions, p_state text, p_project_id uuid, out project_id uuid, out opened_by uuid, out responsible_id uuid)
returns setof record
language plpgsql stable security invoker set search_path = ''
as $$
begin
  if p_state = 'mine' then
    return query values (p_project_id, me.staff_id, null::uuid), (p_project_id, null, me.staff_id);
  elsif me.role = 'contact' and p_project_id is null then
    return query select p.id, null::uuid, null::uuid from public.projects p where p.enterprise_id = me.enterprise_id;
  else
    return query values (p_project_id, null::uuid, null::uuid);
  end if;
end;
$$;
comment on function private.hazard_sources(public.sessions, text, uuid) is 'The filters whose hazards together make a list.';
grant execute on function private.hazard_sources(public.sessions, text, uuid) to authenticated;

create or replace function api.list_hazards(p_limit integer, p_today date, p_state text default null, p_project_id uuid default null,
  p_before text default null) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
declare
  me public.sessions := private.enter();
  page public.hazards[] := '{}';
  -- The cursor is a hazard's place itself, not the hazard: one that is closed between two pages, and midnight, would move it.
  place bigint[] := string_to_array(p_before, '-')::bigint[];
  today date := coalesce(to_date(place[6]::text, 'YYYYMMDD'), p_today);
  after_piece integer := case when place is null then -1 when place[1] = 1 then 4 else place[2] * 2 + place[3] end;
  missing integer;
  last_place bigint[];
begin
  -- Overdue 重大, overdue 一般, 重大, 一般: the order of private.hazard_rank.
  for piece in greatest(after_piece, 0)..3 loop
    missing := p_limit + 1 - cardinality(page);
    exit when missing <= 0 or p_state = 'closed';
    continue when p_state = 'overdue' and piece >= 2 or p_state = 'major' and piece % 2 = 1;
    page := page || array(select x from (select distinct on (h.rectification_due_on, h.seq) h as x
      from private.hazard_sources(me, p_state, p_project_id) s
      cross join lateral private.standing_hazards(me.park_id, case piece % 2 when 0 then 'major' else 'general' end,
        case when piece < 2 then date '2000-01-01' else today end, case when piece < 2 then today - 1 else date '2200-01-01' end,
        case when piece = after_piece then date '2000-01-01' + place[4]::integer end, place[5],
        case p_state when 'rectified' then 'rectified' end, s.project_id, s.opened_by, s.responsible_id, missing) h
      order by h.rectification_due_on, h.seq desc limit missing) q);
  end loop;
  missing := p_limit + 1 - cardinality(page);
  if missing > 0 and coalesce(p_state, 'closed') in ('closed', 'mine') then
    page := page || array(select x from (select distinct on (h.seq) h as x
      from private.hazard_sources(me, p_state, p_project_id) s
      cross join lateral private.closed_hazards(me.park_id, case when place[1] = 1 then place[5] end, s.project_id, s.opened_by, s.responsible_id, missing) h
      order by h.seq desc limit missing) q);
  end if;
  last_place := private.hazard_rank(page[p_limit], today);
  return jsonb_build_object('items', coalesce((select jsonb_agg(private.hazard_row(h) order by private.hazard_rank(h, today))
      from unnest(page[1:p_limit]) h), '[]'),
    'next', case when cardinality(page) > p_limit then
      array_to_string(last_place[1:4] || -last_place[5], '-') || '-' || to_char(today, 'YYYYMMDD') end);
end;
$$;

-- As before, in the order of an index: policies make few rows look likely, and a bitmap would fetch all to sort them.
create or replace function api.read_today(p_today date) returns jsonb
language plpgsql stable security invoker set search_path = '' set enable_bitmapscan = 'off'
as $$
declare
  me public.sessions := private.enter();
  day_start timestamptz := p_today::timestamp at time zone 'Asia/Shanghai';
  is_field boolean := me.role in ('office', 'inspector');
  without_contact uuid[] := case when me.role = 'office' then array(select p.id from public.projects p where p.park_id = me.park_id
    and not exists (select 1 from public.staff s where s.enterprise_id = p.enterprise_id and s.role = 'contact' and s.closed_at is null)) end;
begin
  return jsonb_build_object(
    'toAnswer', coalesce((select jsonb_agg(private.milestone_report_row(r) order by r.seq)
      from public.milestones m join public.milestone_reports r on r.submission_id = m.report_id
      where m.park_id = me.park_id and m.status = 'reported' and private.may_answer(me, r)), '[]'),
    'disputed', case when is_field then coalesce((select jsonb_agg(private.milestone_report_row(r) order by r.seq)
      from public.milestones m join public.milestone_reports r on r.submission_id = m.report_id
      where m.park_id = me.park_id and m.status = 'disputed'), '[]') else '[]' end,
    -- Asked of the first ones only: of all, the refusal would be worked out for each before they are put in order.
    'toVerify', case when is_field then private.hazard_rows(array(select q.h from (select x as h from public.hazards x
        where x.park_id = me.park_id and x.status = 'rectified' order by x.rectification_due_on limit 200) q
      where private.hazard_refusal('verified', me.staff_id, me.role, me.enterprise_id, q.h) is null
      order by (q.h).rectification_due_on limit 50)) else '[]' end,
    'toRectify', private.hazard_rows(case when me.role = 'contact'
      then array(select q.h from public.projects p cross join lateral (select x as h from public.hazards x where x.project_id = p.id
        and x.status in ('open', 'returned') and x.status <> 'closed' order by x.rectification_due_on limit 50) q
        where p.enterprise_id = me.enterprise_id order by (q.h).rectification_due_on limit 50)
      else array(select h from public.hazards h where h.responsible_id = me.staff_id and h.status in ('open', 'returned')
        order by h.rectification_due_on limit 50) end),
    'toAssign', case when me.role = 'office' then private.hazard_rows(array(select h from public.hazards h
      where h.park_id = me.park_id and h.status in ('open', 'returned') and h.responsible_id is null
        and h.project_id = any (without_contact)
      order by h.rectification_due_on limit 50)) else '[]' end,
    'toDecide', case when me.role in ('leader', 'office') then private.hazard_rows(array(select h from public.hazards h
      where h.park_id = me.park_id and h.extension_request_id is not null
        and private.hazard_refusal('extended', me.staff_id, me.role, me.enterprise_id, h) is null
      order by h.rectification_due_on limit 50)) else '[]' end,
    'mine', coalesce((select jsonb_agg(private.report_row(s, 3) order by s.seq desc)
      from (select * from public.submissions x where x.created_by = me.staff_id order by x.seq desc limit 50) s
      where s.received_at >= day_start), '[]'),
    'toReview', case when me.role = 'office' then coalesce((select jsonb_agg(private.item_record_row(me, r) order by r.seq)
      from (select * from private.waiting_records(me.park_id) w order by w.seq limit 50) r), '[]') else '[]' end,
    'returned', coalesce((select jsonb_agg(private.item_record_row(me, r) order by r.seq)
      from public.item_records r join public.item_answers a on a.record_id = r.submission_id and a.answer = 'return'
      where r.reported_by = me.staff_id and r.is_live), '[]'),
    'unowned', case when me.role = 'office' then (select count(*) from public.plan_items i
      where i.plan_id = (private.current_plan(me.park_id)).id and i.owner_id is null and i.responsible is null) else 0 end,
    'invited', case when me.role = 'office' then (select count(*) from public.invites i where i.claimed_at is null
      and i.revoked_at is null and i.expires_at > private.clock()) else 0 end);
end;
$$;
