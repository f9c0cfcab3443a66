import { fireEvent, screen, waitFor } from '@testing-library/react';
import { confirmMilestoneRequestSchema } from '../../src/contract/milestone';
import TodayPage from '../../src/pages/today';
import { aHazard, aMilestoneReport, aPhoto, aProject, aReport, confirmedBy, idOf, people } from '../factories/screen';
import { refusal, renderPage } from '../support/page';
import { aPhone } from '../support/phone';

const nothing = { toAnswer: [], disputed: [], toVerify: [], toRectify: [], toReview: [], returned: [], unowned: 0, mine: [], invited: 0, unread: 0 };
const projects = { items: [aProject({ silentDays: 20 })] };

describe('today of an inspector', () => {
  it('has the three actions, what to verify, and silent projects', async () => {
    renderPage(TodayPage, { role: 'inspector', answers: { 'today.read': { ...nothing, toVerify: [aHazard()] }, 'project.list': projects } });
    expect(await screen.findByText('储罐区围堰破损')).toBeTruthy();
    expect(screen.getByText('拍照巡查')).toBeTruthy();
    expect(await screen.findByText('20 天')).toBeTruthy();
  });

  it('sends nobody to what is finished, however long ago', async () => {
    const items = [aProject({ silentDays: 30, stage: 'in_production' }), aProject({ id: idOf(102), name: '东西路', category: 'infrastructure', stage: 'completed', silentDays: 40 }), aProject({ id: idOf(103), name: '驰兴', stage: 'completed', silentDays: 50 })];
    renderPage(TodayPage, { role: 'inspector', answers: { 'today.read': nothing, 'project.list': { items } } });
    expect(await screen.findByText('驰兴')).toBeTruthy();
    expect(screen.queryByText('比德')).toBeNull();
    expect(screen.queryByText('东西路')).toBeNull();
  });

  it('has what the enterprises reported to be answered, and what they dispute', async () => {
    const disputed = aMilestoneReport({ reportId: idOf(301), rung: 'completed', answer: { ...confirmedBy(people.chenjing), answer: 'dispute', reason: '还没验收' } });
    renderPage(TodayPage, { role: 'inspector', answers: { 'today.read': { ...nothing, toAnswer: [aMilestoneReport()], disputed: [disputed] }, 'project.list': projects } });
    expect(await screen.findByText('确认投产')).toBeTruthy();
    expect(screen.getByText('陈静：还没验收')).toBeTruthy();
  });

  it('lets an inspector report although nothing could be read', async () => {
    renderPage(TodayPage, { role: 'inspector', answers: { 'today.read': refusal(503, 'unavailable'), 'project.list': refusal(503, 'unavailable') } });
    expect(await screen.findByText('今天还没有送出')).toBeTruthy();
    expect(screen.getByText('拍照巡查')).toBeTruthy();
  });

  it('counts what the server counted today', async () => {
    const at = new Date().toISOString();
    const mine = [aReport({ receivedAt: at }), aReport({ id: idOf(201), receivedAt: at, status: 'awaiting_photos' })];
    renderPage(TodayPage, { role: 'inspector', answers: { 'today.read': { ...nothing, mine }, 'project.list': projects } });
    expect(await screen.findByText('今天 2 条，已计入 1 条')).toBeTruthy();
  });
});

describe('today of a contact', () => {
  it('asks once, then queues the confirmation and says where it is', async () => {
    const phone = aPhone();
    renderPage(TodayPage, { role: 'contact', phone, answers: { 'today.read': { ...nothing, toAnswer: [aMilestoneReport()] }, 'project.list': projects } });
    fireEvent.click(await screen.findByText('确认投产'));
    expect(await screen.findByText('确认比德已投产？')).toBeTruthy();
    expect(phone.outbox.getSnapshot().items).toEqual([]);
    fireEvent.click(screen.getAllByText('确认投产').pop()!);
    expect(await screen.findByText('您已确认')).toBeTruthy();
    const [item] = phone.outbox.getSnapshot().items;
    expect(item).toMatchObject({ operation: 'milestone.confirm', path: `/api/milestones/${idOf(310)}/confirm` });
    expect(confirmMilestoneRequestSchema.parse(JSON.parse(item!.body))).toEqual({ id: item!.id, reportId: idOf(300) });
  });

  it('shows how far the own projects are, and no light: it would compare with a plan that contacts do not read', async () => {
    renderPage(TodayPage, { role: 'contact', answers: { 'today.read': nothing, 'project.list': { items: [aProject({ stage: 'construction_started' })] } } });
    expect(await screen.findByText('已开工')).toBeTruthy();
    expect(screen.getByText('完成 92%')).toBeTruthy();
    expect(screen.queryByRole('img')).toBeNull();
  });

  it('shows how many photos prove it and what is odd about them', async () => {
    const photos = [aPhoto({ flags: ['album'] }), aPhoto({ id: idOf(501), flags: ['far_from_project'], distanceM: 620 }), aPhoto({ id: idOf(502), flags: ['album'] })];
    renderPage(TodayPage, { role: 'contact', answers: { 'today.read': { ...nothing, toAnswer: [aMilestoneReport({ photos })] }, 'project.list': projects } });
    expect(await screen.findByText('3 张照片，标注：来自相册、离项目 620 m')).toBeTruthy();
  });

  it('disputes only with a reason', async () => {
    const phone = aPhone();
    renderPage(TodayPage, { role: 'contact', phone, answers: { 'today.read': { ...nothing, toAnswer: [aMilestoneReport()] }, 'project.list': projects } });
    fireEvent.click(await screen.findByText('有异议'));
    fireEvent.change(await screen.findByPlaceholderText('例如：设备还在调试，没有投产'), { target: { value: '还在调试' } });
    fireEvent.click(screen.getByText('提交异议'));
    await waitFor(() => expect(phone.outbox.getSnapshot().items).toHaveLength(1));
    expect(JSON.parse(phone.outbox.getSnapshot().items[0]!.body).reason).toBe('还在调试');
  });

  it('does not offer to confirm before the photos are there', async () => {
    renderPage(TodayPage, { role: 'contact', answers: { 'today.read': { ...nothing, toAnswer: [aMilestoneReport({ isComplete: false })] }, 'project.list': projects } });
    fireEvent.click(await screen.findByText('确认投产'));
    expect(screen.queryByText('确认比德已投产？')).toBeNull();
  });
});
