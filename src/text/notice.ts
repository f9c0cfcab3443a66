/** Sentences of the inbox (收件箱) and words of messages in WeChat. Made from stored facts: the same facts always read the same. */
import { formatDay } from './format';
import { rungWords } from './milestone';

/** As the database stores them; which are there depends on the kind. */
export type NoticeFacts = {
  title?: string;
  project?: string;
  /** Severity of a hazard. */
  severity?: string;
  /** Status of a hazard or an order when it was reminded of. */
  status?: string;
  dueOn?: string;
  /** Days until then, negative once it has passed. */
  days?: number;
  rung?: string;
  /** Who did it. */
  by?: string;
  reason?: string;
  reportedOn?: string;
  item?: string;
  recordKind?: string;
  /** Day and number of a digest. */
  on?: string;
  number?: number;
};

type Sentence = (facts: NoticeFacts) => string;
type Words = { title: Sentence; text: Sentence; /** Up to five characters, all Chinese: WeChat takes no more. */ state: string };

const person = ({ by }: NoticeFacts) => by ?? '有人';
const due = ({ dueOn }: NoticeFacts) => (dueOn ? formatDay(dueOn) : '');
/** What somebody wrote goes on in our sentence. */
const matter = ({ title = '' }: NoticeFacts) => title.replace(/[。.；;，,]+$/, '');
const hazard = (facts: NoticeFacts) => `${facts.project ?? ''}：${matter(facts)}`;
const order = (facts: NoticeFacts) => `${facts.project ?? facts.item ?? ''}：${matter(facts)}`;
const milestone = ({ project, rung }: NoticeFacts) => `${project ?? ''} ${rungWords[rung as keyof typeof rungWords] ?? ''}`.trim();
const because = ({ reason }: NoticeFacts) => (reason ? `，理由：${reason}` : '');

const reviewedWords = { reading: '填报', achievement: '成果', completion: '办结' } as const;

const always = (sentence: string): Sentence => () => sentence;

export const noticeWords = {
  hazard_major: { title: always('发现重大隐患'), text: (facts) => `${hazard(facts)}。${person(facts)}开出，限 ${due(facts)} 前整改`, state: '重大隐患' },
  hazard_assigned: { title: always('隐患交给您整改'), text: (facts) => `${hazard(facts)}，限 ${due(facts)} 前整改`, state: '待整改' },
  hazard_rectified: { title: always('隐患已整改，等您复查'), text: (facts) => `${hazard(facts)}。${person(facts)}提交了整改`, state: '待复查' },
  hazard_returned: { title: always('整改被退回'), text: (facts) => `${hazard(facts)}。${person(facts)}复查不通过${because(facts)}`, state: '退回重改' },
  hazard_extension_requested: { title: always('申请延期，等您决定'), text: (facts) => `${hazard(facts)}。${person(facts)}申请延期${because(facts)}`, state: '申请延期' },
  hazard_extended: { title: always('同意延期'), text: (facts) => `${hazard(facts)}，改到 ${due(facts)} 前整改`, state: '同意延期' },
  hazard_extension_refused: { title: always('不同意延期'), text: (facts) => `${hazard(facts)}，仍限 ${due(facts)} 前整改${because(facts)}`, state: '不同意延期' },
  hazard_due_soon: { title: ({ days = 0 }) => `隐患还有 ${days} 天到期`, text: (facts) => `${hazard(facts)}，限 ${due(facts)} 前整改`, state: '即将到期' },
  hazard_due_today: { title: always('隐患今天到期'), text: (facts) => `${hazard(facts)}，限今天整改`, state: '今天到期' },
  hazard_overdue: {
    title: ({ days = 0 }) => `隐患逾期 ${-days} 天`,
    text: (facts) => `${hazard(facts)}，期限 ${due(facts)}，${facts.status === 'rectified' ? '已整改，等复查' : facts.status === 'returned' ? '被退回，还没重新整改' : '还没整改'}`,
    state: '已经逾期',
  },
  order_issued: { title: always('有督办单交给您'), text: (facts) => `${order(facts)}。${person(facts)}督办，限 ${due(facts)} 前回复`, state: '待签收' },
  order_answered: { title: always('督办有回复，等您审阅'), text: (facts) => `${order(facts)}。${person(facts)}已回复`, state: '待审阅' },
  order_returned: { title: always('督办回复被退回'), text: (facts) => `${order(facts)}，限 ${due(facts)} 前重新回复${because(facts)}`, state: '退回重报' },
  order_closed: { title: always('督办已办结'), text: (facts) => `${order(facts)}。${person(facts)}同意办结`, state: '已办结' },
  order_extended: { title: always('督办期限改了'), text: (facts) => `${order(facts)}，改到 ${due(facts)} 前回复${because(facts)}`, state: '期限改了' },
  order_withdrawn: { title: always('督办已撤回'), text: (facts) => `${order(facts)}，不用再办${because(facts)}`, state: '已撤回' },
  order_due_soon: { title: ({ days = 0 }) => `督办还有 ${days} 天到期`, text: (facts) => `${order(facts)}，限 ${due(facts)} 前回复`, state: '即将到期' },
  order_due_today: { title: always('督办今天到期'), text: (facts) => `${order(facts)}，限今天回复`, state: '今天到期' },
  order_overdue: {
    title: ({ days = 0 }) => `督办逾期 ${-days} 天`,
    text: (facts) => `${order(facts)}，期限 ${due(facts)}，${facts.status === 'issued' ? '还没签收' : facts.status === 'returned' ? '被退回，还没重新回复' : '还没回复'}`,
    state: '已经逾期',
  },
  milestone_reported: { title: always('里程碑等您确认'), text: (facts) => `${milestone(facts)}，${person(facts)}上报`, state: '待确认' },
  milestone_disputed: { title: always('里程碑有异议'), text: (facts) => `${milestone(facts)}，${person(facts)}提出异议${because(facts)}`, state: '有异议' },
  milestone_answer_due: { title: always('里程碑今天该确认'), text: (facts) => `${milestone(facts)}，${person(facts)}上报，今天是第 3 个工作日`, state: '今天到期' },
  milestone_answer_overdue: { title: always('里程碑超期未确认'), text: (facts) => `${milestone(facts)}，${person(facts)}上报，${due(facts)} 前应答复`, state: '超期未确认' },
  milestone_unsettled: { title: always('异议 7 天没有解决'), text: (facts) => `${milestone(facts)}${because(facts)}`, state: '异议未解决' },
  record_returned: { title: always('上报被退回'), text: (facts) => `${facts.item ?? ''}的${reviewedWords[facts.recordKind as keyof typeof reviewedWords] ?? '记录'}被${person(facts)}退回${because(facts)}`, state: '被退回' },
  digest_ready: { title: always('每日简报出来了'), text: ({ on = '', number = 0 }) => `${on && formatDay(on)}，第 ${number} 期`, state: '已定稿' },
} satisfies Record<string, Words>;

/** 事项 of a message: what it is about, without who and why. */
export const noticeSubject = (facts: NoticeFacts): string =>
  facts.title ?? facts.item ?? (facts.rung ? `${rungWords[facts.rung as keyof typeof rungWords] ?? ''}里程碑` : `第 ${facts.number ?? 0} 期简报`);

export const templateWords = { rectification: '整改提醒', answer: '待确认提醒', digest: '简报提醒' } as const;
