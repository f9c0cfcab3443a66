// A month of the demo park, replayed day by day: thirty frozen digests, whose lines together say exactly how the values
// of the plan got from one day to the next.
import { Client } from 'pg';
import { composeDigest, type Digest } from '../../src/domain/digest';
import { addDays, parkDay } from '../../src/domain/calendar';
import type { DigestFacts, ItemFact } from '../../src/domain/digest-facts';
import type { ItemRecordKind } from '../../src/domain/item-record';
import { measureTypes } from '../../src/domain/measure';
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

const dayOf = (number: number) => addDays(digestsFrom, number - 1);
type Said = { corrects?: string; approved?: boolean };
/** Sent in the morning of a day of the month and reviewed by noon, or left waiting. */
function said(day: number, key: string, record: ItemRecordKind, item: string, body: Record<string, unknown>, { corrects, approved = true }: Said = {}): PlanEvent[] {
  return [
    { kind: 'record', key, at: `${dayOf(day)}T11:00:00+08:00`, by: 'wang-fang', record, item, body, ...(corrects && { corrects }) },
    ...(approved ? [{ kind: 'review', key: `${key}.review`, at: `${dayOf(day)}T11:30:00+08:00`, by: 'zhao-qiang', report: key, answer: 'approve' } as const] : []),
  ];
}

const more: PlanEvent[] = [
  // An enterprise that was confirmed earlier was entered twice: the second is corrected on the twentieth day.
  ...said(6, 'twice', 'achievement', 'ind-tech-honor', { title: '比德', occurredOn: digestsFrom }),
  ...said(20, 'once', 'achievement', 'ind-tech-honor', { title: '比德（重复登记，作废）', occurredOn: digestsFrom }, { corrects: 'twice', approved: false }),
  { kind: 'review', key: 'once.review', at: `${day20}T11:30:00+08:00`, by: 'zhao-qiang', report: 'once', answer: 'return', reason: '重复登记' },
  // What the demo's month does not move by itself: a share and what is left of it, one of five core figures that meets
  // its target until the regular figure takes it back, a completion, what the plan says twice, an accident.
  ...said(4, 'share', 'reading', 'ind-plant-use', { month: '2026-10', numerator: 190_000, denominator: 214_000 }),
  ...said(5, 'tax', 'reading', 'ind-tax', { month: '2026-10', value: 11.2 }),
  ...said(8, 'award', 'completion', 'award-export-park', { occurredOn: dayOf(8) }),
  ...said(9, 'adjusted', 'completion', 'land-class-adjust', { occurredOn: dayOf(1) }, { corrects: 'completion.land-class-adjust', approved: false }),
  { kind: 'review', key: 'adjusted.review', at: `${dayOf(11)}T11:30:00+08:00`, by: 'zhao-qiang', report: 'adjusted', answer: 'approve' },
  ...said(12, 'accident', 'incident', 'safety-zero-accident', { title: '叉车擦碰', occurredOn: dayOf(12) }, { approved: false }),
  // From nothing to a figure, and back to nothing until its correction is approved.
  ...said(13, 'first', 'reading', 'ind-land-efficiency', { month: '2026-10', value: 3.2 }),
  ...said(15, 'second', 'reading', 'ind-land-efficiency', { month: '2026-10', value: 3.4 }, { corrects: 'first', approved: false }),
  // Twice on one day: two lines, one difference.
  ...said(16, 'plant.1', 'achievement', 'ind-platform', { title: '甲', occurredOn: dayOf(16) }),
  ...said(16, 'plant.2', 'achievement', 'ind-platform', { title: '乙', occurredOn: dayOf(16) }),
];

beforeAll(async () => {
  api = await startApi();
  db = new Client(api.database.url);
  await db.connect();
  // The cast's park gives its name up to the demo's.
  await db.query("update public.parks set slug = slug || '-cast'");
  await inTransaction(db, () => seed(db, { ...api.deps, clock: () => now }, { digestsFrom, more, onFrozen: async (on) => void atFirst.set(on, (await digests()).at(-1)!.sum) }));
  frozen = await digests();
});
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
  const moved = new Set<string>();
  let count = 0;
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
      // A figure of 0 where there was none is told too.
      const isMoved = item.value !== (was.get(id)?.value ?? null) && was.has(id);
      if (isMoved) expect([day.on, item.name, told.has(holder)]).toEqual([day.on, item.name, true]);
      if (isMoved) moved.add(holder === id ? item.measure.type : 'sameAs');
      if (isMoved) count += 1;
    }
  }
  // Figures on the tenth, milestones, achievements, and what follows from them: every way to make a value but words and gaps.
  expect(count).toBeGreaterThan(30);
  expect([...moved].sort()).toEqual([...measureTypes.filter((type) => type !== 'narrative' && type !== 'placeholder'), 'sameAs'].sort());

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
      if (mine.length === 0) continue;
      // Of several the first begins where the day before ended, and the last ends where the day did.
      expect(mine.map(({ before }) => before)).toContain(was.get(id)?.value ?? null);
      expect(mine.map(({ after }) => after)).toContain(is.get(id)!.value);
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
  const waiting = async () => (await db.query<{ id: string }>('select id from public.changes where park_id = $1 and digest_id is null order by id', [parkId])).rows.map(({ id }) => id);
  const stamped = async () => (await db.query<{ sum: string }>('select md5(string_agg(id || coalesce(digest_id::text, \'\'), \',\' order by id)) as sum from public.changes where park_id = $1', [parkId])).rows[0]!.sum;

  // Whichever day is asked for again: no digest more, none other, and what is not told yet stays so.
  const before = { sum: await stamped(), waiting: await waiting() };
  expect(before.waiting.length).toBeGreaterThan(0);
  for (const { on } of frozen) await freeze(db, on);
  expect(await count()).toBe('30');
  expect({ sum: await stamped(), waiting: await waiting() }).toEqual(before);
  expect(new Map((await digests()).map(({ on, sum }) => [on, sum]))).toEqual(atFirst);

  // The second comes while the first has not committed yet: it waits, and finds what the first made.
  const other = new Client(api.database.url);
  await other.connect();
  await db.query('begin');
  const { rows: first } = await db.query<{ digest: { id: string; number: number } }>('select api.freeze_digest($1, $2) as digest', [parkId, today]);
  const second = freeze(other, today);
  const isWaiting = async () => (await db.query("select 1 from pg_locks l join pg_database d on d.oid = l.database and d.datname = current_database() where l.locktype = 'advisory' and not l.granted")).rows.length > 0;
  while (!(await isWaiting())) await new Promise(setImmediate);
  await db.query('commit');
  expect((await second).rows[0]!.digest).toEqual(first[0]!.digest);
  const [a, b] = await Promise.all([freeze(db, today), freeze(other, today)]);
  await other.end();
  expect([a.rows[0]!.digest, b.rows[0]!.digest]).toEqual([first[0]!.digest, first[0]!.digest]);
  expect(await count()).toBe('31');
  // Every change of the park is in exactly the one digest that found it.
  expect(await waiting()).toEqual([]);
  expect((await db.query('select id from public.changes where digest_id = $1 order by id', [first[0]!.digest.id])).rows.map(({ id }) => id)).toEqual(before.waiting);
});
