import type { ReactElement } from 'react';
import { useProjects } from '../../../api/project';
import { Button, ButtonPair } from '../../../components/button';
import { Screen } from '../../../components/screen';
import { LoadingScreen, StateView } from '../../../components/state-view';
import { useConfirm } from '../../../components/use-confirm';
import { whenWords } from '../../../components/when';
import { usePageParams } from '../../../platform/navigate';
import { reportFormWords as words } from '../../../text/report-form';
import { emptyDraft, type ReportDraft } from './form';
import type { FormName } from '../../../state/drafts';
import { type Opening as OpeningState, useOpening } from './use-draft';

interface OpeningProps<Draft extends ReportDraft> {
  form: FormName;
  fresh: (base: ReportDraft) => Draft;
  children: (draft: Draft) => ReactElement;
}

/** What stands before a form: reading the disk, then a draft to go on with, then the form. */
export function Opening<Draft extends ReportDraft>({ form, fresh, children }: OpeningProps<Draft>) {
  const { projectId, draftId } = usePageParams();
  const projects = useProjects();
  const opening = useOpening<Draft>(form, { about: projectId, aboutOf: projectOf, draftId }, (id) => fresh(projectId ? { ...emptyDraft(id), projectId, chosenBy: 'page' } : emptyDraft(id)));

  // A phone without a signal has its projects from the disk; only the very first reading waits for the network.
  if (projects.isPending && !projects.isError) return <LoadingScreen />;
  const nameOf = (draft: Draft) => projects.data?.items.find(({ id }) => id === draft.projectId)?.name ?? null;
  return (
    <DraftQuestion opening={opening} nameOf={nameOf}>
      {children}
    </DraftQuestion>
  );
}

const projectOf = ({ projectId }: ReportDraft) => projectId;

interface DraftQuestionProps<Draft extends ReportDraft> {
  opening: OpeningState<Draft>;
  /** What the draft is about, by name. */
  nameOf: (draft: Draft) => string | null;
  children: (draft: Draft) => ReactElement;
}

/** 恢复草稿？ */
export function DraftQuestion<Draft extends ReportDraft>({ opening, nameOf, children }: DraftQuestionProps<Draft>) {
  const { ask, dialog } = useConfirm();
  if (opening.phase === 'reading') return <LoadingScreen />;
  if (opening.phase === 'open') return children(opening.draft);
  const { draft, savedAt } = opening.saved;
  const handleStartOver = async () => {
    const isSure = await ask({ title: words.startOverTitle, text: words.startOverText(draft.photos.length), confirmLabel: words.startOver, isDanger: true });
    if (isSure) opening.startOver();
  };
  return (
    <Screen
      dock={
        <ButtonPair
          left={
            <Button tone="neutral" onClick={() => void handleStartOver()}>
              {words.startOver}
            </Button>
          }
          right={<Button onClick={opening.resume}>{words.resume}</Button>}
        />
      }
    >
      <StateView picture="nothing" title={words.draftTitle} text={words.draftText(nameOf(draft), whenWords(savedAt), draft.photos.length)} />
      {dialog}
    </Screen>
  );
}
