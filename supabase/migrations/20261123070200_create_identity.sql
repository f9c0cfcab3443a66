-- Parks, the people in them, how they get in (invites, sessions) and what they did (audit).

-- ---------------------------------------------------------------- parks
create table public.parks (
  id uuid primary key default gen_random_uuid(),
  slug text not null constraint parks_slug_key unique,
  name text not null,
  is_demo boolean not null default false,
  created_at timestamptz not null default now()
);
comment on table public.parks is '园区: one industrial park. Every row of every other table belongs to one.';
comment on column public.parks.id is '主键';
comment on column public.parks.slug is '短名: stable, used in commands';
comment on column public.parks.name is '园区名称';
comment on column public.parks.is_demo is '演示园区: holds the reviewer''s standing account';
comment on column public.parks.created_at is '建立时间';

-- ---------------------------------------------------------------- enterprises
create table public.enterprises (
  id uuid primary key default gen_random_uuid(),
  park_id uuid not null references public.parks (id),
  name text not null check (length(name) between 1 and 100),
  created_at timestamptz not null default now(),
  constraint enterprises_park_name_key unique (park_id, name)
);
comment on table public.enterprises is '企业: an enterprise of the park; its contacts see it and nothing else.';
comment on column public.enterprises.id is '主键';
comment on column public.enterprises.park_id is '园区';
comment on column public.enterprises.name is '企业名称';
comment on column public.enterprises.created_at is '建立时间';

-- ---------------------------------------------------------------- staff
create table public.staff (
  id uuid primary key default gen_random_uuid(),
  park_id uuid not null references public.parks (id),
  role text not null constraint staff_role_check check (role in ('inspector', 'contact', 'leader', 'office')),
  enterprise_id uuid references public.enterprises (id),
  name text not null check (length(name) between 1 and 50),
  created_at timestamptz not null default now(),
  closed_at timestamptz,
  -- Exactly the contacts have an enterprise: policies read "no enterprise" as "the whole park".
  constraint staff_contact_has_enterprise check ((role = 'contact') = (enterprise_id is not null))
);
create index staff_park_id_idx on public.staff (park_id);
create index staff_enterprise_id_idx on public.staff (enterprise_id);
comment on table public.staff is '工作人员: a person with an account. Closing keeps the row, since records name it.';
comment on column public.staff.id is '主键';
comment on column public.staff.park_id is '园区';
comment on column public.staff.role is '角色: inspector 巡查员, contact 企业联系人, leader 领导, office 管委会办公室';
comment on column public.staff.enterprise_id is '所属企业: contacts only';
comment on column public.staff.name is '姓名';
comment on column public.staff.created_at is '加入时间';
comment on column public.staff.closed_at is '注销时间';

create table public.staff_phones (
  staff_id uuid primary key references public.staff (id),
  park_id uuid not null references public.parks (id),
  phone text not null check (phone ~ '^1[0-9]{10}$')
);
create index staff_phones_park_id_idx on public.staff_phones (park_id);
comment on table public.staff_phones is '手机号: stored once, apart from staff, shown masked.';
comment on column public.staff_phones.staff_id is '工作人员';
comment on column public.staff_phones.park_id is '园区';
comment on column public.staff_phones.phone is '手机号, 11 digits';

create table public.wechat_identities (
  openid text primary key,
  staff_id uuid not null constraint wechat_identities_staff_key unique references public.staff (id),
  bound_at timestamptz not null default now()
);
comment on table public.wechat_identities is '微信绑定: openid of a person. Read by sign-in only, never shown.';
comment on column public.wechat_identities.openid is '微信 openid';
comment on column public.wechat_identities.staff_id is '工作人员';
comment on column public.wechat_identities.bound_at is '绑定时间';

-- ---------------------------------------------------------------- sessions
create table public.sessions (
  id uuid primary key default gen_random_uuid(),
  park_id uuid not null references public.parks (id),
  staff_id uuid not null references public.staff (id),
  role text not null constraint sessions_role_check check (role in ('inspector', 'contact', 'leader', 'office')),
  enterprise_id uuid references public.enterprises (id),
  device_name text not null check (length(device_name) <= 100),
  created_at timestamptz not null default now(),
  revoked_at timestamptz
);
create index sessions_park_id_idx on public.sessions (park_id);
create index sessions_staff_id_idx on public.sessions (staff_id);
create index sessions_enterprise_id_idx on public.sessions (enterprise_id);
comment on table public.sessions is '登录: one signed-in device. Carries who the caller is; policies read it through private.caller().';
comment on column public.sessions.id is '主键: the sid claim of our tokens';
comment on column public.sessions.park_id is '园区';
comment on column public.sessions.staff_id is '工作人员';
comment on column public.sessions.role is '角色: kept equal to staff by trigger';
comment on column public.sessions.enterprise_id is '所属企业: kept equal to staff by trigger';
comment on column public.sessions.device_name is '设备名称';
comment on column public.sessions.created_at is '登录时间';
comment on column public.sessions.revoked_at is '失效时间: refused from the next request on';

create table public.refresh_tokens (
  token_hash text primary key,
  session_id uuid not null references public.sessions (id),
  generation integer not null check (generation >= 1),
  issued_at timestamptz not null default now(),
  expires_at timestamptz not null,
  first_used_at timestamptz,
  constraint refresh_tokens_session_generation_key unique (session_id, generation)
);
comment on table public.refresh_tokens is '续期令牌: sha256 of each rotating refresh token. Service only.';
comment on column public.refresh_tokens.token_hash is 'sha256 (hex) of the token';
comment on column public.refresh_tokens.session_id is '登录';
comment on column public.refresh_tokens.generation is '代次: 1 at sign-in, one more at each rotation';
comment on column public.refresh_tokens.issued_at is '发出时间';
comment on column public.refresh_tokens.expires_at is '到期时间, 90 days';
comment on column public.refresh_tokens.first_used_at is '首次使用时间: its predecessor dies at this moment';

-- ---------------------------------------------------------------- invites
create table public.invites (
  id uuid primary key default gen_random_uuid(),
  park_id uuid not null references public.parks (id),
  code_hash text not null constraint invites_code_hash_key unique,
  role text not null constraint invites_role_check check (role in ('inspector', 'contact', 'leader', 'office')),
  enterprise_id uuid references public.enterprises (id),
  name text not null check (length(name) between 1 and 50),
  phone text check (phone ~ '^1[0-9]{10}$'),
  staff_id uuid references public.staff (id),
  is_standing boolean not null default false,
  created_by uuid references public.staff (id),
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  claimed_at timestamptz,
  claimed_by uuid references public.staff (id),
  revoked_at timestamptz,
  constraint invites_contact_has_enterprise check ((role = 'contact') = (enterprise_id is not null))
);
create index invites_park_id_idx on public.invites (park_id);
create index invites_enterprise_id_idx on public.invites (enterprise_id);
create index invites_staff_id_idx on public.invites (staff_id);
create index invites_created_by_idx on public.invites (created_by);
create index invites_claimed_by_idx on public.invites (claimed_by);
comment on table public.invites is '邀请: 50 random bits, stored hashed, one use, 7 days.';
comment on column public.invites.id is '主键';
comment on column public.invites.park_id is '园区';
comment on column public.invites.code_hash is 'sha256 (hex) of the code';
comment on column public.invites.role is '将有的角色';
comment on column public.invites.enterprise_id is '将属的企业: contacts only';
comment on column public.invites.name is '被邀请人姓名';
comment on column public.invites.phone is '被邀请人手机号';
comment on column public.invites.staff_id is '已有人员: set when the invite brings an existing person to a new phone';
comment on column public.invites.is_standing is '常设: the reviewer''s account of a demo park, usable many times';
comment on column public.invites.created_by is '邀请人: empty for the first one, printed by bootstrap';
comment on column public.invites.created_at is '发出时间';
comment on column public.invites.expires_at is '到期时间';
comment on column public.invites.claimed_at is '使用时间';
comment on column public.invites.claimed_by is '使用人';
comment on column public.invites.revoked_at is '撤回时间';

-- ---------------------------------------------------------------- staff changes
-- Ending sessions, closing an account and changing a role are rows here; the trigger carries them out, so no
-- caller needs a write grant on staff or sessions and each change keeps its author.
create table public.staff_changes (
  id uuid primary key default gen_random_uuid(),
  park_id uuid not null references public.parks (id),
  staff_id uuid not null references public.staff (id),
  kind text not null constraint staff_changes_kind_check
    check (kind in ('session_ended', 'sessions_ended', 'role_changed', 'closed')),
  session_id uuid references public.sessions (id),
  role text constraint staff_changes_role_check check (role in ('inspector', 'contact', 'leader', 'office')),
  enterprise_id uuid references public.enterprises (id),
  made_by uuid not null references public.staff (id),
  made_at timestamptz not null default now(),
  constraint staff_changes_session_named check ((kind = 'session_ended') = (session_id is not null)),
  constraint staff_changes_role_named check ((kind = 'role_changed') = (role is not null))
);
create index staff_changes_park_id_idx on public.staff_changes (park_id);
create index staff_changes_staff_id_idx on public.staff_changes (staff_id);
create index staff_changes_session_id_idx on public.staff_changes (session_id);
create index staff_changes_enterprise_id_idx on public.staff_changes (enterprise_id);
create index staff_changes_made_by_idx on public.staff_changes (made_by);
comment on table public.staff_changes is '人员变更: ended sessions, closed accounts, changed roles. Append-only; a trigger carries them out.';
comment on column public.staff_changes.id is '主键';
comment on column public.staff_changes.park_id is '园区';
comment on column public.staff_changes.staff_id is '对象';
comment on column public.staff_changes.kind is '变更种类';
comment on column public.staff_changes.session_id is '结束的登录: session_ended only';
comment on column public.staff_changes.role is '新角色: role_changed only';
comment on column public.staff_changes.enterprise_id is '新企业: role_changed to contact only';
comment on column public.staff_changes.made_by is '操作人';
comment on column public.staff_changes.made_at is '操作时间';

create table public.sign_in_attempts (
  key_hash text not null,
  window_start timestamptz not null,
  failures integer not null default 0,
  primary key (key_hash, window_start)
);
comment on table public.sign_in_attempts is '登录失败计数: failures by hashed address and quarter of an hour. Service only.';
comment on column public.sign_in_attempts.key_hash is 'sha256 of the address with a server secret';
comment on column public.sign_in_attempts.window_start is '时段开始: quarter of an hour';
comment on column public.sign_in_attempts.failures is '失败次数';

-- ---------------------------------------------------------------- audit
create table public.audit (
  id bigint generated always as identity primary key,
  park_id uuid,
  staff_id uuid,
  session_id uuid,
  operation text not null,
  target_id uuid,
  outcome text not null constraint audit_outcome_check check (outcome in ('done', 'refused', 'failed')),
  code text,
  request_id text,
  at timestamptz not null default private.clock()
);
-- No foreign keys: an audit row must be writable about anything, also about what was never created.
create index audit_park_id_idx on public.audit (park_id, id desc);
comment on table public.audit is '审计: who did what and what was refused. Append-only, readable by the office.';
comment on column public.audit.id is '序号';
comment on column public.audit.park_id is '园区: empty before sign-in';
comment on column public.audit.staff_id is '操作人: empty before sign-in';
comment on column public.audit.session_id is '登录';
comment on column public.audit.operation is '操作名: resource.verb of the operations table';
comment on column public.audit.target_id is '对象';
comment on column public.audit.outcome is '结果: done, refused, failed';
comment on column public.audit.code is '错误码: of refusals and failures';
comment on column public.audit.request_id is '请求号: also in the log and the problem shown';
comment on column public.audit.at is '时间';

-- ---------------------------------------------------------------- who is calling
-- The one helper every policy uses. plpgsql, because its plan is kept over the life of the connection. enter() leaves
-- the row it read in the transaction's settings, since policies ask dozens of times in one request; the setting
-- is taken only while it belongs to the claims, and is worth as much trust as they are: nobody sets either by wire.
create function private.caller() returns public.sessions
language plpgsql stable security invoker set search_path = ''
as $$
declare
  claims text := current_setting('request.jwt.claims', true);
  known text := current_setting('parkpulse.caller', true);
  found_session public.sessions;
begin
  if known <> '' and strpos(claims, substr(known, 2, 36)) > 0 then
    return known::public.sessions;
  end if;
  select * into found_session from public.sessions s
    where s.revoked_at is null and s.id = (nullif(claims, '')::jsonb ->> 'sid')::uuid;
  return found_session;
end;
$$;
comment on function private.caller() is 'The caller''s live session, or nulls. Policies read park, role and enterprise from it.';
grant execute on function private.caller() to authenticated;

-- First line of every api function. The roles an operation admits come from the operations table of the
-- contract: the server puts them into the minted token, so that they are listed once.
create function private.enter() returns public.sessions
language plpgsql stable security invoker set search_path = ''
as $$
declare
  me public.sessions := private.caller();
begin
  if me.id is null then
    raise sqlstate 'PT401' using message = 'session_ended';
  end if;
  if not coalesce(nullif(current_setting('request.jwt.claims', true), '')::jsonb -> 'roles' ? me.role, false) then
    raise sqlstate 'PT403' using message = 'role_refused';
  end if;
  perform set_config('parkpulse.caller', me::text, true);
  return me;
end;
$$;
comment on function private.enter() is 'The caller''s session; raises PT401 session_ended or PT403 role_refused.';
grant execute on function private.enter() to authenticated;

create function private.apply_staff_change() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  -- The person's row is the lock: a sign-in that runs at the same time waits, and finds the new role or the closed account.
  perform 1 from public.staff where id = new.staff_id for no key update;
  if new.kind = 'role_changed' then
    update public.staff set role = new.role, enterprise_id = new.enterprise_id where id = new.staff_id;
    update public.sessions set role = new.role, enterprise_id = new.enterprise_id
      where staff_id = new.staff_id and revoked_at is null;
  else
    update public.sessions set revoked_at = new.made_at
      where staff_id = new.staff_id and revoked_at is null
        and (new.kind <> 'session_ended' or id = new.session_id);
  end if;
  if new.kind = 'closed' then
    update public.staff set closed_at = coalesce(closed_at, new.made_at) where id = new.staff_id;
    -- What closing promises: the number and the WeChat binding go, the records stay.
    delete from public.wechat_identities where staff_id = new.staff_id;
    delete from public.staff_phones where staff_id = new.staff_id;
    update public.invites set phone = null where staff_id = new.staff_id or claimed_by = new.staff_id;
  end if;
  -- Who may no longer invite has no invites out either, or would come back in by one of them.
  if new.kind = 'closed' or (new.kind = 'role_changed' and new.role <> 'office') then
    update public.invites set revoked_at = new.made_at, phone = null
      where created_by = new.staff_id and claimed_at is null and revoked_at is null;
  end if;
  return null;
end;
$$;
comment on function private.apply_staff_change() is 'Carries out a row of staff_changes on staff and sessions.';
create trigger apply_staff_change after insert on public.staff_changes
  for each row execute function private.apply_staff_change();

-- ---------------------------------------------------------------- grants and row level security
grant select on public.parks, public.enterprises, public.staff, public.staff_phones, public.sessions,
  public.invites, public.staff_changes, public.audit to authenticated;
grant insert on public.enterprises, public.invites, public.staff_changes, public.audit to authenticated;
grant update (revoked_at) on public.invites to authenticated;
-- The service key gets what the functions of 20261123071000 and the jobs do, here and in every file, and no more.
grant select on public.parks, public.enterprises, public.staff, public.staff_phones, public.wechat_identities,
  public.sessions, public.refresh_tokens, public.invites, public.staff_changes, public.sign_in_attempts, public.audit
  to service_role;
grant insert on public.parks, public.staff, public.staff_phones, public.wechat_identities, public.sessions,
  public.refresh_tokens, public.invites, public.sign_in_attempts, public.audit to service_role;
-- Of staff none is updated: locking a row asks for the right to update some column of it.
grant update (created_at) on public.staff to service_role;
grant update (phone) on public.staff_phones to service_role;
grant update (staff_id, bound_at) on public.wechat_identities to service_role;
grant update (revoked_at) on public.sessions to service_role;
grant update (first_used_at) on public.refresh_tokens to service_role;
grant update (claimed_at, claimed_by, phone) on public.invites to service_role;
grant update (failures) on public.sign_in_attempts to service_role;
grant delete on public.wechat_identities, public.refresh_tokens, public.sign_in_attempts to service_role;
create trigger guard_staff_change before update or delete on public.staff_changes
  for each row execute function private.guard_record();
create trigger guard_audit before update or delete on public.audit
  for each row execute function private.guard_record();

alter table public.parks enable row level security;
alter table public.enterprises enable row level security;
alter table public.staff enable row level security;
alter table public.staff_phones enable row level security;
alter table public.wechat_identities enable row level security;
alter table public.sessions enable row level security;
alter table public.refresh_tokens enable row level security;
alter table public.invites enable row level security;
alter table public.staff_changes enable row level security;
alter table public.sign_in_attempts enable row level security;
alter table public.audit enable row level security;

-- `id = sid` stands alone here: this is the row the helper itself reads.
create policy "a device reads its own session" on public.sessions for select to authenticated
  using (id = (nullif((select current_setting('request.jwt.claims', true)), '')::jsonb ->> 'sid')::uuid);

create policy "people read their own park" on public.parks for select to authenticated
  using (id = (select c.park_id from private.caller() c));

create policy "staff read the park's enterprises, a contact reads its own" on public.enterprises for select to authenticated
  using (park_id = (select c.park_id from private.caller() c)
    and ((select c.enterprise_id from private.caller() c) is null
      or id = (select c.enterprise_id from private.caller() c)));
create policy "the office adds enterprises to its park" on public.enterprises for insert to authenticated
  with check (exists (select 1 from private.caller() c where c.park_id = enterprises.park_id and c.role = 'office'));

create policy "people read their park's staff, a contact no rivals' contacts" on public.staff for select to authenticated
  using (park_id = (select c.park_id from private.caller() c)
    and (enterprise_id is null or (select c.enterprise_id from private.caller() c) is null
      or enterprise_id = (select c.enterprise_id from private.caller() c)));

create policy "a person reads the own phone number, the office its park's" on public.staff_phones for select to authenticated
  using (staff_id = (select c.staff_id from private.caller() c)
    or park_id = (select c.park_id from private.caller() c where c.role = 'office'));

create policy "the office reads its park's invites" on public.invites for select to authenticated
  using (park_id = (select c.park_id from private.caller() c where c.role = 'office'));
create policy "the office invites into its park" on public.invites for insert to authenticated
  with check (not is_standing and claimed_at is null
    and exists (select 1 from private.caller() c
      where c.role = 'office' and c.park_id = invites.park_id and c.staff_id = invites.created_by)
    and (enterprise_id is null or enterprise_id in (select e.id from public.enterprises e))
    and (staff_id is null or staff_id in (select s.id from public.staff s where s.closed_at is null)));
create policy "the office revokes its park's invites" on public.invites for update to authenticated
  using (park_id = (select c.park_id from private.caller() c where c.role = 'office'))
  with check (park_id = (select c.park_id from private.caller() c where c.role = 'office'));

create policy "the office reads its park's staff changes" on public.staff_changes for select to authenticated
  using (park_id = (select c.park_id from private.caller() c where c.role = 'office'));
create policy "the office changes its staff, a person ends or closes itself" on public.staff_changes
  for insert to authenticated
  with check (exists (select 1 from private.caller() c
      where c.park_id = staff_changes.park_id and c.staff_id = staff_changes.made_by
        and (c.role = 'office' or (staff_changes.staff_id = c.staff_id and staff_changes.kind <> 'role_changed')))
    and staff_id in (select s.id from public.staff s where s.park_id = staff_changes.park_id)
    and (enterprise_id is null or enterprise_id in (select e.id from public.enterprises e)));

create policy "the office reads its park's audit" on public.audit for select to authenticated
  using (park_id = (select c.park_id from private.caller() c where c.role = 'office'));
create policy "people leave audit rows in their own name" on public.audit for insert to authenticated
  with check (exists (select 1 from private.caller() c
    where c.park_id = audit.park_id and c.staff_id = audit.staff_id and c.id = audit.session_id));
