-- Sign-in, refresh and what else only the service key may do. Tokens and codes arrive hashed (sha256, hex).

create function private.open_session(p_staff public.staff, p_device_name text, p_refresh_hash text, p_refresh_expires_at timestamptz)
returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  new_id uuid := gen_random_uuid();
begin
  insert into public.sessions (id, park_id, staff_id, role, enterprise_id, device_name, created_at)
  values (new_id, p_staff.park_id, p_staff.id, p_staff.role, p_staff.enterprise_id, p_device_name, private.clock());
  insert into public.refresh_tokens (token_hash, session_id, generation, issued_at, expires_at)
  values (p_refresh_hash, new_id, 1, private.clock(), p_refresh_expires_at);
  return jsonb_build_object('sessionId', new_id, 'parkId', p_staff.park_id, 'staffId', p_staff.id);
end;
$$;
comment on function private.open_session(public.staff, text, text, timestamptz) is 'A new session with its first refresh token.';
grant execute on function private.open_session(public.staff, text, text, timestamptz) to service_role;

-- Looks a code up without using it, so that a wrong, used or expired one is told apart.
create function private.usable_invite(p_code_hash text) returns public.invites
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  i public.invites;
begin
  select * into i from public.invites where code_hash = p_code_hash for update;
  if i.id is null then
    raise sqlstate 'PT404' using message = 'invite_unknown';
  elsif i.revoked_at is not null then
    raise sqlstate 'PT409' using message = 'invite_revoked', detail = i.id;
  elsif i.claimed_at is not null and not i.is_standing then
    raise sqlstate 'PT409' using message = 'invite_used', detail = i.id;
  elsif i.expires_at <= private.clock() then
    raise sqlstate 'PT409' using message = 'invite_expired', detail = i.id;
  end if;
  return i;
end;
$$;
comment on function private.usable_invite(text) is 'The invite of a code, locked; raises what is wrong with it.';
grant execute on function private.usable_invite(text) to service_role;

create function private.claim_invite(p_code_hash text) returns public.staff
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  i public.invites := private.usable_invite(p_code_hash);
  person public.staff;
begin
  -- A standing code's latest person comes first: the one it was made for may have closed the account.
  select * into person from public.staff where id = case when i.is_standing then coalesce(i.claimed_by, i.staff_id) else coalesce(i.staff_id, i.claimed_by) end and closed_at is null
    for no key update;
  if person.id is null then
    -- The reviewer's account may be closed as part of the review; the standing code then makes the next one.
    if coalesce(i.staff_id, i.claimed_by) is not null and not i.is_standing then
      raise sqlstate 'PT409' using message = 'account_closed', detail = i.id;
    end if;
    insert into public.staff (park_id, role, enterprise_id, name, created_at)
    values (i.park_id, i.role, i.enterprise_id, i.name, private.clock()) returning * into person;
  end if;
  if i.phone is not null then
    insert into public.staff_phones (staff_id, park_id, phone) values (person.id, person.park_id, i.phone)
      on conflict (staff_id) do update set phone = excluded.phone;
  end if;
  -- A new phone takes the place of the old one. Whose code was used by somebody else notices at once.
  if i.staff_id is not null then
    update public.sessions set revoked_at = private.clock() where staff_id = person.id and revoked_at is null;
  end if;
  update public.invites set claimed_at = private.clock(), claimed_by = person.id, phone = null where id = i.id;
  return person;
end;
$$;
comment on function private.claim_invite(text) is 'Uses an invite up and returns the person it makes or names.';
grant execute on function private.claim_invite(text) to service_role;

create function private.audit_sign_in(p_session jsonb, p_operation text, p_request_id text) returns void
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  insert into public.audit (park_id, staff_id, session_id, operation, target_id, outcome, request_id)
  values ((p_session ->> 'parkId')::uuid, (p_session ->> 'staffId')::uuid, (p_session ->> 'sessionId')::uuid,
    p_operation, (p_session ->> 'staffId')::uuid, 'done', p_request_id);
end;
$$;
comment on function private.audit_sign_in(jsonb, text, text) is 'The audit row of a sign-in.';
grant execute on function private.audit_sign_in(jsonb, text, text) to service_role;

create function api.claim_session(p_code_hash text, p_device_name text, p_refresh_hash text,
  p_refresh_expires_at timestamptz, p_request_id text) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  s jsonb := private.open_session(private.claim_invite(p_code_hash), p_device_name, p_refresh_hash, p_refresh_expires_at);
begin
  perform private.audit_sign_in(s, 'session.claim', p_request_id);
  return s;
end;
$$;
comment on function api.claim_session(text, text, text, timestamptz, text) is 'Signs in with an invite code.';
grant execute on function api.claim_session(text, text, text, timestamptz, text) to service_role;

create function api.wechat_session(p_openid text, p_device_name text, p_refresh_hash text,
  p_refresh_expires_at timestamptz, p_request_id text, p_code_hash text default null) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  person public.staff;
  s jsonb;
begin
  if p_code_hash is not null then
    person := private.claim_invite(p_code_hash);
    -- One person, one WeChat; a new phone or a new WeChat account takes the binding over.
    delete from public.wechat_identities where staff_id = person.id;
    insert into public.wechat_identities (openid, staff_id) values (p_openid, person.id)
      on conflict (openid) do update set staff_id = excluded.staff_id, bound_at = excluded.bound_at;
  else
    select st.* into person from public.wechat_identities w join public.staff st on st.id = w.staff_id
      where w.openid = p_openid and st.closed_at is null
      for no key update of st;
    if person.id is null then
      raise sqlstate 'PT404' using message = 'wechat_unbound';
    end if;
  end if;
  s := private.open_session(person, p_device_name, p_refresh_hash, p_refresh_expires_at);
  perform private.audit_sign_in(s, 'session.wechat', p_request_id);
  return s;
end;
$$;
comment on function api.wechat_session(text, text, text, timestamptz, text, text) is 'Signs a WeChat identity in; binds it when an invite comes along.';
grant execute on function api.wechat_session(text, text, text, timestamptz, text, text) to service_role;

-- Rotation that survives a lost response: a token stays good until its successor is first used. Using one that
-- is older than that means two devices hold the same chain, so the session ends.
create function api.refresh_session(p_token_hash text, p_new_hash text, p_new_expires_at timestamptz) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  t public.refresh_tokens;
  s public.sessions;
begin
  select * into t from public.refresh_tokens where token_hash = p_token_hash;
  -- The session row is the lock: two refreshes of one session take turns.
  select * into s from public.sessions where id = t.session_id for update;
  if s.id is null or s.revoked_at is not null or t.expires_at <= private.clock() then
    return jsonb_build_object('refused', 'session_ended', 'parkId', s.park_id, 'staffId', s.staff_id, 'sessionId', s.id);
  end if;
  if exists (select 1 from public.refresh_tokens n where n.session_id = s.id and n.generation > t.generation
      and n.first_used_at is not null) then
    update public.sessions set revoked_at = private.clock() where id = s.id;
    return jsonb_build_object('refused', 'refresh_reused', 'parkId', s.park_id, 'staffId', s.staff_id, 'sessionId', s.id);
  end if;
  update public.refresh_tokens set first_used_at = private.clock() where token_hash = p_token_hash and first_used_at is null;
  -- Outlived tokens are kept until they expire: they are what a reuse is recognised by.
  delete from public.refresh_tokens where session_id = s.id and expires_at <= private.clock();
  insert into public.refresh_tokens (token_hash, session_id, generation, issued_at, expires_at)
  values (p_new_hash, s.id, (select max(generation) + 1 from public.refresh_tokens where session_id = s.id),
    private.clock(), p_new_expires_at);
  return jsonb_build_object('sessionId', s.id, 'parkId', s.park_id, 'staffId', s.staff_id);
end;
$$;
comment on function api.refresh_session(text, text, timestamptz) is 'Rotates a refresh token; reuse of an outlived one ends the session.';
grant execute on function api.refresh_session(text, text, timestamptz) to service_role;

-- Failures of one address in the last quarter hours; the caller refuses above its limit.
create function api.count_sign_in_failures(p_key_hash text, p_add integer) returns integer
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  this_window timestamptz := date_bin('15 minutes', private.clock(), timestamptz '2026-01-01');
  total integer;
begin
  if p_add <> 0 then
    -- What is given back was taken in this quarter hour or the one before, and no window owes anything.
    if p_add < 0 then
      update public.sign_in_attempts a set failures = greatest(0, a.failures + p_add) where a.key_hash = p_key_hash
        and a.window_start = (select max(w.window_start) from public.sign_in_attempts w where w.key_hash = p_key_hash and w.failures > 0);
    else
      insert into public.sign_in_attempts (key_hash, window_start, failures) values (p_key_hash, this_window, p_add)
        on conflict (key_hash, window_start) do update set failures = public.sign_in_attempts.failures + p_add;
    end if;
    delete from public.sign_in_attempts where window_start < this_window - interval '1 day';
  end if;
  select coalesce(sum(failures), 0) into total from public.sign_in_attempts
    where key_hash = p_key_hash and window_start >= this_window - interval '15 minutes';
  return total;
end;
$$;
comment on function api.count_sign_in_failures(text, integer) is 'Adds to and returns the recent failures of one hashed address.';
grant execute on function api.count_sign_in_failures(text, integer) to service_role;

-- A refused transaction takes its own audit row with it, so the endpoint wrapper writes it in a second call.
create function api.audit_refusal(p_operation text, p_outcome text, p_code text, p_request_id text,
  p_session_id uuid default null, p_target_id uuid default null)
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  s public.sessions;
begin
  select * into s from public.sessions where id = p_session_id;
  -- Without a session, a refused code still belongs to the park whose invite it names.
  if s.id is null and p_target_id is not null then
    select i.park_id into s.park_id from public.invites i where i.id = p_target_id;
  end if;
  insert into public.audit (park_id, staff_id, session_id, operation, target_id, outcome, code, request_id)
  values (s.park_id, s.staff_id, p_session_id, p_operation, p_target_id, p_outcome, p_code, p_request_id);
end;
$$;
comment on function api.audit_refusal(text, text, text, text, uuid, uuid) is 'Leaves the audit row of a refusal or a failure.';
grant execute on function api.audit_refusal(text, text, text, text, uuid, uuid) to service_role;

-- `npm run bootstrap`: the first office invite of a deployment, or one more when the last office phone is lost.
create function api.bootstrap_invite(p_park_slug text, p_park_name text, p_name text, p_code_hash text, p_expires_at timestamptz)
returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  of_park uuid;
  new_id uuid := gen_random_uuid();
begin
  insert into public.parks (slug, name) values (p_park_slug, p_park_name) on conflict (slug) do nothing;
  select id into of_park from public.parks where slug = p_park_slug;
  insert into public.invites (id, park_id, code_hash, role, name, expires_at)
  values (new_id, of_park, p_code_hash, 'office', p_name, p_expires_at);
  insert into public.audit (park_id, operation, target_id, outcome) values (of_park, 'invite.bootstrap', new_id, 'done');
  return jsonb_build_object('id', new_id, 'parkId', of_park);
end;
$$;
comment on function api.bootstrap_invite(text, text, text, text, timestamptz) is 'Makes the first office invite of a park.';
grant execute on function api.bootstrap_invite(text, text, text, text, timestamptz) to service_role;
