-- What an item says of how it is made. An item in words that the plan states a second time (sameAs) has the value of the
-- other one; from here on it also has its measure and its target, and so its light: the same fact was green in one
-- place and 文字事项，没有数 in another. And the page of an item learns the names of what it counts.

create or replace function private.plan_item_row(i public.plan_items) returns jsonb
language plpgsql stable security invoker set search_path = '' set plan_cache_mode = 'force_generic_plan'
as $$
declare
  v public.item_values;
  -- The one that holds the value, and the records.
  h public.plan_items := i;
  -- The one that says how the value is made and what it should be.
  t public.plan_items := i;
begin
  if i.value_item_id <> i.id then
    select * into h from public.plan_items where id = i.value_item_id;
    if i.measure_type = 'narrative' then
      t := h;
    end if;
  end if;
  select * into v from public.item_values where item_id = h.id;
  return jsonb_build_object('id', i.id, 'key', i.key, 'section', i.section, 'kind', i.kind, 'name', i.name,
    'target', case when t.target_op is not null then jsonb_build_object('op', t.target_op, 'value', t.target_value,
      'unit', t.target_unit, 'growthPct', t.growth_pct) end,
    'unit', t.target_unit,
    'commitment', i.commitment, 'commitmentClass', i.commitment_class, 'dueOn', i.due_on, 'dueStated', i.due_stated,
    'measure', t.measure, 'responsible', i.responsible, 'questions', i.questions, 'aliases', i.aliases,
    'projectId', i.project_id, 'parentId', i.parent_id, 'valueItemId', i.value_item_id,
    'owner', private.person(i.owner_id),
    'value', v.value, 'isMet', v.is_met, 'changedAt', v.changed_at,
    -- A figure speaks for the time up to the end of its month.
    'valueUntilOn', case when h.measure_type in ('reported', 'ratio') then (select (r.month + interval '1 month - 1 day')::date
      from public.item_evidence e join public.item_records r on r.submission_id = e.record_id where e.item_id = h.id) end,
    'waitingCount', (select count(*) from public.item_records r join public.submissions s on s.id = r.submission_id and s.status = 'complete'
      where r.park_id = h.park_id and r.item_id = h.id and r.awaits_review),
    -- Notes have no month; it is named so that the index gives the latest one first.
    'note', (select jsonb_build_object('text', s.body::jsonb ->> 'note', 'at', s.received_at, 'by', private.person(s.created_by))
      from public.item_records r join public.submissions s on s.id = r.submission_id and s.status = 'complete'
      where r.item_id = h.id and r.kind = 'note' and r.is_live order by r.month desc, r.seq desc limit 1),
    'namedCount', case when i.measure_type = 'placeholder' then (select count(*) from public.plan_items n
      where n.plan_id = i.plan_id and n.named_by in (select r.submission_id from public.item_records r where r.item_id = i.id and r.kind = 'naming')) end,
    'stage', case when i.measure_type = 'stage' then (select m.rung from public.milestones m
      where m.project_id = i.project_id and m.status = 'confirmed'
        and m.occurred_on <= (select l.ends_on from public.plans l where l.id = i.plan_id) order by m.rung_order desc limit 1) end,
    'blockedBy', private.blocked_by(i.id),
    'dependsOn', coalesce((select jsonb_agg(l.other_id) from public.plan_item_links l
      where l.item_id = i.id and l.kind = 'depends_on'), '[]'));
end;
$$;

create or replace function api.read_plan_item(p_id uuid) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
declare
  me public.sessions := private.enter();
  i public.plan_items;
begin
  select * into i from public.plan_items where id = p_id;
  if i.id is null then
    raise sqlstate 'PT404' using message = 'plan_item_not_found';
  end if;
  return private.plan_item_row(i) || jsonb_build_object(
    'plan', (select jsonb_build_object('year', l.year, 'startsOn', l.starts_on, 'endsOn', l.ends_on)
      from public.plans l where l.id = i.plan_id),
    'projectNames', coalesce((select jsonb_object_agg(coalesce(p.key, p.id::text), p.name) from public.projects p
      where p.id in (select o.project_id from public.plan_items o where o.id in (i.id, i.value_item_id))
        or p.id in (select ip.project_id from public.plan_item_projects ip where ip.item_id in (i.id, i.value_item_id))), '{}'),
    'itemNames', coalesce((select jsonb_object_agg(o.key, o.name) from public.plan_item_links k
      join public.plan_items o on o.id = k.other_id where k.item_id = i.value_item_id and k.kind = 'counts'), '{}'),
    'sameAs', coalesce((select jsonb_agg(o.name order by o.file_order) from public.plan_items o
      where o.value_item_id = i.value_item_id and o.id <> i.id), '[]'),
    'counted', coalesce((select jsonb_agg(private.milestone_report_row(r) || jsonb_build_object('amount', e.amount)
        order by m.confirmed_at desc)
      from public.item_evidence e join public.milestones m on m.id = e.milestone_id
      join public.milestone_reports r on r.submission_id = m.report_id where e.item_id = i.value_item_id), '[]'),
    -- What was said about the item, newest first; what is in the value says how much of it, and is never left out.
    'records', coalesce((select jsonb_agg(private.item_record_row(me, r) || jsonb_build_object('amount',
        (select e.amount from public.item_evidence e where e.item_id = r.item_id and e.record_id = r.submission_id)) order by r.seq desc)
      from public.item_records r where r.item_id = i.value_item_id
        and (r.submission_id in (select e.record_id from public.item_evidence e where e.item_id = i.value_item_id)
          or r.submission_id in (select x.submission_id from public.item_records x where x.item_id = i.value_item_id order by x.seq desc limit 200))), '[]'),
    'countedItems', coalesce((select jsonb_agg(private.plan_item_row(s) order by s.file_order)
      from public.item_evidence e join public.plan_items s on s.id = e.source_item_id where e.item_id = i.value_item_id), '[]'),
    -- Reported for one of these slots, but not confirmed or disputed: shown beside the value, never in it.
    'waiting', coalesce((select jsonb_agg(private.milestone_report_row(r) order by r.seq desc)
      from public.milestones m join public.milestone_reports r on r.submission_id = m.report_id
      join public.plans l on l.id = i.plan_id
      where m.park_id = i.park_id and m.rung = i.rung and m.status in ('reported', 'disputed') and r.occurred_on <= l.ends_on
        and case when i.measure_type in ('milestone', 'stage') then m.project_id = i.project_id
          else r.occurred_on >= l.starts_on and (not i.measure ? 'projects' or exists (select 1 from public.plan_item_projects ip
            where ip.item_id = i.id and ip.project_id = m.project_id)) end), '[]'),
    'children', coalesce((select jsonb_agg(private.plan_item_row(c) order by c.file_order)
      from public.plan_items c where c.parent_id = i.id or exists (select 1 from public.plan_item_links k
        where k.item_id = i.id and k.kind = 'counts' and k.other_id = c.id)), '[]'),
    'history', coalesce((select jsonb_agg(jsonb_build_object('at', c.made_at, 'value', c.after_value) order by c.id)
      from public.changes c where c.plan_item_id = i.value_item_id and c.kind = 'item_value'), '[]'));
end;
$$;
