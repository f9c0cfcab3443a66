/** 指标填报 (office): the month's figures, and what waits for a second person. Lists need network; a figure waits in the queue. */
import { Picker, View } from '@tarojs/components';
import { useState } from 'react';
import { useReadings } from '../../../api/item-record';
import { useRefresh } from '../../../api/refresh';
import { useToday } from '../../../api/today';
import { Button } from '../../../components/button';
import { figureOf, ItemRecordRow } from '../../../components/item-record-row';
import { List, Row } from '../../../components/row';
import { Screen } from '../../../components/screen';
import { Section } from '../../../components/section';
import { Segmented } from '../../../components/segmented';
import { SkeletonView, StateView } from '../../../components/state-view';
import { Gap, Headline } from '../../../components/text-block';
import { UpdatedAt } from '../../../components/updated-at';
import type { ItemRecord, ListReadingsResponse } from '../../../contract/item-record';
import { addDays, monthOf, monthsOf, parkDay } from '../../../domain/calendar';
import { recordState } from '../../../domain/item-record';
import { openPage, usePageParams } from '../../../platform/navigate';
import { routes } from '../../../routes';
import { failureOf } from '../../../state/failure';
import { useOutbox } from '../../../state/outbox';
import { common } from '../../../text/common';
import { itemRecordWords, readingsPageWords as words } from '../../../text/item-record';
import { guarded } from '../../guarded';

export default guarded(ReadingsPage);

type Tab = 'enter' | 'review';

/** The last one that is over: what is due now. */
const dueMonth = (): string => monthOf(addDays(`${monthOf(parkDay(new Date()))}-01`, -1));

function ReadingsPage() {
  const params = usePageParams();
  const [tab, setTab] = useState<Tab>(params.tab === 'review' ? 'review' : 'enter');
  const waiting = useToday().data?.toReview.filter(({ mayReview }) => mayReview).length ?? 0;
  return (
    <Screen>
      <Segmented
        options={[
          { value: 'enter', label: words.enter },
          { value: 'review', label: words.review(waiting) },
        ]}
        value={tab}
        onChange={setTab}
      />
      <Gap />
      {tab === 'enter' ? <Enter /> : <Review />}
    </Screen>
  );
}

function Enter() {
  const [month, setMonth] = useState(dueMonth);
  const query = useReadings(month);
  useRefresh(query);
  const months = monthsOf(`${Number(month.slice(0, 4)) - 1}-01-01`, parkDay(new Date()));
  if (query.isPending) return <SkeletonView />;
  if (!query.data) return <StateView picture="error" {...failureOf(query.error)} action={<Button onClick={() => void query.refetch()}>{common.retry}</Button>} />;
  const { items } = query.data;
  return (
    <>
      <List>
        <Picker mode="selector" range={months.map(itemRecordWords.monthOption)} value={months.indexOf(month)} onChange={({ detail }) => setMonth(months[Number(detail.value)] ?? month)}>
          <View>
            <Row title={itemRecordWords.month} note={month === dueMonth() ? words.dueNow : undefined} right={itemRecordWords.monthOption(month)} hasChevron />
          </View>
        </Picker>
      </List>
      {items.length === 0 ? (
        <StateView picture="nothing" title={words.noItems} text={words.noItemsText} />
      ) : (
        <Groups items={items} month={month} />
      )}
      <UpdatedAt at={query.dataUpdatedAt} />
    </>
  );
}

type Entry = ListReadingsResponse['items'][number];
/** What asks for somebody comes first. */
const groups = ['missing', 'returned', 'queued', 'waiting', 'awaiting_photos', 'counted'] as const;
type Group = (typeof groups)[number];

function Groups({ items, month }: { items: readonly Entry[]; month: string }) {
  const { unsent } = useOutbox();
  // Entered on this phone and on its way: not to be entered twice.
  const isQueued = ({ item }: Entry) => unsent.some(({ operation, body }) => operation === 'reading.submit' && body.includes(item.id) && body.includes(`"${month}"`));
  const groupOf = (entry: Entry): Group => {
    if (isQueued(entry)) return 'queued';
    const state = entry.reading ? recordState(entry.reading) : 'missing';
    return state === 'corrected' ? 'missing' : state;
  };
  const inGroup = (group: Group) => items.filter((entry) => groupOf(entry) === group);
  const missing = inGroup('missing').length;
  return (
    <>
      <Gap />
      <Headline>{missing > 0 ? words.missing(missing, items.length) : words.allEntered(items.length)}</Headline>
      {groups.map((group) => {
        const here = inGroup(group);
        if (here.length === 0) return null;
        return (
          <Section key={group} title={words.groups[group]} count={here.length}>
            <List>
              {here.map((entry) => (
                <FigureRow key={entry.item.id} entry={entry} group={group} month={month} />
              ))}
            </List>
          </Section>
        );
      })}
    </>
  );
}

function FigureRow({ entry, group, month }: { entry: Entry; group: Group; month: string }) {
  const { item, reading, counted } = entry;
  const open = () => {
    if (group === 'queued') void openPage(routes.outbox);
    else if (reading) void openPage(routes.reportDetail, { id: reading.id });
    else void openPage(routes.itemRecord, { kind: 'reading', itemId: item.id, month });
  };
  const last = counted ? words.counted(counted.month ?? '', figureOf({ ...counted, item })) : words.noneCounted;
  return <Row title={item.name} note={reading ? <Steps reading={reading} /> : last} right={reading && figureOf(reading)} onClick={open} />;
}

/** Who entered it, and who reviewed it or still may: never the same person. */
function Steps({ reading }: { reading: ItemRecord }) {
  const { answer, reportedBy, isComplete, mayReview } = reading;
  const judge = answer?.by?.name ?? itemRecordWords.someone;
  const judged = !answer
    ? isComplete && (mayReview ? words.waitsForYou : words.waitsForOther)
    : answer.answer === 'approve'
      ? words.approvedBy(judge)
      : itemRecordWords.returnedBy(judge, answer.reason ?? '');
  return [words.enteredBy(reportedBy?.name ?? itemRecordWords.someone), judged].filter(Boolean).join('，');
}

function Review() {
  const query = useToday();
  useRefresh(query);
  if (query.isPending) return <SkeletonView />;
  if (!query.data) return <StateView picture="error" {...failureOf(query.error)} action={<Button onClick={() => void query.refetch()}>{common.retry}</Button>} />;
  const { toReview } = query.data;
  if (toReview.length === 0) return <StateView picture="nothing" title={words.nothingToReview} text={words.nothingToReviewText} />;
  return (
    <>
      <List>
        {toReview.map((record) => (
          <ItemRecordRow key={record.id} record={record} showsItem onClick={() => void openPage(routes.reportDetail, { id: record.id })} />
        ))}
      </List>
      <UpdatedAt at={query.dataUpdatedAt} />
    </>
  );
}
