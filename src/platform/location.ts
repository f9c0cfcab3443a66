/**
 * Where the phone is, in WGS84, asked for only while something is captured. Never throws: a record without a place keeps
 * the reason instead.
 */
import Taro from '@tarojs/taro';

export type PlaceMissing = 'denied' | 'timeout' | 'unavailable' | 'not_asked';

export type Place =
  | { latitude: number; longitude: number; /** Radius in metres. */ accuracyM: number; at: string }
  | { missing: PlaceMissing };

/**
 * `ask: false` reads the place only if the person has allowed it before (to sort projects by distance on opening a
 * screen); otherwise the answer is `not_asked` and no dialog appears.
 */
export type ReadPlace = (options?: { ask?: boolean; timeoutMs?: number }) => Promise<Place>;

const DEFAULT_TIMEOUT_MS = 6_000;
/** The first time the system asks; reading its question is not the GPS being slow. */
const TIME_TO_ANSWER_MS = 20_000;

export const readPlace: ReadPlace = async ({ ask = true, timeoutMs = DEFAULT_TIMEOUT_MS } = {}) => {
  const consent = process.env.TARO_ENV === 'weapp' ? await wechatConsent() : await browserConsent();
  if (consent === 'denied') return { missing: 'denied' };
  if (consent === 'undecided' && !ask) return { missing: 'not_asked' };
  const reading = process.env.TARO_ENV === 'weapp' ? wechatPlace(timeoutMs) : browserPlace(timeoutMs);
  return within(consent === 'granted' ? timeoutMs : timeoutMs + TIME_TO_ANSWER_MS, reading);
};

type Consent = 'granted' | 'denied' | 'undecided';

function within(timeoutMs: number, reading: Promise<Place>): Promise<Place> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve({ missing: 'timeout' }), timeoutMs);
    void reading.then((place) => {
      clearTimeout(timer);
      resolve(place);
    });
  });
}

async function wechatConsent(): Promise<Consent> {
  try {
    const { authSetting } = await Taro.getSetting();
    const answer = authSetting['scope.userLocation'];
    return answer === undefined ? 'undecided' : answer ? 'granted' : 'denied';
  } catch {
    return 'undecided';
  }
}

async function wechatPlace(timeoutMs: number): Promise<Place> {
  try {
    const { latitude, longitude, accuracy } = await Taro.getLocation({
      type: 'wgs84',
      isHighAccuracy: true,
      // WeChat's own limit must be at least 3 s and should end before ours.
      highAccuracyExpireTime: Math.max(3_000, timeoutMs - 1_000),
    });
    return { latitude, longitude, accuracyM: accuracy, at: new Date().toISOString() };
  } catch (error) {
    return { missing: toPlaceMissing((error as { errMsg?: string }).errMsg) };
  }
}

/** WeChat's wording: "auth deny", "authorize no response", "system permission denied", "privacy permission is not authorized". */
export function toPlaceMissing(errMsg = ''): PlaceMissing {
  if (/den(y|ied)|no response|privacy|unauthorized|not authorized/i.test(errMsg)) return 'denied';
  if (/time\s?out/i.test(errMsg)) return 'timeout';
  return 'unavailable';
}

async function browserConsent(): Promise<Consent> {
  try {
    const { state } = await navigator.permissions.query({ name: 'geolocation' });
    return state === 'prompt' ? 'undecided' : state;
  } catch {
    return 'undecided';
  }
}

function browserPlace(timeoutMs: number): Promise<Place> {
  return new Promise((resolve) => {
    // On plain http (a phone on the same network trying the demo) browsers refuse by rule, not by the person's choice.
    if (!window.isSecureContext || !navigator.geolocation) {
      resolve({ missing: 'unavailable' });
      return;
    }
    navigator.geolocation.getCurrentPosition(
      ({ coords, timestamp }) =>
        resolve({
          latitude: coords.latitude,
          longitude: coords.longitude,
          accuracyM: coords.accuracy,
          at: new Date(timestamp).toISOString(),
        }),
      ({ code, PERMISSION_DENIED, TIMEOUT }) =>
        resolve({ missing: code === PERMISSION_DENIED ? 'denied' : code === TIMEOUT ? 'timeout' : 'unavailable' }),
      // Half a minute old is as good as new for somebody on foot, and spares the GPS between two photos.
      { enableHighAccuracy: true, timeout: timeoutMs, maximumAge: 30_000 },
    );
  });
}
