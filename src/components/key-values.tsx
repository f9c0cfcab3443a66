import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { List } from './row';
import './key-values.scss';

interface KeyValuesProps {
  items: ReadonlyArray<{ key: string; value: ReactNode; /** A grey line under the value. */ note?: ReactNode }>;
}

/** Names left, values right, as in the five fixed things of a hazard. A card of its own. */
export function KeyValues({ items }: KeyValuesProps) {
  return (
    <List>
      {items.map(({ key, value, note }) => (
        <View key={key} className="key-values-row">
          <View className="key-values-key">{key}</View>
          <View className="key-values-value">
            {value}
            {note && <View className="key-values-note">{note}</View>}
          </View>
        </View>
      ))}
    </List>
  );
}
