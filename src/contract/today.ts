// 今天: the to-dos of the caller in one request.
import * as z from 'zod';
import './base';
import { hazardSchema } from './hazard';
import { itemRecordSchema } from './item-record';
import { milestoneReportSchema } from './milestone';
import { reportSchema } from './report';
import { orderSchema } from './supervision-order';

export const todaySchema = z.object({
  /** Milestone reports the caller is the other party of. */
  toAnswer: z.array(milestoneReportSchema),
  disputed: z.array(milestoneReportSchema),
  toVerify: z.array(hazardSchema),
  toRectify: z.array(hazardSchema),
  /** 待指派: nobody is there to rectify it; office only. */
  toAssign: z.array(hazardSchema),
  /** 待批延期: leaders and the office, not who asked. */
  toDecide: z.array(hazardSchema),
  /** 待审核: figures, achievements and completions; office only. */
  toReview: z.array(itemRecordSchema),
  /** Records of the caller that were returned and not sent anew yet. */
  returned: z.array(itemRecordSchema),
  /** 督办单 that ask for the caller: of a leader answers to review and what is overdue, of an addressee what is to be done.
   * Absent in what a phone kept before there were any. */
  orders: z.array(orderSchema).optional(),
  /** Items that nobody answers for; office only, else 0. */
  unowned: z.int(),
  /** What the caller sent today. */
  mine: z.array(reportSchema),
  /** People invited but not joined; office only, else 0. */
  invited: z.int(),
  /** Notices of the inbox not read yet, up to 100. */
  unread: z.int(),
});
export type Today = z.infer<typeof todaySchema>;
