-- 已通知领导和办公室: the page of a 重大 hazard says that they were told, and when; 我的数据 lists what a person was told.

alter table public.hazards add column notified_at timestamptz;
comment on column public.hazards.notified_at is '通知时间: of 重大, when leaders and office were told; empty where there was no leader to tell';

create function private.mark_notified() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  update public.hazards h set notified_at = new.made_at
    where h.id = new.about_id and h.notified_at is null
      and exists (select 1 from public.staff s where s.id = new.staff_id and s.role = 'leader');
  return null;
end;
$$;
comment on function private.mark_notified() is 'Remembers on a 重大 hazard when a leader was told; people read only their own notices.';
create trigger mark_notified after insert on public.notices
  for each row when (new.kind = 'hazard_major') execute function private.mark_notified();

create or replace function api.read_hazard(p_id uuid) returns jsonb
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
    'repeatOf', h.repeat_of, 'notifiedAt', h.notified_at,
    'clause', (select jsonb_build_object('checklist', v.name, 'version', v.version, 'key', h.item_key,
        'heading', i ->> 'heading', 'text', i ->> 'text', 'basis', i ->> 'basis')
      from public.safety_checks c join public.checklist_versions v on v.id = c.checklist_version_id
      cross join lateral jsonb_array_elements(v.items) i
      where c.submission_id = h.submission_id and i ->> 'key' = h.item_key),
    'actions', (select jsonb_agg(jsonb_build_object('kind', a.kind, 'by', private.person(a.acted_by), 'at', a.acted_at,
      'note', a.note, 'submissionId', a.submission_id, 'responsible', private.person(a.responsible_id), 'dueOn', a.due_on) order by a.acted_at desc, a.id desc)
      from public.hazard_actions a where a.hazard_id = h.id),
    'photos', private.photo_refs(h.submission_id, h.item_key, 30),
    'rectification', private.rectification_row(h.rectification_id),
    'pendingRectification', (select jsonb_build_object('submissionId', s.id, 'by', private.person(s.created_by), 'at', s.received_at)
      from public.rectifications r join public.submissions s on s.id = r.submission_id
      where r.hazard_id = h.id and h.status in ('open', 'returned') and s.status <> 'complete' and not s.is_corrected
      order by s.seq desc limit 1),
    'extension', (select jsonb_build_object('requestId', a.id, 'dueOn', a.due_on, 'reason', a.note, 'by', private.person(a.acted_by), 'at', a.acted_at)
      from public.hazard_actions a where a.id = h.extension_request_id),
    'may', private.hazard_moves(me, h));
end;
$$;

create or replace function api.my_data() returns jsonb
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
      order by a.answered_at desc) from public.milestone_answers a where a.answered_by = me.staff_id), '[]'),
    'notices', coalesce((select jsonb_agg(jsonb_build_object('id', n.id::text, 'kind', n.kind, 'facts', n.facts, 'at', n.made_at,
        'readAt', n.read_at) order by n.id desc)
      from (select * from public.notices o where o.staff_id = me.staff_id order by o.id desc limit 500) n), '[]'));
end;
$$;
