// `npm run e2e`: the story in Chromium, and what survives Ctrl-C and kill -9.
import { restartStory } from './restart';
import { story } from './story';

async function main(): Promise<void> {
  await restartStory();
  await story();
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
