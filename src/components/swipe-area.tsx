import { type CommonEvent, type ITouchEvent, View } from '@tarojs/components';
import { type ReactNode, useRef } from 'react';
import { swipeOf, type Touch } from '../domain/swipe';

interface SwipeAreaProps {
  onSwipe: (to: 'left' | 'right') => void;
  children: ReactNode;
}

/** Turns pages by a level swipe. Never the only way: a button does the same, for those who cannot swipe. */
export function SwipeArea({ onSwipe, children }: SwipeAreaProps) {
  const start = useRef<Touch | null>(null);
  const handleStart = (event: CommonEvent) => {
    const { touches } = event as ITouchEvent;
    // Two fingers make the picture larger.
    start.current = touches.length === 1 ? touchOf(touches[0]) : null;
  };
  const handleEnd = (event: CommonEvent) => {
    const end = touchOf((event as ITouchEvent).changedTouches[0]);
    const to = start.current && end && swipeOf(start.current, end);
    start.current = null;
    if (to) onSwipe(to);
  };
  return (
    <View onTouchStart={handleStart} onTouchEnd={handleEnd} onTouchCancel={() => (start.current = null)}>
      {children}
    </View>
  );
}

/** Around what scrolls sideways by itself within a SwipeArea. */
export function SwipeStop({ children }: { children: ReactNode }) {
  return <View onTouchStart={(event: CommonEvent) => event.stopPropagation()}>{children}</View>;
}

const touchOf = (touch: { clientX: number; clientY: number } | undefined): Touch | null => (touch ? { x: touch.clientX, y: touch.clientY, at: Date.now() } : null);
