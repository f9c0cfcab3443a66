import { View } from '@tarojs/components';
import { useState } from 'react';
import { amountDigits, type AmountUnit, parseAmount, unitFor } from '../text/amount';
import { amountUnits } from '../text/common';
import { a11y } from './a11y';
import { InputField } from './form-field';
import './amount-field.scss';

interface AmountFieldProps {
  /** Whole yuan; null when empty. */
  yuan: number | null;
  /** `invalid` while what is typed is no amount; the page then shows its error and keeps its button off. */
  onChange: (yuan: number | null | 'invalid') => void;
  placeholder?: string;
}

/** Typed in 亿元 or 万元, tapped to switch; the value stays the same number of yuan. */
export function AmountField({ yuan, onChange, placeholder }: AmountFieldProps) {
  const [unit, setUnit] = useState<AmountUnit>(() => unitFor(yuan ?? 1e8));
  const [typed, setTyped] = useState(() => (yuan === null ? '' : amountDigits(yuan, unit)));

  // The page may set another value (another project was chosen); what is being typed, such as "2.", is left alone.
  const shown = parseAmount(typed, unit) === yuan || parseAmount(typed, unit) === 'invalid' ? typed : yuan === null ? '' : amountDigits(yuan, unit);

  const handleType = (text: string) => {
    setTyped(text);
    onChange(parseAmount(text, unit));
  };
  const handleSwitch = () => {
    const next = unit === 'yi' ? 'wan' : 'yi';
    setUnit(next);
    if (yuan !== null) setTyped(amountDigits(yuan, next));
  };

  return (
    <InputField
      value={shown}
      keyboard="digit"
      maxLength={20}
      placeholder={placeholder}
      onChange={handleType}
      suffix={
        <View className="amount-field-unit" {...a11y('button')} onClick={handleSwitch}>
          {amountUnits[unit]}
          <View className="amount-field-mark" />
        </View>
      }
    />
  );
}
