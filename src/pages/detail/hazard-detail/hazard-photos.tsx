import { CompareSlider } from '../../../components/compare-slider';
import { EvidenceDocuments } from '../../../components/evidence-documents';
import { EvidenceGrid, EvidenceStrip, openerOf } from '../../../components/evidence-photos';
import { Icon } from '../../../components/icon';
import { Gap, Small } from '../../../components/text-block';
import type { HazardDetail } from '../../../contract/hazard';
import type { Photo } from '../../../contract/photo';
import { parkDay } from '../../../domain/calendar';
import { formatDay, formatDistance } from '../../../text/format';
import { hazardPageWords as words } from '../../../text/hazard-page';
import { View } from '@tarojs/components';

const urlOf = (photo: Photo | undefined) => photo?.url ?? photo?.thumbUrl ?? null;
const shown = (photos: readonly Photo[]) => photos.find((photo) => urlOf(photo) !== null);

/** 整改前后对照 where there are both; else what there is. */
export function HazardPhotos({ hazard }: { hazard: HazardDetail }) {
  const { rectification, photos: found, project, openedBy } = hazard;
  const sent = rectification?.photos ?? [];
  const after = sent.filter(({ itemKey }) => itemKey !== 'before');
  const old = shown([...found, ...sent.filter(({ itemKey }) => itemKey === 'before')]);
  const fresh = shown(after);
  const all = [...found, ...sent];
  const nameOf = ({ submissionId }: Photo) => (submissionId === rectification?.submissionId ? rectification : { by: openedBy }).by?.name;
  const pictureOf = (photo: Photo, label: (day: string) => string) => ({
    url: urlOf(photo) ?? '',
    label: label(formatDay(parkDay(photo.capturedAt), parkDay(new Date()))),
    caption: [project.name, [nameOf(photo), photo.shortCode.slice(0, 4)].filter(Boolean).join(' ')].join(' · '),
    onOpen: () => openerOf(all)(photo.id),
  });
  return (
    <>
      {old && fresh ? (
        <>
          <CompareSlider id={`compare-${hazard.id}`} before={pictureOf(old, words.before)} after={pictureOf(fresh, words.after)} />
          {all.length > 2 && <EvidenceStrip photos={all} nameOf={nameOf} />}
        </>
      ) : (
        <EvidenceGrid photos={all} nameOf={nameOf} />
      )}
      {hazard.photosPending && <Small>{words.photosPending}</Small>}
      {rectification && (
        <View className="hazard-photo-line">
          <Icon name="image" size="s" className="hazard-photo-icon" />
          <Small>{photoLine(after, rectification.documents.length)}</Small>
        </View>
      )}
      {rectification && rectification.documents.length > 0 && (
        <>
          <Gap size={2} />
          <EvidenceDocuments documents={rectification.documents} />
        </>
      )}
    </>
  );
}

/** "整改照片 3 张，现场拍摄，离项目 40 m": the farthest, where any says. */
function photoLine(after: readonly Photo[], documents: number): string {
  if (after.length === 0) return words.noPicture(documents);
  const metres = after.flatMap(({ distanceM }) => distanceM ?? []);
  return words.rectifiedPhotos(after.length, after.some(({ source }) => source === 'album'), metres.length > 0 ? formatDistance(Math.max(...metres)) : null);
}
