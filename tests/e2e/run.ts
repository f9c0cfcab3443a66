// `npm run e2e`: what only a real browser shows. `-- story` runs one of them.
import assert from 'node:assert/strict';
import { codesStory } from './codes';
import { drainMeasure } from './drain';
import { loopStory } from './loop';
import { offlineStory } from './offline';
import { photosStory } from './photos';
import { planStory } from './plan';
import { rescueStory } from './rescue';
import { restartStory } from './restart';
import { serverFaults } from './stack';
import { story } from './story';

const all = { restart: restartStory, story, plan: planStory, loop: loopStory, photos: photosStory, offline: offlineStory, rescue: rescueStory, codes: codesStory, drain: drainMeasure };

async function main(): Promise<void> {
  const [wanted] = process.argv.slice(2);
  for (const [name, run] of Object.entries(all)) {
    if (!wanted || wanted === name) await run();
  }
  assert.deepEqual(serverFaults, [], 'a server was at fault');
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
