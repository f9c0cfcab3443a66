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

export const recordProblems = ['value', 'numerator', 'denominator', 'source', 'title', 'note'] as const;
export type RecordProblem = (typeof recordProblems)[number];

/** What is missing or no number, in the order of the form; empty when it can be sent. */
export function problemsOf(draft: ItemRecordDraft): RecordProblem[] {
  const [value, numerator, denominator] = [readFigure(draft.value), readFigure(draft.numerator), readFigure(draft.denominator)];
  const isWrong: Record<RecordProblem, boolean> = {
    value: draft.kind === 'reading' && !draft.isRatio && value === null,
    numerator: draft.kind === 'reading' && draft.isRatio && !(numerator !== null && numerator >= 0),
    denominator: draft.kind === 'reading' && draft.isRatio && !(denominator !== null && denominator > 0),
    source: draft.kind === 'reading' && !textOrNothing(draft.source),
    title: hasField(draft, 'title') && !textOrNothing(draft.title),
    note: draft.kind === 'note' && !textOrNothing(draft.note),
  };
  return recordProblems.filter((problem) => isWrong[problem]);
}

export const operationOf = (kind: RecordKind) => `${kind}.submit` as const satisfies OperationName;

export type RecordBody = { id: string; itemId: string } & Record<string, unknown>;

/** As problemsOf has let it pass. */
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
