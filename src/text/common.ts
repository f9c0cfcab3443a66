/** Words that many screens share; components take theirs from here. */

export const common = {
  retry: '重试',
  back: '返回',
  cancel: '取消',
  confirm: '确定',
  close: '关闭',
  done: '完成',
  search: '搜索',
  clear: '清除',
  remove: '删除',
  change: '更换',
  more: '更多',
  all: '全部',
  loading: '正在取',
  selected: '已选',
  notSelected: '未选',
  increase: '加 1',
  decrease: '减 1',
  addPhoto: '拍照',
  addAnotherPhoto: '再拍一张',
  nothingFound: '没有找到',
};

export const lightWords = { normal: '正常', behind: '滞后', overdue: '逾期', no_data: '无数据', done: '已完成' };

export const syncWords = {
  onPhone: '在手机',
  delivered: '已送达',
  photos: (sent: number, total: number) => `照片 ${sent}/${total}`,
  counted: '已计入',
  parked: '需处理',
};

/** The four steps that a report goes through, for a reader who cannot see the bar. */
export const syncStepWords = ['在手机', '已送达', '照片', '已计入'];

export const photoCount = (count: number, max: number) => `${count} / ${max}`;

/** The quiet bar over a screen; null when there is nothing to say. */
export function connectionLine({ isOnline, waiting, parked, isReader }: { isOnline: boolean; waiting: number; parked: number; isReader: boolean }): string | null {
  const unsent = [waiting > 0 ? `${waiting} 条待上传` : '', parked > 0 ? `${parked} 条要您处理` : ''].filter(Boolean).join('，');
  if (isOnline) return unsent || null;
  return `离线 · ${unsent || (isReader ? '看到的是上次取到的内容' : '照常填写，先存在手机里')}`;
}

export const updatedAt = (time: string) => `更新于 ${time}`;

export const compareWords = { slider: '左右拖动，对照整改前后' };

export const stateWords = {
  errorTitle: '没有取到内容',
  errorText: '服务器没有回应。您已提交的内容都在手机里，没有丢。',
  offlineTitle: '现在没有信号',
  offlineText: '这一页还没有在手机里存过。有信号后再打开，照片和上报不受影响。',
};

export const amountUnits = { yi: '亿元', wan: '万元' };

/** Instead of a page that could not be drawn. */
export const brokenWords = {
  title: '这一页没有打开',
  text: '填到一半的和等着上传的都在手机里，没有丢。请重试；还是不行，先回到今天。',
  home: '回到今天',
};
