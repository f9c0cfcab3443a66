import * as fc from 'fast-check';
import {
  type ClauseFinding,
  defaultDueOn,
  type HazardStatus,
  hazardActionKinds,
  hazardStatuses,
  isOverdue,
  isRepeat,
  nextHazardStatus,
} from '../../../src/domain/hazard';

describe('nextHazardStatus', () => {
  const legal: Record<string, string> = {
    'null opened': 'open',
    'open assigned': 'open',
    'open rectified': 'rectified',
    'open extension_requested': 'open',
    'open extended': 'open',
    'open extension_refused': 'open',
    'rectified verified': 'closed',
    'rectified returned': 'returned',
    'rectified corrected': 'rectified',
    'returned assigned': 'returned',
    'returned rectified': 'rectified',
    'returned extension_requested': 'returned',
    'returned extended': 'returned',
    'returned extension_refused': 'returned',
  };

  it.each([null, ...hazardStatuses].flatMap((status) => hazardActionKinds.map((action) => [status, action] as const)))(
    '%s and %s moves as the table says',
    (status, action) => expect(nextHazardStatus(status, action)).toBe(legal[`${status} ${action}`] ?? null),
  );

  it('closes only what was rectified, and a closed hazard never moves again', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...hazardActionKinds)), (actions) => {
        let status: HazardStatus | null = null;
        for (const action of actions) {
          const next = nextHazardStatus(status, action);
          if (next === null) continue;
          expect(status).not.toBe('closed');
          if (next === 'closed') expect(status).toBe('rectified');
          status = next;
        }
      }),
    );
  });
});

describe('due dates', () => {
  it('propose a week for a general hazard and three days for a major one', () => {
    expect(defaultDueOn('general', '2026-11-23')).toBe('2026-11-30');
    expect(defaultDueOn('major', '2026-11-28')).toBe('2026-12-01');
  });

  it.each([
    ['open', '2026-11-23', false, 'due today is in time'],
    ['open', '2026-11-22', true, 'due yesterday is late'],
    ['rectified', '2026-11-22', true, 'rectified but not verified stays late'],
    ['closed', '2026-11-22', false, 'closed is never late'],
  ] as const)('%s, due %s, overdue %s: %s', (status, rectificationDueOn, expected, _rule) => {
    expect(isOverdue({ status, rectificationDueOn }, '2026-11-23')).toBe(expected);
  });
});

describe('isRepeat', () => {
  const earlier: ClauseFinding = { projectId: 'bide', checklistId: 'chemical', itemKey: '4.2', openedAt: '2026-08-01T02:00:00Z' };
  const finding = (change: Partial<ClauseFinding>): ClauseFinding => ({ ...earlier, openedAt: '2026-10-01T02:00:00Z', ...change });

  it.each([
    ['the same project and clause within 90 days', {}, true],
    ['one millisecond before the 90 days are over', { openedAt: '2026-10-30T01:59:59.999Z' }, true],
    ['not after exactly 90 days', { openedAt: '2026-10-30T02:00:00Z' }, false],
    ['not another project', { projectId: 'kexing' }, false],
    ['not another clause', { itemKey: '4.3' }, false],
    ['not the same number in another checklist', { checklistId: 'road' }, false],
    ['not one without a clause', { checklistId: null, itemKey: null }, false],
    ['not one that was opened before', { openedAt: '2026-07-01T02:00:00Z' }, false],
  ])('%s', (_rule, change, expected) => expect(isRepeat(finding(change), earlier)).toBe(expected));
});
