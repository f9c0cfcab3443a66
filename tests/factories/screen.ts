// What the API answers to pages: ordinary things of the cast, unless the test says otherwise.
import type { Digest } from '../../src/contract/digest';
import type { Hazard, HazardDetail, Rectification } from '../../src/contract/hazard';
import type { Milestone, MilestoneReport, Person } from '../../src/contract/milestone';
import type { Photo } from '../../src/contract/photo';
import type { ItemRecord } from '../../src/contract/item-record';
import type { PlanItem, PlanItemDetail } from '../../src/contract/plan';
import type { Project, ProjectDetail } from '../../src/contract/project';
import type { Report } from '../../src/contract/report';
import type { Order, OrderDetail } from '../../src/contract/supervision-order';
import type { Rung } from '../../src/domain/milestone';

/** A uuid that a reader can tell apart by its last digits. */
export const idOf = (number: number) => `019aa000-0000-7000-8000-${String(number).padStart(12, '0')}`;

const sha = 'a'.repeat(64);

export const people = {
  liming: { id: idOf(1), name: '李明', role: 'inspector' },
  wangfang: { id: idOf(2), name: '王芳', role: 'office' },
  zhaoqiang: { id: idOf(3), name: '赵强', role: 'office' },
  chenjing: { id: idOf(4), name: '陈静', role: 'contact' },
  liujianguo: { id: idOf(5), name: '刘建国', role: 'leader' },
} as const satisfies Record<string, Person>;

export const bide = { id: idOf(100), name: '比德' };

export const aPhoto = (change: Partial<Photo> = {}): Photo => ({
  id: `${idOf(200)}:1`,
  submissionId: idOf(200),
  ordinal: 1,
  shortCode: '7K2F9QD4M3',
  sha256: sha,
  itemKey: null,
  source: 'camera',
  capturedAt: '2026-11-23T06:30:00Z',
  location: { latitude: 29.4771, longitude: 113.4512, accuracyM: 12 },
  locationMissing: null,
  exif: null,
  distanceM: 86,
  flags: [],
  stored: true,
  lost: null,
  misfit: null,
  url: 'https://photos.test/1.jpg',
  thumbUrl: 'https://photos.test/1-thumb.jpg',
  ...change,
});

export const aMilestoneReport = (change: Partial<MilestoneReport> = {}): MilestoneReport => ({
  reportId: idOf(300),
  milestoneId: idOf(310),
  rung: 'in_production',
  project: bide,
  occurredOn: '2026-11-20',
  agreedInvestmentYuan: null,
  side: 'park',
  reportedBy: people.liming,
  reportedAt: '2026-11-21T02:00:00Z',
  skippedRungs: [],
  isLive: true,
  isCurrent: true,
  isComplete: true,
  answerDueOn: '2026-11-26',
  answer: null,
  photos: [aPhoto()],
  ...change,
});

export const confirmedBy = (by: Person, onBehalf = false): NonNullable<MilestoneReport['answer']> => ({
  answer: 'confirm',
  reason: null,
  onBehalf,
  by,
  at: '2026-11-22T02:00:00Z',
});

export const aMilestone = (rung: Rung, status: Milestone['status'], report: Partial<Milestone['report']> | null = null): Milestone => ({
  id: idOf(310),
  rung,
  status,
  plannedOn: null,
  occurredOn: status === 'confirmed' ? '2026-11-20' : null,
  confirmedAt: status === 'confirmed' ? '2026-11-22T02:00:00Z' : null,
  report: report && { ...aMilestoneReport({ rung }), mayAnswer: false, ...report },
});

export const aReport = (change: Partial<Report> = {}): Report => ({
  id: idOf(200),
  kind: 'progress',
  project: bide,
  item: null,
  by: people.liming,
  capturedAt: '2026-11-23T06:30:00Z',
  receivedAt: '2026-11-23T06:31:00Z',
  status: 'complete',
  photoCount: 0,
  lostCount: 0,
  isCorrected: false,
  corrects: null,
  note: null,
  percent: 92,
  problems: [],
  rung: null,
  failCount: null,
  title: null,
  photos: [],
  ...change,
});

export const aHazard = (change: Partial<Hazard> = {}): Hazard => ({
  id: idOf(400),
  severity: 'general',
  majorCriterion: null,
  title: '储罐区围堰破损',
  status: 'open',
  project: bide,
  rectificationDueOn: '2026-11-30',
  isOverdue: false,
  openedAt: '2026-11-18T02:00:00Z',
  openedBy: people.liming,
  responsible: null,
  closedAt: null,
  isRepeat: false,
  photosPending: false,
  photos: [],
  ...change,
});

export const aHazardDetail = (change: Partial<HazardDetail> = {}): HazardDetail => ({
  ...aHazard(),
  detail: null,
  submissionId: idOf(200),
  repeatOf: null,
  notifiedAt: null,
  clause: null,
  actions: [{ kind: 'opened', by: people.liming, at: '2026-11-18T02:00:00Z', note: null, submissionId: idOf(200), responsible: null, dueOn: null }],
  rectification: null,
  pendingRectification: null,
  extension: null,
  may: [],
  ...change,
});

export const aRectification = (change: Partial<Rectification> = {}): Rectification => ({
  submissionId: idOf(210),
  by: people.chenjing,
  importedBy: null,
  at: '2026-11-22T08:20:00Z',
  responsiblePerson: '周建国',
  measures: '四边加装 1.2 m 护栏',
  doneBy: '2026-11-30',
  funds: null,
  contingencyPlan: null,
  note: null,
  photos: [aPhoto({ id: `${idOf(210)}:1`, submissionId: idOf(210), itemKey: 'after', capturedAt: '2026-11-22T08:00:00Z', distanceM: 40, url: 'https://photos.test/after.jpg' })],
  documents: [],
  ...change,
});

export const aProject = (change: Partial<Project> = {}): Project => ({
  ...bide,
  key: 'bide',
  category: 'industrial',
  inspector: null,
  question: null,
  enterprise: { id: idOf(110), name: '比德' },
  location: null,
  totalInvestmentYuan: 320_000_000,
  expectedInvestmentYuan: null,
  stage: 'construction_started',
  progress: {
    percent: 92,
    investmentToDateYuan: 294_000_000,
    problems: [],
    problemNote: null,
    reportId: idOf(200),
    reportedAt: '2026-11-23T06:31:00Z',
  },
  expectedPercent: 90,
  lastRecordAt: '2026-11-23T06:31:00Z',
  silentDays: 0,
  openHazards: 0,
  overdueHazards: 0,
  planItem: { id: idOf(500), section: '二-5', commitmentClass: 'hard', dueOn: '2026-12-31', dueStated: true, isMet: false, rung: 'in_production', blockedBy: [] },
  light: 'behind',
  rule: '投产期限 12月31日，还剩 38 天，前置的专线没有完成',
  ...change,
});

export const aProjectDetail = (change: Partial<ProjectDetail> = {}): ProjectDetail => ({
  ...aProject(),
  milestones: [],
  records: [],
  hazards: [],
  blockers: [],
  planItems: [],
  ...change,
});

export const aPlanItem = (change: Partial<PlanItem> = {}): PlanItem => ({
  id: idOf(500),
  key: 'ind-completed',
  section: '一',
  kind: 'indicator',
  name: '竣工投产项目',
  target: { op: '>=', value: 30, unit: '个', growthPct: null },
  commitment: '完成',
  commitmentClass: 'hard',
  dueOn: '2026-12-31',
  dueStated: true,
  measureType: 'count_milestones',
  responsible: null,
  owner: null,
  valueUntilOn: null,
  waitingCount: 0,
  note: null,
  namedCount: null,
  questions: [],
  aliases: [],
  projectId: null,
  parentId: null,
  value: 21,
  isMet: false,
  changedAt: null,
  stage: null,
  dependsOn: [],
  blockedBy: [],
  light: 'behind',
  rule: '硬任务，少于应到进度的 98%，还没过期限',
  expected: 27,
  ...change,
});

export const aPlanItemDetail = (change: Partial<PlanItemDetail> = {}): PlanItemDetail => ({
  ...aPlanItem(),
  plan: { year: 2026, startsOn: '2026-01-01', endsOn: '2026-12-31' },
  ratio: null,
  formula: '计划年度内“投产”、经另一方确认的项目个数。只上报、没确认的不算。',
  counted: [],
  countedItems: [],
  records: [],
  waiting: [],
  children: [],
  history: [],
  series: [],
  forecast: null,
  pace: { on: '2026-11-23', elapsed: 0.9, expected: 27, gap: 6, neededPerMonth: 8 },
  ...change,
});

export const anItemRecord = (change: Partial<ItemRecord> = {}): ItemRecord => ({
  id: idOf(600),
  kind: 'reading',
  item: { id: idOf(500), name: '进出口总额', unit: '亿元' },
  month: '2026-10',
  value: 5.1,
  numerator: null,
  denominator: null,
  occurredOn: null,
  title: null,
  project: null,
  note: null,
  source: '海关',
  reportedBy: people.wangfang,
  reportedAt: '2026-11-23T06:31:00Z',
  isLive: true,
  isComplete: true,
  answer: null,
  mayReview: false,
  photos: [],
  ...change,
});

/** Issued by the leader of the page's tests to an inspector; far from its date. */
export const anOrder = (change: Partial<Order> = {}): Order => ({
  id: idOf(700),
  requirement: '接通专线并提交验收单',
  status: 'issued',
  dueOn: '2199-12-01',
  isOverdue: false,
  issuedAt: '2026-11-23T02:00:00Z',
  issuedBy: people.liujianguo,
  addressee: people.liming,
  closedAt: null,
  about: { kind: 'project', id: bide.id, title: bide.name, reportKind: null, rung: null },
  project: bide,
  item: null,
  ...change,
});

export const anOrderDetail = (change: Partial<OrderDetail> = {}): OrderDetail => ({
  ...anOrder(),
  digestOn: null,
  answerId: null,
  answerPending: false,
  may: [],
  actions: [{ kind: 'issued', by: people.liujianguo, at: '2026-11-23T02:00:00Z', reason: null, dueOn: '2199-12-01', submissionId: null }],
  ...change,
});

/** A day on which nothing happened. */
export const aDigest = (change: Partial<Digest> = {}): Digest => ({
  on: '2026-11-23',
  frozenAt: null,
  number: null,
  head: null,
  previousOn: null,
  nextOn: null,
  headline: '今天没有新的记录，也没有要您过问的事。',
  attention: [],
  attentionCount: 0,
  sections: [],
  recordCount: 0,
  lights: { normal: 0, behind: 0, overdue: 0, no_data: 0 },
  turned: [],
  indicators: [],
  hazards: { opened: 0, rectified: 0, returned: 0, closed: 0, open: 0, overdue: 0 },
  milestones: { confirmed: 0, disputed: 0 },
  silentProjects: [],
  elapsed: null,
  photoCount: 0,
  photos: [],
  ...change,
});
