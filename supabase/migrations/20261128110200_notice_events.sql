-- Events that somebody has to hear of, told in the transaction that makes them. Who hears of what is chosen against
-- noise: the one who has to act, not everybody who may see it; lists on 今天 serve the others.

create function private.hazard_facts(h public.hazards) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
begin
  return jsonb_build_object('title', h.title, 'severity', h.severity, 'dueOn', h.rectification_due_on,
    'project', (select p.name from public.projects p where p.id = h.project_id));
end;
$$;
comment on function private.hazard_facts(public.hazards) is 'What a notice says of a hazard.';
grant execute on function private.hazard_facts(public.hazards) to service_role;

-- After apply_… in the order of names, so that the hazard is as the action left it.
create function private.notify_hazard_action() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  h public.hazards;
  told_kind text;
  told uuid[];
begin
  select * into h from public.hazards where id = new.hazard_id;
  case new.kind
    when 'opened' then
      if h.severity = 'major' then
        told_kind := 'hazard_major';
        told := private.people_of(h.park_id, array['leader', 'office']) || private.contacts_of(h.project_id) || h.responsible_id;
      end if;
    when 'assigned' then
      told_kind := 'hazard_assigned';
      told := array[h.responsible_id];
    when 'rectified' then
      -- Whoever opened it is asked to verify; where he no longer can, the office.
      told_kind := 'hazard_rectified';
      told := array(select s.id from public.staff s where s.id = h.opened_by and s.id <> new.acted_by
        and s.closed_at is null and s.role in ('inspector', 'office'));
      if cardinality(told) = 0 then
        told := private.people_of(h.park_id, array['office']);
      end if;
    when 'returned' then
      told_kind := 'hazard_returned';
      told := array[h.responsible_id, (select a.acted_by from public.hazard_actions a
        where a.hazard_id = h.id and a.kind = 'rectified' order by a.acted_at desc limit 1)];
    when 'extension_requested' then
      told_kind := 'hazard_extension_requested';
      told := private.people_of(h.park_id, array['leader', 'office']);
    when 'extended', 'extension_refused' then
      told_kind := 'hazard_' || new.kind;
      told := array[(select a.acted_by from public.hazard_actions a
        where a.hazard_id = h.id and a.kind = 'extension_requested' order by a.acted_at desc limit 1)];
    else null;
  end case;
  if told_kind is not null then
    perform private.notify(told_kind || ':' || new.id, told_kind, 'hazard', h.id, h.park_id, h.project_id,
      private.hazard_facts(h) || jsonb_build_object('reason', left(new.note, 200),
        'by', (select s.name from public.staff s where s.id = new.acted_by)), told, new.acted_by);
  end if;
  return null;
end;
$$;
comment on function private.notify_hazard_action() is 'Tells those who have to act on a step of a hazard.';
create trigger notify_hazard_action after insert on public.hazard_actions
  for each row execute function private.notify_hazard_action();

-- ---------------------------------------------------------------- milestones
create function private.milestone_facts(r public.milestone_reports) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
begin
  return jsonb_build_object('rung', (select m.rung from public.milestones m where m.id = r.milestone_id),
    'project', (select p.name from public.projects p where p.id = r.project_id),
    'by', (select s.name from public.staff s where s.id = r.reported_by));
end;
$$;
comment on function private.milestone_facts(public.milestone_reports) is 'What a notice says of a milestone report.';
grant execute on function private.milestone_facts(public.milestone_reports) to service_role;

-- The other party as private.may_answer lets it answer, but of a contact's report the office alone: inspectors find it on 今天.
create function private.answerers(r public.milestone_reports) returns uuid[]
language plpgsql stable security invoker set search_path = ''
as $$
declare
  contacts uuid[] := private.contacts_of(r.project_id);
begin
  if r.side = 'park' and cardinality(contacts) > 0 then
    return contacts;
  end if;
  return array(select x from unnest(private.people_of(r.park_id, array['office'])) x
    where x <> r.reported_by and x is distinct from (select s.imported_by from public.submissions s where s.id = r.submission_id));
end;
$$;
comment on function private.answerers(public.milestone_reports) is 'Who is asked to answer a milestone report.';
grant execute on function private.answerers(public.milestone_reports) to service_role;

-- After count_submission in the order of names: the slot stands on the report by then, or on another one.
create function private.notify_milestone_report() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  r public.milestone_reports;
begin
  select x.* into r from public.milestone_reports x join public.milestones m on m.report_id = x.submission_id and m.status = 'reported'
    where x.submission_id = new.id;
  if r.submission_id is not null then
    perform private.notify('milestone_reported:' || r.submission_id, 'milestone_reported', 'milestone', r.milestone_id, r.park_id,
      r.project_id, private.milestone_facts(r), private.answerers(r), r.reported_by);
  end if;
  return null;
end;
$$;
comment on function private.notify_milestone_report() is 'Asks the other party for its answer once a report can be answered.';
create trigger notify_milestone_report after update of status on public.submissions
  for each row when (old.status = 'awaiting_photos' and new.status = 'complete' and new.kind in ('milestone_report', 'progress'))
  execute function private.notify_milestone_report();

create function private.notify_milestone_answer() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  r public.milestone_reports;
begin
  select * into r from public.milestone_reports where submission_id = new.report_id;
  perform private.notify('milestone_disputed:' || new.id, 'milestone_disputed', 'milestone', new.milestone_id, new.park_id, new.project_id,
    private.milestone_facts(r) || jsonb_build_object('reason', left(new.reason, 200),
      'by', (select s.name from public.staff s where s.id = new.answered_by)),
    private.people_of(new.park_id, array['office']) || r.reported_by, new.answered_by);
  return null;
end;
$$;
comment on function private.notify_milestone_answer() is 'Tells the reporter and the office of a dispute.';
create trigger notify_milestone_answer after insert on public.milestone_answers
  for each row when (new.answer = 'dispute') execute function private.notify_milestone_answer();

-- ---------------------------------------------------------------- records of plan items, digests
create function private.notify_item_answer() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  perform private.notify('record_returned:' || new.id, 'record_returned', 'report', new.record_id, new.park_id, null,
    jsonb_build_object('item', (select i.name from public.plan_items i where i.id = r.item_id), 'recordKind', r.kind,
      'reason', left(new.reason, 200), 'by', (select s.name from public.staff s where s.id = new.answered_by)),
    array[r.reported_by], new.answered_by)
  from public.item_records r where r.submission_id = new.record_id;
  return null;
end;
$$;
comment on function private.notify_item_answer() is 'Tells the sender that a record was returned.';
create trigger notify_item_answer after insert on public.item_answers
  for each row when (new.answer = 'return') execute function private.notify_item_answer();

create function private.notify_digest() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  perform private.notify('digest_ready:' || new.id, 'digest_ready', 'digest', new.id, new.park_id, null,
    jsonb_build_object('on', new.digest_on, 'number', new.number), private.people_of(new.park_id, array['leader']));
  return null;
end;
$$;
comment on function private.notify_digest() is 'Tells the leaders that the day''s digest is ready.';
create trigger notify_digest after insert on public.digests
  for each row execute function private.notify_digest();
