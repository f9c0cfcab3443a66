import { View } from '@tarojs/components';
import { connectionLine } from '../text/common';
import { a11y } from './a11y';
import { Icon } from './icon';
import './offline-bar.scss';

interface OfflineBarProps {
  isOnline: boolean;
  /** Queued items not yet on the server. */
  waiting: number;
  /** Those of them that wait for the person. */
  parked: number;
  /** Sends nothing, reads only. */
  isReader: boolean;
  /** Opens 待上传. */
  onClick: () => void;
}

/** The quiet bar under the title: nothing when online with nothing waiting. */
export function OfflineBar({ onClick, ...connection }: OfflineBarProps) {
  const { isOnline } = connection;
  const line = connectionLine(connection);
  if (!line) return null;
  return (
    <View className="offline-bar" hoverClass="pressed" {...a11y('button')} onClick={onClick}>
      <Icon name={isOnline ? 'cloud' : 'offline'} size="s" />
      <View className="offline-bar-text">{line}</View>
      <Icon name="right" size="s" />
    </View>
  );
}
