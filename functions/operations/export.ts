// 导出: makes a document on disk, keeps it in the storage under its hash, and records what it is. The file goes first and
// the row after it: what a code leads to is always there. What a failure leaves behind is a file that no row names.
import { createHash } from 'node:crypto';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { CreateExportRequest, Export, ExportFile } from '../../src/contract/export';
import { daysOf, parkClock, parkDay, weekOf } from '../../src/domain/calendar';
import { exportCode, ledgerSheets, printedCode, type ExportKind, type LedgerSheet } from '../../src/domain/export';
import { readShortCode } from '../../src/domain/short-code';
import { composeWeek, type WeekDay } from '../../src/domain/weekly';
import { exportFileName, ledgerSheetWords, ledgerWords } from '../../src/text/export';
import { ledgerCells, ledgerColumns, ledgerTitleColumns, type LedgerPlanItem, type LedgerRow, type Links } from '../documents/ledger';
import type { Picture, ReportFrame } from '../documents/report';
import { createWorkbook } from '../documents/xlsx';
import type { Dependencies } from '../kit/dependencies';
import { Reply, type Context, type Handlers } from '../kit/endpoint';
import { Problem } from '../kit/problem';
import { loadDigest, type LoadedDigest } from './digest';
import { thumbPath } from './photo';
import { readPlan } from './plan';

const readSeconds = 3600;
/** Rows a page: about 180 KB of JSON, and the less at once, the lower the peak of memory. */
const pageRows = 250;
/** What a function has time for: 50,000 take 5 s beside the database on two cores, and each page of them one more round trip. */
const maxRows = 200_000;
/** The bucket's limit. */
const maxBytes = 52_428_800;
const maxThumbs = 12;

export const documentTypes: Record<ExportKind, { extension: string; contentType: string }> = {
  ledger: { extension: 'xlsx', contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
  daily: { extension: 'docx', contentType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document' },
  weekly: { extension: 'docx', contentType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document' },
};

type Opened = { known: ExportRow | null; parkId: string; park: string; by: string; now: string; titles: Record<string, string> };
type ExportRow = Export & { parkId: string };
type Range = { from: string; to: string };
type Making = { deps: Dependencies; context: Context<'export.create'>; opened: Opened; range: Range; code: string; folder: string; target: string };
/** What is recorded with the file: of a ledger its rows, of a report the last frozen digest in it. */
type Made = { rowCount?: number; digestId?: string };

export const documentPath = ({ parkId, id, sha256, kind }: Pick<ExportRow, 'parkId' | 'id' | 'sha256' | 'kind'>) => `${parkId}/${id}/${sha256}.${documentTypes[kind].extension}`;

const makers: Record<ExportKind, (making: Making) => Promise<Made>> = { ledger: makeLedger, daily: makeDaily, weekly: makeWeekly };

export const exportHandlers: Handlers = {
  'export.create': async (deps, context) => {
    const { body, call, origin } = context;
    const { id, kind } = body;
    const range = rangeOf(body);
    const days = { p_from: range.from, p_to: range.to };
    const opened = (await call('open_export', { p_id: id, p_kind: kind, ...days, p_columns: kind === 'ledger' ? ledgerTitleColumns : [] })) as Opened;
    if (opened.known) return new Reply(200, await toFile(deps, origin, opened.known));
    const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'parkpulse-export-'));
    try {
      const target = path.join(folder, `document.${documentTypes[kind].extension}`);
      const code = exportCode((text) => createHash('sha256').update(text).digest(), id);
      const made = await makers[kind]({ deps, context, opened, range, code, folder, target });
      const { sha256, bytes } = await keep(deps, target, { parkId: opened.parkId, id: id.toLowerCase(), kind });
      const { isNew, ...row } = (await call('keep_export', {
        p_id: id,
        p_kind: kind,
        ...days,
        p_sha256: sha256,
        p_bytes: bytes,
        ...(made.rowCount === undefined ? {} : { p_row_count: made.rowCount }),
        ...(made.digestId === undefined ? {} : { p_digest_id: made.digestId }),
      })) as ExportRow & { isNew: boolean };
      return new Reply(isNew ? 201 : 200, await toFile(deps, origin, row));
    } finally {
      await fs.rm(folder, { recursive: true, force: true });
    }
  },

  'export.list': async (_deps, { call, query }) => {
    const page = (await call('list_exports', { p_limit: query.limit ?? 30, p_before: query.before as never })) as { items: ExportRow[]; next: string | null };
    return { ...page, items: page.items.map(withoutPark) };
  },

  'export.read': async (deps, { call, params, origin }) => {
    const code = readShortCode(params.code!);
    if (!code) throw new Problem('export_not_found');
    return toFile(deps, origin, (await call('read_export', { p_code: code })) as ExportRow);
  },
};

/** The schema has seen to it that the days which the kind needs are there. */
function rangeOf({ kind, on, from, to }: CreateExportRequest): Range {
  if (kind === 'ledger') return { from: from!, to: to! };
  return kind === 'weekly' ? weekOf(on!) : { from: on!, to: on! };
}

const withoutPark = ({ parkId: _park, ...row }: ExportRow): Export => row;

async function toFile(deps: Dependencies, origin: string, row: ExportRow): Promise<ExportFile> {
  const name = `${exportFileName(row.kind, row.from, row.to, row.code)}.${documentTypes[row.kind].extension}`;
  const signed = await deps.supabase.exports.signRead(documentPath(row), readSeconds, name);
  return { ...withoutPark(row), name, url: signed && origin + signed };
}

async function keep(deps: Dependencies, target: string, place: { parkId: string; id: string; kind: ExportKind }): Promise<{ sha256: string; bytes: number }> {
  const bytes = await fs.readFile(target);
  if (bytes.length > maxBytes) throw new Problem('export_too_large');
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  await deps.supabase.exports.store(documentPath({ ...place, sha256 }), bytes, documentTypes[place.kind].contentType);
  return { sha256, bytes: bytes.length };
}

// ---------------------------------------------------------------- 台账

async function makeLedger({ context, opened, range, code, folder, target }: Making): Promise<Made> {
  const links = linksTo(context.appOrigin);
  const book = createWorkbook(folder, ledgerWords.footer(printedCode(code)));
  const counts: { sheet: string; rows: number }[] = [];
  let rowCount = 0;
  async function* cellsOf(sheet: LedgerSheet) {
    for await (const page of sheet === 'plan_items' ? planPages(context) : ledgerPages(context, sheet, range)) {
      rowCount += page.length;
      if (rowCount > maxRows) throw new Problem('export_too_large');
      for (const row of page) yield ledgerCells(sheet, row, links);
    }
  }
  for (const sheet of ledgerSheets) {
    const title = ledgerSheetWords[sheet];
    counts.push({ sheet: title, rows: await book.addSheet(title, ledgerColumns(sheet, opened.titles), cellsOf(sheet)) });
  }
  book.addCover(ledgerWords.cover, ledgerWords.title(opened.park), [
    [ledgerWords.park, opened.park],
    [ledgerWords.range, range.from === range.to ? range.from : `${range.from} — ${range.to}`],
    ['', ledgerWords.rangeNote],
    ['', ledgerWords.planNote],
    [ledgerWords.madeBy, opened.by],
    [ledgerWords.madeAt, shownClock(opened.now)],
    [ledgerWords.code, printedCode(code)],
    ['', ledgerWords.codeNote],
    ...counts.map(({ sheet, rows }) => [sheet, ledgerWords.rows(rows)] as const),
    [ledgerWords.total, ledgerWords.rows(rowCount)],
  ]);
  await book.finish(target);
  return { rowCount };
}

async function* ledgerPages({ call }: Context<'export.create'>, sheet: LedgerSheet, { from, to }: Range): AsyncGenerator<LedgerRow[]> {
  let after: string[] | undefined;
  for (;;) {
    const rows = (await call('read_ledger', { p_sheet: sheet, p_from: from, p_to: to, p_limit: pageRows, ...(after ? { p_after: after } : {}) })) as LedgerRow[];
    if (rows.length > 0) yield rows;
    if (rows.length < pageRows) return;
    after = rows.at(-1)!.key;
  }
}

/** A park without a plan has an empty sheet. */
async function* planPages({ call, now }: Context<'export.create'>): AsyncGenerator<LedgerPlanItem[]> {
  const plan = await readPlan({ call, now }).catch((error: unknown) => {
    if (error instanceof Problem && error.code === 'plan_not_found') return null;
    throw error;
  });
  if (!plan) return;
  const titles = new Map(plan.sections.map(({ number, title }) => [number, title]));
  yield plan.items.map((item) => ({ ...item, sectionTitle: titles.get(item.section) ?? '' }));
}

/** Short, since it is typed off paper at times: the route of 按照片短码查. */
const linksTo = (appOrigin: string): Links => ({ photo: (code) => `${appOrigin}/#/p?code=${code}` });

/** To the minute. */
const shownClock = (at: string) => parkClock(at).slice(0, 16);

// ---------------------------------------------------------------- 日报 and 周报

/** Loaded when a report is made: the library for Word files takes 13 MB and 60 ms, which no other request should pay. */
const reportWriters = () => import('../documents/report');

function frameOf({ opened, context, code }: Making, last: LoadedDigest | undefined): ReportFrame {
  const { number, head } = last?.row ?? {};
  return {
    park: opened.park,
    by: opened.by,
    at: shownClock(opened.now),
    code: printedCode(code),
    chain: number !== undefined && head !== undefined ? { number, head } : null,
    links: linksTo(context.appOrigin),
  };
}

async function makeDaily(making: Making): Promise<Made> {
  const { deps, context, range, target } = making;
  const loaded = await loadDigest(deps, context, range.from);
  if (!loaded) throw new Problem('digest_not_found');
  const { row, content } = loaded;
  const { writeDaily } = await reportWriters();
  await writeDaily(target, frameOf(making, loaded), { content, number: row.number ?? null, isLive: !row.id, ...(await picturesOf(deps, loaded)) });
  return { digestId: row.id };
}

async function makeWeekly(making: Making): Promise<Made> {
  const { deps, context, range, target } = making;
  const today = parkDay(context.now);
  const loaded: LoadedDigest[] = [];
  for (const on of daysOf(range.from, range.to)) {
    if (on > today) break;
    const one = await loadDigest(deps, context, on);
    if (one) loaded.push(one);
  }
  if (loaded.length === 0) throw new Problem('digest_not_found');
  const { previousOn } = (await context.call('read_digest', { p_on: range.from, p_live: false })) as LoadedDigest['row'];
  const before = previousOn === null ? null : await loadDigest(deps, context, previousOn);
  const days: WeekDay[] = loaded.map(({ facts, content, row }) => ({ facts, content, number: row.number ?? null }));
  const frozen = loaded.filter(({ row }) => row.id).at(-1);
  const { writeWeekly } = await reportWriters();
  await writeWeekly(target, frameOf(making, frozen), composeWeek(range, days, before?.facts ?? null, today));
  return { digestId: frozen?.row.id };
}

/** The latest photos of the day, small; one that the storage does not have is left out. */
async function picturesOf({ supabase }: Dependencies, { facts, content }: LoadedDigest): Promise<{ pictures: Picture[]; photoCount: number }> {
  const stored = facts.photos.filter((photo) => photo.stored);
  const pictures: Picture[] = [];
  for (const photo of stored.slice(0, maxThumbs) as (typeof stored[number] & { parkId: string })[]) {
    const bytes = await supabase.storage.download(thumbPath(photo.parkId, photo.submissionId, photo.sha256));
    if (bytes) pictures.push({ bytes, capturedAt: photo.capturedAt, project: photo.project, shortCode: photo.shortCode });
  }
  return { pictures, photoCount: Math.max(content.photoCount, pictures.length) };
}
