import { OfflineBar } from '../../components/offline-bar';
import { List, Row } from '../../components/row';
import { Screen } from '../../components/screen';
import { Section } from '../../components/section';
import { Gap, Headline, Small } from '../../components/text-block';
import type { Today } from '../../contract/today';
import { openPage } from '../../platform/navigate';
import { routes } from '../../routes';
import { useConnection } from '../../state/outbox';
import { exportPageWords } from '../../text/export';
import { todayWords as words } from '../../text/today';
import { DigestBrief } from './parts/digest-brief';
import { HazardRows } from './parts/hazard-rows';
import { InboxRow } from './parts/inbox-row';
import { MilestoneSections } from './parts/milestone-sections';
import { RecordSection } from './parts/record-section';

export function OfficeToday({ today }: { today: Today }) {
  const { toAnswer, disputed, toVerify, toRectify, toReview, returned, unowned, invited } = today;
  const mine = toReview.filter(({ mayReview }) => mayReview);
  return (
    <Screen isTab banner={<OfflineBar {...useConnection()} onClick={() => void openPage(routes.outbox)} />}>
      <InboxRow unread={today.unread} />
      <Headline>{words.officeTitle(mine.length + returned.length + toAnswer.length + disputed.length + toVerify.length + toRectify.length)}</Headline>
      <RecordSection title={words.toReview} records={mine} more={() => void openPage(routes.readings, { tab: 'review' })} />
      <RecordSection title={words.returned} records={returned} />
      <MilestoneSections toAnswer={toAnswer} disputed={disputed} />
      {toVerify.length > 0 && (
        <Section title={words.toVerify} count={toVerify.length}>
          <HazardRows hazards={toVerify} />
        </Section>
      )}
      {toRectify.length > 0 && (
        <Section title={words.toRectify} count={toRectify.length}>
          <HazardRows hazards={toRectify} />
        </Section>
      )}
      <Gap />
      <List>
        <Row title={words.readings} isPlain onClick={() => void openPage(routes.readings)} />
        <Row title={exportPageWords.title} isPlain onClick={() => void openPage(routes.documents, { kind: 'ledger' })} />
        {unowned > 0 && <Row title={words.unowned} isPlain right={<Small>{words.unownedCount(unowned)}</Small>} onClick={() => void openPage(routes.owners)} />}
        {invited > 0 && <Row title={words.invited} isPlain right={<Small>{words.invitedCount(invited)}</Small>} onClick={() => void openPage(routes.invites)} />}
      </List>
      <Gap size={5} />
      <DigestBrief />
    </Screen>
  );
}
