/** Words of 现场二维码: what scanning one leads to, and the office's sheets of them. */

export const siteWords = {
  /** Where the scanner is missing (H5) or did not open (WeChat). */
  how: {
    h5: { title: '用手机相机扫', text: '打开手机自带的相机，对准现场的二维码，点跳出的链接，就到这个项目或设施了。' },
    weapp: { title: '没有打开扫一扫', text: '请允许使用相机后再扫，或者直接用微信的“扫一扫”。' },
  },
  again: '再扫一次',
  projects: '看项目',
  signIn: '去登录',
  odd: { title: '认不出这个二维码', text: '只认园情通印给项目和设施的二维码。可能是别的系统的，或者没有扫全。' },
  invite: { title: '这是邀请码', text: '您已经登录，用不着它。要换人用这台手机，请先在“我的”里退出。' },
  unknown: { title: '没有找到这个项目', text: '可能是别的园区的二维码。如果贴在本园区，请告诉管委会办公室。' },
  /** Whether it exists is not told. */
  notYours: { title: '这里没有您能看的项目', text: '您只能看自己企业的项目。如果这就是您企业的，请联系管委会办公室关联。' },
};

export const siteCodeWords = {
  check: '扫码检查',
  view: '扫码查看',
  footer: (page: number, pages: number) => `园情通 · 现场二维码 · 第 ${page} / ${pages} 页`,

  which: '印哪些',
  all: (count: number) => `全部 ${count}`,
  category: (name: string, count: number) => `${name} ${count}`,
  pick: '一个一个挑',
  picked: (count: number) => `已选 ${count} 个`,
  pickTitle: '挑项目',
  search: '搜项目',
  done: '选好了',
  layout: '版式',
  layouts: { grid: '每页 12 个', door: '每页 1 个' },
  layoutNotes: { grid: 'A4 纸，沿线剪开。码宽约 45 毫米，半米内扫。', door: 'A4 纸，贴大门。码宽约 150 毫米，两三米内扫。' },
  /** Printed once, it stays: the address must be the one that phones will reach. */
  address: (origin: string) => `二维码打开 ${origin}，扫了要登录，只看得到自己能看的。印之前先扫一个试试。`,
  facilityNote: '设施的码，巡查员扫了直接开始安全检查；其他项目的码打开项目页。',
  pickFirst: '先选印哪些',
  make: (codes: number, pages: number) => `生成 ${codes} 个码，共 ${pages} 页`,
  noneTitle: '还没有项目',
  noneText: '导入年度计划或新建项目后，这里可以印二维码。',

  making: (page: number, pages: number) => `正在画第 ${page} 页，共 ${pages} 页`,
  failedTitle: '二维码单没有画出来',
  failedText: '手机的内存或存储可能不够。少选几个项目再试。',
  ready: (pages: number) => `A4 共 ${pages} 页。打印时选“实际大小”。`,
  pageLabel: (page: number) => `二维码单第 ${page} 页`,
  fileName: (on: string) => `现场二维码-${on}.pdf`,
  key: (end: string) => `编号 ${end}`,
  save: '下载 PDF',
  open: '打开 PDF',
  forward: '转发',
  openFailed: '打不开，请用“转发”',
  backToChoice: '重新选',
};
