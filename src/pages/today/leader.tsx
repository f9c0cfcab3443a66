import { Gap } from '../../components/text-block';
import { Row, RowIcon, List } from '../../components/row';
import { OfflineBar } from '../../components/offline-bar';
import { Screen } from '../../components/screen';
import type { Today } from '../../contract/today';
import { openPage } from '../../platform/navigate';
import { routes } from '../../routes';
import { useConnection } from '../../state/outbox';
import { orderWords } from '../../text/supervision-order';
import { todayWords as words } from '../../text/today';
import { DigestBrief } from './parts/digest-brief';
import { HazardSection } from './parts/hazard-section';
import { InboxRow } from './parts/inbox-row';
import { OrderSection } from './parts/order-section';

/** 今天, leader: what waits for the own word, then the digest. Both are empty until they were read: the digest waits for nothing. */
export function LeaderToday({ toDecide, orders = [], unread }: Pick<Today, 'toDecide' | 'orders'> & { unread?: number }) {
  return (
    <Screen isTab banner={<OfflineBar {...useConnection()} onClick={() => void openPage(routes.outbox)} />}>
      <InboxRow unread={unread} />
      <HazardSection title={words.toDecide} hazards={toDecide} />
      <OrderSection title={orderWords.today.toReview} orders={orders.filter(({ status }) => status === 'answered')} />
      <OrderSection title={orderWords.today.overdue} orders={orders.filter(({ isOverdue }) => isOverdue)} />
      {toDecide.length + orders.length > 0 && <Gap size={5} />}
      <DigestBrief />
      <Gap />
      <List>
        <Row lead={<RowIcon name="list" />} title={words.plan} note={words.openPlan} onClick={() => void openPage(routes.plan)} />
        <Row lead={<RowIcon name="clock" />} title={orderWords.orders} note={orderWords.ordersNote} onClick={() => void openPage(routes.supervisionOrders)} />
      </List>
    </Screen>
  );
}
