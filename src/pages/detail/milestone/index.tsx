/**
 * 里程碑: one report beside its photos, to be confirmed or disputed by the other party. Works offline on what was last
 * read: the answer names the report it is given to, and the server refuses it when a newer one has come.
 */
import { View } from '@tarojs/components';
import { useState } from 'react';
import { useProject } from '../../../api/project';
import { useRefresh } from '../../../api/refresh';
import { Button, ButtonPair } from '../../../components/button';
import { Card, CardTitle } from '../../../components/card';
import { EvidenceDocuments } from '../../../components/evidence-documents';
import { EvidenceGrid } from '../../../components/evidence-photos';
import { KeyValues } from '../../../components/key-values';
import { NoticeBar } from '../../../components/notice-bar';
import { List, Row } from '../../../components/row';
import { ReasonSheet } from '../../../components/reason-sheet';
import { Screen } from '../../../components/screen';
import { Section } from '../../../components/section';
import { EmptyScreen, ErrorScreen, LoadingScreen } from '../../../components/state-view';
import { SyncStatus } from '../../../components/sync-status';
import { Tag, type TagTone } from '../../../components/tag';
import { Gap, Headline, Small, Spread } from '../../../components/text-block';
import { UpdatedAt } from '../../../components/updated-at';
import { useConfirm } from '../../../components/use-confirm';
import { dayAndTime, whenWords } from '../../../components/when';
import type { Milestone, MilestoneReport } from '../../../contract/milestone';
import type { ProjectDetail } from '../../../contract/project';
import { parkDay } from '../../../domain/calendar';
import { stillSkipped } from '../../../domain/milestone';
import { openPage, usePageParams } from '../../../platform/navigate';
import { routes } from '../../../routes';
import { failureOf } from '../../../state/failure';
import { progressOfItem } from '../../../state/queued';
import { useQueuedAnswer } from '../../../state/queued-answer';
import { useSession } from '../../../state/session';
import { formatAmount } from '../../../text/amount';
import { formatDay } from '../../../text/format';
import { milestoneStatusWords, milestoneWords, rungWords } from '../../../text/milestone';
import { milestoneAnswerWords as answerWords } from '../../../text/milestone-answer';
import { milestonePageWords as words } from '../../../text/milestone-page';
import { reasonText } from '../../../text/outbox';
import { projectWords } from '../../../text/project';
import { recordTitle } from '../../../text/report';
import { roleWords } from '../../../text/role';
import { guarded } from '../../guarded';
import './index.scss';

export default guarded(MilestonePage);

function MilestonePage() {
  const { projectId = '', milestoneId = '' } = usePageParams();
  const query = useProject(projectId);
  useRefresh(query);
  const milestone = query.data?.milestones.find((one) => one.id === milestoneId);
  if (query.isPending) return <LoadingScreen />;
  if (!query.data) return <ErrorScreen {...failureOf(query.error)} onRetry={() => void query.refetch()} />;
  if (!milestone?.report) {
    return (
      <EmptyScreen
        title={words.emptyTitle}
        text={words.emptyText}
        action={{ label: words.openProject, icon: 'site', onClick: () => void openPage(routes.projectDetail, { id: projectId }) }}
      />
    );
  }
  return <MilestoneView project={query.data} milestone={milestone} report={milestone.report} updatedAt={query.dataUpdatedAt} />;
}

interface MilestoneViewProps {
  project: ProjectDetail;
  milestone: Milestone;
  report: NonNullable<Milestone['report']>;
  updatedAt: number;
}

function MilestoneView({ project, milestone, report, updatedAt }: MilestoneViewProps) {
  const role = useSession(({ session }) => session?.staff.staff.role);
  const { ask, dialog } = useConfirm();
  const [isDisputing, setIsDisputing] = useState(false);
  const { given, send } = useQueuedAnswer({ id: milestone.id, answers: report.reportId, about: project.name });
  const today = parkDay(new Date());
  const rung = rungWords[milestone.rung];

  const handleDispute = (reason: string) => {
    setIsDisputing(false);
    void send('milestone.dispute', { reportId: report.reportId, reason });
  };
  const handleConfirm = async () => {
    const text = answerWords.confirmText(formatDay(report.occurredOn, today));
    const isSure = await ask({ title: answerWords.confirmQuestion(project.name, rung), text, confirmLabel: words.confirm });
    if (isSure) await send('milestone.confirm', { reportId: report.reportId });
  };

  const dock = report.mayAnswer && !given && (
    <ButtonPair
      left={
        <Button tone="neutral" onClick={() => setIsDisputing(true)}>
          {answerWords.dispute}
        </Button>
      }
      right={
        <Button icon="check" isDisabled={!report.isComplete} onClick={() => void handleConfirm()}>
          {words.confirm}
        </Button>
      }
    />
  );
  const again = milestone.status === 'disputed' && role !== 'leader' && (
    <Button icon="progress" onClick={() => void openPage(routes.progress, { projectId: project.id, rung: milestone.rung })}>
      {words.reportAgain(rung)}
    </Button>
  );
  const earlier = project.records.filter((record) => record.kind === 'milestone_report' && record.rung === milestone.rung);

  return (
    <Screen dock={dock || again || undefined} dockNote={dock ? (report.isComplete ? words.dockNote : answerWords.photosPending) : again ? words.againNote : undefined}>
      <Spread left={<Headline>{`${project.name} · ${rung}`}</Headline>} right={<StatusTag milestone={milestone} report={report} today={today} />} />
      <Gap />
      {given && report.mayAnswer && (
        <>
          <List>
            <Row
              title={answerWords.answered[given.operation === 'milestone.dispute' ? 'dispute' : 'confirm']}
              isPlain
              note={given.problem ? reasonText(given.problem.code) : undefined}
              right={<SyncStatus state={progressOfItem(given)} />}
              onClick={() => void openPage(routes.outbox)}
            />
          </List>
          <Gap />
        </>
      )}
      <ReportFacts project={project} milestone={milestone} report={report} today={today} />
      <Section title={words.photos} count={report.photos.length}>
        <EvidenceGrid photos={report.photos} nameOf={() => report.reportedBy?.name} />
        {(report.documents ?? []).length > 0 && <Gap />}
        <EvidenceDocuments documents={report.documents ?? []} />
        {!report.isComplete && <Small>{answerWords.photosPending}</Small>}
      </Section>
      <AnswerCard milestone={milestone} report={report} today={today} />
      {earlier.length > 0 && (
        <Section title={words.history}>
          <List>
            {earlier.map((record) => (
              <Row
                key={record.id}
                title={recordTitle(record)}
                isPlain
                note={`${record.by?.name ?? projectWords.someone} · ${whenWords(record.capturedAt)}`}
                onClick={() => void openPage(routes.reportDetail, { id: record.id })}
              />
            ))}
          </List>
        </Section>
      )}
      <Gap />
      <List>
        <Row title={words.openProject} isPlain note={project.name} onClick={() => void openPage(routes.projectDetail, { id: project.id })} />
      </List>
      <UpdatedAt at={updatedAt} />
      {dialog}
      <ReasonSheet words={answerWords.disputeSheet} isOpen={isDisputing} onClose={() => setIsDisputing(false)} onSubmit={handleDispute} />
    </Screen>
  );
}

const statusTones: Record<Milestone['status'], TagTone> = { none: 'grey', reported: 'yellow', disputed: 'yellow', confirmed: 'green' };

function StatusTag({ milestone, report, today }: { milestone: Milestone; report: MilestoneReport; today: string }) {
  if (milestone.status === 'reported' && today > report.answerDueOn) return <Tag tone="red">{milestoneWords.answerOverdue}</Tag>;
  return (
    <Tag tone={statusTones[milestone.status]} icon={milestone.status === 'confirmed' ? 'check' : undefined}>
      {milestoneStatusWords[milestone.status]}
    </Tag>
  );
}

function ReportFacts({ project, milestone, report, today }: { project: ProjectDetail; milestone: Milestone; report: MilestoneReport; today: string }) {
  const { reportedBy, agreedInvestmentYuan, skippedRungs } = report;
  const skipped = stillSkipped(skippedRungs, project).map((rung) => rungWords[rung]);
  return (
    <>
      <KeyValues
        items={[
          {
            key: words.occurredOn,
            value: formatDay(report.occurredOn, today),
            note: milestone.plannedOn ? projectWords.planned(formatDay(milestone.plannedOn, today)) : undefined,
          },
          {
            key: words.reportedBy,
            value: reportedBy?.name ?? projectWords.someone,
            note: `${reportedBy ? `${roleWords[reportedBy.role]} · ` : ''}${dayAndTime(report.reportedAt)}`,
          },
          ...(agreedInvestmentYuan === null
            ? []
            : [{ key: words.agreedInvestment, value: formatAmount(agreedInvestmentYuan), note: words.agreedInvestmentNote }]),
        ]}
      />
      {skipped.length > 0 && <NoticeBar>{milestoneWords.skipped(skipped)}</NoticeBar>}
    </>
  );
}

/** What the other party said, or until when it is asked to. */
function AnswerCard({ milestone, report, today }: { milestone: Milestone; report: NonNullable<Milestone['report']>; today: string }) {
  const { answer, answerDueOn } = report;
  if (!answer) {
    if (milestone.status !== 'reported') return null;
    const due = formatDay(answerDueOn, today);
    const asked = report.mayAnswer ? words.askYou(due) : words.waitingText(due);
    return (
      <View className="milestone-notice">
        <NoticeBar icon="clock">{today > answerDueOn ? words.overdueText(due) : asked}</NoticeBar>
      </View>
    );
  }
  const sentence = answer.answer === 'dispute' ? words.disputedBy : answer.onBehalf ? words.onBehalfBy : words.confirmedBy;
  return (
    <Section title={words.answerTitle}>
      <Card>
        <CardTitle>{sentence(answer.by?.name ?? projectWords.someone, dayAndTime(answer.at))}</CardTitle>
        {answer.reason && <Small>{`${words.reason}：${answer.reason}`}</Small>}
      </Card>
    </Section>
  );
}
