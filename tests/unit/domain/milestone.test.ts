import * as fc from 'fast-check';
import {
  answerDueOn,
  type Answering,
  isAnswerOverdue,
  mayAnswer,
  milestoneEvents,
  milestoneStatuses,
  nextStatus,
  rungs,
  sideOf,
  skippedRungs,
  stillSkipped,
  standingReport,
} from '../../../src/domain/milestone';

const liming = { id: 'liming', role: 'inspector', enterpriseId: null } as const;
const zhouyang = { id: 'zhouyang', role: 'inspector', enterpriseId: null } as const;
const wangfang = { id: 'wangfang', role: 'office', enterpriseId: null } as const;
const zhaoqiang = { id: 'zhaoqiang', role: 'office', enterpriseId: null } as const;
const liujianguo = { id: 'liujianguo', role: 'leader', enterpriseId: null } as const;
const chenjing = { id: 'chenjing', role: 'contact', enterpriseId: 'bide' } as const;
const secondOfBide = { id: 'second', role: 'contact', enterpriseId: 'bide' } as const;
const sunwei = { id: 'sunwei', role: 'contact', enterpriseId: 'chixing' } as const;

type Person = Answering['caller'];
const ask = (reporter: Person, caller: Person, where: 'bide' | 'bide without contact' | 'road') =>
  mayAnswer({
    report: { side: sideOf(reporter.role), reportedById: reporter.id },
    caller,
    projectEnterpriseId: where === 'road' ? null : 'bide',
    enterpriseHasContact: where === 'bide',
  });

const confirms = { allowed: true, onBehalf: false };
const confirmsOnBehalf = { allowed: true, onBehalf: true };
const refused = (code: string) => ({ allowed: false, code });

describe('mayAnswer', () => {
  it.each([
    ['the contact answers an inspector', liming, chenjing, 'bide', confirms],
    ['the contact answers the office', wangfang, chenjing, 'bide', confirms],
    ['a contact of another enterprise does not', liming, sunwei, 'bide', refused('other_party_answers')],
    ['another inspector does not answer for the enterprise', liming, zhouyang, 'bide', refused('other_party_answers')],
    ['nor does the office while there is a contact', liming, wangfang, 'bide', refused('other_party_answers')],
    ['a leader answers nothing', liming, liujianguo, 'bide', refused('other_party_answers')],
    ['nobody answers the own report', liming, liming, 'bide', refused('own_report')],

    ['an inspector answers the contact', chenjing, liming, 'bide', confirms],
    ['the office answers the contact', chenjing, wangfang, 'bide', confirms],
    ['the enterprise never confirms itself', chenjing, secondOfBide, 'bide', refused('other_party_answers')],
    ['not even the reporter', chenjing, chenjing, 'bide', refused('own_report')],
    ['a leader does not answer the contact', chenjing, liujianguo, 'bide', refused('other_party_answers')],
    ['a report of a contact who left is still answered by the park', chenjing, liming, 'bide without contact', confirms],

    ['without a contact an office person confirms an inspector', liming, wangfang, 'bide without contact', confirmsOnBehalf],
    ['without an enterprise too', liming, wangfang, 'road', confirmsOnBehalf],
    ['the office is confirmed by a second office person', wangfang, zhaoqiang, 'road', confirmsOnBehalf],
    ['never by the same one', wangfang, wangfang, 'road', refused('own_report')],
    ['an inspector does not confirm on behalf', wangfang, liming, 'road', refused('second_office_person_needed')],
    ['nor does a leader', liming, liujianguo, 'road', refused('second_office_person_needed')],
  ] as const)('%s', (_rule, reporter, caller, where, expected) => expect(ask(reporter, caller, where)).toEqual(expected));

  it('who imported a report is a party to it, whoever sent it', () => {
    const imported = (reporter: Person, caller: Person, importer: Person, hasEnterprise: boolean) =>
      mayAnswer({ report: { side: sideOf(reporter.role), reportedById: reporter.id, importedById: importer.id }, caller, projectEnterpriseId: hasEnterprise ? 'bide' : null, enterpriseHasContact: hasEnterprise });
    expect(imported(chenjing, wangfang, wangfang, true)).toEqual(refused('imported_report'));
    expect(imported(chenjing, zhaoqiang, wangfang, true)).toEqual(confirms);
    expect(imported(liming, wangfang, wangfang, false)).toEqual(refused('imported_report'));
    expect(imported(liming, zhaoqiang, wangfang, false)).toEqual(confirmsOnBehalf);
    expect(imported(liming, chenjing, wangfang, true)).toEqual(confirms);
  });
});

describe('nextStatus', () => {
  it.each([
    ['none', 'report', 'reported'],
    ['none', 'confirm', null],
    ['none', 'dispute', null],
    ['none', 'correct', null],
    ['reported', 'report', 'reported'],
    ['reported', 'confirm', 'confirmed'],
    ['reported', 'dispute', 'disputed'],
    ['reported', 'correct', 'reported'],
    ['disputed', 'report', 'reported'],
    ['disputed', 'confirm', null],
    ['disputed', 'dispute', null],
    ['disputed', 'correct', 'reported'],
    ['confirmed', 'report', 'confirmed'],
    ['confirmed', 'confirm', null],
    ['confirmed', 'dispute', null],
    ['confirmed', 'correct', 'reported'],
  ] as const)('%s and %s is %s', (status, event, next) => expect(nextStatus(status, event)).toBe(next));

  it('has an answer for every pair', () => {
    for (const status of milestoneStatuses) for (const event of milestoneEvents) expect(nextStatus(status, event)).not.toBeUndefined();
  });

  it('is confirmed only by a confirm that no correction followed', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...milestoneEvents)), (events) => {
        let status: (typeof milestoneStatuses)[number] = 'none';
        let isConfirmed = false;
        for (const event of events) {
          const next = nextStatus(status, event);
          if (next === null) continue;
          isConfirmed = event === 'confirm' || (isConfirmed && event === 'report');
          status = next;
          expect(status === 'confirmed').toBe(isConfirmed);
        }
      }),
    );
  });
});

describe('skippedRungs', () => {
  it('names the lower rungs that are not confirmed', () => {
    expect(skippedRungs(['negotiating', 'signed'], 'construction_started')).toEqual(['land_committee_passed', 'land_acquired']);
    expect(skippedRungs([], 'negotiating')).toEqual([]);
    expect(skippedRungs([...rungs], 'in_production')).toEqual([]);
  });
});

describe('stillSkipped', () => {
  const skipped = ['signed', 'land_acquired', 'completed'] as const;

  it('leaves out what was confirmed since, and nothing else', () => {
    const milestones = [{ rung: 'completed', status: 'confirmed' }, { rung: 'signed', status: 'disputed' }] as const;
    expect(stillSkipped(skipped, { category: 'industrial', milestones })).toEqual(['signed', 'land_acquired']);
  });

  it('expects no signing and no land of public works', () => {
    for (const category of ['infrastructure', 'safety_facility', 'amenity'] as const) {
      expect(stillSkipped(skipped, { category, milestones: [] })).toEqual(['completed']);
    }
    for (const category of ['industrial', 'investment_lead', 'park', 'land'] as const) {
      expect(stillSkipped(skipped, { category, milestones: [] })).toEqual(skipped);
    }
  });
});

describe('answering in time', () => {
  it('gives three working days after the day of receipt in Shanghai', () => {
    expect(answerDueOn('2026-11-23T02:00:00Z')).toBe('2026-11-26');
    expect(answerDueOn('2026-11-23T16:30:00Z')).toBe('2026-11-27');
    expect(answerDueOn('2026-11-27T02:00:00Z')).toBe('2026-12-02');
  });

  it.each([
    ['reported', '2026-11-26', false],
    ['reported', '2026-11-27', true],
    ['disputed', '2026-12-31', false],
    ['confirmed', '2026-12-31', false],
  ] as const)('a %s one is overdue on %s: %s', (status, today, expected) => {
    expect(isAnswerOverdue({ status, reportedAt: '2026-11-23T02:00:00Z' }, today)).toBe(expected);
  });
});

describe('standingReport', () => {
  const report = (seq: number, isComplete: boolean, answer: 'confirm' | 'dispute' | null = null) => ({ seq, isComplete, answer });
  it.each([
    ['nothing, where there is none', [], undefined],
    ['the newest of the complete ones', [report(1, true), report(3, true), report(2, true)], 3],
    ['a dispute before a newer one without its photos', [report(1, true, 'dispute'), report(2, false)], 1],
    ['a newer complete one before a dispute', [report(1, true, 'dispute'), report(2, true)], 2],
    ['the confirmed one before every other', [report(1, true, 'confirm'), report(2, true), report(3, false)], 1],
    ['an incomplete one where there is no other', [report(1, false), report(2, false)], 2],
  ] as const)('is %s', (_rule, live, seq) => expect(standingReport(live)?.seq).toBe(seq));
});
