/**
 * What a refusal or failure says to the person, by its code (src/contract/errors.ts): what is so, then what to do next.
 * No word of blame and no technical term; a test holds the codes equal to the contract's.
 */
export const problemWords: Record<string, string> = {
  // the request itself: our own fault, the person can only report it
  not_json: '内容没有发完整，请重试。',
  bad_text: '文字里有无法保存的字符，请删掉特殊符号再提交。',
  invalid_input: '有内容填得不对，请检查后再提交。',
  unsupported_media_type: '内容格式不对，请更新园情通后再试。',
  body_too_large: '内容太长，请删短一些再提交。',
  not_found: '没有这个页面，请更新园情通后再试。',
  method_not_allowed: '这个操作现在不能用，请更新园情通后再试。',

  // who is calling
  token_missing: '请先登录。',
  token_expired: '登录已过期，正在重新登录。',
  token_invalid: '登录无效，请重新登录。',
  session_ended: '这台手机的登录已结束，请重新登录。没送达的内容还在手机里。',
  refresh_reused: '为了安全，这次登录已结束，请重新登录。没送达的内容还在手机里。',
  role_refused: '您的角色不能做这个操作。',
  forbidden: '您没有权限做这个操作。',
  too_many_attempts: '试的次数太多，请过一会儿再试。',

  // signing in
  invite_unknown: '没有这个邀请码，请核对后再输。',
  invite_used: '这个邀请码已经用过，请向管委会办公室要一个新的。',
  invite_expired: '这个邀请码已过 7 天有效期，请向管委会办公室要一个新的。',
  invite_revoked: '这个邀请码已被收回，请联系管委会办公室。',
  account_closed: '这个账号已注销，请联系管委会办公室。',
  wechat_unbound: '这个微信还没有绑定，请先输入邀请码。',
  wechat_code_invalid: '微信登录没有成功，请再点一次。',
  wechat_busy: '微信正忙，请稍后再试。',
  wechat_blocked: '微信认为这个账号有风险，请改用邀请码登录。',
  wechat_unavailable: '微信登录暂时不能用，请改用邀请码登录。',

  // submissions
  id_reused: '服务器已有一条同号的记录，内容不同。请导出给管委会办公室，或放弃后重新填写。',
  project_not_found: '找不到这个项目，可能已调整。',
  corrected_record_not_found: '找不到要更正的记录。',
  not_your_record: '只有上报人自己或管委会办公室能更正这条记录。',
  already_corrected: '这条记录已经更正过，请更正最新的那一条。',
  correction_only: '管委会办公室只能更正这类记录，不能新报。',
  reason_required: '进度比上次低，请写明原因。',
  photo_required: '这一项要有照片，请补拍一张。',
  checklist_not_found: '找不到这份检查表，请重新选择。',
  answers_do_not_fit_checklist: '检查表有条款没有答完，请检查后再提交。',
  submission_not_found: '找不到这条上报。',
  not_in_manifest: '这张照片不属于这条上报。',

  // bringing in what a phone could not send
  body_hash_mismatch: '内容和文件里的清单不一致，没有导入。',
  owner_not_found: '本园区没有这位填报人，不能导入。',
  owner_role_refused: '填报人的角色不能报这一类，不能导入。',

  // photos
  photo_missing: '照片还没传到，会自动再传。',
  photo_hash_mismatch: '照片在路上损坏，会自动再传。',
  photo_not_image: '有照片打不开，不是完整的照片。',
  document_not_pdf: '有附件的格式不对，服务器没有收下。',
  photo_too_large: '有照片或附件太大，服务器没有收下。',
  photo_stored: '这张照片已经传到，不用放弃。',
  photo_not_found: '没有这个短码的照片，或者您不能看它。请核对照片下角的 10 位短码。',

  // milestones
  milestone_not_found: '找不到这个里程碑。',
  milestone_report_not_found: '找不到这次上报。',
  report_superseded: '又有新的上报，请看最新的那一次。',
  already_answered: '这次上报已经有人答复。',
  report_incomplete: '这次上报的照片还没传完，传完才能确认。',
  own_report: '自己上报的，要由另一方确认。',
  imported_report: '这次上报是您导入的，要由另一个人确认。',
  other_party_answers: '这次上报要由另一方确认。',
  second_office_person_needed: '企业还没有联系人，要由管委会办公室的另一个人代确认。',

  // checklists of the office
  checklist_draft_changed: '刚才有人保存过这份草稿，您的改动还在手机里。请先看看对方改了什么。',
  checklist_incomplete: '草稿还没有写完，请补齐后再发布。',
  checklist_unchanged: '草稿和现行版本一样，不用发布。',
  checklist_retired: '这份检查表已停用，要先启用。',
  checklist_in_use: '这份检查表正在使用。',

  // the rest
  report_not_found: '找不到这条记录，或者您不能看它。',
  hazard_moved_on: '这条隐患已经有新的进展，请先看最新的情况。',
  not_responsible: '这条隐患由责任人或企业联系人处理。',
  not_independent: '整改的人、责任人和导入整改的人不能复查，请另一个人来。',
  own_request: '自己的延期申请要由别人决定。',
  not_assignable: '不能指派给领导，也不能指派给别的企业的人。',
  five_things_required: '重大隐患要写清整改资金和应急预案。',
  due_not_later: '延期的日期要晚于现在的期限，也不能是过去的日子。',
  hazard_not_found: '找不到这条隐患，或者您不能看它。',
  order_not_found: '找不到这张督办单，或者您不能看它。',
  not_addressee: '这张督办单由承办人签收和回复。',
  not_your_order: '这张督办单由下达的领导处理。',
  order_moved_on: '这张督办单已经到了下一步，请刷新后再看。',
  addressee_refused: '承办人只能是巡查员、管委会办公室，或所涉企业的联系人。',
  due_date_past: '期限要在今天以后；延期要晚于原来的期限。',
  plan_not_found: '还没有导入年度计划。',
  plan_year_taken: '这一年的计划已经有了，不能再导入。',
  plan_file_invalid: '计划文件有错，一条也没有导入。请重新选择文件，看看错在哪几条。',
  plan_file_differs: '文件和预览时的不一样，没有导入。请重新选择文件。',
  plan_item_not_found: '找不到这个计划事项。',
  record_does_not_fit_item: '这个事项不用这种记录，请回到事项重新选择。',
  month_outside_plan: '填报月份不在计划年度内，或者还没有开始。',
  project_in_plan: '这个项目已经有自己的计划事项，不用再补录。',
  all_named: '计划没点名的项目都已补录。',
  item_record_not_found: '找不到这条待审核的记录。',
  digest_not_found: '这一天没有简报。',
  digest_code_not_found: '系统里没有这个核验码的简报。先对一遍有没有输错；没有输错，就说明这张图不是系统里的简报，或那一期被换过。',
  enterprise_not_found: '找不到这家企业。',
  project_name_taken: '已有同名的项目，请换一个名称。',
  staff_not_found: '找不到这个人，可能已注销。',
  last_office_person: '这是管委会办公室最后一个人，请先加一个人。',
  invite_not_found: '找不到这个邀请。',
  export_not_found: '没有这个校验码的文件，或者您不能看它。请核对文件上印的 10 位校验码。',
  export_too_large: '这段时间的记录太多，一个文件装不下，请缩短日期范围，分几次导出。',
  job_not_found: '没有这个任务。',

  // ours
  unavailable: '服务器暂时没有回应，请稍后再试。',
  internal: '服务器出了问题，请稍后再试；一直不行请联系管委会办公室。',
};

/** Words for a code, and for one that a newer server made up since this app was released. */
export function problemText(code: string): string {
  return problemWords[code] ?? `没有成功，请稍后再试（${code}）。`;
}
