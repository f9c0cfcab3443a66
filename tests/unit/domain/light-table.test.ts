// The rules of the lights as one table: both sides of each boundary. Days are of a plan from 1 January to 31 December 2023;
// 365 days, so that a target of 365 expects one more with each day.
import { blockedWarningDays, type CommitmentClass, commitmentClasses, isOffPace, type Light, lightOf, type LitItem, toleranceOf } from '../../../src/domain/light';
import type { Measure, TargetOp } from '../../../src/domain/measure';

const plan = { startsOn: '2023-01-01', endsOn: '2023-12-31' };

type Case = {
  rule: string;
  measure: Measure;
  target?: [op: TargetOp, value: number, unit?: string] | null;
  value: number | null;
  on: string;
  light: Light;
  kind?: CommitmentClass;
  dueOn?: string | null;
  stated?: boolean;
  blockedBy?: string[];
  valueUntilOn?: string;
};

const figure: Measure = { type: 'reported' };
const count: Measure = { type: 'count_milestones', milestone: 'signed' };
const children: Measure = { type: 'count_children_done' };
const achievements: Measure = { type: 'count_achievements' };
const stage: Measure = { type: 'stage', project: 'bide', targetMilestone: 'in_production' };
const milestone: Measure = { type: 'milestone', project: 'bide', milestone: 'completed' };
const done: Measure = { type: 'done' };
const incidents: Measure = { type: 'count_incidents' };
const ratio: Measure = { type: 'ratio', numerator: 'a', denominator: 'b' };
const rest: Measure = { type: 'complement', of: 'x' };

// 100 days are over on 10 April.
const day100 = '2023-04-10';
const cases: Case[] = [
  { rule: 'hard: 98 of the expected 100 is enough', measure: figure, target: ['>=', 365], value: 98, on: day100, light: 'normal' },
  { rule: 'hard: a hair less is not', measure: figure, target: ['>=', 365], value: 97.99, on: day100, light: 'behind' },
  { rule: 'stretch: 90 is enough', measure: figure, target: ['>=', 365], value: 90, on: day100, light: 'normal', kind: 'stretch' },
  { rule: 'stretch: less is not', measure: figure, target: ['>=', 365], value: 89.99, on: day100, light: 'behind', kind: 'stretch' },
  { rule: 'process: 80 is enough', measure: figure, target: ['>=', 365], value: 80, on: day100, light: 'normal', kind: 'process' },
  { rule: 'process: less is not', measure: figure, target: ['>=', 365], value: 79.99, on: day100, light: 'behind', kind: 'process' },
  // 0.9 × 13 is 11.700000000000001 to a machine, 0.98 × 31 is 30.38 and 0.8 × 31 is 24.8.
  { rule: 'stretch: nine tenths of 13 are 11.7', measure: figure, target: ['>=', 365], value: 11.7, on: '2023-01-13', light: 'normal', kind: 'stretch' },
  { rule: 'stretch: and 11.69 are less', measure: figure, target: ['>=', 365], value: 11.69, on: '2023-01-13', light: 'behind', kind: 'stretch' },
  { rule: 'hard: 30.38 of 31 is enough', measure: figure, target: ['>=', 365], value: 30.38, on: '2023-01-31', light: 'normal' },
  { rule: 'process: 24.8 of 31 is enough', measure: figure, target: ['>=', 365], value: 24.8, on: '2023-01-31', light: 'normal', kind: 'process' },
  { rule: 'the first day expects one day', measure: figure, target: ['>=', 365], value: 0.98, on: '2023-01-01', light: 'normal' },
  { rule: 'and not nothing', measure: figure, target: ['>=', 365], value: 0.97, on: '2023-01-01', light: 'behind' },
  { rule: 'before the plan begins there is nothing to judge', measure: figure, target: ['>=', 365], value: 0, on: '2022-12-31', light: 'no_data' },
  { rule: 'a day later a little more is', measure: figure, target: ['>=', 365], value: 98, on: '2023-04-11', light: 'behind' },
  { rule: 'a figure speaks for its month: March is held against March', measure: figure, target: ['>=', 365], value: 89, on: day100, light: 'normal', valueUntilOn: '2023-03-31' },
  { rule: 'and not against a day of January', measure: figure, target: ['>=', 365], value: 88, on: day100, light: 'behind', valueUntilOn: '2023-03-31' },
  { rule: 'a month that is not over is held against today', measure: figure, target: ['>=', 365], value: 98, on: day100, light: 'normal', valueUntilOn: '2023-04-30' },
  { rule: 'an earlier due date is a shorter period', measure: figure, target: ['>=', 100], value: 98, on: day100, light: 'normal', dueOn: day100 },
  { rule: 'and asks for all on its day', measure: figure, target: ['>=', 100], value: 97, on: day100, light: 'behind', dueOn: day100 },
  { rule: 'without a due date nothing is compared', measure: figure, target: ['>=', 365], value: 1, on: day100, light: 'normal', dueOn: null, stated: false },
  { rule: 'reaching the target is green on any day', measure: figure, target: ['>=', 365], value: 365, on: '2023-01-02', light: 'normal' },
  { rule: 'one short of it on the last day is not red yet', measure: count, target: ['>=', 30], value: 29, on: '2023-12-31', light: 'behind' },
  { rule: 'the day after it is', measure: count, target: ['>=', 30], value: 29, on: '2024-01-01', light: 'overdue' },
  { rule: 'unless the plan never stated the date', measure: count, target: ['>=', 30], value: 29, on: '2024-01-01', light: 'behind', stated: false },
  { rule: 'or the target was reached', measure: count, target: ['>=', 30], value: 30, on: '2024-01-01', light: 'normal' },
  { rule: 'a figure that nobody sent is unknown, also when its day is over', measure: figure, target: ['>=', 30], value: null, on: '2024-01-01', light: 'no_data' },
  { rule: 'counts of children are held against the time gone', measure: children, target: ['>=', 4], value: 1, on: '2023-04-02', light: 'normal' },
  { rule: 'none of four in spring is behind', measure: children, target: ['>=', 4], value: 0, on: '2023-04-02', light: 'behind' },
  { rule: 'of counts half a thing is not expected: 0.49 of one is none', measure: achievements, target: ['>=', 1], value: 0, on: '2023-06-29', light: 'normal' },
  { rule: 'half of one is one', measure: achievements, target: ['>=', 1], value: 0, on: '2023-07-03', light: 'behind' },
  { rule: 'no incident is what was wanted', measure: incidents, target: ['=', 0, '起'], value: 0, on: day100, light: 'normal' },
  { rule: 'one can not be taken back', measure: incidents, target: ['=', 0, '起'], value: 1, on: day100, light: 'behind' },
  { rule: 'and is red when the year is over', measure: incidents, target: ['=', 0, '起'], value: 1, on: '2024-01-01', light: 'overdue' },
  { rule: 'none, when the year is over, is what was wanted', measure: incidents, target: ['=', 0, '起'], value: 0, on: '2024-01-01', light: 'normal' },
  { rule: 'one, on the last day, is not late yet', measure: incidents, target: ['=', 0, '起'], value: 1, on: '2023-12-31', light: 'behind' },
  { rule: 'one, where the date is assumed, never is', measure: incidents, target: ['=', 0, '起'], value: 1, on: '2024-01-01', light: 'behind', stated: false },
  { rule: 'incidents that nobody was asked for are unknown, not none', measure: incidents, target: ['=', 0, '起'], value: null, on: '2024-01-01', light: 'no_data' },
  { rule: 'a number to the point: reached', measure: figure, target: ['=', 260, '亩'], value: 260, on: day100, light: 'normal' },
  { rule: 'a number to the point, short of it on its day', measure: figure, target: ['=', 260, '亩'], value: 254, on: '2023-12-31', light: 'behind' },
  { rule: 'within two per cent of it on its day', measure: figure, target: ['=', 260, '亩'], value: 254.8, on: '2023-12-31', light: 'normal' },
  { rule: 'and still not reached the day after', measure: figure, target: ['=', 260, '亩'], value: 254.8, on: '2024-01-01', light: 'overdue' },
  { rule: 'a rank at its target', measure: figure, target: ['<=', 20, '位'], value: 20, on: day100, light: 'normal' },
  { rule: 'a rank one place below', measure: figure, target: ['<=', 20, '位'], value: 21, on: day100, light: 'behind' },
  { rule: 'a rank below it on the last day', measure: figure, target: ['<=', 20, '位'], value: 21, on: '2023-12-31', light: 'behind' },
  { rule: 'and the day after', measure: figure, target: ['<=', 20, '位'], value: 21, on: '2024-01-01', light: 'overdue' },
  { rule: 'a rank that nobody sent is unknown', measure: figure, target: ['<=', 20, '位'], value: null, on: '2024-01-01', light: 'no_data' },
  { rule: 'a growth rate at its target', measure: figure, target: ['>=', 8.5, '%'], value: 8.5, on: day100, light: 'normal' },
  { rule: 'a growth rate a tenth below, whatever the season', measure: figure, target: ['>=', 8.5, '%'], value: 8.4, on: '2023-01-31', light: 'behind' },
  { rule: 'a ratio at its target', measure: ratio, target: ['>=', 0.8], value: 0.8, on: day100, light: 'normal' },
  { rule: 'a ratio below it', measure: ratio, target: ['>=', 0.8], value: 0.79, on: day100, light: 'behind' },
  { rule: 'a complement that should be small', measure: rest, target: ['<=', 0.1], value: 0.1, on: day100, light: 'normal' },
  { rule: 'a complement that is too large', measure: rest, target: ['<=', 0.1], value: 0.11, on: day100, light: 'behind' },
  { rule: 'a ratio without a target', measure: ratio, target: null, value: 0.8, on: day100, light: 'no_data' },
  { rule: 'what happens once is in time until its day', measure: stage, target: ['=', 1], value: 0, on: '2023-12-31', light: 'normal' },
  { rule: 'and red the day after', measure: stage, target: ['=', 1], value: 0, on: '2024-01-01', light: 'overdue' },
  { rule: 'a milestone likewise', measure: milestone, target: ['=', 1], value: 0, on: '2023-06-30', light: 'normal', dueOn: '2023-06-30' },
  { rule: 'a milestone a day late', measure: milestone, target: ['=', 1], value: 0, on: '2023-07-01', light: 'overdue', dueOn: '2023-06-30' },
  { rule: 'a completion that was confirmed', measure: done, target: ['=', 1], value: 1, on: '2024-01-01', light: 'normal' },
  { rule: 'a completion that was not, with an assumed date', measure: done, target: ['=', 1], value: 0, on: '2024-01-01', light: 'behind', stated: false },
  { rule: 'without any date it is never late', measure: done, target: ['=', 1], value: 0, on: '2025-01-01', light: 'normal', dueOn: null, stated: false },
  { rule: 'without any date it waits for nothing in vain', measure: done, target: ['=', 1], value: 0, on: '2023-12-01', light: 'normal', dueOn: null, stated: false, blockedBy: ['比德专线'] },
  { rule: 'waiting on the last day is behind, not late', measure: stage, target: ['=', 1], value: 0, on: '2023-12-31', light: 'behind', blockedBy: ['比德专线'] },
  { rule: 'waiting for another item 60 days ahead', measure: stage, target: ['=', 1], value: 0, on: '2023-11-01', light: 'behind', blockedBy: ['比德专线'] },
  { rule: 'waiting 61 days ahead', measure: stage, target: ['=', 1], value: 0, on: '2023-10-31', light: 'normal', blockedBy: ['比德专线'] },
  { rule: 'waiting and met is met', measure: stage, target: ['=', 1], value: 1, on: '2023-12-01', light: 'normal', blockedBy: ['比德专线'] },
  { rule: 'waiting and over is over', measure: stage, target: ['=', 1], value: 0, on: '2024-01-01', light: 'overdue', blockedBy: ['比德专线'] },
  { rule: 'what accumulates is not judged by what it waits for', measure: figure, target: ['>=', 365], value: 98, on: day100, light: 'normal', blockedBy: ['比德专线'] },
  { rule: 'words have no light', measure: { type: 'narrative' }, target: null, value: null, on: day100, light: 'no_data' },
  { rule: 'a gap has none, also when its day is over', measure: { type: 'placeholder', count: 4 }, target: ['=', 4], value: null, on: '2024-01-01', light: 'no_data' },
  { rule: 'a figure without a target is 待明确, however large', measure: figure, target: null, value: 999, on: day100, light: 'no_data' },
];

test(`there are ${cases.length} cases`, () => expect(cases.length).toBeGreaterThanOrEqual(40));

test.each(cases.map((one): [string, Case] => [one.rule, one]))('%s', (_rule, { measure, target = null, value, on, light, kind = 'hard', dueOn = '2023-12-31', stated = true, blockedBy = [], valueUntilOn }) => {
  const item: LitItem = {
    measure,
    target: target && { op: target[0], value: target[1], unit: target[2] ?? '个' },
    commitmentClass: kind,
    dueOn,
    dueStated: stated,
    blockedBy,
    valueUntilOn,
  };
  const lit = lightOf({ item, value, hasData: value !== null, today: on, plan });
  expect(lit.light).toBe(light);
  expect(lit.rule).toMatch(/\S/);
});

test('a value at its share is never behind, one a hundredth below always is', () => {
  for (const kind of commitmentClasses) {
    const percent = Math.round(toleranceOf[kind] * 100);
    // Both in hundredths of the unit, so that what is asked is what people type.
    for (let expected = 100; expected < 60_000; expected += 50) {
      const least = (expected / 50) * (percent / 2);
      expect([isOffPace(least / 100, expected / 100, kind), isOffPace((least - 1) / 100, expected / 100, kind)]).toEqual([false, true]);
    }
  }
});

test('the table was written for these thresholds', () => {
  expect(toleranceOf).toEqual({ hard: 0.98, stretch: 0.9, process: 0.8 });
  expect(blockedWarningDays).toBe(60);
});
