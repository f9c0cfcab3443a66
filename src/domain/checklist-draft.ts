// 检查表草稿: what a draft still lacks, how two contents of a checklist differ, and how the work of two people is put
// together. A clause is known by its key, whatever it says.
import type { MajorCriterion } from './major-criterion';
import type { ProjectCategory } from './project';

export const maxClauses = 200;
export const maxDefects = 10;

export type Clause = {
  key: string;
  heading: string;
  text: string;
  basis?: string;
  defects: string[];
  majorHint?: boolean;
  photoOnPass?: boolean;
  majorCriterion?: MajorCriterion;
};
export type ChecklistContent = { name: string; projectCategories: ProjectCategory[]; items: Clause[] };

// ---------------------------------------------------------------- gaps

export const draftGapCodes = ['kinds_missing', 'clauses_missing', 'heading_missing', 'text_missing'] as const;
export type DraftGap = { code: (typeof draftGapCodes)[number]; key?: string };

/** What keeps a draft from being published; the database refuses the same. */
export function draftGaps({ projectCategories, items }: ChecklistContent): DraftGap[] {
  return [
    ...(projectCategories.length === 0 ? [{ code: 'kinds_missing' as const }] : []),
    ...(items.length === 0 ? [{ code: 'clauses_missing' as const }] : []),
    ...items.flatMap(({ key, heading, text }): DraftGap[] => [
      ...(heading === '' ? [{ code: 'heading_missing' as const, key }] : []),
      ...(text === '' ? [{ code: 'text_missing' as const, key }] : []),
    ]),
  ];
}

// ---------------------------------------------------------------- comparison

export const clauseFields = ['heading', 'text', 'basis', 'defects', 'majorHint', 'majorCriterion', 'photoOnPass'] as const;
export type ClauseField = (typeof clauseFields)[number];

/** What is not said is said by nothing, or by the word for no. */
const plain = (clause: Clause, field: ClauseField): unknown => clause[field] || (field === 'basis' ? '' : field === 'majorCriterion' ? null : false);
const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
const changedFields = (before: Clause, after: Clause) => clauseFields.filter((field) => !isSame(plain(before, field), plain(after, field)));

export type ContentDifference = {
  /** Null where it is the same. */
  name: { before: string; after: string } | null;
  projectCategories: { before: ProjectCategory[]; after: ProjectCategory[] } | null;
  added: Clause[];
  removed: Clause[];
  changed: { before: Clause; after: Clause; fields: ClauseField[] }[];
  /** As few as explain the new order; `from` and `to` are places from 1. */
  moved: { clause: Clause; from: number; to: number }[];
};

export function compareContents(before: ChecklistContent, after: ChecklistContent): ContentDifference {
  const old = new Map(before.items.map((clause, index) => [clause.key, { clause, index }]));
  const kept = new Set(after.items.map(({ key }) => key));
  const common = after.items.flatMap((clause, index) => {
    const was = old.get(clause.key);
    return was ? [{ clause, index, was }] : [];
  });
  const inOrder = longestRising(common.map(({ was }) => was.index));
  const isSameSet = isSame([...before.projectCategories].sort(), [...after.projectCategories].sort());
  return {
    name: before.name === after.name ? null : { before: before.name, after: after.name },
    projectCategories: isSameSet ? null : { before: before.projectCategories, after: after.projectCategories },
    added: after.items.filter(({ key }) => !old.has(key)),
    removed: before.items.filter(({ key }) => !kept.has(key)),
    changed: common.flatMap(({ clause, was }) => {
      const fields = changedFields(was.clause, clause);
      return fields.length > 0 ? [{ before: was.clause, after: clause, fields }] : [];
    }),
    moved: common.flatMap(({ clause, index, was }) => (inOrder.has(was.index) ? [] : [{ clause, from: was.index + 1, to: index + 1 }])),
  };
}

export const isUnchanged = ({ name, projectCategories, added, removed, changed, moved }: ContentDifference): boolean =>
  !name && !projectCategories && added.length + removed.length + changed.length + moved.length === 0;

/** Of distinct numbers, a longest run that rises: who stays in place, so that the fewest have moved. */
function longestRising(numbers: readonly number[]): Set<number> {
  const best = numbers.map(() => ({ length: 1, previous: -1 }));
  numbers.forEach((number, at) => {
    for (let earlier = 0; earlier < at; earlier += 1)
      if (numbers[earlier]! < number && best[earlier]!.length >= best[at]!.length) best[at] = { length: best[earlier]!.length + 1, previous: earlier };
  });
  const rising = new Set<number>();
  let at = best.reduce((top, { length }, index) => (length > (best[top]?.length ?? 0) ? index : top), -1);
  for (; at >= 0; at = best[at]!.previous) rising.add(numbers[at]!);
  return rising;
}

// ---------------------------------------------------------------- two people at once

/**
 * My changes since `base` on top of `theirs`. What both changed goes by mine; what one took out and the other changed
 * stays. The order is mine where I moved something, else theirs; what only the other side added stands after the clause it
 * followed there.
 */
export function mergeContents(base: ChecklistContent, mine: ChecklistContent, theirs: ChecklistContent): ChecklistContent {
  const mineSince = compareContents(base, mine);
  const theirsSince = compareContents(base, theirs);
  const isMineChanged = new Set(mineSince.changed.map(({ after }) => after.key));
  const isTheirsChanged = new Set(theirsSince.changed.map(({ after }) => after.key));
  const removed = new Set([
    ...mineSince.removed.map(({ key }) => key).filter((key) => !isTheirsChanged.has(key)),
    ...theirsSince.removed.map(({ key }) => key).filter((key) => !isMineChanged.has(key)),
  ]);
  const own = new Map(mine.items.map((clause) => [clause.key, clause]));
  const other = new Map(theirs.items.map((clause) => [clause.key, clause]));
  const [leading, following] = mineSince.moved.length > 0 ? [mine.items, theirs.items] : [theirs.items, mine.items];
  const order = leading.map(({ key }) => key);
  following.forEach(({ key }, index) => {
    if (order.includes(key)) return;
    const before = following.slice(0, index).reverse().find((one) => order.includes(one.key));
    order.splice(before ? order.indexOf(before.key) + 1 : 0, 0, key);
  });
  return {
    name: mineSince.name ? mine.name : theirs.name,
    projectCategories: mineSince.projectCategories ? mine.projectCategories : theirs.projectCategories,
    items: order
      .filter((key) => !removed.has(key))
      .map((key) => (isMineChanged.has(key) || !other.has(key) ? (own.get(key) ?? other.get(key)!) : other.get(key)!)),
  };
}
