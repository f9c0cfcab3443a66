-- What is recorded about a plan item itself: monthly readings (填报), achievements (成果), incidents (事故), completions
-- (办结), notes (说明), and the naming of a project that the plan left open (补录). Each is a submission, so that its exact
-- body, its photos and its corrections are kept like any other; here stands what counts.

alter table public.submissions
  add constraint submissions_item_id_fkey foreign key (item_id) references public.plan_items (id);
create index submissions_item_id_idx on public.submissions (item_id, seq) where item_id is not null;

create table public.item_records (
  submission_id uuid primary key references public.submissions (id),
  seq bigint not null,
  park_id uuid not null references public.parks (id),
  item_id uuid not null references public.plan_items (id),
  kind text not null constraint item_records_kind_check
    check (kind in ('reading', 'achievement', 'incident', 'completion', 'note', 'naming')),
  month date constraint item_records_month_check check (extract(day from month) = 1),
  value numeric,
  numerator numeric check (numerator >= 0),
  denominator numeric check (denominator > 0),
  occurred_on date,
  title text,
  project_id uuid references public.projects (id),
  reported_by uuid not null references public.staff (id),
  reported_at timestamptz not null,
  is_live boolean not null default true,
  awaits_review boolean not null,
  constraint item_records_reading_whole check ((kind = 'reading') = (month is not null and value is not null)),
  constraint item_records_naming_whole check (kind <> 'naming' or project_id is not null)
);
create index item_records_park_id_idx on public.item_records (park_id);
create index item_records_item_id_idx on public.item_records (item_id, kind, month desc, seq desc);
-- What waits is few, whatever was answered before.
create index item_records_awaiting_idx on public.item_records (park_id, item_id) where awaits_review;
create index item_records_project_id_idx on public.item_records (project_id);
create index item_records_reported_by_idx on public.item_records (reported_by);
comment on table public.item_records is '事项记录: one per submission about a plan item. Its id is the submission''s.';
comment on column public.item_records.submission_id is '报送';
comment on column public.item_records.seq is '收到次序';
comment on column public.item_records.park_id is '园区';
comment on column public.item_records.item_id is '取值事项: the item that holds the value, where two items share one';
comment on column public.item_records.kind is '种类: reading 填报, achievement 成果, incident 事故, completion 办结, note 说明, naming 补录';
comment on column public.item_records.month is '填报月份: its first day; the figure is cumulative to the end of it';
comment on column public.item_records.value is '填报值: in the target''s unit; of a ratio the quotient';
comment on column public.item_records.numerator is '分子';
comment on column public.item_records.denominator is '分母';
comment on column public.item_records.occurred_on is '发生日期';
comment on column public.item_records.title is '名称: the enterprise, honour or platform of an achievement, what happened in an incident';
comment on column public.item_records.project_id is '项目: named for a placeholder, or where an incident happened';
comment on column public.item_records.reported_by is '填报人';
comment on column public.item_records.reported_at is '收到时间';
comment on column public.item_records.is_live is '有效: false once a correction of it is complete';
comment on column public.item_records.awaits_review is '待审核: true until it is answered or corrected, of kinds that somebody reviews';

alter table public.plan_items add column named_by uuid references public.item_records (submission_id);
create index plan_items_named_by_idx on public.plan_items (named_by);
comment on column public.plan_items.named_by is '补录记录: the record that named the project of this item, where the plan had left it open';

create table public.item_answers (
  id uuid primary key,
  park_id uuid not null references public.parks (id),
  item_id uuid not null references public.plan_items (id),
  record_id uuid not null references public.item_records (submission_id),
  answer text not null constraint item_answers_answer_check check (answer in ('approve', 'return')),
  reason text check (length(reason) between 1 and 500),
  body text not null check (octet_length(body) <= 262144),
  body_sha256 text not null,
  answered_by uuid not null references public.staff (id),
  answered_at timestamptz not null,
  -- A record is answered once; what was returned is sent anew.
  constraint item_answers_record_key unique (record_id),
  constraint item_answers_reason_given check (answer = 'approve' or reason is not null)
);
create index item_answers_park_id_idx on public.item_answers (park_id);
create index item_answers_item_id_idx on public.item_answers (item_id);
create index item_answers_answered_by_idx on public.item_answers (answered_by);
comment on table public.item_answers is '审核: a record of a plan item approved or returned by a second office person. Append-only.';
comment on column public.item_answers.id is '主键: made by the client, so that a repeated request is recognised';
comment on column public.item_answers.park_id is '园区';
comment on column public.item_answers.item_id is '取值事项';
comment on column public.item_answers.record_id is '所审的记录';
comment on column public.item_answers.answer is '结论: approve 通过, return 退回';
comment on column public.item_answers.reason is '退回理由';
comment on column public.item_answers.body is '原文';
comment on column public.item_answers.body_sha256 is '原文 sha256 (hex)';
comment on column public.item_answers.answered_by is '审核人';
comment on column public.item_answers.answered_at is '审核时间';

-- ---------------------------------------------------------------- what counts
-- Of readings and completions the latest that was approved, of achievements each that was approved, of incidents each:
-- one that waited for somebody's consent would be one that nobody has to hear of.
create function private.record_evidence(p_park_id uuid, p_item_id uuid)
returns table (item_id uuid, record_id uuid, amount numeric)
language sql stable security invoker set search_path = ''
as $$
  with counting as (
    select r.item_id, r.submission_id, r.kind, r.seq, r.month, case r.kind when 'reading' then r.value else 1 end as amount
    from public.item_records r
    join public.submissions s on s.id = r.submission_id and s.status = 'complete'
    left join public.item_answers a on a.record_id = r.submission_id
    where r.park_id = p_park_id and (p_item_id is null or r.item_id = p_item_id) and r.is_live
      and r.kind in ('reading', 'achievement', 'incident', 'completion') and (r.kind = 'incident' or a.answer = 'approve')
  )
  select c.item_id, c.submission_id, c.amount from counting c where c.kind in ('achievement', 'incident')
  union all
  (select distinct on (c.item_id) c.item_id, c.submission_id, c.amount from counting c
    where c.kind in ('reading', 'completion') order by c.item_id, c.month desc, c.seq desc);
$$;
comment on function private.record_evidence(uuid, uuid) is 'The rule of the recorded measures, used by the triggers and by recompute_all.';

-- The lock is that of keep_values: writers that move values take turns.
create function private.keep_item(p_park_id uuid, p_item_id uuid) returns void
language plpgsql security invoker set search_path = ''
as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(p_park_id::text, 20261123));
  -- A newer figure takes the place of the older one, so that the value moves once and not by way of nothing.
  update public.item_evidence e set record_id = w.record_id, amount = w.amount
  from private.record_evidence(p_park_id, p_item_id) w, public.plan_items i
  where i.id = p_item_id and i.measure_type in ('reported', 'ratio', 'done')
    and e.item_id = p_item_id and e.record_id is not null and e.record_id <> w.record_id;
  delete from public.item_evidence e where e.item_id = p_item_id and e.record_id is not null
    and not exists (select 1 from private.record_evidence(p_park_id, p_item_id) w where w.record_id = e.record_id);
  insert into public.item_evidence (park_id, item_id, record_id, amount)
  select p_park_id, w.item_id, w.record_id, w.amount from private.record_evidence(p_park_id, p_item_id) w
  where not exists (select 1 from public.item_evidence e where e.item_id = w.item_id and e.record_id = w.record_id);
end;
$$;
comment on function private.keep_item(uuid, uuid) is 'Evidence of one item equal to what its records say; the value follows by trigger.';

-- ---------------------------------------------------------------- a record's body
-- Which measure takes which record; a note says something about any item. Mirrored by src/domain/item-record.
create function private.record_fits(p_kind text, p_measure_type text) returns boolean
language plpgsql immutable security invoker set search_path = ''
as $$
begin
  return case p_kind
    when 'reading' then p_measure_type in ('reported', 'ratio')
    when 'achievement' then p_measure_type = 'count_achievements'
    when 'incident' then p_measure_type = 'count_incidents'
    when 'completion' then p_measure_type = 'done'
    when 'naming' then p_measure_type = 'placeholder'
    else true end;
end;
$$;
comment on function private.record_fits(text, text) is 'Whether an item of this measure takes records of this kind.';

create function private.unfold_item_record(s public.submissions, b jsonb) returns void
language plpgsql security invoker set search_path = ''
as $$
declare
  holder public.plan_items;
  l public.plans;
  r public.item_records;
begin
  -- Of two items that are one figure either may be named.
  select h.* into holder from public.plan_items i join public.plan_items h on h.id = i.value_item_id where i.id = s.item_id;
  select * into l from public.plans where id = holder.plan_id;
  if not private.record_fits(s.kind, holder.measure_type) then
    raise sqlstate 'PT422' using message = 'record_does_not_fit_item';
  end if;
  if (holder.measure_type = 'ratio') <> (b ->> 'numerator' is not null) and s.kind = 'reading' then
    raise sqlstate 'PT422' using message = 'record_does_not_fit_item';
  end if;
  if (b ->> 'occurredOn')::date > private.park_day(s.received_at) then
    raise sqlstate 'PT400' using message = 'invalid_input';
  end if;
  r.submission_id := s.id;
  r.seq := s.seq;
  r.park_id := s.park_id;
  r.item_id := holder.id;
  r.kind := s.kind;
  r.occurred_on := (b ->> 'occurredOn')::date;
  r.title := b ->> 'title';
  r.project_id := (b ->> 'projectId')::uuid;
  r.reported_by := s.created_by;
  r.reported_at := s.received_at;
  r.is_live := true;
  r.awaits_review := s.kind in ('reading', 'achievement', 'completion');
  if s.kind = 'reading' then
    r.month := (b ->> 'month' || '-01')::date;
    r.numerator := (b ->> 'numerator')::numeric;
    r.denominator := (b ->> 'denominator')::numeric;
    r.value := coalesce((b ->> 'value')::numeric, round(r.numerator / nullif(r.denominator, 0), 6));
    -- A figure belongs to a month of the plan that has begun.
    if r.month < date_trunc('month', l.starts_on)::date or r.month > l.ends_on or r.month > private.park_day(s.received_at) then
      raise sqlstate 'PT422' using message = 'month_outside_plan';
    end if;
  end if;
  if r.project_id is not null and not exists (select 1 from public.projects p where p.id = r.project_id and p.park_id = s.park_id) then
    raise sqlstate 'PT404' using message = 'project_not_found';
  end if;
  insert into public.item_records values (r.*);
  if s.kind = 'naming' then
    -- It makes an item at once, so there is nothing it could wait for.
    if s.photo_count > 0 then
      raise sqlstate 'PT400' using message = 'invalid_input';
    end if;
    perform private.name_project(s, holder, b ->> 'targetMilestone');
  end if;
end;
$$;
comment on function private.unfold_item_record(public.submissions, jsonb) is 'A record of a plan item to its row.';

-- 补录: an item of its own for a project that the plan counted and did not name, in the words of the place left open.
-- A corrected naming gives that item another project.
create function private.name_project(s public.submissions, p_gap public.plan_items, p_rung text) returns void
language plpgsql security invoker set search_path = ''
as $$
declare
  p public.projects;
  named integer;
  before_id uuid;
  fields jsonb;
begin
  perform pg_advisory_xact_lock(hashtextextended(s.park_id::text, 20261123));
  select x.* into p from public.projects x join public.item_records r on r.project_id = x.id where r.submission_id = s.id;
  select count(*) into named from public.plan_items i where i.plan_id = p_gap.plan_id and i.named_by in
    (select r.submission_id from public.item_records r where r.item_id = p_gap.id and r.kind = 'naming');
  if exists (select 1 from public.plan_items i where i.plan_id = p_gap.plan_id and i.project_id = p.id
      and i.parent_id is not distinct from p_gap.parent_id and i.measure_type = 'stage'
      -- Its own item may be given another rung.
      and (s.corrects is null or i.named_by is null or i.named_by not in (select private.correction_line(s.corrects)))) then
    raise sqlstate 'PT409' using message = 'project_in_plan';
  end if;
  perform private.because(s.id);
  fields := jsonb_build_object('type', 'stage', 'project', coalesce(p.key, p.id::text), 'targetMilestone', p_rung);
  if s.corrects is not null then
    select i.project_id into before_id from public.plan_items i
      where i.named_by in (select private.correction_line(s.corrects)) and i.plan_id = p_gap.plan_id;
    update public.plan_items i set name = p.name, project_id = p.id, measure = fields, rung = p_rung, named_by = s.id
      where i.named_by in (select private.correction_line(s.corrects)) and i.plan_id = p_gap.plan_id;
    perform private.keep_values(s.park_id, before_id);
  elsif named >= (p_gap.measure ->> 'count')::integer then
    raise sqlstate 'PT409' using message = 'all_named';
  else
    insert into public.plan_items (park_id, plan_id, key, file_order, section, kind, name, commitment, commitment_class,
      due_on, due_stated, target_op, target_value, target_unit, measure_type, measure, rung, project_id, parent_id,
      value_item_id, id, responsible, named_by)
    select p_gap.park_id, p_gap.plan_id, p_gap.key || '-' || (named + 1),
      (select max(x.file_order) + 1 from public.plan_items x where x.plan_id = p_gap.plan_id), p_gap.section, 'project', p.name,
      p_gap.commitment, p_gap.commitment_class, p_gap.due_on, p_gap.due_stated, '=', 1, '项', 'stage', fields, p_rung, p.id,
      p_gap.parent_id, g.id, g.id, p_gap.responsible, s.id
    from (select gen_random_uuid() as id) g;
  end if;
  perform private.keep_values(s.park_id, p.id);
end;
$$;
comment on function private.name_project(public.submissions, public.plan_items, text) is 'Gives a project that the plan left open its item.';

-- ---------------------------------------------------------------- answers
create function private.receive_item_answer() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  r public.item_records;
  s public.submissions;
begin
  -- The lock makes an answer and a correction of the same record take turns.
  select * into r from public.item_records where submission_id = new.record_id and park_id = new.park_id for no key update;
  new.body_sha256 := encode(sha256(convert_to(new.body, 'UTF8')), 'hex');
  new.answered_at := private.clock();
  new.item_id := r.item_id;
  -- The same answer sent twice at once: the insert that follows finds it.
  if exists (select 1 from public.item_answers a where a.id = new.id) then
    return new;
  end if;
  select * into s from public.submissions where id = r.submission_id;
  if s.id is null or r.kind not in ('reading', 'achievement', 'completion') then
    raise sqlstate 'PT404' using message = 'item_record_not_found';
  end if;
  if exists (select 1 from public.item_answers a where a.record_id = r.submission_id) then
    raise sqlstate 'PT409' using message = 'already_answered';
  end if;
  if not r.is_live then
    raise sqlstate 'PT409' using message = 'report_superseded';
  end if;
  if s.status <> 'complete' then
    raise sqlstate 'PT409' using message = 'report_incomplete';
  end if;
  if r.reported_by = new.answered_by then
    raise sqlstate 'PT403' using message = 'own_report';
  end if;
  if s.imported_by = new.answered_by then
    raise sqlstate 'PT403' using message = 'imported_report';
  end if;
  return new;
end;
$$;
comment on function private.receive_item_answer() is 'Two persons: nobody reviews the own figure.';
create trigger receive_item_answer before insert on public.item_answers
  for each row execute function private.receive_item_answer();

create function private.apply_item_answer() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  insert into public.changes (park_id, kind, plan_item_id, submission_id, answer_id)
  values (new.park_id, case new.answer when 'approve' then 'record_approved' else 'record_returned' end, new.item_id,
    new.record_id, new.id);
  update public.item_records set awaits_review = false where submission_id = new.record_id;
  perform private.because(new.id);
  perform private.keep_item(new.park_id, new.item_id);
  return null;
end;
$$;
comment on function private.apply_item_answer() is 'Records the change and keeps the value.';
create trigger apply_item_answer after insert on public.item_answers
  for each row execute function private.apply_item_answer();

-- ---------------------------------------------------------------- owners
create table public.item_assignments (
  id uuid not null,
  item_id uuid not null references public.plan_items (id),
  park_id uuid not null references public.parks (id),
  owner_id uuid references public.staff (id),
  assigned_by uuid not null references public.staff (id),
  assigned_at timestamptz not null default private.clock(),
  primary key (id, item_id)
);
create index item_assignments_item_id_idx on public.item_assignments (item_id, assigned_at);
create index item_assignments_park_id_idx on public.item_assignments (park_id);
create index item_assignments_owner_id_idx on public.item_assignments (owner_id);
create index item_assignments_assigned_by_idx on public.item_assignments (assigned_by);
comment on table public.item_assignments is '责任分工: who answers for an item from when on. Append-only.';
comment on column public.item_assignments.id is '主键: of the request, which may name several items';
comment on column public.item_assignments.item_id is '事项';
comment on column public.item_assignments.park_id is '园区';
comment on column public.item_assignments.owner_id is '责任人: empty where the assignment was taken back';
comment on column public.item_assignments.assigned_by is '指派人';
comment on column public.item_assignments.assigned_at is '指派时间';

alter table public.plan_items add column owner_id uuid references public.staff (id);
create index plan_items_owner_id_idx on public.plan_items (owner_id);
comment on column public.plan_items.owner_id is '责任人: of the latest assignment';

create function private.apply_assignment() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  if not exists (select 1 from public.plan_items i where i.id = new.item_id and i.park_id = new.park_id) then
    raise sqlstate 'PT404' using message = 'plan_item_not_found';
  end if;
  if new.owner_id is not null and not exists (select 1 from public.staff o where o.id = new.owner_id
      and o.park_id = new.park_id and o.closed_at is null and o.role <> 'contact') then
    raise sqlstate 'PT404' using message = 'staff_not_found';
  end if;
  update public.plan_items set owner_id = new.owner_id where id = new.item_id;
  return null;
end;
$$;
comment on function private.apply_assignment() is 'Keeps an item''s owner.';
create trigger apply_assignment after insert on public.item_assignments
  for each row execute function private.apply_assignment();

-- ---------------------------------------------------------------- grants and row level security
grant select on public.item_records, public.item_answers, public.item_assignments to authenticated;
grant insert (id, park_id, record_id, answer, reason, body, answered_by) on public.item_answers to authenticated;
grant insert (id, item_id, park_id, owner_id, assigned_by) on public.item_assignments to authenticated;
grant select on public.item_records, public.item_answers, public.item_assignments to service_role;
create trigger guard_item_record before update or delete on public.item_records
  for each row execute function private.guard_record('is_live', 'awaits_review');
create trigger guard_item_answer before update or delete on public.item_answers
  for each row execute function private.guard_record();
create trigger guard_item_assignment before update or delete on public.item_assignments
  for each row execute function private.guard_record();

alter table public.item_records enable row level security;
alter table public.item_answers enable row level security;
alter table public.item_assignments enable row level security;

create policy "staff read the park's item records, contacts none" on public.item_records for select to authenticated
  using (park_id = (select c.park_id from private.caller() c where c.role <> 'contact'));
create policy "staff read the park's item answers, contacts none" on public.item_answers for select to authenticated
  using (park_id = (select c.park_id from private.caller() c where c.role <> 'contact'));
create policy "the office answers records of its park in its own name" on public.item_answers for insert to authenticated
  with check (exists (select 1 from private.caller() c
    where c.park_id = item_answers.park_id and c.staff_id = item_answers.answered_by and c.role = 'office'));
create policy "staff read the park's assignments, contacts none" on public.item_assignments for select to authenticated
  using (park_id = (select c.park_id from private.caller() c where c.role <> 'contact'));
create policy "the office assigns items of its park in its own name" on public.item_assignments for insert to authenticated
  with check (exists (select 1 from private.caller() c
    where c.park_id = item_assignments.park_id and c.staff_id = item_assignments.assigned_by and c.role = 'office'));

-- ---------------------------------------------------------------- how it reads
create function private.may_review(me public.sessions, r public.item_records) returns boolean
language plpgsql stable security invoker set search_path = ''
as $$
begin
  return me.role = 'office' and r.awaits_review and r.reported_by <> me.staff_id
    and exists (select 1 from public.submissions s where s.id = r.submission_id and s.status = 'complete'
      and s.imported_by is distinct from me.staff_id);
end;
$$;
comment on function private.may_review(public.sessions, public.item_records) is 'Whether the caller is the second person of a record.';
grant execute on function private.may_review(public.sessions, public.item_records) to authenticated;

create function private.item_record_row(me public.sessions, r public.item_records) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
declare
  s public.submissions;
begin
  select * into s from public.submissions where id = r.submission_id;
  return jsonb_build_object('id', r.submission_id, 'kind', r.kind,
    'item', (select jsonb_build_object('id', i.id, 'name', i.name, 'unit', i.target_unit) from public.plan_items i where i.id = r.item_id),
    'month', to_char(r.month, 'YYYY-MM'), 'value', r.value, 'numerator', r.numerator, 'denominator', r.denominator,
    'occurredOn', r.occurred_on, 'title', r.title,
    'project', (select jsonb_build_object('id', p.id, 'name', p.name) from public.projects p where p.id = r.project_id),
    'note', s.body::jsonb ->> 'note', 'source', s.body::jsonb ->> 'source',
    'reportedBy', private.person(r.reported_by), 'reportedAt', r.reported_at, 'isLive', r.is_live,
    'isComplete', s.status = 'complete', 'mayReview', private.may_review(me, r),
    'answer', (select jsonb_build_object('answer', a.answer, 'reason', a.reason, 'by', private.person(a.answered_by), 'at', a.answered_at)
      from public.item_answers a where a.record_id = r.submission_id),
    'photos', private.photo_refs(r.submission_id, null, 9));
end;
$$;
comment on function private.item_record_row(public.sessions, public.item_records) is 'A record of a plan item with its answer.';
grant execute on function private.item_record_row(public.sessions, public.item_records) to authenticated, service_role;

-- A record of an item as the digest tells it.
create function private.item_fact(r public.item_records) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
begin
  return (select jsonb_build_object('id', r.submission_id, 'kind', r.kind, 'itemId', r.item_id, 'month', to_char(r.month, 'YYYY-MM'),
    'itemName', i.name, 'unit', i.target_unit, 'isShare', i.measure_type = 'ratio', 'value', r.value, 'title', r.title, 'isLive', r.is_live,
    'project', (select p.name from public.projects p where p.id = r.project_id),
    'note', (select s.body::jsonb ->> 'note' from public.submissions s where s.id = r.submission_id),
    'by', private.person(r.reported_by),
    'answer', (select jsonb_build_object('answer', a.answer, 'reason', a.reason, 'by', private.person(a.answered_by))
      from public.item_answers a where a.record_id = r.submission_id))
    from public.plan_items i where i.id = r.item_id);
end;
$$;
comment on function private.item_fact(public.item_records) is 'A record of a plan item as a digest tells it.';
grant execute on function private.item_fact(public.item_records) to authenticated, service_role;

create function private.waiting_records(p_park_id uuid) returns setof public.item_records
language sql stable security invoker set search_path = ''
as $$
  select r.* from public.item_records r
  join public.submissions s on s.id = r.submission_id and s.status = 'complete'
  where r.park_id = p_park_id and r.awaits_review;
$$;
comment on function private.waiting_records(uuid) is 'Records that wait for their review.';
grant execute on function private.waiting_records(uuid) to authenticated, service_role;

-- Every item that takes monthly figures, with what was last sent for that month and what counts.
create function api.list_readings(p_month date) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
declare
  me public.sessions := private.enter();
  l public.plans;
begin
  -- In January December's figures are still due: the plan is that of the month asked for.
  select * into l from public.plans x where x.park_id = me.park_id and p_month between date_trunc('month', x.starts_on) and x.ends_on
    order by x.year desc limit 1;
  return jsonb_build_object('month', to_char(p_month, 'YYYY-MM'), 'items', coalesce((select jsonb_agg(jsonb_build_object(
      'item', jsonb_build_object('id', i.id, 'name', i.name, 'section', i.section, 'unit', i.target_unit, 'target', i.target_value),
      'ratio', case i.measure_type when 'ratio' then jsonb_build_object('numerator', i.measure -> 'numerator', 'denominator', i.measure -> 'denominator') end,
      'reading', (select private.item_record_row(me, r) from (select * from public.item_records x where x.item_id = i.id
        and x.kind = 'reading' and x.month = p_month and x.is_live order by x.seq desc limit 1) r),
      'counted', (select jsonb_build_object('id', r.submission_id, 'month', to_char(r.month, 'YYYY-MM'), 'value', r.value,
          'numerator', r.numerator, 'denominator', r.denominator, 'source', s.body::jsonb ->> 'source')
        from public.item_evidence e join public.item_records r on r.submission_id = e.record_id
        join public.submissions s on s.id = r.submission_id where e.item_id = i.id)) order by i.file_order)
    from public.plan_items i where i.plan_id = l.id and i.value_item_id = i.id and i.measure_type in ('reported', 'ratio')), '[]'));
end;
$$;
comment on function api.list_readings(date) is 'Items with monthly figures, and what stands for a month.';
grant execute on function api.list_readings(date) to authenticated;

-- ---------------------------------------------------------------- operations
create function api.answer_item_record(p_record_id uuid, p_kind text, p_operation text, p_body text) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  me public.sessions := private.enter();
  b jsonb := p_body::jsonb;
  new_id uuid := (b ->> 'id')::uuid;
  sha text := encode(sha256(convert_to(p_body, 'UTF8')), 'hex');
  known public.item_answers;
  inserted integer;
begin
  -- The body names the record too, so that it proves by itself what was approved.
  if (b ->> 'recordId')::uuid <> p_record_id
    or not exists (select 1 from public.item_records r where r.submission_id = p_record_id and r.kind = p_kind) then
    raise sqlstate 'PT404' using message = 'item_record_not_found';
  end if;
  if not exists (select 1 from public.item_answers where id = new_id) then
    insert into public.item_answers (id, park_id, record_id, answer, reason, body, answered_by)
    values (new_id, me.park_id, p_record_id, b ->> 'answer', b ->> 'reason', p_body, me.staff_id)
    on conflict (id) do nothing;
    get diagnostics inserted = row_count;
    if inserted = 1 then
      perform private.audit_done(me, p_operation, p_record_id);
    end if;
  end if;
  select * into known from public.item_answers where id = new_id;
  if known.id is null or known.answered_by <> me.staff_id or known.body_sha256 <> sha or known.record_id <> p_record_id then
    raise sqlstate 'PT409' using message = 'id_reused';
  end if;
  return jsonb_build_object('id', known.id, 'receivedAt', known.answered_at, 'sha256', known.body_sha256,
    'answer', known.answer, 'isNew', coalesce(inserted, 0) = 1);
end;
$$;
comment on function api.answer_item_record(uuid, text, text, text) is 'Approves or returns one record of a plan item.';
grant execute on function api.answer_item_record(uuid, text, text, text) to authenticated;

create function api.assign_items(p_id uuid, p_item_ids uuid[], p_owner_id uuid) returns void
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  me public.sessions := private.enter();
begin
  -- Sent again, it is the assignment of then.
  if exists (select 1 from public.item_assignments a where a.id = p_id) then
    if exists (select 1 from public.item_assignments a where a.id = p_id and (a.assigned_by <> me.staff_id
        or a.owner_id is distinct from p_owner_id or a.item_id <> all (p_item_ids)))
      or exists (select 1 from unnest(p_item_ids) x where not exists
        (select 1 from public.item_assignments a where a.id = p_id and a.item_id = x)) then
      raise sqlstate 'PT409' using message = 'id_reused';
    end if;
    return;
  end if;
  insert into public.item_assignments (id, item_id, park_id, owner_id, assigned_by)
  select p_id, x, me.park_id, p_owner_id, me.staff_id from (select distinct x from unnest(p_item_ids) x order by x) d;
  perform private.audit_done(me, 'planItem.assign', p_id);
end;
$$;
comment on function api.assign_items(uuid, uuid[], uuid) is 'Gives items their owner, or none.';
grant execute on function api.assign_items(uuid, uuid[], uuid) to authenticated;
