import { TextLink } from '../../../components/button';
import { Card, CardTitle } from '../../../components/card';
import { Gap, Small } from '../../../components/text-block';
import { maxPhotosPerReport } from '../../../domain/submission';
import { reportFormWords } from '../../../text/report-form';
import { DocumentField } from './document-field';
import { documentsOf, type ReportAction, type ReportDraft } from './form';
import { PhotoField } from './photo-field';
import type { Camera } from './use-camera';

interface EvidenceFieldProps {
  draft: ReportDraft;
  camera: Camera;
  title: string;
  hint: string;
  dispatch: (action: Exclude<ReportAction, { type: 'project' }>) => void;
}

/** What proves a statement that was not made on a site: photos of papers or places, and documents. */
export function EvidenceField({ draft, camera, title, hint, dispatch }: EvidenceFieldProps) {
  const { photos } = draft;
  const room = maxPhotosPerReport - photos.length;
  return (
    <>
      <Card>
        <CardTitle
          hint={reportFormWords.photoCount(photos.length, maxPhotosPerReport)}
          right={room > 0 && <TextLink onClick={() => void camera.take('album', room)}>{reportFormWords.fromAlbum}</TextLink>}
        >
          {title}
        </CardTitle>
        <Small>{hint}</Small>
        <Gap size={2} />
        <PhotoField photos={photos} project={null} max={maxPhotosPerReport} columns={4} camera={camera} onAdd={() => void camera.take('camera', room)} onRemove={(fileKey) => dispatch({ type: 'photoRemoved', fileKey })} />
      </Card>
      <DocumentField documents={documentsOf(draft)} onAdd={(document) => dispatch({ type: 'documentAdded', document })} onRemove={(fileKey) => dispatch({ type: 'documentRemoved', fileKey })} />
    </>
  );
}
