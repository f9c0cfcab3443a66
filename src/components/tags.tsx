import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import './tags.scss';

/** Tags beside each other, on as many lines as they need. Draws nothing when it is empty. */
export function Tags({ children }: { children: ReactNode }) {
  return <View className="tags">{children}</View>;
}
