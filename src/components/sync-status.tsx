import { View } from '@tarojs/components';
import { syncStepWords, syncWords } from '../text/common';
import { a11y } from './a11y';
import { Tag } from './tag';
import './sync-status.scss';

/** Where a report is on its way from the phone to the figures. The one vocabulary for it on every screen. */
export type SyncState =
  | { kind: 'on_phone' }
  | { kind: 'delivered' }
  | { kind: 'photos'; sent: number; total: number }
  | { kind: 'counted' }
  | { kind: 'parked'; isDelivered: boolean };

/** The state in words, as a tag. */
export function SyncStatus({ state }: { state: SyncState }) {
  switch (state.kind) {
    case 'on_phone':
      return <Tag>{syncWords.onPhone}</Tag>;
    case 'delivered':
      return <Tag tone="primary">{syncWords.delivered}</Tag>;
    case 'photos':
      return <Tag tone="primary">{syncWords.photos(state.sent, state.total)}</Tag>;
    case 'counted':
      return (
        <Tag tone="green" icon="check">
          {syncWords.counted}
        </Tag>
      );
    case 'parked':
      return (
        <Tag tone="red" icon="alert">
          {syncWords.parked}
        </Tag>
      );
  }
}

const REACHED: Record<SyncState['kind'], number> = { on_phone: 1, parked: 1, delivered: 2, photos: 3, counted: 4 };
const reachedOf = (state: SyncState) => (state.kind === 'parked' && state.isDelivered ? REACHED.delivered : REACHED[state.kind]);

/** The same as a bar of four steps: on the phone, delivered, photos, counted. */
export function SyncSteps({ state }: { state: SyncState }) {
  const reached = reachedOf(state);
  const tone = state.kind === 'parked' ? 'red' : state.kind === 'counted' ? 'green' : 'primary';
  return (
    <View className="sync-steps" {...a11y('progressbar', { label: syncStepWords[reached - 1] })}>
      {syncStepWords.map((word, index) => (
        <View key={word} className={`sync-step ${index < reached ? `sync-step-${tone}` : ''}`} />
      ))}
    </View>
  );
}

/** How much of today has arrived: counted in full blue, the rest in pale. Nothing at all leaves an empty bar. */
export function SyncBar({ counted, waiting }: { counted: number; waiting: number }) {
  return (
    <View className="sync-bar">
      {counted > 0 && <View className="sync-bar-counted" style={{ flexGrow: counted }} />}
      {waiting > 0 && <View className="sync-bar-waiting" style={{ flexGrow: waiting }} />}
    </View>
  );
}
