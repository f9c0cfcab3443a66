-- The reading functions behind the operations table: facts as JSON, under row level security, keyset-paged.
-- Lights, overdue, countdowns and wording are added on read by src/domain; photo URLs are signed by the server.

create function private.person(p_id uuid) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
begin
  return (select jsonb_build_object('id', s.id, 'name', s.name, 'role', s.role) from public.staff s where s.id = p_id);
end;
$$;
comment on function private.person(uuid) is 'Id, name and role of a person the caller may see.';
grant execute on function private.person(uuid) to authenticated, service_role;

create function private.photo_refs(p_submission_id uuid, p_item_key text, p_limit integer) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
begin
  return coalesce((select jsonb_agg(jsonb_build_object('submissionId', p.submission_id, 'ordinal', p.ordinal,
      'parkId', p.park_id, 'sha256', p.sha256, 'shortCode', p.short_code, 'itemKey', p.item_key, 'source', p.source,
      'capturedAt', p.captured_at, 'latitude', p.latitude, 'longitude', p.longitude, 'accuracyM', p.accuracy_m,
      'locationMissing', p.location_missing, 'distanceM', round(p.distance_m), 'flags', p.flags,
      'stored', p.stored_at is not null) order by p.ordinal)
    from (select * from public.photos x where x.submission_id = p_submission_id
      and (p_item_key is null or x.item_key = p_item_key) order by x.ordinal limit p_limit) p), '[]');
end;
$$;
comment on function private.photo_refs(uuid, text, integer) is 'Photos of a submission, or of one of its clauses.';
grant execute on function private.photo_refs(uuid, text, integer) to authenticated, service_role;

-- One line of a list of records; the same everywhere.
create function private.report_row(s public.submissions, p_photos integer) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
declare
  b jsonb := s.body::jsonb;
begin
  return jsonb_build_object('id', s.id, 'kind', s.kind, 'capturedAt', s.captured_at, 'receivedAt', s.received_at,
    'status', s.status, 'photoCount', s.photo_count, 'isCorrected', s.is_corrected, 'corrects', s.corrects,
    'project', (select jsonb_build_object('id', p.id, 'name', p.name) from public.projects p where p.id = s.project_id),
    'by', private.person(s.created_by), 'note', b ->> 'note',
    'percent', (b ->> 'percent')::integer, 'problems', coalesce(b -> 'problems', '[]'),
    'rung', coalesce(b ->> 'rung', b #>> '{milestone,rung}'),
    'failCount', case when s.kind = 'safety_check' then
      (select c.fail_count from public.safety_checks c where c.submission_id = s.id) end,
    'title', b #>> '{hazard,title}',
    'photos', private.photo_refs(s.id, null, p_photos));
end;
$$;
comment on function private.report_row(public.submissions, integer) is 'A submission as lists show it.';
grant execute on function private.report_row(public.submissions, integer) to authenticated, service_role;

create function api.me() returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
declare
  me public.sessions := private.enter();
begin
  return (select jsonb_build_object('sessionId', me.id, 'deviceName', me.device_name, 'staff',
      jsonb_build_object('id', s.id, 'name', s.name, 'role', me.role, 'phone', ph.phone),
      'park', jsonb_build_object('id', p.id, 'name', p.name, 'isDemo', p.is_demo),
      'enterprise', (select jsonb_build_object('id', e.id, 'name', e.name) from public.enterprises e where e.id = me.enterprise_id))
    from public.staff s join public.parks p on p.id = s.park_id
    left join public.staff_phones ph on ph.staff_id = s.id where s.id = me.staff_id);
end;
$$;
comment on function api.me() is 'Who the caller is.';
grant execute on function api.me() to authenticated;

-- Volatile for its audit row alone.
create function api.my_data() returns jsonb
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
    'answers', coalesce((select jsonb_agg(jsonb_build_object('id', a.id, 'answer', a.answer, 'answeredAt', a.answered_at)
      order by a.answered_at desc) from public.milestone_answers a where a.answered_by = me.staff_id), '[]'));
end;
$$;
comment on function api.my_data() is 'What is stored about the caller.';
grant execute on function api.my_data() to authenticated;

-- ---------------------------------------------------------------- reports
create function api.list_reports(p_limit integer, p_mine boolean, p_project_id uuid default null, p_kind text default null,
  p_before bigint default null) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
declare
  me public.sessions := private.enter();
  page public.submissions[];
begin
  -- One index per way of asking, so that a page costs the same however long the history is.
  if p_project_id is not null then
    page := array(select x from public.submissions x where x.park_id = me.park_id and x.project_id = p_project_id
      and (p_kind is null or x.kind = p_kind) and (p_before is null or x.seq < p_before) order by x.seq desc limit p_limit + 1);
  elsif p_mine then
    page := array(select x from public.submissions x where x.created_by = me.staff_id
      and (p_kind is null or x.kind = p_kind) and (p_before is null or x.seq < p_before) order by x.seq desc limit p_limit + 1);
  elsif me.enterprise_id is not null then
    page := array(select s from public.projects p cross join lateral
      (select x from public.submissions x where x.park_id = p.park_id and x.project_id = p.id and (p_kind is null or x.kind = p_kind)
        and (p_before is null or x.seq < p_before) order by x.seq desc limit p_limit + 1) l (s)
      order by (s).seq desc limit p_limit + 1);
  else
    page := array(select x from public.submissions x where x.park_id = me.park_id
      and (p_kind is null or x.kind = p_kind) and (p_before is null or x.seq < p_before) order by x.seq desc limit p_limit + 1);
  end if;
  return jsonb_build_object('items', coalesce((select jsonb_agg(private.report_row(s, 9) order by s.seq desc)
      from unnest(page[1:p_limit]) s), '[]'),
    'next', case when cardinality(page) > p_limit then (page[p_limit]).seq::text end);
end;
$$;
comment on function api.list_reports(integer, boolean, uuid, text, bigint) is 'Records, newest first.';
grant execute on function api.list_reports(integer, boolean, uuid, text, bigint) to authenticated;

create function api.read_report(p_id uuid) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
declare
  me public.sessions := private.enter();
  s public.submissions;
begin
  select * into s from public.submissions where id = p_id;
  if s.id is null then
    raise sqlstate 'PT404' using message = 'report_not_found';
  end if;
  return private.report_row(s, 100) || jsonb_build_object('body', s.body::jsonb, 'sha256', s.body_sha256,
    'countedAt', s.counted_at,
    'correctedBy', (select c.id from public.submissions c where c.corrects = s.id),
    'checklist', (select jsonb_build_object('name', l.name, 'version', v.version, 'items', v.items)
      from public.safety_checks c join public.checklist_versions v on v.id = c.checklist_version_id
      join public.checklists l on l.id = v.checklist_id where c.submission_id = s.id),
    'hazards', coalesce((select jsonb_agg(jsonb_build_object('id', h.id, 'title', h.title, 'severity', h.severity,
      'status', h.status, 'itemKey', h.item_key) order by h.seq) from public.hazards h where h.submission_id = s.id), '[]'),
    'milestoneReport', (select private.milestone_report_row(r) from public.milestone_reports r where r.submission_id = s.id));
end;
$$;
comment on function api.read_report(uuid) is 'One record with its exact content.';
grant execute on function api.read_report(uuid) to authenticated;

-- ---------------------------------------------------------------- milestones
create function private.milestone_report_row(r public.milestone_reports) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
begin
  return jsonb_build_object('reportId', r.submission_id, 'milestoneId', r.milestone_id,
    'rung', (select m.rung from public.milestones m where m.id = r.milestone_id),
    'project', (select jsonb_build_object('id', p.id, 'name', p.name) from public.projects p where p.id = r.project_id),
    'occurredOn', r.occurred_on, 'agreedInvestmentYuan', r.agreed_investment_yuan, 'side', r.side,
    'reportedBy', private.person(r.reported_by), 'reportedAt', r.reported_at, 'skippedRungs', r.skipped_rungs,
    'isLive', r.is_live,
    'isCurrent', exists (select 1 from public.milestones m where m.id = r.milestone_id and m.report_id = r.submission_id),
    'isComplete', (select s.status = 'complete' from public.submissions s where s.id = r.submission_id),
    'answer', (select jsonb_build_object('answer', a.answer, 'reason', a.reason, 'onBehalf', a.on_behalf,
      'by', private.person(a.answered_by), 'at', a.answered_at)
      from public.milestone_answers a where a.report_id = r.submission_id),
    'photos', private.photo_refs(r.submission_id, null, 3));
end;
$$;
comment on function private.milestone_report_row(public.milestone_reports) is 'A milestone report with its answer.';
grant execute on function private.milestone_report_row(public.milestone_reports) to authenticated, service_role;

-- May the caller answer this standing report? The same rule as the trigger that refuses the others.
create function private.may_answer(me public.sessions, r public.milestone_reports) returns boolean
language plpgsql stable security invoker set search_path = ''
as $$
begin
  return r.reported_by <> me.staff_id and case
    when r.side = 'enterprise' then me.role in ('inspector', 'office')
    when exists (select 1 from public.projects p join public.staff s on s.enterprise_id = p.enterprise_id
      and s.role = 'contact' and s.closed_at is null where p.id = r.project_id) then me.role = 'contact'
    else me.role = 'office' end;
end;
$$;
comment on function private.may_answer(public.sessions, public.milestone_reports) is 'Whether the caller is the other party of a report.';
grant execute on function private.may_answer(public.sessions, public.milestone_reports) to authenticated;

-- Names of unmet items with a target that an item waits for.
create function private.blocked_by(p_item_id uuid) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
begin
  return coalesce((select jsonb_agg(b.name order by b.file_order) from public.plan_item_links l
    join public.plan_items b on b.id = l.other_id and b.target_op is not null
    join public.item_values v on v.item_id = b.value_item_id and v.value is not null and not v.is_met
    where l.item_id = p_item_id and l.kind = 'depends_on'), '[]');
end;
$$;
comment on function private.blocked_by(uuid) is 'What a plan item waits for.';
grant execute on function private.blocked_by(uuid) to authenticated, service_role;

-- ---------------------------------------------------------------- projects
-- One project as lists show it. Every look-up is an index probe for the latest row, so that the cost does not
-- grow with the project's history.
create function private.project_row(p public.projects, p_today date, p_plan_id uuid) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
begin
  return jsonb_build_object('id', p.id, 'key', p.key, 'name', p.name, 'category', p.category, 'question', p.question,
    'enterprise', (select jsonb_build_object('id', e.id, 'name', e.name) from public.enterprises e where e.id = p.enterprise_id),
    'location', case when p.latitude is not null then jsonb_build_object('latitude', p.latitude, 'longitude', p.longitude) end,
    'totalInvestmentYuan', p.total_investment_yuan, 'expectedInvestmentYuan', p.expected_investment_yuan,
    'stage', (select m.rung from public.milestones m where m.project_id = p.id and m.status = 'confirmed'
      order by m.rung_order desc limit 1),
    'progress', (select jsonb_build_object('percent', r.percent, 'investmentToDateYuan', r.investment_to_date_yuan,
        'problems', r.problems, 'problemNote', r.problem_note, 'reportId', r.submission_id, 'reportedAt', s.received_at)
      from (select * from public.progress_reports x where x.project_id = p.id and x.counts order by x.seq desc limit 1) r
      join public.submissions s on s.id = r.submission_id),
    'lastRecordAt', (select s.received_at from public.submissions s where s.park_id = p.park_id and s.project_id = p.id order by s.seq desc limit 1),
    'openHazards', (select count(*) from public.hazards h where h.project_id = p.id and h.status <> 'closed'),
    'overdueHazards', (select count(*) from public.hazards h where h.project_id = p.id and h.status <> 'closed'
      and h.rectification_due_on < p_today),
    'planItem', (select jsonb_build_object('id', i.id, 'section', i.section, 'commitmentClass', i.commitment_class,
        'dueOn', i.due_on, 'dueStated', i.due_stated, 'isMet', v.is_met, 'rung', i.rung, 'blockedBy', private.blocked_by(i.id))
      from public.plan_items i join public.item_values v on v.item_id = i.id
      where i.project_id = p.id and i.plan_id = p_plan_id order by (i.measure_type in ('stage', 'milestone')) desc, i.file_order limit 1));
end;
$$;
comment on function private.project_row(public.projects, date, uuid) is 'A project as lists show it, with its item in the given plan.';
grant execute on function private.project_row(public.projects, date, uuid) to authenticated, service_role;

create function api.list_projects(p_today date) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
declare
  me public.sessions := private.enter();
  -- A contact sees no plan, and finds none here.
  l public.plans := private.current_plan(me.park_id);
begin
  return jsonb_build_object(
    'plan', case when l.id is not null then jsonb_build_object('startsOn', l.starts_on, 'endsOn', l.ends_on) end,
    'items', coalesce((select jsonb_agg(private.project_row(p, p_today, l.id) order by p.name)
      from public.projects p where p.park_id = me.park_id), '[]'));
end;
$$;
comment on function api.list_projects(date) is 'The projects the caller may see.';
grant execute on function api.list_projects(date) to authenticated;

create function api.read_project(p_id uuid, p_today date) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
declare
  me public.sessions := private.enter();
  l public.plans := private.current_plan(me.park_id);
  p public.projects;
begin
  select * into p from public.projects where id = p_id;
  if p.id is null then
    raise sqlstate 'PT404' using message = 'project_not_found';
  end if;
  return private.project_row(p, p_today, l.id) || jsonb_build_object(
    'plan', case when l.id is not null then jsonb_build_object('startsOn', l.starts_on, 'endsOn', l.ends_on) end,
    'milestones', (select jsonb_agg(jsonb_build_object('id', m.id, 'rung', m.rung, 'status', m.status,
        'plannedOn', m.planned_on, 'occurredOn', m.occurred_on, 'confirmedAt', m.confirmed_at,
        'report', (select private.milestone_report_row(r) || jsonb_build_object('mayAnswer', m.status = 'reported' and private.may_answer(me, r))
          from public.milestone_reports r where r.submission_id = m.report_id)) order by m.rung_order)
      from public.milestones m where m.project_id = p.id),
    'records', coalesce((select jsonb_agg(private.report_row(s, 3) order by s.seq desc)
      from (select * from public.submissions x where x.park_id = p.park_id and x.project_id = p.id order by x.seq desc limit 20) s), '[]'),
    'hazards', coalesce((select jsonb_agg(private.hazard_row(h) order by h.seq desc)
      from (select * from public.hazards x where x.project_id = p.id and x.status <> 'closed' order by x.seq desc limit 20) h), '[]'),
    'blockers', coalesce((select jsonb_agg(jsonb_build_object('itemId', b.id, 'name', b.name, 'isMet', bv.is_met,
        'project', (select private.project_row(bp, p_today, l.id) from public.projects bp where bp.id = b.project_id)) order by b.file_order)
      from public.plan_items i join public.plan_item_links k on k.item_id = i.id and k.kind = 'depends_on'
      join public.plan_items b on b.id = k.other_id join public.item_values bv on bv.item_id = b.value_item_id
      where i.project_id = p.id and i.plan_id = l.id), '[]'),
    'planItems', coalesce((select jsonb_agg(jsonb_build_object('id', i.id, 'name', i.name, 'section', i.section,
        'isMet', v.is_met) order by i.file_order)
      from public.plan_items i join public.item_values v on v.item_id = i.value_item_id
      where i.project_id = p.id and i.plan_id = l.id), '[]'));
end;
$$;
comment on function api.read_project(uuid, date) is 'One project: milestones, latest records, hazards, what blocks it.';
grant execute on function api.read_project(uuid, date) to authenticated;

-- ---------------------------------------------------------------- hazards
create function private.hazard_row(h public.hazards) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
begin
  return jsonb_build_object('id', h.id, 'severity', h.severity, 'title', h.title, 'status', h.status,
    'project', (select jsonb_build_object('id', p.id, 'name', p.name) from public.projects p where p.id = h.project_id),
    'rectificationDueOn', h.rectification_due_on, 'openedAt', h.opened_at, 'openedBy', private.person(h.opened_by),
    'responsible', private.person(h.responsible_id), 'closedAt', h.closed_at, 'isRepeat', h.repeat_of is not null,
    'photosPending', (select s.status <> 'complete' from public.submissions s where s.id = h.submission_id),
    'photos', private.photo_refs(h.submission_id, h.item_key, 1));
end;
$$;
comment on function private.hazard_row(public.hazards) is 'A hazard as lists show it.';
grant execute on function private.hazard_row(public.hazards) to authenticated, service_role;

create function private.hazard_rank(h public.hazards, p_today date) returns bigint[]
language sql immutable set search_path = ''
as $$
  select case when h.status = 'closed' then array[1, 0, 0, 0, -h.seq]
    else array[0, (h.rectification_due_on >= p_today)::integer, (h.severity <> 'major')::integer,
      h.rectification_due_on - date '2000-01-01', -h.seq] end;
$$;
comment on function private.hazard_rank(public.hazards, date) is
  'What a list of hazards is sorted by: overdue first, then 重大, then by due date, newest first among equals; closed ones last.';
grant execute on function private.hazard_rank(public.hazards, date) to authenticated, service_role;

-- The cursor is a hazard's place itself, not the hazard: one that is closed between two pages, and midnight, would move it.
create function api.list_hazards(p_limit integer, p_today date, p_state text default null, p_project_id uuid default null,
  p_before text default null) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
declare
  me public.sessions := private.enter();
  page public.hazards[];
  place bigint[] := string_to_array(p_before, '-')::bigint[];
  after bigint[] := place[1:4] || -place[5];
  today date := coalesce(to_date(place[6]::text, 'YYYYMMDD'), p_today);
  last_place bigint[];
begin
  page := array(select x from public.hazards x where x.park_id = me.park_id
    and (p_project_id is null or x.project_id = p_project_id)
    and case p_state when 'standing' then x.status <> 'closed' when 'closed' then x.status = 'closed'
      when 'overdue' then x.status <> 'closed' and x.rectification_due_on < today
      when 'major' then x.status <> 'closed' and x.severity = 'major'
      when 'rectified' then x.status = 'rectified'
      when 'mine' then x.opened_by = me.staff_id or x.responsible_id = me.staff_id else true end
    and (p_before is null or private.hazard_rank(x, today) > after)
    order by private.hazard_rank(x, today) limit p_limit + 1);
  last_place := private.hazard_rank(page[p_limit], today);
  return jsonb_build_object('items', coalesce((select jsonb_agg(private.hazard_row(h) order by private.hazard_rank(h, today))
      from unnest(page[1:p_limit]) h), '[]'),
    'next', case when cardinality(page) > p_limit then
      array_to_string(last_place[1:4] || -last_place[5], '-') || '-' || to_char(today, 'YYYYMMDD') end);
end;
$$;
comment on function api.list_hazards(integer, date, text, uuid, text) is 'Hazards, what is most urgent first.';
grant execute on function api.list_hazards(integer, date, text, uuid, text) to authenticated;

create function api.read_hazard(p_id uuid) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
declare
  me public.sessions := private.enter();
  h public.hazards;
begin
  select * into h from public.hazards where id = p_id;
  if h.id is null then
    raise sqlstate 'PT404' using message = 'hazard_not_found';
  end if;
  return private.hazard_row(h) || jsonb_build_object('detail', h.detail, 'submissionId', h.submission_id,
    'repeatOf', h.repeat_of,
    'clause', (select jsonb_build_object('checklist', l.name, 'version', v.version, 'key', h.item_key,
        'heading', i ->> 'heading', 'text', i ->> 'text', 'basis', i ->> 'basis')
      from public.safety_checks c join public.checklist_versions v on v.id = c.checklist_version_id
      join public.checklists l on l.id = v.checklist_id
      cross join lateral jsonb_array_elements(v.items) i
      where c.submission_id = h.submission_id and i ->> 'key' = h.item_key),
    'actions', (select jsonb_agg(jsonb_build_object('kind', a.kind, 'by', private.person(a.acted_by), 'at', a.acted_at,
      'note', a.note, 'submissionId', a.submission_id) order by a.acted_at desc)
      from public.hazard_actions a where a.hazard_id = h.id),
    'photos', private.photo_refs(h.submission_id, h.item_key, 30));
end;
$$;
comment on function api.read_hazard(uuid) is 'One hazard with its clause and timeline.';
grant execute on function api.read_hazard(uuid) to authenticated;

-- ---------------------------------------------------------------- checklists
create function api.list_checklists() returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
declare
  me public.sessions := private.enter();
begin
  return jsonb_build_object('items', coalesce((select jsonb_agg(jsonb_build_object('key', l.key, 'name', l.name,
      'projectCategories', l.project_categories, 'versionId', v.id, 'version', v.version, 'items', v.items) order by l.name)
    from public.checklists l cross join lateral (select * from public.checklist_versions x where x.checklist_id = l.id
      order by x.version desc limit 1) v where l.park_id = me.park_id), '[]'));
end;
$$;
comment on function api.list_checklists() is 'The latest published version of each checklist.';
grant execute on function api.list_checklists() to authenticated;

-- ---------------------------------------------------------------- plan
-- Called for each item of a board: planned once, where planning anew for each would cost more than the reading.
create function private.plan_item_row(i public.plan_items) returns jsonb
language plpgsql stable security invoker set search_path = '' set plan_cache_mode = 'force_generic_plan'
as $$
declare
  v public.item_values;
  -- The one that holds the value, and the records.
  h public.plan_items := i;
begin
  if i.value_item_id <> i.id then
    select * into h from public.plan_items where id = i.value_item_id;
  end if;
  select * into v from public.item_values where item_id = h.id;
  return jsonb_build_object('id', i.id, 'key', i.key, 'section', i.section, 'kind', i.kind, 'name', i.name,
    'target', case when i.target_op is not null then jsonb_build_object('op', i.target_op, 'value', i.target_value,
      'unit', i.target_unit, 'growthPct', i.growth_pct) end,
    'unit', i.target_unit,
    'commitment', i.commitment, 'commitmentClass', i.commitment_class, 'dueOn', i.due_on, 'dueStated', i.due_stated,
    'measure', i.measure, 'responsible', i.responsible, 'questions', i.questions, 'aliases', i.aliases,
    'projectId', i.project_id, 'parentId', i.parent_id, 'valueItemId', i.value_item_id,
    'owner', private.person(i.owner_id),
    'value', v.value, 'isMet', v.is_met, 'changedAt', v.changed_at,
    -- A figure speaks for the time up to the end of its month.
    'valueUntilOn', case when h.measure_type in ('reported', 'ratio') then (select (r.month + interval '1 month - 1 day')::date
      from public.item_evidence e join public.item_records r on r.submission_id = e.record_id where e.item_id = h.id) end,
    'waitingCount', (select count(*) from public.item_records r join public.submissions s on s.id = r.submission_id and s.status = 'complete'
      where r.park_id = h.park_id and r.item_id = h.id and r.awaits_review),
    -- Notes have no month; it is named so that the index gives the latest one first.
    'note', (select jsonb_build_object('text', s.body::jsonb ->> 'note', 'at', s.received_at, 'by', private.person(s.created_by))
      from public.item_records r join public.submissions s on s.id = r.submission_id and s.status = 'complete'
      where r.item_id = h.id and r.kind = 'note' and r.is_live order by r.month desc, r.seq desc limit 1),
    'namedCount', case when i.measure_type = 'placeholder' then (select count(*) from public.plan_items n
      where n.plan_id = i.plan_id and n.named_by in (select r.submission_id from public.item_records r where r.item_id = i.id and r.kind = 'naming')) end,
    'stage', case when i.measure_type = 'stage' then (select m.rung from public.milestones m
      where m.project_id = i.project_id and m.status = 'confirmed'
        and m.occurred_on <= (select l.ends_on from public.plans l where l.id = i.plan_id) order by m.rung_order desc limit 1) end,
    'blockedBy', private.blocked_by(i.id),
    'dependsOn', coalesce((select jsonb_agg(l.other_id) from public.plan_item_links l
      where l.item_id = i.id and l.kind = 'depends_on'), '[]'));
end;
$$;
comment on function private.plan_item_row(public.plan_items) is 'A plan item with its value.';
grant execute on function private.plan_item_row(public.plan_items) to authenticated, service_role;

create function private.current_plan(p_park_id uuid) returns public.plans
language plpgsql stable security invoker set search_path = ''
as $$
declare
  found_plan public.plans;
begin
  select * into found_plan from public.plans l where l.park_id = p_park_id
  order by (private.park_day(private.clock()) between l.starts_on and l.ends_on) desc,
    (private.park_day(private.clock()) >= l.starts_on) desc,
    case when private.park_day(private.clock()) >= l.starts_on then -l.year else l.year end limit 1;
  return found_plan;
end;
$$;
comment on function private.current_plan(uuid) is 'The plan of the present year, else the latest that has begun, else the next one.';
grant execute on function private.current_plan(uuid) to authenticated, service_role;

create function private.plan_of(p_park_id uuid, p_year integer) returns public.plans
language plpgsql stable security invoker set search_path = ''
as $$
declare
  l public.plans;
begin
  if p_year is null then
    return private.current_plan(p_park_id);
  end if;
  select * into l from public.plans x where x.park_id = p_park_id and x.year = p_year;
  return l;
end;
$$;
comment on function private.plan_of(uuid, integer) is 'The plan of a year, or the current one.';
grant execute on function private.plan_of(uuid, integer) to authenticated;

create function api.read_plan(p_year integer default null) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
declare
  me public.sessions := private.enter();
  l public.plans := private.plan_of(me.park_id, p_year);
begin
  if l.id is null then
    raise sqlstate 'PT404' using message = 'plan_not_found';
  end if;
  return jsonb_build_object('year', l.year, 'startsOn', l.starts_on, 'endsOn', l.ends_on, 'sections', l.sections,
    'questions', l.questions,
    'items', (select jsonb_agg(private.plan_item_row(i) order by i.file_order) from public.plan_items i where i.plan_id = l.id));
end;
$$;
comment on function api.read_plan(integer) is 'The plan of a year with every value, the current one without a year.';
grant execute on function api.read_plan(integer) to authenticated;

create function api.read_plan_item(p_id uuid) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
declare
  me public.sessions := private.enter();
  i public.plan_items;
begin
  select * into i from public.plan_items where id = p_id;
  if i.id is null then
    raise sqlstate 'PT404' using message = 'plan_item_not_found';
  end if;
  return private.plan_item_row(i) || jsonb_build_object(
    'plan', (select jsonb_build_object('year', l.year, 'startsOn', l.starts_on, 'endsOn', l.ends_on)
      from public.plans l where l.id = i.plan_id),
    'projectNames', coalesce((select jsonb_object_agg(coalesce(p.key, p.id::text), p.name) from public.projects p where p.id = i.project_id
      or p.id in (select ip.project_id from public.plan_item_projects ip where ip.item_id = i.id)), '{}'),
    'counted', coalesce((select jsonb_agg(private.milestone_report_row(r) || jsonb_build_object('amount', e.amount)
        order by m.confirmed_at desc)
      from public.item_evidence e join public.milestones m on m.id = e.milestone_id
      join public.milestone_reports r on r.submission_id = m.report_id where e.item_id = i.value_item_id), '[]'),
    -- Everything said about the item, newest first; what is in the value says how much of it.
    'records', coalesce((select jsonb_agg(private.item_record_row(me, r) || jsonb_build_object('amount',
        (select e.amount from public.item_evidence e where e.item_id = r.item_id and e.record_id = r.submission_id)) order by r.seq desc)
      from (select * from public.item_records x where x.item_id = i.value_item_id order by x.seq desc limit 200) r), '[]'),
    'countedItems', coalesce((select jsonb_agg(private.plan_item_row(s) order by s.file_order)
      from public.item_evidence e join public.plan_items s on s.id = e.source_item_id where e.item_id = i.value_item_id), '[]'),
    -- Reported for one of these slots, but not confirmed or disputed: shown beside the value, never in it.
    'waiting', coalesce((select jsonb_agg(private.milestone_report_row(r) order by r.seq desc)
      from public.milestones m join public.milestone_reports r on r.submission_id = m.report_id
      join public.plans l on l.id = i.plan_id
      where m.park_id = i.park_id and m.rung = i.rung and m.status in ('reported', 'disputed') and r.occurred_on <= l.ends_on
        and case when i.measure_type in ('milestone', 'stage') then m.project_id = i.project_id
          else r.occurred_on >= l.starts_on and (not i.measure ? 'projects' or exists (select 1 from public.plan_item_projects ip
            where ip.item_id = i.id and ip.project_id = m.project_id)) end), '[]'),
    'children', coalesce((select jsonb_agg(private.plan_item_row(c) order by c.file_order)
      from public.plan_items c where c.parent_id = i.id or exists (select 1 from public.plan_item_links k
        where k.item_id = i.id and k.kind = 'counts' and k.other_id = c.id)), '[]'),
    'history', coalesce((select jsonb_agg(jsonb_build_object('at', c.made_at, 'value', c.after_value) order by c.id)
      from public.changes c where c.plan_item_id = i.value_item_id and c.kind = 'item_value'), '[]'));
end;
$$;
comment on function api.read_plan_item(uuid) is 'One plan item: its value and every record behind it.';
grant execute on function api.read_plan_item(uuid) to authenticated;

-- ---------------------------------------------------------------- office
create function api.list_staff() returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
declare
  me public.sessions := private.enter();
begin
  return jsonb_build_object('items', coalesce((select jsonb_agg(jsonb_build_object('id', s.id, 'name', s.name,
      'role', s.role, 'phone', ph.phone, 'createdAt', s.created_at, 'closedAt', s.closed_at,
      'enterprise', (select jsonb_build_object('id', e.id, 'name', e.name) from public.enterprises e where e.id = s.enterprise_id))
      order by s.closed_at nulls first, s.role, s.name)
    from public.staff s left join public.staff_phones ph on ph.staff_id = s.id where s.park_id = me.park_id), '[]'));
end;
$$;
comment on function api.list_staff() is 'People of the park.';
grant execute on function api.list_staff() to authenticated;

create function api.list_invites() returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
declare
  me public.sessions := private.enter();
begin
  return jsonb_build_object('items', coalesce((select jsonb_agg(jsonb_build_object('id', i.id, 'name', i.name,
      'role', i.role, 'createdAt', i.created_at, 'expiresAt', i.expires_at, 'claimedAt', i.claimed_at,
      'revokedAt', i.revoked_at, 'isStanding', i.is_standing,
      'enterprise', (select jsonb_build_object('id', e.id, 'name', e.name) from public.enterprises e where e.id = i.enterprise_id))
      order by i.created_at desc)
    from (select * from public.invites x where x.park_id = me.park_id order by x.created_at desc limit 200) i), '[]'));
end;
$$;
comment on function api.list_invites() is 'Invites of the park, newest first; never a code.';
grant execute on function api.list_invites() to authenticated;

create function api.list_enterprises() returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
declare
  me public.sessions := private.enter();
begin
  return jsonb_build_object('items', coalesce((select jsonb_agg(jsonb_build_object('id', e.id, 'name', e.name) order by e.name)
    from public.enterprises e where e.park_id = me.park_id), '[]'));
end;
$$;
comment on function api.list_enterprises() is 'Enterprises the caller may see.';
grant execute on function api.list_enterprises() to authenticated;

create function api.list_audit(p_limit integer, p_before bigint default null) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
declare
  me public.sessions := private.enter();
  page public.audit[];
begin
  page := array(select x from public.audit x where x.park_id = me.park_id and (p_before is null or x.id < p_before)
    order by x.id desc limit p_limit + 1);
  return jsonb_build_object('items', coalesce((select jsonb_agg(jsonb_build_object('id', a.id::text, 'at', a.at,
      'operation', a.operation, 'outcome', a.outcome, 'code', a.code, 'targetId', a.target_id, 'requestId', a.request_id,
      'by', private.person(a.staff_id)) order by a.id desc) from unnest(page[1:p_limit]) a), '[]'),
    'next', case when cardinality(page) > p_limit then (page[p_limit]).id::text end);
end;
$$;
comment on function api.list_audit(integer, bigint) is 'The park''s audit, newest first.';
grant execute on function api.list_audit(integer, bigint) to authenticated;

-- ---------------------------------------------------------------- today
-- What the home page of each role needs, in one request.
create function api.read_today(p_today date) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
declare
  me public.sessions := private.enter();
  day_start timestamptz := p_today::timestamp at time zone 'Asia/Shanghai';
begin
  return jsonb_build_object(
    'toAnswer', coalesce((select jsonb_agg(private.milestone_report_row(r) order by r.seq)
      from public.milestones m join public.milestone_reports r on r.submission_id = m.report_id
      where m.park_id = me.park_id and m.status = 'reported' and private.may_answer(me, r)), '[]'),
    'disputed', case when me.role in ('office', 'inspector') then coalesce((select jsonb_agg(private.milestone_report_row(r) order by r.seq)
      from public.milestones m join public.milestone_reports r on r.submission_id = m.report_id
      where m.park_id = me.park_id and m.status = 'disputed'), '[]') else '[]' end,
    'toVerify', case when me.role in ('office', 'inspector') then coalesce((select jsonb_agg(private.hazard_row(h) order by h.rectification_due_on)
      from public.hazards h where h.park_id = me.park_id and h.status = 'rectified'), '[]') else '[]' end,
    'toRectify', coalesce((select jsonb_agg(private.hazard_row(h) order by h.rectification_due_on)
      from public.hazards h where h.park_id = me.park_id and h.status in ('open', 'returned')
        and (me.role = 'contact' or h.responsible_id = me.staff_id)), '[]'),
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
comment on function api.read_today(date) is 'To-dos of the caller, and what was sent today.';
grant execute on function api.read_today(date) to authenticated;
