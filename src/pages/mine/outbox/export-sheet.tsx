/** 导出: packs what this person has not sent and gives it away. Works offline; takes nothing from the phone. */
import { View } from '@tarojs/components';
import { BottomSheet } from '../../../components/bottom-sheet';
import { Button, ButtonRow } from '../../../components/button';
import { NoticeBar } from '../../../components/notice-bar';
import { Gap, Small } from '../../../components/text-block';
import { exportGoesTo } from '../../../platform/export-file';
import { exportWords as words } from '../../../text/rescue';
import { type Run, useExport } from './use-export';

interface ExportSheetProps {
  ownerId: string;
  /** This item alone. */
  onlyId?: string;
  onClose: () => void;
}

export function ExportSheet({ ownerId, onlyId, onClose }: ExportSheetProps) {
  const { run, give, again, next } = useExport(ownerId, onlyId);
  const giveButton = (
    <Button icon={exportGoesTo === 'chat' ? 'share' : 'download'} isBusy={run.kind === 'packing'} onClick={() => void give()}>
      {words.give[exportGoesTo]}
    </Button>
  );
  return (
    <BottomSheet isOpen onClose={onClose} title={words.title} footer={<Footer run={run} giveButton={giveButton} onAgain={again} onNext={next} />}>
      {run.kind === 'packing' && (
        <>
          <View>{words.packing(run.done, run.total)}</View>
          <Gap size={2} />
          <Small>{words.packingNote}</Small>
        </>
      )}
      {run.kind === 'ready' && <Ready {...run} />}
      {run.kind === 'failed' && <NoticeBar tone="red">{words.failed[run.reason]}</NoticeBar>}
    </BottomSheet>
  );
}

interface FooterProps {
  run: Run;
  giveButton: JSX.Element;
  onAgain: () => void;
  onNext: () => void;
}

function Footer({ run, giveButton, onAgain, onNext }: FooterProps) {
  if (run.kind === 'failed') {
    return (
      <Button icon="refresh" onClick={onAgain}>
        {run.reason === 'too_large' ? words.againSmaller : words.again}
      </Button>
    );
  }
  if (run.kind === 'packing' || run.gift !== 'given' || run.part.number === run.part.of) return giveButton;
  // The same one stays at hand: nobody knows whether the browser kept it.
  return (
    <ButtonRow>
      {giveButton}
      <Button onClick={onNext}>{words.nextPart(run.part.number + 1, run.part.of)}</Button>
    </ButtonRow>
  );
}

function Ready({ part, packed: { missing, photoBytes }, gift }: Extract<Run, { kind: 'ready' }>) {
  const { items, unreadable } = part.plan.rescue;
  const photos = items.flatMap((item) => item.photos).filter(({ stored }) => !stored);
  const lost = photos.filter(({ file, thumbFile }) => missing.includes(file) || (thumbFile !== undefined && missing.includes(thumbFile))).length;
  return (
    <>
      {part.of > 1 && <Small>{words.part(part.number, part.of)}</Small>}
      <View>{words.ready(items.length, photos.length - lost, (photoBytes / 1e6).toFixed(1))}</View>
      {unreadable.length > 0 && <Small>{words.unreadable(unreadable.length)}</Small>}
      <Gap size={2} />
      {lost > 0 && <NoticeBar>{words.missing(lost)}</NoticeBar>}
      {gift === 'given' && (
        <NoticeBar tone="grey" icon="info">
          {words.given[exportGoesTo]}
        </NoticeBar>
      )}
      {gift === 'declined' && <NoticeBar>{words.notGiven}</NoticeBar>}
      {part.of > 1 && <Small>{words.partNote}</Small>}
      <Small>{words.whereTo[exportGoesTo]}</Small>
      <Gap size={2} />
      <Small>{words.kept}</Small>
    </>
  );
}
