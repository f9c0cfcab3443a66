// 简报: what changed, what needs the leader, which lights turned. Wording is deterministic: facts in, sentences out.
import { formatAmount } from '../text/amount';
import { digestWords as words } from '../text/digest';
import { dayText, daysLeftText, numberText } from '../text/format';
import { severityWords } from '../text/hazard';
import { rungWords } from '../text/milestone';
import { problemKindWords } from '../text/submission';
import { daysBetween, parkDay, shareElapsed } from './calendar';
import type { ChangeFact, DigestFacts, HazardFact, ItemFact } from './digest-facts';
import { expectedValue, lightOf, lights, type Light } from './light';
import { answerDueOn } from './milestone';

export type DigestLink = { kind: 'report' | 'hazard' | 'project' | 'plan_item'; id: string };
export type DigestLine = { text: string; links: DigestLink[] };

export type Digest = {
  on: string;
  headline: string;
  /** At most five: why, whom to ask, and where the proof is. */
  attention: { light: Light; title: string; why: string; who: string; link: DigestLink }[];
  sections: { section: string; lines: DigestLine[] }[];
  recordCount: number;
  lights: Record<Light, number>;
  turned: { id: string; name: string; from: Light; to: Light }[];
  /** Kept so that the next digest knows which lights turned. */
  itemLights: Record<string, Light>;
  indicators: { id: string; name: string; value: number | null; target: number; unit: string; expected: number | null; light: Light }[];
  hazards: { opened: number; closed: number; open: number; overdue: number };
  milestones: { confirmed: number; disputed: number };
  silentProjects: { id: string; name: string; days: number }[];
  /** Share of the plan's year gone, 0 to 1; null without a plan. */
  elapsed: number | null;
};

const attentionLimit = 5;
const headlineParts = 3;
/** The plan's first section is its list of main targets. */
const mainSection = '一';

export function composeDigest(facts: DigestFacts): Digest {
  const { on, plan, items } = facts;
  const lit = items.map((item) => ({ item, light: plan ? lightOf(item, plan, on).light : ('no_data' as Light) }));
  const itemLights = Object.fromEntries(lit.map(({ item, light }) => [item.id, light]));
  const live = facts.changes.filter((change) => !change.report?.isCorrected);
  return {
    on,
    headline: headlineOf(facts, live),
    attention: attentionOf(facts, lit).slice(0, attentionLimit),
    sections: sectionsOf(facts, live),
    recordCount: live.filter((change) => change.kind === 'submission_counted').length,
    lights: Object.fromEntries(lights.map((light) => [light, lit.filter((row) => row.light === light).length])) as Record<Light, number>,
    turned: lit.flatMap(({ item, light }) => {
      const from = facts.previousLights[item.id];
      return from && from !== light ? [{ id: item.id, name: item.name, from, to: light }] : [];
    }),
    itemLights,
    indicators: lit.flatMap(({ item, light }) =>
      plan && item.target && item.section === mainSection && (item.value !== null || item.measure.type === 'reported')
        ? [{ id: item.id, name: item.name, value: item.value, target: item.target.value, unit: item.target.unit, expected: expectedValue(item, plan, on), light }]
        : [],
    ),
    hazards: {
      opened: live.filter((change) => change.kind === 'hazard_opened').length,
      closed: live.filter((change) => change.kind === 'hazard_closed').length,
      ...facts.hazardCounts,
    },
    milestones: {
      confirmed: live.filter((change) => change.kind === 'milestone_confirmed').length,
      disputed: live.filter((change) => change.kind === 'milestone_disputed').length,
    },
    silentProjects: facts.silentProjects.map(({ id, name, lastRecordAt }) => ({ id, name, days: daysBetween(parkDay(lastRecordAt), on) })),
    elapsed: plan && shareElapsed(plan.startsOn, plan.endsOn, on),
  };
}

function headlineOf({ on, majorHazards }: DigestFacts, changes: ChangeFact[]): string {
  const parts: string[] = [];
  for (const { kind, milestoneReport } of changes) {
    if (milestoneReport && kind === 'milestone_confirmed') parts.push(words.confirmed(milestoneReport.project.name, rungWords[milestoneReport.rung]));
  }
  for (const hazard of majorHazards) if (hazard.rectificationDueOn < on) parts.push(words.majorOverdue(hazard.project.name));
  for (const { kind, hazard } of changes) {
    if (kind === 'hazard_opened' && hazard?.severity === 'major') parts.push(words.majorOpened(hazard.project.name));
  }
  for (const { kind, milestoneReport } of changes) {
    if (milestoneReport && kind === 'milestone_disputed') parts.push(words.disputed(milestoneReport.project.name, rungWords[milestoneReport.rung]));
  }
  if (parts.length === 0) {
    const records = changes.filter((change) => change.kind === 'submission_counted').length;
    const opened = changes.filter((change) => change.kind === 'hazard_opened').length;
    if (records === 0) return words.emptyHeadline;
    parts.push(words.records(records), ...(opened > 0 ? [words.hazardsOpened(opened)] : []));
  }
  return words.join([...new Set(parts)].slice(0, headlineParts));
}

type Attention = Digest['attention'][number];

function attentionOf(facts: DigestFacts, lit: { item: ItemFact; light: Light }[]): Attention[] {
  const { on } = facts;
  const ofHazard = (hazard: HazardFact): Attention => {
    const left = daysBetween(on, hazard.rectificationDueOn);
    const due = dayText(hazard.rectificationDueOn);
    return {
      light: left < 0 ? 'overdue' : 'behind',
      title: `${hazard.project.name}：${hazard.title}`,
      why: hazard.severity === 'major' ? words.whyMajor(due, daysLeftText(left)) : words.whyOverdueHazard(due, daysLeftText(left)),
      who: words.whoHazard(hazard.responsible?.name ?? null),
      link: { kind: 'hazard', id: hazard.id },
    };
  };
  const disputes = facts.standingMilestones.filter((one) => one.status === 'disputed').map((one): Attention => ({
    light: 'behind',
    title: words.disputed(one.project.name, rungWords[one.rung]),
    why: words.whyDisputed(one.answer?.by?.name ?? '', one.answer?.reason ?? ''),
    who: words.whoProject(one.reportedBy?.name ?? one.project.name),
    link: { kind: 'report', id: one.reportId },
  }));
  const unanswered = facts.standingMilestones.filter((one) => one.status === 'reported' && answerDueOn(one.reportedAt) < on).map((one): Attention => ({
    light: 'behind',
    title: words.confirmed(one.project.name, rungWords[one.rung]),
    why: words.whyUnanswered(dayText(answerDueOn(one.reportedAt))),
    who: words.whoOffice,
    link: { kind: 'report', id: one.reportId },
  }));
  const overdueItems = lit.filter(({ light }) => light === 'overdue').map(({ item }): Attention => ({
    light: 'overdue',
    title: item.name,
    why: lightOf(item, facts.plan!, on).rule,
    who: item.responsible ? words.whoHazard(item.responsible) : words.whoUnclear,
    link: { kind: 'plan_item', id: item.id },
  }));
  const general = facts.overdueHazards.filter((hazard) => hazard.severity === 'general');
  return [...facts.majorHazards.map(ofHazard), ...disputes, ...unanswered, ...general.slice(0, 2).map(ofHazard), ...overdueItems];
}

function sectionsOf({ plan, items }: DigestFacts, changes: ChangeFact[]): Digest['sections'] {
  const sections = new Map<string, DigestLine[]>();
  const add = (section: string | null, line: DigestLine) => {
    const key = section ?? '';
    sections.set(key, [...(sections.get(key) ?? []), line]);
  };
  for (const change of onePerSubject(changes)) {
    const line = lineOf(change, items);
    if (line) add(change.section, line);
  }
  const order = [...Object.keys(plan?.sections ?? {}), ''];
  return order.flatMap((section) => {
    const lines = sections.get(section);
    return lines ? [{ section: section === '' ? words.otherSection : (plan?.sections[section] ?? section), lines }] : [];
  });
}

type Merged = ChangeFact & { all: ChangeFact[] };

/** Changes that read better together: inspections and progress of a project, and the moves of one value. */
function onePerSubject(changes: ChangeFact[]): Merged[] {
  const merged = new Map<string, Merged>();
  for (const change of changes) {
    const kind = change.report?.kind;
    const subject =
      change.kind === 'item_value' ? `value ${change.planItemId}`
      : change.kind === 'submission_counted' && (kind === 'inspection' || kind === 'progress') ? `${kind} ${change.project?.id}`
      : `change ${change.id}`;
    const known = merged.get(subject);
    merged.set(subject, known ? { ...change, before: known.before, all: [...known.all, change] } : { ...change, all: [change] });
  }
  return [...merged.values()];
}

function lineOf({ all, ...change }: Merged, items: ItemFact[]): DigestLine | null {
  const project = change.project?.name ?? '';
  const reports = all.flatMap(({ report }) => (report ? [{ kind: 'report' as const, id: report.id }] : []));
  const { report, milestoneReport: milestone, hazard } = change;
  if (change.kind === 'item_value') {
    const item = items.find((one) => one.id === change.planItemId);
    if (!item?.target || change.before === change.after || item.measure.type === 'stage' || item.measure.type === 'milestone') return null;
    const shown = (value: number | null) => numberText(value ?? 0);
    return { text: words.lineValue(item.name, shown(change.before), shown(change.after), item.target.unit), links: [{ kind: 'plan_item', id: item.id }] };
  }
  if (milestone) {
    const rung = rungWords[milestone.rung];
    const links: DigestLink[] = [{ kind: 'report', id: milestone.reportId }];
    if (change.kind === 'milestone_disputed') return { text: words.lineDisputed(project, rung, milestone.answer?.reason ?? ''), links };
    const amount = milestone.agreedInvestmentYuan;
    const text = words.lineConfirmed(project, rung, milestone.answer?.by?.name ?? '', milestone.answer?.onBehalf ?? false);
    return { text: text + (amount ? words.lineInvestment(formatAmount(amount)) : ''), links };
  }
  if (hazard) return { text: words.lineHazard(project, severityWords[hazard.severity], hazard.title), links: [{ kind: 'hazard', id: hazard.id }] };
  if (change.kind === 'correction') return { text: words.lineCorrection(project), links: reports };
  if (!report) return null;
  if (report.kind === 'progress' && report.percent !== null) {
    const first = all[0]?.report?.previousPercent ?? null;
    const problems = report.problems.length > 0 ? words.lineProblems(report.problems.map((kind) => problemKindWords[kind])) : '';
    return { text: words.lineProgress(project, first, report.percent) + problems, links: reports };
  }
  if (report.kind === 'inspection') {
    const photos = all.reduce((sum, one) => sum + (one.report?.photoCount ?? 0), 0);
    return { text: words.lineInspection(project, all.length, photos), links: reports };
  }
  if (report.kind === 'safety_check') return { text: words.lineCheck(project, report.failCount ?? 0), links: reports };
  if (report.kind === 'milestone_report' && report.rung) return { text: words.lineReported(project, rungWords[report.rung]), links: reports };
  return null;
}
