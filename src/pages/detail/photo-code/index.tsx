/**
 * 按照片短码查: from the code drawn on a photo to its record, for those who may see it. Needs network. On H5 it is also
 * where a printed code leads by itself: `#/p?code=7K2F9QD4M3`.
 */
import { useEffect, useState } from 'react';
import { useFindPhoto } from '../../../api/photo';
import { Button } from '../../../components/button';
import { Card } from '../../../components/card';
import { FormField, InputField } from '../../../components/form-field';
import { Screen } from '../../../components/screen';
import { LoadingScreen } from '../../../components/state-view';
import { readShortCode } from '../../../domain/short-code';
import { openPage, replacePage, usePageParams } from '../../../platform/navigate';
import { routes } from '../../../routes';
import { refusalText } from '../../../state/failure';
import { photoCodeWords as words } from '../../../text/photo-code';
import { guarded } from '../../guarded';

export default guarded(PhotoCodePage);

function PhotoCodePage() {
  const { code: given = '' } = usePageParams();
  const [typed, setTyped] = useState(given);
  const [isBad, setIsBad] = useState(false);
  const { mutateAsync, isPending, error } = useFindPhoto();

  const find = async (text: string, open: typeof openPage) => {
    const code = readShortCode(text);
    setIsBad(code === null);
    if (code === null) return;
    // A refusal is said under the field.
    const found = await mutateAsync(code).catch(() => null);
    if (found) await open(routes.reportDetail, { id: found.submissionId, photo: found.ordinal });
  };

  // Who followed a printed code has nothing to type; going back then leads to where they were before.
  useEffect(() => {
    if (given) void find(given, replacePage);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once, for the code the page was opened with
  }, [given]);

  if (given && !isBad && !error) return <LoadingScreen />;
  const change = (text: string) => {
    setTyped(text);
    setIsBad(false);
  };
  return (
    <Screen
      dock={
        <Button icon="search" isBusy={isPending} isDisabled={typed.trim() === ''} onClick={() => void find(typed, openPage)}>
          {words.find}
        </Button>
      }
    >
      <Card>
        <FormField title={words.title} hint={words.hint} note={words.note} error={isBad ? words.bad : error && refusalText(error)}>
          <InputField value={typed} placeholder={words.placeholder} maxLength={20} onChange={change} onConfirm={() => void find(typed, openPage)} />
        </FormField>
      </Card>
    </Screen>
  );
}
