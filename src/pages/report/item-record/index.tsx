/** 填报、成果、事故、办结、说明: what is recorded about a plan item. Works offline once its page was opened with a signal. */
import { Picker, View } from '@tarojs/components';
import { useCallback, useEffect, useReducer, useState } from 'react';
import { usePlanItem } from '../../../api/plan';
import { Card } from '../../../components/card';
import { DateField } from '../../../components/date-field';
import { FormField, InputField, TextAreaField } from '../../../components/form-field';
import { figureOf } from '../../../components/item-record-row';
import { NoticeBar } from '../../../components/notice-bar';
import { List, Row } from '../../../components/row';
import { EmptyScreen, ErrorScreen, LoadingScreen } from '../../../components/state-view';
import { Gap, Headline } from '../../../components/text-block';
import { useConfirm } from '../../../components/use-confirm';
import type { PlanItemDetail } from '../../../contract/plan';
import { monthOf, monthsOf, parkDay } from '../../../domain/calendar';
import { kindFor, recordState } from '../../../domain/item-record';
import { accumulates, isShare } from '../../../domain/measure';
import { setPageTitle, usePageParams } from '../../../platform/navigate';
import { failureOf } from '../../../state/failure';
import { usePhone } from '../../../state/phone';
import { formatDay, formatValue } from '../../../text/format';
import { itemRecordWords as words, recordStateWords } from '../../../text/item-record';
import { guarded } from '../../guarded';
import { EvidenceField } from '../parts/evidence-field';
import { documentsOf, emptyDraft, type DraftPhoto } from '../parts/form';
import { FormScreen } from '../parts/form-screen';
import { DraftQuestion } from '../parts/opening';
import { useCamera } from '../parts/use-camera';
import { useDraftSaving, useOpening } from '../parts/use-draft';
import { useSubmit } from '../parts/use-submit';
import { hasContent, hasField, type ItemRecordDraft, operationOf, problemsOf, readFigure, type RecordKind, type RecordProblem, recordBody, reduceItemRecord } from './draft';

export default guarded(ItemRecordPage);

const aboutOf = ({ kind, itemId }: ItemRecordDraft) => `${kind} ${itemId}`;
const recordKinds: readonly RecordKind[] = ['reading', 'achievement', 'incident', 'completion', 'note'];

function ItemRecordPage() {
  const { itemId = '', draftId, ...params } = usePageParams();
  const opening = useOpening<ItemRecordDraft>('item-record', { about: draftId ? undefined : `${params.kind} ${itemId}`, aboutOf, draftId }, (id) => ({
    ...emptyDraft(id),
    kind: recordKinds.find((kind) => kind === params.kind) ?? 'note',
    itemId,
    itemName: '',
    isRatio: false,
    month: params.month ?? '',
    value: '',
    numerator: '',
    denominator: '',
    source: '',
    title: '',
    occurredOn: parkDay(new Date()),
    note: '',
    ...(params.corrects ? { corrects: params.corrects } : {}),
  }));
  return (
    <DraftQuestion opening={opening} nameOf={({ itemName }) => itemName || null}>
      {(draft) => <ItemOf key={draft.id} draft={draft} />}
    </DraftQuestion>
  );
}

/** What the form has to know of its item comes first: its unit, its months, what was said last. */
function ItemOf({ draft }: { draft: ItemRecordDraft }) {
  const query = usePlanItem(draft.itemId);
  if (query.isPending) return <LoadingScreen />;
  if (!query.data) return <ErrorScreen {...failureOf(query.error)} onRetry={() => void query.refetch()} />;
  const item = query.data;
  const isFitting = draft.kind === 'note' || kindFor({ type: item.measureType }) === draft.kind;
  if (!isFitting) return <EmptyScreen title={words.wrongItem} />;
  return <ItemRecordForm initial={draft.itemName ? draft : prefilled(draft, item)} item={item} />;
}

/** The month to be reported is the last one that is over; the source is where the last figure came from. */
function prefilled(draft: ItemRecordDraft, item: PlanItemDetail): ItemRecordDraft {
  const months = monthsToReport(item);
  const last = item.records.find(({ kind, isLive }) => kind === 'reading' && isLive);
  const mended = item.records.find(({ id }) => id === draft.corrects);
  const current = monthOf(parkDay(new Date()));
  return {
    ...draft,
    itemName: item.name,
    isRatio: item.measureType === 'ratio',
    month: mended?.month ?? (months.includes(draft.month) ? draft.month : ([...months].reverse().find((month) => month < current) ?? months.at(-1) ?? current)),
    source: mended?.source ?? last?.source ?? '',
    title: mended?.title ?? '',
    note: mended?.note ?? '',
    occurredOn: mended?.occurredOn ?? draft.occurredOn,
    value: mended?.value === null || mended?.value === undefined ? '' : String(mended.value),
    numerator: mended?.numerator ? String(mended.numerator) : '',
    denominator: mended?.denominator ? String(mended.denominator) : '',
  };
}

/** Months of the plan that have begun. */
const monthsToReport = ({ plan }: PlanItemDetail): string[] => {
  const today = parkDay(new Date());
  return monthsOf(plan.startsOn, plan.endsOn < today ? plan.endsOn : today);
};

function ItemRecordForm({ initial, item }: { initial: ItemRecordDraft; item: PlanItemDetail }) {
  const [draft, dispatch] = useReducer(reduceItemRecord, initial);
  const { clockOffsetMs } = usePhone();
  const { forget, isFailing } = useDraftSaving('item-record', draft, hasContent(draft));
  const { submit, isBusy, problem, setProblem } = useSubmit('item-record', draft);
  const addPhoto = useCallback((photo: DraftPhoto) => dispatch({ type: 'photoAdded', photo }), []);
  const about = useCallback(() => ({ id: item.id, name: item.name }), [item.id, item.name]);
  const camera = useCamera(draft, addPhoto, about);
  const { kind } = draft;
  const { ask, dialog } = useConfirm();
  useEffect(() => setPageTitle(words.formTitle[kind]), [kind]);
  const type = (field: Parameters<typeof hasField>[1]) => (text: string) => dispatch({ type: 'text', field, text });

  // Said beside the fields once somebody wanted to send it, and gone with what is mended.
  const [isAsked, setIsAsked] = useState(false);
  const wrong = problemsOf(draft);
  const errorOf = (problem: RecordProblem) => (isAsked && wrong.includes(problem) ? words.problems[problem] : null);

  const handleSubmit = async () => {
    setIsAsked(true);
    if (wrong.length > 0) return setProblem(words.mendFirst(wrong.length));
    // Nobody reviews an incident: it counts, and stands first in the digest, as soon as it is sent.
    if (kind === 'incident' && !(await ask({ ...words.incidentQuestion, confirmLabel: words.submit.incident }))) return;
    await submit({ operation: operationOf(kind), body: recordBody(draft, new Date(), clockOffsetMs()), photos: draft.photos, documents: documentsOf(draft), aboutName: item.name, forget });
  };

  return (
    <FormScreen submitLabel={words.submit[kind]} onSubmit={() => void handleSubmit()} isBusy={isBusy} isWaiting={camera.isBusy} problem={problem} isFailing={isFailing} note={words.after[kind]}>
      <Headline>{item.name}</Headline>
      <Gap />
      {draft.corrects && <NoticeBar icon="info">{words.correcting}</NoticeBar>}
      {kind === 'reading' && <FigureFields draft={draft} item={item} type={type} errorOf={errorOf} />}
      {hasField(draft, 'title') && kind !== 'reading' && kind !== 'completion' && kind !== 'note' && (
        <Card>
          <FormField title={words.title[kind]} error={errorOf('title')}>
            <InputField value={draft.title} placeholder={words.titlePlaceholder[kind]} maxLength={100} onChange={type('title')} />
          </FormField>
        </Card>
      )}
      {hasField(draft, 'occurredOn') && (
        <List>
          <DateField
            title={words.occurredOn}
            value={draft.occurredOn}
            display={draft.occurredOn ? formatDay(draft.occurredOn, parkDay(new Date())) : words.pickDay}
            max={parkDay(new Date())}
            onChange={type('occurredOn')}
          />
        </List>
      )}
      <Card>
        <FormField title={words.note} error={errorOf('note')}>
          <TextAreaField value={draft.note} maxLength={900} placeholder={words.notePlaceholder[kind]} onChange={type('note')} />
        </FormField>
      </Card>
      <EvidenceField draft={draft} camera={camera} title={words.evidence} hint={words.evidenceHint} dispatch={dispatch} />
      {dialog}
    </FormScreen>
  );
}

interface FigureFieldsProps {
  draft: ItemRecordDraft;
  item: PlanItemDetail;
  type: (field: Parameters<typeof hasField>[1]) => (text: string) => void;
  errorOf: (problem: RecordProblem) => string | null;
}

function FigureFields({ draft, item, type, errorOf }: FigureFieldsProps) {
  const months = monthsToReport(item);
  const isCumulative = item.measureType === 'reported' && accumulates({ type: 'reported' }, item.target?.unit ?? null);
  // One of this month stands already: told before somebody types it a second time.
  const standing = item.records.find(({ id, kind, month, isLive }) => kind === 'reading' && month === draft.month && isLive && id !== draft.corrects);
  return (
    <>
      <List>
        <Picker mode="selector" range={months.map(words.monthOption)} value={months.indexOf(draft.month)} onChange={({ detail }) => type('month')(months[Number(detail.value)] ?? draft.month)}>
          <View>
            <Row title={words.month} note={isCumulative ? words.monthNote : words.monthNoteLatest} right={draft.month && words.monthOption(draft.month)} hasChevron />
          </View>
        </Picker>
      </List>
      {standing && <NoticeBar icon="info">{words.standing(standing.month ?? '', figureOf(standing), recordStateWords[recordState(standing)])}</NoticeBar>}
      <Card>
        {draft.isRatio ? <RatioFields draft={draft} item={item} type={type} errorOf={errorOf} /> : <ValueField draft={draft} item={item} type={type} errorOf={errorOf} isCumulative={isCumulative} />}
        <FormField title={words.source} error={errorOf('source')}>
          <InputField value={draft.source} placeholder={words.sourcePlaceholder} maxLength={200} onChange={type('source')} />
        </FormField>
      </Card>
    </>
  );
}

function RatioFields({ draft, item, type, errorOf }: FigureFieldsProps) {
  const [numerator, denominator] = [readFigure(draft.numerator), readFigure(draft.denominator)];
  return (
    <>
      <FormField title={item.ratio?.numerator ?? words.numerator} error={errorOf('numerator')}>
        <InputField value={draft.numerator} keyboard="digit" maxLength={20} onChange={type('numerator')} />
      </FormField>
      <FormField
        title={item.ratio?.denominator ?? words.denominator}
        note={numerator !== null && denominator ? words.quotient(formatValue(numerator / denominator, null, true)) : undefined}
        error={errorOf('denominator')}
      >
        <InputField value={draft.denominator} keyboard="digit" maxLength={20} onChange={type('denominator')} />
      </FormField>
    </>
  );
}

function ValueField({ draft, item, type, errorOf, isCumulative }: FigureFieldsProps & { isCumulative: boolean }) {
  const unit = item.target?.unit ?? null;
  // Records come newest first.
  const last = item.records.find(({ kind, amount, month }) => kind === 'reading' && amount !== null && month !== null && month < draft.month);
  const value = readFigure(draft.value);
  const hasShrunk = isCumulative && value !== null && value < (last?.value ?? value);
  return (
    <FormField
      title={words.value}
      note={
        <>
          <View>{last?.month ? words.last(last.month, formatValue(last.value ?? 0, unit, isShare({ type: item.measureType }))) : words.noLast}</View>
          {hasShrunk && <View>{words.shrunk}</View>}
          {unit === null && <View>{words.noUnit}</View>}
        </>
      }
      error={errorOf('value')}
    >
      <InputField value={draft.value} keyboard={unit === '%' ? 'text' : 'digit'} maxLength={20} suffix={unit ?? undefined} onChange={type('value')} />
    </FormField>
  );
}
