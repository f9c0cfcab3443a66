// Every failure the API can report: its status, what the phone's outbox does about it, and one line of meaning.
// A code is never reused; Chinese wording is looked up from it in src/text/problem.ts.
//
// Retry classes (house rule of the outbox): transient is tried again by itself; sign_in pauses the queue until
// somebody signs in; conflict and rejected are parked for the person to decide.

export type RetryClass = 'transient' | 'sign_in' | 'conflict' | 'rejected';
type ErrorRow = { status: number; retry: RetryClass; meaning: string };

export const errors = {
  // the request itself
  not_json: { status: 400, retry: 'rejected', meaning: 'The body is not UTF-8 JSON.' },
  bad_text: { status: 400, retry: 'rejected', meaning: 'A text holds NUL, a lone surrogate, or the body nests too deep.' },
  invalid_input: { status: 400, retry: 'rejected', meaning: 'The body, path or query does not fit the schema; see errors.' },
  unsupported_media_type: { status: 415, retry: 'rejected', meaning: 'The body is not application/json.' },
  body_too_large: { status: 413, retry: 'rejected', meaning: 'JSON above 256 KB.' },
  not_found: { status: 404, retry: 'rejected', meaning: 'No operation at this path.' },
  method_not_allowed: { status: 405, retry: 'rejected', meaning: 'The path exists, not with this method.' },

  // who is calling
  token_missing: { status: 401, retry: 'sign_in', meaning: 'No access token was sent.' },
  token_expired: { status: 401, retry: 'sign_in', meaning: 'The access token is over; refresh it.' },
  token_invalid: { status: 401, retry: 'sign_in', meaning: 'The access token is not ours.' },
  session_ended: { status: 401, retry: 'sign_in', meaning: 'The session was ended, here or by the office; sign in again.' },
  refresh_reused: { status: 401, retry: 'sign_in', meaning: 'An outlived refresh token came back: the session was ended.' },
  role_refused: { status: 403, retry: 'rejected', meaning: 'The operation is not for this role.' },
  forbidden: { status: 403, retry: 'rejected', meaning: 'Row level security refused the row.' },
  too_many_attempts: { status: 429, retry: 'transient', meaning: 'Too many failed sign-ins from this address; wait.' },

  // signing in
  invite_unknown: { status: 404, retry: 'rejected', meaning: 'No invite has this code.' },
  invite_used: { status: 409, retry: 'rejected', meaning: 'The invite was used already.' },
  invite_expired: { status: 409, retry: 'rejected', meaning: 'The invite is past its 7 days.' },
  invite_revoked: { status: 409, retry: 'rejected', meaning: 'The office took the invite back.' },
  account_closed: { status: 409, retry: 'rejected', meaning: 'The account of the invite is closed.' },
  wechat_unbound: { status: 404, retry: 'rejected', meaning: 'The WeChat account is not bound yet; an invite code binds it.' },
  wechat_code_invalid: { status: 400, retry: 'rejected', meaning: 'WeChat does not know the login code, or it was used or is older than 5 minutes.' },
  wechat_busy: { status: 503, retry: 'transient', meaning: 'WeChat is busy or limits this user; try again.' },
  wechat_blocked: { status: 403, retry: 'rejected', meaning: 'WeChat rated the user as high risk.' },
  wechat_unavailable: { status: 503, retry: 'transient', meaning: 'WeChat sign-in is not configured or did not answer.' },

  // submissions
  id_reused: { status: 409, retry: 'rejected', meaning: 'The id is taken by other bytes or another owner.' },
  project_not_found: { status: 404, retry: 'rejected', meaning: 'No such project for the caller.' },
  corrected_record_not_found: { status: 404, retry: 'rejected', meaning: 'No such record to correct, or another kind or project.' },
  not_your_record: { status: 403, retry: 'rejected', meaning: 'Only its sender or the office corrects a record.' },
  already_corrected: { status: 409, retry: 'conflict', meaning: 'The record was corrected before; correct its correction.' },
  correction_only: { status: 403, retry: 'rejected', meaning: 'The office sends this kind only to correct a record.' },
  reason_required: { status: 422, retry: 'conflict', meaning: 'The percent is lower than last time and no reason was given.' },
  photo_required: { status: 422, retry: 'rejected', meaning: 'A milestone or a failed clause needs a photo.' },
  checklist_not_found: { status: 404, retry: 'rejected', meaning: 'No such checklist, or version of it, in this park.' },
  answers_do_not_fit_checklist: { status: 422, retry: 'rejected', meaning: 'Not every clause is answered exactly once.' },
  submission_not_found: { status: 404, retry: 'rejected', meaning: 'No such submission of the caller.' },
  not_in_manifest: { status: 422, retry: 'rejected', meaning: 'The photo is not in the submission\'s manifest, or differs from it.' },

  // bringing in what a phone could not send
  body_hash_mismatch: { status: 422, retry: 'rejected', meaning: 'The rescued body is not the one that the phone queued.' },
  owner_not_found: { status: 404, retry: 'rejected', meaning: 'No such person in this park; a closed account counts.' },
  owner_role_refused: { status: 403, retry: 'rejected', meaning: 'The role of the record\'s owner does not send this kind.' },

  // photos, per photo in the answer of attach
  photo_missing: { status: 409, retry: 'transient', meaning: 'The object has not arrived; send it again.' },
  photo_hash_mismatch: { status: 409, retry: 'transient', meaning: 'The bytes do not match the hash; they were removed, send them again.' },
  photo_not_image: { status: 422, retry: 'rejected', meaning: 'The bytes are not a whole JPEG.' },
  document_not_pdf: { status: 422, retry: 'rejected', meaning: 'The bytes are not a PDF.' },
  photo_too_large: { status: 422, retry: 'rejected', meaning: 'The object is larger than the manifest says or than allowed.' },
  photo_stored: { status: 409, retry: 'rejected', meaning: 'The photo has arrived; there is nothing to give up.' },
  photo_not_found: { status: 404, retry: 'rejected', meaning: 'No photo of this short code for the caller.' },

  // milestones
  milestone_not_found: { status: 404, retry: 'rejected', meaning: 'No such milestone for the caller, or another project or rung.' },
  milestone_report_not_found: { status: 404, retry: 'rejected', meaning: 'No such report of this milestone.' },
  report_superseded: { status: 409, retry: 'conflict', meaning: 'A newer report exists; answer that one.' },
  already_answered: { status: 409, retry: 'conflict', meaning: 'The report was answered before.' },
  report_incomplete: { status: 409, retry: 'conflict', meaning: 'The report\'s photos have not all arrived.' },
  own_report: { status: 403, retry: 'rejected', meaning: 'Nobody answers the own report.' },
  imported_report: { status: 403, retry: 'rejected', meaning: 'Who imported a report is a party to it and does not answer it.' },
  other_party_answers: { status: 403, retry: 'rejected', meaning: 'The other party answers this report.' },
  second_office_person_needed: { status: 403, retry: 'rejected', meaning: 'Without a contact a second office person answers.' },

  // checklists of the office
  checklist_draft_changed: { status: 409, retry: 'conflict', meaning: 'Somebody saved the draft meanwhile; errors name what differs from the revision that the request started from.' },
  checklist_incomplete: { status: 422, retry: 'rejected', meaning: 'The draft lacks what a published checklist has.' },
  checklist_unchanged: { status: 409, retry: 'rejected', meaning: 'The draft says what the published version says.' },
  checklist_retired: { status: 409, retry: 'conflict', meaning: 'The checklist is out of use.' },
  checklist_in_use: { status: 409, retry: 'conflict', meaning: 'The checklist is in use.' },

  // the rest
  report_not_found: { status: 404, retry: 'rejected', meaning: 'No such record for the caller.' },
  hazard_moved_on: { status: 409, retry: 'conflict', meaning: 'The hazard is in another state, or what was to be answered is answered or superseded; read it again.' },
  not_responsible: { status: 403, retry: 'rejected', meaning: 'The responsible person or the enterprise\'s contact does this.' },
  not_independent: { status: 403, retry: 'rejected', meaning: 'Who rectified, brought in or answers for a rectification does not verify it.' },
  own_request: { status: 403, retry: 'rejected', meaning: 'Nobody decides about the own request.' },
  not_assignable: { status: 422, retry: 'rejected', meaning: 'The person is a leader or another enterprise\'s contact and rectifies nothing here.' },
  five_things_required: { status: 422, retry: 'rejected', meaning: 'A major hazard is rectified with funds and a contingency plan named.' },
  due_not_later: { status: 422, retry: 'rejected', meaning: 'The date asked for is not later than the due date.' },
  hazard_not_found: { status: 404, retry: 'rejected', meaning: 'No such hazard for the caller.' },
  order_not_found: { status: 404, retry: 'rejected', meaning: 'No such supervision order for the caller, or not about this project or item.' },
  not_addressee: { status: 403, retry: 'rejected', meaning: 'Only its addressee acknowledges and answers an order.' },
  not_your_order: { status: 403, retry: 'rejected', meaning: 'The leader who issued an order decides about it, or another one once he is gone.' },
  order_moved_on: { status: 409, retry: 'conflict', meaning: 'The order is not in a state for this step.' },
  addressee_refused: { status: 422, retry: 'rejected', meaning: 'An order is answered by an inspector, the office, or a contact of the enterprise concerned.' },
  due_date_past: { status: 422, retry: 'rejected', meaning: 'The date is past, or an extension is no later than the date that stands.' },
  plan_not_found: { status: 404, retry: 'rejected', meaning: 'The park has no plan yet, or none of that year.' },
  plan_year_taken: { status: 409, retry: 'rejected', meaning: 'The park has a plan of that year; none is imported over it.' },
  plan_file_invalid: { status: 422, retry: 'rejected', meaning: 'The plan file has errors; plan.preview names their rows. Nothing was imported.' },
  plan_file_differs: { status: 422, retry: 'rejected', meaning: 'The plan file is not the one that was previewed.' },
  record_does_not_fit_item: { status: 422, retry: 'rejected', meaning: 'The item is not measured by records of this kind.' },
  month_outside_plan: { status: 422, retry: 'rejected', meaning: 'The month is not one of the plan, or has not begun.' },
  project_in_plan: { status: 409, retry: 'conflict', meaning: 'The project has its own item there already.' },
  all_named: { status: 409, retry: 'conflict', meaning: 'Every place that the plan left open has its project.' },
  item_record_not_found: { status: 404, retry: 'rejected', meaning: 'No such record of a plan item that can be reviewed.' },
  plan_item_not_found: { status: 404, retry: 'rejected', meaning: 'No such plan item for the caller.' },
  digest_not_found: { status: 404, retry: 'rejected', meaning: 'No digest of that day.' },
  digest_code_not_found: { status: 404, retry: 'rejected', meaning: 'No digest of the park has a head that begins with this code.' },
  enterprise_not_found: { status: 404, retry: 'rejected', meaning: 'No such enterprise in this park.' },
  project_name_taken: { status: 409, retry: 'rejected', meaning: 'The park has a project of this name.' },
  staff_not_found: { status: 404, retry: 'rejected', meaning: 'No such person in this park, or closed.' },
  last_office_person: { status: 409, retry: 'rejected', meaning: 'The park would be left without an office person.' },
  invite_not_found: { status: 404, retry: 'rejected', meaning: 'No such invite in this park.' },
  export_not_found: { status: 404, retry: 'rejected', meaning: 'No document of this code for the caller.' },
  export_too_large: { status: 422, retry: 'rejected', meaning: 'The ledger would have too many rows for one document.' },
  job_not_found: { status: 404, retry: 'rejected', meaning: 'No job of this name.' },

  // ours
  unavailable: { status: 503, retry: 'transient', meaning: 'The database or the storage did not answer.' },
  internal: { status: 500, retry: 'transient', meaning: 'Unknown; the request id leads to the log.' },
} as const satisfies Record<string, ErrorRow>;

export type ErrorCode = keyof typeof errors;

export const isErrorCode = (code: unknown): code is ErrorCode => typeof code === 'string' && Object.keys(errors).includes(code);
