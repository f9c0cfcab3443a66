import type { LitItem } from '../../../src/domain/light';
import { paceAgainst } from '../../../src/domain/pace';
import { paceWords } from '../../../src/text/forecast';

const plan = { startsOn: '2023-01-01', endsOn: '2023-12-31' };

describe('the pace', () => {
  const item: LitItem = { measure: { type: 'reported' }, target: { op: '>=', value: 365, unit: '亿元' }, commitmentClass: 'hard', dueOn: '2023-12-31', dueStated: true };

  it('says what is missing today and what each month has to bring', () => {
    expect(paceAgainst(item, 90, '2023-04-10', plan)).toEqual({ on: '2023-04-10', elapsed: 100 / 365, expected: 100, gap: 10, neededPerMonth: 31.56 });
    expect(paceAgainst(item, 120, '2023-04-10', plan)).toMatchObject({ gap: -20 });
  });

  it('counts the time since the month that a figure speaks for', () => {
    const october = paceAgainst({ ...item, valueUntilOn: '2023-10-31' }, 300, '2023-11-23', plan)!;
    expect(october).toMatchObject({ on: '2023-10-31', elapsed: 304 / 365, expected: 304, gap: 4 });
    expect(october.neededPerMonth).toBeCloseTo(65 / (61 / (365 / 12)), 1);
  });

  it.each([
    ['met', 365, '2023-04-10'],
    ['over', 300, '2023-12-31'],
  ])('asks for nothing more when it is %s', (_what, value, on) => expect(paceAgainst(item, value, on, plan)?.neededPerMonth).toBeNull());

  it('asks for the whole rest where less than a month is left', () => expect(paceAgainst(item, 360, '2023-12-21', plan)?.neededPerMonth).toBe(5));

  it('is none of what does not accumulate', () => {
    expect(paceAgainst({ ...item, target: { op: '<=', value: 3, unit: '位' } }, 4, '2023-04-10', plan)).toBeNull();
    expect(paceAgainst(item, null, '2023-04-10', plan)).toBeNull();
    expect(paceAgainst({ ...item, dueOn: null }, 4, '2023-04-10', plan)).toBeNull();
  });

  it('counts in wholes: 5 of 16 in a good month', () => {
    const count: LitItem = { ...item, measure: { type: 'count_achievements' }, target: { op: '>=', value: 16, unit: '家' } };
    expect(paceAgainst(count, 11, '2023-11-23', plan)).toMatchObject({ expected: 14, gap: 3, neededPerMonth: 5 });
  });

  it('takes an earlier due date as the whole time', () => {
    expect(paceAgainst({ ...item, dueOn: '2023-06-30' }, 182.5, '2023-03-31', plan)).toMatchObject({ elapsed: 90 / 181, expected: 181.49, gap: -1.01 });
  });

  it('is in words: how much time, where it should be, what is missing', () => {
    expect(paceWords.stands({ on: '2023-11-23', expected: 27, gap: 6, elapsed: 327 / 365 }, false, '个')).toBe('时间过了 90%，今天该到 27 个，少 6 个');
    expect(paceWords.stands({ on: '2023-10-31', expected: 457.33, gap: 0, elapsed: 304 / 365 }, true, '亿元')).toBe('到 10 月底时间过了 83%，该到 457.33 亿元，跟得上');
    expect(paceWords.stands({ on: '2023-12-31', expected: 30, gap: 1, elapsed: 1 }, false, '个')).toBe('今天该到 30 个，少 1 个');
    expect(paceWords.against({ on: '2023-11-23', expected: 27, gap: 6 }, false, '个')).toBe('今天该到 27 个，少 6 个');
    expect(paceWords.against({ on: '2023-10-31', expected: 457.33, gap: -10.87 }, true, '亿元')).toBe('10 月底该到 457.33 亿元，跟得上');
    expect(paceWords.against({ on: '2023-10-31', expected: 457.33, gap: 0 }, true, '亿元')).toBe('10 月底该到 457.33 亿元，跟得上');
  });
});
