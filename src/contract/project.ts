// 项目: what the office records about one, and how lists and the detail page read it.
import * as z from 'zod';
import { commitmentClasses, lights } from '../domain/light';
import { rungs } from '../domain/milestone';
import { projectCategories } from '../domain/project';
import { problemKinds } from '../domain/submission';
import { day, latitude, longitude, nameRef, recordId, text, uuid, yuan } from './base';
import { hazardSchema } from './hazard';
import { milestoneSchema, personSchema } from './milestone';
import { reportSchema } from './report';

const point = z.strictObject({ latitude, longitude });

/** Facts are append-only; a given value replaces the earlier one, an absent one leaves it. */
const factFields = {
  id: recordId,
  enterpriseId: uuid.optional(),
  enterpriseName: text(100).optional(),
  location: point.optional(),
  totalInvestmentYuan: yuan.optional(),
  plannedDates: z.partialRecord(z.enum(rungs), day).optional(),
  note: text(500).optional(),
};
const oneEnterprise = { path: ['enterpriseName'], error: 'enterprise_twice' };
const namesOneEnterprise = (body: { enterpriseId?: string; enterpriseName?: string }) =>
  body.enterpriseId === undefined || body.enterpriseName === undefined;

export const createProjectRequestSchema = z
  .strictObject({ ...factFields, name: text(100), category: z.enum(projectCategories) })
  .refine(namesOneEnterprise, oneEnterprise);
export const recordProjectRequestSchema = z.strictObject(factFields).refine(namesOneEnterprise, oneEnterprise);
export const assignProjectsRequestSchema = z.strictObject({
  id: recordId,
  projectIds: z.array(uuid).min(1).max(500),
  /** Null takes the assignment back. */
  inspectorId: uuid.nullable(),
});
export const projectReceiptSchema = z.object({ id: uuid });

/** A light and, in words, the rule that gave it. */
export const lightSchema = z.object({ light: z.enum(lights), rule: z.string() });

export const projectSchema = z.object({
  id: uuid,
  key: z.string().nullable(),
  name: z.string(),
  category: z.enum(projectCategories),
  question: z.string().nullable(),
  enterprise: nameRef.nullable(),
  /** Who looks after it. Absent in what an older app keeps on its disk. */
  inspector: personSchema.nullable().default(null),
  location: point.nullable(),
  totalInvestmentYuan: z.number().nullable(),
  expectedInvestmentYuan: z.number().nullable(),
  /** Highest confirmed rung. */
  stage: z.enum(rungs).nullable(),
  progress: z
    .object({
      percent: z.int(),
      investmentToDateYuan: z.number().nullable(),
      problems: z.array(z.enum(problemKinds)),
      problemNote: z.string().nullable(),
      reportId: uuid,
      reportedAt: z.string(),
    })
    .nullable(),
  /** Where it should be today, per cent of the plan's period; null without a due date. */
  expectedPercent: z.number().nullable(),
  lastRecordAt: z.string().nullable(),
  /** Whole days without a record; null when there never was one. */
  silentDays: z.int().nullable(),
  openHazards: z.int(),
  overdueHazards: z.int(),
  planItem: z
    .object({
      id: uuid,
      section: z.string(),
      commitmentClass: z.enum(commitmentClasses),
      dueOn: day.nullable(),
      dueStated: z.boolean(),
      isMet: z.boolean(),
      rung: z.enum(rungs).nullable(),
      /** Names of unmet items it waits for. */
      blockedBy: z.array(z.string()),
    })
    .nullable(),
  ...lightSchema.shape,
});
export type Project = z.infer<typeof projectSchema>;

export const listProjectsResponseSchema = z.object({ items: z.array(projectSchema) });

export const projectDetailSchema = projectSchema.extend({
  milestones: z.array(milestoneSchema),
  records: z.array(reportSchema),
  hazards: z.array(hazardSchema),
  /** What it waits for: items its plan items depend on. */
  blockers: z.array(
    z.object({ itemId: uuid, name: z.string(), isMet: z.boolean(), project: projectSchema.nullable() }),
  ),
  planItems: z.array(z.object({ id: uuid, name: z.string(), section: z.string(), isMet: z.boolean() })),
});
export type ProjectDetail = z.infer<typeof projectDetailSchema>;
