import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import './card.scss';

interface CardProps {
  children: ReactNode;
  /** No padding, for a card that begins with a picture; CardBody pads the rest. */
  isFlush?: boolean;
}

/** A white surface. Cards and lists keep 12 px from each other by themselves. */
export function Card({ children, isFlush = false }: CardProps) {
  return <View className={`card ${isFlush ? 'card-flush' : ''}`}>{children}</View>;
}

export function CardBody({ children }: { children: ReactNode }) {
  return <View className="card-body">{children}</View>;
}

interface CardTitleProps {
  children: ReactNode;
  /** Beside the title, in grey: 可多选，没有就不选. */
  hint?: ReactNode;
  /** At the right edge: a Tag, a Light, a grey figure. */
  right?: ReactNode;
}

export function CardTitle({ children, hint, right }: CardTitleProps) {
  return (
    <View className="card-title">
      <View className="card-title-text">
        <View className="card-title-words">{children}</View>
        {hint && <View className="card-title-hint">{hint}</View>}
      </View>
      {right && <View className="card-title-right">{right}</View>}
    </View>
  );
}
