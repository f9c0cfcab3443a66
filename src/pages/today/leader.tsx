import { Gap } from '../../components/text-block';
import { Row, RowIcon, List } from '../../components/row';
import { OfflineBar } from '../../components/offline-bar';
import { Screen } from '../../components/screen';
import { openPage } from '../../platform/navigate';
import { routes } from '../../routes';
import { useConnection } from '../../state/outbox';
import { todayWords as words } from '../../text/today';
import { DigestBrief } from './parts/digest-brief';
import { InboxRow } from './parts/inbox-row';

export function LeaderToday({ unread }: { unread?: number }) {
  return (
    <Screen isTab banner={<OfflineBar {...useConnection()} onClick={() => void openPage(routes.outbox)} />}>
      <InboxRow unread={unread} />
      <DigestBrief />
      <Gap />
      <List>
        <Row lead={<RowIcon name="list" />} title={words.plan} note={words.openPlan} onClick={() => void openPage(routes.plan)} />
      </List>
    </Screen>
  );
}
