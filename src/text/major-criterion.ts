/** Short names of the 20 criteria by which a hazard of a chemical enterprise is a major one (重大隐患判定情形), in our own words. */

export const majorCriterionWords = {
  managers_not_assessed: '负责人、安全员没有考核合格',
  special_workers_uncertified: '特种作业人员无证上岗',
  external_distance_short: '装置、储存设施外部安全距离不够',
  process_not_automated: '重点监管工艺没有自动控制、紧急停车',
  tank_shutoff_missing: '重大危险源罐区缺紧急切断、独立安全仪表',
  water_injection_missing: '全压力式液化烃储罐没有注水措施',
  loading_arm_missing: '液化气体充装没用万向管道',
  toxic_pipe_in_public: '剧毒气体、硫化氢管道穿过公共区域',
  power_line_across: '架空电力线违规穿越生产区',
  plant_without_design: '在役装置没有正规设计，也没做设计诊断',
  obsolete_technology: '使用目录淘汰的工艺、设备',
  detection_or_explosion_proof: '缺气体检测报警，或防爆电气不合要求',
  control_room_unprotected: '控制室、机柜间朝装置一侧不防火防爆',
  power_supply_single: '没有双重电源，或自控系统没有不间断电源',
  relief_out_of_use: '安全阀、爆破片等没有正常投用',
  duties_or_checks_missing: '没有全员安全责任制，或没有隐患排查制度',
  procedures_missing: '没有操作规程和工艺控制指标',
  special_work_uncontrolled: '特殊作业没有制度，或没有照做',
  process_unproven: '新工艺、新装置没论证、没试验就投产',
  storage_mixed_or_excess: '危化品超量、超品种，或禁忌物混存',
} as const;

export const criterionWords = {
  title: '判定情形',
  hint: '可不选',
  pick: '属于哪一种重大隐患',
  search: '搜判定情形',
  none: '不属于这 20 种',
  choose: '选一种',
  number: (number: number) => `第 ${number} 种`,
  name: (number: number, name: string) => `第 ${number} 种 ${name}`,
  basis: '化工和危险化学品重大隐患判定标准（试行），安监总管三〔2017〕121号',
};
