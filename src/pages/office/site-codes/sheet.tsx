import { Image } from '@tarojs/components';
import { useEffect, useState } from 'react';
import { Button, ButtonPair, TextLink } from '../../../components/button';
import { qrMatrix } from '../../../components/qr-matrix';
import { Screen } from '../../../components/screen';
import { ErrorScreen, SkeletonView } from '../../../components/state-view';
import { Gap, Small, Spread } from '../../../components/text-block';
import type { Project } from '../../../contract/project';
import { parkDay } from '../../../domain/calendar';
import { layOutSheet, type SheetLayout, type SheetPage } from '../../../domain/code-sheet';
import { isFacility } from '../../../domain/project';
import { siteAddress } from '../../../domain/site-link';
import { type ExportFile, exportGoesTo, startExportFile } from '../../../platform/export-file';
import { previewImages, showToast } from '../../../platform/feedback';
import { appOrigin } from '../../../platform/launch';
import { drawPictures, forgetPictures, type Picture, readPicture } from '../../../platform/picture';
import { useSession } from '../../../state/session';
import { siteCodeWords as words } from '../../../text/site-code';
import { makePdf } from './make-pdf';
import './index.scss';

/** The end of the id: what is told apart when two projects have one name. The plan's own keys are English, and no words for a wall. */
const keyOf = ({ id }: Project) => words.key(id.slice(-6).toUpperCase());

const toEntry = (project: Project) => ({
  name: project.name,
  action: isFacility(project.category) ? words.check : words.view,
  key: keyOf(project),
  matrix: qrMatrix(siteAddress(appOrigin, project.id)),
});

interface SheetProps {
  projects: readonly Project[];
  layout: SheetLayout;
  onBack: () => void;
}

/** Drawn on the phone, looked at, then given as PDF. */
export function Sheet({ projects, layout, onBack }: SheetProps) {
  const park = useSession(({ session }) => session?.staff.park.name ?? '');
  const [progress, setProgress] = useState<string | null>(null);
  const [made, setMade] = useState<{ pictures: Picture[]; file: ExportFile } | null>(null);
  const [isFailed, setIsFailed] = useState(false);
  const [tries, setTries] = useState(0);
  useEffect(() => {
    let isHere = true;
    const drawn: { pictures: Picture[]; file?: ExportFile } = { pictures: [] };
    const forget = () => {
      forgetPictures(drawn.pictures);
      void drawn.file?.discard();
    };
    const make = async () => {
      let pages: SheetPage[] = [];
      const plan: Parameters<typeof drawPictures>[0] = (measure) => {
        pages = layOutSheet({ entries: projects.map(toEntry), layout, park, footer: words.footer }, measure);
        return pages.map((page) => ({ ...page, steps: [...page.steps, ...page.codes.map((code) => ({ kind: 'rect' as const, ...code }))] }));
      };
      drawn.pictures = await drawPictures(plan, (page, count) => isHere && setProgress(words.making(page, count)));
      const pictures = [];
      for (const picture of drawn.pictures) pictures.push(await readPicture(picture));
      drawn.file = await startExportFile(words.fileName(parkDay(new Date())));
      await drawn.file.append(await makePdf(pages, pictures));
      return { pictures: drawn.pictures, file: drawn.file };
    };
    make().then(
      (done) => (isHere ? setMade(done) : forget()),
      (error: unknown) => {
        console.error(error);
        if (isHere) setIsFailed(true);
        forget();
      },
    );
    return () => {
      isHere = false;
      forget();
    };
  }, [projects, layout, park, tries]);

  const retry = () => {
    setIsFailed(false);
    setTries(tries + 1);
  };
  if (isFailed) return <ErrorScreen title={words.failedTitle} text={words.failedText} onRetry={retry} />;
  if (!made) {
    return (
      <Screen>
        <Small>{progress ?? ''}</Small>
        <Gap />
        <SkeletonView />
      </Screen>
    );
  }
  const urls = made.pictures.map(({ url }) => url);
  return (
    <Screen dock={<FileButtons file={made.file} />}>
      <Spread left={<Small>{words.ready(urls.length)}</Small>} right={<TextLink onClick={onBack}>{words.backToChoice}</TextLink>} />
      <Gap />
      {urls.map((url, index) => (
        <Image key={url} className="sheet-page" src={url} mode="widthFix" ariaLabel={words.pageLabel(index + 1)} onClick={() => previewImages(urls, url)} />
      ))}
    </Screen>
  );
}

function FileButtons({ file }: { file: ExportFile }) {
  if (exportGoesTo === 'download') {
    return (
      <Button icon="download" onClick={() => void file.give()}>
        {words.save}
      </Button>
    );
  }
  const show = async () => {
    if (!(await file.show())) showToast(words.openFailed);
  };
  return (
    <ButtonPair
      left={
        <Button tone="neutral" onClick={() => void file.give()}>
          {words.forward}
        </Button>
      }
      right={<Button onClick={() => void show()}>{words.open}</Button>}
    />
  );
}
