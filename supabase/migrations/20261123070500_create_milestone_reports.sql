-- What was reported about a milestone and how the other party answered. The slot's state is derived from these
-- by private.refresh_milestone; nothing is ever confirmed by silence.

create table public.milestone_reports (
  submission_id uuid primary key references public.submissions (id),
  seq bigint not null,
  park_id uuid not null references public.parks (id),
  project_id uuid not null references public.projects (id),
  milestone_id uuid not null references public.milestones (id),
  occurred_on date not null,
  agreed_investment_yuan numeric(18, 2) check (agreed_investment_yuan >= 0),
  side text not null constraint milestone_reports_side_check check (side in ('park', 'enterprise')),
  reported_by uuid not null references public.staff (id),
  reported_at timestamptz not null,
  skipped_rungs text[] not null default '{}',
  is_live boolean not null default true
);
create index milestone_reports_park_id_idx on public.milestone_reports (park_id);
create index milestone_reports_project_id_idx on public.milestone_reports (project_id);
create index milestone_reports_milestone_id_idx on public.milestone_reports (milestone_id, seq);
create index milestone_reports_reported_by_idx on public.milestone_reports (reported_by);
comment on table public.milestone_reports is '里程碑上报: one per submission that names a rung. Its id is the submission''s.';
comment on column public.milestone_reports.submission_id is '报送, also the reportId of confirm and dispute';
comment on column public.milestone_reports.seq is '收到次序';
comment on column public.milestone_reports.park_id is '园区';
comment on column public.milestone_reports.project_id is '项目';
comment on column public.milestone_reports.milestone_id is '里程碑';
comment on column public.milestone_reports.occurred_on is '发生日期';
comment on column public.milestone_reports.agreed_investment_yuan is '协议投资（元）: signing only';
comment on column public.milestone_reports.side is '上报方: park 管委会, enterprise 企业';
comment on column public.milestone_reports.reported_by is '上报人';
comment on column public.milestone_reports.reported_at is '收到时间';
comment on column public.milestone_reports.skipped_rungs is '跳过的阶段: unconfirmed lower rungs at that moment, flagged';
comment on column public.milestone_reports.is_live is '有效: false once a correction of it is complete';

create table public.milestone_answers (
  id uuid primary key,
  park_id uuid not null references public.parks (id),
  project_id uuid not null references public.projects (id),
  milestone_id uuid not null references public.milestones (id),
  report_id uuid not null references public.milestone_reports (submission_id),
  answer text not null constraint milestone_answers_answer_check check (answer in ('confirm', 'dispute')),
  reason text check (length(reason) between 1 and 500),
  on_behalf boolean not null default false,
  body text not null check (octet_length(body) <= 262144),
  body_sha256 text not null,
  answered_by uuid not null references public.staff (id),
  answered_at timestamptz not null,
  -- A report is answered once; a dispute is settled by a new report.
  constraint milestone_answers_report_key unique (report_id),
  constraint milestone_answers_reason_given check (answer = 'confirm' or reason is not null)
);
create index milestone_answers_park_id_idx on public.milestone_answers (park_id);
create index milestone_answers_project_id_idx on public.milestone_answers (project_id);
create index milestone_answers_milestone_id_idx on public.milestone_answers (milestone_id);
create index milestone_answers_answered_by_idx on public.milestone_answers (answered_by);
comment on table public.milestone_answers is '里程碑答复: confirmed or disputed by the other party. Append-only.';
comment on column public.milestone_answers.id is '主键: made by the client, so that a repeated request is recognised';
comment on column public.milestone_answers.park_id is '园区';
comment on column public.milestone_answers.project_id is '项目';
comment on column public.milestone_answers.milestone_id is '里程碑';
comment on column public.milestone_answers.report_id is '所答的上报';
comment on column public.milestone_answers.answer is '答复: confirm 确认, dispute 有异议';
comment on column public.milestone_answers.reason is '异议理由';
comment on column public.milestone_answers.on_behalf is '管委会代确认: a second office person where there is no contact';
comment on column public.milestone_answers.body is '原文';
comment on column public.milestone_answers.body_sha256 is '原文 sha256 (hex)';
comment on column public.milestone_answers.answered_by is '答复人';
comment on column public.milestone_answers.answered_at is '答复时间';

alter table public.milestones add constraint milestones_report_id_fkey
  foreign key (report_id) references public.milestone_reports (submission_id);

-- ---------------------------------------------------------------- the slot's state
-- The confirmed live report decides; without one, the latest live report whose photos are there, disputed or waiting:
-- one whose photos never come hides no dispute. Only where there is no other does an incomplete one stand. The same
-- rule as standingReport of src/domain/milestone.
create function private.refresh_milestone(p_milestone_id uuid) returns void
language plpgsql security invoker set search_path = ''
as $$
declare
  r record;
begin
  select mr.submission_id, mr.occurred_on, mr.agreed_investment_yuan, a.answer, a.answered_at into r
  from public.milestone_reports mr
  join public.submissions s on s.id = mr.submission_id
  left join public.milestone_answers a on a.report_id = mr.submission_id
  where mr.milestone_id = p_milestone_id and mr.is_live
  order by coalesce(a.answer = 'confirm', false) desc, s.status = 'complete' desc, mr.seq desc
  limit 1;
  update public.milestones m set
    status = case when r.submission_id is null then 'none' when r.answer = 'confirm' then 'confirmed'
      when r.answer = 'dispute' then 'disputed' else 'reported' end,
    report_id = r.submission_id,
    confirmed_at = case when r.answer = 'confirm' then r.answered_at end,
    occurred_on = r.occurred_on,
    agreed_investment_yuan = r.agreed_investment_yuan
  where m.id = p_milestone_id;
end;
$$;
comment on function private.refresh_milestone(uuid) is 'Derives a slot''s state from its reports and answers. Caller holds the slot''s lock.';

-- ---------------------------------------------------------------- answers
create function private.receive_milestone_answer() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  slot public.milestones;
  report public.milestone_reports;
  caller public.staff;
  has_contact boolean;
begin
  select * into slot from public.milestones where id = new.milestone_id and park_id = new.park_id for no key update;
  new.on_behalf := false;
  new.project_id := slot.project_id;
  new.body_sha256 := encode(sha256(convert_to(new.body, 'UTF8')), 'hex');
  new.answered_at := private.clock();
  -- The same answer sent twice at once: the second met the first only at the lock, and the insert that follows finds it.
  if exists (select 1 from public.milestone_answers a where a.id = new.id) then
    return new;
  end if;
  select * into report from public.milestone_reports
    where submission_id = new.report_id and milestone_id = slot.id;
  if report.submission_id is null then
    raise sqlstate 'PT404' using message = 'milestone_report_not_found';
  end if;
  if not report.is_live or slot.report_id <> report.submission_id then
    raise sqlstate 'PT409' using message = 'report_superseded';
  end if;
  if slot.status <> 'reported' then
    raise sqlstate 'PT409' using message = 'already_answered';
  end if;
  if exists (select 1 from public.submissions s where s.id = report.submission_id and s.status <> 'complete') then
    raise sqlstate 'PT409' using message = 'report_incomplete';
  end if;
  select * into caller from public.staff where id = new.answered_by;
  if report.reported_by = caller.id then
    raise sqlstate 'PT403' using message = 'own_report';
  end if;
  if report.side = 'enterprise' then
    if caller.role not in ('inspector', 'office') then
      raise sqlstate 'PT403' using message = 'other_party_answers';
    end if;
  else
    has_contact := exists (select 1 from public.projects p
      join public.staff s on s.enterprise_id = p.enterprise_id and s.role = 'contact' and s.closed_at is null
      where p.id = slot.project_id);
    if has_contact and caller.role <> 'contact' then
      raise sqlstate 'PT403' using message = 'other_party_answers';
    elsif not has_contact and caller.role <> 'office' then
      raise sqlstate 'PT403' using message = 'second_office_person_needed';
    end if;
    new.on_behalf := not has_contact;
  end if;
  return new;
end;
$$;
comment on function private.receive_milestone_answer() is 'Two parties: checks who may answer which report, mirrored by src/domain/milestone.';
create trigger receive_milestone_answer before insert on public.milestone_answers
  for each row execute function private.receive_milestone_answer();

create function private.apply_milestone_answer() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  perform private.refresh_milestone(new.milestone_id);
  insert into public.changes (park_id, kind, project_id, submission_id, milestone_id, answer_id)
  values (new.park_id, case new.answer when 'confirm' then 'milestone_confirmed' else 'milestone_disputed' end,
    new.project_id, new.report_id, new.milestone_id, new.id);
  perform private.because(new.id);
  perform private.keep_values(new.park_id, new.project_id);
  return null;
end;
$$;
comment on function private.apply_milestone_answer() is 'Moves the slot, records the change, keeps the values.';
create trigger apply_milestone_answer after insert on public.milestone_answers
  for each row execute function private.apply_milestone_answer();

-- ---------------------------------------------------------------- grants and row level security
grant select on public.milestone_reports, public.milestone_answers to authenticated;
grant insert (id, park_id, milestone_id, report_id, answer, reason, body, answered_by)
  on public.milestone_answers to authenticated;
grant select on public.milestone_reports, public.milestone_answers to service_role;
create trigger guard_milestone_report before update or delete on public.milestone_reports
  for each row execute function private.guard_record('is_live');
create trigger guard_milestone_answer before update or delete on public.milestone_answers
  for each row execute function private.guard_record();

alter table public.milestone_reports enable row level security;
alter table public.milestone_answers enable row level security;

create policy "milestone reports are read with their project" on public.milestone_reports for select to authenticated
  using (park_id = (select c.park_id from private.caller() c)
    and ((select c.enterprise_id from private.caller() c) is null
      or project_id in (select p.id from public.projects p)));
create policy "milestone answers are read with their project" on public.milestone_answers for select to authenticated
  using (park_id = (select c.park_id from private.caller() c)
    and ((select c.enterprise_id from private.caller() c) is null
      or project_id in (select p.id from public.projects p)));
create policy "people answer milestones they can see, in their own name" on public.milestone_answers for insert to authenticated
  with check (exists (select 1 from private.caller() c
      where c.park_id = milestone_answers.park_id and c.staff_id = milestone_answers.answered_by
        and c.role in ('inspector', 'contact', 'office'))
    and milestone_id in (select m.id from public.milestones m));
