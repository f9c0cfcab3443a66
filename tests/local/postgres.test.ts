// The embedded Postgres: kept data, what a kill leaves behind, and who it runs as.
import { fork, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { startPostgres } from '../../supabase/local/postgres';
import { isAlive, parentOf } from '../../supabase/local/process';
import { makeFolder, until } from './stack';

const isRoot = process.getuid?.() === 0;
let folder: string;
let dataDir: string;
const children: ChildProcess[] = [];

beforeEach(() => {
  folder = makeFolder();
  fs.chmodSync(folder, 0o755);
  dataDir = path.join(folder, 'data');
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  fs.rmSync(folder, { recursive: true, force: true });
});

type Held = { adminUrl: string; pid: number; lines: string[]; failure?: string };
async function hold(options: { uid?: number; gid?: number } = {}): Promise<Held & { child: ChildProcess }> {
  const child = fork(path.join(__dirname, 'hold.ts'), { ...options, execArgv: ['--import', 'tsx'], env: { ...process.env, HOLD: JSON.stringify({ dataDir }), HOME: folder } });
  children.push(child);
  const held = await new Promise<Held>((resolve) => child.once('message', (message) => resolve(message as Held)));
  return { ...held, child };
}
const kill = async (child: ChildProcess) => {
  child.kill('SIGKILL');
  await until(() => child.signalCode !== null);
};

async function ask<T>(url: string, sql: string): Promise<T[]> {
  const db = new Client(url);
  await db.connect();
  try {
    return (await db.query(sql)).rows as T[];
  } finally {
    await db.end();
  }
}

describe('startPostgres', () => {
  test('keeps data, port and password, listens on this machine only and starts fast again', async () => {
    const first = await startPostgres({ dataDir });
    await ask(first.adminUrl, 'create table public.kept as select 42 as answer');
    await first.stop();
    expect(isAlive(first.pid)).toBe(false);
    const start = Date.now();
    const second = await startPostgres({ dataDir });
    const tookMs = Date.now() - start;
    // 0.1 s on an idle machine.
    expect(tookMs).toBeLessThan(5_000);
    expect(second.adminUrl).toBe(first.adminUrl);
    expect(await ask(second.adminUrl, 'select answer from public.kept')).toEqual([{ answer: 42 }]);
    const settings = await ask<{ name: string; setting: string }>(second.adminUrl, "select name, setting from pg_settings where name in ('listen_addresses', 'unix_socket_directories', 'fsync', 'synchronous_commit', 'jit', 'server_encoding', 'TimeZone')");
    expect(Object.fromEntries(settings.map(({ name, setting }) => [name, setting]))).toEqual({
      listen_addresses: '127.0.0.1', unix_socket_directories: '', fsync: 'on', synchronous_commit: 'on', jit: 'off', server_encoding: 'UTF8', TimeZone: 'UTC',
    });
    expect(fs.statSync(path.join(dataDir, 'postgres-password')).mode & 0o777).toBe(0o600);
    expect(fs.readdirSync(dataDir).filter((name) => /new$|password$/.test(name))).toEqual(['postgres-password']);
    await expect(ask(second.adminUrl.replace(/:[^:@]+@/, ':wrong@'), 'select 1')).rejects.toThrow('password authentication failed');
    await second.stop();
  });

  test('ephemeral leaves nothing', async () => {
    const before = fs.readdirSync(os.tmpdir());
    const postgres = await startPostgres({ ephemeral: true });
    expect(await ask(postgres.adminUrl, 'show fsync')).toEqual([{ fsync: 'off' }]);
    await postgres.stop();
    expect(isAlive(postgres.pid)).toBe(false);
    expect(fs.readdirSync(os.tmpdir()).filter((name) => name.startsWith('parkpulse-pg-') && !before.includes(name))).toEqual([]);
  });
});

describe('after a kill', () => {
  test('a postmaster that outlived its starter is stopped, and its data is there', async () => {
    const held = await hold();
    await ask(held.adminUrl, 'create table public.kept as select 42 as answer');
    await kill(held.child);
    expect(isAlive(held.pid)).toBe(true);
    const next = await startPostgres({ dataDir });
    expect(isAlive(held.pid)).toBe(false);
    expect(next.adminUrl).toBe(held.adminUrl);
    expect(await ask(next.adminUrl, 'select answer from public.kept')).toEqual([{ answer: 42 }]);
    await next.stop();
  });

  test('a postmaster that was killed too recovers what was committed', async () => {
    const held = await hold();
    await ask(held.adminUrl, 'create table public.kept as select 42 as answer');
    process.kill(held.pid, 'SIGKILL');
    await kill(held.child);
    const next = await startPostgres({ dataDir });
    expect(await ask(next.adminUrl, 'select answer from public.kept')).toEqual([{ answer: 42 }]);
    await next.stop();
  });

  test('a dead postmaster that nobody collects is no hindrance', async () => {
    const held = await hold();
    // A stopped parent cannot collect its child, as process 1 of many containers never does.
    held.child.kill('SIGSTOP');
    process.kill(held.pid, 'SIGKILL');
    await until(() => !isAlive(held.pid));
    await (await startPostgres({ dataDir })).stop();
  });

  test('a pid file that names a stranger does not stop the start, nor the stranger', async () => {
    await (await startPostgres({ dataDir })).stop();
    const stranger = fork(path.join(__dirname, 'stranger.cjs'));
    children.push(stranger);
    fs.writeFileSync(path.join(dataDir, 'postgres/postmaster.pid'), `${stranger.pid}\n`);
    const next = await startPostgres({ dataDir });
    expect(isAlive(stranger.pid!)).toBe(true);
    await next.stop();
  });

  test('one in use is not touched', async () => {
    const held = await hold();
    expect(parentOf(held.pid)).toBe(held.child.pid);
    await expect(startPostgres({ dataDir })).rejects.toThrow(`in use by process ${held.child.pid}`);
    expect(await ask(held.adminUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
    await kill(held.child);
    await (await startPostgres({ dataDir })).stop();
  });

  test('an ephemeral one whose test run was killed is cleared away by the next', async () => {
    const orphan = path.join(os.tmpdir(), `parkpulse-pg-${process.pid}-orphan`);
    dataDir = orphan;
    const held = await hold();
    await kill(held.child);
    await (await startPostgres({ ephemeral: true })).stop();
    expect(isAlive(held.pid)).toBe(false);
    expect(fs.existsSync(orphan)).toBe(false);
  });
});

(isRoot ? describe : describe.skip)('as root', () => {
  test('Postgres runs as an unprivileged user', async () => {
    const postgres = await startPostgres({ dataDir });
    expect(fs.statSync(`/proc/${postgres.pid}`).uid).toBe(65534);
    await postgres.stop();
  });

  test('a data folder that user cannot reach moves aside, is named, and is found again', async () => {
    fs.chmodSync(folder, 0o700);
    const lines: string[] = [];
    const first = await startPostgres({ dataDir, log: (line) => lines.push(line) });
    const [aside] = /\/var\/lib\/parkpulse\/[0-9a-f]{12}/.exec(lines.join('\n')) ?? [];
    try {
      expect(aside).toBeDefined();
      await ask(first.adminUrl, 'create table public.kept as select 42 as answer');
      await first.stop();
      // Even once the folder is open: where the data is, it stays.
      fs.chmodSync(folder, 0o755);
      const second = await startPostgres({ dataDir });
      expect(await ask(second.adminUrl, 'select answer from public.kept')).toEqual([{ answer: 42 }]);
      await second.stop();
    } finally {
      if (aside) fs.rmSync(aside, { recursive: true, force: true });
    }
  });

  test('an ordinary user starts it too, and root finds the same data and runs as that user', async () => {
    // `daemon`: initdb wants a user that has a name.
    const daemon = { uid: 1, gid: 1 };
    fs.mkdirSync(dataDir);
    for (const one of [folder, dataDir]) fs.chownSync(one, daemon.uid, daemon.gid);
    const held = await hold(daemon);
    expect(held.failure).toBeUndefined();
    await ask(held.adminUrl, 'create table public.kept as select 42 as answer');
    await kill(held.child);
    const next = await startPostgres({ dataDir });
    expect(await ask(next.adminUrl, 'select answer from public.kept')).toEqual([{ answer: 42 }]);
    expect(fs.statSync(`/proc/${next.pid}`).uid).toBe(daemon.uid);
    await next.stop();
  });
});
