// The jobs table is the one list: Vercel's crons are held to it.
import fs from 'node:fs';
import path from 'node:path';
import { jobs } from '../../../functions/operations/job';

test('vercel.json schedules exactly the jobs of the table', () => {
  const { crons } = JSON.parse(fs.readFileSync(path.resolve(__dirname, '../../../vercel.json'), 'utf8')) as { crons: { path: string; schedule: string }[] };
  const listed = Object.entries(jobs).flatMap(([name, { schedule }]) => schedule.map((cron) => ({ path: `/api/cron/${name}`, schedule: cron })));
  expect(crons).toEqual(listed);
});
