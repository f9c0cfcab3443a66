// What is recorded about a plan item itself, beside what comes from projects: who may, which item takes it, and where it
// stands. Mirrored by private.record_fits and private.record_evidence.
import type { Measure, MeasureType } from './measure';

/** 填报, 成果, 事故, 办结, 说明, 补录. */
export const itemRecordKinds = ['reading', 'achievement', 'incident', 'completion', 'note', 'naming'] as const;
export type ItemRecordKind = (typeof itemRecordKinds)[number];

/** What a second office person has to approve before it counts. */
export const reviewedKinds = ['reading', 'achievement', 'completion'] as const satisfies readonly ItemRecordKind[];
export type ReviewedKind = (typeof reviewedKinds)[number];
export const isReviewed = (kind: ItemRecordKind): kind is ReviewedKind => (reviewedKinds as readonly ItemRecordKind[]).includes(kind);

export const reviewAnswers = ['approve', 'return'] as const;
export type ReviewAnswer = (typeof reviewAnswers)[number];

const measuresOf: Record<Exclude<ItemRecordKind, 'note'>, readonly MeasureType[]> = {
  reading: ['reported', 'ratio'],
  achievement: ['count_achievements'],
  incident: ['count_incidents'],
  completion: ['done'],
  naming: ['placeholder'],
};

/** Whether an item of this measure takes records of this kind; a note says something about any. */
export const recordFits = (kind: ItemRecordKind, measure: MeasureType): boolean => kind === 'note' || measuresOf[kind].includes(measure);

/** What moves an item's value from here, or null where its value follows from something else. */
export const kindFor = (measure: Pick<Measure, 'type'>): Exclude<ItemRecordKind, 'note'> | null =>
  itemRecordKinds.find((kind): kind is Exclude<ItemRecordKind, 'note'> => kind !== 'note' && measuresOf[kind].includes(measure.type)) ?? null;

/** 待审核, 已计入, 已退回, 照片待传, 已更正. */
export const recordStates = ['waiting', 'counted', 'returned', 'awaiting_photos', 'corrected'] as const;
export type RecordState = (typeof recordStates)[number];

export type RecordFacts = { kind: ItemRecordKind; isLive: boolean; isComplete: boolean; answer: { answer: ReviewAnswer } | null };

/** Where a record stands. What was returned stays so until it is sent anew. */
export function recordState({ kind, isLive, isComplete, answer }: RecordFacts): RecordState {
  if (!isLive) return 'corrected';
  if (!isComplete) return 'awaiting_photos';
  if (answer?.answer === 'return') return 'returned';
  return answer || !isReviewed(kind) ? 'counted' : 'waiting';
}
