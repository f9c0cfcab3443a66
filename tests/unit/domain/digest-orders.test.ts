import { composeDigest } from '../../../src/domain/digest';
import { orderMatter } from '../../../src/domain/digest-orders';
import { digestFacts, hazardFact, itemFact, orderFact, orderMoved } from '../../factories/digest';

const power = orderFact('比德', '接通专线');
const linesOf = (...changes: ReturnType<typeof orderMoved>[]) => composeDigest(digestFacts({ changes })).sections.find(({ title }) => title === '督办')?.lines.map(({ text }) => text) ?? [];

describe('what an order is about', () => {
  const named = (name: string) => ({ id: name, name });
  it.each([
    ['比德', power],
    ['比德 临边无防护', orderFact('比德', '', { about: { kind: 'hazard', id: 'h', title: '临边无防护', reportKind: null, rung: null } })],
    ['比德 上报竣工', orderFact('比德', '', { about: { kind: 'report', id: 'r', title: null, reportKind: 'milestone_report', rung: 'completed' } })],
    ['比德 拍照巡查', orderFact('比德', '', { about: { kind: 'report', id: 'r', title: null, reportKind: 'inspection', rung: null } })],
    ['签约项目', orderFact('', '', { project: null, item: named('签约项目（4633之6）'), about: { kind: 'plan_item', id: 'i', title: '签约项目（4633之6）', reportKind: null, rung: null } })],
    // A contact reads no plan.
    ['比德', orderFact('比德', '', { about: { kind: 'plan_item', id: 'i', title: null, reportKind: null, rung: null } })],
  ])('%s', (matter, order) => expect(orderMatter(order)).toBe(matter));
});

describe('督办 among the changes', () => {
  it('tells what was issued, answered, returned, closed, extended and withdrawn, each as a line', () => {
    expect(
      linesOf(
        orderMoved('issued', power, { until: '2023-11-28' }),
        orderMoved('acknowledged', power),
        orderMoved('answered', power),
        orderMoved('returned', power, { reason: '缺验收单' }),
        orderMoved('extended', power, { until: '2024-01-05', reason: '排期推后' }),
        orderMoved('closed', power),
        orderMoved('withdrawn', power, { reason: '重复' }),
      ),
    ).toEqual([
      '比德 下达督办：接通专线（李明，11月28日前）',
      '比德 督办有回复：接通专线（李明）',
      '比德 督办回复退回：缺验收单',
      '比德 督办延期到 2024年1月5日：排期推后',
      '比德 督办办结：接通专线',
      '比德 督办撤回：重复',
    ]);
  });

  it('leads to the order, and stands after everything else', () => {
    const { sections } = composeDigest(digestFacts({ changes: [orderMoved('closed', power)], hazardCounts: { open: 1, overdue: 0 } }));
    expect(sections.at(-1)).toMatchObject({ section: '督办', lines: [{ links: [{ kind: 'order', id: power.id }], effects: [] }] });
  });

  it('that somebody acknowledged is no news, and counts as no record; what was decided does', () => {
    expect(linesOf(orderMoved('acknowledged', power))).toEqual([]);
    const countOf = (...changes: ReturnType<typeof orderMoved>[]) => composeDigest(digestFacts({ changes })).recordCount;
    expect(countOf(orderMoved('acknowledged', power))).toBe(0);
    expect(countOf(orderMoved('issued', power), orderMoved('closed', power))).toBe(2);
  });
});

describe('overdue orders in 需要您过问', () => {
  const days = ['2023-11-10', '2023-11-20', '2023-11-22'];
  const overdueOrders = days.map((dueOn) => orderFact('比德', `到 ${dueOn}`, { dueOn, status: dueOn === '2023-11-20' ? 'returned' : 'acknowledged' }));
  const facts = digestFacts({
    overdueOrders,
    majorHazards: [hazardFact('科兴', '围堰', { severity: 'major', rectificationDueOn: '2023-11-25' })],
    items: [itemFact('现场会', { dueOn: '2023-06-30', value: 0 })],
  });
  const { attention } = composeDigest(facts);

  it('stand below major hazards, by days overdue, above the turns of the rest', () => {
    expect(attention.map(({ kind, tag }) => [kind, tag])).toEqual([
      ['major_hazard', '重大隐患 · 还剩 2 天'],
      ['overdue_order', '督办 · 逾期 13 天'],
      ['overdue_order', '督办 · 逾期 3 天'],
      ['overdue_order', '督办 · 逾期 1 天'],
      ['overdue_item', '逾期 146 天'],
    ]);
  });

  it('say what is missing and whom to ask', () => {
    expect(attention[1]).toMatchObject({ title: '比德：到 2023-11-10', why: '期限 11月10日，已签收，还没回复', who: '找 李明', light: 'overdue', link: { kind: 'order', id: overdueOrders[0]!.id } });
    expect(attention[2]!.why).toBe('期限 11月20日，回复被退回，还没重新回复');
  });

  it('are absent from facts frozen before there were any', () => {
    const { overdueOrders: _none, ...before } = facts;
    expect(composeDigest(before).attention.map(({ kind }) => kind)).toEqual(['major_hazard', 'overdue_item']);
  });
});
