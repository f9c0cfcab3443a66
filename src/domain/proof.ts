// 核验: does what is stored still fit what was proven? Pure: rows go in, misfits come out, so that the command, the
// office's page and the tests judge alike, and the judge is not the database that is under suspicion.
//
// What proves what. A digest's head is the hash of the previous head and of its lines (private.digest_records): the first
// says which park, number and day it is, then one for each record or answer that it tells of (private.record_line), which
// holds an id, body hash, photo hashes and receipt. The body covers its own fields and the manifest of its
// photos, and the manifest covers the photos' bytes. Given-up photos stay in the manifest and the line: their bytes are
// simply not asked for. A chain rebuilt from some day on is consistent in itself; only a head kept elsewhere tells.

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

// ---------------------------------------------------------------- bodies

/** The parsed body, or null where it is not the one that was hashed. */
export function readBody<T>({ body, bodySha256 }: { body: string; bodySha256: string }, sha256: HexSha256): T | null {
  return sha256(body) === bodySha256 ? readText(body) : null;
}

export function readText<T>(text: string): T | null {
  try {
    return JSON.parse(text) as T;
  } catch {
    return null;
  }
}

/** Letter case apart: an id may come in capitals, Postgres keeps small ones. */
export const isSameId = (a: string | null | undefined, b: string | null | undefined) => (a ?? '').toLowerCase() === (b ?? '').toLowerCase();

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
