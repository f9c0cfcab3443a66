// 无主照片: objects in the storage that no manifest names, left by an upload whose record was never kept, and what stayed
// under incoming/ although its photo is stored. They go after 30 days and never sooner. The manifests are asked about each object by name, so that an answer cut short can only keep
// too much; a folder whose list did not come whole is left alone; everything is asked again right before the deletion.
import type { Dependencies } from '../kit/dependencies';
import { Problem } from '../kit/problem';
import { documentBucket, type EvidenceBucket, photoBucket, type StoredEntry } from '../kit/supabase';
import { incoming } from './photo';

const youngDays = 30;
const pageSize = 100;
const budgetMs = 40_000;
const job = 'clean-orphans';

const folderPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const objectPattern = /^(?<sha256>[0-9a-f]{64})((\.thumb)?\.jpg|\.pdf)$/;

/** The park's folder of proven photos, or of what phones sent and nobody has checked yet. */
type Root = { bucket: EvidenceBucket; folder: string; parkId: string; isIncoming: boolean };
/** The root whose folders are looked through, and how many of them were. */
type Place = { bucket: EvidenceBucket; folder: string; offset: number };
type Candidate = { parkId: string; submissionId: string; sha256: string; isIncoming: boolean; path: string };

/** Goes on where the last run stopped; a whole round may take several. */
export async function cleanOrphans(deps: Dependencies, now: Date): Promise<Record<string, unknown>> {
  const start = performance.now();
  const done = { folders: 0, removed: 0 };
  // Only parks of this database: one that was connected to another's storage by mistake must not empty it.
  const parks = (await deps.supabase.callAsService('list_parks', {})) as string[];
  const roots = parks
    .flatMap((parkId) => ([photoBucket, documentBucket] as const).flatMap((bucket): Root[] => [{ bucket, folder: parkId, parkId, isIncoming: false }, { bucket, folder: incoming(parkId), parkId, isIncoming: true }]))
    .sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
  const remembered = (await deps.supabase.callAsService('read_job_cursor', { p_job: job })) as Place | null;
  let place: Place | null = remembered ?? startOf(roots[0]);
  try {
    while (place && performance.now() - start < budgetMs) {
      const here: Place = place;
      const { offset } = here;
      const root = roots.find((one) => orderOf(one) === orderOf(here));
      const folders = root ? await deps.supabase.storage.list(root.bucket, root.folder, { offset, limit: pageSize }) : [];
      let emptied = 0;
      for (const { name, isFolder } of folders) {
        if (!root || !isFolder || !folderPattern.test(name)) continue;
        const { removed, isEmpty } = await cleanFolder(deps, root, name, now);
        done.folders += 1;
        done.removed += removed;
        emptied += isEmpty ? 1 : 0;
      }
      // An emptied folder is no longer listed, so those after it move up.
      const isOver = folders.length < pageSize;
      place = isOver ? startOf(roots.find((one) => orderOf(one) > orderOf(here))) : { ...here, offset: offset + folders.length - emptied };
      // After the last root the next run begins anew.
      await deps.supabase.callAsService('move_job_cursor', { p_job: job, p_place: place ?? startOf(roots[0]) ?? {} });
    }
  } catch (error) {
    if (error instanceof Problem && error.code === 'unavailable') return { ...done, stopped: error.code };
    throw error;
  }
  return done;
}

const startOf = (root: Root | undefined): Place | null => (root ? { bucket: root.bucket, folder: root.folder, offset: 0 } : null);
const orderOf = ({ bucket, folder }: Pick<Root, 'bucket' | 'folder'>) => `${bucket}/${folder}`;

async function cleanFolder(deps: Dependencies, root: Root, submissionId: string, now: Date): Promise<{ removed: number; isEmpty: boolean }> {
  const kept = { removed: 0, isEmpty: false };
  if ((await findOrphans(deps, root, submissionId, now)).orphans.length === 0) return kept;
  // Again, right before: a record may have come meanwhile, or a newer object under the same name.
  const { orphans, total } = await findOrphans(deps, root, submissionId, now);
  if (orphans.length === 0) return kept;
  await deps.supabase.storage.remove(orphans.map(({ path }) => path));
  await deps.supabase.callAsService('audit_orphans', { p_park_id: root.parkId, p_submission_id: submissionId, p_count: orphans.length });
  return { removed: orphans.length, isEmpty: orphans.length === total };
}

async function findOrphans(deps: Dependencies, { bucket, folder, parkId, isIncoming }: Root, submissionId: string, now: Date): Promise<{ orphans: Candidate[]; total: number }> {
  const entries = await listWhole(deps, bucket, `${folder}/${submissionId}`);
  const isOld = (entry: StoredEntry) => entry.changedAt !== null && now.getTime() - Date.parse(entry.changedAt) > youngDays * 86_400_000;
  const old = entries.filter(isOld).flatMap(({ name }): Candidate[] => {
    const sha256 = objectPattern.exec(name)?.groups?.sha256;
    return sha256 ? [{ parkId, submissionId, sha256, isIncoming, path: `${folder}/${submissionId}/${name}` }] : [];
  });
  if (old.length === 0) return { orphans: [], total: entries.length };
  const unnamed = (await deps.supabase.callAsService('unnamed_photos', { p_objects: old })) as Candidate[];
  const paths = new Set(unnamed.map(({ path }) => path));
  return { orphans: old.filter(({ path }) => paths.has(path)), total: entries.length };
}

/** Every entry, or a thrown `unavailable`: never a part of a list. */
async function listWhole(deps: Dependencies, bucket: EvidenceBucket, folder: string): Promise<StoredEntry[]> {
  const entries: StoredEntry[] = [];
  for (;;) {
    const page = await deps.supabase.storage.list(bucket, folder, { offset: entries.length, limit: pageSize });
    entries.push(...page);
    if (page.length < pageSize) return entries;
  }
}
