import * as fc from 'fast-check';
import { type Forecast, forecastEnd, type MonthlyValue } from '../../../src/domain/forecast';
import { lastDayOf } from '../../../src/domain/calendar';
import { seriesOfHappenings, seriesOfHistory, seriesOfReadings } from '../../../src/domain/item-series';
import { paceAgainst } from '../../../src/domain/pace';
import type { LitItem } from '../../../src/domain/light';
import { forecastWords, whyTooLittle } from '../../../src/text/forecast';

const plan = { startsOn: '2023-01-01', endsOn: '2023-12-31' };
const target = { op: '>=', value: 100, unit: '亿元' } as const;
const months = (values: readonly (number | null)[]): MonthlyValue[] => values.flatMap((value, index) => (value === null ? [] : [{ month: `2023-${String(index + 1).padStart(2, '0')}`, value }]));
const ask = (values: readonly (number | null)[], today = '2023-11-10', change: Partial<Parameters<typeof forecastEnd>[1]> = {}) => forecastEnd(months(values), { plan, today, target, isWhole: false, ...change });
const enough = (forecast: Forecast) => {
  if (forecast.kind !== 'enough') throw new Error(forecast.why);
  return forecast;
};

describe('the forecast', () => {
  it('goes on as it did, from nothing at the start of the plan', () => {
    const even = Array.from({ length: 10 }, (_, index) => 8.2 * (index + 1));
    const forecast = enough(ask(even));
    // Months are of different length: 82 in 304 of 365 days.
    expect(forecast.endValue).toBeCloseTo((82 / 304) * 365, 1);
    expect(forecast.readings).toBe(10);
    expect(forecast.low < forecast.endValue && forecast.endValue < forecast.high).toBe(true);
  });

  it('says what is likely only where the whole range says it', () => {
    const rising = (each: number) => [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((month) => each * month + (month % 2));
    expect(enough(ask(rising(12))).likely).toBe('reaches');
    expect(enough(ask(rising(8.25))).likely).toBe('unsure');
    expect(enough(ask(rising(6))).likely).toBe('misses');
  });

  it.each([
    ['two readings', ask([5, 10], '2023-03-05'), 'few_readings'],
    ['none', ask([], '2023-03-05'), 'few_readings'],
    ['a last one of long ago', ask([5, 10, 15, null, null], '2023-07-11'), 'old_reading'],
    ['a year that is over', ask([...Array<number>(12).fill(1)], '2024-01-05'), 'over'],
  ])('of %s is 数据不足', (_what, forecast, why) => expect(forecast).toMatchObject({ kind: 'too_little', why }));

  it('takes three readings, and a last one of 100 days ago', () => {
    expect(ask([5, 10, 15], '2023-04-05').kind).toBe('enough');
    expect(ask([5, 10, 15], '2023-07-09').kind).toBe('enough');
    expect(ask([5, 10, 15], '2023-07-10').kind).toBe('too_little');
  });

  it('never lets a count fall below what was reached, nor counts halves', () => {
    const jumpy = [0, 0, 9, 9, 9, 9];
    expect(enough(ask(jumpy, '2023-07-05')).low).toBeLessThan(9);
    const whole = enough(ask(jumpy, '2023-07-05', { isWhole: true }));
    expect(whole.low).toBe(9);
    for (const value of [whole.endValue, whole.low, whole.high]) expect(Number.isInteger(value)).toBe(true);
    const count: LitItem = { measure: { type: 'count_achievements' }, target: { op: '>=', value: 16, unit: '家' }, commitmentClass: 'hard', dueOn: '2023-12-31', dueStated: true };
    expect(paceAgainst(count, 11, '2023-11-23', plan)?.neededPerMonth).toBe(5);
  });

  it('knows the running month up to today only', () => {
    const soFar = enough(ask([30, 60, 70], '2023-03-10'));
    const whole = enough(ask([30, 60, 70], '2023-04-10'));
    expect(soFar.endValue).toBeGreaterThan(whole.endValue);
  });

  it('of a straight line is that line, without a range', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 1000, noNaN: true }), fc.integer({ min: 3, max: 11 }), (perDay, count) => {
        const days = Array.from({ length: count }, (_, index) => daysUntil(`2023-${String(index + 1).padStart(2, '0')}`));
        const forecast = enough(ask(days.map((day) => day * perDay), '2023-12-01'.replace('12', String(Math.min(12, count + 1)).padStart(2, '0'))));
        expect(forecast.endValue).toBeCloseTo(365 * perDay, 1);
        expect(forecast.high - forecast.low).toBeLessThan(0.02);
      }),
    );
  });

  it('does not mind the order of readings, and grows with them', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 500 }), { minLength: 3, maxLength: 10 }), fc.integer({ min: 2, max: 9 }), (values, factor) => {
        const series = months(values);
        const options = { plan, today: '2023-11-10', target: null, isWhole: false };
        const forecast = forecastEnd(series, options);
        expect(forecastEnd([...series].reverse(), options)).toEqual(forecast);
        const scaled = forecastEnd(series.map(({ month, value }) => ({ month, value: value * factor })), options);
        if (forecast.kind === 'enough' && scaled.kind === 'enough') {
          expect(Math.abs(scaled.endValue - forecast.endValue * factor)).toBeLessThan(0.02 * factor);
          expect(Math.abs(scaled.high - forecast.high * factor)).toBeLessThan(0.02 * factor);
        } else expect(scaled.kind).toBe(forecast.kind);
      }),
    );
  });

  it('reads as a sentence', () => {
    expect(forecastWords.sentence({ kind: 'enough', endValue: 512.3, low: 480, high: 545, likely: 'misses', readings: 10 }, '亿元', true)).toBe('照现在的速度，年底约 512.3 亿元（480～545 亿元），够不到目标');
    expect(whyTooLittle({ kind: 'too_little', why: 'few_readings', readings: 2 }, 3)).toBe('只有 2 个月的数，满 3 个月才预计');
  });
});

const daysUntil = (month: string) => Math.round((Date.parse(lastDayOf(month)) - Date.parse('2022-12-31')) / 86_400_000);

describe('the values of each month', () => {
  it('of figures are the latest that was approved', () => {
    const approved = (month: string, value: number, reportedAt: string) => ({ month, value, reportedAt });
    expect(seriesOfReadings([approved('2023-02', 9, '2023-03-10'), approved('2023-01', 4, '2023-02-10'), approved('2023-02', 10, '2023-03-20')])).toEqual([{ month: '2023-01', value: 4 }, { month: '2023-02', value: 10 }]);
  });

  it('of things that happened are how many had by then', () => {
    const happened = [{ on: '2023-01-31', amount: 1 }, { on: '2023-03-01', amount: 2 }];
    expect(seriesOfHappenings(happened, plan, '2023-04-02').map(({ value }) => value)).toEqual([1, 1, 3, 3]);
    expect(seriesOfHappenings([], plan, '2023-04-02')).toEqual([]);
    expect(seriesOfHappenings(happened, plan, '2024-04-02')).toHaveLength(12);
  });

  it('of what follows from other items are as they stood', () => {
    const history = [{ at: '2023-03-05T00:00:00Z', value: 2 }, { at: '2023-01-31T17:00:00Z', value: 1 }];
    // 17:00 UTC on 31 January is February in the park.
    expect(seriesOfHistory(history, plan, '2023-04-02').map(({ value }) => value)).toEqual([0, 1, 2, 2]);
  });
});

describe('the pace', () => {
  const item: LitItem = { measure: { type: 'reported' }, target: { op: '>=', value: 365, unit: '亿元' }, commitmentClass: 'hard', dueOn: '2023-12-31', dueStated: true };

  it('says what is missing today and what each month has to bring', () => {
    expect(paceAgainst(item, 90, '2023-04-10', plan)).toEqual({ expected: 100, gap: 10, neededPerMonth: 31.56 });
    expect(paceAgainst(item, 120, '2023-04-10', plan)).toMatchObject({ gap: -20 });
  });

  it('counts the time since the month that a figure speaks for', () => {
    const october = paceAgainst({ ...item, valueUntilOn: '2023-10-31' }, 300, '2023-11-23', plan)!;
    expect(october.expected).toBe(304);
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
});
