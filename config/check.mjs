// `npm run check`: types, lint and the tests that need no database, in under a minute.
import { run, steps } from './steps.mjs';

run([steps.typesOfPhone, steps.typesOfNode, steps.lint, steps.jest('unit', 'outbox')]);
