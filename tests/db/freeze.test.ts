// Freezing beside writes: what a digest says the values are is what its changes make of those of the day before.
import { Client } from 'pg';
import { incident } from '../factories/submission';
import { makeCast, type Cast } from '../support/cast';
import { makeDatabase, type TestDatabase } from '../support/database';
import { layPlan, recordedItems, submitDirectly } from '../support/world';

type Facts = { items: { id: string; value: number }[]; changes: { kind: string; planItemId: string | null; before: number; after: number }[] };

let database: TestDatabase;
let cast: Cast;
const others: Client[] = [];
beforeAll(async () => {
  database = await makeDatabase();
  cast = await makeCast(database.db);
});
afterAll(async () => {
  await Promise.all(others.map((one) => one.end()));
  await database.drop();
});

async function connect(): Promise<Client> {
  const client = new Client(database.url);
  await client.connect();
  others.push(client);
  return client;
}

/** Until as many sessions of this database wait for a lock. */
async function waitForWaiting(count: number): Promise<void> {
  for (;;) {
    const { rows } = await database.db.query<{ n: number }>("select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'");
    if (rows[0]!.n >= count) return;
  }
}

test('a value that moves while a digest is frozen is told by the digest that stamps the move', async () => {
  const { liming } = cast.people;
  const { incident: itemId } = await layPlan(database.db, liming.parkId, recordedItems);
  await submitDirectly(database.db, liming, 'incident', incident(itemId!));
  const [holder, freezer, writer] = [await connect(), await connect(), await connect()];
  // Whoever stamps waits here, with what is to be stamped settled.
  await holder.query('begin');
  await holder.query('select 1 from public.changes where park_id = $1 limit 1 for update', [liming.parkId]);
  const freezing = freezer.query<{ facts: Facts }>("select api.freeze_digest($1, '2026-11-28') -> 'facts' as facts", [liming.parkId]);
  await waitForWaiting(1);
  let isWritten = false;
  const writing = submitDirectly(writer, liming, 'incident', incident(itemId!)).then(() => (isWritten = true));
  // It is through, or it waits for the freezing.
  await Promise.race([writing, waitForWaiting(2)]);
  await holder.query('commit');
  const { items, changes } = (await freezing).rows[0]!.facts;
  await writing;
  expect(isWritten).toBe(true);
  const moves = changes.filter(({ kind, planItemId }) => kind === 'item_value' && planItemId === itemId);
  expect(items.find(({ id }) => id === itemId)!.value).toBe(moves.at(-1)!.after);
});
