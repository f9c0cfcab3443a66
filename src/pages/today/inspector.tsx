import { useChecklists } from '../../api/checklist';
import { useEffect, useState } from 'react';
import { useProjects } from '../../api/project';
import { TextLink } from '../../components/button';
import { Card, CardTitle } from '../../components/card';
import { HomeActions } from '../../components/home-actions';
import { OfflineBar } from '../../components/offline-bar';
import { List, Row } from '../../components/row';
import { Screen } from '../../components/screen';
import { Section } from '../../components/section';
import { SyncBar } from '../../components/sync-status';
import { Gap, Headline, Small, Spread } from '../../components/text-block';
import { UpdatedAt } from '../../components/updated-at';
import type { Project } from '../../contract/project';
import type { Today } from '../../contract/today';
import { parkDay } from '../../domain/calendar';
import { isFinished } from '../../domain/project';
import { silentAfterDays } from '../../domain/project-light';
import { distanceM, type Point } from '../../domain/submission';
import { readPlace } from '../../platform/location';
import { openPage } from '../../platform/navigate';
import { canScan, scanCode } from '../../platform/scan';
import { routes } from '../../routes';
import { useConnection, useOutbox } from '../../state/outbox';
import { useSession } from '../../state/session';
import { photosLeft } from '../../outbox/item';
import { mergeSent } from '../../state/queued';
import { isAnswer } from '../../state/queued-answer';
import { formatDayAndWeekday } from '../../text/format';
import { todayWords as words } from '../../text/today';
import { HazardSection } from './parts/hazard-section';
import { InboxRow } from './parts/inbox-row';
import { MilestoneSections } from './parts/milestone-sections';
import { OrderSection } from './parts/order-section';
import { RecordSection } from './parts/record-section';
import { SentRows } from './parts/sent-rows';

const shownSilent = 3;

export function InspectorToday({ today, updatedAt }: { today: Today; updatedAt: number }) {
  const connection = useConnection();
  // Read while there is a signal, so that a check can begin where there is none.
  useChecklists();
  const on = parkDay(new Date());
  const { items } = useOutbox();
  const itemsOfToday = items.filter(({ label, operation, state }) => (label.on === on || state !== 'counted') && !isAnswer(operation));
  // Kept from another day, on a phone that starts without a signal: no longer what was sent today.
  const sent = mergeSent(today.mine.filter(({ receivedAt }) => parkDay(receivedAt) === on), itemsOfToday);
  return (
    <Screen
      isTab
      banner={<OfflineBar {...connection} onClick={() => void openPage(routes.outbox)} />}
      dock={
        <HomeActions
          actions={[
            { key: 'inspection', label: words.actions.inspection, icon: 'camera', onClick: () => void openPage(routes.inspection) },
            { key: 'progress', label: words.actions.progress, icon: 'progress', onClick: () => void openPage(routes.progress) },
            { key: 'safety-check', label: words.actions.safetyCheck, icon: 'shield', onClick: () => void openPage(routes.safetyCheck) },
          ]}
        />
      }
    >
      <InboxRow unread={today.unread} />
      <Spread left={<Headline>{formatDayAndWeekday(on)}</Headline>} right={<TextLink onClick={() => void scan()}>{words.scan}</TextLink>} />
      <Gap />
      <SyncCard total={sent.length} counted={sent.filter(({ isCounted }) => isCounted).length} isOnline={connection.isOnline} />
      <OrderSection orders={today.orders} />
      <RecordSection title={words.returned} records={today.returned} />
      <MilestoneSections toAnswer={today.toAnswer} disputed={today.disputed} />
      <HazardSection title={words.mineToRectify} hazards={today.toRectify} mayRectify />
      <HazardSection title={words.toVerify} hazards={today.toVerify} />
      <Silent />
      {sent.length > 0 && (
        <Section title={words.sentToday} count={sent.length}>
          <SentRows entries={sent} />
        </Section>
      )}
      <UpdatedAt at={updatedAt} />
    </Screen>
  );
}

/** A browser has no scanner: the page says how the phone's camera does it. */
async function scan(): Promise<void> {
  const q = canScan ? await scanCode() : '';
  if (q !== null) await openPage(routes.site, { q });
}

function SyncCard({ total, counted, isOnline }: { total: number; counted: number; isOnline: boolean }) {
  const { unsent } = useOutbox();
  const parked = unsent.filter(({ state }) => state === 'parked').length;
  const waiting = unsent.length - parked;
  const photos = unsent.filter(({ state }) => state !== 'parked').flatMap(photosLeft).length;
  const lines =
    total === 0
      ? [words.syncNone]
      : waiting + parked === 0
        ? [words.syncDone]
        : [waiting > 0 ? (isOnline ? words.syncOnTheWay : words.syncWaiting)(waiting, photos) : '', parked > 0 ? words.syncParked(parked) : ''];
  return (
    <Card>
      <CardTitle>{words.syncTitle(total, counted)}</CardTitle>
      <Gap size={2} />
      <SyncBar counted={counted} waiting={total - counted} />
      <Gap size={2} />
      <Small>{lines.filter(Boolean).join('，')}</Small>
    </Card>
  );
}

/** Projects nobody has recorded for two weeks, nearest first where the position was allowed before; nobody is asked. */
function Silent() {
  const projects = useProjects().data?.items ?? [];
  const [at, setAt] = useState<Point | null>(null);
  const [isUnfolded, setIsUnfolded] = useState(false);
  useEffect(() => {
    let isHere = true;
    void readPlace({ ask: false }).then((place) => isHere && !('missing' in place) && setAt(place));
    return () => {
      isHere = false;
    };
  }, []);
  const me = useSession(({ session }) => session?.staff.staff.id);
  const silent = silentProjects(projects, at, me);
  if (silent.length === 0) return null;
  const rest = silent.length - shownSilent;
  return (
    <Section
      title={words.silent(silentAfterDays, at !== null)}
      count={silent.length}
      link={rest > 0 && !isUnfolded ? words.more(rest) : undefined}
      onLink={() => setIsUnfolded(true)}
    >
      <List>
        {silent.slice(0, isUnfolded ? undefined : shownSilent).map(({ project, metres }) => (
          <Row
            key={project.id}
            title={project.name}
            note={[project.inspector?.id === me && words.yours, words.silentDays(project.silentDays), metres === null ? '' : words.distance(metres)].filter(Boolean).join(' · ')}
            onClick={() => void openPage(routes.projectDetail, { id: project.id })}
          />
        ))}
      </List>
    </Section>
  );
}

/** The own ones, then nearest first; those without a place, or all without a position, by how long they are silent. */
export function silentProjects(projects: readonly Project[], at: Point | null, me?: string): { project: Project; metres: number | null }[] {
  const isMine = ({ inspector }: Project) => inspector !== null && inspector.id === me;
  return projects
    .filter((project) => !isFinished(project) && project.silentDays !== null && project.silentDays > silentAfterDays)
    .map((project) => ({ project, metres: at && project.location ? distanceM(at, project.location) : null }))
    .sort((a, b) => Number(isMine(b.project)) - Number(isMine(a.project)) || (a.metres ?? Infinity) - (b.metres ?? Infinity) || (b.project.silentDays ?? 0) - (a.project.silentDays ?? 0));
}
