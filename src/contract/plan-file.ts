// 计划文件: its exact shape, and one function that says of any text whether it is such a file, and if not, where it is
// not. The JSON Schema at GET /api/plan/schema.json is made from it; what refers to what is src/domain/plan-file.ts.
// The plan's open questions (待明确) are data like the rest and are never fixed here.
import * as z from 'zod';
import { commitmentClasses } from '../domain/light';
import { type Measure, targetOps } from '../domain/measure';
import { rungs } from '../domain/milestone';
import { itemKinds, planFileCodes, planFileProblems, type PlanFile, type PlanFileCode, type PlanFileProblem } from '../domain/plan-file';
import { projectCategories } from '../domain/project';
import { day, text } from './base';

/** Written as JSON text within JSON it may double, and a function takes 4.5 MB. 2,000 items fill half of it. */
export const planFileMaxBytes = 2_000_000;
export const planFileMaxItems = 2000;
export const planFileMaxProjects = 1000;
/** The rest is counted, not told. */
const toldErrors = 200;

const id = z.string().max(60).regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);
const rung = z.enum(rungs);
const ids = z.array(id).min(1).max(planFileMaxItems);
const sentences = z.array(text(500)).min(1).max(50);

/** What both counting measures may be narrowed to. */
const narrowing = { projects: ids.optional(), minInvestmentYi: z.number().positive().optional(), byDue: z.boolean().optional() };

export const measureSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('reported') }),
  z.strictObject({ type: z.literal('done') }),
  z.strictObject({ type: z.literal('milestone'), project: id, milestone: rung }),
  z.strictObject({ type: z.literal('stage'), project: id, targetMilestone: rung }),
  z.strictObject({ type: z.literal('count_milestones'), milestone: rung, ...narrowing }),
  z.strictObject({ type: z.literal('sum_investment'), milestone: rung, ...narrowing }),
  z.strictObject({ type: z.literal('count_achievements') }),
  z.strictObject({ type: z.literal('count_children_done') }),
  z.strictObject({ type: z.literal('count_done'), of: ids }),
  z.strictObject({ type: z.literal('ratio'), numerator: text(50), denominator: text(50) }),
  z.strictObject({ type: z.literal('complement'), of: id }),
  z.strictObject({ type: z.literal('count_incidents') }),
  z.strictObject({ type: z.literal('narrative') }),
  z.strictObject({ type: z.literal('placeholder'), count: z.int().positive().max(1000) }),
]) satisfies z.ZodType<Measure>;

/** Far beyond any figure of a park, and exact in every reader. */
const figure = z.number().min(-1e12).max(1e12);

export const planFileItemSchema = z.strictObject({
  id,
  section: text(20),
  kind: z.enum(itemKinds),
  name: text(200),
  target: z.strictObject({ op: z.enum(targetOps), value: figure, unit: text(20), growthPct: figure.optional() }).optional(),
  commitment: text(50),
  commitmentClass: z.enum(commitmentClasses),
  dueOn: day.optional(),
  dueStated: z.boolean(),
  parent: id.optional(),
  dependsOn: ids.optional(),
  sameAs: ids.optional(),
  aliases: sentences.optional(),
  measure: measureSchema,
  project: id.optional(),
  responsible: text(100).optional(),
  questions: sentences.optional(),
});

export const planFileProjectSchema = z.strictObject({
  id,
  name: text(100),
  category: z.enum(projectCategories),
  enterprise: text(100).optional(),
  question: text(500).optional(),
  expectedInvestmentYi: z.number().positive().max(100_000).optional(),
});

export const planFileSchema = z.strictObject({
  planYear: z.int().min(2000).max(2100),
  park: text(100),
  starts: day,
  ends: day,
  sections: z.record(text(20), text(100)),
  commitmentClasses: z.strictObject({ hard: text(200), stretch: text(200), process: text(200) }),
  milestoneLadder: z.array(rung).refine((ladder) => ladder.join() === rungs.join(), { error: 'wrong_ladder' }),
  questions: z.array(text(500)).max(500),
  projects: z.array(planFileProjectSchema).min(1).max(planFileMaxProjects),
  items: z.array(planFileItemSchema).min(1).max(planFileMaxItems),
}) satisfies z.ZodType<PlanFile>;

// ---------------------------------------------------------------- what is wrong with one

export const planFileErrorSchema = z.object({
  /** As in `items.36.parent`; empty for the file as a whole. */
  path: z.string(),
  code: z.enum(planFileCodes),
  /** The item or project it is about; `number` counts from 1, and what cannot be read is null. */
  row: z
    .object({ kind: z.enum(['item', 'project']), number: z.int(), id: z.string().nullable(), section: z.string().nullable(), name: z.string().nullable() })
    .nullable(),
  /** What is wrong, where a word says it: an unknown id, the names round a circle. */
  value: z.string().nullable(),
});
export type PlanFileError = z.infer<typeof planFileErrorSchema>;

/** `errorCount` counts them all, `errors` holds the first of them. */
export type PlanFileErrors = { errors: PlanFileError[]; errorCount: number };

/** Of a whole text. The server has its own way to JSON, which also finds keys given twice. */
export function readPlanFile(file: string): { plan: PlanFile } | PlanFileErrors {
  let value: unknown;
  try {
    value = JSON.parse(file);
  } catch {
    return fileError('not_json');
  }
  return checkPlanFile(value);
}

/** An error of the file as a whole. */
export function fileError(code: PlanFileCode, value: string | null = null, path = ''): PlanFileErrors {
  return { errors: [{ path, code, row: null, value }], errorCount: 1 };
}

export function checkPlanFile(value: unknown): { plan: PlanFile } | PlanFileErrors {
  // A file of ten thousand rows has one thing wrong with it, not ten thousand.
  for (const [list, most, code] of [['items', planFileMaxItems, 'too_many_items'], ['projects', planFileMaxProjects, 'too_many_projects']] as const) {
    const rows = partOf(value, [list]);
    if (Array.isArray(rows) && rows.length > most) return fileError(code, String(rows.length), list);
  }
  const result = planFileSchema.safeParse(value);
  const problems = result.success ? planFileProblems(result.data) : onePerPath(result.error.issues.flatMap((issue) => shapeProblems(issue as Issue, value)));
  if (result.success && problems.length === 0) return { plan: result.data };
  return { errors: problems.slice(0, toldErrors).map((problem) => toError(problem, value)), errorCount: problems.length };
}

/** An empty name is not unreadable as well. */
function onePerPath(problems: readonly PlanFileProblem[]): PlanFileProblem[] {
  const paths = new Set<string>();
  return problems.filter(({ path }) => !paths.has(path.join('.')) && paths.add(path.join('.')));
}

export function toError({ path, code, value }: PlanFileProblem, file: unknown): PlanFileError {
  return { path: path.join('.').slice(0, 200), code, row: rowOf(path, file), value: value?.slice(0, 200) ?? null };
}

function rowOf([list, index]: PlanFileProblem['path'], file: unknown): PlanFileError['row'] {
  if ((list !== 'items' && list !== 'projects') || typeof index !== 'number') return null;
  const word = (field: string) => {
    const part = partOf(file, [list, index, field]);
    return typeof part === 'string' ? part.slice(0, 200) : null;
  };
  return { kind: list === 'items' ? 'item' : 'project', number: index + 1, id: word('id'), section: list === 'items' ? word('section') : null, name: word('name') };
}

type Issue = { code: string; path: (string | number)[]; message: string; keys?: string[]; origin?: string; note?: string };

/** An issue of zod in our own words, which stay when zod changes its. */
function shapeProblems({ code, path, message, keys = [], origin, note }: Issue, file: unknown): PlanFileProblem[] {
  const given = partOf(file, path);
  const value = typeof given === 'string' || typeof given === 'number' || typeof given === 'boolean' ? String(given) : undefined;
  const one = (ours: PlanFileCode): PlanFileProblem[] => [{ path, code: ours, value }];
  if (given === undefined) return one('missing');
  switch (code) {
    case 'unrecognized_keys':
      return keys.map((key) => ({ path: [...path, key], code: 'unknown_field', value: key }));
    case 'invalid_value':
      return one('unknown_value');
    case 'invalid_union':
      return note === undefined ? one('wrong_type') : [{ path, code: 'unknown_measure', value: value ?? wordIn(given) }];
    case 'invalid_format':
    case 'invalid_key':
      return one('bad_format');
    case 'too_small':
      return one(origin === 'string' || origin === 'array' ? 'empty' : 'out_of_range');
    case 'too_big':
      return one(origin === 'string' || origin === 'array' ? 'too_long' : 'out_of_range');
    case 'custom':
      return one((planFileCodes as readonly string[]).includes(message) ? (message as PlanFileCode) : 'bad_format');
    default:
      return one('wrong_type');
  }
}

const wordIn = (measure: unknown) => {
  const type = partOf(measure, ['type']);
  return typeof type === 'string' ? type : undefined;
};

function partOf(value: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (node, step) => (node && typeof node === 'object' && Object.prototype.hasOwnProperty.call(node, step) ? (node as Record<string | number, unknown>)[step] : undefined),
    value,
  );
}
