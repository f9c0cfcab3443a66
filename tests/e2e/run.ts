// `npm run e2e`: what only a real browser shows. `-- story` runs one of them.
import { codesStory } from './codes';
import { drainMeasure } from './drain';
import { loopStory } from './loop';
import { offlineStory } from './offline';
import { photosStory } from './photos';
import { planStory } from './plan';
import { rescueStory } from './rescue';
import { restartStory } from './restart';
import { story } from './story';

const all = { restart: restartStory, story, plan: planStory, loop: loopStory, photos: photosStory, offline: offlineStory, rescue: rescueStory, codes: codesStory, drain: drainMeasure };

async function main(): Promise<void> {
  const [wanted] = process.argv.slice(2);
  for (const [name, run] of Object.entries(all)) {
    if (!wanted || wanted === name) await run();
  }
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
