/** 下督办 (leader): what is to be done about a matter, who answers, by when. Needs network: who may be asked is known there. */
import { useState } from 'react';
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
import { failureOf, refusalText } from '../../../state/failure';
import { formatDay } from '../../../text/format';
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
  if (query.isPending) return <LoadingScreen />;
  if (!query.data) return <ErrorScreen {...failureOf(query.error)} onRetry={() => void query.refetch()} />;
  return <IssueOrderForm about={about} kind={subjectOf[key]} digestOn={params.digestOn} matter={query.data} />;
}

interface IssueOrderFormProps {
  about: OrderAbout;
  kind: keyof typeof orderSubjectWords;
  digestOn?: string;
  matter: PreparedOrder;
}

function IssueOrderForm({ about, kind, digestOn, matter }: IssueOrderFormProps) {
  const today = parkDay(new Date());
  const step = useOrderStep();
  const [requirement, setRequirement] = useState('');
  const [addresseeId, setAddresseeId] = useState(matter.suggestedId);
  const [dueOn, setDueOn] = useState(addDays(today, defaultOrderDays));
  const [isPicking, setIsPicking] = useState(false);
  const [isAsked, setIsAsked] = useState(false);
  const addressee = matter.addressees.find(({ id }) => id === addresseeId);
  const place = matter.project?.name ?? matter.item?.name ?? '';

  const handleSubmit = () => {
    setIsAsked(true);
    if (!addressee || requirement.trim() === '') return;
    const done = async () => {
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
      dockNote={words.form.note}
    >
      <Headline>{matter.title ?? place}</Headline>
      <Small>{[orderSubjectWords[kind], place, digestOn && words.fromDigest(formatDay(digestOn, today))].filter(Boolean).join(' · ')}</Small>
      <Gap />
      <Card>
        <FormField title={words.requirement} error={isAsked && requirement.trim() === '' ? words.form.problems.requirement : null}>
          <TextAreaField value={requirement} maxLength={500} placeholder={words.form.requirementPlaceholder} onChange={setRequirement} />
        </FormField>
      </Card>
      {matter.addressees.length === 0 && <NoticeBar>{words.form.noAddressees}</NoticeBar>}
      <List>
        <Row title={words.addressee} right={addressee?.name ?? <Small>{words.form.pickAddressee}</Small>} onClick={() => setIsPicking(true)} />
        <DateField title={words.dueOn} value={dueOn} display={formatDay(dueOn, today)} min={today} onChange={setDueOn} />
      </List>
      {isAsked && !addressee && <NoticeBar tone="red">{words.form.problems.addressee}</NoticeBar>}
      <OptionSheet
        isOpen={isPicking}
        onClose={() => setIsPicking(false)}
        title={words.form.pickAddressee}
        options={matter.addressees.map(({ id, name, role }) => ({ value: id, label: name, note: role === 'contact' && matter.enterprise ? `${roleWords[role]} · ${matter.enterprise.name}` : roleWords[role] }))}
        value={addresseeId}
        onPick={setAddresseeId}
      />
    </Screen>
  );
}
