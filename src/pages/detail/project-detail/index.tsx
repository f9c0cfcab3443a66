/**
 * 项目详情. Needs network; what was read before stays visible while it refreshes. Every statement leads to its record.
 */
import { View } from '@tarojs/components';
import { useState } from 'react';
import { failureOf } from '../../../state/failure';
import { useProject } from '../../../api/project';
import { useRefresh } from '../../../api/refresh';
import { BigNumber } from '../../../components/big-number';
import { BottomSheet } from '../../../components/bottom-sheet';
import { Button, ButtonPair } from '../../../components/button';
import { Card } from '../../../components/card';
import { EvidenceGrid } from '../../../components/evidence-photos';
import { Light } from '../../../components/light';
import { NoticeBar } from '../../../components/notice-bar';
import { PaceBar } from '../../../components/pace-bar';
import { List, Row, RowIcon } from '../../../components/row';
import { Screen } from '../../../components/screen';
import { Section } from '../../../components/section';
import { ErrorScreen, LoadingScreen } from '../../../components/state-view';
import { Tag } from '../../../components/tag';
import { Gap, Headline, Small, Spread } from '../../../components/text-block';
import { Timeline } from '../../../components/timeline';
import { UpdatedAt } from '../../../components/updated-at';
import { whenWords } from '../../../components/when';
import type { Photo } from '../../../contract/photo';
import type { ProjectDetail } from '../../../contract/project';
import type { Report } from '../../../contract/report';
import { daysBetween, parkDay } from '../../../domain/calendar';
import { unmetDependencies } from '../../../domain/project-pace';
import { openPage, usePageParams } from '../../../platform/navigate';
import { routes } from '../../../routes';
import { useSession } from '../../../state/session';
import { formatAmount } from '../../../text/amount';
import { daysLeftWords, formatDay, joinNames } from '../../../text/format';
import { severityWords } from '../../../text/hazard';
import { hazardPageWords } from '../../../text/hazard-page';
import { commitmentWords } from '../../../text/light';
import { meWords } from '../../../text/me';
import { projectCategoryWords, projectWords as words } from '../../../text/project';
import { problemsLine, recordTitle } from '../../../text/report';
import { todayWords } from '../../../text/today';
import { guarded } from '../../guarded';
import { IssueOrderRow } from '../../issue-order';
import { FactsSheet } from './facts-sheet';
import { MilestoneLadder } from './milestone-ladder';
import './index.scss';

/** As much as a screen holds; the rest is one tap away. */
const photosShown = 6;
/** Each has a row of its own, be it for one photo. */
const photoDaysShown = 3;
const recordsShown = 5;

export default guarded(ProjectDetailPage);

function ProjectDetailPage() {
  const { id = '' } = usePageParams();
  const query = useProject(id);
  useRefresh(query);
  if (query.isPending) return <LoadingScreen />;
  if (!query.data) return <ErrorScreen {...failureOf(query.error)} onRetry={() => void query.refetch()} />;
  return <ProjectView project={query.data} updatedAt={query.dataUpdatedAt} />;
}

function ProjectView({ project, updatedAt }: { project: ProjectDetail; updatedAt: number }) {
  const role = useSession(({ session }) => session?.staff.staff.role);
  const [isRecording, setIsRecording] = useState(false);
  const { planItem } = project;
  const readsPlan = role !== 'contact';
  const report = role !== 'leader' && (
    <Button icon="progress" onClick={() => void openPage(routes.progress, { projectId: project.id })}>
      {role === 'office' ? words.reportMilestone : words.reportProgress}
    </Button>
  );
  const record = (
    <Button tone="neutral" onClick={() => setIsRecording(true)}>
      {words.openFacts}
    </Button>
  );
  const dock = role === 'office' ? <ButtonPair left={record} right={report} /> : report || undefined;

  return (
    <Screen dock={dock}>
      <View className="project-head">
        <View className="project-name">
          <Headline>{project.name}</Headline>
        </View>
        {readsPlan && <Light state={project.light} />}
        <View className="project-class">
          {planItem && readsPlan ? `${planItem.section} · ${commitmentWords[planItem.commitmentClass]}` : projectCategoryWords[project.category]}
        </View>
      </View>
      {readsPlan && <Small>{project.rule}</Small>}
      {project.inspector && <Small>{words.inspector(project.inspector.name)}</Small>}
      {project.question && <NoticeBar icon="info">{project.question}</NoticeBar>}
      <View className="project-cards">
        <ProgressCard project={project} />
        <Blockers project={project} readsPlan={readsPlan} />
        <Hazards project={project} />
      </View>
      <Section title={words.ladder}>
        <MilestoneLadder project={project} />
      </Section>
      <PhotoWall projectId={project.id} records={project.records} />
      <Records projectId={project.id} records={project.records} />
      {readsPlan && project.planItems.length > 0 && (
        <Section title={words.planItems}>
          <List>
            {project.planItems.map((item) => (
              <Row
                key={item.id}
                title={item.name}
                isPlain
                note={words.planSection(item.section)}
                right={<Tag tone={item.isMet ? 'green' : 'grey'}>{item.isMet ? words.planItemMet : words.planItemOpen}</Tag>}
                onClick={() => void openPage(routes.planItem, { id: item.id })}
              />
            ))}
          </List>
        </Section>
      )}
      {role === 'leader' && (
        <>
          <Gap />
          <List>
            <IssueOrderRow about={{ projectId: project.id }} />
          </List>
        </>
      )}
      <UpdatedAt at={updatedAt} />
      {role === 'office' && <FactsSheet project={project} isOpen={isRecording} onClose={() => setIsRecording(false)} />}
    </Screen>
  );
}

function ProgressCard({ project }: { project: ProjectDetail }) {
  const { progress, totalInvestmentYuan: total } = project;
  const expected = project.expectedPercent === null ? null : Math.round(project.expectedPercent);
  const totalWords = total === null ? words.investmentUnknown : words.totalInvestment(formatAmount(total));
  if (!progress) {
    return (
      <Card>
        <Spread left={words.noProgress} right={<Small>{expected === null ? '' : words.expected(expected)}</Small>} />
        <Small>{totalWords}</Small>
      </Card>
    );
  }
  const invested = progress.investmentToDateYuan;
  return (
    <Card>
      <View className="project-progress" onClick={() => void openPage(routes.reportDetail, { id: progress.reportId })}>
        <Spread
          left={<BigNumber value={progress.percent} unit="%" />}
          right={<Small>{expected === null ? whenWords(progress.reportedAt) : words.expected(expected)}</Small>}
        />
        <PaceBar value={progress.percent} expected={expected ?? undefined} label={words.paceLabel(progress.percent, expected)} />
        <Spread
          left={<Small>{invested === null ? problemsLine(progress.problems) : words.investmentToDate(formatAmount(invested))}</Small>}
          right={<Small>{totalWords}</Small>}
        />
        {invested !== null && progress.problems.length > 0 && <Small>{problemsLine(progress.problems)}</Small>}
      </View>
    </Card>
  );
}

function Blockers({ project, readsPlan }: { project: ProjectDetail; readsPlan: boolean }) {
  const standing = unmetDependencies(project);
  if (standing.length === 0) return null;
  return (
    <Card>
      <Small>{words.blockers}</Small>
      {standing.map(({ itemId, name, project: of }) => {
        // A step of this very project: its item says what is missing, the project would only name itself.
        const other = of?.id === project.id ? null : of;
        const open = other
          ? () => void openPage(routes.projectDetail, { id: other.id })
          : readsPlan
            ? () => void openPage(routes.planItem, { id: itemId })
            : undefined;
        return (
          <Row
            key={itemId}
            lead={<RowIcon name="bolt" tone="yellow" />}
            title={other?.name ?? name}
            note={other?.progress ? words.blockerProgress(other.progress.percent, other.silentDays) : (other?.rule ?? words.blockerItem)}
            right={other ? <Light state={other.light} /> : undefined}
            onClick={open}
          />
        );
      })}
    </Card>
  );
}

function Hazards({ project }: { project: ProjectDetail }) {
  const [isOpen, setIsOpen] = useState(false);
  const standing = project.hazards.filter((hazard) => hazard.status !== 'closed');
  const overdue = standing.filter((hazard) => hazard.isOverdue).length;
  const today = parkDay(new Date());
  const [first] = standing;
  const role = useSession(({ session }) => session?.staff.staff.role);
  const mayOpen = role === 'inspector' || role === 'office';
  if (!first && !mayOpen) return null;
  const openHazard = (id: string) => void openPage(routes.hazardDetail, { id });
  return (
    <List>
      {first && (
        <Row
          title={words.hazardsOpen(standing.length)}
          note={joinNames(standing.map((hazard) => hazard.title), 2)}
          right={overdue > 0 ? <Light state="overdue">{words.hazardsOverdue(overdue)}</Light> : undefined}
          onClick={() => (standing.length === 1 ? openHazard(first.id) : setIsOpen(true))}
        />
      )}
      {role === 'inspector' && (
        <>
          <Row lead={<RowIcon name="camera" />} title={todayWords.actions.inspection} isPlain onClick={() => void openPage(routes.inspection, { projectId: project.id })} />
          <Row lead={<RowIcon name="shield" />} title={todayWords.actions.safetyCheck} isPlain onClick={() => void openPage(routes.safetyCheck, { projectId: project.id })} />
        </>
      )}
      {mayOpen && <Row lead={<RowIcon name="alert" />} title={hazardPageWords.open} isPlain onClick={() => void openPage(routes.openHazard, { projectId: project.id })} />}
      {role === 'office' && <Row lead={<RowIcon name="image" />} title={meWords.siteCodes} isPlain onClick={() => void openPage(routes.siteCodes, { projectId: project.id })} />}
      <BottomSheet isOpen={isOpen} onClose={() => setIsOpen(false)} title={words.hazardsOpen(standing.length)}>
        {standing.map((hazard) => {
          const days = daysLeftWords(daysBetween(today, hazard.rectificationDueOn));
          return (
            <Row
              key={hazard.id}
              title={hazard.title}
              note={severityWords[hazard.severity]}
              right={hazard.isOverdue ? <Light state="overdue">{days}</Light> : <Small>{days}</Small>}
              onClick={() => {
                setIsOpen(false);
                openHazard(hazard.id);
              }}
            />
          );
        })}
      </BottomSheet>
    </List>
  );
}

function PhotoWall({ projectId, records }: { projectId: string; records: readonly Report[] }) {
  const nameOfRecord = new Map(records.map((record) => [record.id, record.by?.name]));
  const photos = records
    .flatMap((record) => (record.isCorrected ? [] : record.photos))
    .sort((a, b) => (a.capturedAt < b.capturedAt ? 1 : -1));
  if (photos.length === 0) return null;
  return (
    <Section title={words.photos} link={words.allRecords} onLink={() => void openPage(routes.projectRecords, { projectId })}>
      {groupByDay(photos.slice(0, photosShown)).slice(0, photoDaysShown).map(([on, ofDay]) => (
        <View key={on} className="project-day">
          <Small>{formatDay(on, parkDay(new Date()))}</Small>
          <EvidenceGrid photos={ofDay} nameOf={(photo) => nameOfRecord.get(photo.submissionId)} />
        </View>
      ))}
    </Section>
  );
}

function groupByDay(photos: readonly Photo[]): Array<[string, Photo[]]> {
  const days = new Map<string, Photo[]>();
  for (const photo of photos) {
    const on = parkDay(photo.capturedAt);
    days.set(on, [...(days.get(on) ?? []), photo]);
  }
  return [...days];
}

function Records({ projectId, records }: { projectId: string; records: readonly Report[] }) {
  const hasMore = records.length > recordsShown;
  return (
    <Section
      title={words.records}
      link={hasMore ? words.allRecords : undefined}
      onLink={() => void openPage(routes.projectRecords, { projectId })}
    >
      <Card>
        {records.length === 0 && <Small>{words.noRecords}</Small>}
        <Timeline
          entries={records.slice(0, recordsShown).map((record) => ({
            key: record.id,
            title: recordTitle(record, percentBefore(records, record)),
            time: whenWords(record.capturedAt),
            note: [problemsLine(record.problems), record.by?.name ?? words.someone].filter(Boolean).join('。'),
            onClick: () => void openPage(routes.reportDetail, { id: record.id }),
          }))}
        />
      </Card>
    </Section>
  );
}

/** The records come newest first; a corrected one never was. */
function percentBefore(records: readonly Report[], record: Report): number | null {
  const older = records.slice(records.indexOf(record) + 1);
  return older.find((one) => one.kind === 'progress' && !one.isCorrected)?.percent ?? null;
}
