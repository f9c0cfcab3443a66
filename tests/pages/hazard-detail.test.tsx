// 隐患详情: what each person is offered, what is queued and what is asked of the server, and why not.
import Taro from '@tarojs/taro';
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { extendHazardRequestSchema, type HazardDetail, verifyHazardRequestSchema } from '../../src/contract/hazard';
import type { Role } from '../../src/domain/role';
import HazardDetailPage from '../../src/pages/detail/hazard-detail';
import { nextStepOf, waitsFor } from '../../src/pages/detail/hazard-detail/next-step';
import { aHazardDetail, aPhoto, aProject, aRectification, idOf, people } from '../factories/screen';
import { refusal, renderPage } from '../support/page';
import { aPhone } from '../support/phone';

beforeAll(() => jest.useFakeTimers({ now: new Date('2026-11-24T08:30:00Z'), doNotFake: ['setTimeout', 'queueMicrotask', 'nextTick', 'setImmediate'] }));
afterAll(() => jest.useRealTimers());

type Answers = Parameters<typeof renderPage>[1]['answers'];
const me = { id: '019aa000-0000-7000-8000-000000000009', name: '某人', role: 'office' as const };

function open(role: Role, hazard: Partial<HazardDetail>, answers: Answers = {}, phone = aPhone()) {
  const call = renderPage(HazardDetailPage, { role, phone, params: { id: idOf(400) }, answers: { 'hazard.read': aHazardDetail(hazard), ...answers } });
  return { phone, call };
}
const rectified: Partial<HazardDetail> = { status: 'rectified', photos: [aPhoto()], rectification: aRectification() };
const extension = { requestId: idOf(410), dueOn: '2099-12-05', reason: '护栏订做中', by: people.chenjing, at: '2026-11-24T02:00:00Z' };
const queuedItems = async (phone: ReturnType<typeof aPhone>) => {
  await waitFor(() => expect(phone.outbox.getSnapshot().items).toHaveLength(1));
  return phone.outbox.getSnapshot().items[0]!;
};

describe('which step comes first', () => {
  it.each<[HazardDetail['may'], boolean, ReturnType<typeof nextStepOf>]>([
    [['verified', 'returned'], true, 'verify'],
    [['assigned', 'extended', 'extension_refused'], true, 'decide'],
    [['assigned', 'rectified', 'extension_requested'], true, 'rectify'],
    [['assigned'], false, 'assign'],
    [['assigned'], true, null],
    [[], false, null],
  ])('%j with somebody responsible: %s is %s', (may, isAssigned, step) => expect(nextStepOf({ may, responsible: isAssigned ? people.liming : null })).toBe(step));

  it.each<[string, Parameters<typeof waitsFor>[0], Role, string | null]>([
    ['the rectifier', aHazardDetail({ ...rectified, rectification: aRectification({ by: { ...me } }) }), 'inspector', '您是整改人，要由别人复查。'],
    ['the responsible', aHazardDetail({ ...rectified, responsible: { ...me } }), 'inspector', '您是责任人，要由别人复查。'],
    ['who brought it in', aHazardDetail({ ...rectified, rectification: aRectification({ importedBy: { ...me } }) }), 'office', '这次整改是您导入的，要由别人复查。'],
    ['who sent what it corrects', aHazardDetail(rectified), 'inspector', '您是整改人，要由别人复查。'],
    ['the contact', aHazardDetail(rectified), 'contact', '等巡查员或办公室复查。'],
    ['a leader', aHazardDetail({ responsible: people.chenjing }), 'leader', '等陈静整改。'],
    ['a colleague', aHazardDetail(), 'inspector', '等企业联系人整改，没有企业的等办公室指派责任人。'],
    ['a colleague, of one that was returned', aHazardDetail({ status: 'returned', rectification: aRectification({ by: people.chenjing }) }), 'inspector', '等陈静整改。'],
    ['the office, that asked itself', aHazardDetail({ responsible: people.liming, extension: { ...extension, by: { ...me } }, may: ['assigned'] }), 'office', '您申请的延期要由别人决定。'],
    ['anybody, once closed', aHazardDetail({ status: 'closed' }), 'leader', null],
    ['a verifier', aHazardDetail({ ...rectified, may: ['verified', 'returned'] }), 'inspector', null],
  ])('is told to %s', (_, hazard, role, sentence) => expect(waitsFor(hazard, { id: me.id, role })).toBe(sentence));
});

describe('the page', () => {
  it('of 重大 says when leaders and office were told, right after it was opened', async () => {
    const { actions } = aHazardDetail();
    open('leader', { severity: 'major', notifiedAt: '2026-11-18T02:00:01Z', actions: [{ ...actions[0]!, kind: 'assigned', responsible: people.liming, submissionId: null }, ...actions] });
    await screen.findByText('已通知领导和办公室');
    const titles = Array.from(document.querySelectorAll('.timeline-title')).map(({ textContent }) => textContent);
    expect(titles.map((title) => title === '已通知领导和办公室')).toEqual([false, true, false]);
    expect(screen.getByText('重大隐患即时通知')).toBeTruthy();
  });

  it('compares the first photo of the finding with the first after it', async () => {
    open('leader', { ...rectified, rectification: aRectification({ photos: [aPhoto({ itemKey: 'before', capturedAt: '2026-11-21T08:00:00Z' }), ...aRectification().photos] }) });
    expect(await screen.findByRole('slider')).toBeTruthy();
    expect(screen.getByText('整改前 11月23日')).toBeTruthy();
    expect(screen.getByText('整改后 11月22日')).toBeTruthy();
    expect(screen.getByText('整改照片 1 张，现场拍摄，离项目 40 m')).toBeTruthy();
  });

  it('takes the rectification’s own picture of before where the finding has none', async () => {
    open('leader', { ...rectified, photos: [], rectification: aRectification({ photos: [aPhoto({ itemKey: 'before', capturedAt: '2026-11-21T08:00:00Z' }), ...aRectification().photos] }) });
    expect(await screen.findByText('整改前 11月21日')).toBeTruthy();
  });

  it('has just the photos before anything was rectified, and what 一般 asks for', async () => {
    open('leader', { photos: [aPhoto()] });
    expect(await screen.findByText('措施')).toBeTruthy();
    expect(screen.queryByRole('slider')).toBeNull();
    expect(screen.queryByText('资金')).toBeNull();
    expect(screen.getAllByText('整改时填写')).toHaveLength(1);
  });

  it('has all five things of 重大', async () => {
    open('leader', { ...rectified, severity: 'major', rectification: aRectification({ funds: '3.5 万元', contingencyPlan: '停工撤人' }) });
    for (const text of ['周建国', '四边加装 1.2 m 护栏', '3.5 万元', '停工撤人']) expect(await screen.findByText(text)).toBeTruthy();
  });

  it('tells the steps newest first, with whom and until when', async () => {
    const step = (kind: HazardDetail['actions'][number]['kind'], more: Partial<HazardDetail['actions'][number]> = {}) => ({ kind, by: people.wangfang, at: '2026-11-20T02:00:00Z', note: null, submissionId: null, responsible: null, dueOn: null, ...more });
    open('leader', { actions: [step('extended', { dueOn: '2026-12-05' }), step('extension_requested', { dueOn: '2026-12-05', note: '等配件', by: people.liming }), step('assigned', { responsible: people.liming }), step('opened')] });
    await screen.findByText('指派给李明');
    expect([...document.querySelectorAll('.timeline-title')].map((node) => node.textContent)).toEqual(['同意延到 12月5日', '申请延到 12月5日', '指派给李明', '开出隐患']);
    expect(screen.getByText('李明：等配件')).toBeTruthy();
  });

  it('says that photos of a rectification are on their way, and who asked for more time', async () => {
    open('leader', { extension, pendingRectification: { submissionId: idOf(211), by: people.chenjing, at: '2026-11-22T08:20:00Z' } });
    expect(await screen.findByText('整改照片待传')).toBeTruthy();
    expect(screen.getByText('陈静申请延到 2099年12月5日')).toBeTruthy();
    expect(screen.getByText('护栏订做中')).toBeTruthy();
  });

  it('says why it was returned, to whoever does it anew', async () => {
    open('contact', { status: 'returned', may: ['rectified', 'extension_requested'], actions: [{ kind: 'returned', by: people.liming, at: '2026-11-23T02:00:00Z', note: '护栏没固定', submissionId: null, responsible: null, dueOn: null }] });
    expect(await screen.findByText('退回的原因：护栏没固定')).toBeTruthy();
    expect(screen.getByText('去整改')).toBeTruthy();
  });
});

describe('rectifying', () => {
  it('leads to the form', async () => {
    const navigate = jest.spyOn(Taro, 'navigateTo');
    open('contact', { may: ['rectified', 'extension_requested'] });
    fireEvent.click(await screen.findByText('去整改'));
    expect(navigate).toHaveBeenCalledWith({ url: `/pages/report/rectify/index?hazardId=${idOf(400)}` });
  });

  it('is not offered twice while one waits on this phone', async () => {
    const phone = aPhone();
    await phone.outbox.enqueue({ id: idOf(900), ownerId: me.id, operation: 'hazard.rectify', path: `/api/hazards/${idOf(400)}/rectify`, body: '{}', lane: 'x', label: { project: '', on: '2026-11-23' }, photos: [] });
    open('contact', { may: ['rectified'] }, {}, phone);
    expect(await screen.findByText('您已提交整改')).toBeTruthy();
    expect(screen.queryByText('去整改')).toBeNull();
    // Its photos may never come: the phone is not the only one.
    expect(screen.getByText('照片来不了，重新整改')).toBeTruthy();
  });

  it('may take longer: a later date and a reason are queued', async () => {
    const { phone } = open('contact', { may: ['rectified', 'extension_requested'], rectificationDueOn: '2099-11-30' });
    fireEvent.click(await screen.findByRole('link', { name: '申请延期' }));
    const day = document.querySelector('input[type=date]')!;
    fireEvent.change(day, { target: { value: '2099-11-30' } });
    fireEvent.change(screen.getByPlaceholderText('例如：护栏要订做，12 月初到货'), { target: { value: '等配件' } });
    expect(screen.getByText('要晚于现在的时限，也不能是过去的日子。')).toBeTruthy();
    fireEvent.click(screen.getByText('提交申请'));
    expect(phone.outbox.getSnapshot().items).toEqual([]);
    fireEvent.change(day, { target: { value: '2099-12-05' } });
    fireEvent.click(screen.getByText('提交申请'));
    const item = await queuedItems(phone);
    expect(item).toMatchObject({ operation: 'hazard.extend', path: `/api/hazards/${idOf(400)}/extend` });
    expect(extendHazardRequestSchema.parse(JSON.parse(item.body))).toEqual({ id: item.id, dueOn: '2099-12-05', reason: '等配件' });
    expect(await screen.findByText('您已申请延期')).toBeTruthy();
    expect(screen.queryByRole('link', { name: '申请延期' })).toBeNull();
  });
});

describe('verifying', () => {
  const toVerify: Partial<HazardDetail> = { ...rectified, may: ['verified', 'returned'] };

  it('closes after one question', async () => {
    const { phone } = open('inspector', toVerify);
    fireEvent.click(await screen.findByText('去复查'));
    fireEvent.click(await screen.findByText('通过并关闭'));
    expect(await screen.findByText('通过复查，关闭这条隐患？')).toBeTruthy();
    expect(phone.outbox.getSnapshot().items).toEqual([]);
    fireEvent.click(screen.getAllByText('通过并关闭').pop()!);
    const item = await queuedItems(phone);
    expect(item).toMatchObject({ operation: 'hazard.verify', path: `/api/hazards/${idOf(400)}/verify`, label: { project: '储罐区围堰破损' } });
    expect(verifyHazardRequestSchema.parse(JSON.parse(item.body))).toEqual({ id: item.id, rectificationId: idOf(210), answer: 'verified' });
    expect(await screen.findByText('您已复查通过')).toBeTruthy();
    expect(screen.queryByText('去复查')).toBeNull();
  });

  it('returns only with a reason', async () => {
    const { phone } = open('office', toVerify);
    fireEvent.click(await screen.findByText('去复查'));
    fireEvent.click(await screen.findByText('退回'));
    fireEvent.click(await screen.findByText('为什么退回').then(() => screen.getAllByText('退回').pop()!));
    expect(phone.outbox.getSnapshot().items).toEqual([]);
    fireEvent.change(screen.getByPlaceholderText('例如：护栏没有固定，一推就倒'), { target: { value: '没固定' } });
    fireEvent.click(screen.getAllByText('退回').pop()!);
    const item = await queuedItems(phone);
    expect(verifyHazardRequestSchema.parse(JSON.parse(item.body))).toMatchObject({ rectificationId: idOf(210), answer: 'returned', reason: '没固定' });
  });

  it('says so when the hazard has moved on meanwhile', async () => {
    const refused = { status: 409, text: JSON.stringify({ type: '', title: '', status: 409, code: 'hazard_moved_on', requestId: 'r' }) };
    open('inspector', toVerify, {}, aPhone({ isOnline: true, send: async () => refused }));
    fireEvent.click(await screen.findByText('去复查'));
    fireEvent.click(await screen.findByText('通过并关闭'));
    await screen.findByText('通过复查，关闭这条隐患？');
    fireEvent.click(screen.getAllByText('通过并关闭').pop()!);
    expect(await screen.findByText('这条隐患已经有新的进展，请先看最新的情况。')).toBeTruthy();
    expect(screen.getByText('需处理')).toBeTruthy();
  });

  it('is for somebody else than the rectifier', async () => {
    open('inspector', { ...rectified, rectification: aRectification({ by: { ...me, role: 'inspector' } }) });
    expect(await screen.findByText('您是整改人，要由别人复查。')).toBeTruthy();
    expect(screen.queryByText('去复查')).toBeNull();
  });
});

describe('deciding about more time', () => {
  const asked: Partial<HazardDetail> = { extension, may: ['extended', 'extension_refused'] };

  it('grants after one question', async () => {
    const { call } = open('leader', asked, { 'hazard.extendReview': {} });
    fireEvent.click(await screen.findByText('同意延期'));
    expect(await screen.findByText('同意延到 2099年12月5日？')).toBeTruthy();
    fireEvent.click(screen.getAllByText('同意延期').pop()!);
    await waitFor(() => expect(call).toHaveBeenCalledWith('hazard.extendReview', { params: { id: idOf(400) }, body: { id: expect.any(String), requestId: idOf(410), answer: 'extended' } }));
  });

  it('refuses with a reason', async () => {
    const { call } = open('office', asked, { 'hazard.extendReview': {} });
    fireEvent.click(await screen.findByText('不同意'));
    fireEvent.change(await screen.findByPlaceholderText('例如：风险太大，先停工处置'), { target: { value: '先停工' } });
    fireEvent.click(screen.getAllByText('不同意').pop()!);
    await waitFor(() => expect(call).toHaveBeenCalledWith('hazard.extendReview', expect.objectContaining({ body: expect.objectContaining({ answer: 'extension_refused', reason: '先停工' }) })));
  });

  it('reads the page again and says so when another decided first', async () => {
    let reads = 0;
    const read = () => aHazardDetail((reads += 1) > 1 ? { rectificationDueOn: '2099-12-05' } : asked);
    open('leader', asked, { 'hazard.read': read, 'hazard.extendReview': refusal(409, 'hazard_moved_on') });
    fireEvent.click(await screen.findByText('同意延期'));
    await screen.findByText('同意延到 2099年12月5日？');
    fireEvent.click(screen.getAllByText('同意延期').pop()!);
    expect(await screen.findByText('这条隐患已经有新的进展，请先看最新的情况。')).toBeTruthy();
    await waitFor(() => expect(screen.queryByText('待批延期')).toBeNull());
  });
});

describe('assigning', () => {
  const aStaff = (id: number, name: string, role: Role, enterprise: { id: string; name: string } | null = null, closedAt: string | null = null) => ({ id: idOf(id), name, role, enterprise, phoneMasked: null, createdAt: '2026-01-01T00:00:00Z', closedAt });
  const lists: Answers = {
    'project.list': { items: [aProject()] },
    'staff.list': {
      items: [
        aStaff(1, '李明', 'inspector'), aStaff(5, '刘建国', 'leader'), aStaff(4, '陈静', 'contact', { id: idOf(110), name: '比德' }),
        aStaff(6, '孙伟', 'contact', { id: idOf(111), name: '别家' }), aStaff(7, '离开的', 'inspector', null, '2026-02-01T00:00:00Z'),
      ],
    },
    'hazard.assign': {},
  };

  it('offers those whom the rules let answer, and asks the server', async () => {
    const { call } = open('office', { may: ['assigned'] }, lists);
    fireEvent.click(await screen.findByText('指派责任人'));
    expect(await screen.findByText('比德 企业联系人')).toBeTruthy();
    for (const name of ['刘建国', '孙伟', '离开的']) expect(screen.queryByText(name)).toBeNull();
    fireEvent.click(screen.getByText('陈静'));
    await waitFor(() => expect(call).toHaveBeenCalledWith('hazard.assign', { params: { id: idOf(400) }, body: { id: expect.any(String), responsibleId: idOf(4) } }));
  });

  it('is no second naming while the first thing to do is to decide about more time', async () => {
    open('office', { may: ['assigned', 'extended', 'extension_refused'], extension }, lists);
    expect(await screen.findByText('同意延期')).toBeTruthy();
    expect(screen.getByText('指派责任人')).toBeTruthy();
    expect(screen.queryByText('重新指派')).toBeNull();
  });

  it('asks once before somebody is replaced', async () => {
    const { call } = open('office', { may: ['assigned'], responsible: people.liming }, lists);
    fireEvent.click(await screen.findByText('重新指派'));
    fireEvent.click(await screen.findByText('陈静'));
    expect(await screen.findByText('把责任人由李明换成陈静？')).toBeTruthy();
    expect(call.mock.calls.map(([name]) => name)).not.toContain('hazard.assign');
    fireEvent.click(screen.getByText('换'));
    await waitFor(() => expect(call).toHaveBeenCalledWith('hazard.assign', expect.anything()));
  });

  it('says why it was refused', async () => {
    open('office', { may: ['assigned'] }, { ...lists, 'hazard.assign': refusal(422, 'not_assignable') });
    fireEvent.click(await screen.findByText('指派责任人'));
    fireEvent.click(await screen.findByText('陈静'));
    expect(await screen.findByText('不能指派给领导，也不能指派给别的企业的人。')).toBeTruthy();
  });
});
