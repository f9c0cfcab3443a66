// `npm run test:faults`: thousands of seeded lives of a phone, and faults built in on purpose that must be caught.
// `-- --runs 10000 --seed 1` chooses; a failure prints the command that replays it with its log.
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
  for (let seed = 1; seed <= runs && failed < 3; seed += 1) {
    const outcome = await live(seed);
    reports += outcome.reports;
    photos += outcome.photos;
    if (!outcome.fault) passed += 1;
    else {
      failed += 1;
      console.error(`seed ${seed}: ${outcome.fault}\n  replay: npm run test:faults -- --seed ${seed}`);
    }
    if (seed % 1000 === 0) console.log(`${seed} lives, ${Math.round((Date.now() - startedAt) / 1000)} s`);
  }
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

async function replay(seed: number): Promise<void> {
  const { fault, log } = await live(seed);
  console.log(log.join('\n'));
  console.log(fault ?? 'no fault');
  process.exitCode = fault ? 1 : 0;
}

void main();
