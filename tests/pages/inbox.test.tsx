import { fireEvent, screen, waitFor } from '@testing-library/react';
import Taro from '@tarojs/taro';
import InboxPage from '../../src/pages/mine/inbox';
import HazardPage from '../../src/pages/detail/hazard-detail';
import TodayPage from '../../src/pages/today';
import type { NoticeLine } from '../../src/contract/notice';
import { addDays, parkDay } from '../../src/domain/calendar';
import { aHazard, idOf } from '../factories/screen';
import { refusal, renderPage } from '../support/page';

const today = parkDay(new Date());
const at = (on: string) => `${on}T09:30:00+08:00`;
const aNotice = (change: Partial<NoticeLine> = {}): NoticeLine => ({
  id: '7', kind: 'hazard_assigned', title: '隐患交给您整改', text: '比德：配电箱无门，限 12月1日 前整改', about: { kind: 'hazard', id: idOf(400), projectId: idOf(100) }, at: at(today), isRead: false, ...change,
});
const list = (items: NoticeLine[], more = {}) => ({ items, next: null as string | null, unread: items.filter(({ isRead }) => !isRead).length, ...more });
const show = (answer: unknown, more = {}) => renderPage(InboxPage, { role: 'contact', answers: { 'notice.list': answer, 'notice.read': { unread: 0 }, ...more } });

describe('收件箱', () => {
  it('groups by day and says what is unread in words', async () => {
    show(list([aNotice(), aNotice({ id: '6', title: '隐患今天到期', isRead: true, at: at(addDays(today, -1)) }), aNotice({ id: '5', title: '整改被退回', at: '2026-01-05T09:30:00+08:00' })]));
    expect(await screen.findByText('今天')).toBeTruthy();
    expect(screen.getByText('昨天')).toBeTruthy();
    expect(screen.getByText(/1月5日$/)).toBeTruthy();
    expect(screen.getAllByText('未读')).toHaveLength(2);
    expect(screen.getAllByText('09:30')).toHaveLength(3);
  });

  it('opens what it is about, and names the notice to be marked there', async () => {
    show(list([aNotice()]));
    fireEvent.click(await screen.findByText('隐患交给您整改'));
    expect(Taro.navigateTo).toHaveBeenCalledWith({ url: `/pages/detail/hazard-detail/index?id=${idOf(400)}&notice=7` });
  });

  it('the page that opens marks it', async () => {
    const call = renderPage(HazardPage, { role: 'contact', params: { id: idOf(400), notice: '7' }, answers: { 'hazard.read': refusal(404, 'hazard_not_found'), 'notice.read': { unread: 0 } } });
    await waitFor(() => expect(call).toHaveBeenCalledWith('notice.read', { body: { only: '7' } }));
    expect(call.mock.calls.filter(([name]) => name === 'notice.read')).toHaveLength(1);
  });

  it('of a kind that this app does not know is marked by the tap', async () => {
    const call = show(list([aNotice({ title: '会议通知', about: { kind: 'meeting' as never, id: idOf(9), projectId: null } })]));
    fireEvent.click(await screen.findByText('会议通知'));
    await waitFor(() => expect(call).toHaveBeenCalledWith('notice.read', { body: { only: '7' } }));
  });

  it('全部已读 marks up to the newest, and goes when nothing is unread', async () => {
    const items = [aNotice(), aNotice({ id: '6' })];
    let isDone = false;
    const call = show(() => list(items.map((one) => ({ ...one, isRead: isDone }))), { 'notice.read': () => ((isDone = true), { unread: 0 }) });
    fireEvent.click(await screen.findByText('全部已读'));
    await waitFor(() => expect(screen.queryByText('未读')).toBeNull());
    expect(call).toHaveBeenCalledWith('notice.read', { body: { upTo: '7' } });
    expect(screen.queryByText('全部已读')).toBeNull();
  });

  it('keeps what is there and says so when marking fails', async () => {
    show(list([aNotice()]), { 'notice.read': refusal(503, 'unavailable') });
    fireEvent.click(await screen.findByText('全部已读'));
    expect(await screen.findByRole('alert')).toBeTruthy();
    expect(screen.getByText('隐患交给您整改')).toBeTruthy();
  });

  it('follows the cursor', async () => {
    show(({ query }: { query: { before?: string } }) => (query.before ? list([aNotice({ id: '3', title: '更早的' })]) : list([aNotice()], { next: '7' })));
    fireEvent.click(await screen.findByText('再看一些'));
    expect(await screen.findByText('更早的')).toBeTruthy();
  });

  it('empty says what will come', async () => {
    show(list([]));
    expect(await screen.findByText('没有通知')).toBeTruthy();
  });

  it('an error offers another try', async () => {
    show(refusal(503, 'unavailable'));
    expect(await screen.findByText('重试')).toBeTruthy();
  });
});

describe('the bell on 今天', () => {
  const todayWith = (unread: number) => ({ toAnswer: [], disputed: [], toVerify: [], toRectify: [aHazard()], toReview: [], returned: [], unowned: 0, mine: [], invited: 0, unread });
  const open = (unread: number) => renderPage(TodayPage, { role: 'contact', answers: { 'today.read': todayWith(unread), 'project.list': { plan: null, items: [] } } });

  it('counts, up to 99', async () => {
    open(3);
    fireEvent.click(await screen.findByText('3 条未读'));
    expect(Taro.navigateTo).toHaveBeenCalledWith({ url: '/pages/mine/inbox/index' });
  });

  it('beyond that says so', async () => {
    open(100);
    expect(await screen.findByText('99 条以上未读')).toBeTruthy();
  });

  it('is gone when all is read', async () => {
    open(0);
    await screen.findByText(/等您整改 1 件/);
    expect(screen.queryByText('收件箱')).toBeNull();
  });
});
