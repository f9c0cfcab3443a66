import { View } from '@tarojs/components';
import { parkTime } from '../domain/calendar';
import { updatedAt } from '../text/common';
import './updated-at.scss';

interface UpdatedAtProps {
  /** Milliseconds, as react-query keeps it; 0 before the first answer. */
  at: number;
}

/** The last line of a page that reads: how old what stands above is, also while it refreshes or cannot. */
export function UpdatedAt({ at }: UpdatedAtProps) {
  if (at === 0) return null;
  return <View className="updated-at">{updatedAt(parkTime(new Date(at)))}</View>;
}
