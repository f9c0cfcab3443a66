// The one shared Supabase client, made of the two parts of supabase-js that we use: its sign-in and realtime would be a
// quarter of the function's size, of 4 MB in all. The caller's minted token goes in per call: a client per request costs a quarter of the throughput.
import { PostgrestClient } from '@supabase/postgrest-js';
import { StorageClient } from '@supabase/storage-js';
import type { Database } from '../../supabase/types';
import type { Config } from './config';
import { fromDatabase, Problem } from './problem';

type ApiFunctions = Database['api']['Functions'];
export type FunctionName = keyof ApiFunctions & string;
export type ArgumentsOf<N extends FunctionName> = ApiFunctions[N]['Args'];

export const photoBucket = 'photos';
export const exportBucket = 'exports';

/** What stands in a folder of the bucket. `changedAt` is the later of made and replaced, null for a folder. */
export type StoredEntry = { name: string; isFolder: boolean; changedAt: string | null };

export type Supabase = ReturnType<typeof connectSupabase>;

export function connectSupabase(config: Config) {
  const { url, anonKey, serviceKey } = config.supabase;
  const client = new PostgrestClient<Database, { PostgrestVersion: '12' }, 'api'>(`${url}/rest/v1`, { headers: { apikey: anonKey }, schema: 'api' });
  const storage = new StorageClient(`${url}/storage/v1`, { apikey: serviceKey, Authorization: `Bearer ${serviceKey}` });

  /** Calls one Postgres function as the bearer of `token`; throws a Problem when it refuses. */
  async function call(token: string, name: FunctionName, args: unknown): Promise<unknown> {
    const { data, error, status } = await client.rpc(name as never, args as never).setHeader('Authorization', `Bearer ${token}`);
    if (error) throw fromDatabase({ ...(error as { code?: string; message?: string }), status });
    return data;
  }

  const photos = storage.from(photoBucket);
  const files = storage.from(exportBucket);

  return {
    call,
    callAsService: (name: FunctionName, args: unknown) => call(serviceKey, name, args),
    storage: {
      /** Path with token, relative to the storage origin. A path that exists already answers null. */
      async signUpload(path: string): Promise<string | null> {
        const { data, error } = await photos.createSignedUploadUrl(path);
        if (error) {
          if (isTaken(error)) return null;
          throw new Problem('unavailable', { cause: error });
        }
        return new URL(data.signedUrl).pathname + new URL(data.signedUrl).search;
      },
      /** Signed read paths, in the order asked; null for what does not exist. */
      async signReads(paths: string[], seconds: number): Promise<(string | null)[]> {
        const { data, error } = await photos.createSignedUrls(paths, seconds);
        if (error) throw new Problem('unavailable', { cause: error });
        return data.map((row) => (row.signedUrl ? new URL(row.signedUrl).pathname + new URL(row.signedUrl).search : null));
      },
      /** The object's bytes, or null when there is none. */
      async download(path: string): Promise<Uint8Array | null> {
        const { data, error } = await photos.download(path);
        if (data) return new Uint8Array(await data.arrayBuffer());
        if (isNoObject(error)) return null;
        throw new Problem('unavailable', { cause: error });
      },
      /** One page of what stands directly in a folder, by name. */
      async list(folder: string, { limit, offset }: { limit: number; offset: number }): Promise<StoredEntry[]> {
        const { data, error } = await photos.list(folder, { limit, offset, sortBy: { column: 'name', order: 'asc' } });
        if (error) throw new Problem('unavailable', { cause: error });
        return data.map(({ name, id, created_at, updated_at }) => ({
          name,
          isFolder: id === null,
          changedAt: id === null ? null : [created_at, updated_at].filter(Boolean).sort().at(-1) ?? null,
        }));
      },
      /** Writes a JPEG where none stands; an object that is there already stays. A year in caches: its name is its hash. */
      async store(path: string, bytes: Uint8Array): Promise<void> {
        const { data, error } = await photos.createSignedUploadUrl(path);
        const refusal = error ?? (await photos.uploadToSignedUrl(path, data.token, bytes, { contentType: 'image/jpeg', cacheControl: '31536000' })).error;
        if (refusal && !isTaken(refusal)) throw new Problem('unavailable', { cause: refusal });
      },
      async remove(paths: string[]): Promise<void> {
        const { error } = await photos.remove(paths);
        if (error) throw new Problem('unavailable', { cause: error });
      },
    },
    /** Documents made by us. A name holds the hash of its bytes, so whoever comes second has the same. */
    documents: {
      async store(path: string, bytes: Uint8Array, contentType: string): Promise<void> {
        const { data, error } = await files.createSignedUploadUrl(path);
        const refusal = error ?? (await files.uploadToSignedUrl(path, data.token, bytes, { contentType, cacheControl: '3600' })).error;
        if (refusal && !isTaken(refusal)) throw new Problem('unavailable', { cause: refusal });
      },
      /** Path with token, relative to the storage origin; a browser saves what it leads to under `name`. Null: no such object. */
      async signRead(path: string, seconds: number, name: string): Promise<string | null> {
        const { data, error } = await files.createSignedUrl(path, seconds);
        if (isNoObject(error)) return null;
        if (error || !data) throw new Problem('unavailable', { cause: error });
        const signed = new URL(data.signedUrl);
        // Not by the client's own option, which encodes Chinese twice.
        return `${signed.pathname}${signed.search}&download=${encodeURIComponent(name)}`;
      },
      async download(path: string): Promise<Uint8Array | null> {
        const { data, error } = await files.download(path);
        if (data) return new Uint8Array(await data.arrayBuffer());
        if (isNoObject(error)) return null;
        throw new Problem('unavailable', { cause: error });
      },
    },
  };
}

/**
 * Only the storage's own word that there is no such object counts as missing. It answers HTTP 400 for nearly everything,
 * with the truth in `statusCode`; and a bucket not yet made or a proxy's own 404 must never look like lost photos.
 */
function isNoObject(error: unknown): boolean {
  const { statusCode, message } = (error ?? {}) as { statusCode?: string; message?: string };
  return statusCode === '404' && /object not found/i.test(message ?? '');
}

const isTaken = (error: { message: string }) => (error as { statusCode?: string }).statusCode === '409' || error.message.includes('already exists');
