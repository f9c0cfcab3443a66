/** Words that the three report forms share: project, photos, draft, submitting. */
import { formatDistance } from './format';

/** "1、3–5": runs of three and more are drawn together. */
function listNumbers(numbers: readonly number[]): string {
  const runs: number[][] = [];
  for (const number of numbers) {
    const run = runs[runs.length - 1];
    if (run && run[run.length - 1] === number - 1) run.push(number);
    else runs.push([number]);
  }
  return runs.flatMap((run) => (run.length > 2 ? [`${run[0]}–${run[run.length - 1]}`] : run.map(String))).join('、');
}

const which = (numbers: readonly number[]) => `第 ${listNumbers(numbers)} 张`;

export const reportFormWords = {
  correcting: '更正：提交后以这一份为准，原来的还能看，不再计入。原来的照片不带过来，需要的请重拍。',

  pickProject: '选项目',
  pickProjectHint: '先选是哪个项目',
  searchProject: '搜项目',
  changeProject: '更换',
  distance: (metres: number) => `距您 ${formatDistance(metres)}`,
  nearest: '离您最近',
  /** Of a proposal that others might fit as well. */
  othersNear: (count: number) => `附近还有 ${count} 个，请核对`,
  lastUsed: '上次选的',
  noProjects: '项目还没有取到。有信号时打开一次，以后没有信号也能选。',

  photos: '照片',
  removePhoto: {
    title: '去掉这张照片？',
    text: '这张是现场拍的，去掉就没有了，要用得重拍。',
    confirmLabel: '去掉',
  },
  photoCount: (count: number, max: number) => `${count} / ${max}`,
  fromAlbum: '从相册选',
  working: '正在处理照片',
  caption: (when: string, project: string | null) => (project ? `${when} ${project}` : when),
  flagFar: (metres: number) => formatDistance(metres),
  flagInaccurate: '定位不准',
  flagAlbum: '相册',
  flagNoPlace: '无定位',
  flagReused: '别处用过',
  /** Where the project follows from what is reported, there is nothing to change. */
  noticeFar: (numbers: readonly number[], metres: number, isProjectFixed: boolean) =>
    `${which(numbers)}离项目${numbers.length > 1 ? `较远，其中最远的一张相距 ${formatDistance(metres)}` : ` ${formatDistance(metres)}`}，会标注，可照常提交${isProjectFixed ? '' : '。项目选错了请点“更换”'}`,
  noticeInaccurate: (numbers: readonly number[]) => `${which(numbers)}定位误差超过 200 m，会标注，可照常提交。到空旷处再拍会更准`,
  noticeAlbum: (numbers: readonly number[]) => `${which(numbers)}来自相册，会标注，可照常提交。人在现场就直接拍`,
  noticeReused: (numbers: readonly number[]) => `${which(numbers)}在别的上报里用过，会标注，可照常提交。最好重拍一张`,
  noticeClock: (minutes: number) => `手机时间${minutes > 0 ? '快' : '慢'}了 ${Math.abs(minutes)} 分钟，会标注，可照常提交。请在手机设置里打开“自动设置时间”`,
  noticeNoPlace: '没有取到位置，会注明原因，可照常提交',
  noticeOtherProject: (numbers: readonly number[], project: string) => `${which(numbers)}的水印写的是“${project}”，记录以现在选的项目为准，可照常提交`,

  otherProject: {
    title: '换成这个项目吗？',
    text: (project: string) => `已拍的照片水印上写的是“${project}”，换了项目也不会变。项目选错了就换；要写新项目的水印，请删掉照片重拍。`,
    confirm: '换项目',
    cancel: '不换',
  },

  /** `numbers`: which of several that were picked at once; the others are in. */
  refused: (sentence: string, numbers: readonly number[] | null) => (numbers ? `刚选的${which(numbers)}没有加入：${sentence}` : sentence),
  photoProblem: {
    privacy: '没有同意隐私授权，不能拍照。其余内容可以照常填写。',
    denied: '没有相机或相册的权限。请在手机设置里允许后再拍。',
    unavailable: '这台设备打不开相机，可以从相册选。',
    empty: '这个文件是空的，里面没有照片。请重新选。',
    not_an_image: '选的不是照片，请重新选。',
    incomplete: '照片不完整，后半部分缺失，可能没有下载完。请重新选或重拍一张。',
    heic: '这台设备打不开 HEIC 照片。请在苹果手机“设置－相机－格式”里选“兼容性最佳”再拍，或直接现场拍。',
    unreadable: '这张照片打不开，请重拍一张。',
    too_large: '这张照片压不下来，请换个角度重拍。',
    already_there: '这张照片已经在里面了。',
    too_many: '这份上报拍的照片太多了，请先提交，再新填一份。',
    full: '手机存储满了，照片没有存下。请清理一些空间再拍。',
    full_before: '手机存储快满了，先不要拍：拍了也存不下。请到有信号的地方等待上传，或清理一些空间。已存的内容都在。',
    failed: '照片没有存下，请再拍一次。',
  },
  openSettings: '去设置',

  draftTitle: '恢复草稿？',
  draftText: (project: string | null, when: string, photoCount: number) =>
    [project, `${when} 存的`, photoCount > 0 ? `${photoCount} 张照片` : ''].filter(Boolean).join(' · '),
  resume: '接着填',
  startOver: '重新开始',
  startOverTitle: '不要这份草稿了？',
  startOverText: (photoCount: number) => `填好的内容${photoCount > 0 ? `和 ${photoCount} 张照片` : ''}会丢掉，找不回来。`,

  offlineNote: '没有信号也能提交，先存在手机里',
  saved: '已保存',
  draftFails: '手机存储写不进去，提交前先别离开本页',
  notSaved: {
    full: '手机存储满了，没有存下。请清理一些空间再提交，填的内容还在。',
    failed: '没有存下，请再提交一次，填的内容还在。',
    already: '这一份在另一处提交过了，这里的改动没有存下。要补充请新报一条。',
    photo_lost: '有照片在手机里找不到了，请删掉它重拍一张。',
  },
  /** Codes of the contract's own rules; anything else reads as `other`. */
  invalid: {
    unreadable_text: '文字里有看不见或颠倒方向的符号，请删掉重写',
    photo_or_note: '请拍一张照片，或写一句说明',
    photo_required: '这一项要有照片，请拍一张',
    photo_twice: '有两张一样的照片，请删掉一张',
    other: '有内容填得不对，请检查后再提交',
  },
};

export const invalidText = (code: string): string => (code in reportFormWords.invalid ? reportFormWords.invalid[code as keyof typeof reportFormWords.invalid] : reportFormWords.invalid.other);
