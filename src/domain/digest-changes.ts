// 今日变化: the changes of a digest as lines, grouped by section of the plan, each with its records one tap away.
// A line says one thing about one project, or sums up what is alike; nothing is said twice.
import { lineWords as words, type Phrase, sectionWords, shortItemName } from '../text/digest';
import { formatMeasure } from '../text/format';
import { rungWords } from '../text/milestone';
import { problemKindWords } from '../text/submission';
import { parkTime } from './calendar';
import type { ChangeFact, DigestFacts, ItemFact, MilestoneFact } from './digest-facts';
import { type Rung, rungs } from './milestone';

/** `label`: what tells it from the others of its line. */
export type DigestLink = { kind: 'report' | 'hazard' | 'project' | 'plan_item'; id: string; label?: string };
/** `strong`: parts of the text that stand out, each to be found in it. */
export type DigestLine = { text: string; strong: string[]; links: DigestLink[] };
/** `section` is the short label of the narrow column, `title` the plan's own. */
export type DigestSection = { section: string; title: string; lines: DigestLine[] };

const reportLink = (id: string, label?: string): DigestLink => ({ kind: 'report', id, ...(label && { label }) });
const line = (phrase: Phrase, links: DigestLink[]): DigestLine => ({ ...phrase, links });

/** What still holds: a record that was corrected within the same digest is told by its correction only. */
export function liveChanges({ changes }: DigestFacts): ChangeFact[] {
  return changes.filter(({ report, milestoneReport }) => !report?.isCorrected && milestoneReport?.isLive !== false);
}

/** Photos of a record that can be seen: those given up are told apart. */
export const photosHere = (report: ChangeFact['report']): number => (report ? report.photoCount - (report.lostCount ?? 0) : 0);

export const countOf = (changes: readonly ChangeFact[], kind: ChangeFact['kind']) =>
  changes.filter((change) => change.kind === kind).length;

/** Sections in the plan's order, which is that of its items; what belongs to none comes last. */
export function sectionsOf({ plan, items, hazardCounts }: DigestFacts, changes: readonly ChangeFact[]): DigestSection[] {
  const titles = plan?.sections ?? {};
  const sections = new Map<string, DigestSection>();
  const open = (title: string, section: string) => {
    const opened = sections.get(section) ?? { section, title, lines: [] };
    sections.set(section, opened);
    return opened;
  };
  // jsonb forgets the order of keys, so the items' own comes first.
  const order = [...new Set([...items.map(({ section }) => section), ...Object.keys(titles)])];
  const placeOf = ({ section }: ChangeFact) => (section !== null && order.includes(section) ? section : null);
  for (const number of [...order, null]) {
    const title = number === null ? sectionWords.other : (titles[number] ?? number);
    const here = changes.filter((change) => placeOf(change) === number);
    open(title, sectionWords.label(title)).lines.push(...linesOf(here, items));
  }
  // Hazards are told together, in the plan's own section on safety where it has one.
  open(sectionWords.safetyTitle, sectionWords.safety).lines.push(...safetyLines(changes, hazardCounts.open));
  return [...sections.values()].filter(({ lines }) => lines.length > 0);
}

function linesOf(changes: readonly ChangeFact[], items: readonly ItemFact[]): DigestLine[] {
  return [
    ...confirmedLines(changes),
    ...disputedLines(changes),
    ...reportedLines(changes),
    ...valueLines(changes, items),
    ...progressLines(changes),
    ...inspectionLines(changes),
    ...correctionLines(changes),
    ...lostPhotoLines(changes),
  ];
}

const milestonesOf = (changes: readonly ChangeFact[], kind: ChangeFact['kind']): MilestoneFact[] =>
  changes.flatMap((change) => (change.kind === kind && change.milestoneReport ? [change.milestoneReport] : []));

/** One line for each rung, the highest first: "投产 +1，驰兴由企业确认". */
function confirmedLines(changes: readonly ChangeFact[]): DigestLine[] {
  const confirmed = milestonesOf(changes, 'milestone_confirmed');
  return [...rungs].reverse().flatMap((rung) => {
    const here = confirmed.filter((milestone) => milestone.rung === rung);
    if (here.length === 0) return [];
    const projects = here.map((milestone) => ({ name: milestone.project.name, yuan: milestone.agreedInvestmentYuan }));
    const phrase = words.confirmed(rungWords[rung], projects, confirmedBy(here));
    return [line(phrase, here.map(({ reportId, project, reportedBy }) => reportLink(reportId, words.link(project.name, reportedBy?.name))))];
  });
}

/** Who confirmed, where one milestone stands alone; signing tells its investment instead. */
function confirmedBy([first, ...others]: readonly MilestoneFact[]): string | null {
  if (!first || others.length > 0 || first.agreedInvestmentYuan) return null;
  if (first.answer?.onBehalf) return words.confirmedBy.onBehalf;
  return first.side === 'enterprise' ? words.confirmedBy.park : words.confirmedBy.enterprise;
}

function disputedLines(changes: readonly ChangeFact[]): DigestLine[] {
  return milestonesOf(changes, 'milestone_disputed').map(({ project, rung, answer, reportId }) =>
    line(words.disputed(project.name, rungWords[rung], answer?.reason ?? ''), [reportLink(reportId)]),
  );
}

/** Reported and not answered in the same digest. */
function reportedLines(changes: readonly ChangeFact[]): DigestLine[] {
  const answered = new Set(changes.flatMap(({ milestoneReport }) => milestoneReport?.reportId ?? []));
  const rungOf = ({ kind, report }: ChangeFact): Rung | null => (kind === 'submission_counted' ? (report?.rung ?? null) : null);
  return changes.flatMap((change) => {
    const rung = rungOf(change);
    if (!rung || !change.report || !change.project || answered.has(change.report.id)) return [];
    return [line(words.reported(change.project.name, rungWords[rung]), [reportLink(change.report.id)])];
  });
}

/** Measures whose value is entered itself. The others follow from milestones, which have lines of their own. */
const enteredMeasures = ['reported', 'done', 'ratio', 'complement', 'count_achievements', 'count_incidents'];

/** A value that follows is told only when it fell, since no line above says so. */
function valueLines(changes: readonly ChangeFact[], items: readonly ItemFact[]): DigestLine[] {
  const moves = changes.filter(({ kind }) => kind === 'item_value');
  return items.flatMap((item) => {
    const mine = moves.filter(({ planItemId }) => planItemId === item.id);
    const before = mine[0]?.before ?? null;
    const after = mine[mine.length - 1]?.after ?? null;
    const isEntered = enteredMeasures.includes(item.measure.type);
    if (mine.length === 0 || before === after || (!isEntered && (after ?? 0) >= (before ?? 0))) return [];
    const shown = (value: number | null) => (value === null ? words.noValue : formatMeasure(value, item.target?.unit ?? null));
    const name = shortItemName(item.name);
    const isDone = item.measure.type === 'done' && after === 1;
    return [line(isDone ? words.done(name) : words.value(name, before === null ? null : shown(before), shown(after)), [{ kind: 'plan_item', id: item.id }])];
  });
}

function byProject(changes: readonly ChangeFact[]): ChangeFact[][] {
  const groups = new Map<string, ChangeFact[]>();
  for (const change of changes) {
    const id = change.project?.id ?? '';
    groups.set(id, [...(groups.get(id) ?? []), change]);
  }
  return [...groups.values()];
}

const counted = (changes: readonly ChangeFact[], kind: string) =>
  changes.filter((change) => change.kind === 'submission_counted' && change.report?.kind === kind);
const linksOf = (changes: readonly ChangeFact[]) =>
  changes.flatMap(({ report, project, at }) => (report ? [reportLink(report.id, project ? words.link(project.name, parkTime(at)) : undefined)] : []));
const namesOf = (changes: readonly ChangeFact[]) => [...new Set(changes.flatMap(({ project }) => project?.name ?? []))];

/** Several reports of one project are one move, from the first one's before to the last one's percent. */
function progressLines(changes: readonly ChangeFact[]): DigestLine[] {
  return byProject(counted(changes, 'progress')).flatMap((group) => {
    const last = group[group.length - 1];
    if (!last?.report || last.report.percent === null || !last.project) return [];
    const problems = last.report.problems.map((kind) => problemKindWords[kind]);
    const before = group[0]?.report?.previousPercent ?? null;
    return [line(words.progress(last.project.name, before, last.report.percent, problems), linksOf(group))];
  });
}

function inspectionLines(changes: readonly ChangeFact[]): DigestLine[] {
  const here = counted(changes, 'inspection');
  if (here.length === 0) return [];
  const photos = here.reduce((sum, { report }) => sum + photosHere(report), 0);
  return [line(words.inspections(here.length, namesOf(here), photos), linksOf(here))];
}

function correctionLines(changes: readonly ChangeFact[]): DigestLine[] {
  const here = changes.filter(({ kind }) => kind === 'correction');
  return here.length === 0 ? [] : [line(words.corrections(here.length, namesOf(here)), linksOf(here))];
}

/** Records that count without all of their photos. */
function lostPhotoLines(changes: readonly ChangeFact[]): DigestLine[] {
  const here = changes.filter(({ kind, report }) => kind === 'submission_counted' && (report?.lostCount ?? 0) > 0);
  const photos = here.reduce((sum, { report }) => sum + (report?.lostCount ?? 0), 0);
  return here.length === 0 ? [] : [line(words.lostPhotos(photos, namesOf(here)), linksOf(here))];
}

function safetyLines(changes: readonly ChangeFact[], open: number): DigestLine[] {
  const lines: DigestLine[] = [];
  const moves = changes.filter(({ kind, hazard }) => kind.startsWith('hazard_') && hazard !== null);
  for (const { kind, hazard } of moves) {
    if (kind !== 'hazard_opened' || hazard?.severity !== 'major') continue;
    lines.push(line(words.majorOpened(hazard.project.name, hazard.title), [{ kind: 'hazard', id: hazard.id }]));
  }
  if (moves.length > 0) {
    const moved = {
      opened: countOf(moves, 'hazard_opened'),
      rectified: countOf(moves, 'hazard_rectified'),
      returned: countOf(moves, 'hazard_returned'),
      closed: countOf(moves, 'hazard_closed'),
      extended: countOf(moves, 'hazard_extended'),
    };
    const ids = [...new Set(moves.flatMap(({ hazard }) => hazard?.id ?? []))];
    lines.push(line(words.hazards(moved, open), ids.map((id) => ({ kind: 'hazard', id }))));
  }
  const checks = counted(changes, 'safety_check');
  if (checks.length > 0) {
    const fails = checks.reduce((sum, { report }) => sum + (report?.failCount ?? 0), 0);
    lines.push(line(words.checks(checks.length, namesOf(checks), fails), linksOf(checks)));
  }
  return lines;
}
