// The value of a plan item at the end of each month, from the records behind it. Pure.
import { monthOf, monthsOf, parkDay } from './calendar';
import type { MonthlyValue } from './forecast';
import type { Period } from './light';

export type Happened = { on: string; amount: number };
export type Approved = { month: string; value: number; reportedAt: string };

/** Figures: one for each month, that of the latest approval where a month was reported twice. */
export function seriesOfReadings(readings: readonly Approved[]): MonthlyValue[] {
  const latest = new Map<string, Approved>();
  for (const reading of readings) {
    const known = latest.get(reading.month);
    if (!known || known.reportedAt < reading.reportedAt) latest.set(reading.month, reading);
  }
  return [...latest.values()].map(({ month, value }) => ({ month, value })).sort((a, b) => a.month.localeCompare(b.month));
}

/** What follows from other items: the value as it stood at the end of each month. `start`: before its first change; null where it was none. */
export function seriesOfHistory(history: readonly { at: string; value: number | null }[], start: 0 | null, plan: Period, today: string): MonthlyValue[] {
  const ordered = [...history].sort((a, b) => a.at.localeCompare(b.at));
  if (ordered.length === 0) return [];
  return monthsOf(plan.startsOn, today < plan.endsOn ? today : plan.endsOn).flatMap((month) => {
    const changed = ordered.filter(({ at }) => monthOf(parkDay(at)) <= month).at(-1);
    const value = changed ? changed.value : start;
    return value === null ? [] : [{ month, value }];
  });
}

/** Counts and sums: what had happened by the end of each month that is over or running. Before anything happened there is no series. */
export function seriesOfHappenings(happened: readonly Happened[], plan: Period, today: string): MonthlyValue[] {
  if (happened.length === 0) return [];
  const until = today < plan.endsOn ? today : plan.endsOn;
  return monthsOf(plan.startsOn, until).map((month) => ({
    month,
    value: Math.round(happened.filter(({ on }) => monthOf(on) <= month).reduce((sum, { amount }) => sum + amount, 0) * 1e6) / 1e6,
  }));
}
