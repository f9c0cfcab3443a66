// Before the story: what the office recorded about the projects, and milestones confirmed in earlier months, so that
// ladders are whole and counts of the year are alive. A step that would not have been confirmed by then is left out,
// so early in a year little has happened.
import { addWorkingDays } from '../src/domain/calendar';
import { type Rung, rungs } from '../src/domain/milestone';
import type { DemoEvent } from './demo-event';
import type { PersonKey } from './demo-people';
import { event, type Shot, type When, yi } from './demo-script';
import { demoSites, sitePoint } from './demo-sites';

/** When a rung was reached: years from the plan's year and month-day, "-1/03-16". */
type Reached = Partial<Record<Rung, string>>;

type Ladder = { signedYi?: number; contact?: PersonKey } & Reached;

// Rungs that the fortnight builds upon lie in earlier years, so that they stand whatever day it is.
const ladders: Record<string, Ladder> = {
  bide: { signedYi: 3.2, contact: 'chen-jing', negotiating: '-2/02-18', signed: '-2/06-20', land_committee_passed: '-2/09-15', land_acquired: '-2/11-10', construction_started: '-1/03-16' },
  chixing: { signedYi: 2.6, contact: 'sun-wei', negotiating: '-2/02-24', signed: '-2/05-12', land_committee_passed: '-2/08-09', land_acquired: '-2/10-18', construction_started: '-2/12-06' },
  chuangou: { signedYi: 2.8, negotiating: '-2/03-03', signed: '-2/05-26', land_committee_passed: '-2/08-22', land_acquired: '-2/11-02', construction_started: '-1/01-10', completed: '-1/11-21' },
  kexing: { signedYi: 1.9, negotiating: '-2/03-09', signed: '-2/06-02', land_committee_passed: '-2/08-30', land_acquired: '-2/11-14', construction_started: '-1/02-15', completed: '-1/12-05' },
  sanxiang: { signedYi: 2.2, negotiating: '-2/03-17', signed: '-2/06-28', land_committee_passed: '-2/09-20', land_acquired: '-2/12-01', construction_started: '-1/04-19' },
  kaitao: { signedYi: 4.1, negotiating: '-2/04-07', signed: '-2/07-19', land_committee_passed: '-2/10-11', land_acquired: '-1/01-17', construction_started: '-1/10-24' },
  binsheng2: { signedYi: 3.6, negotiating: '-2/04-20', signed: '-2/08-03', land_committee_passed: '-2/10-26', land_acquired: '-1/02-08', construction_started: '-1/07-06' },
  jingfeng: { signedYi: 5.2, negotiating: '-2/02-27', signed: '-2/05-18', land_committee_passed: '-2/07-27', land_acquired: '-2/10-09', construction_started: '-1/01-24', completed: '0/04-20', in_production: '0/05-28' },
  qinrun: { signedYi: 2.4, negotiating: '-2/03-21', signed: '-2/06-08', land_committee_passed: '-2/09-06', land_acquired: '-2/11-22', construction_started: '-1/03-02', completed: '0/05-12', in_production: '0/06-12' },
  furui: { signedYi: 3.1, negotiating: '-2/05-10', signed: '-2/07-25', land_committee_passed: '-2/10-19', land_acquired: '-1/01-05', construction_started: '-1/05-17', completed: '0/07-20', in_production: '0/10-30' },
  yueyang: { signedYi: 6.5, negotiating: '-2/03-28', signed: '-2/06-15', land_committee_passed: '-2/08-31', land_acquired: '-2/11-29', construction_started: '-1/04-12', completed: '0/08-15', in_production: '0/11-08' },
  lier: { signedYi: 12, negotiating: '-1/08-16', signed: '0/01-18', land_committee_passed: '0/03-22', land_acquired: '0/05-10', construction_started: '0/08-16' },
  shuangyang: { signedYi: 5.5, negotiating: '-1/09-06', signed: '0/02-10', land_committee_passed: '0/04-12', land_acquired: '0/06-27' },
  shidai: { signedYi: 6.8, negotiating: '-1/10-11', signed: '0/03-15', land_committee_passed: '0/07-05' },
  'jinxi-chemical': { signedYi: 2.6, negotiating: '-1/07-20', signed: '0/01-09', land_committee_passed: '0/05-24' },
  qiling: { signedYi: 3.5, negotiating: '-1/08-30', signed: '-1/12-05' },
  zhenxing: { signedYi: 7, negotiating: '-1/11-08', signed: '0/04-26' },
  'xiangbei-data': { signedYi: 10.5, negotiating: '-1/10-27', signed: '0/06-08' },
  'warehouse-logistics': { signedYi: 1.8, negotiating: '-1/11-16', signed: '0/03-28' },
  puquan: { negotiating: '-1/09-21' },
  yuneng: { negotiating: '0/01-12' },
  hailier: { negotiating: '0/02-20' },
  'pipe-gas': { construction_started: '-1/09-13' },
  'pipe-steam2': { construction_started: '-1/10-18' },
  'pipe-sewage': { construction_started: '-1/08-24' },
  'pipe-one2': { construction_started: '-1/11-10' },
  'road-xingye': { construction_started: '-1/06-21' },
  'road-yongxing-north': { construction_started: '-1/09-28' },
  'road-linya': { construction_started: '0/05-06' },
  'road-banzhu2': { construction_started: '0/08-28' },
  'fire-station': { construction_started: '-1/05-25' },
  'hazmat-parking': { construction_started: '-1/07-13' },
  'emergency-pool': { construction_started: '-1/11-22', completed: '0/09-28' },
  'line-bide': { construction_started: '-1/10-12' },
  'line-changmao': { construction_started: '-1/11-29' },
  'line-yongxing': { construction_started: '0/04-11' },
  'line-xingye': { construction_started: '-1/12-01' },
  'neighbourhood-centre': { construction_started: '0/06-30' },
  'waste-transfer': { construction_started: '0/07-10' },
  'logistics-centre': { construction_started: '0/09-05' },
};

const notes: Record<Rung, string> = {
  negotiating: '首次对接，企业来园区看了地，有落户意向。',
  signed: '投资协议已签订，双方盖章。',
  land_committee_passed: '供地方案经土委会会议通过。',
  land_acquired: '土地成交，成交确认书已签。',
  construction_started: '施工许可已办，今天正式动工。',
  completed: '主体和配套已完工，通过竣工验收。',
  in_production: '装置开车成功，已产出合格产品。',
};

/** Land rungs are reported by the office from papers, building ones by an inspector from the site. */
const isPaper = (rung: Rung) => rungs.indexOf(rung) < rungs.indexOf('construction_started');

function shotsOf(project: string, rung: Rung): Shot[] {
  if (isPaper(rung)) return [rung === 'land_acquired' ? 'road-works' : 'warehouse'];
  if (project.startsWith('road')) return ['road-works'];
  if (project.startsWith('pipe')) return ['pipe-gallery'];
  if (project.startsWith('line')) return ['power-line'];
  if (rung === 'construction_started') return ['pit-rails'];
  return rung === 'completed' ? ['tank-farm'] : ['plant-columns', 'tank-farm'];
}

/** What the office recorded: places and totals two years back, planned dates when the year's plan was drawn up. */
export function projectFacts(year: number): DemoEvent[] {
  const placesOn = addWorkingDays(`${year - 2}-01-03`, 1);
  const plannedOn = addWorkingDays(`${year - 1}-12-14`, 1);
  const places = Object.entries(demoSites).map(([project, { totalYi }], index) =>
    event('project_fact', { on: placesOn, time: clock(9, index) }, 'wang-fang', project, {
      location: sitePoint(project)!,
      ...(totalYi === undefined ? {} : { totalInvestmentYuan: yi(totalYi) }),
    }),
  );
  const planned = Object.entries(demoSites).flatMap(([project, { planned: dates }]) => (dates ? [{ project, dates }] : []));
  const plans = planned.map(({ project, dates }, index) => {
    const plannedDates = Object.fromEntries(Object.entries(dates).map(([rung, monthDay]) => [rung, `${year}-${monthDay}`]));
    return event('project_fact', { on: plannedOn, time: clock(9, index) }, 'zhao-qiang', project, { plannedDates });
  });
  return [...places, ...plans];
}

/** Milestones confirmed before that day, each as a report and its confirmation. */
export function confirmedBefore(day: string, year: number): DemoEvent[] {
  const steps = Object.entries(ladders).flatMap(([project, ladder]) =>
    rungs.flatMap((rung) => {
      const reached = ladder[rung];
      return reached === undefined ? [] : [{ project, ladder, rung, occurredOn: dateOf(reached, year) }];
    }),
  );
  return steps.flatMap(({ project, ladder, rung, occurredOn }, index) => {
    const reportedOn = addWorkingDays(occurredOn, 1);
    const confirmedOn = addWorkingDays(reportedOn, 1 + (index % 2));
    if (confirmedOn >= day) return [];
    const { reporter, confirmer } = partiesOf(rung, ladder.contact, index);
    const key = `${project}.${rung}`;
    const signed = rung === 'signed' && ladder.signedYi !== undefined ? { agreedInvestmentYuan: yi(ladder.signedYi) } : {};
    const reported: When = { on: reportedOn, time: clock(10, index % 60) };
    const confirmed: When = { on: confirmedOn, time: clock(15, index % 60) };
    return [
      event('milestone_report', reported, reporter, project, { rung, occurredOn, ...signed, note: notes[rung] }, shotsOf(project, rung), key),
      event('milestone_confirm', confirmed, confirmer, project, { report: key }),
    ];
  });
}

/** Two parties: the park reports and the enterprise's contact confirms, or the other way round at the start of building;
 * without a contact a second office person confirms. */
function partiesOf(rung: Rung, contact: PersonKey | undefined, index: number): { reporter: PersonKey; confirmer: PersonKey } {
  const [office, otherOffice] = index % 2 === 0 ? (['wang-fang', 'zhao-qiang'] as const) : (['zhao-qiang', 'wang-fang'] as const);
  const inspector = index % 2 === 0 ? 'li-ming' : 'zhou-yang';
  if (contact !== undefined && rung === 'construction_started') return { reporter: contact, confirmer: inspector };
  return { reporter: isPaper(rung) ? office : inspector, confirmer: contact ?? otherOffice };
}

function dateOf(reached: string, year: number): string {
  const [years, monthDay] = reached.split('/') as [string, string];
  return `${year + Number(years)}-${monthDay}`;
}

function clock(hour: number, minutes: number): string {
  return `${String(hour + Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}
