-- 催办: what is due, overdue or unsettled, told once for each due date, week or answer. What is due is worked out from
-- how things stand on the day of the run: after days without one nothing is told that is no longer so.

-- The n-th Monday-to-Friday day after one that does not count itself; addWorkingDays of src/domain/calendar.
create function private.add_working_days(p_on date, p_days integer) returns date
language plpgsql immutable security invoker set search_path = ''
as $$
declare
  d date := p_on;
  days_left integer := p_days;
begin
  while days_left > 0 loop
    d := d + 1;
    if extract(isodow from d) < 6 then
      days_left := days_left - 1;
    end if;
  end loop;
  return d;
end;
$$;
comment on function private.add_working_days(date, integer) is 'Working days on, without public holidays.';
grant execute on function private.add_working_days(date, integer) to service_role;

-- Kind and key of what is to be said of a hazard on a day, or nulls. hazardReminder of src/domain/reminder is the same.
create function private.hazard_reminder(p_status text, p_due_on date, p_on date, out kind text, out event text) returns record
language plpgsql immutable security invoker set search_path = ''
as $$
declare
  days_left integer := p_due_on - p_on;
begin
  -- Of what is rectified and in time nothing is asked; late, it waits for its verification.
  if p_status = 'closed' or days_left > 3 or (p_status = 'rectified' and days_left >= 0) then
    return;
  end if;
  kind := case when days_left > 0 then 'hazard_due_soon' when days_left = 0 then 'hazard_due_today' else 'hazard_overdue' end;
  -- On the first overdue day, then weekly.
  event := p_due_on || case when days_left < 0 then ':' || (-days_left - 1) / 7 else '' end;
end;
$$;
comment on function private.hazard_reminder(text, date, date) is 'What a hazard''s people are reminded of on a day, and which reminder it is.';
grant execute on function private.hazard_reminder(text, date, date) to service_role;

-- Kind of what is to be said of a standing milestone report on a day, or null. milestoneReminder of the domain is the same.
create function private.milestone_reminder(p_status text, p_reported_on date, p_disputed_on date, p_on date) returns text
language plpgsql immutable security invoker set search_path = ''
as $$
declare
  due_on date := private.add_working_days(p_reported_on, 3);
begin
  return case when p_status = 'reported' and p_on = due_on then 'milestone_answer_due'
    when p_status = 'reported' and p_on > due_on then 'milestone_answer_overdue'
    when p_status = 'disputed' and p_on >= p_disputed_on + 7 then 'milestone_unsettled' end;
end;
$$;
comment on function private.milestone_reminder(text, date, date, date) is 'What is reminded of a milestone on a day.';
grant execute on function private.milestone_reminder(text, date, date, date) to service_role;

-- Service only. One transaction: a run that is killed has told nothing, and the next tells all.
create function api.remind_park(p_park_id uuid, p_on date) returns void
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
end;
$$;
comment on function api.remind_park(uuid, date) is 'Makes a park''s reminders of a day; again, it makes what was not there.';
grant execute on function api.remind_park(uuid, date) to service_role;
