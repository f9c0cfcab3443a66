/** 待上传. Works offline: it is the queue itself. */
import { View } from '@tarojs/components';
import { useEffect, useState } from 'react';
import { BigNumber } from '../../../components/big-number';
import { Button, ButtonRow, TextLink } from '../../../components/button';
import { Card, CardTitle } from '../../../components/card';
import { NoticeBar } from '../../../components/notice-bar';
import type { PhotoTile } from '../../../components/photo';
import { PhotoStrip } from '../../../components/photo-strip';
import { ReasonSheet } from '../../../components/reason-sheet';
import { List, Row, RowIcon } from '../../../components/row';
import { Screen } from '../../../components/screen';
import { Section } from '../../../components/section';
import { StateView } from '../../../components/state-view';
import { SyncStatus, SyncSteps } from '../../../components/sync-status';
import { Gap, Small } from '../../../components/text-block';
import { useConfirm } from '../../../components/use-confirm';
import { dayAndTime } from '../../../components/when';
import { parkDay, parkTime } from '../../../domain/calendar';
import { type Item, photosLeft, photosRefused } from '../../../outbox/item';
import { showToast } from '../../../platform/feedback';
import { openPage, restartAt } from '../../../platform/navigate';
import { routes } from '../../../routes';
import { type AnyDraft, draftsOf, type FormName, formNames } from '../../../state/drafts';
import { refusalText } from '../../../state/failure';
import { useGiveUpPhotos } from '../../../state/give-up';
import { useOutbox } from '../../../state/outbox';
import { useIsOnline, usePhone } from '../../../state/phone';
import { progressOfItem } from '../../../state/queued';
import { useSession } from '../../../state/session';
import { operationWords, outboxWords as words, reasonText } from '../../../text/outbox';
import { exportWords } from '../../../text/rescue';
import { ExportSheet } from './export-sheet';
import { RefusedOutbox } from './refused';
import { guarded } from '../../guarded';
import './index.scss';

function OutboxPage() {
  const ownerId = useSession(({ session }) => session?.staff.staff.id ?? null);
  return ownerId === null ? <RefusedOutbox /> : <OutboxView ownerId={ownerId} />;
}

export default guarded(OutboxPage);

function OutboxView({ ownerId }: { ownerId: string }) {
  const outbox = useOutbox();
  const [exporting, setExporting] = useState<{ onlyId?: string } | null>(null);
  const { ask, dialog } = useConfirm();
  const phone = usePhone();
  const { items, unsent, discarded, unreadable, othersCount } = outbox;
  // The refused report stays in the queue, and in every export, until the mended one takes its place.
  const handleEdit = async ({ id, ownerId, draft }: Item) => {
    const form = formNames.find((name) => name === draft?.form);
    if (!draft || !form) return;
    const drafts = draftsOf(phone, ownerId);
    if (!(await drafts.has(form, id))) await drafts.save(form, JSON.parse(draft.text) as AnyDraft);
    await openPage(formRoutes[form], { draftId: id });
  };
  const orSay = (work: Promise<unknown>) => void work.catch(() => showToast(words.notWritten));
  const handleDiscard = async (item: Item) => {
    const text = words.discardText(titleOf(item), item.photos.length);
    const isSure = await ask({
      title: words.discardTitle,
      text: item.receivedAt ? `${words.discardReceived}${text}` : text,
      confirmLabel: words.discard,
      isDanger: true,
    });
    if (isSure) await outbox.discard(item.id);
  };
  const [givingUp, setGivingUp] = useState<Item | null>(null);
  const giveUpPhotos = useGiveUpPhotos();
  const handleGiveUp = async (reason: string) => {
    const item = givingUp;
    setGivingUp(null);
    if (!item) return;
    try {
      await giveUpPhotos(item, reason);
      showToast(words.gaveUp, 'success');
    } catch (error) {
      showToast(refusalText(error as Error));
    }
  };
  const mayUpload = unsent.some(({ state }) => state !== 'parked');
  return (
    <Screen
      dock={
        mayUpload ? (
          <Button icon="cloud" isBusy={outbox.isDraining} onClick={() => void (outbox.needsSignIn ? restartAt(routes.login) : outbox.retryAll())}>
            {words.uploadNow}
          </Button>
        ) : undefined
      }
    >
      {outbox.isDiskRefusing && <NoticeBar tone="red">{words.diskRefuses}</NoticeBar>}
      {items.length === 0 && unreadable.length === 0 && discarded.length === 0 ? (
        <StateView picture="empty" title={words.emptyTitle} text={words.emptyText} />
      ) : (
        <>
          <Summary unsent={unsent} isDraining={outbox.isDraining} needsSignIn={outbox.needsSignIn} />
          <Gap />
          {[...unsent, ...items.filter(({ state }) => state === 'counted')].map((item) => (
            <ItemCard key={item.id} item={item} progress={outbox.progress} onRetry={() => orSay(outbox.retry(item.id))} onEdit={item.draft && !item.receivedAt ? () => orSay(handleEdit(item)) : undefined} onDiscard={() => orSay(handleDiscard(item))} onGiveUpPhotos={item.receivedAt && photosRefused(item).length > 0 ? () => setGivingUp(item) : undefined} onExport={() => setExporting({ onlyId: item.id })} />
          ))}
        </>
      )}
      {(unsent.length > 0 || discarded.length > 0 || unreadable.length > 0) && (
        <List>
          <Row lead={<RowIcon name="download" tone="grey" />} title={exportWords.exportAll} note={exportWords.exportAllNote} isPlain onClick={() => setExporting({})} />
        </List>
      )}
      {othersCount > 0 && (
        <NoticeBar tone="grey" icon="info">
          {words.others(othersCount)}
        </NoticeBar>
      )}
      {discarded.length > 0 && (
        <Section title={words.discarded} count={discarded.length}>
          <List>
            {discarded.map((item) => (
              <Row key={item.id} title={titleOf(item)} isPlain note={timeOf(item)} right={<TextLink onClick={() => orSay(outbox.retry(item.id))}>{words.restore}</TextLink>} />
            ))}
          </List>
        </Section>
      )}
      {unreadable.length > 0 && (
        <Section title={words.unreadable} count={unreadable.length}>
          <List>
            {unreadable.map(({ key, raw }) => (
              <Row key={key} title={key} isPlain note={raw.slice(0, 120)} />
            ))}
          </List>
          <Gap size={2} />
          <Small>{words.unreadableNote}</Small>
        </Section>
      )}
      {exporting && <ExportSheet ownerId={ownerId} onlyId={exporting.onlyId} onClose={() => setExporting(null)} />}
      {dialog}
      <ReasonSheet words={words.giveUpSheet} isOpen={givingUp !== null} onClose={() => setGivingUp(null)} onSubmit={(reason) => void handleGiveUp(reason)} />
    </Screen>
  );
}

function Summary({ unsent, isDraining, needsSignIn }: { unsent: readonly Item[]; isDraining: boolean; needsSignIn: boolean }) {
  const isOnline = useIsOnline();
  if (unsent.length === 0) return <BigNumber value={words.allSent} />;
  const photos = unsent.flatMap(photosLeft);
  const megabytes = (photos.reduce((sum, { bytes }) => sum + bytes, 0) / 1e6).toFixed(1);
  const isAllParked = unsent.every(({ state }) => state === 'parked');
  const state = needsSignIn ? words.needsSignIn : isAllParked ? words.needsYou : !isOnline ? words.waitingOffline : isDraining ? words.sending : words.waitingOnline;
  const left = photos.length > 0 ? words.photosLeft(photos.length, words.megabytes(megabytes)) : null;
  return (
    <>
      <BigNumber value={unsent.length} unit={words.unsent} />
      <Small>{[state, left].filter(Boolean).join(' · ')}</Small>
    </>
  );
}

interface ItemCardProps {
  item: Item;
  /** Fraction sent by `<item id>:<ordinal>`. */
  progress: Record<string, number>;
  onRetry: () => void;
  /** Absent where the server has the body already, or no form made it. */
  onEdit?: () => void;
  onDiscard: () => void;
  onExport: () => void;
  /** Where the server waits for photos that this phone no longer has. */
  onGiveUpPhotos?: () => void;
}

function ItemCard({ item, progress, onRetry, onEdit, onDiscard, onExport, onGiveUpPhotos }: ItemCardProps) {
  const state = progressOfItem(item);
  const sending = item.photos.find(({ ordinal, stored }) => !stored && (progress[`${item.id}:${ordinal}`] ?? 1) < 1);
  const open = item.state === 'counted' && item.operation.endsWith('.submit') ? () => void openPage(routes.reportDetail, { id: item.id }) : undefined;
  return (
    <Card>
      <View onClick={open}>
        <CardTitle right={<SyncStatus state={state} />}>{titleOf(item)}</CardTitle>
        <Small>{[timeOf(item), detailOf(item, sending?.ordinal)].filter(Boolean).join(' · ')}</Small>
      </View>
      <View className="outbox-steps">
        <SyncSteps state={state} />
      </View>
      {item.state !== 'counted' && item.photos.length > 0 && <Photos item={item} progress={progress} />}
      {item.problem && item.state === 'parked' && <View className="outbox-reason">{`${reasonText(item.problem.code)}${isPhotoLost(item) ? '' : words.kept(item.photos.length)}`}</View>}
      {item.problem && item.state !== 'parked' && <Small>{words.retryLater(reasonText(item.problem.code))}</Small>}
      {(item.state === 'parked' || onGiveUpPhotos) && (
        <ButtonRow>
          <Button tone="weak" isSmall onClick={onRetry}>
            {words.retry}
          </Button>
          {onEdit && (
            <Button tone="weak" isSmall onClick={onEdit}>
              {words.edit}
            </Button>
          )}
          {onGiveUpPhotos && (
            <Button tone="weak" isSmall onClick={onGiveUpPhotos}>
              {words.giveUpPhotos}
            </Button>
          )}
          <Button tone="weak" isSmall onClick={onExport}>
            {exportWords.export}
          </Button>
          <Button tone="danger" isSmall onClick={onDiscard}>
            {words.discard}
          </Button>
        </ButtonRow>
      )}
    </Card>
  );
}

function Photos({ item, progress }: { item: Item; progress: Record<string, number> }) {
  const { files } = usePhone();
  const [urls, setUrls] = useState<(string | null)[]>([]);
  const pictures = item.photos.filter(({ thumbKey }) => thumbKey !== undefined);
  const keys = pictures.map(({ thumbKey }) => thumbKey).join();
  useEffect(() => {
    let isHere = true;
    void Promise.all(keys.split(',').map((key) => files.url(key))).then((found) => isHere && setUrls(found));
    return () => {
      isHere = false;
    };
  }, [files, keys]);
  const tiles = pictures.map(({ ordinal, stored, fileKey }, index): PhotoTile => {
    const fraction = progress[`${item.id}:${ordinal}`];
    return { key: fileKey, url: urls[index] ?? null, sent: stored ? 'done' : item.state === 'delivered' ? fraction : undefined };
  });
  const documents = item.photos.flatMap(({ name, stored }) => (name === undefined ? [] : [words.document(name, stored)]));
  return (
    <>
      {tiles.length > 0 && <PhotoStrip photos={tiles} isSmall />}
      {documents.map((line) => (
        <Small key={line}>{line}</Small>
      ))}
    </>
  );
}

const formRoutes: Record<FormName, string> = {
  inspection: routes.inspection,
  progress: routes.progress,
  'safety-check': routes.safetyCheck,
  'item-record': routes.itemRecord,
  rectify: routes.rectify,
  hazard: routes.openHazard,
  'order-answer': routes.orderAnswer,
};

const isPhotoLost = ({ problem }: Item) => problem?.code === 'photo_file_lost';

const titleOf = (item: Item) => words.title(operationWords[item.operation], item.label.project);

const timeOf = (item: Item) => (parkDay(item.queuedAt) === parkDay(new Date()) ? parkTime(item.queuedAt) : dayAndTime(item.queuedAt));

function detailOf(item: Item, sending: number | undefined): string | null {
  if (item.state === 'counted') return words.receipt(item.bodySha256.slice(0, 4).toUpperCase());
  if (item.photos.length === 0) return null;
  if (sending !== undefined) return words.sendingPhoto(sending);
  const left = photosLeft(item).length;
  return item.state === 'delivered' && left > 0 ? words.photosQueued(left) : words.photos(item.photos.length);
}
