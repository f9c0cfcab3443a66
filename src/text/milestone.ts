/** What rungs, states and answers of milestones (里程碑) are called. */

export const rungWords = {
  negotiating: '在谈',
  signed: '签约',
  land_committee_passed: '过土委会',
  land_acquired: '摘牌',
  construction_started: '开工',
  completed: '竣工',
  in_production: '投产',
} as const;

export const milestoneStatusWords = {
  none: '未上报',
  reported: '待确认',
  disputed: '有异议',
  confirmed: '已确认',
} as const;

export const milestoneWords = {
  onBehalf: '管委会代确认',
  answerOverdue: '超期未确认',
  skipped: (rungNames: readonly string[]) => `跳过了${rungNames.join('、')}`,
} as const;
