import { Gap } from '../../components/text-block';
import { Row, RowIcon, List } from '../../components/row';
import { OfflineBar } from '../../components/offline-bar';
import { Screen } from '../../components/screen';
import type { Today } from '../../contract/today';
import { openPage } from '../../platform/navigate';
import { routes } from '../../routes';
import { useConnection } from '../../state/outbox';
import { todayWords as words } from '../../text/today';
import { DigestBrief } from './parts/digest-brief';
import { HazardSection } from './parts/hazard-section';

/** `toDecide` is empty until it was read: the digest waits for nothing. */
export function LeaderToday({ toDecide }: Pick<Today, 'toDecide'>) {
  return (
    <Screen isTab banner={<OfflineBar {...useConnection()} onClick={() => void openPage(routes.outbox)} />}>
      <HazardSection title={words.toDecide} hazards={toDecide} />
      {toDecide.length > 0 && <Gap size={5} />}
      <DigestBrief />
      <Gap />
      <List>
        <Row lead={<RowIcon name="list" />} title={words.plan} note={words.openPlan} onClick={() => void openPage(routes.plan)} />
      </List>
    </Screen>
  );
}
