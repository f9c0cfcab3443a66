// `npm run backup -- <folder>`: database, photos and documents into a new folder. Works on the local stack, or on
// DATABASE_URL with the Supabase variables of a deployment.
import fs from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Client } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { connect } from '../functions/kit/dependencies';
import { listDocuments, listMigrations, listObjects, listTables, manifestFile, type Manifest } from './archive';
import { openTarget } from './database';

const atOnce = 8;

async function main(): Promise<void> {
  const folder = path.resolve(process.argv[2] ?? `backup-${new Date().toISOString().slice(0, 19).replace(/:/g, '')}`);
  if (fs.existsSync(folder)) throw new Error(`${folder} exists; name a new folder`);
  const target = await openTarget();
  const db = new Client(target.databaseUrl);
  await db.connect();
  try {
    // Made aside and renamed: a folder without .part is a whole backup.
    const aside = `${folder}.part`;
    fs.rmSync(aside, { recursive: true, force: true });
    fs.mkdirSync(path.join(aside, 'tables'), { recursive: true, mode: 0o700 });
    await db.query('begin isolation level repeatable read read only');
    const manifest: Manifest = { madeAt: new Date().toISOString(), migrations: await listMigrations(db), tables: [], objects: await listObjects(db), documents: await listDocuments(db) };
    for (const name of await listTables(db)) {
      await pipeline(db.query(copyTo(`copy public.${name} to stdout`)), fs.createWriteStream(path.join(aside, 'tables', name), { mode: 0o600 }));
      const { rows } = await db.query<{ count: string }>(`select count(*) from public.${name}`);
      manifest.tables.push({ name, rows: Number(rows[0]!.count) });
    }
    await db.query('commit');
    const { supabase } = connect(target.environment);
    await saveObjects(supabase.storage, manifest.objects, path.join(aside, 'objects'));
    await saveObjects(supabase.documents, manifest.documents ?? [], path.join(aside, 'documents'));
    fs.writeFileSync(path.join(aside, manifestFile), JSON.stringify(manifest, null, 2));
    fs.renameSync(aside, folder);
    console.log(`${manifest.tables.reduce((sum, table) => sum + table.rows, 0)} rows and ${manifest.objects.length + (manifest.documents ?? []).length} objects in ${folder}`);
  } finally {
    await db.end();
    await target.close();
  }
}

type Bucket = { download: (path: string) => Promise<Uint8Array | null> };

async function saveObjects(bucket: Bucket, objects: string[], folder: string): Promise<void> {
  const waiting = [...objects];
  let done = 0;
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (let name = waiting.shift(); name; name = waiting.shift()) {
        const bytes = await bucket.download(name);
        if (!bytes) throw new Error(`the database says stored, the storage has no ${name}`);
        const file = path.join(folder, name);
        fs.mkdirSync(path.dirname(file), { recursive: true });
        fs.writeFileSync(file, bytes, { mode: 0o600 });
        done += 1;
        if (done % 500 === 0) console.log(`${done} of ${objects.length} objects`);
      }
    }),
  );
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
