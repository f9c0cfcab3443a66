// 填报、成果、事故、办结、说明: the form, the month's list, the review, naming and owners.
import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import type { ItemRecord } from '../../src/contract/item-record';
import type { OperationName } from '../../src/contract/operations';
import { operations } from '../../src/contract/operations';
import NamingPage from '../../src/pages/office/naming';
import OwnersPage from '../../src/pages/office/owners';
import ReadingsPage from '../../src/pages/office/readings';
import ReportDetailPage from '../../src/pages/detail/report-detail';
import PlanItemPage from '../../src/pages/leader/plan-item';
import ItemRecordPage from '../../src/pages/report/item-record';
import { problemsOf, readFigure } from '../../src/pages/report/item-record/draft';
import type { PlanItemDetail } from '../../src/contract/plan';
import { anItemRecord, aPlanItem, aPlanItemDetail, aProject, aReport, idOf, people } from '../factories/screen';
import { refusal, renderPage } from '../support/page';
import { aPhone } from '../support/phone';

const figure = (change: Partial<PlanItemDetail> = {}) =>
  aPlanItemDetail({ name: '进出口总额', measureType: 'reported', target: { op: '>=', value: 7, unit: '亿元', growthPct: null }, value: 4.6, ...change });

function open(kind: string, item: PlanItemDetail, params: Record<string, string> = {}) {
  const phone = aPhone();
  renderPage(ItemRecordPage, { role: 'office', phone, params: { kind, itemId: item.id, ...params }, answers: { 'planItem.read': item } });
  return phone;
}

const type = (placeholder: string, text: string) => fireEvent.input(screen.getByPlaceholderText(placeholder), { target: { value: text } });

/** What is queued, as the contract reads it. */
async function submitted(phone: ReturnType<typeof aPhone>, name: OperationName, button: string) {
  fireEvent.click(await screen.findByText(button));
  await waitFor(() => expect(phone.outbox.getSnapshot().items).toHaveLength(1));
  const [item] = phone.outbox.getSnapshot().items;
  expect(item!.operation).toBe(name);
  return (operations[name] as { request: { parse: (body: unknown) => Record<string, unknown> } }).request.parse(JSON.parse(item!.body));
}

describe('figures as people type them', () => {
  it.each([['80.5', 80.5], ['1,234.5', 1234.5], [' ８０．５ ', 80.5], ['-3', -3], ['', null], ['80.', null], ['80亿', null], ['1e3', null]])('%s', (typed, value) => {
    expect(readFigure(typed)).toBe(value);
  });

  it('are asked for before anything else', () => {
    const draft = { kind: 'reading', isRatio: true, numerator: '3', denominator: '0', source: '', value: '' } as Parameters<typeof problemsOf>[0];
    expect(problemsOf({ ...draft, numerator: '-3' })).toEqual(['numerator', 'denominator', 'source']);
    expect(problemsOf({ ...draft, denominator: '4' })).toEqual(['source']);
    expect(problemsOf({ ...draft, denominator: '4', source: '国土所' })).toEqual([]);
    expect(problemsOf({ ...draft, isRatio: false, source: '国土所' })).toEqual(['value']);
  });
});

describe('a monthly figure', () => {
  const last = { ...anItemRecord({ month: '2026-01', value: 0.4, source: '海关月报' }), amount: 0.4 };

  it('begins with the month that is due and the source of the last one', async () => {
    const phone = open('reading', figure({ records: [last] }));
    expect(await screen.findByText('上次 1 月 0.4 亿元')).toBeTruthy();
    fireEvent.click(screen.getByText('提交审核'));
    expect(await screen.findByText('请填数值，只能是数字。')).toBeTruthy();
    const value = document.querySelector('.input-field input')!;
    fireEvent.input(value, { target: { value: '5.1' } });
    const body = await submitted(phone, 'reading.submit', '提交审核');
    expect(body).toMatchObject({ itemId: idOf(500), value: 5.1, source: '海关月报' });
    expect(body.month).toMatch(/^2026-\d\d$/);
    expect(body).not.toHaveProperty('corrects');
  });

  it('says what stands for the month already, and that a cumulative figure does not shrink', async () => {
    const october = { ...anItemRecord({ id: idOf(602), month: '2026-10', value: 5.1, answer: { answer: 'approve', reason: null, by: people.liming, at: '2026-11-23T07:00:00Z' } }), amount: 5.1 };
    open('reading', figure({ records: [october, last] }), { month: '2026-10' });
    expect(await screen.findByText('10 月已经填过 5.1 亿元（已计入）。再提交，审核通过后以新的为准。')).toBeTruthy();
    fireEvent.input(document.querySelector('.input-field input')!, { target: { value: '0.39' } });
    expect(await screen.findByText('比上次的累计数小，请再核对一下。')).toBeTruthy();
  });

  it('sent anew corrects the one that was returned, with what it said', async () => {
    const returned = { ...anItemRecord({ id: idOf(601), value: 9.9, source: '估算', note: '初步数' }), amount: null };
    const phone = open('reading', figure({ records: [returned] }), { corrects: idOf(601) });
    expect(await screen.findByText('这是一次更正：提交后，原来那条不再计入。')).toBeTruthy();
    expect(await submitted(phone, 'reading.submit', '提交审核')).toMatchObject({ corrects: idOf(601), value: 9.9, month: '2026-10', source: '估算', note: '初步数' });
  });

  it('of an item that is counted otherwise is not offered', async () => {
    open('reading', figure({ measureType: 'count_milestones' }));
    expect(await screen.findByText('这个事项不用这种记录')).toBeTruthy();
  });
});

it('an incident is asked about once, since nobody reviews it', async () => {
  const phone = open('incident', figure({ measureType: 'count_incidents' }));
  await screen.findByText('发生了什么');
  type('一句话说明', '罐区小火');
  fireEvent.click(screen.getByText('登记'));
  expect(await screen.findByText('登记这起事故？')).toBeTruthy();
  expect(phone.outbox.getSnapshot().items).toHaveLength(0);
  fireEvent.click(screen.getAllByText('登记').at(-1)!);
  await waitFor(() => expect(phone.outbox.getSnapshot().items[0]?.operation).toBe('incident.submit'));
});

it('an achievement needs its name', async () => {
  const phone = open('achievement', figure({ measureType: 'count_achievements' }));
  fireEvent.click(await screen.findByText('提交审核'));
  expect(await screen.findByText('请填这一项。')).toBeTruthy();
  type('企业、荣誉或平台的名称', '比德');
  expect(await submitted(phone, 'achievement.submit', '提交审核')).toMatchObject({ title: '比德' });
});

describe('the month’s list', () => {
  const entry = (name: string, reading: ItemRecord | null) => ({ item: { id: idOf(500), name, section: '一', unit: '亿元', target: 7 }, ratio: null, reading, counted: null });
  const today = { toAnswer: [], disputed: [], toVerify: [], toRectify: [], toReview: [anItemRecord({ mayReview: true })], returned: [], unowned: 0, mine: [], invited: 0, unread: 0 };

  it('says what is entered and where it stands', async () => {
    const returned = { answer: 'return' as const, reason: '与税务局不符', by: people.liming, at: '2026-11-23T07:00:00Z' };
    const items = [
      entry('技工贸总收入', null),
      entry('进出口总额', anItemRecord()),
      entry('固定资产投资', anItemRecord({ mayReview: true })),
      entry('实缴税收', anItemRecord({ answer: returned })),
      entry('外商投资引进', anItemRecord({ answer: { ...returned, answer: 'approve', reason: null } })),
    ];
    renderPage(ReadingsPage, { role: 'office', answers: { 'reading.list': { month: '2026-10', items }, 'today.read': today } });
    expect(await screen.findByText('还差 1 项，共 5 项')).toBeTruthy();
    const said = ['还没填', '还没有计入的数', '王芳 填报，等另一位审核', '王芳 填报，等您审核', '被退回，要改好重报', '王芳 填报，李明 退回：与税务局不符', '已计入', '王芳 填报，李明 通过'];
    for (const text of said) expect(screen.getByText(text)).toBeTruthy();
    fireEvent.click(screen.getByText('审核 1'));
    expect(await screen.findByText(/^10 月 5.1 亿元 · 王芳/)).toBeTruthy();
  });

  it('fails in words, with a way to try again', async () => {
    renderPage(ReadingsPage, { role: 'office', answers: { 'reading.list': refusal(503, 'unavailable'), 'today.read': today } });
    expect(await screen.findByText('重试')).toBeTruthy();
  });
});

describe('the review', () => {
  const record = anItemRecord({ id: idOf(200), mayReview: true });
  const detail = { ...aReport({ kind: 'reading', project: null, item: { id: idOf(500), name: '进出口总额' } }), body: {}, documents: [], sha256: 'a'.repeat(64), countedAt: null, importedBy: null, correctedBy: null, checklist: null, hazards: [], milestoneReport: null };
  const show = (change: Partial<ItemRecord> = {}, review: unknown = {}) =>
    renderPage(ReportDetailPage, { role: 'office', params: { id: idOf(200) }, answers: { 'report.read': { ...detail, itemRecord: { ...record, ...change } }, 'reading.review': review } });

  it('shows the figure with its source, and asks once before it counts', async () => {
    const call = show();
    expect(await screen.findByText('进出口总额 · 10 月 5.1 亿元')).toBeTruthy();
    expect(screen.getByText('海关')).toBeTruthy();
    fireEvent.click(screen.getByText('通过'));
    fireEvent.click((await screen.findAllByText('通过')).at(-1)!);
    await waitFor(() => expect(call).toHaveBeenCalledWith('reading.review', { params: { id: idOf(200) }, body: expect.objectContaining({ recordId: idOf(200), answer: 'approve' }) }));
  });

  it('is not offered to who may not, and says for whom it waits', async () => {
    show({ mayReview: false, reportedBy: { ...people.wangfang, id: '019aa000-0000-7000-8000-000000000009' } });
    expect(await screen.findByText('等另一位办公室人员审核')).toBeTruthy();
    expect(screen.queryByText('退回')).toBeNull();
  });

  it('refused by the server is said in words', async () => {
    show({}, refusal(409, 'already_answered'));
    fireEvent.click(await screen.findByText('通过'));
    fireEvent.click((await screen.findAllByText('通过')).at(-1)!);
    expect(await screen.findByText(/这次上报已经有人答复/)).toBeTruthy();
  });

  it('returned says why, and the sender mends it', async () => {
    show({ mayReview: false, reportedBy: { ...people.wangfang, id: '019aa000-0000-7000-8000-000000000009' }, answer: { answer: 'return', reason: '与海关不符', by: people.wangfang, at: '2026-11-23T07:00:00Z' } });
    expect(await screen.findByText('改好重报')).toBeTruthy();
    expect(screen.getByText('王芳 退回：与海关不符')).toBeTruthy();
  });
});

describe('an item’s page', () => {
  const show = (role: 'office' | 'inspector' | 'leader', change: Partial<PlanItemDetail>) => renderPage(PlanItemPage, { role, params: { id: idOf(500) }, answers: { 'planItem.read': figure(change) } });

  it.each<['office' | 'inspector' | 'leader', PlanItemDetail['measureType'], string | null]>([
    ['office', 'reported', '填报数据'],
    ['inspector', 'reported', null],
    ['inspector', 'done', '报完成'],
    ['office', 'placeholder', '补录项目'],
    ['leader', 'done', null],
    ['office', 'count_milestones', null],
  ])('offers %s of %s: %s', async (role, measureType, button) => {
    show(role, { measureType, namedCount: 0 });
    await screen.findAllByText('进出口总额');
    const offered = ['填报数据', '登记成果', '报完成', '登记事故', '补录项目'].filter((label) => screen.queryByText(label));
    expect(offered).toEqual(button ? [button] : []);
    expect(screen.queryByText(button ? '写说明' : '写进展说明') !== null).toBe(role !== 'leader');
  });

  it('lists everything recorded about it', async () => {
    show('leader', { records: [{ ...anItemRecord(), amount: 5.1, answer: { answer: 'approve', reason: null, by: people.liming, at: '2026-11-23T07:00:00Z' } }] });
    expect(await screen.findByText('这一项的记录')).toBeTruthy();
    expect(screen.getByText('10 月 5.1 亿元')).toBeTruthy();
    expect(screen.getByText('已计入')).toBeTruthy();
  });
});

it('a gap is named by choosing its project', async () => {
  const item = aPlanItemDetail({ name: '未具名竣工项目', measureType: 'placeholder', namedCount: 1, target: { op: '=', value: 4, unit: '个', growthPct: null } });
  const call = renderPage(NamingPage, { role: 'office', params: { itemId: item.id }, answers: { 'planItem.read': item, 'project.list': { items: [aProject()] }, 'naming.submit': {} } });
  expect(await screen.findByText('计划没有点名的 4 个项目，已补录 1 个')).toBeTruthy();
  fireEvent.click(screen.getAllByText('补录').at(-1)!);
  expect(await screen.findByText('请先选是哪个项目。')).toBeTruthy();
  fireEvent.click(screen.getAllByText('选项目')[0]!);
  fireEvent.click((await screen.findAllByText('比德')).at(-1)!);
  fireEvent.click((await screen.findAllByText('补录')).at(-1)!);
  await screen.findByText('把“比德”补录进计划吗？');
  fireEvent.click(screen.getAllByText('补录').at(-1)!);
  await waitFor(() => expect(call).toHaveBeenCalledWith('naming.submit', { body: expect.objectContaining({ itemId: item.id, projectId: idOf(100), targetMilestone: 'in_production', photos: [] }) }));
});

it('owners are assigned to several items at once', async () => {
  const items = [aPlanItem({ name: '技工贸总收入' }), aPlanItem({ id: idOf(501), name: '进出口总额' }), aPlanItem({ id: idOf(502), name: '双电源', responsible: '岳阳交建投' })];
  const plan = { year: 2026, startsOn: '2026-01-01', endsOn: '2026-12-31', sections: [{ number: '一', title: '年度目标' }], questions: [], elapsed: 0.9, items };
  const staff = { items: [{ ...people.liming, phoneMasked: null, createdAt: '2026-01-01T00:00:00Z', closedAt: null, enterprise: null }] };
  const call = renderPage(OwnersPage, { role: 'office', answers: { 'plan.read': plan, 'staff.list': staff, 'planItem.assign': undefined } });
  expect(await screen.findByText('2 项没有责任人')).toBeTruthy();
  expect(screen.queryByText('双电源')).toBeNull();
  fireEvent.click(screen.getByText('选这一节'));
  fireEvent.click(screen.getByText('选中 2 项，指派责任人'));
  await act(async () => fireEvent.click(await screen.findByText('李明')));
  expect(call).toHaveBeenCalledWith('planItem.assign', { body: expect.objectContaining({ itemIds: [idOf(500), idOf(501)], ownerId: people.liming.id }) });
});

it('an owner is replaced only when asked, and what cannot be seen is not assigned', async () => {
  const items = [aPlanItem({ name: '技工贸总收入' }), aPlanItem({ id: idOf(501), name: '进出口总额', owner: people.wangfang })];
  const plan = { year: 2026, startsOn: '2026-01-01', endsOn: '2026-12-31', sections: [{ number: '一', title: '年度目标' }], questions: [], elapsed: 0.9, items };
  const staff = { items: [{ ...people.liming, phoneMasked: null, createdAt: '2026-01-01T00:00:00Z', closedAt: null, enterprise: null }] };
  const call = renderPage(OwnersPage, { role: 'office', answers: { 'plan.read': plan, 'staff.list': staff, 'planItem.assign': undefined } });
  fireEvent.click(await screen.findByText('选这一节'));
  fireEvent.click(screen.getByText('全部'));
  expect(screen.getByText('勾选事项后指派')).toBeTruthy();
  fireEvent.click(screen.getByText('选这一节'));
  fireEvent.click(screen.getByText('选中 2 项，指派责任人'));
  fireEvent.click(await screen.findByText('李明'));
  expect(await screen.findByText('选中的事项里有 1 项现在由王芳负责。')).toBeTruthy();
  expect(call).not.toHaveBeenCalledWith('planItem.assign', expect.anything());
  await act(async () => fireEvent.click(screen.getByText('换')));
  expect(call).toHaveBeenCalledWith('planItem.assign', { body: expect.objectContaining({ itemIds: [idOf(500), idOf(501)], ownerId: people.liming.id }) });
});
