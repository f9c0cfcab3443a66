/** Words of 开出隐患. */

export const hazardFormWords = {
  severity: '严重程度',
  severityHint: { general: '限期整改，复查后关闭', major: '会排在领导简报最前，直到关闭' },
  title: '哪里不对',
  titlePlaceholder: '写一句，例如：3 号储罐围堰破损',
  phrases: ['临边没有防护', '配电箱没上锁', '消防通道被占', '灭火器过期', '动火没人看护', '没戴安全帽', '堆放不规范', '路面破损'],
  detail: '情况',
  detailPlaceholder: '还要说明的，可不写',
  titleMissing: '请点一个短语，或写一句哪里不对',
  dueOn: '整改期限',
  dueNote: (severity: string, days: number) => `${severity}隐患默认 ${days} 天`,
  submit: '开出隐患',
};
