// `npm run test:faults`: thousands of seeded lives of a phone, and faults built in on purpose that must be caught.
// `-- --runs 10000 --seed 1` chooses; a failure prints the command that replays it with its log.
import { fork } from 'node:child_process';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { broken } from './broken';
import { live } from './life';

/** A fault that needs more lives than this to be seen might as well not be looked for. */
const livesToCatch = 200;

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { runs: { type: 'string', default: '10000' }, seed: { type: 'string' } } });
  if (values.seed) return replay(Number(values.seed));

  const runs = Number(values.runs);
  const startedAt = Date.now();
  let [passed, failed, reports, photos] = [0, 0, 0, 0];
  await liveOnAllCores(runs, ({ seed, fault, ...saved }) => {
    reports += saved.reports;
    photos += saved.photos;
    if (!fault) passed += 1;
    else {
      failed += 1;
      console.error(`seed ${seed}: ${fault}\n  replay: npm run test:faults -- --seed ${seed}`);
    }
    if ((passed + failed) % 1000 === 0) console.log(`${passed + failed} lives, ${Math.round((Date.now() - startedAt) / 1000)} s`);
    return failed < 3;
  });
  if (failed < 3 && passed + failed !== runs) throw new Error(`only ${passed + failed} of ${runs} lives came back`);
  console.log(`${passed + failed} lives, ${reports} reports and ${photos} photos saved on phones: ${failed === 0 ? 'none lost, doubled or mixed' : 'FAULTS'}`);

  for (const [name, breakPorts] of Object.entries(broken)) {
    let caught = 0;
    let fault: string | null = null;
    for (let seed = 1; seed <= livesToCatch && !fault; seed += 1) {
      fault = (await live(seed, breakPorts)).fault;
      caught = seed;
    }
    if (fault) passed += 1;
    else failed += 1;
    console.log(fault ? `caught in life ${caught}: an outbox that ${name} (${fault})` : `NOT caught in ${livesToCatch} lives: an outbox that ${name}`);
  }
  console.log(`${Math.round((Date.now() - startedAt) / 1000)} s`);
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}

type Lived = { seed: number; fault: string | null; reports: number; photos: number };

/** A process for each core, which lives every so many-th seed, until `onLived` says that it is enough. */
async function liveOnAllCores(runs: number, onLived: (lived: Lived) => boolean): Promise<void> {
  const cores = os.availableParallelism();
  const children = Array.from({ length: cores }, (_, core) => fork(path.join(__dirname, 'life-worker.ts'), [String(core + 1), String(cores), String(runs)], { execArgv: ['--import', 'tsx'] }));
  const stop = () => children.forEach((child) => child.kill());
  await Promise.all(
    children.map(
      (child) =>
        new Promise<void>((resolve) => {
          child.on('message', (lived) => onLived(lived as Lived) || stop());
          child.on('exit', () => resolve());
        }),
    ),
  );
}

async function replay(seed: number): Promise<void> {
  const { fault, log } = await live(seed);
  console.log(log.join('\n'));
  console.log(fault ?? 'no fault');
  process.exitCode = fault ? 1 : 0;
}

void main();
