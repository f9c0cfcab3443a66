// What the office recorded about each project before the story begins: place (WGS84, invented within the park), total
// investment and planned dates. Projects left out have no place yet and raise no flag.
import type { Rung } from '../src/domain/milestone';
import type { Point } from '../src/domain/submission';

export type DemoSite = {
  /** Latitude and longitude. */
  at: readonly [number, number];
  /** 亿元. */
  totalYi?: number;
  /** Month and day in the plan's year. */
  planned?: Partial<Record<Rung, string>>;
};

export const demoSites: Record<string, DemoSite> = {
  bide: { at: [29.4832, 113.4361], totalYi: 3.2, planned: { completed: '11-20', in_production: '12-31' } },
  chixing: { at: [29.4806, 113.4318], totalYi: 2.6, planned: { completed: '10-31', in_production: '11-30' } },
  jingfeng: { at: [29.4855, 113.4402], totalYi: 5.2, planned: { completed: '04-30', in_production: '06-30' } },
  binsheng2: { at: [29.4789, 113.4387], totalYi: 3.6, planned: { completed: '11-30', in_production: '12-31' } },
  chuangou: { at: [29.4871, 113.4335], totalYi: 2.8, planned: { in_production: '11-30' } },
  kexing: { at: [29.4768, 113.4342], totalYi: 1.9, planned: { in_production: '12-15' } },
  yueyang: { at: [29.4893, 113.4378], totalYi: 6.5, planned: { completed: '08-31', in_production: '11-30' } },
  furui: { at: [29.4817, 113.4436], totalYi: 3.1, planned: { completed: '07-31', in_production: '10-31' } },
  kaitao: { at: [29.4746, 113.4405], totalYi: 4.1, planned: { completed: '11-15', in_production: '12-31' } },
  jinxi: { at: [29.4764, 113.4461] },
  sanxiang: { at: [29.4901, 113.4441], totalYi: 2.2, planned: { completed: '11-20' } },
  qinrun: { at: [29.4728, 113.4329], totalYi: 2.4, planned: { in_production: '06-30' } },
  shuangyang: { at: [29.4712, 113.4478], totalYi: 5.5 },
  lier: { at: [29.4921, 113.4317], totalYi: 12, planned: { construction_started: '08-31' } },
  shidai: { at: [29.4698, 113.4526], totalYi: 6.8 },
  qiling: { at: [29.4733, 113.4553], totalYi: 3.5 },
  'jinxi-chemical': { at: [29.4771, 113.4489] },
  'pipe-gas': { at: [29.478, 113.45], totalYi: 0.95, planned: { completed: '11-30' } },
  'pipe-steam2': { at: [29.484, 113.4412], totalYi: 1.1, planned: { completed: '12-20' } },
  'pipe-sewage': { at: [29.4715, 113.4391], totalYi: 0.78, planned: { completed: '12-10' } },
  'pipe-one2': { at: [29.4752, 113.4372], totalYi: 0.66, planned: { completed: '12-25' } },
  'road-xingye': { at: [29.4682, 113.4633], totalYi: 0.86, planned: { completed: '12-10' } },
  'road-yongxing-north': { at: [29.4943, 113.4479], totalYi: 0.62, planned: { completed: '12-20' } },
  'road-linya': { at: [29.4597, 113.4711], planned: { construction_started: '05-31' } },
  'road-banzhu2': { at: [29.4641, 113.4792], planned: { construction_started: '09-30' } },
  'fire-station': { at: [29.4795, 113.4549], totalYi: 0.58, planned: { completed: '12-15' } },
  'hazmat-parking': { at: [29.469, 113.4419], totalYi: 0.35, planned: { completed: '12-05' } },
  'emergency-pool': { at: [29.4741, 113.4296], totalYi: 0.21, planned: { completed: '09-30' } },
  'line-bide': { at: [29.4848, 113.4297], totalYi: 0.42, planned: { completed: '10-31' } },
  'line-changmao': { at: [29.4706, 113.4601], planned: { completed: '12-20' } },
  'line-yongxing': { at: [29.4917, 113.4462], planned: { completed: '12-25' } },
  'line-xingye': { at: [29.4679, 113.4655], planned: { completed: '12-20' } },
  'neighbourhood-centre': { at: [29.4571, 113.4836] },
  'farm-market': { at: [29.4552, 113.4868], totalYi: 0.18 },
  'waste-transfer': { at: [29.4534, 113.4902] },
  'logistics-centre': { at: [29.4608, 113.4925] },
  'africa-1': { at: [29.4655, 113.4745] },
  'africa-2': { at: [29.4619, 113.4668] },
  'land-260mu': { at: [29.4667, 113.4523] },
  'xiangbei-data': { at: [29.4562, 113.4715], totalYi: 10.5 },
  'sanwan-plants': { at: [29.4538, 113.4779] },
  'binjiang-plants': { at: [29.4586, 113.4811] },
  'warehouse-logistics': { at: [29.4633, 113.4864], totalYi: 1.8 },
};

/** 管委会: where office people take pictures of papers. */
export const committeePoint: Point = { latitude: 29.4601, longitude: 113.4738 };

export function sitePoint(project: string): Point | null {
  const site = demoSites[project];
  return site ? { latitude: site.at[0], longitude: site.at[1] } : null;
}
