// What a person and WeChat itself do to the built mini-program in its harness.
import assert from 'node:assert/strict';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Phone, PhonePage } from '../support/weapp-phone.mjs';

export type Page = PhonePage;

export const weappDirectory = path.resolve(__dirname, '../../dist/weapp');
/** Baked into the build; requests to it are led to the app under test. */
const builtFor = 'http://127.0.0.1:8787';

type WechatRequest = {
  url: string;
  method?: string;
  header?: Record<string, string>;
  data?: string | ArrayBuffer;
  timeout?: number;
  success?: (answer: { statusCode: number; header: Record<string, string>; data: string; errMsg: string }) => void;
  fail?: (error: { errMsg: string }) => void;
  complete?: () => void;
};

/** wx.request as documented, carried by Node's fetch outside of the mini-program's engine. */
export const requestOver = (origin: () => string) => (options: WechatRequest) => {
  const body = typeof options.data === 'object' && options.data !== null ? Buffer.from(new Uint8Array(options.data)) : options.data;
  const method = options.method ?? 'GET';
  fetch(options.url.replace(builtFor, origin()), { method, headers: options.header, body: method === 'GET' ? undefined : (body as BodyInit), signal: AbortSignal.timeout(options.timeout ?? 60_000) })
    .then(async (answer) => options.success?.({ statusCode: answer.status, header: Object.fromEntries(answer.headers), data: await answer.text(), errMsg: 'request:ok' }))
    .catch((error: Error) => options.fail?.({ errMsg: `request:fail ${error.message}` }))
    .finally(() => options.complete?.());
  return { abort: () => undefined, onHeadersReceived: () => undefined, offHeadersReceived: () => undefined };
};

export const standingAtBide = { latitude: 29.4832, longitude: 113.4361, accuracy: 12 };

export async function until(what: string, isTrue: () => boolean): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    if (isTrue()) return;
    await sleep(50);
  }
  assert.fail(`never happened: ${what}`);
}

export const button = (page: Page, label: string) => page.byClass('button').find((node) => page.textOf(node) === label);

export async function signInOn(phone: Phone, code: string): Promise<void> {
  const login = await phone.open('pages/login/index');
  await until('the login page', () => button(login, '用邀请码登录') !== undefined);
  await login.fire(login.byClass('check-field')[0]);
  await login.fire(button(login, '用邀请码登录'));
  await login.fire(login.byClass('input-field-input')[0], 'input', { value: code });
  await login.fire(button(login, '登录'));
  await until('signed in', () => phone.calls.some(({ name, args }) => ['reLaunch', 'switchTab'].includes(name) && JSON.stringify(args).includes('pages/today')));
}
