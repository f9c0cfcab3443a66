// 导出: codes as they are printed, and the ranges of a ledger.
import { faultOfRange, ledgerRangeOf, ledgerState, printedCode } from '../../../src/domain/export';

describe('the range of a ledger', () => {
  it.each([
    ['2026-11-23', '2026-11-23', null],
    ['2026-11-24', '2026-11-23', 'reversed'],
    ['2023-11-24', '2024-11-23', null],
    ['2023-11-24', '2024-11-24', 'too_long'],
    ['2026-01-01', '2026-12-31', null],
  ] as const)('%s to %s: %s', (from, to, fault) => {
    expect(faultOfRange(from, to)).toBe(fault);
  });

  it.each([
    ['month', '2026-11-23', '2026-11-01', '2026-11-23'],
    ['last_month', '2026-01-05', '2025-12-01', '2025-12-31'],
    ['last_month', '2024-03-31', '2024-02-01', '2024-02-29'],
    ['year', '2026-11-23', '2026-01-01', '2026-11-23'],
  ] as const)('%s on %s is %s to %s', (range, today, from, to) => {
    expect(ledgerRangeOf(range, today)).toEqual({ from, to });
    expect(faultOfRange(from, to)).toBeNull();
  });
});

it('a row that no longer counts says so before anything else', () => {
  expect(ledgerState({ status: 'awaiting_photos', isCorrected: true, lost: 1 })).toBe('corrected');
  expect(ledgerState({ status: 'awaiting_photos', isCorrected: false, lost: 0 })).toBe('awaiting_photos');
  expect(ledgerState({ status: 'complete', isCorrected: false, lost: 1 })).toBe('lost_photos');
  expect(ledgerState({ status: 'complete', isCorrected: false, lost: 0 })).toBe('counted');
});

it('a code is printed in two halves', () => {
  expect(printedCode('7K2F9QD4M3')).toBe('7K2F9-QD4M3');
});
