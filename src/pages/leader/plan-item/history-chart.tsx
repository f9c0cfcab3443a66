/** The value at the end of each month as bars, the target as a line above them. */
import { View } from '@tarojs/components';
import type { PlanItemDetail } from '../../../contract/plan';
import { lastDayOf, monthOf, monthsOf, parkDay } from '../../../domain/calendar';
import { formatMeasure, formatMonth } from '../../../text/format';
import { planWords as words } from '../../../text/plan';
import { Small } from '../../../components/text-block';

/** Below two months with a value a chart tells nothing that the figure does not. */
const fewestMonths = 2;

export function HistoryChart({ item, today }: { item: PlanItemDetail; today: string }) {
  const { target, plan, history } = item;
  if (!target || target.op === '<=' || target.value <= 0) return null;
  const months = valuesByMonth(history, plan, today);
  if (months.filter(({ value }) => value !== null).length < fewestMonths) return null;
  const top = Math.max(target.value, ...months.map(({ value }) => value ?? 0));
  const shareOf = (value: number) => `${Math.max(0, Math.min(100, (value / top) * 100))}%`;
  return (
    <View className="history">
      <Small>{words.chartTarget(formatMeasure(target.value, target.unit))}</Small>
      <View className="history-plot">
        <View className="history-target" style={{ bottom: shareOf(target.value) }} />
        {months.map(({ month, value }) => (
          <View key={month} className="history-month">
            {value !== null && <View className="history-bar" style={{ height: shareOf(value) }} />}
          </View>
        ))}
      </View>
      <View className="history-labels">
        {months.map(({ month }, index) => (
          <View key={month} className="history-label">
            {index % 3 === 0 ? formatMonth(month) : ''}
          </View>
        ))}
      </View>
    </View>
  );
}

/** The last value known at the end of each month; null before the first one and after today. */
export function valuesByMonth(
  history: PlanItemDetail['history'],
  plan: PlanItemDetail['plan'],
  today: string,
): Array<{ month: string; value: number | null }> {
  const ordered = [...history].sort((a, b) => (a.at < b.at ? -1 : 1));
  return monthsOf(plan.startsOn, plan.endsOn).map((month) => {
    const until = lastDayOf(month);
    const known = month > monthOf(today) ? undefined : ordered.filter(({ at }) => parkDay(at) <= until).pop();
    return { month, value: known?.value ?? null };
  });
}
