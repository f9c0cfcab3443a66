// 20261128100100 moves data: versions of before are given the name and the kinds they were published under, and nothing else.
import { migrate } from '../../supabase/local/migrate';
import { layChecklist } from '../support/world';
import { callAs, makeCast } from '../support/cast';
import { type BeforeMigration, makeDatabaseBefore } from '../support/before-migration';

let before: BeforeMigration;
beforeAll(async () => {
  before = await makeDatabaseBefore('20261128100100');
});
afterAll(() => before.drop());

test('before and after', async () => {
  const { db, url } = before;
  const cast = await makeCast(db);
  const parkId = cast.parks.linxiang.id;
  const versionId = await layChecklist(db, parkId, 'site');
  await db.query("update public.checklists set project_categories = '{industrial,land}'");
  const rowOf = async () => (await db.query<{ row: Record<string, unknown> }>('select to_jsonb(v) as row from public.checklist_versions v where id = $1', [versionId])).rows[0]!.row;
  const old = await rowOf();
  const listOf = () => callAs(db, cast.people.liming, 'api.list_checklists()');
  const listed = await listOf();

  await migrate(url);
  expect(await rowOf()).toEqual({ ...old, name: 'site', project_categories: ['industrial', 'land'], draft_id: null, published_by: null });
  expect(await listOf()).toEqual(listed);
  await expect(db.query("update public.checklist_versions set name = 'x'")).rejects.toThrow('never changes');
});
