// 灯: 绿 normal, 黄 behind, 红 overdue, 灰 no_data, each with the rule that gave it, in words. Computed on read, since a
// light changes at midnight without a write. Red means one thing only: a due date that the plan states was missed.
import { formatDay, joinNames } from '../text/format';
import { lightRules as rules } from '../text/light';
import { addDays, daysBetween, shareElapsed } from './calendar';
import { isConfirmation, isMet, isWhole, paceOf, type Measure, type Target } from './measure';

export const lights = ['normal', 'behind', 'overdue', 'no_data'] as const;
export type Light = (typeof lights)[number];
export type LightWithRule = { light: Light; rule: string };

/** 承诺类别: how firmly the plan words a commitment. */
export const commitmentClasses = ['hard', 'stretch', 'process'] as const;
export type CommitmentClass = (typeof commitmentClasses)[number];

/**
 * Share of the expected value below which an item turns yellow. 确保 and 完成 allow a rounding error of a month's figure
 * and no more; 力争 admits that it may fall short, a tenth is then no news; 推进 and 启动 hardly move in a straight line.
 */
export const toleranceOf: Record<CommitmentClass, number> = { hard: 0.98, stretch: 0.9, process: 0.8 };

/**
 * Less than the class allows. Figures have six decimals at most, and 0.9 × 13 is 11.700000000000001 to a machine: without
 * rounding 11.7 would be yellow under a rule that says "not less than 90 %".
 */
export const isOffPace = (value: number, expected: number, commitmentClass: CommitmentClass): boolean => value < Number((expected * toleranceOf[commitmentClass]).toFixed(6));

/** Two months before its due date, what happens once and still waits for something else is not on its way. */
export const blockedWarningDays = 60;

export type Period = { startsOn: string; endsOn: string };

/**
 * The day that a plan is judged by. A year that is over stands as it ended: on the morning after, when what was due on its
 * last day is late, and on no later one.
 */
export const judgedOn = ({ endsOn }: Period, today: string): string => (today > endsOn ? addDays(endsOn, 1) : today);

export type LitItem = {
  measure: Measure;
  target: Target | null;
  commitmentClass: CommitmentClass;
  dueOn: string | null;
  /** False where the file assumed the end of the year: passing it is then never red. */
  dueStated: boolean;
  /** Last day that a reported figure covers: October's figure is held against the end of October. */
  valueUntilOn?: string | null;
  /** Names of unmet items that this one depends on. */
  blockedBy?: readonly string[];
};

type Expecting = Pick<LitItem, 'target' | 'dueOn' | 'valueUntilOn'> & { measure: Pick<Measure, 'type'> };

/**
 * Where an accumulating value should be at the end of `today`: the target times the share of the time from the plan's
 * start to the due date. In the target's unit; counts are whole, amounts have two decimals. Null for what does not
 * accumulate, has no target or no due date.
 */
export function expectedValue(item: Expecting, today: string, plan: Period): number | null {
  const { measure, target, dueOn } = item;
  if (target === null || dueOn === null || paceOf(measure, target.unit) !== 'accumulates') return null;
  const until = item.valueUntilOn && item.valueUntilOn < today ? item.valueUntilOn : today;
  const exact = target.value * shareElapsed(plan.startsOn, dueOn, until);
  return isWhole(measure) ? Math.round(exact) : Math.round(exact * 100) / 100;
}

export type LightQuestion = {
  item: LitItem;
  value: number | null;
  /** False while nobody has recorded anything; `value` is then not looked at. */
  hasData: boolean;
  today: string;
  plan: Period;
};

export function lightOf(question: LightQuestion): LightWithRule {
  const { item, today, plan } = question;
  const value = question.hasData ? question.value : null;
  if (item.measure.type === 'placeholder') return { light: 'no_data', rule: rules.placeholder };
  if (item.target === null) {
    return { light: 'no_data', rule: item.measure.type === 'narrative' ? rules.narrative : rules.noTarget };
  }
  if (isMet(item.target, value)) return { light: 'normal', rule: rules.met };
  if (today < plan.startsOn) return { light: 'no_data', rule: rules.notBegun };
  const daysLeft = item.dueOn === null ? null : daysBetween(today, item.dueOn);
  if (daysLeft !== null && daysLeft < 0 && (value !== null || isConfirmation(item.measure))) {
    const due = formatDay(item.dueOn ?? today, today);
    return item.dueStated
      ? { light: 'overdue', rule: rules.overdue(due, -daysLeft) }
      : { light: 'behind', rule: rules.pastAssumedDue(due, -daysLeft) };
  }
  if (value === null) return { light: 'no_data', rule: rules.noData };
  return lightBeforeDue(question, value, daysLeft);
}

function lightBeforeDue({ item, today, plan }: LightQuestion, value: number, daysLeft: number | null): LightWithRule {
  const { commitmentClass, blockedBy = [] } = item;
  switch (paceOf(item.measure, item.target?.unit ?? null)) {
    case 'latest':
      return { light: 'behind', rule: rules.missesTarget(commitmentClass) };
    case 'accumulates': {
      const expected = expectedValue(item, today, plan);
      if (expected === null) return { light: 'normal', rule: rules.noDue };
      const tolerance = toleranceOf[commitmentClass];
      return isOffPace(value, expected, commitmentClass)
        ? { light: 'behind', rule: rules.offPace(commitmentClass, tolerance) }
        : { light: 'normal', rule: rules.onPace(commitmentClass, tolerance) };
    }
    case 'once':
      if (daysLeft === null) return { light: 'normal', rule: rules.noDue };
      if (blockedBy.length > 0 && daysLeft <= blockedWarningDays) {
        return { light: 'behind', rule: rules.blocked(joinNames(blockedBy), daysLeft) };
      }
      return { light: 'normal', rule: rules.notDueYet(daysLeft) };
    case 'none':
      return { light: 'no_data', rule: rules.noData };
  }
}
