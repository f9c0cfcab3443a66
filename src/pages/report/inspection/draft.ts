// 拍照巡查 as plain data: photos of a site, a note, quick phrases. Pure.
import type { SubmitInspectionRequest } from '../../../contract/inspection';
import { capturedAtOf, correctsOf, type ReportAction, type ReportDraft, reduceReport, textOrNothing, toManifest } from '../parts/form';

export type InspectionDraft = ReportDraft & { note: string; phrases: string[] };

export type InspectionAction = ReportAction | { type: 'note'; note: string } | { type: 'phrases'; phrases: string[] };

/** `corrected`: begins with what that record said. */
export const toInspection = (base: ReportDraft, corrected: { note: string | null } | null): InspectionDraft => ({ ...base, note: corrected?.note ?? '', phrases: [] });

export function reduceInspection(draft: InspectionDraft, action: InspectionAction): InspectionDraft {
  switch (action.type) {
    case 'note':
      return { ...draft, note: action.note };
    case 'phrases':
      return { ...draft, phrases: action.phrases };
    default:
      return reduceReport(draft, action);
  }
}

export const hasContent = (draft: InspectionDraft) => draft.photos.length > 0 || draft.note.trim() !== '' || draft.phrases.length > 0;

/** Null without a project. */
export function inspectionBody(draft: InspectionDraft, now: Date, clockOffsetMs?: number): SubmitInspectionRequest | null {
  if (!draft.projectId) return null;
  const note = textOrNothing([...draft.phrases, draft.note.trim()].filter(Boolean).join('，'));
  return {
    id: draft.id,
    projectId: draft.projectId,
    capturedAt: capturedAtOf(draft, now),
    ...(clockOffsetMs !== undefined && { clockOffsetMs }),
    photos: toManifest(draft.photos),
    ...(note !== undefined && { note }),
    ...correctsOf(draft),
  };
}
