// 无主照片: what no manifest names goes after 30 days; everything else stays, whatever goes wrong meanwhile.
import fs from 'node:fs';
import path from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { Problem } from '../../functions/kit/problem';
import { cleanOrphans } from '../../functions/operations/orphan';
import { inspection, manifestPhoto, randomSha, sha256 } from '../factories/submission';
import { cronSecret, startApi, type TestApi } from '../support/api';
import { makeFile, manifestOf, put, sendFiles, signPhotos, tinyJpeg } from '../support/photos';

let api: TestApi;
beforeEach(async () => {
  api = await startApi();
});
afterEach(async () => {
  jest.restoreAllMocks();
  await api.stop();
});

const days = (count: number) => new Date(Date.now() + count * 86_400_000);
const parkId = () => api.cast.parks.linxiang.id;
const exists = (name: string) => fs.existsSync(path.join(api.objectsFolder, 'photos', name));

/** An object under any name, as an upload whose record is no more leaves it. */
async function upload(name: string): Promise<string> {
  const signed = await api.deps.supabase.storage.signUpload(name);
  expect((await put(api.deps.config.supabase.url + signed, tinyJpeg(name))).ok).toBe(true);
  return name;
}
const orphan = (park = parkId(), submissionId: string = uuidv7(), suffix = '.jpg') => upload(`${park}/${submissionId}/${randomSha()}${suffix}`);
const run = (now: Date) => cleanOrphans(api.deps, now);
const audited = async () => (await api.database.db.query("select park_id, target_id, code from public.audit where operation = 'job.run'")).rows;

test('old and named by no manifest: removed, photo and thumbnail, and audited', async () => {
  const submissionId = uuidv7();
  const names = [await orphan(parkId(), submissionId), await orphan(parkId(), submissionId, '.thumb.jpg')];
  expect(await run(days(31))).toEqual({ folders: 1, removed: 2 });
  expect(names.filter(exists)).toEqual([]);
  expect(await audited()).toEqual([{ park_id: parkId(), target_id: submissionId, code: 'orphans_removed_2' }]);
});

test('young: kept to the 30th day', async () => {
  const name = await orphan();
  for (const age of [0, 1, 29.99]) expect(await run(days(age))).toMatchObject({ removed: 0 });
  expect(exists(name)).toBe(true);
  expect(await run(days(30.01))).toMatchObject({ removed: 1 });
});

test('replaced yesterday is young, whenever it was first made', async () => {
  const name = await orphan();
  const meta = path.join(api.objectsFolder, 'photos', `${name}.meta`);
  fs.writeFileSync(meta, JSON.stringify({ ...(JSON.parse(fs.readFileSync(meta, 'utf8')) as object), createdAt: '2020-01-01T00:00:00.000Z' }));
  expect(await run(days(1))).toMatchObject({ removed: 0 });
  expect(exists(name)).toBe(true);
});

test('named by a manifest: kept for ever, stored, still on its way, or given up', async () => {
  const [stored, waiting, lost] = [makeFile('stored'), makeFile('waiting'), makeFile('lost')];
  const submit = async (file: typeof stored) => {
    const body = inspection(api.cast.parks.linxiang.projects.bide!, { photos: [manifestOf(file)] });
    await api.call('inspection.submit', 'liming', { body });
    return body.id;
  };
  const ids = [await submit(stored), await submit(waiting), await submit(lost)] as const;
  await sendFiles(api, 'liming', ids[0], [stored]);
  for (const [id, file] of [[ids[1], waiting], [ids[2], lost]] as const) {
    const [target] = (await signPhotos(api, 'liming', id, [file])).body.photos;
    await put(target!.uploadUrl!, file.full);
    await put(target!.thumbUploadUrl!, file.small);
  }
  await api.call('photo.giveUp', 'liming', { body: { submissionId: ids[2], sha256: sha256(lost.full), reason: '传不上' } });
  // One folder holds what is stored, two what is incoming.
  expect(await run(days(4000))).toEqual({ folders: 3, removed: 0 });
  for (const [index, file] of [stored, waiting, lost].entries())
    for (const suffix of ['', '.thumb']) expect(exists(`${index === 0 ? '' : 'incoming/'}${parkId()}/${ids[index]}/${sha256(file.full)}${suffix}.jpg`)).toBe(true);
});

test('beside a named photo only the other one goes; the same hash elsewhere is no name', async () => {
  const kept = makeFile('kept');
  const body = inspection(api.cast.parks.linxiang.projects.bide!, { photos: [manifestOf(kept)] });
  await api.call('inspection.submit', 'liming', { body });
  await sendFiles(api, 'liming', body.id, [kept]);
  const beside = await orphan(parkId(), body.id);
  const elsewhere = await upload(`${parkId()}/${uuidv7()}/${sha256(kept.full)}.jpg`);
  const otherPark = await upload(`${api.cast.parks.luyuan.id}/${body.id}/${sha256(kept.full)}.jpg`);
  expect(await run(days(31))).toMatchObject({ removed: 3 });
  expect([beside, elsewhere, otherPark].filter(exists)).toEqual([]);
  expect(exists(`${parkId()}/${body.id}/${sha256(kept.full)}.jpg`)).toBe(true);
});

test('what we never wrote is left alone: other names, other folders, parks of another database', async () => {
  const names = [await upload(`${parkId()}/readme.jpg`), await upload(`${parkId()}/notes/${randomSha()}.jpg`), await upload(`${parkId()}/${uuidv7()}/cover.jpg`), await orphan(uuidv7())];
  expect(await run(days(31))).toMatchObject({ removed: 0 });
  expect(names.filter(exists)).toEqual(names);
});

describe('never on a part of the truth', () => {
  test('a folder whose second page does not come loses nothing', async () => {
    const submissionId = uuidv7();
    const names: string[] = [];
    for (let index = 0; index < 101; index += 1) names.push(await orphan(parkId(), submissionId));
    const { storage } = api.deps.supabase;
    const { list } = storage;
    jest.spyOn(storage, 'list').mockImplementation((bucket, folder, options) => (options.offset > 0 && folder.includes('/') ? Promise.reject(new Problem('unavailable')) : list(bucket, folder, options)));
    expect(await run(days(31))).toEqual({ folders: 0, removed: 0, stopped: 'unavailable' });
    expect(names.filter(exists)).toHaveLength(101);
    jest.restoreAllMocks();
    expect(await run(days(31))).toEqual({ folders: 1, removed: 101 });
  });

  test('a database that does not answer, or answers with less, deletes nothing more than it named', async () => {
    const [first, second] = [await orphan(), await orphan()];
    const { supabase } = api.deps;
    const { callAsService } = supabase;
    const spy = jest.spyOn(supabase, 'callAsService').mockImplementation((name, args) => (name === 'unnamed_photos' ? Promise.reject(new Problem('unavailable')) : callAsService(name, args)));
    expect(await run(days(31))).toMatchObject({ removed: 0, stopped: 'unavailable' });
    spy.mockImplementation((name, args) => (name === 'unnamed_photos' ? Promise.resolve([]) : callAsService(name, args)));
    expect(await run(days(31))).toMatchObject({ removed: 0 });
    expect([first, second].filter(exists)).toEqual([first, second]);
  });

  test('a record that arrives between the look and the deletion keeps its photo', async () => {
    const late = makeFile('late');
    const body = inspection(api.cast.parks.linxiang.projects.bide!, { photos: [manifestOf(late)] });
    const name = await upload(`${parkId()}/${body.id}/${sha256(late.full)}.jpg`);
    const { supabase } = api.deps;
    const { callAsService } = supabase;
    let asked = 0;
    jest.spyOn(supabase, 'callAsService').mockImplementation(async (call, args) => {
      const answer = await callAsService(call, args);
      if (call === 'unnamed_photos' && (asked += 1) === 1) await api.call('inspection.submit', 'liming', { body });
      return answer;
    });
    expect(await run(days(31))).toMatchObject({ removed: 0 });
    expect(asked).toBe(2);
    expect(exists(name)).toBe(true);
  });
});

test('works in slices: a cut-off run goes on where it stopped, and a round begins anew after the last park', async () => {
  const { storage } = api.deps.supabase;
  for (let index = 0; index < 105; index += 1) await orphan();
  for (let index = 0; index < 3; index += 1) {
    const body = inspection(api.cast.parks.linxiang.projects.bide!, { photos: [manifestPhoto()] });
    await api.call('inspection.submit', 'liming', { body });
    await upload(`${parkId()}/${body.id}/${body.photos[0]!.sha256}.jpg`);
  }
  await orphan(api.cast.parks.luyuan.id);
  const { list } = storage;
  let pages = 0;
  // The storage answers for one page of folders, then goes away.
  jest.spyOn(storage, 'list').mockImplementation((bucket, folder, options) => (!folder.includes('/') && (pages += 1) > 1 ? Promise.reject(new Problem('unavailable')) : list(bucket, folder, options)));
  const first = await run(days(31));
  expect(first.stopped).toBe('unavailable');
  jest.restoreAllMocks();
  const second = await run(days(31));
  expect(second.stopped).toBeUndefined();
  expect((first.removed as number) + (second.removed as number)).toBe(106);
  expect(await run(days(31))).toEqual({ folders: 3, removed: 0 });
});

test('by the scheduler’s door', async () => {
  await orphan();
  expect(await api.send('GET', '/api/cron/clean-orphans', null, undefined, { authorization: `Bearer ${cronSecret}` })).toMatchObject({ status: 200, body: { job: 'clean-orphans', done: { folders: 1, removed: 0 } } });
});

test('what stayed under incoming/: gone after 30 days once its photo is stored, or when no manifest names it', async () => {
  const [stored, waiting] = [makeFile('stored twice'), makeFile('waits')];
  const body = inspection(api.cast.parks.linxiang.projects.bide!, { photos: [manifestOf(stored), manifestOf(waiting)] });
  await api.call('inspection.submit', 'liming', { body });
  await sendFiles(api, 'liming', body.id, [stored]);
  const left = await upload(`incoming/${parkId()}/${body.id}/${sha256(stored.full)}.jpg`);
  const stray = await orphan(`incoming/${parkId()}`);
  const awaited = await upload(`incoming/${parkId()}/${body.id}/${sha256(waiting.full)}.jpg`);
  expect(await run(days(29))).toMatchObject({ removed: 0 });
  expect(await run(days(31))).toMatchObject({ removed: 2 });
  expect([left, stray, awaited].filter(exists)).toEqual([awaited]);
  expect(exists(`${parkId()}/${body.id}/${sha256(stored.full)}.jpg`)).toBe(true);
});
