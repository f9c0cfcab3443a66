/**
 * Every sentence of the digest (简报), in the tone of the screens: short, no blame, the number before the comment.
 * Deterministic: the same facts always read the same.
 */
import { formatAmount } from './amount';
import { formatDay, joinNames } from './format';

const brief = (text: string, max: number) => (text.length > max ? `${text.slice(0, max)}…` : text);

export const headlineWords = {
  nothing: '今天没有新的记录，也没有要您过问的事',
  noRecords: '今天没有新的记录',
  records: (count: number) => `今天收到 ${count} 条记录`,
  incidents: (count: number, names: readonly string[]) => `${joinNames(names, 2)}发生安全事故 ${count} 起`,
  incidentsAnywhere: (count: number) => `登记安全事故 ${count} 起`,
  confirmed: (names: readonly string[], rung: string) => (names.length > 2 ? `${names.length} 个项目${rung}` : `${names.join('、')}${rung}`),
  disputed: (project: string, rung: string) => `${project}${rung}有异议`,
  blocked: (subject: string, blocker: string) => `${subject}被${blocker}卡住`,
  turnedOverdue: (name: string) => `${name}逾期`,
  majorOpened: (names: readonly string[]) => `${joinNames(names, 2)}查出重大隐患`,
  majorOverdue: (names: readonly string[], count: number) =>
    names.length === 1 ? `${names[0]} ${count} 处重大隐患逾期未改` : `${count} 处重大隐患逾期未改`,
  majorStanding: (count: number) => `${count} 处重大隐患还没关闭`,
  sentence: (clauses: readonly string[]) => `${clauses.join('；')}。`,
};

export const attentionWords = {
  incident: '安全事故',
  incidentWhy: '刚刚登记，请过问处置情况',
  major: (left: string) => `重大隐患 · ${left}`,
  hazard: (project: string, title: string) => `${project}：${title}`,
  hazardWhy: {
    open: (due: string) => `期限 ${due}，还没提交整改`,
    returned: (due: string) => `期限 ${due}，整改被退回，还没重新提交`,
    rectified: (due: string) => `期限 ${due}，已提交整改，等复查`,
    closed: (due: string) => `期限 ${due}，已关闭`,
  },
  order: (left: string) => `督办 · ${left}`,
  orderTitle: (matter: string, requirement: string) => `${matter}：${brief(requirement, 30)}`,
  orderWhy: {
    issued: (due: string) => `期限 ${due}，还没签收`,
    acknowledged: (due: string) => `期限 ${due}，已签收，还没回复`,
    answered: (due: string) => `期限 ${due}，已回复，等审阅`,
    returned: (due: string) => `期限 ${due}，回复被退回，还没重新回复`,
    closed: (due: string) => `期限 ${due}，已办结`,
    withdrawn: (due: string) => `期限 ${due}，已撤回`,
  },
  generalHazards: (count: number) => `${count} 条一般隐患逾期没改`,
  overdue: '逾期',
  behind: '滞后',
  itemShort: (name: string, missing: string) => `${name}缺 ${missing}`,
  itemMissed: (name: string) => `${name}没有达到目标`,
  itemUndone: (name: string) => `${name}还没确认完成`,
  itemValue: (target: string, value: string) => `目标 ${target}，现在 ${value}`,
  itemNoRecord: (due: string) => `期限 ${due}，没有完成的记录`,
  disputed: '有异议',
  milestone: (project: string, rung: string) => `${project} ${rung}`,
  disputeWhy: (by: string, reason: string) => (by ? `${by}：${reason}` : reason),
  unanswered: '超期未确认',
  unansweredWhy: (reported: string, due: string) => `${reported} 上报，${due} 前没有答复`,
  blockedTitle: (blocker: string, subject: string) => `${blocker}拖住${subject}`,
  blockedWhy: (blocker: string, days: number) => `${blocker}还没确认完成，离期限 ${days} 天`,
  turnedTitle: (name: string) => `${name}转为滞后`,
  turnedWhy: (value: string, expected: string | null) => (expected ? `现在 ${value}，应到 ${expected}` : `现在 ${value}，没到目标`),
  silent: '没有记录',
  silentTitle: (count: number, days: number) => `${count} 个项目超过 ${days} 天没有记录`,
  find: (name: string) => `找 ${name}`,
  findReporter: (name: string) => `找上报人 ${name}`,
  /** As the hazard's own page says it: the contact of its enterprise answers, or whom the office names. */
  noResponsible: '找企业联系人，没有的请办公室指派',
  noOwner: '责任单位待明确',
  askEnterprise: '找企业联系人或办公室',
  askCommittee: '找办公室',
  askInspectors: '找巡查员',
};

/** What the mockups abbreviate otherwise than by the first two characters. */
const sectionLabels: Record<string, string> = { 基础建设: '基建', 风险防范: '安全' };

export const sectionWords = {
  /** Two characters for the narrow column: 招商引资 is 招商, “五好”园区 is 五好. */
  label: (title: string) => sectionLabels[title] ?? title.replace(/[“”"（）]/g, '').slice(0, 2),
  safety: '安全',
  safetyTitle: '安全',
  orders: '督办',
  other: '其他',
};

/** A line and the parts of it that stand out. */
export type Phrase = { text: string; strong: string[] };

const amountBrief = (yuan: number) => formatAmount(yuan).replace(/(\.\d*?)0+ /, '$1 ').replace('. ', ' ');
const counted = (label: string, count: number) => (count > 0 ? [`${label} ${count}`] : []);

export const lineWords = {
  link: (project: string, more: string | undefined) => [project, more].filter(Boolean).join(' '),
  confirmed(rung: string, projects: readonly { name: string; yuan: number | null }[], by: string | null): Phrase {
    const gain = `+${projects.length}`;
    const names = joinNames(projects.map(({ name, yuan }) => (yuan ? `${name} ${amountBrief(yuan)}` : name)));
    return { text: `${rung} ${gain}，${names}${by ? `由${by}确认` : ''}`, strong: [gain] };
  },
  confirmedBy: { park: '管委会', enterprise: '企业', onBehalf: '管委会代' },
  disputed: (project: string, rung: string, reason: string): Phrase => ({ text: `${project} ${rung}有异议：${reason}`, strong: ['有异议'] }),
  reported: (project: string, rung: string): Phrase => ({ text: `${project} 上报${rung}，等另一方确认`, strong: [] }),
  progress(project: string, before: number | null, after: number, problems: readonly string[]): Phrase {
    const trouble = problems.length > 0 ? `，问题：${problems.join('、')}` : '';
    const move = before === null ? `首次上报 ${after}%` : before === after ? `${after}%，没有变化` : `${before}% → ${after}%`;
    return { text: `${project} ${move}${trouble}`, strong: [`${after}%`] };
  },
  value: (name: string, before: string | null, after: string): Phrase => ({
    text: before === null ? `${name} 报为 ${after}` : `${name} ${before} → ${after}`,
    strong: [after],
  }),
  noValue: '无数据',
  inspections: (times: number, projects: readonly string[], photos: number): Phrase => ({
    text: `巡查 ${times} 次，${joinNames(projects)}${photos > 0 ? `，照片 ${photos} 张` : ''}`,
    strong: [],
  }),
  checks: (times: number, projects: readonly string[], fails: number): Phrase => ({
    text: `安全检查 ${times} 次，${joinNames(projects)}，${fails > 0 ? `不合格 ${fails} 条` : '没有不合格'}`,
    strong: [],
  }),
  majorOpened: (project: string, title: string): Phrase => ({ text: `新开重大隐患：${project} ${title}`, strong: ['重大'] }),
  hazards(moved: { opened: number; rectified: number; returned: number; closed: number; extended: number }, open: number): Phrase {
    const { opened, rectified, returned, closed, extended } = moved;
    const parts = [
      ...counted('新开', opened),
      ...counted('整改', rectified),
      ...counted('退回', returned),
      ...counted('延期', extended),
      ...counted('关闭', closed),
    ];
    return { text: `隐患${[...parts, `未关 ${open}`].join('，')}`, strong: parts };
  },
  lostPhotos: (photos: number, projects: readonly string[]): Phrase => ({ text: `缺照片 ${photos} 张：${joinNames(projects)}`, strong: ['缺照片'] }),
  planImported: (year: number, items: number, by: string | null): Phrase => ({ text: `${by ?? '办公室'}导入 ${year} 年计划，${items} 项`, strong: [`${year} 年计划`] }),
  corrections: (count: number, projects: readonly string[]): Phrase => ({ text: `更正 ${count} 条记录：${joinNames(projects)}`, strong: [] }),
};

/** What was recorded about items of the plan themselves. */
export const recordLineWords = {
  incidents: (name: string, titles: readonly string[]): Phrase => ({ text: `${name} +${titles.length}：${joinNames(titles, 2)}`, strong: [`+${titles.length}`] }),
  achievements: (name: string, titles: readonly string[]): Phrase => ({ text: `${name} +${titles.length}，${joinNames(titles)}`, strong: [`+${titles.length}`] }),
  reading: (name: string, before: string | null, after: string): Phrase => ({
    text: before === null || before === after ? `${name} 报为 ${after}` : `${name} ${before} → ${after}`,
    strong: [after],
  }),
  readings: (names: readonly string[]): Phrase => ({ text: `填报审核 ${names.length} 项：${joinNames(names, 2)}`, strong: [`${names.length} 项`] }),
  /** A month before the one that counts. */
  readingBeside: (name: string, value: string): Phrase => ({ text: `${name} 填报 ${value}，已审核`, strong: [] }),
  done: (name: string): Phrase => ({ text: `${name} 确认完成`, strong: ['确认完成'] }),
  naming: (project: string, gap: string): Phrase => ({ text: `补录 ${project}：${gap}`, strong: ['补录'] }),
  note: (name: string, note: string): Phrase => ({ text: `${name}：${brief(note, 60)}`, strong: [] }),
  returned: (names: readonly string[], reason: string | null): Phrase => ({ text: `退回 ${names.length} 条：${joinNames(names)}${reason ? `，${reason}` : ''}`, strong: ['退回'] }),
  waiting: (names: readonly string[]): Phrase => ({ text: `收到 ${names.length} 条，等审核：${joinNames([...new Set(names)])}`, strong: [] }),
};

/** Steps of 督办单, each a line: matters, and never how many somebody has. */
export const orderLineWords = {
  issued: (matter: string, requirement: string, addressee: string, due: string, today: string): Phrase => ({ text: `${matter} 下达督办：${brief(requirement, 40)}（${addressee}，${formatDay(due, today)}前）`, strong: ['下达督办'] }),
  answered: (matter: string, requirement: string, addressee: string): Phrase => ({ text: `${matter} 督办有回复：${brief(requirement, 40)}（${addressee}）`, strong: ['有回复'] }),
  returned: (matter: string, reason: string): Phrase => ({ text: `${matter} 督办回复退回：${brief(reason, 40)}`, strong: ['退回'] }),
  closed: (matter: string, requirement: string): Phrase => ({ text: `${matter} 督办办结：${brief(requirement, 40)}`, strong: ['办结'] }),
  extended: (matter: string, until: string, reason: string, today: string): Phrase => ({ text: `${matter} 督办延期到 ${formatDay(until, today)}：${brief(reason, 40)}`, strong: [] }),
  withdrawn: (matter: string, reason: string): Phrase => ({ text: `${matter} 督办撤回：${brief(reason, 40)}`, strong: [] }),
  someone: '承办人',
};

/** "签约项目（4633之6）" is 签约项目: the bracket tells the plan's own numbering, which the digest has no room for. */
export const shortItemName = (name: string) => name.replace(/（[^）]*）/g, '');
