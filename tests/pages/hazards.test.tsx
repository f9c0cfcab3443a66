import Taro from '@tarojs/taro';
import { fireEvent, screen, waitFor } from '@testing-library/react';
import HazardsPage from '../../src/pages/hazards';
import { aHazard, idOf } from '../factories/screen';
import { refusal, renderPage } from '../support/page';

const list = (...items: ReturnType<typeof aHazard>[]) => ({ items, next: null as string | null });

describe('hazards', () => {
  it('without any sends an inspector to a safety check', async () => {
    renderPage(HazardsPage, { role: 'inspector', answers: { 'hazard.list': list() } });
    expect(await screen.findByText('没有未关的隐患')).toBeTruthy();
    expect(screen.getByText('去安全检查')).toBeTruthy();
  });

  it('without any offers a leader no check', async () => {
    renderPage(HazardsPage, { role: 'leader', answers: { 'hazard.list': list() } });
    await screen.findByText('没有未关的隐患');
    expect(screen.queryByText('去安全检查')).toBeNull();
  });

  it.each([['inspector', true], ['office', true], ['leader', false], ['contact', false]] as const)('offers to open one to %s: %s', async (role, isOffered) => {
    const open = jest.spyOn(Taro, 'navigateTo').mockClear();
    renderPage(HazardsPage, { role, answers: { 'hazard.list': list(aHazard()) } });
    await screen.findByText('储罐区围堰破损');
    expect(screen.queryByText('开出隐患') !== null).toBe(isOffered);
    if (isOffered) fireEvent.click(screen.getByText('开出隐患'));
    expect(open.mock.calls).toEqual(isOffered ? [[{ url: '/pages/report/hazard/index' }]] : []);
  });

  it('the office opens one from an empty list, and checks nothing', async () => {
    renderPage(HazardsPage, { role: 'office', answers: { 'hazard.list': list() } });
    expect(await screen.findByText('开出隐患')).toBeTruthy();
    expect(screen.queryByText('去安全检查')).toBeNull();
  });

  it('says of which somebody asks for more time', async () => {
    renderPage(HazardsPage, { answers: { 'hazard.list': list(aHazard({ extensionPending: true }), aHazard({ id: idOf(402) })) } });
    expect(await screen.findAllByText('待批延期')).toHaveLength(1);
  });

  it('says how long a hazard is overdue, and that it is major', async () => {
    renderPage(HazardsPage, { answers: { 'hazard.list': list(aHazard({ severity: 'major', isOverdue: true, rectificationDueOn: '2020-01-01' })) } });
    expect(await screen.findByRole('img', { name: /逾期 \d+ 天/ })).toBeTruthy();
    expect(screen.getAllByText('重大')).toHaveLength(2);
  });

  it('is a tab, so a refusal leaves nothing to go back to', async () => {
    renderPage(HazardsPage, { answers: { 'hazard.list': refusal(403, 'role_refused') } });
    expect(await screen.findByText('您的角色不能做这个操作。')).toBeTruthy();
    expect(screen.getByText('重试')).toBeTruthy();
    expect(screen.queryByText('返回')).toBeNull();
  });

  it('asks for what was chosen and follows the cursor', async () => {
    const call = renderPage(HazardsPage, {
      answers: { 'hazard.list': ({ query }: { query?: Record<string, unknown> }) => (query?.before ? list(aHazard({ id: idOf(402), title: '第二页' })) : { ...list(aHazard()), next: '17' }) },
    });
    fireEvent.click(await screen.findByText('再看一些'));
    expect(await screen.findByText('第二页')).toBeTruthy();
    fireEvent.click(screen.getByText('逾期'));
    await waitFor(() => expect(call).toHaveBeenCalledWith('hazard.list', { query: { state: 'overdue', before: undefined } }));
  });

  it('shows each once, in the order of the server, though one moved between two pages', async () => {
    const pages: Record<string, ReturnType<typeof list>> = {
      first: { ...list(aHazard({ id: idOf(402), title: '逾期的', isOverdue: true }), aHazard({ title: '改了期限的' })), next: '17' },
      second: list(aHazard({ title: '改了期限的', rectificationDueOn: '2099-01-01' }), aHazard({ id: idOf(403), title: '不急的' })),
    };
    renderPage(HazardsPage, { answers: { 'hazard.list': ({ query }: { query?: Record<string, unknown> }) => pages[query?.before ? 'second' : 'first'] } });
    fireEvent.click(await screen.findByText('再看一些'));
    await screen.findByText('不急的');
    expect(screen.getAllByText(/^(逾期的|改了期限的|不急的)$/).map((node) => node.textContent)).toEqual(['逾期的', '改了期限的', '不急的']);
  });
});
