/** Words of the page where a milestone report is confirmed or disputed. */

export const milestonePageWords = {
  occurredOn: '发生日期',
  reportedBy: '上报',
  agreedInvestment: '协议投资',
  agreedInvestmentNote: '与签约一起确认',
  photos: '照片',
  confirm: '确认',
  dockNote: '对照照片再确认，确认后署您的名字',
  confirmedBy: (name: string, when: string) => `${name} ${when} 确认`,
  onBehalfBy: (name: string, when: string) => `${name} ${when} 管委会代确认`,
  disputedBy: (name: string, when: string) => `${name} ${when} 提出异议`,
  answerTitle: '答复',
  reason: '原因',
  waiting: (who: string) => who,
  waitingText: (day: string) => `请对方在 ${day} 前答复。不答复不会自动确认。`,
  askYou: (day: string) => `请您在 ${day} 前答复。不答复不会自动确认。`,
  overdueText: (day: string) => `答复期限 ${day} 已过，还没有确认。不会自动确认。`,
  emptyTitle: '还没有上报',
  emptyText: '有人上报并附上照片后，在这里确认。',
  openProject: '看项目',
  history: '这一步的上报',
};
