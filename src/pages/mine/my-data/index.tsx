/** 我的数据, and 注销 at its end. Needs network. */
import { type ReactNode, useState } from 'react';
import { failureOf, refusalText } from '../../../state/failure';
import { useCloseAccount, useMyData } from '../../../api/me';
import { Button } from '../../../components/button';
import { KeyValues } from '../../../components/key-values';
import { NoticeBar } from '../../../components/notice-bar';
import { List, Row } from '../../../components/row';
import { Screen } from '../../../components/screen';
import { Section } from '../../../components/section';
import { ErrorScreen, LoadingScreen } from '../../../components/state-view';
import { Gap, Small } from '../../../components/text-block';
import { useConfirm } from '../../../components/use-confirm';
import { dayAndTime } from '../../../components/when';
import type { ResponseOf } from '../../../contract/operations';
import { type SubmissionKind, submissionKinds } from '../../../domain/submission';
import { copyText } from '../../../platform/clipboard';
import { showToast } from '../../../platform/feedback';
import { openPage } from '../../../platform/navigate';
import { routes } from '../../../routes';
import { useOutbox } from '../../../state/outbox';
import { usePhone } from '../../../state/phone';
import { myDataWords as words } from '../../../text/me';
import { roleWords } from '../../../text/role';
import { kindWords } from '../../../text/submission';
import { orderStatusWords } from '../../../text/supervision-order';
import { guarded } from '../../guarded';

type MyData = ResponseOf<'me.data'>;

/** So many rows at first, and more at each tap. */
const step = 20;

export default guarded(MyDataPage);

function MyDataPage() {
  const query = useMyData();
  if (query.isPending) return <LoadingScreen />;
  if (!query.data) return <ErrorScreen {...failureOf(query.error)} onRetry={() => void query.refetch()} />;
  return <MyDataView data={query.data} />;
}

function MyDataView({ data }: { data: MyData }) {
  const { staff, session, records, answers, orders = [], notices = [] } = data;
  const handleCopy = async () => showToast((await copyText(JSON.stringify(data, null, 2))) ? words.copied : words.copyFailed);
  return (
    <Screen
      dock={
        <Button icon="download" onClick={() => void handleCopy()}>
          {words.copy}
        </Button>
      }
    >
      <Small>{words.lead}</Small>
      <Section title={words.person}>
        <KeyValues
          items={[
            { key: words.name, value: staff.name, note: roleWords[staff.role] },
            { key: words.phone, value: staff.phone ?? words.noPhone },
            { key: words.joined, value: dayAndTime(staff.createdAt) },
            { key: words.device, value: session.deviceName },
            { key: words.signedInAt, value: dayAndTime(session.createdAt) },
          ]}
        />
      </Section>
      <Section title={words.records} count={words.recordCount(data.recordCount)}>
        {records.length === 0 ? (
          <Small>{words.noRecords}</Small>
        ) : (
          <LongList all={records}>{({ id, kind, receivedAt }) => <Row key={id} title={kindName(kind)} isPlain note={dayAndTime(receivedAt)} onClick={() => void openPage(routes.reportDetail, { id })} />}</LongList>
        )}
      </Section>
      {answers.length > 0 && (
        <Section title={words.answers} count={answers.length}>
          <LongList all={answers}>{({ id, answer, answeredAt }) => <Row key={id} title={words.answer[answer] ?? answer} isPlain note={dayAndTime(answeredAt)} />}</LongList>
        </Section>
      )}
      {orders.length > 0 && (
        <Section title={words.orders} count={orders.length}>
          <List>
            {orders.map(({ id, requirement, status, issuedAt }) => (
              <Row key={id} title={requirement} isPlain note={[orderStatusWords[status], dayAndTime(issuedAt)].join(' · ')} onClick={() => void openPage(routes.supervisionOrder, { id })} />
            ))}
          </List>
        </Section>
      )}
      {notices.length > 0 && (
        <Section title={words.notices} count={notices.length}>
          <LongList all={notices}>
            {({ id, title, text, at, readAt }) => <Row key={id} title={title} isPlain note={[text, dayAndTime(at), readAt ? words.readAt(dayAndTime(readAt)) : words.unread].join(' · ')} />}
          </LongList>
        </Section>
      )}
      <Gap size={5} />
      <CloseAccount />
    </Screen>
  );
}

function LongList<T>({ all, children }: { all: readonly T[]; children: (one: T) => ReactNode }) {
  const [shown, setShown] = useState(step);
  const rest = Math.min(step, all.length - shown);
  return (
    <>
      <List>{all.slice(0, shown).map(children)}</List>
      {rest > 0 && (
        <>
          <Gap />
          <Button tone="neutral" onClick={() => setShown(shown + step)}>
            {words.more(rest)}
          </Button>
        </>
      )}
    </>
  );
}

const kindName = (kind: string) => (submissionKinds.includes(kind as SubmissionKind) ? kindWords[kind as SubmissionKind] : kind);

/** 注销: says what goes and what stays, asks twice. */
function CloseAccount() {
  const { session } = usePhone();
  const { unsent } = useOutbox();
  const close = useCloseAccount();
  const { ask, dialog } = useConfirm();
  const handleClose = async () => {
    const text = unsent.length > 0 ? `${words.closeUnsent(unsent.length)}${words.closeText}` : words.closeText;
    if (!(await ask({ title: words.closeTitle, text, confirmLabel: words.close, isDanger: true }))) return;
    if (!(await ask({ title: words.closeAgainTitle, text: words.closeAgainText, confirmLabel: words.closeAgain, isDanger: true }))) return;
    close.mutate(undefined, {
      onSuccess: () => {
        showToast(words.closed, 'success');
        session.drop();
      },
    });
  };
  return (
    <>
      {close.isError && <NoticeBar tone="red">{refusalText(close.error)}</NoticeBar>}
      <Button tone="danger" isBusy={close.isPending} onClick={() => void handleClose()}>
        {words.close}
      </Button>
      {dialog}
    </>
  );
}
