import { fireEvent, screen } from '@testing-library/react';
import Taro from '@tarojs/taro';
import ProjectDetailPage from '../../src/pages/detail/project-detail';
import { aHazard, aMilestone, aProject, aProjectDetail, aReport, confirmedBy, idOf, people } from '../factories/screen';
import { refusal, renderPage } from '../support/page';

beforeAll(() => jest.useFakeTimers({ now: new Date('2026-11-23T08:30:00Z'), doNotFake: ['setTimeout', 'queueMicrotask', 'nextTick', 'setImmediate'] }));
afterAll(() => jest.useRealTimers());

const show = (change: Parameters<typeof aProjectDetail>[0], role: 'inspector' | 'contact' | 'leader' | 'office' = 'inspector') =>
  renderPage(ProjectDetailPage, { role, params: { id: idOf(100) }, answers: { 'project.read': aProjectDetail(change) } });

describe('project detail', () => {
  it('says the light and the rule that gave it', async () => {
    show({});
    expect(await screen.findByText('投产期限 12月31日，还剩 38 天，前置的专线没有完成')).toBeTruthy();
    expect(screen.getByRole('img', { name: '滞后' })).toBeTruthy();
  });

  it('names who reported and that the committee confirmed on behalf', async () => {
    show({ milestones: [aMilestone('signed', 'confirmed', { answer: confirmedBy(people.zhaoqiang, true) })] });
    expect(await screen.findByText('李明 上报，赵强 11月22日 管委会代确认')).toBeTruthy();
  });

  it('flags a rung that a higher confirmed one has passed', async () => {
    show({ milestones: [aMilestone('construction_started', 'confirmed', { answer: confirmedBy(people.chenjing), skippedRungs: ['land_acquired'] })] });
    expect(await screen.findByText('跳过了摘牌')).toBeTruthy();
    expect(screen.getAllByText('没有走这一步')).toHaveLength(4);
  });

  it('folds the confirmed rungs below the last one and unfolds them at a tap', async () => {
    const confirmed = { answer: confirmedBy(people.chenjing) };
    show({ milestones: (['negotiating', 'signed', 'land_committee_passed'] as const).map((rung) => aMilestone(rung, 'confirmed', confirmed)) });
    fireEvent.click(await screen.findByText('在谈至签约'));
    expect(screen.getByText('在谈')).toBeTruthy();
    expect(screen.queryByText('在谈至签约')).toBeNull();
  });

  it('waits for the other party in words, never confirms by silence', async () => {
    show({ milestones: [aMilestone('completed', 'reported', {})] });
    expect(await screen.findByText('等企业确认，还剩 3 天')).toBeTruthy();
  });

  it('shows what blocks it, with the light of that project', async () => {
    const line = aProject({ id: idOf(101), name: '比德专线', silentDays: 9 });
    show({ blockers: [{ itemId: idOf(501), name: '比德专线', isMet: false, project: line }] });
    expect(await screen.findByText('完成 92%，9 天没有记录')).toBeTruthy();
  });

  it('tells how a report changed the percent, leaving out a corrected one', async () => {
    const records = [92, 50, 84].map((percent, index) => aReport({ id: idOf(200 + index), percent, isCorrected: percent === 50 }));
    show({ records });
    expect(await screen.findByText('进度 84% → 92%')).toBeTruthy();
  });

  it('opens the one standing hazard from its row', async () => {
    const open = jest.spyOn(Taro, 'navigateTo');
    show({ hazards: [aHazard({ isOverdue: true }), aHazard({ id: idOf(401), status: 'closed' })] });
    fireEvent.click(await screen.findByText('隐患 1 条未关'));
    expect(open).toHaveBeenCalledWith({ url: `/pages/detail/hazard-detail/index?id=${idOf(400)}` });
  });

  it('offers reporting to those who report, and not to the leader', async () => {
    show({}, 'leader');
    await screen.findByText('里程碑');
    expect(screen.queryByText('上报进度')).toBeNull();
  });

  it('tells a contact nothing of the plan, not even a light', async () => {
    show({}, 'contact');
    await screen.findByText('里程碑');
    expect(screen.queryByRole('img', { name: '滞后' })).toBeNull();
    expect(screen.queryByText('投产期限 12月31日，还剩 38 天，前置的专线没有完成')).toBeNull();
  });

  it('says why it could not be read', async () => {
    renderPage(ProjectDetailPage, { answers: { 'project.read': refusal(404, 'project_not_found') } });
    expect(await screen.findByText('找不到这个项目，可能已调整。')).toBeTruthy();
    expect(screen.getByText('重试')).toBeTruthy();
  });
});
