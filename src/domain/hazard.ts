// 隐患: its states, the moves between them, who may make which, and what is computed rather than stored (overdue, repeat).
// Actions are append-only and the status is kept from them; the database enforces the same tables.
import { addDays, type Instant } from './calendar';
import type { Role } from './role';

export const severities = ['general', 'major'] as const;
export type Severity = (typeof severities)[number];

export const hazardStatuses = ['open', 'rectified', 'returned', 'closed'] as const;
export type HazardStatus = (typeof hazardStatuses)[number];

export const hazardActionKinds = [
  'opened',
  'assigned',
  'rectified',
  'corrected',
  'verified',
  'returned',
  'extension_requested',
  'extended',
  'extension_refused',
] as const;
export type HazardActionKind = (typeof hazardActionKinds)[number];

/** While somebody works on it. Assigning and extending change who and until when, never the state. */
const whileUnrectified = (status: HazardStatus) =>
  ({
    assigned: status,
    rectified: 'rectified',
    extension_requested: status,
    extended: status,
    extension_refused: status,
  }) as const;

/** open → rectified → closed, or rectified → returned → rectified. What is missing here is refused. */
const moves: Record<HazardStatus, Partial<Record<HazardActionKind, HazardStatus>>> = {
  open: whileUnrectified('open'),
  // A rectified hazard waits for one thing only: an extension asked for before is moot. `corrected`: its rectification was
  // reported wrong and is reported anew.
  rectified: { verified: 'closed', returned: 'returned', corrected: 'rectified' },
  returned: whileUnrectified('returned'),
  closed: {},
};

/** Status after an action, null where it is refused. `null` stands for a hazard that does not exist yet. */
export function nextHazardStatus(status: HazardStatus | null, action: HazardActionKind): HazardStatus | null {
  if (status === null) return action === 'opened' ? 'open' : null;
  return moves[status][action] ?? null;
}

export type HazardParties = {
  /** 责任人, named by the office. */
  responsibleId: string | null;
  projectEnterpriseId: string | null;
  /** Whoever sent the latest rectification, or one that it corrects, or brought it in from a phone that could not send. */
  rectifierIds: readonly string[];
  /** Who asked for the extension that waits. */
  extensionRequestedById: string | null;
};
export type HazardCaller = { id: string; role: Role; enterpriseId: string | null };
export type HazardRefusal = 'role_refused' | 'not_responsible' | 'not_independent' | 'own_request';

/**
 * May this person make that move, whatever the state? The office assigns; the responsible person or the enterprise's
 * contact rectifies and asks for more time; an inspector or office person verifies who neither rectified nor answers for
 * it; a leader or the office decides about more time, never who asked. Opening and correcting go by the rules of their
 * records. Null: yes.
 */
export function hazardRefusal(action: HazardActionKind, caller: HazardCaller, parties: HazardParties): HazardRefusal | null {
  const { responsibleId, rectifierIds } = parties;
  switch (action) {
    case 'assigned':
      return caller.role === 'office' ? null : 'role_refused';
    case 'rectified':
    case 'extension_requested': {
      if (caller.role === 'leader') return 'role_refused';
      const answers = caller.id === responsibleId || (caller.role === 'contact' && caller.enterpriseId === parties.projectEnterpriseId);
      return answers ? null : 'not_responsible';
    }
    case 'verified':
    case 'returned': {
      if (caller.role !== 'inspector' && caller.role !== 'office') return 'role_refused';
      return caller.id === responsibleId || rectifierIds.includes(caller.id) ? 'not_independent' : null;
    }
    case 'extended':
    case 'extension_refused':
      if (caller.role !== 'leader' && caller.role !== 'office') return 'role_refused';
      return caller.id === parties.extensionRequestedById ? 'own_request' : null;
    case 'opened':
    case 'corrected':
      return null;
  }
}

/** Whom the office may name: its own people in the field or in the office, or a contact of the project's enterprise. */
export const mayBeResponsible = (person: Pick<HazardCaller, 'role' | 'enterpriseId'>, projectEnterpriseId: string | null): boolean =>
  person.role === 'contact' ? person.enterpriseId === projectEnterpriseId : person.role !== 'leader';

/** What a photo of a rectification shows; the item key of its manifest entry. One without shows the state after. */
export const rectificationSides = ['before', 'after'] as const;
export type RectificationSide = (typeof rectificationSides)[number];

/** 五落实: for 重大 all five are asked for, for 一般 person, measures and time (domain.md). */
export const majorOnlyFields = ['funds', 'contingencyPlan'] as const;

/**
 * Calendar days that a form proposes. 7 for a general hazard is the usual term of local inspections (mockup 05); a
 * major one is to be dealt with at once, and 3 days is what a guard rail, a valve or a detector takes. Both may be
 * changed by the person who opens it.
 */
export const defaultDueDays: Record<Severity, number> = { general: 7, major: 3 };

export function defaultDueOn(severity: Severity, openedOn: string): string {
  return addDays(openedOn, defaultDueDays[severity]);
}

/** The due date itself is still in time. A rectified hazard stays overdue until it is closed. */
export function isOverdue(hazard: { status: HazardStatus; rectificationDueOn: string }, today: string): boolean {
  return hazard.status !== 'closed' && hazard.rectificationDueOn < today;
}

export const repeatWindowDays = 90;

export type ClauseFinding = {
  projectId: string;
  /** Both null for a hazard opened without a checklist, which repeats nothing. */
  checklistId: string | null;
  itemKey: string | null;
  openedAt: Instant;
};

/** 重复隐患: the same project and checklist clause, less than 90 days (of 24 hours) after an earlier one. */
export function isRepeat(finding: ClauseFinding, earlier: ClauseFinding): boolean {
  const ageMs = new Date(finding.openedAt).getTime() - new Date(earlier.openedAt).getTime();
  return (
    finding.itemKey !== null &&
    finding.checklistId !== null &&
    finding.projectId === earlier.projectId &&
    finding.checklistId === earlier.checklistId &&
    finding.itemKey === earlier.itemKey &&
    ageMs >= 0 &&
    ageMs < repeatWindowDays * 24 * 3600_000
  );
}
