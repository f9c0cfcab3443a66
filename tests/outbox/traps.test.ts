// Traps that a review found: each lost a report once, or called something sent that was not.
import { createOutbox } from '../../src/outbox/outbox';
import { AlreadyQueued } from '../../src/outbox/store';
import { photosLeft, photosRefused } from '../../src/outbox/item';
import { draftsOf, type AnyDraft } from '../../src/state/drafts';
import { memoryTexts } from '../support/phone';
import { bookServer, makePhone, only, owner, problem, report } from './phone';

const minuteMs = 60_000;
const changed = (body: string, note: string) => JSON.stringify({ ...(JSON.parse(body) as object), note });

async function drainFor(phone: ReturnType<typeof makePhone>, outbox: Awaited<ReturnType<ReturnType<typeof makePhone>['open']>>, minutes: number) {
  for (let minute = 0; minute < minutes; minute += 2) {
    phone.time += 2 * minuteMs;
    await outbox.drain(owner);
  }
}

test('a server set back among the photos of a record gets all of them again, and only its own word makes green', async () => {
  const phone = makePhone();
  const server = bookServer(phone);
  let allowed = 8;
  phone.put = (url) => (allowed-- > 0 ? server.put(url) : { status: 503, text: '' });
  const outbox = await phone.open();
  await outbox.enqueue(report(phone, 5));
  await outbox.drain(owner);
  expect(photosLeft(only(outbox))).toHaveLength(1);
  server.setBack();
  allowed = Infinity;
  await drainFor(phone, outbox, 12);
  expect(only(outbox).state).toBe('counted');
  expect(server.statusOf(only(outbox).id)).toBe('complete');
});

test('what the phone remembers as stored and the server misses is sent again', async () => {
  const phone = makePhone();
  const server = bookServer(phone);
  const outbox = await phone.open();
  const given = report(phone, 2);
  await outbox.enqueue(given);
  const put = phone.put;
  phone.put = () => ({ status: 503, text: '' });
  await outbox.drain(owner);
  const item = only(outbox);
  phone.disk.set(item.id, JSON.stringify({ ...item, photos: item.photos.map((photo) => ({ ...photo, stored: true })) }));
  phone.put = put;
  await drainFor(phone, outbox, 12);
  expect(only(outbox).state).toBe('counted');
  expect(server.statusOf(given.id)).toBe('complete');
});

test('a phone whose clock says 1970 keeps and sends what it called saved', async () => {
  const phone = makePhone();
  phone.time = Date.parse('1970-01-01T03:00:00Z');
  const outbox = await phone.open();
  const given = report(phone, 1);
  await outbox.enqueue({ ...given, label: { project: '比德', on: '1970-01-01' } });
  await outbox.drain(owner);
  expect(outbox.getSnapshot().unreadable).toEqual([]);
  expect(only(outbox).state).toBe('counted');
});

test('nothing is called saved that could not be read back', async () => {
  const phone = makePhone();
  const outbox = await phone.open();
  await expect(outbox.enqueue({ ...report(phone), ownerId: 'nobody' })).rejects.toThrow();
  expect(phone.disk.size).toBe(0);
});

describe('one draft submitted from two tabs', () => {
  test('with two texts: the second is refused, and no receipt of the first makes it green', async () => {
    const phone = makePhone();
    const server = bookServer(phone);
    const [a, b] = [await phone.open(), await phone.open()];
    const first = report(phone, 1);
    await a.enqueue(first);
    await expect(b.enqueue({ ...first, body: changed(first.body, '补充') })).rejects.toThrow(AlreadyQueued);
    await a.drain(owner);
    expect(server.bodyOf(first.id)).toBe(first.body);
    expect(server.statusOf(first.id)).toBe('complete');
  });

  test('with the same text: one report', async () => {
    const phone = makePhone();
    const [a, b] = [await phone.open(), await phone.open()];
    const first = report(phone);
    await a.enqueue(first);
    await a.drain(owner);
    await b.enqueue(first);
    expect(only(b).state).toBe('counted');
  });

  test('one of them mended while the refusal of the other is on its way: the refusal is not of the mended one', async () => {
    const phone = makePhone();
    bookServer(phone);
    const answer = phone.answer;
    const [a, b] = [await phone.open(), await phone.open()];
    const first = report(phone);
    await a.enqueue(first);
    phone.answer = () => problem(404, 'project_not_found');
    await a.drain(owner);
    expect(only(a).state).toBe('parked');
    const mended = { ...first, body: changed(first.body, '改好了') };
    await b.enqueue(mended);
    phone.answer = answer;
    await b.drain(owner);
    expect(only(b)).toMatchObject({ state: 'counted', body: mended.body });
  });
});

test('a disk that refuses housekeeping, or reading, does not keep the app from opening', async () => {
  const phone = makePhone();
  const outbox = await phone.open();
  await outbox.enqueue(report(phone));
  await outbox.drain(owner);
  phone.time += 25 * 60 * minuteMs;
  phone.ports.items.remove = () => Promise.reject(new Error('refused'));
  expect((await phone.open()).getSnapshot()).toMatchObject({ isDiskRefusing: true, items: [{ state: 'counted' }] });
  phone.ports.items.entries = () => Promise.reject(new Error('refused'));
  expect((await phone.open()).getSnapshot()).toMatchObject({ isDiskRefusing: true, items: [] });
});

test('on a full disk every report still goes out once, not the first again and again', async () => {
  const phone = makePhone();
  const server = bookServer(phone);
  const outbox = await phone.open();
  const given = [report(phone), report(phone), report(phone)];
  for (const one of given) await outbox.enqueue(one);
  phone.ports.items.set = () => Promise.reject(new Error('disk is full'));
  await outbox.drain(owner);
  expect(given.map(({ id, body }) => server.bodyOf(id) === body)).toEqual([true, true, true]);
  expect(outbox.getSnapshot().isDiskRefusing).toBe(true);
});

describe('of a record with one bad photo', () => {
  const refusing = (phone: ReturnType<typeof makePhone>, bad: string) => {
    const answer = phone.answer;
    phone.answer = async (operation, body) => {
      const given = await answer(operation, body);
      if (operation !== 'photo.attach') return given;
      const value = JSON.parse(given.text) as { status: string; photos: { sha256: string; stored: boolean; code?: string }[] };
      const photos = value.photos.map((photo) => (photo.sha256 === bad ? { sha256: bad, stored: false, code: 'photo_not_image' } : photo));
      return { status: 200, text: JSON.stringify({ status: 'awaiting_photos', photos }) };
    };
  };

  test('the others go on though one of them fails, then it is parked and only the bad one is to be given up', async () => {
    const phone = makePhone();
    const server = bookServer(phone);
    const outbox = await phone.open();
    const given = report(phone, 5);
    const [bad, , , , slow] = given.photos;
    let isSlow = true;
    const put = phone.put;
    phone.put = (url) => (isSlow && url.endsWith(slow!.sha256) ? { status: 503, text: '' } : put(url));
    await outbox.enqueue(given);
    refusing(phone, bad!.sha256);
    await outbox.drain(owner);
    expect(only(outbox).state).toBe('delivered');
    isSlow = false;
    await drainFor(phone, outbox, 4);
    expect(only(outbox)).toMatchObject({ state: 'parked', problem: { code: 'photo_not_image' } });
    expect(photosRefused(only(outbox)).map(({ sha256 }) => sha256)).toEqual([bad!.sha256]);
    expect(server.storedOf(given.id)).toContain(slow!.sha256);
  });

  test('that the storage finds too large: tried on, and named to the person', async () => {
    const phone = makePhone();
    bookServer(phone);
    phone.put = () => ({ status: 413, text: '<html>413 Request Entity Too Large</html>' });
    const outbox = await phone.open();
    await outbox.enqueue(report(phone, 1));
    await drainFor(phone, outbox, 4);
    expect(only(outbox).state).toBe('delivered');
    expect(photosRefused(only(outbox)).map(({ problem: code }) => code)).toEqual(['storage_413']);
  });
});

test('a code that only every object knows is no code', async () => {
  const phone = makePhone();
  const outbox = await phone.open();
  await outbox.enqueue(report(phone));
  phone.answer = () => problem(503, 'constructor');
  await outbox.drain(owner);
  expect(only(outbox).state).toBe('on_phone');
});

test('立即上传 tries although the phone believes that there is no network', async () => {
  const phone = makePhone();
  const outbox = await phone.open();
  await outbox.enqueue(report(phone));
  phone.online = false;
  await outbox.drain(owner);
  expect(phone.sent).toEqual([]);
  await outbox.drain(owner, { evenOffline: true });
  expect(only(outbox).state).toBe('counted');
});

describe('the draft of a queued report', () => {
  const draft: AnyDraft = { version: 1, id: '' };
  const offered = (drafts: ReturnType<typeof memoryTexts>, outbox: ReturnType<typeof createOutbox>) => draftsOf({ drafts, outbox }, owner).newest('inspection', () => true);

  test('is not offered again, though the queue is still being read', async () => {
    const phone = makePhone();
    const { id } = report(phone);
    const given = { ...report(phone), id };
    await (await phone.open()).enqueue({ ...given, body: changed(given.body, 'x') });
    const drafts = memoryTexts();
    await draftsOf({ drafts, outbox: await phone.open() }, owner).save('inspection', { ...draft, id });
    const restarted = createOutbox(phone.ports);
    const loading = restarted.load();
    expect(await offered(drafts, restarted)).toBeNull();
    await loading;
  });

  test('that is being mended stays, whatever another tab remembers', async () => {
    const phone = makePhone();
    const [a, given] = [await phone.open(), report(phone)];
    await a.enqueue(given);
    const b = await phone.open();
    phone.answer = () => problem(404, 'project_not_found');
    await a.drain(owner);
    const drafts = memoryTexts();
    await draftsOf({ drafts, outbox: a }, owner).save('inspection', { ...draft, id: given.id });
    expect(await offered(drafts, b)).toMatchObject({ draft: { id: given.id } });
    // The refused one stays in the queue until it is replaced.
    expect(only(a).state).toBe('parked');
  });
});

test('a report given up while its draft is being mended leaves the photos to the draft', async () => {
  const phone = makePhone();
  const outbox = await phone.open();
  await outbox.enqueue(report(phone, 2));
  const { id, photos } = only(outbox);
  await outbox.discard(id);
  phone.time += 8 * 24 * 60 * minuteMs;
  const again = await phone.open();
  expect(again.getSnapshot().items).toEqual([]);
  for (const { fileKey, thumbKey } of photos) for (const key of [fileKey, thumbKey]) expect(await phone.ports.photos.has(key)).toBe(true);
});

test('an entry that is torn while it is on its way is shown as such, and not sent without end', async () => {
  const phone = makePhone();
  const outbox = await phone.open();
  const given = report(phone, 0);
  let sent = 0;
  phone.answer = () => {
    sent += 1;
    if (sent > 5) throw new Error('sent without end');
    phone.disk.set(given.id, '{"version":2,"id":');
    return { status: 503, text: '{"code":"unavailable"}' };
  };
  await outbox.enqueue(given);
  await outbox.drain(owner);
  expect(sent).toBe(1);
  expect(outbox.getSnapshot()).toMatchObject({ items: [], unreadable: [{ key: given.id }] });
});
