import { fireEvent, screen } from '@testing-library/react';
import Taro from '@tarojs/taro';
import PlanItemPage from '../../src/pages/leader/plan-item';
import { aMilestoneReport, aPlanItemDetail, confirmedBy, idOf, people } from '../factories/screen';
import { renderPage } from '../support/page';

const show = (change: Parameters<typeof aPlanItemDetail>[0]) =>
  renderPage(PlanItemPage, { params: { id: idOf(500) }, answers: { 'planItem.read': aPlanItemDetail(change) } });

beforeAll(() => jest.useFakeTimers({ now: new Date('2026-11-23T08:30:00Z'), doNotFake: ['setTimeout', 'queueMicrotask', 'nextTick', 'setImmediate'] }));
afterAll(() => jest.useRealTimers());

describe('plan item', () => {
  it('says how the figure is made and why its light is what it is', async () => {
    show({});
    expect(await screen.findByText('计划年度内“投产”、经另一方确认的项目个数。只上报、没确认的不算。')).toBeTruthy();
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

it('says of an item in words what was last said of it, by whom and when', async () => {
  show({ measureType: 'narrative', target: null, value: null, note: { text: '比德带来两家上游企业，已约考察', at: '2026-11-20T06:00:00Z', by: people.wangfang } });
  expect(await screen.findByText('比德带来两家上游企业，已约考察')).toBeTruthy();
  expect(screen.getByText('王芳 11月20日')).toBeTruthy();
});

describe('the chart', () => {
  const series = [{ month: '2026-01', value: 2 }, { month: '2026-02', value: 5 }, { month: '2026-03', value: 7 }];
  const forecast = { kind: 'enough', endsOn: '2026-12-31', endValue: 28, low: 24, high: 33, likely: 'unsure', readings: 3, method: 'drift' } as const;

  it('is a picture that says in words what it shows', async () => {
    show({ series, forecast });
    const picture = await screen.findByRole('img', { name: /按月的图/ });
    expect(picture.getAttribute('aria-label')).toBe('竣工投产项目，按月的图：1 月 2 个，3 月 7 个；今天该到 27 个，少 6 个；照现在的速度，年底约 28 个（24～33），目标 30 个，不一定够得到');
    const url = picture.querySelector('img')!.getAttribute('src')!;
    expect(url).toMatch(/^data:image\/svg\+xml;base64,/);
    expect(atob(url.split(',')[1]!)).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg".*<\/svg>$/);
    for (const word of ['实际', '该到', '年底预计和范围', '1 月', '10 月']) expect(screen.getByText(word)).toBeTruthy();
  });

  it('says where the figure is heading, in words, and each month in numbers', async () => {
    show({ series, forecast });
    expect(await screen.findByText('照现在的速度，年底约 28 个（24～33），目标 30 个，不一定够得到')).toBeTruthy();
    expect(screen.getByText('按年初以来的平均速度推算（3 个月有数），括号里是八成把握的范围')).toBeTruthy();
    expect(screen.getByText('要达到目标，往后每月要有 8 个')).toBeTruthy();
    expect(screen.queryByText('7 个')).toBeNull();
    fireEvent.click(screen.getByText('看每月的数'));
    expect(screen.getByText('7 个')).toBeTruthy();
    expect(screen.getAllByText('该到 7')).toHaveLength(1);
    fireEvent.click(screen.getByText('收起'));
    expect(screen.queryByText('7 个')).toBeNull();
  });

  it('holds a figure against the month that it speaks for', async () => {
    show({ measureType: 'reported', valueUntilOn: '2026-10-31', pace: { on: '2026-10-31', elapsed: 0.83, expected: 25, gap: 4, neededPerMonth: 4.5 } });
    expect(await screen.findByText(/^到 10 月底时间过了 83%，该到 25 个，少 4 个。/)).toBeTruthy();
  });

  it('says 数据不足 rather than guess, and draws no month alone', async () => {
    show({ series: series.slice(0, 1), forecast: { kind: 'too_little', why: 'few_readings', readings: 1 } });
    expect(await screen.findByText('数据不足')).toBeTruthy();
    expect(screen.getByText('只有 1 个月有数，满 3 个月才预计')).toBeTruthy();
    expect(screen.queryByRole('img', { name: /按月的图/ })).toBeNull();
  });

  it('forecasts nothing of a due date that has come, and does not blame the data', async () => {
    show({ series, forecast: { kind: 'too_little', why: 'over', readings: 3 } });
    expect(await screen.findByText('期限已到，不再预计')).toBeTruthy();
    expect(screen.queryByText('数据不足')).toBeNull();
  });

  it('forecasts nothing of what is reached', async () => {
    show({ series, forecast, isMet: true });
    expect(await screen.findByText(/^已达到/)).toBeTruthy();
    expect(screen.queryByText('预计')).toBeNull();
  });
});
