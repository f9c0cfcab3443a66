/**
 * 记录详情: one submission as it was sent, with its proof. Needs network; what was read before stays visible.
 */
import type { ReactNode } from 'react';
import { View } from '@tarojs/components';
import { failureOf } from '../../../state/failure';
import { useSession } from '../../../state/session';
import { useHazard } from '../../../api/hazard';
import { useRefresh } from '../../../api/refresh';
import { useReport } from '../../../api/report';
import { EvidenceDocuments } from '../../../components/evidence-documents';
import { KeyValues } from '../../../components/key-values';
import { NoticeBar } from '../../../components/notice-bar';
import { recordLine, RecordStateTag } from '../../../components/item-record-row';
import { List, Row } from '../../../components/row';
import { Screen } from '../../../components/screen';
import { Section } from '../../../components/section';
import { ErrorScreen, LoadingScreen } from '../../../components/state-view';
import { Tag } from '../../../components/tag';
import { Gap, Headline, Small, Spread } from '../../../components/text-block';
import { UpdatedAt } from '../../../components/updated-at';
import { dayAndTime } from '../../../components/when';
import type { ReportDetail } from '../../../contract/report';
import { openPage, usePageParams } from '../../../platform/navigate';
import { routes } from '../../../routes';
import { hazardStatusWords, severityWords } from '../../../text/hazard';
import { projectWords } from '../../../text/project';
import { recordTitle, recordWords as words } from '../../../text/report';
import { roleWords } from '../../../text/role';
import { kindWords } from '../../../text/submission';
import { orderWords } from '../../../text/supervision-order';
import { guarded } from '../../guarded';
import { IssueOrderRow } from '../../issue-order';
import { GiveUpPhotos } from './give-up-photos';
import { RecordActions } from './record-actions';
import { ReportContent } from './report-content';
import { FoundPhoto, ReportPhotos } from './report-photos';
import './index.scss';

export default guarded(ReportDetailPage);

function ReportDetailPage() {
  // `photo` is the ordinal that a short code led to.
  const { id = '', photo } = usePageParams();
  const query = useReport(id);
  useRefresh(query);
  if (query.isPending) return <LoadingScreen />;
  if (!query.data) return <ErrorScreen {...failureOf(query.error)} onRetry={() => void query.refetch()} />;
  return <ReportView report={query.data} foundOrdinal={photo === undefined ? null : Number(photo)} updatedAt={query.dataUpdatedAt} onChanged={() => void query.refetch()} />;
}

const openReport = (id: string) => void openPage(routes.reportDetail, { id });

function ReportView({ report, foundOrdinal, updatedAt, onChanged }: { report: ReportDetail; foundOrdinal: number | null; updatedAt: number; onChanged: () => void }) {
  const isOffice = useSession(({ session }) => session?.staff.staff.role === 'office');
  const { by, correctedBy, corrects, project, item } = report;
  const found = report.photos.find(({ ordinal }) => ordinal === foundOrdinal);
  const { itemRecord } = report;
  // Of an answer to an order.
  const { orderId } = report.body;
  return (
    <Screen dock={itemRecord ? <RecordActions record={itemRecord} /> : undefined}>
      <Spread left={<Small>{kindWords[report.kind]}</Small>} right={itemRecord ? <RecordStateTag record={itemRecord} /> : <StatusTag report={report} />} />
      <Headline>{`${project?.name ?? item?.name ?? ''} · ${itemRecord ? recordLine(itemRecord) : recordTitle({ ...report, lostCount: 0 })}`}</Headline>
      <Small>{`${by?.name ?? projectWords.someone}${by ? ` · ${roleWords[by.role]}` : ''} · ${dayAndTime(report.capturedAt)}`}</Small>
      {report.importedBy && <Small>{words.importedBy(report.importedBy.name)}</Small>}
      <View className="report-cards">
        {correctedBy && <LinkNotice text={report.isCorrected ? words.corrected : words.correctionWaits} link={words.openCorrection} onOpen={() => openReport(correctedBy)} />}
        {corrects && <LinkNotice text={words.corrects} link={words.openCorrected} onOpen={() => openReport(corrects)} />}
      </View>
      {found && (
        <Section title={words.foundPhoto(found.shortCode)}>
          <FoundPhoto photo={found} all={report.photos} />
          <Gap />
        </Section>
      )}
      <ReportContent report={report} />
      {report.hazards.length > 0 && (
        <Section title={report.kind === 'hazard_rectify' ? words.hazardRectified : words.hazards}>
          <List>
            {report.hazards.map((hazard) => (
              <Row
                key={hazard.id}
                title={hazard.title}
                note={hazardStatusWords[hazard.status]}
                right={<Tag tone={hazard.severity === 'major' ? 'red' : 'grey'}>{severityWords[hazard.severity]}</Tag>}
                onClick={() => void openPage(routes.hazardDetail, { id: hazard.id })}
              />
            ))}
          </List>
        </Section>
      )}
      <Section title={words.photos} count={report.photoCount > 0 ? words.photoCount(report.photoCount) : undefined}>
        {report.photos.length === 0 ? <Small>{words.noPhotos}</Small> : <ReportPhotos report={report} />}
        {report.documents.length > 0 && <Gap />}
        <EvidenceDocuments documents={report.documents} />
        {isOffice && report.status === 'awaiting_photos' && <GiveUpPhotos report={report} onDone={onChanged} />}
      </Section>
      <Section title={words.receipt}>
        <KeyValues items={receiptOf(report)} />
        <Gap size={2} />
        <Small>{words.receiptNote}</Small>
      </Section>
      <Gap />
      <List>
        <CorrectRow report={report} />
        {typeof orderId === 'string' && <Row title={orderWords.orders} isPlain onClick={() => void openPage(routes.supervisionOrder, { id: orderId })} />}
        {project && report.milestoneReport && (
          <Row
            title={words.openMilestone}
            isPlain
            onClick={() => void openPage(routes.milestone, { projectId: project.id, milestoneId: report.milestoneReport?.milestoneId })}
          />
        )}
        {project && <Row title={words.goProject} isPlain note={project.name} onClick={() => void openPage(routes.projectDetail, { id: project.id })} />}
        <IssueOrderRow about={{ reportId: report.id }} />
        {item && <Row title={words.goItem} isPlain note={item.name} onClick={() => void openPage(routes.planItem, { id: item.id })} />}
      </List>
      <UpdatedAt at={updatedAt} />
    </Screen>
  );
}

const formOf: Partial<Record<ReportDetail['kind'], string>> = {
  inspection: routes.inspection,
  progress: routes.progress,
  milestone_report: routes.progress,
  hazard_rectify: routes.rectify,
};

/** 更正: its sender and the office may, once. A safety check is done anew, a record of the plan has its own way. */
function CorrectRow({ report: { id, kind, by, correctedBy, hazards } }: { report: ReportDetail }) {
  const mine = useSession(({ session }) => session?.staff.staff);
  const form = formOf[kind];
  const may = mine?.role === 'office' || (by?.id === mine?.id && mine !== undefined);
  if (!form || !may || correctedBy) return null;
  const row = <Row title={words.correct} isPlain note={words.correctNote} onClick={() => void openPage(form, { corrects: id })} />;
  return kind === 'hazard_rectify' ? <IfAwaiting hazardId={hazards[0]?.id ?? ''} recordId={id}>{row}</IfAwaiting> : row;
}

/** Only the rectification that waits to be verified is corrected; one that was returned is done anew. */
function IfAwaiting({ hazardId, recordId, children }: { hazardId: string; recordId: string; children: ReactNode }) {
  const hazard = useHazard(hazardId).data;
  return hazard?.status === 'rectified' && hazard.rectification?.submissionId === recordId ? <>{children}</> : null;
}

function StatusTag({ report }: { report: ReportDetail }) {
  return (
    <View className="report-status">
      {report.lostCount > 0 && <Tag tone="yellow">{words.lostCount(report.lostCount)}</Tag>}
      {report.status === 'complete' ? (
        <Tag tone="green" icon="check">
          {words.counted}
        </Tag>
      ) : (
        <Tag tone="yellow">{words.photoWaiting}</Tag>
      )}
    </View>
  );
}

function LinkNotice({ text, link, onOpen }: { text: string; link: string; onOpen: () => void }) {
  return (
    <View className="report-notice" onClick={onOpen}>
      <NoticeBar icon="info">
        {text}
        <View className="report-notice-link">{link}</View>
      </NoticeBar>
    </View>
  );
}

function receiptOf(report: ReportDetail): Array<{ key: string; value: ReactNode; note?: ReactNode }> {
  return [
    { key: words.capturedAt, value: dayAndTime(report.capturedAt) },
    { key: words.receivedAt, value: dayAndTime(report.receivedAt) },
    { key: report.itemRecord ? words.completeAt : words.countedAt, value: report.countedAt ? dayAndTime(report.countedAt) : words.notCounted },
    { key: words.fingerprint, value: report.sha256.slice(0, 16) },
  ];
}
