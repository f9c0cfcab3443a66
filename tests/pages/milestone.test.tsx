import Taro from '@tarojs/taro';
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import MilestonePage from '../../src/pages/detail/milestone';
import { aMilestone, aProjectDetail, confirmedBy, idOf, people } from '../factories/screen';
import { renderPage } from '../support/page';
import { aPhone } from '../support/phone';

const params = { projectId: idOf(100), milestoneId: idOf(310) };
const project = (report: Parameters<typeof aMilestone>[2]) => aProjectDetail({ milestones: [aMilestone('in_production', 'reported', report)] });

describe('answering a milestone', () => {
  it('asks once, then queues the confirmation of the report that was shown', async () => {
    const phone = aPhone();
    renderPage(MilestonePage, { role: 'contact', phone, params, answers: { 'project.read': project({ mayAnswer: true }) } });
    fireEvent.click(await screen.findByText('确认'));
    expect(await screen.findByText('确认比德已投产？')).toBeTruthy();
    expect(phone.outbox.getSnapshot().items).toEqual([]);
    fireEvent.click(screen.getAllByText('确认').pop()!);
    expect(await screen.findByText('您已确认')).toBeTruthy();
    const [item] = phone.outbox.getSnapshot().items;
    expect(item).toMatchObject({ operation: 'milestone.confirm', path: `/api/milestones/${idOf(310)}/confirm` });
    expect(JSON.parse(item!.body)).toEqual({ id: item!.id, reportId: idOf(300) });
    // Answered once: not offered again.
    expect(screen.queryByText('有异议')).toBeNull();
  });

  it('disputes only with a reason', async () => {
    const phone = aPhone();
    renderPage(MilestonePage, { role: 'contact', phone, params, answers: { 'project.read': project({ mayAnswer: true }) } });
    fireEvent.click(await screen.findByText('有异议'));
    fireEvent.click(screen.getByText('提交异议'));
    expect(phone.outbox.getSnapshot().items).toEqual([]);
    fireEvent.change(screen.getByPlaceholderText('例如：设备还在调试，没有投产'), { target: { value: '设备还在调试' } });
    fireEvent.click(screen.getByText('提交异议'));
    await waitFor(() => expect(phone.outbox.getSnapshot().items).toHaveLength(1));
    expect(JSON.parse(phone.outbox.getSnapshot().items[0]!.body)).toMatchObject({ reportId: idOf(300), reason: '设备还在调试' });
  });

  it('says so when a newer report has come', async () => {
    const refused = { status: 409, text: JSON.stringify({ type: '', title: '', status: 409, code: 'report_superseded', requestId: 'r' }) };
    const phone = aPhone({ isOnline: true, send: async () => refused });
    renderPage(MilestonePage, { role: 'contact', phone, params, answers: { 'project.read': project({ mayAnswer: true }) } });
    fireEvent.click(await screen.findByText('确认'));
    await screen.findByText('确认比德已投产？');
    fireEvent.click(screen.getAllByText('确认').pop()!);
    expect(await screen.findByText('又有新的上报，请看最新的那一次。')).toBeTruthy();
    expect(screen.getByText('需处理')).toBeTruthy();
  });

  it('leads from a dispute to a new report of that rung, for those who report', async () => {
    const open = jest.spyOn(Taro, 'navigateTo');
    const disputed = aProjectDetail({ milestones: [aMilestone('in_production', 'disputed', { answer: { ...confirmedBy(people.chenjing), answer: 'dispute', reason: '还在调试' } })] });
    renderPage(MilestonePage, { role: 'office', params, answers: { 'project.read': disputed } });
    fireEvent.click(await screen.findByText('重新上报投产'));
    expect(open).toHaveBeenCalledWith({ url: `/pages/report/progress/index?projectId=${idOf(100)}&rung=in_production` });
    cleanup();
    renderPage(MilestonePage, { role: 'leader', params, answers: { 'project.read': disputed } });
    await screen.findByText('原因：还在调试');
    expect(screen.queryByText('重新上报投产')).toBeNull();
  });

  it('offers nothing to who may not answer', async () => {
    renderPage(MilestonePage, { role: 'leader', params, answers: { 'project.read': project({ answerDueOn: '2099-01-01' }) } });
    await screen.findByText('待确认');
    expect(screen.queryByText('有异议')).toBeNull();
  });
});
