/** What may be done with a record of a plan item: the second person's review, or the sender's second try. */
import { useState } from 'react';
import { useReview } from '../../../api/item-record';
import { Button, ButtonPair } from '../../../components/button';
import { NoticeBar } from '../../../components/notice-bar';
import { ReasonSheet } from '../../../components/reason-sheet';
import { Small } from '../../../components/text-block';
import { useConfirm } from '../../../components/use-confirm';
import type { ItemRecord } from '../../../contract/item-record';
import { isReviewed, recordState, type ReviewedKind } from '../../../domain/item-record';
import { showToast } from '../../../platform/feedback';
import { openPage } from '../../../platform/navigate';
import { routes } from '../../../routes';
import { refusalText } from '../../../state/failure';
import { me } from '../../../state/session';
import { itemRecordWords as words } from '../../../text/item-record';

export function RecordActions({ record }: { record: ItemRecord }) {
  const { kind } = record;
  const isOwn = record.reportedBy?.id === me()?.staff.id;
  const state = recordState(record);
  if (isReviewed(kind) && record.mayReview) return <ReviewButtons kind={kind} recordId={record.id} />;
  if (isOwn && state === 'waiting') return <Small>{words.ownWaiting}</Small>;
  if (isOwn && state === 'returned') {
    return <Button onClick={() => void openPage(routes.itemRecord, { kind, itemId: record.item.id, corrects: record.id })}>{words.again}</Button>;
  }
  return null;
}

function ReviewButtons({ kind, recordId }: { kind: ReviewedKind; recordId: string }) {
  const review = useReview();
  const { ask, dialog } = useConfirm();
  const [isReturning, setIsReturning] = useState(false);
  const handleApprove = async () => {
    const isSure = await ask({ title: words.approveQuestion[kind], text: words.approveText, confirmLabel: words.approve[kind] });
    if (isSure) review.mutate({ operation: `${kind}.review`, recordId, answer: 'approve' }, { onSuccess: () => showToast(words.approved, 'success') });
  };
  const handleReturn = (reason: string) => {
    setIsReturning(false);
    review.mutate({ operation: `${kind}.review`, recordId, answer: 'return', reason }, { onSuccess: () => showToast(words.givenBack, 'success') });
  };
  return (
    <>
      {review.isError && <NoticeBar tone="red">{refusalText(review.error)}</NoticeBar>}
      <ButtonPair
        left={
          <Button tone="neutral" isDisabled={review.isPending} onClick={() => setIsReturning(true)}>
            {words.giveBack}
          </Button>
        }
        right={
          <Button icon="check" isBusy={review.isPending} onClick={() => void handleApprove()}>
            {words.approve[kind]}
          </Button>
        }
      />
      <ReasonSheet words={words.giveBackSheet} isOpen={isReturning} onClose={() => setIsReturning(false)} onSubmit={handleReturn} />
      {dialog}
    </>
  );
}
