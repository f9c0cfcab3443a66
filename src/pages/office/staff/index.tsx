/** 成员 (office): who may sign in, and what can be done about it. Needs network; what was read before stays visible. */
import { View } from '@tarojs/components';
import { useRef, useState } from 'react';
import { failureOf, refusalText } from '../../../state/failure';
import { useRefresh } from '../../../api/refresh';
import { useChangeRole, useCloseStaff, useCreateInvite, useEndSessions, useEnterprises, useStaff } from '../../../api/staff';
import { BottomSheet } from '../../../components/bottom-sheet';
import { Button } from '../../../components/button';
import { InviteCode } from '../../../components/invite-code';
import { NoticeBar } from '../../../components/notice-bar';
import { OptionSheet } from '../../../components/option-sheet';
import { List, Row } from '../../../components/row';
import { Screen } from '../../../components/screen';
import { Section } from '../../../components/section';
import { EmptyScreen, ErrorScreen, LoadingScreen } from '../../../components/state-view';
import { Small } from '../../../components/text-block';
import { UpdatedAt } from '../../../components/updated-at';
import { type Question, useConfirm } from '../../../components/use-confirm';
import { dayAndTime } from '../../../components/when';
import type { Staff } from '../../../contract/staff';
import { parkDay } from '../../../domain/calendar';
import { type Role, roles } from '../../../domain/role';
import { copyText } from '../../../platform/clipboard';
import { showToast } from '../../../platform/feedback';
import { openPage } from '../../../platform/navigate';
import { routes } from '../../../routes';
import { useSession } from '../../../state/session';
import { common } from '../../../text/common';
import { formatDay } from '../../../text/format';
import { roleWords } from '../../../text/role';
import { inviteWords, staffWords as words } from '../../../text/staff';
import { guarded } from '../../guarded';

export default guarded(StaffPage);

function StaffPage() {
  const query = useStaff();
  useRefresh(query);
  const invite = { label: words.invite, icon: 'plus' as const, onClick: () => void openPage(routes.invites) };
  if (query.isPending) return <LoadingScreen />;
  if (!query.data) return <ErrorScreen {...failureOf(query.error)} onRetry={() => void query.refetch()} />;
  if (query.data.items.length === 0) return <EmptyScreen title={words.emptyTitle} text={words.emptyText} action={invite} />;
  return (
    <Screen
      dock={
        <Button icon={invite.icon} onClick={invite.onClick}>
          {invite.label}
        </Button>
      }
    >
      <StaffLists staff={query.data.items} />
      <UpdatedAt at={query.dataUpdatedAt} />
    </Screen>
  );
}

function StaffLists({ staff }: { staff: readonly Staff[] }) {
  const [chosen, setChosen] = useState<Staff | null>(null);
  const [showsClosed, setShowsClosed] = useState(false);
  const open = staff.filter((person) => person.closedAt === null);
  const closed = staff.filter((person) => person.closedAt !== null);
  return (
    <>
      {roles.map((role) => {
        const people = open.filter((person) => person.role === role);
        if (people.length === 0) return null;
        return (
          <Section key={role} title={roleWords[role]} count={people.length}>
            <List>
              {people.map((person) => (
                <Row
                  key={person.id}
                  title={person.name}
                  note={[person.enterprise?.name, person.phoneMasked ?? words.noPhone].filter(Boolean).join(' · ')}
                  onClick={() => setChosen(person)}
                />
              ))}
            </List>
          </Section>
        );
      })}
      {closed.length > 0 && (
        <Section title={words.closedCount(closed.length)} isFolded={!showsClosed} onToggle={() => setShowsClosed(!showsClosed)}>
          <List>
            {closed.map((person) => (
              <Row
                key={person.id}
                title={person.name}
                isPlain
                note={`${roleWords[person.role]} · ${formatDay(parkDay(person.closedAt ?? person.createdAt), parkDay(new Date()))} ${words.closed}`}
              />
            ))}
          </List>
        </Section>
      )}
      {chosen && <PersonSheets key={chosen.id} person={chosen} onDone={() => setChosen(null)} />}
    </>
  );
}

type Step = 'actions' | 'role' | 'enterprise';

/** What the office can do for one person; each step that cannot be taken back is asked for once. */
function PersonSheets({ person, onDone }: { person: Staff; onDone: () => void }) {
  const myId = useSession(({ session }) => session?.staff.staff.id);
  const [step, setStep] = useState<Step | null>('actions');
  const { ask, dialog } = useConfirm();
  const enterprises = useEnterprises(step === 'enterprise');
  const invite = useCreateInvite();
  const close = useCloseStaff();
  const endSessions = useEndSessions();
  const changeRole = useChangeRole();
  const failed = [invite, close, endSessions, changeRole].find((mutation) => mutation.isError);
  const done = (text: string) => ({
    onSuccess: () => {
      showToast(text, 'success');
      onDone();
    },
    onError: () => setStep('actions'),
  });

  const isAsking = useRef(false);
  /** A second tap while the question is coming up would answer the first one with no. */
  const askFirst = async (question: Question, go: () => void) => {
    if (isAsking.current) return;
    isAsking.current = true;
    setStep(null);
    const isSure = await ask(question);
    isAsking.current = false;
    if (isSure) go();
    else onDone();
  };
  const handleNewPhone = () =>
    askFirst({ title: words.newPhoneQuestion(person.name), text: words.newPhoneText, confirmLabel: words.newPhoneConfirm }, () =>
      invite.mutate({ staffId: person.id }, { onError: () => setStep('actions') }),
    );
  const handleClose = () =>
    askFirst({ title: words.closeQuestion(person.name), text: words.closeText, confirmLabel: words.close, isDanger: true }, () =>
      close.mutate(person.id, done(words.closeDone)),
    );
  const handleEndSessions = () =>
    askFirst({ title: words.endQuestion(person.name), text: words.endText, confirmLabel: words.endSessions, isDanger: true }, () =>
      endSessions.mutate(person.id, done(words.ended)),
    );
  const handleRole = (role: Role, enterpriseId?: string) =>
    askFirst({ title: words.changeQuestion(person.name, roleWords[role]), text: words.changeText }, () =>
      changeRole.mutate({ id: person.id, role, enterpriseId }, done(words.changed)),
    );

  if (invite.isPending) {
    return (
      <BottomSheet isOpen onClose={onDone} title={inviteWords.codeTitle}>
        <Small>{common.loading}</Small>
      </BottomSheet>
    );
  }
  if (invite.data) {
    const { code, expiresAt } = invite.data;
    const handleCopy = async () => showToast((await copyText(code)) ? inviteWords.copied : inviteWords.copyFailed);
    return (
      <BottomSheet isOpen onClose={onDone} title={inviteWords.codeTitle} footer={<Button onClick={() => void handleCopy()}>{inviteWords.copy}</Button>}>
        <InviteCode
          code={code}
          whom={inviteWords.codeFor(person.name, roleWords[person.role])}
          expires={inviteWords.expires(dayAndTime(expiresAt))}
        />
      </BottomSheet>
    );
  }
  return (
    <>
      <BottomSheet isOpen={step === 'actions'} onClose={onDone} title={`${person.name} · ${roleWords[person.role]}`}>
        {failed && <NoticeBar tone="red">{refusalText(failed.error)}</NoticeBar>}
        <View>
          <Row title={words.newPhone} isPlain onClick={() => void handleNewPhone()} />
          <Row title={words.endSessions} isPlain onClick={() => void handleEndSessions()} />
          {person.id === myId ? (
            <Row title={words.self} isPlain />
          ) : (
            <>
              <Row title={words.changeRole} isPlain onClick={() => setStep('role')} />
              <Row title={words.close} isPlain onClick={() => void handleClose()} />
            </>
          )}
        </View>
      </BottomSheet>
      <OptionSheet
        isOpen={step === 'role'}
        onClose={() => setStep((now) => (now === 'role' ? 'actions' : now))}
        title={words.roleTitle(person.name)}
        options={roles.filter((role) => role !== person.role).map((value) => ({ value, label: roleWords[value] }))}
        onPick={(role) => (role === 'contact' ? setStep('enterprise') : void handleRole(role))}
      />
      <OptionSheet
        isOpen={step === 'enterprise'}
        onClose={() => setStep((now) => (now === 'enterprise' ? 'actions' : now))}
        title={inviteWords.pickEnterprise}
        options={(enterprises.data?.items ?? []).map((one) => ({ value: one.id, label: one.name }))}
        onPick={(enterpriseId) => void handleRole('contact', enterpriseId)}
        searchPlaceholder={inviteWords.searchEnterprise}
      />
      {dialog}
    </>
  );
}
