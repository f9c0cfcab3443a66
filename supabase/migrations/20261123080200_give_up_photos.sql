-- A photo lost with its phone would keep its record from counting for ever. Its sender, or the office where the sender
-- has left, may give it up with a reason (缺照片): the record then counts without it, except where a photo is required
-- (domain.md).

alter table public.photos
  add column lost_at timestamptz,
  add column lost_reason text,
  add constraint photos_lost_with_reason check ((lost_at is null) = (lost_reason is null)),
  add constraint photos_lost_reason_length check (length(lost_reason) between 1 and 500);
comment on column public.photos.lost_at is '放弃时间: given up by its sender or the office. Should the bytes come later, stored_at wins and it is no longer missing';
comment on column public.photos.lost_reason is '放弃原因';
comment on column public.submissions.status is '状态: complete when every photo of the manifest is stored or given up';

-- Lost, and not come after all.
create function private.is_lost(p public.photos) returns boolean
language plpgsql immutable security invoker set search_path = ''
as $$
begin
  return p.lost_at is not null and p.stored_at is null;
end;
$$;
comment on function private.is_lost(public.photos) is '缺照片: given up and not arrived since.';
grant execute on function private.is_lost(public.photos) to authenticated, service_role;

-- ---------------------------------------------------------------- who may, and when
-- The reason is the one column a person may write; everything else about giving up is the trigger's.
grant update (lost_reason) on public.photos to authenticated;
create policy "photos that never arrived are given up by their sender or the office" on public.photos for update to authenticated
  using (stored_at is null and lost_at is null
    and (park_id = (select c.park_id from private.caller() c where c.role = 'office')
      or exists (select 1 from public.submissions s
        where s.id = photos.submission_id and s.created_by = (select c.staff_id from private.caller() c))))
  with check (park_id = (select c.park_id from private.caller() c where c.role = 'office')
    or exists (select 1 from public.submissions s
      where s.id = photos.submission_id and s.created_by = (select c.staff_id from private.caller() c)));

create function private.give_up_photo() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  needs_one boolean := exists (select 1 from public.milestone_reports r where r.submission_id = new.submission_id);
  shows_failure boolean := exists (select 1 from public.submissions s
    cross join lateral jsonb_array_elements(s.body::jsonb -> 'answers') a
    where s.id = new.submission_id and s.kind = 'safety_check' and a ->> 'key' = new.item_key and a ->> 'answer' = 'fail');
begin
  if old.lost_at is not null or new.lost_reason is null then
    raise exception 'a photo is given up once';
  end if;
  if (needs_one and not exists (select 1 from public.photos p where p.submission_id = new.submission_id
        and p.ordinal <> new.ordinal and not private.is_lost(p)))
    or (shows_failure and not exists (select 1 from public.photos p where p.submission_id = new.submission_id
        and p.ordinal <> new.ordinal and p.item_key = new.item_key and not private.is_lost(p))) then
    raise sqlstate 'PT422' using message = 'photo_required';
  end if;
  new.lost_at := private.clock();
  return new;
end;
$$;
comment on function private.give_up_photo() is 'Milestones and failed clauses keep at least one photo; mirrored by src/domain/photo-loss.';
create trigger give_up_photo before update of lost_reason on public.photos
  for each row execute function private.give_up_photo();

create function private.complete_without_photo() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  update public.submissions s set status = 'complete', counted_at = private.clock()
  where s.id = new.submission_id and s.status = 'awaiting_photos'
    and not exists (select 1 from public.photos p where p.submission_id = s.id and p.stored_at is null and p.lost_at is null);
  return null;
end;
$$;
comment on function private.complete_without_photo() is 'The last photo given up completes and counts its record.';
create trigger complete_without_photo after update of lost_reason on public.photos
  for each row execute function private.complete_without_photo();

-- ---------------------------------------------------------------- operations
create function api.give_up_photo(p_submission_id uuid, p_sha256 text, p_reason text) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  me public.sessions := private.enter();
  s public.submissions;
  p public.photos;
begin
  -- Attach and giving up take turns at one record, so that the last of them sees the manifest complete.
  perform pg_advisory_xact_lock(hashtextextended(p_submission_id::text, 8));
  -- Of their park, which is all that the office sees.
  select * into s from public.submissions where id = p_submission_id and (created_by = me.staff_id or me.role = 'office');
  if s.id is null then
    raise sqlstate 'PT404' using message = 'submission_not_found';
  end if;
  select * into p from public.photos where submission_id = s.id and sha256 = p_sha256;
  if p.submission_id is null then
    raise sqlstate 'PT422' using message = 'not_in_manifest';
  elsif p.stored_at is not null then
    raise sqlstate 'PT409' using message = 'photo_stored';
  elsif p.lost_at is null then
    update public.photos set lost_reason = p_reason where submission_id = s.id and sha256 = p_sha256
      returning * into p;
    perform private.audit_done(me, 'photo.giveUp', s.id);
    select * into s from public.submissions where id = s.id;
  end if;
  return jsonb_build_object('sha256', p.sha256, 'lostAt', p.lost_at, 'status', s.status);
end;
$$;
comment on function api.give_up_photo(uuid, text, text) is 'Gives up one lost photo of the caller''s own record, or, by the office, of any of its park; again it answers the same.';
grant execute on function api.give_up_photo(uuid, text, text) to authenticated;

-- As before, but a photo given up is no longer waited for, and one that comes after all is no longer missing.
create or replace function api.mark_photos_stored(p_submission_id uuid, p_sha256s text[]) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  s public.submissions;
begin
  perform pg_advisory_xact_lock(hashtextextended(p_submission_id::text, 8));
  -- The lock makes two attaches take turns, so that the last one sees the manifest complete.
  select * into s from public.submissions where id = p_submission_id for no key update;
  update public.photos set stored_at = private.clock()
    where submission_id = p_submission_id and sha256 = any (p_sha256s) and stored_at is null;
  if s.status = 'awaiting_photos' and not exists
    (select 1 from public.photos where submission_id = p_submission_id and stored_at is null and lost_at is null) then
    update public.submissions set status = 'complete', counted_at = private.clock() where id = p_submission_id
      returning * into s;
  end if;
  return jsonb_build_object('status', s.status);
end;
$$;

-- ---------------------------------------------------------------- how it reads
create or replace function private.report_row(s public.submissions, p_photos integer) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
declare
  b jsonb := s.body::jsonb;
begin
  return jsonb_build_object('id', s.id, 'kind', s.kind, 'capturedAt', s.captured_at, 'receivedAt', s.received_at,
    'status', s.status, 'photoCount', s.photo_count, 'isCorrected', s.is_corrected, 'corrects', s.corrects,
    'lostCount', case when s.photo_count + s.document_count > 0 then
      (select count(*) from public.photos p where p.submission_id = s.id and private.is_lost(p)) else 0 end,
    'project', (select jsonb_build_object('id', p.id, 'name', p.name) from public.projects p where p.id = s.project_id),
    'item', (select jsonb_build_object('id', i.id, 'name', i.name) from public.plan_items i where i.id = s.item_id),
    'by', private.person(s.created_by), 'note', b ->> 'note',
    'percent', (b ->> 'percent')::integer, 'problems', coalesce(b -> 'problems', '[]'),
    'rung', coalesce(b ->> 'rung', b #>> '{milestone,rung}'),
    'failCount', case when s.kind = 'safety_check' then
      (select c.fail_count from public.safety_checks c where c.submission_id = s.id) end,
    'title', coalesce(b #>> '{hazard,title}', b ->> 'title'),
    'photos', private.photo_refs(s.id, null, p_photos));
end;
$$;

-- ---------------------------------------------------------------- 短码
create function api.find_photo(p_code text) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
declare
  me public.sessions := private.enter();
  found_one jsonb;
begin
  -- Two photos of one code are a matter of 50 bits; should it happen, the newer is the likelier on paper.
  select jsonb_build_object('submissionId', p.submission_id, 'ordinal', p.ordinal) into found_one
  from public.photos p where p.short_code = p_code and p.park_id = me.park_id
  order by p.captured_at desc limit 1;
  if found_one is null then
    raise sqlstate 'PT404' using message = 'photo_not_found';
  end if;
  return found_one;
end;
$$;
comment on function api.find_photo(text) is 'The record of a printed short code, for those who may see it.';
grant execute on function api.find_photo(text) to authenticated;
