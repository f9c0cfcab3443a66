// 导出: documents that leave the app. Each carries a code (校验码) that leads back to what it is and to the hash of its file.
import { addDays, daysBetween, monthOf } from './calendar';
import type { SubmissionStatus } from './submission';
import { shortCode, type Sha256 } from './short-code';

/** 台账, 日报, 周报. */
export const exportKinds = ['ledger', 'daily', 'weekly'] as const;
export type ExportKind = (typeof exportKinds)[number];

/** A year, leap or not: longer ones are for several files. */
export const maxLedgerDays = 366;

export function faultOfRange(from: string, to: string): 'reversed' | 'too_long' | null {
  if (from > to) return 'reversed';
  return daysBetween(from, to) >= maxLedgerDays ? 'too_long' : null;
}

/** What is asked for most: this month, the last one, this year. */
export const ledgerRanges = ['month', 'last_month', 'year'] as const;
export type LedgerRange = (typeof ledgerRanges)[number];

export function ledgerRangeOf(range: LedgerRange, today: string): { from: string; to: string } {
  const month = monthOf(today);
  if (range === 'year') return { from: `${today.slice(0, 4)}-01-01`, to: today };
  if (range === 'month') return { from: `${month}-01`, to: today };
  const to = addDays(`${month}-01`, -1);
  return { from: `${monthOf(to)}-01`, to };
}

/** Photos count their ordinals from 1, so that the code of a document is never one of theirs; same as private.receive_export. */
export const exportCode = (sha256: Sha256, id: string): string => shortCode(sha256, id, 0);

/** As it is printed: "7K2F9-QD4M3". */
export const printedCode = (code: string): string => `${code.slice(0, 5)}-${code.slice(5)}`;

/** What the ledger has a sheet for, in its order; the last one shows the plan as it is, whatever the range. */
export const ledgerSheets = ['inspections', 'progress', 'safety_checks', 'milestones', 'hazards', 'supervision_orders', 'readings', 'records', 'notes', 'answers', 'plan_items'] as const;
export type LedgerSheet = (typeof ledgerSheets)[number];

/** 已计入, 待传, 已更正, 缺照片: one word for a row; what no longer counts says so before anything else. */
export const ledgerStates = ['counted', 'awaiting_photos', 'corrected', 'lost_photos'] as const;
export type LedgerState = (typeof ledgerStates)[number];

export function ledgerState({ status, isCorrected, lost }: { status: SubmissionStatus; isCorrected: boolean; lost: number }): LedgerState {
  if (isCorrected) return 'corrected';
  if (status === 'awaiting_photos') return 'awaiting_photos';
  return lost > 0 ? 'lost_photos' : 'counted';
}
