// The yearly plan file (年度计划文件), past its shape: what it refers to, what goes round in a circle, and how it differs
// from the plan before. Pure and linear, so that the phone and the server say the same at once. The shape itself is
// src/contract/plan-file.ts; the database unfolds a file in private.unfold_plan.
import type { CommitmentClass } from './light';
import type { Measure, Target } from './measure';
import type { Rung } from './milestone';
import type { ProjectCategory } from './project';

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
export type ItemKind = (typeof itemKinds)[number];

export type PlanFileItem = {
  id: string;
  section: string;
  kind: ItemKind;
  name: string;
  target?: Target & { growthPct?: number };
  commitment: string;
  commitmentClass: CommitmentClass;
  dueOn?: string;
  /** False where the text gives no date and the end of the year was assumed. */
  dueStated: boolean;
  parent?: string;
  dependsOn?: readonly string[];
  sameAs?: readonly string[];
  aliases?: readonly string[];
  measure: Measure;
  project?: string;
  responsible?: string;
  questions?: readonly string[];
};

export type PlanFileProject = {
  id: string;
  name: string;
  category: ProjectCategory;
  enterprise?: string;
  question?: string;
  expectedInvestmentYi?: number;
};

export type PlanFile = {
  planYear: number;
  park: string;
  starts: string;
  ends: string;
  /** Section number to title. */
  sections: Readonly<Record<string, string>>;
  commitmentClasses: Readonly<Record<CommitmentClass, string>>;
  milestoneLadder: readonly Rung[];
  questions: readonly string[];
  projects: readonly PlanFileProject[];
  items: readonly PlanFileItem[];
};

/**
 * How many items may stand on each other by counting; real plans have three. Each level is a trigger within the one before,
 * and some 300 are more than the database has room for: then no record below them could be written any more.
 */
export const mostCountingLevels = 20;

/** What may be wrong with a file; each has its sentence in text/plan-import.ts. */
export const planFileCodes = [
  // the file
  'not_utf8',
  'not_json',
  'bad_text',
  'given_twice',
  'number_not_exact',
  'too_large',
  'too_many_items',
  'too_many_projects',
  // its shape
  'missing',
  'wrong_type',
  'unknown_field',
  'unknown_value',
  'unknown_measure',
  'bad_format',
  'empty',
  'too_long',
  'out_of_range',
  'unreadable_text',
  'wrong_ladder',
  // what it refers to
  'id_taken',
  'name_taken',
  'unknown_section',
  'unknown_item',
  'unknown_project',
  'refers_to_itself',
  'listed_twice',
  'parent_cycle',
  'depends_cycle',
  'counting_cycle',
  'counting_too_deep',
  'other_project_than_measure',
  'outside_year',
  'ends_before_start',
  'due_outside_plan',
  'due_missing',
  // what the park has
  'plan_year_taken',
  'same_project',
] as const;
export type PlanFileCode = (typeof planFileCodes)[number];

/** `value`: what is wrong, short enough for a sentence: an unknown id, the names round a circle. */
export type PlanFileProblem = { path: readonly (string | number)[]; code: PlanFileCode; value?: string };

/** Ids twice, references to nothing, circles, and dates outside the plan. In the order of the file. */
export function planFileProblems(plan: PlanFile): PlanFileProblem[] {
  const { items, projects } = plan;
  const itemIds = new Set(items.map(({ id }) => id));
  const projectIds = new Set(projects.map(({ id }) => id));
  const sections = new Set(Object.keys(plan.sections));
  const problems: PlanFileProblem[] = [];

  for (const field of ['starts', 'ends'] as const) {
    if (Number(plan[field].slice(0, 4)) !== plan.planYear) problems.push({ path: [field], code: 'outside_year', value: plan[field] });
  }
  if (plan.starts >= plan.ends) problems.push({ path: ['ends'], code: 'ends_before_start' });
  for (const index of twice(projects.map(({ id }) => id))) problems.push({ path: ['projects', index, 'id'], code: 'id_taken', value: projects[index]!.id });
  for (const index of twice(projects.map(({ name }) => nameKey(name)))) problems.push({ path: ['projects', index, 'name'], code: 'name_taken', value: projects[index]!.name });
  for (const index of twice(items.map(({ id }) => id))) problems.push({ path: ['items', index, 'id'], code: 'id_taken', value: items[index]!.id });

  items.forEach((item, index) => {
    const report = (field: string, code: PlanFileCode, value?: string) => problems.push({ path: ['items', index, field], code, value });
    if (!sections.has(item.section)) report('section', 'unknown_section', item.section);
    for (const [field, others] of itemReferences(item)) {
      const unknown = others.find((other) => !itemIds.has(other));
      if (unknown !== undefined) report(field, 'unknown_item', unknown);
      if (others.includes(item.id)) report(field, 'refers_to_itself');
      const [again] = twice(others);
      if (again !== undefined) report(field, 'listed_twice', others[again]);
    }
    for (const [field, others] of projectReferences(item)) {
      const unknown = others.find((other) => !projectIds.has(other));
      if (unknown !== undefined) report(field, 'unknown_project', unknown);
      const [again] = twice(others);
      if (again !== undefined) report(field, 'listed_twice', others[again]);
    }
    if ('project' in item.measure && item.project !== undefined && item.project !== item.measure.project) {
      report('project', 'other_project_than_measure', item.measure.project);
    }
    if (item.dueOn === undefined) {
      if (item.dueStated) report('dueOn', 'due_missing');
    } else if ((item.dueOn < plan.starts || item.dueOn > plan.ends) && item.questions === undefined) {
      // A date outside the plan may be the plan's own open question; without one it is a slip.
      report('dueOn', 'due_outside_plan', item.dueOn);
    }
  });
  return [...problems, ...circleProblems(items)].sort((a, b) => placeOf(a) - placeOf(b));
}

/** The file as a whole, then projects, then items, each in their order. */
function placeOf({ path: [list, index] }: PlanFileProblem): number {
  if (typeof index !== 'number') return -1;
  return list === 'projects' ? index : 1e6 + index;
}

/** Indices of what stands there already, further up. */
function twice(values: readonly string[]): number[] {
  const seen = new Set<string>();
  return values.flatMap((value, index) => {
    if (seen.has(value)) return [index];
    seen.add(value);
    return [];
  });
}

/** Names that people read as the same; as private.name_key. */
const nameKey = (name: string) =>
  name.normalize('NFKC').replace(/\u00ad|\u200b|\u200c|\u200d|\u2060|\ufeff/g, '').replace(/\s+/g, ' ').trim().toLowerCase();

/** What a measure counts by name. */
const countedItems = ({ measure }: PlanFileItem): readonly string[] => (measure.type === 'count_done' ? measure.of : measure.type === 'complement' ? [measure.of] : []);

function itemReferences(item: PlanFileItem): [string, readonly string[]][] {
  const { parent, dependsOn = [], sameAs = [] } = item;
  return [['parent', parent === undefined ? [] : [parent]], ['dependsOn', dependsOn], ['sameAs', sameAs], ['measure', countedItems(item)]];
}

function projectReferences({ project, measure }: PlanFileItem): [string, readonly string[]][] {
  const measured = 'project' in measure ? [measure.project] : 'projects' in measure ? (measure.projects ?? []) : [];
  return [['project', project === undefined ? [] : [project]], ['measure', measured]];
}

// ---------------------------------------------------------------- circles

type Edges = Map<string, Set<string>>;

function circleProblems(items: readonly PlanFileItem[]): PlanFileProblem[] {
  const rows = new Map([...items].reverse().map((item) => [item.id, item]));
  const indices = new Map([...items.entries()].reverse().map(([index, { id }]) => [id, index]));
  const among = (targets: (item: PlanFileItem) => readonly string[]): Edges =>
    new Map([...rows.values()].map((item) => [item.id, new Set(targets(item).filter((other) => other !== item.id && rows.has(other)))]));
  const told = (edges: Edges, field: string, code: PlanFileCode) =>
    circlesOf(edges).map((circle): PlanFileProblem => {
      const first = circle.reduce((least, id) => (indices.get(id)! < indices.get(least)! ? id : least));
      const start = circle.indexOf(first);
      const round = [...circle.slice(start), ...circle.slice(0, start), first].map((id) => rows.get(id)!.name);
      return { path: ['items', indices.get(first)!, field], code, value: (round.length > 7 ? [...round.slice(0, 6), '…'] : round).join(' → ') };
    });
  const counting = countingEdges(items, rows);
  const circles = told(counting, 'measure', 'counting_cycle');
  return [
    ...told(among(({ parent }) => (parent === undefined ? [] : [parent])), 'parent', 'parent_cycle'),
    ...told(among(({ dependsOn = [] }) => dependsOn), 'dependsOn', 'depends_cycle'),
    ...(circles.length > 0 ? circles : tooDeep(counting).map((id): PlanFileProblem => ({ path: ['items', indices.get(id)!, 'measure'], code: 'counting_too_deep' }))),
  ];
}

/** Without circles: the items that are the first to stand on too many others. Same as private.check_counting_levels. */
function tooDeep(edges: Edges): string[] {
  const levels = new Map<string, number>();
  const levelOf = (id: string): number => {
    const known = levels.get(id);
    if (known !== undefined) return known;
    const level = Math.max(-1, ...[...(edges.get(id) ?? [])].map(levelOf)) + 1;
    levels.set(id, level);
    return level;
  };
  return [...edges.keys()].filter((id) => levelOf(id) === mostCountingLevels + 1);
}

/** From an item that holds a value to the holders of the values that it is made of. */
function countingEdges(items: readonly PlanFileItem[], rows: ReadonlyMap<string, PlanFileItem>): Edges {
  const holders = valueHolders(items);
  const children = new Map<string, string[]>();
  for (const { id, parent } of items) {
    if (parent === undefined) continue;
    const known = children.get(parent);
    if (known) known.push(id);
    else children.set(parent, [id]);
  }
  const edges: Edges = new Map();
  for (const item of rows.values()) {
    if (holders.get(item.id) !== item.id) continue;
    const counted = item.measure.type === 'count_children_done' ? (children.get(item.id) ?? []) : countedItems(item);
    edges.set(item.id, new Set(counted.filter((id) => id !== item.id).flatMap((id) => holders.get(id) ?? [])));
  }
  return edges;
}

/**
 * Item to the item that holds its value: of those that `sameAs` ties together, in whatever direction and by whatever
 * way round, the first non-narrative one of the file.
 */
export function valueHolders(items: readonly PlanFileItem[]): Map<string, string> {
  const above = new Map(items.map(({ id }) => [id, id]));
  const rootOf = (id: string): string => {
    let root = id;
    while (above.get(root) !== root) root = above.get(root)!;
    // Each step that was walked leads straight to the top from now on.
    for (let at = id; at !== root; ) {
      const next = above.get(at)!;
      above.set(at, root);
      at = next;
    }
    return root;
  };
  for (const { id, sameAs = [] } of items) for (const other of sameAs) if (above.has(other)) above.set(rootOf(other), rootOf(id));
  const holders = new Map<string, string>();
  for (const { id, measure } of items) if (measure.type !== 'narrative' && !holders.has(rootOf(id))) holders.set(rootOf(id), id);
  return new Map(items.map(({ id }) => [id, holders.get(rootOf(id)) ?? id]));
}

/** Circles that share no member, as one walks along the edges; whatever is left after them leads to an end. */
function circlesOf(edges: Edges): string[][] {
  const left: Edges = new Map([...edges].map(([id, targets]) => [id, new Set([...targets].filter((target) => edges.has(target)))]));
  const sources = new Map<string, string[]>();
  for (const id of left.keys()) sources.set(id, []);
  for (const [id, targets] of left) for (const target of targets) sources.get(target)!.push(id);
  /** Takes away what leads nowhere any more, and what led to nothing but that. */
  const drop = (ids: readonly string[]) => {
    const waiting = [...ids];
    for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
      if (!left.delete(id)) continue;
      for (const source of sources.get(id)!) {
        const targets = left.get(source);
        if (targets?.delete(id) && targets.size === 0) waiting.push(source);
      }
    }
  };
  drop([...left].flatMap(([id, targets]) => (targets.size === 0 ? [id] : [])));
  const circles: string[][] = [];
  for (const first of edges.keys()) {
    while (left.has(first)) {
      const places = new Map<string, number>();
      let at = first;
      for (; !places.has(at); at = left.get(at)!.values().next().value!) places.set(at, places.size);
      const circle = [...places.keys()].slice(places.get(at));
      circles.push(circle);
      drop(circle);
    }
  }
  return circles;
}

// ---------------------------------------------------------------- against the plan before

export type ItemRef = Pick<PlanFileItem, 'id' | 'name' | 'section'>;
export type FieldChange = { field: string; before: unknown; after: unknown };
export type PlanComparison = {
  new: ItemRef[];
  changed: (ItemRef & { fields: FieldChange[] })[];
  gone: ItemRef[];
  unchanged: number;
};

const comparedFields = [
  'section',
  'kind',
  'name',
  'target',
  'commitment',
  'commitmentClass',
  'dueOn',
  'dueStated',
  'parent',
  'dependsOn',
  'sameAs',
  'aliases',
  'measure',
  'project',
  'responsible',
  'questions',
] as const satisfies readonly (keyof PlanFileItem)[];

/** By item id. A due date that moved with the year is no change: otherwise every item would have one. */
export function comparePlans(before: Pick<PlanFile, 'planYear' | 'items'> | null, after: Pick<PlanFile, 'planYear' | 'items'>): PlanComparison {
  const known = new Map((before?.items ?? []).map((item) => [item.id, item]));
  const years = after.planYear - (before?.planYear ?? after.planYear);
  const result: PlanComparison = { new: [], changed: [], gone: [], unchanged: 0 };
  for (const item of after.items) {
    const old = known.get(item.id);
    if (!old) {
      result.new.push(refOf(item));
      continue;
    }
    known.delete(item.id);
    const fields = comparedFields.flatMap((field): FieldChange[] => {
      const expected = field === 'dueOn' && old.dueOn !== undefined ? moveDay(old.dueOn, years) : old[field];
      return canonical(expected) === canonical(item[field]) ? [] : [{ field, before: old[field] ?? null, after: item[field] ?? null }];
    });
    if (fields.length === 0) result.unchanged += 1;
    else result.changed.push({ ...refOf(item), fields });
  }
  result.gone = [...known.values()].map(refOf);
  return result;
}

const refOf = ({ id, name, section }: PlanFileItem): ItemRef => ({ id, name, section });

/** The same text for the same content, in whatever order its keys were written. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part && typeof part === 'object' && !Array.isArray(part) ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))) : part,
  ) ?? '';
}

/** Month and day stay; 29 February becomes the 28th of a common year. */
export function moveDay(on: string, years: number): string {
  const year = Number(on.slice(0, 4)) + years;
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return `${year}-${on.slice(5) === '02-29' && !isLeap ? '02-28' : on.slice(5)}`;
}
