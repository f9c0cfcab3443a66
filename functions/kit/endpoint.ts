// One wrapper turns "function of (dependencies, context)" into an HTTP answer. Its phases, in order: find the
// operation, learn who calls, parse the input, run, write the answer. Everything a handler throws is answered here,
// and refusals are audited in a second call, since a refused transaction takes its own audit row with it.
import { timingSafeEqual } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { errors } from '../../src/contract/errors';
import { operations, phoneTimeHeader, type Operation, type OperationName, type ResponseOf } from '../../src/contract/operations';
import type * as z from 'zod';
import type { Dependencies } from './dependencies';
import { assertStorable, parse, parseJson, readBody } from './input';
import { Problem, problemResponse, toProblem } from './problem';
import { findOperation } from './router';
import type { ArgumentsOf, FunctionName } from './supabase';
import { readAccessToken, supabaseTokens, type AccessClaims } from './token';

type Table = typeof operations;
type Parsed<S> = S extends z.ZodType ? z.output<S> : undefined;

export type Context<N extends OperationName> = {
  requestId: string;
  now: Date;
  /** Path parameters, already checked to be ids. */
  params: Record<string, string>;
  body: Table[N] extends { request: infer S } ? Parsed<S> : undefined;
  /** The body's exact text: what is hashed and stored. */
  bodyText: string;
  query: Table[N] extends { query: infer S } ? Parsed<S> : undefined;
  /** Calls a Postgres function as the caller. */
  call: <F extends FunctionName>(name: F, args: ArgumentsOf<F>) => Promise<unknown>;
  /** Where signed photo URLs are rebuilt on. */
  origin: string;
  /** Where the app's own pages are: what a link in a document leads to. */
  appOrigin: string;
  /** By how much the phone's clock is ahead as it sends, whole milliseconds; undefined when the app does not say. */
  phoneAheadMs: number | undefined;
  /** Address the request came from, for the failure counter. */
  address: string;
};

export class Reply<T> {
  constructor(
    readonly status: number,
    readonly body: T,
  ) {}
}

type Answer<N extends OperationName> = ResponseOf<N> extends undefined ? void : ResponseOf<N>;
export type Handler<N extends OperationName> = (deps: Dependencies, context: Context<N>) => Promise<Answer<N> | Reply<Answer<N>>>;
export type Handlers = { [N in OperationName]?: Handler<N> };

export function createApp(deps: Dependencies, handlers: Handlers): { fetch: (request: Request, address?: string) => Promise<Response> } {
  return {
    async fetch(request, address = '') {
      const requestId = uuidv7();
      const found = { name: '', sid: undefined as string | undefined, target: undefined as string | undefined };
      try {
        return await answer(deps, handlers, request, { requestId, address, found });
      } catch (thrown) {
        const problem = toProblem(thrown);
        const { status } = errors[problem.code];
        deps.log({ requestId, operation: found.name, status, code: problem.code, ...(status >= 500 ? { cause: problem.options.cause } : {}) });
        if (found.name) await auditRefusal(deps, found, problem, requestId);
        return problemResponse(problem, requestId);
      }
    },
  };
}

type Found = { name: string; sid?: string; target?: string };

async function answer(
  deps: Dependencies,
  handlers: Handlers,
  request: Request,
  { requestId, address, found }: { requestId: string; address: string; found: Found },
): Promise<Response> {
  const url = new URL(request.url);
  const { name, params } = findOperation(request.method, url.pathname);
  const handler = handlers[name] as Handler<never> | undefined;
  if (!handler) throw new Problem('not_found');
  found.name = name;
  found.target = params.id;
  const operation: Operation = operations[name];
  const now = deps.clock();

  const claims = learnCaller(deps, operation, request, now);
  found.sid = claims?.sid;
  const tokenNow = claims && typeof operation.who !== 'string' ? supabaseTokens(deps.config, claims, operation.who) : undefined;

  const query = operation.query ? parse(operation.query, readQuery(url)) : undefined;
  const bodyText = operation.request ? await readBody(request, operation.maxBytes) : '';
  const body = operation.request ? parse(operation.request, parseJson(bodyText)) : undefined;

  const appOrigin = ownOrigin(request, url, deps.config.trustedProxies);
  const result = await handler(deps, {
    requestId,
    now,
    params,
    body,
    bodyText,
    query,
    origin: deps.config.publicStorageUrl ?? appOrigin,
    appOrigin,
    address,
    phoneAheadMs: readPhoneAhead(request, now),
    call: (functionName: FunctionName, args: unknown) => {
      if (!tokenNow) throw new Problem('token_missing');
      return deps.supabase.call(tokenNow(), functionName, args);
    },
  } as unknown as Context<never>);

  const reply = (result as unknown) instanceof Reply ? (result as unknown as Reply<unknown>) : new Reply(200, result as unknown);
  const headers = { 'cache-control': 'no-store', 'x-request-id': requestId };
  if (!operation.response) return new Response(null, { status: 204, headers });
  if (deps.checkResponses) operation.response.parse(reply.body);
  return new Response(JSON.stringify(reply.body), { status: reply.status, headers: { ...headers, 'content-type': 'application/json' } });
}

function learnCaller(deps: Dependencies, operation: Operation, request: Request, now: Date): AccessClaims | undefined {
  if (operation.who === 'anyone') return undefined;
  const header = request.headers.get('authorization');
  if (operation.who === 'scheduler') {
    if (!header) throw new Problem('token_missing');
    const expected = Buffer.from(`Bearer ${deps.config.cronSecret}`);
    const given = Buffer.from(header);
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw new Problem('token_invalid');
    return undefined;
  }
  return readAccessToken(deps.config, header, now);
}

function readPhoneAhead(request: Request, now: Date): number | undefined {
  const phoneTime = request.headers.get(phoneTimeHeader) ?? '';
  return /^-?[0-9]{1,15}$/.test(phoneTime) ? Number(phoneTime) - now.getTime() : undefined;
}

function readQuery(url: URL): Record<string, string> {
  const query: Record<string, string> = {};
  for (const [key, value] of url.searchParams) {
    assertStorable(value);
    if (key in query) throw new Problem('invalid_input', { errors: [{ path: key.slice(0, 50), code: 'given_twice' }] });
    query[key] = value;
  }
  return query;
}

/** The origin the phone used, so that photo links work on this machine and through its network address alike. */
function ownOrigin(request: Request, url: URL, trustedProxies: number): string {
  if (trustedProxies === 0) return url.origin;
  const proto = request.headers.get('x-forwarded-proto') ?? url.protocol.replace(':', '');
  return `${proto}://${request.headers.get('x-forwarded-host') ?? url.host}`;
}

/**
 * Refusals that tell something about a person or an attack; a mistyped field is not one. Who is nobody yet leaves rows
 * only by guessing codes, which is limited: the audit must not be filled by whoever likes to.
 */
async function auditRefusal(deps: Dependencies, found: Found, problem: Problem, requestId: string): Promise<void> {
  const { status } = errors[problem.code];
  const { about } = problem.options;
  const isSomebody = (found.sid ?? about?.sessionId ?? about?.targetId) !== undefined;
  const isGuess = problem.code.startsWith('invite_');
  const tells = status === 403 || problem.code === 'session_ended' || (found.name.startsWith('session.') && status < 500 && problem.code !== 'invalid_input');
  if (problem.code !== 'internal' && !(tells && (isSomebody || isGuess))) return;
  try {
    await deps.supabase.callAsService('audit_refusal', {
      p_session_id: about?.sessionId ?? found.sid,
      p_operation: found.name,
      p_target_id: about?.targetId ?? found.target,
      p_outcome: status >= 500 ? 'failed' : 'refused',
      p_code: problem.code,
      p_request_id: requestId,
    });
  } catch (cause) {
    deps.log({ requestId, operation: found.name, status: 0, code: 'audit_failed', cause });
  }
}
