import { View } from '@tarojs/components';
import { a11y } from './a11y';
import './pace-bar.scss';

interface PaceBarProps {
  /** Percent reached. May exceed 100; the bar then is full. */
  value: number;
  /** Percent that should be reached today; without it no tick and no hatching. */
  expected?: number;
  /** Said aloud instead of the drawing: 已完成 79.6%，应到 90%. */
  label?: string;
}

/** Solid is reached, hatched is what is missing today, the tick is where it should be. */
export function PaceBar({ value, expected, label }: PaceBarProps) {
  const { reached, tick, missing } = paceGeometry(value, expected);
  return (
    <View className="pace-bar" {...a11y('progressbar', { label: label })}>
      <View className="pace-bar-reached" style={{ width: `${reached}%` }} />
      {missing > 0 && <View className="pace-bar-missing" style={{ left: `${reached}%`, width: `${missing}%` }} />}
      {tick !== null && <View className="pace-bar-tick" style={{ left: `${tick}%` }} />}
    </View>
  );
}

const clampPercent = (value: number) => (Number.isFinite(value) ? Math.min(100, Math.max(0, value)) : 0);

/** All in percent of the bar's width, each within 0 to 100. */
export function paceGeometry(value: number, expected?: number): { reached: number; tick: number | null; missing: number } {
  const reached = clampPercent(value);
  if (expected === undefined) return { reached, tick: null, missing: 0 };
  const tick = clampPercent(expected);
  return { reached, tick, missing: Math.max(0, tick - reached) };
}
