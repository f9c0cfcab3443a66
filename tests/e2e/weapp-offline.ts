// The offline story with the built mini-program: twenty reports with sixty photos and no signal, the app killed, started
// again, 30 % of all requests lost, the server killed twice. In the end everything is there once.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { sha256 } from '../factories/submission';
import { createWechatDisk } from '../support/weapp-disk';
import { startPhone } from '../support/weapp-phone.mjs';
import { flakyNetwork } from './flaky-network';
import { killApp, makeDataDir, officeReader, startApp } from './stack';
import { button, requestOver, signInOn, standingAtBide, until, weappDirectory, type Page } from './weapp-gestures';

const reports = 20;
const photosEach = 3;
const longestMs = 4 * 60_000;
const killsAt = [4, 30];

type Report = { id: string; note: string | null; status: string; photos: { sha256: string; stored: boolean; url: string | null }[] };
type Read = Awaited<ReturnType<typeof officeReader>>;
const noteOf = (index: number) => `微信第 ${index + 1} 次离线巡查`;

export async function weappOfflineStory(): Promise<void> {
  const dataDir = makeDataDir();
  let app = await startApp(dataDir, { SERVE_H5: 'no' });
  const network = await flakyNetwork(app.origin);
  const disk = createWechatDisk();
  const signal = { isConnected: true, listeners: [] as ((status: object) => void)[] };
  const start = (storage?: Map<string, string>) =>
    startPhone(
      weappDirectory,
      {
        ...disk.wx,
        request: requestOver(() => network.origin),
        getSetting: ({ success }: { success?: (answer: object) => void }) => success?.({ authSetting: { 'scope.userLocation': true } }),
        getLocation: ({ success }: { success?: (answer: object) => void }) => success?.({ ...standingAtBide, errMsg: 'getLocation:ok' }),
        getNetworkType: ({ success }: { success?: (answer: object) => void }) => success?.({ networkType: signal.isConnected ? 'wifi' : 'none' }),
        onNetworkStatusChange: (listener: (status: object) => void) => signal.listeners.push(listener),
      },
      storage,
    );
  const setSignal = (isConnected: boolean) => {
    signal.isConnected = isConnected;
    network.lost = isConnected ? 0.3 : null;
    signal.listeners.forEach((listener) => listener({ isConnected, networkType: isConnected ? 'wifi' : 'none' }));
  };
  try {
    const read = await officeReader(app);
    const phone = start();
    await signInOn(phone, app.codes.inspector!);
    // The projects are read while there is a signal.
    const today = await phone.open('pages/today/index');
    await until('projects are on the phone', () => [...phone.storage.keys()].some((key) => key.startsWith('cache:')) && today.text().includes('拍照巡查'));
    await sleep(1_000);

    setSignal(false);
    for (let index = 0; index < reports; index += 1) {
      const form = await phone.open('pages/report/inspection/index');
      // The camera opens by itself for the first photo.
      for (let count = 1; count <= photosEach; count += 1) {
        await until(`photo ${count} of report ${index + 1}`, () => form.text().includes(`${count} / 9`));
        if (count < photosEach) await form.fire(form.byClass('photo-grid-add')[0]);
      }
      await form.fire(form.byClass('text-area-field-input')[0] ?? form.byClass('nut-textarea-textarea')[0], 'input', { value: noteOf(index) });
      await form.fire(button(form, '提交'));
      await until(`report ${index + 1} is saved`, () => queued(phone.storage) === index + 1);
    }
    assert.deepEqual(phone.errors, []);

    phone.kill();
    disk.forgetTemporaryFiles();
    const again = start(new Map(phone.storage));
    const outbox = await again.open('pages/mine/outbox/index');
    await until('the queue is read', () => shown(outbox).cards === reports);
    assert.deepEqual(shown(outbox), { cards: reports, delivered: 0, counted: 0, photos: 0 });
    console.log(`mini-program: ${reports} reports with ${reports * photosEach} photos written offline, there again after the app was killed`);

    const startedAt = Date.now();
    setSignal(true);
    const kills = [...killsAt];
    for (let looks = 0; ; looks += 1) {
      const seen = shown(outbox);
      const records = await onServer(read);
      const stored = records.flatMap(({ photos }) => photos).filter((photo) => photo.stored).length;
      assert.ok(seen.delivered <= records.length && seen.photos <= stored, `shows ${JSON.stringify(seen)}, the server has ${records.length} records and ${stored} photos`);
      assert.ok(seen.counted <= records.filter(({ status }) => status === 'complete').length, 'shows counted too early');
      if (seen.counted === reports) {
        assert.deepEqual(kills, [], 'it was over before the server was killed twice');
        console.log(`mini-program: sent in ${Math.round((Date.now() - startedAt) / 1000)} s through ${network.counts.lost} lost of ${network.counts.lost + network.counts.passed} requests and two killed servers; ${looks} looks at 待上传, none said more than was true`);
        break;
      }
      assert.ok(Date.now() - startedAt < longestMs, `not sent: ${JSON.stringify(seen)}\n${again.errors.join('\n')}`);
      if (stored >= (kills[0] ?? Infinity)) {
        kills.shift();
        await killApp(app);
        app = await startApp(dataDir, { SERVE_H5: 'no', PORT: new URL(app.origin).port });
        network.target = app.origin;
      }
      // 立即上传, as somebody does who waits for it.
      if (looks % 50 === 49) await outbox.fire(button(outbox, '立即上传'));
      await sleep(200);
    }

    const records = await onServer(read);
    assert.deepEqual(records.map(({ note }) => note).sort(), Array.from({ length: reports }, (_, index) => noteOf(index)).sort());
    for (const { photos } of records) {
      assert.equal(photos.length, photosEach);
      for (const photo of photos) assert.equal(sha256(new Uint8Array(await (await fetch(photo.url!)).arrayBuffer())), photo.sha256);
    }
    assert.equal(queued(again.storage), 0);
    assert.deepEqual(again.errors, []);
    console.log(`mini-program: ${records.length} records, ${records.length * photosEach} photos, every hash right`);
  } finally {
    network.close();
    await app.stop();
    fs.rmSync(dataDir, { recursive: true, force: true });
  }
}

/** Items that wait on this phone. */
const queued = (storage: Map<string, string>) =>
  [...storage].filter(([key, text]) => key.startsWith('outbox:') && (JSON.parse(text) as { state: string }).state !== 'counted').length;

function shown(page: Page) {
  const texts = page.byClass('card').map((card) => page.textOf(card)).filter((text) => text.includes('拍照巡查'));
  return {
    cards: texts.length,
    delivered: texts.filter((text) => /已送达|照片 \d+\/\d+|已计入/.test(text)).length,
    counted: texts.filter((text) => text.includes('已计入')).length,
    photos: texts.map((text) => (text.includes('已计入') ? photosEach : Number(/照片 (\d+)\/\d+/.exec(text)?.[1] ?? 0))).reduce((sum, count) => sum + count, 0),
  };
}

async function onServer(read: Read): Promise<Report[]> {
  return (await read<{ items: Report[] }>('/api/reports?limit=100')).items.filter(({ note }) => note?.startsWith('微信第'));
}
