// Every sentence of the digest. Deterministic: the same facts always read the same.

export const digestWords = {
  emptyHeadline: '今天没有新的记录。',
  confirmed: (project: string, rung: string) => `${project}${rung}`,
  majorOverdue: (project: string) => `${project}重大隐患逾期未改`,
  majorOpened: (project: string) => `${project}查出重大隐患`,
  disputed: (project: string, rung: string) => `${project}${rung}有异议`,
  records: (count: number) => `今天 ${count} 条新记录`,
  hazardsOpened: (count: number) => `新开隐患 ${count} 条`,
  join: (parts: string[]) => `${parts.join('；')}。`,

  otherSection: '其他',
  lineConfirmed: (project: string, rung: string, by: string, onBehalf: boolean) => `${project} ${rung}，${by}${onBehalf ? '代' : ''}确认`,
  lineInvestment: (amount: string) => `，协议投资 ${amount}`,
  lineDisputed: (project: string, rung: string, reason: string) => `${project} ${rung}有异议：${reason}`,
  lineProgress: (project: string, before: number | null, after: number) => (before === null ? `${project} 进度 ${after}%` : `${project} ${before}% → ${after}%`),
  lineProblems: (problems: string[]) => `，问题：${problems.join('、')}`,
  lineInspection: (project: string, times: number, photos: number) => `${project} 巡查${times > 1 ? ` ${times} 次` : ''}${photos > 0 ? `，照片 ${photos} 张` : ''}`,
  lineCheck: (project: string, fails: number) => (fails > 0 ? `${project} 安全检查，不合格 ${fails} 条` : `${project} 安全检查，全部合格`),
  lineHazard: (project: string, severity: string, title: string) => `${project} 新开${severity}隐患：${title}`,
  lineReported: (project: string, rung: string) => `${project} 上报${rung}，等另一方确认`,
  lineValue: (name: string, before: string, after: string, unit: string) => `${name} ${before} → ${after} ${unit}`,
  lineCorrection: (project: string) => `${project} 更正了一条记录`,

  whyMajor: (due: string, days: string) => `重大隐患，期限 ${due}，${days}`,
  whyOverdueHazard: (due: string, days: string) => `整改期限 ${due}，${days}`,
  whyDisputed: (by: string, reason: string) => `${by}有异议：${reason}`,
  whyUnanswered: (due: string) => `请对方 ${due} 前确认，超期未确认`,
  whoHazard: (name: string | null) => (name ? `找 ${name}` : '请办公室指定责任人'),
  whoProject: (name: string) => `找 ${name} 上报人`,
  whoOffice: '请办公室过问',
  whoUnclear: '责任主体待明确',
};
