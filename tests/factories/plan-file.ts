// Plan files: a small one with every way to be wrong within reach, and the real plan of 2023 made into next year's.
import { v7 as uuidv7 } from 'uuid';
import { moveToYear, readPlan } from '../../seeds/plan';
import type { PlanFile, PlanFileItem, PlanFileProject } from '../../src/domain/plan-file';
import { rungs } from '../../src/domain/milestone';
import { sha256 } from './submission';

type Writable<T> = { -readonly [K in keyof T]: T[K] };
/** As a person edits it. */
export type Draft = Writable<Omit<PlanFile, 'items' | 'projects' | 'sections'>> & {
  items: Writable<PlanFileItem>[];
  projects: Writable<PlanFileProject>[];
  sections: Record<string, string>;
};

export const aPlanItem = (id: string, change: Partial<PlanFileItem> = {}): PlanFileItem => ({
  id,
  section: '一',
  kind: 'indicator',
  name: `事项 ${id}`,
  target: { op: '>=', value: 1, unit: '个' },
  commitment: '完成',
  commitmentClass: 'hard',
  dueStated: false,
  measure: { type: 'reported' },
  ...change,
});

/** As it comes out of a file; a browser of tests has no structuredClone. */
const copyOf = (plan: PlanFile) => JSON.parse(JSON.stringify(plan)) as Draft;

/** Of 2027, a year that no test's park has a plan of. */
export const aPlanFile = (change: Partial<PlanFile> = {}): Draft => {
  const { planYear = 2027 } = change;
  return copyOf({
    planYear,
    park: '临湘高新区',
    starts: `${planYear}-01-01`,
    ends: `${planYear}-12-31`,
    sections: { 一: '年度目标' },
    commitmentClasses: { hard: '确保', stretch: '力争', process: '推进' },
    milestoneLadder: rungs,
    questions: [],
    projects: [{ id: 'new-works', name: '新项目', category: 'industrial' }],
    items: [aPlanItem('total', { measure: { type: 'count_children_done' } }), aPlanItem('figure', { parent: 'total' }), aPlanItem('works', { measure: { type: 'stage', project: 'new-works', targetMilestone: 'completed' }, parent: 'total' })],
    ...change,
  });
};

export const planImport = (plan: PlanFile | string, change: Record<string, unknown> = {}) => {
  const file = typeof plan === 'string' ? plan : JSON.stringify(plan);
  return { id: uuidv7(), file, expect: sha256(file), ...change };
};

export const planOf2024 = (): Draft => planOfYear(2024);

/** The same plan in another year, with other targets, two items dropped, one new of a new project, one renamed. */
export function planOfYear(year: number): Draft {
  const plan = copyOf(moveToYear(readPlan(), year));
  const item = (id: string) => plan.items.find((one) => one.id === id)!;
  item('ind-total-revenue').target = { op: '>=', value: 700, unit: '亿元', growthPct: 27.5 };
  item('inv-4633-completed').target = { op: '>=', value: 35, unit: '个' };
  item('ind-tax').name = '实缴税收（含园区企业）';
  plan.items = plan.items.filter(({ id }) => !droppedIn2024.includes(id));
  plan.projects.push({ id: 'xinneng', name: '新能', category: 'industrial', enterprise: '新能', expectedInvestmentYi: 12.5 });
  plan.items.push(aPlanItem('proj-xinneng', { section: '二-5', kind: 'project', name: '新能投产', target: { op: '=', value: 1, unit: '个' }, measure: { type: 'stage', project: 'xinneng', targetMilestone: 'in_production' }, project: 'xinneng', dueOn: `${year}-10-31`, dueStated: true }) as Writable<PlanFileItem>);
  return plan;
}

/** Named by no other item. */
export const droppedIn2024: readonly string[] = ['rank-city', 'rank-province'];
