// The yearly plan file (年度计划): its exact shape, and the references inside it that must hold. The plan's open
// questions (待明确) are data like the rest and are never fixed here.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { type Measure, targetOps } from '../src/domain/measure';
import { rungs } from '../src/domain/milestone';
import { projectCategories } from '../src/domain/project';

/** Kinds of plan items; public.plan_items checks the same list. */
export const itemKinds = [
  'indicator',
  'project',
  'milestone',
  'infrastructure_work',
  'reform',
  'investment_lead',
  'planning_approval',
  'enterprise_cultivation',
  'safety_task',
  'site_visit_point',
] as const;

export const commitmentClasses = ['hard', 'stretch', 'process'] as const;

const text = z.string().trim().min(1);
const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);
const rung = z.enum(rungs);
const texts = z.array(text).min(1);

/** What both counting measures may be narrowed to. */
const narrowing = { projects: z.array(id).min(1).optional(), minInvestmentYi: z.number().positive().optional(), byDue: z.boolean().optional() };

export const measureSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('reported') }),
  z.strictObject({ type: z.literal('done') }),
  z.strictObject({ type: z.literal('milestone'), project: id, milestone: rung }),
  z.strictObject({ type: z.literal('stage'), project: id, targetMilestone: rung }),
  z.strictObject({ type: z.literal('count_milestones'), milestone: rung, ...narrowing }),
  z.strictObject({ type: z.literal('sum_investment'), milestone: rung, ...narrowing }),
  z.strictObject({ type: z.literal('count_achievements') }),
  z.strictObject({ type: z.literal('count_children_done') }),
  z.strictObject({ type: z.literal('count_done'), of: z.array(id).min(1) }),
  z.strictObject({ type: z.literal('ratio'), numerator: text, denominator: text }),
  z.strictObject({ type: z.literal('complement'), of: id }),
  z.strictObject({ type: z.literal('count_incidents') }),
  z.strictObject({ type: z.literal('narrative') }),
  z.strictObject({ type: z.literal('placeholder'), count: z.int().positive() }),
]) satisfies z.ZodType<Measure>;

export const planItemSchema = z.strictObject({
  id,
  section: text,
  kind: z.enum(itemKinds),
  name: text,
  target: z.strictObject({ op: z.enum(targetOps), value: z.number(), unit: text, growthPct: z.number().optional() }).optional(),
  commitment: text,
  commitmentClass: z.enum(commitmentClasses),
  dueOn: z.iso.date().optional(),
  dueStated: z.boolean(),
  parent: id.optional(),
  dependsOn: z.array(id).min(1).optional(),
  sameAs: z.array(id).min(1).optional(),
  aliases: texts.optional(),
  measure: measureSchema,
  project: id.optional(),
  responsible: text.optional(),
  questions: texts.optional(),
});
export type PlanItem = z.infer<typeof planItemSchema>;

export const planProjectSchema = z.strictObject({
  id,
  name: text,
  category: z.enum(projectCategories),
  enterprise: text.optional(),
  question: text.optional(),
  expectedInvestmentYi: z.number().positive().optional(),
});
export type PlanProject = z.infer<typeof planProjectSchema>;

export const planSchema = z
  .strictObject({
    planYear: z.int().min(2000).max(2100),
    park: text,
    starts: z.iso.date(),
    ends: z.iso.date(),
    sections: z.record(text, text),
    commitmentClasses: z.strictObject({ hard: text, stretch: text, process: text }),
    milestoneLadder: z.array(rung).refine((ladder) => ladder.join() === rungs.join(), { error: 'not the seven rungs in order' }),
    questions: z.array(text),
    projects: z.array(planProjectSchema).min(1),
    items: z.array(planItemSchema).min(1),
  })
  .superRefine((plan, context) => {
    for (const { path: at, message } of planProblems(plan)) context.addIssue({ code: 'custom', path: at, message });
  });
export type Plan = z.infer<typeof planSchema>;

type Problem = { path: (string | number)[]; message: string };

/** What a shape cannot say: ids that are twice, point nowhere or go round in a circle, and dates outside the plan. */
function planProblems(plan: Pick<Plan, 'starts' | 'ends' | 'sections' | 'projects' | 'items'>): Problem[] {
  const projects = new Set(plan.projects.map((project) => project.id));
  const items = new Map(plan.items.map((item) => [item.id, item]));
  const problems: Problem[] = [];
  const report = (at: (string | number)[], message: string) => problems.push({ path: at, message });

  if (plan.starts > plan.ends) report(['ends'], 'ends before it starts');
  twice(plan.projects).forEach((index) => report(['projects', index, 'id'], 'id is taken'));
  twice(plan.items).forEach((index) => report(['items', index, 'id'], 'id is taken'));
  plan.items.forEach((item, index) => {
    const at = (...rest: string[]) => ['items', index, ...rest];
    if (!(item.section in plan.sections)) report(at('section'), 'unknown section');
    for (const [field, others] of itemReferences(item)) {
      if (others.includes(item.id)) report(at(field), 'refers to itself');
      if (others.some((other) => !items.has(other))) report(at(field), 'unknown item');
    }
    for (const [field, others] of projectReferences(item)) {
      if (others.some((other) => !projects.has(other))) report(at(field), 'unknown project');
    }
    if ('project' in item.measure && item.project !== undefined && item.project !== item.measure.project) {
      report(at('project'), 'another project than its measure');
    }
    if (ancestors(item, items).includes(item.id)) report(at('parent'), 'is its own ancestor');
    if (!isDueExplained(item, plan)) report(at('dueOn'), 'due date outside the plan');
  });
  return problems;
}

function twice(rows: readonly { id: string }[]): number[] {
  return rows.flatMap(({ id: own }, index) => (rows.findIndex((row) => row.id === own) < index ? [index] : []));
}

function itemReferences({ parent, dependsOn, sameAs, measure }: PlanItem): [string, string[]][] {
  const counted = measure.type === 'count_done' ? measure.of : measure.type === 'complement' ? [measure.of] : [];
  return [['parent', parent === undefined ? [] : [parent]], ['dependsOn', dependsOn ?? []], ['sameAs', sameAs ?? []], ['measure', counted]];
}

function projectReferences({ project, measure }: PlanItem): [string, string[]][] {
  const measured = 'project' in measure ? [measure.project] : 'projects' in measure ? (measure.projects ?? []) : [];
  return [['project', project === undefined ? [] : [project]], ['measure', measured]];
}

/** Ids above an item, nearest first; stops where it comes round again. */
function ancestors(item: PlanItem, items: ReadonlyMap<string, PlanItem>): string[] {
  const above: string[] = [];
  for (let next = item.parent; next !== undefined && !above.includes(next); next = items.get(next)?.parent) above.push(next);
  return above;
}

/** Within the plan's dates, or said to be open: no date that the text never stated, or a question about the item. */
function isDueExplained({ dueOn, dueStated, questions }: PlanItem, plan: Pick<Plan, 'starts' | 'ends'>): boolean {
  if (dueOn === undefined) return !dueStated;
  return (dueOn >= plan.starts && dueOn <= plan.ends) || questions !== undefined;
}

/** The real plan of the park; also what `readPlan` reads by default. */
export const planFile = path.join(__dirname, 'plan-2023.json');

/** Throws ZodError naming each place that does not fit. */
export function readPlan(file: string = planFile): Plan {
  return planSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
}

/** The same plan in another year, for the demo only; a real import moves nothing. Month and day stay, 29 Feb becomes 28 Feb. */
export function moveToYear(plan: Plan, year: number): Plan {
  const years = year - plan.planYear;
  const move = (on: string) => moveDate(on, years);
  return {
    ...plan,
    planYear: year,
    starts: move(plan.starts),
    ends: move(plan.ends),
    items: plan.items.map((item) => (item.dueOn === undefined ? item : { ...item, dueOn: move(item.dueOn) })),
  };
}

function moveDate(on: string, years: number): string {
  const year = Number(on.slice(0, 4)) + years;
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const monthDay = on.slice(5) === '02-29' && !isLeap ? '02-28' : on.slice(5);
  return `${year}-${monthDay}`;
}
