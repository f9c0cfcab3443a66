// How a plan item's value is made (计量方式). The plan is data: a `measure` of the plan file names one of these, and
// another year's file changes no code. Values themselves are kept by the database (private.milestone_evidence).
import { formulaParts as parts, formulaSentences as sentences } from '../text/measure';
import { rungWords } from '../text/milestone';
import type { Rung } from './milestone';

/** Project and item ids inside a measure are those of the plan file, not of the database. */
export type Measure =
  | { type: 'reported' }
  | { type: 'done' }
  | { type: 'milestone'; project: string; milestone: Rung }
  | { type: 'stage'; project: string; targetMilestone: Rung }
  | { type: 'count_milestones'; milestone: Rung; projects?: readonly string[]; minInvestmentYi?: number; byDue?: boolean }
  | { type: 'sum_investment'; milestone: Rung; projects?: readonly string[]; minInvestmentYi?: number; byDue?: boolean }
  | { type: 'count_achievements' }
  | { type: 'count_children_done' }
  | { type: 'count_done'; of: readonly string[] }
  | { type: 'ratio'; numerator: string; denominator: string }
  | { type: 'complement'; of: string }
  | { type: 'count_incidents' }
  | { type: 'narrative' }
  | { type: 'placeholder'; count: number };

export const measureTypes = [
  'reported',
  'done',
  'milestone',
  'stage',
  'count_milestones',
  'sum_investment',
  'count_achievements',
  'count_children_done',
  'count_done',
  'ratio',
  'complement',
  'count_incidents',
  'narrative',
  'placeholder',
] as const satisfies readonly Measure['type'][];
export type MeasureType = (typeof measureTypes)[number];

export const targetOps = ['>=', '<=', '='] as const;
export type TargetOp = (typeof targetOps)[number];
export type Target = { op: TargetOp; value: number; unit: string };

/** Without a target or a value never. Same as private.is_met. */
export function isMet(target: Pick<Target, 'op' | 'value'> | null, value: number | null): boolean {
  if (target === null || value === null) return false;
  if (target.op === '>=') return value >= target.value;
  return target.op === '<=' ? value <= target.value : value === target.value;
}

/** Units of figures that say how things stand, not how much has come together: a growth rate, a rank. */
const latestUnits = ['%', '位'];

/**
 * `accumulates`: grows over the period, so it can be held against the share elapsed. `once`: happens or does not, so it
 * is in time until it is due. `latest`: only the newest value counts. `none`: has no number.
 */
export type Pace = 'accumulates' | 'once' | 'latest' | 'none';

const paces: Record<Exclude<MeasureType, 'reported'>, Pace> = {
  done: 'once',
  milestone: 'once',
  stage: 'once',
  count_milestones: 'accumulates',
  sum_investment: 'accumulates',
  count_achievements: 'accumulates',
  count_children_done: 'accumulates',
  count_done: 'accumulates',
  ratio: 'latest',
  complement: 'latest',
  count_incidents: 'latest',
  narrative: 'none',
  placeholder: 'none',
};

export function paceOf(measure: Pick<Measure, 'type'>, unit: string | null): Pace {
  const { type } = measure;
  if (type !== 'reported') return paces[type];
  return unit !== null && latestUnits.includes(unit) ? 'latest' : 'accumulates';
}

export function accumulates(measure: Pick<Measure, 'type'>, unit: string | null): boolean {
  return paceOf(measure, unit) === 'accumulates';
}

/** A value of 0 to 1 that people read in per cent. */
export const isShare = ({ type }: Pick<Measure, 'type'>): boolean => type === 'ratio' || type === 'complement';

/** Counts of things: half a project cannot be expected. */
export function isWhole(measure: Pick<Measure, 'type'>): boolean {
  return measure.type.startsWith('count_');
}

/**
 * Confirmations, as against figures that somebody has to send in: once the due date is over, one that nobody recorded
 * has not happened, while a figure that nobody sent is unknown.
 */
export function isConfirmation(measure: Measure): boolean {
  return measure.type !== 'count_incidents' && (isWhole(measure) || paceOf(measure, null) === 'once');
}

/** Names by id of the plan file; where one is missing the sentence says it in general words. */
export type FormulaNames = {
  projects?: Readonly<Record<string, string>>;
  items?: Readonly<Record<string, string>>;
  /** Of the target; null where the plan gives none. */
  unit?: string | null;
  /** Names of the items that are the same figure. */
  sameAs?: readonly string[];
};

/** 怎么算的: one to three Chinese sentences. */
export function formulaWords(measure: Measure, names: FormulaNames = {}): string {
  const { sameAs = [] } = names;
  return ownWords(measure, names) + (sameAs.length > 0 ? sentences.sameAs(sameAs) : '');
}

function ownWords(measure: Measure, names: FormulaNames): string {
  const project = (id: string) => names.projects?.[id] ?? parts.thisProject;
  switch (measure.type) {
    case 'reported':
      if (!names.unit) return sentences.reportedOpen;
      return accumulates(measure, names.unit) ? sentences.reported : sentences.reportedLatest;
    case 'done':
      return sentences.done;
    case 'milestone':
      return sentences.milestone(project(measure.project), rungWords[measure.milestone]);
    case 'stage':
      return sentences.stage(project(measure.project), rungWords[measure.targetMilestone]);
    case 'count_milestones':
      return sentences.countMilestones(amongWords(measure, names), rungWords[measure.milestone], limitWords(measure));
    case 'sum_investment':
      return sentences.sumInvestment(amongWords(measure, names), rungWords[measure.milestone], limitWords(measure));
    case 'count_achievements':
      return sentences.countAchievements;
    case 'count_children_done':
      return sentences.countChildrenDone;
    case 'count_done':
      return sentences.countDone(known(measure.of, names.items), measure.of.length);
    case 'ratio':
      return sentences.ratio(measure.numerator, measure.denominator);
    case 'complement': {
      const [name] = known([measure.of], names.items);
      return sentences.complement(name ? parts.quoted(name) : parts.anotherItem);
    }
    case 'count_incidents':
      return sentences.countIncidents;
    case 'narrative':
      return sentences.narrative;
    case 'placeholder':
      return sentences.placeholder(measure.count);
  }
}

type Limited = Extract<Measure, { type: 'count_milestones' | 'sum_investment' }>;

function amongWords({ projects }: Limited, names: FormulaNames): string {
  return projects ? parts.ofProjects(known(projects, names.projects), projects.length) : '';
}

function limitWords({ minInvestmentYi, byDue }: Limited): string {
  return (minInvestmentYi === undefined ? '' : parts.minInvestment(minInvestmentYi)) + (byDue ? parts.onTime : '');
}

/** All names, or none where one is missing: half a list would read as the whole. */
function known(ids: readonly string[], names: Readonly<Record<string, string>> = {}): string[] {
  const found = ids.flatMap((id) => names[id] ?? []);
  return found.length === ids.length ? found : [];
}
