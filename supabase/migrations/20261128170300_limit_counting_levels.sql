-- 计划导入: how far items may stand on each other by counting. Each level is a trigger within the one before: at some 300 of
-- them a record below could no longer be written, and a plan of 500 that are met from the start was laid out for minutes,
-- under the lock of all who move values. A circle that comes to rest, which recompute_plan does not notice, has no end of
-- levels either.

-- Each round takes away the countings whose counted item counts nothing any more; what is left after 20 is too deep.
create function private.check_counting_levels() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  f jsonb := (new.body::jsonb ->> 'file')::jsonb;
  holders jsonb := private.plan_file_holders(f);
  uppers text[];
  lowers text[];
begin
  with counted as (
    select k.item as upper, k.other as lower from private.plan_file_links(f) k where k.kind = 'counts'
    union
    select p ->> 'id', i ->> 'id' from jsonb_array_elements(f -> 'items') i
    join jsonb_array_elements(f -> 'items') p on p ->> 'id' = i ->> 'parent' and p #>> '{measure,type}' = 'count_children_done'
  )
  select array_agg(c.upper), array_agg(holders ->> c.lower) into uppers, lowers from counted c where holders ->> c.upper = c.upper;
  for level in 1..20 loop
    select array_agg(e.upper), array_agg(e.lower) into uppers, lowers
    from unnest(uppers, lowers) e (upper, lower) where e.lower in (select unnest(uppers));
  end loop;
  if cardinality(uppers) > 0 then
    raise sqlstate 'PT422' using message = 'plan_file_invalid';
  end if;
  return null;
end;
$$;
comment on function private.check_counting_levels() is 'Refuses a plan file whose items count each other over too many levels, or in a circle; the limit is that of src/domain/plan-file.';
-- By its name before unfold_plan.
create trigger check_counting_levels after insert on public.plan_imports
  for each row execute function private.check_counting_levels();

-- As before, one step for each tie: a group of a thousand took 8 s, and one of 2,000 a minute.
create or replace function private.plan_file_holders(f jsonb) returns jsonb
language plpgsql immutable security invoker set search_path = ''
as $$
declare
  places jsonb := (select jsonb_object_agg(e.i ->> 'id', e.ord) from jsonb_array_elements(f -> 'items') with ordinality e (i, ord));
  -- Of each place the next one up; a place at the top names itself.
  above integer[] := array(select generate_series(1, jsonb_array_length(f -> 'items')));
  tie record;
  a integer;
  b integer;
begin
  for tie in select (places ->> k.item)::integer as a, (places ->> k.other)::integer as b from private.plan_file_links(f) k
      where k.kind = 'same_as' and places ? k.other loop
    a := tie.a;
    b := tie.b;
    while above[a] <> a loop
      above[a] := above[above[a]];
      a := above[a];
    end loop;
    while above[b] <> b loop
      above[b] := above[above[b]];
      b := above[b];
    end loop;
    above[b] := a;
  end loop;
  for place in 1..cardinality(above) loop
    a := place;
    while above[a] <> a loop
      a := above[a];
    end loop;
    above[place] := a;
  end loop;
  return (select jsonb_object_agg(i.key, coalesce(h.holder, i.key))
    from (select e.i ->> 'id' as key, above[e.ord] as top from jsonb_array_elements(f -> 'items') with ordinality e (i, ord)) i
    left join (select above[e.ord] as top, (array_agg(e.i ->> 'id' order by e.ord) filter (where e.i #>> '{measure,type}' <> 'narrative'))[1] as holder
      from jsonb_array_elements(f -> 'items') with ordinality e (i, ord) group by 1) h on h.top = i.top);
end;
$$;
