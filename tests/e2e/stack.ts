// `npm start` as a newcomer runs it, on a fresh data folder and a free port: what it prints is what the test uses.
import { spawn, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

export type Running = { origin: string; networkOrigin: string | null; codes: Record<string, string>; dataDir: string; child: ChildProcess; stop: () => Promise<void> };

/** What the servers logged as their own fault, of whomever's request or of none, such as a job's. */
export const serverFaults: string[] = [];

const root = path.resolve(__dirname, '../..');

export function makeDataDir(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'parkpulse-e2e-'));
  fs.chmodSync(folder, 0o755);
  return folder;
}

export async function startApp(dataDir: string, environment: Record<string, string> = {}): Promise<Running> {
  const child = spawn(process.execPath, ['--import', 'tsx', path.join(root, 'config/start.ts')], {
    cwd: root,
    env: { ...process.env, PORT: '0', DATA_DIR: dataDir, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stderr!.on('data', (chunk: Buffer) => {
    process.stderr.write(chunk);
    serverFaults.push(...chunk.toString('utf8').split('\n').filter((line) => line.includes('"status":500')));
  });
  let output = '';
  child.stdout!.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
  await new Promise<void>((resolve, reject) => {
    const seen = setInterval(() => {
      // The office's code is the last line.
      if (/^office: /m.test(output)) {
        clearInterval(seen);
        resolve();
      }
    }, 100);
    child.once('exit', (code) => {
      clearInterval(seen);
      reject(new Error(`npm start ended with ${code}:\n${output}`));
    });
  });
  const address = (label: string) => new RegExp(`${label}\\s+(http://\\S+)`).exec(output)?.[1] ?? null;
  return {
    origin: address('this machine')!,
    networkOrigin: address('this network'),
    codes: Object.fromEntries([...output.matchAll(/^(inspector|contact|leader|office): (\S+)$/gm)].map(([, role, code]) => [role!, code!])),
    dataDir,
    child,
    stop: async () => {
      if (child.exitCode === null) {
        child.kill('SIGINT');
        await new Promise((resolve) => child.once('exit', resolve));
      }
    },
  };
}

/** What Ctrl-C can't do: the process is gone at once, Postgres and the local Supabase are left behind. */
export async function killApp({ child }: Running): Promise<void> {
  child.kill('SIGKILL');
  await new Promise((resolve) => child.once('exit', resolve));
}

/** Reads by HTTP as the office, to compare what the screens say with what the API says. */
export async function officeReader({ origin, codes }: Running) {
  const signed = await fetch(`${origin}/api/session/claim`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ inviteCode: codes.office, deviceName: 'e2e' }),
  });
  const { accessToken } = (await signed.json()) as { accessToken: string };
  return async <T>(at: string): Promise<T> => (await (await fetch(origin + at, { headers: { authorization: `Bearer ${accessToken}` } })).json()) as T;
}
