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
    ['a plain count says whose word it needs, and when it has to have been', { type: 'count_milestones', milestone: 'in_production' }, '计划年度内“投产”、经另一方确认的项目个数。只上报、没确认的不算。'],
    ['a tier names its least investment', { type: 'count_milestones', milestone: 'signed', minInvestmentYi: 30 }, '计划年度内“签约”、经另一方确认、协议投资 30 亿元以上的项目个数。只上报、没确认的不算。'],
    [
      'a list names its projects and being on time',
      { type: 'count_milestones', milestone: 'completed', projects: ['qinrun', 'bide'], byDue: true },
      '勤润、比德中，计划年度内“竣工”、经另一方确认、不晚于计划给它的期限的项目个数。只上报、没确认的不算。',
    ],
    [
      'a list with an unknown name only counts them',
      { type: 'count_milestones', milestone: 'completed', projects: ['qinrun', 'nobody'] },
      '计划点名的 2 个项目中，计划年度内“竣工”、经另一方确认的项目个数。只上报、没确认的不算。',
    ],
    ['a sum says its unit', { type: 'sum_investment', milestone: 'signed' }, '计划年度内“签约”、经另一方确认的项目的协议投资之和，单位亿元。只上报、没确认的不算。'],
    ['a milestone is that of its year', { type: 'milestone', project: 'bide', milestone: 'completed' }, '比德在计划年度结束前“竣工”、经另一方确认，算 1。只上报、没确认的不算。'],
    ['a ratio says which of its figures', { type: 'ratio', numerator: '已供地', denominator: '已报批' }, '已供地 ÷ 已报批，取最近一个月填报的数，第二人审核后才算。'],
    ['an incident waits for nobody', { type: 'count_incidents' }, '登记的事故起数，登记就算，不等审核。'],
    ['a complement names the other item', { type: 'complement', of: 'ind-plant-use' }, '1 减去“标准厂房使用率”。'],
    ['or says that there is one', { type: 'complement', of: 'unknown' }, '1 减去另一事项。'],
    ['a gap is never invented', { type: 'placeholder', count: 4 }, '计划没有点名的 4 个，待补录；补录之前不算数。'],
  ] as const)('%s', (_rule, measure, words) => expect(formulaWords(measure, names)).toBe(words));

  it('of a figure says whether it adds up over the year, which is open without a target', () => {
    expect(formulaWords({ type: 'reported' }, { unit: '亿元' })).toBe('办公室按月填报的全年累计数，第二人审核后才算。');
    expect(formulaWords({ type: 'reported' }, { unit: '位' })).toBe('办公室按月填报的最新数，第二人审核后才算。');
    expect(formulaWords({ type: 'reported' })).toBe('办公室按月填报，取最近一个月的数，第二人审核后才算。');
  });

  it('names the items that are the same figure', () => {
    expect(formulaWords({ type: 'done' }, { sameAs: ['规划批复'] })).toBe('确认完成算 1，没确认算 0。与“规划批复”是同一个数。');
  });

  it('calls nobody an enterprise that confirms: a road has none', () => {
    for (const { measure, target } of items) expect(formulaWords(measure, { ...names, unit: target?.unit })).not.toContain('企业已确认');
  });

  it('has a sentence for every item of the real plan, with names and without', () => {
    for (const { measure, target } of items) {
      for (const known of [{}, names]) expect(formulaWords(measure, { ...known, unit: target?.unit })).toMatch(/^\S.*。$/);
      expect(formulaWords(measure)).not.toMatch(/undefined|null|NaN/);
    }
  });
});
