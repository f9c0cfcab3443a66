/** 拍照巡查. Works offline: the report and its photos wait in the queue. */
import { useCallback, useEffect, useReducer } from 'react';
import { useProjects } from '../../../api/project';
import { Card } from '../../../components/card';
import { Chips } from '../../../components/chips';
import { TextAreaField } from '../../../components/form-field';
import { NoticeBar } from '../../../components/notice-bar';
import { Gap } from '../../../components/text-block';
import { maxPhotosPerReport } from '../../../domain/submission';
import { canOpenCameraUnasked } from '../../../platform/photo';
import { usePhone } from '../../../state/phone';
import { inspectionWords } from '../../../text/inspection';
import { reportFormWords as words } from '../../../text/report-form';
import type { ChosenBy, DraftPhoto } from '../parts/form';
import { FormScreen } from '../parts/form-screen';
import { Opening } from '../parts/opening';
import { PhotoSection } from '../parts/photo-section';
import { ProjectField } from '../parts/project-field';
import { useCamera } from '../parts/use-camera';
import { useDraftSaving } from '../parts/use-draft';
import { useProjectChoice } from '../parts/use-project-choice';
import { useSubmit } from '../parts/use-submit';
import { guarded } from '../../guarded';
import { hasContent, type InspectionDraft, inspectionBody, reduceInspection, toInspection } from './draft';

const phraseOptions = inspectionWords.phrases.map((phrase) => ({ value: phrase, label: phrase }));

export default guarded(InspectionPage);

function InspectionPage() {
  return (
    <Opening form="inspection" fresh={toInspection}>
      {(draft) => <InspectionForm key={draft.id} initial={draft} />}
    </Opening>
  );
}

function InspectionForm({ initial }: { initial: InspectionDraft }) {
  const [draft, dispatch] = useReducer(reduceInspection, initial);
  const projects = useProjects().data?.items;
  const { clockOffsetMs } = usePhone();
  const { forget, isFailing } = useDraftSaving('inspection', draft, hasContent(draft));
  const { submit, isBusy, problem, setProblem } = useSubmit('inspection', draft);
  const choose = (projectId: string, by: ChosenBy) => dispatch({ type: 'project', projectId, by });
  const { project, at, settleProject } = useProjectChoice(draft, projects, choose, false);
  const addPhoto = useCallback((photo: DraftPhoto) => dispatch({ type: 'photoAdded', photo }), []);
  const camera = useCamera(draft, addPhoto, settleProject);

  // Two taps saved: in the mini-program the camera is there at once. Browsers open it for a tap only.
  const { take } = camera;
  useEffect(() => {
    if (canOpenCameraUnasked && !hasContent(initial) && !initial.corrects) void take('camera', maxPhotosPerReport);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once, when the form opens
  }, []);

  const handleSubmit = () => {
    const body = inspectionBody(draft, new Date(), clockOffsetMs());
    if (!body) setProblem(words.pickProjectHint);
    else void submit({ operation: 'inspection.submit', body, photos: draft.photos, aboutName: project?.name ?? '', forget });
  };

  return (
    <FormScreen submitLabel={inspectionWords.submit} onSubmit={handleSubmit} isBusy={isBusy} isWaiting={camera.isBusy} problem={problem} isFailing={isFailing} note={words.offlineNote}>
      {draft.corrects && <NoticeBar icon="info">{words.correcting}</NoticeBar>}
      <ProjectField projects={projects} project={project} chosenBy={draft.chosenBy} at={at} photos={draft.photos} onPick={draft.corrects ? undefined : ({ id }) => choose(id, 'person')} />
      <PhotoSection photos={draft.photos} project={project} camera={camera} onRemove={(fileKey) => dispatch({ type: 'photoRemoved', fileKey })} />
      <Gap />
      <Card>
        <TextAreaField value={draft.note} maxLength={900} placeholder={inspectionWords.notePlaceholder} onChange={(note) => dispatch({ type: 'note', note })} />
        <Gap />
        <Chips layout="line" options={phraseOptions} selected={draft.phrases} onChange={(phrases) => dispatch({ type: 'phrases', phrases })} />
      </Card>
    </FormScreen>
  );
}
