/** Words of 收件箱 and 消息提醒. */

const most = 100;

export const inboxWords = {
  title: '收件箱',
  unread: '未读',
  unreadCount: (count: number) => (count >= most ? '99 条以上未读' : `${count} 条未读`),
  allRead: '全部已读',
  more: '再看一些',
  today: '今天',
  yesterday: '昨天',
  emptyTitle: '没有通知',
  emptyText: '交给您办、快到期和逾期的事，会在这里告诉您。',
};

export const messagesWords = {
  title: '消息提醒',
  lead: '打开后，有事时微信会给您发一条服务通知。微信规定每同意一次只能发一条，所以用完了会在您操作时再问。',
  onlyWechat: '消息只在微信里发。请在微信小程序里打开园情通，再到这里设置。收件箱在哪里都能看。',
  off: '这个园区还没有开通微信消息。收件箱照常能看。',
  about: {
    rectification: '重大隐患、要整改和要复查的、快到期和逾期的',
    answer: '里程碑等确认、有异议，上报被退回，督办单',
    digest: '每天 18:00 简报定稿',
  },
  isOn: (credits: number) => (credits > 0 ? `已打开，还能收 ${credits} 条` : '已打开，下次操作时再问'),
  isOff: '没有打开',
  refused: '微信没有同意。可在右上角“…” › 设置 › 订阅消息里允许后再打开。',
};
