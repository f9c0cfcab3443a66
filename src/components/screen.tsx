import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { useTypeClass } from './type-size';
import './screen.scss';

interface ScreenProps {
  children: ReactNode;
  /** A full-width strip above everything: OfflineBar. */
  banner?: ReactNode;
  /** The one main action, at the thumb: a Button, a ButtonPair or HomeActions. */
  dock?: ReactNode;
  /** One line of reassurance above the dock's buttons. */
  dockNote?: string;
  /** True on the four tab pages, whose tab bar already keeps clear of the phone's edge. */
  isTab?: boolean;
  /** Without the side gutters, for a page that draws edge to edge. */
  isFlush?: boolean;
}

/**
 * The frame of every page. The dock is sticky, not fixed: it takes its own room whatever its height, so nothing hides
 * behind it at 特大 and nobody has to measure.
 */
export function Screen({ children, banner, dock, dockNote, isTab = false, isFlush = false }: ScreenProps) {
  return (
    <View className={`screen ${useTypeClass()}`}>
      {banner}
      <View className={`screen-body ${isFlush ? 'screen-flush' : ''} ${isTab || dock ? '' : 'screen-safe'}`}>{children}</View>
      {dock && (
        <View className={`dock ${isTab ? '' : 'screen-safe'}`}>
          {dockNote && <View className="dock-note">{dockNote}</View>}
          {dock}
        </View>
      )}
    </View>
  );
}
