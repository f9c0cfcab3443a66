import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { a11y } from './a11y';
import { TextLink } from './button';
import { Icon } from './icon';
import './section.scss';

interface SectionProps {
  title: string;
  /** In grey beside the title: a count or a few words. */
  count?: ReactNode;
  link?: string;
  onLink?: () => void;
  /** With `onToggle` the whole heading folds and unfolds the section. */
  isFolded?: boolean;
  onToggle?: () => void;
  children: ReactNode;
}

export function Section({ title, count, link, onLink, isFolded = false, onToggle, children }: SectionProps) {
  return (
    <View className="section">
      <View
        className={`section-head ${onToggle ? 'section-fold' : ''}`}
        {...a11y(onToggle ? 'button' : 'heading')}
        onClick={onToggle}
      >
        <View className="section-title">{title}</View>
        {count !== undefined && <View className="section-count">{count}</View>}
        <View className="section-end">
          {link && onLink && <TextLink onClick={onLink}>{link}</TextLink>}
          {onToggle && <Icon name={isFolded ? 'right' : 'down'} size="s" />}
        </View>
      </View>
      {!isFolded && children}
    </View>
  );
}
