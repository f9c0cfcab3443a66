import * as fc from 'fast-check';
import { addDays } from '../../../src/domain/calendar';
import { milestoneStatuses, type MilestoneStatus, type Rung, rungs } from '../../../src/domain/milestone';
import { projectCategories } from '../../../src/domain/project';
import { ladderPace, nextRung, unmetDependencies } from '../../../src/domain/project-pace';
import { projectWords } from '../../../src/text/project';

const today = '2026-11-23';
const slot = (rung: Rung, status: MilestoneStatus, plannedOn: string | null = null, occurredOn: string | null = null) => ({ rung, status, plannedOn, occurredOn });
type Slot = ReturnType<typeof slot>;
const factory = (...milestones: Slot[]) => ({ category: 'industrial' as const, milestones });
const road = (...milestones: Slot[]) => ({ category: 'infrastructure' as const, milestones });
const statesOf = (project: Parameters<typeof ladderPace>[0]) => Object.fromEntries(ladderPace(project, today).map(({ rung, state }) => [rung, state]));

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
  ])('%s', (_what, one, days) => expect(ladderPace(factory(one), today).find(({ rung }) => rung === one.rung)!.daysLate).toBe(days));

  it('stands in the order of the ladder, with planned and actual day', () => {
    const project = factory(slot('in_production', 'none', '2026-12-31'), slot('signed', 'confirmed', '2026-01-10', '2026-01-12'));
    const paces = ladderPace(project, today);
    expect(paces.map(({ rung }) => rung)).toEqual(rungs);
    expect(paces.filter(({ plannedOn }) => plannedOn !== null)).toEqual([
      { rung: 'signed', state: 'reached', plannedOn: '2026-01-10', actualOn: '2026-01-12', daysLate: 2 },
      { rung: 'in_production', state: 'ahead', plannedOn: '2026-12-31', actualOn: null, daysLate: null },
    ]);
  });

  it('says what is reached, passed by, next and ahead', () => {
    const project = factory(...rungs.map((rung) => slot(rung, ['negotiating', 'land_acquired'].includes(rung) ? 'confirmed' : 'none')));
    expect(statesOf(project)).toEqual({
      negotiating: 'reached',
      signed: 'skipped',
      land_committee_passed: 'skipped',
      land_acquired: 'reached',
      construction_started: 'next',
      completed: 'ahead',
      in_production: 'ahead',
    });
  });

  it('calls nothing late that was passed by, nor what a finished road never takes', () => {
    const late = (project: Parameters<typeof ladderPace>[0]) => ladderPace(project, today).filter(({ daysLate }) => daysLate !== null).map(({ rung }) => rung);
    expect(late(factory(slot('signed', 'none', '2026-02-01'), slot('completed', 'confirmed', null, '2026-10-01')))).toEqual([]);
    expect(late(road(slot('completed', 'confirmed', null, '2026-10-01'), slot('in_production', 'none', '2026-11-01')))).toEqual([]);
    expect(late(factory(slot('completed', 'confirmed', null, '2026-10-01'), slot('in_production', 'none', '2026-11-01')))).toEqual(['in_production']);
  });
});

describe('the next rung', () => {
  it.each([
    ['the first', factory(), 'negotiating'],
    ['above the highest that was confirmed, whatever was left out', factory(slot('negotiating', 'none'), slot('completed', 'confirmed')), 'in_production'],
    ['not above one that is only reported', factory(slot('signed', 'confirmed'), slot('land_committee_passed', 'reported')), 'land_committee_passed'],
    ['none at the top', factory(slot('in_production', 'confirmed')), null],
    ['of a road its start of construction', road(), 'construction_started'],
    ['of a completed road none', road(slot('completed', 'confirmed')), null],
  ])('is %s', (_what, project, rung) => expect(nextRung(project)).toBe(rung));
});

describe('what a project waits for', () => {
  const own = { id: 'bide', planItem: { dueOn: '2026-12-31' } };
  const of = (id: string, dueOn: string | null = null) => ({ id, planItem: { dueOn } });
  const waits = (...blockers: [itemId: string, isMet: boolean, project: ReturnType<typeof of> | null][]) =>
    unmetDependencies({ id: 'bide', planItem: { id: 'proj-bide' }, blockers: blockers.map(([itemId, isMet, project]) => ({ itemId, name: itemId, isMet, project })) }).map(({ itemId }) => itemId);

  it('is not what is met', () => expect(waits(['line', true, of('line')])).toEqual([]));
  it('is not itself: a site visit waits for the project', () => expect(waits(['proj-bide', false, own], ['line', false, of('line')])).toEqual(['line']));
  it('begins with its own next step', () => expect(waits(['line', false, of('line', '2026-01-31')], ['committee', false, own], ['list', false, own])).toEqual(['committee', 'list', 'line']));
  it('goes by due date, what has none last, then by the plan', () =>
    expect(waits(['zone', false, null], ['road', false, of('road', '2026-12-31')], ['pipe', false, of('pipe', '2026-06-30')], ['gate', false, of('gate', '2026-06-30')])).toEqual(['pipe', 'gate', 'road', 'zone']));
  it('names each once, though two items of the project wait for it', () => expect(waits(['line', false, of('line')], ['line', false, of('line')])).toEqual(['line']));
  it('keeps the order that it was given', () => {
    const blockers = [{ itemId: 'b', name: 'b', isMet: false, project: of('b') }, { itemId: 'a', name: 'a', isMet: false, project: { id: 'bide', planItem: null } }];
    unmetDependencies({ id: 'bide', planItem: null, blockers });
    expect(blockers.map(({ itemId }) => itemId)).toEqual(['b', 'a']);
  });
});

describe('in words', () => {
  it.each([
    [projectWords.nextRung('竣工', '11月20日', 4), '下一步竣工，计划 11月20日，已过 4 天'],
    [projectWords.nextRung('竣工', '12月20日', null), '下一步竣工，计划 12月20日'],
    [projectWords.nextRung('竣工', null, null), '下一步竣工'],
    [projectWords.waitsFor('投产', '比德专线'), '投产要先等比德专线'],
    [projectWords.waitsFor(null, '比德专线'), '要先等比德专线'],
  ])('%s', (words, expected) => expect(words).toBe(expected));
});

it('at most one rung is next, it is never below a reached one, and only what is planned is late', () => {
  const day = fc.integer({ min: 0, max: 700 }).map((days) => addDays('2026-01-01', days));
  const ladder = fc.tuple(...rungs.map((rung) => fc.record({ rung: fc.constant(rung), status: fc.constantFrom(...milestoneStatuses), plannedOn: fc.option(day), occurredOn: day })));
  fc.assert(
    fc.property(ladder, fc.constantFrom(...projectCategories), day, (milestones, category, on) => {
      const paces = ladderPace({ category, milestones }, on);
      const states = paces.map(({ state }) => state);
      expect(states.filter((state) => state === 'next').length).toBeLessThanOrEqual(1);
      const next = states.indexOf('next');
      if (next >= 0) expect(states.lastIndexOf('reached')).toBeLessThan(next);
      for (const { plannedOn, daysLate, actualOn } of paces) {
        if (plannedOn === null) expect(daysLate).toBeNull();
        if (actualOn === null && daysLate !== null) expect(daysLate).toBeGreaterThan(0);
      }
    }),
  );
});
