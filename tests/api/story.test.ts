// The main job by HTTP only: an inspector reports, the contact confirms, the plan follows, the leader reads it.
import fs from 'node:fs';
import path from 'node:path';
import { importChecklists, importPlan, inTransaction } from '../../seeds/import';
import { readChecklists } from '../../seeds/checklists';
import { moveToYear, readPlan } from '../../seeds/plan';
import type { Digest } from '../../src/contract/digest';
import type { Plan, PlanItemDetail } from '../../src/contract/plan';
import type { ProjectDetail } from '../../src/contract/project';
import type { ReportDetail } from '../../src/contract/report';
import { inspection, progress, safetyCheck, sha256 } from '../factories/submission';
import { startApi, type TestApi } from '../support/api';
import { makeFile, manifestOf, sendFiles } from '../support/photos';

let api: TestApi;
// A working day at ten in the morning, Shanghai: before the digest freezes.
let now = new Date('2026-11-23T02:00:00.000Z');

beforeAll(async () => {
  api = await startApi({}, { clock: () => now });
  const { db } = api.database;
  const park = api.cast.parks.linxiang;
  // The cast's own projects make way for the real plan's.
  await db.query("delete from public.milestones where park_id = '" + park.id + "'");
  await db.query("delete from public.projects where park_id = '" + park.id + "'");
  await inTransaction(db, () => importPlan(db, park.id, moveToYear(readPlan(), 2026)));
  await importChecklists(db, park.id, readChecklists());
});
afterAll(() => api.stop());

const photoFile = (name: string) => {
  const full = new Uint8Array(fs.readFileSync(path.join(__dirname, '../../seeds/photos', name)));
  return { full, small: makeFile(`thumb ${name}`).small };
};

test('the story', async () => {
  const seedPhotos = fs.readdirSync(path.join(__dirname, '../../seeds/photos')).filter((name) => name.endsWith('.jpg'));
  const { items: projects } = (await api.call<{ items: { id: string; key: string }[] }>('project.list', 'liming')).body;
  const bide = projects.find((project) => project.key === 'bide')!;
  const planBefore = (await api.call<Plan>('plan.read', 'liujianguo')).body;
  expect(planBefore.items).toHaveLength(164);
  const counting = planBefore.items.find((item) => item.key === 'inv-4633-completed')!;

  // An inspection with three photos.
  const files = seedPhotos.slice(0, 3).map(photoFile);
  const visit = inspection(bide.id, { capturedAt: now.toISOString(), photos: files.map((file) => manifestOf(file)) });
  const visited = await api.call('inspection.submit', 'liming', { body: visit });
  expect(visited).toMatchObject({ status: 201, body: { id: visit.id, status: 'awaiting_photos', sha256: sha256(JSON.stringify(visit)) } });
  expect(await sendFiles(api, 'liming', visit.id, files)).toMatchObject({ status: 200, body: { status: 'complete' } });

  // Progress that reports the start of production.
  const proof = photoFile(seedPhotos[3]!);
  const report = progress(bide.id, {
    percent: 100,
    milestone: { rung: 'in_production', occurredOn: '2026-11-22' },
    photos: [manifestOf(proof)],
  });
  expect((await api.call('progress.submit', 'liming', { body: report })).status).toBe(201);
  expect((await sendFiles(api, 'liming', report.id, [proof])).body.status).toBe('complete');

  // A safety check with one failed clause opens a hazard.
  const { items: checklists } = (await api.call<{ items: { versionId: string; items: { key: string }[] }[] }>('checklist.list', 'liming')).body;
  const keys = checklists[0]!.items.map((item) => item.key);
  const failure = photoFile(seedPhotos[4]!);
  const check = safetyCheck(bide.id, checklists[0]!.versionId, keys, [keys[2]!]);
  check.photos = [manifestOf(failure, { itemKey: keys[2] })];
  expect((await api.call('safetyCheck.submit', 'liming', { body: check })).status).toBe(201);
  expect((await sendFiles(api, 'liming', check.id, [failure])).body.status).toBe('complete');

  // The contact confirms; only then does the value move, by exactly one.
  const { milestones } = (await api.call<ProjectDetail>('project.read', 'chenjing', { params: { id: bide.id } })).body;
  const slot = milestones.find((milestone) => milestone.rung === 'in_production')!;
  expect(slot).toMatchObject({ status: 'reported', report: { mayAnswer: true, reportId: report.id } });
  expect((await api.call<PlanItemDetail>('planItem.read', 'liujianguo', { params: { id: counting.id } })).body).toMatchObject({
    value: counting.value,
    waiting: [{ reportId: report.id }],
  });
  const confirmed = await api.call('milestone.confirm', 'chenjing', { params: { id: slot.id }, body: { id: inspection(bide.id).id, reportId: report.id } });
  expect(confirmed).toMatchObject({ status: 201, body: { status: 'confirmed' } });
  const item = (await api.call<PlanItemDetail>('planItem.read', 'liujianguo', { params: { id: counting.id } })).body;
  expect(item.value).toBe(counting.value! + 1);
  expect(item.counted.map((one) => one.reportId)).toEqual([report.id]);
  expect(item.waiting).toEqual([]);

  // The leader sees each of these, live and frozen, and opens a photo.
  const live = (await api.call<Digest>('digest.read', 'liujianguo')).body;
  expect(live.frozenAt).toBeNull();
  now = new Date('2026-11-23T10:00:01.000Z');
  const frozen = (await api.call<Digest>('digest.read', 'liujianguo')).body;
  expect(frozen.frozenAt).not.toBeNull();
  expect(frozen.sections).toEqual(live.sections);
  const linked = frozen.sections.flatMap((section) => section.lines.flatMap((line) => line.links.map((link) => link.id)));
  const { items: hazards } = (await api.call<{ items: { id: string }[] }>('hazard.list', 'liujianguo')).body;
  expect(linked).toEqual(expect.arrayContaining([visit.id, report.id, check.id, hazards[0]!.id]));
  expect(frozen.headline).toContain('比德');
  expect(frozen.photos).toHaveLength(5);
  const opened = (await api.call<ReportDetail>('report.read', 'liujianguo', { params: { id: visit.id } })).body;
  const bytes = new Uint8Array(await (await fetch(opened.photos[0]!.url!)).arrayBuffer());
  expect(sha256(bytes)).toBe(sha256(files[0]!.full));

  // A second freeze stamps nothing anew, and what comes later falls into the next digest.
  await api.call('inspection.submit', 'zhouyang', { body: inspection(bide.id) });
  expect((await api.call<Digest>('digest.read', 'liujianguo')).body).toMatchObject({ head: frozen.head, recordCount: frozen.recordCount });
});
