/** WeChat's dialog that allows one message of each template. Only right after a tap; on H5 there are no such messages. */
import Taro from '@tarojs/taro';
import { callWechat } from './wechat-call';

export const hasSubscribeMessages: boolean = process.env.TARO_ENV === 'weapp';

export type SubscribeAnswer = 'accept' | 'reject';

/** The person has switched off all messages of the app in WeChat. */
const allSwitchedOff = 20004;

/** Answers by template id; one that WeChat did not ask about (blocked, or no dialog could be shown) is missing. */
export async function askToSubscribe(templateIds: string[]): Promise<Record<string, SubscribeAnswer>> {
  if (!hasSubscribeMessages) return {};
  try {
    const answers = await callWechat<Record<string, string>>((callbacks) =>
      Taro.requestSubscribeMessage({ tmplIds: templateIds, ...(callbacks as object) } as never),
    );
    return Object.fromEntries(templateIds.flatMap((id) => (answers[id] === 'accept' || answers[id] === 'reject' ? [[id, answers[id]]] : [])));
  } catch (error) {
    const isOff = (error as { errCode?: number }).errCode === allSwitchedOff;
    return isOff ? Object.fromEntries(templateIds.map((id) => [id, 'reject' as const])) : {};
  }
}
