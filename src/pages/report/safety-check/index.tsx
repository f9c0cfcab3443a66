/** 安全检查. Works offline with the checklists read last; every tap is in the draft. */
import { View } from '@tarojs/components';
import { type ReactNode, useCallback, useEffect, useReducer, useRef } from 'react';
import { useChecklists } from '../../../api/checklist';
import { useProjects } from '../../../api/project';
import { Button, ButtonPair } from '../../../components/button';
import { NoticeBar } from '../../../components/notice-bar';
import { PaceBar } from '../../../components/pace-bar';
import { List, Row } from '../../../components/row';
import { Screen } from '../../../components/screen';
import { Section } from '../../../components/section';
import { LoadingScreen, StateView } from '../../../components/state-view';
import { Gap, Small, Spread } from '../../../components/text-block';
import type { Checklist } from '../../../contract/checklist';
import type { Project } from '../../../contract/project';
import { proposeChecklist } from '../../../domain/checklist';
import { openPage, usePageParams } from '../../../platform/navigate';
import { routes } from '../../../routes';
import { usePhone } from '../../../state/phone';
import { reportFormWords } from '../../../text/report-form';
import { safetyCheckWords as words } from '../../../text/safety-check';
import type { ChosenBy, DraftPhoto } from '../parts/form';
import { Opening } from '../parts/opening';
import { ProjectField } from '../parts/project-field';
import { useCamera } from '../parts/use-camera';
import { useDraftSaving } from '../parts/use-draft';
import { useProjectChoice } from '../parts/use-project-choice';
import { useSubmit } from '../parts/use-submit';
import { guarded } from '../../guarded';
import { Clause } from './clause';
import { hasContent, reduceSafetyCheck, safetyCheckBody, type SafetyCheckAction, type SafetyCheckDraft, sentPhotos, standingOf, toSafetyCheck } from './draft';
import { Summary } from './summary';
import './index.scss';

export default guarded(SafetyCheckPage);

function SafetyCheckPage() {
  return (
    <Opening form="safety-check" fresh={toSafetyCheck}>
      {(draft) => <SafetyCheckForm key={draft.id} initial={draft} />}
    </Opening>
  );
}

function SafetyCheckForm({ initial }: { initial: SafetyCheckDraft }) {
  const [draft, dispatch] = useReducer(reduceSafetyCheck, initial);
  const projects = useProjects().data?.items;
  const checklists = useChecklists();
  const saving = useDraftSaving('safety-check', draft, hasContent(draft));
  const choose = (projectId: string, by: ChosenBy) => dispatch({ type: 'project', projectId, by });
  // A check that has begun keeps its project.
  const choice = useProjectChoice(draft, projects, choose, hasContent(draft));
  const { project } = choice;
  const chosen = checklists.data?.items.find(({ versionId }) => versionId === draft.checklistVersionId);
  const { scanned } = usePageParams();
  useScannedChecklist(scanned !== undefined, draft, checklists.data?.items, project, dispatch);

  if (checklists.isPending) return <LoadingScreen />;
  const projectField = (
    <>
      <ProjectField projects={projects} project={project} chosenBy={draft.chosenBy} at={choice.at} photos={draft.photos} icon="site" onPick={({ id }) => choose(id, 'person')} />
      {scanned && project && (
        <List>
          <Row title={words.openProject} note={words.openProjectNote} isPlain onClick={() => void openPage(routes.projectDetail, { id: project.id })} />
        </List>
      )}
    </>
  );
  if (chosen && project) {
    return (
      <Clauses checklist={chosen} draft={draft} project={project} projectField={projectField} dispatch={dispatch} settleProject={choice.settleProject} saving={saving} />
    );
  }
  return (
    <Screen>
      {draft.checklistVersionId && checklists.data && !chosen && <NoticeBar>{words.gone}</NoticeBar>}
      {projectField}
      <PickChecklist checklists={checklists.data?.items ?? []} project={project} onPick={(versionId) => dispatch({ type: 'checklist', versionId })} />
    </Screen>
  );
}

/** Opened by the code on a facility: begins with its checklist, once. The person may still choose another. */
function useScannedChecklist(isScanned: boolean, draft: SafetyCheckDraft, checklists: readonly Checklist[] | undefined, project: Project | null, dispatch: (action: SafetyCheckAction) => void) {
  const isOpen = useRef(isScanned && draft.checklistVersionId === null);
  useEffect(() => {
    if (!isOpen.current || !checklists || !project) return;
    isOpen.current = false;
    const proposed = proposeChecklist(checklists, project);
    if (proposed) dispatch({ type: 'checklist', versionId: proposed.versionId });
  }, [checklists, project, dispatch]);
}

function PickChecklist({ checklists, project, onPick }: { checklists: readonly Checklist[]; project: Project | null; onPick: (versionId: string) => void }) {
  if (checklists.length === 0) return <StateView picture="nothing" title={words.noneTitle} text={words.noneText} />;
  const fitting = checklists.filter(({ projectCategories }) => project && projectCategories.includes(project.category));
  const others = checklists.filter((one) => !fitting.includes(one));
  const rows = (list: readonly Checklist[]) => (
    <List>
      {list.map(({ versionId, name, version, items }) => (
        <Row key={versionId} title={name} note={words.clauses(items.length, version)} onClick={project ? () => onPick(versionId) : undefined} />
      ))}
    </List>
  );
  return (
    <>
      {fitting.length > 0 && <Section title={words.pickTitle}>{rows(fitting)}</Section>}
      {others.length > 0 && <Section title={fitting.length > 0 ? words.others : words.pickTitle}>{rows(others)}</Section>}
      <Gap size={2} />
      <Small>{project ? words.pickHint : words.pickProjectFirst}</Small>
    </>
  );
}

interface ClausesProps {
  checklist: Checklist;
  draft: SafetyCheckDraft;
  project: Project;
  /** Shown where the person looks at the whole: over the first clause and over the summary. */
  projectField: ReactNode;
  dispatch: (action: SafetyCheckAction) => void;
  settleProject: ReturnType<typeof useProjectChoice>['settleProject'];
  saving: ReturnType<typeof useDraftSaving>;
}

function Clauses({ checklist, draft, project, projectField, dispatch, settleProject, saving }: ClausesProps) {
  const { clockOffsetMs } = usePhone();
  const { submit, isBusy, problem, setProblem } = useSubmit('safety-check', draft);
  const addPhoto = useCallback((photo: DraftPhoto) => dispatch({ type: 'photoAdded', photo }), [dispatch]);
  const camera = useCamera(draft, addPhoto, settleProject);
  const standing = standingOf(draft, checklist);
  const item = checklist.items[draft.at];
  const total = checklist.items.length;

  const go = (at: number) => dispatch({ type: 'go', at });
  const handleNext = () => {
    if (!item) return;
    if (!draft.answers[item.key]) setProblem(words.answerFirst);
    else if (standing.withoutPhoto.includes(item.key)) setProblem(words.photoFirst);
    else go(draft.at + 1);
  };
  const handleSubmit = () => {
    const body = safetyCheckBody(draft, checklist, new Date(), clockOffsetMs());
    if (body) void submit({ operation: 'safetyCheck.submit', body, photos: sentPhotos(draft, checklist), aboutName: project.name, forget: saving.forget });
  };
  const firstOpen = checklist.items.findIndex(({ key }) => !draft.answers[key] || standing.withoutPhoto.includes(key));

  const dock = item ? (
    <ButtonPair
      left={
        draft.at === 0 && !hasContent(draft) ? (
          <Button tone="neutral" onClick={() => dispatch({ type: 'checklist', versionId: null })}>
            {words.otherChecklist}
          </Button>
        ) : (
          <Button tone="neutral" isDisabled={draft.at === 0} onClick={() => go(draft.at - 1)}>
            {words.previous}
          </Button>
        )
      }
      right={<Button onClick={handleNext}>{draft.at === total - 1 ? words.toSummary : words.next}</Button>}
    />
  ) : (
    <ButtonPair
      left={
        <Button tone="neutral" onClick={() => go(total - 1)}>
          {words.back}
        </Button>
      }
      right={
        firstOpen >= 0 ? (
          <Button onClick={() => go(firstOpen)}>{words.goAnswer}</Button>
        ) : (
          <Button isBusy={isBusy} onClick={handleSubmit}>
            {words.submit}
          </Button>
        )
      }
    />
  );

  return (
    <Screen
      dock={
        <>
          {problem && <NoticeBar tone="red">{problem}</NoticeBar>}
          {dock}
        </>
      }
      dockNote={saving.isFailing ? reportFormWords.draftFails : words.savedNote}
    >
      <View className="check-head">
        <Spread left={<Small>{words.head(project.name, checklist.name, checklist.version)}</Small>} right={words.progress(Math.min(draft.at + 1, total), total)} />
        <Gap size={2} />
        <PaceBar value={(standing.answered / total) * 100} />
      </View>
      {(draft.at === 0 || !item) && (
        <>
          {projectField}
          <Gap />
        </>
      )}
      {item ? (
        <Clause key={item.key} item={item} draft={draft} project={project} camera={camera} dispatch={dispatch} />
      ) : (
        <Summary checklist={checklist} draft={draft} dispatch={dispatch} />
      )}
    </Screen>
  );
}
