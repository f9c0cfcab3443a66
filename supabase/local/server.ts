// Local Supabase: the small part of the wire that we use, for development and tests only. Hosted and self-hosted
// deployments use the real services, unchanged on our side.
import { createSecretKey } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import jwt from 'jsonwebtoken';
import { sendJson } from './reply';
import { createRest } from './rest';
import { createStorage, type Bucket } from './storage';

export const buckets: Record<string, Bucket> = {
  photos: { maxBytes: 1_048_576, contentTypes: ['image/jpeg'] },
  documents: { maxBytes: 10_485_760, contentTypes: ['application/pdf'] },
};

export type LocalSupabaseOptions = {
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
  jwt.sign({ iss: 'supabase', ref: 'local', role }, jwtSecret, { expiresIn: '10y' });

export async function startLocalSupabase(options: LocalSupabaseOptions): Promise<LocalSupabase> {
  const key = createSecretKey(Buffer.from(options.jwtSecret, 'utf8'));
  const rest = createRest(options.databaseUrl, key, options.connections);
  const storage = createStorage(options.objectsFolder, key, buckets);
  const server = http.createServer((request, response) => {
    const address = request.url ?? '/';
    const called = /^\/rest\/v1\/rpc\/(\w+)(?:\?|$)/.exec(address)?.[1];
    if (called) return void rest.handle(called, request, response);
    if (address.startsWith('/storage/v1/')) {
      const url = new URL(address.slice('/storage/v1'.length), 'http://local');
      return void storage.handle(request, response, url);
    }
    sendJson(response, 404, JSON.stringify({ message: 'local Supabase: no such route' }));
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(options.port ?? 0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    anonKey: makeKey('anon', options.jwtSecret),
    serviceKey: makeKey('service_role', options.jwtSecret),
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rest.close();
    },
  };
}
