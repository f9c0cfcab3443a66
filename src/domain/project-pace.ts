// 里程碑进度: planned against actual dates of a project's ladder, which rung comes next, and what holds it up. Pure.
import { daysBetween } from './calendar';
import { isExpected, type MilestoneStatus, type Rung, rungs } from './milestone';
import { isFinished, type ProjectCategory } from './project';

export type LadderSlot = { rung: Rung; status: MilestoneStatus; plannedOn: string | null; occurredOn: string | null };

/** reached: confirmed. skipped: not, though a higher one is. next: the one to come. ahead: those above it. */
export const rungPaces = ['reached', 'skipped', 'next', 'ahead'] as const;

export type LadderPace = {
  rung: Rung;
  state: (typeof rungPaces)[number];
  plannedOn: string | null;
  /** Confirmed only: what one party says has not happened yet. */
  actualOn: string | null;
  /** Positive is late, negative early; of a rung that is not reached against today, and only once it is late. Null where nothing was planned. */
  daysLate: number | null;
};

type Climbing = { category: ProjectCategory; milestones: readonly LadderSlot[] };

/** All seven, in the order of the ladder. */
export function ladderPace(project: Climbing, today: string): LadderPace[] {
  const next = nextRung(project);
  const highest = highestOf(project.milestones);
  return rungs.map((rung, index): LadderPace => {
    const slot = project.milestones.find((one) => one.rung === rung);
    const isReached = slot?.status === 'confirmed';
    const actualOn = isReached ? slot.occurredOn : null;
    const plannedOn = slot?.plannedOn ?? null;
    const days = plannedOn === null ? null : daysBetween(plannedOn, actualOn ?? today);
    const state = isReached ? 'reached' : index < highest ? 'skipped' : rung === next ? 'next' : 'ahead';
    // One that was passed by, or stands beyond the project's last, is asked of nobody any more.
    const isOpen = next !== null && (state === 'next' || state === 'ahead');
    return { rung, state, plannedOn, actualOn, daysLate: days === null || (!isReached && (!isOpen || days <= 0)) ? null : days };
  });
}

const highestOf = (slots: readonly LadderSlot[]): number => Math.max(-1, ...slots.filter(({ status }) => status === 'confirmed').map(({ rung }) => rungs.indexOf(rung)));

/** The lowest rung above the highest confirmed one that such a project takes; null where it has nothing more to reach. */
export function nextRung({ category, milestones }: Climbing): Rung | null {
  const highest = highestOf(milestones);
  if (isFinished({ category, stage: rungs[highest] ?? null })) return null;
  return rungs.slice(highest + 1).find((rung) => isExpected(rung, category)) ?? null;
}

export type Dependency = { itemId: string; name: string; isMet: boolean; project: { id: string; planItem: { dueOn: string | null } | null } | null };

type Waiting<T> = { id: string; planItem: { id: string } | null; blockers: readonly T[] };

/**
 * What a project waits for, nearest first: a step of its own comes before what others have to do, then what is due earlier,
 * then the order of the plan, which names earlier steps first. Its own goal is none: items that stand for the project, such
 * as a site visit, wait for that, but it does not wait for itself.
 */
export function unmetDependencies<T extends Dependency>({ id, planItem, blockers }: Waiting<T>): T[] {
  const dueOn = ({ project }: T) => project?.planItem?.dueOn ?? '9999-12-31';
  const isOthers = ({ project }: T) => Number(project?.id !== id);
  return blockers
    .filter(({ isMet, itemId }, index) => !isMet && itemId !== planItem?.id && blockers.findIndex((one) => one.itemId === itemId) === index)
    .sort((a, b) => isOthers(a) - isOthers(b) || dueOn(a).localeCompare(dueOn(b)));
}
