-- 补录: the item of a named project took the id of its place with a number behind it, and was refused where the plan has such
-- an item; or it was longer than a plan file may have it, which no export of the plan gave out any more.
create or replace function private.name_project(s public.submissions, p_gap public.plan_items, p_rung text) returns void
language plpgsql security invoker set search_path = ''
as $$
declare
  p public.projects;
  named integer;
  free_key text;
  before_id uuid;
  fields jsonb;
begin
  perform pg_advisory_xact_lock(hashtextextended(s.park_id::text, 20261123));
  select x.* into p from public.projects x join public.item_records r on r.project_id = x.id where r.submission_id = s.id;
  select count(*) into named from public.plan_items i where i.plan_id = p_gap.plan_id and i.named_by in
    (select r.submission_id from public.item_records r where r.item_id = p_gap.id and r.kind = 'naming');
  if exists (select 1 from public.plan_items i where i.plan_id = p_gap.plan_id and i.project_id = p.id
      and i.parent_id is not distinct from p_gap.parent_id and i.measure_type = 'stage'
      -- Its own item may be given another rung.
      and (s.corrects is null or i.named_by is null or i.named_by not in (select private.correction_line(s.corrects)))) then
    raise sqlstate 'PT409' using message = 'project_in_plan';
  end if;
  perform private.because(s.id);
  fields := jsonb_build_object('type', 'stage', 'project', coalesce(p.key, p.id::text), 'targetMilestone', p_rung);
  if s.corrects is not null then
    select i.project_id into before_id from public.plan_items i
      where i.named_by in (select private.correction_line(s.corrects)) and i.plan_id = p_gap.plan_id;
    update public.plan_items i set name = p.name, project_id = p.id, measure = fields, rung = p_rung, named_by = s.id
      where i.named_by in (select private.correction_line(s.corrects)) and i.plan_id = p_gap.plan_id;
    perform private.keep_values(s.park_id, before_id);
  elsif named >= (p_gap.measure ->> 'count')::integer then
    raise sqlstate 'PT409' using message = 'all_named';
  else
    -- The file may have an item of that name itself, and no id of a file is longer than 60.
    select rtrim(left(p_gap.key, 59 - length(n::text)), '-') || '-' || n into free_key from generate_series(named + 1, named + 2001) n
    where not exists (select 1 from public.plan_items i where i.plan_id = p_gap.plan_id
      and i.key = rtrim(left(p_gap.key, 59 - length(n::text)), '-') || '-' || n) order by n limit 1;
    insert into public.plan_items (park_id, plan_id, key, file_order, section, kind, name, commitment, commitment_class,
      due_on, due_stated, target_op, target_value, target_unit, measure_type, measure, rung, project_id, parent_id,
      value_item_id, id, responsible, named_by)
    select p_gap.park_id, p_gap.plan_id, free_key,
      (select max(x.file_order) + 1 from public.plan_items x where x.plan_id = p_gap.plan_id), p_gap.section, 'project', p.name,
      p_gap.commitment, p_gap.commitment_class, p_gap.due_on, p_gap.due_stated, '=', 1, '项', 'stage', fields, p_rung, p.id,
      p_gap.parent_id, g.id, g.id, p_gap.responsible, s.id
    from (select gen_random_uuid() as id) g;
  end if;
  perform private.keep_values(s.park_id, p.id);
end;
$$;
