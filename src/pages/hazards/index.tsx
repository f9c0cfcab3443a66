/** 隐患. Needs network; what was read before stays visible while it refreshes. */
import { View } from '@tarojs/components';
import { failureOf } from '../../state/failure';
import { useHazards } from '../../api/hazard';
import { useRefresh } from '../../api/refresh';
import { Button, ButtonPair } from '../../components/button';
import { Chips } from '../../components/chips';
import { Light } from '../../components/light';
import { OfflineBar } from '../../components/offline-bar';
import { Thumb } from '../../components/photo';
import { List, Row, RowIcon } from '../../components/row';
import { Screen } from '../../components/screen';
import { ErrorScreen, LoadingScreen, StateView } from '../../components/state-view';
import { Tag } from '../../components/tag';
import { Tags } from '../../components/tags';
import { Gap, Small } from '../../components/text-block';
import { UpdatedAt } from '../../components/updated-at';
import { type Hazard, hazardListStates } from '../../contract/hazard';
import { daysBetween, parkDay } from '../../domain/calendar';
import { openPage } from '../../platform/navigate';
import { routes } from '../../routes';
import { listHazards, useHazardList } from '../../state/hazard-list';
import { useConnection } from '../../state/outbox';
import { useSession } from '../../state/session';
import { daysLeftWords, formatDay } from '../../text/format';
import { hazardStatusWords, hazardWords, severityWords } from '../../text/hazard';
import { hazardPageWords as words } from '../../text/hazard-page';
import { guarded } from '../guarded';
import './index.scss';

export default guarded(HazardsPage);

function HazardsPage() {
  const state = useHazardList(({ listed }) => listed);
  const role = useSession(({ session }) => session?.staff.staff.role);
  const banner = <OfflineBar {...useConnection()} onClick={() => void openPage(routes.outbox)} />;
  const query = useHazards(state);
  useRefresh(query);
  // One whose due date moved between two pages may stand on both.
  const hazards = [...new Map(query.data?.pages.flatMap((page) => page.items).map((hazard) => [hazard.id, hazard])).values()];

  if (query.isPending) return <LoadingScreen isTab />;
  if (!query.data) return <ErrorScreen isTab {...failureOf(query.error)} onRetry={() => void query.refetch()} />;
  const filter = (
    <Chips
      mode="exactly-one"
      layout="line"
      isOnPage
      options={hazardListStates.map((value) => ({ value, label: words.states[value] }))}
      selected={[state]}
      onChange={([picked]) => picked && listHazards(picked)}
    />
  );
  const openOne = role === 'inspector' || role === 'office' ? (
    <Button icon="alert" onClick={() => void openPage(routes.openHazard)}>
      {words.open}
    </Button>
  ) : undefined;
  if (hazards.length === 0) {
    const { title, text } = words.empty[state];
    const mayCheck = role === 'inspector';
    // The chips stay: an empty 逾期 is no dead end.
    return (
      <Screen
        isTab
        banner={banner}
        dock={
          mayCheck ? (
            <ButtonPair
              left={
                <Button tone="neutral" onClick={() => void openPage(routes.safetyCheck)}>
                  {words.check}
                </Button>
              }
              right={openOne}
            />
          ) : (
            openOne
          )
        }
      >
        {filter}
        <StateView picture="empty" title={title} text={state === 'standing' && !mayCheck ? words.emptyReaderText : text} />
      </Screen>
    );
  }
  return (
    <Screen isTab banner={banner} dock={openOne}>
      {filter}
      <Gap />
      <List>
        {hazards.map((hazard) => (
          <HazardRow key={hazard.id} hazard={hazard} />
        ))}
      </List>
      {query.hasNextPage && (
        <View className="hazards-more">
          <Button tone="neutral" isBusy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {words.more}
          </Button>
        </View>
      )}
      <UpdatedAt at={query.dataUpdatedAt} />
    </Screen>
  );
}

function HazardRow({ hazard }: { hazard: Hazard }) {
  const today = parkDay(new Date());
  const [photo] = hazard.photos;
  const days = daysLeftWords(daysBetween(today, hazard.rectificationDueOn));
  return (
    <Row
      lead={photo ? <Thumb url={photo.thumbUrl ?? photo.url} /> : <RowIcon name="alert" tone={hazard.severity === 'major' ? 'red' : 'grey'} />}
      title={hazard.title}
      note={
        <>
          <View>{`${hazard.project.name} · ${hazardStatusWords[hazard.status]}`}</View>
          {/* Under the title, not beside it: at 特大 a name needs the whole line. */}
          <Tags>
            {hazard.closedAt ? <Small>{formatDay(parkDay(hazard.closedAt), today)}</Small> : hazard.isOverdue ? <Light state="overdue">{days}</Light> : <Small>{days}</Small>}
            {hazard.severity === 'major' && <Tag tone="red">{severityWords.major}</Tag>}
            {hazard.isRepeat && <Tag tone="yellow">{hazardWords.repeat}</Tag>}
            {hazard.extensionPending && <Tag tone="yellow">{hazardWords.extensionPending}</Tag>}
            {hazard.photosPending && <Tag>{hazardWords.photosPending}</Tag>}
          </Tags>
        </>
      }
      onClick={() => void openPage(routes.hazardDetail, { id: hazard.id })}
    />
  );
}
