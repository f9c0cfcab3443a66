// 简报: what changed, what needs the leader, which lights turned. Facts in, sentences out, always the same for the same
// facts, since a frozen digest is worded once and its wording is part of what people were told.
import { shortItemName } from '../text/digest';
import { daysBetween, parkDay, shareElapsed } from './calendar';
import { attentionOf } from './digest-attention';
import { countOf, type DigestSection, liveChanges, photosHere, sectionsOf } from './digest-changes';
import type { ChangeFact, DigestFacts } from './digest-facts';
import { headlineOf } from './digest-headline';
import type { Attention, LitFact } from './digest-items';
import { expectedValue, type Light, lightOf, lights } from './light';
import { paceOf, type TargetOp } from './measure';

export type { DigestLine, DigestLink, DigestSection } from './digest-changes';
export type { Attention } from './digest-items';

/** One of the plan's main targets with its pace. */
export type DigestIndicator = {
  id: string;
  name: string;
  value: number | null;
  target: number;
  op: TargetOp;
  unit: string;
  /** Where it should be today, in the unit; the tick of the bar. */
  expected: number | null;
  light: Light;
  rule: string;
};

export type Digest = {
  on: string;
  headline: string;
  /** At most five; `attentionCount` says how many there are in all. */
  attention: Attention[];
  attentionCount: number;
  sections: DigestSection[];
  recordCount: number;
  lights: Record<Light, number>;
  /** Since the previous frozen digest, those that got worse first. */
  turned: { id: string; name: string; from: Light; to: Light; rule: string }[];
  /** Kept so that the next digest knows which lights turned. */
  itemLights: Record<string, Light>;
  indicators: DigestIndicator[];
  hazards: { opened: number; rectified: number; returned: number; closed: number; open: number; overdue: number };
  milestones: { confirmed: number; disputed: number };
  silentProjects: { id: string; name: string; days: number }[];
  /** Photos of the records that are counted here. */
  photoCount: number;
  /** Share of the plan's year gone, 0 to 1; null without a plan. */
  elapsed: number | null;
};

export const attentionLimit = 5;

export function composeDigest(facts: DigestFacts): Digest {
  const { on, plan } = facts;
  const changes = liveChanges(facts);
  const board = boardOf(facts);
  const recordCount = recordsIn(changes);
  const attention = attentionOf(facts, board);
  return {
    on,
    headline: headlineOf({ facts, changes, board, recordCount, attentionCount: attention.length }),
    attention: attention.slice(0, attentionLimit),
    attentionCount: attention.length,
    sections: sectionsOf(facts, changes),
    recordCount,
    lights: countLights(board),
    turned: turnedLights(facts, board),
    itemLights: Object.fromEntries(board.map(({ item, light }) => [item.id, light])),
    indicators: indicatorsOf(facts, board),
    hazards: {
      opened: countOf(changes, 'hazard_opened'),
      rectified: countOf(changes, 'hazard_rectified'),
      returned: countOf(changes, 'hazard_returned'),
      closed: countOf(changes, 'hazard_closed'),
      ...facts.hazardCounts,
    },
    milestones: { confirmed: countOf(changes, 'milestone_confirmed'), disputed: countOf(changes, 'milestone_disputed') },
    silentProjects: facts.silentProjects.map(({ id, name, lastRecordAt }) => ({ id, name, days: daysBetween(parkDay(lastRecordAt), on) })),
    photoCount: changes.reduce((sum, { kind, report }) => sum + (kind === 'submission_counted' ? photosHere(report) : 0), 0),
    elapsed: plan && shareElapsed(plan.startsOn, plan.endsOn, on),
  };
}

function boardOf({ items, plan, on }: DigestFacts): LitFact[] {
  if (!plan) return [];
  return items.map((item) => ({
    item,
    ...lightOf({ item, value: item.value, hasData: item.value !== null, today: on, plan }),
    expected: expectedValue(item, on, plan),
  }));
}

/** What people sent or decided. What follows from it, a value or a hazard of a failed clause, is no record of its own. */
function recordsIn(changes: readonly ChangeFact[]): number {
  const kinds: readonly ChangeFact['kind'][] = [
    'submission_counted',
    'milestone_confirmed',
    'milestone_disputed',
    'record_approved',
    'record_returned',
    'hazard_returned',
    'hazard_closed',
    'hazard_extended',
    'order_issued',
    'order_returned',
    'order_closed',
    'order_extended',
    'order_withdrawn',
  ];
  return changes.filter(({ kind }) => kinds.includes(kind)).length;
}

function countLights(board: readonly LitFact[]): Record<Light, number> {
  const counts: Record<Light, number> = { normal: 0, behind: 0, overdue: 0, no_data: 0 };
  for (const { light } of board) counts[light] += 1;
  return counts;
}

/** An item that the previous digest did not know has not turned. */
function turnedLights({ previousLights }: DigestFacts, board: readonly LitFact[]): Digest['turned'] {
  const gravity = (light: Light) => (light === 'no_data' ? 0 : lights.indexOf(light) + 1);
  return board
    .flatMap(({ item, light, rule }) => {
      const from = previousLights[item.id];
      return from && from !== light ? [{ id: item.id, name: shortItemName(item.name), from, to: light, rule }] : [];
    })
    .sort((a, b) => gravity(b.to) - gravity(a.to));
}

/**
 * The plan's main targets: what its first section wants to have come together by the end of the year. Whatever file is
 * imported, they are found by these properties and never by their names.
 */
function indicatorsOf({ items, plan }: DigestFacts, board: readonly LitFact[]): DigestIndicator[] {
  const mainSection = items[0]?.section;
  return board.flatMap(({ item, light, rule, expected }) => {
    const { id, name, target, value, measure } = item;
    const isMain = item.section === mainSection && item.kind === 'indicator' && item.dueOn === plan?.endsOn;
    if (!isMain || !target || paceOf(measure, target.unit) !== 'accumulates' || measure.type === 'count_children_done') return [];
    return [{ id, name: shortItemName(name), value, target: target.value, op: target.op, unit: target.unit, expected, light, rule }];
  });
}
