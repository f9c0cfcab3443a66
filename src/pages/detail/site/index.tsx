/**
 * 现场二维码: where a scanned code leads, by whichever way: `q` is the address it says, as WeChat's rule for codes hands it
 * over. Opens what the person may do there, or says in words why not. Works offline with the projects read last.
 */
import { useEffect } from 'react';
import { useProjects } from '../../../api/project';
import { Button } from '../../../components/button';
import { Screen } from '../../../components/screen';
import { ErrorScreen, LoadingScreen, StateView } from '../../../components/state-view';
import type { Project } from '../../../contract/project';
import type { Role } from '../../../domain/role';
import { opensCheck, readSiteLink } from '../../../domain/site-link';
import { appOrigin } from '../../../platform/launch';
import { openTab, replacePage, restartAt, usePageParams } from '../../../platform/navigate';
import { canScan, scanCode } from '../../../platform/scan';
import { routes } from '../../../routes';
import { failureOf } from '../../../state/failure';
import { useSession } from '../../../state/session';
import { keepInvite } from '../../../state/site-link';
import { siteWords as words } from '../../../text/site-code';
import { guarded } from '../../guarded';

export default guarded(SitePage);

function SitePage() {
  const { q = '' } = usePageParams();
  const isLoaded = useSession((state) => state.isLoaded);
  const role = useSession(({ session }) => session?.staff.staff.role);
  const link = readSiteLink(q, appOrigin);
  if (!isLoaded) return <LoadingScreen />;
  if (q !== '' && !link) return <Told {...words.odd} />;
  if (!role) return <SignInFirst q={link?.kind === 'site' ? q : undefined} invite={link?.kind === 'invite' ? link.code : null} />;
  if (!link) return <Told {...words.how[canScan ? 'weapp' : 'h5']} />;
  if (link.kind === 'invite') return <Told {...words.invite} />;
  return <Site projectId={link.projectId} role={role} />;
}

/** The link waits in the sign-in page's own address; an invite's code in memory. */
function SignInFirst({ q, invite }: { q: string | undefined; invite: string | null }) {
  useEffect(() => {
    if (invite) keepInvite(invite);
    void restartAt(routes.login, { q });
  }, [q, invite]);
  return <LoadingScreen />;
}

function Site({ projectId, role }: { projectId: string; role: Role }) {
  const { data, error, isFetching, refetch } = useProjects();
  const project = data?.items.find(({ id }) => id === projectId);
  if (project) return <Opening project={project} role={role} />;
  // What was read last may not know a new project yet.
  if (isFetching) return <LoadingScreen />;
  if (error) return <ErrorScreen {...failureOf(error)} onRetry={() => void refetch()} />;
  return <Told {...(role === 'contact' ? words.notYours : words.unknown)} />;
}

function Opening({ project: { id, category }, role }: { project: Project; role: Role }) {
  useEffect(() => {
    void (opensCheck(role, category) ? replacePage(routes.safetyCheck, { projectId: id, scanned: 1 }) : replacePage(routes.projectDetail, { id }));
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once: the projects are read again meanwhile
  }, [id]);
  return <LoadingScreen />;
}

function Told({ title, text }: { title: string; text: string }) {
  const isSignedIn = useSession(({ session }) => session !== null);
  const scanAgain = async () => {
    const q = await scanCode();
    if (q !== null) await replacePage(routes.site, { q });
  };
  return (
    <Screen
      dock={
        canScan ? (
          <Button onClick={() => void scanAgain()}>{words.again}</Button>
        ) : isSignedIn ? (
          <Button onClick={() => void openTab(routes.projects)}>{words.projects}</Button>
        ) : (
          <Button onClick={() => void restartAt(routes.login)}>{words.signIn}</Button>
        )
      }
    >
      <StateView picture="nothing" title={title} text={text} />
    </Screen>
  );
}
