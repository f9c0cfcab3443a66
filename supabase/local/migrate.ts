// Applies supabase/migrations as `supabase db push` does: in order, each in a transaction, recorded with its statements
// in supabase_migrations.schema_migrations, so that both agree about what is applied.
import fs from 'node:fs';
import path from 'node:path';
import { Client, type DatabaseError } from 'pg';
import { splitSql, type Statement } from './split-sql';

const lockKey = 20261123;

/** Lays what a hosted project brings along (base.sql); harmless when repeated. */
export async function prepareDatabase(url: string): Promise<void> {
  await withClient(url, async (db) => {
    await db.query(fs.readFileSync(path.join(__dirname, 'base.sql'), 'utf8'));
    // The gateway's login shares the owner's password; set once, since roles belong to the cluster and suites run at once.
    const { rows } = await db.query("select from pg_authid where rolname = 'authenticator' and rolpassword is null");
    if (rows.length > 0) await db.query(`alter role authenticator password ${db.escapeLiteral(db.password ?? '')}`);
  });
}

/** Applies what is missing and answers its versions; a second call applies nothing. Errors name file and line. */
export async function migrate(url: string, folder = path.resolve(__dirname, '../migrations')): Promise<string[]> {
  const files = fs.readdirSync(folder).filter((name) => name.endsWith('.sql')).sort();
  const misnamed = files.find((name) => !/^\d{14}_\w+\.sql$/.test(name));
  // Passed over in silence it would be missed only later, elsewhere.
  if (misnamed) throw new Error(`${misnamed}: a migration is named YYYYMMDDHHMMSS_verb_noun.sql`);
  return withClient(url, async (db) => {
    await db.query('select pg_advisory_lock($1)', [lockKey]);
    await db.query(`create schema if not exists supabase_migrations;
      create table if not exists supabase_migrations.schema_migrations (version text not null primary key, statements text[], name text)`);
    const { rows } = await db.query<{ version: string; statements: string[] | null }>('select version, statements from supabase_migrations.schema_migrations');
    const known = new Map(rows.map(({ version, statements }) => [version, statements]));
    const applied: string[] = [];
    for (const file of files) {
      const version = file.slice(0, 14);
      if (known.has(version)) {
        refuseOther(file, splitSql(fs.readFileSync(path.join(folder, file), 'utf8')), known.get(version) ?? null);
        continue;
      }
      await applyFile(db, path.join(folder, file), version);
      applied.push(version);
    }
    return applied;
  });
}

/** Data made by another text of the same migration has another shape than the code expects, and would fail later and elsewhere. */
function refuseOther(file: string, statements: Statement[], applied: readonly string[] | null): void {
  const isSame = applied === null || (applied.length === statements.length && statements.every(({ text }, index) => text === applied[index]));
  if (!isSame) throw new Error(`${file} is not the text that this database was made with: it belongs to another version of the code. Start with an empty DATA_DIR, or with the version that made it.`);
}

async function applyFile(db: Client, file: string, version: string): Promise<void> {
  const statements = splitSql(fs.readFileSync(file, 'utf8'));
  let current: Statement | undefined;
  await db.query('begin');
  try {
    for (const statement of statements) {
      current = statement;
      await db.query(statement.text);
    }
    const name = path.basename(file, '.sql').slice(15);
    await db.query('insert into supabase_migrations.schema_migrations (version, name, statements) values ($1, $2, $3)', [version, name, statements.map(({ text }) => text)]);
    await db.query('commit');
  } catch (error) {
    await db.query('rollback');
    throw new Error(`${path.basename(file)}:${current ? lineOf(error as DatabaseError, current) : 1}: ${(error as Error).message}`, { cause: error });
  }
}

/** The line the position points at, else where the statement begins. */
function lineOf({ position }: DatabaseError, { text, line }: Statement): number {
  return position ? line + [...text].slice(0, Number(position) - 1).filter((letter) => letter === '\n').length : line;
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
