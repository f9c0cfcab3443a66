import { operations } from '../../../src/contract/operations';
import { importableOperations } from '../../../src/contract/rescue';
import { receiptSchema } from '../../../src/contract/submission';
import { type Item, itemStates } from '../../../src/outbox/item';
import { planRescue, readRescue, rescueSchema, splitRescue } from '../../../src/outbox/rescue';
import { queuedItem, rescueOwner } from '../../factories/rescue';
import { idOf } from '../../factories/screen';

const files = new Map<string, ArrayBuffer>();
const mine = { ownerId: rescueOwner, exportedAt: '2026-11-23T02:31:00.000Z' };

describe('planRescue', () => {
  it('takes everything of this person but what has arrived, in the order of queuing', () => {
    const items = itemStates.map((state, index) => queuedItem(files, 0, { state, seq: 10 - index }));
    const { rescue } = planRescue({ items, unreadable: [], fileKeys: [...files.keys()] }, mine);
    expect(rescue.items.map(({ state }) => state)).toEqual(['discarded', 'parked', 'delivered', 'on_phone']);
  });

  it('gives away nothing of anybody else on the phone', () => {
    const [own, foreign] = [queuedItem(files, 1), queuedItem(files, 1, { ownerId: idOf(2) })];
    const unreadable = [
      { key: 'torn', raw: '{"version":2,"ownerId' },
      { key: 'newer', raw: JSON.stringify({ version: 9, ownerId: rescueOwner }) },
      { key: 'theirs', raw: JSON.stringify({ version: 9, ownerId: idOf(2) }) },
      { key: 'number', raw: '7' },
      { key: 'null', raw: 'null' },
    ];
    const plan = planRescue({ items: [own, foreign], unreadable, fileKeys: [...files.keys()] }, mine);
    expect(plan.rescue.items.map(({ id }) => id)).toEqual([own.id]);
    expect(plan.rescue.unreadable.map(({ key }) => key)).toEqual(['torn', 'newer', 'number', 'null']);
    expect(JSON.stringify(plan)).not.toContain(foreign.id);
  });

  it('one item alone comes without what cannot be read', () => {
    const items = [queuedItem(files, 1), queuedItem(files, 1)];
    const { rescue, files: wanted } = planRescue({ items, unreadable: [{ key: 'torn', raw: '{' }], fileKeys: [...files.keys()] }, { ...mine, onlyId: items[1]!.id });
    expect(rescue.items.map(({ id }) => id)).toEqual([items[1]!.id]);
    expect(rescue.unreadable).toEqual([]);
    expect(wanted).toHaveLength(2);
  });

  it('names the files photo by photo, each with its thumbnail, without those that the server has', () => {
    const item = queuedItem(files, 3);
    item.photos[1]!.stored = true;
    const plan = planRescue({ items: [item], unreadable: [], fileKeys: [...files.keys()] }, mine);
    expect(plan.files.map(({ path }) => path)).toEqual([1, 3].flatMap((ordinal) => [`photos/${item.id}.${ordinal}.jpg`, `photos/${item.id}.${ordinal}.thumb.jpg`]));
    expect(plan.files.map(({ key }) => key)).toEqual([item.photos[0]!, item.photos[2]!].flatMap(({ fileKey, thumbKey }) => [fileKey, thumbKey]));
    expect(plan.rescue.items[0]!.photos.map(({ stored }) => stored)).toEqual([false, true, false]);
  });

  it('keeps the body to the byte and leaves out what is the phone\'s own business', () => {
    const body = ' {"id" : "\\u4e3b"}\n';
    const item = queuedItem(files, 0, { body, draft: { form: 'inspection', text: 'half a form' }, problem: { code: 'project_not_found' } });
    const { rescue } = planRescue({ items: [item], unreadable: [], fileKeys: [...files.keys()] }, mine);
    expect(rescue.items[0]).toEqual({
      id: item.id, operation: item.operation, path: item.path, body, bodySha256: item.bodySha256, ownerId: item.ownerId, queuedAt: item.queuedAt,
      receivedAt: null, label: item.label, state: 'on_phone', photos: [],
    });
  });
});

describe('what the phone cannot read', () => {
  /** As the next version of the app would write it. */
  const torn = (item: Item) => ({ key: item.id, raw: JSON.stringify({ ...item, version: 9 }) });

  it('takes its photos along, and nobody else\'s', () => {
    const disk = new Map<string, ArrayBuffer>();
    const [own, theirs] = [queuedItem(disk, 2), queuedItem(disk, 1, { ownerId: idOf(2) })];
    const plan = planRescue({ items: [], unreadable: [torn(own), torn(theirs)], fileKeys: [...disk.keys()] }, mine);
    expect(plan.files.map(({ key }) => key)).toEqual(own.photos.flatMap(({ fileKey, thumbKey }) => [fileKey, thumbKey]));
  });

  it('packs no file twice that a readable item names too', () => {
    const disk = new Map<string, ArrayBuffer>();
    const own = queuedItem(disk, 1);
    const plan = planRescue({ items: [own], unreadable: [torn(own)], fileKeys: [...disk.keys()] }, mine);
    expect(plan.files).toHaveLength(2);
  });

  it('is read by an office that can, with its photos', () => {
    const item = queuedItem(files, 2);
    const { rescue } = planRescue({ items: [item], unreadable: [], fileKeys: [] }, mine);
    const { version: _, seq: __, draft: ___, endedAt: ____, ...first } = item;
    const old = { key: item.id, raw: JSON.stringify({ ...first, version: 1 }) };
    expect(readRescue({ ...rescue, items: [], unreadable: [old, torn(item)] })).toEqual({ items: rescue.items, unreadable: [torn(item)] });
  });
});

describe('splitRescue', () => {
  it('makes parts that stand alone: every report whole, in order, with its own photos', () => {
    const disk = new Map<string, ArrayBuffer>();
    const items = [1, 2, 3].map((seq) => queuedItem(disk, 2, { seq }));
    const cutOff = queuedItem(disk, 1);
    const unreadable = [{ key: 'torn', raw: `{"half ${cutOff.photos[0]!.fileKey}` }];
    const plan = planRescue({ items, unreadable, fileKeys: [...disk.keys()] }, mine);
    const twoItems = plan.files.slice(0, 8).reduce((sum, { bytes }) => sum + bytes, 0);
    const parts = splitRescue(plan, twoItems);
    expect(parts.map(({ rescue }) => [rescue.items.map(({ id }) => id), rescue.unreadable.map(({ key }) => key)])).toEqual([
      [[items[0]!.id, items[1]!.id], []],
      [[items[2]!.id], []],
      [[], ['torn']],
    ]);
    expect(parts.flatMap((part) => part.files)).toEqual(plan.files);
    expect(parts.map((part) => part.files.length)).toEqual([8, 4, 1]);
    for (const { rescue } of parts) expect(rescueSchema.safeParse(JSON.parse(JSON.stringify(rescue))).success).toBe(true);
  });

  it('leaves alone what fits into one, is one report, or is nothing', () => {
    const plan = planRescue({ items: [queuedItem(files, 2), queuedItem(files, 0, { seq: 2 })], unreadable: [], fileKeys: [] }, mine);
    expect(splitRescue(plan, 60_000_000)).toEqual([plan]);
    const one = planRescue({ items: [queuedItem(files, 3)], unreadable: [], fileKeys: [] }, mine);
    expect(splitRescue(one, 1)).toEqual([one]);
    const none = planRescue({ items: [], unreadable: [], fileKeys: [] }, mine);
    expect(splitRescue(none, 1)).toEqual([none]);
  });
});

describe('readRescue', () => {
  it('takes no entry whose time is none', () => {
    const { rescue } = planRescue({ items: [queuedItem(files, 0)], unreadable: [], fileKeys: [] }, mine);
    const read = readRescue({ ...rescue, items: [{ ...rescue.items[0]!, queuedAt: 'gestern' }] });
    expect([read.items.length, read.unreadable.map(({ key }) => key)]).toEqual([0, ['items.0']]);
  });

  it('reads what planRescue wrote', () => {
    const { rescue } = planRescue({ items: [queuedItem(files, 2)], unreadable: [{ key: 'torn', raw: '{' }], fileKeys: [...files.keys()] }, mine);
    const whole = rescueSchema.parse(JSON.parse(JSON.stringify(rescue)));
    expect(readRescue(whole)).toEqual({ items: rescue.items, unreadable: rescue.unreadable });
  });

  it('an item that this app does not understand holds back no other', () => {
    const { rescue } = planRescue({ items: [queuedItem(files, 0)], unreadable: [], fileKeys: [...files.keys()] }, mine);
    const strange = { ...rescue.items[0], operation: 'hazard.dance' };
    const outside = { ...planRescue({ items: [queuedItem(files, 1)], unreadable: [], fileKeys: [...files.keys()] }, mine).rescue.items[0]! };
    outside.photos = [{ ...outside.photos[0]!, file: '__proto__' }];
    const read = readRescue({ ...rescue, items: [strange, ...rescue.items, null, outside] });
    expect(read.items).toEqual(rescue.items);
    expect(read.unreadable.map(({ key }) => key)).toEqual(['items.0', 'items.2', 'items.3']);
    expect(JSON.parse(read.unreadable[0]!.raw)).toEqual(strange);
  });
});

test('what the office may import is what is queued with a receipt of a record', () => {
  const reports = Object.entries(operations).flatMap(([name, operation]) => ('isQueued' in operation && operation.response === receiptSchema ? [name] : []));
  expect([...importableOperations].sort()).toEqual(reports.sort());
});
