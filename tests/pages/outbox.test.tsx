import { fireEvent, screen, waitFor } from '@testing-library/react';
import OutboxPage from '../../src/pages/mine/outbox';
import { draftsOf } from '../../src/state/drafts';
import { idOf } from '../factories/screen';
import { renderPage } from '../support/page';
import { aPhone } from '../support/phone';

const ownerId = '019aa000-0000-7000-8000-000000000009';
const problem = (status: number, code: string) => async () => ({ status, text: JSON.stringify({ type: 'about:blank', title: '', status, code, requestId: 'r1' }) });

const item = {
  id: idOf(800),
  operation: 'inspection.submit' as const,
  path: '/api/inspections',
  body: JSON.stringify({ id: idOf(800), projectId: idOf(100), capturedAt: '2026-11-23T06:30:00Z', photos: [], note: '看过' }),
  ownerId,
  lane: idOf(800),
  label: { project: '璟丰', on: '2026-11-23' },
  photos: [],
};

describe('outbox', () => {
  it('is empty and says that nothing was lost', () => {
    renderPage(OutboxPage, { role: 'inspector', answers: {} });
    expect(screen.getByText('没有待上传的内容')).toBeTruthy();
  });

  it('says in words why an item is parked, and asks before giving it up', async () => {
    const phone = aPhone({ isOnline: true, send: problem(404, 'project_not_found') });
    await phone.outbox.enqueue(item);
    await phone.outbox.drain(ownerId);
    renderPage(OutboxPage, { role: 'inspector', phone, answers: {} });
    expect(screen.getByText('拍照巡查 · 璟丰')).toBeTruthy();
    expect(screen.getByText('需处理')).toBeTruthy();
    expect(screen.getByText('找不到这个项目，可能已调整。内容和照片都还在手机里。')).toBeTruthy();

    fireEvent.click(screen.getByText('放弃'));
    expect(await screen.findByText('放弃这一条？')).toBeTruthy();
    expect(phone.outbox.getSnapshot().items).toHaveLength(1);
    fireEvent.click(screen.getAllByText('放弃').pop()!);
    expect(await screen.findByText('恢复')).toBeTruthy();
    expect(phone.outbox.getSnapshot().items[0]!.state).toBe('discarded');
    fireEvent.click(screen.getByText('恢复'));
    expect(await screen.findByText('在手机')).toBeTruthy();
  });

  it('takes a refused report back into its form, with its draft on disk first', async () => {
    const phone = aPhone({ isOnline: true, send: problem(404, 'project_not_found') });
    const draft = { version: 1, id: item.id, projectId: idOf(100), chosenBy: 'person', photos: [], note: '看过' };
    await phone.outbox.enqueue({ ...item, draft: { form: 'inspection', text: JSON.stringify(draft) } });
    await phone.outbox.drain(ownerId);
    renderPage(OutboxPage, { role: 'inspector', phone, answers: {} });
    fireEvent.click(screen.getByText('修改'));
    await waitFor(() => expect(phone.outbox.getSnapshot().items).toEqual([]));
    expect(await draftsOf(phone, ownerId).newest('inspection', () => true)).toMatchObject({ draft });
  });

  it('retries a parked item at a tap', async () => {
    const send = jest.fn(problem(404, 'project_not_found'));
    const phone = aPhone({ isOnline: true, send });
    await phone.outbox.enqueue(item);
    await phone.outbox.drain(ownerId);
    renderPage(OutboxPage, { role: 'inspector', phone, answers: {} });
    fireEvent.click(screen.getByText('重试'));
    await waitFor(() => expect(send).toHaveBeenCalledTimes(2));
  });

  it('waits without a signal and does not show what belongs to somebody else', async () => {
    const phone = aPhone();
    await phone.outbox.enqueue(item);
    await phone.outbox.enqueue({ ...item, id: idOf(801), ownerId: idOf(1), label: { project: '别人的', on: '2026-11-23' } });
    renderPage(OutboxPage, { role: 'inspector', phone, answers: {} });
    expect(screen.getByText('没有信号，有信号自动送')).toBeTruthy();
    expect(screen.getByText('在手机')).toBeTruthy();
    expect(screen.queryByText(/别人的/)).toBeNull();
    expect(screen.getByText('这台手机里还有其他人的 1 条，等本人登录后自动送。')).toBeTruthy();
  });
});
