// Where the phone is, in a browser: the page's part of every way it can go. WeChat's is in wechat.test.ts.
import { readPlace, toPlaceMissing } from '../../../src/platform/location';

type Answer = { coords: { latitude: number; longitude: number; accuracy: number }; timestamp: number } | { code: number };

function standIn({ permission = 'granted', isSecure = true, answer }: { permission?: string; isSecure?: boolean; answer?: Answer }) {
  const getCurrentPosition = jest.fn((success: (position: unknown) => void, fail: (error: unknown) => void) => {
    if (!answer) return;
    if ('coords' in answer) success(answer);
    else fail({ ...answer, PERMISSION_DENIED: 1, POSITION_UNAVAILABLE: 2, TIMEOUT: 3 });
  });
  Object.defineProperty(window, 'isSecureContext', { value: isSecure, configurable: true });
  Object.defineProperty(navigator, 'geolocation', { value: { getCurrentPosition }, configurable: true });
  Object.defineProperty(navigator, 'permissions', { value: { query: async () => ({ state: permission }) }, configurable: true });
  return getCurrentPosition;
}

const here: Answer = { coords: { latitude: 29.4832, longitude: 113.4361, accuracy: 12 }, timestamp: Date.parse('2026-11-23T06:30:00Z') };

describe('readPlace in a browser', () => {
  it('answers the place with its accuracy and the time of the reading', async () => {
    standIn({ answer: here });
    expect(await readPlace()).toEqual({ latitude: 29.4832, longitude: 113.4361, accuracyM: 12, at: '2026-11-23T06:30:00.000Z' });
  });

  it.each([
    [1, 'denied'],
    [2, 'unavailable'],
    [3, 'timeout'],
  ])('names the reason of code %d: %s', async (code, missing) => {
    standIn({ answer: { code } });
    expect(await readPlace()).toEqual({ missing });
  });

  it('asks nobody who has refused before', async () => {
    const ask = standIn({ permission: 'denied', answer: here });
    expect(await readPlace()).toEqual({ missing: 'denied' });
    expect(ask).not.toHaveBeenCalled();
  });

  it('asks nobody where the caller only wants to know what is allowed already', async () => {
    const ask = standIn({ permission: 'prompt', answer: here });
    expect(await readPlace({ ask: false })).toEqual({ missing: 'not_asked' });
    expect(ask).not.toHaveBeenCalled();
  });

  it('on plain http is unavailable, which is nobody’s refusal', async () => {
    standIn({ isSecure: false, answer: here });
    expect(await readPlace()).toEqual({ missing: 'unavailable' });
  });

  it('does not wait longer than it was told for a GPS that says nothing', async () => {
    standIn({});
    expect(await readPlace({ timeoutMs: 20 })).toEqual({ missing: 'timeout' });
  });

  it('gives time to read the system’s question before the first answer', async () => {
    jest.useFakeTimers();
    standIn({ permission: 'prompt' });
    const settled = jest.fn();
    void readPlace({ timeoutMs: 6_000 }).then(settled);
    await jest.advanceTimersByTimeAsync(20_000);
    expect(settled).not.toHaveBeenCalled();
    await jest.advanceTimersByTimeAsync(6_000);
    expect(settled).toHaveBeenCalledWith({ missing: 'timeout' });
    jest.useRealTimers();
  });
});

it.each([
  ['getLocation:fail auth deny', 'denied'],
  ['getLocation:fail system permission denied', 'denied'],
  ['getLocation:fail privacy permission is not authorized', 'denied'],
  ['getLocation:fail timeout', 'timeout'],
  ['getLocation:fail ERROR_NOCELL&WIFI_LOCATIONSWITCHOFF', 'unavailable'],
])('WeChat’s "%s" is %s', (errMsg, missing) => expect(toPlaceMissing(errMsg)).toBe(missing));
