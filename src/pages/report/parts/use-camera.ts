// One capture: consent, camera or album, place, watermark, and both sizes on disk before the form shows the photo.
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { newRecordId } from '../../../api/record-id';
import { maxOrdinal } from '../../../contract/photo';
import type { Project } from '../../../contract/project';
import { photoPlan } from '../../../domain/photo-plan';
import { shortCode } from '../../../domain/short-code';
import { watermarkLines } from '../../../domain/watermark';
import { type Place, readPlace } from '../../../platform/location';
import { type ExifFacts, PhotoError, type PhotoOrigin, type PickedPhoto, processPhoto, readExif, takePhotos } from '../../../platform/photo';
import { askPrivacyConsent } from '../../../platform/privacy';
import { StorageError } from '../../../platform/store';
import { sha256OfBytes, sha256Raw } from '../../../state/hash';
import { usePhone } from '../../../state/phone';
import { me } from '../../../state/session';
import type { reportFormWords } from '../../../text/report-form';
import { type DraftPhoto, ordinalsGiven, type ReportDraft } from './form';

export type CameraProblem = keyof typeof reportFormWords.photoProblem;

/** Why photos are not in the form. `numbers`: which of those just picked; null when there was only one. */
export type Refusal = { problem: CameraProblem; numbers: number[] | null; itemKey: string | undefined };

export type Camera = {
  isBusy: boolean;
  refusals: Refusal[];
  take: (origin: PhotoOrigin, room: number, itemKey?: string) => Promise<void>;
};

/** What all photos of one capture share. */
type Capture = { at: Date; place: Place; project: Pick<Project, 'id' | 'name'> | null; itemKey: string | undefined };

/** Refused by ourselves, as PhotoError is by the platform. */
class Refused extends Error {
  constructor(readonly reason: 'privacy' | 'already_there' | 'too_many' | 'full_before') {
    super(reason);
  }
}

/**
 * `onPhoto` gets each photo once it is on disk. `settleProject` gets the position, read once per capture, and answers
 * whose name the watermark bears. A photo that is refused is said so, and the others of the same pick go on.
 */
export function useCamera(draft: ReportDraft, onPhoto: (photo: DraftPhoto) => void, settleProject: (place: Place) => Pick<Project, 'id' | 'name'> | null): Camera {
  const { files } = usePhone();
  const space = useSpace();
  const [isBusy, setIsBusy] = useState(false);
  const [refusals, setRefusals] = useState<Refusal[]>([]);
  // Ahead of the draft while several photos of one pick are on their way into it.
  const kept = useRef({ id: draft.id, ordinal: ordinalsGiven(draft), photos: draft.photos });
  const isWorking = useRef(false);
  useEffect(() => {
    kept.current = { id: draft.id, ordinal: Math.max(kept.current.ordinal, ordinalsGiven(draft)), photos: draft.photos };
  }, [draft]);

  const keep = useCallback(
    async (picked: PickedPhoto, { at, place, project, itemKey }: Capture): Promise<void> => {
      const original = await picked.read();
      const originalSha256 = sha256OfBytes(original);
      if (kept.current.photos.some((photo) => photo.originalSha256 === originalSha256 && photo.itemKey === itemKey)) throw new Refused('already_there');
      const ordinal = kept.current.ordinal + 1;
      if (ordinal > maxOrdinal) throw new Refused('too_many');

      const exif = withConsent(await readExif(original), place);
      const source = sourceOf(picked, exif, at);
      const location = toLocation(source, place);
      const watermark = watermarkLines({
        ...location,
        source,
        exif,
        takenAt: at.toISOString(),
        project: project?.name ?? null,
        person: me()?.staff.name ?? null,
        shortCode: shortCode(sha256Raw, kept.current.id, ordinal),
      });
      const { full, thumb } = await processPhoto(original, photoPlan, watermark);
      const name = await newRecordId();
      const [fileKey, thumbKey] = [`draft-${name}.jpg`, `draft-${name}.thumb.jpg`];
      await files.write(fileKey, full.bytes);
      await files.write(thumbKey, thumb.bytes);
      const photo: DraftPhoto = {
        sha256: sha256OfBytes(full.bytes),
        bytes: full.bytes.byteLength,
        thumb: { sha256: sha256OfBytes(thumb.bytes), bytes: thumb.bytes.byteLength },
        ordinal,
        originalSha256,
        capturedAt: capturedAt(source, exif, at),
        source,
        ...location,
        ...(Object.keys(exif).length > 0 && { exif }),
        ...(itemKey !== undefined && { itemKey }),
        fileKey,
        thumbKey,
        ...(project && { drawnFor: { id: project.id, name: project.name } }),
      };
      kept.current = { ...kept.current, ordinal, photos: [...kept.current.photos, photo] };
      onPhoto(photo);
    },
    [files, onPhoto],
  );

  const addAll = useCallback(
    async (picked: readonly PickedPhoto[], itemKey: string | undefined) => {
      isWorking.current = true;
      setIsBusy(true);
      try {
        const at = new Date();
        // An album photo was not taken here: nobody is asked for a position that only sorts projects.
        const place = await readPlace({ ask: picked.some(({ origin }) => origin === 'camera') });
        const capture: Capture = { at, place, project: settleProject(place), itemKey };
        const refused: [CameraProblem, number][] = [];
        for (const [index, one] of picked.entries()) {
          await keep(one, capture).catch((error: unknown) => refused.push([toProblem(error), index + 1]));
        }
        setRefusals(byProblem(refused, picked.length, itemKey));
      } finally {
        isWorking.current = false;
        setIsBusy(false);
        void space.look();
      }
    },
    [keep, settleProject, space],
  );

  const take = useCallback(
    async (origin: PhotoOrigin, room: number, itemKey?: string) => {
      if (isWorking.current) return;
      setRefusals([]);
      try {
        if (space.isFull()) throw new Refused('full_before');
        if ((await askPrivacyConsent()) === 'refused') throw new Refused('privacy');
        const picked = await takePhotos(origin, room);
        // One pick at a time, or a code would be drawn twice. Counted from here and not from the tap: an old Safari never
        // says that the person backed out, and must open the camera again.
        if (picked.length > 0 && !isWorking.current) await addAll(picked, itemKey);
      } catch (error) {
        setRefusals([{ problem: toProblem(error), numbers: null, itemKey }]);
      }
    },
    [addAll, space],
  );

  return { isBusy, refusals, take };
}

/** A photo with its thumbnail takes half a megabyte; the report itself needs its place too. */
const leastSpaceBytes = 3 * 1024 * 1024;

/**
 * Whether the phone is too full for another photo, known before the camera opens: looked at beforehand, because a
 * browser opens its camera only in the very moment of a tap. What the server has already is removed first.
 */
function useSpace(): { isFull: () => boolean; look: () => Promise<void> } {
  const { files, outbox } = usePhone();
  const isFull = useRef(false);
  const look = useCallback(async () => {
    isFull.current = (await files.room()) < leastSpaceBytes;
    if (!isFull.current) return;
    await outbox.makeRoom().catch(() => undefined);
    isFull.current = (await files.room()) < leastSpaceBytes;
  }, [files, outbox]);
  useEffect(() => void look(), [look]);
  return useMemo(() => ({ isFull: () => isFull.current, look }), [look]);
}

/** Time to look at a shot and accept it. */
const freshMs = 10 * 60_000;

/** A copied or re-encoded file is new on the disk, but its camera wrote into it when it was taken. */
function sourceOf({ origin, isOriginSure }: PickedPhoto, { takenAt }: ExifFacts, at: Date): PhotoOrigin {
  const isOld = takenAt !== undefined && Math.abs(Date.parse(takenAt) - at.getTime()) > freshMs;
  return origin === 'camera' && !isOriginSure && isOld ? 'album' : origin;
}

/** Somebody who refuses the phone's position has not agreed to the file's either; the time in it tells nobody where. */
function withConsent({ takenAt, ...place }: ExifFacts, phonePlace: Place): ExifFacts {
  const isRefused = 'missing' in phonePlace && phonePlace.missing === 'denied';
  return { ...(takenAt !== undefined && { takenAt }), ...(isRefused ? {} : place) };
}

function toLocation(source: PhotoOrigin, place: Place): Pick<DraftPhoto, 'location' | 'locationMissing'> {
  if (source === 'album') return { location: null, locationMissing: 'album' };
  if ('missing' in place) return { location: null, locationMissing: place.missing };
  const { latitude, longitude, accuracyM } = place;
  return { location: { latitude, longitude, accuracyM: Math.min(1_000_000, Math.max(0, accuracyM)) } };
}

/** When an album photo was taken is known to its file only, and a file from the future knows nothing. */
function capturedAt(source: PhotoOrigin, { takenAt }: ExifFacts, at: Date): string {
  return source === 'album' && takenAt !== undefined && takenAt <= at.toISOString() ? takenAt : at.toISOString();
}

function toProblem(error: unknown): CameraProblem {
  return error instanceof PhotoError || error instanceof StorageError || error instanceof Refused ? error.reason : 'failed';
}

function byProblem(refused: readonly [CameraProblem, number][], picked: number, itemKey: string | undefined): Refusal[] {
  return [...new Set(refused.map(([problem]) => problem))].map((problem) => ({
    problem,
    itemKey,
    numbers: picked === 1 ? null : refused.flatMap(([one, number]) => (one === problem ? [number] : [])),
  }));
}
