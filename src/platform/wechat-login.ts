/** WeChat's sign-in code: lives 5 minutes, works once, so it is fetched right before session.wechat and never kept. */
import Taro from '@tarojs/taro';

/** False on H5, where only an invite code signs in. */
export const hasWechatLogin: boolean = process.env.TARO_ENV === 'weapp';

/** Null when WeChat gives none (no network, or not inside WeChat). */
export async function readWechatCode(): Promise<string | null> {
  if (!hasWechatLogin) return null;
  try {
    const { code } = await Taro.login({ timeout: 10_000 });
    return code || null;
  } catch {
    return null;
  }
}
