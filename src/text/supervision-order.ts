/** Words of 督办单: its states and steps, the form, the list and the page. */
import { daysLeftWords } from './format';
import { rungWords } from './milestone';
import { kindWords } from './submission';

export const orderStatusWords = {
  issued: '待签收',
  acknowledged: '办理中',
  answered: '已回复，等审阅',
  returned: '退回重办',
  closed: '已办结',
  withdrawn: '已撤回',
} as const;

export const orderActionWords = {
  issued: '下达督办',
  acknowledged: '签收',
  answered: '回复',
  returned: '退回',
  closed: '办结',
  extended: '延期',
  withdrawn: '撤回',
} as const;

export const orderSubjectWords = { plan_item: '计划事项', project: '项目', hazard: '隐患', report: '记录' } as const;

type About = { kind: keyof typeof orderSubjectWords; title: string | null; reportKind: keyof typeof kindWords | null; rung: keyof typeof rungWords | null };

const recordWords = ({ reportKind, rung }: About) => (reportKind === 'milestone_report' && rung ? `上报${rungWords[rung]}` : reportKind ? kindWords[reportKind] : orderSubjectWords.report);

/** "比德 上报竣工", "比德 临边无防护", "签约项目". `place` is the project or item that the matter belongs to. */
export function orderMatterWords(about: About, place: string | null): string {
  const title = about.kind === 'report' ? recordWords(about) : about.title;
  return [place, title === place ? null : title].filter(Boolean).join(' ') || orderSubjectWords[about.kind];
}

export const orderWords = {
  open: '下督办',
  orders: '督办单',
  ordersNote: '看下达了什么、办到哪一步',

  states: { open: '未办结', overdue: '逾期', mine: '我的', closed: '已办结' },
  empty: {
    open: { title: '没有未办结的督办单', text: '领导下达督办后，会出现在这里。' },
    overdue: { title: '没有逾期的督办单', text: '过了期限还没回复的会出现在这里。' },
    mine: { title: '没有和您有关的督办单', text: '您下达的和要您办的，会出现在这里。' },
    closed: { title: '还没有办结的督办单', text: '办结和撤回的会一直留在这里。' },
  },
  more: '再看一些',
  row: (matter: string, addressee: string) => `${matter} · ${addressee}`,
  someone: '已注销的人员',

  about: '督办事项',
  requirement: '要求',
  addressee: '承办人',
  dueOn: '期限',
  issuedBy: '督办人',
  fromDigest: (day: string) => `据 ${day} 简报`,
  closedOn: (status: 'closed' | 'withdrawn', day: string) => `${day} ${status === 'closed' ? '办结' : '撤回'}`,
  timeline: '经过',
  answerOf: (name: string, when: string) => `${name} ${when} 的回复`,
  answerPending: '有回复正在送达，照片或附件到齐后显示。',
  ownPending: '您的回复还在路上，照片或附件到齐后才算回复。',
  openAbout: '看督办事项',
  returnedBecause: (reason: string) => `退回的原因：${reason}`,
  extendedTo: (day: string) => `延期到 ${day}`,

  form: {
    requirementPlaceholder: '要做什么、做到什么程度',
    pickAddressee: '选承办人',
    noAddressees: '没有可以承办的人，请先让办公室邀请成员。',
    note: '承办人签收、回复并附上依据，由您审阅办结。',
    submit: '下达',
    resumed: '接着您上次没有下达的写。',
    done: '已下达',
    problems: { requirement: '请写督办要求。', addressee: '请选承办人。' },
  },
  acknowledge: '签收',
  acknowledged: '已签收',
  answer: '回复',
  answerAgain: '重新回复',
  answerMore: '补充回复',
  close: '办结',
  closeQuestion: '办结这张督办单吗？',
  closeText: '办结后不再改动，写进当天简报。',
  closed: '已办结',
  giveBack: '退回',
  giveBackSheet: { title: '为什么退回', hint: '承办人会在“今天”里看到，补齐后重新回复。', placeholder: '例如：缺验收照片', submit: '退回' },
  givenBack: '已退回',
  extend: '延期',
  extendTo: '延到哪一天',
  extendSheet: { title: '为什么延期', hint: '新的期限和理由写进经过。', placeholder: '例如：供电部门排期推后', submit: '延期' },
  extended: '已延期',
  withdraw: '撤回',
  withdrawSheet: { title: '为什么撤回', hint: '撤回后不再要求办理，经过保留。', placeholder: '例如：已由另一张督办单代替', submit: '撤回' },
  withdrawn: '已撤回',

  answerForm: {
    note: '办理情况',
    placeholder: '做了什么，结果怎样',
    evidence: '依据照片',
    evidenceHint: '现场、文件，拍清楚就行（可不拍）',
    after: '送达后由督办人审阅。没有信号也能写，先存在手机里。',
    submit: '提交回复',
    missing: '请写办理情况。',
    notNow: '这张督办单现在不用回复。',
  },

  today: { toReview: '督办：等您审阅', overdue: '督办：已逾期', toDo: '督办：等您办' },
  countdown: daysLeftWords,
} as const;
