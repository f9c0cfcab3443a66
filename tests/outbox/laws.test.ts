// The laws of src/outbox/README.md, each under its name.
import { v7 as uuidv7 } from 'uuid';
import { nextDueAt, nextItems } from '../../src/outbox/next';
import { PhotoLost } from '../../src/outbox/outbox';
import { classify, retryDelayMs } from '../../src/outbox/retry';
import { AlreadyQueued } from '../../src/outbox/store';
import { kindServer, makePhone, only, owner, problem, receipt, report } from './phone';

const hourMs = 3600_000;

describe('1. the screen says saved only after the item is on disk', () => {
  test('a full disk rejects, and nothing is queued', async () => {
    const phone = makePhone();
    const outbox = await phone.open();
    phone.ports.items.set = () => Promise.reject(new Error('disk is full'));
    await expect(outbox.enqueue(report(phone, 1))).rejects.toThrow('disk is full');
    expect(outbox.getSnapshot().items).toEqual([]);
  });

  test('a photo that is not on this phone rejects', async () => {
    const phone = makePhone();
    const given = report(phone, 2);
    phone.files.delete(given.photos[1]!.thumbKey!);
    await expect((await phone.open()).enqueue(given)).rejects.toThrow(PhotoLost);
    expect(phone.disk.size).toBe(0);
  });

  test('a saved report survives a restart and goes out with the same bytes', async () => {
    const phone = makePhone();
    const given = report(phone);
    await (await phone.open()).enqueue(given);
    const bodies: string[] = [];
    const kind = kindServer();
    phone.answer = (operation, body) => (bodies.push(body), kind(operation, body));
    const reopened = await phone.open();
    await reopened.drain(owner);
    expect(bodies).toEqual([given.body]);
    expect(only(reopened).state).toBe('counted');
  });
});

describe('2. an item is plain data naming an operation; its payload is parsed by the contract again before sending', () => {
  test('a body that an updated app no longer understands is parked, not sent', async () => {
    const phone = makePhone();
    const outbox = await phone.open();
    await outbox.enqueue(report(phone, 0, { body: '{"id":"x"}' }));
    await outbox.drain(owner);
    expect(phone.sent).toEqual([]);
    expect(only(outbox)).toMatchObject({ state: 'parked', problem: { code: 'invalid_input' } });
  });

  test('an item of the first format is read, upgraded and sent', async () => {
    const phone = makePhone();
    const given = report(phone, 1);
    const at = '2026-11-16T01:00:00.000Z';
    const old = { ...given, version: 1, bodySha256: phone.ports.sha256OfText(given.body), queuedAt: at, photos: given.photos.map((photo) => ({ ...photo, stored: false })), state: 'on_phone', attempts: 0, nextAttemptAt: at, problem: null, receivedAt: null };
    phone.disk.set(given.id, JSON.stringify(old));
    const outbox = await phone.open();
    await outbox.drain(owner);
    expect(only(outbox)).toMatchObject({ version: 2, state: 'counted' });
  });
});

describe('3. first in, first out within a lane; a stuck lane never blocks another', () => {
  test('the second of a lane waits for the first, another lane does not', async () => {
    const phone = makePhone();
    const outbox = await phone.open();
    const [stuck, behind, free] = [report(phone, 0, { lane: 'a' }), report(phone, 0, { lane: 'a' }), report(phone)];
    for (const one of [stuck, behind, free]) await outbox.enqueue(one);
    const kind = kindServer();
    phone.answer = (operation, body) => (body === stuck.body ? problem(503, 'unavailable') : kind(operation, body));
    await outbox.drain(owner);
    expect(outbox.getSnapshot().items.filter(({ state }) => state === 'counted').map(({ id }) => id)).toEqual([free.id]);
  });

  test('a parked head holds its own lane', async () => {
    const phone = makePhone();
    const outbox = await phone.open();
    const [refused, behind] = [report(phone, 0, { lane: 'a' }), report(phone, 0, { lane: 'a' })];
    await outbox.enqueue(refused);
    await outbox.enqueue(behind);
    phone.answer = () => problem(404, 'project_not_found');
    await outbox.drain(owner);
    await outbox.drain(owner);
    expect(phone.sent).toHaveLength(1);
    expect(nextDueAt(outbox.getSnapshot().items, owner)).toBeNull();
  });

  test('order is that of queuing, though the clock is set back in between', async () => {
    const phone = makePhone();
    const outbox = await phone.open();
    const [first, second] = [report(phone, 0, { lane: 'a' }), report(phone, 0, { lane: 'a' })];
    await outbox.enqueue(first);
    phone.time -= 24 * hourMs;
    await outbox.enqueue(second);
    expect(nextItems(outbox.getSnapshot().items, owner, new Date(phone.time + 48 * hourMs)).map(({ id }) => id)).toEqual([first.id]);
  });
});

describe('4. the item id is the idempotency key', () => {
  test('a lost answer is repeated with the same id and the same bytes', async () => {
    const phone = makePhone();
    const outbox = await phone.open();
    const given = report(phone);
    await outbox.enqueue(given);
    const bodies: string[] = [];
    phone.answer = (_, body) => (bodies.push(body), Promise.reject(new Error('timeout')));
    await outbox.drain(owner);
    expect(only(outbox)).toMatchObject({ state: 'on_phone', attempts: 1, problem: { code: 'network' } });
    const kind = kindServer();
    phone.answer = (operation, body) => (bodies.push(body), kind(operation, body));
    phone.time += 10_000;
    await outbox.drain(owner);
    expect(bodies).toEqual([given.body, given.body]);
    expect(only(outbox).state).toBe('counted');
  });

  test('a receipt for other bytes is no receipt: the body stays', async () => {
    const phone = makePhone();
    const outbox = await phone.open();
    await outbox.enqueue(report(phone));
    phone.answer = (_, body) => receipt(body.replace('架线', '断线'), 'complete');
    await outbox.drain(owner);
    expect(only(outbox)).toMatchObject({ state: 'on_phone', problem: { code: 'receipt_mismatch' } });
  });

  // The states are those of what is answered, not of a submission.
  test.each([
    ['milestone.confirm', 'confirmed', { reportId: uuidv7() }],
    ['milestone.dispute', 'disputed', { reportId: uuidv7(), reason: '未完工' }],
    ['hazard.verify', 'closed', { rectificationId: uuidv7(), answer: 'verified' }],
    ['hazard.verify', 'returned', { rectificationId: uuidv7(), answer: 'returned', reason: '护栏没有固定' }],
    ['hazard.extend', 'open', { dueOn: '2099-12-07', reason: '护栏要订做' }],
    ['hazard.extend', 'returned', { dueOn: '2099-12-07', reason: '护栏要订做' }],
  ] as const)('an answer leaves with the receipt of its own operation: %s, %s', async (operation, status, fields) => {
    const phone = makePhone();
    const outbox = await phone.open();
    const id = uuidv7();
    await outbox.enqueue(report(phone, 0, { id, operation, body: JSON.stringify({ id, ...fields }) }));
    phone.answer = (_, body) => receipt(body, status);
    await outbox.drain(owner);
    expect(only(outbox)).toMatchObject({ state: 'counted', problem: null });
  });
});

describe('5. a report goes before its photos', () => {
  test('reports of all lanes go before photos of any', async () => {
    const phone = makePhone();
    const outbox = await phone.open();
    await outbox.enqueue(report(phone, 1));
    await outbox.enqueue(report(phone, 1));
    await outbox.drain(owner);
    expect(phone.sent.slice(0, 2)).toEqual(['inspection.submit', 'inspection.submit']);
    expect(phone.sent.filter((operation) => operation === 'photo.attach')).toHaveLength(2);
  });

  test('at most four photos are in memory, and what was attached is not sent again', async () => {
    const phone = makePhone();
    const outbox = await phone.open();
    await outbox.enqueue(report(phone, 9));
    let [inMemory, most, count] = [0, 0, 0];
    const { read } = phone.ports.photos;
    phone.ports.photos.read = async (key) => ((inMemory += 1), (most = Math.max(most, inMemory)), read(key));
    phone.put = async (url) => {
      await Promise.resolve();
      inMemory -= 1;
      count += url.startsWith('u/') ? 1 : 0;
      if (count === 6) throw new Error('tunnel');
      return { status: 200, text: '{}' };
    };
    await outbox.drain(owner);
    expect(most).toBeLessThanOrEqual(4);
    expect(only(outbox)).toMatchObject({ state: 'delivered', problem: { code: 'network' } });
    const before = only(outbox).photos.filter(({ stored }) => stored).map(({ sha256 }) => sha256);
    expect(before).toHaveLength(8);
    phone.sent = [];
    phone.time += hourMs;
    await outbox.drain(owner);
    expect(only(outbox).state).toBe('counted');
    expect(phone.sent.filter((line) => before.some((hash) => line.includes(hash)))).toEqual([]);
  });

  test('an address that has run out is signed again, and a taken path counts as sent', async () => {
    const phone = makePhone();
    const outbox = await phone.open();
    await outbox.enqueue(report(phone, 1));
    phone.put = () => ({ status: 400, text: '{"statusCode":"400","error":"InvalidJWT","message":"exp"}' });
    await outbox.drain(owner);
    expect(only(outbox)).toMatchObject({ state: 'delivered', problem: { code: 'storage_400' } });
    phone.put = () => ({ status: 400, text: '{"statusCode":"409","error":"Duplicate","message":"exists"}' });
    phone.time += hourMs;
    await outbox.drain(owner);
    expect(phone.sent.filter((operation) => operation === 'photo.sign')).toHaveLength(2);
    expect(only(outbox).state).toBe('counted');
  });

  test('a record that the server no longer knows, as after a restored backup, is sent again', async () => {
    const phone = makePhone();
    const outbox = await phone.open();
    await outbox.enqueue(report(phone, 1));
    const kind = kindServer();
    phone.answer = (operation, body) => (operation === 'photo.sign' ? problem(404, 'submission_not_found') : kind(operation, body));
    await outbox.drain(owner);
    expect(only(outbox)).toMatchObject({ state: 'on_phone', attempts: 1 });
    phone.answer = kind;
    phone.time += hourMs;
    await outbox.drain(owner);
    expect(only(outbox).state).toBe('counted');
  });
});

describe('6. being offline costs no attempt; only one drain runs', () => {
  test('nothing is tried without a signal', async () => {
    const phone = makePhone();
    const outbox = await phone.open();
    await outbox.enqueue(report(phone));
    phone.online = false;
    await outbox.drain(owner);
    expect([phone.sent, only(outbox).attempts, only(outbox).state]).toEqual([[], 0, 'on_phone']);
  });

  test('a signal that goes away in the middle of a request costs none either', async () => {
    const phone = makePhone();
    const outbox = await phone.open();
    await outbox.enqueue(report(phone));
    phone.answer = () => ((phone.online = false), Promise.reject(new Error('gone')));
    await outbox.drain(owner);
    expect(only(outbox)).toMatchObject({ attempts: 0, state: 'on_phone' });
  });

  test('a second call joins the first', async () => {
    const phone = makePhone();
    const outbox = await phone.open();
    await outbox.enqueue(report(phone));
    await Promise.all([outbox.drain(owner), outbox.drain(owner), outbox.drain(owner)]);
    expect(phone.sent).toEqual(['inspection.submit']);
  });

  test('of two tabs one sends, and the other sees what came of it', async () => {
    const phone = makePhone();
    const [one, other] = [await phone.open(), await phone.open()];
    await one.enqueue(report(phone));
    await Promise.all([one.drain(owner), other.drain(owner)]);
    expect(phone.sent).toEqual(['inspection.submit']);
    await other.drain(owner);
    expect(only(other).state).toBe('counted');
  });

  test('a clock set back by a year makes nothing wait for a year', async () => {
    const phone = makePhone();
    const outbox = await phone.open();
    await outbox.enqueue(report(phone));
    phone.time -= 365 * 24 * hourMs;
    await outbox.drain(owner);
    expect(only(outbox).state).toBe('counted');
  });

  test('a sign-in pauses the whole queue and keeps all items', async () => {
    const phone = makePhone();
    const outbox = await phone.open();
    await outbox.enqueue(report(phone));
    await outbox.enqueue(report(phone));
    phone.answer = () => problem(401, 'session_ended');
    await outbox.drain(owner);
    expect(phone.sent).toHaveLength(1);
    expect(outbox.getSnapshot()).toMatchObject({ needsSignIn: true, items: [{ attempts: 0 }, { attempts: 0 }] });
  });
});

describe('7. nothing is deleted because it failed', () => {
  test('a refusal parks the item with its reason, retry puts it back', async () => {
    const phone = makePhone();
    const outbox = await phone.open();
    await outbox.enqueue(report(phone, 1));
    phone.answer = () => problem(404, 'project_not_found');
    await outbox.drain(owner);
    expect(only(outbox)).toMatchObject({ state: 'parked', problem: { code: 'project_not_found' } });
    expect([phone.disk.size, phone.files.size]).toEqual([1, 2]);
    phone.answer = kindServer();
    await outbox.retry(only(outbox).id);
    await outbox.drain(owner);
    expect(only(outbox).state).toBe('counted');
  });

  test('what a proxy or a hotel answers refuses nothing', async () => {
    for (const status of [200, 401, 403, 404, 502]) {
      const phone = makePhone();
      const outbox = await phone.open();
      await outbox.enqueue(report(phone));
      phone.answer = () => ({ status, text: '<html>请先登录</html>' });
      await outbox.drain(owner);
      expect(only(outbox)).toMatchObject({ state: 'on_phone', problem: { code: `http_${status}` } });
      expect(outbox.getSnapshot().needsSignIn).toBe(false);
    }
  });

  test('a lost photo file parks its report after all other photos were sent', async () => {
    const phone = makePhone();
    const outbox = await phone.open();
    const given = report(phone, 3);
    await outbox.enqueue(given);
    phone.files.delete(given.photos[0]!.fileKey);
    await outbox.drain(owner);
    expect(only(outbox)).toMatchObject({ state: 'parked', problem: { code: 'photo_file_lost' } });
    expect(only(outbox).photos.map(({ stored }) => stored)).toEqual([false, true, true]);
  });

  test('a photo file that changed on the phone is not sent', async () => {
    const phone = makePhone();
    const outbox = await phone.open();
    const given = report(phone, 1);
    await outbox.enqueue(given);
    phone.files.set(given.photos[0]!.fileKey, new ArrayBuffer(3));
    await outbox.drain(owner);
    expect(only(outbox)).toMatchObject({ state: 'parked', problem: { code: 'photo_file_lost' } });
    expect(phone.sent.filter((line) => line.startsWith('put u/'))).toEqual([]);
  });

  test('given up by its person, an item can be taken back for a week', async () => {
    const phone = makePhone();
    const outbox = await phone.open();
    await outbox.enqueue(report(phone, 1));
    const { id } = only(outbox);
    await outbox.discard(id);
    await outbox.drain(owner);
    expect(phone.sent).toEqual([]);
    phone.time += 6 * 24 * hourMs;
    const reopened = await phone.open();
    await reopened.retry(id);
    await reopened.drain(owner);
    expect(only(reopened).state).toBe('counted');
  });

  test('given up while it is on its way, it stays given up', async () => {
    const phone = makePhone();
    const outbox = await phone.open();
    await outbox.enqueue(report(phone));
    const kind = kindServer();
    phone.answer = async (operation, body) => (await outbox.discard(only(outbox).id), kind(operation, body));
    await outbox.drain(owner);
    expect(only(outbox).state).toBe('discarded');
  });

  test('a refused report gives way to its mended self, one that is on its way does not', async () => {
    const phone = makePhone();
    const outbox = await phone.open();
    const given = report(phone, 1);
    const mended = { ...given, body: given.body.replace('{', '{ ') };
    await outbox.enqueue(given);
    await expect(outbox.enqueue(mended)).rejects.toThrow(AlreadyQueued);
    phone.answer = () => problem(422, 'photo_required');
    await outbox.drain(owner);
    await outbox.enqueue(mended);
    expect(only(outbox)).toMatchObject({ state: 'on_phone', body: mended.body, problem: null });
    expect(phone.files.size).toBe(2);
  });

  test('a disk that refuses during a drain ends it; the report is sent again later', async () => {
    const phone = makePhone();
    const outbox = await phone.open();
    await outbox.enqueue(report(phone));
    const { set } = phone.ports.items;
    phone.ports.items.set = () => Promise.reject(new Error('full'));
    await outbox.drain(owner);
    expect(outbox.getSnapshot()).toMatchObject({ isDiskRefusing: true, items: [{ state: 'on_phone' }] });
    phone.ports.items.set = set;
    await outbox.drain(owner);
    expect(only(outbox).state).toBe('counted');
  });
});

describe('8. what cannot be read is kept with its raw text', () => {
  test('of a newer app, or torn', async () => {
    const phone = makePhone();
    phone.disk.set('new', '{"version":99}').set('torn', '{"vers');
    const outbox = await phone.open();
    await outbox.drain(owner);
    expect(outbox.getSnapshot().unreadable).toEqual([{ key: 'new', raw: '{"version":99}' }, { key: 'torn', raw: '{"vers' }]);
    expect(phone.disk.size).toBe(2);
  });
});

describe('9. items belong to a person', () => {
  test('another person signing in does not send them', async () => {
    const phone = makePhone();
    const outbox = await phone.open();
    await outbox.enqueue(report(phone));
    phone.userId = uuidv7();
    await outbox.drain(phone.userId);
    expect(phone.sent).toEqual([]);
  });

  test('a person who changes in the middle of a drain ends it, and starts one of their own', async () => {
    const phone = makePhone();
    const outbox = await phone.open();
    const other = uuidv7();
    const theirs = report(phone, 0, { ownerId: other });
    for (const one of [report(phone), report(phone), theirs]) await outbox.enqueue(one);
    const kind = kindServer();
    let following: Promise<void> | undefined;
    phone.answer = (operation, body) => {
      if (!following) {
        phone.userId = other;
        following = outbox.drain(other);
      }
      return kind(operation, body);
    };
    await outbox.drain(owner);
    await following;
    expect(phone.sent).toHaveLength(2);
    expect(outbox.getSnapshot().items.find(({ id }) => id === theirs.id)!.state).toBe('counted');
    expect(outbox.getSnapshot().items.filter(({ ownerId, state }) => ownerId === owner && state === 'on_phone')).toHaveLength(1);
  });
});

describe('10. files go only when synced or given up, after a while, looked at again just before', () => {
  test('of a counted report after ten minutes, its entry after a day', async () => {
    const phone = makePhone();
    const outbox = await phone.open();
    await outbox.enqueue(report(phone, 2));
    await outbox.drain(owner);
    await phone.open();
    expect(phone.files.size).toBe(4);
    phone.time += 11 * 60_000;
    await phone.open();
    expect([phone.files.size, phone.disk.size]).toEqual([0, 1]);
    phone.time += 25 * hourMs;
    await phone.open();
    expect(phone.disk.size).toBe(0);
  });

  test('at once where room is needed, and only of what the server has', async () => {
    const phone = makePhone();
    const outbox = await phone.open();
    await outbox.enqueue(report(phone, 1));
    await outbox.drain(owner);
    phone.online = false;
    const waiting = report(phone, 1);
    await outbox.enqueue(waiting);
    await outbox.makeRoom();
    expect([...phone.files.keys()]).toEqual([waiting.photos[0]!.fileKey, waiting.photos[0]!.thumbKey]);
  });

  test('given up and taken back in another tab, nothing goes', async () => {
    const phone = makePhone();
    const [one, other] = [await phone.open(), await phone.open()];
    await one.enqueue(report(phone, 1));
    const { id } = only(one);
    await one.discard(id);
    await other.load();
    phone.time += 8 * 24 * hourMs;
    await one.retry(id);
    const { entries } = phone.ports.items;
    // The other tab still believes what it read a week ago.
    phone.ports.items.entries = async () => (await entries()).map(([key, raw]) => [key, raw.replace('"on_phone"', '"discarded"').replace('"endedAt":null', '"endedAt":"2026-11-23T02:00:00.000Z"')]);
    await other.load();
    expect([phone.disk.size, phone.files.size]).toEqual([1, 2]);
  });
});

test('classes come from code and status', () => {
  const of = (status: number, code: string) => classify({ status, code });
  expect([of(0, 'network'), of(408, 'x'), of(429, 'x'), of(502, 'x')]).toEqual(Array(4).fill('transient'));
  expect([of(401, 'x'), of(409, 'x'), of(400, 'x'), of(413, 'x')]).toEqual(['sign_in', 'conflict', 'rejected', 'rejected']);
  expect(of(409, 'id_reused')).toBe('rejected');
});

test('delays double to a ceiling, with jitter', () => {
  expect([0, 1, 2, 50].map((attempts) => retryDelayMs(attempts, 0.5))).toEqual([2_000, 4_000, 8_000, 60_000]);
  expect(retryDelayMs(0, 0)).toBe(1_500);
});

