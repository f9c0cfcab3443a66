import { View } from '@tarojs/components';
import { a11y } from './a11y';
import './segmented.scss';

interface SegmentedProps<Value extends string> {
  options: ReadonlyArray<{ value: Value; label: string }>;
  value: Value;
  onChange: (value: Value) => void;
}

/** Two to four choices of which one always holds: 一般 | 重大, 标准 | 大 | 特大. */
export function Segmented<Value extends string>({ options, value, onChange }: SegmentedProps<Value>) {
  return (
    <View className="segmented" {...a11y('radiogroup')}>
      {options.map((option) => (
        <View
          key={option.value}
          className={`segment ${option.value === value ? 'segment-selected' : ''}`}
          {...a11y('radio', { isChecked: option.value === value })}
          onClick={() => onChange(option.value)}
        >
          {option.label}
        </View>
      ))}
    </View>
  );
}
