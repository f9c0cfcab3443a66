import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { a11yButton } from './a11y';
import './ladder.scss';

/** Tick: confirmed. Ring with a dot: reported, waiting for the other party. Empty ring: ahead. */
export type RungState = 'confirmed' | 'reported' | 'ahead';

interface LadderProps {
  rungs: ReadonlyArray<{ key: string; name: string; state: RungState }>;
  /** Makes each rung a target: choosing one in the progress form adds a milestone report. */
  onPick?: (key: string) => void;
}

/** The seven milestones across the screen. */
export function Ladder({ rungs, onPick }: LadderProps) {
  return (
    <View className="ladder">
      {rungs.map(({ key, name, state }) => (
        <View
          key={key}
          className={`ladder-rung ladder-${state}`}
          {...a11yButton(onPick)}
          onClick={onPick && (() => onPick(key))}
        >
          <View className={`rung-mark rung-mark-${state} ladder-mark`} />
          {breakName(name)}
        </View>
      ))}
    </View>
  );
}

/** Four characters stand in two lines of two (过土委会 is 过土 / 委会), since a column holds two to three. */
function breakName(name: string): ReactNode {
  if (name.length < 4) return name;
  const middle = Math.ceil(name.length / 2);
  return (
    <>
      <View>{name.slice(0, middle)}</View>
      <View>{name.slice(middle)}</View>
    </>
  );
}

interface RungsProps {
  rungs: ReadonlyArray<{
    key: string;
    title: ReactNode;
    state: RungState;
    /** Right of the title: a date. */
    right?: ReactNode;
    /** Who reported, who confirmed, what is awaited. */
    note?: ReactNode;
    onClick?: () => void;
  }>;
}

/** The milestones down the screen, with who and when. */
export function Rungs({ rungs }: RungsProps) {
  return (
    <View className="rungs">
      {rungs.map(({ key, title, state, right, note, onClick }) => (
        <View key={key} className={`rung rung-${state}`} {...a11yButton(onClick)} onClick={onClick}>
          <View className={`rung-mark rung-mark-${state} rung-place`} />
          <View className="rung-head">
            <View className="rung-title">{title}</View>
            {right && <View className="rung-right">{right}</View>}
          </View>
          {note && <View className="rung-note">{note}</View>}
        </View>
      ))}
    </View>
  );
}
