/** 邀请成员 (office). Needs network: a code exists only once the server made it, and it is shown this one time. */
import { View } from '@tarojs/components';
import { useState } from 'react';
import { failureOf, refusalText } from '../../../state/failure';
import { useRefresh } from '../../../api/refresh';
import { useCreateInvite, useEnterprises, useInvites, useRevokeInvite } from '../../../api/staff';
import { BottomSheet } from '../../../components/bottom-sheet';
import { Button, TextLink } from '../../../components/button';
import { Card } from '../../../components/card';
import { Chips } from '../../../components/chips';
import { FormField, InputField } from '../../../components/form-field';
import { InviteCode } from '../../../components/invite-code';
import { NoticeBar } from '../../../components/notice-bar';
import { OptionSheet } from '../../../components/option-sheet';
import { List, Row } from '../../../components/row';
import { Screen } from '../../../components/screen';
import { Section } from '../../../components/section';
import { EmptyScreen, ErrorScreen, LoadingScreen } from '../../../components/state-view';
import { Tag } from '../../../components/tag';
import { UpdatedAt } from '../../../components/updated-at';
import { useConfirm } from '../../../components/use-confirm';
import { dayAndTime } from '../../../components/when';
import type { Invite } from '../../../contract/staff';
import { type Role, roles } from '../../../domain/role';
import { copyText } from '../../../platform/clipboard';
import { showToast } from '../../../platform/feedback';
import { openPage } from '../../../platform/navigate';
import { routes } from '../../../routes';
import { roleWords } from '../../../text/role';
import { inviteWords as words } from '../../../text/staff';
import { guarded } from '../../guarded';

export default guarded(InvitesPage);

function InvitesPage() {
  const query = useInvites();
  const [isInviting, setIsInviting] = useState(false);
  useRefresh(query);
  const sheet = <InviteSheet isOpen={isInviting} onClose={() => setIsInviting(false)} />;
  const invite = { label: words.create, icon: 'plus' as const, onClick: () => setIsInviting(true) };
  if (query.isPending) return <LoadingScreen />;
  if (!query.data) return <ErrorScreen {...failureOf(query.error)} onRetry={() => void query.refetch()} />;
  if (query.data.items.length === 0) {
    return (
      <>
        <EmptyScreen title={words.none} action={invite} />
        {sheet}
      </>
    );
  }
  return (
    <Screen
      dock={
        <Button icon={invite.icon} onClick={invite.onClick}>
          {invite.label}
        </Button>
      }
    >
      <Section title={words.list} count={query.data.items.length} link={words.openStaff} onLink={() => void openPage(routes.staff)}>
        <Invites invites={query.data.items} />
      </Section>
      <UpdatedAt at={query.dataUpdatedAt} />
      {sheet}
    </Screen>
  );
}

function Invites({ invites }: { invites: readonly Invite[] }) {
  const { ask, dialog } = useConfirm();
  const revoke = useRevokeInvite();
  const handleRevoke = async (invite: Invite) => {
    const isSure = await ask({ title: words.revokeQuestion(invite.name), text: words.revokeText, confirmLabel: words.revoke, isDanger: true });
    if (isSure) revoke.mutate(invite.id, { onSuccess: () => showToast(words.revokedToast, 'success') });
  };
  return (
    <>
      {revoke.isError && <NoticeBar tone="red">{refusalText(revoke.error)}</NoticeBar>}
      <List>
        {invites.map((invite) => (
          <Row
            key={invite.id}
            title={invite.name}
            note={
              <>
                <View>{[roleWords[invite.role], invite.enterprise?.name].filter(Boolean).join(' · ')}</View>
                {isOpen(invite) && <View>{words.until(dayAndTime(invite.expiresAt))}</View>}
              </>
            }
            right={isOpen(invite) ? <TextLink onClick={() => void handleRevoke(invite)}>{words.revoke}</TextLink> : <StateTag invite={invite} />}
          />
        ))}
      </List>
      {dialog}
    </>
  );
}

/** May still be used: a standing one, for WeChat's reviewer, again and again. */
const isOpen = ({ revokedAt, isStanding, claimedAt, expiresAt }: Invite) => !revokedAt && (isStanding || !claimedAt) && Date.parse(expiresAt) > Date.now();

function StateTag({ invite }: { invite: Invite }) {
  if (invite.claimedAt) return <Tag tone="green">{words.claimed}</Tag>;
  return <Tag>{invite.revokedAt ? words.revoked : words.expired}</Tag>;
}

function InviteSheet({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const create = useCreateInvite();
  const enterprises = useEnterprises(isOpen);
  const [role, setRole] = useState<Role>('inspector');
  const [name, setName] = useState('');
  const [enterpriseId, setEnterpriseId] = useState<string | null>(null);
  const [phone, setPhone] = useState('');
  const [isPicking, setIsPicking] = useState(false);

  const close = () => {
    create.reset();
    setName('');
    setPhone('');
    setEnterpriseId(null);
    onClose();
  };
  if (create.data) {
    return (
      <BottomSheet isOpen={isOpen} onClose={close} title={words.codeTitle} footer={<CopyButton code={create.data.code} />}>
        <InviteCode code={create.data.code} whom={words.codeFor(name, roleWords[role])} expires={words.expires(dayAndTime(create.data.expiresAt))} />
      </BottomSheet>
    );
  }
  const options = enterprises.data?.items ?? [];
  const enterprise = options.find((one) => one.id === enterpriseId);
  const isContact = role === 'contact';
  const isPhoneGood = phone === '' || /^1[0-9]{10}$/.test(phone);
  const isReady = name.trim() !== '' && isPhoneGood && (!isContact || enterprise !== undefined);
  const handleSubmit = () =>
    create.mutate({ role, name: name.trim(), enterpriseId: isContact ? enterprise?.id : undefined, phone: phone || undefined });

  return (
    <>
      <BottomSheet
        isOpen={isOpen && !isPicking}
        onClose={close}
        title={words.create}
        footer={
          <Button isBusy={create.isPending} isDisabled={!isReady} onClick={handleSubmit}>
            {words.submit}
          </Button>
        }
      >
        {create.isError && <NoticeBar tone="red">{refusalText(create.error)}</NoticeBar>}
        <FormField title={words.role}>
          <Chips
            mode="exactly-one"
            options={roles.map((value) => ({ value, label: roleWords[value] }))}
            selected={[role]}
            onChange={([picked]) => picked && setRole(picked)}
          />
        </FormField>
        <FormField title={words.name}>
          <InputField value={name} placeholder={words.namePlaceholder} maxLength={50} onChange={setName} />
        </FormField>
        {isContact && (
          <Card>
            <Row title={words.enterprise} right={enterprise?.name ?? words.pickEnterprise} onClick={() => setIsPicking(true)} />
          </Card>
        )}
        <FormField title={words.phone} hint={words.phoneHint} error={isPhoneGood || phone.length < 11 ? null : words.badPhone}>
          <InputField value={phone} keyboard="number" placeholder={words.phonePlaceholder} maxLength={11} onChange={setPhone} />
        </FormField>
      </BottomSheet>
      <OptionSheet
        isOpen={isOpen && isPicking}
        onClose={() => setIsPicking(false)}
        title={words.pickEnterprise}
        options={options.map((one) => ({ value: one.id, label: one.name }))}
        value={enterpriseId}
        onPick={setEnterpriseId}
        searchPlaceholder={words.searchEnterprise}
      />
    </>
  );
}

function CopyButton({ code }: { code: string }) {
  const handleCopy = async () => showToast((await copyText(code)) ? words.copied : words.copyFailed);
  return <Button onClick={() => void handleCopy()}>{words.copy}</Button>;
}
