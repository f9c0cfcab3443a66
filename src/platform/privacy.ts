/**
 * WeChat's own privacy authorisation, due before the first use of camera, album or location. Refusal leaves everything
 * else working. H5 has no such step: the browser asks at first use.
 */
import Taro from '@tarojs/taro';

export type PrivacyAnswer = 'agreed' | 'refused';

/** True when WeChat would still ask. Older base libraries never ask. */
export async function needsPrivacyConsent(): Promise<boolean> {
  if (process.env.TARO_ENV !== 'weapp' || !Taro.canIUse('getPrivacySetting')) return false;
  try {
    return await new Promise((resolve) => {
      Taro.getPrivacySetting({
        success: ({ needAuthorization }) => resolve(needAuthorization),
        fail: () => resolve(false),
      });
    });
  } catch {
    return false;
  }
}

/** Shows WeChat's dialog when it is due; otherwise answers at once. */
export async function askPrivacyConsent(): Promise<PrivacyAnswer> {
  if (process.env.TARO_ENV !== 'weapp' || !Taro.canIUse('requirePrivacyAuthorize')) return 'agreed';
  return new Promise((resolve) => {
    Taro.requirePrivacyAuthorize({ success: () => resolve('agreed'), fail: () => resolve('refused') });
  });
}

/** The person may change a refusal only in WeChat's settings page. On H5 nothing can be opened: answers false. */
export async function openPermissionSettings(): Promise<boolean> {
  if (process.env.TARO_ENV !== 'weapp') return false;
  try {
    await Taro.openSetting();
    return true;
  } catch {
    return false;
  }
}
