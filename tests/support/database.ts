// A database of its own for each suite, copied from the migrated template.
import { randomBytes } from 'node:crypto';
import { Client } from 'pg';

export type TestDatabase = { url: string; db: Client; drop: () => Promise<void> };

export async function makeDatabase(): Promise<TestDatabase> {
  const clusterUrl = process.env.TEST_CLUSTER_URL;
  if (!clusterUrl) throw new Error('no cluster: is globalSetup configured for this project?');
  const name = `test_${randomBytes(6).toString('hex')}`;
  await onCluster(clusterUrl, `create database ${name} template parkpulse_template`);
  const url = new URL(clusterUrl);
  url.pathname = `/${name}`;
  const db = new Client(url.toString());
  await db.connect();
  return {
    url: url.toString(),
    db,
    drop: async () => {
      await db.end();
      await onCluster(clusterUrl, `drop database ${name} with (force)`);
    },
  };
}

async function onCluster(clusterUrl: string, sql: string): Promise<void> {
  const admin = new Client(clusterUrl);
  await admin.connect();
  try {
    // Suites start together and a template can be copied by one session at a time.
    await admin.query('select pg_advisory_lock(1)');
    await admin.query(sql);
  } finally {
    await admin.end();
  }
}
