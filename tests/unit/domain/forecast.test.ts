import * as fc from 'fast-check';
import { addDays, daysBetween, lastDayOf, monthsOf } from '../../../src/domain/calendar';
import { type Forecast, forecastOf, type ForecastQuestion, type MonthlyValue, oldestReadingDays } from '../../../src/domain/forecast';
import { forecastSentence, forecastWords, whyTooLittle } from '../../../src/text/forecast';

const plan = { startsOn: '2023-01-01', endsOn: '2023-12-31' };
const months = monthsOf(plan.startsOn, plan.endsOn);
const figure: ForecastQuestion['item'] = { measure: { type: 'reported' }, target: { op: '>=', value: 100, unit: '亿元' }, dueOn: '2023-12-31' };
const count: ForecastQuestion['item'] = { ...figure, measure: { type: 'count_achievements' }, target: { op: '>=', value: 16, unit: '家' } };

/** From January on; null where nothing was sent. */
const byMonth = (values: readonly (number | null)[]): MonthlyValue[] => values.flatMap((value, index) => (value === null ? [] : [{ month: months[index]!, value }]));
const ask = (values: readonly (number | null)[], today: string, item = figure) => forecastOf(byMonth(values), { item, plan, today });
const enough = (forecast: Forecast | null) => {
  if (forecast?.kind !== 'enough') throw new Error(JSON.stringify(forecast));
  return forecast;
};
const dayOf = (month: string) => daysBetween(plan.startsOn, lastDayOf(month)) + 1;

describe('the drift method', () => {
  it('goes on as it did, from nothing at the start of the plan', () => {
    const forecast = enough(ask(months.slice(0, 10).map((_, index) => 8.2 * (index + 1)), '2023-11-10'));
    // Months are of different length: 82 in 304 of 365 days.
    expect(forecast.endValue).toBeCloseTo((82 / 304) * 365, 1);
    expect(forecast).toMatchObject({ readings: 10, method: 'drift', endsOn: '2023-12-31' });
    expect(forecast.low < forecast.endValue && forecast.endValue < forecast.high).toBe(true);
  });

  it('has the range of the book: t of n - 1 steps, σ √(h (1 + h / T)), here in days', () => {
    // 10, 10 and 40 more in 31, 28 and 31 days; 275 days to go.
    const slope = 60 / 90;
    const misses = [(10 - slope * 31) / Math.sqrt(31), (10 - slope * 28) / Math.sqrt(28), (40 - slope * 31) / Math.sqrt(31)];
    const sigma = Math.sqrt(misses.reduce((sum, miss) => sum + miss * miss, 0) / 2);
    const half = 1.886 * sigma * Math.sqrt(275 * (1 + 275 / 90));
    const forecast = enough(ask([10, 20, 60], '2023-04-05'));
    expect(forecast.endValue).toBeCloseTo(60 + slope * 275, 1);
    expect((forecast.high - forecast.low) / 2).toBeCloseTo(half, 1);
  });

  it('waits for the figure of the due date, which comes after it', () => {
    expect(enough(ask([10, 20, 30, 40, 50], '2023-07-05', { ...figure, dueOn: '2023-06-30' })).endValue).toBeCloseTo((50 / 151) * 181, 1);
  });

  it('bridges a month that is missing: the slope is the last value over the time it took', () => {
    const whole = enough(ask([10, 20, 30, 40, 50], '2023-06-10'));
    const gap = enough(ask([10, null, null, 40, 50], '2023-06-10'));
    expect(gap.endValue).toBe(whole.endValue);
    expect(gap.readings).toBe(3);
  });

  it('says reaches or misses only where the whole range does', () => {
    const rising = (each: number) => enough(ask([1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((month) => each * month + (month % 2)), '2023-11-10'));
    expect([rising(12), rising(8.25), rising(6)].map(({ likely }) => likely)).toEqual(['reaches', 'unsure', 'misses']);
  });

  it.each([
    ['a bound that meets the target reaches it', { op: '>=', value: 365, unit: '亿元' }, 'reaches'],
    ['one that ends a hair below misses it', { op: '>=', value: 365.01, unit: '亿元' }, 'misses'],
    ['an = target is a goal like >=', { op: '=', value: 365, unit: '亩' }, 'reaches'],
    ['at most: kept', { op: '<=', value: 365, unit: '吨' }, 'reaches'],
    ['at most: gone beyond', { op: '<=', value: 364.99, unit: '吨' }, 'misses'],
  ] as const)('%s', (_what, target, likely) => {
    const straight = months.slice(0, 6).map(dayOf);
    expect(enough(ask(straight, '2023-07-05', { ...figure, target })).likely).toBe(likely);
  });

  it('is unsure where only the best of the range meets the target, to the point', () => {
    const of = (target: { op: '>=' | '<='; value: number }) => enough(ask([1, 4, 5, 9], '2023-04-30', { ...count, target: { ...target, unit: '家' } }));
    const { low, high } = of({ op: '>=', value: 16 });
    expect(low).toBeLessThan(high);
    const likely = (op: '>=' | '<=', ...values: number[]) => values.map((value) => of({ op, value }).likely);
    expect(likely('>=', low, low + 1, high, high + 1)).toEqual(['reaches', 'unsure', 'unsure', 'misses']);
    expect(likely('<=', low - 1, low, high - 1, high)).toEqual(['misses', 'unsure', 'unsure', 'reaches']);
  });

  it('is for the due date, where that comes before the end of the plan', () => {
    const forecast = enough(ask([1, 2, 3, 4], '2023-04-30', { ...count, target: { op: '>=', value: 6, unit: '家' }, dueOn: '2023-06-30' }));
    expect(forecast).toMatchObject({ endsOn: '2023-06-30', endValue: 6 });
    expect(enough(ask([1, 2, 3, 4], '2023-04-30', { ...count, dueOn: null })).endsOn).toBe('2023-12-31');
    expect(enough(ask([1, 2, 3, 4], '2023-04-30', { ...count, dueOn: '2024-06-30' })).endsOn).toBe('2023-12-31');
  });

  it('knows the running month up to today only', () => {
    expect(enough(ask([30, 60, 70], '2023-03-10')).endValue).toBeGreaterThan(enough(ask([30, 60, 70], '2023-04-10')).endValue);
  });
});

describe('a count', () => {
  it('never falls below what was reached, and counts no halves', () => {
    const jumpy = [0, 4, 8, 9, 9, 9];
    expect(enough(ask(jumpy, '2023-07-05')).low).toBeLessThan(9);
    const { endValue, low, high } = enough(ask(jumpy, '2023-07-05', count));
    expect(low).toBe(9);
    for (const value of [endValue, low, high]) expect(Number.isInteger(value)).toBe(true);
  });

  it('nor does a sum of what was signed, which has decimals', () => {
    const sum = { ...count, measure: { type: 'sum_investment' }, target: { op: '>=', value: 400, unit: '亿元' } } as const;
    expect(enough(ask([100.5, 110.5, 300.5, 305.25], '2023-05-05', sum)).low).toBe(305.25);
  });

  it('needs three months in which something happened: one in January says nothing of December', () => {
    expect(ask([1, 1, 1, 1, 1, 1, 1, 1, 1, 1], '2023-11-10', count)).toEqual({ kind: 'too_little', why: 'few_readings', readings: 1 });
    expect(ask([1, 1, 2, 2, 2, 2, 2], '2023-07-20', count)).toMatchObject({ why: 'few_readings', readings: 2 });
    expect(ask([1, 1, 2, 2, 2, 2, 3], '2023-07-20', count)).toMatchObject({ kind: 'enough', readings: 3 });
  });

  it('that grew evenly has no range that only the arithmetic made', () => {
    for (let perDay = 0.2; perDay < 8; perDay += 0.2) {
      for (let known = 3; known <= 11; known += 1) {
        const { low, high } = enough(ask(months.slice(0, known).map((month) => dayOf(month) * perDay), lastDayOf(months[known - 1]!), count));
        const end = 365 * perDay;
        expect([low, high]).toEqual([Math.floor(end + 1e-6), Math.ceil(end - 1e-6)]);
      }
    }
  });
});

describe('数据不足 instead of a guess', () => {
  it.each([
    ['no reading', ask([], '2023-03-05'), 'few_readings'],
    ['two readings', ask([5, 10], '2023-03-05'), 'few_readings'],
    ['a last one of long ago', ask([5, 10, 15], '2023-07-10'), 'old_reading'],
    ['a year that is over', ask(Array<number>(12).fill(1), '2024-01-05'), 'over'],
    ['a due date that was reached', ask([1, 2, 3, 4, 5, 6], '2023-06-30', { ...figure, dueOn: '2023-06-30' }), 'over'],
    ['one that was passed with hardly a record', ask([0, 0, 1, 2, 2, 2], '2023-06-10', { ...count, dueOn: '2023-04-30' }), 'over'],
    ['one that was passed with none', ask([], '2023-06-10', { ...count, dueOn: '2023-04-30' }), 'over'],
    ['one that was passed long ago', ask([1, 1, 2, 2, 3, 3, 4, 4, 4, 4], '2023-10-10', { ...count, dueOn: '2023-04-30' }), 'over'],
  ])('of %s', (_what, forecast, why) => expect(forecast).toMatchObject({ kind: 'too_little', why }));

  it('takes three readings, and a last one of 100 days ago', () => {
    const lastOn = '2023-03-31';
    expect(ask([5, 10, 15], addDays(lastOn, oldestReadingDays))?.kind).toBe('enough');
    expect(ask([5, 10, 15], addDays(lastOn, oldestReadingDays + 1))?.kind).toBe('too_little');
  });

  it.each([
    ['a growth rate', { ...figure, target: { op: '>=', value: 8.5, unit: '%' } }],
    ['a rank', { ...figure, target: { op: '<=', value: 20, unit: '位' } }],
    ['a ratio', { ...figure, measure: { type: 'ratio' } }],
    ['incidents', { ...figure, measure: { type: 'count_incidents' }, target: { op: '=', value: 0, unit: '起' } }],
    ['what happens once', { ...figure, measure: { type: 'done' } }],
    ['a figure without target, whose unit nobody knows', { ...figure, target: null }],
  ] as [string, ForecastQuestion['item']][])('%s has no forecast at all', (_what, item) => expect(ask([1, 2, 3, 4, 5], '2023-06-05', item)).toBeNull());
});

describe('laws', () => {
  const today = '2023-11-10';
  const values = fc.array(fc.integer({ min: 0, max: 500 }), { minLength: 8, maxLength: 10 });

  it('a straight line goes on straight, with a range of width 0', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 1000, noNaN: true }), fc.integer({ min: 3, max: 11 }), fc.integer({ min: 0, max: 60 }), (perDay, known, later) => {
        const on = addDays(lastDayOf(months[known - 1]!), later);
        const forecast = enough(ask(months.slice(0, known).map((month) => dayOf(month) * perDay), on));
        expect(forecast.endValue).toBeCloseTo(365 * perDay, 1);
        expect(forecast.high - forecast.low).toBe(0);
      }),
    );
  });

  it('values as many times larger give a forecast as many times larger', () => {
    fc.assert(
      fc.property(values, fc.integer({ min: 2, max: 9 }), (some, times) => {
        const [one, many] = [ask(some, today), ask(some.map((value) => value * times), today)].map(enough);
        for (const side of ['endValue', 'low', 'high'] as const) expect(Math.abs(many![side] - one![side] * times)).toBeLessThanOrEqual(0.005 * (times + 1) + 1e-9);
      }),
    );
  });

  it('the order of readings does not matter, and nothing is changed by asking', () => {
    fc.assert(
      fc.property(values.chain((some) => fc.tuple(fc.constant(byMonth(some)), fc.shuffledSubarray(byMonth(some), { minLength: some.length }))), ([ordered, shuffled]) => {
        const before = JSON.stringify(shuffled);
        expect(forecastOf(shuffled, { item: figure, plan, today })).toEqual(forecastOf(ordered, { item: figure, plan, today }));
        expect(JSON.stringify(shuffled)).toBe(before);
      }),
    );
  });

  it('the range holds the end value, the verdict agrees with the range, and no number is lost', () => {
    const day = fc.integer({ min: 0, max: 400 }).map((days) => addDays(plan.startsOn, days));
    const rising = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 0, maxLength: 12 }).map((steps) => steps.map((_, index) => steps.slice(0, index + 1).reduce((sum, step) => sum + step, 0)));
    fc.assert(
      fc.property(rising, day, fc.constantFrom(figure, count), fc.integer({ min: 1, max: 80 }), (some, on, item, goal) => {
        const target = { ...item.target!, value: goal };
        const forecast = ask(some, on, { ...item, target })!;
        if (forecast.kind === 'too_little') return;
        const { endValue, low, high, likely } = forecast;
        expect([endValue, low, high].every(Number.isFinite)).toBe(true);
        expect(low <= endValue && endValue <= high).toBe(true);
        expect(likely).toBe(low >= goal ? 'reaches' : high < goal ? 'misses' : 'unsure');
        if (item === count) expect(low).toBeGreaterThanOrEqual(some.filter((_, index) => months[index]! <= on.slice(0, 7)).at(-1)!);
        expect(forecastSentence(forecast, target)).not.toMatch(/NaN|undefined|Infinity/);
      }),
    );
  });
});

describe('in words', () => {
  const forecast = { kind: 'enough', endsOn: '2023-12-31', endValue: 512.31, low: 480.2, high: 545.4, likely: 'misses', readings: 10 } as const;
  const target = { value: 549.08, unit: '亿元' };

  it.each([
    ['as fine as the range allows', forecast, target, '照现在的速度，年底约 512 亿元（480～545），目标 549.08 亿元，够不到'],
    ['finer where the range is narrow', { ...forecast, low: 510.12, high: 514.5 }, target, '照现在的速度，年底约 512.3 亿元（510.1～514.5），目标 549.08 亿元，够不到'],
    ['and finer where rounding would cross the target', { ...forecast, high: 548.96 }, { value: 549, unit: '亿元' }, '照现在的速度，年底约 512.31 亿元（480.2～548.96），目标 549 亿元，够不到'],
    ['without a range where there is none', { ...forecast, low: 512.31, high: 512.31 }, target, '照现在的速度，年底约 512.31 亿元，目标 549.08 亿元，够不到'],
    ['of an earlier day', { ...forecast, endsOn: '2023-06-30', endValue: 2, low: 2, high: 3, likely: 'unsure' }, { value: 3, unit: '个' }, '照现在的速度，到 6月30日 约 2 个（2～3），目标 3 个，不一定够得到'],
    ['of a goal in reach', { ...forecast, endValue: 62, low: 60, high: 66, likely: 'reaches' }, { value: 60, unit: '个' }, '照现在的速度，年底约 62 个（60～66），目标 60 个，够得到'],
  ] as const)('%s', (_what, said, goal, sentence) => expect(forecastSentence(said, goal)).toBe(sentence));

  it('names the reason where nobody can say', () => {
    const why = (reason: 'few_readings' | 'old_reading' | 'over', readings: number) => whyTooLittle({ kind: 'too_little', why: reason, readings }, 3);
    expect(why('few_readings', 2)).toBe('只有 2 个月有数，满 3 个月才预计');
    expect(why('few_readings', 0)).toBe('还没有数，满 3 个月才预计');
    expect(why('old_reading', 4)).toBe('最近的数太旧，等新的填报再预计');
    expect(why('over', 12)).toBe('期限已到，不再预计');
    expect(forecastWords.method(10)).toContain('八成把握');
  });
});
