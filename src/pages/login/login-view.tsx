import { View } from '@tarojs/components';
import { useEffect, useState } from 'react';
import { a11y } from '../../components/a11y';
import { Button, TextLink } from '../../components/button';
import { CheckField, InputField } from '../../components/form-field';
import { NoticeBar } from '../../components/notice-bar';
import { BottomSheet } from '../../components/bottom-sheet';
import { Small } from '../../components/text-block';
import { useTypeClass } from '../../components/type-size';
import { appLine, appName } from '../../text/app';
import { loginWords } from '../../text/login';
import './login-view.scss';

interface LoginViewProps {
  /** Under the app's name: which park. Empty before one is known. */
  parkName?: string;
  /** False on H5, where only an invite code signs in. */
  hasWechat: boolean;
  statusBarHeight: number;
  isBusy: boolean;
  /** Why the last attempt failed, in words. */
  problem: string | null;
  /** Why this person has to sign in again, or what comes after it, in words. */
  notice?: string | null;
  /** The code of an invite that was scanned. */
  givenCode?: string | null;
  /** Reads an invite's code with the scanner; absent where there is none. */
  onScan?: () => Promise<string | null>;
  /** The WeChat account is not bound yet: asks for the code that binds it. */
  needsInvite?: boolean;
  onWechat: () => void;
  /** The code as typed; the caller strips spaces and hyphens. */
  onInvite: (code: string) => void;
  onPrivacy: () => void;
  /** Where the server ended the session while reports still waited: how many, and the page that exports them. */
  unsent?: { count: number; onOpen: () => void } | null;
}

/** Sign-in before anything is known about the person. Consent is unticked and asked for, never assumed. */
export function LoginView({
  parkName,
  hasWechat,
  statusBarHeight,
  isBusy,
  problem,
  notice = null,
  givenCode = null,
  onScan,
  needsInvite = false,
  onWechat,
  onInvite,
  onPrivacy,
  unsent = null,
}: LoginViewProps) {
  const [hasAgreed, setHasAgreed] = useState(false);
  const [isReminded, setIsReminded] = useState(false);
  const [isInviteOpen, setIsInviteOpen] = useState(false);
  const [code, setCode] = useState(givenCode ?? '');
  useEffect(() => {
    if (needsInvite) setIsInviteOpen(true);
  }, [needsInvite]);

  const afterConsent = (proceed: () => void) => () => {
    setIsReminded(!hasAgreed);
    if (hasAgreed) proceed();
  };
  const typedLength = code.replace(/[\s-]/g, '').length;

  return (
    <View className={`login ${useTypeClass()}`}>
      <View className="login-head" style={{ paddingTop: `${statusBarHeight + 56}px` }}>
        <View className="login-mark" />
        <View className="login-name">{appName}</View>
        <View className="login-line">{appLine}</View>
        {parkName && <View className="login-park">{parkName}</View>}
      </View>
      <View className="login-sky" />
      <View className="login-dock">
        {problem && !isInviteOpen && <NoticeBar tone="red">{problem}</NoticeBar>}
        {notice && !problem && <NoticeBar icon="info">{notice}</NoticeBar>}
        {isReminded && !hasAgreed && <NoticeBar>{loginWords.consentMissing}</NoticeBar>}
        {hasWechat && (
          <View className="login-wechat">
            <Button icon="wechat" isBusy={isBusy} onClick={afterConsent(onWechat)}>
              {loginWords.wechat}
            </Button>
          </View>
        )}
        <Button icon="key" tone={hasWechat ? 'weak' : 'primary'} isDisabled={isBusy} onClick={afterConsent(() => setIsInviteOpen(true))}>
          {loginWords.invite}
        </Button>
        {unsent && <TextLink onClick={unsent.onOpen}>{loginWords.unsent(unsent.count)}</TextLink>}
        <CheckField isChecked={hasAgreed} onChange={setHasAgreed} note={loginWords.consentNote}>
          {loginWords.agree}
          <View
            className="login-privacy"
            {...a11y('link')}
            onClick={(event) => {
              event.stopPropagation();
              onPrivacy();
            }}
          >
            {loginWords.privacy}
          </View>
        </CheckField>
      </View>
      <BottomSheet
        isOpen={isInviteOpen}
        onClose={() => setIsInviteOpen(false)}
        title={loginWords.inviteTitle}
        footer={
          <Button isBusy={isBusy} isDisabled={typedLength < 10} onClick={() => onInvite(code)}>
            {loginWords.submit}
          </Button>
        }
      >
        <InputField value={code} placeholder={loginWords.invitePlaceholder} maxLength={16} isFocused={isInviteOpen} onChange={setCode} />
        {problem ? <NoticeBar tone="red">{problem}</NoticeBar> : <Small>{loginWords.inviteHint}</Small>}
        {onScan && <TextLink onClick={() => void onScan().then((scanned) => scanned && setCode(scanned))}>{loginWords.scanInvite}</TextLink>}
      </BottomSheet>
    </View>
  );
}
