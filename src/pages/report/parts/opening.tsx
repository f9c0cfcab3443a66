import type { ReactElement } from 'react';
import { useProjects } from '../../../api/project';
import { useReport } from '../../../api/report';
import { Button, ButtonPair } from '../../../components/button';
import { Screen } from '../../../components/screen';
import { ErrorScreen, LoadingScreen, StateView } from '../../../components/state-view';
import { useConfirm } from '../../../components/use-confirm';
import { whenWords } from '../../../components/when';
import type { ReportDetail } from '../../../contract/report';
import { usePageParams } from '../../../platform/navigate';
import { reportFormWords as words } from '../../../text/report-form';
import { emptyDraft, type ReportDraft } from './form';
import type { FormName } from '../../../state/drafts';
import { failureOf } from '../../../state/failure';
import { type Opening as OpeningState, useOpening } from './use-draft';

interface OpeningProps<Draft extends ReportDraft> {
  form: FormName;
  /** `corrected`: the record that the new one is to take the place of. */
  fresh: (base: ReportDraft, corrected: ReportDetail | null) => Draft;
  children: (draft: Draft) => ReactElement;
}

/** What stands before a form: what is to be corrected, the disk, then a draft to go on with, then the form. */
export function Opening<Draft extends ReportDraft>(props: OpeningProps<Draft>) {
  const { corrects } = usePageParams();
  return corrects ? <CorrectionOpening {...props} id={corrects} /> : <FormOpening {...props} corrected={null} />;
}

function CorrectionOpening<Draft extends ReportDraft>({ id, ...props }: OpeningProps<Draft> & { id: string }) {
  const query = useReport(id);
  if (query.isPending) return <LoadingScreen />;
  if (!query.data) return <ErrorScreen {...failureOf(query.error)} onRetry={() => void query.refetch()} />;
  return <FormOpening {...props} corrected={query.data} />;
}

function FormOpening<Draft extends ReportDraft>({ form, fresh, corrected, children }: OpeningProps<Draft> & { corrected: ReportDetail | null }) {
  const { draftId, ...params } = usePageParams();
  const projects = useProjects();
  const projectId = corrected?.project?.id ?? params.projectId;
  const about = corrected ? aboutOf({ ...emptyDraft(''), corrects: corrected.id }) : projectId;
  const opening = useOpening<Draft>(form, { about: about ?? undefined, aboutOf, draftId }, (id) =>
    fresh({ ...emptyDraft(id), ...(projectId ? { projectId, chosenBy: 'page' } : {}), ...(corrected ? { corrects: corrected.id } : {}) }, corrected),
  );

  // A phone without a signal has its projects from the disk; only the very first reading waits for the network.
  if (projects.isPending && !projects.isError) return <LoadingScreen />;
  const nameOf = (draft: Draft) => projects.data?.items.find(({ id }) => id === draft.projectId)?.name ?? null;
  return (
    <DraftQuestion opening={opening} nameOf={nameOf}>
      {children}
    </DraftQuestion>
  );
}

/** A correction is about its record alone: no other form takes it up. */
const aboutOf = ({ projectId, corrects }: ReportDraft) => (corrects === undefined ? projectId : `corrects ${corrects}`);

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
