// 今日变化, what was recorded about items of the plan themselves: figures, achievements, completions, incidents, notes and
// namings, those that wait for their review and those that were returned.
import { recordLineWords as words, shortItemName } from '../text/digest';
import { formatMonth, formatValue } from '../text/format';
import type { ChangeFact, RecordFact } from './digest-facts';
import { line, reportLink, type DigestLink, type Told } from './digest-line';
import { isReviewed, type ItemRecordKind } from './item-record';

type RecordChange = ChangeFact & { record: RecordFact };

/** In order of weight: what happened, what is true now, what was said, what waits. */
export function recordLines(changes: readonly ChangeFact[], moves: readonly ChangeFact[]): Told[] {
  const told = changes.filter((change): change is RecordChange => Boolean(change.record));
  const of = (change: ChangeFact['kind'], kind: ItemRecordKind) => told.filter((one) => one.kind === change && one.record.kind === kind);
  return [
    ...byItem(of('submission_counted', 'incident')).map(countLine(words.incidents)),
    ...readingLines(byItem(of('record_approved', 'reading')), moves),
    ...byItem(of('record_approved', 'achievement')).map(countLine(words.achievements)),
    ...byItem(of('record_approved', 'completion')).map((group) => line(words.done(nameOf(group[0])), [...linksOf(group), itemLink(group[0]!)], group)),
    ...of('submission_counted', 'naming').map((one) => line(words.naming(one.record.project ?? '', nameOf(one)), linksOf([one]), [one])),
    ...byItem(of('submission_counted', 'note')).map((group) => line(words.note(nameOf(group.at(-1)), group.at(-1)?.record.note ?? ''), linksOf(group))),
    ...returnedLine(told.filter(({ kind }) => kind === 'record_returned')),
    ...waitingLine(told),
  ];
}

const nameOf = (change: RecordChange | undefined) => shortItemName(change?.record.itemName ?? '');

function byItem(changes: readonly RecordChange[]): RecordChange[][] {
  const groups = new Map<string, RecordChange[]>();
  for (const change of changes) groups.set(change.record.itemId, [...(groups.get(change.record.itemId) ?? []), change]);
  return [...groups.values()];
}

const linksOf = (changes: readonly RecordChange[]): DigestLink[] => changes.map(({ record }) => reportLink(record.id, labelOf(record)));

/** The item whose value the text itself tells. */
const itemLink = ({ record: { itemId, itemName } }: RecordChange): DigestLink => ({ kind: 'plan_item', id: itemId, label: shortItemName(itemName) });

const labelOf = ({ title, month, project, itemName }: RecordFact): string => title ?? (month ? `${shortItemName(itemName)} ${formatMonth(month)}` : (project ?? shortItemName(itemName)));

const countLine =
  (phrase: (name: string, titles: string[]) => ReturnType<typeof words.achievements>) =>
  (group: RecordChange[]): Told =>
    line(phrase(nameOf(group[0]), group.map(({ record }) => record.title ?? '')), [...linksOf(group), itemLink(group[0]!)], group);

/** On the tenth of a month all figures come at once: more than these are one line, and its effects tell them apart. */
const mostReadings = 4;

function readingLines(groups: RecordChange[][], moves: readonly ChangeFact[]): Told[] {
  if (groups.length <= mostReadings) return groups.map((group) => readingLine(group, moves));
  const all = groups.flat();
  return [line(words.readings(groups.map(([first]) => nameOf(first))), linksOf(all), all)];
}

/** Several figures of one item, months brought in late among them, are one move: from what counted before to what counts now. */
function readingLine(group: RecordChange[], moves: readonly ChangeFact[]): Told {
  const causes = new Set(group.map(({ causeId }) => causeId));
  const mine = moves.filter(({ causeId, planItemId }) => causeId && causes.has(causeId) && planItemId === group[0]?.record.itemId);
  const last = group.at(-1)!.record;
  const shown = (value: number | null | undefined) => (value === null || value === undefined ? null : formatValue(value, last.unit, last.isShare));
  const name = `${shortItemName(last.itemName)} ${formatMonth(last.month ?? '')}`;
  const phrase = mine.length > 0 ? words.reading(name, shown(mine[0]?.before), shown(mine.at(-1)?.after) ?? '') : words.readingBeside(name, shown(last.value) ?? '');
  return line(phrase, [...linksOf(group), itemLink(group[0]!)], group);
}

function returnedLine(returned: readonly RecordChange[]): Told[] {
  const [first] = returned;
  if (!first) return [];
  return [line(words.returned(returned.map(nameOf), returned.length === 1 ? (first.record.answer?.reason ?? null) : null), linksOf(returned))];
}

/** Sent and not answered in the same digest. */
function waitingLine(told: readonly RecordChange[]): Told[] {
  const answered = new Set(told.filter(({ kind }) => kind !== 'submission_counted').map(({ record }) => record.id));
  const waiting = told.filter(({ kind, record }) => kind === 'submission_counted' && isReviewed(record.kind) && !record.answer && !answered.has(record.id));
  return waiting.length === 0 ? [] : [line(words.waiting(waiting.map(nameOf)), linksOf(waiting))];
}
