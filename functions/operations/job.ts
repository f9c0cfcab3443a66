// The jobs: one table that makes vercel.json's crons (a test holds them equal) and the Node server's own schedule.
import type { Dependencies } from '../kit/dependencies';
import type { Handlers } from '../kit/endpoint';
import { Problem } from '../kit/problem';
import { freezeDigests } from './digest';
import { cleanOrphans } from './orphan';
import { checkPhotos } from './photo-check';

export type Job = {
  /** Cron expression in UTC; Shanghai is eight hours ahead. */
  schedule: string;
  run: (deps: Dependencies, now: Date) => Promise<Record<string, unknown>>;
};

export const jobs: Record<string, Job> = {
  'freeze-digest': { schedule: '0 10 * * *', run: freezeDigests },
  // At night in Shanghai, when nobody waits for the storage.
  'check-photos': { schedule: '30 17 * * *', run: checkPhotos },
  'clean-orphans': { schedule: '30 18 * * *', run: cleanOrphans },
};

export const jobHandlers: Handlers = {
  'job.run': async (deps, { params, now }) => {
    // Own names only: `constructor` is no job.
    const job = Object.hasOwn(jobs, params.job!) ? jobs[params.job!] : undefined;
    if (!job) throw new Problem('job_not_found');
    return { job: params.job!, done: await job.run(deps, now) };
  },
};
