// 重大隐患判定情形: the 20 criteria for chemical enterprises (安监总管三〔2017〕121号), in the order of the document. Codes are
// ours and stay; the short names are in src/text/major-criterion.

export const majorCriteria = [
  'managers_not_assessed',
  'special_workers_uncertified',
  'external_distance_short',
  'process_not_automated',
  'tank_shutoff_missing',
  'water_injection_missing',
  'loading_arm_missing',
  'toxic_pipe_in_public',
  'power_line_across',
  'plant_without_design',
  'obsolete_technology',
  'detection_or_explosion_proof',
  'control_room_unprotected',
  'power_supply_single',
  'relief_out_of_use',
  'duties_or_checks_missing',
  'procedures_missing',
  'special_work_uncontrolled',
  'process_unproven',
  'storage_mixed_or_excess',
] as const;
export type MajorCriterion = (typeof majorCriteria)[number];

/** From 1, as the document counts them. */
export const numberOfCriterion = (criterion: MajorCriterion): number => majorCriteria.indexOf(criterion) + 1;
