// 核验: whatever is changed behind the API's back is named, and nothing is named that was not.
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { Problem } from '../../functions/kit/problem';
import { connectSupabase } from '../../functions/kit/supabase';
import { listMisfitsResponseSchema } from '../../src/contract/proof';
import { misfitCodes, type MisfitCode } from '../../src/domain/proof';
import { shortCode } from '../../src/domain/short-code';
import { inspection, manifestPhoto, randomSha } from '../factories/submission';
import { startApi, type TestApi } from '../support/api';
import { behindTheBack, flipByte, keepAll, makeHistory, proofDays, proveByApi, type History } from '../support/proof';
import { submitDirectly } from '../support/world';

let api: TestApi;
let history: History;
let restore: () => Promise<void>;

beforeAll(async () => {
  api = await startApi();
  history = await makeHistory(api);
  restore = await keepAll(api);
});
afterEach(() => restore());
afterAll(async () => {
  fs.rmSync(`${api.objectsFolder}-kept`, { recursive: true, force: true });
  await api.stop();
});

const sql = (text: string) => (values: unknown[]) => behindTheBack(api, text, values);
const codeOf = (id: string, ordinal = 1) => shortCode((text) => createHash('sha256').update(text).digest(), id, ordinal);

test('what nobody touched fits: frozen and open days, a given-up photo too', async () => {
  const { misfits, checked, totals, heads } = await proveByApi(api);
  expect(misfits).toEqual([]);
  expect(totals).toEqual({ park: '岳阳临湘高新区', digests: 3, plans: 1, records: 8, answers: 1, photos: 4 });
  expect(checked).toEqual({ digests: 3, gaps: 1, plans: 1, records: 8, answers: 1, photos: 4 });
  expect(heads).toEqual(history.heads);
});

test('the other park is checked apart', async () => {
  await behindTheBack(api, "update public.submissions set body = '{}' where id = $1", [history.visit]);
  expect(await proveByApi(api, 'wugang')).toMatchObject({ misfits: [], totals: { records: 1, digests: 0 } });
});

type Tampering = [what: string, code: MisfitCode, tamper: () => Promise<void> | void, where: () => object];
const onDay = (index: number) => ({ digest: { number: index + 1, on: proofDays[index] } });

/** The first misfit found has to be this one. */
const tamperings: Tampering[] = [
  // The three of the issue.
  ['a changed byte in a stored photo', 'photo_changed', () => flipByte(history.photoPath(history.visit, history.files.visit).full), () => ({ recordId: history.visit, photo: { ordinal: 1, shortCode: codeOf(history.visit) } })],
  ['a changed body in an old record', 'body_changed', () => sql("update public.submissions set body = replace(body, '主体完工', '主体未完') where id = $1")([history.visit]), () => ({ recordId: history.visit })],
  ['a removed record', 'record_removed', () => sql('delete from public.submissions where id = $1')([history.visit]), () => ({ ...onDay(0), recordId: history.visit })],

  ['a body changed together with its hash', 'body_changed', () => sql("update public.submissions set body = body || ' ', body_sha256 = encode(sha256(convert_to(body || ' ', 'UTF8')), 'hex') where id = $1")([history.second]), () => ({ ...onDay(1), recordId: history.second })],
  ['a record removed with everything that named it', 'record_removed', async () => {
    await sql('delete from public.submissions where id = $1')([history.second]);
    await sql('delete from public.changes where submission_id = $1')([history.second]);
    await sql('delete from public.audit where target_id = $1')([history.second]);
  }, () => ({ ...onDay(1), recordId: history.second })],
  ['a record removed before its day is frozen', 'record_removed', () => sql('delete from public.submissions where id = $1')([history.open]), () => ({ recordId: history.open })],
  ['a record removed before its day is frozen, with its change', 'record_removed', async () => {
    await sql('delete from public.submissions where id = $1')([history.open]);
    await sql('delete from public.changes where submission_id = $1')([history.open]);
  }, () => ({ recordId: history.open })],
  ['a record moved to the other park', 'record_removed', () => sql('update public.submissions set park_id = $2 where id = $1')([history.visit, api.cast.parks.luyuan.id]), () => ({ ...onDay(0), recordId: history.visit })],

  ['the time of receipt', 'receipt_changed', () => sql("update public.submissions set received_at = received_at + interval '1 hour' where id = $1")([history.visit]), () => ({ ...onDay(0), recordId: history.visit, field: 'at' })],
  ['the sender', 'receipt_changed', () => sql('update public.submissions set created_by = $2 where id = $1')([history.visit, api.cast.people.zhouyang.staffId]), () => ({ ...onDay(0), recordId: history.visit, field: 'by' })],
  ['the kind', 'receipt_changed', () => sql("update public.submissions set kind = 'hazard_open' where id = $1")([history.last]), () => ({ ...onDay(2), recordId: history.last, field: 'kind' })],
  ['the sender of a record of an open day', 'receipt_changed', () => sql('update public.submissions set created_by = $2 where id = $1')([history.open, api.cast.people.zhouyang.staffId]), () => ({ recordId: history.open })],
  ['the project', 'fields_changed', () => sql('update public.submissions set project_id = $2 where id = $1')([history.visit, api.cast.parks.linxiang.projects.road]), () => ({ recordId: history.visit, field: 'project' })],
  ['the time on site', 'fields_changed', () => sql("update public.submissions set captured_at = captured_at - interval '1 day' where id = $1")([history.open]), () => ({ recordId: history.open, field: 'capturedAt' })],
  ['the percent that is shown', 'fields_changed', () => sql('update public.progress_reports set percent = 99 where submission_id = $1')([history.progress]), () => ({ recordId: history.progress, field: 'percent' })],
  ['the investment that is shown', 'fields_changed', () => sql('update public.progress_reports set investment_to_date_yuan = 2000000 where submission_id = $1')([history.progress]), () => ({ recordId: history.progress, field: 'investmentToDate' })],
  ['the day of a milestone', 'fields_changed', () => sql("update public.milestone_reports set occurred_on = '2026-01-01' where submission_id = $1")([history.milestone]), () => ({ recordId: history.milestone, field: 'occurredOn' })],
  ['a milestone taken off its record', 'fields_changed', () => sql('delete from public.milestone_reports where submission_id = $1')([history.milestone]), () => ({ recordId: history.milestone, field: 'milestone' })],

  ['an answer turned round', 'answer_changed', () => sql("update public.milestone_answers set answer = 'confirm', reason = null where id = $1")([history.answer]), () => ({ ...onDay(1), answerId: history.answer, field: 'answer' })],
  ['the reason of an answer', 'answer_changed', () => sql("update public.milestone_answers set reason = '已完工' where id = $1")([history.answer]), () => ({ answerId: history.answer, recordId: history.milestone })],
  ['a removed answer', 'answer_removed', () => sql('delete from public.milestone_answers where id = $1')([history.answer]), () => ({ ...onDay(1), answerId: history.answer })],

  ['a target in the file of a plan', 'body_changed', () => sql(`update public.plan_imports set body = replace(body, '\\"value\\":1,', '\\"value\\":2,') where id = $1`)([history.plan]), () => ({ importId: history.plan })],
  ['such a file with its hash', 'body_changed', () => sql(`update public.plan_imports set body = body || ' ', body_sha256 = encode(sha256(convert_to(body || ' ', 'UTF8')), 'hex') where id = $1`)([history.plan]), () => ({ ...onDay(0), importId: history.plan })],
  ['the year of a plan', 'fields_changed', () => sql('update public.plan_imports set year = 2031 where id = $1')([history.plan]), () => ({ importId: history.plan, field: 'year' })],
  ['who imported a plan', 'receipt_changed', () => sql('update public.plan_imports set imported_by = $2 where id = $1')([history.plan, api.cast.people.zhaoqiang.staffId]), () => ({ ...onDay(0), importId: history.plan, field: 'by' })],
  ['the import of a plan, removed', 'record_removed', () => sql('delete from public.plan_imports where id = $1')([history.plan]), () => ({ ...onDay(0), importId: history.plan })],
  ['such an import with what named it in the chain', 'record_removed', async () => {
    await sql('delete from public.plan_imports where id = $1')([history.plan]);
    await sql('delete from public.digests where number >= 1')([]);
    await sql('delete from public.changes where digest_id is not null')([]);
  }, () => ({ importId: history.plan })],

  ['the hash in a photo row', 'photo_row_changed', () => sql('update public.photos set sha256 = $2 where submission_id = $1')([history.visit, randomSha()]), () => ({ ...onDay(0), recordId: history.visit })],
  ['the hash in a photo row of an open day', 'photo_row_changed', () => sql('update public.photos set sha256 = $2 where submission_id = $1')([history.open, randomSha()]), () => ({ recordId: history.open, photo: { ordinal: 1 } })],
  ['the place of a photo', 'photo_row_changed', () => sql('update public.photos set latitude = 30 where submission_id = $1')([history.visit]), () => ({ recordId: history.visit, photo: { ordinal: 1, shortCode: codeOf(history.visit) } })],
  ['the original of a photo', 'photo_row_changed', () => sql('update public.photos set original_sha256 = $2 where submission_id = $1')([history.visit, randomSha()]), () => ({ recordId: history.visit, photo: { ordinal: 1 } })],
  ['the time inside a photo', 'photo_row_changed', () => sql("update public.photos set exif_taken_at = '2020-01-01' where submission_id = $1")([history.visit]), () => ({ recordId: history.visit, photo: { ordinal: 1 } })],
  ['the short code of a photo', 'photo_row_changed', () => sql("update public.photos set short_code = '0000000000' where submission_id = $1")([history.open]), () => ({ recordId: history.open, photo: { ordinal: 1, shortCode: codeOf(history.open) } })],
  ['a removed photo row', 'photo_row_changed', () => sql('delete from public.photos where submission_id = $1')([history.open]), () => ({ recordId: history.open, photo: { ordinal: 1 } })],
  ['a photo row that no manifest has', 'photo_row_changed', () => sql(`insert into public.photos (submission_id, ordinal, park_id, project_id, sha256, bytes, thumb_sha256, thumb_bytes, short_code, source, captured_at, location_missing)
    select submission_id, 2, park_id, project_id, thumb_sha256, 1, sha256, 1, 'X', source, captured_at, 'denied' from public.photos where submission_id = $1 and latitude is not null`)([history.open]), () => ({ recordId: history.open, photo: { ordinal: 2 } })],
  ['a photo said never to have come', 'photo_unstored', () => sql('update public.photos set stored_at = null where submission_id = $1')([history.visit]), () => ({ recordId: history.visit, photo: { ordinal: 1 } })],
  ['a removed photo', 'photo_missing', () => fs.rmSync(history.photoPath(history.open, history.files.open).full), () => ({ recordId: history.open, photo: { shortCode: codeOf(history.open) } })],
  ['a changed thumbnail', 'thumb_changed', () => flipByte(history.photoPath(history.visit, history.files.visit).thumb), () => ({ recordId: history.visit })],
  ['a removed thumbnail', 'thumb_missing', () => fs.rmSync(history.photoPath(history.milestone, history.files.milestone).thumb), () => ({ recordId: history.milestone })],

  ['a head', 'link_broken', () => sql("update public.digests set head = repeat('0', 64) where number = 2")([]), () => onDay(1)],
  ['the lines of a digest', 'link_broken', () => sql("update public.digests set records = '' where number = 2")([]), () => onDay(1)],
  ['the day of a digest', 'link_broken', () => sql("update public.digests set digest_on = '2026-12-24' where number = 2")([]), () => ({ digest: { number: 2, on: '2026-12-24' }, field: 'on' })],
  ['the day of the last digest, still in order', 'link_broken', () => sql("update public.digests set digest_on = digest_on + 1 where number = 3")([]), () => ({ digest: { number: 3 }, field: 'on' })],
  ['the number of the last digest', 'digest_removed', () => sql('update public.digests set number = 4 where number = 3')([]), () => ({ digest: { number: 3, on: null } })],
  ['the sender of a record that opened a hazard and waits for its photos', 'receipt_changed', () => sql('update public.submissions set created_by = $2 where id = $1')([history.waiting, api.cast.people.zhouyang.staffId]), () => ({ ...onDay(1), recordId: history.waiting, field: 'by' })],
  ['such a record with its hash', 'body_changed', () => sql("update public.submissions set body = body || ' ', body_sha256 = encode(sha256(convert_to(body || ' ', 'UTF8')), 'hex') where id = $1")([history.waiting]), () => ({ ...onDay(1), recordId: history.waiting })],
  ['such a record taken away with everything that named it', 'record_removed', async () => {
    await sql('delete from public.submissions where id = $1')([history.waiting]);
    await sql('delete from public.changes where submission_id = $1')([history.waiting]);
    await sql('delete from public.audit where target_id = $1')([history.waiting]);
  }, () => ({ ...onDay(1), recordId: history.waiting })],
  ['two digests swapped', 'link_broken', async () => {
    await sql('update public.digests set number = number + 10 where number > 1')([]);
    await sql('update public.digests set number = case number when 12 then 3 else 2 end where number > 1')([]);
  }, () => ({ digest: { number: 2, on: proofDays[2] } })],
  ['a digest removed in between', 'digest_removed', () => sql('delete from public.digests where number = 2')([]), () => ({ digest: { number: 2, on: null } })],
  ['the last digest removed', 'digest_removed', () => sql('delete from public.digests where number = 3')([]), () => ({})],
  ['a record added to an old day', 'record_added', () => sql('update public.changes set digest_id = (select id from public.digests where number = 1) where submission_id = $1')([history.open]), () => ({ ...onDay(0), recordId: history.open })],
  ['a record taken out of an old day', 'record_unstamped', () => sql('update public.changes set digest_id = null where submission_id = $1')([history.second]), () => ({ ...onDay(1), recordId: history.second })],
  ['a record kept from counting', 'record_uncounted', () => sql('delete from public.changes where submission_id = $1')([history.open]), () => ({ recordId: history.open })],
];

test.each(tamperings)('names %s: %s', async (_, code, tamper, where) => {
  await tamper();
  const { misfits } = await proveByApi(api);
  expect(misfits[0]).toMatchObject({ code, ...where() });
});

test('every code is shown by a tampering', () => {
  expect([...new Set(tamperings.map(([, code]) => code))].sort()).toEqual([...misfitCodes].sort());
});

test('a digest moved to the other park is named there, and missed here', async () => {
  await behindTheBack(api, 'delete from public.digests where number > 1');
  await behindTheBack(api, 'update public.digests set park_id = $1', [api.cast.parks.luyuan.id]);
  expect((await proveByApi(api, 'wugang')).misfits[0]).toMatchObject({ code: 'link_broken', ...onDay(0), field: 'park' });
  expect((await proveByApi(api)).misfits[0]).toMatchObject({ code: 'digest_removed' });
});

test('several at once are all found, and none besides', async () => {
  flipByte(history.photoPath(history.open, history.files.open).full);
  flipByte(history.photoPath(history.visit, history.files.visit).thumb);
  await behindTheBack(api, "update public.milestone_answers set reason = '已完工' where id = $1", [history.answer]);
  expect((await proveByApi(api)).misfits.map(({ code }) => code)).toEqual(['answer_changed', 'thumb_changed', 'photo_changed']);
});

test('a digest frozen before lines were kept proves what its old line held', async () => {
  // As the migration leaves them: lines without receipts, which gave the head of then, and none for the digest itself.
  await behindTheBack(
    api,
    `update public.digests d set records = x.records, head = private.digest_head(null, x.records) from (
       select string_agg(array_to_string((string_to_array(line, ' '))[1:2] || case when line like '% kind=% %' and (string_to_array(line, ' '))[3] !~ '=' then (string_to_array(line, ' '))[3] end, ' '), E'\\n' order by n) as records
       from public.digests, string_to_table(records, E'\\n') with ordinality t (line, n) where number = 1 and n > 1) x where number = 1`,
  );
  await behindTheBack(api, 'delete from public.digests where number > 1');
  await behindTheBack(api, 'update public.changes set digest_id = null where digest_id <> (select id from public.digests)');
  expect((await proveByApi(api)).misfits).toEqual([]);
  await behindTheBack(api, 'delete from public.submissions where id = $1', [history.visit]);
  expect((await proveByApi(api)).misfits[0]).toMatchObject({ code: 'record_removed', recordId: history.visit });
});

test('photos beyond one read are all looked at', async () => {
  const body = inspection(api.cast.parks.linxiang.projects.road!, { photos: Array.from({ length: 30 }, () => manifestPhoto()) });
  await submitDirectly(api.database.db, api.cast.people.liming, 'inspection', body);
  const { misfits, checked } = await proveByApi(api);
  expect(checked.photos).toBe(34);
  expect(misfits.map(({ code, photo }) => `${code} ${photo!.ordinal}`)).toEqual(body.photos.map((_, index) => `photo_missing ${index + 1}`));
});

test.each(['digests:x', 'photos:1,2,3', 'nothing', 'records:', 'records:99999999999999999999', 'answers:1', 'digests:9999999999', 'gaps:%00'])('the place %s is refused', async (after) => {
  const answer = await api.call('proof.read', 'wangfang', { query: `?after=${after}` });
  expect(answer.status).toBe(400);
});

test('a storage that does not answer is no misfit', async () => {
  const { storage } = api.deps.supabase;
  const download = jest.spyOn(storage, 'download').mockImplementation(async () => {
    throw new Problem('unavailable');
  });
  expect(await api.call('proof.read', 'wangfang', { query: '?after=photos' })).toMatchObject({ status: 503, body: { code: 'unavailable' } });
  download.mockRestore();
});

test('a key that the storage refuses is an outage and not lost photos', async () => {
  const { storage } = api.deps.supabase;
  await expect(storage.download(`${api.cast.parks.linxiang.id}/x/y.jpg`)).resolves.toBeNull();
  const { config } = api.deps;
  const stranger = connectSupabase({ ...config, supabase: { ...config.supabase, serviceKey: config.supabase.anonKey } });
  await expect(stranger.storage.download(`${api.cast.parks.linxiang.id}/x/y.jpg`)).rejects.toMatchObject({ code: 'unavailable' });
});

test('proof.list: marked photos of the own park only', async () => {
  const mark = (id: string) => api.database.db.query("update public.photos set misfit = 'photo_changed', misfit_at = now() where submission_id = $1", [id]);
  await mark(history.visit);
  const { items } = listMisfitsResponseSchema.parse((await api.call('proof.list', 'wangfang')).body);
  expect(items).toMatchObject([{ submissionId: history.visit, ordinal: 1, shortCode: codeOf(history.visit), misfit: 'photo_changed', project: { name: '比德' } }]);
  expect((await api.call('proof.list', 'wugang')).body).toEqual({ items: [] });
});
