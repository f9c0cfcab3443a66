/**
 * 隐患详情: what was found, what was done about it, and the one step that is this person's. Needs network; what was read
 * before stays visible while it refreshes. Verifying and asking for more time wait in the queue.
 */
import { useState } from 'react';
import { useAssignHazard, useHazard, useReviewExtension } from '../../../api/hazard';
import { useRefresh } from '../../../api/refresh';
import { Button, TextLink } from '../../../components/button';
import { Card, CardTitle } from '../../../components/card';
import { NoticeBar } from '../../../components/notice-bar';
import { List, Row } from '../../../components/row';
import { Screen } from '../../../components/screen';
import { Section } from '../../../components/section';
import { ErrorScreen, LoadingScreen } from '../../../components/state-view';
import { SyncStatus } from '../../../components/sync-status';
import { Tag, type TagTone } from '../../../components/tag';
import { Tags } from '../../../components/tags';
import { Gap, Headline, Small } from '../../../components/text-block';
import { Timeline } from '../../../components/timeline';
import { UpdatedAt } from '../../../components/updated-at';
import { useConfirm } from '../../../components/use-confirm';
import { dayAndTime } from '../../../components/when';
import { type HazardDetail, verifyHazardRequestSchema } from '../../../contract/hazard';
import { parkDay } from '../../../domain/calendar';
import { isUnsent, type Item } from '../../../outbox/item';
import { showToast } from '../../../platform/feedback';
import { openPage, usePageParams } from '../../../platform/navigate';
import { routes } from '../../../routes';
import { failureOf, refusalText } from '../../../state/failure';
import { useOutbox } from '../../../state/outbox';
import { progressOfItem } from '../../../state/queued';
import { useQueuedAnswer } from '../../../state/queued-answer';
import { useSession } from '../../../state/session';
import { formatDay } from '../../../text/format';
import { hazardActionWords, hazardStatusWords, hazardWords } from '../../../text/hazard';
import { hazardPageWords as words, hazardStepWords as steps } from '../../../text/hazard-page';
import { operationWords, reasonText } from '../../../text/outbox';
import { projectWords } from '../../../text/project';
import { guarded } from '../../guarded';
import { IssueOrderRow } from '../../issue-order';
import { AssignSheet } from './assign-sheet';
import { ExtendSheet } from './extend-sheet';
import { FiveThings, Finding } from './hazard-facts';
import { HazardPhotos } from './hazard-photos';
import { DecideStep, VerifyStep } from './hazard-steps';
import { nextStepOf, waitsFor } from './next-step';
import './index.scss';

export default guarded(HazardDetailPage);

function HazardDetailPage() {
  const { id = '' } = usePageParams();
  const query = useHazard(id);
  useRefresh(query);
  if (query.isPending) return <LoadingScreen />;
  if (!query.data) return <ErrorScreen {...failureOf(query.error)} onRetry={() => void query.refetch()} />;
  return <HazardView hazard={query.data} updatedAt={query.dataUpdatedAt} />;
}

const statusTones: Record<HazardDetail['status'], TagTone> = { open: 'grey', rectified: 'primary', returned: 'yellow', closed: 'green' };
const openReport = (id: string) => void openPage(routes.reportDetail, { id });

function HazardView({ hazard, updatedAt }: { hazard: HazardDetail; updatedAt: number }) {
  const me = useSession(({ session }) => session?.staff.staff);
  const { clause, may, rectification, pendingRectification, extension, project, responsible } = hazard;
  const today = parkDay(new Date());
  const [open, setOpen] = useState<'extend' | 'assign' | null>(null);
  const { ask, dialog } = useConfirm();
  const assign = useAssignHazard(hazard.id);
  const review = useReviewExtension(hazard.id);
  const verification = useQueuedAnswer({ id: hazard.id, answers: rectification?.submissionId ?? hazard.id, about: hazard.title });
  // One request after each decision, however often the page is read.
  const decided = hazard.actions.filter(({ kind }) => kind === 'extended' || kind === 'extension_refused').length;
  const request = useQueuedAnswer({ id: hazard.id, answers: `${hazard.id} ${decided}`, about: hazard.title });
  const queued = useQueued(hazard.id, [verification.given, request.given]);
  const isRectifying = pendingRectification !== null || queued.some(({ operation, state }) => operation === 'hazard.rectify' && state !== 'parked');

  const handleAssign = async (person: { id: string; name: string }) => {
    if (person.id === responsible?.id) return;
    if (responsible && !(await ask({ title: steps.reassignQuestion(responsible.name, person.name), confirmLabel: steps.reassignConfirm }))) return;
    assign.mutate({ responsibleId: person.id }, { onSuccess: () => showToast(steps.assigned, 'success') });
  };
  const rectify = () => void openPage(routes.rectify, { hazardId: hazard.id });

  const step = nextStepOf(hazard);
  const error = assign.error ?? review.error;
  const drawStep = () => {
    switch (step) {
      case 'verify':
        return (
          rectification && !verification.given && {
            note: steps.verifyNote,
            dock: <VerifyStep rectification={rectification} onAnswer={(verdict) => void verification.send('hazard.verify', { rectificationId: rectification.submissionId, ...verdict })} />,
          }
        );
      case 'decide':
        return (
          extension && {
            note: words.extensionBy(extension.by?.name ?? projectWords.someone, formatDay(extension.dueOn, today)),
            dock: <DecideStep extension={extension} isBusy={review.isPending} onAnswer={(answer) => review.mutate({ requestId: extension.requestId, ...answer }, { onSuccess: () => showToast(answer.answer === 'extended' ? steps.granted : steps.refused, 'success') })} />,
          }
        );
      case 'rectify':
        return !isRectifying && { note: steps.rectifyNote(formatDay(hazard.rectificationDueOn, today)), dock: <Button onClick={rectify}>{steps.rectify}</Button> };
      case 'assign':
        return {
          note: steps.assignNote,
          dock: (
            <Button isBusy={assign.isPending} onClick={() => setOpen('assign')}>
              {steps.assign}
            </Button>
          ),
        };
      case null:
        return null;
    }
  };
  const drawn = drawStep() || null;
  const waiting = me && waitsFor(hazard, me);

  return (
    <Screen dock={drawn?.dock} dockNote={drawn?.note}>
      <Tags>
        <Tag tone={hazard.severity === 'major' ? 'red' : 'grey'}>{words.severityTag[hazard.severity]}</Tag>
        <Tag tone={statusTones[hazard.status]}>{hazardStatusWords[hazard.status]}</Tag>
        {extension && <Tag tone="yellow">{hazardWords.extensionPending}</Tag>}
        {hazard.isRepeat && <Tag tone="yellow">{words.repeat}</Tag>}
      </Tags>
      <Gap size={2} />
      <Headline>{hazard.title}</Headline>
      <Small>{[project.name, clause?.heading].filter(Boolean).join(' · ')}</Small>
      <Gap size={4} />
      <HazardPhotos hazard={hazard} />
      {error && <NoticeBar tone="red">{refusalText(error)}</NoticeBar>}
      {waiting && (
        <NoticeBar tone="grey" icon="info">
          {waiting}
        </NoticeBar>
      )}
      <Returned hazard={hazard} />
      <Gap />
      {(queued.length > 0 || pendingRectification) && (
        <List>
          {queued.map((item) => (
            <Row
              key={item.id}
              title={queuedTitle(item)}
              isPlain
              note={item.problem ? reasonText(item.problem.code) : undefined}
              right={<SyncStatus state={progressOfItem(item)} />}
              onClick={() => void openPage(routes.outbox)}
            />
          ))}
          {pendingRectification && (
            <Row
              title={hazardWords.rectificationPending}
              isPlain
              note={words.pendingBy(pendingRectification.by?.name ?? projectWords.someone, dayAndTime(pendingRectification.at))}
              onClick={() => openReport(pendingRectification.submissionId)}
            />
          )}
        </List>
      )}
      {extension && (
        <Card>
          <CardTitle>{words.extensionBy(extension.by?.name ?? projectWords.someone, formatDay(extension.dueOn, today))}</CardTitle>
          <Small>{extension.reason}</Small>
          <Small>{dayAndTime(extension.at)}</Small>
        </Card>
      )}
      <FiveThings
        hazard={hazard}
        onReassign={may.includes('assigned') && step !== 'assign' ? () => setOpen('assign') : undefined}
        onExtend={may.includes('extension_requested') && !request.given ? () => setOpen('extend') : undefined}
      />
      {step === 'rectify' && isRectifying && <TextLink onClick={rectify}>{steps.rectifyAgain}</TextLink>}
      <Finding hazard={hazard} />
      <History hazard={hazard} />
      <Gap />
      <List>
        <Row title={words.record} isPlain onClick={() => openReport(hazard.submissionId)} />
        {rectification && <Row title={words.rectifyRecord} isPlain onClick={() => openReport(rectification.submissionId)} />}
        {hazard.repeatOf && <Row title={words.openRepeat} isPlain onClick={() => void openPage(routes.hazardDetail, { id: hazard.repeatOf ?? '' })} />}
        <IssueOrderRow about={{ hazardId: hazard.id }} />
        <Row title={words.project} isPlain note={project.name} onClick={() => void openPage(routes.projectDetail, { id: project.id })} />
      </List>
      <UpdatedAt at={updatedAt} />
      {dialog}
      {open === 'assign' && <AssignSheet projectId={project.id} responsible={responsible} onClose={() => setOpen(null)} onPick={(person) => void handleAssign(person)} />}
      <ExtendSheet
        dueOn={hazard.rectificationDueOn}
        isOpen={open === 'extend'}
        onClose={() => setOpen(null)}
        onSubmit={(asked) => {
          setOpen(null);
          void request.send('hazard.extend', asked);
        }}
      />
    </Screen>
  );
}

/** What this phone still holds about the hazard, a refused one with the reason, and what was answered before the page knows of it. */
function useQueued(hazardId: string, given: readonly (Item | undefined)[]): Item[] {
  const { items } = useOutbox();
  return items.filter((item) => item.path.includes(`/hazards/${hazardId}/`) && (isUnsent(item) || given.includes(item)));
}

function queuedTitle({ operation, body }: Item): string {
  if (operation === 'hazard.rectify') return steps.queued.rectify;
  if (operation === 'hazard.extend') return steps.queued.extend;
  const answer = operation === 'hazard.verify' ? verifyHazardRequestSchema.safeParse(JSON.parse(body)).data?.answer : undefined;
  return answer ? steps.queued[answer] : operationWords[operation];
}

/** Why it has to be done anew, as long as it has. */
function Returned({ hazard: { status, actions } }: { hazard: HazardDetail }) {
  const note = status === 'returned' ? actions.find(({ kind }) => kind === 'returned')?.note : null;
  return note ? <NoticeBar>{words.returnedBecause(note)}</NoticeBar> : null;
}

function History({ hazard: { actions, notifiedAt } }: { hazard: HazardDetail }) {
  const steps = actions.map((action, index) => {
    const { submissionId } = action;
    return {
      key: `${action.at}${index}`,
      title: actionTitle(action),
      time: dayAndTime(action.at),
      note: [action.by?.name ?? projectWords.someone, action.note].filter(Boolean).join('：'),
      onClick: submissionId ? () => openReport(submissionId) : undefined,
    };
  });
  // Told in the moment it was opened, which is the last line.
  if (notifiedAt) steps.splice(-1, 0, { key: 'notified', title: words.notified, time: dayAndTime(notifiedAt), note: words.notifiedNote, onClick: undefined });
  return (
    <Section title={words.timeline}>
      <Card>
        <Timeline entries={steps} />
      </Card>
    </Section>
  );
}

/** With whom, or until when, where the step says so. */
function actionTitle({ kind, responsible, dueOn }: HazardDetail['actions'][number]): string {
  if (kind === 'assigned' && responsible) return words.action.assigned(responsible.name);
  if ((kind === 'extension_requested' || kind === 'extended') && dueOn) return words.action[kind](formatDay(dueOn, parkDay(new Date())));
  return hazardActionWords[kind];
}
