// Facts sent over HTTP as people's phones would, photos included: what the screens are then looked at for.
import fs from 'node:fs';
import { createHash } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import type { Session } from '../../src/contract/session';
import { manifestPhoto, review } from '../factories/submission';
import { photo } from './browser';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

export type Sender = {
  call: <T = unknown>(method: 'GET' | 'POST', at: string, body?: unknown) => Promise<T>;
  /** Sends a record with photos from seeds/photos and waits until it counts. Answers its id. */
  send: (at: string, body: { id: string }, files: string[], itemKey?: string) => Promise<string>;
};

export async function signInByHttp(origin: string, inviteCode: string): Promise<Sender> {
  const post = { method: 'POST', headers: { 'content-type': 'application/json' } };
  const signed = await fetch(`${origin}/api/session/claim`, { ...post, body: JSON.stringify({ inviteCode, deviceName: 'e2e' }) });
  const { accessToken } = (await signed.json()) as Session;
  const call = async <T>(method: 'GET' | 'POST', at: string, body?: unknown): Promise<T> => {
    const answer = await fetch(origin + at, { method, headers: { 'content-type': 'application/json', authorization: `Bearer ${accessToken}` }, body: body === undefined ? undefined : JSON.stringify(body) });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${at}: ${answer.status} ${text}`);
    return (text ? JSON.parse(text) : undefined) as T;
  };
  return {
    call,
    async send(at, body, files, itemKey) {
      // A comment at the end makes each file its own: the demo has the same pictures.
      const pictures = files.map((name, index) => ({ full: marked(photo(name), `${body.id}${index}`), small: fs.readFileSync(photo(`thumbs/${name}`)) }));
      const manifest = pictures.map(({ full, small }) =>
        manifestPhoto({ sha256: sha256(full), bytes: full.length, thumb: { sha256: sha256(small), bytes: small.length }, capturedAt: new Date().toISOString(), ...(itemKey ? { itemKey } : {}) }),
      );
      await call('POST', at, { ...body, photos: manifest });
      const wanted = manifest.map(({ sha256: hash, bytes, thumb }) => ({ sha256: hash, bytes, thumb, contentType: 'image/jpeg' }));
      const { photos } = await call<{ photos: { uploadUrl: string; thumbUploadUrl: string }[] }>('POST', '/api/photos/sign', { submissionId: body.id, photos: wanted });
      for (const [index, target] of photos.entries()) {
        for (const [url, bytes] of [[target.uploadUrl, pictures[index]!.full], [target.thumbUploadUrl, pictures[index]!.small]] as const) {
          await fetch(url, { method: 'PUT', headers: { 'content-type': 'image/jpeg' }, body: bytes as BodyInit });
        }
      }
      const { status } = await call<{ status: string }>('POST', '/api/photos/attach', { submissionId: body.id, sha256s: manifest.map((one) => one.sha256) });
      if (status !== 'complete') throw new Error(`${at}: ${status}`);
      return body.id;
    },
  };
}

/** The same picture with a comment segment after its first marker. */
function marked(file: string, text: string): Buffer {
  const bytes = fs.readFileSync(file);
  const head = Buffer.from([0xff, 0xfe, 0, text.length + 2]);
  return Buffer.concat([bytes.subarray(0, 2), head, Buffer.from(text), bytes.subarray(2)]);
}

/** A second office person, who may review what the first one sent. */
export async function inviteColleague(origin: string, office: Sender): Promise<Sender> {
  const { code } = await office.call<{ code: string }>('POST', '/api/invites', { role: 'office', name: '审核员' });
  return signInByHttp(origin, code);
}

export const approve = (by: Sender, kind: 'readings' | 'achievements' | 'completions', id: string) => by.call('POST', `/api/${kind}/${id}/review`, review(id));

export const record = (fields: object) => ({ id: uuidv7(), capturedAt: new Date().toISOString(), ...fields });
