/** 整改: what was done about a hazard, with its state after it. Works offline once its hazard was seen with a signal. */
import { useCallback, useReducer, useState } from 'react';
import { useKnownHazard } from '../../../api/hazard';
import { useProjects } from '../../../api/project';
import { useReport } from '../../../api/report';
import { TextLink } from '../../../components/button';
import { Card } from '../../../components/card';
import { DateField } from '../../../components/date-field';
import { FormField, InputField, TextAreaField } from '../../../components/form-field';
import { NoticeBar } from '../../../components/notice-bar';
import { List } from '../../../components/row';
import { ErrorScreen, LoadingScreen } from '../../../components/state-view';
import { Gap, Headline, Small } from '../../../components/text-block';
import { type RectifyHazardRequest, rectifyHazardRequestSchema } from '../../../contract/hazard';
import { daysBetween, parkDay } from '../../../domain/calendar';
import { type RectificationSide, rectificationSides } from '../../../domain/hazard';
import { maxPhotosPerReport } from '../../../domain/submission';
import { usePageParams } from '../../../platform/navigate';
import { failureOf } from '../../../state/failure';
import { usePhone } from '../../../state/phone';
import { me } from '../../../state/session';
import { daysLeftWords, formatDay } from '../../../text/format';
import { rectifyWords as words } from '../../../text/rectify-form';
import { reportFormWords } from '../../../text/report-form';
import { guarded } from '../../guarded';
import { DocumentField } from '../parts/document-field';
import { documentsOf, type DraftPhoto, emptyDraft } from '../parts/form';
import { FormScreen } from '../parts/form-screen';
import { DraftQuestion } from '../parts/opening';
import { PhotoField } from '../parts/photo-field';
import { useCamera } from '../parts/use-camera';
import { useDraftSaving, useOpening } from '../parts/use-draft';
import { useSubmit } from '../parts/use-submit';
import { hasContent, isMajor, photosOf, prefilled, problemsOf, type RectifyDraft, type RectifyProblem, rectifyBody, reduceRectify, type TextField, toRectify } from './draft';

export default guarded(RectifyPage);

/** A correction is about its record alone: no other form takes it up. */
const aboutOf = ({ corrects, hazardId }: RectifyDraft) => (corrects ? `corrects ${corrects}` : hazardId);

function RectifyPage() {
  const { hazardId = '', corrects, draftId } = usePageParams();
  const about = draftId ? undefined : corrects ? `corrects ${corrects}` : hazardId;
  const opening = useOpening<RectifyDraft>('rectify', { about, aboutOf, draftId }, (id) => toRectify({ ...emptyDraft(id), ...(corrects ? { corrects } : {}) }, hazardId));
  return (
    <DraftQuestion opening={opening} nameOf={({ hazard }) => hazard?.title ?? null}>
      {(draft) => (draft.hazard ? <RectifyForm key={draft.id} initial={draft} /> : draft.corrects ? <CorrectionOf draft={draft} recordId={draft.corrects} /> : <HazardOf draft={draft} corrected={null} />)}
    </DraftQuestion>
  );
}

function CorrectionOf({ draft, recordId }: { draft: RectifyDraft; recordId: string }) {
  const query = useReport(recordId);
  if (query.isPending) return <LoadingScreen />;
  if (!query.data) return <ErrorScreen {...failureOf(query.error)} onRetry={() => void query.refetch()} />;
  const said = rectifyHazardRequestSchema.safeParse(query.data.body).data ?? null;
  return <HazardOf draft={{ ...draft, hazardId: said?.hazardId ?? '' }} corrected={said} />;
}

/** What the form has to know of its hazard comes first: how bad it is, until when, and what was said before. */
function HazardOf({ draft, corrected }: { draft: RectifyDraft; corrected: RectifyHazardRequest | null }) {
  const { hazard, query } = useKnownHazard(draft.hazardId);
  if (hazard) return <RectifyForm key={draft.id} initial={prefilled(draft, hazard, corrected, me()?.staff.name ?? '')} />;
  if (query.isPending) return <LoadingScreen />;
  return <ErrorScreen {...failureOf(query.error)} onRetry={() => void query.refetch()} />;
}

function RectifyForm({ initial }: { initial: RectifyDraft }) {
  const [draft, dispatch] = useReducer(reduceRectify, initial);
  const project = useProjects().data?.items.find(({ id }) => id === draft.projectId) ?? null;
  const { clockOffsetMs } = usePhone();
  const { forget, isFailing } = useDraftSaving('rectify', draft, hasContent(draft));
  const { submit, isBusy, problem, setProblem } = useSubmit('rectify', draft);
  const addPhoto = useCallback((photo: DraftPhoto) => dispatch({ type: 'photoAdded', photo }), []);
  const { hazard } = draft;
  const about = useCallback(() => hazard?.project ?? null, [hazard]);
  const camera = useCamera(draft, addPhoto, about);
  const room = maxPhotosPerReport - draft.photos.length;
  const today = parkDay(new Date());
  const type = (field: TextField) => (text: string) => dispatch({ type: 'text', field, text });

  // Said beside the fields once somebody wanted to send it, and gone with what is mended.
  const [isAsked, setIsAsked] = useState(false);
  const missing = problemsOf(draft);
  const errorOf = (one: RectifyProblem) => (isAsked && missing.includes(one) ? words.missing : null);

  const handleSubmit = () => {
    setIsAsked(true);
    if (missing.length > 0) return setProblem(missing[0] === 'after' && missing.length === 1 ? words.afterMissing : words.mendFirst(missing.length));
    const body = rectifyBody(draft, new Date(), clockOffsetMs());
    void submit({ operation: 'hazard.rectify', params: { id: draft.hazardId }, body, photos: draft.photos, documents: documentsOf(draft), aboutName: hazard?.title ?? '', forget });
  };

  if (!hazard) return null;
  const sideOf = (side: RectificationSide) => {
    const photos = photosOf(draft, side);
    return (
      <Card key={side}>
        <FormField
          title={words[side]}
          hint={words[`${side}Hint`]}
          right={room > 0 && <TextLink onClick={() => void camera.take('album', room, side)}>{reportFormWords.fromAlbum}</TextLink>}
          error={side === 'after' && isAsked && missing.includes('after') ? words.afterMissing : null}
        >
          <PhotoField
            photos={photos}
            project={project}
            max={photos.length + room}
            columns={4}
            camera={camera}
            isProjectFixed
            itemKey={side}
            onAdd={() => void camera.take('camera', room, side)}
            onRemove={(fileKey) => dispatch({ type: 'photoRemoved', fileKey })}
          />
        </FormField>
      </Card>
    );
  };
  return (
    <FormScreen submitLabel={words.submit} onSubmit={handleSubmit} isBusy={isBusy} isWaiting={camera.isBusy} problem={problem} isFailing={isFailing} note={reportFormWords.offlineNote}>
      <Headline>{hazard.title}</Headline>
      <Small>{`${hazard.project.name} · ${words.due(formatDay(hazard.dueOn, today), daysLeftWords(daysBetween(today, hazard.dueOn)))}`}</Small>
      <Gap />
      {draft.corrects && <NoticeBar icon="info">{words.correcting}</NoticeBar>}
      {hazard.returnedBecause && <NoticeBar>{words.returnedBecause(hazard.returnedBecause)}</NoticeBar>}
      {rectificationSides.map(sideOf)}
      <DocumentField documents={documentsOf(draft)} onAdd={(document) => dispatch({ type: 'documentAdded', document })} onRemove={(fileKey) => dispatch({ type: 'documentRemoved', fileKey })} />
      {isMajor(draft) && <NoticeBar icon="info">{words.major}</NoticeBar>}
      <Card>
        <FormField title={words.responsiblePerson} error={errorOf('responsiblePerson')}>
          <InputField value={draft.responsiblePerson} placeholder={words.responsiblePersonPlaceholder} maxLength={50} onChange={type('responsiblePerson')} />
        </FormField>
        <FormField title={words.measures} error={errorOf('measures')}>
          <TextAreaField value={draft.measures} placeholder={words.measuresPlaceholder} maxLength={900} onChange={type('measures')} />
        </FormField>
        {isMajor(draft) && (
          <>
            <FormField title={words.funds} error={errorOf('funds')}>
              <InputField value={draft.funds} placeholder={words.fundsPlaceholder} maxLength={200} onChange={type('funds')} />
            </FormField>
            <FormField title={words.contingencyPlan} error={errorOf('contingencyPlan')}>
              <TextAreaField value={draft.contingencyPlan} placeholder={words.contingencyPlanPlaceholder} maxLength={900} onChange={type('contingencyPlan')} />
            </FormField>
          </>
        )}
      </Card>
      <List>
        <DateField title={words.doneBy} note={words.doneByNote(formatDay(hazard.dueOn, today))} value={draft.doneBy} display={formatDay(draft.doneBy, today)} onChange={type('doneBy')} />
      </List>
      <Card>
        <FormField title={words.note}>
          <TextAreaField value={draft.note} placeholder={words.notePlaceholder} maxLength={900} onChange={type('note')} />
        </FormField>
      </Card>
    </FormScreen>
  );
}
