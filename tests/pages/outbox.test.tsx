import Taro from '@tarojs/taro';
import { fireEvent, screen, waitFor } from '@testing-library/react';
import OutboxPage from '../../src/pages/mine/outbox';
import { sha256OfText } from '../../src/state/hash';
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
    expect(screen.getByText('找不到这个项目，可能已调整。内容还在手机里。')).toBeTruthy();

    fireEvent.click(screen.getByText('放弃'));
    expect(await screen.findByText('放弃这一条？')).toBeTruthy();
    expect(phone.outbox.getSnapshot().items).toHaveLength(1);
    fireEvent.click(screen.getAllByText('放弃').pop()!);
    expect(await screen.findByText('恢复')).toBeTruthy();
    expect(phone.outbox.getSnapshot().items[0]!.state).toBe('discarded');
    fireEvent.click(screen.getByText('恢复'));
    expect(await screen.findByText('在手机')).toBeTruthy();
  });

  it('opens a refused report in its form and keeps it in the queue until it is replaced; what was mended before stays', async () => {
    const phone = aPhone({ isOnline: true, send: problem(404, 'project_not_found') });
    const draft = { version: 1, id: item.id, projectId: idOf(100), chosenBy: 'person', photos: [], note: '看过' };
    await phone.outbox.enqueue({ ...item, draft: { form: 'inspection', text: JSON.stringify(draft) } });
    await phone.outbox.drain(ownerId);
    renderPage(OutboxPage, { role: 'inspector', phone, answers: {} });
    fireEvent.click(screen.getByText('修改'));
    const newest = () => draftsOf(phone, ownerId).newest('inspection', () => true);
    await waitFor(async () => expect(await newest()).toMatchObject({ draft }));
    expect(phone.outbox.getSnapshot().items).toMatchObject([{ state: 'parked' }]);
    await draftsOf(phone, ownerId).save('inspection', { ...draft, note: '改过' } as never);
    const open = jest.spyOn(Taro, 'navigateTo');
    fireEvent.click(screen.getByText('修改'));
    await waitFor(() => expect(open).toHaveBeenCalledWith({ url: `/pages/report/inspection/index?draftId=${item.id}` }));
    expect(await newest()).toMatchObject({ draft: { note: '改过' } });
  });

  it('tells the server why a lost photo never comes, and the record counts without it', async () => {
    const photo = { ordinal: 1, sha256: 'a'.repeat(64), bytes: 3, thumb: { sha256: 'b'.repeat(64), bytes: 3 }, fileKey: 'gone.jpg', thumbKey: 'gone.thumb.jpg' };
    const receipt = { id: item.id, receivedAt: '2026-11-23T06:30:00Z', sha256: sha256OfText(item.body), status: 'awaiting_photos' };
    const target = { sha256: photo.sha256, stored: false, uploadUrl: 'u', thumbUploadUrl: 't' };
    const phone = aPhone({ isOnline: true, send: async (_owner, operation) => ({ status: 200, text: JSON.stringify(operation === 'photo.sign' ? { photos: [target] } : receipt) }) });
    await phone.files.write('gone.jpg', new ArrayBuffer(3));
    await phone.files.write('gone.thumb.jpg', new ArrayBuffer(3));
    await phone.outbox.enqueue({ ...item, photos: [photo] });
    await phone.files.remove('gone.jpg');
    await phone.outbox.drain(ownerId);
    const call = renderPage(OutboxPage, { role: 'inspector', phone, answers: { 'photo.giveUp': { sha256: photo.sha256, lostAt: '', status: 'complete' } } });
    fireEvent.click(screen.getByText('照片丢了'));
    fireEvent.change(await screen.findByPlaceholderText('例如：手机摔坏，照片没有了'), { target: { value: '手机进水' } });
    fireEvent.click(screen.getByText('按缺照片计入'));
    await waitFor(() => expect(call).toHaveBeenCalledWith('photo.giveUp', { body: { submissionId: item.id, sha256: photo.sha256, reason: '手机进水' } }));
    await waitFor(() => expect(phone.outbox.getSnapshot().items[0]).toMatchObject({ state: 'counted', photos: [] }));
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
