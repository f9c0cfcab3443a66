/** 整改前后对照: two pictures one above the other, and a line to move between them by finger, mouse or arrow keys. */
import { type CommonEvent, Image, type ITouchEvent, View } from '@tarojs/components';
import { useRef, useState } from 'react';
import { type Box, measure } from '../platform/measure';
import { compareWords as words } from '../text/common';
import { a11y } from './a11y';
import { Icon } from './icon';
import './compare-slider.scss';

export interface ComparedPicture {
  url: string;
  /** In the upper corner: 整改前 11月18日. */
  label: string;
  /** At the foot: who, and the code. */
  caption: string;
  onOpen?: () => void;
}

interface CompareSliderProps {
  /** Its own among the pages that are open. */
  id: string;
  before: ComparedPicture;
  after: ComparedPicture;
}

/** Per cent. So far the handle goes that a finger finds it again. */
const [least, most] = [4, 96];
const step = 5;
const within = (at: number) => Math.min(most, Math.max(least, at));

/** Where the line stands for a finger at `x` px. */
export const positionOf = (x: number, { left, width }: Box): number => (width > 0 ? within(((x - left) / width) * 100) : 50);

const keys: Record<string, (at: number) => number> = {
  ArrowLeft: (at) => at - step,
  ArrowRight: (at) => at + step,
  Home: () => least,
  End: () => most,
};

export function CompareSlider({ id, before, after }: CompareSliderProps) {
  const [at, setAt] = useState(50);
  // Measured when the line is taken hold of, which a quick hand may have ended by then.
  const hold = useRef<{ box: Box | null } | null>(null);
  const take = () => {
    const taken: { box: Box | null } = { box: null };
    hold.current = taken;
    void measure(id).then((box) => (taken.box = box));
  };
  const letGo = () => {
    hold.current = null;
  };
  const moveTo = (x: number | undefined) => {
    const box = hold.current?.box;
    if (box && x !== undefined) setAt(positionOf(x, box));
  };
  const handleKey = (event: KeyboardEvent) => {
    const next = keys[event.key];
    if (!next) return;
    // Else the page scrolls.
    event.preventDefault();
    setAt((now) => within(next(now)));
  };
  // What only a browser knows; Taro hands it on there.
  const onArea: object = { onMouseMove: ({ clientX }: MouseEvent) => moveTo(clientX), onMouseUp: letGo, onMouseLeave: letGo };
  const onHandle: object = { onMouseDown: take, onKeyDown: handleKey, tabIndex: 0, ariaValuenow: String(Math.round(at)), ariaValuemin: String(least), ariaValuemax: String(most) };
  return (
    <View className="compare" id={id} {...onArea}>
      <Side className="compare-after" picture={after} />
      <View className="compare-window" style={{ width: `${at}%` }}>
        {/* As wide as the whole, whatever the window shows of it. */}
        <View className="compare-full" style={{ width: `${10_000 / at}%` }}>
          <Side className="compare-before" picture={before} />
        </View>
      </View>
      <View
        className="compare-handle"
        style={{ left: `${at}%` }}
        catchMove
        {...a11y('slider', { label: words.slider })}
        {...onHandle}
        onClick={(event: CommonEvent) => event.stopPropagation()}
        onTouchStart={take}
        onTouchMove={(event: CommonEvent) => moveTo((event as ITouchEvent).touches[0]?.clientX)}
        onTouchEnd={letGo}
        onTouchCancel={letGo}
      >
        <View className="compare-line" />
        <View className="compare-knob">
          <Icon name="left" size="s" />
          <Icon name="right" size="s" />
        </View>
      </View>
    </View>
  );
}

function Side({ picture: { url, label, caption, onOpen }, className }: { picture: ComparedPicture; className: string }) {
  return (
    <View className={`compare-side ${className}`} {...a11y('img', { label: [label, caption].filter(Boolean).join('，') })} onClick={onOpen}>
      <Image className="compare-image" src={url} mode="aspectFill" />
      <View className="compare-label">{label}</View>
      {caption && <View className="compare-caption">{caption}</View>}
    </View>
  );
}
