/** One document: what it is, its hash, and the file itself. Its address is asked for anew each time, since it lives an hour. */
import { useEffect, useState } from 'react';
import { useFindExport } from '../../../api/export';
import { BottomSheet } from '../../../components/bottom-sheet';
import { Button, ButtonPair, TextLink } from '../../../components/button';
import { KeyValues } from '../../../components/key-values';
import { NoticeBar } from '../../../components/notice-bar';
import { SkeletonView } from '../../../components/state-view';
import { Gap, Small } from '../../../components/text-block';
import { dayAndTime } from '../../../components/when';
import type { ExportFile } from '../../../contract/export';
import { parkDay } from '../../../domain/calendar';
import { printedCode } from '../../../domain/export';
import { copyText } from '../../../platform/clipboard';
import { exportGoesTo } from '../../../platform/export-file';
import { showToast } from '../../../platform/feedback';
import { forwardFile, openFile } from '../../../platform/open-file';
import { refusalText } from '../../../state/failure';
import { exportKindWords, exportPageWords as words, rangeWords } from '../../../text/export';

export function DocumentSheet({ code, onClose }: { code: string | null; onClose: () => void }) {
  const { mutate, data, error, isPending } = useFindExport();
  useEffect(() => {
    if (code) mutate(code);
  }, [code, mutate]);
  const file = data?.code === code ? data : undefined;
  return (
    <BottomSheet
      isOpen={code !== null}
      onClose={onClose}
      title={words.sheetTitle}
      footer={file?.url && <FileButtons url={file.url} name={file.name} />}
    >
      {isPending && !file && <SkeletonView cards={1} />}
      {error && <NoticeBar tone="red">{refusalText(error)}</NoticeBar>}
      {file && <Facts file={file} />}
    </BottomSheet>
  );
}

function FileButtons({ url, name }: { url: string; name: string }) {
  const [isOpening, setIsOpening] = useState(false);
  const [isForwarding, setIsForwarding] = useState(false);
  const open = async () => {
    setIsOpening(true);
    await openFile(url, name).catch(() => showToast(words.openFailed));
    setIsOpening(false);
  };
  const forward = async () => {
    setIsForwarding(true);
    const result = await forwardFile(url, name).catch(() => null);
    setIsForwarding(false);
    if (result === null) showToast(words.openFailed);
    else if (result === 'tap_again') showToast(words.forwardAgain);
  };
  const openButton = (
    <Button isBusy={isOpening} onClick={() => void open()}>
      {isOpening ? words.opening : words.openFile[exportGoesTo]}
    </Button>
  );
  if (exportGoesTo === 'download') return openButton;
  return (
    <ButtonPair
      left={
        <Button tone="neutral" isBusy={isForwarding} onClick={() => void forward()}>
          {words.forward}
        </Button>
      }
      right={openButton}
    />
  );
}

function Facts({ file }: { file: ExportFile }) {
  const copy = async () => showToast((await copyText(file.sha256)) ? words.copied : words.copyFailed);
  const { detail } = words;
  return (
    <>
      {!file.url && <NoticeBar tone="red">{words.fileLost}</NoticeBar>}
      <KeyValues
        items={[
          { key: detail.what, value: words.row(exportKindWords[file.kind], rangeWords(file.from, file.to, parkDay(new Date()))) },
          { key: detail.code, value: printedCode(file.code) },
          { key: detail.by, value: file.by?.name ?? words.someone },
          { key: detail.at, value: dayAndTime(file.at) },
          ...(file.rowCount === null ? [] : [{ key: detail.rows, value: String(file.rowCount) }]),
          { key: detail.size, value: words.size(file.bytes) },
          ...(file.digest ? [{ key: detail.digest, value: words.digest(file.digest.number, file.digest.on), note: file.digest.head.slice(0, 16) }] : []),
          { key: detail.sha256, value: file.sha256.slice(0, 16), note: words.sha256Note },
        ]}
      />
      <Gap size={2} />
      <TextLink onClick={() => void copy()}>{words.copy}</TextLink>
      <Small>{file.name}</Small>
    </>
  );
}
