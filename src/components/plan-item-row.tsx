/** One item of the plan as a MeasureRow: the same words for its figure on the board and inside another item. */
import type { PlanItem } from '../contract/plan';
import { daysBetween, parkDay } from '../domain/calendar';
import { isShare } from '../domain/measure';
import { daysLeftWords, formatDay, formatMeasure, formatNumber, formatValue } from '../text/format';
import { rungWords } from '../text/milestone';
import { planWords as words } from '../text/plan';
import { MeasureRow } from './measure-row';
import { Tag } from './tag';

interface PlanItemRowProps {
  item: PlanItem;
  today: string;
  onClick: () => void;
}

export function PlanItemRow({ item, today, onClick }: PlanItemRowProps) {
  return (
    <MeasureRow
      name={item.name}
      {...figuresOf(item)}
      pace={paceOf(item)}
      light={item.light}
      note={[dueWords(item, today), item.measureType === 'narrative' && item.note && words.notedOn(formatDay(parkDay(item.note.at), today))].filter(Boolean).join(' · ')}
      right={<ItemTags item={item} />}
      onClick={onClick}
    />
  );
}

function ItemTags({ item }: { item: PlanItem }) {
  return (
    <>
      {item.waitingCount > 0 && <Tag tone="yellow">{words.toReview(item.waitingCount)}</Tag>}
      {item.questions.length > 0 && <Tag tone="primary">{words.questions(item.questions.length)}</Tag>}
    </>
  );
}

const isYesOrNo = (item: PlanItem) => item.measureType === 'done' || item.measureType === 'milestone' || item.measureType === 'stage';

/** What happens once reads as a word, not as 1 / 1. */
export function figuresOf(item: PlanItem): { value: string | null; target: string } {
  const { target, value } = item;
  if (item.measureType === 'placeholder') return { value: null, target: placeholderWords(item) };
  if (isYesOrNo(item)) return { value: null, target: item.isMet ? words.met : item.stage ? rungWords[item.stage] : words.notMet };
  if (!target && value !== null) return { value: formatValue(value, null, isShare({ type: item.measureType })), target: words.noTarget };
  if (!target) return { value: null, target: item.measureType === 'narrative' ? words.narrative : words.noTarget };
  const measure = formatMeasure(target.value, target.unit);
  if (value === null) return { value: null, target: words.target(target.op, measure) };
  return { value: formatNumber(value), target: words.ofTarget(target.op, measure) };
}

const placeholderWords = ({ namedCount, target }: PlanItem): string =>
  target && namedCount !== null && namedCount >= target.value ? words.allNamed : words.placeholder + (namedCount ? words.named(namedCount) : '');

/** Percents of the target; null where nothing accumulates towards it. */
export function paceOf({ target, value, expected }: PlanItem): { value: number; expected?: number } | undefined {
  if (!target || target.value <= 0 || value === null || expected === null) return undefined;
  return { value: (value / target.value) * 100, expected: (expected / target.value) * 100 };
}

/** Of a date that has passed only the days: whether that is 逾期 is the light's to say, and needs a date that the plan states. */
export function dueWords(item: PlanItem, today: string): string {
  if (item.isMet) return words.metNote;
  if (item.dueOn === null) return words.noDue;
  const days = daysBetween(today, item.dueOn);
  return days < 0 ? words.pastDue(-days) : daysLeftWords(days);
}
