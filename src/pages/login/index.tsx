import { readStatusBarHeight } from '../../platform/device';
import { openPage } from '../../platform/navigate';
import { hasWechatLogin } from '../../platform/wechat-login';
import { routes } from '../../routes';
import { LoginView } from './login-view';

/** Needs network. */
export default function LoginPage() {
  // TODO until src/api has session.claim and session.wechat: wire the two sign-ins, busy and problem.
  const signIn = () => undefined;
  return (
    <LoginView
      hasWechat={hasWechatLogin}
      statusBarHeight={readStatusBarHeight()}
      isBusy={false}
      problem={null}
      onWechat={signIn}
      onInvite={signIn}
      onPrivacy={() => void openPage(routes.privacy)}
    />
  );
}
