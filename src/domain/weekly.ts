// 周报: what the digests of a week told, put together. Only frozen facts and sentences, and the live ones of today: a week
// that is over always reads the same.
import { shortItemName } from '../text/digest';
import { daysOf, parkDay } from './calendar';
import type { Digest } from './digest';
import { liveChanges } from './digest-changes';
import type { ChangeFact, DigestFacts, HazardFact, ItemFact } from './digest-facts';
import type { Light } from './light';
import { isShare } from './measure';
import type { Rung } from './milestone';

/** One digest of the week; `number` is null while it is live. */
export type WeekDay = { facts: DigestFacts; content: Digest; number: number | null };

export type WeekValue = { id: string; name: string; before: number | null; after: number | null; target: number | null; unit: string | null; isShare: boolean; light: Light };
export type WeekMilestone = { on: string; project: string; rung: Rung; by: string | null; reason: string | null };

export type Week = {
  from: string;
  to: string;
  /** Of the days that have come: those without a digest. */
  missing: string[];
  dayCount: number;
  recordCount: number;
  firstNumber: number | null;
  lastNumber: number | null;
  /** The day that is not frozen yet. */
  liveOn: string | null;
  sections: { title: string; lines: { on: string; text: string; strong: string[] }[] }[];
  values: WeekValue[];
  hazards: { opened: number; closed: number; open: number; overdue: number };
  hazardsOpened: HazardFact[];
  hazardsClosed: HazardFact[];
  confirmed: WeekMilestone[];
  disputed: WeekMilestone[];
  silentProjects: Digest['silentProjects'];
};

/** `days` in order, at least one; `before` are the facts of the last digest before the week, where there is one. */
export function composeWeek(range: { from: string; to: string }, days: readonly WeekDay[], before: DigestFacts | null, today: string): Week {
  const last = days.at(-1)!;
  const told = new Set(days.map(({ facts }) => facts.on));
  const changes = days.flatMap(({ facts }) => liveChanges(facts));
  const sum = (count: (content: Digest) => number) => days.reduce((total, { content }) => total + count(content), 0);
  const numbers = days.flatMap(({ number }) => number ?? []);
  return {
    ...range,
    missing: daysOf(range.from, range.to).filter((on) => on <= today && !told.has(on)),
    dayCount: days.length,
    recordCount: sum(({ recordCount }) => recordCount),
    firstNumber: numbers[0] ?? null,
    lastNumber: numbers.at(-1) ?? null,
    liveOn: days.find(({ number }) => number === null)?.facts.on ?? null,
    sections: sectionsOf(days),
    values: valuesOf(last, before),
    hazards: { opened: sum(({ hazards }) => hazards.opened), closed: sum(({ hazards }) => hazards.closed), open: last.content.hazards.open, overdue: last.content.hazards.overdue },
    hazardsOpened: hazardsOf(changes, 'hazard_opened'),
    hazardsClosed: hazardsOf(changes, 'hazard_closed'),
    confirmed: milestonesOf(changes, 'milestone_confirmed'),
    disputed: milestonesOf(changes, 'milestone_disputed'),
    silentProjects: last.content.silentProjects,
  };
}

/** In the order of the plan, which each digest keeps: a section stands where it first appears after those before it. */
function sectionsOf(days: readonly WeekDay[]): Week['sections'] {
  const order = [...new Set([...days].flatMap(({ facts, content }) => [...facts.items.map(({ section }) => facts.plan?.sections[section] ?? section), ...content.sections.map(({ title }) => title)]))];
  return order.flatMap((title) => {
    const lines = days.flatMap(({ facts, content }) =>
      content.sections.filter((section) => section.title === title).flatMap((section) => section.lines.map(({ text, strong }) => ({ on: facts.on, text, strong }))),
    );
    return lines.length > 0 ? [{ title, lines }] : [];
  });
}

/** The main targets whether they moved or not, then what else moved, in the plan's order. */
function valuesOf({ facts, content }: WeekDay, before: DigestFacts | null): WeekValue[] {
  const main = new Set(content.indicators.map(({ id }) => id));
  const earlier = new Map((before?.items ?? []).map((item) => [item.id, item.value]));
  const toValue = (item: ItemFact): WeekValue => ({
    id: item.id,
    name: shortItemName(item.name),
    before: earlier.get(item.id) ?? null,
    after: item.value,
    target: item.target?.value ?? null,
    unit: item.target?.unit ?? null,
    isShare: isShare(item.measure),
    light: content.itemLights[item.id] ?? 'no_data',
  });
  const moved = ({ id, value }: ItemFact) => before !== null && earlier.has(id) && (earlier.get(id) ?? null) !== value;
  const { items } = facts;
  return [...items.filter(({ id }) => main.has(id)), ...items.filter((item) => !main.has(item.id) && moved(item))].map(toValue);
}

/** Each once, as it last stood in the week. */
function hazardsOf(changes: readonly ChangeFact[], kind: 'hazard_opened' | 'hazard_closed'): HazardFact[] {
  const found = new Map<string, HazardFact>();
  for (const change of changes) if (change.kind === kind && change.hazard) found.set(change.hazard.id, change.hazard);
  return [...found.values()];
}

function milestonesOf(changes: readonly ChangeFact[], kind: 'milestone_confirmed' | 'milestone_disputed'): WeekMilestone[] {
  return changes.flatMap(({ kind: happened, at, milestoneReport }) =>
    happened === kind && milestoneReport
      ? [{ on: parkDay(at), project: milestoneReport.project.name, rung: milestoneReport.rung, by: milestoneReport.answer?.by?.name ?? null, reason: milestoneReport.answer?.reason ?? null }]
      : [],
  );
}
