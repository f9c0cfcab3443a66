import * as fc from 'fast-check';
import { addDays, monthsOf } from '../../../src/domain/calendar';
import { forecastOf } from '../../../src/domain/forecast';
import { type ChartFacts, chartSize, drawPaceChart, monthRows } from '../../../src/domain/pace-chart';
import { palette } from '../../../src/domain/palette';

const plan = { startsOn: '2023-01-01', endsOn: '2023-12-31' };
const months = monthsOf(plan.startsOn, plan.endsOn);
const byMonth = (values: readonly number[]) => values.map((value, index) => ({ month: months[index]!, value }));
const facts = (change: Partial<ChartFacts> = {}): ChartFacts => ({
  measureType: 'reported',
  target: { op: '>=', value: 365, unit: '亿元' },
  dueOn: '2023-12-31',
  plan,
  series: byMonth([20, 50, 80]),
  forecast: null,
  isBehind: false,
  today: '2023-04-10',
  ...change,
});
const draw = (change: Partial<ChartFacts> = {}) => drawPaceChart(facts(change))!;

/** Shapes of one kind, with their attributes. */
const shapes = (svg: string, name: string) => [...svg.matchAll(new RegExp(`<${name} ([^>]*)/>`, 'g'))].map(([, attributes]) => Object.fromEntries([...attributes!.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, key, value]) => [key!, value!])));
const pointsOf = (polyline: Record<string, string>) => polyline.points!.split(' ').map((point) => point.split(',').map(Number) as [number, number]);

describe('the picture', () => {
  it('is plain shapes that WeChat draws: no style, no percentages, no text, ASCII', () => {
    const { svg } = draw({ isBehind: true });
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="300" height="150" viewBox="0 0 300 150">.*<\/svg>$/);
    expect(svg).not.toMatch(/style|%|<text|class=|url\(|NaN|undefined/);
    expect(/^[\x20-\x7e]+$/.test(svg)).toBe(true);
    for (const [, color] of svg.matchAll(/(?:stroke|fill)="(#[^"]+)"/g)) expect(Object.values(palette)).toContain(color);
  });

  it('begins at nothing on the first day and ends each month where its value stands', () => {
    const [pace, values] = shapes(draw().svg, 'polyline').map(pointsOf);
    const [left, bottom] = values![0]!;
    expect(values).toHaveLength(4);
    expect(pace![0]).toEqual([left, bottom]);
    // 365 in 365 days: on the last day the even way has reached the target.
    const [right, top] = pace![1]!;
    const scale = (bottom - top) / 365;
    expect(values![3]![1]).toBeCloseTo(bottom - 80 * scale, 0);
    expect(values![3]![0]).toBeCloseTo(left + ((right - left) * 90) / 365, 0);
  });

  it('draws what is missing only when the light says so', () => {
    const marks = (isBehind: boolean) => shapes(draw({ isBehind }).svg, 'line').filter(({ stroke }) => stroke === palette.mark);
    expect(marks(true)).toHaveLength(1);
    expect(marks(false)).toHaveLength(0);
    expect(shapes(draw({ isBehind: true, series: byMonth([40, 80, 120]) }).svg, 'line').filter(({ stroke }) => stroke === palette.mark)).toHaveLength(0);
  });

  it('marks today while the plan runs', () => {
    expect(draw().todayAt).toBeCloseTo((6 + (286 * 100) / 365) / 300, 3);
    expect(draw({ today: '2024-02-01' }).todayAt).toBeNull();
  });

  it('ends in the forecast with its range', () => {
    const forecast = { kind: 'enough', endsOn: '2023-12-31', endValue: 324, low: 280, high: 368, likely: 'unsure', readings: 3, method: 'drift' } as const;
    const { svg, shows } = draw({ forecast });
    expect(shows).toEqual({ pace: true, target: false, forecast: true });
    const bar = shapes(svg, 'line').filter(({ stroke, x1, x2 }) => stroke === palette.primary && x1 === x2);
    expect(bar).toHaveLength(1);
    expect(Number(bar[0]!.y2)).toBeLessThan(Number(bar[0]!.y1));
    const caps = shapes(svg, 'line').filter(({ stroke, y1, y2 }) => stroke === palette.primary && y1 === y2);
    expect(caps).toHaveLength(2);
    expect(draw({ forecast: { kind: 'too_little', why: 'few_readings', readings: 2 } }).shows.forecast).toBe(false);
  });

  it('leaves a cap out where the range goes on beyond the picture', () => {
    const forecast = { kind: 'enough', endsOn: '2023-12-31', endValue: 324, low: 80, high: 9000, likely: 'unsure', readings: 3, method: 'drift' } as const;
    const { svg, valueTicks } = draw({ forecast });
    expect(Math.max(...valueTicks.map(({ value }) => value))).toBeLessThan(1000);
    expect(shapes(svg, 'line').filter(({ stroke, y1, y2 }) => stroke === palette.primary && y1 === y2)).toHaveLength(1);
  });

  it('of an earlier due date reaches the target on it and goes along it', () => {
    const [pace] = shapes(draw({ dueOn: '2023-06-30' }).svg, 'polyline').map(pointsOf);
    expect(pace).toHaveLength(3);
    expect(pace![1]![1]).toBe(pace![2]![1]);
  });

  it('of a rank has the first place above, and its target as a line', () => {
    const rank = draw({ target: { op: '<=', value: 20, unit: '位' }, series: byMonth([24, 22, 19]) });
    expect(rank.shows).toEqual({ pace: false, target: true, forecast: false });
    const at = (value: number) => rank.valueTicks.find((tick) => tick.value === value)!.at;
    expect(at(Math.min(...rank.valueTicks.map(({ value }) => value)))).toBeLessThan(at(Math.max(...rank.valueTicks.map(({ value }) => value))));
    expect(rank.valueTicks.every(({ value }) => Number.isInteger(value))).toBe(true);
    expect(shapes(rank.svg, 'polyline').map(pointsOf)[1]).toHaveLength(3);
  });

  it.each([
    ['one month', { series: byMonth([20]) }],
    ['none', { series: [] }],
    ['months that have not begun', { series: byMonth([1, 2, 3]), today: '2023-01-10' }],
  ])('is none of %s', (_what, change) => expect(drawPaceChart(facts(change))).toBeNull());

  it.each([
    ['nothing at all', byMonth([0, 0, 0]), { op: '=', value: 0, unit: '起' }],
    ['always the same', byMonth([8.5, 8.5]), { op: '>=', value: 8.5, unit: '%' }],
    ['falling below nothing', byMonth([1, -2]), { op: '>=', value: 3, unit: '%' }],
    ['no target', byMonth([0.8, 0.9]), null],
    ['a difference that is only noise', byMonth([0.9999999999995, 0.9999999999995007]), null],
    ['next to nothing', byMonth([0, 5e-324]), null],
  ] as const)('is whole of %s', (_what, series, target) => {
    const { svg, valueTicks } = draw({ series, target });
    expect(svg).not.toMatch(/NaN|Infinity/);
    expect(valueTicks.length).toBeGreaterThanOrEqual(2);
    for (const { at } of valueTicks) expect(at >= 0 && at <= 1).toBe(true);
  });

  it('stays inside its frame, with few round lines, whatever the figures', () => {
    const day = fc.integer({ min: 40, max: 400 }).map((days) => addDays(plan.startsOn, days));
    const figures = fc.array(fc.oneof(fc.integer({ min: -50, max: 900 }), fc.double({ min: 0, max: 1, noNaN: true })), { minLength: 2, maxLength: 12 });
    const target = fc.option(fc.record({ op: fc.constantFrom('>=' as const, '<=' as const, '=' as const), value: fc.integer({ min: 0, max: 800 }), unit: fc.constantFrom('亿元', '%', '位', '家') }));
    fc.assert(
      fc.property(figures, day, target, fc.constantFrom('reported' as const, 'count_milestones' as const, 'ratio' as const), fc.boolean(), (values, today, goal, measureType, isBehind) => {
        const series = byMonth(values);
        const item = { measure: { type: measureType }, target: goal, dueOn: '2023-12-31' };
        const chart = drawPaceChart(facts({ series, target: goal, measureType, today, isBehind, forecast: forecastOf(series, { item, plan, today }) }));
        if (!chart) return;
        expect(chart.valueTicks.length).toBeGreaterThanOrEqual(2);
        expect(chart.valueTicks.length).toBeLessThanOrEqual(6);
        for (const { at } of [...chart.valueTicks, ...chart.monthTicks]) expect(at >= 0 && at <= 1).toBe(true);
        const xs = [...chart.svg.matchAll(/ (?:x1|x2|cx)="([^"]*)"/g)].map(([, x]) => Number(x));
        const ys = [...chart.svg.matchAll(/ (?:y1|y2|cy)="([^"]*)"/g)].map(([, y]) => Number(y));
        for (const points of shapes(chart.svg, 'polyline').map(pointsOf)) for (const [x, y] of points) { xs.push(x); ys.push(y); }
        expect(xs.every((x) => x >= 0 && x <= chartSize.width) && ys.every((y) => y >= 0 && y <= chartSize.height)).toBe(true);
      }),
    );
  });
});

describe('its numbers', () => {
  it('are each month and where it should have stood, the running one today', () => {
    expect(monthRows(facts({ today: '2023-03-10' }))).toEqual([
      { month: '2023-01', value: 20, expected: 31 },
      { month: '2023-02', value: 50, expected: 59 },
      { month: '2023-03', value: 80, expected: 69 },
    ]);
    expect(monthRows(facts({ target: { op: '<=', value: 3, unit: '位' } }))[0]).toEqual({ month: '2023-01', value: 20, expected: null });
  });
});
