import { fireEvent, screen } from '@testing-library/react';
import Taro from '@tarojs/taro';
import PlanItemPage from '../../src/pages/leader/plan-item';
import { valuesByMonth } from '../../src/pages/leader/plan-item/history-chart';
import { aMilestoneReport, aPlanItemDetail, confirmedBy, idOf, people } from '../factories/screen';
import { renderPage } from '../support/page';

const show = (change: Parameters<typeof aPlanItemDetail>[0]) =>
  renderPage(PlanItemPage, { params: { id: idOf(500) }, answers: { 'planItem.read': aPlanItemDetail(change) } });

describe('plan item', () => {
  it('says how the figure is made and why its light is what it is', async () => {
    show({});
    expect(await screen.findByText('企业已确认“投产”的项目个数。只上报、没确认的不算。')).toBeTruthy();
    expect(screen.getByText('为什么是滞后')).toBeTruthy();
    expect(screen.getByText('硬任务，少于应到进度的 98%，还没过期限')).toBeTruthy();
    expect(screen.getByText(/今天该到 27 个，少 6 个/)).toBeTruthy();
  });

  it('lists every counted record with who confirmed it, one tap from its proof', async () => {
    const open = jest.spyOn(Taro, 'navigateTo');
    show({ counted: [{ ...aMilestoneReport({ answer: confirmedBy(people.zhaoqiang, true) }), amount: 1 }] });
    expect(await screen.findByText('赵强 11月22日 管委会代确认 · 上报 李明')).toBeTruthy();
    fireEvent.click(screen.getByText('比德 投产'));
    expect(open).toHaveBeenCalledWith({ url: `/pages/detail/report-detail/index?id=${idOf(300)}` });
  });

  it('keeps what was reported but not confirmed apart', async () => {
    show({ waiting: [aMilestoneReport({ answer: { ...confirmedBy(people.chenjing), answer: 'dispute', reason: '设备还在调试' } })] });
    expect(await screen.findByText('报了还没算')).toBeTruthy();
    expect(screen.getByText('陈静有异议：设备还在调试')).toBeTruthy();
    expect(screen.getByText('还没有算进去的记录')).toBeTruthy();
  });

  it('shows what the plan leaves open', async () => {
    show({ questions: ['15 个是绿色化工产业园口径'] });
    expect(await screen.findByText('待明确')).toBeTruthy();
  });
});

describe('history by month', () => {
  const plan = { year: 2026, startsOn: '2026-01-01', endsOn: '2026-04-30' };

  it('carries a value on until the next one, and stops at today', () => {
    const history = [
      { at: '2026-02-20T00:00:00Z', value: 3 },
      { at: '2026-02-03T00:00:00Z', value: 1 },
    ];
    expect(valuesByMonth(history, plan, '2026-03-10').map(({ value }) => value)).toEqual([null, 3, 3, null]);
  });
});
