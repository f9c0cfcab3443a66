// 预计: where an accumulating value will stand on its due date, at the latest at the end of the plan, if it goes on as it
// did. Pure.
//
// Method: the drift method (random walk with drift; Hyndman & Athanasopoulos, Forecasting: Principles and Practice,
// 3rd ed., §5.2), from the known origin, 0 at the plan's start, to the latest cumulative value. The slope is that of the
// line through both, so months may be missing; the range is the 80 % prediction interval, by Student's t since there are
// few months. What would need a guess is 数据不足, with the reason.
import { daysBetween, lastDayOf, monthOf } from './calendar';
import type { LitItem, Period } from './light';
import { accumulates, isWhole, type Target } from './measure';

export const forecastMethod = 'drift';
/** Below this many months with data a range would be wider than the answer is worth. */
export const fewestReadings = 3;
/** A last figure older than this many days (three months and the week in which the next is due) says how things went once. */
export const oldestReadingDays = 100;

/** Cumulative to the end of the month; one for each month, missing ones left out. */
export type MonthlyValue = { month: string; value: number };

export type Forecast =
  | {
      kind: 'enough';
      /** The day it is for: the due date, or the plan's last day where that comes first. */
      endsOn: string;
      endValue: number;
      low: number;
      high: number;
      /** Said of the target only where the whole range says it. */
      likely: 'reaches' | 'unsure' | 'misses';
      /** Months with data: with a figure, or in which something happened. */
      readings: number;
      method: typeof forecastMethod;
    }
  | { kind: 'too_little'; why: 'few_readings' | 'old_reading' | 'over'; readings: number };

export type ForecastQuestion = { item: Pick<LitItem, 'target' | 'dueOn'> & { measure: Pick<LitItem['measure'], 'type'> }; plan: Period; today: string };

/** Two-sided 80 % quantiles of Student's t for 1 to 12 degrees of freedom (NIST/SEMATECH e-Handbook, §1.3.6.7.2, column 0.90). */
const t80 = [3.078, 1.886, 1.638, 1.533, 1.476, 1.44, 1.415, 1.397, 1.383, 1.372, 1.363, 1.356];

/** Null for what does not accumulate, ranks and rates among it, and for what has no target: its unit is then unknown. */
export function forecastOf(series: readonly MonthlyValue[], { item, plan, today }: ForecastQuestion): Forecast | null {
  const { measure, target, dueOn } = item;
  if (target === null || !accumulates(measure, target.unit)) return null;

  // Figures are sent in; everything else follows from what happened, and there a month without a record is a month of nothing.
  const isFigure = measure.type === 'reported';
  const known = [...series].filter(({ month }) => month <= monthOf(today)).sort((a, b) => a.month.localeCompare(b.month));
  const readings = isFigure ? known.length : known.filter(({ value }, index) => value !== (known[index - 1]?.value ?? 0)).length;
  const last = known.at(-1);
  const endsOn = dueOn !== null && dueOn < plan.endsOn ? dueOn : plan.endsOn;
  // The running month is known up to today; of what happened, so is every month before it.
  const knownUntil = (month: string) => (lastDayOf(month) < today ? lastDayOf(month) : today);
  const lastOn = last && knownUntil(last.month);
  if ((isFigure ? (lastOn ?? '') : today) >= endsOn) return { kind: 'too_little', why: 'over', readings };
  if (!lastOn || readings < fewestReadings) return { kind: 'too_little', why: 'few_readings', readings };
  if (daysBetween(lastOn, today) > oldestReadingDays) return { kind: 'too_little', why: 'old_reading', readings };

  // Days since the plan began, at the end of each month; the origin first.
  const dayOf = (on: string) => daysBetween(plan.startsOn, on) + 1;
  const points = [{ at: 0, value: 0 }, ...known.map(({ month, value }) => ({ at: dayOf(knownUntil(month)), value }))];
  const { at: elapsed, value: reached } = points.at(-1)!;
  const ahead = dayOf(endsOn) - elapsed;
  const slope = reached / elapsed;
  const end = reached + slope * ahead;
  const spread = spreadOf(points, slope, ahead);
  const rounded = isWhole(measure) ? inWholes(end, spread) : { endValue: toCents(end), low: toCents(end - spread), high: toCents(end + spread) };
  // What was counted does not go away again; a figure may be revised.
  const low = isFigure ? rounded.low : Math.max(reached, rounded.low);
  return { kind: 'enough', endsOn, ...rounded, low, likely: likelihood(low, rounded.high, target), readings, method: forecastMethod };
}

/** Half the width of the range after `ahead` more days: σ √(h (1 + h/T)), with the step of a day as unit. */
function spreadOf(points: readonly { at: number; value: number }[], slope: number, ahead: number): number {
  // What each step missed the line by, per root of its days: steps are of unequal length, more so where a month is missing.
  const misses = points.slice(1).map(({ at, value }, index) => {
    const before = points[index]!;
    return (value - before.value - slope * (at - before.at)) / Math.sqrt(at - before.at);
  });
  const freedom = misses.length - 1;
  const variance = misses.reduce((sum, miss) => sum + miss ** 2, 0) / freedom;
  const quantile = t80[Math.min(freedom, t80.length) - 1]!;
  return quantile * Math.sqrt(variance * ahead * (1 + ahead / points.at(-1)!.at));
}

const toCents = (value: number) => Math.round(value * 100) / 100;

/** Things come whole: the range goes out to the next ones, but not because 30 was worked out as 29.999999999. */
function inWholes(end: number, spread: number): { endValue: number; low: number; high: number } {
  const tidy = (value: number) => Math.round(value * 1e6) / 1e6;
  return { endValue: Math.round(tidy(end)), low: Math.floor(tidy(end - spread)), high: Math.ceil(tidy(end + spread)) };
}

function likelihood(low: number, high: number, { op, value }: Target): 'reaches' | 'unsure' | 'misses' {
  if (op === '<=') return high <= value ? 'reaches' : low > value ? 'misses' : 'unsure';
  // `=` is a goal to be reached, like `>=`, where things accumulate.
  return low >= value ? 'reaches' : high < value ? 'misses' : 'unsure';
}
