// 需要您过问, the plan's part: items past their stated due date, items that wait for another one, items that fell behind.
import { attentionWords as words, shortItemName } from '../text/digest';
import { daysLeftWords, formatDay, formatMeasure, joinNames } from '../text/format';
import { rungWords } from '../text/milestone';
import { daysBetween } from './calendar';
import type { DigestLink } from './digest-changes';
import type { DigestFacts, ItemFact } from './digest-facts';
import { commitmentClasses, type Light } from './light';
import { isMet, paceOf } from './measure';

export const attentionKinds = [
  'incident',
  'major_hazard',
  'overdue_order',
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

/** The person whom the office named, else whom the plan names. */
function ownerOf({ owner, responsible }: ItemFact): string {
  const name = owner?.name ?? responsible;
  return name ? words.find(name) : words.noOwner;
}

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

function overdueWords(item: ItemFact, on: string): { title: string; why: string } {
  const { name, measure, target, value, dueOn } = item;
  if (target === null || value === null || paceOf(measure, target.unit) === 'once') {
    return { title: words.itemUndone(subjectOf(item)), why: words.itemNoRecord(formatDay(dueOn ?? on, on)) };
  }
  const short = shortItemName(name);
  const measured = (amount: number) => formatMeasure(amount, target.unit);
  const isShort = paceOf(measure, target.unit) === 'accumulates' && value < target.value;
  return {
    title: isShort ? words.itemShort(short, measured(target.value - value)) : words.itemMissed(short),
    why: words.itemValue(measured(target.value), measured(value)),
  };
}

/** An item as a sentence calls it: that of a project by the rung it has to reach, "比德投产". */
export function subjectOf({ name, measure }: ItemFact): string {
  return measure.type === 'stage' ? `${shortItemName(name)}${rungWords[measure.targetMilestone]}` : shortItemName(name);
}

export type Blockage = { blocker: ItemFact; blocked: ItemFact[]; days: number };

/**
 * What holds up items near their due date (light.ts turned them yellow), firmest commitment first, then nearest due
 * date. A blocker that nobody has recorded anything of is left out: what is unknown raises no flag.
 */
export function blockagesOf(board: readonly LitFact[], on: string): Blockage[] {
  const facts = new Map(board.map(({ item }) => [item.id, item]));
  const blockages = new Map<string, Blockage>();
  const firmestFirst = [...board].sort((a, b) => firmness(a.item) - firmness(b.item));
  for (const { item, light } of firmestFirst) {
    const { dueOn, target } = item;
    if (light !== 'behind' || dueOn === null || dueOn < on || paceOf(item.measure, target?.unit ?? null) !== 'once') continue;
    const unmet = item.dependsOn.flatMap((id) => facts.get(id) ?? []).filter((other) => other.target !== null && other.value !== null && !isMet(other.target, other.value));
    for (const blocker of unmet.slice(0, 1)) {
      const known = blockages.get(blocker.id) ?? { blocker, blocked: [], days: daysBetween(on, dueOn) };
      blockages.set(blocker.id, { ...known, blocked: [...known.blocked, item] });
    }
  }
  return [...blockages.values()].sort((a, b) => firmness(a.blocked[0]) - firmness(b.blocked[0]) || a.days - b.days);
}

const firmness = (item: ItemFact | undefined) => (item ? commitmentClasses.indexOf(item.commitmentClass) : commitmentClasses.length);

export function blockedItems(board: readonly LitFact[], on: string): Attention[] {
  return blockagesOf(board, on).map(({ blocker, blocked, days }) => {
    const subject = joinNames(blocked.map(subjectOf), 1);
    return {
      kind: 'blocked_item',
      light: 'behind',
      tag: words.behind,
      title: words.blockedTitle(shortItemName(blocker.name), subject),
      why: words.blockedWhy(shortItemName(blocker.name), days),
      who: ownerOf(blocker),
      link: { kind: 'plan_item', id: blocker.id },
    };
  });
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
