// 计划: the board of items, and one item with every record behind its value.
import * as z from 'zod';
import { forecastMethod } from '../domain/forecast';
import { commitmentClasses, lights } from '../domain/light';
import { measureTypes, targetOps } from '../domain/measure';
import { rungs } from '../domain/milestone';
import { day, uuid } from './base';
import { itemRecordSchema, month } from './item-record';
import { milestoneReportSchema, personSchema } from './milestone';

export const planItemSchema = z.object({
  id: uuid,
  key: z.string(),
  section: z.string(),
  kind: z.string(),
  name: z.string(),
  target: z.object({ op: z.enum(targetOps), value: z.number(), unit: z.string(), growthPct: z.number().nullable() }).nullable(),
  commitment: z.string(),
  commitmentClass: z.enum(commitmentClasses),
  dueOn: day.nullable(),
  dueStated: z.boolean(),
  measureType: z.enum(measureTypes),
  responsible: z.string().nullable(),
  /** 责任人: assigned by the office. */
  owner: personSchema.nullable(),
  /** 待明确: shown, never silently fixed. */
  questions: z.array(z.string()),
  aliases: z.array(z.string()),
  projectId: uuid.nullable(),
  parentId: uuid.nullable(),
  value: z.number().nullable(),
  isMet: z.boolean(),
  changedAt: z.string().nullable(),
  /** Last day that a reported figure covers. */
  valueUntilOn: day.nullable(),
  /** Records that wait for their review. */
  waitingCount: z.int(),
  /** The latest note (说明). */
  note: z.object({ text: z.string(), at: z.string(), by: personSchema.nullable() }).nullable(),
  /** Of a placeholder: how many of its projects have been named. */
  namedCount: z.int().nullable(),
  stage: z.enum(rungs).nullable(),
  dependsOn: z.array(uuid),
  /** Names of unmet items it waits for. */
  blockedBy: z.array(z.string()),
  light: z.enum(lights),
  rule: z.string(),
  /** Where an accumulating value should be today; null for ranks, rates and what has no target. */
  expected: z.number().nullable(),
});
export type PlanItem = z.infer<typeof planItemSchema>;

const period = { year: z.int(), startsOn: day, endsOn: day };

export const planSchema = z.object({
  ...period,
  /** Section number to title, in the plan's order. */
  sections: z.array(z.object({ number: z.string(), title: z.string() })),
  questions: z.array(z.string()),
  /** Share of the year gone, 0 to 1. */
  elapsed: z.number(),
  items: z.array(planItemSchema),
});
export type Plan = z.infer<typeof planSchema>;

export const planItemDetailSchema = planItemSchema.extend({
  plan: z.object(period),
  /** Of a ratio: what is divided by what. */
  ratio: z.object({ numerator: z.string(), denominator: z.string() }).nullable(),
  /** How the value is made, in words. */
  formula: z.string(),
  counted: z.array(milestoneReportSchema.extend({ amount: z.number() })),
  countedItems: z.array(planItemSchema),
  /** Everything recorded about the item itself, newest first; `amount` is what is in the value. */
  records: z.array(itemRecordSchema.extend({ amount: z.number().nullable() })),
  /** 报了还没算: reported or disputed, not in the value. */
  waiting: z.array(milestoneReportSchema),
  children: z.array(planItemSchema),
  history: z.array(z.object({ at: z.string(), value: z.number().nullable() })),
  /** What is confirmed to the end of each month: figures as they were approved, counts by the day on which things happened. */
  series: z.array(z.object({ month, value: z.number() })),
  /** Where the value will stand on `endsOn`, the due date or the plan's last day; null for what does not accumulate or has no target. */
  forecast: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('enough'), endsOn: day, endValue: z.number(), low: z.number(), high: z.number(), likely: z.enum(['reaches', 'unsure', 'misses']), readings: z.int(), method: z.literal(forecastMethod) }),
      z.object({ kind: z.literal('too_little'), why: z.enum(['few_readings', 'old_reading', 'over']), readings: z.int() }),
    ])
    .nullable(),
  /** Against where it should be today; null for what does not accumulate or nobody has said anything of. */
  pace: z.object({ on: day, elapsed: z.number(), expected: z.number(), gap: z.number(), neededPerMonth: z.number().nullable() }).nullable(),
});
export type PlanItemDetail = z.infer<typeof planItemDetailSchema>;
