// Who looks after which projects, what became of the demo's hazards, and what its leader pressed for: assigned, rectified, returned, extended, verified;
// orders issued and answered. Pure: the same day always gives the same story.
import { addDays, addWorkingDays } from '../src/domain/calendar';
import type { HazardActionKind } from '../src/domain/hazard';
import type { OrderActionKind } from '../src/domain/supervision-order';
import type { EventPhoto } from './demo-event';
import type { PersonKey } from './demo-people';
import { fortnightBefore, photoOf } from './demo-script';

/** By the event that opened it, and of a safety check the failed clause. */
export type HazardRef = { project: string; report: string; clause?: string };

type Common = { key: string; /** ISO 8601 in Asia/Shanghai. */ at: string; by: PersonKey };

export type Rectification = { responsiblePerson: string; measures: string; doneBy: string; funds?: string; contingencyPlan?: string };

export type LoopEvent = Common &
  (
    | { kind: 'assign_projects'; projects: string[]; to: PersonKey }
    | { kind: 'hazard_step'; hazard: HazardRef; step: Exclude<HazardActionKind, 'opened' | 'rectified' | 'corrected'>; to?: PersonKey; dueOn?: string; reason?: string }
    | { kind: 'rectify'; hazard: HazardRef; rectification: Rectification; photos: EventPhoto[] }
    | { kind: 'order_issue'; about: { project: string } | { hazard: HazardRef }; to: PersonKey; requirement: string; dueOn: string }
    /** `order`: key of the event that issued it. */
    | { kind: 'order_step'; order: string; step: Exclude<OrderActionKind, 'issued' | 'answered'>; reason?: string; dueOn?: string }
    | { kind: 'order_answer'; order: string; project: string; note: string; photos: EventPhoto[] }
  );
type Details = LoopEvent extends infer E ? (E extends LoopEvent ? Omit<E, keyof Common> : never) : never;

/** Over by yesterday; the hazards and their times are those of demo-fortnight. */
export function loopEvents(today: string): LoopEvent[] {
  const { workdays } = fortnightBefore(today);
  const day = (number: number) => workdays[number - 1]!;
  const event = (number: number, time: string, by: PersonKey, details: Details): LoopEvent => {
    const at = `${day(number)}T${time}:00+08:00`;
    return { key: `${details.kind}.${by}.${at}`, at, by, ...details };
  };
  const keyOf = (number: number, time: string, by: PersonKey) => `order_issue.${by}.${day(number)}T${time}:00+08:00`;
  const found = (project: string, number: number, time: string, clause?: string): HazardRef =>
    clause ? { project, report: `safety_check.${project}.${day(number)}.${time}`, clause } : { project, report: `hazard_open.${project}.${day(number)}.${time}` };
  const sides = ({ project, report }: HazardRef, shots: { before?: string; after: string }): EventPhoto[] =>
    Object.entries(shots).map(([itemKey, shot]) => ({ ...photoOf(shot, project, `${report}#${itemKey}`), itemKey }));
  const answer = (order: string, project: string, shot: string, note: string): Details => ({ kind: 'order_answer', order, project, note, photos: [photoOf(shot, project, `${order}#answer`)] });

  const pit = found('kaitao', 1, '14:05', 'pit-1');
  const alarms = found('kexing', 2, '08:50', 'gas-1');
  const cabinet = found('fire-station', 3, '14:20', 'power-1');
  const ditch = found('hazmat-parking', 6, '10:30', 'ground-2');
  const sand = found('hazmat-parking', 6, '10:30', 'fire-1');
  const manholes = found('road-xingye', 9, '15:50');
  const [tower, readiness, pressed, waiting] = [keyOf(5, '08:30', 'liu-jianguo'), keyOf(6, '16:40', 'liu-jianguo'), keyOf(8, '09:15', 'liu-jianguo'), keyOf(9, '17:10', 'liu-jianguo')];

  const events = [
    event(1, '08:30', 'wang-fang', { kind: 'assign_projects', to: 'li-ming', projects: ['bide', 'chixing', 'jingfeng', 'kaitao', 'fire-station', 'hazmat-parking', 'road-xingye', 'road-yongxing-north', 'pipe-gas', 'pipe-steam2'] }),
    event(1, '08:32', 'wang-fang', { kind: 'assign_projects', to: 'zhou-yang', projects: ['binsheng2', 'chuangou', 'kexing', 'sanxiang', 'yueyang', 'line-bide', 'line-changmao', 'pipe-sewage', 'pipe-one2', 'land-260mu'] }),
    // 凯涛's pit: a major hazard with more time granted, closed; on working day 9 the same clause fails again.
    event(1, '15:00', 'wang-fang', { kind: 'hazard_step', hazard: pit, step: 'assigned', to: 'zhao-qiang' }),
    event(2, '16:20', 'zhao-qiang', { kind: 'hazard_step', hazard: pit, step: 'extension_requested', dueOn: addDays(day(7), 1), reason: '护栏要按基坑方案重做，材料三天后到场，其间停工。' }),
    event(3, '08:40', 'liu-jianguo', { kind: 'hazard_step', hazard: pit, step: 'extended' }),
    event(7, '10:20', 'zhao-qiang', {
      kind: 'rectify', hazard: pit, photos: sides(pit, { before: 'pit-no-rails', after: 'pit-rails' }),
      rectification: { responsiblePerson: '凯涛项目经理 周建平', measures: '四周装定型化护栏约 120 米，立杆打入 0.5 米，挂警示灯 8 盏。', doneBy: day(7), funds: '企业自筹 3.6 万元', contingencyPlan: '护栏装好前停工，坑口派人看守；有人坠落时先断电、后施救，报 119。' },
    }),
    event(7, '16:20', 'li-ming', { kind: 'hazard_step', hazard: pit, step: 'verified' }),
    // 科兴's alarms: overdue, and pressed for by the leader.
    event(2, '10:00', 'wang-fang', { kind: 'hazard_step', hazard: alarms, step: 'assigned', to: 'zhao-qiang' }),
    event(8, '09:15', 'liu-jianguo', { kind: 'order_issue', about: { hazard: alarms }, to: 'zhao-qiang', requirement: '约谈科兴负责人，两天内恢复全部报警器，并报停用期间的检测记录。', dueOn: day(9) }),
    event(8, '09:50', 'zhao-qiang', { kind: 'order_step', order: pressed, step: 'acknowledged' }),
    event(9, '16:50', 'zhao-qiang', answer(pressed, 'kexing', 'tank-farm', '已约谈，恢复 1 路，另两路探头今天发货；检测记录齐全。')),
    event(9, '17:30', 'liu-jianguo', { kind: 'order_step', order: pressed, step: 'returned', reason: '3 路没有全部恢复，不能办结。到货前罐区停止装卸。' }),
    // The fire station's cabinet: returned once, then closed by a third person.
    event(3, '16:00', 'wang-fang', { kind: 'hazard_step', hazard: cabinet, step: 'assigned', to: 'zhou-yang' }),
    event(4, '10:40', 'zhou-yang', { kind: 'rectify', hazard: cabinet, photos: sides(cabinet, { before: 'cabinet-open', after: 'fire-station' }), rectification: { responsiblePerson: '施工队电工 刘勇', measures: '清走杂物，箱门上锁。', doneBy: day(4) } }),
    event(5, '11:00', 'li-ming', { kind: 'hazard_step', hazard: cabinet, step: 'returned', reason: '照片里看不到锁，请拍箱门近照。' }),
    event(6, '13:10', 'zhou-yang', { kind: 'rectify', hazard: cabinet, photos: sides(cabinet, { before: 'cabinet-open', after: 'cabinet-locked' }), rectification: { responsiblePerson: '施工队电工 刘勇', measures: '箱门已上锁，钥匙由电工保管，贴责任牌。', doneBy: day(6) } }),
    event(8, '16:10', 'wang-fang', { kind: 'hazard_step', hazard: cabinet, step: 'verified' }),
    // The parking lot: one closed, one waiting for its verification, and the order that asked for both.
    event(6, '11:30', 'wang-fang', { kind: 'hazard_step', hazard: ditch, step: 'assigned', to: 'li-ming' }),
    event(6, '11:32', 'wang-fang', { kind: 'hazard_step', hazard: sand, step: 'assigned', to: 'li-ming' }),
    event(6, '16:40', 'liu-jianguo', { kind: 'order_issue', about: { project: 'hazmat-parking' }, to: 'li-ming', requirement: '投用前把收集沟和消防沙箱的问题整改完，拍照报我。', dueOn: day(9) }),
    event(6, '17:20', 'li-ming', { kind: 'order_step', order: readiness, step: 'acknowledged' }),
    event(8, '14:50', 'li-ming', { kind: 'rectify', hazard: ditch, photos: sides(ditch, { after: 'hazmat-parking' }), rectification: { responsiblePerson: '施工单位 张伟', measures: '收集沟渣土清完，冲水试排畅通。', doneBy: day(8) } }),
    event(8, '15:00', 'li-ming', { kind: 'rectify', hazard: sand, photos: sides(sand, { after: 'hazmat-parking' }), rectification: { responsiblePerson: '施工单位 张伟', measures: '沙箱装满干沙，配铲 4 把。', doneBy: day(8) } }),
    event(8, '15:10', 'li-ming', answer(readiness, 'hazmat-parking', 'hazmat-parking', '收集沟已清，沙箱已补满，两处都拍了整改照片。')),
    event(9, '08:30', 'liu-jianguo', { kind: 'order_step', order: readiness, step: 'closed' }),
    event(9, '09:20', 'zhou-yang', { kind: 'hazard_step', hazard: sand, step: 'verified' }),
    // The manholes: who answers for them asks for more time, nobody has decided.
    event(9, '16:20', 'wang-fang', { kind: 'hazard_step', hazard: manholes, step: 'assigned', to: 'li-ming' }),
    event(10, '15:30', 'li-ming', { kind: 'hazard_step', hazard: manholes, step: 'extension_requested', dueOn: addWorkingDays(today, 6), reason: '井盖规格特殊，厂家一周后到货；已围挡并装警示灯。' }),
    // The power line: an order returned with a later date; and one that its contact has read.
    event(5, '08:30', 'liu-jianguo', { kind: 'order_issue', about: { project: 'line-bide' }, to: 'zhou-yang', requirement: '盯住 14、15 号塔位补偿，本周交地，报补偿协议。', dueOn: day(8) }),
    event(5, '09:20', 'zhou-yang', { kind: 'order_step', order: tower, step: 'acknowledged' }),
    event(6, '16:50', 'zhou-yang', answer(tower, 'line-bide', 'power-line', '14 号塔位补偿已谈成，15 号户主外出，约了后天再谈。')),
    event(7, '08:45', 'liu-jianguo', { kind: 'order_step', order: tower, step: 'returned', reason: '15 号塔位还没有交地，请镇里一起上门。' }),
    event(8, '17:20', 'liu-jianguo', { kind: 'order_step', order: tower, step: 'extended', dueOn: addWorkingDays(today, 3), reason: '供电公司排期推后，给三天。' }),
    event(9, '17:10', 'liu-jianguo', { kind: 'order_issue', about: { project: 'bide' }, to: 'chen-jing', requirement: '报试车方案，和专线送电前的临时用电安排。', dueOn: addWorkingDays(today, 2) }),
    event(10, '08:50', 'chen-jing', { kind: 'order_step', order: waiting, step: 'acknowledged' }),
  ];
  return events.sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}
