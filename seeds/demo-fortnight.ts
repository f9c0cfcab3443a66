// The story: fourteen days of the park up to yesterday, and the morning of today. Roads and pipes move on, 比德 waits
// for its power line, 驰兴 goes into production, 溥泉新能源 signs, 创欧 is disputed, checks open hazards.
import { addWorkingDays } from '../src/domain/calendar';
import type { DemoEvent } from './demo-event';
import { check, event, fortnightBefore, hazardOf, inOrder, wan, type When, yi } from './demo-script';

export function fortnightEvents(today: string): DemoEvent[] {
  const { workdays, weekend } = fortnightBefore(today);
  /** Working day 1 to 10 and clock. */
  const at = (day: number, time: string): When => ({ on: workdays[day - 1]!, time });
  const onWeekend = (day: number, time: string): When => ({ on: weekend[day - 1]!, time });
  const day = (number: number) => workdays[number - 1]!;
  const dayBefore = (number: number) => (number === 1 ? fortnightBefore(today).startsOn : day(number - 1));

  return inOrder([
    // -- working day 1
    event('inspection', at(1, '08:42'), 'li-ming', 'road-xingye', { note: '东段摊铺到 K0+620，压实正常，西侧路缘石还差约 200 米。' }, ['road-works']),
    event('progress', at(1, '09:30'), 'li-ming', 'road-xingye', { percent: 82, investmentToDateYuan: wan(6900), problems: [], note: '沥青下面层今天收尾。' }, ['road-works']),
    event('progress', at(1, '10:20'), 'zhou-yang', 'line-bide', { percent: 61, investmentToDateYuan: wan(2480), problems: ['land'], problemNote: '14 号塔位青苗补偿没谈拢，塔基动不了工。', note: '12 号塔基础在养护。' }, ['power-line']),
    event('progress', at(1, '11:05'), 'zhou-yang', 'binsheng2', { percent: 74, investmentToDateYuan: wan(26200), problems: [], note: '二车间设备就位 8 成，管道预制开始。' }, ['tower-crane']),
    check(at(1, '14:05'), 'li-ming', 'kaitao', 'construction-site', [
      { key: 'pit-1', defects: ['无护栏', '无警示灯'], severity: 'major', title: '基坑临边无防护', detail: '北侧和东侧约 40 米没有护栏，坑深近 4 米。', shot: 'pit-no-rails' },
      { key: 'site-4', defects: ['裸土未盖'], severity: 'general', title: '弃土堆没有覆盖', shot: { name: 'pit-no-rails', accuracyM: 18 } },
    ], ['lifting-1', 'height-3', 'scaffold-2']),
    event('milestone_report', at(1, '15:20'), 'sun-wei', 'chixing', { rung: 'completed', occurredOn: dayBefore(1), note: '竣工验收意见书已出，消防验收合格。' }, ['plant-columns', 'tank-farm'], 'chixing.completed'),
    event('progress', at(1, '16:20'), 'sun-wei', 'chixing', { percent: 96, investmentToDateYuan: wan(25100), problems: [], note: '试生产方案已通过专家评审，正在联动试车。' }, []),

    // -- working day 2
    check(at(2, '08:50'), 'zhou-yang', 'kexing', 'chemical-plant', [
      { key: 'gas-1', defects: ['已停用'], severity: 'major', title: '可燃气体报警器停用', detail: '罐区 3 路探测器被人为断电，控制室没有登记。', shot: 'tank-farm' },
      { key: 'tank-2', defects: ['阀门常开', '无标识'], severity: 'general', title: '围堰雨水阀常开', shot: { name: 'tank-farm', accuracyM: 12 } },
    ], ['confined-1', 'confined-2', 'confined-3']),
    event('progress', at(2, '10:15'), 'li-ming', 'kaitao', { percent: 68, investmentToDateYuan: wan(21800), problems: ['construction'], problemNote: '基坑停工整改，工期压后。' }, ['pit-no-rails']),
    event('milestone_confirm', at(2, '10:48'), 'zhou-yang', 'chixing', { report: 'chixing.completed' }),
    event('inspection', at(2, '11:10'), 'li-ming', 'pipe-steam2', { note: '管廊段保温包到 31 号柱，现场整洁。' }, ['pipe-gallery']),
    event('milestone_report', at(2, '14:30'), 'wang-fang', 'qiling', { rung: 'land_committee_passed', occurredOn: day(1), note: '土委会会议纪要已下发。' }, [{ name: 'warehouse', missing: 'not_asked', source: 'album' }], 'qiling.land_committee_passed'),
    event('progress', at(2, '15:20'), 'li-ming', 'pipe-steam2', { percent: 71, investmentToDateYuan: wan(7600), problems: [] }, ['pipe-gallery']),
    event('progress', at(2, '16:10'), 'chen-jing', 'bide', { percent: 84, investmentToDateYuan: wan(27600), problems: ['power'], problemNote: '专线没通，只能用临时电源做单机试车。' }, ['plant-columns']),
    event('project_fact', at(2, '16:45'), 'zhao-qiang', 'kaitao', { totalInvestmentYuan: yi(4.3), note: '设计变更，增加一套尾气处理。' }),

    // -- working day 3
    event('inspection', at(3, '09:05'), 'zhou-yang', 'pipe-sewage', { note: '沟槽回填到 5 号井，有两处路面没有及时恢复。' }, [{ name: 'road-works', accuracyM: 26 }]),
    event('progress', at(3, '09:40'), 'zhou-yang', 'pipe-sewage', { percent: 77, investmentToDateYuan: wan(5900), problems: [] }, []),
    event('milestone_confirm', at(3, '10:30'), 'zhao-qiang', 'qiling', { report: 'qiling.land_committee_passed' }),
    event('milestone_report', at(3, '11:10'), 'li-ming', 'chuangou', { rung: 'in_production', occurredOn: day(2), note: '主装置已经开车，企业说产品在化验。' }, ['plant-columns'], 'chuangou.in_production'),
    check(at(3, '14:20'), 'li-ming', 'fire-station', 'construction-site', [
      { key: 'power-1', defects: ['箱门未锁', '有杂物'], severity: 'general', title: '配电箱未上锁', shot: 'cabinet-open' },
    ], ['pit-1', 'pit-2', 'pit-3', 'pit-4', 'height-3'], '营房装修阶段，基坑条款不适用。'),
    event('milestone_report', at(3, '15:05'), 'li-ming', 'pipe-gas', { rung: 'completed', occurredOn: day(2), note: '主管线全部敷设完成。' }, ['pipe-gallery'], 'pipe-gas.completed.1'),
    event('progress', at(3, '15:40'), 'zhou-yang', 'line-changmao', { percent: 58, problems: [] }, ['power-line']),
    event('inspection', at(3, '16:25'), 'li-ming', 'hazmat-parking', { note: '防渗层做完，标线在画，消防水炮已到货。' }, ['hazmat-parking']),

    // -- working day 4
    event('progress', at(4, '08:55'), 'li-ming', 'road-yongxing-north', { percent: 73, investmentToDateYuan: wan(4300), problems: ['construction'], problemNote: '地下管线交底晚了，北段箱涵停了 5 天。' }, ['road-works']),
    event('inspection', at(4, '09:50'), 'zhou-yang', 'kexing', { note: '报警器仍停用，企业说备件在路上，已要求先上便携式检测。' }, ['tank-farm']),
    event('milestone_dispute', at(4, '11:15'), 'wang-fang', 'chuangou', { report: 'chuangou.in_production', reason: '企业反映设备还在调试，没有出合格产品，先不认定投产。' }),
    event('milestone_dispute', at(4, '11:32'), 'zhao-qiang', 'pipe-gas', { report: 'pipe-gas.completed.1', reason: '末端 300 米还没有试压，不能算竣工。' }),
    check(at(4, '14:10'), 'zhou-yang', 'binsheng2', 'chemical-plant', [
      { key: 'power-1', defects: ['箱门未锁', '有杂物'], severity: 'general', title: '配电箱未上锁，旁边堆纸箱', shot: 'cabinet-open' },
      { key: 'fire-2', defects: ['被遮挡'], severity: 'general', title: '灭火器被材料挡住', shot: { name: 'warehouse', missing: 'timeout' } },
    ], ['tank-1', 'tank-2', 'tank-3', 'tank-4', 'confined-1', 'confined-2', 'confined-3'], '二期还在安装，罐区和受限空间条款不适用。'),
    event('progress', at(4, '15:45'), 'li-ming', 'fire-station', { percent: 88, investmentToDateYuan: wan(5000), problems: [], note: '车库门装完，营房在做内装。' }, ['fire-station']),
    event('project_fact', at(4, '16:30'), 'zhao-qiang', 'puquan', { note: '准入评审通过，拟选址在时代新材料东侧。' }),

    // -- working day 5
    event('inspection', at(5, '09:00'), 'li-ming', 'line-xingye', { note: '沿兴业路北侧立杆 14 根，横担未装。' }, ['power-line']),
    event('progress', at(5, '09:35'), 'li-ming', 'line-xingye', { percent: 52, problems: [] }, []),
    event('progress', at(5, '10:40'), 'zhou-yang', 'pipe-one2', { percent: 66, investmentToDateYuan: wan(4350), problems: ['funding'], problemNote: '二标段进度款晚了半个月。' }, ['pipe-gallery']),
    event('milestone_report', at(5, '13:50'), 'zhou-yang', 'sanxiang', { rung: 'completed', occurredOn: day(4), note: '土建和安装完工，企业自验合格。' }, ['plant-columns'], 'sanxiang.completed'),
    event('progress', at(5, '15:10'), 'chen-jing', 'bide', { percent: 88, investmentToDateYuan: wan(28500), problems: ['power'], problemNote: '专线还差 6 基塔，联动试车排不了。' }, []),
    event('inspection', at(5, '16:05'), 'zhou-yang', 'binjiang-plants', { note: '3 号厂房有两家企业在搬设备，消防通道保持畅通。' }, ['warehouse']),

    // -- working day 6
    event('inspection', at(6, '08:48'), 'li-ming', 'kaitao', { note: '护栏装了两边，东侧还敞着，已当面要求今天装完。' }, ['pit-rails']),
    event('progress', at(6, '09:40'), 'li-ming', 'road-xingye', { percent: 86, investmentToDateYuan: wan(7250), problems: [], note: '西侧路缘石装完。' }, ['road-works']),
    check(at(6, '10:30'), 'zhou-yang', 'hazmat-parking', 'hazmat-parking', [
      { key: 'ground-2', defects: ['沟内堵塞'], severity: 'general', title: '收集沟有施工渣土', shot: 'hazmat-parking' },
      { key: 'fire-1', defects: ['沙箱空'], severity: 'general', title: '消防沙箱没有沙', shot: { name: 'hazmat-parking', accuracyM: 15 } },
    ], ['entry-1', 'entry-2', 'entry-3', 'vehicle-1', 'vehicle-2', 'vehicle-3'], '还没有正式投用，车辆条款不适用。'),
    event('project_fact', at(6, '13:40'), 'zhao-qiang', 'line-bide', { plannedDates: { completed: addWorkingDays(today, 12) }, note: '供电公司重排计划，比原计划晚。' }),
    event('progress', at(6, '14:30'), 'zhou-yang', 'line-bide', { percent: 66, investmentToDateYuan: wan(2660), problems: ['land'], problemNote: '14 号塔位补偿谈成，15 号还在谈。' }, ['power-line']),
    event('progress', at(6, '15:35'), 'zhou-yang', 'farm-market', { percent: 5, problems: [], note: '场地平整完，今天打围挡开工。', milestone: { rung: 'construction_started', occurredOn: day(6) } }, ['pit-rails'], 'farm-market.construction_started'),
    event('inspection', at(6, '16:30'), 'li-ming', 'pipe-gas', { note: '末端 300 米今天试压，稳压 4 小时合格。' }, ['pipe-gallery']),

    // -- working day 7
    event('inspection', at(7, '09:10'), 'zhou-yang', 'pipe-one2', { note: '14 家企业的接管井已砌好，标牌未装。' }, [{ name: 'pipe-gallery', accuracyM: 260 }]),
    event('milestone_confirm', at(7, '09:36'), 'wang-fang', 'farm-market', { report: 'farm-market.construction_started' }),
    event('progress', at(7, '10:50'), 'li-ming', 'kaitao', { percent: 73, investmentToDateYuan: wan(23100), problems: [], note: '基坑复工，承台浇到 9 个。' }, ['pit-rails']),
    check(at(7, '14:00'), 'zhou-yang', 'land-260mu', 'demolition', [
      { key: 'guard-1', defects: ['围挡缺口'], severity: 'general', title: '拆除区围挡有缺口', detail: '靠杨桥大道一侧缺 6 米，行人能进。', shot: 'road-works' },
      { key: 'env-1', defects: ['渣土未盖'], severity: 'general', title: '渣土堆没有覆盖', shot: { name: 'road-works', accuracyM: 22 } },
    ], ['clear-1', 'clear-2', 'clear-3', 'isolate-2', 'hotwork-1', 'hotwork-2', 'lifting-1'], '民房拆除，没有化工装置。'),
    event('milestone_report', at(7, '15:15'), 'wang-fang', 'puquan', { rung: 'signed', occurredOn: day(7), agreedInvestmentYuan: yi(16), note: '下午在管委会签约，协议投资 16 亿元。' }, [{ name: 'warehouse', accuracyM: 35 }], 'puquan.signed'),
    event('hazard_open', at(7, '16:40'), 'zhou-yang', 'line-changmao', { hazard: hazardOf(day(7), { severity: 'general', title: '电缆沟盖板缺 3 块', detail: '旁边就是人行道，晚上看不见。' }) }, ['road-works']),

    // -- working day 8
    event('milestone_report', at(8, '08:52'), 'li-ming', 'chixing', { rung: 'in_production', occurredOn: day(8), note: '今早装置满负荷运行，首批产品化验合格。' }, ['plant-columns', 'tank-farm'], 'chixing.in_production'),
    event('milestone_report', at(8, '09:45'), 'li-ming', 'pipe-gas', { rung: 'completed', occurredOn: day(6), note: '全线试压合格，竣工资料已移交。' }, ['pipe-gallery', 'road-works'], 'pipe-gas.completed.2'),
    event('progress', at(8, '10:40'), 'zhou-yang', 'line-bide', { percent: 70, investmentToDateYuan: wan(2810), problems: ['land'], problemNote: '15 号塔位仍没有交地。' }, ['power-line']),
    event('inspection', at(8, '11:20'), 'zhou-yang', 'warehouse-logistics', { note: '场地在平整，渣土车出口冲洗正常。' }, ['warehouse']),
    event('progress', at(8, '14:35'), 'li-ming', 'hazmat-parking', { percent: 91, investmentToDateYuan: wan(3150), problems: [], note: '收集沟已清，沙箱补了沙，等复查。' }, ['hazmat-parking']),
    event('hazard_open', at(8, '15:15'), 'zhou-yang', 'bide', { hazard: hazardOf(day(8), { severity: 'general', title: '临时配电箱门敞开', detail: '试车用的临时箱，门没有锁，旁边有积水。' }) }, ['cabinet-open']),
    event('inspection', at(8, '15:30'), 'zhou-yang', 'binsheng2', { note: '配电箱已上锁，纸箱清走了。' }, ['cabinet-locked']),

    // -- working day 9
    check(at(9, '09:00'), 'li-ming', 'kaitao', 'construction-site', [
      { key: 'pit-1', defects: ['护栏不牢'], severity: 'major', title: '基坑东侧护栏松动', detail: '立杆没有固定，一推就倒，和上次同一处。', shot: 'pit-no-rails' },
      { key: 'power-3', defects: ['拖地敷设', '泡在水里'], severity: 'general', title: '电缆拖地泡水', shot: { name: 'cabinet-open', accuracyM: 14 } },
    ], ['lifting-1', 'height-3', 'scaffold-2']),
    event('milestone_confirm', at(9, '10:05'), 'wang-fang', 'pipe-gas', { report: 'pipe-gas.completed.2' }),
    event('progress', at(9, '11:00'), 'li-ming', 'bide', { percent: 92, investmentToDateYuan: wan(29400), problems: ['power'], problemNote: '装置具备试车条件，就等专线送电。' }, ['plant-columns', 'tank-farm']),
    event('milestone_report', at(9, '14:20'), 'li-ming', 'bide', { rung: 'completed', occurredOn: day(8), note: '主体和公用工程完工，竣工验收通过。' }, ['plant-columns', 'tank-farm', 'pipe-gallery', 'cabinet-open'], 'bide.completed'),
    event('milestone_confirm', at(9, '15:10'), 'sun-wei', 'chixing', { report: 'chixing.in_production' }),
    event('hazard_open', at(9, '15:50'), 'zhou-yang', 'road-xingye', { hazard: hazardOf(day(9), { severity: 'major', title: '雨水井缺井盖 2 处', detail: 'K0+300 和 K0+340，没有围挡和警示灯，已通车的一侧。' }) }, ['road-works']),
    event('progress', at(9, '16:30'), 'zhou-yang', 'binsheng2', { percent: 79, investmentToDateYuan: wan(27900), problems: ['approval'], problemNote: '压力管道安装告知还没有办完。' }, ['tower-crane']),

    // -- working day 10
    event('inspection', at(10, '08:45'), 'li-ming', 'bide', { note: '主体完工，专线接入点还在架线。' }, ['plant-columns', 'tank-farm', { name: 'power-line', metresOff: 620 }]),
    event('progress', at(10, '09:20'), 'li-ming', 'road-xingye', { percent: 90, investmentToDateYuan: wan(7600), problems: [], note: '面层还剩西端 150 米。' }, ['road-works']),
    event('milestone_confirm', at(10, '09:50'), 'zhao-qiang', 'puquan', { report: 'puquan.signed' }),
    check(at(10, '10:30'), 'zhou-yang', 'pipe-steam2', 'construction-site', [
      { key: 'hotwork-2', defects: ['两瓶太近'], severity: 'general', title: '氧气乙炔瓶间距不够', shot: 'pipe-gallery' },
    ], ['pit-1', 'pit-2', 'pit-3', 'pit-4', 'height-3', 'lifting-1']),
    event('project_fact', at(10, '11:10'), 'wang-fang', 'puquan', { location: { latitude: 29.4659, longitude: 113.4587 }, totalInvestmentYuan: yi(16), note: '地块和总投资按签约协议。' }),
    event('progress', at(10, '14:00'), 'zhou-yang', 'pipe-steam2', { percent: 76, investmentToDateYuan: wan(8150), problems: [] }, ['pipe-gallery']),
    event('inspection', at(10, '15:05'), 'zhou-yang', 'line-bide', { note: '架线到 11 号塔，15 号塔位还空着。' }, ['power-line']),
    event('progress', at(10, '16:00'), 'li-ming', 'fire-station', { percent: 91, investmentToDateYuan: wan(5200), problems: [], note: '训练塔封顶，室外场地在浇混凝土。' }, ['fire-station']),
    event('inspection', at(10, '16:45'), 'li-ming', 'kexing', { note: '报警器 3 路只恢复 1 路，超期了，建议约谈企业。' }, ['tank-farm']),

    // -- weekends: short rounds of whoever is on duty
    event('inspection', onWeekend(1, '09:30'), 'li-ming', 'hazmat-parking', { note: '周末值班，场内没有施工，大门锁好。' }, ['hazmat-parking']),
    event('inspection', onWeekend(2, '10:10'), 'zhou-yang', 'kexing', { note: '周末值班，装置正常，值班室有人。' }, [{ name: 'plant-columns', accuracyM: 19 }]),
    event('inspection', onWeekend(3, '09:20'), 'zhou-yang', 'road-yongxing-north', { note: '周末照常施工，箱涵在绑钢筋。' }, ['road-works']),
    event('inspection', onWeekend(4, '10:40'), 'li-ming', 'pipe-sewage', { note: '周末值班，沟槽边护栏齐全。' }, ['pit-rails']),
  ]);
}

/** The morning of today. A runner leaves out what is later than its clock. */
export function morningEvents(today: string): DemoEvent[] {
  const at = (time: string): When => ({ on: today, time });
  return inOrder([
    event('inspection', at('08:20'), 'li-ming', 'road-yongxing-north', { note: '箱涵钢筋绑完，准备浇筑。' }, ['road-works']),
    event('progress', at('08:35'), 'li-ming', 'road-yongxing-north', { percent: 78, investmentToDateYuan: wan(4650), problems: [] }, ['road-works']),
    event('progress', at('09:10'), 'zhou-yang', 'line-bide', { percent: 72, investmentToDateYuan: wan(2890), problems: ['land'], problemNote: '15 号塔位今天上午再谈一次。' }, ['power-line']),
    event('progress', at('09:30'), 'chen-jing', 'bide', { percent: 93, investmentToDateYuan: wan(29600), problems: ['power'], problemNote: '等专线送电。' }, []),
    event('inspection', at('10:05'), 'zhou-yang', 'kaitao', { note: '东侧护栏重新固定，推不动了，等复查。' }, ['pit-rails']),
  ]);
}
