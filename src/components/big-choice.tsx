import { View } from '@tarojs/components';
import { a11y } from './a11y';
import { Icon, type IconName } from './icon';
import './big-choice.scss';

interface BigChoiceProps<Value extends string> {
  options: ReadonlyArray<{ value: Value; label: string; icon: IconName; tone: 'green' | 'red' | 'grey' }>;
  /** Null until answered. */
  value: Value | null;
  onChange: (value: Value) => void;
}

/** The answers of a checklist clause, how bad a hazard is: two or three, large enough for a glove. */
export function BigChoice<Value extends string>({ options, value, onChange }: BigChoiceProps<Value>) {
  return (
    <View className={`big-choice big-choice-${options.length}`} {...a11y('radiogroup')}>
      {options.map((option) => (
        <View
          key={option.value}
          className={`big-choice-option ${option.value === value ? `big-choice-${option.tone}` : ''}`}
          {...a11y('radio', { isChecked: option.value === value })}
          onClick={() => onChange(option.value)}
        >
          <Icon name={option.icon} />
          <View className="big-choice-label">{option.label}</View>
        </View>
      ))}
    </View>
  );
}
