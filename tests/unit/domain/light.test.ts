import * as fc from 'fast-check';
import plan2023 from '../../../seeds/plan-2023.json';
import { commitmentClasses, expectedValue, judgedOn, type LightQuestion, lightOf, lights, type LitItem, toleranceOf } from '../../../src/domain/light';

const plan = { startsOn: '2023-01-01', endsOn: '2023-12-31' };
const today = '2023-11-23';

const count: LitItem = {
  measure: { type: 'count_milestones', milestone: 'in_production' },
  target: { op: '>=', value: 30, unit: '个' },
  commitmentClass: 'hard',
  dueOn: '2023-12-31',
  dueStated: true,
};
const amount: LitItem = { ...count, measure: { type: 'reported' }, target: { op: '>=', value: 7, unit: '亿元' } };
const rank: LitItem = { ...count, measure: { type: 'reported' }, target: { op: '<=', value: 3, unit: '位' } };
const stage: LitItem = { ...count, measure: { type: 'stage', project: 'bide', targetMilestone: 'in_production' }, target: { op: '=', value: 1, unit: '个' } };
const done: LitItem = { ...stage, measure: { type: 'done' } };

const ask = (item: LitItem, value: number | null, change: Partial<LightQuestion> = {}) =>
  lightOf({ item, value, hasData: value !== null, today, plan, ...change });

describe('expectedValue', () => {
  it.each([
    ['a count is whole: 27 of 30 on 23 November', count, today, 27],
    ['an amount has two decimals', { ...amount, target: { op: '>=', value: 400, unit: '亿元' } }, today, 358.36],
    ['a monthly figure is held against the day it covers', { ...amount, valueUntilOn: '2023-10-31' }, today, 5.83],
    ['a figure said to reach beyond today is held against today', { ...amount, valueUntilOn: '2023-12-31' }, today, 6.27],
    ['the due date expects all of it', count, '2023-12-31', 30],
    ['and so does any later day', count, '2024-02-01', 30],
    ['an earlier due date is its own period', { ...count, dueOn: '2023-06-30' }, '2023-03-31', 15],
    ['a rank expects nothing', rank, today, null],
    ['a rung neither', stage, today, null],
    ['nor does what has no due date', { ...count, dueOn: null }, today, null],
    ['nor what has no target', { ...count, target: null }, today, null],
  ] as const)('%s', (_rule, item, on, expected) => expect(expectedValue(item as LitItem, on, plan)).toBe(expected));
});

describe('lightOf an accumulating item', () => {
  it.each([
    ['hard at the expected 27 is normal', 'hard', 27, 'normal'],
    ['hard below it is behind', 'hard', 26, 'behind'],
    ['stretch may miss a tenth: 25 of 27', 'stretch', 25, 'normal'],
    ['and not more', 'stretch', 24, 'behind'],
    ['process may miss a fifth: 22 of 27', 'process', 22, 'normal'],
    ['and not more either', 'process', 21, 'behind'],
  ] as const)('%s', (_rule, commitmentClass, value, light) => expect(ask({ ...count, commitmentClass }, value).light).toBe(light));

  it('holds October against October', () => {
    expect(ask({ ...amount, valueUntilOn: '2023-10-31' }, 5.8).light).toBe('normal');
    expect(ask(amount, 5.8).light).toBe('behind');
  });

  it('says class, threshold and that it is not due yet', () => {
    expect(ask(count, 21)).toEqual({ light: 'behind', rule: '硬任务，少于应到进度的 98%，还没过期限' });
    expect(ask(count, 27)).toEqual({ light: 'normal', rule: '硬任务，不少于应到进度的 98%' });
  });
});

describe('a year that is not the present one', () => {
  it('is judged on the morning after its last day, however late it is read', () => {
    expect(['2023-06-30', '2023-12-31', '2024-01-01', '2026-11-23'].map((on) => judgedOn(plan, on))).toEqual(['2023-06-30', '2023-12-31', '2024-01-01', '2024-01-01']);
    expect(ask(stage, 0, { today: judgedOn(plan, '2026-11-23') })).toEqual({ light: 'overdue', rule: '计划写明的期限 2023年12月31日 已过 1 天，还没达到目标' });
  });

  it('has no lights before it begins, but for what is met', () => {
    for (const item of [count, amount, rank, stage, done]) expect(ask(item, item === rank ? 9 : 0, { today: '2022-12-31' })).toEqual({ light: 'no_data', rule: '计划年度还没有开始' });
    expect(ask(stage, 1, { today: '2022-12-31' }).light).toBe('normal');
  });
});

describe('lightOf what does not accumulate', () => {
  it('compares a rank with its target, whichever way better is', () => {
    expect(ask(rank, 3)).toEqual({ light: 'normal', rule: '已达到目标' });
    expect(ask(rank, 4)).toEqual({ light: 'behind', rule: '硬任务，最新值没有达到目标，还没过期限' });
  });

  it('leaves what happens once in time until it is due', () => {
    expect(ask(stage, 0)).toEqual({ light: 'normal', rule: '还没到期限，还剩 38 天' });
    expect(ask(stage, 0, { today: '2023-12-31' })).toEqual({ light: 'normal', rule: '还没到期限，今天到期' });
  });

  it('says that there is no date to compare with, whatever it waits for', () => {
    expect(ask({ ...stage, dueOn: null, blockedBy: ['比德专线'] }, 0)).toEqual({ light: 'normal', rule: '计划没有给期限，不比进度' });
  });

  it('turns it yellow within 60 days of the due date while something it depends on is unmet', () => {
    const blocked = { ...stage, blockedBy: ['比德专线'] };
    expect(ask(blocked, 0)).toEqual({ light: 'behind', rule: '前置的比德专线没有完成，离期限只有 38 天' });
    expect(ask(blocked, 0, { today: '2023-11-01' }).light).toBe('behind');
    expect(ask(blocked, 0, { today: '2023-10-31' }).light).toBe('normal');
    expect(ask(blocked, 1).light).toBe('normal');
  });

  it('turns yellow with the first incident, since zero can not be reached again', () => {
    const incidents: LitItem = { ...count, measure: { type: 'count_incidents' }, target: { op: '=', value: 0, unit: '起' }, dueStated: false };
    expect([0, 1].map((value) => ask(incidents, value).light)).toEqual(['normal', 'behind']);
  });
});

describe('lightOf past the due date', () => {
  const after = { today: '2024-01-01' };

  it('is red only where the plan states the date', () => {
    expect(ask(count, 21, after)).toEqual({ light: 'overdue', rule: '计划写明的期限 2023年12月31日 已过 1 天，还没达到目标' });
    expect(ask({ ...count, dueStated: false }, 21, after).light).toBe('behind');
    expect(ask({ ...count, dueStated: false }, 21, after).rule).toContain('不算逾期');
  });

  it('is not red on the due date itself', () => expect(ask(stage, 0, { today: '2023-12-31' }).light).not.toBe('overdue'));

  it('stays green once met', () => expect(ask(count, 30, after).light).toBe('normal'));

  it('is red for a confirmation that nobody recorded, grey for a figure that nobody sent', () => {
    expect(ask(done, null, after).light).toBe('overdue');
    expect(ask(amount, null, after)).toEqual({ light: 'no_data', rule: '还没有数据' });
  });
});

describe('lightOf without data or target', () => {
  it.each([
    ['nothing recorded yet', count, null, '还没有数据'],
    ['no target is 待明确, whatever the value', { ...amount, target: null }, 5, '计划没有给目标值，待明确'],
    ['a narrative has no number', { ...count, measure: { type: 'narrative' }, target: null }, null, '文字事项，没有数可比'],
    ['a known gap is 待补录, also past its due date', { ...count, measure: { type: 'placeholder', count: 4 } }, 0, '计划没有点名，待补录'],
  ] as const)('%s', (_rule, item, value, rule) => {
    expect(ask(item as LitItem, value)).toEqual({ light: 'no_data', rule });
    expect(ask(item as LitItem, value, { today: '2023-12-31' }).light).toBe('no_data');
  });

  it('does not look at a value that is said to be no data', () => expect(ask(count, 99, { hasData: false }).light).toBe('no_data'));
});

describe('laws', () => {
  const day = fc.integer({ min: 0, max: 500 }).map((days) => new Date(Date.UTC(2023, 0, 1 + days)).toISOString().slice(0, 10));
  const gravity = { normal: 0, behind: 1, overdue: 2, no_data: 3 };

  it('more of what accumulates never makes the light worse', () => {
    fc.assert(
      fc.property(fc.constantFrom(...commitmentClasses), day, fc.double({ min: 0, max: 60, noNaN: true }), fc.double({ min: 0, max: 60, noNaN: true }), fc.boolean(), (commitmentClass, on, a, b, dueStated) => {
        const lightAt = (value: number) => gravity[ask({ ...count, commitmentClass, dueStated }, value, { today: on }).light];
        expect(lightAt(Math.max(a, b))).toBeLessThanOrEqual(lightAt(Math.min(a, b)));
      }),
    );
  });

  it('a firmer commitment is never judged more loosely', () => {
    expect(toleranceOf.hard).toBeGreaterThan(toleranceOf.stretch);
    expect(toleranceOf.stretch).toBeGreaterThan(toleranceOf.process);
  });

  it('every item of the real plan has a light and a rule on every day, and red means a stated date', () => {
    const items = plan2023.items as unknown as (LitItem & { target?: LitItem['target']; dueOn?: string })[];
    fc.assert(
      fc.property(fc.constantFrom(...items), day, fc.option(fc.integer({ min: 0, max: 600 })), (raw, on, value) => {
        const item = { ...raw, target: raw.target ?? null, dueOn: raw.dueOn ?? null };
        const { light, rule } = ask(item, value, { today: on });
        expect(lights).toContain(light);
        expect(rule).toMatch(/^\S+/);
        expect(rule).not.toMatch(/undefined|null|NaN/);
        if (light === 'overdue') expect(item.dueStated && item.dueOn !== null && on > item.dueOn).toBe(true);
      }),
    );
  });
});
