// Every operation once. The router, the typed client, the outbox registry, the OpenAPI document and the permission
// tests all derive from this table; the roles also travel into the database as a claim of the minted token.
import * as z from 'zod';
import type { Role } from '../domain/role';
import { day } from './base';
import {
  changeChecklistRequestSchema,
  changedChecklistSchema,
  checklistDetailSchema,
  checklistVersionSchema,
  createChecklistRequestSchema,
  listAllChecklistsResponseSchema,
  listChecklistsResponseSchema,
  publishChecklistRequestSchema,
  publishedChecklistSchema,
  readChecklistVersionQuerySchema,
  saveChecklistRequestSchema,
  savedChecklistSchema,
} from './checklist';
import { digestSchema, findDigestQuerySchema, findDigestResponseSchema } from './digest';
import { createExportRequestSchema, exportFileSchema, listExportsQuerySchema, listExportsResponseSchema } from './export';
import {
  assignHazardRequestSchema,
  extendHazardRequestSchema,
  hazardDetailSchema,
  hazardReceiptSchema,
  listHazardsQuerySchema,
  listHazardsResponseSchema,
  openHazardRequestSchema,
  rectifyHazardRequestSchema,
  reviewExtensionRequestSchema,
  verifyHazardRequestSchema,
} from './hazard';
import { submitInspectionRequestSchema } from './inspection';
import {
  assignItemsRequestSchema,
  listReadingsQuerySchema,
  listReadingsResponseSchema,
  reviewReceiptSchema,
  reviewRequestSchema,
  submitAchievementRequestSchema,
  submitCompletionRequestSchema,
  submitIncidentRequestSchema,
  submitNamingRequestSchema,
  submitNoteRequestSchema,
  submitReadingRequestSchema,
} from './item-record';
import {
  answerReceiptSchema,
  confirmMilestoneRequestSchema,
  disputeMilestoneRequestSchema,
  reportMilestoneRequestSchema,
} from './milestone';
import { answerNoticesRequestSchema, listNoticesQuerySchema, listNoticesResponseSchema, noticeSettingsSchema, readNoticesRequestSchema, readNoticesResponseSchema } from './notice';
import {
  attachRequestSchema,
  attachResponseSchema,
  findPhotoResponseSchema,
  giveUpRequestSchema,
  giveUpResponseSchema,
  signRequestSchema,
  signResponseSchema,
} from './photo';
import { planItemDetailSchema, planSchema } from './plan';
import { planFileMaxBytes, planFileSchema } from './plan-file';
import { importPlanRequestSchema, importPlanResponseSchema, listPlansResponseSchema, planYearQuery, previewPlanRequestSchema, previewPlanResponseSchema } from './plan-import';
import { submitProgressRequestSchema } from './progress';
import {
  assignProjectsRequestSchema,
  createProjectRequestSchema,
  listProjectsResponseSchema,
  projectDetailSchema,
  projectReceiptSchema,
  recordProjectRequestSchema,
} from './project';
import { listMisfitsResponseSchema, readProofQuerySchema, readProofResponseSchema } from './proof';
import { listReportsQuerySchema, listReportsResponseSchema, reportDetailSchema } from './report';
import { rescuedBodyMaxBytes, submitRescueRequestSchema } from './rescue';
import { submitSafetyCheckRequestSchema } from './safety-check';
import { claimRequestSchema, meSchema, myDataSchema, refreshRequestSchema, sessionSchema, wechatRequestSchema } from './session';
import {
  changeRoleRequestSchema,
  createInviteRequestSchema,
  createInviteResponseSchema,
  listAuditQuerySchema,
  listAuditResponseSchema,
  listEnterprisesResponseSchema,
  listInvitesResponseSchema,
  listStaffResponseSchema,
} from './staff';
import { receiptSchema } from './submission';
import {
  acknowledgeOrderRequestSchema,
  answerOrderRequestSchema,
  extendOrderRequestSchema,
  issueOrderRequestSchema,
  listOrdersQuerySchema,
  listOrdersResponseSchema,
  orderDetailSchema,
  orderReceiptSchema,
  prepareOrderQuerySchema,
  prepareOrderResponseSchema,
  reviewOrderRequestSchema,
  withdrawOrderRequestSchema,
} from './supervision-order';
import { todaySchema } from './today';

/** Sent with each request: milliseconds since 1970 by the phone's clock. */
export const phoneTimeHeader = 'x-phone-time';

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** `anyone` needs no token; `scheduler` shows the job secret; a list names the roles. */
export type Who = 'anyone' | 'scheduler' | readonly Role[];

export type Operation = {
  method: Method;
  /** `:name` segments are ids (uuid), except `:job` and `:code`. */
  path: string;
  who: Who;
  summary: string;
  request?: z.ZodType;
  query?: z.ZodType;
  /** Absent: 204 without a body. */
  response?: z.ZodType;
  /** Bytes of the JSON where it is not the usual limit. */
  maxBytes?: number;
  /** May be written offline and sent later by the outbox. */
  isQueued?: true;
  /** May take as long as a function may: who asks waits for it. */
  isSlow?: true;
};

const all = ['inspector', 'contact', 'leader', 'office'] as const;
const staff = ['inspector', 'leader', 'office'] as const;
const office = ['office'] as const;
const leader = ['leader'] as const;
/** Whom an order may ask. */
const addressees = ['inspector', 'contact', 'office'] as const;
const inspectorOrOffice = ['inspector', 'office'] as const;
/** The office sends these kinds only to correct a record (`correction_only`). */
const inspectorOrCorrectingOffice = inspectorOrOffice;
/** A JSON text within JSON grows: a quotation mark becomes two bytes. */
const rescueMaxBytes = 2 * rescuedBodyMaxBytes + 1024;
const planMaxBytes = 2 * planFileMaxBytes + 1024;

export const operations = {
  'session.claim': { method: 'POST', path: '/api/session/claim', who: 'anyone', summary: 'Sign in with an invite code', request: claimRequestSchema, response: sessionSchema },
  'session.wechat': { method: 'POST', path: '/api/session/wechat', who: 'anyone', summary: 'Sign in with WeChat', request: wechatRequestSchema, response: sessionSchema },
  'session.refresh': { method: 'POST', path: '/api/session/refresh', who: 'anyone', summary: 'Rotate the refresh token', request: refreshRequestSchema, response: sessionSchema },
  'session.end': { method: 'DELETE', path: '/api/session', who: all, summary: 'Sign this device out' },

  'me.read': { method: 'GET', path: '/api/me', who: all, summary: 'Who I am', response: meSchema },
  'me.data': { method: 'GET', path: '/api/me/data', who: all, summary: 'What is stored about me', response: myDataSchema },
  'me.close': { method: 'POST', path: '/api/me/close', who: all, summary: 'Close my account', request: z.strictObject({}) },
  'today.read': { method: 'GET', path: '/api/today', who: all, summary: 'My to-dos', response: todaySchema },

  'notice.list': { method: 'GET', path: '/api/notices', who: all, summary: 'My inbox, newest first', query: listNoticesQuerySchema, response: listNoticesResponseSchema },
  'notice.read': { method: 'POST', path: '/api/notices/read', who: all, summary: 'Mark one notice, or all up to one, as read', request: readNoticesRequestSchema, response: readNoticesResponseSchema },
  'notice.settings': { method: 'GET', path: '/api/notices/settings', who: all, summary: 'Which messages in WeChat I allow', response: noticeSettingsSchema },
  'notice.subscribe': { method: 'POST', path: '/api/notices/subscriptions', who: all, summary: 'What I answered when WeChat asked about messages', request: answerNoticesRequestSchema, response: noticeSettingsSchema },

  'inspection.submit': { method: 'POST', path: '/api/inspections', who: inspectorOrCorrectingOffice, summary: 'Send an inspection', request: submitInspectionRequestSchema, response: receiptSchema, isQueued: true },
  'progress.submit': { method: 'POST', path: '/api/progress-reports', who: ['inspector', 'contact', 'office'], summary: 'Report progress', request: submitProgressRequestSchema, response: receiptSchema, isQueued: true },
  'safetyCheck.submit': { method: 'POST', path: '/api/safety-checks', who: inspectorOrCorrectingOffice, summary: 'Send a safety check', request: submitSafetyCheckRequestSchema, response: receiptSchema, isQueued: true },
  'rescue.submit': { method: 'POST', path: '/api/rescues', who: office, summary: 'Bring in a record of a phone that cannot send', request: submitRescueRequestSchema, response: receiptSchema, maxBytes: rescueMaxBytes },
  // Whoever sent a record finishes it, in whatever role he is by then; a contact where it is of the own enterprise, else
  // the office brings the photos in.
  'photo.sign': { method: 'POST', path: '/api/photos/sign', who: all, summary: 'Where to send the photos of a submission', request: signRequestSchema, response: signResponseSchema },
  'photo.attach': { method: 'POST', path: '/api/photos/attach', who: all, summary: 'Check sent photos and count them', request: attachRequestSchema, response: attachResponseSchema },
  'photo.giveUp': { method: 'POST', path: '/api/photos/give-up', who: all, summary: 'Give up a lost photo with a reason: of the own record; the office, of any record of its park', request: giveUpRequestSchema, response: giveUpResponseSchema },
  'photo.find': { method: 'GET', path: '/api/photos/code/:code', who: all, summary: 'The record of a printed short code', response: findPhotoResponseSchema },

  'report.list': { method: 'GET', path: '/api/reports', who: all, summary: 'Records, newest first', query: listReportsQuerySchema, response: listReportsResponseSchema },
  'report.read': { method: 'GET', path: '/api/reports/:id', who: all, summary: 'One record', response: reportDetailSchema },

  'project.list': { method: 'GET', path: '/api/projects', who: all, summary: 'Projects', response: listProjectsResponseSchema },
  'project.read': { method: 'GET', path: '/api/projects/:id', who: all, summary: 'One project', response: projectDetailSchema },
  'project.create': { method: 'POST', path: '/api/projects', who: office, summary: 'Add a project', request: createProjectRequestSchema, response: projectReceiptSchema },
  'project.assign': { method: 'POST', path: '/api/projects/assignments', who: office, summary: 'Say who looks after projects', request: assignProjectsRequestSchema },
  'project.record': { method: 'POST', path: '/api/projects/:id/facts', who: office, summary: 'Record facts of a project', request: recordProjectRequestSchema, response: projectReceiptSchema },

  'milestone.report': { method: 'POST', path: '/api/milestones/:id/report', who: ['inspector', 'contact', 'office'], summary: 'Report a milestone', request: reportMilestoneRequestSchema, response: receiptSchema, isQueued: true },
  'milestone.confirm': { method: 'POST', path: '/api/milestones/:id/confirm', who: ['inspector', 'contact', 'office'], summary: 'Confirm a report as the other party', request: confirmMilestoneRequestSchema, response: answerReceiptSchema, isQueued: true },
  'milestone.dispute': { method: 'POST', path: '/api/milestones/:id/dispute', who: ['inspector', 'contact', 'office'], summary: 'Dispute a report with a reason', request: disputeMilestoneRequestSchema, response: answerReceiptSchema, isQueued: true },

  'checklist.list': { method: 'GET', path: '/api/checklists', who: ['inspector', 'leader', 'office'], summary: 'Checklists, latest versions', response: listChecklistsResponseSchema },
  'checklist.listAll': { method: 'GET', path: '/api/checklists/all', who: office, summary: 'Checklists as the office keeps them: drafts and retired ones too', response: listAllChecklistsResponseSchema },
  'checklist.create': { method: 'POST', path: '/api/checklists', who: office, summary: 'Begin a checklist with its first draft', request: createChecklistRequestSchema, response: savedChecklistSchema },
  'checklist.read': { method: 'GET', path: '/api/checklists/:id', who: office, summary: 'One checklist: draft, published version, list of versions', response: checklistDetailSchema },
  'checklist.readVersion': { method: 'GET', path: '/api/checklists/:id/version', who: office, summary: 'One published version, and the one before', query: readChecklistVersionQuerySchema, response: checklistVersionSchema },
  'checklist.save': { method: 'POST', path: '/api/checklists/:id/draft', who: office, summary: 'Save the draft', request: saveChecklistRequestSchema, response: savedChecklistSchema },
  'checklist.publish': { method: 'POST', path: '/api/checklists/:id/publish', who: office, summary: 'Publish the draft as a version that never changes', request: publishChecklistRequestSchema, response: publishedChecklistSchema },
  'checklist.retire': { method: 'POST', path: '/api/checklists/:id/retire', who: office, summary: 'Take a checklist out of use', request: changeChecklistRequestSchema, response: changedChecklistSchema },
  'checklist.restore': { method: 'POST', path: '/api/checklists/:id/restore', who: office, summary: 'Take a checklist back into use', request: changeChecklistRequestSchema, response: changedChecklistSchema },
  'hazard.list': { method: 'GET', path: '/api/hazards', who: all, summary: 'Hazards', query: listHazardsQuerySchema, response: listHazardsResponseSchema },
  'hazard.read': { method: 'GET', path: '/api/hazards/:id', who: all, summary: 'One hazard', response: hazardDetailSchema },
  'hazard.open': { method: 'POST', path: '/api/hazards', who: ['inspector', 'office'], summary: 'Open a hazard', request: openHazardRequestSchema, response: receiptSchema, isQueued: true },
  'hazard.assign': { method: 'POST', path: '/api/hazards/:id/assign', who: office, summary: 'Say who is to rectify', request: assignHazardRequestSchema, response: hazardReceiptSchema },
  // Where there is no enterprise, whoever of the park's people the office named.
  'hazard.rectify': { method: 'POST', path: '/api/hazards/:id/rectify', who: ['inspector', 'contact', 'office'], summary: 'Report a rectification', request: rectifyHazardRequestSchema, response: receiptSchema, isQueued: true },
  'hazard.verify': { method: 'POST', path: '/api/hazards/:id/verify', who: inspectorOrOffice, summary: 'Close a rectified hazard, or return it with a reason', request: verifyHazardRequestSchema, response: hazardReceiptSchema, isQueued: true },
  'hazard.extend': { method: 'POST', path: '/api/hazards/:id/extend', who: ['inspector', 'contact', 'office'], summary: 'Ask for more time', request: extendHazardRequestSchema, response: hazardReceiptSchema, isQueued: true },
  'hazard.extendReview': { method: 'POST', path: '/api/hazards/:id/extend-review', who: ['leader', 'office'], summary: 'Grant or refuse more time', request: reviewExtensionRequestSchema, response: hazardReceiptSchema },

  'supervisionOrder.list': { method: 'GET', path: '/api/supervision-orders', who: all, summary: 'Supervision orders', query: listOrdersQuerySchema, response: listOrdersResponseSchema },
  'supervisionOrder.prepare': { method: 'GET', path: '/api/supervision-orders/subject', who: leader, summary: 'Where a matter belongs, and who may be asked about it', query: prepareOrderQuerySchema, response: prepareOrderResponseSchema },
  'supervisionOrder.read': { method: 'GET', path: '/api/supervision-orders/:id', who: all, summary: 'One supervision order', response: orderDetailSchema },
  'supervisionOrder.issue': { method: 'POST', path: '/api/supervision-orders', who: leader, summary: 'Issue a supervision order', request: issueOrderRequestSchema, response: orderReceiptSchema },
  'supervisionOrder.acknowledge': { method: 'POST', path: '/api/supervision-orders/:id/acknowledge', who: addressees, summary: 'Acknowledge an order as its addressee', request: acknowledgeOrderRequestSchema, response: orderReceiptSchema },
  'supervisionOrder.answer': { method: 'POST', path: '/api/supervision-orders/:id/answer', who: addressees, summary: 'Answer an order with evidence', request: answerOrderRequestSchema, response: receiptSchema, isQueued: true },
  'supervisionOrder.review': { method: 'POST', path: '/api/supervision-orders/:id/review', who: leader, summary: 'Close an order, or return its answer', request: reviewOrderRequestSchema, response: orderReceiptSchema },
  'supervisionOrder.extend': { method: 'POST', path: '/api/supervision-orders/:id/extend', who: leader, summary: 'Give an order a later date', request: extendOrderRequestSchema, response: orderReceiptSchema },
  'supervisionOrder.withdraw': { method: 'POST', path: '/api/supervision-orders/:id/withdraw', who: leader, summary: 'Take an order back', request: withdrawOrderRequestSchema, response: orderReceiptSchema },

  'plan.read': { method: 'GET', path: '/api/plan', who: staff, summary: 'The plan board of a year, without one of the present', query: planYearQuery, response: planSchema },
  'plan.list': { method: 'GET', path: '/api/plans', who: staff, summary: 'Years that have a plan', response: listPlansResponseSchema },
  'plan.preview': { method: 'POST', path: '/api/plan/preview', who: office, summary: 'What a plan file would change, or what is wrong with it', request: previewPlanRequestSchema, response: previewPlanResponseSchema, maxBytes: planMaxBytes },
  'plan.import': { method: 'POST', path: '/api/plan/imports', who: office, summary: 'Import the plan of a year', request: importPlanRequestSchema, response: importPlanResponseSchema, maxBytes: planMaxBytes },
  'plan.file': { method: 'GET', path: '/api/plan/file', who: office, summary: 'The plan of a year as a file', query: planYearQuery, response: planFileSchema },
  'planFile.schema': { method: 'GET', path: '/api/plan/schema.json', who: 'anyone', summary: 'JSON Schema of a plan file', response: z.record(z.string(), z.unknown()) },
  'planItem.read': { method: 'GET', path: '/api/plan/items/:id', who: staff, summary: 'One item and every record behind it', response: planItemDetailSchema },
  'planItem.assign': { method: 'POST', path: '/api/plan/assignments', who: office, summary: 'Say who answers for items', request: assignItemsRequestSchema },
  'reading.list': { method: 'GET', path: '/api/readings', who: office, summary: 'Items with monthly figures, and what stands for a month', query: listReadingsQuerySchema, response: listReadingsResponseSchema },
  'reading.submit': { method: 'POST', path: '/api/readings', who: office, summary: 'Enter a monthly figure', request: submitReadingRequestSchema, response: receiptSchema, isQueued: true },
  'reading.review': { method: 'POST', path: '/api/readings/:id/review', who: office, summary: 'Approve or return a figure', request: reviewRequestSchema, response: reviewReceiptSchema },
  'achievement.submit': { method: 'POST', path: '/api/achievements', who: inspectorOrOffice, summary: 'Record an achievement', request: submitAchievementRequestSchema, response: receiptSchema, isQueued: true },
  'achievement.review': { method: 'POST', path: '/api/achievements/:id/review', who: office, summary: 'Confirm or return an achievement', request: reviewRequestSchema, response: reviewReceiptSchema },
  'completion.submit': { method: 'POST', path: '/api/completions', who: inspectorOrOffice, summary: 'Report an item as done', request: submitCompletionRequestSchema, response: receiptSchema, isQueued: true },
  'completion.review': { method: 'POST', path: '/api/completions/:id/review', who: office, summary: 'Confirm or return a completion', request: reviewRequestSchema, response: reviewReceiptSchema },
  'incident.submit': { method: 'POST', path: '/api/incidents', who: inspectorOrOffice, summary: 'Record an incident', request: submitIncidentRequestSchema, response: receiptSchema, isQueued: true },
  'note.submit': { method: 'POST', path: '/api/notes', who: inspectorOrOffice, summary: 'Note how an item stands', request: submitNoteRequestSchema, response: receiptSchema, isQueued: true },
  'naming.submit': { method: 'POST', path: '/api/namings', who: office, summary: 'Name a project that the plan left open', request: submitNamingRequestSchema, response: receiptSchema, isQueued: true },
  'digest.read': { method: 'GET', path: '/api/digest', who: ['leader', 'office'], summary: 'The digest of a day', query: z.strictObject({ on: day.optional() }), response: digestSchema },
  'digest.find': { method: 'GET', path: '/api/digest/code', who: ['leader', 'office'], summary: 'The digest of a printed code', query: findDigestQuerySchema, response: findDigestResponseSchema },

  'export.create': { method: 'POST', path: '/api/exports', who: ['leader', 'office'], summary: 'Make a document: a daily or weekly report; the office, also a ledger', request: createExportRequestSchema, response: exportFileSchema, isSlow: true },
  'export.list': { method: 'GET', path: '/api/exports', who: ['leader', 'office'], summary: 'Documents, newest first', query: listExportsQuerySchema, response: listExportsResponseSchema },
  'export.read': { method: 'GET', path: '/api/exports/:code', who: ['leader', 'office'], summary: 'The document with this code, and where to download it', response: exportFileSchema },

  'invite.create': { method: 'POST', path: '/api/invites', who: office, summary: 'Invite somebody', request: createInviteRequestSchema, response: createInviteResponseSchema },
  'invite.list': { method: 'GET', path: '/api/invites', who: office, summary: 'Invites', response: listInvitesResponseSchema },
  'invite.revoke': { method: 'DELETE', path: '/api/invites/:id', who: office, summary: 'Take an unused invite back' },
  'staff.list': { method: 'GET', path: '/api/staff', who: office, summary: 'People of the park', response: listStaffResponseSchema },
  'staff.close': { method: 'POST', path: '/api/staff/:id/close', who: office, summary: 'Close an account', request: z.strictObject({}) },
  'staff.endSessions': { method: 'POST', path: '/api/staff/:id/end-sessions', who: office, summary: 'Sign a person out everywhere', request: z.strictObject({}) },
  'staff.changeRole': { method: 'POST', path: '/api/staff/:id/role', who: office, summary: 'Change a role', request: changeRoleRequestSchema },
  'enterprise.list': { method: 'GET', path: '/api/enterprises', who: ['inspector', 'leader', 'office'], summary: 'Enterprises of the park', response: listEnterprisesResponseSchema },
  'proof.read': { method: 'GET', path: '/api/proof', who: office, summary: 'Check the chain, bodies and photos, one slice at a time', query: readProofQuerySchema, response: readProofResponseSchema },
  'proof.list': { method: 'GET', path: '/api/proof/photos', who: office, summary: 'Photos that the daily check found not to fit', response: listMisfitsResponseSchema },
  'audit.list': { method: 'GET', path: '/api/audit', who: office, summary: 'The audit', query: listAuditQuerySchema, response: listAuditResponseSchema },

  'job.run': { method: 'GET', path: '/api/cron/:job', who: 'scheduler', summary: 'Run a job', response: z.object({ job: z.string(), done: z.record(z.string(), z.unknown()) }) },
  'health.read': { method: 'GET', path: '/api/health', who: 'anyone', summary: 'Alive', response: z.object({ status: z.literal('ok') }) },
  'openapi.read': { method: 'GET', path: '/api/openapi.json', who: 'anyone', summary: 'This API as OpenAPI 3.1', response: z.record(z.string(), z.unknown()) },
} as const satisfies Record<string, Operation>;

export type OperationName = keyof typeof operations;
type Table = typeof operations;
export type RequestOf<N extends OperationName> = Table[N] extends { request: infer S extends z.ZodType } ? z.input<S> : undefined;
export type QueryOf<N extends OperationName> = Table[N] extends { query: infer S extends z.ZodType } ? z.input<S> : undefined;
export type ResponseOf<N extends OperationName> = Table[N] extends { response: infer S extends z.ZodType } ? z.output<S> : undefined;
export type QueuedOperation = { [N in OperationName]: Table[N] extends { isQueued: true } ? N : never }[OperationName];
