/** Photos as the server returns them, with their remarks; a tap shows them in full, to swipe through. */
import type { Photo } from '../contract/photo';
import { previewImages } from '../platform/feedback';
import { photoMisfitWords } from '../text/proof';
import { photoFlagBadge, recordWords } from '../text/report';
import type { PhotoTile } from './photo';
import { PhotoGrid } from './photo-grid';
import { PhotoStrip } from './photo-strip';
import { photoWhen } from './when';

interface EvidencePhotosProps {
  photos: readonly Photo[];
  /** Between time and code at the foot: a person, a project. */
  nameOf?: (photo: Photo) => string | undefined;
}

export function EvidenceGrid({ photos, nameOf, columns }: EvidencePhotosProps & { columns?: 3 | 4 }) {
  return <PhotoGrid photos={photos.map((photo) => toTile(photo, columns === 4 ? null : nameOf?.(photo)))} columns={columns} onOpen={openerOf(photos)} />;
}

export function EvidenceStrip({ photos, nameOf }: EvidencePhotosProps) {
  return <PhotoStrip photos={photos.map((photo) => toTile(photo, nameOf?.(photo)))} onOpen={openerOf(photos)} />;
}

/** `name` null leaves the caption out, where a tile is too small for it. */
export function toTile(photo: Photo, name?: string | null): PhotoTile {
  const flag = flagOf(photo);
  return {
    key: photo.id,
    url: photo.thumbUrl ?? photo.url,
    caption: name === null ? undefined : [photoWhen(photo), name, photo.shortCode.slice(0, 4)].filter(Boolean).join(' '),
    flag: flag === null ? undefined : { text: flag, icon: photo.stored && !photo.misfit && photo.flags[0] === 'far_from_project' ? 'pin' : undefined },
  };
}

/** What matters most about it: that it is not there, that its bytes do not fit, then the remarks. */
function flagOf({ stored, lost, misfit, flags, distanceM }: Photo): string | null {
  if (!stored) return lost ? recordWords.lost : recordWords.photoWaiting;
  return misfit ? photoMisfitWords[misfit] : photoFlagBadge(flags, distanceM);
}

/** Shows a photo in full, the others a swipe away. */
export function openerOf(photos: readonly Photo[]) {
  const urlOf = (photo: Photo | undefined) => photo?.url ?? photo?.thumbUrl ?? null;
  return (key: string) => {
    const current = urlOf(photos.find((photo) => photo.id === key));
    if (current) previewImages(photos.flatMap((photo) => urlOf(photo) ?? []), current);
  };
}
