// 照片抽查: the daily job finds what changed in the storage, oldest check first, and un-counts nothing.
import fs from 'node:fs';
import { Problem } from '../../functions/kit/problem';
import { checkPhotos } from '../../functions/operations/photo-check';
import { jobs } from '../../functions/operations/job';
import type { ReportDetail } from '../../src/contract/report';
import { inspection, sha256 } from '../factories/submission';
import { cronSecret, startApi, type TestApi } from '../support/api';
import { makeFile, manifestOf, sendFiles } from '../support/photos';
import { flipByte } from '../support/proof';

let api: TestApi;
beforeEach(async () => {
  api = await startApi();
});
afterEach(async () => {
  jest.restoreAllMocks();
  await api.stop();
});

let made = 0;
async function sendPhotos(count: number) {
  const files = Array.from({ length: count }, () => makeFile(`checked ${made++}`));
  const body = inspection(api.cast.parks.linxiang.projects.bide!, { photos: files.map((file) => manifestOf(file)) });
  await api.call('inspection.submit', 'liming', { body });
  expect((await sendFiles(api, 'liming', body.id, files)).body.status).toBe('complete');
  const paths = files.map(({ full }) => `${api.objectsFolder}/photos/${api.cast.parks.linxiang.id}/${body.id}/${sha256(full)}`);
  return { id: body.id, full: paths.map((path) => `${path}.jpg`), thumb: paths.map((path) => `${path}.thumb.jpg`) };
}

const runJob = async () => {
  const answer = await api.send('GET', '/api/cron/check-photos', null, undefined, { authorization: `Bearer ${cronSecret}` });
  expect(answer.status).toBe(200);
  return answer.body.done;
};
const read = async (id: string) => (await api.call<ReportDetail>('report.read', 'liujianguo', { params: { id } })).body;
const audited = async () => (await api.database.db.query<{ code: string; outcome: string; target_id: string }>("select code, outcome, target_id from public.audit where operation = 'job.run' order by id")).rows;

test('all fit: checked, nothing marked, nothing audited', async () => {
  const { id } = await sendPhotos(3);
  expect(await runJob()).toEqual({ checked: 3, misfits: 0 });
  const { rows } = await api.database.db.query('select count(checked_at) as checked, count(misfit) as marked from public.photos');
  expect(rows).toEqual([{ checked: '3', marked: '0' }]);
  expect((await read(id)).photos.map(({ misfit }) => misfit)).toEqual([null, null, null]);
  expect(await audited()).toEqual([]);
});

test('each misfit is marked on its photo, shown, listed, audited once; the record keeps counting', async () => {
  const { id, full, thumb } = await sendPhotos(5);
  flipByte(full[0]!);
  fs.rmSync(full[1]!);
  flipByte(thumb[2]!);
  fs.rmSync(thumb[3]!);
  const before = await read(id);
  expect(await runJob()).toEqual({ checked: 5, misfits: 4 });
  expect(await runJob()).toEqual({ checked: 5, misfits: 4 });
  const after = await read(id);
  expect(after.photos.map(({ misfit }) => misfit)).toEqual(['photo_changed', 'photo_missing', 'thumb_changed', 'thumb_missing', null]);
  expect(after).toMatchObject({ status: 'complete', countedAt: before.countedAt, lostCount: 0 });
  expect((await api.call<{ items: unknown[] }>('proof.list', 'wangfang')).body.items).toHaveLength(4);
  const rows = await audited();
  expect(rows.map(({ code }) => code).sort()).toEqual(['photo_changed', 'photo_missing', 'thumb_changed', 'thumb_missing']);
  expect(new Set(rows.map(({ outcome, target_id }) => `${outcome} ${target_id}`))).toEqual(new Set([`failed ${id}`]));
  const { items } = (await api.call<{ items: { code: string; operation: string }[] }>('audit.list', 'wangfang')).body;
  expect(items.filter(({ operation }) => operation === 'job.run')).toHaveLength(4);
});

test('put back, the mark goes, and the audit tells both', async () => {
  const { id, full } = await sendPhotos(1);
  flipByte(full[0]!);
  await runJob();
  expect((await read(id)).photos[0]!.misfit).toBe('photo_changed');
  flipByte(full[0]!);
  expect(await runJob()).toEqual({ checked: 1, misfits: 0 });
  expect((await read(id)).photos[0]!.misfit).toBeNull();
  expect((await audited()).map(({ code }) => code)).toEqual(['photo_changed', 'photo_fits_again']);
});

test('the one checked longest ago comes first; arriving was a check', async () => {
  const [old, arrived, fresh] = [await sendPhotos(1), await sendPhotos(1), await sendPhotos(1)];
  const set = (id: string, stored: string, checked: string | null) => api.database.db.query('update public.photos set stored_at = $2, checked_at = $3 where submission_id = $1', [id, stored, checked]);
  await set(old.id, '2026-01-01T00:00:00Z', '2026-10-01T00:00:00Z');
  await set(arrived.id, '2026-10-15T00:00:00Z', null);
  await set(fresh.id, '2025-01-01T00:00:00Z', '2026-11-01T00:00:00Z');
  const [{ due }] = (await api.database.db.query<{ due: { submissionId: string }[] }>('select api.photos_to_check(2) as due')).rows as [{ due: { submissionId: string }[] }];
  expect(due.map(({ submissionId }) => submissionId)).toEqual([old.id, arrived.id]);
});

test('more photos than one batch are all checked, each once', async () => {
  for (let index = 0; index < 7; index += 1) await sendPhotos(9);
  const download = jest.spyOn(api.deps.supabase.storage, 'download');
  expect(await runJob()).toEqual({ checked: 63, misfits: 0 });
  expect(new Set(download.mock.calls.map(([path]) => path)).size).toBe(126);
  expect(download).toHaveBeenCalledTimes(126);
});

test('photos not yet stored, or given up, are not looked for', async () => {
  const file = makeFile('never sent');
  const body = inspection(api.cast.parks.linxiang.projects.bide!, { photos: [manifestOf(file)] });
  await api.call('inspection.submit', 'liming', { body });
  expect(await runJob()).toEqual({ checked: 0, misfits: 0 });
  await api.call('photo.giveUp', 'liming', { body: { submissionId: body.id, sha256: sha256(file.full), reason: '手机丢了' } });
  expect(await runJob()).toEqual({ checked: 0, misfits: 0 });
});

test('a storage that stops answering ends the run quietly; nothing is marked and the next run goes on', async () => {
  const { id, full } = await sendPhotos(2);
  flipByte(full[0]!);
  const { storage } = api.deps.supabase;
  const download = jest.spyOn(storage, 'download').mockRejectedValue(new Problem('unavailable'));
  expect(await checkPhotos(api.deps)).toEqual({ checked: 0, misfits: 0, stopped: 'unavailable' });
  expect((await read(id)).photos.map(({ misfit }) => misfit)).toEqual([null, null]);
  download.mockRestore();
  expect(await runJob()).toEqual({ checked: 2, misfits: 1 });
});

test('what is no outage is not swallowed', async () => {
  await sendPhotos(1);
  jest.spyOn(api.deps.supabase.storage, 'download').mockRejectedValue(new TypeError('a bug'));
  await expect(jobs['check-photos']!.run(api.deps, new Date())).rejects.toThrow('a bug');
});
