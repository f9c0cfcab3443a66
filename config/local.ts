// The local stack in parts: secrets, Postgres, migrations, the local Supabase as a child process. `npm start` uses
// all of it; bench and e2e use the same.
import { fork, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { migrate, prepareDatabase } from '../supabase/local/migrate';
import { startPostgres } from '../supabase/local/postgres';
import { makeKey, type LocalSupabaseOptions } from '../supabase/local/server';

export type Secrets = { jwtSecret: string; appSecret: string; cronSecret: string };

export type LocalStack = {
  /** Database owner, for seeds and tests. */
  databaseUrl: string;
  supabaseUrl: string;
  /** What the functions read from the environment. */
  environment: Record<string, string>;
  postgresPid: number;
  supabasePid: number;
  stop: () => Promise<void>;
};

/** Random on the first start, then kept in the data folder. */
function readSecrets(dataDir: string): Secrets {
  const file = path.join(dataDir, 'secrets.json');
  if (!fs.existsSync(file)) {
    const secret = () => randomBytes(32).toString('base64url');
    const fresh: Secrets = { jwtSecret: secret(), appSecret: secret(), cronSecret: secret() };
    fs.writeFileSync(`${file}.new`, JSON.stringify(fresh), { mode: 0o600 });
    fs.renameSync(`${file}.new`, file);
  }
  return JSON.parse(fs.readFileSync(file, 'utf8')) as Secrets;
}

export async function startLocalStack(dataDir: string, log: (line: string) => void): Promise<LocalStack> {
  fs.mkdirSync(dataDir, { recursive: true });
  const secrets = readSecrets(dataDir);
  const postgres = await startPostgres({ dataDir, log });
  await prepareDatabase(postgres.adminUrl);
  const applied = await migrate(postgres.adminUrl);
  if (applied.length > 0) log(`${applied.length} migrations applied`);
  const supabase = await forkSupabase({ databaseUrl: postgres.adminUrl, objectsFolder: path.join(dataDir, 'objects'), jwtSecret: secrets.jwtSecret });
  return {
    databaseUrl: postgres.adminUrl,
    supabaseUrl: supabase.url,
    environment: {
      SUPABASE_URL: supabase.url,
      SUPABASE_ANON_KEY: makeKey('anon', secrets.jwtSecret),
      SUPABASE_SERVICE_ROLE_KEY: makeKey('service_role', secrets.jwtSecret),
      SUPABASE_JWT_SECRET: secrets.jwtSecret,
      APP_SECRET: secrets.appSecret,
      CRON_SECRET: secrets.cronSecret,
    },
    postgresPid: postgres.pid,
    supabasePid: supabase.pid,
    async stop() {
      await supabase.stop();
      await postgres.stop();
    },
  };
}

async function forkSupabase(options: LocalSupabaseOptions): Promise<{ url: string; pid: number; stop: () => Promise<void> }> {
  const child = fork(path.resolve(__dirname, '../supabase/local/main.ts'), {
    env: { ...process.env, LOCAL_SUPABASE: JSON.stringify(options) },
    execArgv: ['--import', 'tsx'],
  });
  const url = await new Promise<string>((resolve, reject) => {
    child.once('message', (message: { url: string }) => resolve(message.url));
    child.once('exit', (code) => reject(new Error(`local Supabase ended with ${code}`)));
  });
  return { url, pid: child.pid!, stop: () => stopChild(child) };
}

function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
}
