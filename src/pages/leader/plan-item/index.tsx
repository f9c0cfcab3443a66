/**
 * 指标详情: a figure of the plan and every record it is made of. Needs network; what was read before stays visible.
 */
import { View } from '@tarojs/components';
import { failureOf } from '../../../state/failure';
import { usePlanItem } from '../../../api/plan';
import { useRefresh } from '../../../api/refresh';
import { BigNumber } from '../../../components/big-number';
import { Card, CardTitle } from '../../../components/card';
import { ItemRecordRow } from '../../../components/item-record-row';
import { Light } from '../../../components/light';
import { NoticeBar } from '../../../components/notice-bar';
import { PaceBar } from '../../../components/pace-bar';
import { PaceChart } from '../../../components/pace-chart';
import { Thumb } from '../../../components/photo';
import { dueWords, figuresOf, paceOf, PlanItemRow } from '../../../components/plan-item-row';
import { List, Row } from '../../../components/row';
import { Screen } from '../../../components/screen';
import { Section } from '../../../components/section';
import { ErrorScreen, LoadingScreen } from '../../../components/state-view';
import { Tag } from '../../../components/tag';
import { Gap, Small } from '../../../components/text-block';
import { UpdatedAt } from '../../../components/updated-at';
import type { MilestoneReport } from '../../../contract/milestone';
import type { PlanItem, PlanItemDetail } from '../../../contract/plan';
import { parkDay } from '../../../domain/calendar';
import { fewestReadings } from '../../../domain/forecast';
import { judgedOn } from '../../../domain/light';
import { openPage, usePageParams } from '../../../platform/navigate';
import { routes } from '../../../routes';
import { lightWords } from '../../../text/common';
import { forecastSentence, forecastWords, paceWords, whyTooLittle } from '../../../text/forecast';
import { formatDay, formatMeasure, joinNames, keepTogether } from '../../../text/format';
import { commitmentWords } from '../../../text/light';
import { rungWords } from '../../../text/milestone';
import { planWords as words } from '../../../text/plan';
import { projectWords } from '../../../text/project';
import { guarded } from '../../guarded';
import { ItemActions } from './item-actions';
import './index.scss';

export default guarded(PlanItemPage);

function PlanItemPage() {
  const { id = '' } = usePageParams();
  const query = usePlanItem(id);
  useRefresh(query);
  if (query.isPending) return <LoadingScreen />;
  if (!query.data) return <ErrorScreen {...failureOf(query.error)} onRetry={() => void query.refetch()} />;
  return <PlanItemView item={query.data} updatedAt={query.dataUpdatedAt} />;
}

function PlanItemView({ item, updatedAt }: { item: PlanItemDetail; updatedAt: number }) {
  const today = judgedOn(item.plan, parkDay(new Date()));
  const { counted, countedItems, children, waiting, projectId } = item;
  // Items whose value comes from other items or is recorded itself have no milestones of their own.
  const isFromMilestones = counted.length > 0 || (['milestone', 'stage', 'count_milestones', 'sum_investment'].includes(item.measureType) && children.length === 0);
  return (
    <Screen dock={<ItemActions item={item} />}>
      <ValueCard item={item} today={today} />
      <Card>
        <CardTitle>{words.formula}</CardTitle>
        <View className="plan-item-formula">{item.formula}</View>
        <View className="plan-item-why">
          <CardTitle>{words.why(lightWords[item.light])}</CardTitle>
          <Small>{item.rule}</Small>
        </View>
      </Card>
      {item.note && (
        <Card>
          <CardTitle>{words.latestNote}</CardTitle>
          <View className="plan-item-formula">{item.note.text}</View>
          <Small>{words.notedBy(item.note.by?.name ?? projectWords.someone, formatDay(parkDay(item.note.at), today))}</Small>
        </Card>
      )}
      {item.questions.length > 0 && (
        <Card>
          <View className="plan-item-tag">
            <Tag tone="primary">{words.question}</Tag>
          </View>
          {item.questions.map((question) => (
            <View key={question}>{question}</View>
          ))}
        </Card>
      )}
      {item.blockedBy.length > 0 && (
        <View className="plan-item-notice">
          <NoticeBar>{`${words.blockedBy}：${joinNames(item.blockedBy)}`}</NoticeBar>
        </View>
      )}
      {isFromMilestones && (
        <Section title={words.counted} count={words.recordCount(counted.length)}>
          {counted.length === 0 ? (
            <Card>
              <Small>{words.countedNone}</Small>
            </Card>
          ) : (
            <List>
              {counted.map((report) => (
                <CountedRow key={report.reportId} report={report} today={today} />
              ))}
            </List>
          )}
        </Section>
      )}
      {item.records.length > 0 && (
        <Section title={words.records} count={words.recordCount(item.records.length)}>
          <List>
            {item.records.map((record) => (
              <ItemRecordRow key={record.id} record={record} onClick={() => void openPage(routes.reportDetail, { id: record.id })} />
            ))}
          </List>
        </Section>
      )}
      <Items title={words.countedItems} items={countedItems} today={today} />
      {waiting.length > 0 && (
        <Section title={words.waiting} count={words.recordCount(waiting.length)}>
          <List>
            {waiting.map((report) => (
              <WaitingRow key={report.reportId} report={report} today={today} />
            ))}
          </List>
        </Section>
      )}
      <Items title={words.children} items={children} today={today} />
      {projectId && (
        <>
          <Gap />
          <List>
            <Row title={words.project} isPlain onClick={() => void openPage(routes.projectDetail, { id: projectId })} />
          </List>
        </>
      )}
      <UpdatedAt at={updatedAt} />
    </Screen>
  );
}

function ValueCard({ item, today }: { item: PlanItemDetail; today: string }) {
  const { value, target } = figuresOf(item);
  const pace = paceOf(item);
  return (
    <Card>
      <CardTitle right={<Light state={item.light} />}>{item.name}</CardTitle>
      <Gap size={2} />
      <BigNumber value={value ?? target} unit={value === null ? undefined : target} isHero={value !== null} />
      <View>{keepTogether([standWords(item, today), dueWords(item, today)].filter(Boolean).join('。'))}</View>
      {pace && (
        <View className="plan-item-bar">
          <PaceBar value={pace.value} expected={pace.expected} />
        </View>
      )}
      <PaceChart item={item} today={today} />
      <Heading item={item} />
      <View className="plan-item-facts">
        {[
          words.commitment(item.commitment, commitmentWords[item.commitmentClass]),
          item.dueOn ? words.dueOn(formatDay(item.dueOn, today), item.dueStated) : null,
          item.owner ? `${words.owner} ${item.owner.name}` : null,
          item.responsible ? `${words.responsible} ${item.responsible}` : null,
        ].map((fact) => fact && <Small key={fact}>{fact}</Small>)}
      </View>
    </Card>
  );
}

/** Where it is heading, or why nobody can say. */
function Heading({ item }: { item: PlanItemDetail }) {
  const { forecast, pace, target } = item;
  if (!forecast || !target || item.isMet) return null;
  return (
    <View className="plan-item-why">
      <CardTitle>{forecastWords.title}</CardTitle>
      {forecast.kind === 'enough' && <View>{keepTogether(forecastSentence(forecast, target))}</View>}
      {forecast.kind === 'too_little' && forecast.why !== 'over' && <View>{forecastWords.tooLittle}</View>}
      <Small>{forecast.kind === 'enough' ? forecastWords.method(forecast.readings) : whyTooLittle(forecast, fewestReadings)}</Small>
      {pace && pace.neededPerMonth !== null && <Small>{forecastWords.needed(formatMeasure(pace.neededPerMonth, target.unit))}</Small>}
    </View>
  );
}

/** "今天时间过了 90%，该到 27 个，少 6 个" */
function standWords({ pace, target, isMet, valueUntilOn }: PlanItemDetail, today: string): string {
  if (!pace || !target || isMet) return '';
  return paceWords.stands(pace, valueUntilOn === pace.on && pace.on !== today, target.unit);
}

function CountedRow({ report, today }: { report: MilestoneReport; today: string }) {
  const { answer, reportedBy } = report;
  const [photo] = report.photos;
  return (
    <Row
      lead={<Thumb url={photo ? (photo.thumbUrl ?? photo.url) : null} />}
      title={`${report.project.name} ${rungWords[report.rung]}`}
      note={[
        answer && words.confirmedBy(formatDay(parkDay(answer.at), today), answer.by?.name ?? projectWords.someone, answer.onBehalf),
        words.reportedBy(reportedBy?.name ?? projectWords.someone),
      ]
        .filter(Boolean)
        .join(' · ')}
      onClick={() => void openPage(routes.reportDetail, { id: report.reportId })}
    />
  );
}

function WaitingRow({ report, today }: { report: MilestoneReport; today: string }) {
  const { answer } = report;
  const isDisputed = answer?.answer === 'dispute';
  return (
    <Row
      title={`${report.project.name} ${rungWords[report.rung]}`}
      note={
        isDisputed
          ? projectWords.disputedBy(answer.by?.name ?? projectWords.someone, answer.reason ?? '')
          : `${report.reportedBy?.name ?? projectWords.someone} ${words.reportedOn(formatDay(parkDay(report.reportedAt), today))}`
      }
      right={<Tag tone={isDisputed ? 'yellow' : 'grey'}>{isDisputed ? words.disputed : words.awaiting}</Tag>}
      onClick={() => void openPage(routes.milestone, { projectId: report.project.id, milestoneId: report.milestoneId })}
    />
  );
}

function Items({ title, items, today }: { title: string; items: readonly PlanItem[]; today: string }) {
  if (items.length === 0) return null;
  return (
    <Section title={title} count={words.itemCount(items.length)}>
      <List>
        {items.map((item) => (
          <PlanItemRow key={item.id} item={item} today={today} onClick={() => void openPage(routes.planItem, { id: item.id })} />
        ))}
      </List>
    </Section>
  );
}
