// 台账: what each sheet shows. Rows come a page at a time from api.read_ledger; nothing of an earlier page is kept.
import type { PlanItem } from '../../src/contract/plan';
import { ledgerState, type LedgerSheet } from '../../src/domain/export';
import type { HazardStatus, Severity } from '../../src/domain/hazard';
import type { ItemRecordKind } from '../../src/domain/item-record';
import { isShare } from '../../src/domain/measure';
import type { MajorCriterion } from '../../src/domain/major-criterion';
import type { Rung } from '../../src/domain/milestone';
import type { Order as OrderDto } from '../../src/contract/supervision-order';
import type { ProblemKind, SubmissionKind, SubmissionStatus } from '../../src/domain/submission';
import type { OrderStatus } from '../../src/domain/supervision-order';
import { lightWords } from '../../src/text/common';
import { ledgerColumnWords as words, ledgerStateWords, ledgerWords } from '../../src/text/export';
import { hazardStatusWords, severityWords } from '../../src/text/hazard';
import { commitmentWords } from '../../src/text/light';
import { majorCriterionWords } from '../../src/text/major-criterion';
import { rungWords } from '../../src/text/milestone';
import { kindWords, problemKindWords } from '../../src/text/submission';
import { orderMatterWords, orderStatusWords } from '../../src/text/supervision-order';
import type { Cell, Column, ColumnKind } from './xlsx';

/** What every row of a record has. */
type Base = {
  key: string[];
  id: string;
  at: string;
  project: string | null;
  by: string | null;
  status: SubmissionStatus;
  isCorrected: boolean;
  lost: number;
  photoCount: number;
  photos: string[];
  note: string | null;
};
type Report = Base & {
  capturedAt: string;
  percent: number | null;
  percentReason: string | null;
  investmentToDateYuan: number | null;
  problems: ProblemKind[] | null;
  problemNote: string | null;
  checklist: string | null;
  passCount: number | null;
  failCount: number | null;
  notApplicableCount: number | null;
};
type Milestone = Base & { capturedAt: string; rung: Rung; occurredOn: string; agreedInvestmentYuan: number | null; side: string; answer: string | null; onBehalf: boolean | null };
type Hazard = Base & {
  severity: Severity;
  majorCriterion: MajorCriterion | null;
  title: string;
  detail: string | null;
  dueOn: string;
  responsible: string | null;
  hazardStatus: HazardStatus;
  isRepeat: boolean;
  closedAt: string | null;
  rectifiedAt: string | null;
  rectifier: string | null;
  measures: string | null;
  funds: string | null;
  contingencyPlan: string | null;
  /** Short code of the picture after it. */
  after: string | null;
  verifiedBy: string | null;
};
type ItemRecord = Base & {
  kind: ItemRecordKind;
  item: string;
  unit: string | null;
  isShare: boolean;
  source: string | null;
  month: string | null;
  value: number | null;
  numerator: number | null;
  denominator: number | null;
  title: string | null;
  occurredOn: string | null;
  answer: string | null;
};
type Answer = { key: string[]; id: string; at: string; kind: SubmissionKind; rung: Rung | null; project: string | null; item: string | null; answer: string; reason: string | null; by: string | null; onBehalf: boolean };
type Order = Pick<Base, 'key' | 'id' | 'at' | 'project' | 'by' | 'photoCount' | 'photos'> & {
  about: OrderDto['about'];
  item: string | null;
  requirement: string;
  addressee: string | null;
  dueOn: string;
  orderStatus: OrderStatus;
  acknowledgedAt: string | null;
  answeredAt: string | null;
  answer: string | null;
  closedAt: string | null;
  reason: string | null;
};
export type LedgerRow = Base | Answer | Order;

/** `title` names a column of the database, whose comment is the header, or is the header itself. */
type Field<Row> = { title: { column: string } | string; width: number; kind?: ColumnKind; value: (row: Row, links: Links) => Cell };
export type Links = { photo: (code: string) => string };

const of = (column: string) => ({ column });
/** Enough to tell records apart by eye; the middle of the id is the time, which all of a day share. */
const shortId = (id: string) => id.slice(-8).toUpperCase();

const time: Field<Pick<Base, 'at'>> = { title: of('submissions.received_at'), width: 17, kind: 'moment', value: ({ at }) => at };
const captured: Field<Base & { capturedAt: string }> = { title: of('submissions.captured_at'), width: 17, kind: 'moment', value: ({ capturedAt }) => capturedAt };
const project: Field<{ project: string | null }> = { title: words.project, width: 22, value: (row) => row.project };
const by: Field<{ by: string | null }> = { title: of('submissions.created_by'), width: 10, value: (row) => row.by };
const note: Field<{ note: string | null }> = { title: words.content, width: 48, value: (row) => row.note };
const state: Field<Base> = { title: words.state, width: 9, value: (row) => ledgerStateWords[ledgerState(row)] };
const record: Field<{ id: string }> = { title: words.record, width: 11, value: ({ id }) => shortId(id) };
const photos: Field<Pick<Base, 'photoCount' | 'photos'>>[] = [
  { title: of('submissions.photo_count'), width: 9, kind: 'number', value: ({ photoCount }) => photoCount },
  ...[0, 1, 2].map((index): Field<Pick<Base, 'photos'>> => ({
    title: words.photo(index + 1),
    width: 13,
    kind: 'link',
    value: ({ photos: codes }, links) => (codes[index] ? { text: codes[index], url: links.photo(codes[index]) } : null),
  })),
];
const tail = [state, record, ...photos];

const inspections: Field<Report>[] = [time, captured, project, by, note, ...tail];
const progress: Field<Report>[] = [
  time,
  captured,
  project,
  by,
  { title: of('progress_reports.percent'), width: 9, kind: 'number', value: ({ percent }) => percent },
  { title: of('progress_reports.percent_reason'), width: 20, value: ({ percentReason }) => percentReason },
  { title: of('progress_reports.investment_to_date_yuan'), width: 18, kind: 'amount', value: ({ investmentToDateYuan }) => investmentToDateYuan },
  { title: of('progress_reports.problems'), width: 14, value: ({ problems }) => (problems ?? []).map((problem) => problemKindWords[problem]).join('、') },
  { title: of('progress_reports.problem_note'), width: 30, value: ({ problemNote }) => problemNote },
  note,
  ...tail,
];
const safetyChecks: Field<Report>[] = [
  time,
  captured,
  project,
  by,
  { title: words.checklist, width: 20, value: ({ checklist }) => checklist },
  { title: of('safety_checks.pass_count'), width: 9, kind: 'number', value: ({ passCount }) => passCount },
  { title: of('safety_checks.fail_count'), width: 11, kind: 'number', value: ({ failCount }) => failCount },
  { title: of('safety_checks.not_applicable_count'), width: 11, kind: 'number', value: ({ notApplicableCount }) => notApplicableCount },
  note,
  ...tail,
];
const milestones: Field<Milestone>[] = [
  { ...time, title: of('milestone_reports.reported_at') },
  captured,
  project,
  { ...by, title: of('milestone_reports.reported_by') },
  { title: of('milestones.rung'), width: 10, value: ({ rung }) => rungWords[rung] },
  { title: of('milestone_reports.occurred_on'), width: 12, kind: 'day', value: ({ occurredOn }) => occurredOn },
  { title: of('milestone_reports.agreed_investment_yuan'), width: 18, kind: 'amount', value: ({ agreedInvestmentYuan }) => agreedInvestmentYuan },
  { title: of('milestone_reports.side'), width: 9, value: ({ side }) => ledgerWords.side[side] ?? side },
  { title: words.answer, width: 14, value: ({ answer, onBehalf }) => (answer === null ? ledgerWords.noAnswer.milestone : onBehalf && answer === 'confirm' ? ledgerWords.onBehalf : ledgerWords.answers[answer]) },
  note,
  ...tail,
];
const hazards: Field<Hazard>[] = [
  { ...time, title: of('hazards.opened_at') },
  project,
  { ...by, title: of('hazards.opened_by') },
  { title: of('hazards.severity'), width: 10, value: ({ severity }) => severityWords[severity] },
  { title: of('hazards.major_criterion'), width: 24, value: ({ majorCriterion }) => majorCriterion && majorCriterionWords[majorCriterion] },
  { title: of('hazards.title'), width: 28, value: ({ title }) => title },
  { title: of('hazards.detail'), width: 36, value: ({ detail }) => detail },
  { title: of('hazards.rectification_due_on'), width: 12, kind: 'day', value: ({ dueOn }) => dueOn },
  { title: of('hazards.responsible_id'), width: 10, value: ({ responsible }) => responsible },
  { title: words.hazardStatus, width: 14, value: ({ hazardStatus }) => hazardStatusWords[hazardStatus] },
  { title: words.rectifiedAt, width: 17, kind: 'moment', value: ({ rectifiedAt }) => rectifiedAt },
  { title: words.rectifier, width: 16, value: ({ rectifier }) => rectifier },
  { title: of('rectifications.measures'), width: 36, value: ({ measures }) => measures },
  { title: of('rectifications.funds'), width: 16, value: ({ funds }) => funds },
  { title: of('rectifications.contingency_plan'), width: 24, value: ({ contingencyPlan }) => contingencyPlan },
  { title: words.after, width: 13, kind: 'link', value: ({ after }, links) => (after ? { text: after, url: links.photo(after) } : null) },
  { title: words.verifiedBy, width: 10, value: ({ verifiedBy }) => verifiedBy },
  { title: of('hazards.closed_at'), width: 17, kind: 'moment', value: ({ closedAt }) => closedAt },
  { title: of('hazards.repeat_of'), width: 9, value: ({ isRepeat }) => (isRepeat ? words.yes : null) },
  ...tail,
];
const supervisionOrders: Field<Order>[] = [
  { ...time, title: of('supervision_orders.issued_at') },
  { title: words.orderMatter, width: 28, value: ({ about, project: named, item: ofPlan }) => orderMatterWords(about, named ?? ofPlan) },
  { title: of('supervision_orders.requirement'), width: 40, value: ({ requirement }) => requirement },
  { ...by, title: of('supervision_orders.issued_by') },
  { title: of('supervision_orders.addressee_id'), width: 10, value: ({ addressee }) => addressee },
  { title: of('supervision_orders.due_on'), width: 12, kind: 'day', value: ({ dueOn }) => dueOn },
  { title: words.orderStatus, width: 14, value: ({ orderStatus }) => orderStatusWords[orderStatus] },
  { title: words.acknowledgedAt, width: 17, kind: 'moment', value: ({ acknowledgedAt }) => acknowledgedAt },
  { title: words.answerCountedAt, width: 17, kind: 'moment', value: ({ answeredAt }) => answeredAt },
  { title: words.orderAnswer, width: 40, value: ({ answer }) => answer },
  { title: of('supervision_orders.closed_at'), width: 17, kind: 'moment', value: ({ closedAt }) => closedAt },
  { title: words.orderReason, width: 30, value: ({ reason }) => reason },
  record,
  ...photos,
];
const item: Field<{ item: string | null }> = { title: words.item, width: 26, value: (row) => row.item };
const itemTime: Field<ItemRecord> = { ...time, title: of('item_records.reported_at') };
const itemBy: Field<ItemRecord> = { ...by, title: of('item_records.reported_by') };
const review: Field<ItemRecord> = {
  title: words.review,
  width: 10,
  // Incidents, notes and namings count without anybody's consent.
  value: ({ answer, kind }) => (answer ? ledgerWords.answers[answer] : kind === 'reading' || kind === 'achievement' || kind === 'completion' ? ledgerWords.noAnswer.review : null),
};
const readings: Field<ItemRecord>[] = [
  itemTime,
  item,
  { title: of('item_records.month'), width: 13, value: ({ month }) => month && ledgerWords.months(month) },
  { title: of('item_records.value'), width: 14, kind: 'number', value: ({ value, isShare }) => (isShare && value !== null ? { share: value } : value) },
  { title: of('plan_items.target_unit'), width: 9, value: ({ unit }) => unit },
  { title: of('item_records.numerator'), width: 12, kind: 'number', value: ({ numerator }) => numerator },
  { title: of('item_records.denominator'), width: 12, kind: 'number', value: ({ denominator }) => denominator },
  { title: words.source, width: 20, value: ({ source }) => source },
  itemBy,
  review,
  note,
  ...tail,
];
const kind: Field<{ kind: SubmissionKind }> = { title: of('item_records.kind'), width: 11, value: (row) => kindWords[row.kind] };
const records: Field<ItemRecord>[] = [
  itemTime,
  kind,
  item,
  { title: of('item_records.title'), width: 30, value: ({ title }) => title },
  { title: of('item_records.occurred_on'), width: 12, kind: 'day', value: ({ occurredOn }) => occurredOn },
  project,
  itemBy,
  review,
  note,
  ...tail,
];
const notes: Field<ItemRecord>[] = [itemTime, kind, item, project, itemBy, note, ...tail];
const answers: Field<Answer>[] = [
  { title: words.answeredAt, width: 17, kind: 'moment', value: ({ at }) => at },
  { title: words.answers, width: 16, value: (row) => (row.rung ? `${kindWords[row.kind]} ${rungWords[row.rung]}` : kindWords[row.kind]) },
  { title: words.projectOrItem, width: 26, value: (row) => row.item ?? row.project },
  { title: words.answer, width: 10, value: ({ answer }) => ledgerWords.answers[answer] ?? answer },
  { title: words.reason, width: 40, value: ({ reason }) => reason },
  { title: words.answeredBy, width: 10, value: (row) => row.by },
  { title: of('milestone_answers.on_behalf'), width: 15, value: ({ onBehalf }) => (onBehalf ? words.yes : null) },
  { ...record, title: words.record },
];

export type LedgerPlanItem = PlanItem & { sectionTitle: string };
const planItems: Field<LedgerPlanItem>[] = [
  { title: of('plan_items.section'), width: 18, value: ({ section, sectionTitle }) => `${section} ${sectionTitle}`.trim() },
  { title: of('plan_items.name'), width: 34, value: ({ name }) => name },
  { title: of('plan_items.commitment'), width: 12, value: ({ commitment }) => commitment },
  { title: of('plan_items.commitment_class'), width: 10, value: ({ commitmentClass }) => commitmentWords[commitmentClass] },
  { title: of('plan_items.target_op'), width: 9, value: ({ target }) => target && { '>=': '≥', '<=': '≤', '=': '＝' }[target.op] },
  { title: of('plan_items.target_value'), width: 12, kind: 'number', value: ({ target }) => target?.value },
  { title: words.value, width: 12, kind: 'number', value: ({ value, measureType }) => (value !== null && isShare({ type: measureType }) ? { share: value } : value) },
  { title: of('plan_items.target_unit'), width: 9, value: ({ target }) => target?.unit },
  { title: words.light, width: 9, value: ({ light, isMet }) => (isMet ? lightWords.done : lightWords[light]) },
  { title: words.rule, width: 40, value: ({ rule }) => rule },
  { title: of('plan_items.due_on'), width: 12, kind: 'day', value: ({ dueOn }) => dueOn },
  { title: words.valueUntil, width: 12, kind: 'day', value: ({ valueUntilOn }) => valueUntilOn },
  { title: of('plan_items.responsible'), width: 16, value: ({ responsible }) => responsible },
  { title: words.owner, width: 10, value: ({ owner }) => owner?.name },
  { title: words.latestNote, width: 40, value: (row) => row.note?.text },
  { title: of('plan_items.questions'), width: 30, value: ({ questions }) => questions.join('；') },
];

const fields = { inspections, progress, safety_checks: safetyChecks, milestones, hazards, supervision_orders: supervisionOrders, readings, records, notes, answers, plan_items: planItems } as unknown as Record<LedgerSheet, Field<LedgerRow | LedgerPlanItem>[]>;

/** Every column whose comment is a header: `table.column`. */
export const ledgerTitleColumns: string[] = [...new Set(Object.values(fields).flat().flatMap(({ title }) => (typeof title === 'string' ? [] : [title.column])))];

export const ledgerColumns = (sheet: LedgerSheet, titles: Record<string, string>): Column[] =>
  fields[sheet].map(({ title, width, kind: of = 'text' }) => ({ title: typeof title === 'string' ? title : (titles[title.column] ?? title.column), width, kind: of }));

export const ledgerCells = (sheet: LedgerSheet, row: LedgerRow | LedgerPlanItem, links: Links): Cell[] => fields[sheet].map(({ value }) => value(row, links));
