/** Words of giving several things to one person: 责任分工 (items of the plan) and 项目分工 (projects). */

export interface AssignWords {
  missing: (count: number) => string;
  noneMissing: string;
  all: string;
  onlyMissing: string;
  choose: (count: number) => string;
  pickPerson: string;
  takeBack: string;
  assigned: string;
  takenBack: string;
  replacesTitle: string;
  takeBackTitle: string;
  replacesText: (count: number, names: string) => string;
  replace: string;
  wholeGroup: string;
  noneOfGroup: string;
}

const common = { all: '全部', pickPerson: '指派给谁', takeBack: '收回指派', assigned: '已指派', takenBack: '已收回', takeBackTitle: '收回指派？', replace: '换' };

export const ownerWords = {
  ...common,
  missing: (count: number) => `${count} 项没有责任人`,
  noneMissing: '每一项都有责任人',
  onlyMissing: '没有责任人的',
  choose: (count: number) => (count > 0 ? `选中 ${count} 项，指派责任人` : '勾选事项后指派'),
  replacesTitle: '换掉现在的责任人？',
  replacesText: (count: number, names: string) => `选中的事项里有 ${count} 项现在由${names}负责。`,
  wholeGroup: '选这一节',
  noneOfGroup: '不选这一节',
  planSays: (name: string) => `计划写明 ${name}`,
} satisfies AssignWords & Record<string, unknown>;

export const projectAssignmentWords = {
  ...common,
  missing: (count: number) => `${count} 个项目没有巡查员`,
  noneMissing: '每个项目都有巡查员',
  onlyMissing: '没有巡查员的',
  choose: (count: number) => (count > 0 ? `选中 ${count} 个，指派巡查员` : '勾选项目后指派'),
  replacesTitle: '换掉现在的巡查员？',
  replacesText: (count: number, names: string) => `选中的项目里有 ${count} 个现在由${names}看。`,
  wholeGroup: '选这一类',
  noneOfGroup: '不选这一类',
  noInspectors: { title: '还没有巡查员', text: '先在“成员”里邀请巡查员，再来分工。' },
  emptyTitle: '还没有项目',
  emptyText: '导入年度计划，或在“项目”里新建。',
} satisfies AssignWords & Record<string, unknown>;
