// From the queue of one phone through the bytes of a real ZIP to the screen of the office.
import '../../../src/polyfill';
import { strToU8, unzipSync, zipSync, type Zippable } from 'fflate';
import { planRescue, rescueJson, type Rescue } from '../../../src/outbox/rescue';
import type { Item } from '../../../src/outbox/item';
import { ExportStopped, writeRescue } from '../../../src/state/rescue-export';
import { openRescue, RescueFileError } from '../../../src/state/rescue-file';
import { queuedItem, rescueOwner } from '../../factories/rescue';
import { sha256 } from '../../factories/submission';

const exportedAt = '2026-11-23T02:31:00.000Z';

/** Packs as a phone does; `read` may be one that fails. */
async function pack(disk: Map<string, ArrayBuffer>, items: Item[], { unreadable = [], read }: { unreadable?: { key: string; raw: string }[]; read?: (key: string) => Promise<ArrayBuffer | null> } = {}) {
  const chunks: Uint8Array[] = [];
  const progress: string[] = [];
  const plan = planRescue({ items, unreadable, fileKeys: [...disk.keys()] }, { ownerId: rescueOwner, exportedAt });
  const { missing } = await writeRescue(plan, {
    files: { read: read ?? (async (key) => disk.get(key) ?? null) },
    out: { append: async (bytes) => void chunks.push(Uint8Array.from(bytes)) },
    onProgress: (done, total) => void progress.push(`${done}/${total}`),
  });
  return { zip: Uint8Array.from(Buffer.concat(chunks)), missing, progress, plan };
}

const open = (zip: Uint8Array) => openRescue(Uint8Array.from(zip).buffer, () => undefined);
const reasonOf = (zip: Uint8Array) => open(zip).then(() => 'taken', (error: unknown) => (error instanceof RescueFileError ? error.reason : `${error}`));
/** The same file with its list, or an entry, changed on the way. */
function repack(zip: Uint8Array, change: (entries: Record<string, Uint8Array>, json: Rescue & Record<string, unknown>) => void, level: 0 | 9 = 0): Uint8Array {
  const entries = { ...unzipSync(zip) };
  const json = JSON.parse(Buffer.from(entries[rescueJson]!).toString('utf8')) as Rescue & Record<string, unknown>;
  change(entries, json);
  if (entries[rescueJson]) entries[rescueJson] = strToU8(JSON.stringify(json));
  return zipSync(entries as Zippable, { level });
}

describe('a rescue file', () => {
  test('brings every byte from the phone to the office', async () => {
    const disk = new Map<string, ArrayBuffer>();
    const id = '019aa000-0000-7000-8000-000000000778';
    const body = `{"id": "${id}", "photos" : [], "note": "主体完工 \\u4e3b 🚧"}\n`;
    const items = [queuedItem(disk, 2, { seq: 1 }), queuedItem(disk, 1, { seq: 2 }), queuedItem(disk, 0, { id, seq: 3, body, state: 'discarded' })];
    const { zip, missing, progress } = await pack(disk, items, { unreadable: [{ key: 'torn', raw: '{"a' }] });
    expect(missing).toEqual([]);
    expect(progress).toEqual(['0/6', '1/6', '2/6', '3/6', '4/6', '5/6', '6/6']);
    const rescue = await open(zip);
    expect(rescue.exportedAt).toBe(exportedAt);
    expect(rescue.items.map(({ item }) => item.body)).toEqual(items.map((item) => item.body));
    expect(rescue.items.every(({ fault, photos }) => fault === null && photos.every(({ state }) => state === 'fits'))).toBe(true);
    expect(rescue.unreadable).toEqual([{ key: 'torn', raw: '{"a' }]);
    for (const { item, photos } of rescue.items) {
      const queued = items.find(({ id }) => id === item.id)!;
      for (const [index, { photo }] of photos.entries()) {
        expect(new Uint8Array(rescue.read(photo.file)!)).toEqual(new Uint8Array(disk.get(queued.photos[index]!.fileKey)!));
        expect(sha256(new Uint8Array(rescue.read(photo.thumbFile!)!))).toBe(photo.thumb!.sha256);
      }
    }
  });

  test('is a ZIP that any program opens, with nothing compressed', async () => {
    const disk = new Map<string, ArrayBuffer>();
    const item = queuedItem(disk, 1);
    const { zip } = await pack(disk, [item]);
    const sizes: [string, number, number, number][] = [];
    unzipSync(zip, { filter: ({ name, size, originalSize, compression }) => (sizes.push([name, size, originalSize, compression]), false) });
    expect(sizes.map(([name]) => name)).toEqual([`photos/${item.id}.1.jpg`, `photos/${item.id}.1.thumb.jpg`, rescueJson]);
    for (const [, size, originalSize, compression] of sizes) expect([size, compression]).toEqual([originalSize, 0]);
  });

  test('is packed on a phone whose clock says 1970', async () => {
    jest.useFakeTimers({ now: 0, doNotFake: ['setTimeout', 'queueMicrotask', 'nextTick', 'setImmediate'] });
    try {
      expect(await reasonOf((await pack(new Map(), [queuedItem(new Map(), 0)])).zip)).toBe('taken');
    } finally {
      jest.useRealTimers();
    }
  });

  test('holds one photo in memory at a time: the next is read when the one before is written', async () => {
    const disk = new Map<string, ArrayBuffer>();
    const item = queuedItem(disk, 3);
    const order: string[] = [];
    const plan = planRescue({ items: [item], unreadable: [], fileKeys: [...disk.keys()] }, { ownerId: rescueOwner, exportedAt });
    await writeRescue(plan, {
      files: { read: async (key) => (order.push('read'), disk.get(key) ?? null) },
      out: { append: async () => (await new Promise((resolve) => setTimeout(resolve, 1)), void order.push('written')) },
      onProgress: () => undefined,
    });
    // Header, bytes and descriptor of each.
    expect(order.join(' ').startsWith('read written written written read written written written read')).toBe(true);
  });

  test('names photos that are gone or cannot be read, and fails for none of them', async () => {
    const disk = new Map<string, ArrayBuffer>();
    const item = queuedItem(disk, 3);
    disk.delete(item.photos[0]!.fileKey);
    const { zip, missing } = await pack(disk, [item], {
      read: async (key) => {
        if (key === item.photos[2]!.thumbKey) throw new Error('disk error');
        return disk.get(key) ?? null;
      },
    });
    expect(missing).toEqual([`photos/${item.id}.1.jpg`, `photos/${item.id}.3.thumb.jpg`]);
    const listed = JSON.parse(Buffer.from(unzipSync(zip)[rescueJson]!).toString('utf8')) as Rescue;
    expect(listed.missing).toEqual(missing);
    expect((await open(zip)).items[0]!.photos.map(({ state }) => state)).toEqual(['missing', 'fits', 'missing']);
  });

  test('stops between two photos when the person leaves', async () => {
    const disk = new Map<string, ArrayBuffer>();
    const plan = planRescue({ items: [queuedItem(disk, 3)], unreadable: [], fileKeys: [...disk.keys()] }, { ownerId: rescueOwner, exportedAt });
    const read = jest.fn(async (key: string) => disk.get(key) ?? null);
    const running = writeRescue(plan, { files: { read }, out: { append: async () => undefined }, onProgress: () => undefined, isStopped: () => read.mock.calls.length === 2 });
    await expect(running).rejects.toBeInstanceOf(ExportStopped);
    expect(read).toHaveBeenCalledTimes(2);
  });

  test('a full disk rejects, and is not taken for a missing photo', async () => {
    const disk = new Map<string, ArrayBuffer>();
    const plan = planRescue({ items: [queuedItem(disk, 1)], unreadable: [], fileKeys: [...disk.keys()] }, { ownerId: rescueOwner, exportedAt });
    const full = new Error('full');
    await expect(writeRescue(plan, { files: { read: async (key) => disk.get(key) ?? null }, out: { append: () => Promise.reject(full) }, onProgress: () => undefined })).rejects.toBe(full);
  });
});

describe('openRescue', () => {
  const disk = new Map<string, ArrayBuffer>();
  const item = queuedItem(disk, 2);
  const file = async () => (await pack(disk, [item])).zip;

  test.each<[string, string, (zip: Uint8Array) => Uint8Array]>([
    ['an empty file', 'not_zip', () => new Uint8Array()],
    ['a photo', 'not_zip', () => new Uint8Array(disk.get(item.photos[0]!.fileKey)!)],
    ['cut off anywhere in the photos', 'truncated', (zip) => zip.slice(0, 500)],
    ['without its last bytes', 'truncated', (zip) => zip.slice(0, -30)],
    ['another archive', 'not_ours', () => zipSync({ 'holiday.jpg': new Uint8Array(9) })],
    ['a rescue.json of somebody else', 'not_ours', (zip) => repack(zip, (_, json) => (json.format = 'other' as never))],
    ['of a newer app', 'newer', (zip) => repack(zip, (_, json) => (json.version = 2 as never))],
    ['of a newer app, in another shape', 'newer', (zip) => repack(zip, (_, json) => Object.assign(json, { version: 2, items: {} }))],
    ['a list without its end', 'damaged', (zip) => zipSync({ ...unzipSync(zip), [rescueJson]: strToU8('{"format":"parkpulse-rescue","version":1') })],
    ['a list of another shape', 'damaged', (zip) => repack(zip, (_, json) => (json.items = 7 as never))],
  ])('refuses %s: %s', async (_, reason, spoil) => {
    expect(await reasonOf(spoil(await file()))).toBe(reason);
  });

  test('a list that claims to be gigabytes is not unpacked', async () => {
    const zip = await file();
    // The size in the list of entries at the end, behind the name's fixed part.
    const at = Buffer.from(zip).lastIndexOf(Buffer.from(rescueJson)) - 22;
    new DataView(zip.buffer).setUint32(at, 0xfffffff0, true);
    expect(await reasonOf(zip)).toBe('not_ours');
  });

  test('names what was changed on the way, and only that', async () => {
    const zip = repack(await file(), (entries, json) => {
      entries[`photos/${item.id}.1.jpg`]![20]! ^= 1;
      json.items.push({ ...json.items[0]!, id: '019aa000-0000-7000-8000-000000000777', body: json.items[0]!.body.replace('架线', '完工'), photos: [] });
    });
    const [first, second] = (await open(zip)).items;
    expect(first).toMatchObject({ fault: null, photos: [{ state: 'altered' }, { state: 'fits' }] });
    expect(second).toMatchObject({ fault: 'altered' });
  });

  test('a thumbnail that does not fit spoils its photo; a photo taken out is missing; one that the server has is neither', async () => {
    const three = queuedItem(disk, 3);
    three.photos[2]!.stored = true;
    const zip = repack((await pack(disk, [three])).zip, (entries) => {
      entries[`photos/${three.id}.1.thumb.jpg`]![3]! ^= 1;
      delete entries[`photos/${three.id}.2.jpg`];
    });
    expect((await open(zip)).items[0]!.photos.map(({ state }) => state)).toEqual(['altered', 'missing', 'stored']);
  });

  test('packed anew with compression it is still the same', async () => {
    const zip = repack(await file(), () => undefined, 9);
    expect((await open(zip)).items[0]!.photos.map(({ state }) => state)).toEqual(['fits', 'fits']);
  });

  test('holds the list against the report: photos taken out of it are missing, photos put into it are strays', async () => {
    const other = queuedItem(disk, 1);
    const zip = repack(await file(), (_, json) => {
      const [entry] = json.items;
      entry!.photos = [entry!.photos[1]!, { ...entry!.photos[0]!, sha256: other.photos[0]!.sha256 }];
    });
    const [checked] = (await open(zip)).items;
    expect(checked!.photos.map(({ photo, state }) => [photo.ordinal, photo.sha256, state])).toEqual([
      [1, item.photos[0]!.sha256, 'missing'],
      [2, item.photos[1]!.sha256, 'fits'],
    ]);
    expect(checked!.strays).toBe(1);
  });

  test('takes no entry under another id than its report has, whatever its hash says', async () => {
    const zip = repack(await file(), (_, json) => (json.items[0]!.id = '019aa000-0000-7000-8000-000000000777'));
    expect((await open(zip)).items.map(({ fault }) => fault)).toEqual(['other_id']);
    const text = queuedItem(disk, 0, { body: 'no report at all' });
    expect((await open((await pack(disk, [text])).zip)).items.map(({ fault }) => fault)).toEqual(['other_id']);
  });

  test('takes neither of two entries of one id, and the others', async () => {
    const zip = repack((await pack(disk, [item, queuedItem(disk, 0, { seq: 2 })])).zip, (_, json) => {
      json.items.push({ ...json.items[0]!, id: json.items[0]!.id.toUpperCase() });
    });
    expect((await open(zip)).items.map(({ fault }) => fault)).toEqual(['twice', null, 'twice']);
  });

  test.each([
    ['an exportedAt', (json: Rescue) => void (json.exportedAt = 'gestern'), 'damaged'],
    ['a queuedAt', (json: Rescue) => void (json.items[0]!.queuedAt = 'gestern'), 'taken'],
  ])('%s that is no time never reaches the screen', async (_, spoil, reason) => {
    const zip = repack(await file(), (__, json) => spoil(json));
    expect(await reasonOf(zip)).toBe(reason);
    if (reason === 'taken') expect(await open(zip)).toMatchObject({ items: [], unreadable: [{ key: 'items.0' }] });
  });

  test('reads what an older phone could not: its photos came along', async () => {
    const { version: _, ...rest } = queuedItem(disk, 2);
    const { zip, plan } = await pack(disk, [], { unreadable: [{ key: rest.id, raw: JSON.stringify({ ...rest, version: 1 }) }] });
    expect(plan.rescue.items).toEqual([]);
    const rescue = await open(zip);
    expect(rescue.unreadable).toEqual([]);
    expect(rescue.items).toMatchObject([{ fault: null, item: { id: rest.id, bodySha256: rest.bodySha256 }, photos: [{ state: 'fits' }, { state: 'fits' }] }]);
  });

  test('a photo whose packed bytes are broken is altered, and the file is read on', async () => {
    const zip = repack(await file(), () => undefined, 9);
    // The local head of the first photo says how long its name is; behind it stand the packed bytes.
    zip.fill(0xff, 30 + `photos/${item.photos[0]!.fileKey}`.length, 30 + `photos/${item.photos[0]!.fileKey}`.length + 8);
    expect((await open(zip)).items[0]!.photos.map(({ state }) => state)).toEqual(['altered', 'fits']);
  });

  test('reads the list of entries once, however many there are, and gives the screen its turn after each photo', async () => {
    const many = 2_000;
    const hash = 'a'.repeat(64);
    const photos = Array.from({ length: many }, (_, index) => ({ ordinal: index + 1, sha256: sha256(Buffer.from(`${index}`)), bytes: 1, thumb: { sha256: hash, bytes: 1 } }));
    const body = JSON.stringify({ id: item.id, photos });
    const zip = repack(await file(), (entries, json) => {
      Object.assign(json.items[0]!, { body, photos: photos.map((photo, index) => ({ ...photo, stored: false, file: `photos/${index}`, thumbFile: `photos/${index}` })) });
      for (let index = 0; index < many; index += 1) entries[`photos/${index}`] = new Uint8Array(1);
    });
    const turns = jest.spyOn(globalThis, 'setTimeout');
    const reads = jest.spyOn(DataView.prototype, 'getUint16');
    try {
      expect((await open(zip)).items[0]!.photos).toHaveLength(many);
      expect(turns.mock.calls.length).toBeGreaterThan(many);
      // Four for each entry of the list, two for each of the two files of a photo.
      expect(reads.mock.calls.length).toBeLessThan(10 * many);
    } finally {
      turns.mockRestore();
      reads.mockRestore();
    }
  });
});
