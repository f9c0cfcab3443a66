/** Words of 整改. */

export const rectifyWords = {
  due: (day: string, left: string) => `要求 ${day} 前整改完，${left}`,
  returnedBecause: (reason: string) => `上次被退回：${reason}`,
  major: '重大隐患：责任人、措施、资金、时限、预案五项都要写清。',

  before: '整改前',
  beforeHint: '可不拍',
  after: '整改后',
  afterHint: '至少 1 张，没有照片就附 PDF',
  afterMissing: '要有整改后的照片，请拍一张；或者附上 PDF。',

  responsiblePerson: '责任人',
  responsiblePersonPlaceholder: '谁负责这次整改',
  measures: '措施',
  measuresPlaceholder: '怎么整改的，例如：四边加装 1.2 m 护栏',
  doneBy: '时限',
  doneByNote: (day: string) => `要求 ${day} 前`,
  funds: '资金',
  fundsPlaceholder: '例如：企业自筹 3.5 万元',
  contingencyPlan: '预案',
  contingencyPlanPlaceholder: '再出险情怎么办，例如：停工撤人',
  note: '说明',
  notePlaceholder: '还要说明的，可不写',

  missing: '请填这一项。',
  mendFirst: (count: number) => `还有 ${count} 处要填，见上面标红的地方。`,
  submit: '提交整改',
  correcting: '更正：提交后以这一份为准，等人复查。原来的照片不带过来，需要的请重拍。',
};
