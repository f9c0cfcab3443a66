-- A code printed on a passed-on picture (长图) leads to the digest whose head begins with it.

create function api.find_digest(p_head text) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
declare
  me public.sessions := private.enter();
  found_one jsonb;
begin
  -- Eight characters and more: should two digests of a park ever share them, the newer is the likelier in somebody's hand.
  select jsonb_build_object('on', d.digest_on, 'number', d.number, 'head', d.head) into found_one
  from public.digests d where d.park_id = me.park_id and starts_with(d.head, p_head)
  order by d.number desc limit 1;
  if found_one is null then
    raise sqlstate 'PT404' using message = 'digest_code_not_found';
  end if;
  return found_one;
end;
$$;
comment on function api.find_digest(text) is 'The digest whose head begins with a printed code, for those who read digests.';
grant execute on function api.find_digest(text) to authenticated;
