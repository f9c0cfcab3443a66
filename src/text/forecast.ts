/** Where a figure stands against where it should, and where it is heading, in words that claim no more than the figures do. */
import { formatDay, formatMeasure, formatMonth, formatNumber, formatShare } from './format';

type Enough = { kind: 'enough'; endsOn: string; endValue: number; low: number; high: number; likely: 'reaches' | 'unsure' | 'misses'; readings: number };
type TooLittle = { kind: 'too_little'; why: 'few_readings' | 'old_reading' | 'over'; readings: number };
type Target = { value: number; unit: string };

const verdicts = { reaches: '够得到', unsure: '不一定够得到', misses: '够不到' } as const;

export const forecastWords = {
  title: '预计',
  tooLittle: '数据不足',
  few: (readings: number, needed: number) => (readings === 0 ? `还没有数，满 ${needed} 个月才预计` : `只有 ${readings} 个月有数，满 ${needed} 个月才预计`),
  old: '最近的数太旧，等新的填报再预计',
  over: '期限已到，不再预计',
  /** How sure, and by what; the name of the method stands in domain/forecast. */
  method: (readings: number) => `按年初以来的平均速度推算（${readings} 个月有数），括号里是八成把握的范围`,
  needed: (amount: string) => `要达到目标，往后每月要有 ${amount}`,
} as const;

/** "照现在的速度，年底约 512 亿元（480～545），目标 549.08 亿元，够不到" */
export function forecastSentence(forecast: Enough, target: Target): string {
  const { endsOn, endValue, low, high, likely } = forecast;
  const decimals = decimalsFor(forecast, target.value);
  const shown = (value: number) => formatNumber(value, decimals);
  const range = shown(low) === shown(high) ? '' : `（${shown(low)}～${shown(high)}）`;
  const { unit } = target;
  return `照现在的速度，${endWords(endsOn)}约 ${formatMeasure(Number(endValue.toFixed(decimals)), unit)}${range}，目标 ${formatMeasure(target.value, unit)}，${verdicts[likely]}`;
}

/** "年底", or the day where the item is due earlier. */
export const endWords = (on: string): string => (on.endsWith('-12-31') ? '年底' : `到 ${formatDay(on)} `);

/**
 * Decimals that are worth showing: as fine as a tenth of the range, two at most. More only where rounding would put a bound
 * on the other side of the target than the verdict says.
 */
function decimalsFor({ low, high }: Enough, target: number): number {
  const isFineEnough = (decimals: number) => 10 ** -decimals <= (high - low) / 10 || decimals === 2;
  const keepsSides = (decimals: number) => [low, high].every((bound) => Number(bound.toFixed(decimals)) >= target === bound >= target);
  return [0, 1, 2].find((decimals) => isFineEnough(decimals) && keepsSides(decimals)) ?? 2;
}

export function whyTooLittle({ why, readings }: TooLittle, needed: number): string {
  return why === 'few_readings' ? forecastWords.few(readings, needed) : why === 'old_reading' ? forecastWords.old : forecastWords.over;
}

type Pace = { on: string; expected: number; gap: number };

const shouldBe = ({ expected, gap }: Pace, unit: string) => `该到 ${formatMeasure(expected, unit)}，${gap > 0 ? `少 ${formatMeasure(gap, unit)}` : '跟得上'}`;

export const paceWords = {
  /** "今天该到 27 个，少 6 个"; a figure speaks for its month: "10 月底该到 457.33 亿元，跟得上". */
  against: (pace: Pace, isOfMonth: boolean, unit: string) => `${isOfMonth ? `${formatMonth(pace.on)}底` : '今天'}${shouldBe(pace, unit)}`,
  /** The same with how much of the time is gone: "到 10 月底时间过了 83%，该到 457.33 亿元，跟得上". */
  stands(pace: Pace & { elapsed: number }, isOfMonth: boolean, unit: string): string {
    const gone = `时间过了 ${formatShare(pace.elapsed)}`;
    if (pace.elapsed >= 1) return paceWords.against(pace, isOfMonth, unit);
    return isOfMonth ? `到 ${formatMonth(pace.on)}底${gone}，${shouldBe(pace, unit)}` : `${gone}，${paceWords.against(pace, false, unit)}`;
  },
} as const;

/** Beside and under the chart. What it shows is said once more in words, for those who cannot see it. */
export const chartWords = {
  label: (name: string, parts: readonly string[]) => `${name}，按月的图：${parts.filter(Boolean).join('；')}`,
  fromTo: (first: string, firstValue: string, last: string, lastValue: string) => `${first} ${firstValue}，${last} ${lastValue}`,
  actual: '实际',
  pace: '该到',
  target: (measure: string) => `目标 ${measure}`,
  forecast: (end: string) => `${end.trim()}预计和范围`,
  today: '今天',
  showNumbers: '看每月的数',
  hideNumbers: '收起',
  shouldBe: (measure: string) => `该到 ${measure}`,
} as const;
