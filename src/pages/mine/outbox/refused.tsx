/** 待上传 after the server ended the session: nothing of the reports is shown, but they can leave the phone. */
import { useState } from 'react';
import { Button } from '../../../components/button';
import { Screen } from '../../../components/screen';
import { StateView } from '../../../components/state-view';
import { restartAt } from '../../../platform/navigate';
import { routes } from '../../../routes';
import { useRefusedOutbox } from '../../../state/outbox';
import { outboxWords } from '../../../text/outbox';
import { exportWords as words } from '../../../text/rescue';
import { ExportSheet } from './export-sheet';

export function RefusedOutbox() {
  const refused = useRefusedOutbox();
  const [isExporting, setIsExporting] = useState(false);
  return (
    <Screen dock={<Button onClick={() => void restartAt(routes.login)}>{words.signIn}</Button>}>
      {refused ? (
        <StateView
          picture="nothing"
          title={words.refusedTitle(refused.count)}
          text={words.refusedText}
          action={
            <Button tone="neutral" icon="download" onClick={() => setIsExporting(true)}>
              {words.exportAll}
            </Button>
          }
        />
      ) : (
        <StateView picture="empty" title={outboxWords.emptyTitle} text={outboxWords.emptyText} />
      )}
      {refused && isExporting && <ExportSheet ownerId={refused.ownerId} onClose={() => setIsExporting(false)} />}
    </Screen>
  );
}
