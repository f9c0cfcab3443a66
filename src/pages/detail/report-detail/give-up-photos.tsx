/**
 * For the office: photos that never come, since their phone is gone and its person with it. While the sender is there,
 * the phone itself asks (待上传).
 */
import { useState } from 'react';
import { useGiveUpPhoto } from '../../../api/photo';
import { Button } from '../../../components/button';
import { ReasonSheet } from '../../../components/reason-sheet';
import { Gap } from '../../../components/text-block';
import type { ReportDetail } from '../../../contract/report';
import { showToast } from '../../../platform/feedback';
import { refusalText } from '../../../state/failure';
import { giveUpWords as words } from '../../../text/report';

export function GiveUpPhotos({ report, onDone }: { report: ReportDetail; onDone: () => void }) {
  const giveUp = useGiveUpPhoto();
  const [isAsking, setIsAsking] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const awaited = report.photos.filter(({ stored, lost }) => !stored && !lost);
  const handleSubmit = async (reason: string) => {
    setIsAsking(false);
    setIsBusy(true);
    try {
      for (const { sha256 } of awaited) await giveUp({ submissionId: report.id, sha256, reason });
      showToast(words.done, 'success');
    } catch (error) {
      showToast(refusalText(error as Error));
    }
    setIsBusy(false);
    onDone();
  };
  return (
    <>
      <Gap />
      <Button tone="weak" isSmall isBusy={isBusy} onClick={() => setIsAsking(true)}>
        {words.open}
      </Button>
      <ReasonSheet words={words.sheet(awaited.length)} isOpen={isAsking} onClose={() => setIsAsking(false)} onSubmit={(reason) => void handleSubmit(reason)} />
    </>
  );
}
