// 里程碑 needs two parties: one reports a rung of a project with proof, the other confirms or disputes. Only confirmed
// ones count and nothing is ever confirmed by silence (domain.md, Rules). The database enforces the same rules in
// private.receive_milestone_answer and private.refresh_milestone; a test holds the two equal.
import { addWorkingDays, type Instant, parkDay } from './calendar';
import { type ProjectCategory, publicWorks } from './project';
import type { Role } from './role';

/** The ladder, lowest first. */
export const rungs = [
  'negotiating',
  'signed',
  'land_committee_passed',
  'land_acquired',
  'construction_started',
  'completed',
  'in_production',
] as const;
export type Rung = (typeof rungs)[number];

export const milestoneStatuses = ['none', 'reported', 'disputed', 'confirmed'] as const;
export type MilestoneStatus = (typeof milestoneStatuses)[number];

/** The two parties. */
export const reportSides = ['park', 'enterprise'] as const;
export type ReportSide = (typeof reportSides)[number];

export const milestoneAnswers = ['confirm', 'dispute'] as const;
export type MilestoneAnswer = (typeof milestoneAnswers)[number];

/** How long the other party is asked to take; after it the office sees 超期未确认. */
export const answerWorkingDays = 3;

export function sideOf(role: Role): ReportSide {
  return role === 'contact' ? 'enterprise' : 'park';
}

/** Rungs below `rung` that are not confirmed: allowed, but flagged. */
export function skippedRungs(confirmedRungs: readonly Rung[], rung: Rung): Rung[] {
  return rungs.slice(0, rungs.indexOf(rung)).filter((lower) => !confirmedRungs.includes(lower));
}

const rungsOfPublicWorks: readonly Rung[] = ['construction_started', 'completed', 'in_production'];

/** Whether a project of this category is expected to take that rung; one that is not is never flagged as skipped. */
export const isExpected = (rung: Rung, category: ProjectCategory): boolean => !publicWorks.includes(category) || rungsOfPublicWorks.includes(rung);

type Standing = { category: ProjectCategory; milestones: ReadonlyArray<{ rung: Rung; status: MilestoneStatus }> };

/** Of the rungs that were skipped when a report came, those to flag today: expected, and not confirmed since. */
export function stillSkipped(skipped: readonly Rung[], { category, milestones }: Standing): Rung[] {
  return skipped.filter((rung) => isExpected(rung, category) && milestones.find((one) => one.rung === rung)?.status !== 'confirmed');
}

export type Answering = {
  /** `importedById`: the office person who brought it in from a phone that could not send. */
  report: { side: ReportSide; reportedById: string; importedById?: string | null };
  caller: { id: string; role: Role; enterpriseId: string | null };
  projectEnterpriseId: string | null;
  /** Whether that enterprise has a contact whose account is open. */
  enterpriseHasContact: boolean;
};

export type AnswerRefusal = 'own_report' | 'imported_report' | 'other_party_answers' | 'second_office_person_needed';
/** `onBehalf`: shown as 管委会代确认. */
export type AnswerPermission = { allowed: true; onBehalf: boolean } | { allowed: false; code: AnswerRefusal };

/**
 * May this person answer that report? A contact's report is answered by an inspector or the office; the park's by the
 * enterprise's contact or, where the project has none yet (signing, roads, pipes), by a second office person. Who imported
 * a report counts as a party to it, like its reporter.
 */
export function mayAnswer({ report, caller, projectEnterpriseId, enterpriseHasContact }: Answering): AnswerPermission {
  if (report.reportedById === caller.id) return { allowed: false, code: 'own_report' };
  if (report.importedById === caller.id) return { allowed: false, code: 'imported_report' };
  if (report.side === 'enterprise') {
    const isPark = caller.role === 'inspector' || caller.role === 'office';
    return isPark ? { allowed: true, onBehalf: false } : { allowed: false, code: 'other_party_answers' };
  }
  if (projectEnterpriseId !== null && enterpriseHasContact) {
    const isContact = caller.role === 'contact' && caller.enterpriseId === projectEnterpriseId;
    return isContact ? { allowed: true, onBehalf: false } : { allowed: false, code: 'other_party_answers' };
  }
  return caller.role === 'office' ? { allowed: true, onBehalf: true } : { allowed: false, code: 'second_office_person_needed' };
}

export type LiveReport = { seq: number; isComplete: boolean; answer: MilestoneAnswer | null };

/**
 * Which of a milestone's live reports stands: the confirmed one, else the latest whose photos are all there. One whose
 * photos never come hides no dispute and no question; it stands only where there is no other.
 */
export function standingReport<T extends LiveReport>(live: readonly T[]): T | null {
  const rank = ({ isComplete, answer }: LiveReport) => (answer === 'confirm' ? 2 : isComplete ? 1 : 0);
  return [...live].sort((a, b) => rank(b) - rank(a) || b.seq - a.seq)[0] ?? null;
}

/**
 * Both with their photos, since until these are there nothing moves. `report`: a further report. `correct`: a new report
 * that names the standing one, which then stops counting.
 * `confirm` and `dispute` answer the standing one.
 */
export const milestoneEvents = ['report', 'confirm', 'dispute', 'correct'] as const;
export type MilestoneEvent = (typeof milestoneEvents)[number];

/**
 * A report is answered once, so a settled dispute needs a new report; a further report beside a confirmed one changes
 * nothing; a corrected confirmed milestone must be confirmed again. What is missing here is refused.
 */
const moves: Record<MilestoneStatus, Partial<Record<MilestoneEvent, MilestoneStatus>>> = {
  none: { report: 'reported' },
  reported: { report: 'reported', confirm: 'confirmed', dispute: 'disputed', correct: 'reported' },
  disputed: { report: 'reported', correct: 'reported' },
  confirmed: { report: 'confirmed', correct: 'reported' },
};

/** Null where the event is refused in that status. */
export function nextStatus(status: MilestoneStatus, event: MilestoneEvent): MilestoneStatus | null {
  return moves[status][event] ?? null;
}

/** Last day of the three working days, counted from the day after the server received the report. */
export function answerDueOn(reportedAt: Instant): string {
  return addWorkingDays(parkDay(reportedAt), answerWorkingDays);
}

/** 超期未确认. A disputed report has been answered. */
export function isAnswerOverdue(report: { status: MilestoneStatus; reportedAt: Instant }, today: string): boolean {
  return report.status === 'reported' && today > answerDueOn(report.reportedAt);
}
