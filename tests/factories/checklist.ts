// Contents of a checklist as the office drafts them.
import { v7 as uuidv7 } from 'uuid';
import type { ChecklistContent, Clause } from '../../src/domain/checklist-draft';

export const aClause = (key: string, change: Partial<Clause> = {}): Clause => ({ key, heading: '临时用电', text: `条款 ${key}`, defects: ['无标识'], ...change });

export const aContent = (change: Partial<ChecklistContent> = {}): ChecklistContent => ({
  name: '工地检查表',
  projectCategories: ['industrial'],
  items: ['a', 'b', 'c'].map((key) => aClause(key)),
  ...change,
});

export const createChecklist = (change: Partial<ChecklistContent> = {}) => ({ id: uuidv7(), ...aContent(change) });
export const saveChecklist = (revision: number, change: Partial<ChecklistContent> = {}) => ({ id: uuidv7(), revision, ...aContent(change) });
export const publishChecklist = (revision: number) => ({ id: uuidv7(), revision });
