// 需要您过问, the plan's part: items past their stated due date, items that wait for another one, items that fell behind.
import { attentionWords as words, shortItemName } from '../text/digest';
import { daysLeftWords, formatDay, formatMeasure } from '../text/format';
import { rungWords } from '../text/milestone';
import { daysBetween } from './calendar';
import type { DigestLink } from './digest-changes';
import type { DigestFacts, ItemFact } from './digest-facts';
import type { Light } from './light';
import { paceOf } from './measure';

export const attentionKinds = [
  'major_hazard',
  'overdue_item',
  'dispute',
  'blocked_item',
  'overdue_answer',
  'overdue_hazards',
  'turned_item',
  'silent_projects',
] as const;
export type AttentionKind = (typeof attentionKinds)[number];

export type Attention = {
  kind: AttentionKind;
  light: Light;
  /** Beside the light's shape: "重大隐患 · 逾期 1 天". */
  tag: string;
  title: string;
  why: string;
  who: string;
  link: DigestLink;
};

/** A plan item as the digest of the day shows it. */
export type LitFact = { item: ItemFact; light: Light; rule: string; expected: number | null };

const ownerOf = (item: ItemFact) => (item.responsible ? words.find(item.responsible) : words.noOwner);

/** Longest overdue first. A parent stands for its children, which are late for the same reason. */
export function overdueItems(board: readonly LitFact[], on: string): Attention[] {
  const late = board.filter(({ light }) => light === 'overdue');
  const lateIds = new Set(late.map(({ item }) => item.id));
  return late
    .filter(({ item }) => item.parentId === null || !lateIds.has(item.parentId))
    .map(({ item }) => ({ item, daysLeft: daysBetween(on, item.dueOn ?? on) }))
    .sort((a, b) => a.daysLeft - b.daysLeft)
    .map(({ item, daysLeft }) => ({
      kind: 'overdue_item',
      light: 'overdue',
      tag: daysLeftWords(daysLeft),
      ...overdueWords(item, on),
      who: ownerOf(item),
      link: { kind: 'plan_item', id: item.id },
    }));
}

function overdueWords({ name, measure, target, value, dueOn }: ItemFact, on: string): { title: string; why: string } {
  const short = shortItemName(name);
  if (target === null || value === null || paceOf(measure, target.unit) === 'once') {
    return { title: words.itemUndone(short), why: words.itemNoRecord(formatDay(dueOn ?? on, on)) };
  }
  const measured = (amount: number) => formatMeasure(amount, target.unit);
  const isShort = paceOf(measure, target.unit) === 'accumulates' && value < target.value;
  return {
    title: isShort ? words.itemShort(short, measured(target.value - value)) : words.itemUndone(short),
    why: words.itemValue(measured(target.value), measured(value)),
  };
}

/** What an item waits for and what it is to reach, as both would be called in a sentence. */
export function blockedSubject({ name, measure }: ItemFact): string {
  return measure.type === 'stage' ? `${shortItemName(name)}${rungWords[measure.targetMilestone]}` : shortItemName(name);
}

/** Items that light.ts turned yellow because of something they depend on, nearest due date first. */
export function blockedFacts(board: readonly LitFact[], on: string): { item: ItemFact; blocker: ItemFact | null; blockerName: string; days: number }[] {
  return board
    .flatMap(({ item, light }) => {
      const [blockerName] = item.blockedBy ?? [];
      if (light !== 'behind' || !blockerName || item.dueOn === null || item.dueOn < on) return [];
      if (paceOf(item.measure, item.target?.unit ?? null) !== 'once') return [];
      const blocker = board.find((other) => item.dependsOn.includes(other.item.id) && other.item.name === blockerName);
      return [{ item, blocker: blocker?.item ?? null, blockerName: shortItemName(blockerName), days: daysBetween(on, item.dueOn) }];
    })
    .sort((a, b) => a.days - b.days);
}

export function blockedItems(board: readonly LitFact[], on: string): Attention[] {
  return blockedFacts(board, on).map(({ item, blocker, blockerName, days }) => ({
    kind: 'blocked_item',
    light: 'behind',
    tag: words.behind,
    title: words.blockedTitle(blockerName, blockedSubject(item)),
    why: words.blockedWhy(blockedSubject(item), days),
    who: blocker ? ownerOf(blocker) : words.noOwner,
    link: { kind: 'plan_item', id: blocker?.id ?? item.id },
  }));
}

export function turnedItems({ previousLights }: DigestFacts, board: readonly LitFact[]): Attention[] {
  return board.flatMap(({ item, light, expected }): Attention[] => {
    const { target, value } = item;
    if (light !== 'behind' || previousLights[item.id] !== 'normal' || target === null || value === null) return [];
    if (paceOf(item.measure, target.unit) === 'once') return [];
    const measured = (amount: number) => formatMeasure(amount, target.unit);
    return [
      {
        kind: 'turned_item',
        light,
        tag: words.behind,
        title: words.turnedTitle(shortItemName(item.name)),
        why: words.turnedWhy(measured(value), expected === null ? null : measured(expected)),
        who: ownerOf(item),
        link: { kind: 'plan_item', id: item.id },
      },
    ];
  });
}
