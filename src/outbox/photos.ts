// The photos of a delivered item: sign, PUT, attach. At most four at once, and each is read only when its turn comes.
import { attachResponseSchema, signResponseSchema, type SignResponse } from '../contract/photo';
import { operations } from '../contract/operations';
import { readAnswer, Refused } from './answer';
import { filesOf, photosLeft, type Item as QueuedItem, type QueuedPhoto } from './item';
import type { ContentType, Ports as AllPorts } from './ports';
import { classify, type Failure } from './retry';

const slots = 4;

/** All it needs of an item and of the world: the office sends the photos of a rescued record the same way. */
type Item = Pick<QueuedItem, 'id' | 'ownerId' | 'photos'>;
type Ports = Pick<AllPorts, 'wire' | 'sha256OfBytes'> & { photos: Pick<AllPorts['photos'], 'read'> };

type Target = SignResponse['photos'][number];

export type PhotoEvents = {
  onProgress: (ordinal: number, fraction: number) => void;
  /** The bytes of a photo are there, though not checked yet. */
  onSent: () => void;
  /** The server's word that it has these, checked. Awaited before the next photos are sent. */
  onStored: (sha256s: readonly string[]) => Promise<void>;
  /** This one waits for the person. */
  onRefused?: (sha256: string, code: string) => Promise<void>;
};

/**
 * Sends what is not stored yet, four photos at a time, each four attached before the next are read: what arrived stays
 * told though the phone dies. Photos that can't be sent do not keep the others back; Refused is thrown for the first
 * of them at the end. Answers whether the server now counts the record, always by its own word.
 */
export async function sendPhotos(item: Item, ports: Ports, { onProgress, onSent, onStored, onRefused }: PhotoEvents): Promise<boolean> {
  const waiting = photosLeft(item);
  const faults: { sha256: string; failure: Failure }[] = [];
  // All given up: the server said what follows when it was told.
  if (item.photos.length === 0) return true;
  if (waiting.length === 0) return (await attach(item, item.photos.slice(0, 1), ports)).status === 'complete';
  let isComplete = false;
  for (let start = 0; start < waiting.length; start += slots) {
    const batch = waiting.slice(start, start + slots);
    // Signed only now: an address lives two hours, and thirty photos on a weak signal may take longer.
    const targets = await sign(item, batch, ports);
    const sent: QueuedPhoto[] = [];
    await Promise.all(
      batch.map(async (photo) => {
        try {
          await sendOne(photo, targets.get(photo.sha256), ports, (fraction) => onProgress(photo.ordinal, fraction));
          sent.push(photo);
          onSent();
        } catch (error) {
          faults.push({ sha256: photo.sha256, failure: error instanceof Refused ? error.failure : { status: 0, code: 'network' } });
        }
      }),
    );
    if (sent.length === 0) continue;
    const attached = await attach(item, sent, ports);
    isComplete = attached.status === 'complete';
    await onStored(attached.photos.filter(({ stored }) => stored).map(({ sha256 }) => sha256));
    faults.push(...attached.photos.flatMap(({ sha256, stored, code }) => (stored ? [] : [{ sha256, failure: { status: 0, code: code ?? 'photo_missing' } }])));
  }
  for (const { sha256, failure } of faults.filter(({ failure }) => waitsForPerson(failure) || isTooMuch(failure))) await onRefused?.(sha256, failure.code);
  // One that is tried again by itself goes before one that waits for the person.
  const [fault] = [...faults].sort((a, b) => Number(waitsForPerson(a.failure)) - Number(waitsForPerson(b.failure)));
  if (fault) throw new Refused(fault.failure);
  return isComplete;
}

const waitsForPerson = (failure: Failure) => classify(failure) !== 'transient';
/** The storage's word, or that of a proxy on the way: tried on, but the person may end it. */
const isTooMuch = ({ code }: Failure) => code === 'storage_413' || code === 'storage_415';

async function sign(item: Item, photos: readonly QueuedPhoto[], ports: Ports): Promise<Map<string, Target>> {
  const body = JSON.stringify({
    submissionId: item.id,
    photos: photos.map(({ sha256, bytes, thumb }) => ({ sha256, bytes, ...(thumb ? { contentType: 'image/jpeg', thumb } : { contentType: 'application/pdf' }) })),
  });
  const answer = await ports.wire.send(item.ownerId, 'photo.sign', operations['photo.sign'].path, body);
  const signed = signResponseSchema.parse(readAnswer(answer));
  return new Map(signed.photos.map((target) => [target.sha256, target]));
}

async function attach(item: Item, photos: readonly QueuedPhoto[], ports: Ports) {
  const body = JSON.stringify({ submissionId: item.id, sha256s: photos.map(({ sha256 }) => sha256) });
  return attachResponseSchema.parse(readAnswer(await ports.wire.send(item.ownerId, 'photo.attach', operations['photo.attach'].path, body)));
}

/** No address means that the bytes are there already. */
async function sendOne(photo: QueuedPhoto, target: Target | undefined, ports: Ports, onProgress: (fraction: number) => void): Promise<void> {
  const [full, thumb] = filesOf(photo);
  const type = photo.thumb ? 'image/jpeg' : 'application/pdf';
  if (full && target?.uploadUrl) await putFile(ports, full, type, target.uploadUrl, onProgress);
  if (thumb && target?.thumbUploadUrl) await putFile(ports, thumb, type, target.thumbUploadUrl, () => undefined);
  onProgress(1);
}

async function putFile(ports: Ports, { key, sha256 }: { key: string; sha256: string }, type: ContentType, url: string, onProgress: (fraction: number) => void): Promise<void> {
  const bytes = await ports.photos.read(key);
  // A file that changed on the phone would be refused for ever: it is as lost as one that is gone.
  if (!bytes || ports.sha256OfBytes(bytes) !== sha256) throw new Refused({ status: 404, code: 'photo_file_lost' });
  const { status, text } = await ports.wire.put(url, bytes, onProgress, type);
  // The real service answers 400 with the true status in the body. A taken path means that it was sent before.
  const isTaken = status === 409 || (status === 400 && /"statusCode"\s*:\s*"?409/.test(text));
  if ((status >= 200 && status < 300) || isTaken) return;
  // An expired signature (400, 401, 403) is signed again at the next try.
  throw new Refused({ status: status >= 500 ? status : 503, code: `storage_${status}` });
}
