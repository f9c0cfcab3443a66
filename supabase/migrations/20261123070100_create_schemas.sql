-- Three schemas. `api` holds the functions and is the only one the gateway exposes; `public` holds the tables,
-- all under row level security; `private` holds what nobody may call: definer trigger functions and their helpers,
-- and the one security-invoker helper that every policy reads.

create schema api;
create schema private;

comment on schema api is 'The only exposed schema: security-invoker functions, one per operation.';
comment on schema private is 'Trigger functions and helpers. Nothing here is reachable over the wire.';

-- A hosted project grants everything in public to the API roles by default. Here every grant is written by name.
revoke all on schema public from public, anon, authenticated;
grant usage on schema public to authenticated, service_role;
grant usage on schema api to authenticated, service_role;
grant usage on schema private to authenticated, service_role;

alter default privileges in schema public revoke all on tables from anon, authenticated, service_role;
alter default privileges in schema public revoke all on sequences from anon, authenticated, service_role;
alter default privileges in schema public revoke all on functions from anon, authenticated, service_role;
alter default privileges revoke execute on functions from public;

-- The time of the transaction. Tests and the demo seed pass a time in by setting `parkpulse.now`, which only a
-- direct database session can do: over the wire nobody can set it.
create function private.clock() returns timestamptz
language plpgsql stable security invoker set search_path = ''
as $$
begin
  return coalesce(nullif(current_setting('parkpulse.now', true), '')::timestamptz, now());
end;
$$;
comment on function private.clock() is 'Transaction time, or the time passed in by a test (setting parkpulse.now).';
grant execute on function private.clock() to authenticated, service_role;

-- Full-width letters, capitals and blanks make no other name.
create function private.name_key(name text) returns text
language sql immutable set search_path = ''
as $$ select lower(regexp_replace(btrim(normalize(name, nfkc)), '\s+', ' ', 'g')) $$;
comment on function private.name_key(text) is 'What two names have in common that people read as the same.';
grant execute on function private.name_key(text) to authenticated, service_role;

-- One time zone: Asia/Shanghai.
create function private.park_day(at timestamptz) returns date
language plpgsql immutable security invoker set search_path = ''
as $$
begin
  return (at at time zone 'Asia/Shanghai')::date;
end;
$$;
comment on function private.park_day(timestamptz) is 'Calendar day in Asia/Shanghai.';
grant execute on function private.park_day(timestamptz) to authenticated, service_role;

-- What was received once stays as it was, whoever asks, the service key and the owner too: maintenance that has to
-- change it switches the trigger off by name, which nobody can do by wire. Arguments: the columns that may change.
create function private.guard_record() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  -- Null, not empty, where the trigger names none.
  free text[] := coalesce(tg_argv, '{}');
begin
  if tg_op = 'DELETE' or (to_jsonb(new) - free) is distinct from (to_jsonb(old) - free) then
    raise exception '% is append-only', tg_table_name;
  end if;
  return new;
end;
$$;
comment on function private.guard_record() is 'Nothing is updated or deleted in place, but for the columns named by the trigger.';
