// The part of PostgREST we use: POST /rest/v1/rpc/NAME with named JSON arguments, in one transaction as the role of
// the bearer's JWT. Status codes and error bodies are the real service's.
import type { KeyObject } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import jwt from 'jsonwebtoken';
import pg, { DatabaseError } from 'pg';
import { AmbiguousFunction, createCallables, NoSuchFunction } from './callable';
import { bearerOf, readBytes, readToken, sendJson, TooLarge } from './reply';
import { callRpc, prepareConnection } from './rpc-query';
import { statusOf } from './sqlstate';

/** PostgREST has none. The largest call is a plan file of 2 MB, JSON within JSON within JSON: a quotation mark of it has eight bytes. */
const bodyMaxBytes = 8_388_608;
const exposedSchema = 'api';
/** How long a call waits for a connection; PostgREST's own limit. */
const acquireTimeoutMs = 10_000;

type Failure = { status: number; code: string; message: string; details?: string | null; hint?: string | null };
class Refusal extends Error {
  constructor(readonly failure: Failure) {
    super(failure.message);
  }
}

export type Rest = { handle: (name: string, request: IncomingMessage, response: ServerResponse) => Promise<void>; close: () => Promise<void> };

/** `databaseUrl` is the login that may become the API roles and do nothing else. */
export function createRest(databaseUrl: string, key: KeyObject, connections = 10): Rest {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: connections,
    idleTimeoutMillis: 0,
    connectionTimeoutMillis: acquireTimeoutMs,
    application_name: 'local-rest',
    // As PostgREST sets it: the exposed schema, then Supabase's extra ones.
    options: `-c search_path=${exposedSchema},public,extensions`,
    onConnect: prepareConnection,
  });
  // An idle connection that the server closes is replaced at the next call.
  pool.on('error', () => undefined);
  const callables = createCallables(pool, databaseUrl, exposedSchema);

  async function call(name: string, claims: jwt.JwtPayload, bodyText: string): Promise<string | null> {
    const callable = await callables.find(name, argumentNamesOf(bodyText));
    const connection = await pool.connect();
    let broken: Error | undefined;
    try {
      const json = await callRpc(connection, callable, String(claims.role), JSON.stringify(claims), bodyText);
      return callable.isVoid ? null : (json ?? 'null');
    } catch (error) {
      // A refusal leaves the connection sound; anything else means that it is lost.
      if (!(error instanceof DatabaseError) || error.severity === 'FATAL') broken = error as Error;
      throw error;
    } finally {
      connection.release(broken);
    }
  }

  return {
    async handle(name, request, response) {
      let role = 'anon';
      try {
        refuseWhatWeLack(request);
        const claims = readClaims(request, key);
        role = String(claims.role);
        const json = await call(name, claims, (await readBytes(request, bodyMaxBytes)).toString('utf8') || '{}');
        if (json === null) response.writeHead(204).end();
        else sendJson(response, 200, json);
      } catch (error) {
        const { status, ...body } = toFailure(error, role);
        sendJson(response, status, JSON.stringify({ details: null, hint: null, ...body }));
      }
    },
    async close() {
      await callables.close();
      await pool.end();
    },
  };
}

/** What the real service would do and we do not is refused aloud, never answered wrongly. */
function refuseWhatWeLack({ method, headers, url = '' }: IncomingMessage): void {
  if (method !== 'POST') throw new Refusal({ status: 405, code: 'PGRST117', message: `Unsupported HTTP method: ${method}` });
  const profile = headers['content-profile'] ?? exposedSchema;
  if (profile !== exposedSchema) throw new Refusal({ status: 406, code: 'PGRST106', message: `Invalid schema: ${profile}`, hint: `Only the following schemas are exposed: ${exposedSchema}` });
  if (url.includes('?') || headers.accept?.includes('vnd.pgrst')) throw new Refusal({ status: 501, code: 'LOCAL', message: 'local Supabase: filters and single-row answers of rpc are not supported' });
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

function readClaims(request: IncomingMessage, key: KeyObject): jwt.JwtPayload {
  const token = bearerOf(request);
  if (!token) return { role: 'anon' };
  try {
    return { role: 'anon', ...readToken(token, key) };
  } catch (error) {
    const isTooOld = error instanceof jwt.TokenExpiredError;
    if (isTooOld || error instanceof jwt.NotBeforeError) throw new Refusal({ status: 401, code: 'PGRST303', message: isTooOld ? 'JWT expired' : 'JWT not yet valid' });
    throw new Refusal({ status: 401, code: 'PGRST301', message: 'No suitable key or wrong key type' });
  }
}

function toFailure(error: unknown, role: string): Failure {
  if (error instanceof Refusal) return error.failure;
  if (error instanceof TooLarge) return { status: 413, code: 'LOCAL', message: 'Payload too large' };
  if (error instanceof NoSuchFunction) return { status: 404, code: 'PGRST202', message: error.message };
  if (error instanceof AmbiguousFunction) return { status: 300, code: 'PGRST203', message: error.message, hint: 'Try renaming the parameters or the function itself in the database so function overloading can be resolved' };
  if (error instanceof DatabaseError) {
    const { code = 'XX000', message, detail, hint } = error;
    return { status: statusOf(code, message, role === 'anon'), code, message, details: detail ?? null, hint: hint ?? null };
  }
  if (error instanceof Error && error.message.includes('timeout exceeded')) return { status: 504, code: 'PGRST003', message: 'Timed out acquiring connection from connection pool.' };
  return { status: 503, code: 'PGRST000', message: 'Database connection error. Retrying the connection.' };
}
