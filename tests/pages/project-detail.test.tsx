import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import Taro from '@tarojs/taro';
import ProjectDetailPage from '../../src/pages/detail/project-detail';
import type { Rung } from '../../src/domain/milestone';
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

  it.each([['inspector', true], ['office', true], ['contact', false], ['leader', false]] as const)('opens a hazard of the project for %s: %s', async (role, isOffered) => {
    const open = jest.spyOn(Taro, 'navigateTo').mockClear();
    show({}, role);
    await screen.findByText('里程碑');
    expect(screen.queryByText('开出隐患') !== null).toBe(isOffered);
    if (isOffered) fireEvent.click(screen.getByText('开出隐患'));
    expect(open.mock.calls).toEqual(isOffered ? [[{ url: `/pages/report/hazard/index?projectId=${idOf(100)}` }]] : []);
  });

  it('flags a rung that a higher confirmed one has passed', async () => {
    show({ milestones: [aMilestone('construction_started', 'confirmed', { answer: confirmedBy(people.chenjing), skippedRungs: ['land_acquired'] })] });
    expect(await screen.findByText('跳过了摘牌')).toBeTruthy();
    expect(screen.getAllByText('没有走这一步')).toHaveLength(4);
  });

  it('flags a skipped rung no longer once it was confirmed', async () => {
    const skippedRungs: Rung[] = ['construction_started', 'completed'];
    show({ milestones: [aMilestone('completed', 'confirmed', { answer: confirmedBy(people.chenjing) }), aMilestone('in_production', 'confirmed', { answer: confirmedBy(people.chenjing), skippedRungs })] });
    expect(await screen.findByText('跳过了开工')).toBeTruthy();
    expect(screen.queryByText('跳过了开工、竣工')).toBeNull();
  });

  it('expects no signing and no land of a road', async () => {
    const skippedRungs: Rung[] = ['negotiating', 'signed', 'land_committee_passed', 'land_acquired', 'construction_started'];
    show({ category: 'infrastructure', milestones: [aMilestone('completed', 'confirmed', { answer: confirmedBy(people.zhaoqiang, true), skippedRungs })] });
    expect(await screen.findByText('跳过了开工')).toBeTruthy();
    expect(screen.getAllByText('没有走这一步')).toHaveLength(1);
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

  it('says what comes next, by when, and what that waits for first', async () => {
    const line = aProject({ id: idOf(101), name: '比德专线' });
    const itself = { itemId: idOf(500), name: '比德', isMet: false, project: aProject() };
    const milestones = [aMilestone('construction_started', 'confirmed', { answer: confirmedBy(people.chenjing) }), { ...aMilestone('completed', 'none'), plannedOn: '2026-11-20' }];
    show({ milestones, blockers: [itself, { itemId: idOf(501), name: '比德专线', isMet: false, project: line }] });
    expect(await screen.findByText('下一步竣工，计划 11月20日，已过 3 天，投产要先等比德专线')).toBeTruthy();
    expect(screen.getByText('过计划 3 天')).toBeTruthy();
    // The project is not held up by itself, though one of its items waits for it.
    expect(screen.getAllByText('比德专线')).toHaveLength(1);
    expect(screen.queryByText('这一项没有完成')).toBeNull();
  });

  it('tells how late a rung was reached, but not of one whose day is still to be confirmed', async () => {
    const late = { ...aMilestone('construction_started', 'confirmed', { answer: confirmedBy(people.chenjing) }), plannedOn: '2026-11-08' };
    show({ milestones: [late, { ...aMilestone('completed', 'reported', {}), plannedOn: '2026-11-20' }] });
    expect(await screen.findByText('晚 12 天')).toBeTruthy();
    expect(screen.getByText('竣工已上报，等另一方确认')).toBeTruthy();
    expect(screen.queryByText('过计划 3 天')).toBeNull();
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

  it('records no fact that says nothing', async () => {
    const call = renderPage(ProjectDetailPage, { role: 'office', params: { id: idOf(100) }, answers: { 'project.read': aProjectDetail({}), 'project.record': { id: idOf(100) } } });
    fireEvent.click(await screen.findByText('记录事实'));
    fireEvent.click(await screen.findByText('保存'));
    expect(await screen.findByText('还没有改动。填上要改的再保存；填过的可以改，不能清空。')).toBeTruthy();
    // Emptied is not new either.
    const total = screen.getByDisplayValue('3.2');
    fireEvent.change(total, { target: { value: '' } });
    fireEvent.click(screen.getByText('保存'));
    await act(async () => undefined);
    expect(call).not.toHaveBeenCalledWith('project.record', expect.anything());
    fireEvent.change(total, { target: { value: '3.5' } });
    expect(screen.queryByText('还没有改动。填上要改的再保存；填过的可以改，不能清空。')).toBeNull();
    fireEvent.click(screen.getByText('保存'));
    await waitFor(() => expect(call).toHaveBeenCalledWith('project.record', { params: { id: idOf(100) }, body: { id: expect.any(String), totalInvestmentYuan: 350_000_000 } }));
  });

  it('that is not there or not for this person says so and leads back, since trying again cannot help', async () => {
    const back = jest.spyOn(Taro, 'navigateBack');
    jest.spyOn(Taro, 'getCurrentPages').mockReturnValueOnce([{}, {}] as never);
    renderPage(ProjectDetailPage, { answers: { 'project.read': refusal(404, 'project_not_found') } });
    expect(await screen.findByText('找不到这个项目，可能已调整。')).toBeTruthy();
    expect(screen.queryByText('重试')).toBeNull();
    fireEvent.click(screen.getByText('返回'));
    expect(back).toHaveBeenCalledTimes(1);
  });

  it.each([
    ['the server is down', 503, 'unavailable', '服务器暂时没有回应，请稍后再试。'],
    ['something between does not know it', 404, 'http_404', '没有成功，请稍后再试（http_404）。'],
  ])('offers to try again while %s', async (_, status, code, words) => {
    renderPage(ProjectDetailPage, { answers: { 'project.read': refusal(status, code) } });
    expect(await screen.findByText(words)).toBeTruthy();
    expect(screen.getByText('重试')).toBeTruthy();
    expect(screen.queryByText('返回')).toBeNull();
  });
});
