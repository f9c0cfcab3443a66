-- What a photo's own file says (EXIF), the ordinal it got at capture, and the hash of the file it was made from: a
-- watermarked picture is unique, so the same photo used twice shows by its original only.

alter table public.photos
  add column original_sha256 text check (original_sha256 ~ '^[0-9a-f]{64}$'),
  add column exif_taken_at timestamptz,
  add column exif_latitude double precision check (exif_latitude between -90 and 90),
  add column exif_longitude double precision check (exif_longitude between -180 and 180),
  add constraint photos_exif_place_whole check ((exif_latitude is null) = (exif_longitude is null)),
  drop constraint photos_location_missing_check,
  add constraint photos_location_missing_check
    check (location_missing in ('denied', 'timeout', 'unavailable', 'not_asked', 'album'));
create index photos_park_original_sha256_idx on public.photos (park_id, original_sha256) where original_sha256 is not null;
comment on column public.photos.ordinal is '序号, from 1, given at capture and never renumbered: numbers of photos that were thrown away are missing';
comment on column public.photos.original_sha256 is '原图 sha256 (hex) of the file that camera or album gave; the file itself is not kept';
comment on column public.photos.exif_taken_at is '自带时间: when the file says it was taken';
comment on column public.photos.exif_latitude is '自带纬度 WGS84';
comment on column public.photos.exif_longitude is '自带经度 WGS84';
comment on column public.photos.distance_m is '离项目的距离（米）, from the position or else the place in the file: empty when either place is unknown';

create or replace function private.unfold_photos(s public.submissions, b jsonb) returns void
language plpgsql security invoker set search_path = ''
as $$
declare
  site record;
  -- A phone that started without a signal could measure nothing; what its clock said on delivery is the next best.
  skewed boolean := abs(coalesce((b ->> 'clockOffsetMs')::bigint, s.phone_ahead_ms, 0)) > 300000
    or s.captured_at > s.received_at + interval '5 minutes';
  -- A correction shows the same photos again, and so may the correction of a correction.
  line uuid[] := array(select private.correction_line(s.corrects));
begin
  select p.latitude, p.longitude into site from public.projects p where p.id = s.project_id;
  insert into public.photos (submission_id, ordinal, park_id, project_id, sha256, bytes, thumb_sha256, thumb_bytes,
    original_sha256, short_code, item_key, source, captured_at, latitude, longitude, accuracy_m, location_missing,
    exif_taken_at, exif_latitude, exif_longitude, distance_m, flags)
  select s.id, num.n, s.park_id, s.project_id, e.p ->> 'sha256', (e.p ->> 'bytes')::integer,
    e.p #>> '{thumb,sha256}', (e.p #>> '{thumb,bytes}')::integer, e.p ->> 'originalSha256',
    private.short_code(s.id, num.n), e.p ->> 'itemKey', e.p ->> 'source', (e.p ->> 'capturedAt')::timestamptz,
    pos.lat, pos.lon, pos.acc, case when pos.lat is null then e.p ->> 'locationMissing' end,
    (e.p #>> '{exif,takenAt}')::timestamptz, own.lat, own.lon, far.m,
    array_remove(array[
      case when skewed or (e.p ->> 'capturedAt')::timestamptz > s.received_at + interval '5 minutes' then 'clock_skew' end,
      case when far.m > 500 then 'far_from_project' end,
      case when pos.acc > 200 then 'inaccurate' end,
      -- Two questions, so that each has its index.
      case when exists (select 1 from public.photos o where o.park_id = s.park_id and o.sha256 = e.p ->> 'sha256'
          and o.submission_id <> all (line))
        or exists (select 1 from public.photos o where o.park_id = s.park_id and o.original_sha256 = e.p ->> 'originalSha256'
          and o.submission_id <> all (line)) then 'reused' end,
      case when e.p ->> 'source' = 'album' then 'album' end], null)
  from jsonb_array_elements(b -> 'photos') with ordinality as e (p, n)
  -- Apps before watermarks send no ordinal: their photos are numbered as they stand.
  cross join lateral (select coalesce((e.p ->> 'ordinal')::integer, e.n::integer) as n) num
  cross join lateral (select (e.p #>> '{location,latitude}')::double precision as lat,
    (e.p #>> '{location,longitude}')::double precision as lon,
    (e.p #>> '{location,accuracyM}')::double precision as acc) pos
  cross join lateral (select (e.p #>> '{exif,latitude}')::double precision as lat,
    (e.p #>> '{exif,longitude}')::double precision as lon) own
  cross join lateral (select private.distance_m(coalesce(pos.lat, own.lat), coalesce(pos.lon, own.lon),
    site.latitude, site.longitude) as m) far;
end;
$$;

create or replace function private.photo_refs(p_submission_id uuid, p_item_key text, p_limit integer) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
begin
  return coalesce((select jsonb_agg(jsonb_build_object('submissionId', p.submission_id, 'ordinal', p.ordinal,
      'parkId', p.park_id, 'sha256', p.sha256, 'shortCode', p.short_code, 'itemKey', p.item_key, 'source', p.source,
      'capturedAt', p.captured_at, 'latitude', p.latitude, 'longitude', p.longitude, 'accuracyM', p.accuracy_m,
      'locationMissing', p.location_missing, 'exif', nullif(jsonb_strip_nulls(jsonb_build_object('takenAt', p.exif_taken_at,
        'latitude', p.exif_latitude, 'longitude', p.exif_longitude)), '{}'),
      'distanceM', round(p.distance_m), 'flags', p.flags, 'stored', p.stored_at is not null) order by p.ordinal)
    from (select * from public.photos x where x.submission_id = p_submission_id
      and (p_item_key is null or x.item_key = p_item_key) order by x.ordinal limit p_limit) p), '[]');
end;
$$;
