// The jobs: one table that makes vercel.json's crons (a test holds them equal) and the Node server's own schedule.
import type { Dependencies } from '../kit/dependencies';
import type { Handlers } from '../kit/endpoint';
import { Problem } from '../kit/problem';
import { freezeDigests } from './digest';
import { sendNotices } from './notice-sender';
import { cleanOrphans } from './orphan';
import { checkPhotos } from './photo-check';
import { remindParks } from './remind';

type Run = (deps: Dependencies, now: Date) => Promise<Record<string, unknown>>;

export type Job = {
  /** Cron expressions in UTC; Shanghai is eight hours ahead. Each once a day, as Vercel's smallest plan allows. */
  schedule: readonly string[];
  /** On the Node server, which may run it whenever it likes, instead of the schedule. */
  often?: string;
  run: Run;
};

/** What a job tells people of goes out with it. */
const thenSend =
  (run: Run): Run =>
  async (deps, now) => ({ ...(await run(deps, now)), messages: await sendNotices(deps) });

export const jobs: Record<string, Job> = {
  'freeze-digest': { schedule: ['0 10 * * *'], run: thenSend(freezeDigests) },
  // At night in Shanghai, when nobody waits for the storage.
  'check-photos': { schedule: ['30 17 * * *'], run: checkPhotos },
  'clean-orphans': { schedule: ['30 18 * * *'], run: cleanOrphans },
  // 8:00 in Shanghai, and once more the same morning where the first run failed: what was told is not told again.
  remind: { schedule: ['0 0 * * *', '0 2 * * *'], often: '*/30 0-12 * * *', run: thenSend(remindParks) },
  'send-notices': { schedule: ['30 0 * * *', '30 2 * * *', '30 10 * * *'], often: '* * * * *', run: (deps) => sendNotices(deps) },
};

export const jobHandlers: Handlers = {
  'job.run': async (deps, { params, now }) => {
    // Own names only: `constructor` is no job.
    const job = Object.hasOwn(jobs, params.job!) ? jobs[params.job!] : undefined;
    if (!job) throw new Problem('job_not_found');
    return { job: params.job!, done: await job.run(deps, now) };
  },
};
