// Applies supabase/migrations as `supabase db push` does: in order, each in a transaction, recorded in
// supabase_migrations.schema_migrations, so that both agree about what is applied.
import fs from 'node:fs';
import path from 'node:path';
import { Client, type DatabaseError } from 'pg';

const lockKey = 20261123;

/** Lays what a hosted project brings along (base.sql); harmless when repeated. */
export async function prepareDatabase(url: string): Promise<void> {
  await withClient(url, async (db) => {
    await db.query(fs.readFileSync(path.join(__dirname, 'base.sql'), 'utf8'));
  });
}

/** Applies what is missing and answers its versions; a second call applies nothing. Errors name file and line. */
export async function migrate(url: string, folder = path.resolve(__dirname, '../migrations')): Promise<string[]> {
  return withClient(url, async (db) => {
    await db.query('select pg_advisory_lock($1)', [lockKey]);
    await db.query(`create schema if not exists supabase_migrations;
      create table if not exists supabase_migrations.schema_migrations (version text primary key, statements text[], name text)`);
    const { rows } = await db.query<{ version: string }>('select version from supabase_migrations.schema_migrations');
    const known = new Set(rows.map((row) => row.version));
    const applied: string[] = [];
    for (const file of fs.readdirSync(folder).filter((name) => /^\d{14}_\w+\.sql$/.test(name)).sort()) {
      const [, version, name] = /^(\d{14})_(\w+)\.sql$/.exec(file)!;
      if (known.has(version!)) continue;
      await applyFile(db, path.join(folder, file), version!, name!);
      applied.push(version!);
    }
    return applied;
  });
}

async function applyFile(db: Client, file: string, version: string, name: string): Promise<void> {
  const sql = fs.readFileSync(file, 'utf8');
  await db.query('begin');
  try {
    await db.query(sql);
    await db.query('insert into supabase_migrations.schema_migrations (version, name, statements) values ($1, $2, $3)', [version, name, [sql]]);
    await db.query('commit');
  } catch (error) {
    await db.query('rollback');
    const { message, position } = error as DatabaseError;
    const line = position ? sql.slice(0, Number(position)).split('\n').length : 0;
    throw new Error(`${path.basename(file)}${line ? `:${line}` : ''}: ${message}`, { cause: error });
  }
}

async function withClient<T>(url: string, work: (db: Client) => Promise<T>): Promise<T> {
  const db = new Client(url);
  await db.connect();
  try {
    return await work(db);
  } finally {
    await db.end();
  }
}
