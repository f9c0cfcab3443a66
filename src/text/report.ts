/** Words about records (记录): how one reads in a list, and the labels of its own page. */
import { kindWords, photoFlagWords, problemKindWords } from './submission';
import { formatDistance } from './format';
import { rungWords } from './milestone';

type Line = {
  kind: keyof typeof kindWords;
  photoCount: number;
  /** Given up; absent in what a phone has kept since before. */
  lostCount?: number;
  percent: number | null;
  rung: keyof typeof rungWords | null;
  failCount: number | null;
  title: string | null;
};

/** "进度 84% → 92%", "上报竣工，3 张照片，缺照片 1 张". `previousPercent` is that of the report before, where it is known. */
export function recordTitle(line: Line, previousPercent: number | null = null): string {
  const lost = line.lostCount ?? 0;
  return whatItSays(line, line.photoCount - lost, previousPercent) + (lost > 0 ? `，${recordWords.lostCount(lost)}` : '');
}

function whatItSays(line: Line, photoCount: number, previousPercent: number | null): string {
  const photos = photoCount > 0 ? `，${photoCount} 张照片` : '';
  switch (line.kind) {
    case 'progress':
      return previousPercent === null || previousPercent === line.percent
        ? `进度 ${line.percent ?? 0}%`
        : `进度 ${previousPercent}% → ${line.percent ?? 0}%`;
    case 'milestone_report':
      return `上报${line.rung ? rungWords[line.rung] : '里程碑'}${photos}`;
    case 'safety_check':
      return line.failCount ? `安全检查，不合格 ${line.failCount} 条` : '安全检查，全部合格';
    case 'achievement':
    case 'incident':
      return `${kindWords[line.kind]}：${line.title ?? ''}`;
    case 'hazard_open':
      return line.title ? `开出隐患：${line.title}` : kindWords.hazard_open;
    default:
      return `${kindWords[line.kind]}${photos}`;
  }
}

export const problemsLine = (problems: readonly (keyof typeof problemKindWords)[]) =>
  problems.length > 0 ? `问题：${problems.map((problem) => problemKindWords[problem]).join('、')}` : '';

/** The same where a tile has room for one: the record's page shows them all, with their meaning. */
export function photoFlagBadge(flags: readonly (keyof typeof photoFlagWords)[], distanceM: number | null): string | null {
  const [first] = flags;
  if (!first) return null;
  return photoFlagText([first], distanceM) + (flags.length > 1 ? `等 ${flags.length} 处` : '');
}

/** What stands on the corner of a photo; null when nothing is odd about it. `far` goes before a distance where no pin stands beside it. */
export function photoFlagText(flags: readonly (keyof typeof photoFlagWords)[], distanceM: number | null, far = ''): string | null {
  const words = flags.map((flag) => (flag === 'far_from_project' && distanceM !== null ? far + formatDistance(distanceM) : photoFlagWords[flag]));
  return words.length > 0 ? words.join('、') : null;
}

/** 办公室 gives up photos that never come. */
export const giveUpWords = {
  open: '照片不会来了',
  sheet: (count: number) => ({
    title: '照片为什么不会来了',
    hint: `还差 ${count} 张。上报人还在的话，请先让本人在“待上传”里补传。说明原因后，这条按缺照片计入，操作记入审计；之后照片找到了，仍可补传。`,
    placeholder: '例如：本人已离职，手机已交回，里面没有照片',
    submit: '按缺照片计入',
  }),
  done: '已按缺照片计入',
};

export const recordWords = {
  correct: '更正这条记录',
  correctNote: '报错了就另报一份，原来的留着，不再计入',
  today: (time: string) => `今天 ${time}`,
  yesterday: (time: string) => `昨天 ${time}`,
  dayAndTime: (day: string, time: string) => `${day} ${time}`,
  photoWaiting: '照片待传',
  awaitingPhotos: (arrived: number, total: number) => `照片待传，已到 ${arrived}/${total}，全部到了才计入`,
  lost: '缺照片',
  lostCount: (count: number) => `缺照片 ${count} 张`,
  lostBecause: (reason: string, when: string) => `缺照片：${reason}（${when} 放弃）`,
  misfit: (ordinals: readonly number[]) => `第 ${ordinals.join('、')} 张照片在抽查时与存证不符。记录照常计入，管委会办公室在“核验”里能看到。`,
  foundPhoto: (code: string) => `短码 ${code} 的照片`,
  counted: '已计入',
  notCounted: '还没计入',
  importedBy: (name: string) => `由 ${name} 导入`,
  correctedShort: '已更正',
  corrected: '这条记录已被更正，不再计入',
  correctionWaits: '这条记录有更正，更正的照片到齐后才不再计入',
  openCorrection: '看更正后的',
  corrects: '这是一条更正',
  openCorrected: '看原来的',
  project: '项目',
  capturedAt: '现场时间',
  receivedAt: '送达时间',
  countedAt: '计入时间',
  /** Of a record that a review counts: its own time stands with the review. */
  completeAt: '材料到齐',
  note: '说明',
  percentReason: '比上次低的原因',
  investmentToDate: '累计投资',
  problems: '问题',
  noProblems: '没有问题',
  photos: '照片',
  photoCount: (count: number) => `${count} 张`,
  noPhotos: '这条记录没有照片',
  evidence: '照片依据',
  place: (latitude: string, longitude: string) => `${latitude}, ${longitude}`,
  accuracy: (metres: string) => `误差 ${metres}`,
  distance: (metres: string) => `离项目 ${metres}`,
  ownTime: (time: string) => `自带时间 ${time}`,
  ownPlace: (latitude: string, longitude: string) => `自带位置 ${latitude}, ${longitude}`,
  nothingOwn: '照片没有自带时间和位置',
  receipt: '回执',
  receiptNote: '内容原样存档。指纹由内容算出，改一个字就不一样',
  fingerprint: '内容指纹',
  checklist: (name: string, version: number) => `${name}（第 ${version} 版）`,
  answerCounts: (fails: number, passes: number, others: number) =>
    [fails > 0 ? `不合格 ${fails}` : '', `合格 ${passes}`, others > 0 ? `不适用 ${others}` : ''].filter(Boolean).join('，'),
  otherAnswers: '其余条款',
  hazards: '开出的隐患',
  hazardRectified: '整改的隐患',
  side: { before: '整改前', after: '整改后' },
  severity: '等级',
  hazardTitle: '隐患',
  hazardDetail: '情况',
  dueOn: '整改期限',
  milestone: '里程碑',
  occurredOn: '发生日期',
  agreedInvestment: '协议投资',
  answer: '确认情况',
  openMilestone: '看里程碑',
  goProject: '看项目',
  goItem: '看计划事项',
};
