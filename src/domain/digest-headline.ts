// The one sentence on top of the digest: the one to three things a leader would tell on. News first, trouble last,
// as somebody would say it aloud.
import { headlineWords as words, shortItemName } from '../text/digest';
import { rungWords } from '../text/milestone';
import type { ChangeFact, DigestFacts } from './digest-facts';
import { blockagesOf, type LitFact, subjectOf } from './digest-items';
import { rungs } from './milestone';

/** Two lines of the title type on a phone of 375 pt, full stop included. */
const maxCharacters = 40;
const maxClauses = 3;

/** `weight` decides what is told (lowest first), `place` where it stands in the sentence. */
type Clause = { weight: number; place: number; text: string };

export type HeadlineQuestion = {
  facts: DigestFacts;
  changes: readonly ChangeFact[];
  board: readonly LitFact[];
  recordCount: number;
  attentionCount: number;
};

export function headlineOf(question: HeadlineQuestion): string {
  if (question.recordCount === 0 && question.attentionCount === 0) return words.sentence([words.nothing]);
  const clauses = clausesOf(question).sort((a, b) => a.weight - b.weight);
  const told: Clause[] = [];
  for (const clause of clauses) {
    const fits = words.sentence([...told, clause].map(({ text }) => text)).length <= maxCharacters;
    // The first is told even where one long name fills the line.
    if (told.length === 0 || (told.length < maxClauses && fits)) told.push(clause);
  }
  return words.sentence(told.sort((a, b) => a.place - b.place).map(({ text }) => text));
}

function clausesOf({ facts, changes, board, recordCount }: HeadlineQuestion): Clause[] {
  const { on, majorHazards } = facts;
  const overdue = majorHazards.filter(({ rectificationDueOn }) => rectificationDueOn < on);
  const opened = changes.flatMap(({ kind, hazard }) => (kind === 'hazard_opened' && hazard?.severity === 'major' ? [hazard.project.name] : []));
  const clauses: Clause[] = [];
  const tell = (weight: number, place: number, text: string | null) => {
    if (text !== null) clauses.push({ weight, place, text });
  };

  const incidents = changes.flatMap(({ kind, record }) => (kind === 'submission_counted' && record?.kind === 'incident' ? [record] : []));
  const where = unique(incidents.flatMap(({ project }) => project ?? []));
  tell(0, 0, incidents.length === 0 ? null : where.length > 0 ? words.incidents(incidents.length, where) : words.incidentsAnywhere(incidents.length));
  tell(1, 6, overdue.length > 0 ? words.majorOverdue(unique(overdue.map(({ project }) => project.name)), overdue.length) : null);
  tell(2, 1, confirmedClause(changes));
  tell(3, 5, opened.length > 0 ? words.majorOpened(unique(opened)) : null);
  tell(4, 2, disputedClause(changes));
  tell(5, 3, blockedClause(board, on));
  const turned = board.find(({ item, light }) => light === 'overdue' && (facts.previousLights[item.id] ?? light) !== light);
  tell(6, 4, turned ? words.turnedOverdue(shortItemName(turned.item.name)) : null);
  const standing = majorHazards.length - overdue.length;
  tell(7, 6, standing > 0 && overdue.length === 0 && opened.length === 0 ? words.majorStanding(standing) : null);
  // Without news the sentence opens with how much came in, be it nothing.
  if (!clauses.some(({ place }) => place <= 2)) {
    tell(recordCount === 0 ? 0 : 8, 0, recordCount === 0 ? words.noRecords : words.records(recordCount));
  }
  return clauses;
}

/** Hard commitments only: what the plan merely wants to move along is no headline. */
function blockedClause(board: readonly LitFact[], on: string): string | null {
  const blockage = blockagesOf(board, on).find(({ blocked }) => blocked[0]?.commitmentClass === 'hard');
  return blockage?.blocked[0] ? words.blocked(subjectOf(blockage.blocked[0]), shortItemName(blockage.blocker.name)) : null;
}

const unique = (names: readonly string[]) => [...new Set(names)];

/** The highest rung that was confirmed today, with its projects. */
function confirmedClause(changes: readonly ChangeFact[]): string | null {
  const confirmed = changes.flatMap(({ kind, milestoneReport }) => (kind === 'milestone_confirmed' && milestoneReport ? [milestoneReport] : []));
  const rung = [...rungs].reverse().find((candidate) => confirmed.some((milestone) => milestone.rung === candidate));
  if (!rung) return null;
  return words.confirmed(unique(confirmed.filter((milestone) => milestone.rung === rung).map(({ project }) => project.name)), rungWords[rung]);
}

function disputedClause(changes: readonly ChangeFact[]): string | null {
  const disputed = changes.find(({ kind, milestoneReport }) => kind === 'milestone_disputed' && milestoneReport);
  return disputed?.milestoneReport ? words.disputed(disputed.milestoneReport.project.name, rungWords[disputed.milestoneReport.rung]) : null;
}
