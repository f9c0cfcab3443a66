// The cost of a write and of the main reads does not grow with history: counted in shared buffers, which no clock and
// no busy machine can change.
import { v7 as uuidv7 } from 'uuid';
import { importPlan, inTransaction } from '../../seeds/import';
import { moveToYear, readPlan } from '../../seeds/plan';
import { fillHazards, fillHistory } from '../bench/history';
import { asPerson, makeCast, type Cast, type CastName } from '../support/cast';
import { makeDatabase, type TestDatabase } from '../support/database';

const small = 1_000;
const large = 200_000;
const allowed = 1.5;

let database: TestDatabase;
let cast: Cast;
let projectIds: string[];

beforeAll(async () => {
  database = await makeDatabase();
  cast = await makeCast(database.db);
  const park = cast.parks.linxiang;
  await inTransaction(database.db, () => importPlan(database.db, park.id, moveToYear(readPlan(), 2026)));
  projectIds = (await database.db.query<{ id: string }>('select id from public.projects where park_id = $1 order by name limit 30', [park.id])).rows.map((row) => row.id);
});
afterAll(() => database.drop());

type Plan = { 'Shared Hit Blocks': number; 'Shared Read Blocks': number };

async function buffersOf(by: CastName, call: string, valuesOf: () => unknown[] = () => []): Promise<number> {
  const counted = async () => {
    const { rows } = await asPerson(database.db, cast.people[by], () =>
      database.db.query<{ 'QUERY PLAN': { Plan: Plan }[] }>(`explain (analyze, buffers, format json) select ${call}`, valuesOf()),
    );
    const { Plan: plan } = rows[0]!['QUERY PLAN'][0]!;
    return plan['Shared Hit Blocks'] + plan['Shared Read Blocks'];
  };
  // The first call also reads the system's own tables.
  await counted();
  return counted();
}

const inspection = () => JSON.stringify({ id: uuidv7(), projectId: projectIds[3], capturedAt: '2026-11-23T02:00:00Z', photos: [], note: '现场正常施工' });

async function measureAll(records: number) {
  const { sessionId, staffId, parkId } = cast.people.liming;
  await fillHistory(database.db, parkId, projectIds, staffId, sessionId, records);
  // As in a working day: some records of today are in no digest yet.
  await database.db.query("update public.changes set digest_id = md5('earlier')::uuid where digest_id is null and id <= (select max(id) - 100 from public.changes)");
  await database.db.query('vacuum analyze public.changes');
  const submits: number[] = [];
  for (let index = 0; index < 9; index += 1) submits.push(await buffersOf('liming', "api.submit('inspection', $1)", () => [inspection()]));
  return {
    // An insert now and then splits an index page: the middle of nine.
    submit: submits.sort((a, b) => a - b)[4]!,
    'digest.read': await buffersOf('liujianguo', "api.read_digest('2026-11-23', true)"),
    'plan.read': await buffersOf('liujianguo', 'api.read_plan()'),
    'project.list': await buffersOf('liujianguo', "api.list_projects('2026-11-23')"),
  };
}

test('200,000 records cost at most half as many buffers again as 1,000', async () => {
  const before = await measureAll(small);
  const after = await measureAll(large);
  console.log(JSON.stringify({ [small]: before, [large]: after }));
  for (const [what, buffers] of Object.entries(before)) {
    expect({ what, ratio: after[what as keyof typeof after] / buffers <= allowed }).toEqual({ what, ratio: true });
  }
}, 300_000);

type Read = [what: string, by: CastName, call: string];
const hazardReads: Read[] = [
  ...([null, 'standing', 'overdue', 'major', 'rectified', 'mine', 'closed'] as const).map((state): [string, CastName, string] => [`hazard.list ${state ?? 'all'}`, 'liming', `api.list_hazards(30, current_date, ${state ? `'${state}'` : 'null'})`]),
  ['hazard.list mine of who has few', 'zhouyang', "api.list_hazards(30, current_date, 'mine')"],
  ['hazard.list of a contact', 'chenjing', 'api.list_hazards(30, current_date)'],
  ['hazard.list of a contact who has few', 'sunwei', 'api.list_hazards(30, current_date)'],
  ['hazard.list closed of a project', 'liming', "api.list_hazards(30, current_date, 'closed', (select id from public.projects where name = '驰兴'))"],
  ['notice.list', 'chenjing', 'api.list_notices(30)'],
  ['notice.list of the office', 'wangfang', 'api.list_notices(30)'],
  ['notice.count', 'wangfang', 'api.count_notices()'],
];

/** Each list ends at 50: they are full only where there is much. */
const todayReads: Read[] = [
  ['today.read of an inspector', 'zhouyang', 'api.read_today(current_date)'],
  ['today.read of a contact', 'chenjing', 'api.read_today(current_date)'],
  ['today.read of the office', 'wangfang', 'api.read_today(current_date)'],
  ['today.read of a leader', 'liujianguo', 'api.read_today(current_date)'],
];

/** Of 驰兴 and of 周洋 only the first thousand know: they have few of many. */
async function measureHazards(hazards: number, reads = hazardReads): Promise<Record<string, number>> {
  const { people, parks } = cast;
  const { bide, chixing } = parks.linxiang.projects;
  const isFirst = hazards === 1_000;
  await fillHazards(database.db, parks.linxiang.id, [bide!, ...(isFirst ? [chixing!] : []), ...projectIds.slice(0, 28)], {
    staffId: people.liming.staffId, sessionId: people.liming.sessionId, responsible: [people.liming, ...(isFirst ? [people.zhouyang] : [])].map(({ staffId }) => staffId),
    readers: [people.chenjing, people.wangfang, people.zhaoqiang, people.liujianguo].map(({ staffId }) => staffId),
  }, hazards);
  const found: Record<string, number> = {};
  for (const [what, by, call] of reads) found[what] = await buffersOf(by, call);
  return found;
}

test('100,000 hazards cost at most half as many buffers again as 1,000', async () => {
  const first = await measureHazards(1_000);
  const middle = await measureHazards(20_000, todayReads);
  const last = await measureHazards(100_000, [...hazardReads, ...todayReads]);
  console.log(JSON.stringify({ 1_000: first, 20_000: middle, 100_000: last }, null, 1));
  expect(Object.entries({ ...first, ...middle }).filter(([what, buffers]) => last[what]! / buffers > allowed)).toEqual([]);
}, 300_000);
