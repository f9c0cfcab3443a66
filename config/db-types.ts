// `npm run db:types [-- --check]`: supabase/types.ts from the migrated database, made by Supabase's own generator.
// With --check nothing is written and a difference fails (CI).
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { migrate, prepareDatabase } from '../supabase/local/migrate';
import { startPostgres } from '../supabase/local/postgres';

const generator = '@supabase/postgres-meta@0.99.0';
const file = path.resolve(__dirname, '../supabase/types.ts');

async function main(): Promise<void> {
  const postgres = await startPostgres({ ephemeral: true });
  try {
    await prepareDatabase(postgres.adminUrl);
    await migrate(postgres.adminUrl);
    // Heavy and rarely needed, so it is not among the dependencies.
    const found = spawnSync('npx', ['--yes', '--package', generator, 'node', '-e', "console.log(require.resolve('@supabase/postgres-meta/package.json', {paths: process.env.PATH.split(':').map((p) => p + '/../..')}))"], { encoding: 'utf8' });
    const server = path.join(path.dirname(found.stdout.trim().split('\n').at(-1) ?? ''), 'dist/server/server.js');
    const run = spawnSync(process.execPath, [server], {
      encoding: 'utf8',
      maxBuffer: 16 * 1024 * 1024,
      env: { ...process.env, PG_META_DB_URL: postgres.adminUrl, PG_META_GENERATE_TYPES: 'typescript', PG_META_GENERATE_TYPES_INCLUDED_SCHEMAS: 'api,public' },
    });
    if (run.status !== 0 || !run.stdout.includes('export type Database')) throw new Error(`types were not generated:\n${found.stderr}\n${run.stderr}`);
    if (!process.argv.includes('--check')) fs.writeFileSync(file, run.stdout);
    else if (fs.readFileSync(file, 'utf8') !== run.stdout) throw new Error('supabase/types.ts does not fit the migrations: run npm run db:types');
    console.log('supabase/types.ts fits the migrations');
  } finally {
    await postgres.stop();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
