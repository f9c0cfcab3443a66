-- 督办单: a leader says what is to be done about a matter, who answers, and by when. Only order_actions takes inserts: an
-- issued action lays the order, every other one moves it. An answer is a submission like any report with evidence and
-- becomes an action when its photos and documents are there. The rules are those of src/domain/supervision-order.

create table public.supervision_orders (
  id uuid primary key,
  seq bigint generated always as identity,
  park_id uuid not null references public.parks (id),
  about_item_id uuid references public.plan_items (id),
  about_project_id uuid references public.projects (id),
  about_hazard_id uuid references public.hazards (id),
  about_report_id uuid references public.submissions (id),
  digest_on date,
  project_id uuid references public.projects (id),
  item_id uuid references public.plan_items (id),
  requirement text not null check (length(requirement) between 1 and 500),
  addressee_id uuid not null references public.staff (id),
  enterprise_id uuid references public.enterprises (id),
  due_on date not null,
  status text not null constraint supervision_orders_status_check
    check (status in ('issued', 'acknowledged', 'answered', 'returned', 'closed', 'withdrawn')),
  answer_id uuid references public.submissions (id),
  issued_by uuid not null references public.staff (id),
  issued_at timestamptz not null,
  closed_at timestamptz,
  constraint supervision_orders_days check (due_on >= '2000-01-01' and due_on < '2200-01-01'
    and digest_on >= '2000-01-01' and digest_on < '2200-01-01'),
  constraint supervision_orders_about_one check (num_nonnulls(about_item_id, about_project_id, about_hazard_id, about_report_id) = 1),
  -- Where its answers belong: a submission is about a project or about an item.
  constraint supervision_orders_one_place check (num_nonnulls(project_id, item_id) = 1),
  constraint supervision_orders_closed_whole check ((status = 'closed' or status = 'withdrawn') = (closed_at is not null))
);
create index supervision_orders_park_id_idx on public.supervision_orders (park_id, seq);
create index supervision_orders_standing_idx on public.supervision_orders (park_id, due_on) where closed_at is null;
create index supervision_orders_about_item_id_idx on public.supervision_orders (about_item_id);
create index supervision_orders_about_project_id_idx on public.supervision_orders (about_project_id);
create index supervision_orders_about_hazard_id_idx on public.supervision_orders (about_hazard_id);
create index supervision_orders_about_report_id_idx on public.supervision_orders (about_report_id);
create index supervision_orders_project_id_idx on public.supervision_orders (project_id);
create index supervision_orders_item_id_idx on public.supervision_orders (item_id);
create index supervision_orders_addressee_id_idx on public.supervision_orders (addressee_id);
create index supervision_orders_enterprise_id_idx on public.supervision_orders (enterprise_id);
create index supervision_orders_answer_id_idx on public.supervision_orders (answer_id);
create index supervision_orders_issued_by_idx on public.supervision_orders (issued_by);
comment on table public.supervision_orders is '督办单: status, due date and answer are kept from its actions by trigger.';
comment on column public.supervision_orders.id is '主键: of the issued action, made by the client';
comment on column public.supervision_orders.seq is '下达次序: paging key';
comment on column public.supervision_orders.park_id is '园区';
comment on column public.supervision_orders.about_item_id is '所督办的计划事项';
comment on column public.supervision_orders.about_project_id is '所督办的项目';
comment on column public.supervision_orders.about_hazard_id is '所督办的隐患';
comment on column public.supervision_orders.about_report_id is '所督办的记录: of a milestone report or a line of a digest';
comment on column public.supervision_orders.digest_on is '所据简报日期: when it was issued from a line of a digest';
comment on column public.supervision_orders.project_id is '项目: of the matter, where its answers belong';
comment on column public.supervision_orders.item_id is '计划事项: of the matter, where it has no project';
comment on column public.supervision_orders.requirement is '督办要求';
comment on column public.supervision_orders.addressee_id is '承办人: who answers';
comment on column public.supervision_orders.enterprise_id is '承办企业: of an addressee who is a contact, as at issue';
comment on column public.supervision_orders.due_on is '办理期限: the latest one';
comment on column public.supervision_orders.status is '状态';
comment on column public.supervision_orders.answer_id is '最近一次回复';
comment on column public.supervision_orders.issued_by is '督办人';
comment on column public.supervision_orders.issued_at is '下达时间';
comment on column public.supervision_orders.closed_at is '办结或撤回时间';

create table public.order_actions (
  id uuid primary key,
  seq bigint generated always as identity,
  park_id uuid not null references public.parks (id),
  order_id uuid not null references public.supervision_orders (id),
  kind text not null constraint order_actions_kind_check
    check (kind in ('issued', 'acknowledged', 'answered', 'returned', 'closed', 'extended', 'withdrawn')),
  submission_id uuid references public.submissions (id),
  reason text check (length(reason) between 1 and 500),
  due_on date,
  body text check (octet_length(body) <= 262144),
  body_sha256 text,
  acted_by uuid not null references public.staff (id),
  acted_at timestamptz not null,
  constraint order_actions_day check (due_on >= '2000-01-01' and due_on < '2200-01-01'),
  constraint order_actions_reason_given check (kind not in ('returned', 'extended', 'withdrawn') or reason is not null),
  constraint order_actions_due_named check ((kind in ('issued', 'extended')) = (due_on is not null)),
  constraint order_actions_answer_named check ((kind in ('answered', 'returned', 'closed')) = (submission_id is not null)),
  -- The body of an answer is that of its submission.
  constraint order_actions_body_kept check ((kind = 'answered') = (body is null) and (body is null) = (body_sha256 is null))
);
create index order_actions_park_id_idx on public.order_actions (park_id);
create index order_actions_order_id_idx on public.order_actions (order_id, seq);
create index order_actions_submission_id_idx on public.order_actions (submission_id);
create index order_actions_acted_by_idx on public.order_actions (acted_by);
comment on table public.order_actions is '督办经过: append-only; the order follows by trigger.';
comment on column public.order_actions.id is '主键: made by the client, so that a repeated request is recognised; of an answer by the database';
comment on column public.order_actions.seq is '次序';
comment on column public.order_actions.park_id is '园区';
comment on column public.order_actions.order_id is '督办单';
comment on column public.order_actions.kind is '动作: issued 下达, acknowledged 签收, answered 回复, returned 退回, closed 办结, extended 延期, withdrawn 撤回';
comment on column public.order_actions.submission_id is '回复: the answer, or the one that was reviewed';
comment on column public.order_actions.reason is '理由';
comment on column public.order_actions.due_on is '期限: as issued, or the new one';
comment on column public.order_actions.body is '原文';
comment on column public.order_actions.body_sha256 is '原文 sha256 (hex)';
comment on column public.order_actions.acted_by is '操作人';
comment on column public.order_actions.acted_at is '时间';

-- ---------------------------------------------------------------- the rules
create function private.next_order_status(p_status text, p_kind text) returns text
language sql immutable set search_path = ''
as $$
  select case
    when p_status is null then case p_kind when 'issued' then 'issued' end
    when p_status in ('closed', 'withdrawn') then null
    when p_kind = 'withdrawn' then 'withdrawn'
    when p_kind = 'extended' then p_status
    when p_kind = 'acknowledged' and p_status = 'issued' then 'acknowledged'
    when p_kind = 'answered' and p_status in ('acknowledged', 'answered', 'returned') then 'answered'
    when p_kind in ('returned', 'closed') and p_status = 'answered' then p_kind
  end;
$$;
comment on function private.next_order_status(text, text) is 'Status after an action, null where it is refused; same as src/domain/supervision-order.';
grant execute on function private.next_order_status(text, text) to authenticated;

create function private.decides_order(o public.supervision_orders, p_staff_id uuid) returns boolean
language sql stable set search_path = ''
as $$
  select o.issued_by = p_staff_id
    or exists (select 1 from public.staff s where s.id = o.issued_by and (s.closed_at is not null or s.role <> 'leader'));
$$;
comment on function private.decides_order(public.supervision_orders, uuid) is 'Whether this leader issued the order, or may act for one who is gone.';
grant execute on function private.decides_order(public.supervision_orders, uuid) to authenticated;

create function private.order_refusal(o public.supervision_orders, p_staff_id uuid, p_role text, p_enterprise_id uuid, p_kind text) returns text
language plpgsql stable security invoker set search_path = ''
as $$
declare
  is_answering boolean := p_kind in ('acknowledged', 'answered');
begin
  return case
    when p_role = 'contact' and o.enterprise_id is distinct from p_enterprise_id
      or p_role = 'inspector' and o.project_id is null and o.addressee_id <> p_staff_id then 'order_not_found'
    when is_answering = (p_role = 'leader') then 'role_refused'
    when is_answering and o.addressee_id <> p_staff_id then 'not_addressee'
    when not is_answering and not private.decides_order(o, p_staff_id) then 'not_your_order'
    when p_kind in ('returned', 'closed') and o.addressee_id = p_staff_id then 'own_report'
    when private.next_order_status(o.status, p_kind) is null then 'order_moved_on' end;
end;
$$;
comment on function private.order_refusal(public.supervision_orders, uuid, text, uuid, text) is
  'Why a person may not take a step, null where he may; same as orderRefusal of src/domain/supervision-order.';
grant execute on function private.order_refusal(public.supervision_orders, uuid, text, uuid, text) to authenticated;

create function private.raise_order_refusal(p_code text) returns void
language plpgsql immutable security invoker set search_path = ''
as $$
begin
  if p_code is not null then
    raise exception using message = p_code,
      errcode = case p_code when 'order_not_found' then 'PT404' when 'order_moved_on' then 'PT409' else 'PT403' end;
  end if;
end;
$$;
comment on function private.raise_order_refusal(text) is 'Raises what private.order_refusal found.';

create function private.may_be_addressed(p_role text, p_enterprise_id uuid, p_closed_at timestamptz, p_concerned_id uuid) returns boolean
language sql immutable set search_path = ''
as $$
  select p_closed_at is null and case p_role when 'contact' then coalesce(p_enterprise_id = p_concerned_id, false) else p_role <> 'leader' end;
$$;
comment on function private.may_be_addressed(text, uuid, timestamptz, uuid) is 'Whether a person may answer an order about a matter of this enterprise; same as mayBeAddressed.';
grant execute on function private.may_be_addressed(text, uuid, timestamptz, uuid) to authenticated;

-- Where a matter belongs: the project it is of, or the item of the plan that has none; whose enterprise it is; and who is
-- the likeliest to answer.
create function private.order_place(p_park_id uuid, p_about jsonb) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
declare
  place jsonb;
begin
  place := coalesce(
    (select jsonb_build_object('projectId', p.id, 'title', p.name) from public.projects p
      where p.id = (p_about ->> 'projectId')::uuid and p.park_id = p_park_id),
    (select jsonb_build_object('projectId', h.project_id, 'title', h.title, 'suggestedId', h.responsible_id) from public.hazards h
      where h.id = (p_about ->> 'hazardId')::uuid and h.park_id = p_park_id),
    (select jsonb_build_object('projectId', i.project_id, 'itemId', case when i.project_id is null then i.id end, 'title', i.name,
        'suggestedId', i.owner_id) from public.plan_items i
      where i.id = (p_about ->> 'planItemId')::uuid and i.park_id = p_park_id),
    (select jsonb_build_object('projectId', coalesce(s.project_id, i.project_id), 'itemId', case when i.project_id is null then i.id end,
        'suggestedId', s.created_by) from public.submissions s left join public.plan_items i on i.id = s.item_id
      where s.id = (p_about ->> 'reportId')::uuid and s.park_id = p_park_id));
  if place is null then
    raise sqlstate 'PT404' using message = case when p_about ? 'projectId' then 'project_not_found' when p_about ? 'hazardId' then 'hazard_not_found'
      when p_about ? 'planItemId' then 'plan_item_not_found' else 'report_not_found' end;
  end if;
  return place || jsonb_build_object('enterpriseId',
    (select p.enterprise_id from public.projects p where p.id = (place ->> 'projectId')::uuid));
end;
$$;
comment on function private.order_place(uuid, jsonb) is 'Project or item of a matter, its enterprise, and who is proposed to answer.';
grant execute on function private.order_place(uuid, jsonb) to authenticated;

-- ---------------------------------------------------------------- actions
create function private.lay_order(a public.order_actions) returns void
language plpgsql security invoker set search_path = ''
as $$
declare
  b jsonb := a.body::jsonb;
  place jsonb;
  addressee public.staff;
begin
  if not exists (select 1 from public.staff s where s.id = a.acted_by and s.role = 'leader') then
    raise sqlstate 'PT403' using message = 'role_refused';
  end if;
  place := private.order_place(a.park_id, b -> 'about');
  select * into addressee from public.staff s where s.id = (b ->> 'addresseeId')::uuid and s.park_id = a.park_id and s.closed_at is null;
  if addressee.id is null then
    raise sqlstate 'PT404' using message = 'staff_not_found';
  elsif not private.may_be_addressed(addressee.role, addressee.enterprise_id, addressee.closed_at, (place ->> 'enterpriseId')::uuid) then
    raise sqlstate 'PT422' using message = 'addressee_refused';
  elsif a.due_on < private.park_day(a.acted_at) then
    raise sqlstate 'PT422' using message = 'due_date_past';
  end if;
  -- An id that is taken is found by the insert of the action.
  insert into public.supervision_orders (id, park_id, about_item_id, about_project_id, about_hazard_id, about_report_id, digest_on,
    project_id, item_id, requirement, addressee_id, enterprise_id, due_on, status, issued_by, issued_at)
  values (a.id, a.park_id, (b #>> '{about,planItemId}')::uuid, (b #>> '{about,projectId}')::uuid, (b #>> '{about,hazardId}')::uuid,
    (b #>> '{about,reportId}')::uuid, (b ->> 'digestOn')::date, (place ->> 'projectId')::uuid, (place ->> 'itemId')::uuid,
    b ->> 'requirement', addressee.id, addressee.enterprise_id, a.due_on, 'issued', a.acted_by, a.acted_at)
  on conflict (id) do nothing;
end;
$$;
comment on function private.lay_order(public.order_actions) is 'The order that an issued action says.';

create function private.receive_order_action() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  b jsonb := new.body::jsonb;
  o public.supervision_orders;
  me public.staff;
begin
  -- Whoever acts on one order takes turns.
  select * into o from public.supervision_orders where id = new.order_id and park_id = new.park_id for no key update;
  new.acted_at := private.clock();
  new.body_sha256 := encode(sha256(convert_to(new.body, 'UTF8')), 'hex');
  if new.kind in ('issued', 'extended') then
    new.due_on := (b ->> 'dueOn')::date;
  elsif new.kind in ('returned', 'closed') then
    new.submission_id := (b ->> 'answerId')::uuid;
  end if;
  new.reason := b ->> 'reason';
  -- The same action sent twice at once: the insert that follows finds it.
  if exists (select 1 from public.order_actions a where a.id = new.id) then
    return new;
  end if;
  if new.kind = 'issued' then
    if new.order_id <> new.id then
      raise sqlstate 'PT400' using message = 'invalid_input';
    end if;
    perform private.lay_order(new);
    return new;
  end if;
  if o.id is null then
    raise sqlstate 'PT404' using message = 'order_not_found';
  elsif new.kind = 'answered' then
    -- Only private.apply_order_answer comes here, with a submission that was checked when it was received.
    return new;
  end if;
  select * into me from public.staff where id = new.acted_by;
  perform private.raise_order_refusal(private.order_refusal(o, me.id, me.role, me.enterprise_id, new.kind));
  -- The body names the order too, and what was decided, so that it proves both by itself.
  if (b ->> 'orderId')::uuid is distinct from o.id
    or (new.kind in ('returned', 'closed') and b ->> 'answer' is distinct from case new.kind when 'closed' then 'close' else 'return' end) then
    raise sqlstate 'PT400' using message = 'invalid_input';
  end if;
  if new.kind in ('returned', 'closed') and new.submission_id is distinct from o.answer_id then
    raise sqlstate 'PT409' using message = 'report_superseded';
  elsif new.kind = 'extended' and (new.due_on <= o.due_on or new.due_on < private.park_day(new.acted_at)) then
    raise sqlstate 'PT422' using message = 'due_date_past';
  end if;
  return new;
end;
$$;
comment on function private.receive_order_action() is 'Checks who may take which step, and fills in what body and clock say.';
create trigger receive_order_action before insert on public.order_actions
  for each row execute function private.receive_order_action();

alter table public.changes
  drop constraint changes_kind_check,
  add constraint changes_kind_check check (kind in ('submission_counted', 'correction',
    'milestone_confirmed', 'milestone_disputed', 'hazard_opened', 'hazard_rectified', 'hazard_returned',
    'hazard_closed', 'hazard_extended', 'record_approved', 'record_returned', 'item_value', 'plan_imported',
    'order_issued', 'order_acknowledged', 'order_answered', 'order_returned', 'order_closed', 'order_extended', 'order_withdrawn')),
  add column order_id uuid;
comment on column public.changes.order_id is '督办单';
comment on column public.changes.answer_id is '答复、审核或督办动作: what was decided, by the id of its body';

create function private.apply_order_action() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  o public.supervision_orders;
begin
  update public.supervision_orders x set
    status = private.next_order_status(case new.kind when 'issued' then null else x.status end, new.kind),
    due_on = coalesce(new.due_on, x.due_on),
    answer_id = case new.kind when 'answered' then new.submission_id else x.answer_id end,
    closed_at = case when new.kind in ('closed', 'withdrawn') then new.acted_at end
  where x.id = new.order_id returning * into o;
  -- An answer's body is proven with its submission, every other action by itself.
  insert into public.changes (park_id, kind, project_id, plan_item_id, submission_id, answer_id, order_id, made_at)
  values (new.park_id, 'order_' || new.kind, o.project_id, o.item_id, case new.kind when 'answered' then new.submission_id end,
    case when new.kind <> 'answered' then new.id end, o.id, new.acted_at);
  return null;
end;
$$;
comment on function private.apply_order_action() is 'Moves the order and records the change.';
create trigger apply_order_action after insert on public.order_actions
  for each row execute function private.apply_order_action();

-- ---------------------------------------------------------------- an answer is a submission
alter table public.submissions
  add column order_id uuid references public.supervision_orders (id),
  drop constraint submissions_kind_check,
  add constraint submissions_kind_check check (kind in
    ('inspection', 'progress', 'safety_check', 'milestone_report', 'hazard_open', 'hazard_rectify', 'order_answer',
     'reading', 'achievement', 'incident', 'completion', 'note', 'naming')),
  drop constraint submissions_about_one,
  -- An answer is about what its order is about.
  add constraint submissions_about_one check ((item_id is null) = (project_id is not null) and (kind = 'order_answer'
    or (item_id is not null) = (kind in ('reading', 'achievement', 'incident', 'completion', 'note', 'naming')))),
  add constraint submissions_order_named check ((kind = 'order_answer') = (order_id is not null));
create index submissions_order_id_idx on public.submissions (order_id) where order_id is not null;
comment on column public.submissions.order_id is '督办单: that the record answers';

-- Fires after private.receive_submission, by its name: a repeat never comes here.
create function private.receive_order_answer() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  o public.supervision_orders;
  sender public.staff;
begin
  select * into o from public.supervision_orders where id = (new.body::jsonb ->> 'orderId')::uuid and park_id = new.park_id for no key update;
  if o.id is null or (new.project_id, new.item_id) is distinct from (o.project_id, o.item_id) then
    raise sqlstate 'PT404' using message = 'order_not_found';
  end if;
  select * into sender from public.staff where id = new.created_by;
  perform private.raise_order_refusal(private.order_refusal(o, sender.id, sender.role, sender.enterprise_id, 'answered'));
  if new.corrects is not null or new.body::jsonb ->> 'note' is null then
    raise sqlstate 'PT400' using message = 'invalid_input';
  end if;
  new.order_id := o.id;
  return new;
end;
$$;
comment on function private.receive_order_answer() is 'The addressee answers, while the order waits for it. What was forgotten is told by a further answer, not by a correction.';
create trigger receive_submission_of_order before insert on public.submissions
  for each row when (new.kind = 'order_answer') execute function private.receive_order_answer();

create function private.apply_order_answer() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  o public.supervision_orders;
begin
  select * into o from public.supervision_orders where id = new.order_id for no key update;
  -- Its photos came after the order was closed or withdrawn: it is a record, and moves nothing any more.
  if private.next_order_status(o.status, 'answered') is not null then
    insert into public.order_actions (id, park_id, order_id, kind, submission_id, acted_by)
    values (gen_random_uuid(), new.park_id, o.id, 'answered', new.id, new.created_by);
  end if;
  return null;
end;
$$;
comment on function private.apply_order_answer() is 'An answer moves its order from the moment its evidence is there.';
create trigger unfold_submission_of_order after insert on public.submissions
  for each row when (new.kind = 'order_answer' and new.status = 'complete') execute function private.apply_order_answer();
create trigger count_submission_of_order after update of status on public.submissions
  for each row when (new.kind = 'order_answer' and old.status = 'awaiting_photos' and new.status = 'complete')
  execute function private.apply_order_answer();

create or replace function private.unfold_submission() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  b jsonb := new.body::jsonb;
begin
  if new.photo_count > 0 then
    perform private.unfold_photos(new, b);
  end if;
  if new.document_count > 0 then
    perform private.unfold_documents(new, b);
  end if;
  case new.kind
    when 'progress' then perform private.unfold_progress(new, b);
    when 'safety_check' then perform private.unfold_safety_check(new, b);
    when 'milestone_report' then perform private.unfold_milestone(new, b);
    when 'hazard_open' then perform private.open_hazard(new, null, null, b -> 'hazard');
    when 'hazard_rectify' then perform private.unfold_rectification(new, b);
    when 'inspection', 'order_answer' then null;
    else perform private.unfold_item_record(new, b);
  end case;
  insert into public.audit (park_id, staff_id, session_id, operation, target_id, outcome)
  values (new.park_id, new.created_by, new.session_id, private.operation_of(new.kind), new.id, 'done');
  if new.status = 'complete' then
    perform private.count_record(new);
  end if;
  return null;
end;
$$;

create or replace function private.operation_of(kind text) returns text
language plpgsql immutable security invoker set search_path = ''
as $$
begin
  return case kind when 'inspection' then 'inspection.submit' when 'progress' then 'progress.submit'
    when 'safety_check' then 'safetyCheck.submit' when 'milestone_report' then 'milestone.report'
    when 'hazard_open' then 'hazard.open' when 'hazard_rectify' then 'hazard.rectify'
    when 'order_answer' then 'supervisionOrder.answer' else kind || '.submit' end;
end;
$$;

create or replace function private.may_send(p_role text, p_kind text, p_is_correction boolean) returns boolean
language plpgsql immutable security invoker set search_path = ''
as $$
begin
  return case p_role
    when 'inspector' then p_kind not in ('reading', 'naming')
    when 'contact' then p_kind in ('progress', 'milestone_report', 'hazard_rectify', 'order_answer')
    when 'office' then p_is_correction or p_kind not in ('inspection', 'progress', 'safety_check')
    else false end;
end;
$$;

-- ---------------------------------------------------------------- grants and row level security
grant select on public.supervision_orders, public.order_actions to authenticated, service_role;
grant insert (id, park_id, order_id, kind, body, acted_by) on public.order_actions to authenticated;
create trigger guard_supervision_order before update or delete on public.supervision_orders
  for each row execute function private.guard_record('status', 'due_on', 'answer_id', 'closed_at');
create trigger guard_order_action before update or delete on public.order_actions
  for each row execute function private.guard_record();

alter table public.supervision_orders enable row level security;
alter table public.order_actions enable row level security;

create policy "leaders and the office read all orders, inspectors those of projects and their own, contacts their enterprise's"
  on public.supervision_orders for select to authenticated
  using (park_id = (select c.park_id from private.caller() c) and case (select c.role from private.caller() c)
    when 'contact' then enterprise_id = (select c.enterprise_id from private.caller() c)
    when 'inspector' then project_id is not null or addressee_id = (select c.staff_id from private.caller() c)
    else true end);
-- The own ones by themselves: an insert that may meet its repeat has to see its row, before the order it lays is seen.
create policy "order actions are read with their order, and by who took them" on public.order_actions for select to authenticated
  using (park_id = (select c.park_id from private.caller() c)
    and (acted_by = (select c.staff_id from private.caller() c)
      or exists (select 1 from public.supervision_orders o where o.id = order_actions.order_id)));
create policy "people act on orders in their own name, and answer by a submission" on public.order_actions for insert to authenticated
  with check (kind <> 'answered' and exists (select 1 from private.caller() c
    where c.park_id = order_actions.park_id and c.staff_id = order_actions.acted_by));

-- What answers an order is read with it: the other party of a project need not see what its people were asked.
drop policy "staff read the park's submissions, a contact its projects'" on public.submissions;
create policy "staff read the park's submissions, a contact its projects', answers are read with their order" on public.submissions
  for select to authenticated
  using (park_id = (select c.park_id from private.caller() c)
    and ((select c.enterprise_id from private.caller() c) is null
      or project_id in (select p.id from public.projects p))
    and (order_id is null or exists (select 1 from public.supervision_orders o where o.id = submissions.order_id)));
-- Leaders and the office see every record of their park; for the others a photo is as visible as its record.
drop policy "photos are read with their project" on public.photos;
create policy "photos are read with their record" on public.photos for select to authenticated
  using (park_id = (select c.park_id from private.caller() c)
    and ((select c.enterprise_id from private.caller() c) is null
      or project_id in (select p.id from public.projects p))
    and ((select c.role from private.caller() c) in ('leader', 'office')
      or exists (select 1 from public.submissions s where s.id = photos.submission_id)));
