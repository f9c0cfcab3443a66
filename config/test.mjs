// `npm test`: everything that needs no account, no Docker, no browser and no network. `npm run e2e` is the browser's.
import { run, steps } from './steps.mjs';

run([steps.typesOfPhone, steps.typesOfNode, steps.lint, steps.jest()]);
