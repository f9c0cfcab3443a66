/** 日报、周报、台账 (leaders and office): makes documents, gives them to the person, and tells what one with a code is. Needs network. */
import { useState } from 'react';
import { useExports, useFindExport } from '../../../api/export';
import { useRefresh } from '../../../api/refresh';
import { Button } from '../../../components/button';
import { Card } from '../../../components/card';
import { FormField, InputField } from '../../../components/form-field';
import { List, Row } from '../../../components/row';
import { Screen } from '../../../components/screen';
import { Section } from '../../../components/section';
import { SkeletonView, StateView } from '../../../components/state-view';
import { Gap, Small } from '../../../components/text-block';
import { dayAndTime } from '../../../components/when';
import type { Export } from '../../../contract/export';
import { parkDay } from '../../../domain/calendar';
import { printedCode } from '../../../domain/export';
import { readShortCode } from '../../../domain/short-code';
import { failureOf, refusalText } from '../../../state/failure';
import { common } from '../../../text/common';
import { exportKindWords, exportPageWords as words, rangeWords } from '../../../text/export';
import { guarded } from '../../guarded';
import { DocumentSheet } from './document-sheet';
import { MakeDocument } from './make-document';

export default guarded(DocumentsPage);

function DocumentsPage() {
  const [shown, setShown] = useState<string | null>(null);
  return (
    <Screen>
      <MakeDocument onMade={setShown} />
      <FindDocument onFound={setShown} />
      <Recent onPick={setShown} />
      <DocumentSheet code={shown} onClose={() => setShown(null)} />
    </Screen>
  );
}

function FindDocument({ onFound }: { onFound: (code: string) => void }) {
  const [typed, setTyped] = useState('');
  const [isBad, setIsBad] = useState(false);
  const { mutateAsync, isPending, error, reset } = useFindExport();
  const find = async () => {
    const code = readShortCode(typed);
    setIsBad(code === null);
    if (code === null) return;
    // A refusal is said under the field.
    const found = await mutateAsync(code).catch(() => null);
    if (found) onFound(found.code);
  };
  const change = (text: string) => {
    setTyped(text);
    setIsBad(false);
    reset();
  };
  return (
    <Section title={words.check}>
      <Card>
        <FormField title={words.checkTitle} hint={words.checkHint} note={words.checkNote} error={isBad ? words.checkBad : error && refusalText(error)}>
          <InputField value={typed} placeholder={words.checkPlaceholder} maxLength={20} onChange={change} onConfirm={() => void find()} />
        </FormField>
        <Gap />
        <Button tone="neutral" isSmall isBusy={isPending} isDisabled={typed.trim() === ''} onClick={() => void find()}>
          {words.checkSubmit}
        </Button>
      </Card>
    </Section>
  );
}

function Recent({ onPick }: { onPick: (code: string) => void }) {
  const query = useExports();
  useRefresh(query);
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Section title={words.recent}>
      {query.isPending && <SkeletonView cards={1} />}
      {query.isError && !query.data && <StateView picture="error" {...failureOf(query.error)} action={<Button onClick={() => void query.refetch()}>{common.retry}</Button>} />}
      {query.data && items.length === 0 && <Small>{words.none}</Small>}
      {items.length > 0 && (
        <List>
          {items.map((one) => (
            <DocumentRow key={one.id} document={one} onClick={() => onPick(one.code)} />
          ))}
        </List>
      )}
      {query.hasNextPage && (
        <>
          <Gap />
          <Button tone="neutral" isSmall isBusy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {words.more}
          </Button>
        </>
      )}
    </Section>
  );
}

function DocumentRow({ document, onClick }: { document: Export; onClick: () => void }) {
  const { kind, from, to, code, by, at } = document;
  return <Row title={words.row(exportKindWords[kind], rangeWords(from, to, parkDay(new Date())))} note={words.rowNote(printedCode(code), by?.name ?? words.someone, dayAndTime(at))} onClick={onClick} />;
}
