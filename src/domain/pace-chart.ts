// A plan item by month as SVG: its values, where they should have been (dashed), today, and the forecast with its range.
// Pure, and without text: words lie around the picture, where they keep the chosen type size. Only plain shapes with
// attributes, since WeChat's Image draws neither <style> nor percentages in an SVG.
import { daysBetween, lastDayOf, monthOf, monthsOf, shareElapsed } from './calendar';
import type { Forecast, MonthlyValue } from './forecast';
import { expectedValue, type Period } from './light';
import { accumulates, isWhole, type MeasureType, type Target } from './measure';
import { palette } from './palette';

export type ChartFacts = {
  measureType: MeasureType;
  target: Target | null;
  dueOn: string | null;
  plan: Period;
  series: readonly MonthlyValue[];
  forecast: Forecast | null;
  /** The light is yellow or red: what is missing is drawn. */
  isBehind: boolean;
  today: string;
};

export type PaceChart = {
  svg: string;
  /** Places as shares of the picture, from its left and from its top. */
  monthTicks: { month: string; at: number }[];
  valueTicks: { value: number; at: number }[];
  todayAt: number | null;
  /** What the legend has to explain. */
  shows: { pace: boolean; target: boolean; forecast: boolean };
};

/** Below two months with a value a chart tells nothing that the figure does not. */
export const fewestMonths = 2;

/** 2:1, about as wide as a card on a narrow phone, so that strokes come out as drawn. */
export const chartSize = { width: 300, height: 150 } as const;
const pad = { left: 6, right: 8, top: 8, bottom: 6 } as const;

export function drawPaceChart(facts: ChartFacts): PaceChart | null {
  const { measureType, target, dueOn, plan, today } = facts;
  const series = [...facts.series].sort((a, b) => a.month.localeCompare(b.month)).filter(({ month }) => month <= monthOf(today));
  const last = series.at(-1);
  if (!last || series.length < fewestMonths) return null;

  const measure = { type: measureType };
  const isAccumulating = accumulates(measure, target?.unit ?? null) && target !== null;
  const forecast = facts.forecast?.kind === 'enough' ? facts.forecast : null;
  const scale = scaleOf({ values: series.map(({ value }) => value), target, forecast, isFromZero: isAccumulating, isWhole: isWhole(measure) || target?.unit === '位' });
  // Of a rank the first is the best: up is always better.
  const isUpsideDown = target?.op === '<=';

  const days = daysBetween(plan.startsOn, plan.endsOn) + 1;
  const plotWidth = chartSize.width - pad.left - pad.right;
  const plotHeight = chartSize.height - pad.top - pad.bottom;
  /** The end of a day; that before the plan's first is the origin. */
  const x = (on: string) => pad.left + (plotWidth * clamp(daysBetween(plan.startsOn, on) + 1, 0, days)) / days;
  const y = (value: number) => {
    const share = clamp((value - scale.from) / (scale.to - scale.from), 0, 1);
    return pad.top + plotHeight * (isUpsideDown ? share : 1 - share);
  };
  const knownUntil = (month: string) => (lastDayOf(month) < today ? lastDayOf(month) : today);

  const left = pad.left;
  const right = chartSize.width - pad.right;
  const points: Point[] = series.map(({ month, value }) => [x(knownUntil(month)), y(value)]);
  const line: Point[] = isAccumulating ? [[left, y(0)], ...points] : points;
  const end = points.at(-1)!;
  const isRunning = today >= plan.startsOn && today <= plan.endsOn;
  // On the line as it is drawn; the expected value in words is rounded, for counts to wholes.
  const shouldBe = isAccumulating && dueOn !== null ? target.value * shareElapsed(plan.startsOn, dueOn, knownUntil(last.month)) : null;

  const shapes = [
    ...scale.ticks.map((value) => segment([left, y(value)], [right, y(value)], palette.line, 1)),
    isRunning ? segment([x(today), pad.top], [x(today), chartSize.height - pad.bottom], palette.grey, 1, '1.5 3') : '',
    ...goalLine(),
    polyline(line, palette.primary, 3),
    ...points.slice(0, -1).map((point) => circle(point, 2.5, palette.primary)),
    ...(facts.isBehind && shouldBe !== null && last.value < shouldBe ? [segment(end, [end[0], y(shouldBe)], palette.mark, 3)] : []),
    ...(forecast ? errorBar(forecast) : []),
    circle(end, 5, palette.primary, palette.card),
  ];

  /** The even way to the target and on along it; of what does not accumulate the target itself. */
  function goalLine(): string[] {
    if (target === null) return [];
    const way: Point[] = isAccumulating && dueOn !== null ? [[left, y(0)], [x(dueOn), y(target.value)], [right, y(target.value)]] : [[left, y(target.value)], [right, y(target.value)]];
    return [polyline(way, palette.grey, 1.5, '5 4')];
  }

  /** A cap only where the range ends within the picture: without one it goes on. */
  function errorBar({ endsOn, endValue, low, high }: { endsOn: string; endValue: number; low: number; high: number }): string[] {
    const at = x(endsOn);
    const cap = (value: number) => (value > scale.to || value < scale.from ? '' : segment([at - 5, y(value)], [at + 5, y(value)], palette.primary, 2));
    return [
      segment(end, [at, y(endValue)], palette.primary, 2, '2 4'),
      segment([at, y(low)], [at, y(high)], palette.primary, 2),
      cap(low),
      cap(high),
      circle([at, y(endValue)], 4, palette.card, palette.primary),
    ];
  }

  return {
    svg: `<svg xmlns="http://www.w3.org/2000/svg" width="${chartSize.width}" height="${chartSize.height}" viewBox="0 0 ${chartSize.width} ${chartSize.height}">${shapes.join('')}</svg>`,
    monthTicks: monthsOf(plan.startsOn, plan.endsOn)
      .filter((_, index) => index % 3 === 0)
      .map((month) => ({ month, at: share(x(`${month}-15`), chartSize.width) })),
    valueTicks: scale.ticks.map((value) => ({ value, at: share(y(value), chartSize.height) })),
    todayAt: isRunning ? share(x(today), chartSize.width) : null,
    shows: { pace: isAccumulating && dueOn !== null, target: target !== null && !(isAccumulating && dueOn !== null), forecast: forecast !== null },
  };
}

/** Each month with a figure, and where it should have stood: what the picture shows, in numbers. */
export function monthRows({ measureType, target, dueOn, plan, series, today }: Pick<ChartFacts, 'measureType' | 'target' | 'dueOn' | 'plan' | 'series' | 'today'>): { month: string; value: number; expected: number | null }[] {
  return [...series]
    .sort((a, b) => a.month.localeCompare(b.month))
    .map(({ month, value }) => ({ month, value, expected: expectedValue({ measure: { type: measureType }, target, dueOn }, lastDayOf(month) < today ? lastDayOf(month) : today, plan) }));
}

type Scaled = { values: readonly number[]; target: Target | null; forecast: { endValue: number; high: number } | null; isFromZero: boolean; isWhole: boolean };

/** How far a range may lift the top: a forecast that knows little must not press the figures flat. */
const headroom = 1.25;

/** Figures have six decimals at most; what differs by less is noise. */
const finest = 1e-6;

/** Three to five lines at round numbers. What accumulates begins at 0; the rest shows where it moved. */
function scaleOf({ values, target, forecast, isFromZero, isWhole: inWholes }: Scaled): { from: number; to: number; ticks: number[] } {
  const shown = [...values, ...(target ? [target.value] : []), ...(forecast ? [forecast.endValue] : [])];
  const highest = Math.max(...shown);
  const lowest = isFromZero ? Math.min(0, ...shown) : Math.min(...shown);
  const top = forecast ? Math.max(highest, Math.min(forecast.high, highest * headroom)) : highest;
  const step = roundStep(Math.max((top - lowest || Math.abs(top) || 1) / 3, finest), inWholes);
  const from = Math.floor(lowest / step) * step;
  const count = Math.max(1, Math.ceil(top / step - from / step - 1e-9));
  const tidy = (value: number) => Number(value.toPrecision(12));
  return { from: tidy(from), to: tidy(from + count * step), ticks: Array.from({ length: count + 1 }, (_, index) => tidy(from + index * step)) };
}

/** 1, 2 or 5 times a power of ten, the next one up. */
function roundStep(least: number, inWholes: boolean): number {
  const power = 10 ** Math.floor(Math.log10(least));
  const step = [1, 2, 5, 10].map((times) => times * power).find((one) => one >= least * (1 - 1e-9)) ?? 10 * power;
  return inWholes ? Math.max(1, step) : step;
}

type Point = readonly [x: number, y: number];
const clamp = (value: number, least: number, most: number) => Math.min(most, Math.max(least, value));
const share = (part: number, whole: number) => Math.round((part / whole) * 1e4) / 1e4;
const px = (value: number) => String(Math.round(value * 10) / 10);
const dashed = (dash: string | undefined) => (dash ? ` stroke-dasharray="${dash}"` : '');

function polyline(points: readonly Point[], color: string, width: number, dash?: string): string {
  return `<polyline points="${points.map(([x, y]) => `${px(x)},${px(y)}`).join(' ')}" fill="none" stroke="${color}" stroke-width="${width}" stroke-linejoin="round" stroke-linecap="${dash ? 'butt' : 'round'}"${dashed(dash)}/>`;
}

function segment([x1, y1]: Point, [x2, y2]: Point, color: string, width: number, dash?: string): string {
  return `<line x1="${px(x1)}" y1="${px(y1)}" x2="${px(x2)}" y2="${px(y2)}" stroke="${color}" stroke-width="${width}"${dashed(dash)}/>`;
}

function circle([x, y]: Point, radius: number, fill: string, stroke?: string): string {
  return `<circle cx="${px(x)}" cy="${px(y)}" r="${radius}" fill="${fill}"${stroke ? ` stroke="${stroke}" stroke-width="2"` : ''}/>`;
}
