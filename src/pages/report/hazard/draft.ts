// 开出隐患 as plain data: a photo, what is wrong, how bad, until when. Pure.
import type { OpenHazardRequest } from '../../../contract/hazard';
import { defaultDueOn, type Severity } from '../../../domain/hazard';
import type { MajorCriterion } from '../../../domain/major-criterion';
import { capturedAtOf, type ReportAction, type ReportDraft, reduceReport, textOrNothing, toManifest } from '../parts/form';

export type HazardDraft = ReportDraft & {
  severity: Severity;
  /** Of the 20 criteria of 重大; looked at only where it is one. */
  criterion: MajorCriterion | null;
  phrases: string[];
  title: string;
  detail: string;
  dueOn: string;
  /** The person chose the day: a change of severity leaves it. */
  isDueChosen: boolean;
};

export type HazardAction =
  | ReportAction
  | { type: 'severity'; severity: Severity; today: string }
  | { type: 'criterion'; criterion: MajorCriterion | null }
  | { type: 'phrases'; phrases: string[] }
  | { type: 'title'; text: string }
  | { type: 'detail'; text: string }
  | { type: 'dueOn'; on: string };

export const toHazard = (base: ReportDraft, today: string): HazardDraft => ({
  ...base, severity: 'general', criterion: null, phrases: [], title: '', detail: '', dueOn: defaultDueOn('general', today), isDueChosen: false,
});

export function reduceHazard(draft: HazardDraft, action: HazardAction): HazardDraft {
  switch (action.type) {
    case 'severity':
      return { ...draft, severity: action.severity, dueOn: draft.isDueChosen ? draft.dueOn : defaultDueOn(action.severity, action.today) };
    case 'criterion':
      return { ...draft, criterion: action.criterion };
    case 'phrases':
      return { ...draft, phrases: action.phrases };
    case 'title':
      return { ...draft, title: action.text };
    case 'detail':
      return { ...draft, detail: action.text };
    case 'dueOn':
      return { ...draft, dueOn: action.on, isDueChosen: true };
    default:
      return reduceReport(draft, action);
  }
}

export const hasContent = (draft: HazardDraft) => draft.photos.length > 0 || titleOf(draft) !== '' || draft.detail.trim() !== '';

const titleLength = 100;

/** Phrases and words in one line, never longer than a title may be. */
export const titleOf = ({ phrases, title }: Pick<HazardDraft, 'phrases' | 'title'>): string =>
  [...[...phrases, textOrNothing(title) ?? ''].filter(Boolean).join('，')].slice(0, titleLength).join('');

export type HazardProblem = 'project' | 'title';

/** What still keeps it from being sent, the first thing first. */
export const missingOf = (draft: HazardDraft): HazardProblem | null => (!draft.projectId ? 'project' : titleOf(draft) === '' ? 'title' : null);

/** Call only when nothing is missing. */
export function hazardBody(draft: HazardDraft, now: Date, clockOffsetMs?: number): OpenHazardRequest {
  const { severity, criterion } = draft;
  const detail = textOrNothing(draft.detail);
  return {
    id: draft.id,
    projectId: draft.projectId ?? '',
    capturedAt: capturedAtOf(draft, now),
    ...(clockOffsetMs !== undefined && { clockOffsetMs }),
    photos: toManifest(draft.photos),
    hazard: {
      severity,
      ...(severity === 'major' && criterion && { majorCriterion: criterion }),
      title: titleOf(draft),
      ...(detail !== undefined && { detail }),
      rectificationDueOn: draft.dueOn,
    },
  };
}
