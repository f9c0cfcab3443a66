/** What the categories of projects are called. */

export const projectCategoryWords = {
  industrial: '工业项目',
  investment_lead: '招商线索',
  infrastructure: '基础设施',
  safety_facility: '安全设施',
  amenity: '生活配套',
  park: '园区与厂房',
  land: '土地',
} as const;
