/**
 * 导入手机记录 (office): opens the file that a phone exported because it could not send, holds everything in it against its
 * own list, and imports what fits. Needs network.
 */
import { useMemo } from 'react';
import { useStaff } from '../../../api/staff';
import { Button, TextLink } from '../../../components/button';
import { Card, CardTitle } from '../../../components/card';
import { NoticeBar } from '../../../components/notice-bar';
import type { PhotoTile } from '../../../components/photo';
import { PhotoStrip } from '../../../components/photo-strip';
import { List, Row } from '../../../components/row';
import { Screen } from '../../../components/screen';
import { Section } from '../../../components/section';
import { ErrorScreen, LoadingScreen, SkeletonView, StateView } from '../../../components/state-view';
import { Tag } from '../../../components/tag';
import { Gap, Small, Spread } from '../../../components/text-block';
import { dayAndTime } from '../../../components/when';
import type { Staff } from '../../../contract/staff';
import { openPage } from '../../../platform/navigate';
import { pictureUrl } from '../../../platform/picture-url';
import { routes } from '../../../routes';
import { failureOf } from '../../../state/failure';
import { type CheckedItem, type CheckedPhoto, type EntryFault, isImportable, type OpenedRescue, type PhotoState } from '../../../state/rescue-file';
import { operationWords, outboxWords, reasonText } from '../../../text/outbox';
import { importWords as words } from '../../../text/rescue';
import { roleWords } from '../../../text/role';
import { type Step, useRescue } from './use-rescue';
import { guarded } from '../../guarded';

function RescuePage() {
  const staff = useStaff();
  const { state, pick, importItems } = useRescue();
  if (staff.isPending) return <LoadingScreen />;
  if (!staff.data) return <ErrorScreen {...failureOf(staff.error)} onRetry={() => void staff.refetch()} />;
  if (state.phase === 'open') {
    const { rescue, steps, isImporting } = state;
    return (
      <OpenFile
        rescue={rescue}
        steps={steps}
        isImporting={isImporting}
        staff={staff.data.items}
        onPick={() => void pick()}
        onImport={(items) => void importItems(rescue, items)}
      />
    );
  }
  const isOpening = state.phase === 'opening';
  return (
    <Screen
      dock={
        <Button icon="plus" isBusy={isOpening} onClick={() => void pick()}>
          {words.pick}
        </Button>
      }
    >
      {state.phase === 'refused' && <StateView picture="error" title={words.refusedTitle} text={words.refusals[state.reason]} />}
      {state.phase === 'empty' && <StateView picture="nothing" title={words.emptyTitle} text={words.emptyText} />}
      {state.phase === 'opening' && (
        <>
          <Small>{words.opening(state.done, state.total)}</Small>
          <Gap />
          <SkeletonView />
        </>
      )}
    </Screen>
  );
}

export default guarded(RescuePage);

/** Why the office cannot import it at all, or should not without a thought. */
type Obstacle = 'answer' | EntryFault | 'not_ours' | 'given_up';

function obstacleOf({ item, fault }: CheckedItem, owner: Staff | undefined): Obstacle | null {
  if (!isImportable(item.operation)) return 'answer';
  if (fault) return fault;
  if (!owner) return 'not_ours';
  return item.state === 'discarded' ? 'given_up' : null;
}

const obstacleWords: Record<Obstacle, string> = {
  answer: words.answer,
  twice: words.twice,
  altered: words.altered,
  other_id: words.otherId,
  not_ours: words.notOurs,
  given_up: words.givenUp,
};

/** Not asked for yet, or worth asking again. */
const isOpenStep = (step: Step | undefined) => step === undefined || step.kind === 'refused' || step.kind === 'photos_failed';

interface OpenFileProps {
  rescue: OpenedRescue;
  steps: Readonly<Record<string, Step>>;
  isImporting: boolean;
  staff: readonly Staff[];
  onPick: () => void;
  onImport: (items: readonly CheckedItem[]) => void;
}

function OpenFile({ rescue, steps, isImporting, staff, onPick, onImport }: OpenFileProps) {
  const ownerOf = ({ item }: CheckedItem) => staff.find(({ id }) => id === item.ownerId);
  const ready = rescue.items.filter((checked) => obstacleOf(checked, ownerOf(checked)) === null);
  const left = ready.filter(({ item }) => isOpenStep(steps[item.id]));
  const hasTried = Object.keys(steps).length > 0;
  const importsNow = isImporting || left.length > 0;
  return (
    <Screen
      dock={
        importsNow ? (
          <Button icon="cloud" isBusy={isImporting} onClick={() => onImport(left)}>
            {isImporting ? words.importing : hasTried ? words.importAgain(left.length) : words.importAll(left.length)}
          </Button>
        ) : (
          <Button tone="neutral" icon="plus" onClick={onPick}>
            {words.pickAnother}
          </Button>
        )
      }
    >
      <Contents rescue={rescue} steps={steps} onPick={importsNow && !isImporting ? onPick : undefined} />
      {rescue.items.map((checked, index) => {
        const owner = ownerOf(checked);
        const obstacle = obstacleOf(checked, owner);
        return (
          <ItemCard
            key={index}
            rescue={rescue}
            checked={checked}
            owner={owner}
            obstacle={obstacle}
            step={steps[checked.item.id]}
            onImport={obstacle === 'given_up' && !isImporting ? () => onImport([checked]) : undefined}
          />
        );
      })}
      {rescue.unreadable.length > 0 && (
        <Section title={words.unreadable} count={rescue.unreadable.length}>
          <List>
            {rescue.unreadable.map(({ key, raw }, index) => (
              <Row key={key} title={words.unreadableEntry(index + 1)} isPlain note={raw.slice(0, 120)} />
            ))}
          </List>
          <Gap size={2} />
          <Small>{words.unreadableNote}</Small>
        </Section>
      )}
    </Screen>
  );
}

const isStep = (...kinds: readonly Step['kind'][]) => (step: Step) => kinds.includes(step.kind);

function Contents({ rescue, steps, onPick }: { rescue: OpenedRescue; steps: OpenFileProps['steps']; onPick?: () => void }) {
  const photos = rescue.items.flatMap((checked) => checked.photos).filter(({ state }) => state !== 'stored');
  const isIntact = rescue.items.every(({ fault, strays }) => fault === null && strays === 0) && photos.every(({ state }) => state === 'fits');
  const taken = Object.values(steps).filter(isStep('counted', 'taken', 'photos_failed')).length;
  return (
    <Card>
      <Spread
        left={<CardTitle>{rescue.items.length > 0 ? words.contents(rescue.items.length, photos.length) : words.nothing}</CardTitle>}
        right={onPick && <TextLink onClick={onPick}>{words.pickAnother}</TextLink>}
      />
      <Small>{words.exportedAt(dayAndTime(rescue.exportedAt))}</Small>
      {rescue.items.length > 0 && isIntact && <Small>{words.intact}</Small>}
      {taken > 0 && (
        <NoticeBar tone="grey" icon="check">
          {words.done(taken)}
        </NoticeBar>
      )}
    </Card>
  );
}

interface ItemCardProps {
  rescue: OpenedRescue;
  checked: CheckedItem;
  owner: Staff | undefined;
  obstacle: Obstacle | null;
  step: Step | undefined;
  onImport?: () => void;
}

function ItemCard({ rescue, checked: { item, photos, strays }, owner, obstacle, step, onImport }: ItemCardProps) {
  const isTaken = step !== undefined && isStep('counted', 'taken', 'photos_failed')(step);
  const reason = reasonOf(obstacle, step);
  return (
    <Card>
      <CardTitle right={<StateTag obstacle={obstacle} step={step} />}>{outboxWords.title(operationWords[item.operation], item.label.project)}</CardTitle>
      <Small>{[owner ? `${owner.name} · ${roleWords[owner.role]}` : words.unknownOwner, dayAndTime(item.queuedAt)].join(' · ')}</Small>
      <Small>{[photosLine(photos), item.receivedAt && !step ? words.delivered : ''].filter(Boolean).join(' · ')}</Small>
      {photos.length > 0 && (
        <>
          <Gap size={2} />
          <Photos rescue={rescue} photos={photos} />
        </>
      )}
      {noticesOf(photos, strays).map((text) => (
        <NoticeBar key={text}>{text}</NoticeBar>
      ))}
      {reason && <NoticeBar tone={obstacle === 'given_up' && !step ? 'grey' : step?.kind === 'taken' ? 'yellow' : 'red'}>{reason}</NoticeBar>}
      {onImport && isOpenStep(step) && (
        <Button tone="weak" isSmall onClick={onImport}>
          {words.importOne}
        </Button>
      )}
      {isTaken && <TextLink onClick={() => void openPage(routes.reportDetail, { id: item.id })}>{words.openReport}</TextLink>}
    </Card>
  );
}

function StateTag({ obstacle, step }: Pick<ItemCardProps, 'obstacle' | 'step'>) {
  if (!step) {
    return obstacle === null ? <Tag tone="primary">{words.state.ready}</Tag> : <Tag tone={obstacle === 'given_up' ? 'grey' : 'red'}>{words.state[obstacle === 'given_up' ? 'givenUp' : 'blocked']}</Tag>;
  }
  switch (step.kind) {
    case 'waiting':
      return <Tag>{words.state.waiting}</Tag>;
    case 'sending':
      return <Tag tone="primary">{step.ordinal === null ? words.state.sending : words.sendingPhoto(step.ordinal)}</Tag>;
    case 'counted':
      return (
        <Tag tone="green" icon="check">
          {words.state.counted}
        </Tag>
      );
    case 'taken':
    case 'photos_failed':
      return <Tag tone="yellow">{words.state.taken}</Tag>;
    case 'refused':
      return <Tag tone="red">{words.state.refused}</Tag>;
  }
}

function reasonOf(obstacle: Obstacle | null, step: Step | undefined): string | null {
  switch (step?.kind) {
    case undefined:
      return obstacle && obstacleWords[obstacle];
    case 'refused':
      return reasonText(step.code);
    case 'photos_failed':
      return words.photosFailed(reasonText(step.code));
    case 'taken':
      return words.awaiting(step.missing) + words.neverComing;
    default:
      return null;
  }
}

function photosLine(photos: readonly CheckedPhoto[]): string {
  if (photos.length === 0) return words.noPhotos;
  return words.photos(photos.filter(({ state }) => state === 'fits' || state === 'stored').length, photos.length);
}

function noticesOf(photos: readonly CheckedPhoto[], strays: number): string[] {
  const ordinals = (wanted: PhotoState) => photos.filter(({ state }) => state === wanted).map(({ photo }) => photo.ordinal);
  const [missing, altered] = [ordinals('missing'), ordinals('altered')];
  return [
    ...(missing.length > 0 ? [words.photosMissing(missing)] : []),
    ...(altered.length > 0 ? [words.photosAltered(altered)] : []),
    ...(strays > 0 ? [words.strays(strays)] : []),
  ];
}

function Photos({ rescue, photos }: { rescue: OpenedRescue; photos: readonly CheckedPhoto[] }) {
  const tiles = useMemo(
    () =>
      // Documents have no picture; they are counted with the rest.
      photos.flatMap(({ photo, state }): PhotoTile[] => {
        if (photo.thumbFile === undefined) return [];
        const thumb = state === 'fits' ? rescue.read(photo.thumbFile) : null;
        return [{ key: photo.sha256, url: thumb && pictureUrl(thumb), sent: state === 'stored' ? 'done' : undefined }];
      }),
    [rescue, photos],
  );
  return <PhotoStrip photos={tiles} isSmall />;
}
