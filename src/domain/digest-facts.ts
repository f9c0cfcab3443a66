// What the database tells about a day: the facts a digest is worded from (private.digest_facts). Plain JSON: a frozen
// digest keeps its facts, and wording them again years later must not need anything else.
import type { HazardStatus, Severity } from './hazard';
import type { ItemRecordKind, ReviewAnswer } from './item-record';
import type { Light, LitItem } from './light';
import type { ReportSide, Rung } from './milestone';
import type { ProblemKind, SubmissionKind } from './submission';
import type { OrderStatus, OrderSubject } from './supervision-order';

type Named = { id: string; name: string };

export type MilestoneFact = {
  reportId: string;
  milestoneId: string;
  rung: Rung;
  project: Named;
  agreedInvestmentYuan: number | null;
  side: ReportSide;
  reportedAt: string;
  reportedBy: Named | null;
  /** False once corrected. */
  isLive: boolean;
  answer: { answer: 'confirm' | 'dispute'; reason: string | null; onBehalf: boolean; by: Named | null } | null;
};

export type HazardFact = {
  id: string;
  severity: Severity;
  title: string;
  status: HazardStatus;
  project: Named;
  rectificationDueOn: string;
  responsible: Named | null;
};

export type OrderFact = {
  id: string;
  requirement: string;
  status: OrderStatus;
  dueOn: string;
  about: { kind: OrderSubject; id: string; title: string | null; reportKind: SubmissionKind | null; rung: Rung | null };
  project: Named | null;
  item: Named | null;
  issuedBy: Named | null;
  addressee: Named | null;
};

export type ReportFact = {
  id: string;
  kind: SubmissionKind;
  photoCount: number;
  /** Given up of these; absent in facts frozen before 缺照片 was known. */
  lostCount?: number;
  percent: number | null;
  /** Of the progress report that counted before this one. */
  previousPercent: number | null;
  problems: ProblemKind[];
  rung: Rung | null;
  failCount: number | null;
  isCorrected: boolean;
  corrects: string | null;
};

/** A record of a plan item. */
export type RecordFact = {
  id: string;
  kind: ItemRecordKind;
  /** The item that holds the value. */
  itemId: string;
  itemName: string;
  unit: string | null;
  /** Of 0 to 1, shown in per cent. */
  isShare: boolean;
  month: string | null;
  value: number | null;
  title: string | null;
  project: string | null;
  note: string | null;
  /** False once corrected. */
  isLive: boolean;
  by: Named | null;
  answer: { answer: ReviewAnswer; reason: string | null; by: Named | null } | null;
};

/** In the order in which they happened, each once: what it names is not null, the rest is. */
export type ChangeFact = {
  id: number;
  kind:
    | 'submission_counted'
    | 'correction'
    | 'milestone_confirmed'
    | 'milestone_disputed'
    | 'hazard_opened'
    | 'hazard_rectified'
    | 'hazard_returned'
    | 'hazard_closed'
    | 'hazard_extended'
    | 'record_approved'
    | 'record_returned'
    | 'item_value'
    | 'plan_imported'
    | 'order_issued'
    | 'order_acknowledged'
    | 'order_answered'
    | 'order_returned'
    | 'order_closed'
    | 'order_extended'
    | 'order_withdrawn';
  at: string;
  project: Named | null;
  /** Section of the plan that the item, or the project's item, stands in. */
  section: string | null;
  report: ReportFact | null;
  milestoneReport: MilestoneFact | null;
  /** Absent, like `causeId`, in facts frozen before records of items were known. */
  record?: RecordFact | null;
  /** The record or answer itself; of a moved value, the one that moved it. */
  causeId?: string | null;
  hazard: HazardFact | null;
  /** The plan of another year; absent in facts frozen before imports were told. */
  planImport?: { id: string; year: number; itemCount: number; by: Named | null } | null;
  /** 督办单, with what this step said; absent in facts frozen before there were any. */
  order?: (OrderFact & { reason: string | null; until: string | null }) | null;
  planItemId: string | null;
  before: number | null;
  after: number | null;
};

/** A plan item with its value, in the plan's order. */
export type ItemFact = LitItem & {
  id: string;
  name: string;
  section: string;
  kind: string;
  parentId: string | null;
  /** Itself, or the one that holds the value where two items are one figure. */
  valueItemId?: string;
  value: number | null;
  responsible: string | null;
  owner?: Named | null;
  dependsOn: string[];
};

export type DigestFacts = {
  /** The digest's day, which is also the day its lights are computed for. */
  on: string;
  plan: { year: number; startsOn: string; endsOn: string; sections: Record<string, string> } | null;
  /** Not yet in an earlier digest. */
  changes: ChangeFact[];
  items: ItemFact[];
  /** By item id, as the previous frozen digest showed them; empty for the first digest. */
  previousLights: Record<string, Light>;
  /** Standing ones, earliest due date first; so are the overdue ones of both severities. */
  majorHazards: HazardFact[];
  overdueHazards: HazardFact[];
  hazardCounts: { open: number; overdue: number };
  /** Waiting for their addressee past the date, longest first; absent in facts frozen before there were any. */
  overdueOrders?: OrderFact[];
  standingMilestones: (MilestoneFact & { status: 'reported' | 'disputed' })[];
  silentProjects: { id: string; name: string; lastRecordAt: string }[];
};
