/**
 * The value at the end of each month as bars, against where it should have been (a tick on each) and the target (a line);
 * at the end where it is heading, with its range. Drawn with Views, which are sharp and large at every type size, and said
 * in numbers below.
 */
import { View } from '@tarojs/components';
import { useState } from 'react';
import { a11y } from '../../../components/a11y';
import { TextLink } from '../../../components/button';
import { Spread, Small } from '../../../components/text-block';
import type { PlanItemDetail } from '../../../contract/plan';
import { lastDayOf, monthsOf } from '../../../domain/calendar';
import { expectedValue } from '../../../domain/light';
import { isShare } from '../../../domain/measure';
import { formatMeasure, formatMonth, formatValue } from '../../../text/format';
import { forecastWords as words } from '../../../text/forecast';
import { planWords } from '../../../text/plan';

/** Below two months with a value a chart tells nothing that the figure does not. */
const fewestMonths = 2;

export function HistoryChart({ item }: { item: PlanItemDetail }) {
  const [isOpen, setIsOpen] = useState(false);
  const { target, series, forecast } = item;
  if (series.length < fewestMonths) return null;
  const bars = barsOf(item);
  const end = forecast?.kind === 'enough' ? forecast : null;
  const share = isShare({ type: item.measureType });
  const top = Math.max(target?.value ?? 0, end?.high ?? 0, ...bars.map(({ value, expected }) => Math.max(value ?? 0, expected ?? 0)));
  if (top <= 0) return null;
  const height = (value: number) => `${Math.max(0, Math.min(100, (value / top) * 100))}%`;
  return (
    <View className="history">
      <Small>{target ? planWords.chartTarget(formatMeasure(target.value, target.unit)) : words.byMonth}</Small>
      <View className="history-plot" {...a11y('img', { label: words.chartLabel(item.name) })}>
        {target && <View className="history-target" style={{ bottom: height(target.value) }} />}
        {bars.map(({ month, value, expected }) => (
          <View key={month} className="history-month">
            {value !== null && <View className="history-bar" style={{ height: height(value) }} />}
            {expected !== null && <View className="history-tick" style={{ bottom: height(expected) }} />}
          </View>
        ))}
        {end && (
          <View className="history-month">
            <View className="history-bar history-ahead" style={{ height: height(end.endValue) }} />
            <View className="history-range" style={{ bottom: height(Math.max(0, end.low)), height: height(end.high - Math.max(0, end.low)) }} />
          </View>
        )}
      </View>
      <View className="history-labels">
        {bars.map(({ month }, index) => (
          <View key={month} className="history-label">
            {index % 3 === 0 ? formatMonth(month) : ''}
          </View>
        ))}
        {end && <View className="history-label">{words.end}</View>}
      </View>
      <View className="history-more">
        <TextLink onClick={() => setIsOpen(!isOpen)}>{words.showNumbers}</TextLink>
      </View>
      {isOpen && series.map(({ month, value }) => <Spread key={month} left={formatMonth(month)} right={formatValue(value, target?.unit ?? null, share)} />)}
    </View>
  );
}

type Bar = { month: string; value: number | null; expected: number | null };

/** Every month of the plan: what was, and where it should have been at its end. */
export function barsOf({ plan, series, target, dueOn, measureType, commitmentClass, dueStated }: PlanItemDetail): Bar[] {
  const values = new Map(series.map(({ month, value }) => [month, value]));
  const known = series.map(({ month }) => month);
  const last = known.at(-1) ?? '';
  // Only the kind of measure decides whether it accumulates.
  const item = { measure: { type: measureType } as never, target, dueOn, commitmentClass, dueStated };
  return monthsOf(plan.startsOn, plan.endsOn).map((month) => ({
    month,
    value: values.get(month) ?? null,
    expected: month <= last ? expectedValue(item, lastDayOf(month), plan) : null,
  }));
}
