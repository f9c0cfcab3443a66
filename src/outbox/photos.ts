// The photos of a delivered item: sign, PUT, attach. At most four at once, and each is read only when its turn comes.
import { attachResponseSchema, signResponseSchema } from '../contract/photo';
import { operations } from '../contract/operations';
import { problemSchema } from '../contract/problem';
import type { Item, QueuedPhoto } from './item';
import type { Answer, Ports } from './ports';
import type { Failure } from './retry';

const slots = 4;

/** Thrown for an answer that is no success; carries what retry.ts classifies. */
export class Refused extends Error {
  constructor(readonly failure: Failure) {
    super(failure.code);
  }
}

/** The JSON of a success, or Refused with the problem's code. */
export function readAnswer({ status, text }: Answer): unknown {
  let value: unknown = null;
  try {
    value = JSON.parse(text);
  } catch {
    // The platform's own error pages are no JSON.
  }
  if (status >= 200 && status < 300 && value !== null) return value;
  const problem = problemSchema.safeParse(value);
  // A success that is no JSON came from something between us and the server: a hotel's sign-in page, say.
  const seen = status >= 200 && status < 300 ? 0 : status;
  throw new Refused({ status: seen, code: problem.data?.code ?? `http_${seen}`, requestId: problem.data?.requestId });
}

export type PhotoProgress = (ordinal: number, fraction: number) => void;

/**
 * Sends what is not stored yet. Returns the sha256s the server has stored. Throws Refused for a refused request or
 * photo; what was stored before it stays stored on the server and is not sent again.
 */
export async function sendPhotos(item: Item, ports: Ports, onProgress: PhotoProgress): Promise<string[]> {
  const waiting = item.photos.filter((photo) => !photo.stored);
  const signed = signResponseSchema.parse(
    readAnswer(
      await ports.wire.send(
        'photo.sign',
        operations['photo.sign'].path,
        JSON.stringify({
          submissionId: item.id,
          photos: waiting.map(({ sha256, bytes, thumb }) => ({ sha256, bytes, contentType: 'image/jpeg', thumb })),
        }),
      ),
    ),
  );
  const targets = new Map(signed.photos.map((target) => [target.sha256, target]));
  await inSlots(waiting, async (photo) => {
    const target = targets.get(photo.sha256);
    if (target?.uploadUrl) await putFile(ports, photo.fileKey, target.uploadUrl, (fraction) => onProgress(photo.ordinal, fraction));
    if (target?.thumbUploadUrl) await putFile(ports, photo.thumbKey, target.thumbUploadUrl, () => undefined);
    onProgress(photo.ordinal, 1);
  });
  const attached = attachResponseSchema.parse(
    readAnswer(
      await ports.wire.send(
        'photo.attach',
        operations['photo.attach'].path,
        JSON.stringify({ submissionId: item.id, sha256s: waiting.map((photo) => photo.sha256) }),
      ),
    ),
  );
  return attached.photos.filter((photo) => photo.stored).map((photo) => photo.sha256);
}

async function putFile(ports: Ports, key: string, url: string, onProgress: (fraction: number) => void): Promise<void> {
  const bytes = await ports.photos.read(key);
  if (!bytes) throw new Refused({ status: 404, code: 'photo_file_lost' });
  const { status, text } = await ports.wire.put(url, bytes, onProgress);
  // The real service answers 400 with the true status in the body. A taken path means that it was sent before.
  const isTaken = status === 409 || (status === 400 && /"statusCode"\s*:\s*"?409/.test(text));
  if ((status >= 200 && status < 300) || isTaken) return;
  // An expired signature (400, 401, 403) is signed again at the next try.
  throw new Refused({ status: status >= 500 || status === 0 ? status : 503, code: `storage_${status}` });
}

async function inSlots(photos: QueuedPhoto[], work: (photo: QueuedPhoto) => Promise<void>): Promise<void> {
  const waiting = [...photos];
  await Promise.all(
    Array.from({ length: Math.min(slots, waiting.length) }, async () => {
      for (let photo = waiting.shift(); photo; photo = waiting.shift()) await work(photo);
    }),
  );
}
