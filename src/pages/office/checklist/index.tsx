/**
 * 编辑检查表 (office): the draft is on the phone with every stroke, on the server when 存草稿 is tapped, and a version once it
 * is published. Saving and publishing need network; writing does not.
 */
import { useCallback, useEffect, useReducer, useRef, useState } from 'react';
import { ApiError } from '../../../api/client';
import { useChecklist, usePublishChecklist, useRetireChecklist, useSaveChecklist } from '../../../api/checklist';
import { newRecordId } from '../../../api/record-id';
import { useRefresh } from '../../../api/refresh';
import { Button, ButtonPair } from '../../../components/button';
import { Card } from '../../../components/card';
import { Chips } from '../../../components/chips';
import { FormField, InputField } from '../../../components/form-field';
import { NoticeBar } from '../../../components/notice-bar';
import { List, Row } from '../../../components/row';
import { Screen } from '../../../components/screen';
import { Section } from '../../../components/section';
import { ErrorScreen, LoadingScreen } from '../../../components/state-view';
import { Gap, Small } from '../../../components/text-block';
import { useConfirm } from '../../../components/use-confirm';
import { whenWords } from '../../../components/when';
import type { ChecklistDetail } from '../../../contract/checklist';
import { draftGapCodes, draftGaps } from '../../../domain/checklist-draft';
import { projectCategories } from '../../../domain/project';
import { showToast } from '../../../platform/feedback';
import { openPage, usePageParams } from '../../../platform/navigate';
import { routes } from '../../../routes';
import { useDraftSaving } from '../../../state/draft-saving';
import { draftsOf } from '../../../state/drafts';
import { failureOf, refusalText } from '../../../state/failure';
import { usePhone } from '../../../state/phone';
import { useSession } from '../../../state/session';
import { checklistWords as words, draftGapWords } from '../../../text/checklist';
import { projectCategoryWords } from '../../../text/project';
import { guarded } from '../../guarded';
import { ClauseList } from '../parts/clause-list';
import { ClauseSheet } from './clause-sheet';
import { Conflict } from './conflict';
import { type ChecklistDraft, cleaned, hasChanges, reduceChecklist, toDraft } from './draft';
import { Review } from './review';

export default guarded(ChecklistPage);

function ChecklistPage() {
  const { id = '' } = usePageParams();
  const query = useChecklist(id);
  const phone = usePhone();
  const staffId = useSession(({ session }) => session?.staff.staff.id ?? null);
  // Each time the server has taken the work, the editor begins anew from what the server has.
  const [round, setRound] = useState(0);
  const [kept, setKept] = useState<{ round: number; draft: ChecklistDraft | null } | null>(null);
  const [isReviewing, setIsReviewing] = useState(false);
  useRefresh(query);

  useEffect(() => {
    if (!staffId) return undefined;
    let isHere = true;
    void draftsOf(phone, staffId)
      .newest<ChecklistDraft>('checklist', (draft) => draft.id === id)
      .catch(() => null)
      .then((found) => isHere && setKept({ round, draft: found?.draft ?? null }));
    return () => {
      isHere = false;
    };
  }, [phone, staffId, id, round]);

  // Until the disk has answered, the editor of before stays, and the place on the page with it.
  if (query.isPending || !kept) return <LoadingScreen />;
  if (!query.data) return <ErrorScreen {...failureOf(query.error)} onRetry={() => void query.refetch()} />;
  return (
    <Editor
      key={kept.round}
      detail={query.data}
      initial={kept.draft ?? toDraft(query.data)}
      isResumed={kept.draft !== null}
      isReviewing={isReviewing}
      onReview={setIsReviewing}
      onRenew={() => setRound((before) => before + 1)}
      onConflict={() => void query.refetch()}
    />
  );
}

interface EditorProps {
  detail: ChecklistDetail;
  initial: ChecklistDraft;
  /** It stood on this phone, unsent. */
  isResumed: boolean;
  isReviewing: boolean;
  onReview: (isReviewing: boolean) => void;
  onRenew: () => void;
  /** The server has something newer than what was read. */
  onConflict: () => void;
}

function Editor({ detail, initial, isResumed, isReviewing, onReview, onRenew, onConflict }: EditorProps) {
  const [draft, dispatch] = useReducer(reduceChecklist, initial);
  const [openKey, setOpenKey] = useState<string | null>(null);
  const isChanged = hasChanges(draft);
  const { forget, isFailing } = useDraftSaving('checklist', draft, isChanged);
  const send = useSaving(draft);
  const publish = usePublishing(draft);
  const { ask, dialog } = useConfirm();
  // What is read again after one's own save is no news of somebody else.
  const [isSending, setIsSending] = useState(false);
  const isBehind = detail.revision !== draft.revision && !isSending;
  const content = cleaned(draft.content);
  const canSave = content.name !== '';

  // Somebody went on while nothing was written here.
  const isStale = isBehind && !isChanged;
  useEffect(() => {
    if (isStale) void forget().then(onRenew);
  }, [isStale, forget, onRenew]);

  /** True when the server has what is written here. */
  const save = async (): Promise<boolean> => {
    if (!isChanged) return true;
    setIsSending(true);
    const result = await send.run();
    if (result === 'saved') {
      await forget();
      return true;
    }
    setIsSending(false);
    if (result === 'conflict') onConflict();
    return false;
  };
  const handleSave = async () => {
    if (!(await save())) return;
    showToast(words.saved, 'success');
    onRenew();
  };
  const handleReview = async () => {
    if (!(await save())) return;
    onReview(true);
    if (isChanged) onRenew();
  };
  const handleRemove = async (key: string) => {
    setOpenKey(null);
    if (await ask({ title: words.removeQuestion, text: words.removeText, confirmLabel: words.removeClause, isDanger: true })) dispatch({ type: 'clauseRemoved', key });
  };
  const addClause = async (after: (typeof content.items)[number] | null) => {
    const key = `c-${(await newRecordId()).slice(-12)}`;
    dispatch({ type: 'clauseAdded', key, after });
    setOpenKey(key);
  };

  if (isBehind && isChanged) {
    return <Conflict detail={detail} draft={draft} onMerge={dispatch} onDrop={() => void forget().then(onRenew)} />;
  }
  if (isReviewing && !isChanged) {
    return (
      <Review
        detail={detail}
        isBusy={publish.isBusy}
        error={publish.error}
        onBack={() => onReview(false)}
        onPublish={async () => {
          if (!(await publish.run())) return onConflict();
          showToast(words.published, 'success');
          onReview(false);
          onRenew();
        }}
      />
    );
  }
  const gaps = draftGaps(content);
  return (
    <Screen
      dockNote={isFailing ? words.phoneFails : isChanged ? words.phoneNote : undefined}
      dock={
        <>
          {send.error && <NoticeBar tone="red">{refusalText(send.error)}</NoticeBar>}
          <ButtonPair
            left={
              <Button tone="neutral" isBusy={send.isBusy} isDisabled={!isChanged || !canSave} onClick={() => void handleSave()}>
                {words.save}
              </Button>
            }
            right={
              <Button isDisabled={!canSave || send.isBusy} onClick={() => void handleReview()}>
                {words.review}
              </Button>
            }
          />
        </>
      }
    >
      {isResumed && isChanged && <NoticeBar tone="grey">{words.resumed}</NoticeBar>}
      {detail.retiredAt && <NoticeBar>{words.retiredNote}</NoticeBar>}
      {detail.draft && !isChanged && (
        <>
          <Small>{words.draftBy(detail.draft.savedBy?.name ?? words.someone, whenWords(detail.draft.savedAt))}</Small>
          <Gap size={2} />
        </>
      )}
      <Card>
        <FormField title={words.name}>
          <InputField value={draft.content.name} placeholder={words.namePlaceholder} maxLength={30} onChange={(name) => dispatch({ type: 'name', name })} />
        </FormField>
        <FormField title={words.kinds} hint={words.kindsHint}>
          <Chips
            options={projectCategories.map((value) => ({ value, label: projectCategoryWords[value] }))}
            selected={draft.content.projectCategories}
            onChange={(kinds) => dispatch({ type: 'kinds', kinds })}
          />
        </FormField>
      </Card>
      {draftGapCodes.map((code) => {
        const count = gaps.filter((gap) => gap.code === code).length;
        return count > 0 && code !== 'clauses_missing' ? <NoticeBar key={code} tone="grey">{draftGapWords[code](count)}</NoticeBar> : null;
      })}
      {draft.content.items.length === 0 && (
        <Section title={words.listTitle}>
          <Small>{words.noClauses}</Small>
        </Section>
      )}
      <ClauseList items={draft.content.items} onOpen={setOpenKey} onAdd={(after) => void addClause(after)} />
      <Gap />
      <Button tone="neutral" icon="plus" isSmall onClick={() => void addClause(null)}>
        {words.addClause}
      </Button>
      <Versions detail={detail} />
      <ClauseSheet content={draft.content} openKey={openKey} dispatch={dispatch} onRemove={(key) => void handleRemove(key)} onClose={() => setOpenKey(null)} />
      {dialog}
    </Screen>
  );
}

/** Sends the draft. What could not be sent is sent again as the same save, so that an answer that got lost does no harm. */
function useSaving(draft: ChecklistDraft) {
  const { mutateAsync, isPending, error } = useSaveChecklist();
  const sent = useRef<{ of: string; id: string } | null>(null);
  const run = async (): Promise<'saved' | 'conflict' | 'failed'> => {
    const content = cleaned(draft.content);
    const of = JSON.stringify([draft.revision, content]);
    if (sent.current?.of !== of) sent.current = { of, id: await newRecordId() };
    try {
      await mutateAsync({ checklistId: draft.id, id: sent.current.id, revision: draft.revision, ...content });
      return 'saved';
    } catch (failure) {
      return failure instanceof ApiError && failure.code === 'checklist_draft_changed' ? 'conflict' : 'failed';
    }
  };
  return { run, isBusy: isPending, error };
}

function usePublishing({ id: checklistId, revision }: ChecklistDraft) {
  const { mutateAsync, isPending, error } = usePublishChecklist();
  const sent = useRef<string | null>(null);
  const run = useCallback(async () => {
    sent.current ??= await newRecordId();
    return mutateAsync({ checklistId, id: sent.current, revision }).then(
      () => true,
      () => false,
    );
  }, [mutateAsync, checklistId, revision]);
  return { run, isBusy: isPending, error };
}

/** Versions to look at, and the way out of use and back. */
function Versions({ detail }: { detail: ChecklistDetail }) {
  const retire = useRetireChecklist();
  const { ask, dialog } = useConfirm();
  const isBack = detail.retiredAt !== null;
  const handleRetire = async () => {
    if (!isBack && !(await ask({ title: words.retireQuestion, text: words.retireText, confirmLabel: words.retireConfirm, isDanger: true }))) return;
    retire.mutate({ id: detail.id, isBack }, { onSuccess: () => showToast(isBack ? words.restoreDone : words.retireDone, 'success') });
  };
  return (
    <>
      {detail.versions.length > 0 && (
        <Section title={words.versions} count={detail.versions.length}>
          <List>
            {detail.versions.map(({ version, name, itemCount, publishedAt, publishedBy }) => (
              <Row
                key={version}
                isPlain
                title={[words.version(version), name].join(' · ')}
                note={[words.clauses(itemCount), words.publishedBy(publishedBy?.name ?? words.fromStart, whenWords(publishedAt))].join(' · ')}
                onClick={() => void openPage(routes.checklistVersion, { id: detail.id, version })}
              />
            ))}
          </List>
        </Section>
      )}
      <Gap />
      {retire.isError && <NoticeBar tone="red">{refusalText(retire.error)}</NoticeBar>}
      <List>
        <Row isPlain title={isBack ? words.restore : words.retire} hasChevron={false} onClick={() => void handleRetire()} />
      </List>
      {dialog}
    </>
  );
}
