// A document of a record obeys the laws that photos obey: queued before 已保存, sent beside the body, kept until stored.
import { v7 as uuidv7 } from 'uuid';
import { PhotoLost } from '../../src/outbox/outbox';
import { readRescue, planRescue, rescueSchema } from '../../src/outbox/rescue';
import type { Answer } from '../../src/outbox/ports';
import { reading, sha256 } from '../factories/submission';
import { kindServer, makePhone, only, report, type Phone } from './phone';

const item = '0192f0a1-7c00-7000-8000-000000000500';

/** A figure with a document, its file on this phone's disk. */
function figure(phone: Phone, photos = 0) {
  const bytes = Buffer.from(`%PDF-1.4 ${uuidv7()}`);
  const given = report(phone, photos);
  const document = { sha256: sha256(bytes), bytes: bytes.length, name: '月报.pdf' };
  const fileKey = `draft-${given.id}.pdf`;
  phone.files.set(fileKey, Uint8Array.from(bytes).buffer);
  const body = JSON.stringify(reading(item, { id: given.id, photos: (JSON.parse(given.body) as { photos: object[] }).photos, documents: [document] }));
  return { ...given, operation: 'reading.submit' as const, path: '/api/readings', body, photos: [...given.photos, { ordinal: 201, ...document, fileKey }] };
}

/** Counts a record when its documents, too, were attached. */
function strictServer(phone: Phone): { types: string[]; asked: Record<string, unknown>[] } {
  const seen = { types: [] as string[], asked: [] as Record<string, unknown>[] };
  const kind = kindServer();
  phone.answer = (operation, body) => {
    const given = JSON.parse(body) as { photos?: object[]; documents?: object[] };
    if (operation === 'photo.sign') seen.asked.push(...(given.photos as Record<string, unknown>[]));
    // To the server's books a document is one more of the manifest; the receipt is still for the body as it was sent.
    const answer = kind(operation, given.documents ? JSON.stringify({ ...given, photos: [...(given.photos ?? []), ...given.documents] }) : body) as Answer;
    return given.documents ? { ...answer, text: JSON.stringify({ ...(JSON.parse(answer.text) as object), sha256: sha256(body) }) } : answer;
  };
  const { put } = phone.ports.wire;
  phone.ports.wire.put = (url, bytes, onProgress, type) => {
    seen.types.push(type);
    return put(url, bytes, onProgress, type);
  };
  return seen;
}

test('is sent as what it is, without a thumbnail, and counts with the record', async () => {
  const phone = makePhone();
  const seen = strictServer(phone);
  const outbox = await phone.open();
  const given = figure(phone, 1);
  await outbox.enqueue(given);
  await outbox.drain('019aa000-0000-7000-8000-000000000001').catch(() => undefined);
  await outbox.drain(given.ownerId);
  expect(only(outbox)).toMatchObject({ state: 'counted', photos: [{ stored: true }, { stored: true, name: '月报.pdf' }] });
  expect(seen.types.sort()).toEqual(['application/pdf', 'image/jpeg', 'image/jpeg']);
  expect(seen.asked.map(({ contentType, thumb }) => [contentType, thumb !== undefined])).toEqual([['image/jpeg', true], ['application/pdf', false]]);
});

test('that is not on this phone rejects before anything is said', async () => {
  const phone = makePhone();
  const given = figure(phone);
  phone.files.delete(given.photos[0]!.fileKey);
  await expect((await phone.open()).enqueue(given)).rejects.toThrow(PhotoLost);
});

test('whose file is gone later waits for the person, and keeps nothing else back', async () => {
  const phone = makePhone();
  strictServer(phone);
  const outbox = await phone.open();
  const given = figure(phone, 1);
  await outbox.enqueue(given);
  phone.files.delete(given.photos[1]!.fileKey);
  await outbox.drain(given.ownerId);
  expect(only(outbox)).toMatchObject({ state: 'parked', problem: { code: 'photo_file_lost' }, photos: [{ stored: true }, { stored: false, problem: 'photo_file_lost' }] });
});

test('travels in a rescue file under its own name', async () => {
  const phone = makePhone();
  const outbox = await phone.open();
  const given = figure(phone, 1);
  await outbox.enqueue(given);
  const { items, unreadable } = outbox.getSnapshot();
  const plan = planRescue({ items, unreadable, fileKeys: [...phone.files.keys()] }, { ownerId: given.ownerId, exportedAt: '2026-11-23T02:00:00Z' });
  expect(plan.files.map(({ path }) => path)).toEqual([`photos/${given.photos[0]!.fileKey}`, `photos/${given.photos[0]!.thumbKey}`, `photos/${given.photos[1]!.fileKey}`]);
  const read = readRescue(rescueSchema.parse(JSON.parse(JSON.stringify(plan.rescue))));
  expect(read.items[0]!.photos[1]).toMatchObject({ name: '月报.pdf', file: `photos/${given.photos[1]!.fileKey}`, ordinal: 201 });
  expect(read.items[0]!.photos[1]).not.toHaveProperty('thumbFile');
});
