/** 附件: PDF files picked from the phone or a chat, kept beside the draft's photos until they are queued. */
import { useState } from 'react';
import { newRecordId } from '../../../api/record-id';
import { Card, CardTitle } from '../../../components/card';
import { TextLink } from '../../../components/button';
import { NoticeBar } from '../../../components/notice-bar';
import { Row } from '../../../components/row';
import { Gap, Small } from '../../../components/text-block';
import { useConfirm } from '../../../components/use-confirm';
import { documentMaxBytes } from '../../../contract/document';
import { maxDocumentsPerReport } from '../../../domain/submission';
import { pickFile } from '../../../platform/pick-file';
import { StorageError } from '../../../platform/store';
import { sha256OfBytes } from '../../../state/hash';
import { usePhone } from '../../../state/phone';
import { documentWords as words } from '../../../text/document';
import { type DraftDocument, textOrNothing } from './form';

type Problem = keyof typeof words.problem;

interface DocumentFieldProps {
  documents: readonly DraftDocument[];
  onAdd: (document: DraftDocument) => void;
  onRemove: (fileKey: string) => void;
}

/** Readers look for the mark within the first kilobyte. */
const isPdf = (bytes: ArrayBuffer) => String.fromCharCode(...new Uint8Array(bytes.slice(0, 1024))).includes('%PDF-');

export function DocumentField({ documents, onAdd, onRemove }: DocumentFieldProps) {
  const { files } = usePhone();
  const { ask, dialog } = useConfirm();
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);

  const add = async (): Promise<Problem | null> => {
    const picked = await pickFile('pdf');
    if (!picked) return null;
    setIsBusy(true);
    const bytes = await picked.read();
    if (bytes.byteLength === 0) return 'empty';
    if (bytes.byteLength > documentMaxBytes) return 'too_large';
    if (!isPdf(bytes)) return 'not_pdf';
    const sha256 = sha256OfBytes(bytes);
    if (documents.some((one) => one.sha256 === sha256)) return 'already_there';
    const fileKey = `draft-${await newRecordId()}.pdf`;
    await files.write(fileKey, bytes);
    onAdd({ sha256, bytes: bytes.byteLength, name: nameOf(picked.name), fileKey });
    return null;
  };
  const handleAdd = async () => {
    if (isBusy) return;
    setProblem(null);
    setProblem(await add().catch((error: unknown): Problem => (error instanceof StorageError && error.reason === 'full' ? 'full' : 'failed')));
    setIsBusy(false);
  };
  const handleRemove = async ({ name, fileKey }: DraftDocument) => {
    if (await ask({ title: words.removeTitle(name), confirmLabel: words.remove, isDanger: true })) onRemove(fileKey);
  };
  return (
    <Card>
      <CardTitle
        hint={words.count(documents.length, maxDocumentsPerReport)}
        right={documents.length < maxDocumentsPerReport && <TextLink onClick={() => void handleAdd()}>{isBusy ? words.adding : words.add}</TextLink>}
      >
        {words.title}
      </CardTitle>
      <Small>{words.hint}</Small>
      {documents.map((document) => (
        <Row
          key={document.fileKey}
          title={document.name}
          isPlain
          note={words.size(document.bytes)}
          right={<TextLink onClick={() => void handleRemove(document)}>{words.remove}</TextLink>}
        />
      ))}
      {problem && (
        <>
          <Gap size={2} />
          <NoticeBar tone="red">{words.problem[problem]}</NoticeBar>
        </>
      )}
      {dialog}
    </Card>
  );
}

/** As the contract takes it: no marks, not too long, and the extension kept. */
function nameOf(picked: string): string {
  const stem = (textOrNothing(picked) ?? '附件').replace(/\.pdf$/i, '');
  return `${[...stem].slice(0, 100).join('')}.pdf`;
}
