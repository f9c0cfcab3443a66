-- A project went to another enterprise, and its hazards stayed with a contact who could no longer open them. And somebody named
-- while his account was being closed answered for a hazard that nobody found under 待指派: the naming and the closing did not
-- see each other.

create or replace function private.release_hazards() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  if tg_table_name = 'projects' then
    update public.hazards h set responsible_id = null
      where h.project_id = new.id and h.status <> 'closed' and exists (select 1 from public.staff s
        where s.id = h.responsible_id and s.role = 'contact' and s.enterprise_id is distinct from new.enterprise_id);
  else
    update public.hazards h set responsible_id = null
      where h.responsible_id = new.id and h.status <> 'closed' and (new.closed_at is not null or new.role = 'leader'
        or (new.role = 'contact' and not exists (select 1 from public.projects p
          where p.id = h.project_id and p.enterprise_id = new.enterprise_id)));
  end if;
  return null;
end;
$$;
create trigger release_hazards after update of enterprise_id on public.projects
  for each row when (new.enterprise_id is distinct from old.enterprise_id) execute function private.release_hazards();

create function private.hold_named() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  -- Before the hazard itself, as closing and moving do: they wait for each other in one order.
  perform 1 from public.staff s where s.id = new.responsible_id for share;
  perform 1 from public.projects p where p.id = (select h.project_id from public.hazards h where h.id = new.hazard_id) for share;
  return new;
end;
$$;
comment on function private.hold_named() is 'Who is named, and the project, stay as they are until the naming is written.';
-- By its name before receive_hazard_action.
create trigger hold_named before insert on public.hazard_actions
  for each row when (new.kind = 'assigned') execute function private.hold_named();

-- Of what stands already.
update public.hazards h set responsible_id = null
  from public.staff s, public.projects p
  where s.id = h.responsible_id and p.id = h.project_id and h.status <> 'closed'
    and (s.closed_at is not null or s.role = 'leader' or (s.role = 'contact' and p.enterprise_id is distinct from s.enterprise_id));
