// 隐患 as lists show them: what is most urgent first, page by page.
import type { Hazard } from '../../src/contract/hazard';
import { hazardOpen } from '../factories/submission';
import { startApi, type TestApi } from '../support/api';
import { insertId } from '../support/cast';

type Page = { items: Hazard[]; next: string | null };

let api: TestApi;
let projectId: string;

beforeAll(async () => {
  api = await startApi({}, { clock: () => new Date('2026-11-23T02:00:00.000Z') });
  projectId = await insertId(api.database.db, "insert into public.projects (park_id, name, category) values ($1, '某路', 'infrastructure') returning id", [api.cast.parks.linxiang.id]);
  for (const [title, severity, rectificationDueOn] of [
    ['一般，以后到期', 'general', '2026-12-20'],
    ['一般，逾期一天', 'general', '2026-11-22'],
    ['已关，最早到期', 'major', '2026-11-01'],
    ['重大，以后到期', 'major', '2026-12-25'],
    ['一般，今天到期', 'general', '2026-11-23'],
    ['重大，逾期一天', 'major', '2026-11-22'],
    ['一般，逾期很久', 'general', '2026-11-02'],
    ['一般，以后到期，后开出', 'general', '2026-12-20'],
  ]) {
    const body = hazardOpen(projectId, { hazard: { severity, title, rectificationDueOn } });
    expect((await api.call('hazard.open', 'liming', { body })).status).toBe(201);
  }
  await api.database.db.query("update public.hazards set status = 'closed', closed_at = now() where title = '已关，最早到期'");
});
afterAll(() => api.stop());

const read = async (query: string) => (await api.call<Page>('hazard.list', 'liujianguo', { query: `?projectId=${projectId}&${query}` })).body;

const standing = ['重大，逾期一天', '一般，逾期很久', '一般，逾期一天', '重大，以后到期', '一般，今天到期', '一般，以后到期，后开出', '一般，以后到期'];

test('overdue first, then 重大, then by due date, newest first among equals', async () => {
  const { items, next } = await read('state=standing');
  expect(items.map(({ title }) => title)).toEqual(standing);
  expect(items.map(({ isOverdue }) => isOverdue)).toEqual([true, true, true, false, false, false, false]);
  expect(next).toBeNull();
});

test.each([1, 2, 3, 7, 8])('in pages of %i: each once, in the same order, the closed one last', async (limit) => {
  const titles: string[] = [];
  let before = '';
  do {
    const page: Page = await read(`limit=${limit}${before}`);
    expect(page.items.length).toBeLessThanOrEqual(limit);
    titles.push(...page.items.map(({ title }) => title));
    before = page.next === null ? '' : `&before=${page.next}`;
  } while (before !== '' && titles.length < 20);
  expect(titles).toEqual([...standing, '已关，最早到期']);
});

test('what is closed between two pages, and midnight, hide nothing of the rest', async () => {
  const { db } = api.database;
  const first = await read('state=standing&limit=3');
  await db.query("update public.hazards set status = 'closed', closed_at = now() where id = $1", [first.items.at(-1)!.id]);
  expect((await read(`state=standing&limit=10&before=${first.next}`)).items.map(({ title }) => title)).toEqual(standing.slice(3));
  await db.query("update public.hazards set status = 'open', closed_at = null where id = $1", [first.items.at(-1)!.id]);
});
