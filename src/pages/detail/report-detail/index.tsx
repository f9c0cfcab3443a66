/**
 * 记录详情: one submission as it was sent, with its proof. Needs network; what was read before stays visible.
 */
import { useState, type ReactNode } from 'react';
import { View } from '@tarojs/components';
import { failureOf } from '../../../state/failure';
import { useRefresh } from '../../../api/refresh';
import { useReport } from '../../../api/report';
import { EvidenceGrid } from '../../../components/evidence-photos';
import { KeyValues } from '../../../components/key-values';
import { NoticeBar } from '../../../components/notice-bar';
import { List, Row } from '../../../components/row';
import { Screen } from '../../../components/screen';
import { Section } from '../../../components/section';
import { ErrorScreen, LoadingScreen } from '../../../components/state-view';
import { Tag } from '../../../components/tag';
import { Gap, Headline, Small, Spread } from '../../../components/text-block';
import { UpdatedAt } from '../../../components/updated-at';
import { dayAndTime } from '../../../components/when';
import type { Photo } from '../../../contract/photo';
import type { ReportDetail } from '../../../contract/report';
import { openPage, usePageParams } from '../../../platform/navigate';
import { routes } from '../../../routes';
import { formatDistance } from '../../../text/format';
import { hazardStatusWords, severityWords } from '../../../text/hazard';
import { projectWords } from '../../../text/project';
import { photoFlagText, recordTitle, recordWords as words } from '../../../text/report';
import { roleWords } from '../../../text/role';
import { kindWords, locationMissingWords, photoSourceWords } from '../../../text/submission';
import { ReportContent } from './report-content';
import './index.scss';

export default function ReportDetailPage() {
  const { id = '' } = usePageParams();
  const query = useReport(id);
  useRefresh(query);
  if (query.isPending) return <LoadingScreen />;
  if (!query.data) return <ErrorScreen {...failureOf(query.error)} onRetry={() => void query.refetch()} />;
  return <ReportView report={query.data} updatedAt={query.dataUpdatedAt} />;
}

const openReport = (id: string) => void openPage(routes.reportDetail, { id });

function ReportView({ report, updatedAt }: { report: ReportDetail; updatedAt: number }) {
  const { by, correctedBy, corrects } = report;
  return (
    <Screen>
      <Spread left={<Small>{kindWords[report.kind]}</Small>} right={<StatusTag report={report} />} />
      <Headline>{`${report.project.name} · ${recordTitle(report)}`}</Headline>
      <Small>{`${by?.name ?? projectWords.someone}${by ? ` · ${roleWords[by.role]}` : ''} · ${dayAndTime(report.capturedAt)}`}</Small>
      <View className="report-cards">
        {correctedBy && <LinkNotice text={words.corrected} link={words.openCorrection} onOpen={() => openReport(correctedBy)} />}
        {corrects && <LinkNotice text={words.corrects} link={words.openCorrected} onOpen={() => openReport(corrects)} />}
      </View>
      <ReportContent report={report} />
      {report.hazards.length > 0 && (
        <Section title={words.hazards}>
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
        {report.photos.length === 0 ? <Small>{words.noPhotos}</Small> : <Photos report={report} />}
      </Section>
      <Section title={words.receipt}>
        <KeyValues items={receiptOf(report)} />
        <Gap size={2} />
        <Small>{words.receiptNote}</Small>
      </Section>
      <Gap />
      <List>
        {report.milestoneReport && (
          <Row
            title={words.openMilestone}
            isPlain
            onClick={() =>
              void openPage(routes.milestone, { projectId: report.project.id, milestoneId: report.milestoneReport?.milestoneId })
            }
          />
        )}
        <Row title={words.goProject} isPlain note={report.project.name} onClick={() => void openPage(routes.projectDetail, { id: report.project.id })} />
      </List>
      <UpdatedAt at={updatedAt} />
    </Screen>
  );
}

function StatusTag({ report }: { report: ReportDetail }) {
  if (report.status === 'complete') {
    return (
      <Tag tone="green" icon="check">
        {words.counted}
      </Tag>
    );
  }
  return <Tag tone="yellow">{words.photoWaiting}</Tag>;
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

function Photos({ report }: { report: ReportDetail }) {
  const [isListed, setIsListed] = useState(false);
  const arrived = report.photos.filter((photo) => photo.stored).length;
  return (
    <>
      <EvidenceGrid photos={report.photos} />
      {report.status === 'awaiting_photos' && <NoticeBar icon="clock">{words.awaitingPhotos(arrived, report.photoCount)}</NoticeBar>}
      <Gap />
      <List>
        <Row title={words.evidence} isPlain right={<Small>{isListed ? projectWords.fold : ''}</Small>} hasChevron={!isListed} onClick={() => setIsListed(!isListed)} />
        {isListed && report.photos.map((photo) => <Row key={photo.id} title={photo.shortCode} note={<PhotoProof photo={photo} />} />)}
      </List>
    </>
  );
}

/** When, from where, how exact or why unknown, and what is odd. */
function PhotoProof({ photo }: { photo: Photo }) {
  const { location, locationMissing, distanceM } = photo;
  const flags = photoFlagText(photo.flags, photo.distanceM);
  const place = location
    ? [
        words.place(location.latitude.toFixed(5), location.longitude.toFixed(5)),
        words.accuracy(formatDistance(location.accuracyM)),
        distanceM === null ? '' : words.distance(formatDistance(distanceM)),
      ]
    : [locationMissing ? locationMissingWords[locationMissing] : ''];
  return (
    <>
      <View>{`${dayAndTime(photo.capturedAt)} · ${photoSourceWords[photo.source]}`}</View>
      <View>{place.filter(Boolean).join(' · ')}</View>
      {flags && (
        <View className="report-flags">
          <Tag tone="yellow">{flags}</Tag>
        </View>
      )}
    </>
  );
}

function receiptOf(report: ReportDetail): Array<{ key: string; value: ReactNode; note?: ReactNode }> {
  return [
    { key: words.capturedAt, value: dayAndTime(report.capturedAt) },
    { key: words.receivedAt, value: dayAndTime(report.receivedAt) },
    { key: words.countedAt, value: report.countedAt ? dayAndTime(report.countedAt) : words.notCounted },
    { key: words.fingerprint, value: report.sha256.slice(0, 16) },
  ];
}
