// `npm run bootstrap -- <park slug> <park name> <person>`: makes the park if needed and prints its first office invite.
// Works on the Supabase of the environment, or on the local stack, running or not.
import { connect } from '../functions/kit/dependencies';
import { makeInviteCode } from '../functions/kit/token';
import { openTarget } from './database';

async function main(): Promise<void> {
  const [slug, parkName, person] = process.argv.slice(2);
  if (!slug || !parkName || !person || !/^[a-z0-9-]{2,40}$/.test(slug)) {
    throw new Error('usage: npm run bootstrap -- <slug: a-z 0-9 -> <park name> <name of the first office person>');
  }
  const target = await openTarget();
  const deps = connect(target.environment);
  const { code, hash, expiresAt } = makeInviteCode(new Date());
  await deps.supabase.callAsService('bootstrap_invite', { p_park_slug: slug, p_park_name: parkName, p_name: person, p_code_hash: hash, p_expires_at: expiresAt });
  await target.close();
  console.log(`office: ${code}\nfor ${person} of ${parkName}, once, until ${expiresAt}`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
