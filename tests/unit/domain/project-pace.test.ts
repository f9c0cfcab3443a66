import type { MilestoneStatus, Rung } from '../../../src/domain/milestone';
import { ladderPace, nextRung } from '../../../src/domain/project-pace';

const slot = (rung: Rung, status: MilestoneStatus, plannedOn: string | null = null, occurredOn: string | null = null) => ({ rung, status, plannedOn, occurredOn });
const late = (one: ReturnType<typeof slot>, today = '2026-11-23') => ladderPace([one], today)[0]!.daysLate;

describe('a ladder against its plan', () => {
  it.each([
    ['reached twelve days late', slot('completed', 'confirmed', '2026-10-01', '2026-10-13'), 12],
    ['reached early', slot('completed', 'confirmed', '2026-10-13', '2026-10-01'), -12],
    ['reached on its day', slot('completed', 'confirmed', '2026-10-01', '2026-10-01'), 0],
    ['not reached, a day over', slot('completed', 'none', '2026-11-22'), 1],
    ['not reached, due today', slot('completed', 'none', '2026-11-23'), null],
    ['not reached, still ahead', slot('completed', 'none', '2026-12-01'), null],
    ['only reported counts as not reached', slot('completed', 'reported', '2026-11-13', '2026-11-10'), 10],
    ['disputed likewise', slot('completed', 'disputed', '2026-11-13', '2026-11-10'), 10],
    ['never planned', slot('completed', 'confirmed', null, '2026-10-01'), null],
  ])('%s', (_what, one, days) => expect(late(one)).toBe(days));

  it('stands in the order of the ladder', () => {
    expect(ladderPace([slot('in_production', 'none'), slot('signed', 'confirmed')], '2026-11-23').map(({ rung }) => rung)).toEqual(['signed', 'in_production']);
  });

  it('goes on above the highest rung that was confirmed', () => {
    expect(nextRung([])).toBe('negotiating');
    expect(nextRung([slot('negotiating', 'none'), slot('completed', 'confirmed')])).toBe('in_production');
    expect(nextRung([slot('in_production', 'confirmed')])).toBeNull();
  });
});
