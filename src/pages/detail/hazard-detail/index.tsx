/**
 * 隐患详情, to be read. Needs network; what was read before stays visible while it refreshes.
 */
import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { failureOf } from '../../../state/failure';
import { useHazard } from '../../../api/hazard';
import { useRefresh } from '../../../api/refresh';
import { Card } from '../../../components/card';
import { EvidenceGrid } from '../../../components/evidence-photos';
import { KeyValues } from '../../../components/key-values';
import { Light } from '../../../components/light';
import { List, Row } from '../../../components/row';
import { Screen } from '../../../components/screen';
import { Section } from '../../../components/section';
import { ErrorScreen, LoadingScreen } from '../../../components/state-view';
import { Tag, type TagTone } from '../../../components/tag';
import { Tags } from '../../../components/tags';
import { Gap, Headline, Small } from '../../../components/text-block';
import { Timeline } from '../../../components/timeline';
import { UpdatedAt } from '../../../components/updated-at';
import { dayAndTime } from '../../../components/when';
import type { HazardDetail } from '../../../contract/hazard';
import { daysBetween, parkDay } from '../../../domain/calendar';
import { openPage, usePageParams } from '../../../platform/navigate';
import { routes } from '../../../routes';
import { daysLeftWords, formatDay } from '../../../text/format';
import { hazardActionWords, hazardStatusWords } from '../../../text/hazard';
import { hazardPageWords as words } from '../../../text/hazard-page';
import { projectWords } from '../../../text/project';
import { roleWords } from '../../../text/role';
import { guarded } from '../../guarded';
import { IssueOrderRow } from '../../issue-order';
import './index.scss';

export default guarded(HazardDetailPage);

function HazardDetailPage() {
  const { id = '' } = usePageParams();
  const query = useHazard(id);
  useRefresh(query);
  if (query.isPending) return <LoadingScreen />;
  if (!query.data) return <ErrorScreen {...failureOf(query.error)} onRetry={() => void query.refetch()} />;
  return <HazardView hazard={query.data} updatedAt={query.dataUpdatedAt} />;
}

const statusTones: Record<HazardDetail['status'], TagTone> = { open: 'grey', rectified: 'primary', returned: 'yellow', closed: 'green' };

function HazardView({ hazard, updatedAt }: { hazard: HazardDetail; updatedAt: number }) {
  const { clause } = hazard;
  const where = [hazard.project.name, clause?.heading].filter(Boolean).join(' · ');
  return (
    <Screen>
      <Tags>
        <Tag tone={hazard.severity === 'major' ? 'red' : 'grey'}>{words.severityTag[hazard.severity]}</Tag>
        <Tag tone={statusTones[hazard.status]}>{hazardStatusWords[hazard.status]}</Tag>
        {hazard.isRepeat && <Tag tone="yellow">{words.repeat}</Tag>}
      </Tags>
      <Gap size={2} />
      <Headline>{hazard.title}</Headline>
      <Small>{where}</Small>
      <Gap size={4} />
      <EvidenceGrid photos={hazard.photos} nameOf={() => hazard.openedBy?.name} />
      {hazard.photosPending && <Small>{words.photosPending}</Small>}
      <Gap />
      <KeyValues items={factsOf(hazard)} />
      <Section title={words.timeline}>
        <Card>
          <Timeline
            entries={[...hazard.actions].reverse().map((action, index) => {
              const { submissionId } = action;
              return {
                key: `${action.at}${index}`,
                title: hazardActionWords[action.kind],
                time: dayAndTime(action.at),
                note: [action.by?.name ?? projectWords.someone, action.note].filter(Boolean).join('：'),
                onClick: submissionId ? () => void openPage(routes.reportDetail, { id: submissionId }) : undefined,
              };
            })}
          />
        </Card>
      </Section>
      <Gap />
      <List>
        <Row title={words.record} isPlain onClick={() => void openPage(routes.reportDetail, { id: hazard.submissionId })} />
        {hazard.repeatOf && <Row title={words.openRepeat} isPlain onClick={() => void openPage(routes.hazardDetail, { id: hazard.repeatOf ?? '' })} />}
        <IssueOrderRow about={{ hazardId: hazard.id }} />
        <Row title={words.project} isPlain note={hazard.project.name} onClick={() => void openPage(routes.projectDetail, { id: hazard.project.id })} />
      </List>
      <UpdatedAt at={updatedAt} />
    </Screen>
  );
}

function factsOf(hazard: HazardDetail): Array<{ key: string; value: ReactNode; note?: ReactNode }> {
  const { responsible, openedBy, clause, detail } = hazard;
  return [
    { key: words.responsible, value: responsible?.name ?? words.responsibleOpen, note: responsible ? roleWords[responsible.role] : undefined },
    { key: words.dueOn, value: <DueLine hazard={hazard} /> },
    ...(detail ? [{ key: words.detail, value: detail }] : []),
    ...(clause
      ? [{ key: words.clauseTitle, value: clause.text ?? clause.heading ?? clause.key, note: [clause.basis, words.clause(clause.checklist, clause.version)].filter(Boolean).join(' · ') }]
      : []),
    { key: words.openedBy, value: openedBy?.name ?? projectWords.someone, note: dayAndTime(hazard.openedAt) },
  ];
}

/** The date, and how long until then or since. A closed one counts no more. */
function DueLine({ hazard }: { hazard: HazardDetail }) {
  const today = parkDay(new Date());
  const due = formatDay(hazard.rectificationDueOn, today);
  if (hazard.closedAt) return <>{`${due}，${words.closedOn(formatDay(parkDay(hazard.closedAt), today))}`}</>;
  const days = daysLeftWords(daysBetween(today, hazard.rectificationDueOn));
  return (
    <View className="hazard-due">
      <View className="hazard-day">{due}</View>
      {hazard.isOverdue ? <Light state="overdue">{days}</Light> : <View className="hazard-left">{days}</View>}
    </View>
  );
}
