// 项目: the categories of the plan file. A safety check offers the checklists of its project's category.

export const projectCategories = [
  'industrial',
  'investment_lead',
  'infrastructure',
  'safety_facility',
  'amenity',
  'park',
  'land',
] as const;
export type ProjectCategory = (typeof projectCategories)[number];
