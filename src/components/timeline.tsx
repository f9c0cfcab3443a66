import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { a11yButton } from './a11y';
import './timeline.scss';

interface TimelineProps {
  /** Newest first: the first one's dot is blue. */
  entries: ReadonlyArray<{
    key: string;
    title: ReactNode;
    time: string;
    note?: ReactNode;
    onClick?: () => void;
  }>;
}

/** What happened, in order, each entry a record. */
export function Timeline({ entries }: TimelineProps) {
  return (
    <View className="timeline">
      {entries.map(({ key, title, time, note, onClick }) => (
        <View
          key={key}
          className={`timeline-entry ${onClick ? 'timeline-entry-open' : ''}`}
          hoverClass={onClick ? 'pressed' : 'none'}
          {...a11yButton(onClick)}
          onClick={onClick}
        >
          <View className="timeline-head">
            <View className="timeline-title">{title}</View>
            <View className="timeline-time">{time}</View>
          </View>
          {note && <View className="timeline-note">{note}</View>}
          {onClick && <View className="timeline-chevron" />}
        </View>
      ))}
    </View>
  );
}
