import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { a11y } from './a11y';
import { Icon, type IconName } from './icon';
import './notice-bar.scss';

interface NoticeBarProps {
  children: ReactNode;
  /** yellow: noted, you may go on. red: this stands in the way. grey: for information. */
  tone?: 'yellow' | 'red' | 'grey';
  icon?: IconName;
}

/** A sentence inside the page about what was just entered: 第 3 张离项目 620 m，会标注，可照常提交. */
export function NoticeBar({ children, tone = 'yellow', icon = 'alert' }: NoticeBarProps) {
  return (
    <View className={`notice-bar notice-bar-${tone}`} {...a11y('alert')}>
      <Icon name={icon} size="s" className="notice-bar-icon" />
      <View className="notice-bar-text">{children}</View>
    </View>
  );
}
