// The local Supabase as the process that `npm start` forks: what it says, when it ends, and what survives a kill -9.
import { fork, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { Client } from 'pg';
import { prepareDatabase } from '../../supabase/local/migrate';
import { startPostgres, type Postgres } from '../../supabase/local/postgres';
import { makeKey } from '../../supabase/local/server';
import { clientOf, jwtSecret, makeFolder, until } from './stack';

let postgres: Postgres;
let folder: string;
let db: Client;
const children: ChildProcess[] = [];

beforeAll(async () => {
  folder = makeFolder();
  fs.chmodSync(folder, 0o755);
  // Not ephemeral: what a kill must not cost has to reach the disk.
  postgres = await startPostgres({ dataDir: folder });
  await prepareDatabase(postgres.adminUrl);
  db = new Client(postgres.adminUrl);
  await db.connect();
  await db.query(`create schema api; grant usage on schema api to service_role; create table public.notes (body text);
    create function api.add_note(p_body text) returns void language sql as $$ insert into public.notes values (p_body) $$;
    create function api.list_notes() returns setof text language sql stable as $$ select body from public.notes order by body $$;
    create function api.take_time() returns text language sql as $$ select pg_sleep(1); select 'taken' $$`);
});
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await db.end();
  await postgres.stop();
  fs.rmSync(folder, { recursive: true, force: true });
});

async function start() {
  const options = { databaseUrl: postgres.adminUrl, objectsFolder: path.join(folder, 'objects'), jwtSecret };
  const child = fork(path.resolve(__dirname, '../../supabase/local/main.ts'), { execArgv: ['--import', 'tsx'], env: { ...process.env, LOCAL_SUPABASE: JSON.stringify(options) }, silent: true });
  children.push(child);
  let output = '';
  child.stdout!.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const message = await new Promise<{ ready: boolean; url: string }>((resolve) => child.once('message', (one) => resolve(one as never)));
  return { child, message, client: clientOf(message.url, makeKey('service_role', jwtSecret)), output: () => output };
}
const ended = (child: ChildProcess) => until(() => child.exitCode !== null || child.signalCode !== null);

test('says where it is, and that it is for development and tests only', async () => {
  const { child, message, output } = await start();
  expect(message).toEqual({ ready: true, url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/) });
  await until(() => output().includes(message.url));
  expect(output()).toContain('for development and tests only');
  child.kill('SIGTERM');
  await ended(child);
  expect(child.exitCode).toBe(0);
});

test('ends by itself when its parent is gone', async () => {
  const { child } = await start();
  child.disconnect();
  await ended(child);
  expect(child.exitCode).toBe(0);
});

test('answers what is under way before it ends, and Ctrl-C is left to the parent', async () => {
  const { child, client } = await start();
  const answer = client.rpc('take_time').then((one) => one);
  await until(async () => (await db.query("select 1 from pg_stat_activity where query like '%take_time%' and state = 'active' and pid <> pg_backend_pid()")).rows.length > 0);
  child.kill('SIGINT');
  child.kill('SIGTERM');
  expect(await answer).toMatchObject({ status: 200, data: 'taken' });
  await ended(child);
  expect(child.exitCode).toBe(0);
});

test('what was acknowledged before a kill -9 is there after a restart', async () => {
  const first = await start();
  const photos = first.client.storage.from('photos');
  const bytes = Buffer.from('\xff\xd8 kept \xff\xd9', 'latin1');
  for (const name of ['kept/1.jpg', 'kept/2.jpg']) {
    const { data } = await photos.createSignedUploadUrl(name);
    expect((await photos.uploadToSignedUrl(name, data!.token, bytes, { contentType: 'image/jpeg' })).error).toBeNull();
  }
  expect((await first.client.rpc('add_note', { p_body: 'kept' })).status).toBe(204);
  first.child.kill('SIGKILL');
  await ended(first.child);

  const second = await start();
  expect((await second.client.rpc('list_notes')).data).toEqual(['kept']);
  for (const name of ['kept/1.jpg', 'kept/2.jpg']) {
    const { data } = await second.client.storage.from('photos').download(name);
    expect(Buffer.from(await data!.arrayBuffer()).equals(bytes)).toBe(true);
  }
  second.child.kill('SIGTERM');
  await ended(second.child);
});

test('a database that restarts is reached again', async () => {
  const { child, client } = await start();
  expect((await client.rpc('list_notes')).status).toBe(200);
  await db.end();
  await postgres.stop();
  expect((await client.rpc('list_notes')).status).toBe(503);
  postgres = await startPostgres({ dataDir: folder });
  expect((await client.rpc('list_notes')).status).toBe(200);
  db = new Client(postgres.adminUrl);
  await db.connect();
  child.kill('SIGTERM');
  await ended(child);
});
