// From a filled form to the queue: the contract's own schema first, then the disk, and only then 已保存.
import { useEffect, useState } from 'react';
import { toPath } from '../../../api/client';
import { operations } from '../../../contract/operations';
import { parkDay } from '../../../domain/calendar';
import type { ItemRecordKind } from '../../../domain/item-record';
import { firstDocumentOrdinal } from '../../../domain/submission';
import { PhotoLost } from '../../../outbox/outbox';
import { AlreadyQueued } from '../../../outbox/store';
import { showToast } from '../../../platform/feedback';
import { goBack } from '../../../platform/navigate';
import { StorageError } from '../../../platform/store';
import { routes } from '../../../routes';
import type { FormName } from '../../../state/drafts';
import { useMessageAsk } from '../../../state/message-ask';
import { useOutbox } from '../../../state/outbox';
import { usePhone } from '../../../state/phone';
import { invalidText, reportFormWords as words } from '../../../text/report-form';
import type { DraftDocument, DraftPhoto, ReportDraft } from './form';

type FormOperation = 'inspection.submit' | 'milestone.report' | 'progress.submit' | 'safetyCheck.submit' | 'hazard.open' | 'hazard.rectify' | 'supervisionOrder.answer' | `${Exclude<ItemRecordKind, 'naming'>}.submit`;

type Submission = {
  operation: FormOperation;
  /** Exactly what is sent. */
  body: { id: string; projectId?: string };
  photos: readonly DraftPhoto[];
  documents?: readonly DraftDocument[];
  /** The project, the item of the plan, or the hazard. */
  aboutName: string;
  /** Of the path's `:id`. */
  params?: { id: string };
  /** Removes the draft; its files are the queue's from now on. */
  forget: () => Promise<void>;
};

const isOfHazards = (operation: FormOperation) => operation === 'safetyCheck.submit' || operation === 'hazard.open' || operation === 'hazard.rectify';

/** `draft`: kept beside the body, to be mended if the server refuses it; each change of it takes the last refusal away. */
export function useSubmit(form: FormName, draft: ReportDraft) {
  const { settings } = usePhone();
  const { enqueue } = useOutbox();
  const askForMessage = useMessageAsk();
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => setProblem(null), [draft]);

  const submit = async ({ operation, body, photos, documents = [], aboutName, params, forget }: Submission): Promise<void> => {
    if (isBusy) return;
    const parsed = operations[operation].request.safeParse(body);
    if (!parsed.success) {
      setProblem(invalidText(parsed.error.issues[0]?.message ?? ''));
      return;
    }
    setIsBusy(true);
    setProblem(null);
    // Within the tap. An inspection asks nothing of anybody; the rest is rectified, verified, confirmed or reviewed by others.
    if (operation !== 'inspection.submit') askForMessage([isOfHazards(operation) ? 'rectification' : 'answer']);
    try {
      await enqueue({
        id: body.id,
        operation,
        path: toPath(operations[operation].path, params),
        body: JSON.stringify(body),
        lane: body.id,
        label: { project: aboutName, on: parkDay(new Date()) },
        draft: { form, text: JSON.stringify(draft) },
        photos: [
          ...photos.map(({ ordinal, sha256, bytes, thumb, fileKey, thumbKey }, index) => ({ ordinal: ordinal ?? index + 1, sha256, bytes, thumb, fileKey, thumbKey })),
          ...documents.map((document, index) => ({ ordinal: firstDocumentOrdinal + index, ...document })),
        ],
      });
    } catch (error) {
      setIsBusy(false);
      if (error instanceof StorageError) setProblem(words.notSaved[error.reason]);
      else setProblem(error instanceof PhotoLost ? words.notSaved.photo_lost : error instanceof AlreadyQueued ? words.notSaved.already : words.notSaved.failed);
      return;
    }
    // What follows may fail without harm: the report is on disk.
    await forget().catch(() => undefined);
    if (body.projectId) await settings.change({ lastProjectId: body.projectId });
    await goBack(routes.today);
    // After the move: a change of page takes a toast away.
    showToast(words.saved, 'success');
  };

  return { submit, isBusy, problem, setProblem };
}
