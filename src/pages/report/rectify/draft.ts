// 整改 as plain data: photos before and after, and the five fixed things. Pure.
import type { Hazard, HazardDetail, RectifyHazardRequest } from '../../../contract/hazard';
import type { RectificationSide, Severity } from '../../../domain/hazard';
import { capturedAtOf, correctsOf, documentsOf, type DraftPhoto, type ReportAction, reduceReport, type ReportDraft, textOrNothing, toDocuments, toManifest } from '../parts/form';

/** Kept with the draft: it is gone on with where there is no signal. */
type HazardBrief = { title: string; severity: Severity; dueOn: string; project: { id: string; name: string }; returnedBecause: string | null };

export type RectifyDraft = ReportDraft & {
  hazardId: string;
  /** Null until the hazard was read. */
  hazard: HazardBrief | null;
  responsiblePerson: string;
  measures: string;
  doneBy: string;
  funds: string;
  contingencyPlan: string;
  note: string;
  /** What is filled in by itself is not worth a draft. */
  isTouched: boolean;
};

export const textFields = ['responsiblePerson', 'measures', 'doneBy', 'funds', 'contingencyPlan', 'note'] as const;
export type TextField = (typeof textFields)[number];
export type RectifyAction = { type: 'text'; field: TextField; text: string } | Exclude<ReportAction, { type: 'project' }>;

export const toRectify = (base: ReportDraft, hazardId: string): RectifyDraft => ({
  ...base, hazardId, hazard: null, responsiblePerson: '', measures: '', doneBy: '', funds: '', contingencyPlan: '', note: '', isTouched: false,
});

/** Lists know a hazard in short, its page in full. */
type Known = Hazard & Partial<Pick<HazardDetail, 'rectification' | 'actions'>>;

/**
 * Begins with what the record said that is corrected, else with what was reported before it was returned: nothing is
 * typed twice. The date is the due date until somebody says another.
 */
export function prefilled(draft: RectifyDraft, hazard: Known, corrected: Partial<RectifyHazardRequest> | null, me: string): RectifyDraft {
  const { rectification, actions = [], responsible, project, title, severity, rectificationDueOn: dueOn } = hazard;
  const said = corrected?.rectification ?? rectification ?? null;
  const returned = hazard.status === 'returned' ? actions.find(({ kind }) => kind === 'returned') : undefined;
  return {
    ...draft,
    projectId: project.id,
    chosenBy: 'page',
    hazard: { title, severity, dueOn, project, returnedBecause: returned?.note ?? null },
    responsiblePerson: said?.responsiblePerson ?? responsible?.name ?? me,
    measures: said?.measures ?? '',
    doneBy: corrected?.rectification?.doneBy ?? dueOn,
    funds: said?.funds ?? '',
    contingencyPlan: said?.contingencyPlan ?? '',
    note: corrected?.note ?? '',
  };
}

export function reduceRectify(draft: RectifyDraft, action: RectifyAction): RectifyDraft {
  const touched = { ...draft, isTouched: true };
  return action.type === 'text' ? { ...touched, [action.field]: action.text } : reduceReport(touched, action);
}

export const hasContent = (draft: RectifyDraft) => draft.isTouched;

export const isMajor = ({ hazard }: Pick<RectifyDraft, 'hazard'>) => hazard?.severity === 'major';

/** One without a side, of an album or of an older app, shows the state after. */
export const photosOf = ({ photos }: Pick<RectifyDraft, 'photos'>, side: RectificationSide): DraftPhoto[] =>
  photos.filter(({ itemKey }) => (itemKey === 'before') === (side === 'before'));

export const rectifyProblems = ['after', 'responsiblePerson', 'measures', 'doneBy', 'funds', 'contingencyPlan'] as const;
export type RectifyProblem = (typeof rectifyProblems)[number];

/** What is missing, in the order of the form; empty when it can be sent. */
export function problemsOf(draft: RectifyDraft): RectifyProblem[] {
  const isMissing = (problem: RectifyProblem): boolean => {
    if (problem === 'after') return photosOf(draft, 'after').length + documentsOf(draft).length === 0;
    const isAsked = isMajor(draft) || (problem !== 'funds' && problem !== 'contingencyPlan');
    return isAsked && textOrNothing(draft[problem]) === undefined;
  };
  return rectifyProblems.filter(isMissing);
}

/** As problemsOf has let it pass. */
export function rectifyBody(draft: RectifyDraft, now: Date, clockOffsetMs?: number): RectifyHazardRequest {
  const note = textOrNothing(draft.note);
  return {
    id: draft.id,
    projectId: draft.projectId ?? '',
    hazardId: draft.hazardId,
    capturedAt: capturedAtOf(draft, now),
    ...(clockOffsetMs !== undefined && { clockOffsetMs }),
    photos: toManifest(draft.photos),
    rectification: {
      responsiblePerson: textOrNothing(draft.responsiblePerson) ?? '',
      measures: textOrNothing(draft.measures) ?? '',
      doneBy: draft.doneBy,
      ...(isMajor(draft) && { funds: textOrNothing(draft.funds), contingencyPlan: textOrNothing(draft.contingencyPlan) }),
    },
    ...(note !== undefined && { note }),
    ...toDocuments(draft),
    ...correctsOf(draft),
  };
}
