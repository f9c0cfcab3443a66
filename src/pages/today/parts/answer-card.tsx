import { View } from '@tarojs/components';
import { useState } from 'react';
import { Button, ButtonPair } from '../../../components/button';
import { Card, CardBody, CardTitle } from '../../../components/card';
import { Photo } from '../../../components/photo';
import { ReasonSheet } from '../../../components/reason-sheet';
import { SyncStatus } from '../../../components/sync-status';
import { Tag } from '../../../components/tag';
import { Small, Spread } from '../../../components/text-block';
import { useConfirm } from '../../../components/use-confirm';
import { dayAndTime } from '../../../components/when';
import type { MilestoneReport } from '../../../contract/milestone';
import { daysBetween, parkDay } from '../../../domain/calendar';
import { openPage } from '../../../platform/navigate';
import { routes } from '../../../routes';
import { progressOfItem } from '../../../state/queued';
import { useQueuedAnswer } from '../../../state/queued-answer';
import { formatAmount } from '../../../text/amount';
import { daysLeftWords, formatDay } from '../../../text/format';
import { rungWords } from '../../../text/milestone';
import { milestoneAnswerWords as answerWords } from '../../../text/milestone-answer';
import { photoFlagText } from '../../../text/report';
import { todayWords as words } from '../../../text/today';
import '../index.scss';

/** A milestone reported by the other party: its proof, until when an answer is asked for, and the two answers. */
export function AnswerCard({ report }: { report: MilestoneReport }) {
  const { given, send } = useQueuedAnswer({ id: report.milestoneId, answers: report.reportId, about: report.project.name });
  const { ask, dialog } = useConfirm();
  const [isDisputing, setIsDisputing] = useState(false);
  const today = parkDay(new Date());
  const rung = rungWords[report.rung];
  const name = report.reportedBy?.name ?? words.someone;

  const handleDispute = (reason: string) => {
    setIsDisputing(false);
    void send('milestone.dispute', { reportId: report.reportId, reason });
  };
  const handleConfirm = async () => {
    const text = answerWords.confirmText(formatDay(report.occurredOn, today));
    const isSure = await ask({ title: answerWords.confirmQuestion(report.project.name, rung), text, confirmLabel: words.confirm(rung) });
    if (isSure) await send('milestone.confirm', { reportId: report.reportId });
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
          <Small>{words.answerPhotos(report.photos.length, [...new Set(report.photos.flatMap(({ flags, distanceM }) => photoFlagText(flags, distanceM, words.farFrom) ?? []))])}</Small>
          {report.agreedInvestmentYuan !== null && <Small>{words.answerAmount(formatAmount(report.agreedInvestmentYuan))}</Small>}
          {!report.isComplete && <Small>{answerWords.photosPending}</Small>}
        </View>
        <View className="today-answer-foot">
          {given ? (
            <Spread
              left={answerWords.answered[given.operation === 'milestone.dispute' ? 'dispute' : 'confirm']}
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
                  {answerWords.dispute}
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
      <ReasonSheet words={answerWords.disputeSheet} isOpen={isDisputing} onClose={() => setIsDisputing(false)} onSubmit={handleDispute} />
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
