/** 登录. Needs network. */
import { ApiError } from '../../api/client';
import { refusalText } from '../../state/failure';
import { useSignInWithInvite, useSignInWithWechat } from '../../api/session';
import type { Session } from '../../contract/session';
import { readStatusBarHeight } from '../../platform/device';
import { openPage, restartAt } from '../../platform/navigate';
import { hasWechatLogin } from '../../platform/wechat-login';
import { routes } from '../../routes';
import { useRefusedOutbox } from '../../state/outbox';
import { usePhone } from '../../state/phone';
import { guarded } from '../guarded';
import { useSession } from '../../state/session';
import { loginWords } from '../../text/login';
import { problemText } from '../../text/problem';
import { LoginView } from './login-view';

export default guarded(LoginPage);

function LoginPage() {
  const phone = usePhone();
  const wechat = useSignInWithWechat();
  const invite = useSignInWithInvite();
  const error = invite.error ?? wechat.error;
  const refused = useRefusedOutbox();
  const endedBy = useSession((state) => state.endedBy);

  const enter = async (session: Session) => {
    await phone.session.save(session);
    await phone.settings.change({ hasConsented: true });
    await restartAt(routes.today);
  };
  const handleWechat = () => {
    invite.reset();
    wechat.mutate(undefined, { onSuccess: (session) => void enter(session) });
  };

  return (
    <LoginView
      hasWechat={hasWechatLogin}
      statusBarHeight={readStatusBarHeight()}
      isBusy={wechat.isPending || invite.isPending}
      problem={error && refusalText(error)}
      notice={endedBy && (endedBy === 'session_ended' ? loginWords.endedEverywhere : problemText(endedBy))}
      needsInvite={wechat.error instanceof ApiError && wechat.error.code === 'wechat_unbound'}
      onWechat={handleWechat}
      onInvite={(code) => invite.mutate(code, { onSuccess: (session) => void enter(session) })}
      onPrivacy={() => void openPage(routes.privacy)}
      unsent={refused && { count: refused.count, onOpen: () => void openPage(routes.outbox) }}
    />
  );
}
