/** 附件: PDF documents beside the photos of a record. */
import { formatBytes } from './format';

export const documentWords = {
  title: '附件',
  count: (count: number, max: number) => `${count} / ${max}`,
  hint: 'PDF 文件，每份最多 10 MB，例如批文、协议、检测报告、验收单。',
  add: '添加 PDF',
  adding: '正在读取文件',
  size: formatBytes,
  remove: '移除',
  removeTitle: (name: string) => `移除“${name}”吗？`,
  problem: {
    too_large: '文件超过 10 MB，没有加入。请压缩后再选。',
    not_pdf: '这个文件不是 PDF，没有加入。',
    already_there: '这份文件已经加进来了。',
    empty: '这个文件是空的。',
    full: '手机存储空间不够，文件没有存下。请先清理空间，或等待上传完成。',
    failed: '文件没有读出来，请再选一次。',
  },
  waiting: '还没有送达',
  lost: '已按缺文件计入',
  misfit: '与存证不符',
  openFailed: '文件没有打开，请检查网络后重试',
} as const;
