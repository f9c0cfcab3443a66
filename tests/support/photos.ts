// Sends photos as a phone does: sign, PUT, attach.
import { manifestPhoto, sha256 } from '../factories/submission';
import type { TestApi, Answer } from './api';
import type { CastName } from './cast';

export type PhotoFile = { full: Uint8Array; small: Uint8Array };

/** A real, tiny JPEG (1×1); a comment segment with `label` makes each one different. */
export function tinyJpeg(label: string, padding = 0): Uint8Array {
  const base = Buffer.from(
    '/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////wgALCAABAAEBAREA/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPxA=',
    'base64',
  );
  const text = Buffer.concat([Buffer.from(label), Buffer.alloc(padding)]);
  const segments: Buffer[] = [];
  for (let at = 0; at === 0 || at < text.length; at += 60_000) {
    const part = text.subarray(at, at + 60_000);
    const head = Buffer.from([0xff, 0xfe, 0, 0]);
    head.writeUInt16BE(part.length + 2, 2);
    segments.push(head, part);
  }
  return Buffer.concat([base.subarray(0, 2), ...segments, base.subarray(2), Buffer.from([0xff, 0xd9])]);
}

export const makeFile = (label: string): PhotoFile => ({ full: tinyJpeg(label), small: tinyJpeg(`thumb of ${label}`) });

export const manifestOf = ({ full, small }: PhotoFile, change: Record<string, unknown> = {}) =>
  manifestPhoto({ sha256: sha256(full), bytes: full.length, thumb: { sha256: sha256(small), bytes: small.length }, ...change });

type Target = { sha256: string; uploadUrl?: string; thumbUploadUrl?: string; stored: boolean };

export const put = (url: string, bytes: Uint8Array, contentType = 'image/jpeg') =>
  fetch(url, { method: 'PUT', headers: { 'content-type': contentType }, body: bytes as BodyInit });

export async function signPhotos(api: TestApi, by: CastName, submissionId: string, files: PhotoFile[]): Promise<Answer<{ photos: Target[] }>> {
  const photos = files.map(({ full, small }) => ({
    sha256: sha256(full),
    bytes: full.length,
    contentType: 'image/jpeg',
    thumb: { sha256: sha256(small), bytes: small.length },
  }));
  return api.call('photo.sign', by, { body: { submissionId, photos } });
}

/** All steps; answers what attach says. */
export async function sendFiles(api: TestApi, by: CastName, submissionId: string, files: PhotoFile[]) {
  const signed = await signPhotos(api, by, submissionId, files);
  for (const [index, target] of signed.body.photos.entries()) {
    if (target.uploadUrl) await put(target.uploadUrl, files[index]!.full);
    if (target.thumbUploadUrl) await put(target.thumbUploadUrl, files[index]!.small);
  }
  return api.call<{ status: string; photos: { sha256: string; stored: boolean; code?: string }[] }>('photo.attach', by, {
    body: { submissionId, sha256s: files.map(({ full }) => sha256(full)) },
  });
}
