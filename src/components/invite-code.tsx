import { View } from '@tarojs/components';
import { inviteAddress } from '../domain/site-link';
import { appOrigin } from '../platform/launch';
import { inviteWords as words } from '../text/staff';
import { NoticeBar } from './notice-bar';
import { QrCode } from './qr-code';
import { Small } from './text-block';
import './invite-code.scss';

interface InviteCodeProps {
  code: string;
  /** 给 周洋（巡查员） */
  whom: string;
  /** 11月30日 16:20 前有效 */
  expires: string;
}

/** A code to be scanned across the table or read out over the phone; the server shows it only once. */
export function InviteCode({ code, whom, expires }: InviteCodeProps) {
  return (
    <View className="invite-code">
      <Small>{whom}</Small>
      <View className="invite-code-digits">{code}</View>
      <QrCode text={inviteAddress(appOrigin, code)} label={words.qrLabel} />
      <Small>{words.scanHint}</Small>
      <Small>{expires}</Small>
      <NoticeBar>{words.codeOnce}</NoticeBar>
    </View>
  );
}
