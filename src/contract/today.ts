// 今天: the to-dos of the caller in one request.
import * as z from 'zod';
import './base';
import { hazardSchema } from './hazard';
import { milestoneReportSchema } from './milestone';
import { reportSchema } from './report';

export const todaySchema = z.object({
  /** Milestone reports the caller is the other party of. */
  toAnswer: z.array(milestoneReportSchema),
  disputed: z.array(milestoneReportSchema),
  toVerify: z.array(hazardSchema),
  toRectify: z.array(hazardSchema),
  /** What the caller sent today. */
  mine: z.array(reportSchema),
  /** People invited but not joined; office only, else 0. */
  invited: z.int(),
});
export type Today = z.infer<typeof todaySchema>;
