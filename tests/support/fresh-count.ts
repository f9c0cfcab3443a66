// Every item of every plan counted afresh: from the bodies people sent, their answers and what corrects what, by
// architecture.md's table of measures and by nothing that the database keeps or derives. Slow, plain and its own.
import type { Client } from 'pg';
import { isMet, type Measure, type Target } from '../../src/domain/measure';
import type { Rung } from '../../src/domain/milestone';

export type CountedItem = { item: string; value: string | null; isMet: boolean; /** What is in the value: its id and how much it adds. */ evidence: string[] };

type Item = {
  id: string;
  parkId: string;
  planId: string;
  name: string;
  startsOn: string;
  endsOn: string;
  dueOn: string | null;
  target: Pick<Target, 'op' | 'value'> | null;
  measure: Measure;
  projectId: string | null;
  parentId: string | null;
  holderId: string;
  counts: string[];
  projectIds: string[];
};
type Milestone = { occurredOn: string; agreedInvestmentYuan?: number };
type Sent = {
  id: string;
  seq: number;
  kind: string;
  parkId: string;
  projectId: string | null;
  itemId: string | null;
  corrects: string | null;
  isComplete: boolean;
  answer: 'confirm' | 'dispute' | 'approve' | 'return' | null;
  body: { rung?: Rung; occurredOn?: string; agreedInvestmentYuan?: number; milestone?: Milestone & { rung: Rung }; month?: string; value?: number; numerator?: number; denominator?: number };
};

const plain = (value: number) => String(Math.round(value * 1e8) / 1e8);
const round = (value: number, decimals: number) => Math.round(value * 10 ** decimals) / 10 ** decimals;

async function read(db: Client): Promise<{ items: Item[]; sent: Sent[]; slots: Map<string, string> }> {
  const { rows: items } = await db.query<Item>(`
    select i.id, i.park_id as "parkId", i.plan_id as "planId", i.park_id || ' ' || l.year || ' ' || i.key as name, l.starts_on::text as "startsOn", l.ends_on::text as "endsOn",
      i.due_on::text as "dueOn", case when i.target_op is not null then jsonb_build_object('op', i.target_op, 'value', i.target_value) end as target, i.measure,
      i.project_id as "projectId", i.parent_id as "parentId", i.value_item_id as "holderId",
      array(select k.other_id::text from public.plan_item_links k where k.item_id = i.id and k.kind = 'counts') as counts,
      array(select p.project_id::text from public.plan_item_projects p where p.item_id = i.id) as "projectIds"
    from public.plan_items i join public.plans l on l.id = i.plan_id order by i.park_id, l.year, i.file_order, i.key`);
  const { rows: sent } = await db.query<Sent>(`
    select s.id, s.seq::integer as seq, s.kind, s.park_id as "parkId", s.project_id as "projectId", s.item_id as "itemId", s.corrects, s.body::jsonb as body,
      not exists (select 1 from public.photos p where p.submission_id = s.id and p.stored_at is null and p.lost_at is null) as "isComplete",
      coalesce((select a.answer from public.milestone_answers a where a.report_id = s.id), (select a.answer from public.item_answers a where a.record_id = s.id)) as answer
    from public.submissions s order by s.seq`);
  const { rows: slots } = await db.query<{ id: string; place: string }>("select id, project_id || ' ' || rung as place from public.milestones");
  return { items, sent, slots: new Map(slots.map(({ id, place }) => [place, id])) };
}

/** Complete, and no complete record corrects it, be it by way of one that never became complete. */
function standing(sent: readonly Sent[]): Sent[] {
  const correctedBy = new Map(sent.flatMap((one) => (one.corrects ? [[one.corrects, one] as const] : [])));
  const isGone = ({ id }: Sent): boolean => {
    const next = correctedBy.get(id);
    return next !== undefined && (next.isComplete || isGone(next));
  };
  return sent.filter((one) => one.isComplete && !isGone(one));
}

export async function countAfresh(db: Client): Promise<CountedItem[]> {
  const { items, sent, slots } = await read(db);
  const byId = new Map(items.map((item) => [item.id, item]));
  const valid = standing(sent);

  // What happened: project and rung to the confirmed report of it.
  const happened = new Map<string, { projectId: string; rung: Rung; parkId: string } & Milestone>();
  for (const { answer, body, projectId, parkId } of valid) {
    const report = body.rung ? { rung: body.rung, occurredOn: body.occurredOn!, agreedInvestmentYuan: body.agreedInvestmentYuan } : body.milestone;
    if (answer === 'confirm' && report && projectId) happened.set(`${projectId} ${report.rung}`, { ...report, projectId, parkId });
  }
  const agreedYi = (projectId: string) => {
    const signed = happened.get(`${projectId} signed`);
    return signed && (signed.agreedInvestmentYuan ?? 0) / 1e8;
  };
  /** The day that the plan itself promised for a project. */
  const promisedOn = ({ planId }: Item, projectId: string) =>
    items
      .filter((one) => one.planId === planId && one.projectId === projectId && (one.measure.type === 'stage' || one.measure.type === 'milestone'))
      .flatMap(({ dueOn }) => dueOn ?? [])
      .sort()[0];

  const milestonesOf = (item: Item): [id: string, amount: number][] => {
    const { measure, startsOn, endsOn, dueOn, parkId, projectId, projectIds } = item;
    const counts = (one: { projectId: string; rung: Rung; occurredOn: string }): boolean => {
      switch (measure.type) {
        case 'milestone':
          return one.projectId === projectId && one.rung === measure.milestone && one.occurredOn <= endsOn;
        case 'stage':
          return one.projectId === projectId && one.rung === measure.targetMilestone && one.occurredOn <= endsOn;
        case 'count_milestones':
        case 'sum_investment': {
          if (one.rung !== measure.milestone || one.occurredOn < startsOn || one.occurredOn > endsOn) return false;
          if (measure.projects && !projectIds.includes(one.projectId)) return false;
          if (measure.minInvestmentYi !== undefined && !((agreedYi(one.projectId) ?? -1) >= measure.minInvestmentYi)) return false;
          const due = promisedOn(item, one.projectId) ?? dueOn;
          return !measure.byDue || (due !== null && one.occurredOn <= due);
        }
        default:
          return false;
      }
    };
    return [...happened.values()]
      .filter((one) => one.parkId === parkId && counts(one))
      .map((one) => [slots.get(`${one.projectId} ${one.rung}`)!, measure.type === 'sum_investment' ? (agreedYi(one.projectId) ?? 0) : 1]);
  };

  const recordsOf = ({ id, measure: { type } }: Item): [id: string, amount: number][] => {
    const mine = valid.filter(({ itemId }) => itemId !== null && byId.get(itemId)?.holderId === id);
    const approved = mine.filter(({ answer }) => answer === 'approve');
    const latest = (some: Sent[]) => [...some].sort((a, b) => (b.body.month ?? '').localeCompare(a.body.month ?? '') || b.seq - a.seq).slice(0, 1);
    switch (type) {
      case 'reported':
      case 'ratio':
        return latest(approved.filter(({ kind }) => kind === 'reading')).map(({ id: record, body }) => [record, body.value ?? round(body.numerator! / body.denominator!, 6)]);
      case 'done':
        return latest(approved.filter(({ kind }) => kind === 'completion')).map(({ id: record }) => [record, 1]);
      case 'count_achievements':
        return approved.filter(({ kind }) => kind === 'achievement').map(({ id: record }) => [record, 1]);
      case 'count_incidents':
        return mine.filter(({ kind }) => kind === 'incident').map(({ id: record }) => [record, 1]);
      default:
        return [];
    }
  };

  const known = new Map<string, { value: number | null; evidence: [string, number][] }>();
  /** Of the item that holds the value. */
  const countOf = (item: Item): { value: number | null; evidence: [string, number][] } => {
    const seen = known.get(item.id);
    if (seen) return seen;
    const counted = evidenceOf(item);
    const sum = round(counted.reduce((total, [, amount]) => total + amount, 0), 8);
    const isUnknown = ['reported', 'ratio', 'complement', 'narrative', 'placeholder'].includes(item.measure.type) && counted.length === 0;
    const result = { value: isUnknown ? null : sum, evidence: counted };
    known.set(item.id, result);
    return result;
  };
  const evidenceOf = (item: Item): [string, number][] => {
    const { measure } = item;
    const others = (ids: readonly string[]) => ids.map((id) => byId.get(id)!);
    const met = (some: Item[]): [string, number][] => some.filter((one) => holderIsMet(one)).map(({ id }) => [id, 1]);
    if (measure.type === 'count_children_done') return met(items.filter(({ parentId }) => parentId === item.id));
    if (measure.type === 'count_done') return met(others(item.counts));
    if (measure.type === 'complement') return others(item.counts).flatMap((one): [string, number][] => {
      const { value } = countOf(byId.get(one.holderId)!);
      return value === null ? [] : [[one.id, round(1 - value, 8)]];
    });
    return [...milestonesOf(item), ...recordsOf(item)];
  };
  const holderIsMet = ({ holderId }: Item): boolean => {
    const holder = byId.get(holderId)!;
    return isMet(holder.target, countOf(holder).value);
  };

  return items.map((item) => {
    // Of items that are one figure one holds it; the others keep nothing.
    if (item.holderId !== item.id) return { item: item.name, value: null, isMet: false, evidence: [] };
    const { value, evidence } = countOf(item);
    return { item: item.name, value: value === null ? null : plain(value), isMet: holderIsMet(item), evidence: evidence.map(([id, amount]) => `${id} ${plain(amount)}`).sort() };
  });
}
