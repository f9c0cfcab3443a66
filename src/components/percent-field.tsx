import { Range } from '@nutui/nutui-react-taro';
import { View } from '@tarojs/components';
import { common } from '../text/common';
import { a11y } from './a11y';
import { BigNumber } from './big-number';
import { Icon } from './icon';
import './percent-field.scss';

interface PercentFieldProps {
  /** 0 to 100, whole. */
  value: number;
  onChange: (value: number) => void;
  /** The last report's value: a tick on the slider with `previousLabel` under it (上次 84). */
  previous?: number;
  previousLabel?: string;
}

/** A large figure between ±1 buttons, and a slider for the long way. */
export function PercentField({ value, onChange, previous, previousLabel }: PercentFieldProps) {
  return (
    <View className="percent-field">
      <View className="percent-field-step">
        <StepButton label={common.decrease} icon="minus" isDisabled={value <= 0} onClick={() => onChange(value - 1)} />
        <View className="percent-field-value">
          <BigNumber value={value} unit="%" isHero />
        </View>
        <StepButton label={common.increase} icon="plus" isDisabled={value >= 100} onClick={() => onChange(value + 1)} />
      </View>
      <View className="percent-field-slider">
        <Range
          min={0}
          max={100}
          value={value}
          minDescription={null}
          maxDescription={null}
          currentDescription={null}
          onChange={(next) => onChange(Array.isArray(next) ? (next[0] ?? 0) : next)}
        />
        {previous !== undefined && <View className="percent-field-tick" style={{ left: `${previous}%` }} />}
      </View>
      {previous !== undefined && previousLabel && (
        <View className="percent-field-under">
          {/* Kept inside the card at both ends. */}
          <View className="percent-field-previous" style={{ left: `${Math.min(88, Math.max(12, previous))}%` }}>
            {previousLabel}
          </View>
        </View>
      )}
    </View>
  );
}

interface StepButtonProps {
  label: string;
  icon: 'plus' | 'minus';
  isDisabled: boolean;
  onClick: () => void;
}

function StepButton({ label, icon, isDisabled, onClick }: StepButtonProps) {
  return (
    <View
      className={`percent-field-button ${isDisabled ? 'percent-field-off' : ''}`}
      hoverClass="pressed"
      {...a11y('button', { label: label })}
      onClick={isDisabled ? undefined : onClick}
    >
      <Icon name={icon} />
    </View>
  );
}
