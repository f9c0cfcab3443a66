// Writes a park, its plan and its checklists into an empty park: the deployment's first import and the demo's.
// Runs as the database owner; everything after this goes through the operations.
import type { Client } from 'pg';
import type { Checklist } from './checklists';
import type { Plan } from './plan';

export type Park = { slug: string; name: string; isDemo: boolean };

/** Id of the park with this slug, made when missing. */
export async function importPark(db: Client, park: Park): Promise<string> {
  await db.query('insert into public.parks (slug, name, is_demo) values ($1, $2, $3) on conflict (slug) do nothing', [park.slug, park.name, park.isDemo]);
  const { rows } = await db.query<{ id: string }>('select id from public.parks where slug = $1', [park.slug]);
  return rows[0]!.id;
}

/** All or nothing. */
export async function inTransaction<T>(db: Client, work: () => Promise<T>): Promise<T> {
  await db.query('begin');
  try {
    const result = await work();
    await db.query('commit');
    return result;
  } catch (error) {
    await db.query('rollback');
    throw error;
  }
}

/** Enterprises, projects, items and their relations; call it in a transaction. Throws when the park has a plan of that year. */
export async function importPlan(db: Client, parkId: string, plan: Plan): Promise<{ planId: string; projects: number; items: number }> {
  const enterprises = [...new Set(plan.projects.flatMap((project) => project.enterprise ?? []))];
  await db.query('insert into public.enterprises (park_id, name) select $1, unnest($2::text[]) on conflict do nothing', [parkId, enterprises]);
  await db.query(
    `insert into public.projects (park_id, key, name, category, question, expected_investment_yuan, enterprise_id)
     select $1, p.id, p.name, p.category, p.question, p."expectedInvestmentYi" * 100000000, e.id
     from jsonb_to_recordset($2) as p (id text, name text, category text, question text, "expectedInvestmentYi" numeric, enterprise text)
     left join public.enterprises e on e.park_id = $1 and e.name = p.enterprise`,
    [parkId, JSON.stringify(plan.projects)],
  );
  const planRow = await db.query<{ id: string }>(
    'insert into public.plans (park_id, year, starts_on, ends_on, sections, questions) values ($1, $2, $3, $4, $5, $6) returning id',
    [parkId, plan.planYear, plan.starts, plan.ends, JSON.stringify(plan.sections), JSON.stringify(plan.questions)],
  );
  const planId = planRow.rows[0]!.id;
  await importItems(db, parkId, planId, plan);
  // An item that 0 already meets counts in those above it from the start.
  await db.query('select private.recompute_all()');
  return { planId, projects: plan.projects.length, items: plan.items.length };
}

async function importItems(db: Client, parkId: string, planId: string, plan: Plan): Promise<void> {
  const holders = valueHolders(plan);
  const items = plan.items.map((item, index) => ({ ...item, order: index + 1, holder: holders.get(item.id) }));
  // Ids are laid first, so that an item may name one further down the file.
  await db.query('create temporary table laid as select k.key, gen_random_uuid() as id from unnest($1::text[]) k (key)', [plan.items.map((item) => item.id)]);
  await db.query(
    `insert into public.plan_items (id, park_id, plan_id, key, file_order, section, kind, name, commitment, commitment_class,
       due_on, due_stated, target_op, target_value, target_unit, growth_pct, measure_type, measure, rung, project_id,
       parent_id, value_item_id, responsible, aliases, questions)
     select l.id, $1, $2, i.id, i."order", i.section, i.kind, i.name, i.commitment, i."commitmentClass", i."dueOn", i."dueStated",
       i.target ->> 'op', (i.target ->> 'value')::numeric, i.target ->> 'unit', (i.target ->> 'growthPct')::numeric,
       i.measure ->> 'type', i.measure, coalesce(i.measure ->> 'milestone', i.measure ->> 'targetMilestone'), p.id,
       parent.id, holder.id, i.responsible, coalesce(i.aliases, '{}'), coalesce(i.questions, '{}')
     from jsonb_to_recordset($3) as i (id text, "order" integer, section text, kind text, name text, commitment text,
       "commitmentClass" text, "dueOn" date, "dueStated" boolean, target jsonb, measure jsonb, project text, parent text,
       holder text, responsible text, aliases text[], questions text[])
     join laid l on l.key = i.id
     join laid holder on holder.key = i.holder
     left join laid parent on parent.key = i.parent
     left join public.projects p on p.park_id = $1 and p.key = coalesce(i.measure ->> 'project', i.project)
     order by i."order"`,
    [parkId, planId, JSON.stringify(items)],
  );
  const links = plan.items.flatMap((item) => [
    ...(item.dependsOn ?? []).map((other) => ({ item: item.id, kind: 'depends_on', other })),
    ...(item.sameAs ?? []).map((other) => ({ item: item.id, kind: 'same_as', other })),
    ...(item.measure.type === 'count_done' ? item.measure.of.map((other) => ({ item: item.id, kind: 'counts', other })) : []),
    ...(item.measure.type === 'complement' ? [{ item: item.id, kind: 'counts', other: item.measure.of }] : []),
  ]);
  await db.query(
    `insert into public.plan_item_links (item_id, kind, other_id, park_id)
     select a.id, k.kind, b.id, $1 from jsonb_to_recordset($2) as k (item text, kind text, other text)
     join laid a on a.key = k.item join laid b on b.key = k.other`,
    [parkId, JSON.stringify(links)],
  );
  const listed = plan.items.flatMap((item) =>
    item.measure.type === 'count_milestones' ? (item.measure.projects ?? []).map((project) => ({ item: item.id, project })) : [],
  );
  await db.query(
    `insert into public.plan_item_projects (item_id, project_id, park_id)
     select a.id, p.id, $1 from jsonb_to_recordset($2) as k (item text, project text)
     join laid a on a.key = k.item join public.projects p on p.park_id = $1 and p.key = k.project`,
    [parkId, JSON.stringify(listed)],
  );
  await db.query('drop table laid');
}

/** Item to the item that holds its value: of a `sameAs` group the first non-narrative one in file order. */
export function valueHolders(plan: Plan): Map<string, string> {
  const holders = new Map<string, string>();
  for (const item of plan.items) {
    const group = new Set([item.id, ...(item.sameAs ?? []), ...plan.items.filter((other) => other.sameAs?.includes(item.id)).map((other) => other.id)]);
    const holder = plan.items.find((other) => group.has(other.id) && other.measure.type !== 'narrative');
    holders.set(item.id, holder?.id ?? item.id);
  }
  return holders;
}

/** Checklists as version 1 each; one that exists with the same items stays as it is. */
export async function importChecklists(db: Client, parkId: string, checklists: Checklist[]): Promise<void> {
  for (const checklist of checklists) {
    await db.query('insert into public.checklists (park_id, key, name, project_categories) values ($1, $2, $3, $4) on conflict do nothing', [
      parkId,
      checklist.key,
      checklist.name,
      checklist.projectCategories,
    ]);
    await db.query(
      `insert into public.checklist_versions (park_id, checklist_id, version, items)
       select $1, l.id, 1, $3 from public.checklists l where l.park_id = $1 and l.key = $2 on conflict do nothing`,
      [parkId, checklist.key, JSON.stringify(checklist.items)],
    );
  }
}
