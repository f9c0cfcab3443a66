// 催办: what people are reminded of on a day. The database makes the reminders by the same rules (private.hazard_reminder,
// private.order_reminder, private.milestone_reminder, api.remind_park); tests hold the two equal.
import { addDays, daysBetween, parkDay, type Instant } from './calendar';
import type { HazardStatus } from './hazard';
import { answerDueOn, type MilestoneStatus } from './milestone';
import type { NoticeKind } from './notice';
import { isOwed, type OrderStatus } from './supervision-order';

export const dueSoonDays = 3;
export const unsettledDays = 7;

export type Reminder = { kind: NoticeKind; event: string };

/**
 * `event` tells one reminder from another of the same hazard: a new due date, a further week overdue. A day that was
 * missed is made up for only by what is still true.
 */
export function hazardReminder({ status, dueOn }: { status: HazardStatus; dueOn: string }, today: string): Reminder | null {
  if (status === 'closed' || (status === 'rectified' && dueOn >= today)) return null;
  return dueReminder('hazard', dueOn, today);
}

function dueReminder(about: 'hazard' | 'order', dueOn: string, today: string): Reminder | null {
  const days = daysBetween(today, dueOn);
  if (days > dueSoonDays) return null;
  if (days > 0) return { kind: `${about}_due_soon`, event: dueOn };
  if (days === 0) return { kind: `${about}_due_today`, event: dueOn };
  return { kind: `${about}_overdue`, event: `${dueOn}:${Math.floor((-days - 1) / 7)}` };
}

/** What was answered waits for the leader, whose 今天 lists it. */
export function orderReminder({ status, dueOn }: { status: OrderStatus; dueOn: string }, today: string): Reminder | null {
  return isOwed(status) ? dueReminder('order', dueOn, today) : null;
}

/** Who owes it; the leader who decides when it is late, and where nobody is left to answer. */
export function orderRemindedOf(kind: NoticeKind, { hasAddressee }: { hasAddressee: boolean }): ('addressee' | 'decider')[] {
  const addressee = hasAddressee ? (['addressee'] as const) : [];
  return kind === 'order_overdue' || !hasAddressee ? [...addressee, 'decider'] : [...addressee];
}

export type ReminderParty = 'responsible' | 'contacts' | 'office';

/** Those who rectify; the office when it is late, and where nobody else answers for it. What is rectified waits for the office. */
export function remindedOf(kind: NoticeKind, { status, hasResponsible, hasContacts }: { status: HazardStatus; hasResponsible: boolean; hasContacts: boolean }): ReminderParty[] {
  const rectifiers: ReminderParty[] = status === 'rectified' ? [] : [...(hasResponsible ? (['responsible'] as const) : []), ...(hasContacts ? (['contacts'] as const) : [])];
  return kind === 'hazard_overdue' || rectifiers.length === 0 ? [...rectifiers, 'office'] : rectifiers;
}

export type StandingMilestone = { status: MilestoneStatus; reportedAt: Instant; /** Of a dispute. */ answeredAt: Instant | null };

export function milestoneReminder({ status, reportedAt, answeredAt }: StandingMilestone, today: string): NoticeKind | null {
  if (status === 'disputed') return answeredAt !== null && today >= addDays(parkDay(answeredAt), unsettledDays) ? 'milestone_unsettled' : null;
  if (status !== 'reported') return null;
  const dueOn = answerDueOn(reportedAt);
  if (today === dueOn) return 'milestone_answer_due';
  return today > dueOn ? 'milestone_answer_overdue' : null;
}
