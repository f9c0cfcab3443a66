// Starts one throw-away Postgres for a jest run and migrates a template; suites copy it in a fraction of a second.
import { Client } from 'pg';
import { migrate, prepareDatabase } from '../../supabase/local/migrate';
import { startPostgres } from '../../supabase/local/postgres';

export default async function startCluster(): Promise<void> {
  // Several jest projects share the process, and each runs its global setup.
  if (process.env.TEST_CLUSTER_URL) return;
  const cluster = await startPostgres({ ephemeral: true });
  process.env.TEST_CLUSTER_URL = cluster.adminUrl;
  (globalThis as { stopCluster?: () => Promise<void> }).stopCluster = () => cluster.stop();
  const db = new Client(cluster.adminUrl);
  await db.connect();
  await db.query('create database parkpulse_template');
  await db.end();
  const template = new URL(cluster.adminUrl);
  template.pathname = '/parkpulse_template';
  await prepareDatabase(template.toString());
  await migrate(template.toString());
}
