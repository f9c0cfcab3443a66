import plan from '../../../seeds/plan-2023.json';
import { accumulates, formulaWords, isMet, type Measure, measureTypes, paceOf, type Target } from '../../../src/domain/measure';

const items = plan.items as unknown as { id: string; measure: Measure; target?: Target }[];

describe('isMet', () => {
  it.each([
    ['>=', 60, 60, true],
    ['>=', 60, 59.99, false],
    ['<=', 20, 20, true],
    ['<=', 20, 21, false],
    ['=', 4, 4, true],
    ['=', 4, 3, false],
    ['=', 0, 0, true],
    ['=', 0, 1, false],
  ] as const)('%s %d with %d is %s', (op, target, value, expected) => expect(isMet({ op, value: target }, value)).toBe(expected));

  it('is never true without a target or without a value', () => {
    expect(isMet(null, 100)).toBe(false);
    expect(isMet({ op: '<=', value: 3 }, null)).toBe(false);
  });
});

describe('pace', () => {
  it.each([
    ['a sum of money accumulates', { type: 'reported' }, '亿元', 'accumulates'],
    ['a growth rate does not', { type: 'reported' }, '%', 'latest'],
    ['a rank does not', { type: 'reported' }, '位', 'latest'],
    ['a count of milestones accumulates', { type: 'count_milestones', milestone: 'signed' }, '个', 'accumulates'],
    ['a milestone happens once', { type: 'milestone', project: 'bide', milestone: 'completed' }, '条', 'once'],
    ['a ratio is its latest value', { type: 'ratio', numerator: 'a', denominator: 'b' }, null, 'latest'],
    ['incidents are not to come together', { type: 'count_incidents' }, '起', 'latest'],
    ['a narrative has no number', { type: 'narrative' }, null, 'none'],
  ] as const)('%s', (_rule, measure, unit, pace) => {
    expect(paceOf(measure, unit)).toBe(pace);
    expect(accumulates(measure, unit)).toBe(pace === 'accumulates');
  });

  it('knows every measure of the real plan', () => {
    for (const { measure, target } of items) {
      expect(measureTypes).toContain(measure.type);
      expect(paceOf(measure, target?.unit ?? null)).toMatch(/^(accumulates|once|latest|none)$/);
    }
  });
});

describe('formulaWords', () => {
  const names = { projects: Object.fromEntries(plan.projects.map(({ id, name }) => [id, name])), items: { 'ind-plant-use': '标准厂房使用率' } };

  it.each([
    ['a plain count reads as in the mockup', { type: 'count_milestones', milestone: 'in_production' }, '企业已确认“投产”的项目个数。只上报、没确认的不算。'],
    ['a tier names its least investment', { type: 'count_milestones', milestone: 'signed', minInvestmentYi: 30 }, '协议投资 30 亿元以上、企业已确认“签约”的项目个数。只上报、没确认的不算。'],
    [
      'a list names its projects and being on time',
      { type: 'count_milestones', milestone: 'completed', projects: ['qinrun', 'bide'], byDue: true },
      '勤润、比德中，按期、企业已确认“竣工”的项目个数。只上报、没确认的不算。',
    ],
    [
      'a list with an unknown name only counts them',
      { type: 'count_milestones', milestone: 'completed', projects: ['qinrun', 'nobody'] },
      '计划点名的 2 个项目中，企业已确认“竣工”的项目个数。只上报、没确认的不算。',
    ],
    ['a sum says its unit', { type: 'sum_investment', milestone: 'signed' }, '企业已确认“签约”的项目的协议投资之和，单位亿元。只上报、没确认的不算。'],
    ['a complement names the other item', { type: 'complement', of: 'ind-plant-use' }, '1 减去“标准厂房使用率”。'],
    ['or says that there is one', { type: 'complement', of: 'unknown' }, '1 减去另一事项。'],
    ['a gap is never invented', { type: 'placeholder', count: 4 }, '计划没有点名的 4 个，待补录；补录之前不算数。'],
  ] as const)('%s', (_rule, measure, words) => expect(formulaWords(measure, names)).toBe(words));

  it('has a sentence for every item of the real plan, with names and without', () => {
    for (const { measure, target } of items) {
      for (const known of [{}, names]) expect(formulaWords(measure, { ...known, unit: target?.unit })).toMatch(/^\S.*。$/);
      expect(formulaWords(measure)).not.toMatch(/undefined|null|NaN/);
    }
  });
});
