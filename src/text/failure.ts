/** What a page says when it could not read something and src/text/problem.ts has no better word for it. */

export const failureWords = {
  offline: { title: '现在没有信号', text: '这一页还没有在手机里存过。有信号后再打开，照片和上报不受影响。' },
  gone: { title: '没有找到', text: '可能已经换了地方，或者不归您看。' },
  refused: { title: '不归您看', text: '这一页只给有关的人看。需要的话，请联系管委会办公室。' },
  signedOut: { title: '请重新登录', text: '登录已经过期。没送完的内容都在手机里，没有丢。' },
  server: { title: '没有取到内容', text: '服务器没有回应。您已提交的内容都在手机里，没有丢。' },
  detail: (status: string, time: string) => `${status} · ${time}`,
  noStatus: '没连上',
  sendFailed: '没有送到，请再试一次',
};
