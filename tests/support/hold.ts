// Makes calls meet: a lock is held until all of them wait for it, so that a race is the same at every run.
import { Client } from 'pg';
import type { TestDatabase } from './database';

export async function meeting<T>({ url, db }: TestDatabase, lock: string, values: unknown[], calls: (() => Promise<T>)[]): Promise<T[]> {
  const holder = new Client(url);
  await holder.connect();
  try {
    await holder.query('begin');
    await holder.query(lock, values);
    const running = calls.map((call) => call());
    await waiting(db, calls.length, lock);
    await holder.query('commit');
    return await Promise.all(running);
  } finally {
    await holder.end();
  }
}

/** Until so many calls wait for a lock. */
export async function waiting(db: Client, count: number, lock: string): Promise<void> {
  const sql = "select count(*)::integer as count from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
  const deadline = Date.now() + 4000;
  while ((await db.query<{ count: number }>(sql)).rows[0]!.count < count) {
    if (Date.now() > deadline) throw new Error(`not all of ${count} calls came to wait for: ${lock}`);
  }
}
