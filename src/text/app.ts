/** Words of the app's own frame: its name, tabs, page titles, and what the system shows on our behalf. */

export const appName = '园情通';
export const appLine = '现场拍一次，件件有据。';

export const tabLabels = { today: '今天', projects: '项目', hazards: '隐患', me: '我的' };

/** WeChat shows it when it asks for the location; at most 30 characters. */
export const locationPurpose = '拍照时记下地点，证明照片拍自现场';

export const pageTitles = {
  ...tabLabels,
  login: '登录',
  privacy: '隐私说明',
  inspection: '拍照巡查',
  progress: '上报进度',
  safetyCheck: '安全检查',
  itemRecord: '记录',
  rectify: '整改',
  openHazard: '开出隐患',
  projectDetail: '项目详情',
  projectRecords: '全部记录',
  hazardDetail: '隐患详情',
  reportDetail: '记录详情',
  supervisionOrders: '督办单',
  supervisionOrder: '督办单',
  issueOrder: '下督办',
  orderAnswer: '督办回复',
  photoCode: '按照片短码查',
  site: '现场二维码',
  siteCodes: '现场二维码',
  milestone: '里程碑',
  digest: '每日简报',
  documents: '日报、周报、台账',
  digestPicture: '简报长图',
  digestCode: '核对长图',
  plan: '年度计划',
  planItem: '指标详情',
  readings: '指标填报',
  naming: '补录项目',
  owners: '责任分工',
  projectAssignments: '项目分工',
  newProject: '新建项目',
  planImport: '计划导入',
  rescue: '导入手机记录',
  invites: '邀请成员',
  staff: '成员',
  checklists: '检查表',
  checklist: '编辑检查表',
  checklistVersion: '检查表版本',
  verify: '核验',
  outbox: '待上传',
  inbox: '收件箱',
  messages: '消息提醒',
  about: '关于',
  myData: '我的数据',
};
