// 督办单: issuing from a matter, the list, each next step, the answer that waits in the queue, and 今天.
import Taro from '@tarojs/taro';
import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { operations, type OperationName } from '../../src/contract/operations';
import type { OrderDetail, PreparedOrder } from '../../src/contract/supervision-order';
import { addDays, parkDay } from '../../src/domain/calendar';
import DigestPage from '../../src/pages/leader/digest';
import HazardDetailPage from '../../src/pages/detail/hazard-detail';
import IssueOrderPage from '../../src/pages/leader/issue-order';
import PlanItemPage from '../../src/pages/leader/plan-item';
import ProjectDetailPage from '../../src/pages/detail/project-detail';
import ReportDetailPage from '../../src/pages/detail/report-detail';
import OrderAnswerPage from '../../src/pages/report/order-answer';
import SupervisionOrderPage from '../../src/pages/detail/supervision-order';
import SupervisionOrdersPage from '../../src/pages/detail/supervision-orders';
import TodayPage from '../../src/pages/today';
import { formatDay } from '../../src/text/format';
import { aDigest, aHazardDetail, anOrder, anOrderDetail, aPhoto, aPlanItemDetail, aProjectDetail, aReport, bide, idOf, people } from '../factories/screen';
import { refusal, renderPage } from '../support/page';
import { aPhone } from '../support/phone';

const opened = jest.spyOn(Taro, 'navigateTo');
beforeEach(() => opened.mockClear());

const bodyOf = (call: jest.Mock, name: OperationName): Record<string, unknown> => {
  const { body } = call.mock.calls.find(([asked]) => asked === name)![1] as { body: unknown };
  return (operations[name] as { request: { parse: (body: unknown) => Record<string, unknown> } }).request.parse(body);
};
const type = async (placeholder: string, text: string) => fireEvent.change(await screen.findByPlaceholderText(placeholder), { target: { value: text } });
const receipt = { id: idOf(1), receivedAt: '2026-11-23T02:00:00Z', sha256: 'a'.repeat(64), status: 'issued' };

describe('the way to the form', () => {
  const report = { ...aReport(), body: {}, documents: [], sha256: 'a'.repeat(64), countedAt: null, importedBy: null, correctedBy: null, checklist: null, hazards: [], milestoneReport: null, itemRecord: null };
  const hazard = aHazardDetail();
  const places = [
    ['a hazard', HazardDetailPage, { 'hazard.read': hazard }, `hazardId=${idOf(400)}`],
    ['a project', ProjectDetailPage, { 'project.read': aProjectDetail() }, `projectId=${bide.id}`],
    ['an item of the plan', PlanItemPage, { 'planItem.read': aPlanItemDetail() }, `planItemId=${idOf(500)}`],
    ['a record', ReportDetailPage, { 'report.read': report }, `reportId=${idOf(200)}`],
  ] as const;

  it.each(places)('leads from %s, and says which digest led there', async (_, Page, answers, query) => {
    renderPage(Page, { role: 'leader', params: { id: idOf(1), digestOn: '2026-11-22' }, answers });
    fireEvent.click(await screen.findByText('下督办'));
    expect(opened).toHaveBeenLastCalledWith({ url: `/pages/leader/issue-order/index?${query}&digestOn=2026-11-22` });
  });

  it.each(places)('is for leaders alone: %s', async (_, Page, answers) => {
    renderPage(Page, { role: 'office', params: { id: idOf(1) }, answers });
    await screen.findByText(/更新于/);
    expect(screen.queryByText('下督办')).toBeNull();
  });

  it('leads from the line of a digest that opens a sheet', async () => {
    const effects = [{ itemId: idOf(501), name: '投产项目', unit: '个', isShare: false, before: 27, after: 28, delta: 1 }];
    const digest = aDigest({ sections: [{ section: '项目', title: '项目建设', lines: [{ text: '投产 +1', strong: [], links: [{ kind: 'report', id: idOf(200), label: '驰兴' }], effects }] }] });
    renderPage(DigestPage, { answers: { 'digest.read': digest } });
    fireEvent.click(await screen.findByText('投产 +1'));
    fireEvent.click(await screen.findByText('下督办'));
    expect(opened).toHaveBeenLastCalledWith({ url: `/pages/leader/issue-order/index?reportId=${idOf(200)}&digestOn=2026-11-23` });
  });
});

describe('issuing', () => {
  const matter: PreparedOrder = { title: '临边无防护', project: bide, item: null, enterprise: { id: idOf(110), name: '比德' }, addressees: [people.liming, people.wangfang, people.chenjing], suggestedId: null };
  const open = (change: Partial<PreparedOrder> = {}, params: Record<string, string> = {}, answer: unknown = receipt) =>
    renderPage(IssueOrderPage, { params: { hazardId: idOf(400), ...params }, answers: { 'supervisionOrder.prepare': { ...matter, ...change }, 'supervisionOrder.issue': answer } });

  it('asks for what is to be done and who answers, then issues', async () => {
    const call = open({}, { digestOn: '2026-11-22' });
    expect(await screen.findByText(`隐患 · 比德 · 据 ${formatDay('2026-11-22')} 简报`)).toBeTruthy();
    fireEvent.click(screen.getByText('下达'));
    expect(await screen.findByText('请写督办要求。')).toBeTruthy();
    expect(screen.getByText('请选承办人。')).toBeTruthy();
    await type('要做什么、做到什么程度', '三天内装好护栏');
    fireEvent.click(screen.getByText('承办人'));
    expect(await screen.findByText('企业联系人 · 比德')).toBeTruthy();
    fireEvent.click(screen.getByText('李明'));
    fireEvent.click(screen.getByText('下达'));
    await waitFor(() => expect(bodyOf(call, 'supervisionOrder.issue')).toEqual({
      id: expect.any(String), about: { hazardId: idOf(400) }, digestOn: '2026-11-22', requirement: '三天内装好护栏', addresseeId: people.liming.id, dueOn: addDays(parkDay(new Date()), 3),
    }));
  });

  it('proposes who is responsible, and says why it was refused', async () => {
    const call = open({ suggestedId: people.chenjing.id }, {}, refusal(422, 'due_date_past'));
    await type('要做什么、做到什么程度', '整改');
    fireEvent.click(screen.getByText('下达'));
    expect(await screen.findByText('期限要在今天以后；延期要晚于原来的期限。')).toBeTruthy();
    expect(bodyOf(call, 'supervisionOrder.issue').addresseeId).toBe(people.chenjing.id);
  });
});

describe('issuing, interrupted', () => {
  const matter: PreparedOrder = { title: '临边无防护', project: bide, item: null, enterprise: null, addressees: [people.liming], suggestedId: people.liming.id };
  const open = (phone: ReturnType<typeof aPhone>, hazardId: string, answer: unknown = receipt) =>
    renderPage(IssueOrderPage, { phone, params: { hazardId }, answers: { 'supervisionOrder.prepare': matter, 'supervisionOrder.issue': answer } });

  it('keeps what was written for its matter alone, until it is issued', async () => {
    const phone = aPhone();
    open(phone, idOf(400));
    await type('要做什么、做到什么程度', '三天内装好护栏');
    cleanup();
    open(phone, idOf(401));
    expect(((await screen.findByPlaceholderText('要做什么、做到什么程度')) as HTMLTextAreaElement).value).toBe('');
    cleanup();
    open(phone, idOf(400));
    expect(await screen.findByText('接着您上次没有下达的写。')).toBeTruthy();
    const back = jest.spyOn(Taro, 'switchTab').mockClear();
    fireEvent.click(screen.getByText('下达'));
    await waitFor(() => expect(back).toHaveBeenCalled());
    expect(await phone.drafts.entries()).toEqual([]);
  });

  it('is one order, however often it is tried', async () => {
    let isLost = true;
    const call = open(aPhone(), idOf(400), () => {
      if (!isLost) return receipt;
      isLost = false;
      throw new TypeError('the answer got lost');
    });
    await type('要做什么、做到什么程度', '三天内装好护栏');
    fireEvent.click(screen.getByText('下达'));
    await waitFor(() => expect(call.mock.calls.filter(([name]) => name === 'supervisionOrder.issue')).toHaveLength(1));
    await waitFor(() => expect(isLost).toBe(false));
    fireEvent.click(await screen.findByText('下达'));
    await waitFor(() => expect(call.mock.calls.filter(([name]) => name === 'supervisionOrder.issue')).toHaveLength(2));
    const ids = call.mock.calls.flatMap(([name, input]) => (name === 'supervisionOrder.issue' ? [(input as { body: { id: string } }).body.id] : []));
    expect(ids[1]).toBe(ids[0]);
  });
});

describe('the list', () => {
  it('says what is due when, about what, and by whom', async () => {
    const late = anOrder({ dueOn: '2020-01-01', isOverdue: true, about: { kind: 'hazard', id: idOf(400), title: '临边无防护', reportKind: null, rung: null } });
    renderPage(SupervisionOrdersPage, { answers: { 'supervisionOrder.list': { items: [late], next: null } } });
    expect(await screen.findByText('接通专线并提交验收单')).toBeTruthy();
    expect(screen.getByText(/比德 临边无防护 · 李明/)).toBeTruthy();
    expect(screen.getByRole('img', { name: /逾期 \d+ 天/ })).toBeTruthy();
    fireEvent.click(screen.getByText('接通专线并提交验收单'));
    expect(opened).toHaveBeenLastCalledWith({ url: `/pages/detail/supervision-order/index?id=${idOf(700)}` });
  });

  it('empty keeps its filters, and asks for what was chosen', async () => {
    const call = renderPage(SupervisionOrdersPage, { answers: { 'supervisionOrder.list': { items: [], next: null } } });
    expect(await screen.findByText('没有未办结的督办单')).toBeTruthy();
    fireEvent.click(screen.getByText('逾期'));
    await waitFor(() => expect(call).toHaveBeenCalledWith('supervisionOrder.list', { query: { state: 'overdue', before: undefined } }));
    expect(await screen.findByText('没有逾期的督办单')).toBeTruthy();
  });

  it('refused says so', async () => {
    renderPage(SupervisionOrdersPage, { answers: { 'supervisionOrder.list': refusal(503, 'unavailable') } });
    expect(await screen.findByText('重试')).toBeTruthy();
  });
});

describe('an order', () => {
  const steps = { 'supervisionOrder.acknowledge': receipt, 'supervisionOrder.review': receipt, 'supervisionOrder.extend': receipt, 'supervisionOrder.withdraw': receipt };
  const open = (order: Partial<OrderDetail>, role: 'leader' | 'inspector' = 'leader') => renderPage(SupervisionOrderPage, { role, params: { id: idOf(700) }, answers: { 'supervisionOrder.read': anOrderDetail(order), ...steps } });
  const answer = { kind: 'answered', by: people.liming, at: '2026-11-24T02:00:00Z', reason: null, dueOn: null, submissionId: idOf(200), note: '已接通', photos: [aPhoto()], documents: [] } as const;
  const answered = { status: 'answered', answerId: idOf(200), may: ['returned', 'closed', 'extended', 'withdrawn'], actions: [...anOrderDetail().actions, answer] } as const;

  it('that is read by somebody else offers nothing', async () => {
    open({ may: [] });
    expect(await screen.findByText('待签收')).toBeTruthy();
    for (const word of ['签收', '回复', '办结', '退回', '更多']) expect(screen.queryByText(word)).toBeNull();
  });

  it('is acknowledged with one tap', async () => {
    const call = open({ may: ['acknowledged'] }, 'inspector');
    fireEvent.click(await screen.findByText('签收'));
    await waitFor(() => expect(bodyOf(call, 'supervisionOrder.acknowledge')).toEqual({ id: expect.any(String), orderId: idOf(700) }));
  });

  it.each([['acknowledged', '回复'], ['returned', '重新回复'], ['answered', '补充回复']] as const)('that is %s opens the form: %s', async (status, word) => {
    open({ status, may: ['answered'] }, 'inspector');
    fireEvent.click(await screen.findByText(word));
    expect(opened).toHaveBeenLastCalledWith({ url: `/pages/report/order-answer/index?orderId=${idOf(700)}` });
  });

  it('shows the answer with its evidence, and is closed after a question', async () => {
    const call = open(answered as unknown as Partial<OrderDetail>);
    expect(await screen.findByText('已接通')).toBeTruthy();
    expect(screen.getByText(/李明.*的回复/)).toBeTruthy();
    fireEvent.click(screen.getByText('办结'));
    expect(call).not.toHaveBeenCalledWith('supervisionOrder.review', expect.anything());
    expect(await screen.findByText('办结这张督办单吗？')).toBeTruthy();
    fireEvent.click(screen.getAllByText('办结').pop()!);
    await waitFor(() => expect(bodyOf(call, 'supervisionOrder.review')).toMatchObject({ orderId: idOf(700), answerId: idOf(200), answer: 'close' }));
  });

  it('that came back says why, over what was answered', async () => {
    const returned = { kind: 'returned', by: people.liming, at: '2026-11-24T03:00:00Z', reason: '没有写清哪 12 处', dueOn: null, submissionId: null } as const;
    const before = { ...returned, reason: '先前的' };
    open({ ...answered, status: 'returned', may: ['answered'], actions: [...answered.actions, before, answer, returned] } as unknown as Partial<OrderDetail>, 'inspector');
    expect(await screen.findByText('退回的原因：没有写清哪 12 处')).toBeTruthy();
    expect(screen.queryByText(/退回的原因：先前的/)).toBeNull();
  });

  it('is returned only with a reason', async () => {
    const call = open(answered as unknown as Partial<OrderDetail>);
    fireEvent.click(await screen.findByText('退回'));
    await type('例如：缺验收照片', '缺验收单');
    fireEvent.click(screen.getAllByText('退回').pop()!);
    await waitFor(() => expect(bodyOf(call, 'supervisionOrder.review')).toMatchObject({ answer: 'return', reason: '缺验收单', answerId: idOf(200) }));
  });

  it('is extended from the day after its date on, with a reason', async () => {
    const call = open({ may: ['extended', 'withdrawn'] });
    fireEvent.click(await screen.findByText('更多'));
    fireEvent.click(await screen.findByText('延期'));
    await type('例如：供电部门排期推后', '排期推后');
    fireEvent.click(screen.getAllByText('延期').pop()!);
    await waitFor(() => expect(bodyOf(call, 'supervisionOrder.extend')).toEqual({ id: expect.any(String), orderId: idOf(700), dueOn: '2199-12-02', reason: '排期推后' }));
  });

  it('is withdrawn with a reason', async () => {
    const call = open({ may: ['extended', 'withdrawn'] });
    fireEvent.click(await screen.findByText('更多'));
    fireEvent.click(await screen.findByText('撤回'));
    await type('例如：已由另一张督办单代替', '重复');
    fireEvent.click(screen.getAllByText('撤回').pop()!);
    await waitFor(() => expect(bodyOf(call, 'supervisionOrder.withdraw')).toMatchObject({ orderId: idOf(700), reason: '重复' }));
  });

  it('says that an answer is on its way, and opens its matter only for whom it is there', async () => {
    open({ answerPending: true, may: [], about: { kind: 'plan_item', id: idOf(500), title: null, reportKind: null, rung: null } }, 'inspector');
    expect(await screen.findByText('有回复正在送达，照片或附件到齐后显示。')).toBeTruthy();
    expect(screen.queryByText('看督办事项')).toBeNull();
  });

  it('says when somebody was faster', async () => {
    renderPage(SupervisionOrderPage, { role: 'inspector', params: { id: idOf(700) }, answers: { 'supervisionOrder.read': anOrderDetail({ may: ['acknowledged'] }), 'supervisionOrder.acknowledge': refusal(409, 'order_moved_on') } });
    fireEvent.click(await screen.findByText('签收'));
    expect(await screen.findByText('这张督办单已经到了下一步，请刷新后再看。')).toBeTruthy();
  });
});

describe('answering', () => {
  const open = (order: Partial<OrderDetail> = {}) => {
    const phone = aPhone();
    renderPage(OrderAnswerPage, { role: 'inspector', phone, params: { orderId: idOf(700) }, answers: { 'supervisionOrder.read': anOrderDetail({ status: 'acknowledged', may: ['answered'], ...order }) } });
    return phone;
  };
  const submit = async (phone: ReturnType<typeof aPhone>) => {
    await type('做了什么，结果怎样', '已接通');
    fireEvent.click(screen.getByText('提交回复'));
    await waitFor(() => expect(phone.outbox.getSnapshot().items).toHaveLength(1));
    const [item] = phone.outbox.getSnapshot().items;
    return { item: item!, body: operations['supervisionOrder.answer'].request.parse(JSON.parse(item!.body)) };
  };

  it('is queued with its order in body and path, about the project', async () => {
    const { item, body } = await submit(open());
    expect(item).toMatchObject({ operation: 'supervisionOrder.answer', path: `/api/supervision-orders/${idOf(700)}/answer`, label: { project: '比德' } });
    expect(body).toMatchObject({ id: item.id, orderId: idOf(700), projectId: bide.id, note: '已接通', photos: [] });
    expect(body.itemId).toBeUndefined();
  });

  it('is about the item where the matter has no project', async () => {
    const { body } = await submit(open({ project: null, item: { id: idOf(500), name: '签约项目' } }));
    expect(body).toMatchObject({ itemId: idOf(500) });
    expect(body.projectId).toBeUndefined();
  });

  it('needs words', async () => {
    const phone = open();
    fireEvent.click(await screen.findByText('提交回复'));
    expect(await screen.findByText('请写办理情况。')).toBeTruthy();
    expect(phone.outbox.getSnapshot().items).toEqual([]);
  });

  it('is not offered once the order has moved on', async () => {
    await act(async () => void open({ status: 'closed', may: [] }));
    expect(await screen.findByText('这张督办单现在不用回复。')).toBeTruthy();
  });
});

describe('今天', () => {
  const nothing = { toAnswer: [], disputed: [], toVerify: [], toRectify: [], toAssign: [], toDecide: [], toReview: [], returned: [], unowned: 0, mine: [], invited: 0, unread: 0 };
  const read = (orders: ReturnType<typeof anOrder>[]) => ({ 'today.read': { ...nothing, orders }, 'digest.read': aDigest(), 'project.list': { items: [] }, 'checklist.list': { items: [] } });

  it('of a leader has what waits for review and what is overdue', async () => {
    const orders = [anOrder({ status: 'answered', requirement: '已答的' }), anOrder({ id: idOf(701), requirement: '过期的', isOverdue: true, dueOn: '2020-01-01' })];
    renderPage(TodayPage, { role: 'leader', answers: read(orders) });
    expect(await screen.findByText('督办：等您审阅')).toBeTruthy();
    expect(screen.getByText('督办：已逾期')).toBeTruthy();
    expect(screen.getAllByText(/已答的|过期的/)).toHaveLength(2);
  });

  it.each(['inspector', 'contact', 'office'] as const)('of an addressee (%s) has what is to be done, with its countdown', async (role) => {
    const dueOn = addDays(parkDay(new Date()), 2);
    renderPage(TodayPage, { role, answers: read([anOrder({ dueOn })]) });
    expect(await screen.findByText('督办：等您办')).toBeTruthy();
    expect(screen.getByRole('img', { name: /还剩 2 天/ })).toBeTruthy();
    if (role === 'contact') expect(screen.getByText('等您办督办 1 件')).toBeTruthy();
    if (role === 'office') expect(screen.getByText('等办公室处理 1 件')).toBeTruthy();
  });

  it.each(['leader', 'inspector', 'contact', 'office'] as const)('kept from before there were orders still opens (%s)', async (role) => {
    renderPage(TodayPage, { role, answers: { ...read([]), 'today.read': nothing } });
    await waitFor(() => expect(document.querySelector('.screen, [class*=screen]')).toBeTruthy());
    expect(screen.queryByText(/督办：/)).toBeNull();
  });
});
