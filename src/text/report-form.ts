/** Words that the three report forms share: project, photos, draft, submitting. */
import { formatDistance } from './format';

export const reportFormWords = {
  pickProject: '选项目',
  pickProjectHint: '先选是哪个项目',
  searchProject: '搜项目',
  changeProject: '更换',
  distance: (metres: number) => `距您 ${formatDistance(metres)}`,
  nearest: '离您最近',
  lastUsed: '上次选的',
  noProjects: '项目还没有取到。有信号时打开一次，以后没有信号也能选。',

  photos: '照片',
  photoCount: (count: number, max: number) => `${count} / ${max}`,
  fromAlbum: '从相册选',
  working: '正在处理照片',
  caption: (time: string, project: string | null) => (project ? `${time} ${project}` : time),
  flagFar: (metres: number) => formatDistance(metres),
  flagInaccurate: '定位不准',
  flagAlbum: '相册',
  flagNoPlace: '无定位',
  noticeFar: (numbers: readonly number[], metres: number) => `第 ${numbers.join('、')} 张离项目 ${formatDistance(metres)}，会标注，可照常提交`,
  noticeInaccurate: (numbers: readonly number[]) => `第 ${numbers.join('、')} 张定位不准，会标注，可照常提交`,
  noticeAlbum: (numbers: readonly number[]) => `第 ${numbers.join('、')} 张来自相册，会标注，可照常提交`,
  noticeNoPlace: '没有取到位置，会注明原因，可照常提交',

  photoProblem: {
    privacy: '没有同意隐私授权，不能拍照。其余内容可以照常填写。',
    denied: '没有相机或相册的权限。请在手机设置里允许后再拍。',
    unavailable: '这台设备打不开相机，可以从相册选。',
    not_an_image: '选的不是照片，请重新选。',
    unreadable: '这张照片打不开，请重拍一张。',
    too_large: '这张照片压不下来，请换个角度重拍。',
    full: '手机存储满了，照片没有存下。请清理一些空间再拍。',
    failed: '照片没有存下，请再拍一次。',
  },
  openSettings: '去设置',

  draftTitle: '有一份没有提交的草稿',
  draftText: (project: string | null, when: string, photoCount: number) =>
    [project, `${when} 存的`, photoCount > 0 ? `${photoCount} 张照片` : ''].filter(Boolean).join(' · '),
  resume: '接着填',
  startOver: '重新开始',

  offlineNote: '没有信号也能提交，先存在手机里',
  saved: '已保存',
  notSaved: {
    full: '手机存储满了，没有存下。请清理一些空间再提交，填的内容还在。',
    failed: '没有存下，请再提交一次，填的内容还在。',
    photo_lost: '有照片在手机里找不到了，请删掉它重拍一张。',
  },
  /** Codes of the contract's own rules; anything else reads as `other`. */
  invalid: {
    photo_or_note: '请拍一张照片，或写一句说明',
    photo_required: '这一项要有照片，请拍一张',
    photo_twice: '有两张一样的照片，请删掉一张',
    other: '有内容填得不对，请检查后再提交',
  },
};

export const invalidText = (code: string): string => (code in reportFormWords.invalid ? reportFormWords.invalid[code as keyof typeof reportFormWords.invalid] : reportFormWords.invalid.other);
