// Embedded Postgres 17 from npm binaries: start, clear away what a kill left behind, stop. For development and tests.
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { choosePlace, isCluster, type Place } from './postgres-place';
import { commandOf, endProcess, isAlive, parentOf } from './process';

export type Postgres = {
  /** Superuser connection to the database `postgres`. */
  adminUrl: string;
  port: number;
  /** Process id of the postmaster. */
  pid: number;
  stop: () => Promise<void>;
};

export type PostgresOptions = {
  /** Where data lives; not needed when ephemeral. */
  dataDir?: string;
  /** A temporary cluster without fsync, removed on stop. */
  ephemeral?: boolean;
  log?: (line: string) => void;
};

/** Crash recovery of a large write-ahead log takes its time. */
const startTimeoutMs = 60_000;
const startAttempts = 3;
const logMaxBytes = 10_485_760;
const noSuchPid = 2 ** 31 - 2;
const ephemeralPrefix = 'parkpulse-pg-';
/** Fast, immediate, and at last by force; a fast stop writes a checkpoint, which may take seconds on a slow disk. */
const stopSignals = [
  { signal: 'SIGINT', waitMs: 30_000 },
  { signal: 'SIGQUIT', waitMs: 5_000 },
  { signal: 'SIGKILL', waitMs: 2_000 },
] satisfies Parameters<typeof endProcess>[1];

export async function startPostgres({ dataDir, ephemeral = false, log = () => undefined }: PostgresOptions): Promise<Postgres> {
  if (ephemeral) await removeOrphans();
  const home = dataDir ? path.resolve(dataDir) : fs.mkdtempSync(path.join(os.tmpdir(), ephemeralPrefix));
  fs.mkdirSync(home, { recursive: true });
  if (ephemeral) fs.chmodSync(home, 0o755);
  const place = choosePlace(home, log);
  const password = readOrMakePassword(path.join(home, 'postgres-password'));
  if (!isCluster(place.data)) initialise(place, password, ephemeral);
  await stopLeftOver(home, place.data);
  fs.writeFileSync(path.join(home, 'postgres-starter'), String(process.pid));

  const logFile = path.join(home, 'postgres.log');
  if ((fs.statSync(logFile, { throwIfNoEntry: false })?.size ?? 0) > logMaxBytes) fs.truncateSync(logFile);
  for (let attempt = 1; ; attempt += 1) {
    const port = await choosePort(path.join(home, 'postgres-port'));
    const adminUrl = `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;
    const child = spawnPostgres(place, port, logFile, ephemeral);
    const state = await waitUntilReady(adminUrl, child);
    if (state === 'ready') return { adminUrl, port, pid: child.pid!, stop: () => stop(child.pid!, ephemeral ? [home, path.dirname(place.data)] : []) };
    if (child.pid) await endProcess(child.pid, stopSignals);
    const tail = fs.readFileSync(logFile, 'utf8').split('\n').slice(-8).join('\n');
    // Somebody took the port in between, or backends of a killed postmaster are still on their way out.
    if (state === 'slow' || attempt === startAttempts) throw new Error(`Postgres did not start:\n${tail}`);
    await sleep(500);
  }
}

/** Ends the postmaster and removes `leavings`; what is thrown away need not be written down first. */
async function stop(pid: number, leavings: string[]): Promise<void> {
  await endProcess(pid, leavings.length > 0 ? stopSignals.slice(1) : stopSignals);
  for (const folder of leavings) fs.rmSync(folder, { recursive: true, force: true });
}

function spawnPostgres({ native, data, owner }: Place, port: number, logFile: string, ephemeral: boolean): ChildProcess {
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    shared_buffers: '128MB',
    max_connections: '100',
    // Compiling a plan costs more than these short queries take.
    jit: 'off',
    timezone: 'UTC',
    log_checkpoints: 'off',
    ...(ephemeral ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } : {}),
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const output = fs.openSync(logFile, 'a', 0o600);
  // Its own process group: Ctrl-C reaches us, and we stop it in order.
  const child = spawn(path.join(native, 'bin', 'postgres'), ['-D', data, '-p', String(port), ...flags], { ...owner, cwd: '/', detached: true, stdio: ['ignore', output, output] });
  fs.closeSync(output);
  child.on('error', (error) => fs.appendFileSync(logFile, `${error.message}\n`));
  child.unref();
  return child;
}

function readOrMakePassword(file: string): string {
  if (!fs.existsSync(file)) fs.writeFileSync(file, randomBytes(18).toString('hex'), { mode: 0o600 });
  return fs.readFileSync(file, 'utf8');
}

function initialise({ native, data, owner }: Place, password: string, ephemeral: boolean): void {
  // Made aside and renamed: a kill in between must not leave half a cluster that looks whole.
  const part = `${data}.new`;
  fs.rmSync(part, { recursive: true, force: true });
  fs.mkdirSync(part, { recursive: true, mode: 0o700 });
  const passwordFile = `${data}.password`;
  fs.rmSync(passwordFile, { force: true });
  fs.writeFileSync(passwordFile, password, { mode: 0o600 });
  if (owner.uid !== undefined) for (const one of [part, passwordFile]) fs.chownSync(one, owner.uid, owner.gid!);
  const flags = ['-D', part, '-U', 'postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`, '--encoding=UTF8', '--locale-provider=builtin', '--locale=C.UTF-8', '--no-instructions'];
  try {
    const run = spawnSync(path.join(native, 'bin', 'initdb'), [...flags, ...(ephemeral ? ['--no-sync'] : [])], { ...owner, cwd: '/', encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } });
    if (run.status !== 0) throw new Error(`initdb failed: ${run.stderr || run.stdout || String(run.error)}`);
  } finally {
    fs.rmSync(passwordFile, { force: true });
  }
  fs.renameSync(part, data);
}

/** Stops a postmaster that outlived its killed starter; refuses while that starter lives, since it is in use then. */
async function stopLeftOver(home: string, data: string): Promise<void> {
  const pidFile = path.join(data, 'postmaster.pid');
  const pid = readPid(pidFile);
  if (pid === null) return;
  if (!isAlive(pid) || !commandOf(pid).includes(data)) {
    // Postgres would take a zombie that nobody collects, or a stranger under that id, for a postmaster. The rest of
    // the file stays: by it Postgres sees whether backends of the dead one are still at work.
    return fs.writeFileSync(pidFile, fs.readFileSync(pidFile, 'utf8').replace(/^\d+/, String(noSuchPid)));
  }
  // An orphan is handed to another parent, so this holds even when the starter's id was given away again.
  const starter = readPid(path.join(home, 'postgres-starter'));
  if (starter !== null && parentOf(pid) === starter) throw new Error(`${home} is in use by process ${starter}: stop that one first, or choose another data folder`);
  if (!(await endProcess(pid, stopSignals))) throw new Error(`A Postgres left over in ${data} (process ${pid}) could not be stopped: does it belong to another user?`);
}

/** A test run that was killed leaves its temporary cluster running; the next one clears it away. */
async function removeOrphans(): Promise<void> {
  for (const name of fs.readdirSync(os.tmpdir()).filter((one) => one.startsWith(ephemeralPrefix))) {
    const home = path.join(os.tmpdir(), name);
    const starter = readPid(path.join(home, 'postgres-starter'));
    if (starter === null || isAlive(starter)) continue;
    await stopLeftOver(home, path.join(home, 'postgres')).then(() => fs.rmSync(home, { recursive: true, force: true }), () => undefined);
  }
}

function readPid(file: string): number | null {
  try {
    return Number.parseInt(fs.readFileSync(file, 'utf8'), 10) || null;
  } catch {
    return null;
  }
}

/** The port of last time while it is free, so that a restart keeps its addresses. */
async function choosePort(file: string): Promise<number> {
  const known = fs.existsSync(file) ? Number(fs.readFileSync(file, 'utf8')) : 0;
  const port = (known && (await probePort(known))) || (await probePort(0))!;
  fs.writeFileSync(file, String(port));
  return port;
}

function probePort(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const probe = net.createServer();
    probe.once('error', () => resolve(null));
    probe.listen(port, '127.0.0.1', () => {
      const { port: found } = probe.address() as net.AddressInfo;
      probe.close(() => resolve(found));
    });
  });
}

async function waitUntilReady(url: string, child: ChildProcess): Promise<'ready' | 'ended' | 'slow'> {
  const deadline = Date.now() + startTimeoutMs;
  while (Date.now() < deadline) {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return 'ended';
    const client = new Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.end();
      return 'ready';
    } catch {
      await sleep(50);
    }
  }
  return 'slow';
}
