// 项目: the categories of the plan file. A safety check offers the checklists of its project's category.
import type { Rung } from './milestone';

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

/** 设施: what is gone to in order to check it. Its code on site opens a safety check, that of other projects their page. */
const facilities: readonly ProjectCategory[] = ['infrastructure', 'safety_facility', 'amenity', 'park'];
export const isFacility = (category: ProjectCategory): boolean => facilities.includes(category);

/** Public works: nobody negotiates, signs or bids for them, and nothing is produced there. */
export const publicWorks: readonly ProjectCategory[] = ['infrastructure', 'safety_facility', 'amenity'];

/** Nobody has to go there any more: in production, or completed where nothing is produced. `stage`: highest confirmed rung. */
export const isFinished = ({ category, stage }: { category: ProjectCategory; stage: Rung | null }): boolean =>
  stage === 'in_production' || (stage === 'completed' && publicWorks.includes(category));
