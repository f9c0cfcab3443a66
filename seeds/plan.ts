// The plan files of the seeds: the park's real plan of 2023, and that of the demo's second park.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readPlanFile } from '../src/contract/plan-file';
import { moveDay, type PlanFile } from '../src/domain/plan-file';

/** The real plan of the park; also what `readPlan` reads by default. */
export const planFile = path.join(__dirname, 'plan-2023.json');

/** Throws an Error that names each place that does not fit. */
export function readPlan(file: string = planFile): PlanFile {
  const read = readPlanFile(readFileSync(file, 'utf8'));
  if ('errors' in read) throw new Error(`${file}: ${read.errors.map((error) => `${error.path} ${error.code} ${error.value ?? ''}`).join('; ')}`);
  return read.plan;
}

/** The same plan in another year, for the demo only; a real import moves nothing. Month and day stay, 29 Feb becomes 28 Feb. */
export function moveToYear(plan: PlanFile, year: number): PlanFile {
  const move = (on: string) => moveDay(on, year - plan.planYear);
  return {
    ...plan,
    planYear: year,
    starts: move(plan.starts),
    ends: move(plan.ends),
    items: plan.items.map((item) => (item.dueOn === undefined ? item : { ...item, dueOn: move(item.dueOn) })),
  };
}
