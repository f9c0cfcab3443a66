/** Titles of a page that could not read something; the sentence under it is of problem.ts, by code. */

export const failureWords = {
  noConnection: { title: '没有连上服务器', text: '这一页还没有在手机里存过。有信号后再打开，照片和上报不受影响。' },
  gone: '没有找到',
  refused: '不归您看',
  signedOut: '请重新登录',
  server: '没有取到内容',
  noStatus: '没连上',
  detail: (status: string, time: string) => `${status} · ${time}`,
  notSent: '没有送到，请在有信号的地方再试。',
};
