/** Words of 计划导入: the page, what is wrong with a file, and what each field of a file is (also in its JSON Schema). */

type FieldWords = { name: string; note: string };

export const itemKindWords: Record<string, string> = {
  indicator: '指标',
  project: '项目',
  milestone: '里程碑',
  infrastructure_work: '基础设施',
  reform: '改革',
  investment_lead: '招商线索',
  planning_approval: '规划报批',
  enterprise_cultivation: '企业培育',
  safety_task: '安全任务',
  site_visit_point: '现场点',
};

/** By path in the file, without the numbers of rows; a way to measure by its type. The empty path is the file itself. */
export const planFieldWords: Record<string, FieldWords> = {
  '': { name: '年度计划文件', note: '一个园区一年的计划：事项、目标、期限、计量方式和项目。编号只在文件内使用；上一年有的事项沿用编号，导入时按编号比较。' },
  planYear: { name: '年份', note: '计划所属的年份。起止日期都要在这一年内。' },
  park: { name: '园区', note: '园区名称，只作说明。' },
  starts: { name: '开始日期', note: '计划的第一天，YYYY-MM-DD。' },
  ends: { name: '结束日期', note: '计划的最后一天，YYYY-MM-DD。' },
  sections: { name: '章节', note: '章节号到标题，例如 "二-5": "项目建设"。' },
  commitmentClasses: { name: '承诺类别说明', note: '三类承诺各用哪些词，只作说明。' },
  'commitmentClasses.hard': { name: '硬任务', note: '硬任务用的词。' },
  'commitmentClasses.stretch': { name: '冲刺', note: '冲刺用的词。' },
  'commitmentClasses.process': { name: '过程性', note: '过程性用的词。' },
  milestoneLadder: { name: '里程碑次序', note: '固定的七步，按次序写全。' },
  questions: { name: '待明确', note: '计划没有说清的地方，原样显示，不会自动修正。' },
  projects: { name: '项目', note: '计划点名的项目。园区已有同编号或同名的，沿用原有项目，不改名。' },
  'projects.id': { name: '项目编号', note: '小写字母、数字和连字符，文件内不重复。' },
  'projects.name': { name: '项目名称', note: '项目叫什么。' },
  'projects.category': { name: '项目类别', note: '工业、招商线索、基础设施、安全设施、配套、园区、用地之一。' },
  'projects.enterprise': { name: '企业', note: '项目所属的企业；新项目才写入。' },
  'projects.question': { name: '待明确', note: '这个项目没有说清的地方。' },
  'projects.expectedInvestmentYi': { name: '预期投资', note: '单位亿元。' },
  items: { name: '事项', note: '计划事项，按计划的次序。最多 2000 条。' },
  'items.id': { name: '编号', note: '小写字母、数字和连字符，文件内不重复。' },
  'items.section': { name: '章节', note: '所在章节号，要在“章节”里有。' },
  'items.kind': { name: '种类', note: '指标、项目、里程碑、基础设施、改革、招商线索、规划报批、企业培育、安全任务、现场点之一。' },
  'items.name': { name: '名称', note: '事项叫什么。' },
  'items.target': { name: '目标', note: '没有给目标值的不写，显示为待明确。' },
  'items.target.op': { name: '比较', note: '>= 不低于，<= 不超过，= 等于。' },
  'items.target.value': { name: '目标值', note: '数值；比率写成小数。' },
  'items.target.unit': { name: '单位', note: '例如亿元、个、%。' },
  'items.target.growthPct': { name: '增速', note: '计划写明的增速，百分数。' },
  'items.commitment': { name: '承诺用语', note: '计划的原话，例如确保、力争、推进。' },
  'items.commitmentClass': { name: '承诺类别', note: 'hard 硬任务，stretch 冲刺，process 过程性。' },
  'items.dueOn': { name: '期限', note: 'YYYY-MM-DD。在计划年度以外的，要写待明确。' },
  'items.dueStated': { name: '期限是否写明', note: '计划写明了期限为 true；按年底推定的为 false，过期不亮红灯。' },
  'items.parent': { name: '上级事项', note: '上级事项的编号。' },
  'items.dependsOn': { name: '前置事项', note: '要等哪些事项，写编号。' },
  'items.sameAs': { name: '同一指标', note: '和哪些事项是同一个数，写编号。' },
  'items.aliases': { name: '别名', note: '同一事项的其他叫法。' },
  'items.measure': { name: '计量方式', note: '数怎么来。' },
  'items.measure.type': { name: '计量方式', note: '十四种之一。' },
  'items.measure.project': { name: '所指项目', note: '项目编号。' },
  'items.measure.milestone': { name: '阶段', note: '数哪一步。' },
  'items.measure.targetMilestone': { name: '要到的阶段', note: '走到哪一步算完成。' },
  'items.measure.projects': { name: '点名项目', note: '只数这些项目，写编号；不写则数全部。' },
  'items.measure.minInvestmentYi': { name: '投资下限', note: '只数协议投资不低于这个数的，单位亿元。' },
  'items.measure.byDue': { name: '按期', note: '只数在期限内完成的。' },
  'items.measure.of': { name: '所计事项', note: '数哪些事项，写编号。' },
  'items.measure.numerator': { name: '分子', note: '分子是什么数。' },
  'items.measure.denominator': { name: '分母', note: '分母是什么数。' },
  'items.measure.count': { name: '个数', note: '没有点名的有几个。' },
  'items.measure:reported': { name: '按月填报', note: '办公室按月填报，第二人审核后才算。' },
  'items.measure:done': { name: '完成', note: '确认完成算 1。' },
  'items.measure:milestone': { name: '里程碑', note: '一个项目到了某一步算 1。' },
  'items.measure:stage': { name: '阶段', note: '一个项目到了某一步算 1，之前显示走到哪一步。' },
  'items.measure:count_milestones': { name: '里程碑计数', note: '计划年度内到了某一步的项目个数。' },
  'items.measure:sum_investment': { name: '投资合计', note: '计划年度内到了某一步的项目的协议投资之和，亿元。' },
  'items.measure:count_achievements': { name: '成果计数', note: '记在本事项下、经确认的成果个数。' },
  'items.measure:count_children_done': { name: '下级计数', note: '下级事项中已达标的个数。' },
  'items.measure:count_done': { name: '事项计数', note: '指定的事项中已达标的个数。' },
  'items.measure:ratio': { name: '比率', note: '分子除以分母，都取最新填报的数。' },
  'items.measure:complement': { name: '补数', note: '1 减去另一事项。' },
  'items.measure:count_incidents': { name: '事故起数', note: '登记的事故起数。' },
  'items.measure:narrative': { name: '文字', note: '没有数，看最近一条说明。' },
  'items.measure:placeholder': { name: '待补录', note: '计划没有点名的若干个。' },
  'items.project': { name: '项目', note: '事项说的是哪个项目，写项目编号。' },
  'items.responsible': { name: '责任主体', note: '计划写明由谁负责。' },
  'items.questions': { name: '待明确', note: '这个事项没有说清的地方。' },
};

/** The field of a path such as `items.36.measure.of.2`: the longest part of it that has a name. */
export function planFieldName(path: string): string {
  const steps = path.split('.').filter((step) => !/^\d+$/.test(step));
  for (let length = steps.length; length > 0; length -= 1) {
    const words = planFieldWords[steps.slice(0, length).join('.')];
    if (words) return words.name;
  }
  return '';
}

type Wrong = { field: string; value: string };
const named = (value: string) => (value ? `“${value}”` : '');

/** What is wrong, by code (planFileCodes of src/domain/plan-file). `field` is the field's name. */
export const planFileErrorWords: Record<string, (wrong: Wrong) => string> = {
  not_utf8: () => '文件不是 UTF-8 编码，请在编辑软件里另存为 UTF-8',
  not_json: () => '文件内容不是 JSON，可能少了逗号、引号或括号',
  bad_text: () => '文件里有无法保存的字符，或者层次太深',
  given_twice: ({ value }) => `有一处把“${value}”写了两遍`,
  number_not_exact: ({ value }) => `数“${value}”的位数太多，最多 15 位`,
  too_large: () => '文件太大，最多 2 MB',
  too_many_items: ({ value }) => `共 ${value} 条事项，最多 2000 条`,
  too_many_projects: ({ value }) => `共 ${value} 个项目，最多 1000 个`,

  missing: ({ field }) => `${field}没有写`,
  wrong_type: ({ field }) => `${field}的写法不对`,
  unknown_field: ({ value }) => `多了一个字段“${value}”`,
  unknown_value: ({ field, value }) => `${field}不能是${named(value) || '这个值'}`,
  unknown_measure: ({ value }) => (value ? `没有“${value}”这种计量方式` : '计量方式的写法不对'),
  bad_format: ({ field, value }) => `${field}${named(value)}的格式不对`,
  empty: ({ field }) => `${field}是空的`,
  too_long: ({ field }) => `${field}太长`,
  out_of_range: ({ field, value }) => `${field}${named(value)}超出范围`,
  unreadable_text: ({ field }) => `${field}里有看不见或改变文字方向的字符`,
  wrong_ladder: () => '里程碑次序不是固定的七步',

  id_taken: ({ value }) => `编号“${value}”和前面的重复`,
  name_taken: ({ value }) => `名称“${value}”和前面的重复`,
  unknown_section: ({ value }) => `章节“${value}”不存在`,
  unknown_item: ({ field, value }) => `${field}“${value}”不存在`,
  unknown_project: ({ field, value }) => `${field}里的项目“${value}”不存在`,
  refers_to_itself: ({ field }) => `${field}指向了自己`,
  listed_twice: ({ field, value }) => `${field}里“${value}”写了两遍`,
  parent_cycle: ({ value }) => `上级事项绕成了圈：${value}`,
  depends_cycle: ({ value }) => `前置事项绕成了圈：${value}`,
  counting_cycle: ({ value }) => `计量方式绕成了圈，互相计数：${value}`,
  counting_too_deep: () => '计量方式一层套一层，超过了 20 层',
  other_project_than_measure: ({ value }) => `项目和计量方式里的“${value}”不是同一个`,
  outside_year: ({ field, value }) => `${field} ${value} 不在计划年份内`,
  ends_before_start: () => '结束日期不晚于开始日期',
  due_outside_plan: ({ value }) => `期限 ${value} 在计划年度以外，又没有写待明确`,
  due_missing: () => '说期限已写明，却没有期限',

  plan_year_taken: ({ value }) => `${value} 年的计划已经有了，不能再导入`,
  same_project: ({ value }) => `和前面一个都是园区已有的项目“${value}”`,
};

type ErrorRow = { kind: 'item' | 'project'; number: number; id: string | null; name: string | null };

/** "第 37 条“比德专线”：上级事项“x”不存在" */
export function planFileErrorText({ path, code, row, value }: { path: string; code: string; row: ErrorRow | null; value: string | null }): string {
  const what = planFileErrorWords[code]?.({ field: planFieldName(path), value: value ?? '' }) ?? `${planFieldName(path)}有错（${code}）`;
  return row ? `${planImportWords.row(row)}：${what}` : what;
}

export const planImportWords = {
  row: ({ kind, number, id, name }: ErrorRow) => `第 ${number} ${kind === 'item' ? '条' : '个项目'}${named(name || id || '')}`,

  emptyTitle: '导入下一年的计划',
  emptyText: '选一个计划文件，先看和上一年比有哪些变动，确认以后才导入。以前年度的计划、数和记录都留着，随时可以看。',
  pick: '选择计划文件',
  pickAnother: '换一个文件',
  reading: '正在核对',
  unreadable: '文件没有读出来，请重新选一次。',

  helpTitle: '怎么准备文件',
  template: (year: number) => `${year} 年计划文件`,
  templateNote: '在它上面改：年份、起止日期、目标和期限，增减事项。沿用的事项不要改编号',
  schema: '格式说明',
  schemaNote: '每个字段是什么意思（JSON Schema），编辑软件可以照它检查',
  get: { download: '保存', chat: '取文件' },
  /** The second tap in WeChat, which opens a chat only right after one. */
  give: '发到聊天',
  notGot: '没有取到文件，请再试一次',

  errorsTitle: (count: number) => `文件有 ${count} 处错，不能导入`,
  errorsText: '一条也没有导入。改好后重新选择文件。',
  errorsMore: (shown: number) => `先列出前 ${shown} 处。`,

  previewTitle: (year: number) => `${year} 年度计划`,
  comparedWith: (year: number) => `和 ${year} 年比。期限只跟着年份顺延的，不算变动。`,
  comparedWithNone: '没有更早年度的计划可比，全部是新增。',
  counts: { new: '新增', changed: '变动', gone: '不再有', unchanged: '不变' },
  count: (count: number) => `${count} 条`,
  goneNote: '不再有的事项留在原来的年度里，数和记录都不动。',
  projects: '项目',
  projectsNew: (names: readonly string[]) => `新增 ${names.length} 个：${names.join('、')}`,
  projectsNone: '没有新增项目',
  projectsExisting: (count: number) => `沿用 ${count} 个，名称和企业不变`,
  projectOtherName: (name: string, knownAs: string) => `文件写“${name}”，园区里叫“${knownAs}”，仍叫“${knownAs}”`,
  sectionTitle: (number: string, title: string) => [number, title].filter(Boolean).join(' '),
  target: (op: string, measure: string) => `${{ '>=': '不低于', '<=': '不超过', '=': '等于' }[op] ?? op} ${measure}`,
  growth: (percent: string) => `，增速 ${percent}`,
  none: '（没有）',
  yes: '是',
  no: '否',
  fieldChange: (field: string, before: string, after: string) => `${field}：${before} → ${after}`,

  confirmImport: (year: number) => `导入 ${year} 年度计划`,
  askTitle: (year: number) => `导入 ${year} 年度计划？`,
  askText: (fresh: number, changed: number, gone: number) => `新增 ${fresh} 条，变动 ${changed} 条，不再有 ${gone} 条。导入以后这一年不能再导入第二次，事项不能再改。`,
  ask: '导入',
  importing: '正在导入',
  doneTitle: (year: number) => `${year} 年度计划已导入`,
  doneText: '到了这一年，各页自动换成新计划；在年度计划页可以切换年度。',
  openPlan: '看年度计划',
};
