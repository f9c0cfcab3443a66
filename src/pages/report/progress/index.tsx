/** 上报进度. Works offline: the report and its photos wait in the queue. */
import { useCallback, useEffect, useReducer } from 'react';
import { useProject, useProjects } from '../../../api/project';
import { AmountField } from '../../../components/amount-field';
import { TextLink } from '../../../components/button';
import { Card, CardTitle } from '../../../components/card';
import { Chips } from '../../../components/chips';
import { FormField, TextAreaField } from '../../../components/form-field';
import { NoticeBar } from '../../../components/notice-bar';
import { PercentField } from '../../../components/percent-field';
import { Tag } from '../../../components/tag';
import { Gap } from '../../../components/text-block';
import { parkDay } from '../../../domain/calendar';
import { rungs } from '../../../domain/milestone';
import { maxPhotosPerReport, problemKinds } from '../../../domain/submission';
import { setPageTitle, usePageParams } from '../../../platform/navigate';
import { usePhone } from '../../../state/phone';
import { useSession } from '../../../state/session';
import { formatAmount } from '../../../text/amount';
import { formatDay } from '../../../text/format';
import { rungWords } from '../../../text/milestone';
import { progressWords as words } from '../../../text/progress-form';
import { reportFormWords } from '../../../text/report-form';
import { problemKindWords } from '../../../text/submission';
import { DocumentField } from '../parts/document-field';
import { type ChosenBy, documentsOf, type DraftPhoto } from '../parts/form';
import { FormScreen } from '../parts/form-screen';
import { Opening } from '../parts/opening';
import { PhotoField } from '../parts/photo-field';
import { ProjectField } from '../parts/project-field';
import { useCamera } from '../parts/use-camera';
import { useDraftSaving } from '../parts/use-draft';
import { useProjectChoice } from '../parts/use-project-choice';
import { useSubmit } from '../parts/use-submit';
import { guarded } from '../../guarded';
import { correctingProgress, hasContent, milestoneBody, missingOf, missingOfMilestone, type ProgressDraft, type ProgressProblem, progressBody, reduceProgress, toProgress } from './draft';
import { LadderField } from './ladder-field';

const problemOptions = problemKinds.map((kind) => ({ value: kind, label: problemKindWords[kind] }));

export default guarded(ProgressPage);

function ProgressPage() {
  const params = usePageParams();
  const rung = rungs.find((one) => one === params.rung);
  return (
    <Opening form="progress" fresh={(base, corrected) => (corrected ? correctingProgress(base, corrected.kind, corrected.body) : toProgress(base, rung, parkDay(new Date())))}>
      {(draft) => <ProgressForm key={draft.id} initial={draft} />}
    </Opening>
  );
}

function ProgressForm({ initial }: { initial: ProgressDraft }) {
  const [draft, dispatch] = useReducer(reduceProgress, initial);
  const projects = useProjects().data?.items;
  const { clockOffsetMs } = usePhone();
  const { forget, isFailing } = useDraftSaving('progress', draft, hasContent(draft));
  const { submit, isBusy, problem, setProblem } = useSubmit('progress', draft);
  const choose = (projectId: string, by: ChosenBy) => {
    const found = projects?.find(({ id }) => id === projectId);
    if (found) dispatch({ type: 'project', project: found, by });
  };
  // Figures that were touched are not overwritten by a position that comes late.
  const { project, at, settleProject } = useProjectChoice(draft, projects, choose, draft.isTouched);
  // Opened for a project: its figures come in as soon as the list is there.
  const isUnfilled = initial.chosenBy === 'page' && !initial.isTouched && initial.projectId === project?.id;
  useEffect(() => {
    if (isUnfilled && project) dispatch({ type: 'project', project, by: 'page' });
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once; a later reading of the list overwrites nothing
  }, [isUnfilled]);
  const addPhoto = useCallback((photo: DraftPhoto) => dispatch({ type: 'photoAdded', photo }), []);
  const camera = useCamera(draft, addPhoto, settleProject);
  const room = maxPhotosPerReport - draft.photos.length;
  const today = parkDay(new Date());
  // Of a correction nothing is compared: what stands now may be what is wrong.
  const previous = draft.corrects ? null : (project?.progress ?? null);

  const isOffice = useSession(({ session }) => session?.staff.staff.role === 'office');
  const isMilestoneOnly = draft.corrects ? draft.isMilestoneReport === true : isOffice;
  const slots = useProject(project?.id ?? '').data?.milestones;
  useEffect(() => {
    if (isMilestoneOnly) setPageTitle(words.milestoneTitle);
  }, [isMilestoneOnly]);

  const reportMilestone = () => {
    const missing = missingOfMilestone(draft);
    const slot = slots?.find(({ rung }) => rung === draft.milestone?.rung);
    if (missing) setProblem(missingText(missing, draft));
    else if (!slot) setProblem(words.noSlot);
    else void submit({ operation: 'milestone.report', params: { id: slot.id }, body: milestoneBody(draft, new Date(), clockOffsetMs()), photos: draft.photos, documents: draft.milestone ? documentsOf(draft) : [], aboutName: project?.name ?? '', forget });
  };
  const handleSubmit = () => {
    const missing = missingOf(draft, previous?.percent ?? null);
    if (isMilestoneOnly) reportMilestone();
    else if (missing) setProblem(missingText(missing, draft));
    else {
      const body = progressBody(draft, previous?.percent ?? null, new Date(), clockOffsetMs());
      void submit({ operation: 'progress.submit', body, photos: draft.photos, documents: draft.milestone ? documentsOf(draft) : [], aboutName: project?.name ?? '', forget });
    }
  };

  return (
    <FormScreen submitLabel={isMilestoneOnly ? words.submitMilestone : words.submit} onSubmit={handleSubmit} isBusy={isBusy} isWaiting={camera.isBusy} problem={problem} isFailing={isFailing}>
      {draft.corrects && <NoticeBar icon="info">{reportFormWords.correcting}</NoticeBar>}
      <ProjectField
        projects={projects}
        project={project}
        chosenBy={draft.chosenBy}
        at={at}
        photos={draft.photos}
        icon="site"
        note={isMilestoneOnly || draft.corrects ? undefined : previous ? words.prefilled(formatDay(parkDay(previous.reportedAt), today)) : words.firstReport}
        onPick={draft.corrects ? undefined : (picked) => dispatch({ type: 'project', project: picked, by: 'person' })}
      />
      {!isMilestoneOnly && (
        <Card>
          <CardTitle right={previous && <Tag tone="primary">{words.changed(draft.percent - previous.percent)}</Tag>}>{words.percent}</CardTitle>
          <Gap size={2} />
          <PercentField
            value={draft.percent}
            onChange={(percent) => dispatch({ type: 'percent', percent })}
            previous={previous?.percent}
            previousLabel={previous ? words.previous(previous.percent) : undefined}
          />
          {(draft.corrects || (previous && draft.percent < previous.percent)) && (
            <>
              <Gap />
              <FormField title={draft.corrects ? words.percentReasonIfLower : words.percentReason}>
                <TextAreaField value={draft.percentReason} placeholder={words.percentReasonPlaceholder} onChange={(text) => dispatch({ type: 'percentReason', text })} />
              </FormField>
            </>
          )}
        </Card>
      )}
      {project && <LadderField project={project} milestone={draft.milestone} dispatch={dispatch} />}
      {!isMilestoneOnly && (
        <Card>
          <FormField
            title={words.investment}
            right={project?.totalInvestmentYuan ? words.total(formatAmount(project.totalInvestmentYuan)) : undefined}
            note={investmentNote(draft.investmentYuan, previous?.investmentToDateYuan ?? null)}
            error={draft.investmentYuan === 'invalid' ? words.badAmount : null}
          >
            <AmountField key={draft.projectId} yuan={draft.investmentYuan === 'invalid' ? null : draft.investmentYuan} onChange={(yuan) => dispatch({ type: 'investment', yuan })} />
          </FormField>
        </Card>
      )}
      <Card>
        {!isMilestoneOnly && (
          <>
            <CardTitle hint={words.problemsHint}>{words.problems}</CardTitle>
            <Gap size={2} />
            <Chips layout="grid" options={problemOptions} selected={draft.problems} onChange={(problems) => dispatch({ type: 'problems', problems })} />
            <Gap size={2} />
          </>
        )}
        <TextAreaField
          value={draft.note}
          placeholder={draft.problems.length > 0 ? words.problemPlaceholder : words.notePlaceholder}
          onChange={(text) => dispatch({ type: 'note', text })}
        />
      </Card>
      <Card>
        <CardTitle
          hint={reportFormWords.photoCount(draft.photos.length, maxPhotosPerReport)}
          right={room > 0 && <TextLink onClick={() => void camera.take('album', room)}>{reportFormWords.fromAlbum}</TextLink>}
        >
          {reportFormWords.photos}
        </CardTitle>
        <Gap size={2} />
        <PhotoField
          photos={draft.photos}
          project={project}
          max={maxPhotosPerReport}
          columns={4}
          camera={camera}
          onAdd={() => void camera.take('camera', room)}
          onRemove={(fileKey) => dispatch({ type: 'photoRemoved', fileKey })}
        />
      </Card>
      {draft.milestone && (
        <DocumentField
          documents={documentsOf(draft)}
          onAdd={(document) => dispatch({ type: 'documentAdded', document })}
          onRemove={(fileKey) => dispatch({ type: 'documentRemoved', fileKey })}
        />
      )}
    </FormScreen>
  );
}

function missingText(missing: ProgressProblem, { milestone }: ProgressDraft): string {
  switch (missing) {
    case 'project':
      return reportFormWords.pickProjectHint;
    case 'rung':
      return words.rungMissing;
    case 'percent_reason':
      return words.percentReasonMissing;
    case 'amount':
      return words.badAmount;
    case 'photo':
      return words.photoForRung(milestone ? rungWords[milestone.rung] : '');
  }
}

function investmentNote(yuan: number | null | 'invalid', before: number | null): string | undefined {
  if (before === null) return undefined;
  if (typeof yuan !== 'number' || yuan === before) return words.previousInvestment(formatAmount(before));
  const change = formatAmount(Math.abs(yuan - before));
  return yuan > before ? words.investmentGrown(formatAmount(before), change) : words.investmentShrunk(formatAmount(before), change);
}
