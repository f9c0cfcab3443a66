// 计划导入: reading a file, comparing it with the plan before, importing it, and giving a plan back as a file. Every check
// is made here, before the database is asked to write: private.unfold_plan takes a file as a whole or not at all.
import * as z from 'zod';
import { checkPlanFile, fileError, type PlanFileErrors, planFileMaxBytes, planFileSchema, toError } from '../../src/contract/plan-file';
import type { PlanDifference } from '../../src/contract/plan-import';
import { comparePlans, type PlanFile, type PlanFileItem, type PlanFileProject } from '../../src/domain/plan-file';
import { planFieldWords } from '../../src/text/plan-import';
import { Reply, type Handlers } from '../kit/endpoint';
import { parseJson } from '../kit/input';
import { Problem } from '../kit/problem';
import { sha256Hex } from '../kit/token';

/** A plan as the database has it: the file of its import, and what was named since (补录). */
type StoredPlan = { file: string | null; namedProjects: PlanFileProject[]; namedItems: PlanFileItem[] };
type Known = { id: string; projectId: string; name: string };
type Before = { isTaken: boolean; before: (StoredPlan & { year: number }) | null; projects: Known[] };

export const planFileHandlers: Handlers = {
  'plan.preview': async (_deps, { body, call }) => {
    const read = readFile(body.file);
    if ('errors' in read) return read;
    const { plan } = read;
    const projects = plan.projects.map(({ id, name }) => ({ id, name }));
    const { isTaken, before, projects: known } = (await call('read_plan_before', { p_year: plan.planYear, p_projects: projects })) as Before;
    if (isTaken) return fileError('plan_year_taken', String(plan.planYear), 'planYear');
    const doubles = sameProjects(plan, known);
    if (doubles.length > 0) return { errors: doubles, errorCount: doubles.length };
    const names = new Map(known.map(({ id, name }) => [id, name]));
    const old = before && toFile(before);
    return {
      year: plan.planYear,
      sha256: sha256Hex(body.file),
      comparedWith: old?.planYear ?? null,
      ...comparePlans(old, plan),
      projects: {
        new: projects.filter(({ id }) => !names.has(id)),
        existing: projects.filter(({ id }) => names.has(id)).map(({ id, name }) => ({ id, name, knownAs: names.get(id) === name ? null : names.get(id)! })),
      },
    } satisfies PlanDifference;
  },

  'plan.import': async (_deps, { body, bodyText, call }) => {
    if (sha256Hex(body.file) !== body.expect) throw new Problem('plan_file_differs');
    const read = readFile(body.file);
    if ('errors' in read) throw new Problem('plan_file_invalid', { errors: read.errors.slice(0, 20).map(({ path, code }) => ({ path, code })) });
    const { isNew, ...receipt } = (await call('import_plan', { p_body: bodyText })) as { isNew: boolean; id: string; receivedAt: string; sha256: string; year: number };
    return new Reply(isNew ? 201 : 200, receipt);
  },

  'plan.file': async (_deps, { call, query }) => {
    const file = toFile((await call('read_plan_file', query.year === undefined ? {} : { p_year: query.year })) as StoredPlan);
    if (!file) throw new Problem('plan_not_found');
    return planFileSchema.parse(file);
  },

  'planFile.schema': async () => jsonSchema(),
};

function readFile(text: string): ReturnType<typeof checkPlanFile> {
  if (Buffer.byteLength(text) > planFileMaxBytes) return fileError('too_large');
  try {
    return checkPlanFile(parseJson(text));
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    if (error.code === 'bad_text') return fileError('bad_text');
    // A key given twice, a key or a number that readers of JSON disagree about.
    const [twin] = error.options.errors ?? [];
    if (!twin) return fileError('not_json');
    return twin.code === 'number_not_exact' ? fileError(twin.code, twin.path) : fileError(twin.code === 'given_twice' ? twin.code : 'unknown_field', twin.path, twin.path);
  }
}

/** Rows of the file that are one project of the park: of one the key, of another the name. */
function sameProjects(plan: PlanFile, known: readonly Known[]): PlanFileErrors['errors'] {
  const rows = new Map(plan.projects.map(({ id }, index) => [id, index]));
  const taken = new Set<string>();
  const inOrder = [...known].sort((a, b) => rows.get(a.id)! - rows.get(b.id)!);
  return inOrder.flatMap(({ id, projectId, name }) => {
    if (taken.has(projectId)) return [toError({ path: ['projects', rows.get(id)!, 'name'], code: 'same_project', value: name }, plan)];
    taken.add(projectId);
    return [];
  });
}

function toFile({ file, namedProjects, namedItems }: StoredPlan): PlanFile | null {
  if (file === null) return null;
  const plan = JSON.parse(file) as PlanFile;
  // The file may call a project otherwise than the park does; its items then go by the file's own id.
  const ids = new Map(namedProjects.map(({ id, name }) => [id, plan.projects.find((one) => one.id === id || one.name === name)?.id]));
  const inFile = (id: string) => ids.get(id) ?? id;
  return {
    ...plan,
    projects: [...plan.projects, ...namedProjects.filter(({ id }) => ids.get(id) === undefined)],
    items: [
      ...plan.items,
      ...namedItems.map((item) => ({
        ...item,
        ...(item.project === undefined ? {} : { project: inFile(item.project) }),
        measure: 'project' in item.measure ? { ...item.measure, project: inFile(item.measure.project) } : item.measure,
      })),
    ],
  };
}

// ---------------------------------------------------------------- JSON Schema

type Json = { [key: string]: unknown };
let schema: Json | undefined;

function jsonSchema(): Json {
  schema ??= described(z.toJSONSchema(planFileSchema, { target: 'draft-2020-12', io: 'input' }) as Json, []);
  return schema;
}

/** The words stand in src/text, by path; zod knows none. */
function described(node: Json, path: readonly string[], isRow = false): Json {
  const words = isRow ? undefined : planFieldWords[path.join('.')];
  const below = (key: string, child: unknown): unknown => {
    if (key === 'properties') return Object.fromEntries(Object.entries(child as Json).map(([name, one]) => [name, described(one as Json, [...path, name])]));
    if (key === 'items') return described(child as Json, path, true);
    if (key === 'oneOf' || key === 'anyOf') return (child as Json[]).map((one) => describedMeasure(one, path));
    return child;
  };
  return { ...(words ? { title: words.name, description: words.note } : {}), ...Object.fromEntries(Object.entries(node).map(([key, child]) => [key, below(key, child)])) };
}

/** One of the ways to measure, by its type. */
function describedMeasure(node: Json, path: readonly string[]): Json {
  const type = (node.properties as Record<string, { const?: string }> | undefined)?.type?.const;
  const words = type === undefined ? undefined : planFieldWords[`${path.join('.')}:${type}`];
  const rest = described(node, path, true);
  return words ? { title: words.name, description: words.note, ...rest } : rest;
}
