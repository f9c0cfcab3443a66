import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon';
import './tag.scss';

export type TagTone = 'grey' | 'primary' | 'yellow' | 'red' | 'green';

interface TagProps {
  children: ReactNode;
  tone?: TagTone;
  icon?: IconName;
}

/** A short word on a tinted ground: 重大, 待明确 1, 照片 2/3. Tells, is never tapped. */
export function Tag({ children, tone = 'grey', icon }: TagProps) {
  return (
    <View className={`tag tag-${tone}`}>
      {icon && <Icon name={icon} size="xs" className="tag-icon" />}
      {children}
    </View>
  );
}
