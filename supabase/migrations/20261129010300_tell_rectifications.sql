-- The ledger names a checklist as it was called when it was used, and says how a hazard was put right and who verified it.

create or replace function private.ledger_reports(p_park_id uuid, p_kind text, p_from timestamptz, p_until timestamptz, p_after bigint, p_limit integer) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
begin
  return (select jsonb_agg(jsonb_build_object('key', jsonb_build_array(s.seq::text), 'id', s.id, 'at', s.received_at, 'capturedAt', s.captured_at,
      'project', p.name, 'by', w.name, 'status', s.status, 'isCorrected', s.is_corrected, 'lost', coalesce(f.lost, 0),
      'photoCount', s.photo_count, 'photos', coalesce(f.codes, '{}'), 'note', b ->> 'note',
      'percent', g.percent, 'percentReason', g.percent_reason, 'investmentToDateYuan', g.investment_to_date_yuan,
      'problems', g.problems, 'problemNote', g.problem_note,
      'checklist', v.name, 'passCount', c.pass_count, 'failCount', c.fail_count, 'notApplicableCount', c.not_applicable_count) order by s.seq)
    from (select * from public.submissions x where x.park_id = p_park_id and x.kind = p_kind and x.seq > p_after
        and x.received_at >= p_from and x.received_at < p_until order by x.seq limit p_limit) s
    cross join lateral (select s.body::jsonb) parsed (b)
    left join public.projects p on p.id = s.project_id
    left join public.staff w on w.id = s.created_by
    left join public.progress_reports g on g.submission_id = s.id
    left join public.safety_checks c on c.submission_id = s.id
    left join public.checklist_versions v on v.id = c.checklist_version_id
    left join lateral (select count(*) filter (where h.lost_at is not null and h.stored_at is null) as lost,
        (array_agg(h.short_code order by h.ordinal) filter (where h.stored_at is not null and h.media = 'image/jpeg'))[1:3] as codes
      from public.photos h where h.submission_id = s.id and s.photo_count + s.document_count > 0) f on true);
end;
$$;

create or replace function private.ledger_hazards(p_park_id uuid, p_from timestamptz, p_until timestamptz, p_after bigint, p_limit integer) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
begin
  return (select jsonb_agg(jsonb_build_object('key', jsonb_build_array(z.seq::text), 'id', z.submission_id, 'at', z.opened_at,
      'project', p.name, 'by', w.name, 'status', s.status, 'isCorrected', s.is_corrected, 'lost', coalesce(f.lost, 0),
      'photoCount', coalesce(f.count, 0), 'photos', coalesce(f.codes, '{}'),
      'severity', z.severity, 'title', z.title, 'detail', z.detail, 'dueOn', z.rectification_due_on, 'responsible', o.name,
      'hazardStatus', z.status, 'isRepeat', z.repeat_of is not null, 'closedAt', z.closed_at, 'majorCriterion', z.major_criterion,
      'rectifiedAt', r.received_at, 'rectifier', t.responsible_person, 'measures', t.measures, 'funds', t.funds, 'contingencyPlan', t.contingency_plan,
      'after', (select h.short_code from public.photos h where h.submission_id = t.submission_id and h.stored_at is not null and h.media = 'image/jpeg'
        and h.item_key is distinct from 'before' order by h.ordinal limit 1),
      'verifiedBy', (select y.name from public.hazard_actions a join public.staff y on y.id = a.acted_by
        where a.hazard_id = z.id and a.kind = 'verified' order by a.acted_at desc limit 1)) order by z.seq)
    from (select * from public.hazards x where x.park_id = p_park_id and x.seq > p_after
        and x.opened_at >= p_from and x.opened_at < p_until order by x.seq limit p_limit) z
    join public.submissions s on s.id = z.submission_id
    left join public.projects p on p.id = z.project_id
    left join public.staff w on w.id = z.opened_by
    left join public.staff o on o.id = z.responsible_id
    left join public.rectifications t on t.submission_id = z.rectification_id
    left join public.submissions r on r.id = t.submission_id
    left join lateral (select count(*) as count, count(*) filter (where h.lost_at is not null and h.stored_at is null) as lost,
        (array_agg(h.short_code order by h.ordinal) filter (where h.stored_at is not null and h.media = 'image/jpeg'))[1:3] as codes
      from public.photos h where h.submission_id = s.id and s.photo_count + s.document_count > 0
        and (z.item_key is null or h.item_key = z.item_key)) f on true);
end;
$$;
