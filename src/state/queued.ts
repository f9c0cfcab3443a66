// How a queued item reads: its step, and what of it is still on the way. Pure.
import { type Item, photosLeft } from '../outbox/item';

/** The same shape as SyncStatus takes. */
/** `isDelivered`: what waits for the person are only its photos. */
export type ItemProgress = { kind: 'on_phone' | 'delivered' | 'counted' } | { kind: 'parked'; isDelivered: boolean } | { kind: 'photos'; sent: number; total: number };

export function progressOfItem(item: Item): ItemProgress {
  // One that was given up stands apart, on 待上传 only.
  if (item.state === 'discarded' || item.state === 'parked') return { kind: 'parked', isDelivered: item.receivedAt !== null };
  if (item.state !== 'delivered') return { kind: item.state };
  const sent = item.photos.length - photosLeft(item).length;
  return sent > 0 ? { kind: 'photos', sent, total: item.photos.length } : { kind: 'delivered' };
}

type ReceivedReport = { id: string; status: 'awaiting_photos' | 'complete' };

export type SentEntry<Report extends ReceivedReport> = { id: string; item: Item | null; report: Report | null; isCounted: boolean };

/** What the server has and what the phone still holds, each record once, newest first (ids are made in time order). */
export function mergeSent<Report extends ReceivedReport>(reports: readonly Report[], items: readonly Item[]): SentEntry<Report>[] {
  const ids = [...new Set([...reports.map(({ id }) => id), ...items.map(({ id }) => id)])].sort().reverse();
  return ids.map((id) => {
    const item = items.find((one) => one.id === id) ?? null;
    const report = reports.find((one) => one.id === id) ?? null;
    return { id, item, report, isCounted: report?.status === 'complete' || item?.state === 'counted' };
  });
}
