-- 检查表编辑: the office drafts, publishes and retires checklists. Every save of a draft is a row of its own, so that of two
-- people who started from the same revision the second is told; publishing inserts a version, which nobody writes over.

-- ---------------------------------------------------------------- what a version says beside its clauses
alter table public.checklist_versions
  add column name text,
  add column project_categories text[],
  add column draft_id uuid,
  add column published_by uuid references public.staff (id);

-- Versions of before are given the name they were published under; nothing of them changes.
alter table public.checklist_versions disable trigger keep_published;
update public.checklist_versions v set name = l.name, project_categories = l.project_categories
  from public.checklists l where l.id = v.checklist_id;
alter table public.checklist_versions enable trigger keep_published;
alter table public.checklist_versions alter column name set not null, alter column project_categories set not null;
comment on column public.checklist_versions.name is '名称: under which this version was published';
comment on column public.checklist_versions.project_categories is '适用的项目类别: of this version';
comment on column public.checklist_versions.draft_id is '所发布的草稿: empty for what a park begins with';
comment on column public.checklist_versions.published_by is '发布人: empty for what a park begins with';
comment on column public.checklist_versions.items is '条款: [{key, heading, text, basis, defects[], majorHint, photoOnPass, majorCriterion}]';
create index checklist_versions_published_by_idx on public.checklist_versions (published_by);
-- Row triggers do not see a truncate.
create trigger keep_all_published before truncate on public.checklist_versions
  for each statement execute function private.keep_published();

comment on column public.checklists.name is '名称: that of the latest version, kept by trigger; before the first that of its making';
comment on column public.checklists.project_categories is '适用的项目类别: those of the latest version, kept by trigger';
create trigger guard_checklist before update or delete on public.checklists
  for each row execute function private.guard_record('name', 'project_categories');

-- ---------------------------------------------------------------- drafts
create table public.checklist_drafts (
  id uuid primary key,
  park_id uuid not null references public.parks (id),
  checklist_id uuid not null references public.checklists (id),
  revision integer not null check (revision >= 1),
  name text not null check (length(name) between 1 and 50),
  project_categories text[] not null constraint checklist_drafts_project_categories_check check (project_categories <@
    array['industrial', 'investment_lead', 'infrastructure', 'safety_facility', 'amenity', 'park', 'land']),
  items jsonb not null constraint checklist_drafts_items_check check (jsonb_typeof(items) = 'array' and jsonb_array_length(items) <= 200),
  body_sha256 text not null,
  saved_by uuid not null references public.staff (id),
  saved_at timestamptz not null,
  -- Of two saves on top of the same revision one stands.
  constraint checklist_drafts_revision_key unique (checklist_id, revision)
);
create index checklist_drafts_park_id_idx on public.checklist_drafts (park_id);
create index checklist_drafts_saved_by_idx on public.checklist_drafts (saved_by);
comment on table public.checklist_drafts is '检查表草稿: every save of it. The latest is the draft, until a version has published it. Append-only.';
comment on column public.checklist_drafts.id is '主键: UUIDv7 made by the client, so that a repeated save is recognised';
comment on column public.checklist_drafts.park_id is '园区';
comment on column public.checklist_drafts.checklist_id is '检查表';
comment on column public.checklist_drafts.revision is '次序: one more with each save of the checklist, over all its versions';
comment on column public.checklist_drafts.name is '名称';
comment on column public.checklist_drafts.project_categories is '适用的项目类别';
comment on column public.checklist_drafts.items is '条款: as in a version, though texts may be missing yet';
comment on column public.checklist_drafts.body_sha256 is '请求 sha256 (hex)';
comment on column public.checklist_drafts.saved_by is '保存人';
comment on column public.checklist_drafts.saved_at is '保存时间';

alter table public.checklist_versions
  add constraint checklist_versions_draft_fkey foreign key (draft_id) references public.checklist_drafts (id),
  -- A draft is published once.
  add constraint checklist_versions_draft_key unique (draft_id);

-- ---------------------------------------------------------------- out of use and back
create table public.checklist_events (
  id uuid primary key,
  seq bigint generated always as identity,
  park_id uuid not null references public.parks (id),
  checklist_id uuid not null references public.checklists (id),
  kind text not null constraint checklist_events_kind_check check (kind in ('retired', 'restored')),
  acted_by uuid not null references public.staff (id),
  acted_at timestamptz not null
);
create index checklist_events_park_id_idx on public.checklist_events (park_id);
create index checklist_events_checklist_id_idx on public.checklist_events (checklist_id, seq);
create index checklist_events_acted_by_idx on public.checklist_events (acted_by);
comment on table public.checklist_events is '检查表停用和启用: the latest says whether the checklist is offered. Append-only.';
comment on column public.checklist_events.id is '主键: UUIDv7 made by the client';
comment on column public.checklist_events.seq is '次序';
comment on column public.checklist_events.park_id is '园区';
comment on column public.checklist_events.checklist_id is '检查表';
comment on column public.checklist_events.kind is '动作: retired 停用, restored 启用';
comment on column public.checklist_events.acted_by is '操作人';
comment on column public.checklist_events.acted_at is '时间';

create function private.retired_at(p_checklist_id uuid) returns timestamptz
language plpgsql stable security invoker set search_path = ''
as $$
begin
  return (select case e.kind when 'retired' then e.acted_at end from public.checklist_events e
    where e.checklist_id = p_checklist_id order by e.seq desc limit 1);
end;
$$;
comment on function private.retired_at(uuid) is 'Since when a checklist is out of use; null while it is in use.';
grant execute on function private.retired_at(uuid) to authenticated;

-- ---------------------------------------------------------------- what the database itself sees to
create function private.receive_checklist_draft() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  -- A repeat is let through to the receipt.
  if exists (select 1 from public.checklist_drafts d where d.id = new.id) then
    return null;
  end if;
  -- The lock makes everybody who saves, publishes or retires this checklist take turns.
  perform 1 from public.checklists l where l.id = new.checklist_id for no key update;
  if new.revision <> coalesce((select max(d.revision) from public.checklist_drafts d where d.checklist_id = new.checklist_id), 0) + 1 then
    raise sqlstate 'PT409' using message = 'checklist_draft_changed';
  end if;
  new.saved_at := private.clock();
  return new;
end;
$$;
comment on function private.receive_checklist_draft() is 'A draft is saved on top of the latest one or not at all.';
create trigger receive_checklist_draft before insert on public.checklist_drafts
  for each row execute function private.receive_checklist_draft();

create function private.has_draft_gaps(d public.checklist_drafts) returns boolean
language sql immutable security invoker set search_path = ''
as $$
  select d.project_categories = '{}' or jsonb_array_length(d.items) = 0
    or exists (select 1 from jsonb_array_elements(d.items) i where coalesce(i ->> 'key', '') !~ '^[a-z0-9]+(-[a-z0-9]+)*$'
      or coalesce(i ->> 'heading', '') = '' or coalesce(i ->> 'text', '') = '' or jsonb_typeof(i -> 'defects') is distinct from 'array')
    or (select count(distinct i ->> 'key') <> count(*) from jsonb_array_elements(d.items) i);
$$;
comment on function private.has_draft_gaps(public.checklist_drafts) is 'Something is missing that a published checklist has; same as draftGaps of src/domain/checklist-draft.';

create function private.receive_checklist_version() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  list public.checklists;
  draft public.checklist_drafts;
  latest public.checklist_versions;
begin
  if exists (select 1 from public.checklist_versions v where v.id = new.id) then
    return null;
  end if;
  select * into list from public.checklists l where l.id = new.checklist_id for no key update;
  if new.draft_id is null then
    -- What a park begins with; no grant lets a person write its clauses.
    new.name := coalesce(new.name, list.name);
    new.project_categories := coalesce(new.project_categories, list.project_categories);
    return new;
  end if;
  if private.retired_at(list.id) is not null then
    raise sqlstate 'PT409' using message = 'checklist_retired';
  end if;
  select * into draft from public.checklist_drafts d where d.checklist_id = new.checklist_id order by d.revision desc limit 1;
  if draft.id is distinct from new.draft_id then
    raise sqlstate 'PT409' using message = 'checklist_draft_changed';
  end if;
  if private.has_draft_gaps(draft) then
    raise sqlstate 'PT422' using message = 'checklist_incomplete';
  end if;
  select * into latest from public.checklist_versions v where v.checklist_id = new.checklist_id order by v.version desc limit 1;
  if (latest.name, latest.project_categories, latest.items) is not distinct from (draft.name, draft.project_categories, draft.items) then
    raise sqlstate 'PT409' using message = 'checklist_unchanged';
  end if;
  new.version := coalesce(latest.version, 0) + 1;
  new.name := draft.name;
  new.project_categories := draft.project_categories;
  new.items := draft.items;
  new.published_at := private.clock();
  update public.checklists l set name = draft.name, project_categories = draft.project_categories
    where l.id = list.id and (l.name, l.project_categories) is distinct from (draft.name, draft.project_categories);
  return new;
end;
$$;
comment on function private.receive_checklist_version() is 'A version is exactly the latest draft, whoever inserts it.';
create trigger receive_checklist_version before insert on public.checklist_versions
  for each row execute function private.receive_checklist_version();

create function private.receive_checklist_event() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  is_retired boolean;
begin
  if exists (select 1 from public.checklist_events e where e.id = new.id) then
    return null;
  end if;
  perform 1 from public.checklists l where l.id = new.checklist_id for no key update;
  is_retired := private.retired_at(new.checklist_id) is not null;
  if is_retired = (new.kind = 'retired') then
    raise sqlstate 'PT409' using message = case when is_retired then 'checklist_retired' else 'checklist_in_use' end;
  end if;
  new.acted_at := private.clock();
  return new;
end;
$$;
comment on function private.receive_checklist_event() is 'Only what is in use is retired, only what is retired comes back.';
create trigger receive_checklist_event before insert on public.checklist_events
  for each row execute function private.receive_checklist_event();

-- ---------------------------------------------------------------- grants and row level security
grant insert (id, park_id, key, name, project_categories) on public.checklists to authenticated;
-- Clauses, number and name of a version are the trigger's to fill in.
grant insert (id, park_id, checklist_id, draft_id, published_by) on public.checklist_versions to authenticated;
grant select on public.checklist_drafts, public.checklist_events to authenticated, service_role;
grant insert (id, park_id, checklist_id, revision, name, project_categories, items, body_sha256, saved_by) on public.checklist_drafts to authenticated;
grant insert (id, park_id, checklist_id, kind, acted_by) on public.checklist_events to authenticated;
create trigger guard_checklist_draft before update or delete on public.checklist_drafts
  for each row execute function private.guard_record();
create trigger guard_checklist_event before update or delete on public.checklist_events
  for each row execute function private.guard_record();

alter table public.checklist_drafts enable row level security;
alter table public.checklist_events enable row level security;

create policy "the office adds checklists to its park" on public.checklists for insert to authenticated
  with check (exists (select 1 from private.caller() c where c.park_id = checklists.park_id and c.role = 'office'));
create policy "the office publishes drafts of its park in its own name" on public.checklist_versions for insert to authenticated
  with check (exists (select 1 from private.caller() c
      where c.park_id = checklist_versions.park_id and c.staff_id = checklist_versions.published_by and c.role = 'office')
    and draft_id in (select d.id from public.checklist_drafts d where d.checklist_id = checklist_versions.checklist_id));
create policy "the office reads its park's checklist drafts" on public.checklist_drafts for select to authenticated
  using (park_id = (select c.park_id from private.caller() c where c.role = 'office'));
create policy "the office drafts checklists of its park in its own name" on public.checklist_drafts for insert to authenticated
  with check (exists (select 1 from private.caller() c
      where c.park_id = checklist_drafts.park_id and c.staff_id = checklist_drafts.saved_by and c.role = 'office')
    and checklist_id in (select l.id from public.checklists l));
create policy "people read which of their park's checklists are out of use" on public.checklist_events for select to authenticated
  using (park_id = (select c.park_id from private.caller() c));
create policy "the office retires and restores checklists of its park in its own name" on public.checklist_events for insert to authenticated
  with check (exists (select 1 from private.caller() c
      where c.park_id = checklist_events.park_id and c.staff_id = checklist_events.acted_by and c.role = 'office')
    and checklist_id in (select l.id from public.checklists l));

-- ---------------------------------------------------------------- operations
-- The same answer as before for every phone, without what is out of use and what was never published.
create or replace function api.list_checklists() returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
declare
  me public.sessions := private.enter();
begin
  return jsonb_build_object('items', coalesce((select jsonb_agg(jsonb_build_object('key', l.key, 'name', v.name,
      'projectCategories', v.project_categories, 'versionId', v.id, 'version', v.version, 'items', v.items) order by v.name)
    from public.checklists l cross join lateral (select * from public.checklist_versions x where x.checklist_id = l.id
      order by x.version desc limit 1) v where l.park_id = me.park_id and private.retired_at(l.id) is null), '[]'));
end;
$$;
comment on function api.list_checklists() is 'The latest published version of each checklist in use.';

create function private.checklist_of(me public.sessions, p_id uuid) returns public.checklists
language plpgsql stable security invoker set search_path = ''
as $$
declare
  list public.checklists;
begin
  select * into list from public.checklists l where l.id = p_id and l.park_id = me.park_id;
  if list.id is null then
    raise sqlstate 'PT404' using message = 'checklist_not_found';
  end if;
  return list;
end;
$$;
comment on function private.checklist_of(public.sessions, uuid) is 'A checklist of the caller''s park; raises PT404 checklist_not_found.';
grant execute on function private.checklist_of(public.sessions, uuid) to authenticated;

create function private.save_checklist_draft(me public.sessions, p_checklist_id uuid, p_revision integer, p_body text, p_operation text) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  b jsonb := p_body::jsonb;
  new_id uuid := (b ->> 'id')::uuid;
  sha text := encode(sha256(convert_to(p_body, 'UTF8')), 'hex');
  known public.checklist_drafts;
  inserted integer;
begin
  insert into public.checklist_drafts (id, park_id, checklist_id, revision, name, project_categories, items, body_sha256, saved_by)
  values (new_id, me.park_id, p_checklist_id, p_revision, b ->> 'name',
    array(select jsonb_array_elements_text(b -> 'projectCategories')), b -> 'items', sha, me.staff_id)
  on conflict (id) do nothing;
  get diagnostics inserted = row_count;
  if inserted = 1 then
    perform private.audit_done(me, p_operation, p_checklist_id);
  end if;
  select * into known from public.checklist_drafts d where d.id = new_id;
  if known.id is null or (known.checklist_id, known.saved_by, known.body_sha256) is distinct from (p_checklist_id, me.staff_id, sha) then
    raise sqlstate 'PT409' using message = 'id_reused';
  end if;
  return jsonb_build_object('id', known.id, 'revision', known.revision, 'savedAt', known.saved_at, 'isNew', inserted = 1);
end;
$$;
comment on function private.save_checklist_draft(public.sessions, uuid, integer, text, text) is 'One save of a draft, with its receipt.';
grant execute on function private.save_checklist_draft(public.sessions, uuid, integer, text, text) to authenticated;

-- The id of the request is that of the checklist and of its first draft.
create function api.create_checklist(p_body text) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  me public.sessions := private.enter();
  b jsonb := p_body::jsonb;
  new_id uuid := (b ->> 'id')::uuid;
begin
  insert into public.checklists (id, park_id, key, name, project_categories)
  values (new_id, me.park_id, new_id::text, b ->> 'name', array(select jsonb_array_elements_text(b -> 'projectCategories')))
  on conflict (id) do nothing;
  if not exists (select 1 from public.checklists l where l.id = new_id and l.park_id = me.park_id) then
    raise sqlstate 'PT409' using message = 'id_reused';
  end if;
  return private.save_checklist_draft(me, new_id, 1, p_body, 'checklist.create');
end;
$$;
comment on function api.create_checklist(text) is 'Begins a checklist with its first draft.';
grant execute on function api.create_checklist(text) to authenticated;

create function api.save_checklist(p_id uuid, p_body text) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  me public.sessions := private.enter();
  list public.checklists := private.checklist_of(me, p_id);
begin
  return private.save_checklist_draft(me, list.id, (p_body::jsonb ->> 'revision')::integer + 1, p_body, 'checklist.save');
end;
$$;
comment on function api.save_checklist(uuid, text) is 'Saves a draft on top of the revision it started from; raises PT409 checklist_draft_changed.';
grant execute on function api.save_checklist(uuid, text) to authenticated;

create function api.publish_checklist(p_id uuid, p_body text) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  me public.sessions := private.enter();
  list public.checklists := private.checklist_of(me, p_id);
  b jsonb := p_body::jsonb;
  new_id uuid := (b ->> 'id')::uuid;
  draft uuid := (select d.id from public.checklist_drafts d where d.checklist_id = list.id and d.revision = (b ->> 'revision')::integer);
  known public.checklist_versions;
  inserted integer;
begin
  if draft is null then
    raise sqlstate 'PT409' using message = 'checklist_draft_changed';
  end if;
  insert into public.checklist_versions (id, park_id, checklist_id, draft_id, published_by)
  values (new_id, me.park_id, list.id, draft, me.staff_id)
  on conflict (id) do nothing;
  get diagnostics inserted = row_count;
  if inserted = 1 then
    perform private.audit_done(me, 'checklist.publish', list.id);
  end if;
  select * into known from public.checklist_versions v where v.id = new_id;
  if known.id is null or (known.checklist_id, known.draft_id, known.published_by) is distinct from (list.id, draft, me.staff_id) then
    raise sqlstate 'PT409' using message = 'id_reused';
  end if;
  return jsonb_build_object('id', known.id, 'version', known.version, 'publishedAt', known.published_at, 'isNew', inserted = 1);
end;
$$;
comment on function api.publish_checklist(uuid, text) is 'Makes the latest draft a version that never changes.';
grant execute on function api.publish_checklist(uuid, text) to authenticated;

create function api.change_checklist(p_id uuid, p_kind text, p_operation text, p_body text) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  me public.sessions := private.enter();
  list public.checklists := private.checklist_of(me, p_id);
  new_id uuid := (p_body::jsonb ->> 'id')::uuid;
  known public.checklist_events;
  inserted integer;
begin
  insert into public.checklist_events (id, park_id, checklist_id, kind, acted_by)
  values (new_id, me.park_id, list.id, p_kind, me.staff_id)
  on conflict (id) do nothing;
  get diagnostics inserted = row_count;
  if inserted = 1 then
    perform private.audit_done(me, p_operation, list.id);
  end if;
  select * into known from public.checklist_events e where e.id = new_id;
  if known.id is null or (known.checklist_id, known.kind, known.acted_by) is distinct from (list.id, p_kind, me.staff_id) then
    raise sqlstate 'PT409' using message = 'id_reused';
  end if;
  return jsonb_build_object('id', known.id, 'at', known.acted_at, 'isNew', inserted = 1);
end;
$$;
comment on function api.change_checklist(uuid, text, text, text) is 'Takes a checklist out of use, or back.';
grant execute on function api.change_checklist(uuid, text, text, text) to authenticated;

-- The draft that no version has published yet, or null.
create function private.open_draft(p_checklist_id uuid) returns public.checklist_drafts
language plpgsql stable security invoker set search_path = ''
as $$
declare
  latest public.checklist_drafts;
begin
  select * into latest from public.checklist_drafts d where d.checklist_id = p_checklist_id order by d.revision desc limit 1;
  if exists (select 1 from public.checklist_versions v where v.draft_id = latest.id) then
    return null;
  end if;
  return latest;
end;
$$;
comment on function private.open_draft(uuid) is 'The latest draft of a checklist, unless it is published.';
grant execute on function private.open_draft(uuid) to authenticated;

create function api.list_all_checklists() returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
declare
  me public.sessions := private.enter();
begin
  return jsonb_build_object('items', coalesce((select jsonb_agg(jsonb_build_object('id', l.id,
      'name', coalesce(v.name, d.name, l.name), 'projectCategories', coalesce(v.project_categories, d.project_categories, l.project_categories),
      'itemCount', jsonb_array_length(coalesce(v.items, d.items, '[]')), 'version', v.version, 'publishedAt', v.published_at,
      'retiredAt', private.retired_at(l.id),
      'draft', case when d.id is not null then jsonb_build_object('savedAt', d.saved_at, 'savedBy', private.person(d.saved_by)) end)
      order by coalesce(v.name, d.name, l.name), l.id)
    from public.checklists l
    left join lateral (select * from public.checklist_versions x where x.checklist_id = l.id order by x.version desc limit 1) v on true
    cross join lateral private.open_draft(l.id) d
    where l.park_id = me.park_id), '[]'));
end;
$$;
comment on function api.list_all_checklists() is 'Every checklist of the park as the office keeps it: published or not, in use or not.';
grant execute on function api.list_all_checklists() to authenticated;

create function api.read_checklist(p_id uuid) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
declare
  me public.sessions := private.enter();
  list public.checklists := private.checklist_of(me, p_id);
  draft public.checklist_drafts := private.open_draft(list.id);
begin
  return jsonb_build_object('id', list.id, 'retiredAt', private.retired_at(list.id),
    'revision', coalesce((select max(d.revision) from public.checklist_drafts d where d.checklist_id = list.id), 0),
    'draft', case when draft.id is not null then jsonb_build_object('name', draft.name, 'projectCategories', draft.project_categories,
      'items', draft.items, 'savedAt', draft.saved_at, 'savedBy', private.person(draft.saved_by)) end,
    'published', (select jsonb_build_object('name', v.name, 'projectCategories', v.project_categories, 'items', v.items, 'version', v.version)
      from public.checklist_versions v where v.checklist_id = list.id order by v.version desc limit 1),
    'versions', coalesce((select jsonb_agg(jsonb_build_object('version', v.version, 'name', v.name, 'itemCount', jsonb_array_length(v.items),
      'publishedAt', v.published_at, 'publishedBy', private.person(v.published_by)) order by v.version desc)
      from public.checklist_versions v where v.checklist_id = list.id), '[]'));
end;
$$;
comment on function api.read_checklist(uuid) is 'One checklist with its draft, its published version and the list of all versions.';
grant execute on function api.read_checklist(uuid) to authenticated;

create function api.read_checklist_version(p_id uuid, p_version integer) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
declare
  me public.sessions := private.enter();
  list public.checklists := private.checklist_of(me, p_id);
  found_one public.checklist_versions;
begin
  select * into found_one from public.checklist_versions v where v.checklist_id = list.id and v.version = p_version;
  if found_one.id is null then
    raise sqlstate 'PT404' using message = 'checklist_not_found';
  end if;
  return jsonb_build_object('name', found_one.name, 'projectCategories', found_one.project_categories, 'items', found_one.items,
    'version', found_one.version, 'publishedAt', found_one.published_at, 'publishedBy', private.person(found_one.published_by),
    'before', (select jsonb_build_object('name', v.name, 'projectCategories', v.project_categories, 'items', v.items, 'version', v.version)
      from public.checklist_versions v where v.checklist_id = list.id and v.version < p_version order by v.version desc limit 1));
end;
$$;
comment on function api.read_checklist_version(uuid, integer) is 'One published version, and the one before it to compare with.';
grant execute on function api.read_checklist_version(uuid, integer) to authenticated;

-- What somebody who started from a revision had before him: its draft; before the first one, what the park began with.
create function api.read_checklist_base(p_id uuid, p_revision integer) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
declare
  me public.sessions := private.enter();
  list public.checklists := private.checklist_of(me, p_id);
begin
  return coalesce(
    (select jsonb_build_object('name', d.name, 'projectCategories', d.project_categories, 'items', d.items)
      from public.checklist_drafts d where d.checklist_id = list.id and d.revision = p_revision),
    (select jsonb_build_object('name', v.name, 'projectCategories', v.project_categories, 'items', v.items)
      from public.checklist_versions v where v.checklist_id = list.id and v.draft_id is null order by v.version desc limit 1));
end;
$$;
comment on function api.read_checklist_base(uuid, integer) is 'The content that a save of this revision was made on top of.';
grant execute on function api.read_checklist_base(uuid, integer) to authenticated;
