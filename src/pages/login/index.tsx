/** 登录. Needs network. */
import { ApiError } from '../../api/client';
import { Button } from '../../components/button';
import { Screen } from '../../components/screen';
import { LoadingScreen, StateView } from '../../components/state-view';
import { refusalText } from '../../state/failure';
import { useSignInWithInvite, useSignInWithWechat } from '../../api/session';
import type { Session } from '../../contract/session';
import { readStatusBarHeight } from '../../platform/device';
import { showToast } from '../../platform/feedback';
import { useState } from 'react';
import { readSiteLink } from '../../domain/site-link';
import { appOrigin } from '../../platform/launch';
import { openPage, openTab, restartAt, usePageParams } from '../../platform/navigate';
import { canScan, scanCode } from '../../platform/scan';
import { hasWechatLogin } from '../../platform/wechat-login';
import { routes } from '../../routes';
import { useRefusedOutbox } from '../../state/outbox';
import { usePhone } from '../../state/phone';
import { guarded } from '../guarded';
import { useSession } from '../../state/session';
import { takeInvite } from '../../state/site-link';
import { loginWords } from '../../text/login';
import { problemText } from '../../text/problem';
import { siteWords } from '../../text/site-code';
import { LoginView } from './login-view';

export default guarded(LoginPage);

function LoginPage() {
  const phone = usePhone();
  const wechat = useSignInWithWechat();
  const invite = useSignInWithInvite();
  const error = invite.error ?? wechat.error;
  const refused = useRefusedOutbox();
  /** A code on site that was scanned before signing in: its page opens afterwards. */
  const { q } = usePageParams();
  const [given] = useState(takeInvite);
  const { isLoaded, session, endedBy } = useSession();

  const enter = async (session: Session) => {
    await phone.session.save(session);
    await phone.settings.change({ hasConsented: true });
    await restartAt(q ? routes.site : routes.today, q ? { q } : {});
  };
  const handleWechat = () => {
    invite.reset();
    wechat.mutate(undefined, { onSuccess: (session) => void enter(session) });
  };

  const scanInvite = async () => {
    const text = await scanCode();
    const link = text === null ? null : readSiteLink(text, appOrigin);
    if (link?.kind === 'invite') return link.code;
    if (text !== null) showToast(loginWords.inviteNotScanned);
    return null;
  };
  // An invite's link was followed by somebody who is signed in, and would sign somebody else in over him.
  if (given && !isLoaded) return <LoadingScreen />;
  if (given && session && invite.isIdle && wechat.isIdle) {
    return (
      <Screen dock={<Button onClick={() => void openTab(routes.projects)}>{siteWords.projects}</Button>}>
        <StateView picture="nothing" {...siteWords.invite} />
      </Screen>
    );
  }
  const endedWords = endedBy && (endedBy === 'session_ended' ? loginWords.endedEverywhere : problemText(endedBy));

  return (
    <LoginView
      hasWechat={hasWechatLogin}
      statusBarHeight={readStatusBarHeight()}
      isBusy={wechat.isPending || invite.isPending}
      problem={error && refusalText(error)}
      notice={endedWords ?? (given ? loginWords.inviteRead : q ? loginWords.afterScan : null)}
      givenCode={given}
      onScan={canScan ? scanInvite : undefined}
      needsInvite={wechat.error instanceof ApiError && wechat.error.code === 'wechat_unbound'}
      onWechat={handleWechat}
      onInvite={(code) => invite.mutate(code, { onSuccess: (session) => void enter(session) })}
      onPrivacy={() => void openPage(routes.privacy)}
      unsent={refused && { count: refused.count, onOpen: () => void openPage(routes.outbox) }}
    />
  );
}
