// What the demo's office recorded about the plan itself: monthly figures, achievements, completions, notes, who answers
// for what. Figures are made up; names are those of the plan. Pure: the same day always gives the same year.
import { addDays, addWorkingDays, lastDayOf, monthOf, monthsOf } from '../src/domain/calendar';
import type { ItemRecordKind, ReviewAnswer } from '../src/domain/item-record';
import type { PersonKey } from './demo-people';
import { fortnightBefore } from './demo-script';

type Common = { key: string; /** ISO 8601 in Asia/Shanghai. */ at: string; by: PersonKey };

/** Ids of items and projects are those of the plan file. */
export type PlanEvent = Common &
  (
    | { kind: 'record'; record: ItemRecordKind; item: string; body: Record<string, unknown>; project?: string; corrects?: string }
    /** `report`: key of the event that it answers. */
    | { kind: 'review'; report: string; answer: ReviewAnswer; reason?: string }
    | { kind: 'assign'; items: string[]; owner: PersonKey }
  );

/** Where the figure stands after ten months, and how it got there: evenly, or as the latest value of each month. */
type Figure = { item: string; source: string; after10: number | [numerator: number, denominator: number]; isLatest?: true };

const figures: readonly Figure[] = [
  { item: 'ind-total-revenue', source: '经发局月报', after10: 468.2 },
  { item: 'ind-gross-output', source: '统计局联网直报', after10: 446.3 },
  { item: 'ind-value-added-growth', source: '统计局联网直报', after10: 8.7, isLatest: true },
  { item: 'ind-fixed-asset', source: '统计局投资月报', after10: 66.4 },
  { item: 'ind-tax', source: '税务局入库数', after10: 9.42 },
  { item: 'ind-trade', source: '海关数据', after10: 5.1 },
  { item: 'rank-city', source: '市园区办通报', after10: 2, isLatest: true },
  { item: 'rank-province', source: '省园区办通报', after10: 24, isLatest: true },
  { item: 'ind-hightech-revenue', source: '经发局月报', after10: 213.6 },
  { item: 'ind-leading-revenue', source: '经发局月报', after10: 305.2 },
  { item: 'ind-fdi', source: '商务局报表', after10: 860 },
  { item: 'proj-500yi', source: '经发局月报', after10: 421.5 },
  { item: 'land-260mu', source: '国土所', after10: 180 },
  { item: 'land-260mu-clear', source: '征拆办', after10: 212 },
  { item: 'land-260mu-approve', source: '国土所', after10: 180 },
  { item: 'ind-land-supply-rate', source: '国土所', after10: [812, 1020], isLatest: true },
  { item: 'ind-plant-use', source: '招商局', after10: [186_000, 214_000], isLatest: true },
];

/** Each month a little above or below the straight line, the same way every time. */
const wave = (month: number, item: string) => 1 + Math.sin(month * 2.1 + item.length) * 0.03;

function figureOf({ item, after10, isLatest }: Figure, month: number): Record<string, number> {
  if (Array.isArray(after10)) return { numerator: Math.round(after10[0] * (0.9 + month / 100)), denominator: after10[1] };
  if (isLatest) return { value: item.startsWith('rank') ? after10 + (month % 3 === 1 ? 1 : 0) : Math.round(after10 * wave(month, item) * 10) / 10 };
  // The tenth month is the figure above to the point.
  const exact = (after10 * month) / 10;
  return { value: Math.round((month === 10 ? exact : exact * wave(month, item)) * 100) / 100 };
}

/** Month-day and name. */
const achievements: Record<string, [on: string, title: string][]> = {
  'ind-new-scale-ent': [['02-08', '滨晟二期'], ['03-14', '凯涛'], ['03-30', '璟丰'], ['05-11', '福瑞'], ['05-25', '越洋'], ['06-16', '三湘'], ['07-13', '科兴'], ['08-10', '创欧'], ['09-07', '勤润'], ['10-12', '时代新材料'], ['11-09', '双阳高科']],
  'ind-tech-honor': [['03-22', '比德：省科技进步三等奖'], ['05-18', '利尔化学：国家知识产权优势企业'], ['07-20', '凯涛：省新材料企业'], ['09-15', '三湘：省绿色工厂'], ['10-19', '璟丰：高新技术企业']],
  'ind-platform': [['02-21', '滨江孵化基地'], ['04-12', '比德企业技术中心'], ['06-08', '利尔工程技术研究中心'], ['08-17', '三湾众创空间'], ['10-26', '福瑞企业技术中心']],
  'ent-little-giant': [['07-27', '比德：省级专精特新“小巨人”']],
  'ent-second-startup': [['03-09', '利尔化学'], ['06-21', '三湘'], ['09-20', '科兴']],
  'exit-riverside-chem': [['03-28', '沿江二号过渡点'], ['04-26', '沿江三号过渡点']],
};

const completions: [item: string, on: string, note: string][] = [
  ['plan-hazchem-catalog', '03-15', '市政府批复，目录已公布。'],
  ['inv-6-6', '03-20', '评审会制度印发，首次会议已开。'],
  ['land-class-adjust', '05-23', '省自然资源厅批复。'],
  ['visit-qinrun', '06-14', '现场会参观点，任务完成。'],
  ['visit-jingfeng', '06-14', '现场会参观点，任务完成。'],
  ['event-h1', '06-15', '现场会在园区召开。'],
  ['plan-industry-guide', '07-05', '市政府批复。'],
  ['plan-outfall', '09-12', '省生态环境厅批复。'],
];

const notes: [item: string, on: string, by: PersonKey, note: string][] = [
  ['inv-form-1', '04-18', 'wang-fang', '比德带来两家上游企业，已约 5 月考察。'],
  ['proj-africa1', '08-22', 'zhao-qiang', '入驻 23 家，空置 3 栋，月底再开一次推介会。'],
  ['infra-dual-power', '09-19', 'zhou-yang', '主线路由已定，支线等比德专线一起架。'],
  ['safety-demolition', '10-11', 'li-ming', '两家在拆企业每周一查，动火作业都有票。'],
  ['ref-party', '10-24', 'wang-fang', '企业党支部新增 4 个。'],
];

/** Sections by who looks after them; what no list names stays without an owner. */
const owners: [owner: PersonKey, items: string[]][] = [
  ['wang-fang', [...figures.map(({ item }) => item), ...Object.keys(achievements), 'ind-plant-vacancy', 'award-total', 'award-export-park', 'award-park-leading-group']],
  ['zhao-qiang', ['plan-spatial', 'plan-regulatory', 'plan-industry-guide', 'plan-hazchem-catalog', 'zone-expansion', 'inv-4633-signed', 'inv-4633-amount', 'inv-4633-started', 'inv-4633-completed', 'inv-tier-30', 'inv-tier-10', 'inv-tier-5', 'inv-tier-1', 'proj-unnamed']],
  ['li-ming', ['proj-15-total', 'proj-bide', 'proj-chixing', 'proj-jingfeng', 'proj-binsheng2', 'infra-2roads-done', 'infra-2roads-start', 'visit-6-ontime']],
  ['zhou-yang', ['proj-chuangou', 'proj-kexing', 'proj-kaitao', 'proj-sanxiang', 'infra-4pipes', 'infra-3safety', 'safety-zero-accident', 'safety-closed-mgmt']],
];

const [reporter, reviewer] = ['wang-fang', 'zhao-qiang'] as const;
const at = (on: string, time: string) => `${on}T${time}:00+08:00`;

/** Everything before `today` in 岳阳临湘高新区, in time order. */
export function planEvents(today: string): PlanEvent[] {
  const year = today.slice(0, 4);
  const on = (monthDay: string) => `${year}-${monthDay}`;
  const events = [...assigned(on('01-08')), ...monthly(today), ...twoPersons(on), ...alone(on), ...fortnight(today)];
  return events.filter((event) => event.at < `${today}T00:00:00`).sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

function assigned(on: string): PlanEvent[] {
  return owners.map(([owner, items]) => ({ kind: 'assign', key: `assign.${owner}`, at: at(on, '10:00'), by: 'wang-fang', items, owner }));
}

/** On the tenth of the next month, or the first working day after it; reviewed the same afternoon. */
function monthly(today: string): PlanEvent[] {
  return monthsOf(`${today.slice(0, 4)}-01-01`, today).flatMap((month) =>
    figures.flatMap((figure, index) => {
      // The fortnight tells of these two.
      if (month === lastMonth(today) && inFortnight.includes(figure.item)) return [];
      const key = `reading.${figure.item}.${month}`;
      const minute = String(index).padStart(2, '0');
      const body = { month, source: figure.source, ...figureOf(figure, Number(month.slice(5))) };
      return reviewed(key, figure.item, 'reading', body, reportedOn(month), `09:${minute}`, `15:${minute}`);
    }),
  );
}

const reportedOn = (month: string) => addWorkingDays(addDays(lastDayOf(month), 9), 1);
const lastMonth = (today: string) => monthOf(addDays(`${monthOf(today)}-01`, -1));
const inFortnight = ['ind-fdi', 'ind-plant-use'];

function twoPersons(on: (monthDay: string) => string): PlanEvent[] {
  const named = Object.entries(achievements).flatMap(([item, list]) =>
    list.flatMap(([monthDay, title], index) => {
      const day = addWorkingDays(on(monthDay), 1);
      return reviewed(`achievement.${item}.${index}`, item, 'achievement', { title, occurredOn: on(monthDay) }, day, `10:${String(index).padStart(2, '0')}`, `16:${String(index).padStart(2, '0')}`);
    }),
  );
  const done = completions.flatMap(([item, monthDay, note], index) => reviewed(`completion.${item}`, item, 'completion', { occurredOn: on(monthDay), note }, addWorkingDays(on(monthDay), 1), `11:${String(index).padStart(2, '0')}`, '16:30'));
  return [...named, ...done];
}

function alone(on: (monthDay: string) => string): PlanEvent[] {
  return [
    ...notes.map(([item, monthDay, by, note]): PlanEvent => ({ kind: 'record', key: `note.${item}`, at: at(on(monthDay), '14:20'), by, record: 'note', item, body: { note } })),
    { kind: 'record', key: 'naming.qinrun', at: at(on('02-16'), '15:00'), by: reporter, record: 'naming', item: 'proj-unnamed', project: 'qinrun', body: { targetMilestone: 'in_production', note: '主任办公会确认计入 15 个竣工项目。' } },
  ];
}

/** Of the last days: one that was returned and sent anew, one that waits for its review. */
function fortnight(today: string): PlanEvent[] {
  const { workdays } = fortnightBefore(today);
  const month = lastMonth(today);
  if (month.slice(0, 4) !== today.slice(0, 4)) return [];
  const [fdi, plants] = inFortnight.map((item) => figures.find((figure) => figure.item === item)!) as [Figure, Figure];
  const value = Number(month.slice(5));
  const record = (key: string, by: PersonKey, when: string, figure: Figure, more: Record<string, unknown> = {}, corrects?: string): PlanEvent => ({
    kind: 'record', key, at: when, by, record: 'reading', item: figure.item, body: { month, source: figure.source, ...figureOf(figure, value), ...more }, ...(corrects && { corrects }),
  });
  return [
    record('fdi.1', reporter, at(workdays[5]!, '10:40'), fdi, { value: 980 }),
    { kind: 'review', key: 'fdi.1.review', at: at(workdays[6]!, '09:30'), by: reviewer, report: 'fdi.1', answer: 'return', reason: '商务局报表里没有这一笔到账，请核对。' },
    record('fdi.2', reporter, at(workdays[7]!, '11:15'), fdi, {}, 'fdi.1'),
    { kind: 'review', key: 'fdi.2.review', at: at(workdays[7]!, '16:05'), by: reviewer, report: 'fdi.2', answer: 'approve' },
    record('plants', reviewer, at(workdays[9]!, '16:20'), plants),
  ];
}

function reviewed(key: string, item: string, record: ItemRecordKind, body: Record<string, unknown>, on: string, sentAt: string, reviewedAt: string): PlanEvent[] {
  return [
    { kind: 'record', key, at: at(on, sentAt), by: reporter, record, item, body },
    { kind: 'review', key: `${key}.review`, at: at(on, reviewedAt), by: reviewer, report: key, answer: 'approve' },
  ];
}
