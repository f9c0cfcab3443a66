// 核验 of what people wrote: does what is stored of a record or an answer still say what its exact body says?
import { type HazardActionKind, hazardActionKinds } from './hazard';
import { itemRecordKinds, type ReviewAnswer } from './item-record';
import type { Rung } from './milestone';
import { type HexSha256, type Misfit, type MisfitCode, isSameId, readBody } from './proof';
import { shortCode } from './short-code';
import { firstDocumentOrdinal, type SubmissionKind, type SubmissionStatus } from './submission';
import { type OrderActionKind, orderActionKinds } from './supervision-order';

// ---------------------------------------------------------------- records and their manifests

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
