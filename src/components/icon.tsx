import { View } from '@tarojs/components';
import './icon.scss';

/** The list of icon.scss. */
export type IconName =
  | 'camera' | 'progress' | 'shield' | 'offline' | 'cloud' | 'right' | 'left' | 'down' | 'up' | 'plus' | 'minus' | 'check'
  | 'close' | 'pin' | 'clock' | 'alert' | 'info' | 'home' | 'site' | 'person' | 'bolt' | 'refresh' | 'image' | 'wechat'
  | 'key' | 'share' | 'download' | 'search' | 'filter' | 'calendar' | 'list' | 'phone' | 'type' | 'exit' | 'book'
  | 'trash' | 'edit' | 'bell';

interface IconProps {
  name: IconName;
  /** 14, 18, 24 and 30 px; all but the first grow with the type size. */
  size?: 'xs' | 's' | 'm' | 'l';
  className?: string;
}

/** Decoration beside a word, in the word's colour. Where it stands alone, its button carries the label (a11y.ts). */
export function Icon({ name, size = 'm', className = '' }: IconProps) {
  return <View className={`icon icon-${name} icon-${size} ${className}`} />;
}
