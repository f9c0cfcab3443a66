/** How a plan item's value is made, in a sentence ("怎么算的"). Built by domain/measure.ts. */

const onlyConfirmed = '只上报、没确认的不算。';
const quoted = (name: string) => `“${name}”`;

export const formulaSentences = {
  reported: '办公室按月填报的全年累计数，第二人审核后才算。',
  reportedLatest: '办公室按月填报的最新数，第二人审核后才算。',
  /** Without a target nobody knows whether it adds up over the year. */
  reportedOpen: '办公室按月填报，取最近一个月的数，第二人审核后才算。',
  done: '确认完成算 1，没确认算 0。',
  milestone: (project: string, rung: string) => `${project}在计划年度结束前“${rung}”、经另一方确认，算 1。${onlyConfirmed}`,
  stage: (project: string, rung: string) => `${project}在计划年度结束前“${rung}”、经另一方确认，算 1，之前只显示已确认到哪一步。`,
  countMilestones: (among: string, rung: string, limits: string) => `${among}计划年度内“${rung}”、经另一方确认${limits}的项目个数。${onlyConfirmed}`,
  sumInvestment: (among: string, rung: string, limits: string) => `${among}计划年度内“${rung}”、经另一方确认${limits}的项目的协议投资之和，单位亿元。${onlyConfirmed}`,
  countAchievements: '记在本事项下、经确认的成果个数。',
  countChildrenDone: '下级事项中已达标的个数。',
  countDone: (names: readonly string[], count: number) =>
    names.length > 0 ? `${names.join('、')}，这 ${count} 项中已达标的个数。` : `计划指定的 ${count} 项中已达标的个数。`,
  ratio: (numerator: string, denominator: string) => `${numerator} ÷ ${denominator}，取最近一个月填报的数，第二人审核后才算。`,
  complement: (name: string) => `1 减去${name}。`,
  countIncidents: '登记的事故起数，登记就算，不等审核。',
  narrative: '文字事项，没有数，看最近一条说明和日期。',
  placeholder: (count: number) => `计划没有点名的 ${count} 个，待补录；补录之前不算数。`,
  /** After one of the above. */
  sameAs: (names: readonly string[]) => `与${names.map(quoted).join('、')}是同一个数。`,
} as const;

export const formulaParts = {
  thisProject: '本项目',
  anotherItem: '另一事项',
  ofProjects: (names: readonly string[], count: number) =>
    names.length > 0 ? `${names.join('、')}中，` : `计划点名的 ${count} 个项目中，`,
  minInvestment: (yi: number) => `、协议投资 ${yi} 亿元以上`,
  onTime: '、不晚于计划给它的期限',
  quoted,
} as const;
