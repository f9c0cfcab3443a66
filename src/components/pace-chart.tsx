/**
 * A plan item by month: what was, where it should have been, where it is heading. The picture is an SVG (domain/pace-chart)
 * in an Image, which WeChat can show; its words stand around it as text, in the chosen size, and its numbers below it.
 */
import { Image, View } from '@tarojs/components';
import { useMemo, useState } from 'react';
import type { PlanItemDetail } from '../contract/plan';
import { isShare } from '../domain/measure';
import { drawPaceChart, monthRows } from '../domain/pace-chart';
import { drawingUrl } from '../platform/picture-url';
import { chartWords as words, endWords, forecastSentence, paceWords } from '../text/forecast';
import { formatMeasure, formatMonth, formatValue } from '../text/format';
import { a11y } from './a11y';
import { TextLink } from './button';
import { Small } from './text-block';
import './pace-chart.scss';

interface PaceChartProps {
  item: PlanItemDetail;
  today: string;
}

export function PaceChart({ item, today }: PaceChartProps) {
  const [isOpen, setIsOpen] = useState(false);
  const { target } = item;
  const chart = useMemo(() => drawPaceChart({ ...item, isBehind: item.light === 'behind' || item.light === 'overdue', today }), [item, today]);
  const url = useMemo(() => chart && drawingUrl(chart.svg), [chart]);
  if (!chart || !url) return null;

  const isPercent = isShare({ type: item.measureType });
  const labels = chart.valueTicks.map(({ value, at }) => ({ at, text: formatValue(value, isPercent || target?.unit !== '%' ? null : '%', isPercent) }));
  const widest = Math.max(...labels.map(({ text }) => widthOf(text)));
  return (
    <View className="pace-chart">
      <View className="pace-chart-drawing" {...a11y('img', { label: chartLabel(item, today) })}>
        <View className="pace-chart-values" style={{ width: `${widest}em` }}>
          {labels.map(({ at, text }) => (
            <View key={at} className="pace-chart-value" style={{ top: percent(at) }}>
              {text}
            </View>
          ))}
        </View>
        <View className="pace-chart-plot">
          <Image className="pace-chart-picture" src={url} mode="scaleToFill" />
          {chart.todayAt !== null && <View className={`pace-chart-today ${chart.todayAt > 0.85 ? 'pace-chart-today-late' : ''}`} style={{ left: percent(chart.todayAt) }}>{words.today}</View>}
          {chart.monthTicks.map(({ month, at }) => (
            <View key={month} className="pace-chart-month" style={{ left: percent(at) }}>
              {formatMonth(month)}
            </View>
          ))}
        </View>
      </View>
      <Legend item={item} shows={chart.shows} />
      <View className="pace-chart-more">
        <TextLink onClick={() => setIsOpen(!isOpen)}>{isOpen ? words.hideNumbers : words.showNumbers}</TextLink>
      </View>
      {isOpen && <Numbers item={item} today={today} />}
    </View>
  );
}

/** In em, from above: a digit is a little over half as wide as the type is large, % nearly as wide. */
const widthOf = (text: string) => Math.ceil([...text].reduce((sum, char) => sum + (char === '%' ? 0.95 : 0.6), 0) * 100) / 100;

const percent = (share: number) => `${Math.round(share * 1e4) / 100}%`;

function Legend({ item: { target, forecast }, shows }: { item: PlanItemDetail; shows: { pace: boolean; target: boolean; forecast: boolean } }) {
  return (
    <View className="pace-chart-legend">
      <Key mark="line">{words.actual}</Key>
      {shows.pace && <Key mark="dashed">{words.pace}</Key>}
      {shows.target && target && <Key mark="dashed">{words.target(formatMeasure(target.value, target.unit))}</Key>}
      {shows.forecast && forecast?.kind === 'enough' && <Key mark="ring">{words.forecast(endWords(forecast.endsOn))}</Key>}
    </View>
  );
}

function Key({ mark, children }: { mark: 'line' | 'dashed' | 'ring'; children: string }) {
  return (
    <View className="pace-chart-key">
      <View className={`pace-chart-mark pace-chart-mark-${mark}`} />
      {children}
    </View>
  );
}

function Numbers({ item, today }: { item: PlanItemDetail; today: string }) {
  const { target, measureType } = item;
  const unit = target?.unit ?? null;
  return (
    <View className="pace-chart-numbers">
      {monthRows({ ...item, today }).map(({ month, value, expected }) => (
        <View key={month} className="pace-chart-row">
          <View className="pace-chart-row-month">{formatMonth(month)}</View>
          <View className="pace-chart-row-value">{formatValue(value, unit, isShare({ type: measureType }))}</View>
          {expected !== null && (
            <View className="pace-chart-row-expected">
              <Small>{words.shouldBe(formatMeasure(expected, null))}</Small>
            </View>
          )}
        </View>
      ))}
    </View>
  );
}

/** The picture once more, said aloud. */
function chartLabel({ name, series, target, measureType, pace, forecast, isMet, valueUntilOn }: PlanItemDetail, today: string): string {
  const [first] = series;
  const last = series.at(-1);
  if (!first || !last) return name;
  const shown = (value: number) => formatValue(value, target?.unit ?? null, isShare({ type: measureType }));
  return words.label(name, [
    words.fromTo(formatMonth(first.month), shown(first.value), formatMonth(last.month), shown(last.value)),
    pace && target ? paceWords.against(pace, valueUntilOn === pace.on && pace.on !== today, target.unit) : target ? words.target(formatMeasure(target.value, target.unit)) : '',
    forecast?.kind === 'enough' && target && !isMet ? forecastSentence(forecast, target) : '',
  ]);
}
