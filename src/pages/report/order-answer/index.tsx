/** 督办回复: what was done, with photos and documents. Works offline once the order was opened with a signal. */
import { useCallback, useReducer } from 'react';
import { useOrder } from '../../../api/supervision-order';
import { Button } from '../../../components/button';
import { Card } from '../../../components/card';
import { FormField, TextAreaField } from '../../../components/form-field';
import { NoticeBar } from '../../../components/notice-bar';
import { matterOf, OrderCountdown } from '../../../components/order-row';
import { Screen } from '../../../components/screen';
import { EmptyScreen, ErrorScreen, LoadingScreen } from '../../../components/state-view';
import { Gap, Headline, Small } from '../../../components/text-block';
import type { OrderDetail } from '../../../contract/supervision-order';
import { usePageParams } from '../../../platform/navigate';
import { failureOf } from '../../../state/failure';
import { usePhone } from '../../../state/phone';
import { reportFormWords } from '../../../text/report-form';
import { orderWords } from '../../../text/supervision-order';
import { guarded } from '../../guarded';
import { EvidenceField } from '../parts/evidence-field';
import { documentsOf, type DraftPhoto, emptyDraft } from '../parts/form';
import { DraftQuestion } from '../parts/opening';
import { useCamera } from '../parts/use-camera';
import { useDraftSaving, useOpening } from '../parts/use-draft';
import { useSubmit } from '../parts/use-submit';
import { hasContent, type OrderAnswerDraft, orderAnswerBody, type OrderPlace, reduceOrderAnswer } from './draft';

const words = orderWords.answerForm;

export default guarded(OrderAnswerPage);

const aboutOf = ({ orderId }: OrderAnswerDraft) => orderId;

function OrderAnswerPage() {
  const { orderId = '', draftId } = usePageParams();
  const opening = useOpening<OrderAnswerDraft>('order-answer', { about: draftId ? undefined : orderId, aboutOf, draftId }, (id) => ({ ...emptyDraft(id), orderId, requirement: '', note: '' }));
  return (
    <DraftQuestion opening={opening} nameOf={({ requirement }) => requirement || null}>
      {(draft) => <OrderOf key={draft.id} draft={draft} />}
    </DraftQuestion>
  );
}

/** What is asked stands over the answer. */
function OrderOf({ draft }: { draft: OrderAnswerDraft }) {
  const query = useOrder(draft.orderId);
  if (query.isPending) return <LoadingScreen />;
  if (!query.data) return <ErrorScreen {...failureOf(query.error)} onRetry={() => void query.refetch()} />;
  const place = placeOf(query.data);
  if (!query.data.may.includes('answered') || !place) return <EmptyScreen title={words.notNow} />;
  return <OrderAnswerForm initial={{ ...draft, requirement: query.data.requirement }} order={query.data} place={place} />;
}

function placeOf({ project, item }: OrderDetail): OrderPlace | null {
  if (project) return { projectId: project.id };
  return item && { itemId: item.id };
}

function OrderAnswerForm({ initial, order, place }: { initial: OrderAnswerDraft; order: OrderDetail; place: OrderPlace }) {
  const [draft, dispatch] = useReducer(reduceOrderAnswer, initial);
  const { clockOffsetMs } = usePhone();
  const { forget, isFailing } = useDraftSaving('order-answer', draft, hasContent(draft));
  const { submit, isBusy, problem, setProblem } = useSubmit('order-answer', draft);
  const addPhoto = useCallback((photo: DraftPhoto) => dispatch({ type: 'photoAdded', photo }), []);
  const about = order.project ?? order.item ?? { id: order.id, name: '' };
  const settle = useCallback(() => ({ id: about.id, name: about.name }), [about.id, about.name]);
  const camera = useCamera(draft, addPhoto, settle);

  const handleSubmit = () => {
    const body = orderAnswerBody(draft, place, new Date(), clockOffsetMs());
    if (!body) return setProblem(words.missing);
    void submit({ operation: 'supervisionOrder.answer', body, photos: draft.photos, documents: documentsOf(draft), aboutName: about.name, params: { id: draft.orderId }, forget });
  };

  return (
    <Screen
      dock={
        <>
          {problem && <NoticeBar tone="red">{problem}</NoticeBar>}
          <Button isBusy={isBusy} isDisabled={camera.isBusy} onClick={handleSubmit}>
            {words.submit}
          </Button>
        </>
      }
      dockNote={isFailing ? reportFormWords.draftFails : words.after}
    >
      <Headline>{order.requirement}</Headline>
      <Small>{matterOf(order)}</Small>
      <OrderCountdown order={order} />
      <Gap />
      <Card>
        <FormField title={words.note}>
          <TextAreaField value={draft.note} maxLength={900} placeholder={words.placeholder} onChange={(note) => dispatch({ type: 'note', note })} />
        </FormField>
      </Card>
      <EvidenceField draft={draft} camera={camera} title={words.evidence} hint={words.evidenceHint} dispatch={dispatch} />
    </Screen>
  );
}
