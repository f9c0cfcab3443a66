// What the database tells about a day: the facts a digest is worded from (private.digest_facts).
import type { Light, LitItem } from './light';
import type { Measure } from './measure';
import type { Rung } from './milestone';
import type { HazardStatus, Severity } from './hazard';
import type { ProblemKind, SubmissionKind } from './submission';

type Named = { id: string; name: string };

export type MilestoneFact = {
  reportId: string;
  milestoneId: string;
  rung: Rung;
  project: Named;
  agreedInvestmentYuan: number | null;
  reportedAt: string;
  reportedBy: Named | null;
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

export type ReportFact = {
  id: string;
  kind: SubmissionKind;
  photoCount: number;
  percent: number | null;
  previousPercent: number | null;
  problems: ProblemKind[];
  rung: Rung | null;
  failCount: number | null;
  isCorrected: boolean;
};

export type ChangeFact = {
  id: number;
  kind: 'submission_counted' | 'correction' | 'milestone_confirmed' | 'milestone_disputed' | 'hazard_opened' | 'hazard_rectified'
    | 'hazard_returned' | 'hazard_closed' | 'hazard_extended' | 'item_value';
  at: string;
  project: Named | null;
  section: string | null;
  report: ReportFact | null;
  milestoneReport: MilestoneFact | null;
  hazard: HazardFact | null;
  planItemId: string | null;
  before: number | null;
  after: number | null;
};

export type ItemFact = Omit<LitItem, 'measure'> & {
  id: string;
  key: string;
  name: string;
  section: string;
  measure: Measure;
  responsible: string | null;
};

export type DigestFacts = {
  on: string;
  plan: { year: number; startsOn: string; endsOn: string; sections: Record<string, string> } | null;
  changes: ChangeFact[];
  items: ItemFact[];
  previousLights: Record<string, Light>;
  majorHazards: HazardFact[];
  overdueHazards: HazardFact[];
  hazardCounts: { open: number; overdue: number };
  standingMilestones: (MilestoneFact & { status: 'reported' | 'disputed' })[];
  silentProjects: { id: string; name: string; lastRecordAt: string }[];
};
