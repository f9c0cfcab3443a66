import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { lightWords } from '../text/common';
import { a11y } from './a11y';
import './light.scss';

export type LightState = keyof typeof lightWords;

interface LightProps {
  state: LightState;
  /** In place of the state's own word: 逾期 1 天, 还剩 3 天. The state's own word is then still said aloud. */
  children?: ReactNode;
}

/** Shape, word and colour together, never colour alone: ● 正常, ▲ 滞后, ■ 逾期, ○ 无数据. */
export function Light({ state, children }: LightProps) {
  const word = lightWords[state];
  const said = typeof children !== 'string' ? word : children.includes(word) ? children : `${word} ${children}`;
  return (
    <View className={`light light-${state}`} {...a11y('img', { label: said })}>
      {children ?? word}
    </View>
  );
}
