// The part of PostgREST we use: POST /rest/v1/rpc/NAME with named JSON arguments, in one transaction as the role of
// the bearer's JWT. Status codes and error bodies are the real service's.
import type { KeyObject } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import jwt from 'jsonwebtoken';
import pg, { DatabaseError } from 'pg';
import { readBytes, sendJson, TooLarge } from './reply';

const bodyMaxBytes = 2_097_152;
const exposedSchema = 'api';

type Callable = { name: string; sql: string; isVoid: boolean; isReadOnly: boolean };
type Failure = { status: number; code: string; message: string; details?: string | null; hint?: string | null };
class Refusal extends Error {
  constructor(readonly failure: Failure) {
    super(failure.message);
  }
}

export type Rest = { handle: (name: string, request: IncomingMessage, response: ServerResponse) => Promise<void>; close: () => Promise<void> };

export function createRest(databaseUrl: string, jwtSecret: KeyObject, connections = 10): Rest {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: connections, application_name: 'local-rest', pipeline: true } as pg.PoolConfig);
  // An idle connection that the server closes is replaced at the next call.
  pool.on('error', () => undefined);
  const callables = new Map<string, Callable>();
  let statementCount = 0;

  /** The statement that calls a function with just these arguments. Arguments are converted by Postgres, as PostgREST does. */
  async function resolve(name: string, argumentNames: string[]): Promise<Callable> {
    const key = `${name}(${argumentNames.join(',')})`;
    const known = callables.get(key);
    if (known) return known;
    const { rows } = await pool.query<{ names: string[]; types: string[]; defaults: number; volatility: string; returns: string; is_set: boolean }>(
      `select coalesce(p.proargnames, '{}') as names, array(select format_type(t, null) from unnest(p.proargtypes) t) as types,
         p.pronargdefaults as defaults, p.provolatile as volatility, p.prorettype::regtype::text as returns, p.proretset as is_set
       from pg_proc p where p.pronamespace = $1::regnamespace and p.proname = $2`,
      [exposedSchema, name],
    );
    const match = rows.find(({ names, defaults }) => {
      const required = names.slice(0, names.length - defaults);
      return argumentNames.every((argument) => names.includes(argument)) && required.every((argument) => argumentNames.includes(argument));
    });
    if (!match) {
      const message = `Could not find the function ${exposedSchema}.${name}(${argumentNames.join(', ')}) in the schema cache`;
      throw new Refusal({ status: 404, code: 'PGRST202', message });
    }
    const quote = (identifier: string) => `"${identifier.replace(/"/g, '""')}"`;
    const columns = argumentNames.map((argument) => `${quote(argument)} ${match.types[match.names.indexOf(argument)]}`).join(', ');
    const call = `${exposedSchema}.${quote(name)}(${argumentNames.map((argument) => `${quote(argument)} => a.${quote(argument)}`).join(', ')})`;
    const from = argumentNames.length > 0 ? `from json_to_record($1::text::json) as a (${columns})` : 'from (select $1::text) a';
    const sql = match.is_set
      ? `select coalesce(json_agg(r), '[]')::text as value ${from} cross join lateral ${call} r`
      : match.returns === 'void' ? `select (${call})::text as value ${from}` : `select to_json(${call})::text as value ${from}`;
    // Two first calls at once both get here: a statement's name is never given twice, whichever stays in the map.
    statementCount += 1;
    const callable = { name: `rpc-${statementCount}`, sql, isVoid: match.returns === 'void' && !match.is_set, isReadOnly: match.volatility !== 'v' };
    callables.set(key, callable);
    return callable;
  }

  async function call(name: string, claims: jwt.JwtPayload, bodyText: string): Promise<{ status: number; json: string }> {
    const callable = await resolve(name, argumentNamesOf(bodyText));
    const connection = await pool.connect();
    let fault: Error | undefined;
    try {
      // Pipelined: sent without waiting. Safe, because a commit after a failed statement rolls back, and we answer
      // only after the commit is acknowledged.
      const [, , result] = await Promise.all([
        connection.query({ name: callable.isReadOnly ? 'begin-ro' : 'begin', text: callable.isReadOnly ? 'begin read only' : 'begin' }),
        connection.query({ name: 'become', text: "select set_config('role', $1, true), set_config('request.jwt.claims', $2, true)", values: [claims.role, JSON.stringify(claims)] }),
        connection.query<{ value: string | null }>({ name: callable.name, text: callable.sql, values: [bodyText] }),
        connection.query({ name: 'commit', text: 'commit' }),
      ]);
      return callable.isVoid ? { status: 204, json: '' } : { status: 200, json: result.rows[0]?.value ?? 'null' };
    } catch (error) {
      // A broken connection is not returned to the pool.
      if (!(error instanceof DatabaseError)) fault = error as Error;
      throw error;
    } finally {
      connection.release(fault);
    }
  }

  return {
    async handle(name, request, response) {
      try {
        if (request.method !== 'POST') throw new Refusal({ status: 405, code: 'PGRST117', message: `Unsupported HTTP method: ${request.method}` });
        const profile = request.headers['content-profile'] ?? exposedSchema;
        if (profile !== exposedSchema) throw new Refusal({ status: 406, code: 'PGRST106', message: `Invalid schema: ${profile}` });
        const claims = readClaims(request, jwtSecret);
        const bodyText = (await readBytes(request, bodyMaxBytes)).toString('utf8') || '{}';
        const { status, json } = await call(name, claims, bodyText);
        if (status === 204) response.writeHead(204).end();
        else sendJson(response, status, json);
      } catch (error) {
        const { status, ...body } = toFailure(error);
        sendJson(response, status, JSON.stringify({ details: null, hint: null, ...body }));
      }
    },
    close: () => pool.end(),
  };
}

function argumentNamesOf(bodyText: string): string[] {
  try {
    const body: unknown = JSON.parse(bodyText);
    if (body && typeof body === 'object' && !Array.isArray(body)) return Object.keys(body).sort();
  } catch {
    // Falls through.
  }
  throw new Refusal({ status: 400, code: 'PGRST102', message: 'Empty or invalid json' });
}

function readClaims(request: IncomingMessage, secret: KeyObject): jwt.JwtPayload {
  const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? request.headers.apikey;
  if (!token) return { role: 'anon' };
  try {
    const claims = jwt.verify(String(token), secret, { algorithms: ['HS256'] });
    if (typeof claims === 'object' && ['anon', 'authenticated', 'service_role'].includes(String(claims.role))) return claims;
    throw new Refusal({ status: 401, code: 'PGRST303', message: 'JWT has no usable role' });
  } catch (error) {
    if (error instanceof Refusal) throw error;
    const isExpired = error instanceof jwt.TokenExpiredError;
    throw new Refusal({ status: 401, code: isExpired ? 'PGRST303' : 'PGRST301', message: isExpired ? 'JWT expired' : 'JWSError JWSInvalidSignature' });
  }
}

function toFailure(error: unknown): Failure {
  if (error instanceof Refusal) return error.failure;
  if (error instanceof TooLarge) return { status: 413, code: 'PGRST100', message: 'Payload too large' };
  if (error instanceof DatabaseError) {
    const { code, message, detail, hint } = error;
    return { status: statusOf(code ?? ''), code: code ?? 'XX000', message, details: detail ?? null, hint: hint ?? null };
  }
  return { status: 503, code: 'PGRST000', message: 'Could not connect with the database' };
}

/** PostgREST's table of SQLSTATE to HTTP status. */
export function statusOf(code: string): number {
  const raised = /^PT(\d{3})$/.exec(code)?.[1];
  if (raised) return Number(raised);
  if (code === '23503' || code === '23505') return 409;
  if (code === '42501') return 403;
  if (code === '42883') return 404;
  if (code === '25006') return 405;
  if (code === '57P01' || /^(08|53)/.test(code)) return 503;
  if (/^(40|54|55|57|XX)/.test(code) || code === '21000') return 500;
  return 400;
}
