// 上报进度 as plain data. It begins with what was reported last, so that only what changed is touched. Pure.
import type { ReportMilestoneRequest } from '../../../contract/milestone';
import type { SubmitProgressRequest } from '../../../contract/progress';
import type { Project } from '../../../contract/project';
import type { Rung } from '../../../domain/milestone';
import type { ProblemKind, SubmissionKind } from '../../../domain/submission';
import { capturedAtOf, type ChosenBy, correctsOf, type DraftPhoto, type ReportDraft, reduceReport, textOrNothing, toManifest } from '../parts/form';

/** `invalid` while what is typed is no amount. */
type Amount = number | null | 'invalid';

export type ProgressDraft = ReportDraft & {
  percent: number;
  percentReason: string;
  investmentYuan: Amount;
  problems: ProblemKind[];
  /** About the problems when there are any, else about anything. */
  note: string;
  milestone: { rung: Rung; occurredOn: string; agreedInvestmentYuan: Amount } | null;
  /** Something was touched: another project no longer overwrites it silently, and the draft is worth keeping. */
  isTouched: boolean;
  /** What is corrected is a report of a milestone alone. */
  isMilestoneReport?: boolean;
};

export type ProgressAction =
  | { type: 'project'; project: Project; by: ChosenBy }
  | { type: 'percent'; percent: number }
  | { type: 'percentReason'; text: string }
  | { type: 'investment'; yuan: Amount }
  | { type: 'problems'; problems: ProblemKind[] }
  | { type: 'note'; text: string }
  | { type: 'rung'; rung: Rung; today: string }
  | { type: 'occurredOn'; on: string }
  | { type: 'agreedInvestment'; yuan: Amount }
  | { type: 'photoAdded'; photo: DraftPhoto }
  | { type: 'photoRemoved'; fileKey: string };

/** `rung`: reported with it from the start. */
export const toProgress = (base: ReportDraft, rung: Rung | undefined, today: string): ProgressDraft => ({
  ...base,
  percent: 0,
  percentReason: '',
  investmentYuan: null,
  problems: [],
  note: '',
  milestone: rung ? { rung, occurredOn: today, agreedInvestmentYuan: null } : null,
  isTouched: false,
});

/** Begins with what the record said that is corrected. Amounts and the reason may be absent in it. */
export function correctingProgress(base: ReportDraft, kind: SubmissionKind, body: Partial<SubmitProgressRequest & ReportMilestoneRequest>): ProgressDraft {
  const { rung, occurredOn, agreedInvestmentYuan } = body;
  const milestone = body.milestone ?? (rung && occurredOn ? { rung, occurredOn, agreedInvestmentYuan } : null);
  return {
    ...base,
    percent: body.percent ?? 0,
    percentReason: body.percentReason ?? '',
    investmentYuan: body.investmentToDateYuan ?? null,
    problems: body.problems ?? [],
    note: body.problemNote ?? body.note ?? '',
    milestone: milestone && { ...milestone, agreedInvestmentYuan: milestone.agreedInvestmentYuan ?? null },
    isTouched: true,
    isMilestoneReport: kind === 'milestone_report',
  };
}

export function reduceProgress(draft: ProgressDraft, action: ProgressAction): ProgressDraft {
  // Not a change by the person: what is filled in here is not worth a draft.
  if (action.type === 'project') return prefill(draft, action.project, action.by);
  const touched = { ...draft, isTouched: true };
  switch (action.type) {
    case 'percent':
      return { ...touched, percent: Math.min(100, Math.max(0, Math.round(action.percent))) };
    case 'percentReason':
      return { ...touched, percentReason: action.text };
    case 'investment':
      return { ...touched, investmentYuan: action.yuan };
    case 'problems':
      return { ...touched, problems: action.problems };
    case 'note':
      return { ...touched, note: action.text };
    case 'rung':
      // Tapped again it is taken back.
      if (draft.milestone?.rung === action.rung) return { ...touched, milestone: null };
      return { ...touched, milestone: { rung: action.rung, occurredOn: draft.milestone?.occurredOn ?? action.today, agreedInvestmentYuan: null } };
    case 'occurredOn':
      return draft.milestone ? { ...touched, milestone: { ...draft.milestone, occurredOn: action.on } } : draft;
    case 'agreedInvestment':
      return draft.milestone ? { ...touched, milestone: { ...draft.milestone, agreedInvestmentYuan: action.yuan } } : draft;
    default:
      return reduceReport(touched, action);
  }
}

/** Figures belong to a project; photos and the note stay when another is chosen. */
function prefill(draft: ProgressDraft, { id, progress }: Project, by: ChosenBy): ProgressDraft {
  const chosen = reduceReport(draft, { type: 'project', projectId: id, by });
  return {
    ...chosen,
    percent: progress?.percent ?? 0,
    percentReason: '',
    investmentYuan: progress?.investmentToDateYuan ?? null,
    problems: progress?.problems ?? [],
    note: draft.note || (progress?.problemNote ?? ''),
    // Opened to report a rung of this project anew: that wish outlives the filling in.
    milestone: draft.projectId === id ? draft.milestone : null,
  };
}

export const hasContent = (draft: ProgressDraft) => draft.isTouched;

export type ProgressProblem = 'project' | 'rung' | 'percent_reason' | 'amount' | 'photo';

/** What still keeps it from being sent, the first thing first; null when nothing does. */
export function missingOf(draft: ProgressDraft, previousPercent: number | null): ProgressProblem | null {
  if (!draft.projectId) return 'project';
  if (previousPercent !== null && draft.percent < previousPercent && draft.percentReason.trim() === '') return 'percent_reason';
  if (draft.investmentYuan === 'invalid' || draft.milestone?.agreedInvestmentYuan === 'invalid') return 'amount';
  return draft.milestone && draft.photos.length === 0 ? 'photo' : null;
}

/** The office reports milestones, and no progress: that is for whoever is on site. */
export function missingOfMilestone(draft: ProgressDraft): ProgressProblem | null {
  return draft.projectId && !draft.milestone ? 'rung' : missingOf({ ...draft, investmentYuan: null }, null);
}

/** Call only when nothing is missing. */
export function milestoneBody(draft: ProgressDraft, now: Date, clockOffsetMs?: number): ReportMilestoneRequest {
  const { milestone, percent: _percent, problems: _problems, ...body } = progressBody({ ...draft, investmentYuan: null, problems: [] }, null, now, clockOffsetMs);
  return { ...body, ...milestone! };
}

/** Call only when nothing is missing. */
export function progressBody(draft: ProgressDraft, previousPercent: number | null, now: Date, clockOffsetMs?: number): SubmitProgressRequest {
  const { milestone } = draft;
  const note = textOrNothing(draft.note);
  // What stood before the corrected record is not known here; a reason that was given is sent.
  const isLower = draft.corrects ? draft.percentReason.trim() !== '' : previousPercent !== null && draft.percent < previousPercent;
  return {
    id: draft.id,
    projectId: draft.projectId ?? '',
    capturedAt: capturedAtOf(draft, now),
    ...(clockOffsetMs !== undefined && { clockOffsetMs }),
    photos: toManifest(draft.photos),
    percent: draft.percent,
    ...(isLower && { percentReason: draft.percentReason.trim() }),
    ...(typeof draft.investmentYuan === 'number' && { investmentToDateYuan: draft.investmentYuan }),
    problems: draft.problems,
    ...(note !== undefined && (draft.problems.length > 0 ? { problemNote: note } : { note })),
    ...(milestone && {
      milestone: {
        rung: milestone.rung,
        occurredOn: milestone.occurredOn,
        ...(milestone.rung === 'signed' && typeof milestone.agreedInvestmentYuan === 'number' && { agreedInvestmentYuan: milestone.agreedInvestmentYuan }),
      },
    }),
    ...correctsOf(draft),
  };
}
