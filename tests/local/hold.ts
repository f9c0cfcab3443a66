// A process of its own that holds a Postgres, or a whole local stack, until it is killed: for tests of what a kill
// leaves behind. Options come in the HOLD variable.
import { prepareDatabase } from '../../supabase/local/migrate';
import { startPostgres } from '../../supabase/local/postgres';

async function main(): Promise<void> {
  const { dataDir } = JSON.parse(process.env.HOLD!) as { dataDir: string };
  const lines: string[] = [];
  const { adminUrl, pid } = await startPostgres({ dataDir, log: (line) => lines.push(line) });
  await prepareDatabase(adminUrl);
  process.send!({ adminUrl, pid, lines });
  // Held by the channel to the parent.
  process.on('message', () => undefined);
}

main().catch((error: unknown) => {
  process.send!({ failure: String(error) });
  process.exit(1);
});
