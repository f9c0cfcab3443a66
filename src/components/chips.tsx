import { ScrollView, View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { a11y } from './a11y';
import { Icon } from './icon';
import './chips.scss';

interface ChipsProps<Value extends string> {
  options: ReadonlyArray<{ value: Value; label: ReactNode }>;
  selected: readonly Value[];
  onChange: (selected: Value[]) => void;
  /** many: any number. one: at most one, tapped again it clears. exactly-one: a filter that always has a choice. */
  mode?: 'many' | 'one' | 'exactly-one';
  /** wrap: as many lines as needed. line: one line that scrolls sideways to the card's edge. grid: three equal columns. */
  layout?: 'wrap' | 'line' | 'grid';
  /** On the page instead of on a card: the unselected ones are white. */
  isOnPage?: boolean;
}

export function Chips<Value extends string>({
  options,
  selected,
  onChange,
  mode = 'many',
  layout = 'wrap',
  isOnPage = false,
}: ChipsProps<Value>) {
  const chips = options.map(({ value, label }) => {
    const isSelected = selected.includes(value);
    return (
      <View
        key={value}
        className={`chip ${isSelected ? 'chip-selected' : ''}`}
        {...a11y(mode === 'many' ? 'checkbox' : 'radio', { isChecked: isSelected })}
        onClick={() => onChange(toggleChip(value, selected, mode))}
      >
        {isSelected && mode !== 'exactly-one' && <Icon name="check" size="s" className="chip-check" />}
        {label}
      </View>
    );
  });
  const className = `chips chips-${layout} ${isOnPage ? 'chips-on-page' : ''}`;
  if (layout !== 'line') return <View className={className}>{chips}</View>;
  return (
    <ScrollView scrollX enhanced showScrollbar={false} className={className}>
      <View className="chips-track">{chips}</View>
    </ScrollView>
  );
}

/** What is selected after a tap, in the order of tapping. */
export function toggleChip<Value extends string>(
  tapped: Value,
  selected: readonly Value[],
  mode: 'many' | 'one' | 'exactly-one',
): Value[] {
  if (mode === 'exactly-one') return [tapped];
  const isSelected = selected.includes(tapped);
  if (mode === 'one') return isSelected ? [] : [tapped];
  return isSelected ? selected.filter((value) => value !== tapped) : [...selected, tapped];
}
