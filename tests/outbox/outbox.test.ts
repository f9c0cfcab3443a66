// The queue against a simulated phone: a disk that survives a restart, a network that fails, a frozen clock.
import { createHash } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { createOutbox, type NewItem, type Outbox } from '../../src/outbox/outbox';
import { nextItems } from '../../src/outbox/next';
import type { Item } from '../../src/outbox/item';
import type { Answer, Ports } from '../../src/outbox/ports';
import { classify, retryDelayMs } from '../../src/outbox/retry';
import { inspection, manifestPhoto } from '../factories/submission';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const owner = '0192f0a1-7c00-4000-8000-000000000001';
const project = '0192f0a1-7c00-4000-8000-000000000002';

type Phone = { ports: Ports; disk: Map<string, string>; files: Map<string, ArrayBuffer>; sent: string[]; online: boolean; time: number; answer: (operation: string, body: string) => Answer | Promise<Answer> };

const receipt = (body: string, status: string): Answer => ({ status: 201, text: JSON.stringify({ id: (JSON.parse(body) as { id: string }).id, receivedAt: '2026-11-23T02:00:00Z', sha256: sha256(body), status }) });

/** A server that takes everything. */
const kindServer = (operation: string, body: string): Answer => {
  if (operation === 'photo.sign') {
    const { photos } = JSON.parse(body) as { photos: { sha256: string }[] };
    return { status: 200, text: JSON.stringify({ photos: photos.map((photo) => ({ sha256: photo.sha256, stored: false, uploadUrl: `u/${photo.sha256}`, thumbUploadUrl: `t/${photo.sha256}` })) }) };
  }
  if (operation === 'photo.attach') {
    const { sha256s } = JSON.parse(body) as { sha256s: string[] };
    return { status: 200, text: JSON.stringify({ status: 'complete', photos: sha256s.map((one) => ({ sha256: one, stored: true })) }) };
  }
  return receipt(body, (JSON.parse(body) as { photos: unknown[] }).photos.length > 0 ? 'awaiting_photos' : 'complete');
};

function makePhone(): Phone {
  const phone: Phone = { disk: new Map(), files: new Map(), sent: [], online: true, time: Date.parse('2026-11-23T02:00:00Z'), answer: kindServer, ports: undefined as never };
  phone.ports = {
    items: { set: async (key, value) => void phone.disk.set(key, value), remove: async (key) => void phone.disk.delete(key), entries: async () => [...phone.disk] },
    photos: { write: async (key, bytes) => void phone.files.set(key, bytes), read: async (key) => phone.files.get(key) ?? null, remove: async (key) => void phone.files.delete(key) },
    wire: {
      isOnline: () => phone.online,
      send: async (operation, _path, body) => {
        phone.sent.push(operation);
        return phone.answer(operation, body);
      },
      put: async (url) => {
        phone.sent.push(`put ${url.slice(0, 1)}`);
        return { status: 200, text: '{}' };
      },
    },
    now: () => new Date(phone.time),
    random: () => 0.5,
    sha256,
  };
  return phone;
}

function report(photos = 0, change: Partial<NewItem> = {}): NewItem {
  const manifest = Array.from({ length: photos }, () => manifestPhoto());
  const body = inspection(project, { photos: manifest });
  return {
    id: body.id, operation: 'inspection.submit', path: '/api/inspections', body: JSON.stringify(body), ownerId: owner, lane: body.id,
    label: { project: '比德', on: '2026-11-23' },
    photos: manifest.map((photo, index) => ({ ordinal: index + 1, sha256: photo.sha256, bytes: photo.bytes, thumb: photo.thumb, full: new ArrayBuffer(8), small: new ArrayBuffer(4) })),
    ...change,
  };
}

const only = (outbox: Outbox): Item => outbox.getSnapshot().items[0]!;

test('the screen says saved only after the item and its photos are on disk', async () => {
  const phone = makePhone();
  phone.ports.items.set = async () => {
    expect(phone.files.size).toBe(2);
    throw new Error('disk is full');
  };
  await expect(createOutbox(phone.ports).enqueue(report(1))).rejects.toThrow('disk is full');
});

test('a queued report survives a restart and is sent with the same bytes', async () => {
  const phone = makePhone();
  const given = report();
  await createOutbox(phone.ports).enqueue(given);
  const bodies: string[] = [];
  phone.answer = (operation, body) => (bodies.push(body), kindServer(operation, body));
  const reopened = createOutbox(phone.ports);
  await reopened.load();
  await reopened.drain(owner);
  expect(bodies).toEqual([given.body]);
  expect(only(reopened).state).toBe('counted');
});

test('a report goes before its photos, and files go only after the server says stored', async () => {
  const phone = makePhone();
  const outbox = createOutbox(phone.ports);
  await outbox.enqueue(report(2));
  expect(phone.files.size).toBe(4);
  await outbox.drain(owner);
  expect(phone.sent[0]).toBe('inspection.submit');
  expect(phone.sent.slice(1)).toEqual(['photo.sign', ...phone.sent.slice(2, -1), 'photo.attach']);
  expect(phone.files.size).toBe(0);
});

test('being offline costs no attempt', async () => {
  const phone = makePhone();
  const outbox = createOutbox(phone.ports);
  await outbox.enqueue(report());
  phone.online = false;
  await outbox.drain(owner);
  expect([phone.sent, only(outbox).attempts, only(outbox).state]).toEqual([[], 0, 'on_phone']);
});

test('a lost response is repeated and counted once by its id', async () => {
  const phone = makePhone();
  const outbox = createOutbox(phone.ports);
  await outbox.enqueue(report());
  phone.answer = () => Promise.reject(new Error('timeout'));
  await outbox.drain(owner);
  expect(only(outbox)).toMatchObject({ state: 'on_phone', attempts: 1, problem: { code: 'network' } });
  phone.answer = kindServer;
  await outbox.drain(owner);
  expect(only(outbox).state).toBe('on_phone');
  phone.time += 10_000;
  await outbox.drain(owner);
  expect(only(outbox).state).toBe('counted');
});

test('a receipt for other bytes is no receipt: the body stays', async () => {
  const phone = makePhone();
  const outbox = createOutbox(phone.ports);
  await outbox.enqueue(report());
  phone.answer = (_, body) => receipt(`${body} `.replace(/ $/, '\n'), 'complete');
  await outbox.drain(owner);
  expect(only(outbox)).toMatchObject({ state: 'on_phone', problem: { code: 'receipt_mismatch' } });
});

test('nothing is deleted because it failed: a refusal parks the item, retry puts it back', async () => {
  const phone = makePhone();
  const outbox = createOutbox(phone.ports);
  await outbox.enqueue(report(1));
  phone.answer = () => ({ status: 404, text: JSON.stringify({ type: '', title: '', status: 404, code: 'project_not_found', requestId: 'r' }) });
  await outbox.drain(owner);
  expect(only(outbox)).toMatchObject({ state: 'parked', problem: { code: 'project_not_found' } });
  expect([phone.disk.size, phone.files.size]).toEqual([1, 2]);
  phone.answer = kindServer;
  await outbox.retry(only(outbox).id);
  await outbox.drain(owner);
  expect(only(outbox).state).toBe('counted');
});

test('a stuck item never blocks another lane, and its own lane waits for it', async () => {
  const phone = makePhone();
  const outbox = createOutbox(phone.ports);
  const stuck = report(0, { lane: 'hazard:1' });
  await outbox.enqueue(stuck);
  phone.time += 1;
  await outbox.enqueue(report(0, { lane: 'hazard:1' }));
  phone.time += 1;
  const free = report();
  await outbox.enqueue(free);
  phone.answer = (operation, body) => (body === stuck.body ? { status: 503, text: '' } : kindServer(operation, body));
  await outbox.drain(owner);
  expect(outbox.getSnapshot().items.filter((item) => item.state === 'counted').map((item) => item.id)).toEqual([free.id]);
});

test('a sign-in pauses the whole queue and keeps all items', async () => {
  const phone = makePhone();
  const outbox = createOutbox(phone.ports);
  await outbox.enqueue(report());
  await outbox.enqueue(report());
  phone.answer = () => ({ status: 401, text: '' });
  await outbox.drain(owner);
  expect(phone.sent).toHaveLength(1);
  expect(outbox.getSnapshot()).toMatchObject({ needsSignIn: true, items: [{ attempts: 0 }, { attempts: 0 }] });
});

test('items belong to a person: another one signing in does not send them', async () => {
  const phone = makePhone();
  const outbox = createOutbox(phone.ports);
  await outbox.enqueue(report());
  await outbox.drain(uuidv7());
  expect(phone.sent).toEqual([]);
});

test('what cannot be read is kept with its raw text', async () => {
  const phone = makePhone();
  phone.disk.set('old', '{"version":0}').set('torn', '{"vers');
  const outbox = createOutbox(phone.ports);
  await outbox.load();
  expect(outbox.getSnapshot().unreadable).toEqual([{ key: 'old', raw: '{"version":0}' }, { key: 'torn', raw: '{"vers' }]);
  expect(phone.disk.size).toBe(2);
});

test('only one drain runs: a second call joins it', async () => {
  const phone = makePhone();
  const outbox = createOutbox(phone.ports);
  await outbox.enqueue(report());
  await Promise.all([outbox.drain(owner), outbox.drain(owner), outbox.drain(owner)]);
  expect(phone.sent).toEqual(['inspection.submit']);
});

test('classes come from code and status', () => {
  const of = (status: number, code: string) => classify({ status, code });
  expect([of(0, 'network'), of(408, 'x'), of(429, 'x'), of(502, 'x')]).toEqual(Array(4).fill('transient'));
  expect([of(401, 'x'), of(409, 'x'), of(400, 'x'), of(413, 'x')]).toEqual(['sign_in', 'conflict', 'rejected', 'rejected']);
  expect(of(409, 'id_reused')).toBe('rejected');
});

test('delays double to a ceiling, with jitter', () => {
  expect([0, 1, 2, 50].map((attempts) => retryDelayMs(attempts, 0.5))).toEqual([2_000, 4_000, 8_000, 300_000]);
  expect(retryDelayMs(0, 0)).toBe(1_500);
  expect(nextItems([], owner, '2026-11-23T02:00:00Z')).toEqual([]);
});
