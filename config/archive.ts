// What a backup holds and in which order: all tables of `public` by COPY, and photos and documents beside them. Sessions
// and tokens are in it too, so a backup is as secret as the database.
import type { Client } from 'pg';

export const manifestFile = 'manifest.json';

export type Manifest = {
  madeAt: string;
  /** Applied migrations; a restore asks for the same. */
  migrations: string[];
  tables: { name: string; rows: number }[];
  objects: string[];
  /** Exported documents; absent in backups made before there were any. */
  documents?: string[];
};

export async function listTables(db: Client): Promise<string[]> {
  const { rows } = await db.query<{ relname: string }>("select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1");
  return rows.map((row) => row.relname);
}

export async function listMigrations(db: Client): Promise<string[]> {
  const { rows } = await db.query<{ version: string }>('select version from supabase_migrations.schema_migrations order by 1');
  return rows.map((row) => row.version);
}

/** Paths of the objects that the database says are stored. */
export async function listObjects(db: Client): Promise<string[]> {
  const { rows } = await db.query<{ path: string }>(
    `select p.park_id || '/' || p.submission_id || '/' || p.sha256 || suffix as path
     from public.photos p cross join unnest(array['.jpg', '.thumb.jpg']) suffix where p.stored_at is not null order by 1`,
  );
  return rows.map((row) => row.path);
}

/** Paths of the documents that somebody exported. */
export async function listDocuments(db: Client): Promise<string[]> {
  const { rows } = await db.query<{ path: string }>(
    `select e.park_id || '/' || e.id || '/' || e.sha256 || case e.kind when 'ledger' then '.xlsx' else '.docx' end as path from public.exports e order by 1`,
  );
  return rows.map((row) => row.path);
}
