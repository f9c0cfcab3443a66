// `npm run bootstrap -- <park slug> <park name> <person>`: makes the park if needed and prints its first office invite.
// The park begins with the starter checklists; of one that has them none changes. Works on the Supabase of the
// environment, or on the local stack, running or not.
import { Client } from 'pg';
import { connect } from '../functions/kit/dependencies';
import { makeInviteCode } from '../functions/kit/token';
import { readChecklists } from '../seeds/checklists';
import { importChecklists, inTransaction } from '../seeds/import';
import { openTarget } from './database';

async function main(): Promise<void> {
  const [slug, parkName, person] = process.argv.slice(2);
  if (!slug || !parkName || !person || !/^[a-z0-9-]{2,40}$/.test(slug)) {
    throw new Error('usage: npm run bootstrap -- <slug: a-z 0-9 -> <park name> <name of the first office person>');
  }
  const target = await openTarget();
  const deps = connect(target.environment);
  const { code, hash, expiresAt } = makeInviteCode(new Date());
  const { parkId } = (await deps.supabase.callAsService('bootstrap_invite', { p_park_slug: slug, p_park_name: parkName, p_name: person, p_code_hash: hash, p_expires_at: expiresAt })) as { parkId: string };
  await layChecklists(target.databaseUrl, parkId);
  await target.close();
  console.log(`office: ${code}\nfor ${person} of ${parkName}, once, until ${expiresAt}`);
}

async function layChecklists(databaseUrl: string, parkId: string): Promise<void> {
  const db = new Client(databaseUrl);
  await db.connect();
  try {
    await inTransaction(db, () => importChecklists(db, parkId, readChecklists()));
  } finally {
    await db.end();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
