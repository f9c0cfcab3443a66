-- Submissions: every field report with evidence, one row each with its exact body. One insert is enough: triggers
-- check it, unfold the body into photos and details, and count it when its manifest is complete.

-- ---------------------------------------------------------------- checklists
create table public.checklists (
  id uuid primary key default gen_random_uuid(),
  park_id uuid not null references public.parks (id),
  key text not null,
  name text not null,
  project_categories text[] not null default '{}',
  constraint checklists_park_key_key unique (park_id, key)
);
comment on table public.checklists is '检查表';
comment on column public.checklists.id is '主键';
comment on column public.checklists.park_id is '园区';
comment on column public.checklists.key is '编号: stable over versions';
comment on column public.checklists.name is '名称';
comment on column public.checklists.project_categories is '适用的项目类别';

create table public.checklist_versions (
  id uuid primary key default gen_random_uuid(),
  park_id uuid not null references public.parks (id),
  checklist_id uuid not null references public.checklists (id),
  version integer not null check (version >= 1),
  items jsonb not null check (jsonb_typeof(items) = 'array' and jsonb_array_length(items) between 1 and 200),
  published_at timestamptz not null default now(),
  constraint checklist_versions_number_key unique (checklist_id, version)
);
create index checklist_versions_park_id_idx on public.checklist_versions (park_id);
comment on table public.checklist_versions is '检查表版本: a published version never changes; a check names its version.';
comment on column public.checklist_versions.id is '主键';
comment on column public.checklist_versions.park_id is '园区';
comment on column public.checklist_versions.checklist_id is '检查表';
comment on column public.checklist_versions.version is '版本号';
comment on column public.checklist_versions.items is '条款: [{key, heading, text, basis, defects[], majorHint}]';
comment on column public.checklist_versions.published_at is '发布时间';

create function private.keep_published() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  raise exception 'a published checklist version never changes';
end;
$$;
comment on function private.keep_published() is 'Guards published checklist versions.';
create trigger keep_published before update or delete on public.checklist_versions
  for each row execute function private.keep_published();

-- ---------------------------------------------------------------- submissions
create table public.submissions (
  id uuid primary key,
  seq bigint generated always as identity,
  park_id uuid not null,
  project_id uuid,
  item_id uuid,
  kind text not null constraint submissions_kind_check check (kind in
    ('inspection', 'progress', 'safety_check', 'milestone_report', 'hazard_open', 'hazard_rectify',
     'reading', 'achievement', 'incident', 'completion', 'note', 'naming')),
  created_by uuid not null references public.staff (id),
  session_id uuid not null,
  body text not null check (octet_length(body) <= 262144),
  body_sha256 text not null,
  captured_at timestamptz not null,
  phone_ahead_ms bigint,
  received_at timestamptz not null,
  photo_count smallint not null check (photo_count >= 0),
  status text not null constraint submissions_status_check check (status in ('awaiting_photos', 'complete')),
  counted_at timestamptz,
  corrects uuid references public.submissions (id),
  is_corrected boolean not null default false,
  -- A report from a site is about a project, a record of the plan about an item.
  constraint submissions_about_one check ((item_id is null) = (project_id is not null) and (item_id is not null) =
    (kind in ('reading', 'achievement', 'incident', 'completion', 'note', 'naming'))),
  constraint submissions_counted_when_complete check ((status = 'complete') = (counted_at is not null)),
  -- One key for both: the project is one of the park, and each write looks up one row less.
  constraint submissions_project_fkey foreign key (park_id, project_id) references public.projects (park_id, id)
);
-- A record is corrected once: of two corrections the second is refused.
create unique index submissions_corrects_key on public.submissions (corrects) where corrects is not null;
create index submissions_park_id_idx on public.submissions (park_id, seq);
create index submissions_project_id_idx on public.submissions (park_id, project_id, seq);
create index submissions_created_by_idx on public.submissions (created_by, seq);
comment on table public.submissions is '报送: every report from a site and every record of a plan item, with its evidence, append-only.';
comment on column public.submissions.id is '主键: UUIDv7 made on the phone, also the idempotency key';
comment on column public.submissions.seq is '收到次序: paging key';
comment on column public.submissions.park_id is '园区';
comment on column public.submissions.phone_ahead_ms is '送达时手机时钟快多少（毫秒）: empty when the app did not say';
comment on column public.submissions.project_id is '项目: of a report from a site';
comment on column public.submissions.item_id is '计划事项: of a record of the plan';
comment on column public.submissions.kind is '种类';
comment on column public.submissions.created_by is '报送人';
comment on column public.submissions.session_id is '所用的登录';
comment on column public.submissions.body is '原文: the exact bytes sent (UTF-8)';
comment on column public.submissions.body_sha256 is '原文 sha256 (hex)';
comment on column public.submissions.captured_at is '采集时间: device clock';
comment on column public.submissions.received_at is '收到时间: server clock; the record belongs to this day';
comment on column public.submissions.photo_count is '照片张数: of the manifest';
comment on column public.submissions.status is '状态: complete when every photo of the manifest is stored';
comment on column public.submissions.counted_at is '计入时间';
comment on column public.submissions.corrects is '更正的记录';
comment on column public.submissions.is_corrected is '已被更正: readable, counts no more. Set when its correction is complete, photos and all';

create table public.photos (
  submission_id uuid not null references public.submissions (id),
  ordinal smallint not null check (ordinal >= 1),
  park_id uuid not null references public.parks (id),
  project_id uuid references public.projects (id),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  bytes integer not null check (bytes between 1 and 1048576),
  thumb_sha256 text not null check (thumb_sha256 ~ '^[0-9a-f]{64}$'),
  thumb_bytes integer not null check (thumb_bytes between 1 and 65536),
  short_code text not null,
  item_key text,
  source text not null constraint photos_source_check check (source in ('camera', 'album')),
  captured_at timestamptz not null,
  latitude double precision check (latitude between -90 and 90),
  longitude double precision check (longitude between -180 and 180),
  accuracy_m double precision check (accuracy_m >= 0),
  location_missing text constraint photos_location_missing_check
    check (location_missing in ('denied', 'timeout', 'unavailable', 'not_asked')),
  distance_m double precision,
  flags text[] not null default '{}' constraint photos_flags_check
    check (flags <@ array['clock_skew', 'far_from_project', 'inaccurate', 'reused', 'album']),
  stored_at timestamptz,
  primary key (submission_id, ordinal),
  constraint photos_submission_sha256_key unique (submission_id, sha256),
  constraint photos_location_or_reason check ((latitude is null) = (location_missing is not null)),
  constraint photos_location_whole check ((latitude is null) = (longitude is null))
);
create index photos_park_sha256_idx on public.photos (park_id, sha256);
create index photos_project_id_idx on public.photos (project_id);
create index photos_short_code_idx on public.photos (short_code);
comment on table public.photos is '照片: one entry of a submission''s manifest. The object is stored under park/submission/sha256.jpg.';
comment on column public.photos.submission_id is '报送';
comment on column public.photos.ordinal is '序号, from 1, never renumbered';
comment on column public.photos.park_id is '园区';
comment on column public.photos.project_id is '项目';
comment on column public.photos.sha256 is '照片 sha256 (hex) of the bytes as stored';
comment on column public.photos.bytes is '字节数';
comment on column public.photos.thumb_sha256 is '缩略图 sha256 (hex)';
comment on column public.photos.thumb_bytes is '缩略图字节数';
comment on column public.photos.short_code is '短码: 10 Crockford base32 characters, drawn on the photo';
comment on column public.photos.item_key is '检查条款: the failed clause it shows';
comment on column public.photos.source is '来源: 相机或相册';
comment on column public.photos.captured_at is '拍摄时间: device clock';
comment on column public.photos.latitude is '纬度 WGS84';
comment on column public.photos.longitude is '经度 WGS84';
comment on column public.photos.accuracy_m is '定位精度（米）';
comment on column public.photos.location_missing is '没有位置的原因';
comment on column public.photos.distance_m is '离项目的距离（米）: empty when either place is unknown';
comment on column public.photos.flags is '标注: shown, never blocking';
comment on column public.photos.stored_at is '入库时间: bytes checked against the hash';

create table public.progress_reports (
  submission_id uuid primary key references public.submissions (id),
  seq bigint not null,
  park_id uuid not null references public.parks (id),
  project_id uuid not null references public.projects (id),
  percent smallint not null check (percent between 0 and 100),
  percent_reason text,
  investment_to_date_yuan numeric(18, 2) check (investment_to_date_yuan >= 0),
  problems text[] not null default '{}' constraint progress_reports_problems_check
    check (problems <@ array['land', 'funding', 'approval', 'power', 'construction', 'other']),
  problem_note text,
  counts boolean not null
);
create index progress_reports_park_id_idx on public.progress_reports (park_id);
create index progress_reports_project_id_idx on public.progress_reports (project_id);
create index progress_reports_latest_idx on public.progress_reports (project_id, seq) where counts;
comment on table public.progress_reports is '进度上报';
comment on column public.progress_reports.submission_id is '报送';
comment on column public.progress_reports.seq is '次序: of the submission, of a correction that of the record it corrects in the end';
comment on column public.progress_reports.park_id is '园区';
comment on column public.progress_reports.project_id is '项目';
comment on column public.progress_reports.percent is '进度（%）';
comment on column public.progress_reports.percent_reason is '下调原因';
comment on column public.progress_reports.investment_to_date_yuan is '累计投资（元）';
comment on column public.progress_reports.problems is '遇到的问题';
comment on column public.progress_reports.problem_note is '问题说明';
comment on column public.progress_reports.counts is '计入: complete and not corrected';

create table public.safety_checks (
  submission_id uuid primary key references public.submissions (id),
  park_id uuid not null references public.parks (id),
  project_id uuid not null references public.projects (id),
  checklist_version_id uuid not null references public.checklist_versions (id),
  pass_count smallint not null,
  fail_count smallint not null,
  not_applicable_count smallint not null
);
create index safety_checks_park_id_idx on public.safety_checks (park_id);
create index safety_checks_project_id_idx on public.safety_checks (project_id);
create index safety_checks_checklist_version_id_idx on public.safety_checks (checklist_version_id);
comment on table public.safety_checks is '安全检查';
comment on column public.safety_checks.submission_id is '报送';
comment on column public.safety_checks.park_id is '园区';
comment on column public.safety_checks.project_id is '项目';
comment on column public.safety_checks.checklist_version_id is '检查表版本';
comment on column public.safety_checks.pass_count is '合格条数';
comment on column public.safety_checks.fail_count is '不合格条数';
comment on column public.safety_checks.not_applicable_count is '不适用条数';

-- ---------------------------------------------------------------- hazards
create table public.hazards (
  id uuid primary key default gen_random_uuid(),
  seq bigint generated always as identity,
  park_id uuid not null references public.parks (id),
  project_id uuid not null references public.projects (id),
  submission_id uuid not null references public.submissions (id),
  checklist_id uuid references public.checklists (id),
  item_key text,
  severity text not null constraint hazards_severity_check check (severity in ('general', 'major')),
  title text not null,
  detail text,
  rectification_due_on date not null,
  responsible_id uuid references public.staff (id),
  status text not null default 'open' constraint hazards_status_check
    check (status in ('open', 'rectified', 'returned', 'closed')),
  repeat_of uuid references public.hazards (id),
  opened_by uuid not null references public.staff (id),
  opened_at timestamptz not null,
  closed_at timestamptz,
  constraint hazards_closed_whole check ((status = 'closed') = (closed_at is not null))
);
create index hazards_park_id_idx on public.hazards (park_id, seq);
create index hazards_standing_idx on public.hazards (park_id, rectification_due_on) where status <> 'closed';
create index hazards_project_id_idx on public.hazards (project_id, item_key);
create index hazards_submission_id_idx on public.hazards (submission_id);
create index hazards_checklist_id_idx on public.hazards (checklist_id);
create index hazards_responsible_id_idx on public.hazards (responsible_id);
create index hazards_repeat_of_idx on public.hazards (repeat_of);
create index hazards_opened_by_idx on public.hazards (opened_by);
comment on table public.hazards is '隐患: status is kept from its actions by trigger.';
comment on column public.hazards.id is '主键';
comment on column public.hazards.seq is '开出次序: paging key';
comment on column public.hazards.park_id is '园区';
comment on column public.hazards.project_id is '项目';
comment on column public.hazards.submission_id is '开出它的报送';
comment on column public.hazards.checklist_id is '检查表: when a failed clause opened it';
comment on column public.hazards.item_key is '检查条款';
comment on column public.hazards.severity is '严重程度: 一般或重大';
comment on column public.hazards.title is '标题';
comment on column public.hazards.detail is '说明';
comment on column public.hazards.rectification_due_on is '整改期限';
comment on column public.hazards.responsible_id is '责任人';
comment on column public.hazards.status is '状态';
comment on column public.hazards.repeat_of is '重复隐患: same project and clause within 90 days';
comment on column public.hazards.opened_by is '开出人';
comment on column public.hazards.opened_at is '开出时间';
comment on column public.hazards.closed_at is '销号时间';

create table public.hazard_actions (
  id uuid primary key default gen_random_uuid(),
  park_id uuid not null references public.parks (id),
  hazard_id uuid not null references public.hazards (id),
  project_id uuid not null references public.projects (id),
  kind text not null constraint hazard_actions_kind_check check (kind in
    ('opened', 'assigned', 'rectified', 'verified', 'returned', 'extension_requested', 'extended', 'extension_refused')),
  submission_id uuid references public.submissions (id),
  note text,
  acted_by uuid not null references public.staff (id),
  acted_at timestamptz not null
);
create index hazard_actions_park_id_idx on public.hazard_actions (park_id);
create index hazard_actions_hazard_id_idx on public.hazard_actions (hazard_id);
create index hazard_actions_project_id_idx on public.hazard_actions (project_id);
create index hazard_actions_submission_id_idx on public.hazard_actions (submission_id);
create index hazard_actions_acted_by_idx on public.hazard_actions (acted_by);
comment on table public.hazard_actions is '隐患经过: append-only.';
comment on column public.hazard_actions.id is '主键';
comment on column public.hazard_actions.park_id is '园区';
comment on column public.hazard_actions.hazard_id is '隐患';
comment on column public.hazard_actions.project_id is '项目';
comment on column public.hazard_actions.kind is '动作';
comment on column public.hazard_actions.submission_id is '所附报送';
comment on column public.hazard_actions.note is '说明';
comment on column public.hazard_actions.acted_by is '操作人';
comment on column public.hazard_actions.acted_at is '时间';

-- ---------------------------------------------------------------- grants and row level security
-- Only submissions takes inserts: everything derived from a body is written by the definer triggers.
grant select on public.checklists, public.checklist_versions, public.submissions, public.photos,
  public.progress_reports, public.safety_checks, public.hazards, public.hazard_actions to authenticated;
grant insert (id, park_id, project_id, item_id, kind, created_by, session_id, body, captured_at, phone_ahead_ms, corrects)
  on public.submissions to authenticated;
grant select on public.checklists, public.checklist_versions, public.submissions, public.photos,
  public.progress_reports, public.safety_checks, public.hazards, public.hazard_actions to service_role;
grant update (status, counted_at) on public.submissions to service_role;
grant update (stored_at) on public.photos to service_role;

-- What may change is what triggers and the check of stored bytes keep; a record once complete stays complete.
create trigger guard_submission before update or delete on public.submissions
  for each row execute function private.guard_record('status', 'counted_at', 'is_corrected');
create trigger guard_counted before update on public.submissions
  for each row when (old.status = 'complete') execute function private.guard_record('is_corrected');
create trigger guard_photo before update or delete on public.photos
  for each row execute function private.guard_record('stored_at', 'lost_at', 'lost_reason', 'checked_at', 'misfit', 'misfit_at');
create trigger guard_progress before update or delete on public.progress_reports
  for each row execute function private.guard_record('counts');
create trigger guard_safety_check before update or delete on public.safety_checks
  for each row execute function private.guard_record();
create trigger guard_hazard_action before update or delete on public.hazard_actions
  for each row execute function private.guard_record();

alter table public.checklists enable row level security;
alter table public.checklist_versions enable row level security;
alter table public.submissions enable row level security;
alter table public.photos enable row level security;
alter table public.progress_reports enable row level security;
alter table public.safety_checks enable row level security;
alter table public.hazards enable row level security;
alter table public.hazard_actions enable row level security;

create policy "people read their park's checklists" on public.checklists for select to authenticated
  using (park_id = (select c.park_id from private.caller() c));
create policy "people read their park's checklist versions" on public.checklist_versions for select to authenticated
  using (park_id = (select c.park_id from private.caller() c));

create policy "staff read the park's submissions, a contact its projects'" on public.submissions for select to authenticated
  using (park_id = (select c.park_id from private.caller() c)
    and ((select c.enterprise_id from private.caller() c) is null
      or project_id in (select p.id from public.projects p)));
create policy "people submit in their own name what their role may" on public.submissions for insert to authenticated
  with check (exists (select 1 from private.caller() c
    where c.park_id = submissions.park_id and c.staff_id = submissions.created_by and c.id = submissions.session_id
      and case c.role
        when 'inspector' then true
        when 'contact' then submissions.kind in ('progress', 'milestone_report', 'hazard_rectify')
        when 'office' then submissions.corrects is not null
          or submissions.kind in ('milestone_report', 'hazard_open', 'hazard_rectify')
        else false end));

create policy "photos are read with their project" on public.photos for select to authenticated
  using (park_id = (select c.park_id from private.caller() c)
    and ((select c.enterprise_id from private.caller() c) is null
      or project_id in (select p.id from public.projects p)));
create policy "progress is read with its project" on public.progress_reports for select to authenticated
  using (park_id = (select c.park_id from private.caller() c)
    and ((select c.enterprise_id from private.caller() c) is null
      or project_id in (select p.id from public.projects p)));
create policy "safety checks are read with their project" on public.safety_checks for select to authenticated
  using (park_id = (select c.park_id from private.caller() c)
    and ((select c.enterprise_id from private.caller() c) is null
      or project_id in (select p.id from public.projects p)));
create policy "hazards are read with their project" on public.hazards for select to authenticated
  using (park_id = (select c.park_id from private.caller() c)
    and ((select c.enterprise_id from private.caller() c) is null
      or project_id in (select p.id from public.projects p)));
create policy "hazard actions are read with their project" on public.hazard_actions for select to authenticated
  using (park_id = (select c.park_id from private.caller() c)
    and ((select c.enterprise_id from private.caller() c) is null
      or project_id in (select p.id from public.projects p)));
