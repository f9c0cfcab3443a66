import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { keepTogether } from '../text/format';
import { a11yButton } from './a11y';
import { Icon, type IconName } from './icon';
import './row.scss';

/** Rows in a card of their own, with hairlines between them. */
export function List({ children }: { children: ReactNode }) {
  return <View className="list">{children}</View>;
}

interface RowProps {
  title: ReactNode;
  /** The second line, in grey; may hold Tags and Lights. */
  note?: ReactNode;
  /** Left of the text: RowIcon or Thumb. */
  lead?: ReactNode;
  /** Right of the text: a Light, a Tag, a value, a TextLink. */
  right?: ReactNode;
  /** Makes the row a target. */
  onClick?: () => void;
  /** Drawn on every target by default; not where tapping chooses rather than opens. */
  hasChevron?: boolean;
  /** For a row whose title is an ordinary sentence rather than a name. */
  isPlain?: boolean;
}

export function Row({ title, note, lead, right, onClick, hasChevron = onClick !== undefined, isPlain = false }: RowProps) {
  return (
    <View
      className="row"
      hoverClass={onClick ? 'pressed' : 'none'}
      {...a11yButton(onClick)}
      onClick={onClick}
    >
      {lead && <View className="row-lead">{lead}</View>}
      <View className="row-text">
        <View className={isPlain ? 'row-sentence' : 'row-title'}>{inOneLine(title)}</View>
        {note && <View className="row-note">{inOneLine(note)}</View>}
      </View>
      {right && <View className="row-right">{right}</View>}
      {hasChevron && <View className="row-chevron" />}
    </View>
  );
}

const inOneLine = (text: ReactNode) => (typeof text === 'string' ? keepTogether(text) : text);

/** The tinted square before a row's text. */
export function RowIcon({ name, tone = 'primary' }: { name: IconName; tone?: 'primary' | 'yellow' | 'red' | 'green' | 'grey' }) {
  return (
    <View className={`row-icon row-icon-${tone}`}>
      <Icon name={name} />
    </View>
  );
}
