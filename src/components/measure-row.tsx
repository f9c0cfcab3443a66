import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { a11yButton } from './a11y';
import { Light, type LightState } from './light';
import { PaceBar } from './pace-bar';
import './measure-row.scss';

interface MeasureRowProps {
  name: string;
  /** Formatted: 468.20. Null without a figure. */
  value: string | null;
  /** After the value, in grey: / 549.08 亿元; or, without a value, the reason: 未定目标值. */
  target: string;
  /** Percents for the bar; without them no bar is drawn. */
  pace?: { value: number; expected?: number };
  light: LightState;
  /** Beside the light: 截至 10 月, 还剩 38 天. */
  note?: string;
  /** At the right edge of the last line: a Tag. */
  right?: ReactNode;
  /** The light stands beside the bar instead of under it: shorter, for the digest. */
  isCompact?: boolean;
  onClick?: () => void;
}

/** One plan item: value against target, where it should be today, and its light. Stands in a List. */
export function MeasureRow({ name, value, target, pace, light, note, right, isCompact = false, onClick }: MeasureRowProps) {
  const bar = pace && <PaceBar value={pace.value} expected={pace.expected} />;
  return (
    <View
      className="measure-row"
      hoverClass={onClick ? 'pressed' : 'none'}
      {...a11yButton(onClick)}
      onClick={onClick}
    >
      <View className="measure-row-head">
        <View className="measure-row-name">{name}</View>
        <View className="measure-row-figures">
          {value !== null && <View className="measure-row-value">{value}</View>}
          {target}
        </View>
      </View>
      {isCompact && bar ? (
        <View className="measure-row-line">
          {bar}
          <View className="measure-row-beside">
            <Light state={light} />
          </View>
        </View>
      ) : (
        <>
          {bar}
          <View className="measure-row-line">
            <Light state={light} />
            {note && <View className="measure-row-note">{note}</View>}
            {right && <View className="measure-row-right">{right}</View>}
          </View>
        </>
      )}
    </View>
  );
}
