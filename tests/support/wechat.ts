// A server that answers as WeChat documents cgi-bin/stable_token and message/subscribe/send, limits of the fields
// included. `next` makes it answer otherwise.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type SentMessage = { touser: string; template_id: string; page: string; lang: string; data: Record<string, { value: string }> };
/** `swallow`: the message is taken, and the answer lost on its way. */
type Answer = { errcode: number } | { status: number } | 'hang' | 'drop' | 'swallow' | null;

/** What the documentation says of each type of field; lengths as the strictest reader counts. */
const fits: Record<string, (value: string) => boolean> = {
  thing: (value) => value.length >= 1 && value.length <= 20 && !/[\n\r]/.test(value),
  phrase: (value) => /^\p{Script=Han}{1,5}$/u.test(value),
  character_string: (value) => /^[\x21-\x7e]{1,32}$/.test(value),
  date: (value) => /^[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日( [0-9]{2}:[0-9]{2})?$/.test(value),
  time: (value) => /^([0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日 )?[0-9]{2}:[0-9]{2}$/.test(value),
};
export const isFit = (field: string, value: string): boolean => fits[field.replace(/[0-9]+$/, '')]?.(value) ?? false;

export type Wechat = Awaited<ReturnType<typeof startWechat>>;

export async function startWechat({ templates, secret = 'wechat-secret' }: { templates: string[]; secret?: string }) {
  const state = {
    /** The token that is good now. */
    token: 'token-1',
    tokenCalls: [] as { force_refresh: boolean; grant_type: string; appid: string; secret: string }[],
    /** Taken: the person has it. */
    sent: [] as SentMessage[],
    /** Calls of send, whatever was answered. */
    calls: 0,
    next: (_message: SentMessage): Answer => null,
    /** Called when a message was taken, before anybody is told. */
    onTaken: () => undefined as void,
    /** Between taking a message and saying so. */
    delayMs: 0,
    /** What it answers instead of a token. */
    tokenAnswer: null as Answer,
  };
  let issued = 1;

  /** As if the token had been made invalid behind our back. */
  const expireToken = () => (state.token = `token-${(issued += 1)}`);

  const takeMessage = (token: string | null, message: SentMessage): { errcode: number; errmsg: string } => {
    const refuse = (errcode: number) => ({ errcode, errmsg: `refused, rid: ${errcode}` });
    if (token !== state.token) return refuse(40001);
    if (!templates.includes(message.template_id)) return refuse(40037);
    if (!message.touser.startsWith('openid-')) return refuse(40003);
    if (!/^pages\/[a-z-/]+\?/.test(message.page)) return refuse(41030);
    if (Object.entries(message.data).some(([field, { value }]) => !isFit(field, value))) return refuse(47003);
    state.sent.push(message);
    return { errcode: 0, errmsg: 'ok' };
  };

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url!, 'http://wechat.test');
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece as Buffer);
    const body = JSON.parse(Buffer.concat(pieces).toString('utf8')) as never;
    const reply = (value: unknown) => void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value));
    const isToken = url.pathname === '/cgi-bin/stable_token';
    if (request.method !== 'POST' || (!isToken && url.pathname !== '/cgi-bin/message/subscribe/send')) return void response.writeHead(404).end();
    if (isToken) state.tokenCalls.push(body);
    else state.calls += 1;
    const answer = isToken ? state.tokenAnswer : state.next(body);
    if (answer === 'hang') return;
    if (answer === 'drop') return void request.socket.destroy();
    if (answer === 'swallow') {
      takeMessage(url.searchParams.get('access_token'), body);
      return void request.socket.destroy();
    }
    if (answer && 'status' in answer) return void response.writeHead(answer.status).end('<html>bad gateway</html>');
    if (answer) return reply({ ...answer, errmsg: 'as planned' });
    if (!isToken) {
      const taken = takeMessage(url.searchParams.get('access_token'), body);
      if (taken.errcode === 0) state.onTaken();
      if (state.delayMs > 0) await new Promise((resolve) => setTimeout(resolve, state.delayMs));
      return reply(taken);
    }
    if ((body as { secret: string }).secret !== secret) return reply({ errcode: 40125, errmsg: 'invalid appsecret' });
    // Normal mode gives the same token until it is over; forced, a new one.
    if ((body as { force_refresh: boolean }).force_refresh) expireToken();
    reply({ access_token: state.token, expires_in: 7200 });
  }

  const server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return Object.assign(state, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    expireToken,
    reset: () => Object.assign(state, { sent: [], calls: 0, tokenCalls: [], next: () => null, tokenAnswer: null }),
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  });
}

export const appid = 'wx0123456789abcdef';
export const wechatEnvironment = (url: string) => ({
  WECHAT_APPID: appid,
  WECHAT_SECRET: 'wechat-secret',
  WECHAT_API_URL: url,
  WECHAT_TEMPLATE_RECTIFICATION: 'template-rectification thing1 thing2 date3 phrase4',
  WECHAT_TEMPLATE_ANSWER: 'template-answer thing1 thing2 time3 phrase4',
  WECHAT_TEMPLATE_DIGEST: 'template-digest thing1 thing2 time3',
});
export const templateIds = ['template-rectification', 'template-answer', 'template-digest'];
