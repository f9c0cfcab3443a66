-- What changed, and the frozen digests that stamp it. A change without digest_id is not yet in any digest.

create table public.digests (
  id uuid primary key default gen_random_uuid(),
  park_id uuid not null references public.parks (id),
  digest_on date not null,
  frozen_at timestamptz not null,
  number integer not null check (number >= 1),
  previous_head text,
  head text not null check (head ~ '^[0-9a-f]{64}$'),
  facts jsonb not null,
  content jsonb,
  constraint digests_park_day_key unique (park_id, digest_on),
  constraint digests_park_number_key unique (park_id, number)
);
comment on table public.digests is '简报: frozen once a day at 18:00, each a link of the park''s chain.';
comment on column public.digests.id is '主键';
comment on column public.digests.park_id is '园区';
comment on column public.digests.digest_on is '日期';
comment on column public.digests.frozen_at is '定稿时间';
comment on column public.digests.number is '期号, from 1';
comment on column public.digests.previous_head is '上一期的链头';
comment on column public.digests.head is '链头: sha256 (hex) over the previous head and this digest''s records';
comment on column public.digests.facts is '定稿时的事实';
comment on column public.digests.content is '定稿的文字: composed from facts once, never rewritten';

-- No foreign keys: only triggers write here, in the transaction of the row they name, and each reference would cost
-- every write another look-up and another index.
create table public.changes (
  id bigint generated always as identity primary key,
  park_id uuid not null,
  kind text not null constraint changes_kind_check check (kind in ('submission_counted', 'correction',
    'milestone_confirmed', 'milestone_disputed', 'hazard_opened', 'hazard_rectified', 'hazard_returned',
    'hazard_closed', 'hazard_extended', 'record_approved', 'record_returned', 'item_value', 'plan_imported')),
  project_id uuid,
  submission_id uuid,
  milestone_id uuid,
  answer_id uuid,
  hazard_id uuid,
  plan_item_id uuid,
  before_value numeric,
  after_value numeric,
  cause_id uuid,
  import_id uuid,
  made_at timestamptz not null default private.clock(),
  digest_id uuid
);
create index changes_waiting_idx on public.changes (park_id, id) where digest_id is null;
create index changes_digest_id_idx on public.changes (digest_id) where digest_id is not null;
create index changes_plan_item_id_idx on public.changes (plan_item_id, id) where plan_item_id is not null;
comment on table public.changes is '变化: one row for everything a digest may tell. Stamped once by the digest in which it first counts.';
comment on column public.changes.id is '序号';
comment on column public.changes.park_id is '园区';
comment on column public.changes.kind is '种类';
comment on column public.changes.project_id is '项目';
comment on column public.changes.submission_id is '报送';
comment on column public.changes.milestone_id is '里程碑';
comment on column public.changes.answer_id is '里程碑答复';
comment on column public.changes.hazard_id is '隐患';
comment on column public.changes.plan_item_id is '计划事项';
comment on column public.changes.before_value is '原值';
comment on column public.changes.after_value is '新值';
comment on column public.changes.cause_id is '起因: the record or answer that moved the value';
comment on column public.changes.import_id is '计划导入';
comment on column public.changes.made_at is '时间';
comment on column public.changes.digest_id is '所入简报: empty until frozen';

-- A frozen digest is never rewritten: content is filled in once, facts and head never change.
create function private.guard_digest() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  if tg_op = 'DELETE' or old.content is not null
    or (to_jsonb(new) - 'content') is distinct from (to_jsonb(old) - 'content') then
    raise exception 'a frozen digest is never rewritten';
  end if;
  return new;
end;
$$;
comment on function private.guard_digest() is 'Nothing rewrites a frozen digest.';
create trigger guard_digest before update or delete on public.digests
  for each row execute function private.guard_digest();

-- ---------------------------------------------------------------- grants and row level security
grant select on public.digests, public.changes to authenticated;
grant select, insert, update (content) on public.digests to service_role;
grant select, update (digest_id) on public.changes to service_role;
-- A change is stamped once.
create trigger guard_change before update or delete on public.changes
  for each row execute function private.guard_record('digest_id');
create trigger guard_stamp before update on public.changes
  for each row when (old.digest_id is not null) execute function private.guard_record();

alter table public.digests enable row level security;
alter table public.changes enable row level security;

create policy "leaders and the office read their park's digests" on public.digests for select to authenticated
  using (park_id = (select c.park_id from private.caller() c where c.role in ('leader', 'office')));
create policy "leaders and the office read their park's changes" on public.changes for select to authenticated
  using (park_id = (select c.park_id from private.caller() c where c.role in ('leader', 'office')));
