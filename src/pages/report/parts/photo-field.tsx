import { useEffect, useState } from 'react';
import { TextLink } from '../../../components/button';
import { NoticeBar } from '../../../components/notice-bar';
import type { PhotoTile } from '../../../components/photo';
import { PhotoGrid } from '../../../components/photo-grid';
import { Gap, Small } from '../../../components/text-block';
import type { Project } from '../../../contract/project';
import { parkTime } from '../../../domain/calendar';
import { previewImages } from '../../../platform/feedback';
import { openPermissionSettings } from '../../../platform/privacy';
import { usePhone } from '../../../state/phone';
import { reportFormWords as words } from '../../../text/report-form';
import { type DraftPhoto, flagsOf, metresOff } from './form';
import type { CameraProblem } from './use-camera';

interface PhotoFieldProps {
  photos: readonly DraftPhoto[];
  project: Project | null;
  max: number;
  columns?: 3 | 4;
  isBusy: boolean;
  problem: CameraProblem | null;
  onAdd: () => void;
  onRemove: (fileKey: string) => void;
}

/** The photos of a form with what is noteworthy about each, from the files on this phone. */
export function PhotoField({ photos, project, max, columns = 3, isBusy, problem, onAdd, onRemove }: PhotoFieldProps) {
  const urls = useUrls(photos);
  const tiles = photos.map((photo) => toTile(photo, project, urls[photo.thumbKey] ?? null, columns === 3));
  const { files } = usePhone();
  const handleOpen = async (key: string) => {
    const found = await Promise.all(photos.map((photo) => files.url(photo.fileKey)));
    const current = found[photos.findIndex((photo) => photo.fileKey === key)];
    if (current) previewImages(found.filter((url) => url !== null), current);
  };
  return (
    <>
      <PhotoGrid photos={tiles} max={max} columns={columns} onAdd={isBusy ? undefined : onAdd} onOpen={(key) => void handleOpen(key)} onRemove={onRemove} />
      {isBusy && (
        <>
          <Gap size={2} />
          <Small>{words.working}</Small>
        </>
      )}
      {problem && (
        <NoticeBar tone="red">
          {words.photoProblem[problem]}
          {process.env.TARO_ENV === 'weapp' && (problem === 'denied' || problem === 'privacy') && (
            <TextLink onClick={() => void openPermissionSettings()}>{words.openSettings}</TextLink>
          )}
        </NoticeBar>
      )}
      {noticesOf(photos, project).map((notice) => (
        <NoticeBar key={notice}>{notice}</NoticeBar>
      ))}
    </>
  );
}

/** Addresses of the small pictures, by key; a picture shows as soon as its own is known. */
function useUrls(photos: readonly DraftPhoto[]): Record<string, string | null> {
  const { files } = usePhone();
  const [urls, setUrls] = useState<Record<string, string | null>>({});
  const wanted = photos.map(({ thumbKey }) => thumbKey).join();
  useEffect(() => {
    let isHere = true;
    for (const key of wanted.split(',').filter(Boolean)) {
      void files.url(key).then((url) => isHere && setUrls((known) => (known[key] === url ? known : { ...known, [key]: url })));
    }
    return () => {
      isHere = false;
    };
  }, [files, wanted]);
  return urls;
}

function toTile(photo: DraftPhoto, project: Project | null, url: string | null, isLarge: boolean): PhotoTile {
  const flags = flagsOf(photo, project?.location ?? null);
  const metres = metresOff(photo, project?.location ?? null);
  const flag =
    flags.includes('far_from_project') && metres !== null
      ? { text: words.flagFar(metres), icon: 'pin' as const }
      : flags.includes('album')
        ? { text: words.flagAlbum, icon: 'image' as const }
        : flags.includes('inaccurate')
          ? { text: words.flagInaccurate }
          : photo.location === null
            ? { text: words.flagNoPlace }
            : undefined;
  return { key: photo.fileKey, url, caption: words.caption(parkTime(photo.capturedAt), isLarge ? (project?.name ?? null) : null), flag };
}

/** Said once per kind, naming the photos. */
function noticesOf(photos: readonly DraftPhoto[], project: Project | null): string[] {
  const location = project?.location ?? null;
  const numbersOf = (test: (photo: DraftPhoto) => boolean) => photos.flatMap((photo, index) => (test(photo) ? [index + 1] : []));
  const far = numbersOf((photo) => flagsOf(photo, location).includes('far_from_project'));
  const farthest = Math.max(0, ...photos.map((photo) => metresOff(photo, location) ?? 0));
  const inaccurate = numbersOf((photo) => flagsOf(photo, location).includes('inaccurate'));
  const album = numbersOf((photo) => photo.source === 'album');
  return [
    ...(far.length > 0 ? [words.noticeFar(far, farthest)] : []),
    ...(inaccurate.length > 0 ? [words.noticeInaccurate(inaccurate)] : []),
    ...(album.length > 0 ? [words.noticeAlbum(album)] : []),
    ...(photos.some((photo) => photo.location === null) ? [words.noticeNoPlace] : []),
  ];
}
