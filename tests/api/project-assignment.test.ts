// 项目分工: said by the office, for several projects at once; it says who looks after them and closes nothing to anybody.
import { v7 as uuidv7 } from 'uuid';
import type { Project } from '../../src/contract/project';
import type { PreparedOrder } from '../../src/contract/supervision-order';
import { inspection } from '../factories/submission';
import { startApi, type TestApi } from '../support/api';
import { castNames, type CastName } from '../support/cast';
import { makePerson } from '../support/world';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const projects = () => api.cast.parks.linxiang.projects as Record<string, string>;
const assign = (by: CastName, projectIds: string[], inspectorId: string | null, id = uuidv7()) => api.call<{ code: string }>('project.assign', by, { body: { id, projectIds, inspectorId } });
const idOf = (name: CastName) => api.cast.people[name].staffId;
const inspectorOf = async (projectId: string, by: CastName = 'wangfang') => (await api.call<{ items: Project[] }>('project.list', by)).body.items.find(({ id }) => id === projectId)!.inspector;

test('several at once, again, and taken back', async () => {
  const { bide, road } = projects();
  const id = uuidv7();
  expect(await assign('wangfang', [bide!, road!], idOf('liming'), id)).toMatchObject({ status: 204 });
  expect(await assign('wangfang', [road!, bide!], idOf('liming'), id)).toMatchObject({ status: 204 });
  for (const [ids, inspector] of [[[bide!], idOf('liming')], [[bide!, road!, projects().chixing!], idOf('liming')], [[bide!, road!], idOf('zhouyang')]] as const)
    expect(await assign('wangfang', [...ids], inspector, id)).toMatchObject({ status: 409, body: { code: 'id_reused' } });
  expect(await assign('zhaoqiang', [bide!, road!], idOf('liming'), id)).toMatchObject({ status: 409, body: { code: 'id_reused' } });
  // Everybody who sees the project sees whom to ask.
  for (const name of ['liming', 'chenjing', 'liujianguo'] as const) expect(await inspectorOf(bide!, name)).toMatchObject({ name: '李明' });
  await assign('zhaoqiang', [bide!], null);
  expect([await inspectorOf(bide!), await inspectorOf(road!)]).toMatchObject([null, { name: '李明' }]);
  const { rows } = await api.database.db.query('select 1 from public.project_assignments where park_id = $1', [api.cast.parks.linxiang.id]);
  expect(rows).toHaveLength(3);
});

test('sent four times at once it is one, and other projects under its id are refused', async () => {
  const id = uuidv7();
  const both = [projects().bide!, projects().chixing!];
  const answers = await Promise.all([1, 2, 3, 4].map(() => assign('wangfang', both, idOf('zhouyang'), id)));
  expect(answers.map(({ status }) => status)).toEqual([204, 204, 204, 204]);
  expect((await api.database.db.query("select 1 from public.audit where operation = 'project.assign' and target_id = $1 and outcome = 'done'", [id])).rows).toHaveLength(1);
  for (const [by, inspector] of [['wangfang', 'zhouyang'], ['wangfang', 'liming'], ['zhaoqiang', 'zhouyang']] as const)
    expect(await assign(by, [projects().road!], idOf(inspector), id)).toMatchObject({ status: 409, body: { code: 'id_reused' } });
  await assign('wangfang', both, null);
});

test.each(castNames.filter((name) => name !== 'liming' && name !== 'zhouyang'))('%s is no inspector of this park', async (name) => {
  expect(await assign('wangfang', [projects().chixing!], idOf(name))).toMatchObject({ status: 404, body: { code: 'staff_not_found' } });
  expect(await inspectorOf(projects().chixing!)).toBeNull();
});

test('a project of another park, beside one of the own, moves neither', async () => {
  expect(await assign('wangfang', [projects().chixing!, api.cast.parks.luyuan.projects.green!], idOf('liming'))).toMatchObject({ status: 404, body: { code: 'project_not_found' } });
  expect(await inspectorOf(projects().chixing!)).toBeNull();
});

test('whoever leaves, or does something else, looks after nothing any more', async () => {
  const { db } = api.database;
  for (const leave of [
    (staffId: string) => api.call('staff.close', 'wangfang', { params: { id: staffId }, body: {} }),
    (staffId: string) => api.call('staff.changeRole', 'wangfang', { params: { id: staffId }, body: { role: 'office' } }),
  ]) {
    const person = await makePerson(db, api.cast, 'linxiang', 'inspector');
    const proposed = async () => (await api.call<PreparedOrder>('supervisionOrder.prepare', 'liujianguo', { query: `?projectId=${projects().chixing}` })).body.suggestedId;
    await assign('wangfang', [projects().chixing!], person.staffId);
    expect([await inspectorOf(projects().chixing!), await proposed()]).toMatchObject([{ id: person.staffId }, person.staffId]);
    expect((await leave(person.staffId)).status).toBeLessThan(300);
    expect([await inspectorOf(projects().chixing!), await proposed()]).toEqual([null, null]);
  }
});

test('another inspector reports on it all the same', async () => {
  await assign('wangfang', [projects().bide!], idOf('liming'));
  expect((await api.call('inspection.submit', 'zhouyang', { body: inspection(projects().bide!, { photos: [] }) })).status).toBe(201);
});
