/** 年度计划: the board. Needs network; what was read before stays visible while it refreshes. */
import { View } from '@tarojs/components';
import { memo, useEffect, useState } from 'react';
import { ApiError } from '../../../api/client';
import { failureOf } from '../../../state/failure';
import { usePlan, usePlans } from '../../../api/plan';
import { useRefresh } from '../../../api/refresh';
import { TextLink } from '../../../components/button';
import { Chips } from '../../../components/chips';
import { SearchField } from '../../../components/form-field';
import { Light } from '../../../components/light';
import { PlanItemRow } from '../../../components/plan-item-row';
import { List, Row } from '../../../components/row';
import { Screen } from '../../../components/screen';
import { Section } from '../../../components/section';
import { EmptyScreen, ErrorScreen, LoadingScreen, StateView } from '../../../components/state-view';
import { Gap, Small, Spread } from '../../../components/text-block';
import { UpdatedAt } from '../../../components/updated-at';
import type { Plan, PlanItem } from '../../../contract/plan';
import { parkDay } from '../../../domain/calendar';
import { judgedOn, type Light as LightName, lights } from '../../../domain/light';
import { openPage, setPageTitle, usePageParams } from '../../../platform/navigate';
import { routes } from '../../../routes';
import { lightWords } from '../../../text/common';
import { formatShare } from '../../../text/format';
import { planWords as words } from '../../../text/plan';
import { guarded } from '../../guarded';
import { everything, isOn, matches, moreCount, type PlanFilter } from './filter';
import { FilterSheet } from './filter-sheet';
import './index.scss';

type Filter = LightName | 'all';
const filters: readonly Filter[] = ['all', 'overdue', 'behind', 'normal', 'no_data'];
/** The main targets stand open, the other sections wait folded. */
const openAtFirst = 1;

export default guarded(PlanPage);

function PlanPage() {
  const params = usePageParams();
  const [year, setYear] = useState(Number(params.year) || undefined);
  const query = usePlan(year);
  const years = (usePlans().data?.items ?? []).map((one) => one.year);
  useRefresh(query);
  if (query.isPending) return <LoadingScreen />;
  if (!query.data) {
    const isAbsent = query.error instanceof ApiError && query.error.code === 'plan_not_found';
    if (isAbsent) return <EmptyScreen title={words.emptyTitle} text={words.emptyText} />;
    return <ErrorScreen {...failureOf(query.error)} onRetry={() => void query.refetch()} />;
  }
  if (query.data.items.length === 0) return <EmptyScreen title={words.emptyTitle} text={words.emptyText} />;
  return <PlanView plan={query.data} updatedAt={query.dataUpdatedAt} years={years} onYear={setYear} />;
}

interface PlanViewProps {
  plan: Plan;
  updatedAt: number;
  /** That have a plan, latest first. */
  years: readonly number[];
  onYear: (year: number) => void;
}

function PlanView({ plan, updatedAt, years, onYear }: PlanViewProps) {
  const params = usePageParams();
  const [filter, setFilter] = useState<PlanFilter>({ ...everything, light: lights.find((light) => light === params.light) ?? null });
  const [isFiltering, setIsFiltering] = useState(false);
  const [toggled, setToggled] = useState<readonly string[]>([]);
  const today = judgedOn(plan, parkDay(new Date()));
  useEffect(() => setPageTitle(words.year(plan.year)), [plan.year]);
  const isFiltered = isOn(filter);
  const found = plan.items.filter((item) => matches(item, filter));
  const change = (part: Partial<PlanFilter>) => {
    startAt(0);
    setFilter({ ...filter, ...part });
    // A section that was folded by hand is shown again where something new was asked for.
    if (part.text === undefined) setToggled([]);
  };
  const toggle = ({ number, before }: { number: string; before: number }) => {
    startAt(before);
    setToggled(toggled.includes(number) ? toggled.filter((one) => one !== number) : [...toggled, number]);
  };
  let rows = 0;
  const sections = plan.sections.flatMap(({ number, title }, index) => {
    const items = found.filter((item) => item.section === number);
    // What was asked for is shown; without a question all but the first wait folded. A tap turns it round.
    const isFolded = (!isFiltered && index >= openAtFirst) !== toggled.includes(number);
    const before = rows;
    if (!isFolded) rows += items.length;
    return items.length > 0 ? [{ number, title, items, isFolded, before }] : [];
  });
  const { shown, startAt } = useGrowth(rows);

  return (
    <Screen>
      {years.length > 1 && (
        <>
          <Chips
            mode="exactly-one"
            layout="line"
            isOnPage
            options={years.map((one) => ({ value: String(one), label: words.yearOf(one) }))}
            selected={[String(plan.year)]}
            onChange={([picked]) => onYear(Number(picked))}
          />
          <Gap />
        </>
      )}
      <Chips
        mode="exactly-one"
        layout="line"
        isOnPage
        options={filters.flatMap((value) => {
          if (value === 'all') return { value, label: words.all(plan.items.length) };
          const count = plan.items.filter((item) => item.light === value).length;
          return count === 0 ? [] : { value, label: <Light state={value}>{`${lightWords[value]} ${count}`}</Light> };
        })}
        selected={[filter.light ?? 'all']}
        onChange={([picked = 'all']) => change({ light: picked === 'all' ? null : picked })}
      />
      <Gap />
      <SearchField value={filter.text} onChange={(text) => change({ text })} placeholder={words.search} />
      <Gap />
      <Spread
        left={<Small>{words.elapsed(formatShare(plan.elapsed))}</Small>}
        right={<TextLink onClick={() => setIsFiltering(true)}>{words.filterOf(moreCount(filter))}</TextLink>}
      />
      {sections.length === 0 && <StateView picture="nothing" title={words.noneFoundTitle} text={words.noneFoundText} />}
      {sections.map(({ number, title, items, isFolded, before }) => (
        <View key={number} className="plan-section">
          <Section
            title={words.sectionTitle(number, title)}
            count={<SectionCount items={items} isFolded={isFolded} />}
            isFolded={isFolded}
            onToggle={() => toggle({ number, before })}
          >
            <List>
              {items.slice(0, Math.max(0, shown - before)).map((item) => (
                <BoardRow key={item.id} item={item} today={today} />
              ))}
            </List>
          </Section>
        </View>
      ))}
      {!isFiltered && <Questions questions={plan.questions} />}
      <UpdatedAt at={updatedAt} />
      <FilterSheet plan={plan} filter={filter} found={found.length} isOpen={isFiltering} onChange={change} onClose={() => setIsFiltering(false)} />
    </Screen>
  );
}

const rowsAtOnce = 12;

/**
 * How many of the board's rows stand already. 165 at once keep a phone from answering a thumb for a fifth of a second, so
 * a dozen comes at a time; those above `startAt` stay where they are.
 */
function useGrowth(rows: number) {
  const [shown, setShown] = useState(rowsAtOnce);
  useEffect(() => {
    if (shown >= rows) return undefined;
    const timer = setTimeout(() => setShown(shown + rowsAtOnce), 0);
    return () => clearTimeout(timer);
  }, [shown, rows]);
  return { shown, startAt: (row: number) => setShown(row + rowsAtOnce) };
}

/** Drawn once, however often the board grows. */
const BoardRow = memo(function BoardRow({ item, today }: { item: PlanItem; today: string }) {
  return <PlanItemRow item={item} today={today} onClick={() => void openPage(routes.planItem, { id: item.id })} />;
});

/** What the plan as a whole leaves open; what one item does stands on its page. */
function Questions({ questions }: { questions: readonly string[] }) {
  const [isFolded, setIsFolded] = useState(true);
  if (questions.length === 0) return null;
  return (
    <View className="plan-section">
      <Section title={words.question} count={words.questionCount(questions.length)} isFolded={isFolded} onToggle={() => setIsFolded(!isFolded)}>
        <List>
          {questions.map((question) => (
            <Row key={question} title={question} isPlain />
          ))}
        </List>
      </Section>
    </View>
  );
}

/** A folded section still tells what in it needs somebody. */
function SectionCount({ items, isFolded }: { items: readonly PlanItem[]; isFolded: boolean }) {
  const count = (light: LightName) => items.filter((item) => item.light === light).length;
  return (
    <View className="plan-count">
      <View>{words.itemCount(items.length)}</View>
      {isFolded && count('overdue') > 0 && <Light state="overdue">{String(count('overdue'))}</Light>}
      {isFolded && count('behind') > 0 && <Light state="behind">{String(count('behind'))}</Light>}
    </View>
  );
}
