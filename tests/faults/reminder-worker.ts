// The job's process: told the time, it reminds and sends, and says when it is through. The runner kills it.
import { connect } from '../../functions/kit/dependencies';
import { jobs } from '../../functions/operations/job';

let now = new Date();
const deps = { ...connect(), clock: () => now, log: () => undefined };

process.on('message', (at: string) => {
  now = new Date(at);
  jobs.remind!.run(deps, now).then(
    () => process.send?.('done'),
    (error: unknown) => process.send?.(`failed: ${error instanceof Error ? error.message : String(error)}`),
  );
});
process.once('disconnect', () => process.exit(0));
process.send?.('ready');
