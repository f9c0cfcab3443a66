// 缺照片: a lost photo given up lets its record count, flagged, and is refused where a photo is required.
import fc from 'fast-check';
import { v7 as uuidv7 } from 'uuid';
import type { Digest } from '../../src/contract/digest';
import type { OperationName } from '../../src/contract/operations';
import type { ReportDetail } from '../../src/contract/report';
import { mayGiveUp } from '../../src/domain/photo-loss';
import { hazardOpen, inspection, manifestPhoto, milestoneReport, progress, randomSha, rectification, safetyCheck, sha256 } from '../factories/submission';
import { startApi, type TestApi } from '../support/api';
import type { CastName } from '../support/cast';
import { makeFile, manifestOf, sendFiles, signPhotos } from '../support/photos';
import { checklistKeys, layChecklist, makePerson, milestoneOf } from '../support/world';

let api: TestApi;
let bide: string;
let versionId: string;
const now = new Date('2026-11-23T02:00:00.000Z');

beforeAll(async () => {
  api = await startApi({}, { clock: () => now });
  bide = api.cast.parks.linxiang.projects.bide!;
  versionId = await layChecklist(api.database.db, api.cast.parks.linxiang.id);
});
afterAll(() => api.stop());

type GivenUp = { sha256: string; lostAt: string; status: string; code?: string };
const giveUp = (submissionId: string, sha: string, by: CastName = 'liming', reason = '手机进水') =>
  api.call<GivenUp>('photo.giveUp', by, { body: { submissionId, sha256: sha, reason } });
const read = async (id: string) => (await api.call<ReportDetail>('report.read', 'wangfang', { params: { id } })).body;
const changes = async (id: string) =>
  (await api.database.db.query<{ kind: string }>('select kind from public.changes where submission_id = $1 order by id', [id])).rows.map(({ kind }) => kind);
const audited = async (id: string) =>
  (await api.database.db.query("select staff_id from public.audit where operation = 'photo.giveUp' and outcome = 'done' and target_id = $1", [id])).rowCount;

let made = 0;
const file = () => makeFile(`lost ${made++}`);

async function submit(operation: 'inspection.submit' | 'progress.submit' | 'safetyCheck.submit' | 'hazard.open', body: { id: string }, by: CastName = 'liming'): Promise<void> {
  expect(await api.call(operation, by, { body })).toMatchObject({ status: 201, body: { status: 'awaiting_photos' } });
}

test('the record counts once every photo is stored or given up, and says what is missing', async () => {
  const [kept, gone] = [file(), file()];
  const body = inspection(bide, { photos: [manifestOf(kept), manifestOf(gone)] });
  await submit('inspection.submit', body);
  expect(await giveUp(body.id, sha256(gone.full))).toMatchObject({ status: 200, body: { sha256: sha256(gone.full), status: 'awaiting_photos' } });
  expect(await read(body.id)).toMatchObject({ status: 'awaiting_photos', lostCount: 1, countedAt: null });
  expect(await changes(body.id)).toEqual([]);
  expect((await sendFiles(api, 'liming', body.id, [kept])).body.status).toBe('complete');
  expect(await read(body.id)).toMatchObject({
    status: 'complete', photoCount: 2, lostCount: 1, countedAt: expect.any(String),
    photos: [{ stored: true, lost: null }, { stored: false, url: null, lost: { reason: '手机进水', at: expect.any(String) } }],
  });
  expect(await changes(body.id)).toEqual(['submission_counted']);
  expect(await audited(body.id)).toBe(1);
});

test('the last one given up completes it; progress counts from then on', async () => {
  const body = progress(bide, { percent: 61, percentReason: '核实', photos: [manifestPhoto()] });
  await submit('progress.submit', body, 'chenjing');
  expect(await giveUp(body.id, body.photos[0]!.sha256, 'chenjing')).toMatchObject({ status: 200, body: { status: 'complete' } });
  const project = (await api.call<{ progress: { percent: number } }>('project.read', 'liming', { params: { id: bide } })).body;
  expect(project.progress.percent).toBe(61);
});

test('again it answers the same, the first reason stays, and it is audited once', async () => {
  const body = inspection(bide, { photos: [manifestPhoto()] });
  await submit('inspection.submit', body);
  const first = await giveUp(body.id, body.photos[0]!.sha256);
  expect(await giveUp(body.id, body.photos[0]!.sha256, 'liming', '别的原因')).toMatchObject({ status: 200, body: first.body });
  expect((await read(body.id)).photos[0]!.lost!.reason).toBe('手机进水');
  expect(await audited(body.id)).toBe(1);
  expect(await changes(body.id)).toEqual(['submission_counted']);
});

test('found after all: the bytes win, the flag goes, and it counts once', async () => {
  const found = file();
  const body = inspection(bide, { photos: [manifestOf(found)] });
  await submit('inspection.submit', body);
  await giveUp(body.id, sha256(found.full));
  expect((await signPhotos(api, 'liming', body.id, [found])).body.photos[0]).toMatchObject({ stored: false, uploadUrl: expect.any(String) });
  expect(await sendFiles(api, 'liming', body.id, [found])).toMatchObject({ status: 200, body: { status: 'complete', photos: [{ stored: true }] } });
  expect(await read(body.id)).toMatchObject({ lostCount: 0, photos: [{ stored: true, lost: null, url: expect.any(String) }] });
  expect(await changes(body.id)).toEqual(['submission_counted']);
});

test('the office gives up what a person who has left can no longer send, and is named in the audit', async () => {
  const { db } = api.database;
  const person = await makePerson(db, api.cast, 'linxiang', 'inspector');
  const body = inspection(bide, { photos: [manifestPhoto()] });
  expect((await api.call('inspection.submit', person, { body })).status).toBe(201);
  expect((await api.call('staff.close', 'wangfang', { params: { id: person.staffId }, body: {} })).status).toBe(204);
  expect(await giveUp(body.id, body.photos[0]!.sha256, 'zhaoqiang', '本人已离职')).toMatchObject({ status: 200, body: { status: 'complete' } });
  expect(await read(body.id)).toMatchObject({ status: 'complete', lostCount: 1, photos: [{ lost: { reason: '本人已离职' } }] });
  expect(await changes(body.id)).toEqual(['submission_counted']);
  const { rows } = await db.query<{ staff_id: string }>("select staff_id from public.audit where operation = 'photo.giveUp' and outcome = 'done' and target_id = $1", [body.id]);
  expect(rows).toEqual([{ staff_id: api.cast.people.zhaoqiang.staffId }]);
});

test('the office keeps the last photo of a milestone too', async () => {
  const slot = await milestoneOf(api.database.db, bide, 'signed');
  const report = milestoneReport(bide, { rung: 'signed', photos: [manifestPhoto()] });
  await api.call('milestone.report', 'liming', { params: { id: slot }, body: report });
  expect(await giveUp(report.id, report.photos[0]!.sha256, 'wangfang')).toMatchObject({ status: 422, body: { code: 'photo_required' } });
});

describe('is refused', () => {
  test('for a photo that has arrived', async () => {
    const sent = file();
    const body = inspection(bide, { photos: [manifestOf(sent)] });
    await submit('inspection.submit', body);
    await sendFiles(api, 'liming', body.id, [sent]);
    expect(await giveUp(body.id, sha256(sent.full))).toMatchObject({ status: 409, body: { code: 'photo_stored' } });
  });

  test('for a photo of no manifest', async () => {
    const body = inspection(bide, { photos: [manifestPhoto()] });
    await submit('inspection.submit', body);
    expect(await giveUp(body.id, randomSha())).toMatchObject({ status: 422, body: { code: 'not_in_manifest' } });
  });

  test.each<CastName>(['zhouyang', 'chenjing', 'sunwei', 'heping', 'wugang'])('to %s, who did not send it', async (by) => {
    const body = inspection(bide, { photos: [manifestPhoto()] });
    await submit('inspection.submit', body);
    expect(await giveUp(body.id, body.photos[0]!.sha256, by)).toMatchObject({ status: 404, body: { code: 'submission_not_found' } });
    expect(await read(body.id)).toMatchObject({ status: 'awaiting_photos', lostCount: 0 });
  });

  test('for the last photo of a milestone, on its own or in a progress report', async () => {
    const slot = await milestoneOf(api.database.db, bide, 'completed');
    const report = milestoneReport(bide, { photos: [manifestPhoto(), manifestPhoto()] });
    expect((await api.call('milestone.report', 'liming', { params: { id: slot }, body: report })).status).toBe(201);
    const within = progress(bide, { percentReason: '核实', milestone: { rung: 'signed', occurredOn: '2026-11-01' }, photos: [manifestPhoto(), manifestPhoto()] });
    await submit('progress.submit', within);
    for (const { id, photos } of [report, within]) {
      expect((await giveUp(id, photos[0]!.sha256)).status).toBe(200);
      expect(await giveUp(id, photos[1]!.sha256)).toMatchObject({ status: 422, body: { code: 'photo_required' } });
      expect(await read(id)).toMatchObject({ status: 'awaiting_photos', lostCount: 1 });
    }
  });

  test('for the last photo of a failed clause, whatever the other clauses have', async () => {
    const check = safetyCheck(bide, versionId, checklistKeys, ['a', 'b']);
    check.photos = [manifestPhoto({ itemKey: 'a' }), manifestPhoto({ itemKey: 'a' }), manifestPhoto({ itemKey: 'b' }), manifestPhoto({ itemKey: 'c' }), manifestPhoto()];
    await submit('safetyCheck.submit', check);
    const outcomes = [];
    for (const { sha256: sha } of check.photos) outcomes.push((await giveUp(check.id, sha)).status);
    expect(outcomes).toEqual([200, 422, 422, 200, 200]);
  });

  test('not for a hazard opened directly, which needs no photo', async () => {
    const body = hazardOpen(bide, { photos: [manifestPhoto()] });
    await submit('hazard.open', body);
    expect(await giveUp(body.id, body.photos[0]!.sha256)).toMatchObject({ status: 200, body: { status: 'complete' } });
  });
});

/** One that the inspector answers for. */
async function hazardOf(projectId: string): Promise<string> {
  const body = hazardOpen(projectId);
  await api.call('hazard.open', 'liming', { body });
  const id = (await api.database.db.query<{ id: string }>('select id from public.hazards where submission_id = $1', [body.id])).rows[0]!.id;
  await api.call('hazard.assign', 'wangfang', { params: { id }, body: { id: uuidv7(), responsibleId: api.cast.people.zhouyang.staffId } });
  return id;
}

test('mayGiveUp of src/domain and the trigger agree, in whatever order photos are given up', async () => {
  const keysOf = { check: [...checklistKeys, null], milestone: [null], rectification: ['before', 'after', null] };
  const slot = await milestoneOf(api.database.db, api.cast.parks.linxiang.projects.road!, 'completed');
  await fc.assert(
    fc.asyncProperty(
      fc.record({ kind: fc.constantFrom('check' as const, 'milestone' as const, 'rectification' as const), picks: fc.array(fc.nat(), { minLength: 1, maxLength: 5 }), order: fc.infiniteStream(fc.nat()) }),
      async ({ kind, picks: shown, order }) => {
        const itemKeys = shown.map((pick) => keysOf[kind][pick % keysOf[kind].length]!);
        // A rectification shows the state after, or it is not taken.
        if (kind === 'rectification') itemKeys[0] = 'after';
        // Every failed clause has to have a photo to be taken at all.
        const failedKeys = kind === 'check' ? checklistKeys.filter((key) => key !== 'c' && itemKeys.includes(key)) : [];
        const photos = itemKeys.map((key) => manifestPhoto(key === null ? {} : { itemKey: key }));
        const road = api.cast.parks.linxiang.projects.road!;
        const hazardId = kind === 'rectification' ? await hazardOf(road) : '';
        const body = { check: { ...safetyCheck(bide, versionId, checklistKeys, failedKeys), photos }, milestone: milestoneReport(road, { photos }), rectification: rectification(road, hazardId, { photos }) }[kind];
        const [operation, id] = { check: ['safetyCheck.submit', ''], milestone: ['milestone.report', slot], rectification: ['hazard.rectify', hazardId] }[kind] as [OperationName, string];
        expect(await api.call(operation, 'zhouyang', { params: { id }, body })).toMatchObject({ status: 201 });
        const standing = photos.map((_, index) => ({ ordinal: index + 1, itemKey: itemKeys[index]!, isLost: false }));
        const picks = [...order.take(photos.length * 2)].map((pick) => pick % photos.length);
        for (const pick of picks) {
          if (standing[pick]!.isLost) continue;
          const expected = mayGiveUp({ hasMilestone: kind === 'milestone', isRectification: kind === 'rectification', failedKeys, photos: standing }, pick + 1);
          expect((await giveUp(body.id, photos[pick]!.sha256, 'zhouyang')).status).toBe(expected ? 200 : 422);
          if (expected) standing[pick]!.isLost = true;
        }
      },
    ),
    { seed: 20261123, numRuns: 40 },
  );
});

test('giving up and attaching at once: counted exactly once, whoever is last', async () => {
  for (let round = 0; round < 5; round += 1) {
    const [sent, gone] = [file(), file()];
    const body = inspection(bide, { photos: [manifestOf(sent), manifestOf(gone)] });
    await submit('inspection.submit', body);
    const answers = await Promise.all([sendFiles(api, 'liming', body.id, [sent]), giveUp(body.id, sha256(gone.full)), giveUp(body.id, sha256(gone.full))]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(await read(body.id)).toMatchObject({ status: 'complete', lostCount: 1 });
    expect(await changes(body.id)).toEqual(['submission_counted']);
    expect(await audited(body.id)).toBe(1);
  }
});

test('the list and the digest say 缺照片', async () => {
  const body = inspection(api.cast.parks.linxiang.projects.chixing!, { photos: [manifestPhoto(), manifestPhoto()] });
  await submit('inspection.submit', body);
  for (const { sha256: sha } of body.photos) await giveUp(body.id, sha);
  const { items } = (await api.call<{ items: { id: string; lostCount: number }[] }>('report.list', 'liming', { query: '?limit=100' })).body;
  expect(items.find(({ id }) => id === body.id)).toMatchObject({ lostCount: 2 });
  const digest = (await api.call<Digest>('digest.read', 'liujianguo')).body;
  const line = digest.sections.flatMap(({ lines }) => lines).find(({ text, links }) => text.startsWith('缺照片') && links.some(({ id }) => id === body.id));
  expect(line).toMatchObject({ text: expect.stringContaining('驰兴'), strong: ['缺照片'] });
  expect(digest.photos.filter(({ submissionId }) => submissionId === body.id)).toEqual([]);
});

test('a digest frozen before photos told of loss and misfit still reads', async () => {
  const sent = file();
  const body = inspection(bide, { photos: [manifestOf(sent)] });
  await submit('inspection.submit', body);
  await sendFiles(api, 'liming', body.id, [sent]);
  await api.deps.supabase.callAsService('freeze_digest', { p_park_id: api.cast.parks.linxiang.id, p_on: '2026-11-22' });
  const { db } = api.database;
  await db.query('set session_replication_role = replica');
  await db.query("update public.digests set facts = jsonb_set(facts, '{photos}', (select jsonb_agg(p - 'lost' - 'misfit') from jsonb_array_elements(facts -> 'photos') p))");
  await db.query('set session_replication_role = origin');
  const digest = (await api.call<Digest>('digest.read', 'liujianguo', { query: '?on=2026-11-22' })).body;
  expect(digest.photos.find(({ submissionId }) => submissionId === body.id)).toMatchObject({ stored: true, lost: null, misfit: null });
});
