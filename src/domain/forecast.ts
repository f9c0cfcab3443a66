// 预计: where an accumulating figure will stand at the end of the plan if it goes on as it did. Pure.
//
// Method: the drift method (random walk with drift; Hyndman & Athanasopoulos, Forecasting: Principles and Practice,
// 3rd ed., §5.2), from the known origin, 0 at the plan's start, to the latest cumulative figure. The slope is that of the
// line through both; its range is the 80 % prediction interval, by Student's t since there are few months.
import { daysBetween, lastDayOf } from './calendar';
import type { Period } from './light';
import type { Target } from './measure';

export const forecastMethod = 'drift';
/** Below this many figures a range would be wider than the answer is worth. */
export const fewestReadings = 3;
/** A last figure older than this many days says how things went once, not how they go. */
export const oldestReadingDays = 100;

/** Cumulative to the end of the month; one for each month, missing ones left out. */
export type MonthlyValue = { month: string; value: number };

export type Forecast =
  | { kind: 'enough'; endValue: number; low: number; high: number; likely: 'reaches' | 'unsure' | 'misses'; readings: number; method: typeof forecastMethod }
  | { kind: 'too_little'; why: 'few_readings' | 'old_reading' | 'over'; readings: number };

/** Two-sided 80 % quantiles of Student's t for 1 to 12 degrees of freedom (NIST/SEMATECH e-Handbook, §1.3.6.7.2, column 0.90). */
const t80 = [3.078, 1.886, 1.638, 1.533, 1.476, 1.44, 1.415, 1.397, 1.383, 1.372, 1.363, 1.356];

const round = (value: number) => Math.round(value * 100) / 100;

/** `target` only decides what is likely; `isWhole`: a count. */
export function forecastEnd(series: readonly MonthlyValue[], { plan, today, target, isWhole }: { plan: Period; today: string; target: Target | null; isWhole: boolean }): Forecast {
  const sorted = [...series].sort((a, b) => a.month.localeCompare(b.month));
  const readings = sorted.length;
  const last = sorted.at(-1);
  if (!last || readings < fewestReadings) return { kind: 'too_little', why: 'few_readings', readings };
  // The running month is known up to today.
  const reachesTo = (month: string) => [lastDayOf(month), plan.endsOn, today].sort()[0]!;
  const lastOn = reachesTo(last.month);
  if (lastOn >= plan.endsOn) return { kind: 'too_little', why: 'over', readings };
  if (daysBetween(lastOn, today) > oldestReadingDays) return { kind: 'too_little', why: 'old_reading', readings };

  // Days since the plan began, at the end of each month; the origin first.
  const points = [{ at: 0, value: 0 }, ...sorted.map(({ month, value }) => ({ at: daysBetween(plan.startsOn, reachesTo(month)) + 1, value }))];
  const elapsed = points.at(-1)!.at;
  const slope = last.value / elapsed;
  const ahead = daysBetween(plan.startsOn, plan.endsOn) + 1 - elapsed;
  const endValue = last.value + slope * ahead;

  // What each step missed the line by, per root of its days: steps are of unequal length where a month is missing.
  const misses = points.slice(1).map(({ at, value }, index) => {
    const before = points[index]!;
    return (value - before.value - slope * (at - before.at)) / Math.sqrt(at - before.at);
  });
  const freedom = readings - 1;
  const variance = misses.reduce((sum, miss) => sum + miss ** 2, 0) / freedom;
  const spread = t80[Math.min(freedom, t80.length) - 1]! * Math.sqrt(variance * ahead * (1 + ahead / elapsed));

  // Things come whole, and none that was counted goes away.
  const low = isWhole ? Math.floor(Math.max(last.value, endValue - spread)) : round(endValue - spread);
  const high = isWhole ? Math.ceil(endValue + spread) : round(endValue + spread);
  return { kind: 'enough', endValue: isWhole ? Math.round(endValue) : round(endValue), low, high, likely: likelihood(low, high, target), readings, method: forecastMethod };
}

function likelihood(low: number, high: number, target: Target | null): 'reaches' | 'unsure' | 'misses' {
  if (target === null) return 'unsure';
  // `=` is a goal to be reached like `>=` where things accumulate.
  const [worst, best] = target.op === '<=' ? [-high, -low] : [low, high];
  const goal = target.op === '<=' ? -target.value : target.value;
  if (worst >= goal) return 'reaches';
  return best < goal ? 'misses' : 'unsure';
}
