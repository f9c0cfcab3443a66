// `npm run smoke:weapp`: the built mini-program in an engine that has only what WeChat has (no fetch, URL,
// AbortController, FormData, TextDecoder, atob, crypto). Every page renders; then it signs in, opens the inspection form
// and submits, and the request reaches the real functions; then the offline story.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startPhone } from '../support/weapp-phone.mjs';
import { makeDataDir, startApp, type Running } from './stack';
import { button, requestOver, signInOn, standingAtBide, until, weappDirectory } from './weapp-gestures';
import { weappOfflineStory } from './weapp-offline';

function phoneOf(origin: string) {
  return startPhone(weappDirectory, {
    request: requestOver(() => origin),
    getSetting: ({ success }: { success?: (answer: object) => void }) => success?.({ authSetting: { 'scope.userLocation': true } }),
    getLocation: ({ success }: { success?: (answer: object) => void }) => success?.({ ...standingAtBide, errMsg: 'getLocation:ok' }),
    getNetworkType: ({ success }: { success?: (answer: object) => void }) => success?.({ networkType: 'wifi' }),
    // The person backs out of the camera; the note is enough for an inspection.
    chooseMedia: ({ fail }: { fail?: (error: object) => void }) => fail?.({ errMsg: 'chooseMedia:fail cancel' }),
  });
}

async function everyPageRenders(): Promise<void> {
  const phone = phoneOf('http://127.0.0.1:9');
  const app = JSON.parse(fs.readFileSync(path.join(weappDirectory, 'app.json'), 'utf8')) as { pages: string[]; subPackages: { root: string; pages: string[] }[] };
  const pages = [...app.pages, ...app.subPackages.flatMap(({ root, pages: inside }) => inside.map((page) => `${root}/${page}`))];
  for (const route of pages) {
    const page = await phone.open(route);
    assert.ok(page.tree().children.length > 0, `${route} renders nothing`);
  }
  console.log(`${pages.length} pages render`);
}

async function signsInAndSubmits({ origin, codes }: Running): Promise<void> {
  const phone = phoneOf(origin);
  await signInOn(phone, codes.inspector!);

  const form = await phone.open('pages/report/inspection/index');
  await until('the nearest project is chosen', () => form.text().includes('比德'));
  const note = `微信端冒烟 ${Date.now()}`;
  await form.fire(form.byClass('text-area-field-input')[0] ?? form.byClass('nut-textarea-textarea')[0], 'input', { value: note });
  await form.fire(button(form, '提交'));

  const signed = await fetch(`${origin}/api/session/claim`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ inviteCode: codes.office, deviceName: 'smoke' }),
  });
  const { accessToken } = (await signed.json()) as { accessToken: string };
  let notes: (string | null)[] = [];
  for (let tries = 0; tries < 50 && !notes.includes(note); tries += 1) {
    await sleep(200);
    const answer = await fetch(`${origin}/api/reports?limit=5`, { headers: { authorization: `Bearer ${accessToken}` } });
    notes = ((await answer.json()) as { items: { note: string | null }[] }).items.map((item) => item.note);
  }
  assert.ok(notes.includes(note), `the report did not arrive: ${notes.join(' | ')}\n${phone.errors.join('\n')}`);
  assert.deepEqual(phone.errors, []);
  console.log('the mini-program signed in, opened the inspection form and submitted; the functions have the record');
}

async function main(): Promise<void> {
  await everyPageRenders();
  const dataDir = makeDataDir();
  const app = await startApp(dataDir, { SERVE_H5: 'no' });
  try {
    await signsInAndSubmits(app);
  } finally {
    await app.stop();
    fs.rmSync(dataDir, { recursive: true, force: true });
  }
  await weappOfflineStory();
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
