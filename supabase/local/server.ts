// Local Supabase: the small part of the wire that we use, for development and tests only. Hosted and self-hosted
// deployments use the real services, unchanged on our side.
import http, { type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import jwt from 'jsonwebtoken';
import type { Bucket } from './buckets';
import { readToken, sendJson, toKey } from './reply';
import { createRest } from './rest';
import { createStorage } from './storage';

export const buckets: Record<string, Bucket> = {
  photos: { maxBytes: 1_048_576, contentTypes: ['image/jpeg'] },
  documents: { maxBytes: 10_485_760, contentTypes: ['application/pdf'] },
  exports: {
    maxBytes: 52_428_800,
    contentTypes: ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  },
};
/** What is under way at a stop gets this long to finish. */
const graceMs = 3_000;

export type LocalSupabaseOptions = {
  /** The owner's URL of a database that prepareDatabase has seen. */
  databaseUrl: string;
  objectsFolder: string;
  jwtSecret: string;
  /** 0 takes a free one. */
  port?: number;
  connections?: number;
};
export type LocalSupabase = { url: string; anonKey: string; serviceKey: string; stop: () => Promise<void> };

/** Keys as hosted legacy keys are: JWTs of a role, signed with the project's secret. */
export const makeKey = (role: 'anon' | 'service_role', jwtSecret: string) =>
  jwt.sign({ iss: 'supabase', ref: 'local', role }, toKey(jwtSecret), { expiresIn: '10y' });

export async function startLocalSupabase(options: LocalSupabaseOptions): Promise<LocalSupabase> {
  const key = toKey(options.jwtSecret);
  const rest = createRest(toGatewayUrl(options.databaseUrl), key, options.connections);
  const storage = createStorage(options.objectsFolder, key, buckets);
  const hasApiKey = createApiKeyCheck(key);

  const server = http.createServer((request, response) => {
    const address = request.url ?? '/';
    if (address.startsWith('/storage/v1/')) return void storage.handle(request, response, address.slice('/storage/v1'.length));
    const called = /^\/rest\/v1\/rpc\/(\w+)(?:\?|$)/.exec(address)?.[1];
    if (!called) return sendJson(response, 404, JSON.stringify({ message: 'local Supabase, for development and tests: no such route' }));
    if (!hasApiKey(request)) return sendJson(response, 401, JSON.stringify({ message: request.headers.apikey ? 'Invalid API key' : 'No API key found in request' }));
    void rest.handle(called, request, response);
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(options.port ?? 0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    anonKey: makeKey('anon', options.jwtSecret),
    serviceKey: makeKey('service_role', options.jwtSecret),
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeIdleConnections();
      const force = setTimeout(() => server.closeAllConnections(), graceMs);
      await closed;
      clearTimeout(force);
      await rest.close();
    },
  };
}

/** The same database as `authenticator`: a function that tries to become the owner then fails, as it does when hosted. */
function toGatewayUrl(databaseUrl: string): string {
  const url = new URL(databaseUrl);
  url.username = 'authenticator';
  return url.toString();
}

/** The hosted gateway lets in whoever shows one of the project's keys. A good key is checked once, then remembered. */
function createApiKeyCheck(key: Parameters<typeof readToken>[1]): (request: IncomingMessage) => boolean {
  const good = new Set<string>();
  return ({ headers }) => {
    const apiKey = String(headers.apikey ?? '');
    if (good.has(apiKey)) return true;
    try {
      if (!['anon', 'service_role'].includes(String(readToken(apiKey, key).role))) return false;
      good.add(apiKey);
      return true;
    } catch {
      return false;
    }
  };
}
