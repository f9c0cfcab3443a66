/** 开出隐患: a photo, a phrase, done. Works offline: it waits in the queue. */
import { useCallback, useEffect, useReducer } from 'react';
import { useProjects } from '../../../api/project';
import { BigChoice } from '../../../components/big-choice';
import { Card } from '../../../components/card';
import { Chips } from '../../../components/chips';
import { CriterionField } from '../../../components/criterion-field';
import { DateField } from '../../../components/date-field';
import { FormField, TextAreaField } from '../../../components/form-field';
import { List } from '../../../components/row';
import { Gap } from '../../../components/text-block';
import { parkDay } from '../../../domain/calendar';
import { defaultDueDays } from '../../../domain/hazard';
import { maxPhotosPerReport } from '../../../domain/submission';
import { canOpenCameraUnasked } from '../../../platform/photo';
import { usePhone } from '../../../state/phone';
import { formatDay } from '../../../text/format';
import { severityWords } from '../../../text/hazard';
import { hazardFormWords as words } from '../../../text/hazard-form';
import { reportFormWords } from '../../../text/report-form';
import { guarded } from '../../guarded';
import type { ChosenBy, DraftPhoto } from '../parts/form';
import { FormScreen } from '../parts/form-screen';
import { Opening } from '../parts/opening';
import { PhotoSection } from '../parts/photo-section';
import { ProjectField } from '../parts/project-field';
import { useCamera } from '../parts/use-camera';
import { useDraftSaving } from '../parts/use-draft';
import { useProjectChoice } from '../parts/use-project-choice';
import { useSubmit } from '../parts/use-submit';
import { hasContent, hazardBody, type HazardDraft, missingOf, reduceHazard, toHazard } from './draft';

const phraseOptions = words.phrases.map((phrase) => ({ value: phrase, label: phrase }));
const severityOptions = [
  { value: 'general', label: severityWords.general, icon: 'info', tone: 'grey' },
  { value: 'major', label: severityWords.major, icon: 'alert', tone: 'red' },
] as const;

export default guarded(HazardPage);

function HazardPage() {
  return (
    <Opening form="hazard" fresh={(base) => toHazard(base, parkDay(new Date()))}>
      {(draft) => <HazardForm key={draft.id} initial={draft} />}
    </Opening>
  );
}

function HazardForm({ initial }: { initial: HazardDraft }) {
  const [draft, dispatch] = useReducer(reduceHazard, initial);
  const projects = useProjects().data?.items;
  const { clockOffsetMs } = usePhone();
  const { forget, isFailing } = useDraftSaving('hazard', draft, hasContent(draft));
  const { submit, isBusy, problem, setProblem } = useSubmit('hazard', draft);
  const choose = (projectId: string, by: ChosenBy) => dispatch({ type: 'project', projectId, by });
  const { project, at, settleProject } = useProjectChoice(draft, projects, choose, false);
  const addPhoto = useCallback((photo: DraftPhoto) => dispatch({ type: 'photoAdded', photo }), []);
  const camera = useCamera(draft, addPhoto, settleProject);
  const today = parkDay(new Date());

  // In the mini-program the camera is there at once. Browsers open it for a tap only.
  const { take } = camera;
  useEffect(() => {
    if (canOpenCameraUnasked && !hasContent(initial)) void take('camera', maxPhotosPerReport);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once, when the form opens
  }, []);

  const handleSubmit = () => {
    const missing = missingOf(draft);
    if (missing) setProblem(missing === 'project' ? reportFormWords.pickProjectHint : words.titleMissing);
    else void submit({ operation: 'hazard.open', body: hazardBody(draft, new Date(), clockOffsetMs()), photos: draft.photos, aboutName: project?.name ?? '', forget });
  };

  return (
    <FormScreen submitLabel={words.submit} onSubmit={handleSubmit} isBusy={isBusy} isWaiting={camera.isBusy} problem={problem} isFailing={isFailing} note={reportFormWords.offlineNote}>
      <ProjectField projects={projects} project={project} chosenBy={draft.chosenBy} at={at} photos={draft.photos} onPick={({ id }) => choose(id, 'person')} />
      <PhotoSection photos={draft.photos} project={project} camera={camera} onRemove={(fileKey) => dispatch({ type: 'photoRemoved', fileKey })} />
      <Gap />
      <Card>
        <FormField title={words.title}>
          <Chips options={phraseOptions} selected={draft.phrases} onChange={(phrases) => dispatch({ type: 'phrases', phrases })} />
          <Gap />
          <TextAreaField value={draft.title} maxLength={100} placeholder={words.titlePlaceholder} onChange={(text) => dispatch({ type: 'title', text })} />
        </FormField>
        <FormField title={words.severity} note={words.severityHint[draft.severity]}>
          <BigChoice options={severityOptions} value={draft.severity} onChange={(severity) => dispatch({ type: 'severity', severity, today })} />
        </FormField>
        {draft.severity === 'major' && <CriterionField value={draft.criterion} onChange={(criterion) => dispatch({ type: 'criterion', criterion })} />}
      </Card>
      <List>
        <DateField
          title={words.dueOn}
          note={words.dueNote(severityWords[draft.severity], defaultDueDays[draft.severity])}
          value={draft.dueOn}
          display={formatDay(draft.dueOn, today)}
          min={today}
          onChange={(on) => dispatch({ type: 'dueOn', on })}
        />
      </List>
      <Card>
        <FormField title={words.detail}>
          <TextAreaField value={draft.detail} maxLength={900} placeholder={words.detailPlaceholder} onChange={(text) => dispatch({ type: 'detail', text })} />
        </FormField>
      </Card>
    </FormScreen>
  );
}
