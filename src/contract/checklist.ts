// 检查表: versioned; a published version never changes and a check names the one it used.
import * as z from 'zod';
import { text, uuid } from './base';

export const checklistItemSchema = z.object({
  key: text(50),
  heading: z.string(),
  text: z.string(),
  basis: z.string().optional(),
  defects: z.array(z.string()),
  majorHint: z.boolean().optional(),
});
export type ChecklistItem = z.infer<typeof checklistItemSchema>;

export const checklistSchema = z.object({
  key: z.string(),
  name: z.string(),
  projectCategories: z.array(z.string()),
  versionId: uuid,
  version: z.int(),
  items: z.array(checklistItemSchema),
});
export type Checklist = z.infer<typeof checklistSchema>;

export const listChecklistsResponseSchema = z.object({ items: z.array(checklistSchema) });
