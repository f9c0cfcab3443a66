/**
 * 督办单: what is to be done, what came back with its evidence, and one button for the next step. Needs network; what was
 * read before stays visible while it refreshes. An answer is written on a form of its own, which needs none.
 */
import { useRefresh } from '../../../api/refresh';
import { useOrder } from '../../../api/supervision-order';
import { Card } from '../../../components/card';
import { EvidenceDocuments } from '../../../components/evidence-documents';
import { EvidenceGrid } from '../../../components/evidence-photos';
import { KeyValues } from '../../../components/key-values';
import { NoticeBar } from '../../../components/notice-bar';
import { matterOf, OrderCountdown, orderTones } from '../../../components/order-row';
import { List, Row } from '../../../components/row';
import { Screen } from '../../../components/screen';
import { Section } from '../../../components/section';
import { ErrorScreen, LoadingScreen } from '../../../components/state-view';
import { Tag } from '../../../components/tag';
import { Tags } from '../../../components/tags';
import { Gap, Headline, Small } from '../../../components/text-block';
import { Timeline } from '../../../components/timeline';
import { UpdatedAt } from '../../../components/updated-at';
import { dayAndTime } from '../../../components/when';
import type { OrderAction, OrderDetail } from '../../../contract/supervision-order';
import { parkDay } from '../../../domain/calendar';
import { isStanding } from '../../../domain/supervision-order';
import { openPage, usePageParams } from '../../../platform/navigate';
import { routes } from '../../../routes';
import { failureOf } from '../../../state/failure';
import { useSession } from '../../../state/session';
import { formatDay } from '../../../text/format';
import { roleWords } from '../../../text/role';
import { orderActionWords, orderStatusWords, orderSubjectWords, orderWords as words } from '../../../text/supervision-order';
import { guarded } from '../../guarded';
import { OrderSteps } from './order-steps';

export default guarded(SupervisionOrderPage);

function SupervisionOrderPage() {
  const { id = '' } = usePageParams();
  const query = useOrder(id);
  useRefresh(query);
  if (query.isPending) return <LoadingScreen />;
  if (!query.data) return <ErrorScreen {...failureOf(query.error)} onRetry={() => void query.refetch()} />;
  return <OrderView order={query.data} updatedAt={query.dataUpdatedAt} />;
}

const pageOf = { plan_item: routes.planItem, project: routes.projectDetail, hazard: routes.hazardDetail, report: routes.reportDetail } as const;

function OrderView({ order, updatedAt }: { order: OrderDetail; updatedAt: number }) {
  const { about, addressee } = order;
  const mine = useSession(({ session }) => session?.staff.staff);
  const answers = order.actions.filter(({ kind }) => kind === 'answered').reverse();
  const [latest] = answers;
  const returnedBecause = order.status === 'returned' ? [...order.actions].reverse().find(({ kind }) => kind === 'returned')?.reason : null;
  // A contact reads no plan: his own project is as near as he comes to an item of it.
  const mayOpen = about.title !== null || about.reportKind !== null;
  return (
    <Screen dock={<OrderSteps order={order} />}>
      <Tags>
        <Tag tone={orderTones[order.status]}>{orderStatusWords[order.status]}</Tag>
        {isStanding(order.status) && <OrderCountdown order={order} />}
      </Tags>
      <Gap size={2} />
      <Headline>{order.requirement}</Headline>
      <Small>{matterOf(order)}</Small>
      <Gap />
      {order.answerPending && <NoticeBar icon="info">{addressee?.id === mine?.id ? words.ownPending : words.answerPending}</NoticeBar>}
      {returnedBecause && <NoticeBar>{words.returnedBecause(returnedBecause)}</NoticeBar>}
      {latest && (
        <Section title={words.answerOf(latest.by?.name ?? words.someone, dayAndTime(latest.at))}>
          <Answer answer={latest} />
        </Section>
      )}
      <Gap />
      <KeyValues items={factsOf(order)} />
      <Section title={words.timeline}>
        <Card>
          <Timeline
            entries={[...order.actions].reverse().map((action, index) => ({
              key: `${action.at}${index}`,
              title: orderActionWords[action.kind],
              time: dayAndTime(action.at),
              note: [action.by?.name ?? words.someone, noteOf(action)].filter(Boolean).join('：'),
              onClick: action.kind === 'answered' && action.submissionId ? () => void openPage(routes.reportDetail, { id: action.submissionId ?? '' }) : undefined,
            }))}
          />
        </Card>
      </Section>
      {mayOpen && (
        <>
          <Gap />
          <List>
            <Row title={words.openAbout} isPlain note={orderSubjectWords[about.kind]} onClick={() => void openPage(pageOf[about.kind], { id: about.id })} />
          </List>
        </>
      )}
      <UpdatedAt at={updatedAt} />
    </Screen>
  );
}

/** Earlier answers are a tap away in the timeline. */
function Answer({ answer: { note, photos = [], documents = [], by } }: { answer: OrderAction }) {
  return (
    <>
      <Card>{note}</Card>
      {photos.length > 0 && <Gap />}
      {photos.length > 0 && <EvidenceGrid photos={photos} nameOf={() => by?.name} />}
      {documents.length > 0 && <Gap />}
      <EvidenceDocuments documents={documents} />
    </>
  );
}

function noteOf({ kind, reason, dueOn, note }: OrderAction): string | null {
  if (kind === 'extended' && dueOn) return [words.extendedTo(formatDay(dueOn, parkDay(new Date()))), reason].filter(Boolean).join('，');
  return reason ?? note ?? null;
}

function factsOf(order: OrderDetail) {
  const { addressee, issuedBy, digestOn } = order;
  const today = parkDay(new Date());
  return [
    { key: words.addressee, value: addressee?.name ?? words.someone, note: addressee ? roleWords[addressee.role] : undefined },
    { key: words.dueOn, value: formatDay(order.dueOn, today) },
    { key: words.issuedBy, value: issuedBy?.name ?? words.someone, note: [dayAndTime(order.issuedAt), digestOn && words.fromDigest(formatDay(digestOn, today))].filter(Boolean).join(' · ') },
  ];
}
