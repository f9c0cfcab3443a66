// 填报, 成果, 事故, 办结, 说明 as plain data: one form, whose fields depend on what is recorded. Pure.
import type { OperationName } from '../../../contract/operations';
import type { ItemRecordKind } from '../../../domain/item-record';
import { capturedAtOf, correctsOf, type DraftPhoto, reduceReport, type ReportDraft, textOrNothing, toManifest } from '../parts/form';

/** 补录 has a form of its own, without photos. */
export type RecordKind = Exclude<ItemRecordKind, 'naming'>;

export type ItemRecordDraft = ReportDraft & {
  kind: RecordKind;
  itemId: string;
  itemName: string;
  /** The figure is entered as two numbers, one divided by the other. */
  isRatio: boolean;
  /** `YYYY-MM` */
  month: string;
  /** As typed; a figure only when it is sent. */
  value: string;
  numerator: string;
  denominator: string;
  source: string;
  title: string;
  occurredOn: string;
  note: string;
};

type TextField = 'month' | 'value' | 'numerator' | 'denominator' | 'source' | 'title' | 'occurredOn' | 'note';
export type ItemRecordAction = { type: 'text'; field: TextField; text: string } | { type: 'photoAdded'; photo: DraftPhoto } | { type: 'photoRemoved'; fileKey: string };

export function reduceItemRecord(draft: ItemRecordDraft, action: ItemRecordAction): ItemRecordDraft {
  return action.type === 'text' ? { ...draft, [action.field]: action.text } : reduceReport(draft, action);
}

/** Which fields a record of this kind has, in the order in which they are asked. */
const fieldsOf: Record<RecordKind, readonly TextField[]> = {
  reading: ['month', 'value', 'source', 'note'],
  achievement: ['title', 'occurredOn', 'note'],
  incident: ['title', 'occurredOn', 'note'],
  completion: ['occurredOn', 'note'],
  note: ['note'],
};
export const hasField = ({ kind }: Pick<ItemRecordDraft, 'kind'>, field: TextField): boolean => fieldsOf[kind].includes(field);

/** Worth keeping: something that the form did not fill in by itself. */
export const hasContent = (draft: ItemRecordDraft): boolean =>
  draft.photos.length > 0 || [draft.value, draft.numerator, draft.denominator, draft.title, draft.note].some((text) => text.trim() !== '');

/** What people type: a thousands separator, a full-width digit or a space do not make another number. Null for what is none. */
export function readFigure(typed: string): number | null {
  const plain = typed.normalize('NFKC').replace(/[,\s]/g, '');
  return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : null;
}

export const recordProblems = ['value', 'parts', 'source', 'title', 'note'] as const;
export type RecordProblem = (typeof recordProblems)[number];

/** The first thing that is missing or no number; null when it can be sent. */
export function missingOf(draft: ItemRecordDraft): RecordProblem | null {
  if (draft.kind === 'reading') {
    if (draft.isRatio) {
      const [numerator, denominator] = [readFigure(draft.numerator), readFigure(draft.denominator)];
      if (numerator === null || numerator < 0 || denominator === null || denominator <= 0) return 'parts';
    } else if (readFigure(draft.value) === null) return 'value';
    if (!textOrNothing(draft.source)) return 'source';
  }
  if (hasField(draft, 'title') && !textOrNothing(draft.title)) return 'title';
  return draft.kind === 'note' && !textOrNothing(draft.note) ? 'note' : null;
}

export const operationOf = (kind: RecordKind) => `${kind}.submit` as const satisfies OperationName;

export type RecordBody = { id: string; itemId: string } & Record<string, unknown>;

/** As missingOf has let it pass. */
export function recordBody(draft: ItemRecordDraft, now: Date, clockOffsetMs?: number): RecordBody {
  const note = textOrNothing(draft.note);
  const figures = draft.isRatio ? { numerator: readFigure(draft.numerator), denominator: readFigure(draft.denominator) } : { value: readFigure(draft.value) };
  return {
    id: draft.id,
    itemId: draft.itemId,
    capturedAt: capturedAtOf(draft, now),
    ...(clockOffsetMs !== undefined && { clockOffsetMs }),
    photos: toManifest(draft.photos),
    ...(draft.kind === 'reading' && { month: draft.month, source: textOrNothing(draft.source), ...figures }),
    ...(hasField(draft, 'title') && { title: textOrNothing(draft.title) }),
    ...(hasField(draft, 'occurredOn') && { occurredOn: draft.occurredOn }),
    ...(note !== undefined && { note }),
    ...correctsOf(draft),
  };
}
