// Numbers that are none and days that never come, by somebody who calls the api schema himself and so passes the contract
// by: refused, whatever the table, and the values of the plan stay numbers.
import { aPlanFile, planImport } from '../factories/plan-file';
import { achievement, completion, hazardFields, hazardOpen, incident, inspection, manifestPhoto, milestoneReport, orderIssue, orderStep, progress, ratioReading, reading, rectification } from '../factories/submission';
import { asPerson, makeCast, type Cast, type CastName } from '../support/cast';
import { makeDatabase, type TestDatabase } from '../support/database';
import { layPlan, recordedItems } from '../support/world';

let database: TestDatabase;
let cast: Cast;
let items: Record<string, string>;
beforeAll(async () => {
  database = await makeDatabase();
  cast = await makeCast(database.db);
  items = await layPlan(database.db, cast.people.liming.parkId, recordedItems);
});
afterAll(() => database.drop());

const call = (by: CastName, sql: string, values: unknown[]) => asPerson(database.db, cast.people[by], () => database.db.query(sql, values), false);
const submit = (by: CastName, kind: string, body: object) => call(by, 'select api.submit($1, $2)', [kind, JSON.stringify(body)]);
const road = () => cast.parks.linxiang.projects.road!;

test.each<[string, CastName, string, () => object]>([
  ['a figure that is no number', 'wangfang', 'reading', () => reading(items.figure!, { value: 'NaN' })],
  ['an infinite figure', 'wangfang', 'reading', () => reading(items.figure!, { value: '-Infinity' })],
  ['a ratio of no number', 'wangfang', 'reading', () => ratioReading(items.share!, { numerator: 'NaN' })],
  ['a ratio by infinity', 'wangfang', 'reading', () => ratioReading(items.share!, { denominator: 'Infinity' })],
  ['a ratio that says another value', 'wangfang', 'reading', () => ratioReading(items.share!, { value: 0.99 })],
  ['an achievement of no day', 'liming', 'achievement', () => achievement(items.achievement!, { occurredOn: undefined })],
  ['an achievement before time', 'liming', 'achievement', () => achievement(items.achievement!, { occurredOn: '-infinity' })],
  ['an achievement of nobody', 'liming', 'achievement', () => achievement(items.achievement!, { title: undefined })],
  ['a completion of no day', 'liming', 'completion', () => completion(items.done!, { occurredOn: undefined })],
  ['an incident before time', 'liming', 'incident', () => incident(items.incident!, { occurredOn: '-infinity' })],
  ['a milestone before time', 'chenjing', 'milestone_report', () => milestoneReport(cast.parks.linxiang.projects.bide!, { occurredOn: '-infinity' })],
  ['an investment that is no number', 'chenjing', 'milestone_report', () => milestoneReport(cast.parks.linxiang.projects.bide!, { rung: 'signed', agreedInvestmentYuan: 'NaN' })],
  ['progress that cost no number', 'liming', 'progress', () => progress(road(), { investmentToDateYuan: 'NaN' })],
  ['a record captured never', 'liming', 'inspection', () => inspection(road(), { capturedAt: 'infinity' })],
  ['a photo captured never', 'liming', 'inspection', () => inspection(road(), { photos: [manifestPhoto({ capturedAt: '-infinity' })] })],
  ['a place to within no number', 'liming', 'inspection', () => inspection(road(), { photos: [manifestPhoto({ location: { latitude: 29, longitude: 113, accuracyM: 'NaN' } })] })],
  ['a crowd of photos, into the places of documents', 'liming', 'inspection', () => inspection(road(), { photos: Array.from({ length: 201 }, () => manifestPhoto()) })],
  ['a hazard of a page of title', 'liming', 'hazard_open', () => hazardOpen(road(), { hazard: hazardFields({ title: '长'.repeat(101) }) })],
  ['a hazard of no name', 'liming', 'hazard_open', () => hazardOpen(road(), { hazard: hazardFields({ title: '' }) })],
  ['a hazard of a book', 'liming', 'hazard_open', () => hazardOpen(road(), { hazard: hazardFields({ detail: '长'.repeat(1001) }) })],
  ['a hazard due never', 'liming', 'hazard_open', () => hazardOpen(road(), { hazard: hazardFields({ rectificationDueOn: 'infinity' }) })],
])('%s is refused', async (_, by, kind, body) => {
  await expect(submit(by, kind, body())).rejects.toMatchObject({ code: '23514' });
});

test.each<[string, object]>([
  ['done never', { doneBy: 'infinity' }],
  ['of no measures', { measures: '' }],
  ['by a crowd', { responsiblePerson: '人'.repeat(51) }],
  ['of no money', { funds: '' }],
  ['of a book for a plan', { contingencyPlan: '长'.repeat(1001) }],
])('a rectification %s is refused', async (_, change) => {
  const bide = cast.parks.linxiang.projects.bide!;
  const opened = hazardOpen(bide, { hazard: hazardFields({ severity: 'major' }) });
  await asPerson(database.db, cast.people.liming, () => database.db.query("select api.submit('hazard_open', $1)", [JSON.stringify(opened)]));
  const { rows } = await database.db.query<{ id: string }>('select id from public.hazards where submission_id = $1', [opened.id]);
  const five = { responsiblePerson: '陈静', measures: '加锁', doneBy: '2026-11-29', funds: '自筹', contingencyPlan: '预案' };
  const body = rectification(bide, rows[0]!.id, { rectification: { ...five, ...change } });
  await expect(submit('chenjing', 'hazard_rectify', body)).rejects.toMatchObject({ code: '23514' });
});

test('an order whose body has another id than its own is refused', async () => {
  const body = orderIssue({ projectId: road() }, cast.people.liming.staffId);
  const { staffId, parkId } = cast.people.liujianguo;
  const id = orderStep(road()).id;
  await expect(call('liujianguo', "insert into public.order_actions (id, park_id, order_id, kind, body, acted_by) values ($1, $2, $1, 'issued', $3, $4)", [id, parkId, JSON.stringify(body), staffId])).rejects.toMatchObject({ code: '23514' });
});

test.each<[string, object]>([
  ['a total that is no number', { totalInvestmentYuan: 'NaN' }],
  ['a plan for never', { plannedDates: { signed: 'infinity' } }],
])('of a project, %s is refused', async (_, fact) => {
  const { id } = inspection(road());
  await expect(call('wangfang', 'select api.record_project_fact($1, $2)', [road(), JSON.stringify({ id, ...fact })])).rejects.toMatchObject({ code: '23514' });
});

test.each<[string, (file: ReturnType<typeof aPlanFile>) => void]>([
  ['a target that is no number', (file) => void (file.items[1]!.target = { op: '>=', value: 'NaN' as never, unit: '个' })],
  ['a due date that never comes', (file) => void (file.items[1]!.dueOn = 'infinity')],
  ['a year without end', (file) => void (file.ends = 'infinity')],
])('of a plan file, %s is refused', async (_, change) => {
  const file = aPlanFile();
  change(file);
  await expect(call('wangfang', 'select api.import_plan($1)', [JSON.stringify(planImport(file))])).rejects.toMatchObject({ code: '23514' });
});
