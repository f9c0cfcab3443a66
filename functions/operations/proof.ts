// 核验: walks the chain, what is named and missing, bodies, answers and photos, in slices. The office's page asks for one
// slice after another; `npm run verify` runs the same walk with the service key over every park.
import {
  gapMisfits,
  linkMisfits,
  planMisfits,
  photoMisfit,
  proofSteps,
  type DigestProof,
  type GapProof,
  type Misfit,
  type PhotoMisfit,
  type PlanProof,
  type ProofStep,
} from '../../src/domain/proof';
import { answerMisfits, recordMisfits, type AnswerProof, type RecordProof } from '../../src/domain/proof-body';
import type { ProofSlice } from '../../src/contract/proof';
import type { Dependencies } from '../kit/dependencies';
import type { Handlers } from '../kit/endpoint';
import { sha256Hex } from '../kit/token';
import { documentPath, photoPath, thumbPath } from './photo';

/** A slice ends after this long, so that a progress bar moves and a function stays far from its 30 s. */
const sliceMs = 3000;
/** Photos downloaded at once: each is up to a megabyte in memory. */
const atOnce = 8;

/** Reads one step's facts of one park: as the caller, or with the service key. */
export type ReadProof = (step: ProofStep | 'totals', after: string[]) => Promise<unknown>;

type PhotoProof = { seq: number; parkId: string; submissionId: string; ordinal: number; shortCode: string; sha256: string; thumbSha256: string | null };
/** What one read of a step found, and the place after it; null where the step is over. */
type Part = { checked: number; misfits: Misfit[]; next: string[] | null; heads?: ProofSlice['heads'] };

/** Downloads and hashes both objects of a photo, or the one of a document. Throws `unavailable` while the storage does not answer. */
export async function recheckPhoto(deps: Dependencies, photo: { parkId: string; submissionId: string; sha256: string; thumbSha256: string | null }): Promise<PhotoMisfit | null> {
  const { parkId, submissionId, sha256, thumbSha256 } = photo;
  const paths = thumbSha256 === null ? [documentPath] : [photoPath, thumbPath];
  const [full, thumb] = await Promise.all(paths.map((path) => deps.supabase.storage.download(path(parkId, submissionId, sha256))));
  return photoMisfit(photo, full!, thumb ?? null, sha256Hex);
}

/** In order, a few at a time. */
export async function mapSlowly<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let start = 0; start < items.length; start += atOnce) results.push(...(await Promise.all(items.slice(start, start + atOnce).map(work))));
  return results;
}

const parts: Record<ProofStep, (deps: Dependencies, read: ReadProof, after: string[]) => Promise<Part>> = {
  async digests(_deps, read, after) {
    const digest = (await read('digests', after)) as DigestProof | null;
    if (!digest) return { checked: 0, misfits: [], next: null };
    const { number, on, head } = digest;
    return { checked: 1, misfits: linkMisfits(digest, sha256Hex), next: [String(number)], heads: [{ number, on, head }] };
  },

  async gaps(_deps, read) {
    return { checked: 1, misfits: gapMisfits((await read('gaps', [])) as GapProof), next: null };
  },

  async plans(_deps, read, after) {
    const plan = (await read('plans', after)) as PlanProof | null;
    if (!plan) return { checked: 0, misfits: [], next: null };
    return { checked: 1, misfits: planMisfits(plan, sha256Hex), next: [String(plan.year)] };
  },

  async records(_deps, read, after) {
    const rows = (await read('records', after)) as RecordProof[];
    const last = rows.at(-1);
    return { checked: rows.length, misfits: rows.flatMap((row) => recordMisfits(row, sha256Hex)), next: last ? [String(last.seq)] : null };
  },

  async answers(_deps, read, after) {
    const rows = (await read('answers', after)) as AnswerProof[];
    const last = rows.at(-1);
    return { checked: rows.length, misfits: rows.flatMap((row) => answerMisfits(row, sha256Hex)), next: last ? [last.id] : null };
  },

  async photos(deps, read, after) {
    const photos = (await read('photos', after)) as PhotoProof[];
    const last = photos.at(-1);
    const found = await mapSlowly(photos, async (photo): Promise<Misfit[]> => {
      const code = await recheckPhoto(deps, photo);
      const { submissionId: recordId, ordinal, shortCode } = photo;
      return code ? [{ code, recordId, photo: { ordinal, shortCode } }] : [];
    });
    return { checked: photos.length, misfits: found.flat(), next: last ? [String(last.seq), String(last.ordinal)] : null };
  },
};

/** One slice from `cursor` on, of one step. The first one also tells how much there is. */
export async function checkSlice(deps: Dependencies, read: ReadProof, cursor: string | undefined): Promise<ProofSlice> {
  const { step, place } = readCursor(cursor ?? proofSteps[0]);
  const slice: ProofSlice = { step, checked: 0, misfits: [], heads: [], totals: null, next: null };
  if (cursor === undefined) slice.totals = (await read('totals', [])) as ProofSlice['totals'];
  const start = performance.now();
  let at: string[] | null = place;
  while (at && performance.now() - start < sliceMs) {
    const part: Part = await parts[step](deps, read, at);
    slice.checked += part.checked;
    slice.misfits.push(...part.misfits);
    slice.heads.push(...(part.heads ?? []));
    at = part.next;
  }
  const following = proofSteps[proofSteps.indexOf(step) + 1];
  slice.next = at ? `${step}:${at.join(',')}` : (following ?? null);
  return slice;
}

function readCursor(cursor: string): { step: ProofStep; place: string[] } {
  const [step = '', place = ''] = cursor.split(':');
  return { step: step as ProofStep, place: place === '' ? [] : place.split(',') };
}

/** Reads any park with the service key: for the operator's command, never for a request. */
export const readAsService = (deps: Dependencies, parkId: string): ReadProof => (step, after) =>
  deps.supabase.callAsService('read_park_proof', { p_park_id: parkId, p_step: step, p_after: after });

export const proofHandlers: Handlers = {
  'proof.read': (deps, { call, query }) => checkSlice(deps, (step, after) => call('read_proof', { p_step: step, p_after: after }), query.after),
  'proof.list': async (_deps, { call }) => (await call('list_misfits', {})) as never,
};
