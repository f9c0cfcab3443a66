// The fixed cast, the same in the demo and in every test: one real park and one small fictional one beside it, so
// that each permission test has a refusal twin. Phone numbers are made up.
import path from 'node:path';
import type { Role } from '../src/domain/role';
import type { Park } from './import';
import { planFile } from './plan';

export type DemoPark = Park & { planFile: string };

/** 绿园 is fictional; it also holds the standing account of WeChat's reviewer, who must not see the real park. */
export const demoParks = {
  linxiang: { slug: 'linxiang', name: '岳阳临湘高新区', isDemo: false, planFile },
  luyuan: { slug: 'luyuan', name: '绿园示范区', isDemo: true, planFile: path.join(__dirname, 'plan-luyuan.json') },
} as const satisfies Record<string, DemoPark>;
export type DemoParkSlug = keyof typeof demoParks;

export type DemoPerson = {
  key: string;
  name: string;
  role: Role;
  park: DemoParkSlug;
  /** Name as in the park's plan; contacts only. */
  enterprise?: string;
  phone: string;
};

export const demoPeople = [
  { key: 'li-ming', name: '李明', role: 'inspector', park: 'linxiang', phone: '13800000001' },
  { key: 'zhou-yang', name: '周洋', role: 'inspector', park: 'linxiang', phone: '13800000002' },
  { key: 'wang-fang', name: '王芳', role: 'office', park: 'linxiang', phone: '13800000003' },
  { key: 'zhao-qiang', name: '赵强', role: 'office', park: 'linxiang', phone: '13800000004' },
  { key: 'liu-jianguo', name: '刘建国', role: 'leader', park: 'linxiang', phone: '13800000005' },
  { key: 'chen-jing', name: '陈静', role: 'contact', park: 'linxiang', enterprise: '比德', phone: '13800000006' },
  { key: 'sun-wei', name: '孙伟', role: 'contact', park: 'linxiang', enterprise: '驰兴', phone: '13800000007' },
  { key: 'he-ping', name: '何平', role: 'inspector', park: 'luyuan', phone: '13800000008' },
  { key: 'zheng-li', name: '郑丽', role: 'contact', park: 'luyuan', enterprise: '绿源化工', phone: '13800000009' },
  { key: 'wu-gang', name: '吴刚', role: 'office', park: 'luyuan', phone: '13800000010' },
  { key: 'ma-chao', name: '马超', role: 'leader', park: 'luyuan', phone: '13800000011' },
  { key: 'reviewer', name: '审核员', role: 'inspector', park: 'luyuan', phone: '13800000012' },
] as const satisfies readonly DemoPerson[];
export type PersonKey = (typeof demoPeople)[number]['key'];

export function demoPerson(key: PersonKey): DemoPerson {
  return demoPeople.find((person) => person.key === key)!;
}
