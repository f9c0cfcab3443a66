// One core's share of the lives: every so many-th seed, each told when it is over.
import { live } from './life';

const [first, step, runs] = process.argv.slice(2).map(Number) as [number, number, number];

async function main(): Promise<void> {
  for (let seed = first; seed <= runs; seed += step) {
    const { fault, reports, photos } = await live(seed);
    process.send!({ seed, fault, reports, photos });
  }
  process.disconnect();
}

void main();
