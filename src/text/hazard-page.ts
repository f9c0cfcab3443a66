/** Words of the list and the page of hazards (隐患). */

export const hazardPageWords = {
  states: { standing: '未关', overdue: '逾期', major: '重大', rectified: '待复查', mine: '我的', closed: '已关' },
  empty: {
    standing: { title: '没有未关的隐患', text: '做一次安全检查，不合格项会自动成为隐患，不用另填。' },
    overdue: { title: '没有逾期的隐患', text: '超过整改期限的会出现在这里。' },
    major: { title: '没有未关的重大隐患', text: '查出重大隐患时，会立刻通知有关的人。' },
    rectified: { title: '没有待复查的隐患', text: '整改提交后，在这里等复查。' },
    mine: { title: '没有您负责的隐患', text: '指派给您的会出现在这里。' },
    closed: { title: '还没有关闭的隐患', text: '复查通过后关闭，记录一直保留。' },
  },
  /** For people who open no hazards. */
  emptyReaderText: '安全检查的不合格项会自动成为隐患，出现在这里。',
  check: '去安全检查',
  more: '再看一些',
  severityTag: { general: '一般隐患', major: '重大隐患' },
  closedOn: (day: string) => `${day} 关闭`,
  responsible: '责任人',
  responsibleOpen: '待指定',
  dueOn: '时限',
  openedBy: '发现人',
  clause: (checklist: string, version: number) => `${checklist} 第 ${version} 版`,
  clauseTitle: '检查条款',
  detail: '情况',
  photos: '照片',
  photosPending: '照片还在路上，到了会出现在这里',
  repeat: '90 天内重复出现',
  openRepeat: '看上一次',
  timeline: '经过',
  record: '看上报记录',
  project: '看项目',
};
