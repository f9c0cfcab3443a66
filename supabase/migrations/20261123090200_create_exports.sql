-- Documents (导出): ledgers, daily and weekly reports that leave the app as files. The file stands in the bucket `exports`
-- under park/export/sha256.xlsx or .docx; here stands what it is, so that the code printed in it leads back to its hash.

create table public.exports (
  id uuid primary key,
  seq bigint generated always as identity,
  park_id uuid not null references public.parks (id),
  kind text not null constraint exports_kind_check check (kind in ('ledger', 'daily', 'weekly')),
  from_on date not null,
  to_on date not null,
  digest_id uuid references public.digests (id),
  code text not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  bytes integer not null check (bytes between 1 and 52428800),
  row_count integer check (row_count >= 0),
  made_by uuid not null references public.staff (id),
  made_at timestamptz not null,
  constraint exports_range check (from_on <= to_on and (kind <> 'daily' or from_on = to_on)
    and (kind <> 'weekly' or (extract(isodow from from_on) = 1 and to_on = from_on + 6))),
  constraint exports_rows_of_ledger check ((kind = 'ledger') = (row_count is not null))
);
create index exports_park_id_idx on public.exports (park_id, seq);
create index exports_code_idx on public.exports (code);
create index exports_digest_id_idx on public.exports (digest_id);
create index exports_made_by_idx on public.exports (made_by);
comment on table public.exports is '导出: every document made, with the hash of its file. Append-only.';
comment on column public.exports.id is '主键: UUIDv7 made by the client, so that a repeated request is recognised';
comment on column public.exports.seq is '导出次序: paging key';
comment on column public.exports.park_id is '园区';
comment on column public.exports.kind is '种类: ledger 台账, daily 日报, weekly 周报';
comment on column public.exports.from_on is '开始日期: of a weekly its Monday';
comment on column public.exports.to_on is '结束日期: of a weekly its Sunday';
comment on column public.exports.digest_id is '末期简报: the last frozen digest that the document tells; its number and head are printed in it';
comment on column public.exports.code is '校验码: 10 Crockford base32 characters of sha256 over "<id>:0", printed in the document';
comment on column public.exports.sha256 is '文件 sha256 (hex)';
comment on column public.exports.bytes is '文件字节数';
comment on column public.exports.row_count is '台账行数';
comment on column public.exports.made_by is '导出人';
comment on column public.exports.made_at is '导出时间';

-- Photos count their ordinals from 1, so that no photo ever has the code of a document made of the same id.
create function private.receive_export() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  new.code := private.short_code(new.id, 0);
  new.made_at := private.clock();
  return new;
end;
$$;
comment on function private.receive_export() is 'Fills in code and time; same code as src/domain/export.';
create trigger receive_export before insert on public.exports
  for each row execute function private.receive_export();

grant select on public.exports to authenticated, service_role;
grant insert (id, park_id, kind, from_on, to_on, digest_id, sha256, bytes, row_count, made_by) on public.exports to authenticated;
create trigger guard_export before update or delete on public.exports
  for each row execute function private.guard_record();

alter table public.exports enable row level security;
create policy "leaders and the office read their park's exports" on public.exports for select to authenticated
  using (park_id = (select c.park_id from private.caller() c where c.role in ('leader', 'office')));
create policy "leaders export reports, the office ledgers too, in their own name" on public.exports for insert to authenticated
  with check (exists (select 1 from private.caller() c
      where c.park_id = exports.park_id and c.staff_id = exports.made_by
        and (c.role = 'office' or (c.role = 'leader' and exports.kind <> 'ledger')))
    and (digest_id is null or digest_id in (select d.id from public.digests d)));

-- ---------------------------------------------------------------- operations
create function private.export_row(e public.exports) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
begin
  return jsonb_build_object('id', e.id, 'parkId', e.park_id, 'code', e.code, 'kind', e.kind, 'from', e.from_on, 'to', e.to_on,
    'by', private.person(e.made_by), 'at', e.made_at, 'sha256', e.sha256, 'bytes', e.bytes, 'rowCount', e.row_count,
    'digest', (select jsonb_build_object('number', d.number, 'on', d.digest_on, 'head', d.head)
      from public.digests d where d.id = e.digest_id));
end;
$$;
comment on function private.export_row(public.exports) is 'A document as lists show it.';
grant execute on function private.export_row(public.exports) to authenticated;

-- The words before the first colon of a column's comment: the data dictionary heads the ledger.
create function private.column_titles(p_columns text[]) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
begin
  return coalesce((select jsonb_object_agg(c, split_part(split_part(col_description(a.attrelid, a.attnum), ':', 1), ', ', 1))
    from unnest(p_columns) c
    join pg_catalog.pg_attribute a on a.attrelid = to_regclass('public.' || quote_ident(split_part(c, '.', 1)))
      and a.attname = split_part(c, '.', 2)), '{}');
end;
$$;
comment on function private.column_titles(text[]) is 'Chinese names of columns given as table.column.';
grant execute on function private.column_titles(text[]) to authenticated;

-- Before a document is made: may the caller, was it made already, and what its first page says.
create function api.open_export(p_id uuid, p_kind text, p_from date, p_to date, p_columns text[]) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
declare
  me public.sessions := private.enter();
  known public.exports;
begin
  if p_kind = 'ledger' and me.role <> 'office' then
    raise sqlstate 'PT403' using message = 'role_refused';
  end if;
  select * into known from public.exports where id = p_id;
  if known.id is not null and (known.made_by, known.kind, known.from_on, known.to_on) is distinct from (me.staff_id, p_kind, p_from, p_to) then
    raise sqlstate 'PT409' using message = 'id_reused';
  end if;
  return jsonb_build_object(
    'known', case when known.id is not null then private.export_row(known) end,
    'parkId', me.park_id,
    'park', (select p.name from public.parks p where p.id = me.park_id),
    'by', (select s.name from public.staff s where s.id = me.staff_id),
    'now', private.clock(),
    'titles', private.column_titles(p_columns));
end;
$$;
comment on function api.open_export(uuid, text, date, date, text[]) is 'What a document to be made starts from; the document itself where it was made before.';
grant execute on function api.open_export(uuid, text, date, date, text[]) to authenticated;

create function api.keep_export(p_id uuid, p_kind text, p_from date, p_to date, p_sha256 text, p_bytes integer,
  p_row_count integer default null, p_digest_id uuid default null) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  me public.sessions := private.enter();
  known public.exports;
  inserted integer;
begin
  insert into public.exports (id, park_id, kind, from_on, to_on, digest_id, sha256, bytes, row_count, made_by)
  values (p_id, me.park_id, p_kind, p_from, p_to, p_digest_id, p_sha256, p_bytes, p_row_count, me.staff_id)
  on conflict (id) do nothing;
  get diagnostics inserted = row_count;
  select * into known from public.exports where id = p_id;
  if known.id is null or (known.made_by, known.kind, known.from_on, known.to_on) is distinct from (me.staff_id, p_kind, p_from, p_to) then
    raise sqlstate 'PT409' using message = 'id_reused';
  end if;
  if inserted = 1 then
    perform private.audit_done(me, 'export.create', p_id);
  end if;
  return private.export_row(known) || jsonb_build_object('isNew', inserted = 1);
end;
$$;
comment on function api.keep_export(uuid, text, date, date, text, integer, integer, uuid) is
  'Records a document whose file is stored; of two that were made at once the first stays.';
grant execute on function api.keep_export(uuid, text, date, date, text, integer, integer, uuid) to authenticated;

create function api.list_exports(p_limit integer, p_before bigint default null) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
declare
  me public.sessions := private.enter();
  page public.exports[];
begin
  page := array(select x from public.exports x where x.park_id = me.park_id and (p_before is null or x.seq < p_before)
    order by x.seq desc limit p_limit + 1);
  return jsonb_build_object('items', coalesce((select jsonb_agg(private.export_row(e) order by e.seq desc) from unnest(page[1:p_limit]) e), '[]'),
    'next', case when cardinality(page) > p_limit then (page[p_limit]).seq::text end);
end;
$$;
comment on function api.list_exports(integer, bigint) is 'Documents of the park, newest first.';
grant execute on function api.list_exports(integer, bigint) to authenticated;

create function api.read_export(p_code text) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
declare
  me public.sessions := private.enter();
  found_one public.exports;
begin
  -- Two documents of one code are a matter of 50 bits; should it happen, the newer is the likelier in a hand.
  select * into found_one from public.exports e where e.code = p_code and e.park_id = me.park_id order by e.seq desc limit 1;
  if found_one.id is null then
    raise sqlstate 'PT404' using message = 'export_not_found';
  end if;
  return private.export_row(found_one);
end;
$$;
comment on function api.read_export(text) is 'What the document with this code is.';
grant execute on function api.read_export(text) to authenticated;

-- ---------------------------------------------------------------- the ledger's rows
-- One page of one sheet, oldest first, after a key. One statement for a page and no function per row, since a ledger may
-- have tens of thousands. `key` is where the next page goes on.

create function private.ledger_reports(p_park_id uuid, p_kind text, p_from timestamptz, p_until timestamptz, p_after bigint, p_limit integer) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
begin
  return (select jsonb_agg(jsonb_build_object('key', jsonb_build_array(s.seq::text), 'id', s.id, 'at', s.received_at, 'capturedAt', s.captured_at,
      'project', p.name, 'by', w.name, 'status', s.status, 'isCorrected', s.is_corrected, 'lost', coalesce(f.lost, 0),
      'photoCount', s.photo_count, 'photos', coalesce(f.codes, '{}'), 'note', b ->> 'note',
      'percent', g.percent, 'percentReason', g.percent_reason, 'investmentToDateYuan', g.investment_to_date_yuan,
      'problems', g.problems, 'problemNote', g.problem_note,
      'checklist', l.name, 'passCount', c.pass_count, 'failCount', c.fail_count, 'notApplicableCount', c.not_applicable_count) order by s.seq)
    from (select * from public.submissions x where x.park_id = p_park_id and x.kind = p_kind and x.seq > p_after
        and x.received_at >= p_from and x.received_at < p_until order by x.seq limit p_limit) s
    cross join lateral (select s.body::jsonb) parsed (b)
    left join public.projects p on p.id = s.project_id
    left join public.staff w on w.id = s.created_by
    left join public.progress_reports g on g.submission_id = s.id
    left join public.safety_checks c on c.submission_id = s.id
    left join public.checklist_versions v on v.id = c.checklist_version_id
    left join public.checklists l on l.id = v.checklist_id
    left join lateral (select count(*) filter (where h.lost_at is not null and h.stored_at is null) as lost,
        (array_agg(h.short_code order by h.ordinal) filter (where h.stored_at is not null))[1:3] as codes
      from public.photos h where h.submission_id = s.id and s.photo_count > 0) f on true);
end;
$$;
comment on function private.ledger_reports(uuid, text, timestamptz, timestamptz, bigint, integer) is 'Inspections, progress reports or safety checks as a ledger lists them.';
grant execute on function private.ledger_reports(uuid, text, timestamptz, timestamptz, bigint, integer) to authenticated;

create function private.ledger_milestones(p_park_id uuid, p_from timestamptz, p_until timestamptz, p_after bigint, p_limit integer) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
begin
  return (select jsonb_agg(jsonb_build_object('key', jsonb_build_array(r.seq::text), 'id', s.id, 'at', r.reported_at, 'capturedAt', s.captured_at,
      'project', p.name, 'by', w.name, 'status', s.status, 'isCorrected', not r.is_live, 'lost', coalesce(f.lost, 0),
      'photoCount', s.photo_count, 'photos', coalesce(f.codes, '{}'), 'note', s.body::jsonb ->> 'note',
      'rung', m.rung, 'occurredOn', r.occurred_on, 'agreedInvestmentYuan', r.agreed_investment_yuan, 'side', r.side,
      'answer', a.answer, 'onBehalf', a.on_behalf) order by r.seq)
    from (select * from public.milestone_reports x where x.park_id = p_park_id and x.seq > p_after
        and x.reported_at >= p_from and x.reported_at < p_until order by x.seq limit p_limit) r
    join public.submissions s on s.id = r.submission_id
    join public.milestones m on m.id = r.milestone_id
    left join public.milestone_answers a on a.report_id = r.submission_id
    left join public.projects p on p.id = r.project_id
    left join public.staff w on w.id = r.reported_by
    left join lateral (select count(*) filter (where h.lost_at is not null and h.stored_at is null) as lost,
        (array_agg(h.short_code order by h.ordinal) filter (where h.stored_at is not null))[1:3] as codes
      from public.photos h where h.submission_id = s.id and s.photo_count > 0) f on true);
end;
$$;
comment on function private.ledger_milestones(uuid, timestamptz, timestamptz, bigint, integer) is 'Milestone reports as a ledger lists them.';
grant execute on function private.ledger_milestones(uuid, timestamptz, timestamptz, bigint, integer) to authenticated;

create function private.ledger_hazards(p_park_id uuid, p_from timestamptz, p_until timestamptz, p_after bigint, p_limit integer) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
begin
  return (select jsonb_agg(jsonb_build_object('key', jsonb_build_array(z.seq::text), 'id', z.submission_id, 'at', z.opened_at,
      'project', p.name, 'by', w.name, 'status', s.status, 'isCorrected', s.is_corrected, 'lost', coalesce(f.lost, 0),
      'photoCount', coalesce(f.count, 0), 'photos', coalesce(f.codes, '{}'),
      'severity', z.severity, 'title', z.title, 'detail', z.detail, 'dueOn', z.rectification_due_on, 'responsible', o.name,
      'hazardStatus', z.status, 'isRepeat', z.repeat_of is not null, 'closedAt', z.closed_at) order by z.seq)
    from (select * from public.hazards x where x.park_id = p_park_id and x.seq > p_after
        and x.opened_at >= p_from and x.opened_at < p_until order by x.seq limit p_limit) z
    join public.submissions s on s.id = z.submission_id
    left join public.projects p on p.id = z.project_id
    left join public.staff w on w.id = z.opened_by
    left join public.staff o on o.id = z.responsible_id
    left join lateral (select count(*) as count, count(*) filter (where h.lost_at is not null and h.stored_at is null) as lost,
        (array_agg(h.short_code order by h.ordinal) filter (where h.stored_at is not null))[1:3] as codes
      from public.photos h where h.submission_id = s.id and s.photo_count > 0
        and (z.item_key is null or h.item_key = z.item_key)) f on true);
end;
$$;
comment on function private.ledger_hazards(uuid, timestamptz, timestamptz, bigint, integer) is 'Hazards as a ledger lists them.';
grant execute on function private.ledger_hazards(uuid, timestamptz, timestamptz, bigint, integer) to authenticated;

create function private.ledger_records(p_park_id uuid, p_kinds text[], p_from timestamptz, p_until timestamptz, p_after bigint, p_limit integer) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
begin
  return (select jsonb_agg(jsonb_build_object('key', jsonb_build_array(r.seq::text), 'id', s.id, 'at', r.reported_at, 'capturedAt', s.captured_at,
      'kind', r.kind, 'item', i.name, 'unit', i.target_unit, 'isShare', i.measure_type = 'ratio', 'project', p.name, 'by', w.name,
      'status', s.status, 'isCorrected', not r.is_live, 'lost', coalesce(f.lost, 0),
      'photoCount', s.photo_count, 'photos', coalesce(f.codes, '{}'), 'note', s.body::jsonb ->> 'note', 'source', s.body::jsonb ->> 'source',
      'month', to_char(r.month, 'YYYY-MM'), 'value', r.value, 'numerator', r.numerator, 'denominator', r.denominator,
      'title', r.title, 'occurredOn', r.occurred_on, 'answer', a.answer) order by r.seq)
    from (select * from public.item_records x where x.park_id = p_park_id and x.kind = any (p_kinds) and x.seq > p_after
        and x.reported_at >= p_from and x.reported_at < p_until order by x.seq limit p_limit) r
    join public.submissions s on s.id = r.submission_id
    join public.plan_items i on i.id = r.item_id
    left join public.item_answers a on a.record_id = r.submission_id
    left join public.projects p on p.id = r.project_id
    left join public.staff w on w.id = r.reported_by
    left join lateral (select count(*) filter (where h.lost_at is not null and h.stored_at is null) as lost,
        (array_agg(h.short_code order by h.ordinal) filter (where h.stored_at is not null))[1:3] as codes
      from public.photos h where h.submission_id = s.id and s.photo_count > 0) f on true);
end;
$$;
comment on function private.ledger_records(uuid, text[], timestamptz, timestamptz, bigint, integer) is 'Records of plan items as a ledger lists them.';
grant execute on function private.ledger_records(uuid, text[], timestamptz, timestamptz, bigint, integer) to authenticated;

-- Answers have no number of their own: time and id together are the key.
create function private.ledger_answers(p_park_id uuid, p_from timestamptz, p_until timestamptz, p_after_at timestamptz, p_after_id uuid, p_limit integer) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
begin
  return (select jsonb_agg(jsonb_build_object('key', jsonb_build_array(a.answered_at, a.id), 'id', a.report_id, 'at', a.answered_at,
      'kind', s.kind, 'rung', m.rung, 'project', p.name, 'item', i.name, 'answer', a.answer, 'reason', a.reason, 'by', w.name,
      'onBehalf', coalesce(ma.on_behalf, false)) order by a.answered_at, a.id)
    from (select * from private.answers(p_park_id) x where x.answered_at >= p_from and x.answered_at < p_until
        and (p_after_id is null or (x.answered_at, x.id) > (p_after_at, p_after_id)) order by x.answered_at, x.id limit p_limit) a
    join public.submissions s on s.id = a.report_id
    left join public.milestone_answers ma on ma.id = a.id
    left join public.milestones m on m.id = ma.milestone_id
    left join public.projects p on p.id = s.project_id
    left join public.plan_items i on i.id = s.item_id
    left join public.staff w on w.id = a.answered_by);
end;
$$;
comment on function private.ledger_answers(uuid, timestamptz, timestamptz, timestamptz, uuid, integer) is 'Answers to milestone reports and reviews of records as a ledger lists them.';
grant execute on function private.ledger_answers(uuid, timestamptz, timestamptz, timestamptz, uuid, integer) to authenticated;

create function api.read_ledger(p_sheet text, p_from date, p_to date, p_limit integer, p_after text[] default null) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
declare
  me public.sessions := private.enter();
  starts timestamptz := p_from::timestamp at time zone 'Asia/Shanghai';
  ends timestamptz := (p_to + 1)::timestamp at time zone 'Asia/Shanghai';
  after_seq bigint := case when p_sheet <> 'answers' then coalesce(p_after[1]::bigint, 0) end;
begin
  return coalesce(case p_sheet
    when 'inspections' then private.ledger_reports(me.park_id, 'inspection', starts, ends, after_seq, p_limit)
    when 'progress' then private.ledger_reports(me.park_id, 'progress', starts, ends, after_seq, p_limit)
    when 'safety_checks' then private.ledger_reports(me.park_id, 'safety_check', starts, ends, after_seq, p_limit)
    when 'milestones' then private.ledger_milestones(me.park_id, starts, ends, after_seq, p_limit)
    when 'hazards' then private.ledger_hazards(me.park_id, starts, ends, after_seq, p_limit)
    when 'readings' then private.ledger_records(me.park_id, array['reading'], starts, ends, after_seq, p_limit)
    when 'records' then private.ledger_records(me.park_id, array['achievement', 'completion', 'incident'], starts, ends, after_seq, p_limit)
    when 'notes' then private.ledger_records(me.park_id, array['note', 'naming'], starts, ends, after_seq, p_limit)
    when 'answers' then private.ledger_answers(me.park_id, starts, ends, p_after[1]::timestamptz, p_after[2]::uuid, p_limit)
    end, '[]');
end;
$$;
comment on function api.read_ledger(text, date, date, integer, text[]) is 'One page of one sheet of the ledger.';
grant execute on function api.read_ledger(text, date, date, integer, text[]) to authenticated;
