-- Who left stayed the owner of plan items: the digest asked him, 责任分工 said that each item has its owner, and 今天 of the office
-- counted none without. Of an older plan he keeps what was his.

create function private.release_items() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  update public.plan_items i set owner_id = null
    from public.plans p where p.id = i.plan_id and p.year >= (private.current_plan(new.park_id)).year and i.owner_id = new.id;
  return null;
end;
$$;
comment on function private.release_items() is 'Takes items of the present plan and later ones from a person who may no longer be their owner; the rule is that of private.apply_assignment.';
create trigger release_items after update of closed_at, role on public.staff
  for each row when (new.closed_at is not null or new.role = 'contact') execute function private.release_items();

create or replace function private.apply_assignment() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  if not exists (select 1 from public.plan_items i where i.id = new.item_id and i.park_id = new.park_id) then
    raise sqlstate 'PT404' using message = 'plan_item_not_found';
  end if;
  if new.owner_id is not null then
    -- Locked, so that an account that is being closed is met before or after, not in between.
    perform 1 from public.staff o where o.id = new.owner_id
      and o.park_id = new.park_id and o.closed_at is null and o.role <> 'contact' for share;
    if not found then
      raise sqlstate 'PT404' using message = 'staff_not_found';
    end if;
  end if;
  update public.plan_items set owner_id = new.owner_id where id = new.item_id;
  return null;
end;
$$;

-- Of what stands already.
update public.plan_items i set owner_id = null
  from public.staff s, public.plans p
  where s.id = i.owner_id and p.id = i.plan_id and p.year >= (private.current_plan(s.park_id)).year
    and (s.closed_at is not null or s.role = 'contact');
