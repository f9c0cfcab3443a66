// Builds for Vercel without an account, checks the size of both functions, and serves the built files by plain Node:
// they answer health, take a submission and make documents on a real local stack.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { startLocalStack } from '../../config/local';
import { readConfig } from '../../functions/kit/config';
import { signAccessToken } from '../../functions/kit/token';
import { parkDay } from '../../src/domain/calendar';
import { makeCast } from '../support/cast';

const vercel = 'vercel@60.0.0';
const maxBytes = 4 * 1024 * 1024;
const root = path.resolve(__dirname, '../..');
const output = path.join(root, '.vercel/output/functions/functions');

function build(): void {
  fs.mkdirSync(path.join(root, '.vercel'), { recursive: true });
  fs.writeFileSync(path.join(root, '.vercel/project.json'), JSON.stringify({ projectId: 'x', orgId: 'y', settings: { nodeVersion: '22.x' } }));
  fs.rmSync(path.join(root, '.vercel/output'), { recursive: true, force: true });
  const run = spawnSync('npx', ['--yes', vercel, 'build', '--yes'], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, VERCEL_INSTALL_COMPLETED: '1', VERCEL_TELEMETRY_DISABLED: '1' },
  });
  if (run.status !== 0) throw new Error(`vercel build failed:\n${run.stdout}${run.stderr}`);
  // It prints type errors and succeeds all the same; ours are found by tsc.
}

function sizeOf(folder: string): number {
  const inside = fs.readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + fs.statSync(path.join(entry.parentPath, entry.name)).size, 0);
  const { filePathMap = {} } = JSON.parse(fs.readFileSync(path.join(folder, '.vc-config.json'), 'utf8')) as { filePathMap?: Record<string, string> };
  return Object.values(filePathMap).reduce((sum, file) => sum + fs.statSync(path.join(root, file)).size, inside);
}

type BuiltFunction = { default: { fetch: (request: Request) => Promise<Response> } };

async function load(name: string): Promise<BuiltFunction['default']> {
  const { handler } = JSON.parse(fs.readFileSync(path.join(output, `${name}.func/.vc-config.json`), 'utf8')) as { handler: string };
  const built = (await import(path.join(output, `${name}.func`, handler))) as BuiltFunction | { default: BuiltFunction };
  return 'fetch' in built.default ? built.default : built.default.default;
}

async function main(): Promise<void> {
  build();
  for (const name of ['api.ts', 'cron.ts']) {
    const bytes = sizeOf(path.join(output, `${name}.func`));
    console.log(`${name}: ${(bytes / 1024 / 1024).toFixed(2)} MB`);
    if (bytes > maxBytes) throw new Error(`${name} is above 4 MB`);
  }
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'parkpulse-vercel-'));
  fs.chmodSync(dataDir, 0o755);
  const stack = await startLocalStack(dataDir, () => undefined);
  const db = new Client(stack.databaseUrl);
  await db.connect();
  try {
    Object.assign(process.env, stack.environment);
    const api = await load('api.ts');
    const health = await api.fetch(new Request('https://park.test/api/health'));
    if (health.status !== 200) throw new Error(`health answered ${health.status}`);
    const { people, parks } = await makeCast(db);
    const send = ({ sessionId: sid, staffId: sub }: (typeof people)[keyof typeof people], at: string, body: object) =>
      api.fetch(
        new Request(`https://park.test${at}`, {
          method: 'POST',
          headers: { authorization: `Bearer ${signAccessToken(readConfig(stack.environment), { sid, sub }, new Date()).accessToken}`, 'content-type': 'application/json' },
          body: JSON.stringify(body),
        }),
      );
    const report = { id: uuidv7(), projectId: parks.linxiang.projects.bide, capturedAt: new Date().toISOString(), photos: [], note: '现场正常' };
    const answer = await send(people.liming, '/api/inspections', report);
    if (answer.status !== 201) throw new Error(`the submission answered ${answer.status}: ${await answer.text()}`);
    // Their libraries are loaded late, so that only making one shows that the build has them.
    const today = parkDay(new Date());
    for (const kind of [{ kind: 'daily', on: today }, { kind: 'ledger', from: today, to: today }]) {
      const made = await send(people.wangfang, '/api/exports', { id: uuidv7(), ...kind });
      if (made.status !== 201) throw new Error(`the ${kind.kind} answered ${made.status}: ${await made.text()}`);
    }
    const cron = await load('cron.ts');
    const job = await cron.fetch(new Request('https://park.test/api/cron/freeze-digest', { headers: { authorization: `Bearer ${stack.environment.CRON_SECRET}` } }));
    if (job.status !== 200) throw new Error(`the job answered ${job.status}: ${await job.text()}`);
    console.log('built functions answer health, take a submission, make documents and run a job');
  } finally {
    await db.end();
    await stack.stop();
    fs.rmSync(dataDir, { recursive: true, force: true });
  }
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
