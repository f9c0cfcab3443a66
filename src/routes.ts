/**
 * Every screen's path, once: app.config.ts registers them and pages open each other by name. WeChat downloads the main
 * package first and a subpackage when one of its screens is opened; `reports` must be there before the signal is gone.
 */

export const tabRoutes = {
  today: '/pages/today/index',
  projects: '/pages/projects/index',
  hazards: '/pages/hazards/index',
  me: '/pages/me/index',
} as const;

export const routes = {
  ...tabRoutes,
  login: '/pages/login/index',
  privacy: '/pages/privacy/index',

  inspection: '/pages/report/inspection/index',
  progress: '/pages/report/progress/index',
  safetyCheck: '/pages/report/safety-check/index',
  itemRecord: '/pages/report/item-record/index',
  rectify: '/pages/report/rectify/index',
  openHazard: '/pages/report/hazard/index',
  orderAnswer: '/pages/report/order-answer/index',

  projectDetail: '/pages/detail/project-detail/index',
  projectRecords: '/pages/detail/project-records/index',
  hazardDetail: '/pages/detail/hazard-detail/index',
  reportDetail: '/pages/detail/report-detail/index',
  milestone: '/pages/detail/milestone/index',
  supervisionOrders: '/pages/detail/supervision-orders/index',
  supervisionOrder: '/pages/detail/supervision-order/index',
  photoCode: '/pages/detail/photo-code/index',
  site: '/pages/detail/site/index',

  digest: '/pages/leader/digest/index',
  digestPicture: '/pages/leader/digest-picture/index',
  digestCode: '/pages/leader/digest-code/index',
  plan: '/pages/leader/plan/index',
  planItem: '/pages/leader/plan-item/index',
  issueOrder: '/pages/leader/issue-order/index',
  documents: '/pages/leader/documents/index',

  readings: '/pages/office/readings/index',
  naming: '/pages/office/naming/index',
  owners: '/pages/office/owners/index',
  projectAssignments: '/pages/office/project-assignments/index',
  newProject: '/pages/office/new-project/index',
  planImport: '/pages/office/plan-import/index',
  rescue: '/pages/office/rescue/index',
  invites: '/pages/office/invites/index',
  staff: '/pages/office/staff/index',
  checklists: '/pages/office/checklists/index',
  checklist: '/pages/office/checklist/index',
  checklistVersion: '/pages/office/checklist-version/index',
  siteCodes: '/pages/office/site-codes/index',
  verify: '/pages/office/verify/index',

  outbox: '/pages/mine/outbox/index',
  inbox: '/pages/mine/inbox/index',
  messages: '/pages/mine/messages/index',
  about: '/pages/mine/about/index',
  myData: '/pages/mine/my-data/index',
} as const;

export const subpackageRoots = ['pages/report', 'pages/detail', 'pages/leader', 'pages/office', 'pages/mine'] as const;
