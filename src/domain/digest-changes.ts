// 今日变化: the changes of a digest as lines, grouped by section of the plan, each with its records one tap away.
// A line says one thing about one project, or sums up what is alike; nothing is said twice.
import { lineWords as words, sectionWords, shortItemName } from '../text/digest';
import { formatValue } from '../text/format';
import { rungWords } from '../text/milestone';
import { problemKindWords } from '../text/submission';
import { parkTime } from './calendar';
import { effectsOf, movesByCause, movesOf } from './digest-effects';
import type { ChangeFact, DigestFacts, ItemFact, MilestoneFact } from './digest-facts';
import { reportLink, line, type DigestLine, type Told } from './digest-line';
import { orderLines } from './digest-orders';
import { recordLines } from './digest-records';
import { type Rung, rungs } from './milestone';

export type { DigestLine, DigestLink } from './digest-line';
/** `section` is the short label of the narrow column, `title` the plan's own. */
export type DigestSection = { section: string; title: string; lines: DigestLine[] };

/** What still holds: a record that was corrected within the same digest is told by its correction only. */
export function liveChanges({ changes }: DigestFacts): ChangeFact[] {
  return changes.filter(isLive);
}

const isLive = ({ report, milestoneReport, record }: ChangeFact): boolean =>
  !report?.isCorrected && milestoneReport?.isLive !== false && record?.isLive !== false;

/** Photos of a record that can be seen: those given up are told apart. */
export const photosHere = (report: ChangeFact['report']): number => (report ? report.photoCount - (report.lostCount ?? 0) : 0);

export const countOf = (changes: readonly ChangeFact[], kind: ChangeFact['kind']) =>
  changes.filter((change) => change.kind === kind).length;

/** Sections in the plan's order, which is that of its items; what belongs to none comes last. */
export function sectionsOf(facts: DigestFacts, changes: readonly ChangeFact[]): DigestSection[] {
  const { plan, items, hazardCounts } = facts;
  const titles = plan?.sections ?? {};
  const sections = new Map<string, Omit<DigestSection, 'lines'> & { lines: Told[] }>();
  const open = (title: string, section: string) => {
    const opened = sections.get(section) ?? { section, title, lines: [] };
    sections.set(section, opened);
    return opened.lines;
  };
  // jsonb forgets the order of keys, so the items' own comes first.
  const order = [...new Set([...items.map(({ section }) => section), ...Object.keys(titles)])];
  const placeOf = ({ section }: ChangeFact) => (section !== null && order.includes(section) ? section : null);
  const linesIn = (number: string | null) => {
    const title = number === null ? sectionWords.other : (titles[number] ?? number);
    return open(title, sectionWords.label(title));
  };
  for (const number of [...order, null]) {
    linesIn(number).push(...linesOf(changes.filter((change) => placeOf(change) === number), facts));
  }
  // Hazards are told together, in the plan's own section on safety where it has one.
  open(sectionWords.safetyTitle, sectionWords.safety).push(...safetyLines(changes, hazardCounts.open));
  open(sectionWords.orders, sectionWords.orders).push(...orderLines(changes, facts.on));

  const told = new Set([...sections.values()].flatMap(({ lines }) => lines.flatMap(({ causes }) => causes)));
  const { byCause, rest } = movesByCause(facts.changes, told);
  // Moved by nothing that is told, as by the import of a plan: told by itself.
  for (const item of items) linesIn(item.section).push(...restLines(rest.filter(({ planItemId }) => planItemId === item.id), item));

  return [...sections.values()]
    .filter(({ lines }) => lines.length > 0)
    .map(({ section, title, lines }) => ({
      section,
      title,
      lines: lines.map(({ causes, moves, ...rest }) => {
        const mine = [...causes.flatMap((id) => take(byCause, id)), ...moves];
        return { ...rest, effects: effectsOf(mine, items) };
      }),
    }));
}

/** Taken once: a record that two lines tell of has moved its values in the first. */
function take(byCause: Map<string, ChangeFact[]>, id: string): ChangeFact[] {
  const moves = byCause.get(id) ?? [];
  byCause.delete(id);
  return moves;
}

function linesOf(changes: readonly ChangeFact[], { changes: all }: DigestFacts): Told[] {
  return [
    ...confirmedLines(changes),
    ...disputedLines(changes),
    ...reportedLines(changes),
    ...recordLines(changes, movesOf(all)),
    ...progressLines(changes),
    ...inspectionLines(changes),
    ...correctionLines(changes),
    ...lostPhotoLines(changes),
    ...importLines(changes),
  ];
}

function restLines(moves: readonly ChangeFact[], item: ItemFact): Told[] {
  const [effect] = effectsOf(moves, [item]);
  if (!effect) return [];
  const shown = (value: number | null) => (value === null ? words.noValue : formatValue(value, effect.unit, effect.isShare));
  const phrase = words.value(effect.name, effect.before === null ? null : shown(effect.before), shown(effect.after));
  return [{ ...phrase, links: [{ kind: 'plan_item', id: item.id }], causes: [], moves: [...moves] }];
}

type MilestoneChange = ChangeFact & { milestoneReport: MilestoneFact };
const milestoneChanges = (changes: readonly ChangeFact[], kind: ChangeFact['kind']): MilestoneChange[] =>
  changes.filter((change): change is MilestoneChange => change.kind === kind && change.milestoneReport !== null);

/** One line for each rung, the highest first: "投产 +1，驰兴由企业确认". */
function confirmedLines(changes: readonly ChangeFact[]): Told[] {
  const confirmed = milestoneChanges(changes, 'milestone_confirmed');
  return [...rungs].reverse().flatMap((rung) => {
    const here = confirmed.filter(({ milestoneReport }) => milestoneReport.rung === rung);
    const milestones = here.map(({ milestoneReport }) => milestoneReport);
    if (here.length === 0) return [];
    const projects = milestones.map(({ project, agreedInvestmentYuan }) => ({ name: project.name, yuan: agreedInvestmentYuan }));
    const phrase = words.confirmed(rungWords[rung], projects, confirmedBy(milestones));
    return [line(phrase, milestones.map(({ reportId, project, reportedBy }) => reportLink(reportId, words.link(project.name, reportedBy?.name))), here)];
  });
}

/** Who confirmed, where one milestone stands alone; signing tells its investment instead. */
function confirmedBy([first, ...others]: readonly MilestoneFact[]): string | null {
  if (!first || others.length > 0 || first.agreedInvestmentYuan) return null;
  if (first.answer?.onBehalf) return words.confirmedBy.onBehalf;
  return first.side === 'enterprise' ? words.confirmedBy.park : words.confirmedBy.enterprise;
}

function disputedLines(changes: readonly ChangeFact[]): Told[] {
  return milestoneChanges(changes, 'milestone_disputed').map((change) => {
    const { project, rung, answer, reportId } = change.milestoneReport;
    return line(words.disputed(project.name, rungWords[rung], answer?.reason ?? ''), [reportLink(reportId)], [change]);
  });
}

/** Reported and not answered in the same digest. */
function reportedLines(changes: readonly ChangeFact[]): Told[] {
  const answered = new Set(changes.flatMap(({ milestoneReport }) => milestoneReport?.reportId ?? []));
  const rungOf = ({ kind, report }: ChangeFact): Rung | null => (kind === 'submission_counted' ? (report?.rung ?? null) : null);
  return changes.flatMap((change) => {
    const rung = rungOf(change);
    if (!rung || !change.report || !change.project || answered.has(change.report.id)) return [];
    return [line(words.reported(change.project.name, rungWords[rung]), [reportLink(change.report.id)])];
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
const namesOf = (changes: readonly ChangeFact[]) => [...new Set(changes.flatMap(({ project, record }) => project?.name ?? (record ? shortItemName(record.itemName) : [])))];

/** Several reports of one project are one move, from the first one's before to the last one's percent. */
function progressLines(changes: readonly ChangeFact[]): Told[] {
  return byProject(counted(changes, 'progress')).flatMap((group) => {
    const last = group[group.length - 1];
    if (!last?.report || last.report.percent === null || !last.project) return [];
    const problems = last.report.problems.map((kind) => problemKindWords[kind]);
    const before = group[0]?.report?.previousPercent ?? null;
    return [line(words.progress(last.project.name, before, last.report.percent, problems), linksOf(group))];
  });
}

function inspectionLines(changes: readonly ChangeFact[]): Told[] {
  const here = counted(changes, 'inspection');
  if (here.length === 0) return [];
  const photos = here.reduce((sum, { report }) => sum + photosHere(report), 0);
  return [line(words.inspections(here.length, namesOf(here), photos), linksOf(here))];
}

function correctionLines(changes: readonly ChangeFact[]): Told[] {
  const here = changes.filter(({ kind }) => kind === 'correction');
  return here.length === 0 ? [] : [line(words.corrections(here.length, namesOf(here)), linksOf(here), here)];
}

/** Records that count without all of their photos. */
function lostPhotoLines(changes: readonly ChangeFact[]): Told[] {
  const here = changes.filter(({ kind, report }) => kind === 'submission_counted' && (report?.lostCount ?? 0) > 0);
  const photos = here.reduce((sum, { report }) => sum + (report?.lostCount ?? 0), 0);
  return here.length === 0 ? [] : [line(words.lostPhotos(photos, namesOf(here)), linksOf(here))];
}

function importLines(changes: readonly ChangeFact[]): Told[] {
  return changes.flatMap(({ planImport }) => (planImport ? [line(words.planImported(planImport.year, planImport.itemCount, planImport.by?.name ?? null), [{ kind: 'plan', id: String(planImport.year) }])] : []));
}

function safetyLines(changes: readonly ChangeFact[], open: number): Told[] {
  const lines: Told[] = [];
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
    const names = new Map(moves.flatMap(({ hazard }) => (hazard ? [[hazard.id, words.link(hazard.project.name, hazard.title)]] : [])));
    lines.push(line(words.hazards(moved, open), [...names].map(([id, label]) => ({ kind: 'hazard', id, label }))));
  }
  const checks = counted(changes, 'safety_check');
  if (checks.length > 0) {
    const fails = checks.reduce((sum, { report }) => sum + (report?.failCount ?? 0), 0);
    lines.push(line(words.checks(checks.length, namesOf(checks), fails), linksOf(checks)));
  }
  return lines;
}
