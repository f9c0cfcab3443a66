// A simulated phone for one test: disks that survive a restart, a server that takes everything unless told otherwise.
import { v7 as uuidv7 } from 'uuid';
import { createOutbox, type NewItem, type Outbox } from '../../src/outbox/outbox';
import type { Item } from '../../src/outbox/item';
import type { Answer, Ports } from '../../src/outbox/ports';
import { inspection, manifestPhoto, sha256 } from '../factories/submission';

export const owner = '0192f0a1-7c00-4000-8000-000000000001';
export const project = '0192f0a1-7c00-4000-8000-000000000002';

type Answering = (operation: string, body: string) => Answer | Promise<Answer>;

export type Phone = {
  ports: Ports;
  disk: Map<string, string>;
  files: Map<string, ArrayBuffer>;
  /** Operations in the order they went out; `put u/…` for a photo, `put t/…` for its thumbnail. */
  sent: string[];
  online: boolean;
  time: number;
  userId: string;
  answer: Answering;
  put: (url: string) => Answer | Promise<Answer>;
  /** A running app on this phone; a second call is a restart, or a second tab. */
  open: () => Promise<Outbox>;
};

export const problem = (status: number, code: string): Answer => ({ status, text: JSON.stringify({ type: '', title: '', status, code, requestId: 'r' }) });

export const receipt = (body: string, status: string): Answer => ({
  status: 201,
  text: JSON.stringify({ id: (JSON.parse(body) as { id: string }).id, receivedAt: '2026-11-23T02:00:00Z', sha256: sha256(body), status }),
});

/** A server that takes everything, and counts a record when all its photos were attached. */
export function kindServer(): Answering {
  const waiting = new Map<string, Set<string>>();
  return (operation, body) => {
    const given = JSON.parse(body) as { id: string; submissionId: string; photos?: { sha256: string }[]; sha256s: string[] };
    if (operation === 'photo.sign') {
      return { status: 200, text: JSON.stringify({ photos: given.photos!.map((photo) => ({ sha256: photo.sha256, stored: false, uploadUrl: `u/${photo.sha256}`, thumbUploadUrl: `t/${photo.sha256}` })) }) };
    }
    if (operation === 'photo.attach') {
      const left = waiting.get(given.submissionId)!;
      given.sha256s.forEach((one) => left.delete(one));
      return { status: 200, text: JSON.stringify({ status: left.size === 0 ? 'complete' : 'awaiting_photos', photos: given.sha256s.map((one) => ({ sha256: one, stored: true })) }) };
    }
    if (!waiting.has(given.id)) waiting.set(given.id, new Set(given.photos?.map((photo) => photo.sha256)));
    return receipt(body, waiting.get(given.id)!.size > 0 ? 'awaiting_photos' : 'complete');
  };
}

/** A server that keeps books as the real one does, and that may be set back to an empty backup. */
export function bookServer(phone: Phone) {
  const records = new Map<string, { body: string; manifest: string[]; stored: Set<string> }>();
  const objects = new Set<string>();
  const statusOf = (id: string) => {
    const { manifest, stored } = records.get(id)!;
    return manifest.every((one) => stored.has(one)) ? 'complete' : 'awaiting_photos';
  };
  phone.answer = (operation, body) => {
    const given = JSON.parse(body) as { id: string; submissionId: string; photos: { sha256: string }[]; sha256s: string[] };
    const record = records.get(operation.startsWith('photo.') ? given.submissionId : given.id);
    if (operation.startsWith('photo.') && !record) return problem(404, 'submission_not_found');
    if (operation === 'photo.sign') {
      const photos = given.photos.map(({ sha256: one }) => (record!.stored.has(one) ? { sha256: one, stored: true } : { sha256: one, stored: false, uploadUrl: `u/${one}`, thumbUploadUrl: `t/${one}` }));
      return { status: 200, text: JSON.stringify({ photos }) };
    }
    if (operation === 'photo.attach') {
      const photos = given.sha256s.map((one) => {
        if (objects.has(`u/${one}`) && objects.has(`t/${one}`)) record!.stored.add(one);
        return record!.stored.has(one) ? { sha256: one, stored: true } : { sha256: one, stored: false, code: 'photo_missing' };
      });
      return { status: 200, text: JSON.stringify({ status: statusOf(given.submissionId), photos }) };
    }
    if (record && record.body !== body) return problem(409, 'id_reused');
    if (!record) records.set(given.id, { body, manifest: given.photos.map((photo) => photo.sha256), stored: new Set() });
    return receipt(body, statusOf(given.id));
  };
  const put = (url: string): Answer => {
    objects.add(url);
    return { status: 200, text: '{}' };
  };
  // A thumbnail's address names the photo, as in kindServer.
  phone.put = put;
  return {
    put,
    statusOf,
    bodyOf: (id: string) => records.get(id)?.body,
    storedOf: (id: string) => [...records.get(id)!.stored],
    setBack() {
      records.clear();
      objects.clear();
    },
  };
}

export function makePhone(): Phone {
  let lockHeld = false;
  const phone: Phone = {
    disk: new Map(),
    files: new Map(),
    sent: [],
    online: true,
    time: Date.parse('2026-11-23T02:00:00Z'),
    userId: owner,
    answer: kindServer(),
    put: () => ({ status: 200, text: '{}' }),
    ports: undefined as never,
    open: async () => {
      const outbox = createOutbox(phone.ports);
      await outbox.load();
      return outbox;
    },
  };
  phone.ports = {
    items: {
      get: async (key) => phone.disk.get(key) ?? null,
      set: async (key, value) => void phone.disk.set(key, value),
      remove: async (key) => void phone.disk.delete(key),
      entries: async () => [...phone.disk],
    },
    photos: {
      has: async (key) => phone.files.has(key),
      read: async (key) => phone.files.get(key) ?? null,
      remove: async (key) => void phone.files.delete(key),
    },
    wire: {
      isOnline: () => phone.online,
      send: async (ownerId, operation, _path, body) => {
        if (ownerId !== phone.userId) return problem(401, 'session_ended');
        phone.sent.push(operation);
        return phone.answer(operation, body);
      },
      put: async (url, _bytes, onProgress) => {
        phone.sent.push(`put ${url}`);
        onProgress(0.5);
        return phone.put(url);
      },
    },
    lock: async (work) => {
      if (lockHeld) return false;
      lockHeld = true;
      await work().finally(() => (lockHeld = false));
      return true;
    },
    now: () => new Date(phone.time),
    random: () => 0.5,
    sha256OfText: sha256,
    sha256OfBytes: (bytes) => sha256(new Uint8Array(bytes)),
  };
  return phone;
}

/** A filled form: its photos are on this phone's disk, as the capture leaves them. */
export function report(phone: Phone, photos = 0, change: Partial<NewItem> = {}): NewItem {
  const id = change.id ?? uuidv7();
  const queued = Array.from({ length: photos }, (_, index) => {
    const [full, thumb] = [Buffer.from(`photo ${index} of ${id}`), Buffer.from(`thumb ${index} of ${id}`)];
    const [fileKey, thumbKey] = [`draft-${id}.${index}.jpg`, `draft-${id}.${index}.thumb.jpg`];
    phone.files.set(fileKey, Uint8Array.from(full).buffer).set(thumbKey, Uint8Array.from(thumb).buffer);
    return { ordinal: index + 1, sha256: sha256(full), bytes: full.length, thumb: { sha256: sha256(thumb), bytes: thumb.length }, fileKey, thumbKey };
  });
  const manifest = queued.map(({ sha256: hash, bytes, thumb }) => manifestPhoto({ sha256: hash, bytes, thumb }));
  const body = JSON.stringify(inspection(project, { id, photos: manifest }));
  return { id, operation: 'inspection.submit', path: '/api/inspections', body, ownerId: owner, lane: id, label: { project: '比德', on: '2026-11-23' }, photos: queued, ...change };
}

export const only = (outbox: Outbox): Item => {
  const { items } = outbox.getSnapshot();
  if (items.length !== 1) throw new Error(`${items.length} items`);
  return items[0]!;
};
