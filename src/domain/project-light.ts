// The light of a project: its reported percent against the share of time gone, its due date, what blocks it, and
// whether anybody has been there lately.
import { formatDay, joinNames } from '../text/format';
import { projectLightRules as rules } from '../text/light';
import { rungWords } from '../text/milestone';
import { daysBetween, shareElapsed } from './calendar';
import { blockedWarningDays, type CommitmentClass, isOffPace, type LightWithRule, type Period } from './light';
import type { Rung } from './milestone';

/** 14 days without any record: the project is listed as silent (screens.md), and its percent is no longer trusted. */
export const silentAfterDays = 14;

export type LitProject = {
  /** Latest counted progress report; null without one. */
  percent: number | null;
  /** Whole days since the last record of any kind; null when there never was one. */
  silentDays: number | null;
  /** The project's own item of the plan; null for a project the plan does not follow. */
  goal: {
    /** The rung it has to reach. */
    rung: Rung | null;
    isMet: boolean;
    commitmentClass: CommitmentClass;
    dueOn: string | null;
    dueStated: boolean;
  } | null;
  /** Names of unmet items that its own items depend on. */
  blockedBy: readonly string[];
};

/** Per cent that should be done by today, in a straight line from the plan's start; null without a due date. */
export function expectedPercent(goal: LitProject['goal'], today: string, plan: Period | null): number | null {
  return plan && goal?.dueOn ? Math.round(shareElapsed(plan.startsOn, goal.dueOn, today) * 100) : null;
}

/**
 * In order of weight: reached; due date missed; blocked near the due date; nothing reported; behind the expected share;
 * silent; in time. Silence is grey, not yellow: it says that we do not know. `plan` is null before one is imported, and for
 * contacts, who may not read it: then nothing is judged.
 */
export function projectLight(project: LitProject, today: string, plan: Period | null): LightWithRule {
  const { percent, silentDays, goal, blockedBy } = project;
  const rung = goal?.rung ? rungWords[goal.rung] : '';
  if (goal?.isMet) return { light: 'normal', rule: rules.met(rung) };

  const daysLeft = goal?.dueOn ? daysBetween(today, goal.dueOn) : null;
  const due = goal?.dueOn && daysLeft !== null ? rules.due(rung, formatDay(goal.dueOn, today), goal.dueStated, daysLeft) : '';
  const saying = (reason: string) => (due ? `${due}，${reason}` : reason);

  if (goal && daysLeft !== null && daysLeft < 0) {
    return { light: goal.dueStated ? 'overdue' : 'behind', rule: saying(rules.notDone) };
  }
  if (blockedBy.length > 0 && daysLeft !== null && daysLeft <= blockedWarningDays) {
    return { light: 'behind', rule: saying(rules.blocked(joinNames(blockedBy))) };
  }
  if (percent === null) return { light: 'no_data', rule: saying(rules.noProgress) };
  if (!plan) return { light: 'no_data', rule: rules.noPlan(percent) };

  const expected = expectedPercent(goal, today, plan);
  if (goal && expected !== null && isOffPace(percent, expected, goal.commitmentClass)) {
    return { light: 'behind', rule: saying(rules.offPace(percent, expected)) };
  }
  if (silentDays !== null && silentDays > silentAfterDays) return { light: 'no_data', rule: saying(rules.silent(silentDays)) };
  return { light: 'normal', rule: expected === null ? rules.noDue(percent) : saying(rules.onPace(percent, expected)) };
}
