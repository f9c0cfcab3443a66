/** What severities, states and steps of hazards (隐患) are called. */

export const severityWords = { general: '一般', major: '重大' } as const;

export const hazardStatusWords = {
  open: '待整改',
  rectified: '已整改，等复查',
  returned: '退回重改',
  closed: '已关闭',
} as const;

export const hazardActionWords = {
  opened: '开出隐患',
  assigned: '指派责任人',
  rectified: '提交整改',
  corrected: '更正整改记录',
  verified: '复查通过，关闭',
  returned: '复查不通过，退回',
  extension_requested: '申请延期',
  extended: '同意延期',
  extension_refused: '不同意延期',
} as const;

export const hazardWords = {
  photosPending: '照片待传',
  rectificationPending: '整改照片待传',
  extensionPending: '待批延期',
  repeat: '重复隐患',
} as const;
