// 计划: values come from the database, lights and pace from the rules.
import type { Plan, PlanItem, PlanItemDetail } from '../../src/contract/plan';
import type { ListPlansResponse } from '../../src/contract/plan-import';
import { parkDay, shareElapsed } from '../../src/domain/calendar';
import { forecastOf, type MonthlyValue } from '../../src/domain/forecast';
import { seriesOfHappenings, seriesOfHistory, seriesOfReadings } from '../../src/domain/item-series';
import { expectedValue, judgedOn, lightOf, type Period } from '../../src/domain/light';
import { formulaWords, type Measure } from '../../src/domain/measure';
import { paceAgainst } from '../../src/domain/pace';
import type { Context, Handlers } from '../kit/endpoint';
import { withPhotoUrls } from './photo';
import { toMilestoneReport, type MilestoneReportRow } from './report';

type PlanItemRow = Omit<PlanItem, 'light' | 'rule' | 'expected' | 'measureType'> & { measure: Measure };

function toPlanItem<T extends PlanItemRow>(row: T, plan: Period, today: string) {
  const { measure, ...item } = row;
  const lit = lightOf({ item: row, value: row.value, hasData: row.value !== null, today, plan });
  return { ...item, measureType: measure.type, ...lit, expected: expectedValue(row, today, plan) };
}

type PlanRow = Omit<Plan, 'sections' | 'elapsed' | 'items'> & { sections: Record<string, string>; items: PlanItemRow[] };
type DetailRow = PlanItemRow &
  Pick<PlanItemDetail, 'plan' | 'history' | 'records'> & {
    counted: (MilestoneReportRow & { amount: number })[];
    countedItems: PlanItemRow[];
    waiting: MilestoneReportRow[];
    children: PlanItemRow[];
    /** Names of the projects in the measure, by their plan id. */
    projectNames: Record<string, string>;
    /** Of the items in the measure, likewise. */
    itemNames: Record<string, string>;
    /** Names of the items that share the value. */
    sameAs: string[];
  };

/** The board of a year, without one that of the present, as the caller may read it. Throws plan_not_found. */
export async function readPlan({ call, now }: Pick<Context<'plan.read'>, 'call' | 'now'>, year?: number): Promise<Plan> {
  const row = (await call('read_plan', year === undefined ? {} : { p_year: year })) as PlanRow;
  const today = judgedOn(row, parkDay(now));
  const order = [...new Set(row.items.map((item) => item.section))];
  return {
    ...row,
    // jsonb forgets the order of keys; the plan's own order is that of its items.
    sections: Object.entries(row.sections)
      .sort(([a], [b]) => sectionRank(order, a) - sectionRank(order, b))
      .map(([number, title]) => ({ number, title })),
    elapsed: shareElapsed(row.startsOn, row.endsOn, today),
    items: row.items.map((item) => toPlanItem(item, row, today)),
  };
}

export const planHandlers: Handlers = {
  'plan.list': async (_deps, { call }) => (await call('list_plans', {})) as ListPlansResponse,

  'plan.read': (_deps, context) => readPlan(context, context.query.year),

  'planItem.read': async (deps, { call, params, now, origin }) => {
    const row = (await call('read_plan_item', { p_id: params.id! })) as DetailRow;
    const { projectNames, itemNames, sameAs, ...item } = row;
    const { plan } = row;
    const today = judgedOn(plan, parkDay(now));
    const series = seriesOf(row, today);
    return withPhotoUrls(deps, origin, {
      ...toPlanItem(item, plan, today),
      ratio: row.measure.type === 'ratio' ? { numerator: row.measure.numerator, denominator: row.measure.denominator } : null,
      formula: formulaWords(row.measure, { projects: projectNames, items: itemNames, unit: row.target?.unit, sameAs }),
      counted: row.counted.map(toMilestoneReport),
      countedItems: row.countedItems.map((item) => toPlanItem(item, plan, today)),
      waiting: row.waiting.map(toMilestoneReport),
      children: row.children.map((item) => toPlanItem(item, plan, today)),
      series,
      forecast: forecastOf(series, { item: row, plan, today }),
      pace: paceAgainst(row, row.value, today, plan),
    });
  },
};

/** By what the value is made of: figures, things that happened, or other items. */
function seriesOf({ measure, plan, records, counted, history }: DetailRow, today: string): MonthlyValue[] {
  const approved = records.filter(({ isLive, isComplete, answer }) => isLive && isComplete && answer?.answer === 'approve');
  switch (measure.type) {
    case 'reported':
    case 'ratio':
      return seriesOfReadings(approved.flatMap(({ month, value, reportedAt }) => (month !== null && value !== null ? [{ month, value, reportedAt }] : [])));
    case 'count_milestones':
    case 'sum_investment':
      return seriesOfHappenings(counted.map(({ occurredOn: on, amount }) => ({ on, amount })), plan, today);
    case 'count_achievements':
    case 'count_incidents':
      return seriesOfHappenings(records.flatMap(({ occurredOn: on, amount }) => (on !== null && amount !== null ? [{ on, amount }] : [])), plan, today);
    case 'count_children_done':
    case 'count_done':
      return seriesOfHistory(history, 0, plan, today);
    case 'complement':
      return seriesOfHistory(history, null, plan, today);
    default:
      return [];
  }
}

const sectionRank = (order: string[], section: string) => (order.includes(section) ? order.indexOf(section) : order.length);
