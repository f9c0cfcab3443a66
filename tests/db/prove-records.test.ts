// 20261123080400 moves data: digests frozen before it keep the lines of then, where these still give the head.
import type { Client } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { chainHead, linkMisfits, type DigestProof } from '../../src/domain/proof';
import { migrate } from '../../supabase/local/migrate';
import { inspection, manifestPhoto, milestoneReport, sha256 } from '../factories/submission';
import { asService, callAs, makeCast } from '../support/cast';
import { type BeforeMigration, makeDatabaseBefore } from '../support/before-migration';
import { milestoneOf, submitDirectly } from '../support/world';

const moving = '20261123080400';

let made: BeforeMigration;
let db: Client;

beforeAll(async () => {
  made = await makeDatabaseBefore(moving);
  db = made.db;
});
afterAll(() => made.drop());

test('before and after', async () => {
  const cast = await makeCast(db);
  const { id: parkId, projects } = cast.parks.linxiang;
  const { liming, chenjing } = cast.people;
  const freeze = (on: string) => asService(db, () => db.query('select api.freeze_digest($1, $2)', [parkId, on]));
  const visit = inspection(projects.bide!, { photos: [manifestPhoto(), manifestPhoto()] });
  await submitDirectly(db, liming, 'inspection', visit);
  await freeze('2026-11-18');
  const slot = await milestoneOf(db, projects.bide!, 'completed');
  const report = milestoneReport(projects.bide!);
  await submitDirectly(db, liming, 'milestone_report', report, slot);
  const answer = JSON.stringify({ id: uuidv7(), reportId: report.id });
  await callAs(db, chenjing, 'api.answer_milestone($1, $2, $3, $4)', [slot, 'confirm', 'milestone.confirm', answer]);
  await freeze('2026-11-19');
  await freeze('2026-11-20');
  const spoiled = inspection(projects.bide!);
  await submitDirectly(db, liming, 'inspection', spoiled);
  await freeze('2026-11-21');
  await db.query('set session_replication_role = replica');
  await db.query("update public.submissions set body_sha256 = repeat('0', 64) where id = $1", [spoiled.id]);
  await db.query('set session_replication_role = origin');
  const before = (await db.query<{ head: string }>('select to_jsonb(d) as row, head from public.digests d order by number')).rows;

  expect(await migrate(made.url)).toContain(moving);

  const after = (await db.query<{ row: object; head: string; records: string | null; previous_head: string | null }>("select to_jsonb(d) - 'records' as row, head, records, previous_head from public.digests d order by number")).rows;
  expect(after.map(({ row, head }) => ({ row, head }))).toEqual(before);
  const sha = (body: object) => sha256(JSON.stringify(body));
  expect(after.map(({ records }) => records)).toEqual([
    `${visit.id} ${sha(visit)} ${visit.photos.map((photo) => photo.sha256).join(' ')}`,
    `${report.id} ${sha(report)} ${report.photos[0]!.sha256}\n${(JSON.parse(answer) as { id: string }).id} ${sha256(answer)}`,
    '',
    // What no longer gives its head is not made to.
    null,
  ]);
  for (const { records, previous_head, head } of after.slice(0, 3)) expect(chainHead(sha256, previous_head, records!)).toBe(head);

  // The guard is back, the chain goes on with receipts in its lines, and one check reads both.
  await expect(db.query("update public.digests set records = 'x'")).rejects.toThrow('never rewritten');
  await submitDirectly(db, liming, 'inspection', inspection(projects.bide!));
  await freeze('2026-11-22');
  const links: DigestProof[] = [];
  for (let number = 0; ; number += 1) {
    const { rows } = await db.query<{ link: DigestProof | null }>('select private.proof_digest($1, $2) as link', [parkId, number]);
    if (!rows[0]!.link) break;
    links.push(rows[0]!.link);
  }
  expect(links).toHaveLength(5);
  expect(links[4]!.records).toContain(` kind=inspection by=${liming.staffId} at=`);
  expect(links.map((link) => linkMisfits(link, sha256).map(({ code }) => code))).toEqual([[], [], [], ['link_broken'], []]);
});
