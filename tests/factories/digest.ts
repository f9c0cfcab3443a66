// Facts of a digest as the database tells them: nothing happened, unless the test says so.
import type { ChangeFact, DigestFacts, HazardFact, ItemFact, MilestoneFact, OrderFact, RecordFact, ReportFact } from '../../src/domain/digest-facts';

const named = (name: string) => ({ id: `id of ${name}`, name });

export const digestFacts = (change: Partial<DigestFacts> = {}): DigestFacts => ({
  on: '2023-11-23',
  plan: {
    year: 2023,
    startsOn: '2023-01-01',
    endsOn: '2023-12-31',
    sections: { 一: '年度目标', '二-3': '招商引资', '二-5': '项目建设', '二-6': '基础建设', '二-7': '风险防范' },
  },
  changes: [],
  items: [],
  previousLights: {},
  majorHazards: [],
  overdueHazards: [],
  hazardCounts: { open: 0, overdue: 0 },
  standingMilestones: [],
  silentProjects: [],
  ...change,
});

export const itemFact = (name: string, change: Partial<ItemFact> = {}): ItemFact => ({
  ...named(name),
  section: '一',
  kind: 'indicator',
  measure: { type: 'count_milestones', milestone: 'in_production' },
  target: { op: '>=', value: 30, unit: '个' },
  commitmentClass: 'hard',
  dueOn: '2023-12-31',
  dueStated: true,
  value: 27,
  parentId: null,
  responsible: null,
  dependsOn: [],
  blockedBy: [],
  ...change,
});

export const stageFact = (project: string, change: Partial<ItemFact> = {}): ItemFact =>
  itemFact(project, {
    section: '二-5',
    kind: 'project',
    measure: { type: 'stage', project, targetMilestone: 'in_production' },
    target: { op: '=', value: 1, unit: '个' },
    value: 0,
    ...change,
  });

export const hazardFact = (project: string, title: string, change: Partial<HazardFact> = {}): HazardFact => ({
  ...named(title),
  title,
  project: named(project),
  severity: 'general',
  status: 'open',
  rectificationDueOn: '2023-11-30',
  responsible: null,
  ...change,
});

export const milestoneFact = (project: string, change: Partial<MilestoneFact> = {}): MilestoneFact => ({
  reportId: `report of ${project}`,
  milestoneId: `milestone of ${project}`,
  rung: 'in_production',
  project: named(project),
  agreedInvestmentYuan: null,
  side: 'park',
  reportedAt: '2023-11-22T02:00:00Z',
  reportedBy: named('李明'),
  isLive: true,
  answer: null,
  ...change,
});

export const confirmed = { answer: 'confirm', reason: null, onBehalf: false, by: named('陈静') } as const;
export const disputed = (reason: string) => ({ answer: 'dispute', reason, onBehalf: false, by: named('陈静') }) as const;

let lastId = 0;
const changeFact = (change: Partial<ChangeFact> & Pick<ChangeFact, 'kind'>): ChangeFact => {
  lastId += 1;
  return {
    id: lastId,
    at: '2023-11-23T03:00:00Z',
    project: null,
    section: '二-5',
    report: null,
    milestoneReport: null,
    hazard: null,
    planItemId: null,
    before: null,
    after: null,
    ...change,
  };
};

export const counted = (project: string, report: Partial<ReportFact>, change: Partial<ChangeFact> = {}): ChangeFact => {
  const fact: ReportFact = {
    id: `report ${lastId + 1}`,
    kind: 'inspection',
    photoCount: 0,
    percent: null,
    previousPercent: null,
    problems: [],
    rung: null,
    failCount: null,
    isCorrected: false,
    corrects: null,
    ...report,
  };
  return changeFact({ kind: 'submission_counted', project: named(project), report: fact, ...change });
};

export const answered = (milestone: MilestoneFact, change: Partial<ChangeFact> = {}): ChangeFact =>
  changeFact({
    kind: milestone.answer?.answer === 'dispute' ? 'milestone_disputed' : 'milestone_confirmed',
    project: milestone.project,
    milestoneReport: milestone,
    ...change,
  });

export const recorded = (kind: ChangeFact['kind'], item: ItemFact, record: Partial<RecordFact> & Pick<RecordFact, 'kind'>): ChangeFact => {
  const id = record.id ?? `record ${lastId + 1}`;
  const fact: RecordFact = {
    id, itemId: item.id, itemName: item.name, unit: item.target?.unit ?? null, isShare: false, month: null, value: null, title: null, project: null, note: null, isLive: true, by: named('王芳'), answer: null, ...record,
  };
  return changeFact({ kind, section: item.section, planItemId: item.id, record: fact, causeId: `cause ${lastId + 1}` });
};

export const hazardMoved = (kind: 'opened' | 'rectified' | 'returned' | 'closed' | 'extended', hazard: HazardFact): ChangeFact =>
  changeFact({ kind: `hazard_${kind}`, project: hazard.project, hazard });

export const planImported = (year: number, itemCount: number): ChangeFact =>
  changeFact({ kind: 'plan_imported', section: null, planImport: { id: `import of ${year}`, year, itemCount, by: named('王芳') }, causeId: `import of ${year}` });

/** About a project, unless the test says otherwise. */
export const orderFact = (project: string, requirement: string, change: Partial<OrderFact> = {}): OrderFact => ({
  id: `order ${requirement}`,
  requirement,
  status: 'issued',
  dueOn: '2023-11-30',
  about: { kind: 'project', id: `id of ${project}`, title: project, reportKind: null, rung: null },
  project: named(project),
  item: null,
  issuedBy: named('刘建国'),
  addressee: named('李明'),
  ...change,
});

export const orderMoved = (step: 'issued' | 'acknowledged' | 'answered' | 'returned' | 'closed' | 'extended' | 'withdrawn', order: OrderFact, said: { reason?: string; until?: string } = {}): ChangeFact =>
  changeFact({ kind: `order_${step}`, project: order.project, order: { ...order, reason: said.reason ?? null, until: said.until ?? null }, causeId: `${step} ${order.id}` });

export const valueMoved = (item: ItemFact, before: number | null, after: number | null): ChangeFact =>
  changeFact({ kind: 'item_value', section: item.section, planItemId: item.id, before, after });
