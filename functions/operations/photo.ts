// 照片: signing where to send them, checking what arrived, and signing how to read them.
import { imageSize } from 'image-size';
import { documentMaxBytes, type EvidenceDocument } from '../../src/contract/document';
import { photoMaxBytes, thumbMaxBytes, type GiveUpResponse, type Photo } from '../../src/contract/photo';
import type { ErrorCode } from '../../src/contract/errors';
import { readShortCode } from '../../src/domain/short-code';
import type { Dependencies } from '../kit/dependencies';
import type { Handlers } from '../kit/endpoint';
import { Problem } from '../kit/problem';
import { sha256Hex } from '../kit/token';

/** Signed read URLs live an hour, the most that domain.md allows. */
const readSeconds = 3600;

type Media = 'image/jpeg' | 'application/pdf';
/** Of a document without a thumbnail. */
type ManifestRow = { sha256: string; bytes: number; thumbSha256: string | null; thumbBytes: number | null; media: Media; stored: boolean };
type Manifest = { parkId: string; status: 'awaiting_photos' | 'complete'; photos: ManifestRow[] };

// An id may arrive in capitals; the path of its photos is one.
export const photoPath = (parkId: string, submissionId: string, sha256: string) => `${parkId}/${submissionId.toLowerCase()}/${sha256}.jpg`;
export const documentPath = (parkId: string, submissionId: string, sha256: string) => `${parkId}/${submissionId.toLowerCase()}/${sha256}.pdf`;
export const thumbPath = (parkId: string, submissionId: string, sha256: string) => `${parkId}/${submissionId.toLowerCase()}/${sha256}.thumb.jpg`;

/** A few bytes may declare a picture that fills a phone's memory when it is shown. Phones send at most 1920 and 320 px a side. */
const longestSidePx = 4096;

/** A whole JPEG: readable header, start and end marker, a size that can be shown. */
function isJpeg(bytes: Uint8Array): boolean {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return false;
  if (bytes[bytes.length - 2] !== 0xff || bytes[bytes.length - 1] !== 0xd9) return false;
  try {
    const { type, width, height } = imageSize(bytes);
    return type === 'jpg' && Math.min(width, height) > 0 && Math.max(width, height) <= longestSidePx;
  } catch {
    return false;
  }
}

/** Readers look for the mark within the first kilobyte, and so do we. */
const isPdf = (bytes: Uint8Array): boolean => Buffer.from(bytes.subarray(0, 1024)).includes('%PDF-');

type Expected = { sha256: string; bytes: number; maxBytes: number; media: Media };

function fault(found: Uint8Array | null, expected: Expected): ErrorCode | null {
  if (!found) return 'photo_missing';
  if (found.byteLength > expected.maxBytes || found.byteLength > expected.bytes) return 'photo_too_large';
  if (sha256Hex(found) !== expected.sha256) return 'photo_hash_mismatch';
  if (expected.media === 'application/pdf') return isPdf(found) ? null : 'document_not_pdf';
  return isJpeg(found) ? null : 'photo_not_image';
}

/**
 * Where a phone may write. Only the server writes to the final path, and only bytes that it has checked: an address for
 * uploading lives two hours, and nobody may use it to put other bytes in the place of those that were proven.
 */
/** Where phones send to; only the server writes to the path itself. */
export const incoming = (path: string) => `incoming/${path}`;

/** The objects of a manifest entry: a photo and its thumbnail, or a document. */
function objectsOf(parkId: string, submissionId: string, { sha256, bytes, thumbSha256, thumbBytes, media }: ManifestRow): (Expected & { path: string })[] {
  if (media === 'application/pdf') return [{ path: documentPath(parkId, submissionId, sha256), sha256, bytes, maxBytes: documentMaxBytes, media }];
  return [
    { path: photoPath(parkId, submissionId, sha256), sha256, bytes, maxBytes: photoMaxBytes, media },
    { path: thumbPath(parkId, submissionId, sha256), sha256: thumbSha256!, bytes: thumbBytes!, maxBytes: thumbMaxBytes, media },
  ];
}

/** Takes what belongs to one entry in from where the phone put it; what does not match is removed, to be sent again. */
async function check({ supabase: { storage } }: Dependencies, parkId: string, submissionId: string, row: ManifestRow): Promise<ErrorCode | null> {
  const found = await Promise.all(
    objectsOf(parkId, submissionId, row).map(async ({ path, ...expected }) => {
      const sent = await storage.download(incoming(path));
      // Taken in before, though the answer or the mark was lost.
      return { path, sent, code: fault(sent ?? (await storage.download(path)), expected) };
    }),
  );
  const sent = found.filter((one) => one.sent !== null);
  const faulty = sent.filter(({ code }) => code !== null);
  const code = found.find((one) => one.code !== null)?.code ?? null;
  // The very bytes that were checked, not whatever stands there by now.
  if (!code) await Promise.all(sent.map(({ path, sent: bytes }) => storage.store(path, bytes!)));
  const done = (code ? faulty : sent).map(({ path }) => incoming(path));
  if (done.length > 0) await storage.remove(done);
  return code;
}

export const photoHandlers: Handlers = {
  'photo.sign': async (deps, { call, body, origin }) => {
    const manifest = (await call('photo_manifest', { p_submission_id: body.submissionId })) as Manifest;
    const rows = new Map(manifest.photos.map((row) => [row.sha256, row]));
    const photos = await Promise.all(
      body.photos.map(async (asked) => {
        const row = rows.get(asked.sha256);
        const thumb = asked.contentType === 'image/jpeg' ? asked.thumb : null;
        const matches = row?.media === asked.contentType && row.bytes === asked.bytes && row.thumbSha256 === (thumb?.sha256 ?? null) && row.thumbBytes === (thumb?.bytes ?? null);
        if (!row || !matches) throw new Problem('not_in_manifest', { errors: [{ path: asked.sha256, code: 'not_in_manifest' }] });
        if (row.stored) return { sha256: row.sha256, stored: true };
        const [upload, thumbUpload] = await Promise.all(
          objectsOf(manifest.parkId, body.submissionId, row).map(({ path }) => deps.supabase.storage.signUpload(incoming(path))),
        );
        // No URL: the object is there already, only attach is missing.
        return {
          sha256: row.sha256,
          stored: false,
          ...(upload ? { uploadUrl: origin + upload } : {}),
          ...(thumbUpload ? { thumbUploadUrl: origin + thumbUpload } : {}),
        };
      }),
    );
    return { photos };
  },

  'photo.attach': async (deps, { call, body }) => {
    const manifest = (await call('photo_manifest', { p_submission_id: body.submissionId })) as Manifest;
    const rows = new Map(manifest.photos.map((row) => [row.sha256, row]));
    const asked = [...new Set(body.sha256s)].map((sha256) => {
      const row = rows.get(sha256);
      if (!row) throw new Problem('not_in_manifest', { errors: [{ path: sha256, code: 'not_in_manifest' }] });
      return row;
    });
    const photos: { sha256: string; stored: boolean; code?: string }[] = [];
    // A few at a time: each is up to a megabyte in memory.
    for (let start = 0; start < asked.length; start += 4) {
      photos.push(
        ...(await Promise.all(
          asked.slice(start, start + 4).map(async (row) => {
            const code = row.stored ? null : await check(deps, manifest.parkId, body.submissionId, row);
            return { sha256: row.sha256, stored: code === null, ...(code ? { code } : {}) };
          }),
        )),
      );
    }
    const stored = photos.filter((photo) => photo.stored).map((photo) => photo.sha256);
    if (stored.length === 0) return { status: manifest.status, photos };
    const { status } = (await deps.supabase.callAsService('mark_photos_stored', {
      p_submission_id: body.submissionId,
      p_sha256s: stored,
    })) as { status: Manifest['status'] };
    return { status, photos };
  },

  'photo.giveUp': async (_deps, { call, body }) =>
    (await call('give_up_photo', { p_submission_id: body.submissionId, p_sha256: body.sha256, p_reason: body.reason })) as GiveUpResponse,

  'photo.find': async (_deps, { call, params }) => {
    const code = readShortCode(params.code!);
    if (!code) throw new Problem('photo_not_found');
    return (await call('find_photo', { p_code: code })) as { submissionId: string; ordinal: number };
  },
};

/** A photo as private.photo_refs returns it. */
export type PhotoRow = Omit<Photo, 'id' | 'url' | 'thumbUrl' | 'location' | 'lost' | 'misfit' | 'exif'> & {
  parkId: string;
  /** All three absent in digests that were frozen before they were kept. */
  lost?: Photo['lost'];
  misfit?: Photo['misfit'];
  exif?: Photo['exif'];
  latitude: number | null;
  longitude: number | null;
  accuracyM: number | null;
};

/** A document as private.document_refs returns it. */
export type DocumentRow = Omit<EvidenceDocument, 'id' | 'url'> & { parkId: string };

/**
 * Every `photos` and `documents` array within `facts`, however deep, as the contract has them, with URLs signed in one
 * batch. The facts came through row level security, so whoever may read the record may read its evidence.
 */
export async function withPhotoUrls<T>(deps: Dependencies, origin: string, facts: T): Promise<T> {
  const photos = collect<PhotoRow>(facts, 'photos').filter(({ stored }) => stored);
  const documents = collect<DocumentRow>(facts, 'documents').filter(({ stored }) => stored);
  const paths = [
    ...photos.flatMap((row) => [photoPath(row.parkId, row.submissionId, row.sha256), thumbPath(row.parkId, row.submissionId, row.sha256)]),
    ...documents.map((row) => documentPath(row.parkId, row.submissionId, row.sha256)),
  ];
  const signed = paths.length > 0 ? await deps.supabase.storage.signReads(paths, readSeconds) : [];
  const urls = new Map(paths.map((path, index) => [path, signed[index] ? origin + signed[index] : null]));
  return replaceEvidence(facts, urls) as T;
}

function collect<Row>(value: unknown, wanted: 'photos' | 'documents'): Row[] {
  if (!value || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, child]) => (key === wanted && Array.isArray(child) ? (child as Row[]) : key === 'body' ? [] : collect<Row>(child, wanted)));
}

function replaceEvidence(value: unknown, urls: Map<string, string | null>): unknown {
  if (!value || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((child) => replaceEvidence(child, urls));
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, replaceChild(key, child, urls)]));
}

function replaceChild(key: string, child: unknown, urls: Map<string, string | null>): unknown {
  if (key === 'photos' && Array.isArray(child)) return (child as PhotoRow[]).map((row) => toPhoto(row, urls));
  if (key === 'documents' && Array.isArray(child)) return (child as DocumentRow[]).map((row) => toDocument(row, urls));
  // What was sent stays as it was.
  return key === 'body' ? child : replaceEvidence(child, urls);
}

const toDocument = ({ parkId, ...row }: DocumentRow, urls: Map<string, string | null>): EvidenceDocument => ({
  ...row,
  id: `${row.submissionId}:${row.ordinal}`,
  url: urls.get(documentPath(parkId, row.submissionId, row.sha256)) ?? null,
});

function toPhoto({ parkId, latitude, longitude, accuracyM, ...row }: PhotoRow, urls: Map<string, string | null>): Photo {
  return {
    ...row,
    id: `${row.submissionId}:${row.ordinal}`,
    location: latitude === null || longitude === null ? null : { latitude, longitude, accuracyM: accuracyM ?? 0 },
    lost: row.lost ?? null,
    misfit: row.misfit ?? null,
    exif: row.exif ?? null,
    url: urls.get(photoPath(parkId, row.submissionId, row.sha256)) ?? null,
    thumbUrl: urls.get(thumbPath(parkId, row.submissionId, row.sha256)) ?? null,
  };
}
