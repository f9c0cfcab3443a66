// 督办回复 as plain data. Pure.
import type { AnswerOrderRequest } from '../../../contract/supervision-order';
import { capturedAtOf, type ReportAction, reduceReport, type ReportDraft, textOrNothing, toDocuments, toManifest } from '../parts/form';

export type OrderAnswerDraft = ReportDraft & {
  orderId: string;
  /** What is to be done, as the order says: names the draft when it is found again. */
  requirement: string;
  note: string;
};

export type OrderAnswerAction = { type: 'note'; note: string } | Exclude<ReportAction, { type: 'project' }>;

export function reduceOrderAnswer(draft: OrderAnswerDraft, action: OrderAnswerAction): OrderAnswerDraft {
  return action.type === 'note' ? { ...draft, note: action.note } : reduceReport(draft, action);
}

export const hasContent = (draft: OrderAnswerDraft): boolean => draft.photos.length > 0 || (draft.documents ?? []).length > 0 || draft.note.trim() !== '';

/** Where the order belongs: exactly one of the two. */
export type OrderPlace = { projectId: string } | { itemId: string };

/** Null while nothing is written. */
export function orderAnswerBody(draft: OrderAnswerDraft, place: OrderPlace, now: Date, clockOffsetMs?: number): AnswerOrderRequest | null {
  const note = textOrNothing(draft.note);
  if (note === undefined) return null;
  return {
    id: draft.id,
    orderId: draft.orderId,
    ...place,
    capturedAt: capturedAtOf(draft, now),
    ...(clockOffsetMs !== undefined && { clockOffsetMs }),
    photos: toManifest(draft.photos),
    note,
    ...toDocuments(draft),
  };
}
