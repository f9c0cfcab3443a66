// `npm run review-account`: a standing account for WeChat's reviewer in a demo park of its own, with a small plan. The
// code works many times for a year; running this again takes the earlier code back.
import { Client } from 'pg';
import { makeInviteCode } from '../functions/kit/token';
import { readChecklists } from '../seeds/checklists';
import { demoParks, demoPerson } from '../seeds/demo-people';
import { importChecklists, importPark, importPlan, inTransaction } from '../seeds/import';
import { moveToYear, readPlan } from '../seeds/plan';
import { openTarget } from './database';

const validDays = 365;

async function main(): Promise<void> {
  const target = await openTarget();
  const db = new Client(target.databaseUrl);
  await db.connect();
  try {
    const now = new Date();
    const { code, hash } = makeInviteCode(now);
    const park = demoParks.luyuan;
    await inTransaction(db, async () => {
      const parkId = await importPark(db, park);
      const { rowCount } = await db.query('select 1 from public.plans where park_id = $1', [parkId]);
      if (rowCount === 0) await importPlan(db, parkId, moveToYear(readPlan(park.planFile), now.getFullYear()));
      await importChecklists(db, parkId, readChecklists());
      const { name, role } = demoPerson('reviewer');
      await db.query('update public.invites set revoked_at = now() where park_id = $1 and is_standing and revoked_at is null', [parkId]);
      await db.query(
        `insert into public.invites (park_id, code_hash, role, name, staff_id, is_standing, expires_at)
         values ($1, $2, $3, $4, (select id from public.staff where park_id = $1 and name = $4 and closed_at is null limit 1), true, $5)`,
        [parkId, hash, role, name, new Date(now.getTime() + validDays * 86_400_000)],
      );
    });
    console.log(`reviewer: ${code}`);
  } finally {
    await db.end();
    await target.close();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
