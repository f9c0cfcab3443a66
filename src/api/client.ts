// The typed client, made from the operations table. Adds the access token, renews it once when it is over, and turns
// problem+json into ApiError.
import { type Operation, operations, type OperationName, phoneTimeHeader, type QueryOf, type RequestOf, type ResponseOf } from '../contract/operations';
import { problemSchema, type Problem } from '../contract/problem';
import { isErrorCode } from '../contract/errors';
import type { Session } from '../contract/session';
import type { HttpResponse, SendRequest } from '../platform/request';

/** A refusal of the server. `code` is from src/contract/errors.ts, or `http_<status>` when something else answered. */
export class ApiError extends Error {
  override readonly name = 'ApiError';

  constructor(
    readonly status: number,
    readonly code: string,
    readonly problem: Problem | null,
  ) {
    super(code);
  }
}

export interface TokenKeeper {
  read(): Pick<Session, 'accessToken' | 'refreshToken' | 'staff'> | null;
  /** Reads it from disk again: another tab may have renewed it. */
  reload(): Promise<void>;
  /** Resolves when it is on disk: a rotated token that is lost would sign the person out. */
  save(session: Session): Promise<void>;
  /** The session ended, by this word of the server; the person has to sign in again. */
  drop(code: string): void;
}

type Input<N extends OperationName> = {
  params?: Record<string, string>;
  query?: QueryOf<N>;
  body?: RequestOf<N>;
};

/** Both a function's own limit and WeChat's. */
const slowTimeoutMs = 60_000;

export type Client = ReturnType<typeof createClient>;

export function createClient(send: SendRequest, tokens: TokenKeeper) {
  let renewing: Promise<void> | null = null;

  /** `ownerId`: only in the name of this person. */
  const attempt = async (name: OperationName, path: string, body: string | undefined, ownerId?: string): Promise<HttpResponse> => {
    const { method, who, isSlow }: Operation = operations[name];
    const session = who === 'anyone' ? null : tokens.read();
    if (ownerId && session?.staff.staff.id !== ownerId) throw new ApiError(401, 'session_ended', null);
    const token = session?.accessToken;
    return send({
      method,
      url: path,
      body,
      timeoutMs: isSlow ? slowTimeoutMs : undefined,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        [phoneTimeHeader]: String(Date.now()),
        ...(token ? { authorization: `Bearer ${token}` } : {}),
      },
    });
  };

  // One renewal at a time: a second one would use up the token the first has just been given.
  const renew = (outlived: string | undefined): Promise<void> => {
    renewing ??= (async () => {
      await tokens.reload();
      if (tokens.read()?.accessToken !== outlived) return;
      const refreshToken = tokens.read()?.refreshToken;
      if (!refreshToken) throw new ApiError(401, 'session_ended', null);
      const answer = await attempt('session.refresh', operations['session.refresh'].path, JSON.stringify({ refreshToken }));
      // Somebody else signed in meanwhile: what was asked for the former person is theirs no longer.
      if (tokens.read()?.refreshToken !== refreshToken) throw new ApiError(401, 'session_ended', null);
      const { code } = readProblem(answer);
      if (answer.status === 401 && isErrorCode(code)) tokens.drop(code);
      await tokens.save(parseAnswer(answer) as Session);
    })().finally(() => {
      renewing = null;
    });
    return renewing;
  };

  /**
   * Sends exact bytes; answers whatever came, after one renewal of the token where it was over. With `ownerId` nothing
   * is sent in the name of anybody else, though the person at the phone has changed meanwhile: ApiError 401.
   */
  async function sendText(name: OperationName, path: string, body?: string, ownerId?: string): Promise<HttpResponse> {
    const session = tokens.read();
    const answer = await attempt(name, path, body, ownerId);
    if (answer.status !== 401 || operations[name].who === 'anyone') return answer;
    const { code } = readProblem(answer);
    if (code === 'token_expired' || code === 'token_missing') {
      await renew(session?.accessToken);
      // Another may have signed in meanwhile, in another tab: what was asked is the former's.
      return attempt(name, path, body, session?.staff.staff.id);
    }
    // Only our own server's word ends a session; a proxy's 401 does not, nor does that about the former person another's.
    if (!isErrorCode(code)) return answer;
    await tokens.reload();
    if (tokens.read()?.accessToken === session?.accessToken) tokens.drop(code);
    return answer;
  }

  async function call<N extends OperationName>(name: N, input: Input<N> = {}): Promise<ResponseOf<N>> {
    const path = toPath(operations[name].path, input.params) + toQuery(input.query as Record<string, unknown> | undefined);
    const body = input.body === undefined ? undefined : JSON.stringify(input.body);
    return parseAnswer(await sendText(name, path, body)) as ResponseOf<N>;
  }

  return { call, sendText };
}

export function toPath(path: string, params: Record<string, string> = {}): string {
  return path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
}

function toQuery(query: Record<string, unknown> | undefined): string {
  const pairs = Object.entries(query ?? {}).filter(([, value]) => value !== undefined && value !== '');
  return pairs.length === 0 ? '' : `?${pairs.map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`).join('&')}`;
}

function parseAnswer(answer: HttpResponse): unknown {
  if (answer.status === 204) return undefined;
  if (answer.status >= 200 && answer.status < 300) return JSON.parse(answer.text);
  const { code, problem } = readProblem(answer);
  throw new ApiError(answer.status, code, problem);
}

function readProblem(answer: HttpResponse): { code: string; problem: Problem | null } {
  try {
    const problem = problemSchema.parse(JSON.parse(answer.text));
    return { code: problem.code, problem };
  } catch {
    return { code: `http_${answer.status}`, problem: null };
  }
}
