/** Words of the picture that a leader passes on (长图), and of the page that makes it. */

export const digestPictureWords = {
  title: '每日简报',
  number: (number: number) => `第 ${number} 期`,
  notFrozen: '未定稿',
  continued: '接上页',
  recordCount: (count: number) => `${count} 条记录`,
  more: (count: number) => `另有 ${count} 件，见小程序`,
  silent: (names: string) => `久无记录：${names}`,
  page: (page: number, pages: number) => `第 ${page} / ${pages} 页`,
  code: (head: string) => `核验码 ${head}`,
  check: '在小程序“核对长图”里输入核验码，看系统里的这一期',
  noPhoto: '照片没有取到',

  make: '生成长图',
  making: (page: number, pages: number) => `正在画第 ${page} / ${pages} 页`,
  loading: '正在取照片',
  ready: (pages: number) => (pages > 1 ? `${pages} 张图，长按可转发或保存` : '长按图片可转发或保存'),
  save: { weapp: '保存到相册', h5: '下载图片' },
  saved: '已保存',
  share: '转发给朋友',
  failedTitle: '图没有画出来',
  failedText: '可能是手机内存不够。关掉别的应用再试一次。',
  denied: '没有保存到相册的权限。可以长按图片转发，或去设置里允许“添加到相册”后再点保存。',
  openSettings: '去设置',
  pageLabel: (page: number) => `简报长图第 ${page} 页`,
} as const;
