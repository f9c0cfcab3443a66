// A local Supabase on a throw-away Postgres with a schema of the suite's own: nothing here knows our migrations.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createClient, type SupabaseClient } from '@supabase/supabase-js';
import jwt from 'jsonwebtoken';
import { Client } from 'pg';
import { prepareDatabase } from '../../supabase/local/migrate';
import { startPostgres } from '../../supabase/local/postgres';
import { startLocalSupabase, type LocalSupabase } from '../../supabase/local/server';

export const jwtSecret = 'local-test-secret-of-at-least-32-characters';

export const sign = (claims: object, options: jwt.SignOptions = { expiresIn: 60 }) => jwt.sign(claims, jwtSecret, options);

// Any schema: each suite makes its own.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type AnyClient = SupabaseClient<any, any, any>;

/** supabase-js as our functions use it; Node 20 has no WebSocket, and createClient insists on one. */
export const clientOf = (url: string, key: string): AnyClient =>
  createClient(url, key, { db: { schema: 'api' }, auth: { persistSession: false, autoRefreshToken: false }, realtime: { transport: class {} as never } });

export type Stack = { supabase: LocalSupabase; db: Client; databaseUrl: string; client: AnyClient; stop: () => Promise<void> };

export async function startStack(schemaSql: string, connections?: number): Promise<Stack> {
  const postgres = await startPostgres({ ephemeral: true });
  await prepareDatabase(postgres.adminUrl);
  const db = new Client(postgres.adminUrl);
  await db.connect();
  await db.query(`create schema api; grant usage on schema api to anon, authenticated, service_role; ${schemaSql}`);
  const objectsFolder = makeFolder();
  const supabase = await startLocalSupabase({ databaseUrl: postgres.adminUrl, objectsFolder, jwtSecret, connections });
  return {
    supabase,
    db,
    databaseUrl: postgres.adminUrl,
    client: clientOf(supabase.url, supabase.anonKey),
    async stop() {
      await supabase.stop();
      await db.end();
      await postgres.stop();
      fs.rmSync(objectsFolder, { recursive: true, force: true });
    },
  };
}

export const makeFolder = () => fs.mkdtempSync(path.join(os.tmpdir(), 'parkpulse-local-'));

/** Asks again until it holds; for what another process does in its own time. */
export async function until(holds: () => Promise<boolean> | boolean, withinMs = 10_000): Promise<void> {
  const deadline = Date.now() + withinMs;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`not within ${withinMs} ms: ${holds}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
