import { Picker, View } from '@tarojs/components';
import { Row } from './row';
import './date-field.scss';

interface DateFieldProps {
  title: string;
  note?: string;
  /** YYYY-MM-DD, or empty. */
  value: string;
  /** The value as people read it (11月30日), or what to do while it is empty. */
  display: string;
  min?: string;
  max?: string;
  onChange: (value: string) => void;
}

/** A row that opens the phone's own date wheel. */
export function DateField({ title, note, value, display, min, max, onChange }: DateFieldProps) {
  return (
    <Picker className="date-field-picker" mode="date" value={value} start={min} end={max} onChange={({ detail }) => onChange(detail.value)}>
      <View className="date-field">
        <Row title={title} note={note} right={<View className={value ? 'date-field-value' : 'date-field-empty'}>{display}</View>} hasChevron />
      </View>
    </Picker>
  );
}
