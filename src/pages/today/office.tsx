import { OfflineBar } from '../../components/offline-bar';
import { List, Row } from '../../components/row';
import { Screen } from '../../components/screen';
import { Gap, Headline, Small } from '../../components/text-block';
import type { Today } from '../../contract/today';
import { openPage } from '../../platform/navigate';
import { routes } from '../../routes';
import { useConnection } from '../../state/outbox';
import { exportPageWords } from '../../text/export';
import { meWords } from '../../text/me';
import { orderWords } from '../../text/supervision-order';
import { todayWords as words } from '../../text/today';
import { DigestBrief } from './parts/digest-brief';
import { HazardSection } from './parts/hazard-section';
import { InboxRow } from './parts/inbox-row';
import { MilestoneSections } from './parts/milestone-sections';
import { OrderSection } from './parts/order-section';
import { RecordSection } from './parts/record-section';

export function OfficeToday({ today }: { today: Today }) {
  const { toAnswer, disputed, toVerify, toRectify, toAssign, toDecide, toReview, returned, unowned, invited, orders = [] } = today;
  const mine = toReview.filter(({ mayReview }) => mayReview);
  const waiting = [mine, returned, toAnswer, disputed, toVerify, toRectify, toAssign, toDecide, orders].reduce((sum, list) => sum + list.length, 0);
  return (
    <Screen isTab banner={<OfflineBar {...useConnection()} onClick={() => void openPage(routes.outbox)} />}>
      <InboxRow unread={today.unread} />
      <Headline>{words.officeTitle(waiting)}</Headline>
      <OrderSection orders={orders} />
      <RecordSection title={words.toReview} records={mine} more={() => void openPage(routes.readings, { tab: 'review' })} />
      <RecordSection title={words.returned} records={returned} />
      <MilestoneSections toAnswer={toAnswer} disputed={disputed} />
      <HazardSection title={words.toVerify} hazards={toVerify} />
      <HazardSection title={words.mineToRectify} hazards={toRectify} mayRectify />
      <HazardSection title={words.toAssign} hazards={toAssign} />
      <HazardSection title={words.toDecide} hazards={toDecide} />
      <Gap />
      <List>
        <Row title={words.readings} isPlain onClick={() => void openPage(routes.readings)} />
        <Row title={exportPageWords.title} isPlain onClick={() => void openPage(routes.documents, { kind: 'ledger' })} />
        <Row title={meWords.siteCodes} isPlain onClick={() => void openPage(routes.siteCodes)} />
        <Row title={orderWords.orders} isPlain onClick={() => void openPage(routes.supervisionOrders)} />
        {unowned > 0 && <Row title={words.unowned} isPlain right={<Small>{words.unownedCount(unowned)}</Small>} onClick={() => void openPage(routes.owners)} />}
        {invited > 0 && <Row title={words.invited} isPlain right={<Small>{words.invitedCount(invited)}</Small>} onClick={() => void openPage(routes.invites)} />}
      </List>
      <Gap size={5} />
      <DigestBrief />
    </Screen>
  );
}
