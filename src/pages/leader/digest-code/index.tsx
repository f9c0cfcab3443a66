/** 核对长图: from the code printed on a passed-on picture to the digest that the system has. Needs network. */
import { useState } from 'react';
import { useFindDigest } from '../../../api/digest';
import { Button } from '../../../components/button';
import { Card, CardTitle } from '../../../components/card';
import { FormField, InputField } from '../../../components/form-field';
import { Screen } from '../../../components/screen';
import { Tag } from '../../../components/tag';
import { Small } from '../../../components/text-block';
import { parkDay } from '../../../domain/calendar';
import { printedHead, readPrintedHead } from '../../../domain/digest-code';
import { openPage } from '../../../platform/navigate';
import { routes } from '../../../routes';
import { refusalText } from '../../../state/failure';
import { digestCodeWords as words } from '../../../text/digest-code';
import { formatDay } from '../../../text/format';
import { guarded } from '../../guarded';

export default guarded(DigestCodePage);

function DigestCodePage() {
  const [typed, setTyped] = useState('');
  const [isBad, setIsBad] = useState(false);
  const { mutate, reset, isPending, error, data } = useFindDigest();

  const find = () => {
    const code = readPrintedHead(typed);
    setIsBad(code === null);
    if (code !== null) mutate(code);
  };
  // What was found belongs to the code that was asked for.
  const change = (text: string) => {
    setTyped(text);
    setIsBad(false);
    reset();
  };
  const dock = data ? (
    <Button onClick={() => void openPage(routes.digest, { on: data.on })}>{words.open}</Button>
  ) : (
    <Button icon="search" isBusy={isPending} isDisabled={typed.trim() === ''} onClick={find}>
      {words.find}
    </Button>
  );
  return (
    <Screen dock={dock}>
      <Card>
        <FormField title={words.title} hint={words.hint} note={words.note} error={isBad ? words.bad : error && refusalText(error)}>
          <InputField value={typed} placeholder={words.placeholder} maxLength={200} onChange={change} onConfirm={find} />
        </FormField>
      </Card>
      {data && (
        <Card>
          <CardTitle right={<Tag tone="green" icon="check">{printedHead(data.head)}</Tag>}>{words.found(data.number, formatDay(data.on, parkDay(new Date())))}</CardTitle>
          <Small>{words.foundText}</Small>
        </Card>
      )}
    </Screen>
  );
}
