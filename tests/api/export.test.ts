// 导出: who may make and read documents, and what stands in them, read back by other programs than the one that wrote them.
import { createHash } from 'node:crypto';
import { strFromU8, unzipSync } from 'fflate';
import ExcelJS from 'exceljs';
import { v7 as uuidv7 } from 'uuid';
import { thumbPath } from '../../functions/operations/photo';
import type { Export, ExportFile } from '../../src/contract/export';
import { addDays, parkDay, weekOf } from '../../src/domain/calendar';
import { exportCode, ledgerSheets, printedCode } from '../../src/domain/export';
import { ledgerSheetWords } from '../../src/text/export';
import { majorCriterionWords } from '../../src/text/major-criterion';
import { hazardFields, hazardOpen, inspection, manifestPhoto, milestoneReport, note, progress, rectification } from '../factories/submission';
import { startApi, type TestApi } from '../support/api';
import { asPerson, asService, castNames, type CastName } from '../support/cast';
import { tinyJpeg } from '../support/photos';
import { makeWorld, submitDirectly, type World } from '../support/world';

let api: TestApi;
let world: World;
const today = () => parkDay(new Date());
const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex');

beforeAll(async () => {
  api = await startApi();
  world = await makeWorld(api.database.db, api.cast, 'linxiang');
});
afterAll(() => api.stop());

const create = (by: CastName, body: Record<string, unknown>) => api.call<ExportFile & { code: string }>('export.create', by, { body: { id: uuidv7(), ...body } });
const ledger = (by: CastName, range = { from: addDays(today(), -1), to: addDays(today(), 1) }) => create(by, { kind: 'ledger', ...range });

async function download({ url }: { url: string | null }): Promise<Uint8Array> {
  const answer = await fetch(url!);
  expect(answer.status).toBe(200);
  return new Uint8Array(await answer.arrayBuffer());
}

async function openLedger(file: { url: string | null }): Promise<ExcelJS.Workbook> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(Buffer.from(await download(file)) as unknown as ArrayBuffer);
  return book;
}

type Row = Record<string, ExcelJS.Cell>;
/** Rows of a sheet by the words of its header. */
function rowsOf(book: ExcelJS.Workbook, sheet: keyof typeof ledgerSheetWords): Row[] {
  const here = book.getWorksheet(ledgerSheetWords[sheet])!;
  const heads = (here.getRow(1).values as string[]).slice(1);
  return Array.from({ length: here.rowCount - 1 }, (_, index) => Object.fromEntries(heads.map((title, column) => [title, here.getRow(index + 2).getCell(column + 1)])));
}

/** All text of a Word file, footer and all, as one reads it. */
function wordsOf(bytes: Uint8Array): string {
  const parts = unzipSync(bytes);
  return Object.keys(parts).filter((name) => /^word\/(document|footer\d+)\.xml$/.test(name)).sort()
    .map((name) => strFromU8(parts[name]!).replace(/<\/w:p>/g, '\n').replace(/<[^>]+>/g, '').replace(/&amp;/g, '&').replace(/&lt;/g, '<').replace(/&gt;/g, '>'))
    .join('\n');
}

// First, since a chain begins with the oldest: the other park has nothing yet.
/** Runs as if it were that moment; the setting is of this connection only. */
async function at<T>(time: string, work: () => Promise<T>): Promise<T> {
  const { db } = api.database;
  await db.query("select set_config('parkpulse.now', $1, false)", [time]);
  try {
    return await work();
  } finally {
    await db.query("select set_config('parkpulse.now', '', false)");
  }
}

describe('a report', () => {
  const { from, to } = weekOf('2024-03-06');
  const noon = (on: string) => `${on}T12:00:00+08:00`;
  const freeze = (on: string) => at(`${on}T18:00:00+08:00`, () => asService(api.database.db, () => api.database.db.query('select api.freeze_digest($1, $2)', [api.cast.parks.luyuan.id, on])));
  let jpeg: Uint8Array;

  beforeAll(async () => {
    const { db } = api.database;
    const { heping, zhengli } = api.cast.people;
    const { id: parkId, projects } = api.cast.parks.luyuan;
    await at(noon('2024-03-03'), () => submitDirectly(db, heping, 'progress', progress(projects.green!, { percent: 10 })));
    await freeze('2024-03-03');
    jpeg = tinyJpeg('thumb', 3000);
    const visit = inspection(projects.green!, { capturedAt: '2024-03-04T02:00:00.000Z', photos: [manifestPhoto({ thumb: { sha256: sha256(jpeg), bytes: jpeg.length } })] });
    await at(noon('2024-03-04'), () => submitDirectly(db, heping, 'inspection', visit));
    await api.deps.supabase.storage.store(thumbPath(parkId, visit.id, visit.photos[0]!.sha256), jpeg);
    await at(noon('2024-03-04'), () => submitDirectly(db, heping, 'hazard_open', hazardOpen(projects.green!, { hazard: hazardFields({ severity: 'major', title: '临边无防护<栏杆>&' }) })));
    await freeze('2024-03-04');
    const { rows } = await db.query<{ id: string }>("select id from public.milestones where project_id = $1 and rung = 'signed'", [projects.green]);
    const signed = milestoneReport(projects.green!, { rung: 'signed', occurredOn: '2024-03-05' });
    await at(noon('2024-03-05'), () => submitDirectly(db, heping, 'milestone_report', signed, rows[0]!.id));
    await at(noon('2024-03-05'), () => asPerson(db, zhengli, () => db.query("select api.answer_milestone($1, 'confirm', 'milestone.confirm', $2)", [rows[0]!.id, JSON.stringify({ id: uuidv7(), reportId: signed.id })])));
    await freeze('2024-03-06');
  });

  const digestOf = async (on: string) => (await api.database.db.query<{ number: number; head: string }>('select number, head from public.digests where park_id = $1 and digest_on = $2', [api.cast.parks.luyuan.id, on])).rows[0]!;

  test('of a day tells its digest, with photos, head and code', async () => {
    const { status, body } = await create('machao', { kind: 'daily', on: '2024-03-04' });
    expect(status).toBe(201);
    const { number, head } = await digestOf('2024-03-04');
    expect(body).toMatchObject({ from: '2024-03-04', to: '2024-03-04', rowCount: null, digest: { number, on: '2024-03-04', head } });
    const bytes = await download(body);
    const text = wordsOf(bytes);
    for (const part of ['绿园示范区每日简报', '2024年3月4日 周一', `第 ${number} 期`, '需要您过问', '今日变化', '临边无防护<栏杆>&', '状态变了的事项', '里程碑', '久无记录的项目', '主要指标', '现场照片', `校验码 ${printedCode(body.code)}`, '马超', `链头 ${head}`])
      expect(text).toContain(part);
    expect(text).not.toMatch(/undefined|NaN|\[object|未定稿/);
    const parts = unzipSync(bytes);
    const pictures = Object.keys(parts).filter((name) => name.startsWith('word/media/'));
    expect(pictures).toHaveLength(1);
    expect(sha256(parts[pictures[0]!]!)).toBe(sha256(jpeg));
  });

  test('of a week puts its digests together, from Monday to Sunday', async () => {
    const { status, body } = await create('wugang', { kind: 'weekly', on: '2024-03-06' });
    expect(status).toBe(201);
    const last = await digestOf('2024-03-06');
    expect(body).toMatchObject({ from, to, digest: last });
    const text = wordsOf(await download(body));
    for (const part of ['绿园示范区每周简报', '2024年3月4日至2024年3月10日', '本周 2 天有简报', '没有简报的日子：3月5日、3月7日', '3月4日 ', '重大：绿源一期 临边无防护<栏杆>&', '绿源一期 签约，郑丽确认', '本周变化', `链头 ${last.head}`, printedCode(body.code)])
      expect(text).toContain(part);
    expect(text).not.toMatch(/undefined|NaN|\[object/);
    // What the week before told is not told again.
    expect(text).not.toContain('首次上报 10%');
  });

  test('of today is live until it is frozen, and says so', async () => {
    const { body } = await create('liujianguo', { kind: 'daily', on: today() });
    const text = wordsOf(await download(body));
    expect(text.includes('未定稿')).toBe(body.digest === null);
    expect(text).toContain('岳阳临湘高新区每日简报');
  });
});

describe('who', () => {
  const mayLedger: CastName[] = ['wangfang', 'zhaoqiang', 'wugang'];
  const mayReport: CastName[] = [...mayLedger, 'liujianguo', 'machao'];

  test.each(castNames)('%s makes what the role may', async (by) => {
    const made = await ledger(by);
    if (mayLedger.includes(by)) expect(made.status).toBe(201);
    else expect(made).toMatchObject({ status: 403, body: { code: 'role_refused' } });
    const report = await create(by, { kind: 'daily', on: today() });
    if (mayReport.includes(by)) expect(report.status).toBe(201);
    else expect(report).toMatchObject({ status: 403, body: { code: 'role_refused' } });
  });

  test.each(castNames)('%s reads a code of the own park only', async (by) => {
    const { body } = await ledger('wangfang');
    const answer = await api.call('export.read', by, { params: { code: body.code } });
    if (['wangfang', 'zhaoqiang', 'liujianguo'].includes(by)) expect(answer).toMatchObject({ status: 200, body: { id: body.id, sha256: body.sha256 } });
    else if (['wugang', 'machao'].includes(by)) expect(answer).toMatchObject({ status: 404, body: { code: 'export_not_found' } });
    else expect(answer).toMatchObject({ status: 403, body: { code: 'role_refused' } });
  });

  test('the list is that of the park, newest first, by pages', async () => {
    const { body: last } = await ledger('wangfang');
    await ledger('wugang');
    const first = await api.call<{ items: Export[]; next: string }>('export.list', 'liujianguo', { query: '?limit=1' });
    expect(first.body.items.map(({ id }) => id)).toEqual([last.id]);
    const rest = await api.call<{ items: Export[] }>('export.list', 'liujianguo', { query: `?limit=100&before=${first.body.next}` });
    expect(rest.body.items.length).toBeGreaterThan(0);
    expect(rest.body.items.every(({ id }) => id !== last.id)).toBe(true);
    expect(JSON.stringify(rest.body)).not.toContain('吴刚');
  });

  test('the file itself is behind a signature', async () => {
    const { body } = await ledger('wangfang');
    const url = new URL(body.url!);
    expect(url.searchParams.get('download')).toBe(body.name);
    expect(body.name).toBe(`台账_${body.from}至${body.to}_${body.code}.xlsx`);
    expect(url.pathname).toBe(`/storage/v1/object/sign/exports/${api.cast.parks.linxiang.id}/${body.id}/${body.sha256}.xlsx`);
    url.searchParams.delete('token');
    expect((await fetch(url)).status).toBe(400);
  });
});

describe('a request', () => {
  test('repeated answers the same document; another one under its id is refused', async () => {
    const body = { id: uuidv7(), kind: 'daily', on: today() };
    const first = await api.call<ExportFile>('export.create', 'wangfang', { body });
    const again = await api.call<ExportFile>('export.create', 'wangfang', { body });
    expect([first.status, again.status]).toEqual([201, 200]);
    expect({ ...again.body, url: null }).toEqual({ ...first.body, url: null });
    for (const [by, change] of [['wangfang', { kind: 'weekly' }], ['zhaoqiang', {}], ['wugang', {}]] as const)
      expect(await api.call('export.create', by, { body: { ...body, ...change } })).toMatchObject({ status: 409, body: { code: 'id_reused' } });
    const { rows } = await api.database.db.query("select count(*)::int as n from public.audit where operation = 'export.create' and target_id = $1", [body.id]);
    expect(rows).toEqual([{ n: 1 }]);
  });

  test('sent twice at once is one document', async () => {
    const body = { id: uuidv7(), kind: 'ledger', from: today(), to: today() };
    const [one, two] = await Promise.all([1, 2].map(() => api.call<ExportFile>('export.create', 'wangfang', { body })));
    expect([one!.status, two!.status].sort()).toEqual([200, 201]);
    expect(one!.body.sha256).toBe(two!.body.sha256);
    expect(sha256(await download(two!.body))).toBe(two!.body.sha256);
  });

  test.each([
    ['a ledger without its range', { kind: 'ledger' }],
    ['a ledger of a day', { kind: 'ledger', on: '2026-11-20' }],
    ['a report of a range', { kind: 'daily', from: '2026-11-20', to: '2026-11-20' }],
    ['a report without its day', { kind: 'weekly' }],
    ['a range that ends before it begins', { kind: 'ledger', from: '2026-11-21', to: '2026-11-20' }],
    ['a day that is none', { kind: 'daily', on: '2026-02-30' }],
    ['another kind', { kind: 'monthly', on: '2026-11-20' }],
  ])('%s is invalid', async (_, body) => expect(await create('wangfang', body)).toMatchObject({ status: 400, body: { code: 'invalid_input' } }));

  test('a day or a week without a digest is 404', async () => {
    for (const kind of ['daily', 'weekly']) expect(await create('liujianguo', { kind, on: '2020-01-01' })).toMatchObject({ status: 404, body: { code: 'digest_not_found' } });
  });
});

describe('the code', () => {
  test('is that of the id, and leads to the document in whatever way it was typed', async () => {
    const { body } = await create('liujianguo', { kind: 'daily', on: today() });
    expect(body.code).toBe(exportCode((text) => createHash('sha256').update(text).digest(), body.id));
    for (const typed of [printedCode(body.code), body.code.toLowerCase()]) {
      const { status, body: found } = await api.call<ExportFile>('export.read', 'wangfang', { params: { code: typed } });
      expect(status).toBe(200);
      expect({ ...found, url: null }).toEqual({ ...body, url: null });
      expect(found).toMatchObject({ kind: 'daily', by: { name: '刘建国' }, from: today(), to: today() });
      const bytes = await download(found);
      expect([sha256(bytes), bytes.length]).toEqual([found.sha256, found.bytes]);
    }
    for (const code of ['0000000000', 'UUUUUUUUUU']) expect(await api.call('export.read', 'wangfang', { params: { code } })).toMatchObject({ status: 404, body: { code: 'export_not_found' } });
  });
});

describe('a ledger', () => {
  test('has a sheet for each kind, headed by the words of the data dictionary, and says what it is', async () => {
    const { body } = await ledger('wangfang');
    const book = await openLedger(body);
    expect(book.worksheets.map(({ name }) => name)).toEqual(['说明', ...ledgerSheets.map((sheet) => ledgerSheetWords[sheet])]);
    for (const sheet of book.worksheets.slice(1)) {
      expect(sheet.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 });
      expect(sheet.autoFilter).toBeTruthy();
      for (const title of (sheet.getRow(1).values as string[]).slice(1)) expect(title).toMatch(/^[\u4e00-\u9fff（）%0-9 ]+$/);
    }
    expect(Object.keys(rowsOf(book, 'hazards')[0]!)).toEqual(['开出时间', '项目', '开出人', '严重程度', '重大隐患判定情形', '标题', '说明', '整改期限', '责任人', '整改状态', '整改时间', '整改责任人', '整改措施', '整改资金', '应急预案', '整改后照片', '复查人', '销号时间', '重复隐患', '状态', '记录号', '照片张数', '照片 1', '照片 2', '照片 3']);
    const cover = book.getWorksheet('说明')!;
    const told = Object.fromEntries(Array.from({ length: cover.rowCount }, (_, index) => [cover.getRow(index + 1).getCell(1).text, cover.getRow(index + 1).getCell(2).text]));
    expect(told).toMatchObject({ 园区: '岳阳临湘高新区', 导出人: '王芳', 校验码: printedCode(body.code), 巡查: '1 行', 安全检查: '1 行', 合计: `${body.rowCount} 行` });
    expect(rowsOf(book, 'plan_items').map((row) => row['名称']!.value)).toContain('figure');
  });

  test('says how a hazard was put right and who verified it, and what its checklist was called then', async () => {
    const { liming, wangfang } = api.cast.people;
    const { db } = api.database;
    const body = hazardOpen(world.projectId, { hazard: hazardFields({ title: '报警器停用', severity: 'major', majorCriterion: 'detection_or_explosion_proof' }) });
    await submitDirectly(db, liming, 'hazard_open', body);
    const id = (await db.query<{ id: string }>('select id from public.hazards where submission_id = $1', [body.id])).rows[0]!.id;
    const hazard = async () => rowsOf(await openLedger((await ledger('wangfang')).body), 'hazards').find((row) => row['标题']!.value === '报警器停用')!;
    expect(await hazard()).toMatchObject({ 整改状态: { value: '待整改' }, 整改措施: { value: null }, 复查人: { value: null } });
    const put = rectification(world.projectId, id);
    await submitDirectly(db, api.cast.people.chenjing, 'hazard_rectify', put);
    await asPerson(db, wangfang, () => db.query('select api.act_on_hazard($1, $2, $3, $4)', [id, 'verified', 'hazard.verify', JSON.stringify({ id: uuidv7(), rectificationId: put.id, answer: 'verified' })]));
    const row = await hazard();
    expect(row).toMatchObject({
      重大隐患判定情形: { value: majorCriterionWords.detection_or_explosion_proof }, 整改状态: { value: '已关闭' }, 整改责任人: { value: '陈静' }, 整改措施: { value: put.rectification.measures },
      整改资金: { value: put.rectification.funds }, 应急预案: { value: put.rectification.contingencyPlan }, 复查人: { value: '王芳' },
    });
    // The second photo is the one after it.
    const after = (await db.query<{ short_code: string }>("select short_code from public.photos where submission_id = $1 and item_key = 'after'", [put.id])).rows[0]!.short_code;
    expect(row['整改后照片']!.value).toMatchObject({ text: after, hyperlink: expect.stringContaining(after) });
    await db.query('alter table public.checklists disable trigger user');
    await db.query("update public.checklists set name = '后来的名字'");
    await db.query('alter table public.checklists enable trigger user');
    const checks = rowsOf(await openLedger((await ledger('wangfang')).body), 'safety_checks').map((one) => one['检查表']!.value);
    expect(checks.length).toBeGreaterThan(0);
    expect(checks).not.toContain('后来的名字');
  });

  test('keeps text as text, times as times and amounts as numbers, and leads to the photos', async () => {
    const { liming } = api.cast.people;
    const project = world.projectId;
    const dangerous = ['=HYPERLINK("http://evil.test","点我")', '+1+1', '-2', '@SUM(A1)', '\t=1', '换行\n第二行', 'a_x0041_b', '<b>&"\'</b>', '控制\u0001符', '😀 生僻字𠮷'];
    for (const text of dangerous) await submitDirectly(api.database.db, liming, 'inspection', inspection(project, { note: text, photos: [] }));
    const shown = inspection(project, { note: '四张照片', capturedAt: '2026-11-22T16:30:00.000Z', photos: [1, 2, 3, 4].map(() => manifestPhoto()) });
    await submitDirectly(api.database.db, liming, 'inspection', shown);
    await submitDirectly(api.database.db, liming, 'progress', progress(project, { percent: 61, investmentToDateYuan: 1234567.89, problems: ['power', 'land'], problemNote: '专线' }));
    const book = await openLedger((await ledger('wangfang')).body);
    const rows = rowsOf(book, 'inspections');
    const texts = rows.map((row) => row['内容']!);
    for (const text of dangerous.map((one) => one.replace('\u0001', ''))) {
      const cell = texts.find(({ value }) => value === text);
      expect(cell).toMatchObject({ type: ExcelJS.ValueType.String });
    }
    expect(book.worksheets.flatMap((sheet) => sheet.getSheetValues()).some((row) => JSON.stringify(row ?? null).includes('"formula"'))).toBe(false);
    const row = rows.find((one) => one['内容']!.value === '四张照片')!;
    // Cells have no time zone: midnight of Shanghai is shown as 00:30 of the 23rd.
    expect(row['采集时间']!.value).toEqual(new Date('2026-11-23T00:30:00.000Z'));
    expect(row['采集时间']!.numFmt).toContain('hh:mm');
    expect(row['照片张数']!.value).toBe(4);
    const { rows: photos } = await api.database.db.query<{ short_code: string }>('select short_code from public.photos where submission_id = $1 order by ordinal', [shown.id]);
    expect([1, 2, 3].map((index) => row[`照片 ${index}`]!.value)).toEqual(photos.slice(0, 3).map(({ short_code: code }) => ({ text: code, hyperlink: `http://phone.test/#/p?code=${code}` })));
    const report = rowsOf(book, 'progress').find((one) => one['进度（%）']!.value === 61)!;
    expect(report['累计投资（元）']!.value).toBe(1234567.89);
    expect(report['遇到的问题']!.value).toBe('用电、用地');
    expect(report['项目']!.value).toBe('比德');
    expect(report['报送人']!.value).toBe('李明');
  });

  test('says of each record where it stands', async () => {
    const { liming, wangfang } = api.cast.people;
    const { db } = api.database;
    const waiting = inspection(world.projectId, { note: '等照片', photos: [manifestPhoto()] });
    await asPerson(db, liming, () => db.query("select api.submit('inspection', $1)", [JSON.stringify(waiting)]));
    const lost = inspection(world.projectId, { note: '丢了照片', photos: [manifestPhoto()] });
    await asPerson(db, liming, () => db.query("select api.submit('inspection', $1)", [JSON.stringify(lost)]));
    await asPerson(db, liming, () => db.query('select api.give_up_photo($1, $2, $3)', [lost.id, lost.photos[0]!.sha256, '手机进水']));
    const wrong = inspection(world.projectId, { note: '写错了' });
    await submitDirectly(db, liming, 'inspection', wrong);
    await submitDirectly(db, liming, 'inspection', inspection(world.projectId, { note: '更正过的', corrects: wrong.id }));
    await submitDirectly(db, wangfang, 'note', note(world.items.figure, { note: '=还在核' }));
    const book = await openLedger((await ledger('wangfang')).body);
    const states = Object.fromEntries(rowsOf(book, 'inspections').map((row) => [row['内容']!.text, row['状态']!.value]));
    expect(states).toMatchObject({ 等照片: '待传', 丢了照片: '缺照片', 写错了: '已更正', 更正过的: '已计入' });
    expect(rowsOf(book, 'readings')[0]!['审核']!.value).toBe('待审核');
    expect(rowsOf(book, 'notes').map((row) => row['内容']!.value)).toContain('=还在核');
    expect(rowsOf(book, 'records').map((row) => row['种类']!.value).sort()).toEqual(['报完成', '登记成果']);
  });

  test('lists answers with their reasons', async () => {
    const body = { id: uuidv7(), reportId: world.milestoneReportId, reason: '=设备还在调试' };
    expect((await api.call('milestone.dispute', 'chenjing', { params: { id: world.milestoneId }, body })).status).toBe(201);
    const review = { id: uuidv7(), recordId: world.waiting.reading, answer: 'approve' };
    expect((await api.call('reading.review', 'zhaoqiang', { params: { id: world.waiting.reading }, body: review })).status).toBe(201);
    const rows = rowsOf(await openLedger((await ledger('wangfang')).body), 'answers');
    expect(rows.map((row) => [row['所答']!.value, row['答复']!.value, row['理由']!.value, row['答复人']!.value])).toEqual([
      ['上报里程碑 竣工', '有异议', '=设备还在调试', '陈静'],
      ['填报数据', '通过', null, '赵强'],
    ]);
  });

  test('of days without records has its headers and nothing else', async () => {
    const { status, body } = await ledger('wangfang', { from: '2020-01-01', to: '2020-01-31' });
    expect(status).toBe(201);
    const book = await openLedger(body);
    for (const sheet of ledgerSheets.filter((one) => one !== 'plan_items')) expect(rowsOf(book, sheet)).toEqual([]);
    expect(body.rowCount).toBe(rowsOf(book, 'plan_items').length);
  });

  test('shows nothing of the other park', async () => {
    await makeWorld(api.database.db, api.cast, 'luyuan');
    const book = await openLedger((await ledger('wugang')).body);
    const all = JSON.stringify(book.worksheets.map((sheet) => sheet.getSheetValues()));
    expect(all).toContain('绿源一期');
    expect(all).not.toMatch(/驰兴|李明|岳阳临湘/);
  });

  test('goes on over pages, each record once', async () => {
    const { liming } = api.cast.people;
    const { db } = api.database;
    const { rows } = await db.query<{ id: string }>(
      `insert into public.submissions (id, park_id, project_id, kind, created_by, session_id, body, captured_at)
       select gen_random_uuid(), $1, $2, 'inspection', $3, $4, '{"note": "第 ' || n || ' 条", "photos": []}', now() from generate_series(1, 2500) n returning id`,
      [liming.parkId, world.projectId, liming.staffId, liming.sessionId],
    );
    expect(rows).toHaveLength(2500);
    const book = await openLedger((await ledger('wangfang')).body);
    const numbered = rowsOf(book, 'inspections').flatMap((row) => /^第 (\d+) 条$/.exec(row['内容']!.text)?.[1] ?? []);
    expect(numbered).toEqual(Array.from({ length: 2500 }, (_, index) => String(index + 1)));
  });
});
