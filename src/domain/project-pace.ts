// 里程碑进度: planned against actual dates of a project's ladder, and what holds up the next rung. Pure.
import { daysBetween } from './calendar';
import { type MilestoneStatus, type Rung, rungs } from './milestone';

export type LadderSlot = { rung: Rung; status: MilestoneStatus; plannedOn: string | null; occurredOn: string | null };

export type LadderPace = {
  rung: Rung;
  plannedOn: string | null;
  /** Confirmed only: what one party says has not happened yet. */
  actualOn: string | null;
  /** Positive is late, negative early; of a rung that is not reached against today, and only once it is late. Null where nothing was planned. */
  daysLate: number | null;
};

/** In the order of the ladder. */
export function ladderPace(slots: readonly LadderSlot[], today: string): LadderPace[] {
  return rungs.flatMap((rung) => {
    const slot = slots.find((one) => one.rung === rung);
    if (!slot) return [];
    const actualOn = slot.status === 'confirmed' ? slot.occurredOn : null;
    const { plannedOn } = slot;
    const days = plannedOn === null ? null : daysBetween(plannedOn, actualOn ?? today);
    return [{ rung, plannedOn, actualOn, daysLate: days === null || (actualOn === null && days <= 0) ? null : days }];
  });
}

/** The lowest rung above the highest confirmed one; null at the top. */
export function nextRung(slots: readonly LadderSlot[]): Rung | null {
  const confirmed = slots.filter(({ status }) => status === 'confirmed').map(({ rung }) => rungs.indexOf(rung));
  return rungs[Math.max(-1, ...confirmed) + 1] ?? null;
}
