/** Words of 核验: what was checked, what does not fit, and where. Used by the office's page and by `npm run verify`. */
import { formatDay } from './format';

export const misfitWords = {
  link_broken: '这一期的链头对不上，简报或它的记录清单被改过',
  digest_removed: '缺一期简报',
  record_removed: '记录不见了',
  record_added: '记录是后来加进这一期的',
  record_unstamped: '记录不再算在这一期里',
  record_uncounted: '记录已收齐，却没有计入任何变化',
  body_changed: '原文和收到时的指纹对不上',
  fields_changed: '记录的内容和原文对不上',
  receipt_changed: '报送人、收到时间或种类被改过',
  answer_removed: '答复、审核或督办动作不见了',
  answer_changed: '答复、审核或督办动作和原文对不上',
  photo_row_changed: '照片登记和原文里的清单对不上',
  photo_unstored: '记录已计入，照片却没有存上',
  photo_missing: '照片文件不见了',
  photo_changed: '照片文件被改过',
  thumb_missing: '照片的缩略图不见了',
  thumb_changed: '照片的缩略图被改过',
} as const;

/** On a photo that the daily check marked: short, and no accusation. */
export const photoMisfitWords = {
  photo_missing: '照片文件不见了',
  photo_changed: '与存证不符',
  thumb_missing: '缩略图不见了',
  thumb_changed: '缩略图与存证不符',
} as const;

export const proofFieldWords: Record<string, string> = {
  id: '编号',
  project: '项目',
  capturedAt: '现场时间',
  corrects: '更正的记录',
  photoCount: '照片张数',
  progress: '进度',
  percent: '进度百分比',
  investmentToDate: '累计投资',
  milestone: '里程碑',
  rung: '阶段',
  occurredOn: '发生日期',
  agreedInvestment: '协议投资',
  park: '园区',
  number: '期号',
  on: '日期',
  by: '报送人',
  at: '收到时间',
  year: '年份',
  kind: '种类',
  answer: '答复',
};

export const proofStepWords = { digests: '简报链', gaps: '缺漏', plans: '计划文件', records: '记录原文', answers: '答复、审核和督办', photos: '照片文件' } as const;

type MisfitLine = {
  code: keyof typeof misfitWords;
  digest?: { number: number; on: string | null };
  recordId?: string;
  answerId?: string;
  importId?: string;
  photo?: { ordinal: number; shortCode: string };
  field?: string;
};

/** "11月20日 第 12 期": where in the chain; empty for what no digest holds yet. */
export function misfitPlace({ digest }: Pick<MisfitLine, 'digest'>, today: string): string {
  if (!digest) return '';
  return [digest.on === null ? '' : formatDay(digest.on, today), `第 ${digest.number} 期`].filter(Boolean).join(' ');
}

export function misfitTitle({ code, importId, field, photo }: MisfitLine): string {
  const title = (importId ? '计划文件：' : '') + misfitWords[code] + (field ? `（${proofFieldWords[field] ?? field}）` : '');
  return photo ? `${title}（第 ${photo.ordinal} 张）` : title;
}

/** One line that says all: which digest, record and photo, and what is wrong. */
export function misfitLine(misfit: MisfitLine, today: string): string {
  const { recordId, answerId, importId, photo } = misfit;
  return [
    misfitPlace(misfit, today),
    recordId ? `记录 ${recordId}` : '',
    answerId ? `答复 ${answerId}` : '',
    importId ? `计划 ${importId}` : '',
    photo ? `照片 ${photo.shortCode}` : '',
    misfitTitle(misfit),
  ].filter(Boolean).join('，');
}

type Totals = { digests: number; plans: number; records: number; answers: number; photos: number };
const amounts = ({ digests, plans, records, answers, photos }: Totals) => `${digests} 期简报、${plans} 份计划、${records} 条记录、${answers} 次答复、${photos} 张照片`;

/** The command's own lines. */
export const verifyWords = {
  start: (park: string, totals: Totals) => `${park}：要核验 ${amounts(totals)}`,
  progress: (step: keyof typeof proofStepWords, checked: number, total: number | null) => `  ${proofStepWords[step]} ${checked}${total === null ? '' : `/${total}`}`,
  fits: (totals: Totals, seconds: string) => `全部相符：${amounts(totals)}，用时 ${seconds} 秒`,
  first: (park: string, line: string) => `第一处不符：${park}，${line}`,
  count: (count: number) => `一共 ${count} 处不符`,
  other: (line: string) => `  ${line}`,
  more: (count: number) => `  还有 ${count} 处`,
  noParks: '还没有园区，没有可核验的。',
  headFound: (park: string, number: number, day: string) => `链头在链上：${park}，${day} 第 ${number} 期`,
  headMissing: (head: string) => `链头 ${head} 不在任何园区的链上：印出它之后，链被换过或删过。`,
  badHead: '--head 后面要写 8 到 64 位的十六进制链头。',
  stopped: '没有核验完：数据库或存储没有回应。',
  usage: '用法：npm run verify [-- --head <链头>]',
};

/** Words of the office's page. */
export const proofPageWords = {
  lead: '从头核对每一期简报、每条记录、每张照片，看有没有被改过、换过、少过。',
  start: '开始核验',
  again: '再核验一次',
  stop: '停止',
  stepOf: (step: keyof typeof proofStepWords) => `正在核对${proofStepWords[step]}`,
  done: (checked: number, total: number) => `已核对 ${checked} / ${total}`,
  fits: '全部相符',
  fitsText: (totals: Totals) => `核对了 ${amounts(totals)}，没有发现改动、缺失或增减。`,
  misfits: (count: number) => `有 ${count} 处不符`,
  first: '第一处不符',
  others: '其余不符',
  more: (count: number) => `还有 ${count} 处，请在服务器上运行核验命令看全部`,
  interrupted: '核验没有做完',
  resume: '接着核验',
  head: '最新一期的链头',
  checkPicture: '核对长图',
  headNote: (number: number) => `第 ${number} 期，长图上印的核验码就是它的开头。复制下来，请园区以外的人存着；以后拿来对得上，就说明到这一期为止没有被换过。`,
  noHead: '还没有定稿的简报',
  copyHead: '复制链头',
  copied: '已复制',
  copyFailed: '没有复制上',
  code: (shortCode: string) => `短码 ${shortCode}`,
  marked: '每日抽查发现',
  markedNone: '每天夜里抽查照片文件，目前没有发现不符。',
  foundAt: (when: string) => `${when} 发现`,
  unmarkedNote: '记录照常计入，请核对是不是存储出了问题。',
};
