/** What kinds of records, problems, answers and photo flags are called. */

export const kindWords = {
  inspection: '拍照巡查',
  progress: '上报进度',
  safety_check: '安全检查',
  milestone_report: '上报里程碑',
  hazard_open: '开出隐患',
  hazard_rectify: '提交整改',
  order_answer: '督办回复',
  reading: '填报数据',
  achievement: '登记成果',
  incident: '登记事故',
  completion: '报完成',
  note: '进展说明',
  naming: '补录项目',
} as const;

export const problemKindWords = { land: '用地', funding: '资金', approval: '审批', power: '用电', construction: '施工', other: '其他' } as const;

export const photoSourceWords = { camera: '现场拍摄', album: '相册' } as const;

export const locationMissingWords = {
  denied: '没有允许定位',
  timeout: '定位超时',
  unavailable: '手机定位不可用',
  not_asked: '没有取位置',
  album: '相册照片，不取手机的位置',
} as const;

/** Remarks, never refusals; where the distance is known it stands beside far_from_project. */
export const photoFlagWords = {
  clock_skew: '手机时间不准',
  far_from_project: '离项目较远',
  inaccurate: '定位不准',
  reused: '别处用过',
  album: '来自相册',
} as const;

/** What each remark means to somebody who reads the record, and what can be done about it. */
export const photoFlagHints = {
  clock_skew: '手机时间和标准时间差 5 分钟以上，拍摄时间请参考送达时间。请上报人在手机设置里打开“自动设置时间”。',
  far_from_project: '离项目 500 m 以上，可能选错了项目。可请上报人说明，或更正这条记录。',
  inaccurate: '定位误差超过 200 m，位置只能参考。到空旷处再拍会更准。',
  reused: '同一张照片在别的记录里用过，请对照看看。',
  album: '不是当场拍的，请核对自带的时间和位置。',
} as const satisfies Record<keyof typeof photoFlagWords, string>;

export const checkAnswerWords = { pass: '合格', fail: '不合格', not_applicable: '不适用' } as const;
