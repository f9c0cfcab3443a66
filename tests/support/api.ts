// The real functions over the real local Supabase on a database of its own; driven with a Request, answered with a
// Response. Nothing between the handler and Postgres is replaced.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { connect, type Dependencies } from '../../functions/kit/dependencies';
import { createApp } from '../../functions/kit/endpoint';
import { signAccessToken } from '../../functions/kit/token';
import { apiHandlers, cronHandlers } from '../../functions/operations';
import { operations, type OperationName } from '../../src/contract/operations';
import { startLocalSupabase } from '../../supabase/local/server';
import { makeCast, type Cast, type CastName, type Person } from './cast';
import { makeDatabase, type TestDatabase } from './database';

export const jwtSecret = 'test-jwt-secret-of-at-least-32-characters';
export const cronSecret = 'test-cron-secret-16+';

export type Answer<T = Record<string, unknown>> = { status: number; body: T; headers: Headers };
export type TestApi = {
  cast: Cast;
  database: TestDatabase;
  deps: Dependencies;
  objectsFolder: string;
  /** Any request; `by` null sends no token. */
  send: (method: string, path: string, by: CastName | Person | null, body?: unknown, headers?: Record<string, string>) => Promise<Answer>;
  /** An operation by name; `:id` segments come from `params`. */
  call: <T = Record<string, unknown>>(name: OperationName, by: CastName | Person | null, input?: { params?: Record<string, string>; body?: unknown; query?: string }) => Promise<Answer<T>>;
  tokenOf: (person: Person) => string;
  stop: () => Promise<void>;
};

export async function startApi(environment: Record<string, string> = {}, change: Partial<Dependencies> = {}): Promise<TestApi> {
  const database = await makeDatabase();
  const objectsFolder = fs.mkdtempSync(path.join(os.tmpdir(), 'parkpulse-objects-'));
  const supabase = await startLocalSupabase({ databaseUrl: database.url, objectsFolder, jwtSecret });
  const deps: Dependencies = {
    ...connect({
      SUPABASE_URL: supabase.url,
      SUPABASE_ANON_KEY: supabase.anonKey,
      SUPABASE_SERVICE_ROLE_KEY: supabase.serviceKey,
      SUPABASE_JWT_SECRET: jwtSecret,
      APP_SECRET: 'test-app-secret-of-at-least-32-characters',
      CRON_SECRET: cronSecret,
      NODE_ENV: 'test',
      // Signed URLs then lead straight to the local storage.
      PUBLIC_STORAGE_URL: supabase.url,
      ...environment,
    }),
    log: () => undefined,
    ...change,
  };
  const cast = await makeCast(database.db);
  const api = createApp(deps, apiHandlers);
  const cron = createApp(deps, cronHandlers);
  const personOf = (by: CastName | Person): Person => (typeof by === 'string' ? cast.people[by] : by);
  const tokenOf = ({ sessionId, staffId }: Person) => signAccessToken(deps.config, { sid: sessionId, sub: staffId }, deps.clock()).accessToken;

  const send: TestApi['send'] = async (method, path, by, body, headers = {}) => {
    const request = new Request(`http://phone.test${path}`, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(by === null ? {} : { authorization: `Bearer ${tokenOf(personOf(by))}` }),
        ...headers,
      },
      body: body === undefined ? undefined : typeof body === 'string' || body instanceof Uint8Array ? (body as BodyInit) : JSON.stringify(body),
    });
    const response = await (path.startsWith('/api/cron/') ? cron : api).fetch(request, '127.0.0.1');
    const text = await response.text();
    return { status: response.status, body: (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>, headers: response.headers };
  };

  return {
    cast,
    database,
    deps,
    objectsFolder,
    send,
    tokenOf,
    call: async (name, by, { params = {}, body, query = '' } = {}) => {
      const { method, path } = operations[name];
      const needsBody = 'request' in operations[name];
      return (await send(method, path.replace(/:(\w+)/g, (_, key: string) => params[key] ?? '') + query, by, body ?? (needsBody ? {} : undefined))) as never;
    },
    stop: async () => {
      await supabase.stop();
      await database.drop();
      fs.rmSync(objectsFolder, { recursive: true, force: true });
    },
  };
}
