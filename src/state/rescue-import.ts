// Imports the reports of an opened rescue file, one after the other, as the phone would send them: the exact body first,
// then its photos. Safe to run again: what the server has it answers with the same receipt.
import { ApiError, type Client } from '../api/client';
import { receiptSchema } from '../contract/submission';
import { Refused } from '../outbox/answer';
import { sendPhotos } from '../outbox/photos';
import type { Wire } from '../outbox/ports';
import type { RescuedItem } from '../outbox/rescue';
import { sha256OfBytes } from './hash';
import { type CheckedItem, isImportable, type OpenedRescue } from './rescue-file';

export type ImportResult =
  | { kind: 'counted' }
  /** The server has the record and waits for photos: so many the file does not have, others that its phone took for sent. */
  | { kind: 'taken'; missing: number }
  /** The server has the record; why the photos did not all go. */
  | { kind: 'photos_failed'; code: string }
  | { kind: 'refused'; code: string };

export type ImportEvents = { onPhoto: (ordinal: number) => void };

interface World {
  client: Pick<Client, 'call'>;
  wire: Wire;
  /** Who is signed in: photos travel in this person's name, the record stays its owner's. */
  importerId: string;
}

/** Never rejects: what went wrong is a result. */
export async function importItem(rescue: OpenedRescue, { item, photos }: CheckedItem, { client, wire, importerId }: World, { onPhoto }: ImportEvents): Promise<ImportResult> {
  let status: string;
  try {
    status = await submit(item, client);
  } catch (error) {
    return { kind: 'refused', code: codeOf(error) };
  }
  if (status === 'complete') return { kind: 'counted' };
  const sendable = photos.filter(({ state }) => state === 'fits').map(({ photo: { file, thumbFile, ...photo } }) => ({ ...photo, fileKey: file, thumbKey: thumbFile }));
  const missing = photos.filter(({ state }) => state === 'missing' || state === 'altered').length;
  if (sendable.length === 0) return { kind: 'taken', missing };
  const ports = { wire, sha256OfBytes, photos: { read: async (path: string) => rescue.read(path) } };
  const events = {
    onProgress: (ordinal: number) => onPhoto(ordinal),
    onSent: () => undefined,
    onStored: async () => undefined,
  };
  try {
    const isComplete = await sendPhotos({ id: item.id, ownerId: importerId, photos: sendable }, ports, events);
    return isComplete ? { kind: 'counted' } : { kind: 'taken', missing };
  } catch (error) {
    return { kind: 'photos_failed', code: codeOf(error) };
  }
}

async function submit({ id, operation, ownerId, body, bodySha256, path }: RescuedItem, client: Pick<Client, 'call'>): Promise<string> {
  if (!isImportable(operation)) throw new Refused({ status: 0, code: 'invalid_input' });
  const milestoneId = operation === 'milestone.report' ? /^\/api\/milestones\/([^/]+)\/report$/.exec(path)?.[1] : undefined;
  const receipt = receiptSchema.parse(await client.call('rescue.submit', { body: { ownerId, operation, milestoneId, body, bodySha256 } }));
  // A receipt for anything else is none: the photos of one record must not go to another.
  if (receipt.sha256 !== bodySha256 || receipt.id !== id.toLowerCase()) throw new Refused({ status: 0, code: 'receipt_mismatch' });
  return receipt.status;
}

function codeOf(error: unknown): string {
  if (error instanceof ApiError) return error.code;
  return error instanceof Refused ? error.failure.code : 'network';
}
