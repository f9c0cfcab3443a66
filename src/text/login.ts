/** Words of the sign-in page. */

export const loginWords = {
  wechat: '微信登录',
  invite: '用邀请码登录',
  agree: '我已读并同意',
  privacy: '隐私说明',
  consentNote: '相机和位置只在拍照时使用，不同意也能用其余功能。不打卡、不记行踪。',
  consentMissing: '请先勾选已读并同意隐私说明',
  inviteTitle: '邀请码',
  inviteHint: '由管委会办公室发给您，7 天内有效，只能用一次',
  /** After a code on site was scanned. */
  afterScan: '登录后打开您扫的项目',
  /** After an invite's code was scanned. */
  inviteRead: '邀请码已经填好，勾选同意后点“用邀请码登录”',
  scanInvite: '扫邀请二维码',
  inviteNotScanned: '没有扫到邀请码，请手工输入。',
  invitePlaceholder: '10 位字母和数字',
  submit: '登录',
  /** The server ended the session: everywhere, or because it was not used for so long. */
  endedEverywhere: '已在所有设备退出，或者 90 天没有用过，请重新登录。没送完的都在这台手机里。',
  /** After the server ended the session. */
  unsent: (count: number) => `这台手机里还有 ${count} 条没送完，看怎么办`,
};
