/** Words of 今天, for each of the four roles. */
import { formatDistance } from './format';

export const todayWords = {
  actions: { inspection: '拍照巡查', progress: '上报进度', safetyCheck: '安全检查' },

  scan: '扫码',

  syncTitle: (total: number, counted: number) => (total === 0 ? '今天还没有送出' : `今天 ${total} 条，已计入 ${counted} 条`),
  syncNone: '拍一张现场，就是第一条',
  syncDone: '都送到了，都计入了',
  syncWaiting: (items: number, photos: number) => `${items} 条${photos > 0 ? `、${photos} 张照片` : ''}存好，有信号自动送`,
  syncOnTheWay: (items: number, photos: number) => `${items} 条${photos > 0 ? `、${photos} 张照片` : ''}正在送`,
  syncParked: (items: number) => `${items} 条需要您处理`,

  toVerify: '待复查',
  mineToRectify: '待我整改',
  toAssign: '待指派责任人',
  toDecide: '待批延期',
  goRectify: '去整改',
  silent: (days: number, isNear: boolean) => `${isNear ? '附近' : ''} ${days} 天没有记录`.trim(),
  yours: '您看的',
  silentDays: (days: number | null) => (days === null ? '还没有记录' : `${days} 天`),
  distance: (metres: number) => `距您 ${formatDistance(metres)}`,
  more: (count: number) => `还有 ${count} 个`,
  sentToday: '今天送出的',
  nothingSent: '今天送出的会列在这里',

  contactTitle: (toAnswer: number, toRectify: number, orders: number) => {
    const parts = [toRectify > 0 ? `整改 ${toRectify} 件` : '', toAnswer > 0 ? `确认 ${toAnswer} 件` : '', orders > 0 ? `办督办 ${orders} 件` : ''].filter(Boolean);
    return parts.length > 0 ? `等您${parts.join('，')}` : '没有等您办的事';
  },
  contactNothing: '有要您确认的里程碑和要整改的隐患，会出现在这里。',
  toAnswer: '待我确认',
  toRectify: '待整改',
  myProjects: '我的项目',
  noProjects: '您的企业还没有关联项目，请联系管委会办公室。',
  reportProgress: '上报进度',

  answerTitle: (project: string, rung: string) => `${project} ${rung}`,
  answerNote: (name: string, reportedOn: string, rung: string, occurredOn: string) => `${name} ${reportedOn} 上报，${rung}日期 ${occurredOn}`,
  farFrom: '离项目 ',
  answerPhotos: (count: number, flags: readonly string[]) => `${count} 张照片${flags.length > 0 ? `，标注：${flags.join('、')}` : ''}`,
  answerAmount: (amount: string) => `协议投资 ${amount}，一起确认`,
  photoCaption: (when: string, project: string, name: string, code: string) => [when, project, name, code].filter(Boolean).join(' · '),
  confirm: (rung: string) => `确认${rung}`,
  someone: '已注销的人员',
  overdue: '超期未确认',

  officeTitle: (count: number) => (count > 0 ? `等办公室处理 ${count} 件` : '没有等办公室处理的事'),
  disputed: '有异议',
  disputedBy: (name: string, reason: string) => `${name}：${reason}`,
  toReview: '待审核',
  allToReview: '全部',
  returned: '被退回的',
  readings: '指标填报',
  unowned: '没有责任人的事项',
  unownedCount: (count: number) => `${count} 项`,
  invited: '已邀请，还没加入',
  invitedCount: (count: number) => `${count} 人`,
  openStaff: '看成员和邀请',

  digest: '简报',
  openDigest: '看完整简报',
  plan: '年度计划',
  openPlan: '看年度计划',
  attention: '需要您过问',
  noAttention: '今天没有需要您过问的事',
  changes: '今日变化',
  noChanges: '今天还没有新的变化',
  recordCount: (count: number) => `${count} 条记录`,
};
