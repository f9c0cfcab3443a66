/** Words of records of plan items: 填报, 成果, 事故, 办结, 说明, 补录, and of their review. */
import { formatMonth } from './format';

export const recordStateWords = { waiting: '待审核', counted: '已计入', returned: '已退回', awaiting_photos: '照片待传', corrected: '已更正' } as const;

type FormKind = 'reading' | 'achievement' | 'incident' | 'completion' | 'note';

export const itemRecordWords = {
  formTitle: { reading: '填报数据', achievement: '登记成果', incident: '登记事故', completion: '报完成', note: '写进展说明' } satisfies Record<FormKind, string>,
  /** Beside a longer button. */
  noteShort: '写说明',
  submit: { reading: '提交审核', achievement: '提交审核', incident: '登记', completion: '提交审核', note: '提交' } satisfies Record<FormKind, string>,
  after: {
    reading: '由办公室另一人审核，通过后计入。',
    achievement: '由办公室另一人确认后计入。',
    incident: '提交即计入，写进当天简报。',
    completion: '由办公室另一人确认后算完成。',
    note: '不改变数值，显示在事项和简报里。',
  } satisfies Record<FormKind, string>,
  incidentQuestion: { title: '登记这起事故？', text: '不用审核，提交后马上计入，写进当天简报的最前面。' },
  wrongItem: '这个事项不用这种记录',
  correcting: '这是一次更正：提交后，原来那条不再计入。',

  month: '截至月份',
  monthNote: '填到这个月底的累计数',
  monthNoteLatest: '填这个月的最新数',
  monthOption: (month: string) => `${month.slice(0, 4)} 年 ${formatMonth(month)}`,
  value: '数值',
  last: (month: string, value: string) => `上次 ${formatMonth(month)} ${value}`,
  noLast: '以前的月份还没有填报过',
  shrunk: '比上次的累计数小，请再核对一下。',
  noUnit: '计划没有写单位，请和以前用同一个单位。',
  standing: (month: string, value: string, state: string) => `${formatMonth(month)}已经填过 ${value}（${state}）。再提交，审核通过后以新的为准。`,
  numerator: '分子',
  denominator: '分母',
  quotient: (share: string) => `等于 ${share}`,
  source: '数据来源',
  sourcePlaceholder: '例如：统计局月报、税务局',
  title: { achievement: '名称', incident: '发生了什么' },
  titlePlaceholder: { achievement: '企业、荣誉或平台的名称', incident: '一句话说明' },
  occurredOn: '日期',
  pickDay: '选日期',
  note: '说明',
  notePlaceholder: {
    reading: '口径、与上月差异较大的原因等（可不填）',
    achievement: '文号、认定单位等（可不填）',
    incident: '经过、伤亡、处置情况',
    completion: '批复文号、验收意见等（可不填）',
    note: '现在到了哪一步，还差什么',
  } satisfies Record<FormKind, string>,
  evidence: '凭证照片',
  evidenceHint: '文件、证书、现场，拍清楚就行（可不拍）',

  mendFirst: (count: number) => `还有 ${count} 处要改，见上面标红的地方。`,
  problems: {
    value: '请填数值，只能是数字。',
    numerator: '请填数字，不能是负数。',
    denominator: '请填大于 0 的数字。',
    source: '请填数据来源。',
    title: '请填这一项。',
    note: '请写一句说明。',
  },

  review: '审核',
  approve: { reading: '通过', achievement: '确认', completion: '确认完成' },
  approveQuestion: { reading: '通过这条填报吗？', achievement: '确认这项成果吗？', completion: '确认这项已完成吗？' },
  approveText: '通过后马上计入，并写进当天简报。',
  approved: '已通过',
  giveBack: '退回',
  giveBackSheet: { title: '为什么退回', hint: '填报人会在“今天”里看到，改好后重新提交。', placeholder: '例如：与统计局月报不一致', submit: '退回' },
  givenBack: '已退回',
  again: '改好重报',
  returnedBy: (name: string, reason: string) => `${name} 退回：${reason}`,
  approvedBy: (name: string, when: string) => `${name} ${when} 通过`,
  ownWaiting: '等另一位办公室人员审核',
  someone: '已注销的人员',

  doneOn: (day: string) => `${day}完成`,
  monthLabel: '截至',
  figure: '数值',
  parts: (numerator: string, denominator: string) => `${numerator} ÷ ${denominator}`,
  reviewed: '审核',
} as const;

export const readingsPageWords = {
  enter: '填报',
  review: (count: number) => (count > 0 ? `审核 ${count}` : '审核'),
  dueNow: '现在该填这个月的',
  missing: (missing: number, total: number) => `还差 ${missing} 项，共 ${total} 项`,
  allEntered: (total: number) => `${total} 项都填了`,
  groups: { missing: '还没填', returned: '被退回，要改好重报', queued: '在这台手机上，待上传', waiting: '等审核', awaiting_photos: '照片待传', counted: '已计入' },
  enteredBy: (name: string) => `${name} 填报`,
  waitsForYou: '等您审核',
  waitsForOther: '等另一位审核',
  approvedBy: (name: string) => `${name} 通过`,
  counted: (month: string, value: string) => `已计入 ${formatMonth(month)} ${value}`,
  noneCounted: '还没有计入的数',
  nothingToReview: '没有等您审核的',
  nothingToReviewText: '别人提交的填报、成果和完成情况会出现在这里。自己提交的要由另一位审核。',
  noItems: '这个月没有要填报的指标',
  noItemsText: '换一个月份，或先导入这一年的计划。',
} as const;

export const namingWords = {
  open: '补录项目',
  explain: (named: number, count: number) => `计划没有点名的 ${count} 个项目，已补录 ${named} 个`,
  project: '是哪个项目',
  pickProject: '选项目',
  searchProject: '搜项目',
  newProject: '不在列表里，先新建项目',
  target: '要达到的阶段',
  basis: '依据',
  basisPlaceholder: '例如：管委会第 12 次主任办公会纪要（可不填）',
  projectMissing: '请先选是哪个项目。',
  submit: '补录',
  question: (project: string) => `把“${project}”补录进计划吗？`,
  text: '补录后单列一条计划事项，计入上级事项。补录错了可以更正成别的项目。',
  done: '已补录',
} as const;
