import { Section } from '../../../components/section';
import type { Project } from '../../../contract/project';
import { maxPhotosPerReport } from '../../../domain/submission';
import { reportFormWords as words } from '../../../text/report-form';
import type { DraftPhoto } from './form';
import { PhotoField } from './photo-field';
import type { Camera } from './use-camera';

interface PhotoSectionProps {
  photos: readonly DraftPhoto[];
  project: Project | null;
  camera: Camera;
  onRemove: (fileKey: string) => void;
}

/** The photos of a form that begins with them: large, with the album beside the title. */
export function PhotoSection({ photos, project, camera, onRemove }: PhotoSectionProps) {
  const room = maxPhotosPerReport - photos.length;
  return (
    <Section
      title={words.photos}
      count={words.photoCount(photos.length, maxPhotosPerReport)}
      link={room > 0 ? words.fromAlbum : undefined}
      onLink={() => void camera.take('album', room)}
    >
      <PhotoField photos={photos} project={project} max={maxPhotosPerReport} camera={camera} onAdd={() => void camera.take('camera', room)} onRemove={onRemove} />
    </Section>
  );
}
