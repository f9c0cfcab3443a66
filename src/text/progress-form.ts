/** Words of 上报进度. */

export const progressWords = {
  prefilled: (day: string) => `已按 ${day} 的上报填好`,
  firstReport: '第一次上报',
  percent: '进度',
  changed: (change: number) => (change === 0 ? '和上次一样' : `比上次 ${change > 0 ? '+' : ''}${change}`),
  previous: (percent: number) => `上次 ${percent}`,
  percentReason: '为什么比上次低',
  percentReasonIfLower: '进度比前一次低的话，写明原因',
  percentReasonPlaceholder: '例如：上次多算了设备安装',
  percentReasonMissing: '进度比上次低，请写明原因',

  stage: '阶段',
  stageHint: '到了新阶段就点一下',
  willReport: { contact: (rung: string) => `${rung} · 待管委会确认`, park: (rung: string) => `${rung} · 待另一方确认` },
  confirmedAlready: (rung: string) => `${rung}已经确认过了`,
  occurredOn: (rung: string) => `${rung}日期`,
  agreedInvestment: '协议投资',
  agreedInvestmentHint: '和签约一起确认',
  photoForRung: (rung: string) => `上报${rung}至少要 1 张照片`,

  investment: '累计投资',
  total: (amount: string) => `总投资 ${amount}`,
  previousInvestment: (amount: string) => `上次 ${amount}`,
  investmentGrown: (before: string, grown: string) => `上次 ${before}，增加 ${grown}`,
  investmentShrunk: (before: string, shrunk: string) => `上次 ${before}，减少 ${shrunk}`,
  badAmount: '这不是一个金额',

  problems: '遇到的问题',
  problemsHint: '可多选，没有就不选',
  problemPlaceholder: '写一句，例如差多少、卡在哪里',
  notePlaceholder: '有要说的写一句，可不写',
  submit: '提交进度',
  milestoneTitle: '上报里程碑',
  submitMilestone: '提交里程碑',
  rungMissing: '请点选到了哪个阶段',
  noSlot: '还没有取到这个项目的里程碑，有信号时打开一次再报。',
};
