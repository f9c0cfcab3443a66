// 导入: what a phone could not send comes in through the office, byte for byte, once, and as its owner's record.
import { v7 as uuidv7 } from 'uuid';
import type { ReportDetail } from '../../src/contract/report';
import { hazardOpen, inspection, milestoneReport, progress, rescueOf, sha256 } from '../factories/submission';
import { startApi, type Answer, type TestApi } from '../support/api';
import { asService, insertId, type CastName } from '../support/cast';
import { meeting } from '../support/hold';
import { makeFile, manifestOf, sendFiles, signPhotos } from '../support/photos';
import { milestoneOf } from '../support/world';

let api: TestApi;
let bide: string;
let road: string;

beforeAll(async () => {
  api = await startApi();
  ({ bide, road } = api.cast.parks.linxiang.projects as { bide: string; road: string });
});
afterAll(() => api.stop());

type Receipt = { id: string; receivedAt: string; sha256: string; status: string; code?: string };
const idOf = (name: CastName) => api.cast.people[name].staffId;
const textOf = (body: unknown) => JSON.stringify(body);
/** With spaces and an escape that a second JSON.stringify would lose. */
const oddText = (body: object) => JSON.stringify(body, null, 1).replace('主', '\\u4e3b');

const importText = (by: CastName, owner: CastName, operation: string, text: string, change: Record<string, unknown> = {}): Promise<Answer<Receipt>> =>
  api.call<Receipt>('rescue.submit', by, { body: rescueOf(idOf(owner), operation, text, change) });
const sendText = (by: CastName, text: string, path = '/api/inspections') => api.send('POST', path, by, text) as unknown as Promise<Answer<Receipt>>;
const read = async (id: string, by: CastName = 'wangfang') => (await api.call<ReportDetail>('report.read', by, { params: { id } })).body;
const rowsOf = async (id: string) =>
  (await api.database.db.query<{ body: string; created_by: string; imported_by: string | null }>('select body, created_by, imported_by from public.submissions where id = $1', [id])).rows;
const auditOf = async (id: string) =>
  (await api.database.db.query<{ operation: string; staff_id: string }>('select operation, staff_id from public.audit where target_id = $1 order by id', [id])).rows;
const store = (body: { id: string; photos: { sha256: string }[] }) =>
  asService(api.database.db, () => api.database.db.query('select api.mark_photos_stored($1, $2)', [body.id, body.photos.map((photo) => photo.sha256)]));

describe('an import', () => {
  test('stores the exact text in its owner\'s name, says who brought it in, and leaves its audit row', async () => {
    const body = inspection(bide);
    const text = oddText(body);
    const answer = await importText('wangfang', 'liming', 'inspection.submit', text);
    expect(answer).toMatchObject({ status: 201, body: { id: body.id, sha256: sha256(text), status: 'complete' } });
    expect(await rowsOf(body.id)).toEqual([{ body: text, created_by: idOf('liming'), imported_by: idOf('wangfang') }]);
    expect(await read(body.id)).toMatchObject({ by: { name: '李明' }, importedBy: { name: '王芳', role: 'office' }, sha256: sha256(text) });
    expect(await auditOf(body.id)).toEqual([
      { operation: 'inspection.submit', staff_id: idOf('liming') },
      { operation: 'rescue.submit', staff_id: idOf('wangfang') },
    ]);
  });

  test('of a closed account: the office gives up the photo that nobody has any more', async () => {
    const staffId = await insertId(api.database.db, "insert into public.staff (park_id, role, name, closed_at) values ($1, 'inspector', '离职', now()) returning id", [api.cast.parks.linxiang.id]);
    const body = inspection(bide, { photos: [manifestOf(makeFile('gone with its phone'))] });
    const answer = await api.call<Receipt>('rescue.submit', 'wangfang', { body: rescueOf(staffId, 'inspection.submit', textOf(body)) });
    expect(answer).toMatchObject({ status: 201, body: { status: 'awaiting_photos' } });
    const giveUp = (by: CastName) => api.call<Receipt>('photo.giveUp', by, { body: { submissionId: body.id, sha256: body.photos[0]!.sha256, reason: '手机里没有' } });
    expect(await giveUp('wugang')).toMatchObject({ status: 404, body: { code: 'submission_not_found' } });
    expect(await giveUp('zhaoqiang')).toMatchObject({ status: 200, body: { status: 'complete' } });
  });

  test('a record that came by itself was imported by nobody', async () => {
    const body = inspection(bide);
    await sendText('liming', textOf(body));
    expect((await read(body.id)).importedBy).toBeNull();
  });

  test('again gives the same receipt and nothing more, whoever of the office does it', async () => {
    const text = textOf(progress(bide, { percentReason: '核实' }));
    const { id } = JSON.parse(text) as { id: string };
    const first = await importText('wangfang', 'liming', 'progress.submit', text);
    const again = await importText('wangfang', 'liming', 'progress.submit', text);
    const byAnother = await importText('zhaoqiang', 'liming', 'progress.submit', text);
    expect([first.status, again.status, byAnother.status]).toEqual([201, 200, 200]);
    for (const { body } of [again, byAnother]) expect(body).toEqual(first.body);
    expect(await rowsOf(id)).toHaveLength(1);
    expect((await rowsOf(id))[0]!.imported_by).toBe(idOf('wangfang'));
    expect((await auditOf(id)).filter(({ operation }) => operation === 'rescue.submit').map(({ staff_id }) => staff_id)).toEqual([idOf('wangfang'), idOf('zhaoqiang')]);
  });

  test('counts once its photos came, sent by the importer, and by no colleague who did not show the record', async () => {
    const files = [makeFile('rescued 1'), makeFile('rescued 2')];
    const body = inspection(bide, { photos: files.map((file) => manifestOf(file)) });
    const answer = await importText('wangfang', 'liming', 'inspection.submit', textOf(body));
    expect(answer.body.status).toBe('awaiting_photos');
    for (const by of ['zhaoqiang', 'zhouyang', 'wugang'] as const)
      expect(await signPhotos(api, by, body.id, files)).toMatchObject({ status: 404, body: { code: 'submission_not_found' } });
    expect((await sendFiles(api, 'wangfang', body.id, files)).body.status).toBe('complete');
    const record = await read(body.id);
    expect(record).toMatchObject({ status: 'complete', photos: [{ stored: true }, { stored: true }] });
    for (const [index, photo] of record.photos.entries())
      expect(sha256(new Uint8Array(await (await fetch(photo.url!)).arrayBuffer()))).toBe(sha256(files[index]!.full));
    // What is complete says so to whoever comes next.
    expect((await importText('wangfang', 'liming', 'inspection.submit', textOf(body))).body.status).toBe('complete');
  });

  test('a report that the phone delivered itself gets the photos that only the phone still had', async () => {
    const files = [makeFile('left behind 1'), makeFile('left behind 2')];
    const body = inspection(bide, { photos: files.map((file) => manifestOf(file)) });
    await sendText('liming', textOf(body));
    await sendFiles(api, 'liming', body.id, files.slice(0, 1));
    expect((await signPhotos(api, 'wangfang', body.id, files)).status).toBe(404);
    expect(await importText('wangfang', 'liming', 'inspection.submit', textOf(body))).toMatchObject({ status: 200, body: { status: 'awaiting_photos' } });
    expect((await sendFiles(api, 'wangfang', body.id, files.slice(1))).body.status).toBe('complete');
    // Its sender sent it: nobody else did.
    expect((await read(body.id)).importedBy).toBeNull();
  });

  test('of a departed person is taken: the account is closed, what was seen on site stays evidence', async () => {
    const { db } = api.database;
    const staffId = await insertId(db, "insert into public.staff (park_id, role, name) values ($1, 'inspector', '离职') returning id", [api.cast.parks.linxiang.id]);
    expect((await api.call('staff.close', 'wangfang', { params: { id: staffId }, body: {} })).status).toBe(204);
    const text = textOf(hazardOpen(bide));
    expect(await api.call('rescue.submit', 'wangfang', { body: rescueOf(staffId, 'hazard.open', text) })).toMatchObject({ status: 201 });
    expect(await read((JSON.parse(text) as { id: string }).id)).toMatchObject({ by: { name: '离职' }, importedBy: { name: '王芳' } });
  });

  test('a body nearly as large as any may be fits in, though JSON within JSON grows', async () => {
    const body = inspection(bide);
    const text = textOf(body) + ' '.repeat(262_144 - Buffer.byteLength(textOf(body)));
    expect(await importText('wangfang', 'liming', 'inspection.submit', text)).toMatchObject({ status: 201, body: { sha256: sha256(text) } });
    const larger = `${textOf(inspection(bide))}${' '.repeat(262_144)}`;
    expect(await importText('wangfang', 'liming', 'inspection.submit', larger)).toMatchObject({ status: 400, body: { code: 'invalid_input' } });
    const wide = textOf(inspection(bide, { note: '园'.repeat(90_000) }));
    expect(await importText('wangfang', 'liming', 'inspection.submit', wide)).toMatchObject({ status: 413, body: { code: 'body_too_large' } });
  });
});

describe('phone and office', () => {
  test('the phone comes back online after the import: 200 with the office\'s receipt', async () => {
    const text = oddText(inspection(bide));
    const imported = await importText('wangfang', 'liming', 'inspection.submit', text);
    const sent = await sendText('liming', text);
    expect([imported.status, sent.status]).toEqual([201, 200]);
    expect(sent.body).toEqual(imported.body);
    expect(await rowsOf(imported.body.id)).toHaveLength(1);
  });

  test('the phone was first: 200 with the phone\'s receipt', async () => {
    const text = oddText(inspection(bide));
    const sent = await sendText('liming', text);
    const imported = await importText('wangfang', 'liming', 'inspection.submit', text);
    expect([sent.status, imported.status]).toEqual([201, 200]);
    expect(imported.body).toEqual(sent.body);
    expect(await rowsOf(sent.body.id)).toEqual([{ body: text, created_by: idOf('liming'), imported_by: null }]);
  });

  test('in the same moment: one record, one receipt', async () => {
    const old = inspection(bide);
    await sendText('liming', textOf(old));
    // Both correct one record, so that both wait at its lock and then go on at once.
    const text = textOf(inspection(bide, { corrects: old.id }));
    const [sent, imported] = await meeting(api.database, 'select 1 from public.submissions where id = $1 for update', [old.id], [
      () => sendText('liming', text),
      () => importText('wangfang', 'liming', 'inspection.submit', text),
    ]);
    expect([sent!.status, imported!.status].sort()).toEqual([200, 201]);
    expect(sent!.body).toEqual(imported!.body);
    expect(await rowsOf(sent!.body.id)).toHaveLength(1);
  });

  test('its photos may come half from either', async () => {
    const files = [makeFile('half 1'), makeFile('half 2')];
    const body = inspection(bide, { photos: files.map((file) => manifestOf(file)) });
    await importText('wangfang', 'liming', 'inspection.submit', textOf(body));
    expect((await sendFiles(api, 'wangfang', body.id, files.slice(0, 1))).body.status).toBe('awaiting_photos');
    expect((await sendText('liming', textOf(body))).body.status).toBe('awaiting_photos');
    expect((await sendFiles(api, 'liming', body.id, files)).body.status).toBe('complete');
  });
});

describe('refused', () => {
  const nothingOf = async (text: string) => expect(await rowsOf((JSON.parse(text) as { id: string }).id)).toEqual([]);

  test('a body of which one character changed', async () => {
    const text = textOf(inspection(bide));
    const tampered = text.replace('架线', '完工');
    expect(await importText('wangfang', 'liming', 'inspection.submit', tampered, { bodySha256: sha256(text) })).toMatchObject({ status: 422, body: { code: 'body_hash_mismatch' } });
    await nothingOf(text);
  });

  test('another body under an id that is taken, by its hash, its kind or its owner', async () => {
    const text = textOf(inspection(bide));
    const { id } = JSON.parse(text) as { id: string };
    await importText('wangfang', 'liming', 'inspection.submit', text);
    const others: [CastName, string, string][] = [
      ['liming', 'inspection.submit', textOf(inspection(bide, { id, note: '别的' }))],
      ['zhouyang', 'inspection.submit', text],
      ['liming', 'hazard.open', textOf(hazardOpen(bide, { id }))],
    ];
    for (const [owner, operation, other] of others)
      expect(await importText('wangfang', owner, operation, other)).toMatchObject({ status: 409, body: { code: 'id_reused' } });
    expect((await rowsOf(id))[0]).toMatchObject({ body: text, created_by: idOf('liming') });
  });

  test.each<[string, CastName, string, () => object]>([
    ['a contact sends no inspection', 'chenjing', 'inspection.submit', () => inspection(bide)],
    ['a contact opens no hazard', 'chenjing', 'hazard.open', () => hazardOpen(bide)],
    ['a leader sends nothing', 'liujianguo', 'inspection.submit', () => inspection(bide)],
    ['the office sends inspections to correct only', 'zhaoqiang', 'inspection.submit', () => inspection(bide)],
  ])('%s', async (_, owner, operation, make) => {
    const text = textOf(make());
    expect(await importText('wangfang', owner, operation, text)).toMatchObject({ status: 403, body: { code: 'owner_role_refused' } });
    await nothingOf(text);
  });

  test('a contact of another enterprise', async () => {
    const text = textOf(progress(bide, { percentReason: '核实' }));
    expect(await importText('wangfang', 'sunwei', 'progress.submit', text)).toMatchObject({ status: 404, body: { code: 'project_not_found' } });
    expect(await importText('wangfang', 'chenjing', 'progress.submit', text)).toMatchObject({ status: 201 });
  });

  test('somebody who corrects a colleague\'s record', async () => {
    const old = inspection(bide);
    await sendText('zhouyang', textOf(old));
    const text = textOf(inspection(bide, { corrects: old.id }));
    expect(await importText('wangfang', 'liming', 'inspection.submit', text)).toMatchObject({ status: 403, body: { code: 'not_your_record' } });
  });

  test('an owner of the other park, a project of the other park, and the other park\'s office', async () => {
    const theirs = textOf(inspection(api.cast.parks.luyuan.projects.green!));
    expect(await importText('wangfang', 'heping', 'inspection.submit', theirs)).toMatchObject({ status: 404, body: { code: 'owner_not_found' } });
    expect(await importText('wangfang', 'liming', 'inspection.submit', theirs)).toMatchObject({ status: 404, body: { code: 'project_not_found' } });
    await nothingOf(theirs);
    const ours = textOf(inspection(bide));
    expect(await importText('wugang', 'liming', 'inspection.submit', ours)).toMatchObject({ status: 404, body: { code: 'owner_not_found' } });
    await sendText('liming', ours);
    // As by the ordinary way: an id that is taken, and not a word by whom.
    expect(await importText('wugang', 'heping', 'inspection.submit', ours)).toMatchObject({ status: 409, body: { code: 'id_reused' } });
  });

  test.each<CastName>(['liming', 'chenjing', 'liujianguo'])('%s imports nothing', async (by) => {
    expect(await importText(by, 'liming', 'inspection.submit', textOf(inspection(bide)))).toMatchObject({ status: 403, body: { code: 'role_refused' } });
  });

  test.each(['milestone.confirm', 'milestone.dispute', 'session.end', 'hazard.verify', ''])('%s: a person\'s own word, or no report', async (operation) => {
    const text = textOf({ id: uuidv7(), reportId: uuidv7() });
    expect(await importText('wangfang', 'chenjing', operation, text)).toMatchObject({ status: 400, body: { code: 'invalid_input' } });
  });

  test.each<[string, string, string]>([
    ['no JSON', '{"id":', 'not_json'],
    ['a byte order mark', `\ufeff${JSON.stringify({})}`, 'not_json'],
    ['NUL inside', '{"note":"\\u0000"}', 'bad_text'],
    ['a lone surrogate inside', '{"note":"\\ud800"}', 'bad_text'],
    ['too deep', `{"note":${'['.repeat(40)}${']'.repeat(40)}}`, 'bad_text'],
    ['another schema', '{"id":"x"}', 'invalid_input'],
  ])('a body that is %s', async (_, text, code) => {
    expect(await importText('wangfang', 'liming', 'inspection.submit', text)).toMatchObject({ status: 400, body: { code } });
  });

  test('a milestone without its slot, or with that of another rung', async () => {
    const text = textOf(milestoneReport(bide));
    expect(await importText('wangfang', 'liming', 'milestone.report', text)).toMatchObject({ status: 400, body: { code: 'invalid_input' } });
    const milestoneId = await milestoneOf(api.database.db, bide, 'signed');
    expect(await importText('wangfang', 'liming', 'milestone.report', text, { milestoneId })).toMatchObject({ status: 404, body: { code: 'milestone_not_found' } });
    expect(await importText('wangfang', 'liming', 'inspection.submit', textOf(inspection(bide)), { milestoneId })).toMatchObject({ status: 400, body: { code: 'invalid_input' } });
  });
});

describe('an imported milestone report', () => {
  const answerWith = (operation: 'milestone.confirm' | 'milestone.dispute', by: CastName, milestoneId: string, reportId: string) =>
    api.call<Receipt>(operation, by, { params: { id: milestoneId }, body: { id: uuidv7(), reportId, ...(operation === 'milestone.dispute' ? { reason: '外墙未完' } : {}) } });

  test.each<[string, () => string, CastName]>([
    ['of a road, by an inspector', () => road, 'liming'],
    ['of an enterprise, by its contact', () => bide, 'chenjing'],
  ])('%s: its importer neither confirms nor disputes; a second office person does', async (_, projectOf, owner) => {
    const projectId = projectOf();
    const milestoneId = await milestoneOf(api.database.db, projectId, 'signed');
    const body = milestoneReport(projectId, { rung: 'signed' });
    expect((await importText('wangfang', owner, 'milestone.report', textOf(body), { milestoneId })).status).toBe(201);
    await store(body);
    for (const operation of ['milestone.confirm', 'milestone.dispute'] as const)
      expect(await answerWith(operation, 'wangfang', milestoneId, body.id)).toMatchObject({ status: 403, body: { code: 'imported_report' } });
    const asked = async (by: CastName) => JSON.stringify((await api.call<{ toAnswer: unknown }>('today.read', by)).body.toAnswer ?? []);
    expect(await asked('wangfang')).not.toContain(body.id);
    expect(await asked('zhaoqiang')).toContain(body.id);
    expect((await answerWith('milestone.confirm', 'zhaoqiang', milestoneId, body.id)).status).toBe(201);
  });
});
