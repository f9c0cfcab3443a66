-- Lists of hazards at the same cost however many were closed: each piece of the order of urgency is a range of an index,
-- and no piece is touched that the page does not reach.

create index hazards_urgency_idx on public.hazards (park_id, severity, rectification_due_on, seq desc) where status <> 'closed';
create index hazards_closed_idx on public.hazards (park_id, seq desc) where status = 'closed';
create index hazards_project_standing_idx on public.hazards (project_id, rectification_due_on) where status <> 'closed';
create index hazards_to_rectify_idx on public.hazards (responsible_id, rectification_due_on) where status in ('open', 'returned');
create index hazards_unassigned_idx on public.hazards (park_id, rectification_due_on) where status in ('open', 'returned') and responsible_id is null;

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
  after_piece integer := case when place is null then 0 when place[1] = 1 then 4 else place[2] * 2 + place[3] end;
  after_due date := date '2000-01-01' + place[4]::integer;
  last_place bigint[];
begin
  -- Overdue 重大, overdue 一般, 重大, 一般: the order of private.hazard_rank.
  for piece in after_piece..3 loop
    exit when cardinality(page) > p_limit or p_state = 'closed';
    page := page || array(select x from public.hazards x where x.park_id = me.park_id and x.status <> 'closed'
      and x.severity = case piece % 2 when 0 then 'major' else 'general' end
      and x.rectification_due_on >= case when piece < 2 then date '2000-01-01' else today end
      and x.rectification_due_on <= case when piece < 2 then today - 1 else date '2200-01-01' end
      and (place is null or piece > after_piece or (x.rectification_due_on >= after_due
        and (x.rectification_due_on > after_due or x.seq < place[5])))
      and (p_project_id is null or x.project_id = p_project_id)
      and case p_state when 'overdue' then piece < 2 when 'major' then piece % 2 = 0 when 'rectified' then x.status = 'rectified'
        when 'mine' then x.opened_by = me.staff_id or x.responsible_id = me.staff_id else true end
      order by x.rectification_due_on, x.seq desc limit p_limit + 1 - cardinality(page));
  end loop;
  if cardinality(page) <= p_limit and coalesce(p_state, 'closed') in ('closed', 'mine') then
    page := page || array(select x from public.hazards x where x.park_id = me.park_id and x.status = 'closed'
      and (place is null or place[1] = 0 or x.seq < place[5])
      and (p_project_id is null or x.project_id = p_project_id)
      and (p_state is distinct from 'mine' or x.opened_by = me.staff_id or x.responsible_id = me.staff_id)
      order by x.seq desc limit p_limit + 1 - cardinality(page));
  end if;
  last_place := private.hazard_rank(page[p_limit], today);
  return jsonb_build_object('items', coalesce((select jsonb_agg(private.hazard_row(h) order by private.hazard_rank(h, today))
      from unnest(page[1:p_limit]) h), '[]'),
    'next', case when cardinality(page) > p_limit then
      array_to_string(last_place[1:4] || -last_place[5], '-') || '-' || to_char(today, 'YYYYMMDD') end);
end;
$$;

create function private.hazard_rows(hazards public.hazards[]) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
begin
  return coalesce((select jsonb_agg(private.hazard_row(h) order by h.rectification_due_on, h.seq) from unnest(hazards) h), '[]');
end;
$$;
comment on function private.hazard_rows(public.hazards[]) is 'Hazards as lists show them, what is due first on top.';
grant execute on function private.hazard_rows(public.hazards[]) to authenticated;

-- As before, with the steps of hazards that wait for the caller: to verify where he is independent, to rectify, to name
-- somebody for, to decide about.
create or replace function api.read_today(p_today date) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
declare
  me public.sessions := private.enter();
  day_start timestamptz := p_today::timestamp at time zone 'Asia/Shanghai';
  is_field boolean := me.role in ('office', 'inspector');
begin
  return jsonb_build_object(
    'toAnswer', coalesce((select jsonb_agg(private.milestone_report_row(r) order by r.seq)
      from public.milestones m join public.milestone_reports r on r.submission_id = m.report_id
      where m.park_id = me.park_id and m.status = 'reported' and private.may_answer(me, r)), '[]'),
    'disputed', case when is_field then coalesce((select jsonb_agg(private.milestone_report_row(r) order by r.seq)
      from public.milestones m join public.milestone_reports r on r.submission_id = m.report_id
      where m.park_id = me.park_id and m.status = 'disputed'), '[]') else '[]' end,
    'toVerify', case when is_field then private.hazard_rows(array(select h from public.hazards h
      where h.park_id = me.park_id and h.status = 'rectified'
        and private.hazard_refusal('verified', me.staff_id, me.role, me.enterprise_id, h) is null
      order by h.rectification_due_on limit 50)) else '[]' end,
    'toRectify', private.hazard_rows(case when me.role = 'contact'
      then array(select h from public.hazards h where h.park_id = me.park_id and h.status <> 'closed' and h.status in ('open', 'returned')
        order by h.rectification_due_on limit 50)
      else array(select h from public.hazards h where h.responsible_id = me.staff_id and h.status in ('open', 'returned')
        order by h.rectification_due_on limit 50) end),
    'toAssign', case when me.role = 'office' then private.hazard_rows(array(select h from public.hazards h
      where h.park_id = me.park_id and h.status in ('open', 'returned') and h.responsible_id is null
        and not exists (select 1 from public.projects p join public.staff s on s.enterprise_id = p.enterprise_id
          and s.role = 'contact' and s.closed_at is null where p.id = h.project_id)
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
