/** The photos of a record with their proof: what each shows of its making, what is missing, and what no longer fits. */
import { View } from '@tarojs/components';
import { useState } from 'react';
import { Card, CardBody, CardTitle } from '../../../components/card';
import { EvidenceGrid, openerOf } from '../../../components/evidence-photos';
import { NoticeBar } from '../../../components/notice-bar';
import { Photo as PhotoPicture } from '../../../components/photo';
import { List, Row } from '../../../components/row';
import { Tag } from '../../../components/tag';
import { Gap, Small } from '../../../components/text-block';
import { dayAndTime } from '../../../components/when';
import type { Photo } from '../../../contract/photo';
import type { ReportDetail } from '../../../contract/report';
import { parkClock } from '../../../domain/calendar';
import { rectificationSides } from '../../../domain/hazard';
import { formatDistance } from '../../../text/format';
import { projectWords } from '../../../text/project';
import { photoMisfitWords } from '../../../text/proof';
import { recordWords as words } from '../../../text/report';
import { locationMissingWords, photoFlagHints, photoFlagWords, photoSourceWords } from '../../../text/submission';

export function ReportPhotos({ report }: { report: ReportDetail }) {
  const [isListed, setIsListed] = useState(false);
  const arrived = report.photos.filter((photo) => photo.stored).length;
  const misfits = report.photos.filter((photo) => photo.misfit).map(({ ordinal }) => ordinal);
  return (
    <>
      <Grids report={report} />
      {misfits.length > 0 && <NoticeBar tone="red">{words.misfit(misfits)}</NoticeBar>}
      {report.status === 'awaiting_photos' && (
        <NoticeBar icon="clock">{words.awaitingPhotos(arrived, report.photoCount - report.lostCount)}</NoticeBar>
      )}
      {report.photos.map(({ id, lost }) => lost && <NoticeBar key={id}>{words.lostBecause(lost.reason, dayAndTime(lost.at))}</NoticeBar>)}
      <Gap />
      <List>
        <Row title={words.evidence} isPlain right={<Small>{isListed ? projectWords.fold : ''}</Small>} hasChevron={!isListed} onClick={() => setIsListed(!isListed)} />
        {isListed &&
          report.photos.map((photo) => (
            <Row
              key={photo.id}
              title={photo.shortCode}
              note={
                <>
                  <PhotoProof photo={photo} />
                  <PhotoState photo={photo} />
                </>
              }
            />
          ))}
      </List>
    </>
  );
}

/** Of a rectification the state before and after apart. */
function Grids({ report: { kind, photos } }: { report: ReportDetail }) {
  if (kind !== 'hazard_rectify') return <EvidenceGrid photos={photos} />;
  const sides = { before: photos.filter(({ itemKey }) => itemKey === 'before'), after: photos.filter(({ itemKey }) => itemKey !== 'before') };
  return (
    <>
      {rectificationSides.map(
        (side) =>
          sides[side].length > 0 && (
            <View key={side} className="report-side">
              <Small>{words.side[side]}</Small>
              <EvidenceGrid photos={sides[side]} />
            </View>
          ),
      )}
    </>
  );
}

/** The photo that a short code led to, large and with its proof. */
export function FoundPhoto({ photo, all }: { photo: Photo; all: readonly Photo[] }) {
  return (
    <Card isFlush>
      <PhotoPicture photo={{ key: photo.id, url: photo.url ?? photo.thumbUrl }} shape="wide" onOpen={() => openerOf(all)(photo.id)} />
      <CardBody>
        <CardTitle>{photo.shortCode}</CardTitle>
        <Small>
          <PhotoProof photo={photo} />
          <PhotoState photo={photo} />
        </Small>
      </CardBody>
    </Card>
  );
}

/** When, from where, how exact or why unknown, what the file itself says, and what is odd. */
function PhotoProof({ photo }: { photo: Photo }) {
  const { location, locationMissing, distanceM, exif, flags } = photo;
  const distance = distanceM === null ? '' : words.distance(formatDistance(distanceM));
  const place = location
    ? [words.place(location.latitude.toFixed(5), location.longitude.toFixed(5)), words.accuracy(formatDistance(location.accuracyM)), distance]
    : [locationMissing ? locationMissingWords[locationMissing] : ''];
  const own = [
    exif?.takenAt ? words.ownTime(parkClock(exif.takenAt)) : '',
    exif?.latitude !== undefined && exif.longitude !== undefined ? words.ownPlace(exif.latitude.toFixed(5), exif.longitude.toFixed(5)) : '',
    // Without a position of the phone the distance is that of the file's own place.
    location ? '' : distance,
  ].filter(Boolean);
  // Only of an album photo is it worth saying that the file is silent: what else is there to go by?
  const ownLines = own.length > 0 ? own : photo.source === 'album' ? [words.nothingOwn] : [];
  return (
    <>
      <View>{`${dayAndTime(photo.capturedAt)} · ${photoSourceWords[photo.source]}`}</View>
      <View>{place.filter(Boolean).join(' · ')}</View>
      {ownLines.map((line) => (
        <View key={line}>{line}</View>
      ))}
      {flags.map((flag) => (
        <View key={flag} className="report-flag">
          <Tag tone="yellow">{photoFlagWords[flag]}</Tag>
          <View>{photoFlagHints[flag]}</View>
        </View>
      ))}
    </>
  );
}

/** That its bytes are missing, or are no longer those that were proven. */
function PhotoState({ photo: { lost, misfit } }: { photo: Photo }) {
  if (!lost && !misfit) return null;
  return (
    <View className="report-flag">
      {misfit && <Tag tone="red">{photoMisfitWords[misfit]}</Tag>}
      {lost && <Tag tone="yellow">{words.lost}</Tag>}
    </View>
  );
}
