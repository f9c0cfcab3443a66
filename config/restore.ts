// `npm run restore -- <folder>`: a backup into an empty, migrated database and its storage. Refuses a database that
// holds anything, so that no restore ever mixes two states.
import fs from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { connect } from '../functions/kit/dependencies';
import { documentTypes } from '../functions/operations/export';
import { listMigrations, listTables, manifestFile, type Manifest } from './archive';
import { openTarget } from './database';

const atOnce = 8;

async function main(): Promise<void> {
  const folder = path.resolve(process.argv[2] ?? '');
  if (!process.argv[2] || !fs.existsSync(path.join(folder, manifestFile))) throw new Error('usage: npm run restore -- <folder of a backup>');
  const manifest = JSON.parse(fs.readFileSync(path.join(folder, manifestFile), 'utf8')) as Manifest;
  const target = await openTarget();
  const db = new Client(target.databaseUrl);
  await db.connect();
  try {
    await refuseOthers(db, manifest);
    // Objects first: rows that say "stored" must never be without them.
    const deps = connect(target.environment);
    await loadObjects(deps, manifest.objects, path.join(folder, 'objects'));
    await loadDocuments(deps, manifest.documents ?? [], path.join(folder, 'documents'));
    await db.query('begin');
    // Rows come back as they were: no trigger may derive anything a second time.
    await db.query('set local session_replication_role = replica');
    for (const { name } of manifest.tables) {
      await pipeline(fs.createReadStream(path.join(folder, 'tables', name)), db.query(copyFrom(`copy public.${name} from stdin`)));
    }
    await continueSequences(db);
    await db.query('commit');
    console.log(`${manifest.tables.reduce((sum, table) => sum + table.rows, 0)} rows and ${manifest.objects.length + (manifest.documents ?? []).length} objects restored from ${manifest.madeAt}`);
  } catch (error) {
    await db.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    await db.end();
    await target.close();
  }
}

async function refuseOthers(db: Client, manifest: Manifest): Promise<void> {
  const here = await listMigrations(db);
  if (here.join() !== manifest.migrations.join()) throw new Error('the database has other migrations than the backup: restore with the version that made it');
  for (const name of await listTables(db)) {
    const { rows } = await db.query(`select 1 from public.${name} limit 1`);
    if (rows.length > 0) throw new Error(`the database is not empty (${name}): restore into a new one`);
  }
}

/** Identity columns go on after the highest restored value. */
async function continueSequences(db: Client): Promise<void> {
  const { rows } = await db.query<{ relname: string; attname: string }>(
    "select c.relname, a.attname from pg_attribute a join pg_class c on c.oid = a.attrelid where c.relnamespace = 'public'::regnamespace and a.attidentity <> ''",
  );
  for (const { relname, attname } of rows) {
    await db.query(`select setval(pg_get_serial_sequence('public.${relname}', '${attname}'), coalesce((select max(${attname}) from public.${relname}), 0) + 1, false)`);
  }
}

async function loadObjects({ supabase, config }: ReturnType<typeof connect>, objects: string[], folder: string): Promise<void> {
  const waiting = [...objects];
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (let name = waiting.shift(); name; name = waiting.shift()) {
        const signed = await supabase.storage.signUpload(name);
        // Already there from an earlier try.
        if (!signed) continue;
        const answer = await fetch(config.supabase.url + signed, { method: 'PUT', headers: { 'content-type': 'image/jpeg' }, body: fs.readFileSync(path.join(folder, name)) as BodyInit });
        if (!answer.ok) throw new Error(`the storage answered ${answer.status} for ${name}`);
      }
    }),
  );
}

async function loadDocuments({ supabase }: ReturnType<typeof connect>, documents: string[], folder: string): Promise<void> {
  for (const name of documents) {
    const { contentType } = Object.values(documentTypes).find(({ extension }) => name.endsWith(`.${extension}`))!;
    await supabase.documents.store(name, fs.readFileSync(path.join(folder, name)), contentType);
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
