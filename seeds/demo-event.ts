// What the demo's people did: plain data that a runner replays through the same SQL functions as the phones. Ids of
// projects are those of the plan file, keys of people those of the cast; the runner looks both up.
import type { Severity } from '../src/domain/hazard';
import type { Rung } from '../src/domain/milestone';
import type { LocationMissingReason, PhotoSource, Point, ProblemKind } from '../src/domain/submission';
import type { PersonKey } from './demo-people';

/** One entry of a manifest. A place or the reason why there is none, never both. */
export type EventPhoto = {
  /** In seeds/photos. One report may name a picture twice: the runner gives each entry its own bytes (withComment). */
  file: string;
  /** The failed clause it shows. */
  itemKey?: string;
  source: PhotoSource;
  location: (Point & { accuracyM: number }) | null;
  locationMissing?: LocationMissingReason;
};

export type EventHazard = { severity: Severity; title: string; detail?: string; rectificationDueOn: string };

export type EventMilestone = { rung: Rung; occurredOn: string; agreedInvestmentYuan?: number };

type Common = {
  /** Stable name of the event; answers refer to it. */
  key: string;
  /** When the server received it, ISO 8601 in Asia/Shanghai. */
  at: string;
  by: PersonKey;
  /** Id of the project in the plan file. */
  project: string;
};

export type DemoEvent = Common &
  (
    | { kind: 'inspection'; photos: EventPhoto[]; note?: string }
    | {
        kind: 'progress';
        percent: number;
        percentReason?: string;
        investmentToDateYuan?: number;
        problems: ProblemKind[];
        problemNote?: string;
        note?: string;
        milestone?: EventMilestone;
        photos: EventPhoto[];
      }
    | {
        kind: 'safety_check';
        /** Key of the checklist. Clauses named in neither list passed. */
        checklist: string;
        failed: { key: string; defects: string[]; hazard: EventHazard }[];
        notApplicable: string[];
        note?: string;
        photos: EventPhoto[];
      }
    | ({ kind: 'milestone_report'; photos: EventPhoto[]; note?: string } & EventMilestone)
    /** `report`: key of the event that reported the milestone. */
    | { kind: 'milestone_confirm'; report: string }
    | { kind: 'milestone_dispute'; report: string; reason: string }
    | { kind: 'hazard_open'; hazard: EventHazard; photos: EventPhoto[]; note?: string }
    | { kind: 'project_fact'; location?: Point; totalInvestmentYuan?: number; plannedDates?: Partial<Record<Rung, string>>; note?: string }
  );
export type DemoEventKind = DemoEvent['kind'];
export type DemoEventOf<K extends DemoEventKind> = Extract<DemoEvent, { kind: K }>;
