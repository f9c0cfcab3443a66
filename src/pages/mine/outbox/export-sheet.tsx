/** 导出: packs what this person has not sent into one file and gives it away. Works offline; takes nothing from the phone. */
import { View } from '@tarojs/components';
import { useEffect, useState } from 'react';
import { BottomSheet } from '../../../components/bottom-sheet';
import { Button } from '../../../components/button';
import { NoticeBar } from '../../../components/notice-bar';
import { Gap, Small } from '../../../components/text-block';
import { parkDay, parkTime } from '../../../domain/calendar';
import { type ExportFile, exportGoesTo, startExportFile } from '../../../platform/export-file';
import { StorageError } from '../../../platform/storage-error';
import { planRescue, type RescuePlan } from '../../../outbox/rescue';
import { usePhone } from '../../../state/phone';
import { writeRescue } from '../../../state/rescue-export';
import { exportWords as words } from '../../../text/rescue';

interface ExportSheetProps {
  ownerId: string;
  /** This item alone. */
  onlyId?: string;
  onClose: () => void;
}

type Run =
  | { kind: 'packing'; done: number; total: number }
  | { kind: 'ready'; out: ExportFile; plan: RescuePlan; missing: readonly string[]; gift: 'none' | 'given' | 'declined' }
  | { kind: 'failed'; isFull: boolean };

const begun: Run = { kind: 'packing', done: 0, total: 0 };

export function ExportSheet({ ownerId, onlyId, onClose }: ExportSheetProps) {
  const { outbox, files } = usePhone();
  const [run, setRun] = useState<Run>(begun);
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    let isStopped = false;
    let out: ExportFile | null = null;
    const show = (next: Run) => {
      if (!isStopped) setRun(next);
    };
    const pack = async () => {
      const now = new Date();
      const plan = planRescue(outbox.getSnapshot(), { ownerId, onlyId, exportedAt: now.toISOString() });
      out = await startExportFile(fileNameAt(now));
      const missing = await writeRescue(plan, {
        files,
        out,
        onProgress: (done, total) => show({ kind: 'packing', done, total }),
        isStopped: () => isStopped,
      });
      if (isStopped) await out.discard();
      show({ kind: 'ready', out, plan, missing, gift: 'none' });
    };
    pack().catch((error: unknown) => {
      void out?.discard();
      show({ kind: 'failed', isFull: error instanceof StorageError && error.reason === 'full' });
    });
    return () => {
      isStopped = true;
      void out?.discard();
    };
  }, [outbox, files, ownerId, onlyId, attempt]);

  const handleAgain = () => {
    setRun(begun);
    setAttempt(attempt + 1);
  };
  const handleGive = async () => {
    if (run.kind !== 'ready') return;
    setRun({ ...run, gift: (await run.out.give()) ? 'given' : 'declined' });
  };

  return (
    <BottomSheet
      isOpen
      onClose={onClose}
      title={words.title}
      footer={
        run.kind === 'failed' ? (
          <Button icon="refresh" onClick={handleAgain}>
            {words.again}
          </Button>
        ) : (
          <Button icon={exportGoesTo === 'chat' ? 'share' : 'download'} isBusy={run.kind === 'packing'} onClick={() => void handleGive()}>
            {words.give[exportGoesTo]}
          </Button>
        )
      }
    >
      {run.kind === 'packing' && (
        <>
          <View>{words.packing(run.done, run.total)}</View>
          <Gap size={2} />
          <Small>{words.packingNote}</Small>
        </>
      )}
      {run.kind === 'ready' && <Ready plan={run.plan} missing={run.missing} gift={run.gift} />}
      {run.kind === 'failed' && <NoticeBar tone="red">{run.isFull ? words.diskFull : words.failed}</NoticeBar>}
    </BottomSheet>
  );
}

function Ready({ plan: { rescue, files }, missing, gift }: Pick<Extract<Run, { kind: 'ready' }>, 'plan' | 'missing' | 'gift'>) {
  const present = files.filter(({ path }) => !missing.includes(path));
  const photos = rescue.items.flatMap((item) => item.photos).filter(({ stored }) => !stored);
  const lost = photos.filter(({ file, thumbFile }) => missing.includes(file) || missing.includes(thumbFile)).length;
  const megabytes = (present.reduce((sum, { bytes }) => sum + bytes, 0) / 1e6).toFixed(1);
  return (
    <>
      <View>{words.ready(rescue.items.length, photos.length - lost, megabytes)}</View>
      {rescue.unreadable.length > 0 && <Small>{words.unreadable(rescue.unreadable.length)}</Small>}
      <Gap size={2} />
      {lost > 0 && <NoticeBar>{words.missing(lost)}</NoticeBar>}
      {gift === 'given' && (
        <NoticeBar tone="grey" icon="check">
          {words.given[exportGoesTo]}
        </NoticeBar>
      )}
      {gift === 'declined' && <NoticeBar>{words.notGiven}</NoticeBar>}
      <Small>{words.whereTo[exportGoesTo]}</Small>
      <Gap size={2} />
      <Small>{words.kept}</Small>
    </>
  );
}

/** What the office looks for among its files: parkpulse-20261123-1031.zip, in the park's own time. */
const fileNameAt = (now: Date) => `parkpulse-${parkDay(now).replace(/-/g, '')}-${parkTime(now).replace(':', '')}.zip`;
