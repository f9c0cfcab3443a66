// 照片抽查: the daily job that hashes stored photos again, the one checked longest ago first. A misfit is marked on the
// photo, shown with its record and audited; the record keeps counting, since what it told is not undone by a bad disk.
import type { PhotoMisfit } from '../../src/domain/proof';
import type { Dependencies } from '../kit/dependencies';
import { Problem } from '../kit/problem';
import { mapSlowly, recheckPhoto } from './proof';

/** Marked together; little is lost when a run is cut off. */
const batch = 48;
/** A run ends by itself before a scheduler's minute is over, and in time for the next day. */
const limits = { photos: 5000, ms: 40_000 };

type ToCheck = { parkId: string; submissionId: string; ordinal: number; sha256: string; thumbSha256: string | null };
type Found = { submissionId: string; ordinal: number; misfit: PhotoMisfit | null };

/** A storage that does not answer ends the run without a word about any photo; the next run goes on. */
export async function checkPhotos(deps: Dependencies): Promise<Record<string, unknown>> {
  const start = performance.now();
  const seen = new Set<string>();
  const done = { checked: 0, misfits: 0 };
  while (done.checked < limits.photos && performance.now() - start < limits.ms) {
    const photos = (await deps.supabase.callAsService('photos_to_check', { p_limit: batch })) as ToCheck[];
    // Those just checked come last; meeting one again means that all have been.
    const fresh = photos.filter(({ submissionId, ordinal }) => !seen.has(`${submissionId}:${ordinal}`));
    if (fresh.length === 0) break;
    fresh.forEach(({ submissionId, ordinal }) => seen.add(`${submissionId}:${ordinal}`));
    let found: Found[];
    try {
      found = await mapSlowly(fresh, async (photo) => ({ submissionId: photo.submissionId, ordinal: photo.ordinal, misfit: await recheckPhoto(deps, photo) }));
    } catch (error) {
      if (error instanceof Problem && error.code === 'unavailable') return { ...done, stopped: error.code };
      throw error;
    }
    await deps.supabase.callAsService('mark_photos_checked', { p_found: found });
    done.checked += found.length;
    done.misfits += found.filter(({ misfit }) => misfit !== null).length;
    if (fresh.length < photos.length) break;
  }
  return done;
}
