// `npm run db:advisors`: Supabase's own database advisors on the migrated database; any finding at WARN or above fails.
import { spawnSync } from 'node:child_process';
import { migrate, prepareDatabase } from '../supabase/local/migrate';
import { startPostgres } from '../supabase/local/postgres';

const cli = 'supabase@2.122.1';

async function main(): Promise<void> {
  const postgres = await startPostgres({ ephemeral: true });
  try {
    await prepareDatabase(postgres.adminUrl);
    await migrate(postgres.adminUrl);
    const run = spawnSync('npx', ['--yes', cli, 'db', 'advisors', '--db-url', `${postgres.adminUrl}?sslmode=disable`, '--level', 'warn'], { encoding: 'utf8' });
    const findings = /\[[\s\S]*\]/.exec(run.stdout)?.[0];
    if (run.status !== 0 || (findings === undefined && !/no issues found/i.test(run.stdout + run.stderr))) throw new Error(`the advisors did not run:\n${run.stdout}${run.stderr}`);
    const list = findings ? (JSON.parse(findings) as { name: string; detail: string }[]) : [];
    list.forEach(({ name, detail }) => console.error(`${name}: ${detail}`));
    if (list.length > 0) throw new Error(`${list.length} findings at WARN or above`);
    console.log('0 findings at WARN or above');
  } finally {
    await postgres.stop();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
