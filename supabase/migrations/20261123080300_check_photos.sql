-- Stored photos are hashed again and again, oldest check first; a misfit is marked and shown and never un-counts a
-- record. Objects no manifest names go after 30 days. Both jobs work in slices and remember where they stopped.

alter table public.photos
  add column checked_at timestamptz,
  add column misfit text constraint photos_misfit_check
    check (misfit in ('photo_missing', 'photo_changed', 'thumb_missing', 'thumb_changed')),
  add column misfit_at timestamptz,
  add constraint photos_misfit_dated check ((misfit is null) = (misfit_at is null));
comment on column public.photos.checked_at is '抽查时间: when its stored bytes were last hashed again; empty since they were stored';
comment on column public.photos.misfit is '与存证不符: what the latest check found wrong with the stored bytes';
comment on column public.photos.misfit_at is '发现不符的时间: of the first check that found it so';

grant update (checked_at, misfit, misfit_at) on public.photos to service_role;

-- Arriving was a check, so the order goes by the later of the two.
create index photos_check_idx on public.photos ((coalesce(checked_at, stored_at))) where stored_at is not null;
create index photos_misfit_idx on public.photos (park_id) where misfit is not null;

create or replace function private.photo_refs(p_submission_id uuid, p_item_key text, p_limit integer) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
begin
  return coalesce((select jsonb_agg(jsonb_build_object('submissionId', p.submission_id, 'ordinal', p.ordinal,
      'parkId', p.park_id, 'sha256', p.sha256, 'shortCode', p.short_code, 'itemKey', p.item_key, 'source', p.source,
      'capturedAt', p.captured_at, 'latitude', p.latitude, 'longitude', p.longitude, 'accuracyM', p.accuracy_m,
      'locationMissing', p.location_missing, 'exif', nullif(jsonb_strip_nulls(jsonb_build_object('takenAt', p.exif_taken_at,
        'latitude', p.exif_latitude, 'longitude', p.exif_longitude)), '{}'),
      'distanceM', round(p.distance_m), 'flags', p.flags,
      'stored', p.stored_at is not null, 'misfit', p.misfit,
      'lost', case when p.lost_at is not null and p.stored_at is null
        then jsonb_build_object('at', p.lost_at, 'reason', p.lost_reason) end) order by p.ordinal)
    from (select * from public.photos x where x.submission_id = p_submission_id and x.media = 'image/jpeg'
      and (p_item_key is null or x.item_key = p_item_key) order by x.ordinal limit p_limit) p), '[]');
end;
$$;

create function private.document_refs(p_submission_id uuid) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
begin
  return coalesce((select jsonb_agg(jsonb_build_object('submissionId', p.submission_id, 'ordinal', p.ordinal, 'parkId', p.park_id,
      'sha256', p.sha256, 'bytes', p.bytes, 'name', p.name, 'stored', p.stored_at is not null, 'misfit', p.misfit,
      'lost', case when p.lost_at is not null and p.stored_at is null
        then jsonb_build_object('at', p.lost_at, 'reason', p.lost_reason) end) order by p.ordinal)
    from public.photos p where p.submission_id = p_submission_id and p.media = 'application/pdf'), '[]');
end;
$$;
comment on function private.document_refs(uuid) is 'Documents of a submission.';
grant execute on function private.document_refs(uuid) to authenticated, service_role;

-- ---------------------------------------------------------------- service: the check
create function api.photos_to_check(p_limit integer) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
begin
  return coalesce((select jsonb_agg(jsonb_build_object('parkId', p.park_id, 'submissionId', p.submission_id,
      'ordinal', p.ordinal, 'sha256', p.sha256, 'thumbSha256', p.thumb_sha256, 'media', p.media) order by coalesce(p.checked_at, p.stored_at))
    from (select * from public.photos x where x.stored_at is not null
      order by coalesce(x.checked_at, x.stored_at) limit p_limit) p), '[]');
end;
$$;
comment on function api.photos_to_check(integer) is 'The stored photos whose last check is oldest.';
grant execute on function api.photos_to_check(integer) to service_role;

-- p_found: [{submissionId, ordinal, misfit}], misfit null where the bytes fit. What turns leaves an audit row.
create function api.mark_photos_checked(p_found jsonb) returns void
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  with found as (
    select (f ->> 'submissionId')::uuid as submission_id, (f ->> 'ordinal')::smallint as ordinal, f ->> 'misfit' as misfit
    from jsonb_array_elements(p_found) f),
  turned as (
    select p.park_id, p.submission_id, found.misfit from found
    join public.photos p on p.submission_id = found.submission_id and p.ordinal = found.ordinal
    where p.misfit is distinct from found.misfit),
  told as (
    insert into public.audit (park_id, operation, target_id, outcome, code)
    select t.park_id, 'job.run', t.submission_id, case when t.misfit is null then 'done' else 'failed' end,
      coalesce(t.misfit, 'photo_fits_again') from turned t)
  update public.photos p set checked_at = private.clock(), misfit = found.misfit,
    misfit_at = case when found.misfit is not null then coalesce(p.misfit_at, private.clock()) end
  from found where p.submission_id = found.submission_id and p.ordinal = found.ordinal;
end;
$$;
comment on function api.mark_photos_checked(jsonb) is 'Stores what a check of photos found; the records keep counting.';
grant execute on function api.mark_photos_checked(jsonb) to service_role;

create function api.list_misfits() returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
declare
  me public.sessions := private.enter();
begin
  return jsonb_build_object('items', coalesce((select jsonb_agg(jsonb_build_object('submissionId', p.submission_id,
      'ordinal', p.ordinal, 'shortCode', p.short_code, 'misfit', p.misfit, 'misfitAt', p.misfit_at,
      'project', (select jsonb_build_object('id', j.id, 'name', j.name) from public.projects j where j.id = p.project_id))
      order by p.misfit_at desc)
    from (select * from public.photos x where x.park_id = me.park_id and x.misfit is not null
      order by x.misfit_at desc limit 100) p), '[]'));
end;
$$;
comment on function api.list_misfits() is 'Photos of the park that the daily check found not to fit.';
grant execute on function api.list_misfits() to authenticated;

-- ---------------------------------------------------------------- service: orphaned objects
create table public.job_cursors (
  job text primary key,
  place jsonb not null,
  moved_at timestamptz not null default private.clock()
);
comment on table public.job_cursors is '任务进度: where a job that works in slices goes on. Service only.';
comment on column public.job_cursors.job is '任务名: as in the jobs table of functions/operations/job';
comment on column public.job_cursors.place is '位置: the job''s own';
comment on column public.job_cursors.moved_at is '更新时间';
grant select, insert, update (place, moved_at) on public.job_cursors to service_role;
alter table public.job_cursors enable row level security;

create function api.read_job_cursor(p_job text) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
begin
  return (select c.place from public.job_cursors c where c.job = p_job);
end;
$$;
comment on function api.read_job_cursor(text) is 'Where a job goes on, or null.';
grant execute on function api.read_job_cursor(text) to service_role;

create function api.move_job_cursor(p_job text, p_place jsonb) returns void
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  insert into public.job_cursors (job, place) values (p_job, p_place)
  on conflict (job) do update set place = excluded.place, moved_at = private.clock();
end;
$$;
comment on function api.move_job_cursor(text, jsonb) is 'Remembers where a job goes on.';
grant execute on function api.move_job_cursor(text, jsonb) to service_role;

-- p_objects: [{parkId, submissionId, sha256, isIncoming}] as they stand in the paths. Asked for by name, so that an answer cut
-- short can only keep too much.
create function api.unnamed_photos(p_objects jsonb) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
begin
  return coalesce((select jsonb_agg(o) from jsonb_array_elements(p_objects) o
    where not exists (select 1 from public.photos p where p.submission_id = (o ->> 'submissionId')::uuid
      and p.park_id = (o ->> 'parkId')::uuid and p.sha256 = o ->> 'sha256'
      and (p.stored_at is null or not (o -> 'isIncoming')::boolean))), '[]');
end;
$$;
comment on function api.unnamed_photos(jsonb) is 'Those of the objects asked for that no manifest names, or waits for where they are incoming.';
grant execute on function api.unnamed_photos(jsonb) to service_role;

create function api.audit_orphans(p_park_id uuid, p_submission_id uuid, p_count integer) returns void
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  insert into public.audit (park_id, operation, target_id, outcome, code)
  values (p_park_id, 'job.run', p_submission_id, 'done', 'orphans_removed_' || p_count);
end;
$$;
comment on function api.audit_orphans(uuid, uuid, integer) is 'Leaves the audit row of removed objects of one folder.';
grant execute on function api.audit_orphans(uuid, uuid, integer) to service_role;
