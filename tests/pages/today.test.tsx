import Taro from '@tarojs/taro';
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { confirmMilestoneRequestSchema } from '../../src/contract/milestone';
import TodayPage from '../../src/pages/today';
import { aDigest, aHazard, aMilestoneReport, aPhoto, aProject, aReport, confirmedBy, idOf, people } from '../factories/screen';
import { refusal, renderPage } from '../support/page';
import { aPhone } from '../support/phone';

const nothing = { toAnswer: [], disputed: [], toVerify: [], toRectify: [], toAssign: [], toDecide: [], toReview: [], returned: [], unowned: 0, mine: [], invited: 0, unread: 0 };
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

describe('hazards of today', () => {
  const hazards = (change: Record<string, unknown>) => ({ 'today.read': { ...nothing, ...change }, 'project.list': projects, 'checklist.list': { items: [] }, 'digest.read': aDigest() });
  const [first, second, third, fourth] = ['一', '二', '三', '四'].map((title, index) => aHazard({ id: idOf(401 + index), title: `隐患${title}` }));

  it('an inspector has what is his to rectify before what is his to verify', async () => {
    renderPage(TodayPage, { role: 'inspector', answers: hazards({ toRectify: [first], toVerify: [second] }) });
    expect(await screen.findByText('待我整改')).toBeTruthy();
    expect(screen.getAllByText(/^隐患[一二]$/).map((node) => node.textContent)).toEqual(['隐患一', '隐患二']);
    expect(screen.getAllByText('去整改')).toHaveLength(1);
  });

  it('a contact has 待整改 first, each with its form a tap away', async () => {
    const open = jest.spyOn(Taro, 'navigateTo').mockClear();
    renderPage(TodayPage, { role: 'contact', answers: hazards({ toRectify: [first], toAnswer: [aMilestoneReport()] }) });
    expect(await screen.findByText('等您整改 1 件，确认 1 件')).toBeTruthy();
    expect([...document.querySelectorAll('.section-title')].map((node) => node.textContent)).toEqual(['待整改', '待我确认', '我的项目']);
    fireEvent.click(screen.getByText('去整改'));
    // Not the row around it as well.
    expect(open.mock.calls).toEqual([[{ url: `/pages/report/rectify/index?hazardId=${idOf(401)}` }]]);
  });

  it('says which one came back', async () => {
    renderPage(TodayPage, { role: 'contact', answers: hazards({ toRectify: [first, { ...second, status: 'returned' }] }) });
    expect((await screen.findByText('退回重改')).closest('.row')?.textContent).toContain('隐患二');
  });

  it('says how far the rectification on this phone is, and asks for no second', async () => {
    const phone = aPhone();
    await phone.outbox.enqueue({ id: idOf(900), ownerId: '019aa000-0000-7000-8000-000000000009', operation: 'hazard.rectify', path: `/api/hazards/${idOf(401)}/rectify`, body: '{}', lane: 'x', label: { project: '', on: '2026-11-23' }, photos: [] });
    renderPage(TodayPage, { role: 'contact', phone, answers: hazards({ toRectify: [first, second] }) });
    await screen.findByText('隐患二');
    expect(screen.getByText('在手机')).toBeTruthy();
    expect(screen.getAllByText('去整改')).toHaveLength(1);
  });

  it('the office has what waits for it, counted in its headline', async () => {
    renderPage(TodayPage, { role: 'office', answers: hazards({ toVerify: [first], toRectify: [second], toAssign: [third], toDecide: [fourth] }) });
    expect(await screen.findByText('等办公室处理 4 件')).toBeTruthy();
    for (const title of ['待复查', '待我整改', '待指派责任人', '待批延期']) expect(screen.getByText(title)).toBeTruthy();
  });

  it('a leader has requests for more time above the digest', async () => {
    renderPage(TodayPage, { role: 'leader', answers: hazards({ toDecide: [first] }) });
    expect(await screen.findByText('待批延期')).toBeTruthy();
    const headline = await screen.findByText('今天没有新的记录，也没有要您过问的事。');
    expect(screen.getByText('隐患一').compareDocumentPosition(headline) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy();
  });

  it('a leader whose to-dos could not be read has the digest', async () => {
    renderPage(TodayPage, { role: 'leader', answers: { ...hazards({}), 'today.read': refusal(503, 'unavailable') } });
    expect(await screen.findByText('今天没有新的记录，也没有要您过问的事。')).toBeTruthy();
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
