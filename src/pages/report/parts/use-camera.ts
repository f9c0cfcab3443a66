// One capture: consent, camera or album, place, and both sizes on disk before the form shows the photo.
import { useCallback, useState } from 'react';
import { newRecordId } from '../../../api/record-id';
import { photoPlan } from '../../../domain/photo-plan';
import { type Place, readPlace } from '../../../platform/location';
import { PhotoError, type PhotoOrigin, type PickedPhoto, processPhoto, takePhotos } from '../../../platform/photo';
import { askPrivacyConsent } from '../../../platform/privacy';
import { StorageError } from '../../../platform/store';
import { sha256OfBytes } from '../../../state/hash';
import { usePhone } from '../../../state/phone';
import type { reportFormWords } from '../../../text/report-form';
import type { DraftPhoto } from './form';

export type CameraProblem = keyof typeof reportFormWords.photoProblem;

type Camera = {
  isBusy: boolean;
  problem: CameraProblem | null;
  take: (origin: PhotoOrigin, room: number, itemKey?: string) => Promise<void>;
};

/** `onPhoto` gets each photo once it is on disk; `onPlace` the position, read once per capture. */
export function useCamera(onPhoto: (photo: DraftPhoto) => void, onPlace: (place: Place) => void = () => undefined): Camera {
  const { files } = usePhone();
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState<CameraProblem | null>(null);

  const keep = useCallback(
    async (picked: PickedPhoto, place: Place, itemKey: string | undefined): Promise<DraftPhoto> => {
      const capturedAt = new Date().toISOString();
      // The watermark comes with the next step; until then the place is in the manifest only.
      const { full, thumb } = await processPhoto(picked, photoPlan, []);
      const name = await newRecordId();
      const [fileKey, thumbKey] = [`draft-${name}.jpg`, `draft-${name}.thumb.jpg`];
      await files.write(fileKey, full.bytes);
      await files.write(thumbKey, thumb.bytes);
      const { source, location, locationMissing } = { source: picked.origin, ...toLocation(place) };
      return {
        sha256: sha256OfBytes(full.bytes),
        bytes: full.bytes.byteLength,
        thumb: { sha256: sha256OfBytes(thumb.bytes), bytes: thumb.bytes.byteLength },
        capturedAt,
        source,
        location,
        ...(locationMissing && { locationMissing }),
        ...(itemKey !== undefined && { itemKey }),
        fileKey,
        thumbKey,
      };
    },
    [files],
  );

  const take = useCallback(
    async (origin: PhotoOrigin, room: number, itemKey?: string) => {
      setProblem(null);
      try {
        if ((await askPrivacyConsent()) === 'refused') throw new Error('privacy');
        const picked = await takePhotos(origin, room);
        if (picked.length === 0) return;
        setIsBusy(true);
        const place = await readPlace();
        onPlace(place);
        for (const one of picked) onPhoto(await keep(one, place, itemKey));
      } catch (error) {
        setProblem(toProblem(error));
      } finally {
        setIsBusy(false);
      }
    },
    [keep, onPhoto, onPlace],
  );

  return { isBusy, problem, take };
}

function toLocation(place: Place): Pick<DraftPhoto, 'location' | 'locationMissing'> {
  if ('missing' in place) return { location: null, locationMissing: place.missing };
  const { latitude, longitude, accuracyM } = place;
  return { location: { latitude, longitude, accuracyM: Math.min(1_000_000, Math.max(0, accuracyM)) } };
}

function toProblem(error: unknown): CameraProblem {
  if (error instanceof PhotoError || error instanceof StorageError) return error.reason;
  return error instanceof Error && error.message === 'privacy' ? 'privacy' : 'failed';
}
