// A second start on the same data is quick, and neither Ctrl-C nor kill -9 loses an acknowledged record or photo.
import fs from 'node:fs';
import assert from 'node:assert/strict';
import { v7 as uuidv7 } from 'uuid';
import { sha256 } from '../factories/submission';
import { tinyJpeg } from '../support/photos';
import { killApp, makeDataDir, startApp, type Running } from './stack';

type Signed = { accessToken: string };

async function call<T>(origin: string, method: string, at: string, token: string | null, body?: unknown): Promise<T> {
  const answer = await fetch(origin + at, {
    method,
    headers: { ...(token ? { authorization: `Bearer ${token}` } : {}), ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  assert.ok(answer.ok, `${method} ${at}: ${answer.status} ${answer.ok ? '' : await answer.text()}`);
  return (await answer.json()) as T;
}

async function signIn({ origin, codes }: Running): Promise<string> {
  return (await call<Signed>(origin, 'POST', '/api/session/claim', null, { inviteCode: codes.inspector, deviceName: 'e2e' })).accessToken;
}

/** One acknowledged inspection with a photo. */
async function report(origin: string, token: string): Promise<{ id: string; photo: Uint8Array }> {
  const { items } = await call<{ items: { id: string }[] }>(origin, 'GET', '/api/projects', token);
  const id = uuidv7();
  const photo = tinyJpeg(id);
  const small = tinyJpeg(`thumb ${id}`);
  const manifest = { sha256: sha256(photo), bytes: photo.length, thumb: { sha256: sha256(small), bytes: small.length } };
  await call(origin, 'POST', '/api/inspections', token, {
    id,
    projectId: items[0]!.id,
    capturedAt: new Date().toISOString(),
    photos: [{ ...manifest, capturedAt: new Date().toISOString(), source: 'camera', location: null, locationMissing: 'denied' }],
  });
  const { photos } = await call<{ photos: { uploadUrl: string; thumbUploadUrl: string }[] }>(origin, 'POST', '/api/photos/sign', token, {
    submissionId: id,
    photos: [{ ...manifest, contentType: 'image/jpeg' }],
  });
  for (const [url, bytes] of [[photos[0]!.uploadUrl, photo], [photos[0]!.thumbUploadUrl, small]] as const) {
    assert.equal((await fetch(url, { method: 'PUT', headers: { 'content-type': 'image/jpeg' }, body: bytes as BodyInit })).status, 200);
  }
  const attached = await call<{ status: string }>(origin, 'POST', '/api/photos/attach', token, { submissionId: id, sha256s: [manifest.sha256] });
  assert.equal(attached.status, 'complete');
  return { id, photo };
}

async function expectThere(origin: string, token: string, { id, photo }: { id: string; photo: Uint8Array }): Promise<void> {
  const record = await call<{ status: string; photos: { url: string }[] }>(origin, 'GET', `/api/reports/${id}`, token);
  assert.equal(record.status, 'complete');
  assert.equal(sha256(new Uint8Array(await (await fetch(record.photos[0]!.url)).arrayBuffer())), sha256(photo));
}

export async function restartStory(): Promise<void> {
  const dataDir = makeDataDir();
  const environment = { SERVE_H5: 'no' };
  let app = await startApp(dataDir, environment);
  try {
    const kept: { id: string; photo: Uint8Array }[] = [];
    let token = await signIn(app);
    for (const end of [(running: Running) => running.stop(), killApp]) {
      kept.push(await report(app.origin, token));
      await end(app);
      const start = Date.now();
      app = await startApp(dataDir, environment);
      const seconds = (Date.now() - start) / 1000;
      token = await signIn(app);
      for (const record of kept) await expectThere(app.origin, token, record);
      console.log(`${end === killApp ? 'kill -9' : 'Ctrl-C'}: everything there, ready again after ${seconds.toFixed(1)} s`);
    }
  } finally {
    await app.stop();
    fs.rmSync(dataDir, { recursive: true, force: true });
  }
}
