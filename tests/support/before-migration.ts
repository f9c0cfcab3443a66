// A database as it was before one migration, for a before-and-after test of a migration that moves data.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { migrate, prepareDatabase } from '../../supabase/local/migrate';

const migrations = path.resolve(__dirname, '../../supabase/migrations');

export type BeforeMigration = { db: Client; url: string; drop: () => Promise<void> };

/** With every migration of an earlier time than `version`; `migrate(url)` then brings the rest. */
export async function makeDatabaseBefore(version: string): Promise<BeforeMigration> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'parkpulse-migrations-'));
  const name = `test_${randomBytes(6).toString('hex')}`;
  const admin = new Client(process.env.TEST_CLUSTER_URL);
  await admin.connect();
  await admin.query(`create database ${name}`);
  const url = process.env.TEST_CLUSTER_URL!.replace(/\/[^/]*$/, `/${name}`);
  for (const file of fs.readdirSync(migrations)) if (file < version) fs.copyFileSync(path.join(migrations, file), path.join(folder, file));
  await prepareDatabase(url);
  await migrate(url, folder);
  const db = new Client(url);
  await db.connect();
  return {
    db,
    url,
    drop: async () => {
      await db.end();
      await admin.query(`drop database ${name} with (force)`);
      await admin.end();
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}
