// The migrations that take standing hazards and plan items from people who may not be named for them any more.
import { migrate } from '../../supabase/local/migrate';
import { hazardOpen } from '../factories/submission';
import { type BeforeMigration, makeDatabaseBefore } from '../support/before-migration';
import { callAs, makeCast } from '../support/cast';
import { layPlan, submitDirectly } from '../support/world';

let before: BeforeMigration;
beforeAll(async () => {
  before = await makeDatabaseBefore('20261130010300');
}, 30_000);
afterAll(() => before.drop());

test('before and after', async () => {
  const { db, url } = before;
  const { people, parks } = await makeCast(db);
  const { bide, road } = parks.linxiang.projects as { bide: string; road: string };
  const name = async (projectId: string, responsibleId: string) => {
    const body = hazardOpen(projectId);
    await submitDirectly(db, people.liming, 'hazard_open', body);
    const [hazard] = (await db.query<{ id: string }>('select id from public.hazards where submission_id = $1', [body.id])).rows;
    await callAs(db, people.wangfang, "api.act_on_hazard($1, 'assigned', 'test', $2)", [hazard!.id, JSON.stringify({ id: body.id, responsibleId })]);
    return hazard!.id;
  };
  const [ofContact, ofInspector] = [await name(bide, people.chenjing.staffId), await name(road, people.zhouyang.staffId)];
  await db.query('update public.projects set enterprise_id = $2 where id = $1', [bide, parks.linxiang.enterprises.驰兴]);
  const { left, kept } = await layPlan(db, parks.linxiang.id, [{ key: 'left', measure: { type: 'done' } }, { key: 'kept', measure: { type: 'done' } }]);
  await callAs(db, people.wangfang, 'api.assign_items($1, $2, $3)', [ofContact, [left], people.zhaoqiang.staffId]);
  await callAs(db, people.wangfang, 'api.assign_items($1, $2, $3)', [ofInspector, [kept], people.liming.staffId]);
  await db.query('update public.staff set closed_at = now() where id = $1', [people.zhaoqiang.staffId]);
  const owner = async (id: string) => (await db.query<{ owner_id: string | null }>('select owner_id from public.plan_items where id = $1', [id])).rows[0]!.owner_id;
  const responsible = async (id: string) => (await db.query<{ responsible_id: string | null }>('select responsible_id from public.hazards where id = $1', [id])).rows[0]!.responsible_id;
  expect(await responsible(ofContact)).toBe(people.chenjing.staffId);
  expect(await owner(left!)).toBe(people.zhaoqiang.staffId);

  await migrate(url);
  expect([await responsible(ofContact), await responsible(ofInspector)]).toEqual([null, people.zhouyang.staffId]);
  expect([await owner(left!), await owner(kept!)]).toEqual([null, people.liming.staffId]);
});
