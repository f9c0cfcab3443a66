// Writes a park, its plan and its checklists into an empty park: the deployment's first import and the demo's.
// Runs as the database owner; everything after this goes through the operations.
import { createHash } from 'node:crypto';
import type { Client } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import type { PlanFile } from '../src/domain/plan-file';
import type { Checklist } from './checklists';

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

/**
 * The plan as the office would import it, with nobody as its importer: private.unfold_plan writes enterprises, projects,
 * items and values. Throws when the park has a plan of that year.
 */
export async function importPlan(db: Client, parkId: string, plan: PlanFile): Promise<void> {
  const file = JSON.stringify(plan);
  const id = uuidv7();
  const body = JSON.stringify({ id, file, expect: createHash('sha256').update(file).digest('hex') });
  await db.query('insert into public.plan_imports (id, park_id, body) values ($1, $2, $3)', [id, parkId, body]);
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
