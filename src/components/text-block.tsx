import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { keepTogether } from '../text/format';
import { a11y } from './a11y';
import './text-block.scss';

/** The sentence a page begins with: 11月23日 周四. */
export function Headline({ children }: { children: ReactNode }) {
  return (
    <View className="headline" {...a11y('heading')}>
      {typeof children === 'string' ? keepTogether(children) : children}
    </View>
  );
}

/** Grey and small: 更新于 14:32, 竖线是该到的位置. */
export function Small({ children }: { children: ReactNode }) {
  return <View className="small">{typeof children === 'string' ? keepTogether(children) : children}</View>;
}

/** Two texts on one line, the second at the right edge. */
export function Spread({ left, right }: { left: ReactNode; right: ReactNode }) {
  return (
    <View className="spread">
      <View className="spread-left">{left}</View>
      <View className="spread-right">{right}</View>
    </View>
  );
}

/** Vertical room between two pieces that have none of their own. */
export function Gap({ size = 3 }: { size?: 1 | 2 | 3 | 4 | 5 }) {
  return <View className={`gap-${size}`} />;
}
