/** 我的. Works offline: what was read last about the person, and the choices of this phone. */
import { useMe } from '../../api/me';
import { Card, CardTitle } from '../../components/card';
import { Chips } from '../../components/chips';
import { KeyValues } from '../../components/key-values';
import { List, Row, RowIcon } from '../../components/row';
import { Screen } from '../../components/screen';
import { Section } from '../../components/section';
import { LoadingScreen } from '../../components/state-view';
import { Tag } from '../../components/tag';
import { Gap, Headline, Small, Spread } from '../../components/text-block';
import { useConfirm } from '../../components/use-confirm';
import type { Me } from '../../contract/session';
import { openPage } from '../../platform/navigate';
import { routes } from '../../routes';
import { useOutbox } from '../../state/outbox';
import { usePhone } from '../../state/phone';
import { useSession } from '../../state/session';
import { typeSizes, useSettings } from '../../state/settings';
import { exportPageWords } from '../../text/export';
import { inboxWords, messagesWords } from '../../text/inbox';
import { meWords as words } from '../../text/me';
import { roleWords } from '../../text/role';
import { orderWords } from '../../text/supervision-order';
import { guarded } from '../guarded';

export default guarded(MePage);

function MePage() {
  const signedIn = useSession(({ session }) => session?.staff);
  const query = useMe();
  // The session knows the person too; the server's word is newer.
  const me = query.data ?? signedIn;
  if (!me) return <LoadingScreen isTab />;
  return <MeView me={me} />;
}

function MeView({ me }: { me: Me }) {
  const { settings, session } = usePhone();
  const { unsent } = useOutbox();
  const typeSize = useSettings((state) => state.typeSize);
  const { ask, dialog } = useConfirm();
  const { role } = me.staff;

  const handleSignOut = async () => {
    const text = unsent.length > 0 ? words.signOutUnsent(unsent.length) : words.signOutText;
    if (!(await ask({ title: words.signOutTitle, text, confirmLabel: words.signOut, isDanger: true }))) return;
    // app.tsx goes to the sign-in page when the session is gone, and tells the server as soon as it can be reached.
    await session.leave();
  };

  return (
    <Screen isTab>
      <Card>
        <Spread left={<Headline>{me.staff.name}</Headline>} right={<Tag tone="primary">{roleWords[role]}</Tag>} />
      </Card>
      <KeyValues
        items={[
          ...(me.enterprise ? [{ key: words.enterprise, value: me.enterprise.name }] : []),
          { key: words.park, value: me.park.name, note: me.park.isDemo ? words.demo : undefined },
          { key: words.phone, value: me.staff.phoneMasked ?? words.noPhone },
          { key: words.device, value: me.deviceName },
        ]}
      />
      <Card>
        <CardTitle>{words.typeSize}</CardTitle>
        <Gap size={2} />
        <Chips
          mode="exactly-one"
          options={typeSizes.map((value) => ({ value, label: words.typeSizes[value] }))}
          selected={[typeSize]}
          onChange={([picked]) => picked && void settings.change({ typeSize: picked })}
        />
      </Card>
      {role !== 'leader' && (
        <List>
          <Row
            lead={<RowIcon name="cloud" tone={unsent.length > 0 ? 'primary' : 'grey'} />}
            title={words.outbox}
            right={<Small>{unsent.length > 0 ? words.outboxCount(unsent.length) : words.outboxNone}</Small>}
            onClick={() => void openPage(routes.outbox)}
          />
        </List>
      )}
      {role !== 'contact' && (
        <Section title={words.work}>
          <List>
            <Row title={words.plan} isPlain onClick={() => void openPage(routes.plan)} />
            {role !== 'inspector' && <Row title={words.digest} isPlain onClick={() => void openPage(routes.digest)} />}
            {role !== 'inspector' && <Row title={exportPageWords.title} isPlain onClick={() => void openPage(routes.documents)} />}
            {role === 'office' && <Row title={words.readings} note={words.readingsNote} isPlain onClick={() => void openPage(routes.readings)} />}
            {role === 'office' && <Row title={words.owners} isPlain onClick={() => void openPage(routes.owners)} />}
            {role === 'office' && <Row title={words.projectAssignments} note={words.projectAssignmentsNote} isPlain onClick={() => void openPage(routes.projectAssignments)} />}
            {role === 'office' && <Row title={words.planImport} note={words.planImportNote} isPlain onClick={() => void openPage(routes.planImport)} />}
            {role === 'office' && <Row title={words.checklists} note={words.checklistsNote} isPlain onClick={() => void openPage(routes.checklists)} />}
            {role === 'office' && <Row title={words.siteCodes} note={words.siteCodesNote} isPlain onClick={() => void openPage(routes.siteCodes)} />}
            {role === 'office' && <Row title={words.invites} isPlain onClick={() => void openPage(routes.invites)} />}
            {role === 'office' && <Row title={words.staff} isPlain onClick={() => void openPage(routes.staff)} />}
            {role === 'office' && <Row title={words.rescue} note={words.rescueNote} isPlain onClick={() => void openPage(routes.rescue)} />}
            {role === 'office' && <Row title={words.verify} note={words.verifyNote} isPlain onClick={() => void openPage(routes.verify)} />}
          </List>
        </Section>
      )}
      <Section title={words.more}>
        <List>
          <Row title={orderWords.orders} isPlain onClick={() => void openPage(routes.supervisionOrders)} />
          <Row title={inboxWords.title} isPlain onClick={() => void openPage(routes.inbox)} />
          <Row title={messagesWords.title} isPlain onClick={() => void openPage(routes.messages)} />
          <Row title={words.photoCode} note={words.photoCodeNote} isPlain onClick={() => void openPage(routes.photoCode)} />
          {(role === 'leader' || role === 'office') && <Row title={words.digestCode} note={words.digestCodeNote} isPlain onClick={() => void openPage(routes.digestCode)} />}
          <Row title={words.myData} isPlain onClick={() => void openPage(routes.myData)} />
          <Row title={words.privacy} isPlain onClick={() => void openPage(routes.privacy)} />
          <Row title={words.about} isPlain onClick={() => void openPage(routes.about)} />
          <Row title={words.signOut} isPlain hasChevron={false} onClick={() => void handleSignOut()} />
        </List>
      </Section>
      {dialog}
    </Screen>
  );
}
