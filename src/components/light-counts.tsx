import { View } from '@tarojs/components';
import { BigNumber } from './big-number';
import { Light, type LightState } from './light';
import './light-counts.scss';

interface LightCountsProps {
  counts: ReadonlyArray<{ state: LightState; count: number }>;
  onPick?: (state: LightState) => void;
}

/** How many items stand at each light. */
export function LightCounts({ counts, onPick }: LightCountsProps) {
  return (
    <View className="light-counts">
      {counts.map(({ state, count }) => (
        <View key={state} hoverClass={onPick ? 'pressed' : 'none'} onClick={onPick && (() => onPick(state))}>
          <BigNumber value={count} />
          <Light state={state} />
        </View>
      ))}
    </View>
  );
}
