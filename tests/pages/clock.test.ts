// How far the phone's clock is off, told by the answers it gets anyway.
import { measureClock } from '../../src/state/clock';

const serverNow = Date.parse('2026-11-23T06:30:00Z');

/** A server whose answer takes `journeyMs`, for a phone that is ahead by `aheadMs`. */
async function measure(...answers: { aheadMs: number; journeyMs?: number; date?: string }[]) {
  jest.useFakeTimers({ now: serverNow });
  let next = answers[0]!;
  const clock = measureClock(async () => {
    const { journeyMs = 100, date = new Date(Date.now() - next.aheadMs + (next.journeyMs ?? 100) / 2).toUTCString() } = next;
    jest.setSystemTime(Date.now() + journeyMs);
    const headers: Record<string, string> = date ? { date } : {};
    return { status: 200, headers, text: '' };
  });
  for (next of answers) {
    jest.setSystemTime(serverNow + next.aheadMs);
    await clock.send({ method: 'GET', url: '/api/health' });
  }
  jest.useRealTimers();
  return clock.offsetMs();
}

describe('the offset of the clock', () => {
  it('is unknown before the first answer', () => expect(measureClock(async () => ({ status: 200, headers: {}, text: '' })).offsetMs()).toBeUndefined());

  it.each([0, 12 * 60_000, -12 * 60_000])('of %d ms is known to a second', async (aheadMs) => {
    expect(Math.abs((await measure({ aheadMs }))! - aheadMs)).toBeLessThanOrEqual(1_000);
  });

  it('is what the latest answer says', async () => {
    expect(Math.abs((await measure({ aheadMs: 12 * 60_000 }, { aheadMs: 0 }))!)).toBeLessThanOrEqual(1_000);
  });

  it('is not taken from an answer that came after the phone was put away', async () => {
    expect(await measure({ aheadMs: 0, journeyMs: 20 * 60_000 })).toBeUndefined();
  });

  it.each(['', 'some day'])('is not taken from the date %p', async (date) => expect(await measure({ aheadMs: 0, date })).toBeUndefined());
});
