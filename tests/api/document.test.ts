// 附件: a PDF beside or instead of photos takes the same steps, counts like them, and is proven like them.
import fs from 'node:fs';
import path from 'node:path';
import type { ReportDetail } from '../../src/contract/report';
import { milestoneReport, progress, reading, review, sha256 } from '../factories/submission';
import { startApi, type TestApi } from '../support/api';
import type { CastName } from '../support/cast';
import { makeFile, manifestOf, put, sendFiles } from '../support/photos';
import { flipByte, proveByApi } from '../support/proof';
import { makeWorld, milestoneOf, type World } from '../support/world';

let api: TestApi;
let world: World;
let bide: string;
beforeAll(async () => {
  api = await startApi();
  world = await makeWorld(api.database.db, api.cast, 'linxiang');
  bide = api.cast.parks.linxiang.projects.bide!;
});
afterAll(() => api.stop());

let made = 0;
/** A whole, if empty, PDF; each another one. */
const aPdf = (padding = 0): Buffer => {
  made += 1;
  return Buffer.from(`%PDF-1.4\n%${made} ${'x'.repeat(padding)}\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF`);
};
const entryOf = (bytes: Buffer, change: object = {}) => ({ sha256: sha256(bytes), bytes: bytes.length, name: '统计局10月月报.pdf', ...change });

type Signed = { photos: { sha256: string; uploadUrl?: string; thumbUploadUrl?: string; stored: boolean }[]; code?: string };
type Attached = { status: string; photos: { sha256: string; stored: boolean; code?: string }[] };
const sign = (by: CastName, submissionId: string, entry: { sha256: string; bytes: number }) =>
  api.call<Signed>('photo.sign', by, { body: { submissionId, photos: [{ sha256: entry.sha256, bytes: entry.bytes, contentType: 'application/pdf' }] } });
const attach = (by: CastName, submissionId: string, hash: string) => api.call<Attached>('photo.attach', by, { body: { submissionId, sha256s: [hash] } });
async function send(by: CastName, submissionId: string, announced: Buffer, sent: Buffer = announced): Promise<Attached> {
  const { body } = await sign(by, submissionId, entryOf(announced));
  expect(body.photos[0]!.thumbUploadUrl).toBeUndefined();
  await put(body.photos[0]!.uploadUrl!, sent, 'application/pdf');
  return (await attach(by, submissionId, sha256(announced))).body;
}
const read = async (id: string, by: CastName = 'wangfang') => (await api.call<ReportDetail>('report.read', by, { params: { id } })).body;
const submit = async (body: object) => expect(await api.call('reading.submit', 'wangfang', { body: body as never })).toMatchObject({ status: 201, body: { status: 'awaiting_photos' } });

test('a figure waits for its document, counts with it, and shows it to who may read the record', async () => {
  const pdf = aPdf();
  const body = reading(world.items.figure, { documents: [entryOf(pdf)] });
  await submit(body);
  const answer = () => api.call('reading.review', 'zhaoqiang', { params: { id: body.id }, body: review(body.id) });
  expect(await answer()).toMatchObject({ status: 409, body: { code: 'report_incomplete' } });
  expect(await send('wangfang', body.id, pdf)).toMatchObject({ status: 'complete', photos: [{ stored: true }] });
  expect((await answer()).status).toBe(201);
  const { documents, photoCount, body: sent } = await read(body.id);
  expect(documents).toMatchObject([{ name: '统计局10月月报.pdf', bytes: pdf.length, ordinal: 201, stored: true, lost: null, misfit: null }]);
  expect(photoCount).toBe(0);
  // What was sent stays as it was.
  expect(sent).toEqual(body);
  const file = await fetch(documents[0]!.url!);
  expect(file.headers.get('content-type')).toBe('application/pdf');
  expect(Buffer.from(await file.arrayBuffer())).toEqual(pdf);
});

test('photos and documents of one record: it counts when all are there, in whatever order', async () => {
  const [pdf, photo] = [aPdf(), makeFile('beside a document')];
  const body = reading(world.items.figure, { month: '2026-09', photos: [manifestOf(photo)], documents: [entryOf(pdf)] });
  await submit(body);
  expect((await send('wangfang', body.id, pdf)).status).toBe('awaiting_photos');
  expect((await sendFiles(api, 'wangfang', body.id, [photo])).body.status).toBe('complete');
  const { photos, documents } = await read(body.id);
  expect([photos.length, documents.length]).toEqual([1, 1]);
});

test.each<[string, string, () => [announced: Buffer, sent: Buffer]]>([
  ['a text that calls itself a PDF', 'document_not_pdf', () => { const text = Buffer.from(`no document ${(made += 1)}`); return [text, text]; }],
  ['a picture', 'document_not_pdf', () => { const picture = Buffer.from(makeFile(`as a document ${(made += 1)}`).full); return [picture, picture]; }],
  ['other bytes', 'photo_hash_mismatch', () => { const pdf = aPdf(); const other = Buffer.from(pdf); other[20] = other[20]! ^ 1; return [pdf, other]; }],
  ['more than announced', 'photo_too_large', () => { const pdf = aPdf(); return [pdf, Buffer.concat([pdf, Buffer.from('%more')])]; }],
])('refuses %s, and takes the right one afterwards', async (_, code, files) => {
  const [announced, sent] = files();
  const body = reading(world.items.figure, { month: '2026-08', documents: [entryOf(announced)] });
  await submit(body);
  expect(await send('wangfang', body.id, announced, sent)).toMatchObject({ status: 'awaiting_photos', photos: [{ stored: false, code }] });
  expect((await read(body.id)).documents[0]).toMatchObject({ stored: false, url: null });
  if (announced !== sent) expect((await send('wangfang', body.id, announced)).status).toBe('complete');
});

test('a document of 10 MB passes, one above is refused by the manifest and by the door', async () => {
  const pdf = aPdf(10_485_760 - 250);
  const body = reading(world.items.figure, { month: '2026-07', documents: [entryOf(pdf)] });
  await submit(body);
  expect((await send('wangfang', body.id, pdf)).status).toBe('complete');
  const large = reading(world.items.figure, { documents: [{ ...entryOf(aPdf()), bytes: 10_485_761 }] });
  expect(await api.call('reading.submit', 'wangfang', { body: large })).toMatchObject({ status: 400, body: { code: 'invalid_input' } });
});

test('three at most, each once, and none under the name of a photo', async () => {
  const pdf = aPdf();
  for (const documents of [[], [entryOf(pdf), entryOf(pdf)], [aPdf(), aPdf(), aPdf(), aPdf()].map((one) => entryOf(one)), [entryOf(pdf, { name: '' })]])
    expect(await api.call('reading.submit', 'wangfang', { body: reading(world.items.figure, { documents }) })).toMatchObject({ status: 400 });
  const photo = makeFile('a photo as a document');
  const body = reading(world.items.figure, { month: '2026-06', photos: [manifestOf(photo)] });
  await submit(body);
  const asPdf = await sign('wangfang', body.id, { sha256: sha256(photo.full), bytes: photo.full.length });
  expect(asPdf).toMatchObject({ status: 422, body: { code: 'not_in_manifest' } });
});

test('a document is enough for a milestone, and the other party opens it', async () => {
  const slot = await milestoneOf(api.database.db, bide, 'land_acquired');
  const pdf = aPdf();
  const none = milestoneReport(bide, { rung: 'land_acquired', photos: [] });
  expect(await api.call('milestone.report', 'liming', { params: { id: slot }, body: none })).toMatchObject({ status: 400 });
  const body = milestoneReport(bide, { rung: 'land_acquired', photos: [], documents: [entryOf(pdf, { name: '成交确认书.pdf' })] });
  expect(await api.call('milestone.report', 'liming', { params: { id: slot }, body })).toMatchObject({ status: 201, body: { status: 'awaiting_photos' } });
  expect((await send('liming', body.id, pdf)).status).toBe('complete');
  const project = (await api.call<{ milestones: { id: string; report: { documents: { name: string; url: string }[] } }[] }>('project.read', 'chenjing', { params: { id: bide } })).body;
  const [shown] = project.milestones.find(({ id }) => id === slot)!.report.documents;
  expect(shown).toMatchObject({ name: '成交确认书.pdf' });
  expect((await fetch(shown!.url)).status).toBe(200);
  // Of another enterprise: not even the record.
  expect(await api.call('report.read', 'sunwei', { params: { id: body.id } })).toMatchObject({ status: 404 });
  // The only proof is not given up.
  const again = milestoneReport(bide, { rung: 'land_acquired', photos: [], documents: [entryOf(aPdf())], corrects: body.id });
  await api.call('milestone.report', 'liming', { params: { id: slot }, body: again });
  expect(await api.call('photo.giveUp', 'liming', { body: { submissionId: again.id, sha256: (again as unknown as { documents: { sha256: string }[] }).documents[0]!.sha256, reason: '找不到' } })).toMatchObject({ status: 422, body: { code: 'photo_required' } });
});

test('a progress report with a rung takes one, too', async () => {
  const pdf = aPdf();
  const body = progress(bide, { percentReason: '核实', milestone: { rung: 'land_committee_passed', occurredOn: '2026-11-20' }, documents: [entryOf(pdf)] });
  expect(await api.call('progress.submit', 'chenjing', { body })).toMatchObject({ status: 201 });
  expect((await send('chenjing', body.id, pdf)).status).toBe('complete');
});

test('a lost document is given up with a reason, and the figure then stands without it', async () => {
  const pdf = aPdf();
  const body = reading(world.items.figure, { month: '2026-05', documents: [entryOf(pdf)] });
  await submit(body);
  expect(await api.call('photo.giveUp', 'wangfang', { body: { submissionId: body.id, sha256: sha256(pdf), reason: '文件删了' } })).toMatchObject({ status: 200, body: { status: 'complete' } });
  expect((await read(body.id)).documents[0]).toMatchObject({ stored: false, lost: { reason: '文件删了' } });
});

test('it stands in the chain: a changed byte, a changed entry and another name are found', async () => {
  const pdf = aPdf();
  const body = reading(world.items.figure, { month: '2026-04', documents: [entryOf(pdf)] });
  await submit(body);
  await send('wangfang', body.id, pdf);
  await api.deps.supabase.callAsService('freeze_digest', { p_park_id: api.cast.parks.linxiang.id, p_on: '2026-11-23' });
  const mine = async () => (await proveByApi(api)).misfits.filter(({ recordId }) => recordId === body.id);
  expect(await mine()).toEqual([]);
  const file = path.join(api.objectsFolder, 'documents', api.cast.parks.linxiang.id, body.id, `${sha256(pdf)}.pdf`);
  flipByte(file);
  expect(await mine()).toMatchObject([{ code: 'photo_changed', photo: { ordinal: 201 } }]);
  expect(await api.send('GET', '/api/cron/check-photos', null, undefined, { authorization: 'Bearer x' })).toMatchObject({ status: 401 });
  flipByte(file);
  fs.renameSync(file, `${file}.away`);
  expect(await mine()).toMatchObject([{ code: 'photo_missing' }]);
  fs.renameSync(`${file}.away`, file);
  const { db } = api.database;
  await db.query('set session_replication_role = replica');
  await db.query("update public.photos set name = '别的.pdf' where submission_id = $1", [body.id]);
  await db.query('set session_replication_role = origin');
  expect(await mine()).toMatchObject([{ code: 'photo_row_changed', photo: { ordinal: 201 } }]);
});
