import { fireEvent, screen } from '@testing-library/react';
import Taro from '@tarojs/taro';
import PlanItemPage from '../../src/pages/leader/plan-item';
import { barsOf } from '../../src/pages/leader/plan-item/history-chart';
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

describe('the chart', () => {
  const series = [{ month: '2026-01', value: 2 }, { month: '2026-02', value: 5 }, { month: '2026-03', value: 7 }];

  it('has a bar for each month with a value, and where it should have been until the last of them', () => {
    const bars = barsOf(aPlanItemDetail({ series }));
    expect(bars).toHaveLength(12);
    expect(bars.slice(0, 4)).toEqual([
      { month: '2026-01', value: 2, expected: 3 },
      { month: '2026-02', value: 5, expected: 5 },
      { month: '2026-03', value: 7, expected: 7 },
      { month: '2026-04', value: null, expected: null },
    ]);
  });

  it('says where the figure is heading, in words, and each month in numbers', async () => {
    show({ series, forecast: { kind: 'enough', endValue: 28.4, low: 24, high: 32.8, likely: 'unsure', readings: 3, method: 'drift' }, pace: { expected: 27, gap: 6, neededPerMonth: 2.6 } });
    expect(await screen.findByText('照现在的速度，年底约 28.4 个（24～32.8 个），可能够得到，也可能够不到')).toBeTruthy();
    expect(screen.getByText('要达到目标，往后每月要有 2.6 个')).toBeTruthy();
    fireEvent.click(screen.getByText('看每月的数'));
    expect(screen.getByText('7 个')).toBeTruthy();
  });

  it('says 数据不足 rather than guess', async () => {
    show({ series: series.slice(0, 2), forecast: { kind: 'too_little', why: 'few_readings', readings: 2 } });
    expect(await screen.findByText('数据不足')).toBeTruthy();
    expect(screen.getByText('只有 2 个月的数，满 3 个月才预计')).toBeTruthy();
  });
});
