import { List, Row } from '../../../components/row';
import { SyncStatus, type SyncState } from '../../../components/sync-status';
import type { Report } from '../../../contract/report';
import { parkTime } from '../../../domain/calendar';
import { openPage } from '../../../platform/navigate';
import { routes } from '../../../routes';
import { progressOfItem, type SentEntry } from '../../../state/queued';
import { operationWords } from '../../../text/outbox';
import { recordTitle } from '../../../text/report';

/** What this person sent today, on the phone and on the server alike, each with how far it has come. */
export function SentRows({ entries }: { entries: readonly SentEntry<Report>[] }) {
  return (
    <List>
      {entries.map((entry) => {
        const { id, item, report } = entry;
        const title = report ? recordTitle(report) : item ? operationWords[item.operation] : '';
        const project = report?.project?.name ?? report?.item?.name ?? item?.label.project;
        const time = parkTime(report?.capturedAt ?? item?.queuedAt ?? new Date());
        return (
          <Row
            key={id}
            title={title}
            note={`${project} · ${time}`}
            right={<SyncStatus state={stateOf(entry)} />}
            onClick={() => void (report ? openPage(routes.reportDetail, { id }) : openPage(routes.outbox))}
          />
        );
      })}
    </List>
  );
}

function stateOf({ item, report, isCounted }: SentEntry<Report>): SyncState {
  if (isCounted) return { kind: 'counted' };
  if (item) return progressOfItem(item);
  // Sent from another phone, or this one was cleared: what the server has is all that is known.
  const sent = report?.photos.filter(({ stored }) => stored).length ?? 0;
  return report && sent > 0 ? { kind: 'photos', sent, total: report.photoCount } : { kind: 'delivered' };
}
