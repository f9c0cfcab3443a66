import {
  addDays,
  addWorkingDays,
  daysBetween,
  digestDayOf,
  isDigestDue,
  lastDayOf,
  monthOf,
  monthsOf,
  parkDay,
  parkTime,
  relativeTime,
  shareElapsed,
} from '../../../src/domain/calendar';

describe('parkDay', () => {
  it.each([
    ['2026-11-22T15:59:59.999Z', '2026-11-22', 'the last moment before midnight in Shanghai'],
    ['2026-11-22T16:00:00.000Z', '2026-11-23', 'midnight in Shanghai'],
    ['2026-11-23T00:30:00+08:00', '2026-11-23', 'an instant written with its own offset'],
    ['2026-12-31T16:00:00Z', '2027-01-01', 'new year in Shanghai'],
    ['2028-02-28T16:00:00Z', '2028-02-29', 'a leap day'],
  ])('%s is on %s: %s', (instant, on) => {
    expect(parkDay(instant)).toBe(on);
    expect(parkDay(new Date(instant))).toBe(on);
  });

  it('refuses what is no instant instead of passing on an invalid day', () => {
    expect(() => parkDay('yesterday')).toThrow(RangeError);
  });

  it('tells the clock in Shanghai too', () => {
    expect(parkTime('2026-11-23T06:38:00Z')).toBe('14:38');
  });
});

describe('days', () => {
  it('counts whole days, negative backwards, over a leap day and over a year', () => {
    expect(daysBetween('2026-11-23', '2026-12-31')).toBe(38);
    expect(daysBetween('2026-11-23', '2026-06-30')).toBe(-146);
    expect(daysBetween('2028-02-28', '2028-03-01')).toBe(2);
    expect(daysBetween('2026-12-31', '2027-01-01')).toBe(1);
  });

  it('adds days over the end of a month', () => {
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(addDays('2026-02-28', 1)).toBe('2026-03-01');
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
  });

  it.each(['2026-02-30', '2026-2-3', '', '2026-11-23T00:00:00Z'])('refuses %j, which is no day', (on) => {
    expect(() => addDays(on, 1)).toThrow(RangeError);
  });
});

describe('addWorkingDays', () => {
  it.each([
    ['2026-11-23', 3, '2026-11-26', 'from a Monday'],
    ['2026-11-26', 3, '2026-12-01', 'from a Thursday over the weekend'],
    ['2026-11-27', 1, '2026-11-30', 'from a Friday to the Monday'],
    ['2026-11-28', 1, '2026-11-30', 'from a Saturday, which counts as no day'],
    ['2026-11-29', 3, '2026-12-02', 'from a Sunday'],
    ['2026-11-28', 0, '2026-11-28', 'nothing added leaves the day'],
  ])('%s and %i working days is %s: %s', (on, days, expected) => expect(addWorkingDays(on, days)).toBe(expected));
});

describe('shareElapsed', () => {
  it.each([
    ['2026-12-31', 1, 'the due date itself is the whole period'],
    ['2027-03-01', 1, 'and never more'],
    ['2025-12-31', 0, 'before the start nothing has elapsed'],
    ['2026-01-01', 1 / 365, 'the first day counts when it ends'],
    ['2026-11-23', 327 / 365, 'the 327th of 365 days'],
  ])('on %s it is %d: %s', (today, share) => expect(shareElapsed('2026-01-01', '2026-12-31', today)).toBeCloseTo(share, 10));
});

describe('months', () => {
  it('knows the month of a day and the last day of a month', () => {
    expect(monthOf('2026-11-23')).toBe('2026-11');
    expect(['2026-02', '2028-02', '2026-11', '2026-12'].map(lastDayOf)).toEqual(['2026-02-28', '2028-02-29', '2026-11-30', '2026-12-31']);
  });

  it('lists every month that a period touches', () => {
    expect(monthsOf('2026-11-30', '2027-02-01')).toEqual(['2026-11', '2026-12', '2027-01', '2027-02']);
    expect(monthsOf('2026-01-01', '2026-12-31')).toHaveLength(12);
  });
});

describe('the digest at 18:00', () => {
  it.each([
    ['2026-11-23T09:59:59.999Z', '2026-11-23', false],
    ['2026-11-23T10:00:00.000Z', '2026-11-24', true],
    ['2026-11-23T15:59:59Z', '2026-11-24', true],
    ['2026-11-23T16:00:00Z', '2026-11-24', false],
    ['2026-12-31T10:00:00Z', '2027-01-01', true],
  ])('a change at %s belongs to the digest of %s', (instant, on, isDue) => {
    expect(digestDayOf(instant)).toBe(on);
    expect(isDigestDue(instant)).toBe(isDue);
  });
});

describe('relativeTime', () => {
  const now = '2026-11-23T06:38:00Z';
  it.each([
    ['2026-11-23T06:37:30Z', '刚刚'],
    ['2026-11-23T06:45:00Z', '刚刚'],
    ['2026-11-23T06:37:00Z', '1 分钟前'],
    ['2026-11-23T05:38:01Z', '59 分钟前'],
    ['2026-11-23T05:38:00Z', '1 小时前'],
    ['2026-11-22T06:38:01Z', '23 小时前'],
    ['2026-11-22T06:38:00Z', '11月22日'],
    ['2025-11-22T06:38:00Z', '2025年11月22日'],
  ])('%s reads %s', (at, words) => expect(relativeTime(at, now)).toBe(words));
});
