// 简报 of a park that begins: the chain proves all that was before, the first digest tells from its own day on.
import type { DigestFacts } from '../../src/domain/digest-facts';
import { type Rung, rungs } from '../../src/domain/milestone';
import { isFinished, projectCategories } from '../../src/domain/project';
import { hazardOpen, inspection, manifestPhoto } from '../factories/submission';
import { startApi, type TestApi } from '../support/api';
import { asPerson, asService, callAs, type CastName } from '../support/cast';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

type Frozen = { number: number; head: string; facts: DigestFacts };

/** Runs as if it were that moment; the setting is of this connection only. */
async function at<T>(time: string, work: () => Promise<T>): Promise<T> {
  const { db } = api.database;
  await db.query("select set_config('parkpulse.now', $1, false)", [time]);
  try {
    return await work();
  } finally {
    await db.query("select set_config('parkpulse.now', '', false)");
  }
}

test('a park’s first digest tells of its own day only, and its head proves what was before', async () => {
  const { db } = api.database;
  const { linxiang } = api.cast.parks;
  const { liming, liujianguo } = api.cast.people;
  const send = (time: string, kind: string, body: { id: string }) =>
    at(time, async () => {
      await asPerson(db, liming, () => db.query('select api.submit($1, $2)', [kind, JSON.stringify(body)]));
      return body.id;
    });
  const freeze = (on: string) =>
    at(`${on}T18:00:00+08:00`, async () => (await asService(db, () => db.query<{ digest: Frozen }>('select api.freeze_digest($1, $2) as digest', [linxiang.id, on]))).rows[0]!.digest);
  const told = ({ changes }: DigestFacts) => changes.map(({ report, hazard }) => report?.id ?? hazard?.title);
  const linesOf = async (number: number) => (await db.query<{ records: string }>('select records from public.digests where park_id = $1 and number = $2', [linxiang.id, number])).rows[0]!.records.split('\n');

  const project = linxiang.projects.bide!;
  const long = await send('2026-10-01T09:00:00+08:00', 'inspection', inspection(project));
  const yesterday = await send('2026-11-17T23:59:59+08:00', 'inspection', inspection(project));
  const today = await send('2026-11-18T00:00:00+08:00', 'inspection', inspection(project));
  const waiting = await send('2026-11-18T09:00:00+08:00', 'hazard_open', hazardOpen(project, { photos: [manifestPhoto()] }));

  // Live until it is frozen, and the same then.
  const live = await at('2026-11-18T17:00:00+08:00', () => callAs<{ facts: DigestFacts }>(db, liujianguo, 'api.read_digest($1, true)', ['2026-11-18']));
  const first = await freeze('2026-11-18');
  for (const facts of [live.facts, first.facts]) expect(told(facts)).toEqual([today, '配电箱未上锁']);
  expect((await linesOf(1)).map((line) => line.split(' ')[0])).toEqual(['digest', long, yesterday, today, waiting]);
  expect((await linesOf(1))[0]).toBe(`digest park=${linxiang.id} number=1 on=2026-11-18`);

  // From then on nothing falls between two of them: what comes in the evening is told the day after.
  const evening = await send('2026-11-18T20:00:00+08:00', 'inspection', inspection(project));
  const second = await freeze('2026-11-19');
  expect(told(second.facts)).toEqual([evening]);
  expect((await linesOf(2)).map((line) => line.split(' ')[0])).toEqual(['digest', evening]);

  // The code that a passed-on picture carries leads to its digest, for those who read digests, in their own park.
  const find = (by: CastName, code: string) => api.call('digest.find', by, { query: `?code=${code}` });
  for (const by of ['liujianguo', 'wangfang'] as const) {
    expect(await find(by, first.head.slice(0, 16))).toMatchObject({ status: 200, body: { on: '2026-11-18', number: 1, head: first.head } });
    expect(await find(by, second.head)).toMatchObject({ status: 200, body: { on: '2026-11-19', number: 2 } });
  }
  expect(await find('liujianguo', 'f'.repeat(16))).toMatchObject({ status: 404, body: { code: 'digest_code_not_found' } });
  expect(await find('liming', first.head.slice(0, 16))).toMatchObject({ status: 403, body: { code: 'role_refused' } });
  for (const code of ['1234567', 'ABCDEF01', '%25%25%25%25%25%25%25%25']) expect(await find('liujianguo', code)).toMatchObject({ status: 400, body: { code: 'invalid_input' } });
});

test('a project is finished for the database when it is for the domain', async () => {
  const { db } = api.database;
  const { bide } = api.cast.parks.linxiang.projects;
  await db.query('begin');
  await db.query('alter table public.milestones disable trigger user, drop constraint milestones_confirmed_whole, drop constraint milestones_report_known');
  for (const category of projectCategories) {
    for (const stage of [null, ...rungs]) {
      await db.query('update public.projects set category = $2 where id = $1', [bide, category]);
      await db.query("update public.milestones set status = case when rung = $2 then 'confirmed' else 'none' end where project_id = $1", [bide, stage]);
      const { rows } = await db.query<{ finished: boolean }>('select private.is_finished(p) as finished from public.projects p where id = $1', [bide]);
      expect({ category, stage, ...rows[0] }).toEqual({ category, stage, finished: isFinished({ category, stage: stage as Rung | null }) });
    }
  }
  await db.query('rollback');
});
