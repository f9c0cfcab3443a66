-- 定稿: a value that moved between the stamping of the changes and the reading of the values stood in the digest without a
-- line that explains it. Freezing now takes its turn with those who move values.
create or replace function api.freeze_digest(p_park_id uuid, p_on date) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  d public.digests;
  last public.digests;
  new_id uuid := gen_random_uuid();
  next_number integer;
  lines text;
begin
  -- One freezing at a time per park, so that numbers and heads follow each other.
  perform pg_advisory_xact_lock(hashtextextended(p_park_id::text, 18));
  select * into d from public.digests where park_id = p_park_id and digest_on = p_on;
  if d.id is null then
    select * into last from public.digests where park_id = p_park_id order by number desc limit 1;
    if last.digest_on > p_on then
      return null;
    end if;
    -- The lock of keep_values: what is stamped and what the values are told as are of one moment.
    perform pg_advisory_xact_lock(hashtextextended(p_park_id::text, 20261123));
    update public.changes set digest_id = new_id where park_id = p_park_id and digest_id is null;
    next_number := coalesce(last.number, 0) + 1;
    lines := private.digest_records(new_id, p_park_id, next_number, p_on);
    insert into public.digests (id, park_id, digest_on, frozen_at, number, previous_head, head, records, facts)
    values (new_id, p_park_id, p_on, private.clock(), next_number, last.head,
      private.digest_head(last.head, lines), lines, private.digest_facts(p_park_id, new_id, p_on))
    returning * into d;
  end if;
  return jsonb_build_object('id', d.id, 'facts', d.facts, 'content', d.content, 'frozenAt', d.frozen_at,
    'number', d.number, 'head', d.head);
end;
$$;
