// 我的数据: what is stored about me, a screenful at a time, and all of it to copy.
import { fireEvent, screen, waitFor } from '@testing-library/react';
import type { MyData } from '../../src/contract/session';
import MyDataPage from '../../src/pages/mine/my-data';
import { idOf } from '../factories/screen';
import { renderPage } from '../support/page';

const notice = (count: number, readAt: string | null = null) => ({ id: `${count}`, title: '发现重大隐患', text: `比德：第 ${count} 处`, at: '2026-11-23T02:00:00Z', readAt });
const data = (change: Partial<MyData> = {}): MyData => ({
  staff: { id: idOf(1), name: '李明', role: 'inspector', createdAt: '2026-11-01T02:00:00Z', phone: null },
  session: { deviceName: '红米', createdAt: '2026-11-01T02:00:00Z' },
  recordCount: 0,
  records: [],
  answers: [],
  ...change,
});
const show = (change?: Partial<MyData>) => renderPage(MyDataPage, { role: 'inspector', answers: { 'me.data': data(change) } });

it('lists what I was told, and whether I read it', async () => {
  show({ notices: [notice(2), notice(1, '2026-11-23T03:30:00Z')] });
  expect(await screen.findByText('给您的通知')).toBeTruthy();
  expect(screen.getByText(/比德：第 2 处 · .* · 未读/)).toBeTruthy();
  expect(screen.getByText(/比德：第 1 处 · .* · .*已读/)).toBeTruthy();
});

it('shows twenty of them, and twenty more at each tap', async () => {
  show({ notices: Array.from({ length: 45 }, (_, index) => notice(index + 1)) });
  await screen.findByText('给您的通知');
  expect(screen.getAllByText('发现重大隐患')).toHaveLength(20);
  fireEvent.click(screen.getByText('再看 20 条'));
  expect(screen.getAllByText('发现重大隐患')).toHaveLength(40);
  fireEvent.click(screen.getByText('再看 5 条'));
  expect(screen.getAllByText('发现重大隐患')).toHaveLength(45);
});

it('names every answer of mine, whatever it was about', async () => {
  const answer = (of: number, name: string) => ({ id: idOf(of), answer: name, answeredAt: '2026-11-23T03:30:00Z' });
  show({ answers: [answer(2, 'order_closed'), answer(3, 'hazard_verified'), answer(4, 'return'), answer(5, 'dispute')] });
  for (const text of ['督办：办结', '隐患：复查通过，关闭', '退回计划数据', '里程碑有异议']) expect(await screen.findByText(text)).toBeTruthy();
});

it('an answer from before there were notices names none, and all there is can be copied', async () => {
  const writeText = jest.fn().mockResolvedValue(undefined);
  Object.assign(navigator, { clipboard: { writeText } });
  show();
  fireEvent.click(await screen.findByText('复制全部'));
  await waitFor(() => expect(writeText).toHaveBeenCalled());
  expect(JSON.parse(writeText.mock.calls[0][0])).toEqual(data());
  expect(screen.queryByText('给您的通知')).toBeNull();
});
