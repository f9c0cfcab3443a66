// A phone's queue for the rescue tests: real little JPEGs on a disk in memory, items as the outbox writes them.
import { v7 as uuidv7 } from 'uuid';
import { itemVersion, type Item } from '../../src/outbox/item';
import { inspection, manifestPhoto, sha256 } from './submission';
import { idOf } from './screen';
import { makeFile } from '../support/photos';

export const rescueOwner = idOf(1);

/** Puts the photos into `files` and answers the item that names them. */
export function queuedItem(files: Map<string, ArrayBuffer>, photos: number, change: Partial<Item> = {}): Item {
  const id = change.id ?? uuidv7();
  const queued = Array.from({ length: photos }, (_, index) => {
    const { full, small } = makeFile(`${id} ${index + 1}`);
    const [fileKey, thumbKey] = [`${id}.${index + 1}.jpg`, `${id}.${index + 1}.thumb.jpg`];
    files.set(fileKey, Uint8Array.from(full).buffer).set(thumbKey, Uint8Array.from(small).buffer);
    return { ordinal: index + 1, sha256: sha256(full), bytes: full.length, thumb: { sha256: sha256(small), bytes: small.length }, fileKey, thumbKey, stored: false };
  });
  const manifest = queued.map(({ sha256: hash, bytes, thumb }) => manifestPhoto({ sha256: hash, bytes, thumb }));
  const body = change.body ?? JSON.stringify(inspection(idOf(100), { id, photos: manifest }));
  return {
    version: itemVersion, id, seq: 1, operation: 'inspection.submit', path: '/api/inspections', body, bodySha256: sha256(body), ownerId: rescueOwner,
    lane: id, label: { project: '比德', on: '2026-11-23' }, draft: null, queuedAt: '2026-11-23T02:30:00.000Z', photos: queued, state: 'on_phone', attempts: 0,
    nextAttemptAt: '2026-11-23T02:30:00.000Z', problem: null, receivedAt: null, endedAt: null, ...change,
  };
}
