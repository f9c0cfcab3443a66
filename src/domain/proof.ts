// 核验: does what is stored still fit what was proven? Pure: rows go in, misfits come out, so that the command, the
// office's page and the tests judge alike, and the judge is not the database that is under suspicion.
//
// What proves what. A digest's head is the hash of the previous head and of its lines (private.digest_records): the first
// says which park, number and day it is, then one for each record or answer that it tells of (private.record_line), which
// holds an id, body hash, photo hashes and receipt. The body covers its own fields and the manifest of its
// photos, and the manifest covers the photos' bytes. Given-up photos stay in the manifest and the line: their bytes are
// simply not asked for. A chain rebuilt from some day on is consistent in itself; only a head kept elsewhere tells.
import { type HazardActionKind, hazardActionKinds } from './hazard';
import { itemRecordKinds, type ReviewAnswer } from './item-record';
import type { Rung } from './milestone';
import { shortCode } from './short-code';
import { firstDocumentOrdinal, type SubmissionKind, type SubmissionStatus } from './submission';
import { type OrderActionKind, orderActionKinds } from './supervision-order';

/** In the order in which they are checked; a cursor is one of these and the step's own place. */
export const proofSteps = ['digests', 'gaps', 'plans', 'records', 'answers', 'photos'] as const;
export type ProofStep = (typeof proofSteps)[number];

/** What a check of stored bytes finds; also marked on the photo by the daily check. */
export const photoMisfits = ['photo_missing', 'photo_changed', 'thumb_missing', 'thumb_changed'] as const;
export type PhotoMisfit = (typeof photoMisfits)[number];

export const misfitCodes = [
  'link_broken',
  'digest_removed',
  'record_removed',
  'record_added',
  'record_unstamped',
  'record_uncounted',
  'body_changed',
  'fields_changed',
  'receipt_changed',
  'answer_removed',
  'answer_changed',
  'photo_row_changed',
  'photo_unstored',
  ...photoMisfits,
] as const;
export type MisfitCode = (typeof misfitCodes)[number];

export type Misfit = {
  code: MisfitCode;
  /** The digest it was found in, or that is not there. */
  digest?: { number: number; on: string | null };
  recordId?: string;
  /** An answer to a milestone report or a record, which is named where it is known, or a step of a supervision order. */
  answerId?: string;
  /** An imported plan. */
  importId?: string;
  photo?: { ordinal: number; shortCode: string };
  /** Which value differs. */
  field?: string;
};

/** Hex sha256 of UTF-8 text or of bytes; an argument, since phone and server have different libraries. */
export type HexSha256 = (value: string | Uint8Array) => string;

/** Two steps may come upon the same thing: the chain and the audit both miss a removed record. */
export const misfitKey = ({ code, digest, recordId, answerId, importId, photo }: Misfit): string =>
  [code, answerId ?? importId ?? recordId ?? `digest ${digest?.number ?? ''}`, photo?.ordinal ?? ''].join(' ');

// ---------------------------------------------------------------- the chain

type Link = { number: number; on: string; frozenAt: string; head: string };
export type DigestProof = Link & {
  parkId: string;
  previousHead: string | null;
  /** The lines the head was made of; null where they were lost before they were kept. */
  records: string | null;
  prior: Link | null;
  /** The same records as they are now, line for line; null for one that is not there, and for the digest's own line. */
  now: (string | null)[];
  /** Ids that changes stamped by this digest name. */
  stamped: string[];
};

export const chainHead = (sha256: HexSha256, previousHead: string | null, records: string): string => sha256(`${previousHead ?? ''}\n${records}`);

export function linkMisfits(link: DigestProof, sha256: HexSha256): Misfit[] {
  const { number, on, prior, records } = link;
  const digest = { number, on };
  const expected = (prior?.number ?? 0) + 1;
  if (number !== expected) return [{ code: 'digest_removed', digest: { number: expected, on: null } }];
  const follows =
    link.previousHead === (prior?.head ?? null) &&
    (!prior || (prior.on < on && Date.parse(prior.frozenAt) <= Date.parse(link.frozenAt))) &&
    records !== null &&
    chainHead(sha256, link.previousHead, records) === link.head;
  // Lines that do not give the head prove nothing, so there is nothing to hold the records against.
  if (!follows) return [{ code: 'link_broken', digest }];
  const texts = records === '' ? [] : records.split('\n');
  const field = exchangedField(texts[0] ?? '', link);
  if (field) return [{ code: 'link_broken', digest, field }];
  const lines = texts.map((text, index) => ({ ...readLine(text), now: link.now[index] ?? null })).filter(({ id }) => id !== ownLine);
  const proven = new Set(lines.map(({ id }) => id));
  const stamped = new Set(link.stamped);
  return [
    ...lines.flatMap((line) => lineMisfits(line, line.now).map((misfit) => ({ ...misfit, digest }))),
    ...link.stamped.filter((id) => !proven.has(id)).map((recordId): Misfit => ({ code: 'record_added', digest, recordId })),
    ...lines.filter(({ id }) => !stamped.has(id)).map(({ id }): Misfit => ({ code: 'record_unstamped', digest, recordId: id })),
  ];
}

/** How the line that says which digest it is begins. Digests of before it stood there have none. */
const ownLine = 'digest';

function exchangedField(first: string, { parkId, number, on }: DigestProof): string | null {
  const [id, ...said] = first.split(' ');
  if (id !== ownLine) return null;
  return Object.entries({ park: parkId, number, on }).find(([name, value]) => !said.includes(`${name}=${value}`))?.[0] ?? null;
}

type Line = { id: string; bodySha256: string; photos: string[]; receipt: Map<string, string> };

function readLine(text: string): Line {
  const [id = '', bodySha256 = '', ...rest] = text.split(' ');
  const receipt = rest.filter((part) => part.includes('=')).map((part): [string, string] => [part.slice(0, part.indexOf('=')), part.slice(part.indexOf('=') + 1)]);
  return { id, bodySha256, photos: rest.filter((part) => !part.includes('=')), receipt: new Map(receipt) };
}

function lineMisfits(line: Line, nowText: string | null): Misfit[] {
  const isAnswer = line.receipt.has('answer');
  const about = isAnswer ? { answerId: line.id } : line.receipt.get('kind') === 'plan_import' ? { importId: line.id } : { recordId: line.id };
  if (nowText === null) return [{ code: isAnswer ? 'answer_removed' : 'record_removed', ...about }];
  const now = readLine(nowText);
  if (now.bodySha256 !== line.bodySha256) return [{ code: isAnswer ? 'answer_changed' : 'body_changed', ...about }];
  // Lines of before 20261123080400 hold no receipt; then there is none to differ.
  const field = [...line.receipt].find(([name, value]) => now.receipt.get(name) !== value)?.[0];
  if (field) return [{ code: isAnswer ? 'answer_changed' : 'receipt_changed', ...about, field }];
  return now.photos.join() === line.photos.join() ? [] : [{ code: 'photo_row_changed', ...about }];
}

// ---------------------------------------------------------------- what names what is not there

export type GapProof = {
  strayDigests: string[];
  uncounted: string[];
  removed: string[];
  removedImports: string[];
  removedAnswers: { id: string; reportId: string | null }[];
  otherReceipts: string[];
};

export const gapMisfits = (gaps: GapProof): Misfit[] => [
  ...gaps.strayDigests.slice(0, 1).map((): Misfit => ({ code: 'digest_removed' })),
  ...gaps.removed.map((recordId): Misfit => ({ code: 'record_removed', recordId })),
  ...gaps.removedImports.map((importId): Misfit => ({ code: 'record_removed', importId })),
  ...gaps.removedAnswers.map(({ id, reportId }): Misfit => ({ code: 'answer_removed', answerId: id, ...(reportId ? { recordId: reportId } : {}) })),
  ...gaps.otherReceipts.map((recordId): Misfit => ({ code: 'receipt_changed', recordId })),
  ...gaps.uncounted.map((recordId): Misfit => ({ code: 'record_uncounted', recordId })),
];

// ---------------------------------------------------------------- plans and their files

export type PlanProof = { id: string; year: number; body: string; bodySha256: string };

/** The body holds the file as text, and the file its year. */
export function planMisfits(row: PlanProof, sha256: HexSha256): Misfit[] {
  const { id: importId } = row;
  const body = readBody<{ id: string; file: string }>(row, sha256);
  const file = body && readText<{ planYear: number }>(body.file);
  if (!file) return [{ code: 'body_changed', importId }];
  if (!isSameId(body.id, row.id)) return [{ code: 'fields_changed', importId, field: 'id' }];
  return file.planYear === row.year ? [] : [{ code: 'fields_changed', importId, field: 'year' }];
}

// ---------------------------------------------------------------- records and their bodies

export type PhotoRowProof = {
  ordinal: number;
  media: string;
  /** Of a document. */
  name: string | null;
  sha256: string;
  bytes: number;
  thumbSha256: string | null;
  thumbBytes: number | null;
  shortCode: string;
  itemKey: string | null;
  source: string | null;
  capturedAt: string;
  latitude: number | null;
  longitude: number | null;
  originalSha256: string | null;
  exifTakenAt: string | null;
  exifLatitude: number | null;
  exifLongitude: number | null;
  stored: boolean;
  lost: boolean;
};

export type RecordProof = {
  seq: number;
  id: string;
  kind: SubmissionKind;
  /** Of a report from a site; a record of the plan has an item. */
  projectId: string | null;
  itemId: string | null;
  capturedAt: string;
  corrects: string | null;
  photoCount: number;
  status: SubmissionStatus;
  body: string;
  bodySha256: string;
  photos: PhotoRowProof[];
  progress: { percent: number; investmentToDateYuan: number | null } | null;
  milestone: { rung: Rung; occurredOn: string; agreedInvestmentYuan: number | null } | null;
  item: ItemRecordProof | null;
};

type ItemRecordProof = { month: string | null; value: number | null; numerator: number | null; denominator: number | null; occurredOn: string | null; title: string | null; projectId: string | null };

type ManifestEntry = {
  ordinal?: number;
  sha256: string;
  bytes: number;
  thumb: { sha256: string; bytes: number };
  capturedAt: string;
  source: string;
  location: { latitude: number; longitude: number } | null;
  itemKey?: string;
  originalSha256?: string;
  exif?: { takenAt?: string; latitude?: number; longitude?: number };
};
type DocumentEntry = { sha256: string; bytes: number; name: string };
type MilestoneFields = { rung?: string; occurredOn?: string; agreedInvestmentYuan?: number };
type Body = MilestoneFields & Partial<Record<keyof ItemRecordProof, unknown>> & {
  id: string;
  projectId?: string;
  itemId?: string;
  capturedAt: string;
  corrects?: string;
  photos: ManifestEntry[];
  documents?: DocumentEntry[];
  percent?: number;
  investmentToDateYuan?: number;
  milestone?: MilestoneFields;
};

export function recordMisfits(row: RecordProof, sha256: HexSha256): Misfit[] {
  const { id: recordId } = row;
  const body = readBody<Body>(row, sha256);
  if (!body) return [{ code: 'body_changed', recordId }];
  const field = differingField(row, body);
  const fields: Misfit[] = field ? [{ code: 'fields_changed', recordId, field }] : [];
  return [...fields, ...manifestMisfits(row, body, sha256)];
}

/** The parsed body, or null where it is not the one that was hashed. */
function readBody<T>({ body, bodySha256 }: { body: string; bodySha256: string }, sha256: HexSha256): T | null {
  return sha256(body) === bodySha256 ? readText(body) : null;
}

function readText<T>(text: string): T | null {
  try {
    return JSON.parse(text) as T;
  } catch {
    return null;
  }
}

const isSameId = (a: string | null | undefined, b: string | null | undefined) => (a ?? '').toLowerCase() === (b ?? '').toLowerCase();
/** Postgres keeps microseconds and rounds; a thousandth apart is the same moment. */
const isSameTime = (a: string, b: string) => Math.abs(Date.parse(a) - Date.parse(b)) <= 1;
const isSameMoment = (a: string | null, b: string | undefined) => (a && b ? isSameTime(a, b) : isSameValue(a, b));
const isSameValue = (a: unknown, b: unknown) => (a ?? null) === (b ?? null);

/** An answer to an order may be about an item too, and is no record of it. */
const isOfItem = (kind: SubmissionKind) => (itemRecordKinds as readonly SubmissionKind[]).includes(kind);

/** The first stored value that is not what the body says. */
function differingField(row: RecordProof, body: Body): string | null {
  const { progress, milestone } = row;
  const told = row.kind === 'progress' ? body.milestone : row.kind === 'milestone_report' ? body : undefined;
  const checks: [field: string, isSame: boolean][] = [
    ['id', isSameId(row.id, body.id)],
    ['project', isSameId(row.item ? row.item.projectId : row.projectId, body.projectId)],
    ['item', isSameId(row.itemId, body.itemId) && (row.item !== null) === isOfItem(row.kind)],
    ['capturedAt', isSameTime(row.capturedAt, body.capturedAt)],
    ['corrects', isSameId(row.corrects, body.corrects)],
    ['photoCount', row.photoCount === body.photos.length],
    ['progress', (progress !== null) === (row.kind === 'progress')],
    ['percent', !progress || progress.percent === body.percent],
    ['investmentToDate', !progress || isSameValue(progress.investmentToDateYuan, body.investmentToDateYuan)],
    ['milestone', (milestone !== null) === (told !== undefined)],
    ['rung', !milestone || milestone.rung === told?.rung],
    ['occurredOn', !milestone || milestone.occurredOn === told?.occurredOn],
    ['agreedInvestment', !milestone || isSameValue(milestone.agreedInvestmentYuan, told?.agreedInvestmentYuan)],
    ['month', !row.item || isSameValue(row.item.month, body.month)],
    ['value', !row.item || row.item.numerator !== null || isSameValue(row.item.value, body.value)],
    ['numerator', !row.item || isSameValue(row.item.numerator, body.numerator)],
    ['denominator', !row.item || isSameValue(row.item.denominator, body.denominator)],
    ['occurredOn', !row.item || isSameValue(row.item.occurredOn, body.occurredOn)],
    ['title', !row.item || isSameValue(row.item.title, body.title)],
  ];
  return checks.find(([, isSame]) => !isSame)?.[0] ?? null;
}

function manifestMisfits(row: RecordProof, body: Body, sha256: HexSha256): Misfit[] {
  const codeOf = (ordinal: number) => shortCode((text) => hexBytes(sha256(text)), row.id, ordinal);
  const misfit = (code: MisfitCode, ordinal: number): Misfit => ({ code, recordId: row.id, photo: { ordinal, shortCode: codeOf(ordinal) } });
  const rows = new Map(row.photos.map((photo) => [photo.ordinal, photo]));
  const announced = [
    ...body.photos.map((entry, index) => ({ ordinal: entry.ordinal ?? index + 1, isAsAnnounced: (photo: PhotoRowProof) => isPhotoAsAnnounced(photo, entry) })),
    ...(body.documents ?? []).map((entry, index) => ({ ordinal: firstDocumentOrdinal + index, isAsAnnounced: (photo: PhotoRowProof) => isDocumentAsAnnounced(photo, entry) })),
  ];
  const known = new Set(announced.map(({ ordinal }) => ordinal));
  return [
    ...announced.flatMap(({ ordinal, isAsAnnounced }) => {
      const photo = rows.get(ordinal);
      if (!photo || !isAsAnnounced(photo) || photo.shortCode !== codeOf(ordinal)) return [misfit('photo_row_changed', ordinal)];
      const isAwaited = row.status === 'complete' && !photo.stored && !photo.lost;
      return isAwaited ? [misfit('photo_unstored', ordinal)] : [];
    }),
    ...row.photos.filter(({ ordinal }) => !known.has(ordinal)).map(({ ordinal }) => misfit('photo_row_changed', ordinal)),
  ];
}

const isDocumentAsAnnounced = ({ media, name, sha256, bytes }: PhotoRowProof, entry: DocumentEntry): boolean =>
  media === 'application/pdf' && name === entry.name && sha256 === entry.sha256 && bytes === entry.bytes;

const isPhotoAsAnnounced = (photo: PhotoRowProof, entry: ManifestEntry): boolean =>
  photo.media === 'image/jpeg' &&
  photo.sha256 === entry.sha256 &&
  photo.bytes === entry.bytes &&
  photo.thumbSha256 === entry.thumb.sha256 &&
  photo.thumbBytes === entry.thumb.bytes &&
  photo.source === entry.source &&
  isSameTime(photo.capturedAt, entry.capturedAt) &&
  isSameValue(photo.itemKey, entry.itemKey) &&
  isSameValue(photo.latitude, entry.location?.latitude) &&
  isSameValue(photo.longitude, entry.location?.longitude) &&
  isSameValue(photo.originalSha256, entry.originalSha256) &&
  isSameMoment(photo.exifTakenAt, entry.exif?.takenAt) &&
  isSameValue(photo.exifLatitude, entry.exif?.latitude) &&
  isSameValue(photo.exifLongitude, entry.exif?.longitude);

/** The first 16 bytes are enough for a short code. */
const hexBytes = (hex: string) => Uint8Array.from({ length: 16 }, (_, index) => Number.parseInt(hex.slice(index * 2, index * 2 + 2), 16));

/** `reportId`: what was answered, of a step the supervision order. Null of a step of a hazard that answers nothing. */
export type AnswerProof = { id: string; reportId: string | null; answer: 'confirm' | 'dispute' | ReviewAnswer | HazardActionKind | OrderActionKind; reason: string | null; body: string; bodySha256: string };

type AnswerBody = {
  id: string; reportId?: string; recordId?: string; rectificationId?: string; requestId?: string; responsibleId?: string; orderId?: string; answer?: string; reason?: string; note?: string; dueOn?: string;
};

export function answerMisfits(row: AnswerProof, sha256: HexSha256): Misfit[] {
  const body = readBody<AnswerBody>(row, sha256);
  if (body !== null && isSameId(row.id, body.id) && isSameValue(row.reason, body.reason ?? (row.answer === 'assigned' ? body.note : undefined)) && saysSo(row, body)) return [];
  // Of steps only one that answers a rectification leads to a record that could be opened.
  const isOfRecord = body?.rectificationId !== undefined || !(isOrderStep(row.answer) || isHazardStep(row.answer));
  return [{ code: 'answer_changed', answerId: row.id, ...(isOfRecord && row.reportId ? { recordId: row.reportId } : {}) }];
}

const isOrderStep = (answer: string): answer is OrderActionKind => (orderActionKinds as readonly string[]).includes(answer);
const isHazardStep = (answer: string): answer is HazardActionKind => (hazardActionKinds as readonly string[]).includes(answer);

/** Of an answer to a milestone report only a dispute gives a reason, so the body tells which of the two it was; a review says it. */
function saysSo({ answer, reportId }: AnswerProof, body: AnswerBody): boolean {
  // Hazards and orders are both extended and returned; the body tells of which of them it speaks.
  const ofHazard = body.rectificationId ?? body.requestId;
  if (ofHazard !== undefined) return isSameId(reportId, ofHazard) && answer === body.answer;
  if (body.responsibleId !== undefined) return isSameId(reportId, body.responsibleId) && answer === 'assigned';
  if (answer === 'extension_requested') return reportId === null && body.dueOn !== undefined && body.orderId === undefined;
  if (isOrderStep(answer)) return isSameId(reportId, answer === 'issued' ? body.id : body.orderId) && saysStep(answer, body);
  if (answer === 'approve' || answer === 'return') return isSameId(reportId, body.recordId) && answer === body.answer;
  return isSameId(reportId, body.reportId) && (answer === 'dispute') === (body.reason !== undefined);
}

/** Which step a body is of: a review says its answer, and no two of the others have the same fields. */
function saysStep(kind: OrderActionKind, { answer, reason, dueOn }: AnswerBody): boolean {
  if (kind === 'closed' || kind === 'returned') return answer === (kind === 'closed' ? 'close' : 'return');
  if (answer !== undefined) return false;
  return (dueOn !== undefined) === (kind === 'issued' || kind === 'extended') && (reason !== undefined) === (kind === 'extended' || kind === 'withdrawn');
}

// ---------------------------------------------------------------- stored bytes

/** A document has no thumbnail. */
export type StoredPhoto = { sha256: string; thumbSha256: string | null };

/** What is wrong with the two objects of a photo, null where the storage has none. */
export function photoMisfit(photo: StoredPhoto, full: Uint8Array | null, thumb: Uint8Array | null, sha256: HexSha256): PhotoMisfit | null {
  if (!full) return 'photo_missing';
  if (sha256(full) !== photo.sha256) return 'photo_changed';
  if (photo.thumbSha256 === null) return null;
  if (!thumb) return 'thumb_missing';
  return sha256(thumb) === photo.thumbSha256 ? null : 'thumb_changed';
}
