/** Where a figure is heading, in words that claim no more than the figures do. */
import { formatValue } from './format';

type Enough = { kind: 'enough'; endValue: number; low: number; high: number; likely: 'reaches' | 'unsure' | 'misses'; readings: number };
type TooLittle = { kind: 'too_little'; why: 'few_readings' | 'old_reading' | 'over'; readings: number };

const verdicts = { reaches: '够得到目标', unsure: '可能够得到，也可能够不到', misses: '够不到目标' } as const;

export const forecastWords = {
  title: '预计',
  tooLittle: '数据不足',
  few: (readings: number, needed: number) => `只有 ${readings} 个月的数，满 ${needed} 个月才预计`,
  old: '最近的数太旧，等新的填报再预计',
  over: '计划期已结束',
  /** "照现在的速度，年底约 512 亿元（480～545 亿元），够不到目标" */
  sentence: (forecast: Enough, unit: string | null, hasTarget: boolean) =>
    `照现在的速度，年底约 ${formatValue(forecast.endValue, unit)}（${rangeWords(forecast, unit)}）${hasTarget ? `，${verdicts[forecast.likely]}` : ''}`,
  method: (readings: number) => `按 ${readings} 个月的平均增量推算，括号里是八成把握的范围`,
  needed: (amount: string) => `要达到目标，往后每月要有 ${amount}`,
  chartLabel: (name: string) => `${name}按月的数`,
  byMonth: '按月',
  showNumbers: '看每月的数',
  end: '年底',
} as const;

function rangeWords({ low, high }: Enough, unit: string | null): string {
  return low === high ? formatValue(low, unit) : `${formatValue(low, null)}～${formatValue(high, unit)}`;
}

export function whyTooLittle({ why, readings }: TooLittle, needed: number): string {
  return why === 'few_readings' ? forecastWords.few(readings, needed) : why === 'old_reading' ? forecastWords.old : forecastWords.over;
}
