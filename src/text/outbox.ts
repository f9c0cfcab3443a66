/** Words of 待上传 and of queued items wherever they are listed. */
import { problemText, problemWords } from './problem';

export const operationWords = {
  'inspection.submit': '拍照巡查',
  'progress.submit': '上报进度',
  'safetyCheck.submit': '安全检查',
  'milestone.report': '上报里程碑',
  'milestone.confirm': '确认里程碑',
  'milestone.dispute': '里程碑有异议',
  'hazard.open': '开出隐患',
  'reading.submit': '填报数据',
  'achievement.submit': '登记成果',
  'completion.submit': '报完成',
  'incident.submit': '登记事故',
  'note.submit': '进展说明',
  'naming.submit': '补录项目',
  'hazard.rectify': '提交整改',
  'hazard.verify': '复查隐患',
  'hazard.extend': '申请延期',
  'supervisionOrder.answer': '督办回复',
} as const;

/** Reasons that the phone itself finds; those of the server are in problem.ts. */
const ownReasons: Record<string, string> = {
  network: '没有连上服务器。',
  receipt_mismatch: '服务器收到的和手机里的不一致，请重试。',
  photo_file_lost: '有照片在手机里找不到了或已损坏，其余的都传完了。',
  invalid_input: '内容和新版本对不上，服务器没有收下。',
};

export function reasonText(code: string): string {
  if (ownReasons[code]) return ownReasons[code];
  if (code in problemWords) return problemText(code);
  if (code.startsWith('storage_')) return '照片没有传上去。';
  return code.startsWith('http_') ? `服务器没有正常回应（${code.slice(5)}）。` : problemText(code);
}

export const outboxWords = {
  title: (operation: string, project: string) => [operation, project].filter(Boolean).join(' · '),
  unsent: '条没送完',
  allSent: '都送到了',
  sending: '正在上传',
  waitingOnline: '会自动上传',
  waitingOffline: '没有信号，有信号自动送',
  needsSignIn: '登录已过期，重新登录后自动送',
  photosLeft: (count: number, size: string) => `${count} 张照片 ${size}`,
  document: (name: string, isStored: boolean) => `附件 ${name}，${isStored ? '已送达' : '在手机'}`,
  megabytes: (megabytes: string) => `${megabytes} MB`,
  photos: (count: number) => `${count} 张照片`,
  photosQueued: (count: number) => `${count} 张照片在排队`,
  sendingPhoto: (ordinal: number) => `正在传第 ${ordinal} 张`,
  receipt: (code: string) => `回执 ${code} 已核对`,
  retryLater: (reason: string) => `上次没有送成：${reason}会自动再送。`,
  kept: (photos: number) => (photos > 0 ? '内容和照片都还在手机里。' : '内容还在手机里。'),
  needsYou: '等您处理',
  retry: '重试',
  discard: '放弃',
  discardTitle: '放弃这一条？',
  discardText: (title: string, photos: number) => `${title}${photos > 0 ? `和 ${photos} 张照片` : ''}不再上传。七天内可以在本页恢复，之后从手机删除。`,
  discardReceived: '服务器已收到文字部分，放弃后没传完的照片不再传。',
  edit: '修改',
  giveUpPhotos: '照片丢了',
  giveUpSheet: { title: '照片为什么传不上来', hint: '服务器已收到文字部分。说明原因后，这条按缺照片计入，没有问题的照片照常上传。', placeholder: '例如：手机摔坏，照片没有了', submit: '按缺照片计入' },
  gaveUp: '已按缺照片计入',
  restore: '恢复',
  discarded: '已放弃，七天内可恢复',
  saved: '已保存',
  notSaved: '手机存储满了，没有存下',
  notWritten: '手机存储写不进去，没有改成。请清理手机空间再试',
  diskRefuses: '手机存储写不进去，已送到的先记不下来。请清理手机空间，内容都还在。',
  uploadNow: '立即上传',
  unreadable: '读不出来的内容',
  unreadableNote: '原样留在手机里，请联系管委会办公室。',
  others: (count: number) => `这台手机里还有其他人的 ${count} 条，等本人登录后自动送。`,
  emptyTitle: '没有待上传的内容',
  emptyText: '提交后没送完的会在这里，一条都不会丢。',
};
