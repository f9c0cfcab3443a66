/** 全部记录 of a project, newest first, each with its photos. Needs network; what was read before stays while it refreshes. */
import { View } from '@tarojs/components';
import { failureOf } from '../../../state/failure';
import { useProjectRecords } from '../../../api/report';
import { useRefresh } from '../../../api/refresh';
import { Button } from '../../../components/button';
import { EvidenceStrip } from '../../../components/evidence-photos';
import { List, Row } from '../../../components/row';
import { Screen } from '../../../components/screen';
import { EmptyScreen, ErrorScreen, LoadingScreen } from '../../../components/state-view';
import { Tag } from '../../../components/tag';
import { Gap, Headline } from '../../../components/text-block';
import { UpdatedAt } from '../../../components/updated-at';
import { whenWords } from '../../../components/when';
import type { Report } from '../../../contract/report';
import { openPage, usePageParams } from '../../../platform/navigate';
import { routes } from '../../../routes';
import { projectWords as words } from '../../../text/project';
import { recordTitle, recordWords } from '../../../text/report';
import { guarded } from '../../guarded';
import './index.scss';

export default guarded(ProjectRecordsPage);

function ProjectRecordsPage() {
  const { projectId = '' } = usePageParams();
  const query = useProjectRecords(projectId);
  useRefresh(query);
  if (query.isPending) return <LoadingScreen />;
  if (!query.data) return <ErrorScreen {...failureOf(query.error)} onRetry={() => void query.refetch()} />;
  const records = query.data.pages.flatMap((page) => page.items);
  const [first] = records;
  if (!first) return <EmptyScreen title={words.noRecordsTitle} text={words.noRecordsText} />;
  return (
    <Screen>
      <Headline>{first.project?.name ?? ''}</Headline>
      <Gap />
      {records.map((record) => (
        <RecordEntry key={record.id} record={record} />
      ))}
      {query.hasNextPage && (
        <Button tone="neutral" isBusy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {words.moreRecords}
        </Button>
      )}
      <UpdatedAt at={query.dataUpdatedAt} />
    </Screen>
  );
}

function RecordEntry({ record }: { record: Report }) {
  return (
    <View className="project-record">
      <List>
        <Row
          title={recordTitle(record)}
          note={`${record.by?.name ?? words.someone} · ${whenWords(record.capturedAt)}`}
          right={<RecordTag record={record} />}
          onClick={() => void openPage(routes.reportDetail, { id: record.id })}
        />
      </List>
      {record.photos.length > 0 && (
        <View className="project-record-photos">
          <EvidenceStrip photos={record.photos} />
        </View>
      )}
    </View>
  );
}

function RecordTag({ record }: { record: Report }) {
  if (record.isCorrected) return <Tag>{recordWords.correctedShort}</Tag>;
  return record.status === 'complete' ? null : <Tag>{recordWords.photoWaiting}</Tag>;
}
