/**
 * The rule that gave a light ("为什么是滞后"), in words. The words of the lights themselves are lightWords in common.ts.
 * Days come in already formatted.
 */
import { daysLeftWords } from './format';

export const commitmentWords = { hard: '硬任务', stretch: '冲刺', process: '过程性' } as const;

type Commitment = keyof typeof commitmentWords;

/** "应到进度", or the share of it below which the class turns yellow: "应到进度的 98%". */
const threshold = (tolerance: number) => (tolerance === 1 ? '应到进度' : `应到进度的 ${Math.round(tolerance * 100)}%`);

export const lightRules = {
  met: '已达到目标',
  noTarget: '计划没有给目标值，待明确',
  narrative: '文字事项，没有数可比',
  placeholder: '计划没有点名，待补录',
  noData: '还没有数据',
  notBegun: '计划年度还没有开始',
  overdue: (due: string, days: number) => `计划写明的期限 ${due} 已过 ${days} 天，还没达到目标`,
  pastAssumedDue: (due: string, days: number) => `期限 ${due} 已过 ${days} 天，还没达到目标；计划没写明期限，不算逾期`,
  blocked: (names: string, days: number) => `前置的${names}没有完成，离期限只有 ${days} 天`,
  notDueYet: (days: number) => `还没到期限，${daysLeftWords(days)}`,
  noDue: '计划没有给期限，不比进度',
  missesTarget: (commitment: Commitment) => `${commitmentWords[commitment]}，最新值没有达到目标，还没过期限`,
  onPace: (commitment: Commitment, tolerance: number) => `${commitmentWords[commitment]}，不少于${threshold(tolerance)}`,
  offPace: (commitment: Commitment, tolerance: number) => `${commitmentWords[commitment]}，少于${threshold(tolerance)}，还没过期限`,
} as const;

export const projectLightRules = {
  /** "投产期限 12月31日，还剩 38 天" */
  due: (rung: string, due: string, isStated: boolean, days: number) =>
    `${rung}期限 ${due}${isStated ? '' : '（计划没写明）'}，${days < 0 ? `已过 ${-days} 天` : daysLeftWords(days)}`,
  met: (rung: string) => (rung ? `${rung}已确认` : '已达到目标'),
  notDone: '还没有确认完成',
  blocked: (names: string) => `前置的${names}没有完成`,
  noProgress: '还没有上报进度',
  silent: (days: number) => `${days} 天没有记录，进度可能过时`,
  offPace: (percent: number, expected: number) => `完成 ${percent}%，应到 ${expected}%`,
  onPace: (percent: number, expected: number) => `完成 ${percent}%，应到 ${expected}%，跟得上`,
  noDue: (percent: number) => `完成 ${percent}%，计划没有给期限，不比进度`,
  noPlan: (percent: number) => `完成 ${percent}%，没有可对照的计划`,
} as const;
