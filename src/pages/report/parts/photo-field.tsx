import { useEffect, useState } from 'react';
import { TextLink } from '../../../components/button';
import { NoticeBar } from '../../../components/notice-bar';
import type { PhotoTile } from '../../../components/photo';
import { PhotoGrid } from '../../../components/photo-grid';
import { Gap, Small } from '../../../components/text-block';
import { useConfirm } from '../../../components/use-confirm';
import { photoWhen } from '../../../components/when';
import type { Project } from '../../../contract/project';
import type { PhotoFlag } from '../../../domain/submission';
import { previewImages } from '../../../platform/feedback';
import { openPermissionSettings } from '../../../platform/privacy';
import { isReplaceable } from '../../../outbox/item';
import { usePhone } from '../../../state/phone';
import { reportFormWords as words } from '../../../text/report-form';
import { type Circumstances, type DraftPhoto, flagsOf, metresOff } from './form';
import type { Camera } from './use-camera';

interface PhotoFieldProps {
  photos: readonly DraftPhoto[];
  project: Project | null;
  max: number;
  columns?: 3 | 4;
  camera: Camera;
  /** What is reported says of which project it is. */
  isProjectFixed?: boolean;
  /** Of a clause: the camera is one for all clauses, what it refused belongs to one. */
  itemKey?: string;
  onAdd: () => void;
  onRemove: (fileKey: string) => void;
}

/** The photos of a form with what is noteworthy about each, from the files on this phone. */
export function PhotoField({ photos, project, max, columns = 3, camera, isProjectFixed = false, itemKey, onAdd, onRemove }: PhotoFieldProps) {
  const { ask, dialog } = useConfirm();
  const urls = useUrls(photos);
  const refusals = camera.refusals.filter((refusal) => refusal.itemKey === itemKey);
  const { files, outbox, clockOffsetMs } = usePhone();
  // The server knows all records; this phone knows at least its own that are still in the queue. A refused one may be
  // what is being mended here.
  const queued = outbox.getSnapshot().items.filter((item) => !isReplaceable(item)).map(({ body }) => body);
  const circumstances: Circumstances = {
    projectLocation: project?.location ?? null,
    clockOffsetMs: clockOffsetMs(),
    isUsedElsewhere: ({ originalSha256 }) => originalSha256 !== undefined && queued.some((body) => body.includes(originalSha256)),
  };
  const tiles = photos.map((photo) => toTile(photo, project, circumstances, urls[photo.thumbKey] ?? null, columns === 3));
  const handleOpen = async (key: string) => {
    const found = await Promise.all(photos.map((photo) => files.url(photo.fileKey)));
    const current = found[photos.findIndex((photo) => photo.fileKey === key)];
    if (current) previewImages(found.filter((url) => url !== null), current);
  };
  // One taken on the spot is nowhere else.
  const handleRemove = async (key: string) => {
    const isOnlyHere = photos.find(({ fileKey }) => fileKey === key)?.source === 'camera';
    if (!isOnlyHere || (await ask({ ...words.removePhoto, isDanger: true }))) onRemove(key);
  };
  return (
    <>
      <PhotoGrid photos={tiles} max={max} columns={columns} onAdd={camera.isBusy ? undefined : onAdd} onOpen={(key) => void handleOpen(key)} onRemove={(key) => void handleRemove(key)} />
      {camera.isBusy && (
        <>
          <Gap size={2} />
          <Small>{words.working}</Small>
        </>
      )}
      {refusals.map(({ problem, numbers }) => (
        <NoticeBar key={problem} tone="red">
          {words.refused(words.photoProblem[problem], numbers)}
          {process.env.TARO_ENV === 'weapp' && (problem === 'denied' || problem === 'privacy') && (
            <TextLink onClick={() => void openPermissionSettings()}>{words.openSettings}</TextLink>
          )}
        </NoticeBar>
      ))}
      {noticesOf(photos, project, circumstances, isProjectFixed).map((notice) => (
        <NoticeBar key={notice}>{notice}</NoticeBar>
      ))}
      {dialog}
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

function toTile(photo: DraftPhoto, project: Project | null, circumstances: Circumstances, url: string | null, isLarge: boolean): PhotoTile {
  const caption = words.caption(photoWhen(photo), isLarge ? (project?.name ?? null) : null);
  return { key: photo.fileKey, url, caption, flag: tileFlag(photo, circumstances) };
}

/** The one that matters most: a tile has room for no more, the sentences under the grid say all. */
function tileFlag(photo: DraftPhoto, circumstances: Circumstances): PhotoTile['flag'] {
  const flags = flagsOf(photo, circumstances);
  const metres = metresOff(photo, circumstances.projectLocation);
  if (flags.includes('far_from_project') && metres !== null) return { text: words.flagFar(metres), icon: 'pin' };
  if (flags.includes('reused')) return { text: words.flagReused };
  if (flags.includes('album')) return { text: words.flagAlbum, icon: 'image' };
  if (flags.includes('inaccurate')) return { text: words.flagInaccurate };
  return photo.location === null ? { text: words.flagNoPlace } : undefined;
}

/** Said once per kind, naming the photos. */
function noticesOf(photos: readonly DraftPhoto[], project: Project | null, circumstances: Circumstances, isProjectFixed: boolean): string[] {
  const flags = photos.map((photo) => flagsOf(photo, circumstances));
  const numbersOf = (test: (photo: DraftPhoto, index: number) => boolean) => photos.flatMap((photo, index) => (test(photo, index) ? [index + 1] : []));
  const say = (numbers: number[], sentence: (numbers: number[]) => string) => (numbers.length > 0 ? [sentence(numbers)] : []);
  const flagged = (flag: PhotoFlag) => numbersOf((_, index) => flags[index]?.includes(flag) ?? false);
  const farthest = Math.max(0, ...photos.map((photo) => metresOff(photo, circumstances.projectLocation) ?? 0));
  const otherNames = [...new Set(photos.flatMap(({ drawnFor }) => (drawnFor && project && drawnFor.id !== project.id ? [drawnFor.name] : [])))];
  const isSkewed = flags.some((one) => one.includes('clock_skew'));
  return [
    ...say(flagged('far_from_project'), (numbers) => words.noticeFar(numbers, farthest, isProjectFixed)),
    ...say(flagged('inaccurate'), words.noticeInaccurate),
    ...say(flagged('reused'), words.noticeReused),
    ...say(flagged('album'), words.noticeAlbum),
    ...(photos.some((photo) => photo.location === null && photo.source === 'camera') ? [words.noticeNoPlace] : []),
    ...(isSkewed ? [words.noticeClock(Math.round((circumstances.clockOffsetMs ?? 0) / 60_000))] : []),
    ...otherNames.flatMap((name) => say(numbersOf(({ drawnFor }) => drawnFor?.name === name && drawnFor.id !== project?.id), (numbers) => words.noticeOtherProject(numbers, name))),
  ];
}
