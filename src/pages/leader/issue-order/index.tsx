/**
 * 下督办 (leader): what is to be done about a matter, who answers, by when. Needs network: who may be asked is known there.
 * What was written and not issued waits on the phone, for each matter.
 */
import { useEffect, useState } from 'react';
import { newRecordId } from '../../../api/record-id';
import { useOrderStep, usePreparedOrder } from '../../../api/supervision-order';
import { Button } from '../../../components/button';
import { Card } from '../../../components/card';
import { DateField } from '../../../components/date-field';
import { FormField, TextAreaField } from '../../../components/form-field';
import { NoticeBar } from '../../../components/notice-bar';
import { OptionSheet } from '../../../components/option-sheet';
import { List, Row } from '../../../components/row';
import { Screen } from '../../../components/screen';
import { ErrorScreen, LoadingScreen } from '../../../components/state-view';
import { Gap, Headline, Small } from '../../../components/text-block';
import type { OrderAbout, PreparedOrder } from '../../../contract/supervision-order';
import { addDays, parkDay } from '../../../domain/calendar';
import { defaultOrderDays } from '../../../domain/supervision-order';
import { showToast } from '../../../platform/feedback';
import { goBack, usePageParams } from '../../../platform/navigate';
import { routes } from '../../../routes';
import { useDraftSaving } from '../../../state/draft-saving';
import { draftsOf } from '../../../state/drafts';
import { failureOf, refusalText } from '../../../state/failure';
import { usePhone } from '../../../state/phone';
import { useSession } from '../../../state/session';
import { formatDay } from '../../../text/format';
import { reportFormWords } from '../../../text/report-form';
import { roleWords } from '../../../text/role';
import { orderSubjectWords, orderWords as words } from '../../../text/supervision-order';
import { guarded } from '../../guarded';

export default guarded(IssueOrderPage);

const aboutKeys = ['planItemId', 'projectId', 'hazardId', 'reportId'] as const;
const subjectOf = { planItemId: 'plan_item', projectId: 'project', hazardId: 'hazard', reportId: 'report' } as const;

function IssueOrderPage() {
  const params = usePageParams();
  const key = aboutKeys.find((one) => params[one]) ?? 'projectId';
  const about: OrderAbout = { [key]: params[key] };
  const query = usePreparedOrder(about);
  const draft = useDraft(`${key} ${params[key]}`);
  if (query.isPending || !draft) return <LoadingScreen />;
  if (!query.data) return <ErrorScreen {...failureOf(query.error)} onRetry={() => void query.refetch()} />;
  return <IssueOrderForm initial={draft} about={about} kind={subjectOf[key]} digestOn={params.digestOn} matter={query.data} />;
}

type IssueOrderDraft = { version: 1; id: string; matter: string; requirement: string; /** Null: whom the server proposes. */ addresseeId: string | null; dueOn: string | null };

/** What was written about this matter and not issued, or a new one; null until the disk has answered. */
function useDraft(matter: string): IssueOrderDraft | null {
  const phone = usePhone();
  const staffId = useSession(({ session }) => session?.staff.staff.id ?? null);
  const [draft, setDraft] = useState<IssueOrderDraft | null>(null);
  useEffect(() => {
    if (!staffId) return undefined;
    let isHere = true;
    const read = async () => {
      const kept = await draftsOf(phone, staffId)
        .newest<IssueOrderDraft>('issue-order', (one) => one.matter === matter)
        .catch(() => null);
      const found = kept?.draft ?? { version: 1, id: await newRecordId(), matter, requirement: '', addresseeId: null, dueOn: null };
      if (isHere) setDraft(found);
    };
    void read();
    return () => {
      isHere = false;
    };
  }, [phone, staffId, matter]);
  return draft;
}

interface IssueOrderFormProps {
  initial: IssueOrderDraft;
  about: OrderAbout;
  kind: keyof typeof orderSubjectWords;
  digestOn?: string;
  matter: PreparedOrder;
}

function IssueOrderForm({ initial, about, kind, digestOn, matter }: IssueOrderFormProps) {
  const today = parkDay(new Date());
  const step = useOrderStep();
  const [draft, setDraft] = useState(initial);
  const { forget, isFailing } = useDraftSaving('issue-order', draft, draft.requirement.trim() !== '');
  const change = (part: Partial<IssueOrderDraft>) => setDraft((before) => ({ ...before, ...part }));
  const { requirement } = draft;
  const addresseeId = draft.addresseeId ?? matter.suggestedId;
  // A day that has passed since is chosen anew.
  const dueOn = draft.dueOn && draft.dueOn >= today ? draft.dueOn : addDays(today, defaultOrderDays);
  const [isPicking, setIsPicking] = useState(false);
  const [isAsked, setIsAsked] = useState(false);
  const addressee = matter.addressees.find(({ id }) => id === addresseeId);
  const place = matter.project?.name ?? matter.item?.name ?? '';

  const handleSubmit = () => {
    setIsAsked(true);
    if (!addressee || requirement.trim() === '') return;
    const done = async () => {
      await forget();
      await goBack(routes.today);
      showToast(words.form.done, 'success');
    };
    const body = { about, ...(digestOn && { digestOn }), requirement: requirement.trim(), addresseeId: addressee.id, dueOn };
    step.mutate({ operation: 'supervisionOrder.issue', body }, { onSuccess: () => void done() });
  };

  return (
    <Screen
      dock={
        <>
          {step.isError && <NoticeBar tone="red">{refusalText(step.error)}</NoticeBar>}
          <Button isBusy={step.isPending} isDisabled={matter.addressees.length === 0} onClick={handleSubmit}>
            {words.form.submit}
          </Button>
        </>
      }
      dockNote={isFailing ? reportFormWords.draftFails : words.form.note}
    >
      <Headline>{matter.title ?? place}</Headline>
      <Small>{[orderSubjectWords[kind], place, digestOn && words.fromDigest(formatDay(digestOn, today))].filter(Boolean).join(' · ')}</Small>
      <Gap />
      {initial.requirement !== '' && <NoticeBar tone="grey" icon="info">{words.form.resumed}</NoticeBar>}
      <Card>
        <FormField title={words.requirement} error={isAsked && requirement.trim() === '' ? words.form.problems.requirement : null}>
          <TextAreaField value={requirement} maxLength={500} placeholder={words.form.requirementPlaceholder} onChange={(text) => change({ requirement: text })} />
        </FormField>
      </Card>
      {matter.addressees.length === 0 && <NoticeBar>{words.form.noAddressees}</NoticeBar>}
      <List>
        <Row title={words.addressee} right={addressee?.name ?? <Small>{words.form.pickAddressee}</Small>} onClick={() => setIsPicking(true)} />
        <DateField title={words.dueOn} value={dueOn} display={formatDay(dueOn, today)} min={today} onChange={(day) => change({ dueOn: day })} />
      </List>
      {isAsked && !addressee && <NoticeBar tone="red">{words.form.problems.addressee}</NoticeBar>}
      <OptionSheet
        isOpen={isPicking}
        onClose={() => setIsPicking(false)}
        title={words.form.pickAddressee}
        options={matter.addressees.map(({ id, name, role }) => ({ value: id, label: name, note: role === 'contact' && matter.enterprise ? `${roleWords[role]} · ${matter.enterprise.name}` : roleWords[role] }))}
        value={addresseeId}
        onPick={(id) => change({ addresseeId: id })}
      />
    </Screen>
  );
}
