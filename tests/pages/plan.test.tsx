// 计划: the board's questions - light, words, commitment, section, owner - and that each narrows what the others left.
import { fireEvent, screen, within } from '@testing-library/react';
import PlanPage from '../../src/pages/leader/plan';
import type { Plan, PlanItem } from '../../src/contract/plan';
import { aPlanItem, idOf, people } from '../factories/screen';
import { renderPage } from '../support/page';

const item = (number: number, name: string, change: Partial<PlanItem>) => aPlanItem({ id: idOf(number), key: `item-${number}`, name, ...change });
const items = [
  item(501, '技工贸总收入', { light: 'normal', owner: people.wangfang }),
  item(502, '竣工投产项目', { light: 'behind', aliases: ['投产数'], responsible: '招商局' }),
  item(503, '比德专线', { section: '二-6', commitmentClass: 'process', light: 'overdue', owner: people.wangfang }),
  item(504, '消防站', { section: '二-6', commitmentClass: 'stretch', light: 'normal' }),
];
const plan: Plan = {
  year: 2026, startsOn: '2026-01-01', endsOn: '2026-12-31', questions: ['现场点写 6 个，点名 7 个', '金熙和金熙化工疑为一家'], elapsed: 0.9, items,
  sections: [{ number: '一', title: '年度目标' }, { number: '二-6', title: '基础建设' }],
} as Plan;

const show = () => renderPage(PlanPage, { role: 'leader', answers: { 'plan.read': plan, 'plan.list': { items: [] } } });
const shown = () => items.map(({ name }) => name).filter((name) => screen.queryByText(name));
const sheet = () => within(screen.getByRole('dialog'));
const openFilters = async () => fireEvent.click(await screen.findByText('筛选'));

it('stands open at the main targets, and folded below', async () => {
  show();
  await screen.findByText('技工贸总收入');
  expect(shown()).toEqual(['技工贸总收入', '竣工投产项目']);
});

it('finds items by name and by what else they are called', async () => {
  show();
  fireEvent.input(await screen.findByPlaceholderText('搜计划事项'), { target: { value: '投产数' } });
  expect(shown()).toEqual(['竣工投产项目']);
});

it('asks for commitment, section and owner, and counts what is found', async () => {
  show();
  await openFilters();
  fireEvent.click(sheet().getByText('基础建设'));
  expect(shown()).toEqual(['比德专线', '消防站']);
  fireEvent.click(sheet().getByText(/^王芳/));
  expect(shown()).toEqual(['比德专线']);
  expect(sheet().getByText('看 1 项')).toBeTruthy();
  fireEvent.click(sheet().getByText('看 1 项'));
  expect(screen.getByText('筛选 2')).toBeTruthy();
});

it('names those whom the plan names, those whom the office named, and nobody', async () => {
  show();
  await openFilters();
  for (const name of [/^王芳 \d+$/, /^招商局 \d+$/, /^没有责任人 \d+$/]) expect(sheet().getByText(name)).toBeTruthy();
  fireEvent.click(sheet().getByText(/^没有责任人/));
  expect(shown()).toEqual(['消防站']);
});

it('clears what was asked, and asks for nothing that is tapped again', async () => {
  show();
  await openFilters();
  fireEvent.click(sheet().getByText('过程性'));
  expect(shown()).toEqual(['比德专线']);
  fireEvent.click(sheet().getByText('过程性'));
  expect(shown()).toEqual(['技工贸总收入', '竣工投产项目']);
  fireEvent.click(sheet().getByText('冲刺'));
  fireEvent.click(sheet().getByText('清除'));
  expect(shown()).toEqual(['技工贸总收入', '竣工投产项目']);
});

it('says that nothing is found, by all questions together', async () => {
  show();
  await openFilters();
  fireEvent.click(sheet().getByText('冲刺'));
  fireEvent.click(sheet().getByText(/^王芳/));
  expect(shown()).toEqual([]);
  expect(screen.getByText('没有找到事项')).toBeTruthy();
});

it('says what the plan as a whole leaves open, behind one tap', async () => {
  show();
  fireEvent.click(await screen.findByText('待明确'));
  expect(screen.getByText('2 条')).toBeTruthy();
  for (const question of plan.questions) expect(screen.getByText(question)).toBeTruthy();
  fireEvent.input(screen.getByPlaceholderText('搜计划事项'), { target: { value: '投产数' } });
  expect(screen.queryByText('待明确')).toBeNull();
});

it('says of an item in words when something was last said of it', async () => {
  const said = item(505, '以商招商', { measureType: 'narrative', target: null, value: null, light: 'no_data', note: { text: '已约考察', at: '2026-11-20T06:00:00Z', by: people.wangfang } });
  renderPage(PlanPage, { role: 'leader', answers: { 'plan.read': { ...plan, items: [said] }, 'plan.list': { items: [] } } });
  expect(await screen.findByText(/11月20日 有说明/)).toBeTruthy();
});
