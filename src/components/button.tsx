import { Button as NutButton } from '@nutui/nutui-react-taro';
import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { a11y } from './a11y';
import { Icon, type IconName } from './icon';
import './button.scss';

export interface ButtonProps {
  children: string;
  onClick: () => void;
  /** One primary per screen; neutral beside it; weak inside cards; danger for what cannot be taken back. */
  tone?: 'primary' | 'neutral' | 'weak' | 'danger';
  icon?: IconName;
  /** 48 px instead of 52. */
  isSmall?: boolean;
  isDisabled?: boolean;
  /** Shows a spinner and takes no further taps. */
  isBusy?: boolean;
}

export function Button({ children, onClick, tone = 'primary', icon, isSmall = false, isDisabled = false, isBusy = false }: ButtonProps) {
  return (
    <NutButton
      block
      fill="none"
      size="xlarge"
      shape="round"
      className={`button button-${tone} ${isSmall ? 'button-small' : ''}`}
      icon={icon && <Icon name={icon} size="m" />}
      loading={isBusy}
      disabled={isDisabled}
      onClick={onClick}
    >
      {children}
    </NutButton>
  );
}

/** A narrow neutral button left of the wide main one: 上一条 | 下一条. */
export function ButtonPair({ left, right }: { left: ReactNode; right: ReactNode }) {
  return (
    <View className="button-pair">
      <View className="button-pair-left">{left}</View>
      <View className="button-pair-right">{right}</View>
    </View>
  );
}

/** Up to three equal buttons inside a card: 重试 | 修改 | 放弃. */
export function ButtonRow({ children }: { children: ReactNode }) {
  return <View className="button-row">{children}</View>;
}

/** A word to tap inside text or at the end of a row; its target is 48 px high although it looks like text. */
export function TextLink({ children, onClick }: { children: string; onClick: () => void }) {
  return (
    <View className="text-link" hoverClass="pressed" {...a11y('link')} onClick={onClick}>
      {children}
    </View>
  );
}
