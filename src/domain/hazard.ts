// 隐患: its states, the moves between them, and what is computed rather than stored (overdue, repeat). Actions are
// append-only and the status is kept from them; the database enforces the same table.
import { addDays, type Instant } from './calendar';

export const severities = ['general', 'major'] as const;
export type Severity = (typeof severities)[number];

export const hazardStatuses = ['open', 'rectified', 'returned', 'closed'] as const;
export type HazardStatus = (typeof hazardStatuses)[number];

export const hazardActionKinds = [
  'opened',
  'assigned',
  'rectified',
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
  // A rectified hazard waits for one thing only: an extension asked for before is moot.
  rectified: { verified: 'closed', returned: 'returned' },
  returned: whileUnrectified('returned'),
  closed: {},
};

/** Status after an action, null where it is refused. `null` stands for a hazard that does not exist yet. */
export function nextHazardStatus(status: HazardStatus | null, action: HazardActionKind): HazardStatus | null {
  if (status === null) return action === 'opened' ? 'open' : null;
  return moves[status][action] ?? null;
}

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
