import { View } from '@tarojs/components';
import { parkDay, parkTime } from '../domain/calendar';
import { updatedAt } from '../text/common';
import './updated-at.scss';
import { dayAndTime } from './when';

interface UpdatedAtProps {
  /** Milliseconds, as react-query keeps it; 0 before the first answer. */
  at: number;
}

/** The last line of a page that reads: how old what stands above is, also while it refreshes or cannot. */
export function UpdatedAt({ at }: UpdatedAtProps) {
  if (at === 0) return null;
  const read = new Date(at);
  // Kept from another day, on a phone that started without a signal.
  const isToday = parkDay(read) === parkDay(new Date());
  return <View className="updated-at">{updatedAt(isToday ? parkTime(read) : dayAndTime(read.toISOString()))}</View>;
}
