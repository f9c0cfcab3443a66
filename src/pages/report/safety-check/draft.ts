// 安全检查 as plain data: one answer per clause of one checklist version. Pure.
import type { Checklist, ChecklistItem } from '../../../contract/checklist';
import type { SubmitSafetyCheckRequest } from '../../../contract/safety-check';
import { addDays } from '../../../domain/calendar';
import { type CheckAnswer, failsNeedPhoto, progressOf } from '../../../domain/checklist';
import { defaultDueDays, defaultDueOn, type Severity } from '../../../domain/hazard';
import type { MajorCriterion } from '../../../domain/major-criterion';
import { safetyCheckWords } from '../../../text/safety-check';
import { capturedAtOf, type ReportAction, type ReportDraft, reduceReport, textOrNothing, toManifest } from '../parts/form';

export type ClauseAnswer = {
  answer: CheckAnswer;
  defects: string[];
  /** Null while nobody wants to write: the chip 写一句 opens the field. */
  note: string | null;
  severity: Severity;
  /** Of a major one; absent in drafts of older apps. */
  criterion?: MajorCriterion | null;
  dueOn: string;
  /** The person chose the day: a change of severity leaves it. */
  isDueChosen: boolean;
};

export type SafetyCheckDraft = ReportDraft & {
  checklistVersionId: string | null;
  answers: Record<string, ClauseAnswer>;
  /** Index of the clause on the screen; the number of clauses stands for the summary. */
  at: number;
  note: string;
};

export type SafetyCheckAction =
  | ReportAction
  | { type: 'checklist'; versionId: string | null }
  | { type: 'go'; at: number }
  | { type: 'answer'; item: ChecklistItem; answer: CheckAnswer; today: string }
  | { type: 'defects'; key: string; defects: string[] }
  | { type: 'clauseNote'; key: string; note: string | null }
  | { type: 'severity'; key: string; severity: Severity; today: string }
  | { type: 'criterion'; key: string; criterion: MajorCriterion | null }
  | { type: 'dueOn'; key: string; on: string }
  | { type: 'note'; note: string };

export const toSafetyCheck = (base: ReportDraft): SafetyCheckDraft => ({ ...base, checklistVersionId: null, answers: {}, at: 0, note: '' });

export function reduceSafetyCheck(draft: SafetyCheckDraft, action: SafetyCheckAction): SafetyCheckDraft {
  const change = (key: string, more: Partial<ClauseAnswer>): SafetyCheckDraft => {
    const current = draft.answers[key];
    return current ? { ...draft, answers: { ...draft.answers, [key]: { ...current, ...more } } } : draft;
  };
  switch (action.type) {
    case 'checklist':
      return { ...draft, checklistVersionId: action.versionId, at: 0 };
    case 'go':
      return { ...draft, at: Math.max(0, action.at) };
    case 'answer': {
      const { key, majorHint, majorCriterion = null } = action.item;
      const severity = suggestedSeverity({ majorHint });
      const fresh: ClauseAnswer = { answer: action.answer, defects: [], note: null, severity, criterion: majorCriterion, dueOn: defaultDueOn(severity, action.today), isDueChosen: false };
      // What was said about a failure is kept: 合格 by a slip of the thumb loses nothing.
      return { ...draft, answers: { ...draft.answers, [key]: { ...fresh, ...draft.answers[key], answer: action.answer } } };
    }
    case 'defects':
      return change(action.key, { defects: action.defects });
    case 'clauseNote':
      return change(action.key, { note: action.note });
    case 'severity':
      return change(action.key, {
        severity: action.severity,
        ...(draft.answers[action.key]?.isDueChosen ? {} : { dueOn: addDays(action.today, defaultDueDays[action.severity]) }),
      });
    case 'criterion':
      return change(action.key, { criterion: action.criterion });
    case 'dueOn':
      return change(action.key, { dueOn: action.on, isDueChosen: true });
    case 'note':
      return { ...draft, note: action.note };
    default:
      return reduceReport(draft, action);
  }
}

/** What the checklist proposes for a failure; the inspector decides. */
export const suggestedSeverity = ({ majorHint }: Pick<ChecklistItem, 'majorHint'>): Severity => (majorHint ? 'major' : 'general');

export const hasContent = (draft: SafetyCheckDraft) => Object.keys(draft.answers).length > 0 || draft.photos.length > 0;

export const photosOf = (draft: SafetyCheckDraft, key: string) => draft.photos.filter((photo) => photo.itemKey === key);

const answerList = (draft: SafetyCheckDraft) => Object.entries(draft.answers).map(([key, { answer }]) => ({ key, answer }));

/** How far the check is, and which failed clauses lack their photo. */
export function standingOf(draft: SafetyCheckDraft, checklist: Checklist) {
  const answers = answerList(draft).filter(({ key }) => checklist.items.some((item) => item.key === key));
  const count = (answer: CheckAnswer) => answers.filter((one) => one.answer === answer).length;
  return {
    ...progressOf(answers, checklist.items),
    passed: count('pass'),
    notApplicable: count('not_applicable'),
    withoutPhoto: failsNeedPhoto(answers, draft.photos),
  };
}

/** "临时用电：箱门未锁、有杂物": what the hazard opened by a failed clause is called, at most 100 characters. */
export function hazardTitle(item: ChecklistItem, { defects, note }: ClauseAnswer): string {
  const what = defects.join('、') || note?.trim() || item.text;
  return safetyCheckWords.hazardTitle(item.heading, what).slice(0, 100);
}

/** Null without a project. Photos of clauses that pass after all are left out, where the clause asks for none. */
export function safetyCheckBody(draft: SafetyCheckDraft, checklist: Checklist, now: Date, clockOffsetMs?: number): SubmitSafetyCheckRequest | null {
  if (!draft.projectId) return null;
  const note = textOrNothing(draft.note);
  return {
    id: draft.id,
    projectId: draft.projectId,
    capturedAt: capturedAtOf(draft, now),
    ...(clockOffsetMs !== undefined && { clockOffsetMs }),
    photos: toManifest(sentPhotos(draft, checklist)),
    checklistVersionId: checklist.versionId,
    answers: checklist.items.flatMap((item): SubmitSafetyCheckRequest['answers'] => {
      const given = draft.answers[item.key];
      if (!given) return [];
      if (given.answer !== 'fail') return [{ key: item.key, answer: given.answer }];
      const clauseNote = textOrNothing(given.note ?? '');
      return [
        {
          key: item.key,
          answer: given.answer,
          ...(given.defects.length > 0 && { defects: given.defects }),
          ...(clauseNote !== undefined && { note: clauseNote }),
          hazard: {
            severity: given.severity,
            title: hazardTitle(item, given),
            ...(clauseNote !== undefined && { detail: clauseNote }),
            rectificationDueOn: given.dueOn,
            ...(given.severity === 'major' && given.criterion && { majorCriterion: given.criterion }),
          },
        },
      ];
    }),
    ...(note !== undefined && { note }),
  };
}

export function sentPhotos(draft: SafetyCheckDraft, { items }: Checklist) {
  const askedFor = new Set(items.filter(({ photoOnPass }) => photoOnPass).map(({ key }) => key));
  return draft.photos.filter(({ itemKey }) => {
    const answer = itemKey === undefined ? undefined : draft.answers[itemKey]?.answer;
    return answer === 'fail' || (answer === 'pass' && askedFor.has(itemKey!));
  });
}
