// `npm run smoke:weapp`: the built mini-program in an engine that has only what WeChat has (no fetch, URL,
// AbortController, FormData, TextDecoder, atob, crypto). Every page renders; then it signs in, takes a photo on the
// inspection form and submits, and report and picture reach the real functions; then the offline story, and a queue that goes by file.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Report, ReportDetail } from '../../src/contract/report';
import { withExif } from '../support/exif';
import { createWechatDisk } from '../support/weapp-disk';
import { startPhone } from '../support/weapp-phone.mjs';
import { makeDataDir, startApp, type Running } from './stack';
import { button, requestOver, signInOn, standingAtBide, until, weappDirectory } from './weapp-gestures';
import { weappOfflineStory } from './weapp-offline';
import { weappRescue } from './weapp-rescue';

function phoneOf(origin: string, camera: object = {}) {
  return startPhone(weappDirectory, {
    request: requestOver(() => origin),
    getSetting: ({ success }: { success?: (answer: object) => void }) => success?.({ authSetting: { 'scope.userLocation': true } }),
    getLocation: ({ success }: { success?: (answer: object) => void }) => success?.({ ...standingAtBide, errMsg: 'getLocation:ok' }),
    getNetworkType: ({ success }: { success?: (answer: object) => void }) => success?.({ networkType: 'wifi' }),
    chooseMedia: ({ fail }: { fail?: (error: object) => void }) => fail?.({ errMsg: 'chooseMedia:fail cancel' }),
    ...camera,
  });
}

async function everyPageRenders(): Promise<void> {
  const phone = phoneOf('http://127.0.0.1:9');
  const app = JSON.parse(fs.readFileSync(path.join(weappDirectory, 'app.json'), 'utf8')) as { pages: string[]; subPackages: { root: string; pages: string[] }[] };
  const pages = [...app.pages, ...app.subPackages.flatMap(({ root, pages: inside }) => inside.map((page) => `${root}/${page}`))];
  for (const route of pages) {
    const page = await phone.open(route);
    await until(`${route} renders something`, () => page.tree().children.length > 0);
  }
  console.log(`${pages.length} pages render`);
}

async function signsInAndSubmits({ origin, codes }: Running): Promise<void> {
  // A shot as a phone gives it: lying on its side, with time and place inside, and 12 megapixels once decoded.
  const shot = withExif(fs.readFileSync(path.resolve(__dirname, '../../seeds/photos/plant-columns.jpg')), { orientation: 6, takenAt: '2026:11:23 14:30:00', place: { latitude: 29.4832, longitude: 113.4361 } });
  const camera = createWechatDisk({ shot, size: { width: 4032, height: 3024 } });
  const phone = phoneOf(origin, camera.wx);
  await signInOn(phone, codes.inspector!);

  const form = await phone.open('pages/report/inspection/index');
  await until('the nearest project is chosen', () => form.text().includes('比德'));
  // The camera opens by itself with the form.
  await until('the photo is in the form', () => form.text().includes('1 / 9'));
  const note = `微信端冒烟 ${Date.now()}`;
  await form.fire(form.byClass('text-area-field-input')[0] ?? form.byClass('nut-textarea-textarea')[0], 'input', { value: note });
  await form.fire(button(form, '提交'));

  const signed = await fetch(`${origin}/api/session/claim`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ inviteCode: codes.office, deviceName: 'smoke' }),
  });
  const { accessToken } = (await signed.json()) as { accessToken: string };
  const read = async <T>(at: string): Promise<T> => (await (await fetch(origin + at, { headers: { authorization: `Bearer ${accessToken}` } })).json()) as T;
  let arrived: Report | undefined;
  for (let tries = 0; tries < 50 && arrived?.status !== 'complete'; tries += 1) {
    await sleep(200);
    arrived = (await read<{ items: Report[] }>('/api/reports?limit=5')).items.find((item) => item.note === note);
  }
  assert.equal(arrived?.status, 'complete', `the report did not arrive with its photo: ${JSON.stringify(arrived)}\n${phone.errors.join('\n')}`);
  const [photo] = (await read<ReportDetail>(`/api/reports/${arrived.id}`)).photos;
  assert.ok(photo?.stored);
  assert.equal(photo.source, 'camera');
  assert.equal(Date.parse(photo.exif!.takenAt!), Date.parse('2026-11-23T06:30:00Z'), 'EXIF was not read in WeChat’s engine');
  assert.ok(Math.abs(photo.exif!.latitude! - 29.4832) < 1e-5);
  const drawn = camera.drawnTexts.join('');
  for (const words of ['比德', photo.shortCode, '29.48320, 113.43610']) assert.ok(drawn.includes(words), `the watermark lacks ${words}: ${drawn}`);
  assert.deepEqual(phone.errors, []);
  console.log('the mini-program signed in, took a photo and submitted; the functions have the record and the watermarked picture');
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
  await weappRescue();
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
