-- 收件箱: one row per person and event. The key names the event, so that telling it twice writes nothing: whoever makes
-- notices, a trigger or a job killed half-way and run again, needs no memory of its own.

create table public.notices (
  id bigint generated always as identity primary key,
  park_id uuid not null references public.parks (id),
  staff_id uuid not null references public.staff (id),
  key text not null check (length(key) <= 200),
  kind text not null constraint notices_kind_check check (kind in ('hazard_major', 'hazard_assigned', 'hazard_rectified',
    'hazard_returned', 'hazard_extension_requested', 'hazard_extended', 'hazard_extension_refused', 'hazard_due_soon',
    'hazard_due_today', 'hazard_overdue', 'milestone_reported', 'milestone_disputed', 'milestone_answer_due',
    'milestone_answer_overdue', 'milestone_unsettled', 'record_returned', 'digest_ready')),
  about_kind text not null constraint notices_about_kind_check check (about_kind in ('hazard', 'milestone', 'report', 'digest')),
  about_id uuid not null,
  project_id uuid references public.projects (id),
  facts jsonb not null check (jsonb_typeof(facts) = 'object' and octet_length(facts::text) <= 4000),
  made_at timestamptz not null default private.clock(),
  read_at timestamptz,
  constraint notices_staff_key unique (staff_id, key)
);
create index notices_staff_id_idx on public.notices (staff_id, id desc);
create index notices_unread_idx on public.notices (staff_id, id) where read_at is null;
create index notices_park_id_idx on public.notices (park_id);
create index notices_project_id_idx on public.notices (project_id);
comment on table public.notices is '通知: one thing told to one person, in the inbox (收件箱). Append-only but for the time it was read.';
comment on column public.notices.id is '序号: paging key';
comment on column public.notices.park_id is '园区';
comment on column public.notices.staff_id is '收件人';
comment on column public.notices.key is '事由: names the event, and with it the reminder''s day or week; once per person';
comment on column public.notices.kind is '种类';
comment on column public.notices.about_kind is '所指种类: what it opens';
comment on column public.notices.about_id is '所指';
comment on column public.notices.project_id is '项目: empty where it is about the park';
comment on column public.notices.facts is '事实: what the text is made of, as it was then';
comment on column public.notices.made_at is '时间';
comment on column public.notices.read_at is '已读时间';

-- ---------------------------------------------------------------- grants and row level security
-- Only triggers and the job write; a person marks.
grant select, update (read_at) on public.notices to authenticated;
grant select, insert on public.notices to service_role;
create trigger guard_notice before update or delete on public.notices
  for each row execute function private.guard_record('read_at');
create trigger guard_read before update on public.notices
  for each row when (old.read_at is not null) execute function private.guard_record();

alter table public.notices enable row level security;

-- Who has become a contact since reads no longer what was told before about others.
create policy "a person reads the own notices, a contact those of its projects" on public.notices for select to authenticated
  using (staff_id = (select c.staff_id from private.caller() c)
    and ((select c.enterprise_id from private.caller() c) is null
      or project_id in (select p.id from public.projects p)));
create policy "a person marks the own notices as read" on public.notices for update to authenticated
  using (staff_id = (select c.staff_id from private.caller() c))
  with check (staff_id = (select c.staff_id from private.caller() c) and read_at is not null);

-- ---------------------------------------------------------------- making notices
-- The one place that writes them. Nobody is told what he did himself; closed accounts are told nothing, contacts
-- nothing but their own enterprise's. By id, so that two transactions that tell the same people wait and do not cross.
create function private.notify(p_key text, p_kind text, p_about_kind text, p_about_id uuid, p_park_id uuid, p_project_id uuid,
  p_facts jsonb, p_to uuid[], p_actor uuid default null) returns void
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  insert into public.notices (park_id, staff_id, key, kind, about_kind, about_id, project_id, facts)
  select s.park_id, s.id, p_key, p_kind, p_about_kind, p_about_id, p_project_id, jsonb_strip_nulls(p_facts)
  from public.staff s
  where s.id = any (p_to) and s.park_id = p_park_id and s.closed_at is null and s.id is distinct from p_actor
    and (s.role <> 'contact' or s.enterprise_id = (select p.enterprise_id from public.projects p where p.id = p_project_id))
  order by s.id
  on conflict (staff_id, key) do nothing;
end;
$$;
comment on function private.notify(text, text, text, uuid, uuid, uuid, jsonb, uuid[], uuid) is
  'Tells these people of one event, each once.';
grant execute on function private.notify(text, text, text, uuid, uuid, uuid, jsonb, uuid[], uuid) to service_role;

create function private.people_of(p_park_id uuid, p_roles text[]) returns uuid[]
language plpgsql stable security invoker set search_path = ''
as $$
begin
  return array(select s.id from public.staff s where s.park_id = p_park_id and s.role = any (p_roles) and s.closed_at is null);
end;
$$;
comment on function private.people_of(uuid, text[]) is 'Open accounts of a park by role.';
grant execute on function private.people_of(uuid, text[]) to service_role;

create function private.contacts_of(p_project_id uuid) returns uuid[]
language plpgsql stable security invoker set search_path = ''
as $$
begin
  return array(select s.id from public.projects p join public.staff s on s.enterprise_id = p.enterprise_id
    and s.role = 'contact' and s.closed_at is null where p.id = p_project_id);
end;
$$;
comment on function private.contacts_of(uuid) is 'Open accounts of the contacts of a project''s enterprise.';
grant execute on function private.contacts_of(uuid) to service_role;

-- ---------------------------------------------------------------- reading
create function private.unread_notices() returns integer
language plpgsql stable security invoker set search_path = ''
as $$
begin
  -- A screen shows 99+ at most: what is beyond is not counted.
  return (select count(*) from (select 1 from public.notices n
    where n.staff_id = (private.caller()).staff_id and n.read_at is null limit 100) x);
end;
$$;
comment on function private.unread_notices() is 'How many notices the caller has not read, up to 100.';
grant execute on function private.unread_notices() to authenticated;

create function api.count_notices() returns integer
language plpgsql stable security invoker set search_path = ''
as $$
begin
  perform private.enter();
  return private.unread_notices();
end;
$$;
comment on function api.count_notices() is 'Unread notices of the caller, for the badge.';
grant execute on function api.count_notices() to authenticated;

create function api.list_notices(p_limit integer, p_before bigint default null) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
declare
  me public.sessions := private.enter();
  page public.notices[];
begin
  page := array(select n from public.notices n where n.staff_id = me.staff_id and (p_before is null or n.id < p_before)
    order by n.id desc limit p_limit + 1);
  return jsonb_build_object('items', coalesce((select jsonb_agg(jsonb_build_object('id', n.id::text, 'kind', n.kind,
      'about', jsonb_build_object('kind', n.about_kind, 'id', n.about_id, 'projectId', n.project_id),
      'facts', n.facts, 'at', n.made_at, 'isRead', n.read_at is not null) order by n.id desc)
      from unnest(page[1:p_limit]) n), '[]'),
    'next', case when cardinality(page) > p_limit then (page[p_limit]).id::text end,
    'unread', private.unread_notices());
end;
$$;
comment on function api.list_notices(integer, bigint) is 'The caller''s inbox, newest first.';
grant execute on function api.list_notices(integer, bigint) to authenticated;

create function api.read_notices(p_up_to bigint default null, p_only bigint default null) returns integer
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  me public.sessions := private.enter();
begin
  update public.notices set read_at = private.clock()
    where staff_id = me.staff_id and read_at is null and (id <= p_up_to or id = p_only);
  return private.unread_notices();
end;
$$;
comment on function api.read_notices(bigint, bigint) is 'Marks one notice, or all up to one, as read; answers how many are left.';
grant execute on function api.read_notices(bigint, bigint) to authenticated;
