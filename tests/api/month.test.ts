// A month of the demo park, replayed day by day: thirty frozen digests, whose lines together say exactly how the values
// of the plan got from one day to the next.
import { Client } from 'pg';
import { composeDigest, type Digest } from '../../src/domain/digest';
import { addDays, addWorkingDays, parkDay } from '../../src/domain/calendar';
import type { DigestFacts, ItemFact } from '../../src/domain/digest-facts';
import type { PlanEvent } from '../../seeds/demo-figures';
import { inTransaction } from '../../seeds/import';
import { seed } from '../../seeds/demo';
import { startApi, type TestApi } from '../support/api';
import { asService } from '../support/cast';

// In the middle of the plan's year, whatever the day of the test.
const now = new Date('2026-11-24T01:00:00Z');
const today = parkDay(now);
const digestsFrom = addDays(today, -30);
const day20 = addDays(digestsFrom, 19);

type Frozen = { on: string; facts: DigestFacts; content: Digest; sum: string };
let api: TestApi;
let db: Client;
let frozen: Frozen[];
/** What each digest was when it was frozen. */
const atFirst = new Map<string, string>();

const digests = async (): Promise<Frozen[]> =>
  (await db.query<Frozen>("select d.digest_on::text as on, d.facts, d.content, md5(d::text) as sum from public.digests d join public.parks p on p.id = d.park_id where p.slug = 'linxiang' order by d.number")).rows;

/** An enterprise that was confirmed earlier was entered twice: the second is corrected on the twentieth day. */
const more: PlanEvent[] = [
  { kind: 'record', key: 'twice', at: `${addWorkingDays(digestsFrom, 3)}T11:00:00+08:00`, by: 'wang-fang', record: 'achievement', item: 'ind-tech-honor', body: { title: '比德', occurredOn: digestsFrom } },
  { kind: 'review', key: 'twice.review', at: `${addWorkingDays(digestsFrom, 3)}T11:30:00+08:00`, by: 'zhao-qiang', report: 'twice', answer: 'approve' },
  { kind: 'record', key: 'once', at: `${day20}T11:00:00+08:00`, by: 'wang-fang', record: 'achievement', item: 'ind-tech-honor', body: { title: '比德（重复登记，作废）', occurredOn: digestsFrom }, corrects: 'twice' },
  { kind: 'review', key: 'once.review', at: `${day20}T11:30:00+08:00`, by: 'zhao-qiang', report: 'once', answer: 'return', reason: '重复登记' },
];

beforeAll(async () => {
  api = await startApi();
  db = new Client(api.database.url);
  await db.connect();
  // The cast's park gives its name up to the demo's.
  await db.query("update public.parks set slug = slug || '-cast'");
  await inTransaction(db, () => seed(db, { ...api.deps, clock: () => now }, { digestsFrom, more, onFrozen: async (on) => void atFirst.set(on, (await digests()).at(-1)!.sum) }));
  frozen = await digests();
}, 110_000);
afterAll(async () => {
  await db.end();
  await api.stop();
});

const valuesOf = ({ facts }: Frozen) => new Map(facts.items.map((item): [string, ItemFact] => [item.id, item]));
const linesOf = ({ content }: Frozen) => content.sections.flatMap(({ lines }) => lines);

test('thirty digests, one for each day', () => {
  expect(frozen.map(({ on }) => on)).toEqual(Array.from({ length: 30 }, (_, day) => addDays(digestsFrom, day)));
});

test('the lines of each day explain exactly what its values differ by from the day before', () => {
  let moved = 0;
  for (const [index, day] of frozen.entries()) {
    const before = frozen[index - 1];
    if (!before) continue;
    const [was, is] = [valuesOf(before), valuesOf(day)];
    const told = new Map<string, number>();
    for (const { effects } of linesOf(day)) for (const { itemId, delta } of effects) told.set(itemId, (told.get(itemId) ?? 0) + delta);
    for (const [id, item] of is) {
      // Of two items that are one figure the effect names the one that holds it.
      const holder = item.valueItemId ?? id;
      const difference = (item.value ?? 0) - (was.get(id)?.value ?? 0);
      expect([day.on, item.name, Math.round((told.get(holder) ?? 0) * 1e6) / 1e6]).toEqual([day.on, item.name, Math.round(difference * 1e6) / 1e6]);
      if (difference !== 0) moved += 1;
    }
  }
  // Figures on the tenth, milestones, achievements, and what follows from them.
  expect(moved).toBeGreaterThan(30);
});

test('every effect stands with what caused it, and says before and after as they were', () => {
  for (const [index, day] of frozen.entries()) {
    const before = frozen[index - 1];
    if (!before) continue;
    for (const { text, links, effects } of linesOf(day)) {
      if (effects.length > 0) expect([text, links.length > 0]).toEqual([text, true]);
    }
    const [was, is] = [valuesOf(before), valuesOf(day)];
    for (const id of is.keys()) {
      const mine = linesOf(day).flatMap(({ effects }) => effects.filter(({ itemId }) => itemId === id));
      if (mine.length !== 1) continue;
      expect([mine[0]!.before, mine[0]!.after]).toEqual([was.get(id)?.value ?? null, is.get(id)!.value]);
    }
  }
});

test('a correction on the twentieth day is told there, and changes no earlier digest', () => {
  const line = (on: string) => linesOf(frozen.find((day) => day.on === on)!).find(({ text }) => text.startsWith('更正'));
  expect(line(day20)).toMatchObject({ text: '更正 1 条记录：新增国家和省级科技创新荣誉', effects: [{ name: '新增国家和省级科技创新荣誉', delta: -1 }] });
  for (const { on } of frozen.filter((day) => day.on < day20)) expect(line(on)?.text ?? '').not.toContain('荣誉');
});

test('no digest changed after it was frozen', async () => {
  expect(new Map((await digests()).map(({ on, sum }) => [on, sum]))).toEqual(atFirst);
  // As its wording: made from the facts that were frozen with it, it reads the same today.
  for (const { facts, content } of frozen) expect(JSON.parse(JSON.stringify(composeDigest(facts)))).toEqual(content);
});

test('freezing again is a no-op, and two at once make one', async () => {
  const { rows: parks } = await db.query<{ id: string }>("select id from public.parks where slug = 'linxiang'");
  const parkId = parks[0]!.id;
  const count = async () => (await db.query<{ count: string }>('select count(*) from public.digests where park_id = $1', [parkId])).rows[0]!.count;
  const freeze = (client: Client, on: string) => asService(client, () => client.query<{ digest: { id: string; number: number } }>('select api.freeze_digest($1, $2) as digest', [parkId, on]));
  const [last] = frozen.slice(-1);
  await freeze(db, last!.on);
  expect(await count()).toBe('30');
  const other = new Client(api.database.url);
  await other.connect();
  const [a, b] = await Promise.all([freeze(db, today), freeze(other, today)]);
  await other.end();
  expect(a.rows[0]!.digest).toEqual(b.rows[0]!.digest);
  expect(await count()).toBe('31');
});
