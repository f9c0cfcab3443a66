import { expectedPercent, type LitProject, projectLight } from '../../../src/domain/project-light';

const plan = { startsOn: '2023-01-01', endsOn: '2023-12-31' };
const today = '2023-11-23';
const goal = { rung: 'in_production', isMet: false, commitmentClass: 'hard', dueOn: '2023-12-31', dueStated: true } as const;
const project = (change: Partial<LitProject> = {}): LitProject => ({ percent: 92, silentDays: 0, goal, blockedBy: [], ...change });

describe('projectLight', () => {
  it.each([
    ['in time', {}, 'normal', '投产期限 12月31日，还剩 38 天，完成 92%，应到 90%，跟得上'],
    ['blocked near the due date, as in the mockup', { blockedBy: ['专线'] }, 'behind', '投产期限 12月31日，还剩 38 天，前置的专线没有完成'],
    ['less than expected', { percent: 70 }, 'behind', '投产期限 12月31日，还剩 38 天，完成 70%，应到 90%'],
    ['nothing reported', { percent: null }, 'no_data', '投产期限 12月31日，还剩 38 天，还没有上报进度'],
    ['silent for 14 days is still in time', { silentDays: 14 }, 'normal', '投产期限 12月31日，还剩 38 天，完成 92%，应到 90%，跟得上'],
    ['from the 15th day on it is not known', { silentDays: 15 }, 'no_data', '投产期限 12月31日，还剩 38 天，15 天没有记录，进度可能过时'],
    ['silence does not hide being behind', { percent: 70, silentDays: 30 }, 'behind', '投产期限 12月31日，还剩 38 天，完成 70%，应到 90%'],
    ['an assumed due date says so', { goal: { ...goal, dueStated: false } }, 'normal', '投产期限 12月31日（计划没写明），还剩 38 天，完成 92%，应到 90%，跟得上'],
    ['reached, whatever else', { goal: { ...goal, isMet: true }, percent: null, blockedBy: ['专线'] }, 'normal', '投产已确认'],
    ['a project the plan does not follow', { goal: null }, 'normal', '完成 92%，计划没有给期限，不比进度'],
    ['nor anybody has reported on', { goal: null, percent: null, silentDays: null }, 'no_data', '还没有上报进度'],
    ['a goal without a due date', { goal: { ...goal, dueOn: null } }, 'normal', '完成 92%，计划没有给期限，不比进度'],
  ] as const)('%s', (_rule, change, light, rule) => expect(projectLight(project(change), today, plan)).toEqual({ light, rule }));

  it('is red past a stated due date and yellow past an assumed one, even at 100 % until somebody confirms', () => {
    const late = { ...goal, dueOn: '2023-06-30' };
    expect(projectLight(project({ goal: late, percent: 100 }), today, plan)).toEqual({ light: 'overdue', rule: '投产期限 6月30日，已过 146 天，还没有确认完成' });
    expect(projectLight(project({ goal: { ...late, dueStated: false } }), today, plan).light).toBe('behind');
    expect(projectLight(project({ goal: { ...goal, dueOn: today } }), today, plan).rule).toContain('今天到期');
  });

  it.each([
    ['on its day it is not late', { ...goal, dueOn: today }, 100, 'normal'],
    ['nor is it in time with less', { ...goal, dueOn: today }, 97, 'behind'],
    ['the day after it is late', { ...goal, dueOn: '2023-11-22' }, 100, 'overdue'],
    ['89 of the expected 90 are enough', goal, 89, 'normal'],
    ['88 are not', goal, 88, 'behind'],
  ] as const)('%s', (_rule, due, percent, light) => expect(projectLight(project({ goal: due, percent }), today, plan).light).toBe(light));

  it('does not warn of a blocker more than 60 days ahead', () => {
    expect(projectLight(project({ blockedBy: ['专线'] }), '2023-10-31', plan).light).toBe('normal');
    expect(projectLight(project({ blockedBy: ['专线'] }), '2023-11-01', plan).light).toBe('behind');
  });

  it('is looser with what the plan words loosely', () => {
    const lights = (['hard', 'stretch', 'process'] as const).map((commitmentClass) => projectLight(project({ percent: 75, goal: { ...goal, commitmentClass } }), today, plan).light);
    expect(lights).toEqual(['behind', 'behind', 'normal']);
  });
});

describe('expectedPercent', () => {
  it('is the share of the time from the start of the plan to the due date, null without one', () => {
    expect(expectedPercent(goal, today, plan)).toBe(90);
    expect(expectedPercent({ ...goal, dueOn: '2023-06-30' }, '2023-03-31', plan)).toBe(50);
    expect(expectedPercent({ ...goal, dueOn: null }, today, plan)).toBeNull();
    expect(expectedPercent(null, today, plan)).toBeNull();
  });
});
