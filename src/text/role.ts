/** What the four roles are called. */

export const roleWords = {
  inspector: '巡查员',
  contact: '企业联系人',
  leader: '领导',
  office: '管委会办公室',
} as const;
