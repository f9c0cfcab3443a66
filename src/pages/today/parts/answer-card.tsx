import { View } from '@tarojs/components';
import { useState } from 'react';
import { newRecordId } from '../../../api/record-id';
import { toPath } from '../../../api/client';
import { BottomSheet } from '../../../components/bottom-sheet';
import { Button, ButtonPair } from '../../../components/button';
import { Card, CardBody, CardTitle } from '../../../components/card';
import { TextAreaField } from '../../../components/form-field';
import { Photo } from '../../../components/photo';
import { SyncStatus } from '../../../components/sync-status';
import { Tag } from '../../../components/tag';
import { Gap, Small, Spread } from '../../../components/text-block';
import { useConfirm } from '../../../components/use-confirm';
import { dayAndTime } from '../../../components/when';
import type { MilestoneReport } from '../../../contract/milestone';
import { operations } from '../../../contract/operations';
import { daysBetween, parkDay } from '../../../domain/calendar';
import { showToast } from '../../../platform/feedback';
import { openPage } from '../../../platform/navigate';
import { routes } from '../../../routes';
import { useOutbox } from '../../../state/outbox';
import { progressOfItem } from '../../../state/queued';
import { formatAmount } from '../../../text/amount';
import { daysLeftWords, formatDay } from '../../../text/format';
import { rungWords } from '../../../text/milestone';
import { todayWords as words } from '../../../text/today';
import '../index.scss';

/** A milestone reported by the other party: its proof, until when an answer is asked for, and the two answers. */
export function AnswerCard({ report }: { report: MilestoneReport }) {
  const { items, enqueue } = useOutbox();
  const { ask, dialog } = useConfirm();
  const [isDisputing, setIsDisputing] = useState(false);
  const [reason, setReason] = useState('');
  const today = parkDay(new Date());
  const rung = rungWords[report.rung];
  const name = report.reportedBy?.name ?? words.someone;
  // Answered on this phone; the server may not know yet.
  const given = items.find((item) => item.operation.startsWith('milestone.') && item.body.includes(report.reportId));

  const send = async (operation: 'milestone.confirm' | 'milestone.dispute', more: { reason?: string }) => {
    const id = await newRecordId();
    try {
      await enqueue({
        id,
        operation,
        path: toPath(operations[operation].path, { id: report.milestoneId }),
        body: JSON.stringify({ id, reportId: report.reportId, ...more }),
        lane: `milestone ${report.milestoneId}`,
        label: { project: report.project.name, on: today },
        photos: [],
      });
      showToast(words.saved, 'success');
    } catch {
      showToast(words.notSaved);
    }
  };
  const handleConfirm = async () => {
    const text = words.confirmText(formatDay(report.occurredOn, today));
    const isSure = await ask({ title: words.confirmQuestion(report.project.name, rung), text, confirmLabel: words.confirm(rung) });
    if (isSure) await send('milestone.confirm', {});
  };
  const handleDispute = async () => {
    setIsDisputing(false);
    await send('milestone.dispute', { reason: reason.trim() });
  };
  const open = () => void openPage(routes.milestone, { projectId: report.project.id, milestoneId: report.milestoneId });
  const [photo] = report.photos;

  return (
    <Card isFlush>
      {photo && (
        <Photo
          photo={{ key: photo.id, url: photo.url ?? photo.thumbUrl, caption: words.photoCaption(dayAndTime(photo.capturedAt), report.project.name, name, photo.shortCode.slice(0, 4)) }}
          shape="wide"
          onOpen={open}
        />
      )}
      <CardBody>
        <View onClick={open}>
          <CardTitle right={<DueTag report={report} today={today} />}>{words.answerTitle(report.project.name, rung)}</CardTitle>
          <Small>{words.answerNote(name, formatDay(parkDay(report.reportedAt), today), rung, formatDay(report.occurredOn, today))}</Small>
          {report.agreedInvestmentYuan !== null && <Small>{words.answerAmount(formatAmount(report.agreedInvestmentYuan))}</Small>}
          {!report.isComplete && <Small>{words.photosPending}</Small>}
        </View>
        <View className="today-answer-foot">
          {given ? (
            <Spread
              left={words.answered[given.operation === 'milestone.dispute' ? 'dispute' : 'confirm']}
              right={
                <View onClick={() => void openPage(routes.outbox)}>
                  <SyncStatus state={progressOfItem(given)} />
                </View>
              }
            />
          ) : (
            <ButtonPair
              left={
                <Button tone="neutral" onClick={() => setIsDisputing(true)}>
                  {words.dispute}
                </Button>
              }
              right={
                <Button isDisabled={!report.isComplete} onClick={() => void handleConfirm()}>
                  {words.confirm(rung)}
                </Button>
              }
            />
          )}
        </View>
      </CardBody>
      {dialog}
      <BottomSheet
        isOpen={isDisputing}
        onClose={() => setIsDisputing(false)}
        title={words.disputeTitle}
        footer={
          <Button isDisabled={reason.trim() === ''} onClick={() => void handleDispute()}>
            {words.disputeSubmit}
          </Button>
        }
      >
        <Small>{words.disputeHint}</Small>
        <Gap />
        <TextAreaField value={reason} placeholder={words.disputePlaceholder} onChange={setReason} />
      </BottomSheet>
    </Card>
  );
}

function DueTag({ report, today }: { report: MilestoneReport; today: string }) {
  const days = daysBetween(today, report.answerDueOn);
  if (days < 0) return <Tag tone="red">{words.overdue}</Tag>;
  return (
    <Tag tone="yellow" icon="clock">
      {daysLeftWords(days)}
    </Tag>
  );
}
