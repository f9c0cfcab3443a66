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
  const plan = planRescue({ items, unreadable }, { ownerId: rescueOwner, exportedAt });
  const missing = await writeRescue(plan, {
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
    const body = '{"note": "主体完工 \\u4e3b 🚧"}\n';
    const items = [queuedItem(disk, 2, { seq: 1 }), queuedItem(disk, 1, { seq: 2 }), queuedItem(disk, 0, { seq: 3, body, state: 'discarded' })];
    const { zip, missing, progress } = await pack(disk, items, { unreadable: [{ key: 'torn', raw: '{"a' }] });
    expect(missing).toEqual([]);
    expect(progress).toEqual(['0/6', '1/6', '2/6', '3/6', '4/6', '5/6', '6/6']);
    const rescue = await open(zip);
    expect(rescue.exportedAt).toBe(exportedAt);
    expect(rescue.items.map(({ item }) => item.body)).toEqual(items.map((item) => item.body));
    expect(rescue.items.every(({ isAltered, photos }) => !isAltered && photos.every(({ state }) => state === 'fits'))).toBe(true);
    expect(rescue.unreadable).toEqual([{ key: 'torn', raw: '{"a' }]);
    for (const { item, photos } of rescue.items) {
      const queued = items.find(({ id }) => id === item.id)!;
      for (const [index, { photo }] of photos.entries()) {
        expect(new Uint8Array(rescue.read(photo.file)!)).toEqual(new Uint8Array(disk.get(queued.photos[index]!.fileKey)!));
        expect(sha256(new Uint8Array(rescue.read(photo.thumbFile)!))).toBe(photo.thumb.sha256);
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
    const plan = planRescue({ items: [item], unreadable: [] }, { ownerId: rescueOwner, exportedAt });
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
    const plan = planRescue({ items: [queuedItem(disk, 3)], unreadable: [] }, { ownerId: rescueOwner, exportedAt });
    const read = jest.fn(async (key: string) => disk.get(key) ?? null);
    const running = writeRescue(plan, { files: { read }, out: { append: async () => undefined }, onProgress: () => undefined, isStopped: () => read.mock.calls.length === 2 });
    await expect(running).rejects.toBeInstanceOf(ExportStopped);
    expect(read).toHaveBeenCalledTimes(2);
  });

  test('a full disk rejects, and is not taken for a missing photo', async () => {
    const disk = new Map<string, ArrayBuffer>();
    const plan = planRescue({ items: [queuedItem(disk, 1)], unreadable: [] }, { ownerId: rescueOwner, exportedAt });
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
    expect(first).toMatchObject({ isAltered: false, photos: [{ state: 'altered' }, { state: 'fits' }] });
    expect(second).toMatchObject({ isAltered: true, photos: [] });
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
});
