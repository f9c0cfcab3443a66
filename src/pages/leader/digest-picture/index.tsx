/** 长图: a digest as pictures to be passed on. Needs network for the digest and its photos; drawn on the phone. */
import { Image } from '@tarojs/components';
import { useEffect, useState } from 'react';
import { useDigest } from '../../../api/digest';
import { Button, TextLink } from '../../../components/button';
import { NoticeBar } from '../../../components/notice-bar';
import { Screen } from '../../../components/screen';
import { ErrorScreen, LoadingScreen, SkeletonView } from '../../../components/state-view';
import { Gap, Small } from '../../../components/text-block';
import type { Digest } from '../../../contract/digest';
import { drawDigest } from '../../../domain/digest-picture';
import { previewImages, showToast } from '../../../platform/feedback';
import { usePageParams } from '../../../platform/navigate';
import { openPermissionSettings } from '../../../platform/privacy';
import { drawPictures, forgetPictures, type Picture, savePictures } from '../../../platform/picture';
import { failureOf } from '../../../state/failure';
import { useSession } from '../../../state/session';
import { digestPictureWords as words } from '../../../text/digest-picture';
import { guarded } from '../../guarded';
import './index.scss';

export default guarded(DigestPicturePage);

/** Enough for an impression; all of them stand in the digest. */
const shownPhotos = 9;

function DigestPicturePage() {
  const { on } = usePageParams();
  const query = useDigest(on);
  if (query.isPending) return <LoadingScreen />;
  if (!query.data) return <ErrorScreen {...failureOf(query.error)} onRetry={() => void query.refetch()} />;
  return <Drawing key={query.data.on} digest={query.data} />;
}

function Drawing({ digest }: { digest: Digest }) {
  const park = useSession(({ session }) => session?.staff.park.name ?? '');
  const [progress, setProgress] = useState<string>(words.loading);
  const [pictures, setPictures] = useState<Picture[] | null>(null);
  const [isFailed, setIsFailed] = useState(false);
  const [tries, setTries] = useState(0);
  const [isDenied, setIsDenied] = useState(false);
  // Drawn once per opening: what the phone reads meanwhile does not change a picture under the thumb.
  const [drawn] = useState(digest);
  useEffect(() => {
    let isHere = true;
    let made: Picture[] = [];
    const facts = { ...drawn, park, photos: drawn.photos.slice(0, shownPhotos) };
    drawPictures((measure) => drawDigest(facts, measure), (page, pages) => isHere && setProgress(words.making(page, pages))).then(
      (found) => {
        made = found;
        if (isHere) setPictures(found);
        else forgetPictures(found);
      },
      () => isHere && setIsFailed(true),
    );
    return () => {
      isHere = false;
      forgetPictures(made);
    };
  }, [drawn, park, tries]);

  const retry = () => {
    setIsFailed(false);
    setTries(tries + 1);
  };
  if (isFailed) return <ErrorScreen title={words.failedTitle} text={words.failedText} onRetry={retry} />;
  if (!pictures) {
    return (
      <Screen>
        <Small>{progress}</Small>
        <Gap />
        <SkeletonView />
      </Screen>
    );
  }
  const urls = pictures.map(({ url }) => url);
  const handleSave = async () => {
    const result = await savePictures(pictures, (index) => `digest-${drawn.on}-${index + 1}.jpg`).catch(() => 'cancelled' as const);
    setIsDenied(result === 'denied');
    if (result === 'saved') showToast(words.saved, 'success');
  };
  return (
    <Screen dock={<Button icon="download" onClick={() => void handleSave()}>{words.save[process.env.TARO_ENV === 'weapp' ? 'weapp' : 'h5']}</Button>}>
      {isDenied && (
        <NoticeBar tone="red">
          {words.denied}
          {process.env.TARO_ENV === 'weapp' && <TextLink onClick={() => void openPermissionSettings()}>{words.openSettings}</TextLink>}
        </NoticeBar>
      )}
      <Small>{words.ready(pictures.length)}</Small>
      <Gap />
      {urls.map((url, index) => (
        <Image key={url} className="digest-picture" src={url} mode="widthFix" showMenuByLongpress ariaLabel={words.pageLabel(index + 1)} onClick={() => previewImages(urls, url)} />
      ))}
    </Screen>
  );
}
