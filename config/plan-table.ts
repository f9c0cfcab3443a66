// `npm run plan:table`: writes the table of the plan's items next to the plan.
import fs from 'node:fs';
import path from 'node:path';
import { readPlan } from '../seeds/plan';
import { planTable } from '../seeds/plan-table';

const file = path.resolve(__dirname, '../seeds/plan-2023.md');
fs.writeFileSync(file, planTable(readPlan()));
console.log(`${path.relative(process.cwd(), file)} written`);
