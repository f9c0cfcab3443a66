// 进度: where an accumulating item stands against where it should, and what is left to do each month. Pure. Where it is
// heading is forecast.ts, what light that gives light.ts.
import { daysBetween, shareElapsed } from './calendar';
import { expectedValue, type LitItem, type Period } from './light';
import { isWhole } from './measure';

export type Pace = {
  /** The day that the value speaks for: the end of a figure's month, else today. */
  on: string;
  /** Share of the time to the due date that was over by then, 0 to 1. */
  elapsed: number;
  /** Where it should have been by then. */
  expected: number;
  /** Missing by then; negative when ahead. */
  gap: number;
  /** What each remaining month has to bring so that the target is reached; null when nothing is left, or no time. */
  neededPerMonth: number | null;
};

const daysPerMonth = 365 / 12;
const round = (value: number) => Math.round(value * 100) / 100;

/** Null for what does not accumulate, has no target or due date, or nobody has said anything of. */
export function paceAgainst(item: LitItem, value: number | null, today: string, plan: Period): Pace | null {
  const expected = expectedValue(item, today, plan);
  if (expected === null || value === null || item.target === null || item.dueOn === null) return null;
  const left = item.target.value - value;
  // A month's figure leaves the time since then still to be used.
  const on = item.valueUntilOn && item.valueUntilOn < today ? item.valueUntilOn : today;
  const months = daysBetween(on, item.dueOn) / daysPerMonth;
  const each = left / Math.max(1, months);
  return {
    on,
    elapsed: shareElapsed(plan.startsOn, item.dueOn, on),
    expected,
    gap: round(expected - value),
    neededPerMonth: left > 0 && months > 0 ? (isWhole(item.measure) ? Math.ceil(each) : round(each)) : null,
  };
}
